"""What speaks to the reader of the page: an offer, an order, a word about the site."""

from __future__ import annotations

from collections.abc import Sequence

from kit.segment.zones.patterns import ORDERS, PERSONS, REPORTED, SENTENCE_END, SITE_THINGS, URGING

__all__ = ["speaks_to_reader"]

_SPEECH_MARKS = frozenset('"“”«„‘')


def speaks_to_reader(text: str, words: Sequence[str], size: int) -> bool:
    """Does a text outside quotation marks speak to whoever reads the page, of the page or with an order?

    >>> text = "Get our newsletter for free"
    >>> speaks_to_reader(text, text.lower().split(), 5)
    True
    """
    if text[0] == "'" or not _SPEECH_MARKS.isdisjoint(text) or not REPORTED.isdisjoint(words):
        return False
    things = not SITE_THINGS.isdisjoint(words)
    if size <= 15 and (things or not URGING.isdisjoint(words)) and _gives_order(text):
        return True
    return things and not PERSONS.isdisjoint(words)


def _gives_order(text: str) -> bool:
    """Does one of the sentences of a short text open with an order?"""
    first = [part.split(None, 1)[0] for part in SENTENCE_END.split(text) if part.strip()]
    return any(word.lower() in ORDERS for word in first)
