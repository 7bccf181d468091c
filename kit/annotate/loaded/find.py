"""Loaded language: words that judge, frighten, flatter or close a question, each with the reason it is marked."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from kit.annotate.in_names import in_names
from kit.annotate.loaded.lexicon import Entry, find_matches, load_lexicon
from kit.annotate.loaded.vague import find_vague
from kit.annotate.quotes.cues import load_cues
from kit.annotate.quotes.find import find_quotes
from kit.annotate.voices import others_speech
from kit.annotation import Annotation, Span
from kit.article import Article
from kit.lexicons.phrases import lower
from kit.segment import FURNITURE, find_zones
from kit.segment.blocks import find_blocks
from kit.spans import touching

__all__ = ["find_loaded", "schemes"]

_WORD = re.compile(r"\w+")
_MARKS = re.compile("[\"“”„«»‘]|''|(?<!\\w)'")
_BREAK = re.compile(r"\n\n")
_EVER = re.compile(r" ever\b")
_TOTAL = re.compile(r"\b(?:everything|nothing|everyone|everybody|no ?one|nobody|none|all|every \w+)(?:['’ ]\w+){0,6}\Z")
_BEFORE = 80  # code points before "ever" in which its "everything" may stand
_LETTERS = re.compile(r"\([A-Z][a-z]{1,3}[,)]")  # "(Con, Leeds)" names a party
_FEW = 3  # words; a longer stretch in marks is more often speech
_STEM = 5  # letters that two forms of a word have in common
_AROUND = 200  # code points on either side of words in marks in which a verb of saying makes them somebody's
_NEAR = 30
_STOP = re.compile(r"[.!?…][”’\"')]*\s|\n")
_BEFORE_NOUNS = r"the|an?|th(?:is|at|[eo]se)|my|your|his|her|its|our|their|own|only|no|not|any|such"
_OWN = re.compile(rf"(?:\A|[.!?…]\s|\n|(?i:(?<!\bas )\b(?:{_BEFORE_NOUNS})\s)|\w[’']s?\s)[“\"‘'„«]{{0,2}}\Z")


def find_loaded(
    article: Article, *, zones: Sequence[Annotation] | None = None, quotes: Sequence[Annotation] | None = None
) -> list[Annotation]:
    """The loaded words and phrases of an article, in order, each with the reason and a plainer way to say it.

    Labels: ``name-calling loaded-word exaggeration certainty scare-quotes vague-source euphemism fear``. Attributes:
    ``rule``, the group of the lexicon or the rule that fired; ``why``; ``doubt``; ``strength``, strong or mild;
    ``neutral``, a plainer way, or "depends"; ``voice``, which is ``furniture``, ``quoted`` where it starts within
    attributed speech, with ``speaker`` where the name is known and the ``quote`` as evidence, or else ``author``.
    Words in names are let be, and so are words in marks that somebody says in the text, or is said to call a thing.
    A mark is a place to look and no verdict: loaded is not false. Never raises on any text, and takes time linear in
    its length, whatever the length of the lexicon.

    ``zones`` and ``quotes`` are the article's, where the caller has them. Else zones are found, and quotations by
    patterns, without the parser, and not at all in a text that has neither marks nor a word of saying. Quotations take
    most of the time.

    >>> article = Article.from_text("The tyrant fell. “They are thugs,” Ana Ruiz said.")
    >>> [(article.covered(a), a.label, a.attributes["voice"]) for a in find_loaded(article)]
    [('tyrant', 'name-calling', 'author'), ('thugs', 'name-calling', 'quoted')]
    """
    text, lexicon = article.text, load_lexicon()
    found = [(Span(start, end), entry) for start, end, entry in find_matches(text, lexicon)]
    found = [(span, entry) for span, entry in found if not _LETTERS.match(text, max(0, span.start - 1), span.end + 1)]
    named = in_names(text, [span for span, _ in found])
    found = [(span, entry) for span, entry in found if span not in named]
    found = list(_with_vague(text, found, lexicon.rules))
    found += [(span, lexicon.rules["absolute"]) for span in _absolutes(text)]
    if quotes is None:
        quotes = find_quotes(article, parser=False) if _may_quote(text, bool(found)) else []
    found += [(span, lexicon.rules[rule]) for span, rule in _scare_quotes(text, quotes)]
    if not found:
        return []
    found.sort(key=lambda mark: mark[0])
    return list(_voiced(found, quotes, _furniture(article, zones)))


def schemes() -> Mapping[str, Mapping[str, str]]:
    """What each label is called elsewhere: in ``semeval``, ``wikipedia`` and ``devices``; a dash where it has no name.

    The techniques of SemEval-2020 task 11 (Da San Martino et al., 2020); the sections of Wikipedia's Manual of Style,
    Words to watch; the seven devices of the Institute for Propaganda Analysis (1937). The match is rough.

    >>> schemes()["fear"]["semeval"]
    'Appeal to fear, prejudice'
    """
    return load_lexicon().schemes


def _with_vague(
    text: str, found: Sequence[tuple[Span, Entry]], rules: Mapping[str, Entry]
) -> Iterator[tuple[Span, Entry]]:
    """What was found, in order, and vague sources by rule, each in place of what stands in it ("it was claimed")."""
    listed = [span for span, entry in found if entry.group.label == "vague-source"]
    vague: list[tuple[Span, str]] = []
    for span, rule in sorted(find_vague(text)):
        if not touching(listed, *span) and (not vague or vague[-1][0].end <= span.start):
            vague.append((span, rule))
    taken = [span for span, _ in vague]
    yield from [(span, entry) for span, entry in found if not touching(taken, *span)]
    yield from [(span, rules[rule]) for span, rule in vague]


def _absolutes(text: str) -> Iterator[Span]:
    """ "Everything they ever said": a total, and "ever" soon after it."""
    small = lower(text)
    for ever in _EVER.finditer(small):
        if total := _TOTAL.search(small, max(0, ever.start() - _BEFORE), ever.start()):
            yield Span(total.start(), ever.end())


def _scare_quotes(text: str, quotes: Sequence[Annotation]) -> Iterator[tuple[Span, str]]:
    """Words in marks that nobody says, with the rule: after "so-called", or a few that are the author's own.

    The latter stand where a noun may, behind "the", "his" or "not", or open a sentence. None may echo speech: in a
    paragraph that has some, in a sentence with a verb of saying or calling, or where others say the same elsewhere, as
    what a headline quotes.
    """
    scare = [quote for quote in quotes if quote.label == "scare"]
    if not scare:
        return
    breaks = [gap.start() for gap in _BREAK.finditer(text)]
    speech = others_speech(quotes)
    spoken = {bisect(breaks, quote.start) for quote in speech}
    heard: set[tuple[str, str]] = set()
    for words in [*(text[quote.start : quote.end] for quote in speech), *_called(text)]:
        stems = _stems(words)
        heard.update(_pairs(stems), [(stem, "") for stem in stems])
    for quote in scare:
        if quote.attributes.get("rule") == "distance-word":
            yield quote.span, "scare-quotes-with-a-word"
        elif bisect(breaks, quote.start) not in spoken and _is_own(text, quote, heard):
            yield quote.span, "scare-quotes"


def _is_own(text: str, quote: Annotation, heard: set[tuple[str, str]]) -> bool:
    """Are words in marks few, where a noun may stand, and nobody's who says or calls anything nearby?"""
    words = text[quote.start : quote.end]
    placed = _OWN.search(text, max(0, quote.start - _NEAR), quote.start)
    if not placed or not words.islower() or len(words.split()) > _FEW or _echoes(text, quote, heard):
        return False
    lexicon = load_lexicon()
    return (lexicon.says | lexicon.calls).isdisjoint(_WORD.findall(_around(text, quote).lower()))


def _called(text: str) -> Iterator[str]:
    """What stands behind each verb of calling, marks or none: "called it reckless"."""
    calls = load_lexicon().calls
    for verb in _WORD.finditer(text):
        if verb[0].lower() in calls:
            yield _STOP.split(text[verb.end() : verb.end() + _NEAR])[0]


def _around(text: str, quote: Annotation) -> str:
    """The rest of the sentence of some words in marks, or what of it stands near them."""
    before = _STOP.split(text[max(0, quote.start - _AROUND) : quote.start])[-1]
    return f"{before} {_STOP.split(text[quote.end : quote.end + _AROUND])[0]}"


def _echoes(text: str, quote: Annotation, heard: set[tuple[str, str]]) -> bool:
    """Do others say the words in marks elsewhere: in a row, or, where a headline shortens them, at all?"""
    stems = _stems(text[quote.start : quote.end])
    if heard.issuperset(_pairs(stems)):
        return True
    end = text.find("\n", quote.end, quote.end + _AROUND)
    if end < 0 or text[quote.end : end].rstrip("”’\"' ").endswith((".", "!", "?")):
        return False
    labelled = text[quote.end + 1 : end].startswith(":") or text.startswith(": ", max(0, quote.start - 3))
    return labelled or heard.issuperset([(stem, "") for stem in stems])


def _pairs(stems: Sequence[str]) -> list[tuple[str, str]]:
    """Each word with the one behind it; where there is only one, that."""
    return [*pairwise(stems)] or [(stem, "") for stem in stems]


def _stems(words: str) -> list[str]:
    """What two forms of a word have in common, of each of some words but the shortest."""
    return [word[:_STEM] for word in _WORD.findall(words.lower()) if len(word) > 2]


def _may_quote(text: str, found: bool) -> bool:
    """Can a quotation matter: words in marks, or, where something was found, a word of saying?"""
    if _MARKS.search(text):
        return True
    return found and (":" in text or not load_cues().speech.keys().isdisjoint(_WORD.findall(text.lower())))


def _furniture(article: Article, zones: Sequence[Annotation] | None) -> list[Span]:
    """The blocks that are not the article; none where they would be the whole text, which then is somebody's words."""
    if zones is None:  # a text of one block is nobody's furniture, and needs no zones
        zones = find_zones(article) if len(find_blocks(article.text)) > 1 else []
    furniture = [zone.span for zone in zones if zone.label in FURNITURE]
    return furniture if len(furniture) < len(zones) else []


def _voiced(
    found: Sequence[tuple[Span, Entry]], quotes: Sequence[Annotation], furniture: Sequence[Span]
) -> Iterator[Annotation]:
    """What was found as annotations that say whose words they are."""
    speech = sorted(others_speech(quotes), key=lambda q: q.start, reverse=True)
    blocks = sorted(furniture, reverse=True)
    around: list[Annotation] = []
    for span, entry in found:
        while speech and speech[-1].start <= span.start:
            around.append(speech.pop())
        while around and around[-1].end <= span.start:
            around.pop()
        while blocks and blocks[-1].end <= span.start:
            blocks.pop()
        attributes, evidence = {**entry.attributes, "voice": "author"}, {}
        if blocks and blocks[-1].start <= span.start:
            attributes["voice"] = "furniture"
        elif around:
            attributes["voice"] = "quoted"
            evidence["quote"] = around[-1].span
            if speaker := around[-1].attributes.get("speaker"):
                attributes["speaker"] = speaker
        yield Annotation(*span, "loaded", entry.group.label, "kit.find_loaded", evidence, attributes)
