"""Loaded language: words that judge, frighten, flatter or close a question, each with the reason it is marked."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence

from kit.annotate.loaded.lexicon import Entry, find_matches, load_lexicon
from kit.annotate.quotes.cues import load_cues
from kit.annotate.quotes.find import find_quotes
from kit.annotate.voices import others_speech
from kit.annotation import Annotation, Span
from kit.article import Article
from kit.lexicons.phrases import lower
from kit.segment import FURNITURE, find_zones
from kit.segment.blocks import find_blocks

__all__ = ["find_loaded", "schemes"]

_WORD = re.compile(r"\w+")
_MARKS = re.compile("[\"“”„«»‘]|''|(?<!\\w)'")
_BREAK = re.compile(r"\n\n")
_EVER = re.compile(r" ever\b")
_TOTAL = re.compile(r"\b(?:everything|nothing|everyone|everybody|no ?one|nobody|none|all|every \w+)(?:['’ ]\w+){0,6}\Z")
_BEFORE = 80  # code points before "ever" in which its "everything" may stand
_LETTERS = re.compile(r"\([A-Z][a-z]{1,3}[,)]")  # "(Con, Leeds)" names a party
_FEW = 3  # words; a longer stretch in marks is more often speech


def find_loaded(
    article: Article, *, zones: Sequence[Annotation] | None = None, quotes: Sequence[Annotation] | None = None
) -> list[Annotation]:
    """The loaded words and phrases of an article, in order, each with the reason and a plainer way to say it.

    Labels: ``name-calling loaded-word exaggeration certainty scare-quotes vague-source euphemism fear``. Attributes:
    ``rule``, the group of the lexicon or the rule that fired; ``why``; ``doubt``; ``strength``, strong or mild;
    ``neutral``, a plainer way, or "depends"; ``voice``, which is ``furniture``, ``quoted`` where it starts within
    attributed speech, with ``speaker`` where the name is known and the ``quote`` as evidence, or else ``author``.
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


def _absolutes(text: str) -> Iterator[Span]:
    """ "Everything they ever said": a total, and "ever" soon after it."""
    small = lower(text)
    for ever in _EVER.finditer(small):
        if total := _TOTAL.search(small, max(0, ever.start() - _BEFORE), ever.start()):
            yield Span(total.start(), ever.end())


def _scare_quotes(text: str, quotes: Sequence[Annotation]) -> Iterator[tuple[Span, str]]:
    """Words in marks that nobody says, with the rule: after "so-called", or few and in small letters.

    Of the latter none in a paragraph that has speech, which they may echo.
    """
    breaks = [gap.start() for gap in _BREAK.finditer(text)]
    spoken = {bisect(breaks, quote.start) for quote in others_speech(quotes)}
    for quote in quotes:
        if quote.label != "scare":
            continue
        words = text[quote.start : quote.end]
        if quote.attributes.get("rule") == "distance-word":
            yield quote.span, "scare-quotes-with-a-word"
        elif words.islower() and len(words.split()) <= _FEW and bisect(breaks, quote.start) not in spoken:
            yield quote.span, "scare-quotes"


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
        around = [quote for quote in around if quote.end > span.start]
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
