"""Voices: cut an article into what its author says, what others are quoted as saying, and the page around both."""

from __future__ import annotations

from collections.abc import Iterable

from kit.annotation import Annotation, Span
from kit.article import Article
from kit.segment import FURNITURE
from kit.spans import difference, intersection

__all__ = ["SPEECH", "VOICES", "find_voices", "others_speech"]

SPEECH = frozenset({"direct", "indirect", "mixed"})
VOICES = ("page", "article", "author", "quoted", "furniture")

# Bylines, dates and tags are nobody's prose, and what a transcript has beside its speech are labels.
_AUTHORED = frozenset(["headline", "standfirst", "body", "caption"])


def find_voices(article: Article, zones: Iterable[Annotation], quotes: Iterable[Annotation]) -> dict[str, list[Span]]:
    """Where each voice of an article speaks, by its zones and quotations: spans in order, none empty.

    - "page": all of the text
    - "article": the page without its ``FURNITURE``
    - "author": headline, standfirst, body and captions, without attributed speech
    - "quoted": attributed speech in the article, direct or reported (words in scare quotes are the author's own)
    - "furniture": the rest of the page

    >>> from kit import find_quotes, find_zones
    >>> article = Article.from_text("The bridge was shut. “It will hold,” Ana Ruiz said.")
    >>> voices = find_voices(article, find_zones(article), find_quotes(article, parser=False))
    >>> [article.covered(span) for span in voices["author"]]
    ['The bridge was shut. ', ' Ana Ruiz said.']
    """
    zones = list(zones)
    speech = sorted(quote.span for quote in others_speech(quotes))
    inside = [zone.span for zone in zones if zone.label not in FURNITURE]
    return {
        "page": [Span(0, len(article.text))] if article.text else [],
        "article": inside,
        "author": difference([zone.span for zone in zones if zone.label in _AUTHORED], speech),
        "quoted": intersection(inside, speech),
        "furniture": [zone.span for zone in zones if zone.label in FURNITURE],
    }


def others_speech(quotes: Iterable[Annotation]) -> list[Annotation]:
    """The attributed speech among quotations, without what the author says as "I", and what somebody did not say.

    >>> mine = Annotation(6, 11, "quote", "indirect", "kit.find_quotes", attributes={"voice": "author"})
    >>> others_speech([mine, Annotation(20, 25, "quote", "scare", "kit.find_quotes")])
    []
    """
    spoken = (quote for quote in quotes if quote.label in SPEECH and quote.attributes.get("said") != "no")
    return [quote for quote in spoken if quote.attributes.get("voice") != "author"]
