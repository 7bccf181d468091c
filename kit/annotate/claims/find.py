"""Claims: which sentences state a fact, an opinion, a call, a prediction or a cause; how sure, and on what source."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import islice

from kit.annotate.claims.cues import Cue, counted, find_cues, points, signed
from kit.annotate.claims.voice import is_spoken, near_speech, outermost
from kit.annotate.in_names import in_names
from kit.annotate.quotes.find import find_quotes
from kit.annotation import Annotation, Span
from kit.article import Article
from kit.segment import FURNITURE, find_zones
from kit.segment.blocks import find_blocks
from kit.segment.sentences import sentence_spans
from kit.spans import touching

__all__ = ["find_claims"]

_OPINION = 1.0  # points from which a claim is an opinion
_PARTED = 2.0  # points for opinion on one side of a joint, and for fact on the other, that make two claims of them
_NO_CLAIMS = FURNITURE | {"byline", "dateline", "tag"}
_JOINT = re.compile(r"; |,? [—–] |,? (?=(?:but|though|although|whereas|while|yet)\b)|, (?=(?:and|which|who)\b)")
_WORD = re.compile(r"[^\W\d_]")
_STOPS = (".", "?", "!", "…")
_JOINTS = 8  # so many are tried in one sentence
_CLAUSE = 20  # code points; a shorter stretch is no clause of its own

_RULES = {  # rule: (label, why, doubt)
    "opinion": ("opinion", "Its words judge.", "A word that judges may stand in a title or a name."),
    "call": ("call", "It says what ought to be done.", "“{cue}” can also tell a rule, or what is likely."),
    "prediction": ("prediction", "It speaks of what is to come.", "“{cue}” can also tell what is already settled."),
    "cause": (
        "cause",
        "It says that one thing brought about another.",
        "Others may have shown it.",
    ),
    "reported": (
        "fact",
        "What is claimed here is that somebody said so; whether it is so is that speaker's claim.",
        "Who repeats a thing may agree with it.",
    ),
    "question": ("unclear", "It asks.", "A question can carry a claim: “When did you stop lying?”"),
    "checkable": ("fact", "It names what can be looked up.", "That it can be checked does not make it true."),
    "plain": ("fact", "Nothing in its words judges.", "A judgement can hide in plain words."),
    "balance": (
        "unclear",
        "Some words judge, and as much can be looked up.",
        "Experts disagree on such sentences.",
    ),
    "slight": ("unclear", "Too little speaks for opinion, and nothing for fact.", "One word more would tip it."),
}
_NO_ORDER = "“{cue}” may be no order here: a noun, or a step of a recipe."  # where a verb alone makes the call
_KINDS = {"opinion": "opinion", "fact": "fact", "call": "a call", "prediction": "a prediction", "cause": "a cause"}
_WEIGHED = ("opinion", "call", "checkable")  # the rules that go by what weighs more
_SETTLE = {
    "fact": "A record, a document or a witness that anyone can consult.",
    "opinion": "Nothing outside us: ask which facts it rests on, and who weighs them otherwise.",
    "call": "No fact alone: ask what it would cost, whom it would help, and what else could be done.",
    "prediction": "Time: note the date and what would count as coming true, and look again.",
    "cause": "A comparison: what happens where the cause is missing, and what else changed with it.",
    "unclear": "First ask the author what exactly is meant; then whether it can be checked.",
    "question": "An answer: ask who could give one.",
    "reported": "The recording, transcript or document in which it was said; then what the speaker goes by.",
}


def find_claims(
    article: Article, *, zones: Sequence[Annotation] | None = None, quotes: Sequence[Annotation] | None = None
) -> list[Annotation]:
    """What each sentence of an article claims, in order: one annotation a sentence, or a clause where two claims meet.

    Labels: ``fact`` (it can be checked, true or not), ``opinion``, ``call``, ``prediction``, ``cause``, ``unclear``.
    Attributes: ``rule``; ``why``, with the words that speak for each kind; ``doubt``; ``score``, the points of those
    words for opinion; ``certainty`` (hedged, plain, boosted); ``sourcing`` (link, attributed, none) and ``link``, the
    words of the link; ``settle``, what would settle it; ``voice`` (author, quoted) and, where known, ``speaker``.
    Evidence: the strongest cue for the label, by the label's name; ``cue``, what sets the certainty; ``link``.

    Words in names are no cues. A superlative judges, whatever day or year stands beside it, unless it can be measured.

    What a speaker says is never counted for the author. In "Ana said the plan is a disgrace" the author claims that she
    said so: a ``fact``, by the rule "reported". A sentence that is speech from end to end is the speaker's claim, and
    its voice is "quoted". Furniture, bylines, datelines, tags and subheads hold no claims. The points of the cues are
    set by hand (``lexicons/claims.toml``): from 1 up a claim is an opinion or a call. Never raises, and takes time
    linear in the length of the text.

    ``zones`` and ``quotes`` are the article's, where the caller has them. Else zones are found, and quotations by
    patterns, without the parser; in a text of one paragraph only words in marks and what verbs of saying report.

    >>> article = Article.from_text("The dam opened in 1950. It is a monstrous folly. It should go, Ana Ruiz said.")
    >>> [(claim.label, claim.attributes["score"]) for claim in find_claims(article)]
    [('fact', '-2'), ('opinion', '+3'), ('fact', '-2')]
    """
    text = article.text
    alone = "\n" not in text.strip() or len(find_blocks(text)) == 1  # one paragraph has no page around it
    every = sentence_spans(text) if alone else _sentences(article, zones)
    sentences = [sentence for sentence in every if _WORD.search(text, *sentence)]
    cues = _unnamed(text, [find_cues(text, *sentence) for sentence in sentences])
    if quotes is None:
        quotes = near_speech(text, sentences, cues) if alone else find_quotes(article, parser=False)
    speech = outermost(quotes)
    links = sorted([a for a in article.annotations if a.layer == "link"], key=lambda link: link.start)
    out = []
    for sentence, found in zip(sentences, cues, strict=True):
        out += _read(text, sentence, found, touching(speech, *sentence), links)
    return out


def _sentences(article: Article, zones: Sequence[Annotation] | None) -> list[Span]:
    """The sentences of a page that can hold a claim: not in furniture, bylines and the like, nor as subheads."""
    zones = find_zones(article) if zones is None else zones
    barred = [zone for zone in zones if zone.label in _NO_CLAIMS or zone.attributes.get("rule") == "subhead"]
    bold = [a for a in article.annotations if a.label == "strong" and not article.covered(a).endswith(_STOPS)]
    return [
        sentence
        for sentence in sentence_spans(article.text)
        if not touching(barred, *sentence) and all(a.span != sentence for a in touching(bold, *sentence))
    ]


def _unnamed(text: str, cues: Sequence[Sequence[Cue]]) -> list[list[Cue]]:
    """The cues of each sentence without those that are part of a name; a day, a body or a paper may well be one."""
    named = in_names(text, [Span(cue.start, cue.end) for row in cues for cue in row if cue.group.points >= 0])
    return [[cue for cue in row if (cue.start, cue.end) not in named] for row in cues]


def _read(
    text: str, sentence: Span, cues: Sequence[Cue], speech: Sequence[Annotation], links: Sequence[Annotation]
) -> list[Annotation]:
    """The claims of one sentence: one, or two where a clause that judges meets one that can be checked."""
    if is_spoken(text, *sentence, speech):
        said = [cue for cue in cues if not cue.group.own]  # speakers say "I", talk and ask without judging
        return [_claim(text, sentence, said, speech, links, voice="quoted")]
    if speech:
        cues = [cue for cue in cues if not touching(speech, cue.start, cue.end)]
    clauses = _clauses(text, sentence, cues)
    if len(clauses) == 1:
        return [_claim(text, sentence, cues, speech, links)]
    return [
        _claim(text, span, [c for c in cues if span.start <= c.start < span.end], speech, links) for span in clauses
    ]


def _clauses(text: str, sentence: Span, cues: Sequence[Cue]) -> list[Span]:
    """The sentence whole, or parted at the first joint with an opinion on one side of it and a fact on the other."""
    weights = [cue.group.points for cue in cues]
    if sum([w for w in weights if w < 0]) > -_PARTED or sum([w for w in weights if w > 0]) < _PARTED:
        return [sentence]
    for joint in islice(_JOINT.finditer(text, sentence.start + _CLAUSE, sentence.end - _CLAUSE), _JOINTS):
        before = points([cue for cue in cues if cue.start < joint.end()])
        after = points([cue for cue in cues if cue.start >= joint.end()])
        if max(before, after) >= _PARTED and min(before, after) <= -_PARTED:
            return [Span(sentence.start, joint.start()), Span(joint.end(), sentence.end)]
    return [sentence]


def _rule(labels: Mapping[str, Cue], cues: Sequence[Cue], score: float, spoken_of: bool, asks: bool) -> str:
    """The rule that names a claim, by its points and by the cues that stand in it."""
    if score >= _OPINION:
        return "call" if "call" in labels else "opinion"
    if asks:
        return "question"
    if spoken_of or "says" in labels:
        return "reported"
    if "prediction" in labels:
        return "prediction"
    if "cause" in labels:
        return "cause"
    if score < 0:
        return "checkable"
    if not any(cue.group.points for cue in cues):
        return "plain"
    return "balance" if any(cue.group.points < 0 for cue in cues) else "slight"


def _claim(
    text: str,
    span: Span,
    cues: Sequence[Cue],
    speech: Sequence[Annotation],
    links: Sequence[Annotation],
    voice: str = "author",
) -> Annotation:
    """The claim that a span makes, by the cues in it; ``speech`` and ``links`` are those of its sentence or page."""
    cues = counted(cues)
    score = sum([cue.group.points for cue in cues])
    labels = _first_of_each(cues, [cue.group.label for cue in cues])
    sure = _first_of_each(cues, [cue.group.certainty for cue in cues])
    speech, links = touching(speech, *span), touching(links, *span)
    asks = voice == "quoted" and text[max(span.start, span.end - 4) : span.end].rstrip("\"”’'»)").endswith("?")
    rule = _rule(labels, cues, score, bool(speech) and voice == "author", asks)
    label, why, doubt = _RULES[rule]
    evidence: dict[str, Span] = {}
    attributes = {
        "rule": rule,
        "why": " ".join([why, *_speaking(text, cues), *_heavier(cues, rule, label)]),
        "doubt": doubt,
        "score": signed(score),
        "certainty": "plain",
        "sourcing": "attributed" if speech or "says" in labels or "source" in labels else "none",
        "settle": _SETTLE.get(rule) or _SETTLE[label],
        "voice": voice,
    }
    if strongest := labels.get(label) or _strongest(cues, label):
        evidence[label] = Span(strongest.start, strongest.end)
        doubt = _NO_ORDER if strongest.group.name == "imperative" else doubt
        attributes["doubt"] = doubt.replace("{cue}", _named(text, strongest))
    if sure:
        attributes["certainty"] = "hedged" if "hedged" in sure else "boosted"
        evidence["cue"] = Span(*sure[attributes["certainty"]][:2])
    if links:
        attributes["sourcing"], attributes["link"] = "link", " | ".join(text[a.start : a.end] for a in links)
        evidence["link"] = links[0].span
    if speech and "speaker" in speech[0].attributes:
        attributes["speaker"] = speech[0].attributes["speaker"]
    return Annotation(span.start, span.end, "claim", label, "kit.find_claims", evidence, attributes)


def _first_of_each(cues: Sequence[Cue], kinds: Sequence[str]) -> dict[str, Cue]:
    """The first cue of each kind; those without one are left out."""
    return {kind: cue for kind, cue in zip(reversed(kinds), reversed(cues), strict=True) if kind}


def _strongest(cues: Sequence[Cue], label: str) -> Cue | None:
    """The cue that has the most points on the side of a label; none for a label without a side."""
    side = {"opinion": 1, "fact": -1}.get(label, 0)
    return max([c for c in cues if c.group.points * side > 0], key=lambda c: c.group.points * side, default=None)


def _named(text: str, cue: Cue) -> str:
    return " ".join(text[cue.start : cue.end].split())


def _speaking(text: str, cues: Sequence[Cue]) -> list[str]:
    """Which words speak for which kind of claim, a sentence each; for opinion and fact with what they are."""
    kinds: dict[str, dict[str, list[str]]] = {}
    for cue in cues:
        kind = cue.group.label if cue.group.label in _KINDS else "opinion" if cue.group.points > 0 else "fact"
        what = f" ({cue.group.why})" if kind in ("opinion", "fact") else ""
        kinds.setdefault(kind, {}).setdefault(what, []).append(f"“{_named(text, cue)}”")
    rows = {kind: [", ".join(words) + what for what, words in said.items()] for kind, said in kinds.items()}
    return [f"For {_KINDS[kind]}: {'; '.join(row)}." for kind, row in rows.items()]


def _heavier(cues: Sequence[Cue], rule: str, label: str) -> list[str]:
    """Which side weighs more, where that decides: there are words for either."""
    both = any(cue.group.points > 0 for cue in cues) and any(cue.group.points < 0 for cue in cues)
    return [f"More weighs for {_KINDS[label]}."] if both and rule in _WEIGHED else []
