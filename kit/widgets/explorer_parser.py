"""The parser in the explorer: what it reads closer, and its model, which takes seconds to load."""

from __future__ import annotations

from functools import cache
from threading import Thread

from kit.annotate.quotes.parse.find import load_parser, parser_ready
from kit.reading import Reading

__all__ = ["MOST_PARSED", "by_patterns", "is_long", "load_early", "within_reach"]

MOST_PARSED = 15_000  # words of an article that a parser is asked of: two seconds of a processor


@cache
def load_early() -> Thread | None:
    """Load the parser's model, once, while a person chooses what to open; ``None`` where there is none."""
    if not parser_ready():  # as in a browser, which has no threads either
        return None
    loading = Thread(target=load_parser, name="parser", daemon=True)
    loading.start()
    return loading


def within_reach(reading: Reading) -> Reading:
    """The article, or where it is too long for a parser, and none was asked for, as patterns alone read it."""
    if reading.parser is None and not reading.has("quote") and is_long(reading):
        return Reading(reading.article, False, reading.given)
    return reading


def is_long(reading: Reading) -> bool:
    """Whether an article has more words than a parser is asked of, where there is one."""
    return parser_ready() and len(reading.text.split()) > MOST_PARSED


def by_patterns(reading: Reading) -> Reading | None:
    """An article as patterns read it, to be shown until a parser has; ``None`` where there is nothing to wait for."""
    if reading.parser is False or reading.has("quote") or not parser_ready():
        return None
    shared = {name: reading.layer(name) for name in ("zone", "sentence")}
    return Reading(reading.article, False, {**reading.given, **shared})
