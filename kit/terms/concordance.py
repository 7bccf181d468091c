"""Concordance: every place where a word stands, with what stands around it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from kit.annotation import Span
from kit.segment.blocks import find_blocks
from kit.spans import touching
from kit.tables import Listing, Table
from kit.terms.queries import occurrences
from kit.terms.voice_words import Text, as_words

__all__ = ["SORTS", "Line", "concordance"]

SORTS = ("position", "left", "right", "voice")

_SPACES = re.compile(r"\s+")
_VOICES = ("author", "quoted", "furniture", "label")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a concordance: the key word in its context.

    ``left``, ``key`` and ``right`` are the words with any white space as one space; the spans say where they stand in
    the article's text, one after the other without a gap. ``voice`` is whose words they are: "author", "quoted" or
    "furniture", or "label" for what nobody says (a byline, a date).
    """

    left: str
    key: str
    right: str
    left_span: Span = field(repr=False)
    span: Span
    right_span: Span = field(repr=False)
    voice: str


def concordance(
    text: Text,
    query: str,
    *,
    width: int = 40,
    sort: Literal["position", "left", "right", "voice"] = "position",
    inflections: bool = False,
) -> Listing[Line]:
    """Every place in an article without its furniture, or in one voice (``reading.words``), where a query stands.

    The context is ``width`` characters at most on either side, whole words only, of the same paragraph, whoever speaks
    there. ``sort`` puts lines in the order of the text, or by the words to the left, the nearest first, or to the
    right, so that like stands by like, or by whose words they are. Case and ``inflections`` are those of the words; for
    wildcards see ``kit.terms.queries.occurrences``; what does not occur gives no line. Raises ``ValueError`` for
    another ``sort`` or a ``width`` below 0.

    Source: H. P. Luhn, "Key word-in-context index for technical literature", American Documentation 11 (1960).

    >>> import kit
    >>> reading = kit.read("The old dam held. A new dam is planned.")
    >>> [(line.left, line.key, line.right) for line in concordance(reading, "DAM", width=9, sort="left")]
    [('A new ', 'dam', ' is'), ('The old ', 'dam', ' held. A')]
    """
    if sort not in SORTS:
        raise ValueError(f"sort {sort!r} is not known; it must be one of {', '.join(SORTS)}")
    if width < 0:
        raise ValueError(f"width is {width}; it must be 0 or more characters")
    words = as_words(text)
    blocks = find_blocks(words.article.text)
    lines = []
    for number, first, after in occurrences(words, query, inflections=inflections):
        run = words.runs[number]
        span = Span(run[first].start, run[after - 1].end)
        block = blocks[bisect_right(blocks, span.start, key=lambda block: block.start) - 1]
        lines.append(_line(words.article.text, block, span, width, _whose(words.voices, span)))
    if sort == "voice":
        lines.sort(key=lambda line: _VOICES.index(line.voice))
    elif sort != "position":
        lines.sort(key=_from_left if sort == "left" else _from_right)
    return Listing(lines, _line_table)


def _whose(voices: Mapping[str, Sequence[Span]], span: Span) -> str:
    return next((voice for voice in _VOICES if touching(voices.get(voice, ()), *span)), "label")


def _line_table(lines: Sequence[Line]) -> Table:
    rows = [(str(n), li.left.strip(), li.key, li.right.strip(), li.voice) for n, li in enumerate(lines, 1)]
    caption = f"{len(rows)} lines. Each is cut off at both ends: go back to the text before you judge."
    head = ("line", "before", "word", "after", "whose words")
    return Table((head, *rows), caption, ("right", "right", "center", "left", "left"))


def _line(text: str, block: Span, span: Span, width: int, voice: str) -> Line:
    start, end = max(block.start, span.start - width), min(block.end, span.end + width)
    while block.start < start < span.start and not text[start - 1].isspace():
        start += 1
    while span.end < end < block.end and not text[end].isspace():
        end -= 1
    spans = Span(start, span.start), span, Span(span.end, end)
    left, key, right = (_SPACES.sub(" ", text[slice(*part)]) for part in spans)
    return Line(left, key, right, *spans, voice)


def _from_left(line: Line) -> list[str]:
    return _plain(line.left)[::-1]


def _from_right(line: Line) -> list[str]:
    return _plain(line.right)


def _plain(words: str) -> list[str]:
    return re.findall(r"\w+", words.casefold())
