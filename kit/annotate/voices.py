"""Voices: cut an article into what its author says, what others are quoted as saying, and the page around both."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kit.annotate.quotes.find import find_quotes
from kit.annotate.sources import others_speech
from kit.annotation import Annotation, Span
from kit.article import Article
from kit.segment import FURNITURE, find_zones

__all__ = ["VOICES", "spans_of", "within", "without"]

VOICES = ("page", "article", "author", "quoted", "furniture")

# Bylines, dates and tags are nobody's prose, and what a transcript has beside its speech are labels.
_AUTHORED = frozenset(["headline", "standfirst", "body", "caption"])


def spans_of(article: Article, voice: str, *, quotes: Iterable[Annotation] | None = None) -> list[Span]:
    """Where a voice speaks: spans in order, none empty, none touching another's words.

    - "page": all of the text
    - "article": the page without its ``FURNITURE``
    - "author": headline, standfirst, body and captions, without attributed speech
    - "quoted": attributed speech in the article, direct or reported (words in scare quotes are the author's own)
    - "furniture": the rest of the page

    ``quotes`` are those of the article, where "author" or "quoted" asks for them: if not given, what ``find_quotes``
    finds without a parser, which is fast and the same on every machine. Raises ``ValueError`` for an unknown voice.

    >>> article = Article.from_text("The bridge was shut. “It will hold,” Ana Ruiz said.")
    >>> [article.covered(span) for span in spans_of(article, "author")]
    ['The bridge was shut. ', ' Ana Ruiz said.']
    """
    if voice not in VOICES:
        raise ValueError(f"voice {voice!r} is not known; it must be one of {', '.join(VOICES)}")
    if voice == "page":
        return [Span(0, len(article.text))] if article.text else []
    zones = find_zones(article)
    if voice == "furniture":
        return [zone.span for zone in zones if zone.label in FURNITURE]
    outside = [zone.span for zone in zones if zone.label not in FURNITURE]
    if voice == "article":
        return outside
    given = find_quotes(article, parser=False) if quotes is None else quotes
    speech = sorted(quote.span for quote in others_speech(given))
    if voice == "quoted":
        return within(outside, speech)
    return without([zone.span for zone in zones if zone.label in _AUTHORED], speech)


def within(spans: Sequence[Span], others: Sequence[Span]) -> list[Span]:
    """What two rows of spans have in common; both in order, and only ``others`` may overlap among themselves.

    >>> within([Span(0, 9)], [Span(2, 4), Span(3, 5), Span(8, 12)])
    [Span(start=2, end=5), Span(start=8, end=9)]
    """
    out = []
    merged = _merged(others)
    i = j = 0
    while i < len(spans) and j < len(merged):
        start, end = max(spans[i].start, merged[j].start), min(spans[i].end, merged[j].end)
        if start < end:
            out.append(Span(start, end))
        if spans[i].end < merged[j].end:
            i += 1
        else:
            j += 1
    return out


def without(spans: Sequence[Span], others: Sequence[Span]) -> list[Span]:
    """What a row of spans has that another has not; both in order, and only ``others`` may overlap among themselves.

    >>> without([Span(0, 9)], [Span(2, 4), Span(3, 5), Span(8, 12)])
    [Span(start=0, end=2), Span(start=5, end=8)]
    """
    merged = _merged(others)
    if not spans:
        return []
    edges = [0, *(edge for span in merged for edge in span), max(spans[-1].end, merged[-1].end if merged else 0)]
    gaps = [Span(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True)]
    return within(spans, gaps)


def _merged(spans: Sequence[Span]) -> list[Span]:
    """The same stretches as one row of spans that neither overlap nor touch."""
    out: list[Span] = []
    for start, end in spans:
        if out and start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, end))
        elif start < end:
            out.append(Span(start, end))
    return out
