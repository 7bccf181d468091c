"""Quotation marks: which stretches stand between them, paragraph by paragraph, however they were set."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice
from operator import attrgetter
from typing import NamedTuple

from kit.annotation import Span

__all__ = ["Mark", "scan_marks", "touched"]

_DOUBLE = re.compile(r"[\"“”„«»]|''|``|’’|‘‘")
_OPENING = frozenset(["“", "„", "«", "``", "‘‘"])
_CLOSING = frozenset(["”", "»", "’’"])
_BEFORE_OPENER = frozenset(" \t\n\u00a0\u2009([{—–-/‘'“\"…")
# The mark comes first and what stands before it after, so that few places are looked at.
_SINGLE = re.compile(  # no year, and no word cut short ("’90s", "’em")
    r"[‘'](?<![\w’'.,!?%)].)(?=[\w$£€\[…])(?![‘']|(?:\d0s|\d\d|em|[Tt]is|[Tt]was|til|cause|bout|n)\b)"
)
_SINGLE_END = re.compile(r"[’'](?<=\S.)(?![\w’'])")
_REACH = 6  # blocks: a mark that is not closed by then never is
_AHEAD = 40  # marks: as far as a nested one looks for its closing
_LONGEST_SINGLE = 1_500


class Mark(NamedTuple):
    """A stretch between quotation marks inside one block: marks included, and without them.

    ``style`` is "double" or "single". ``state`` is "closed"; "goes-on" where it runs to the end of its block and the
    next block takes the same speech up; "unclosed" where no closing mark ever comes.
    """

    start: int
    end: int
    inner: Span
    style: str
    state: str
    block: int
    follows: bool = False  # it takes up the speech of the block before


def scan_marks(text: str, blocks: Sequence[Span]) -> list[Mark]:
    """The stretches between quotation marks, in order, none inside another.

    Apostrophes, inches and years are no marks. Speech that runs over several paragraphs is one stretch for each,
    whether the marks are opened again or not.

    >>> text = "“It works,’’ she said of the 'old' pump."
    >>> [text[m.start : m.end] for m in scan_marks(text, [Span(0, len(text))])]
    ['“It works,’’', "'old'"]
    """
    found: list[Mark] = []
    pending = False  # the block before left a speech open
    openings = [_opens(text, block) for block in blocks]
    for at, block in enumerate(blocks):
        carried = (block.start, block.start, True) if pending and not openings[at] else None
        doubles, still_open = _pair(text, block, at, carried, pending)
        pending = still_open is not None and _goes_on(text, blocks, openings, at)
        if still_open is not None and block.end > still_open[1]:
            start, inner, follows = still_open
            state = "goes-on" if pending else "unclosed"
            doubles.append(Mark(start, block.end, Span(inner, block.end), "double", state, at, follows))
        found += doubles
        if "'" in text[block.start : block.end] or "‘" in text[block.start : block.end]:
            found += _singles(text, block, at, doubles)
    return sorted(found)


def touched(marks: Sequence[Mark], start: int, end: int) -> Sequence[Mark]:
    """Those of some marks, in order and none inside another, that share text with a stretch."""
    first = bisect_right(marks, start, key=attrgetter("end"))
    return marks[first : bisect_left(marks, end, lo=first, key=attrgetter("start"))]


def _opens(text: str, block: Span) -> bool:
    """Does a block begin with an opening double mark?"""
    m = _DOUBLE.match(text, *block)
    return m is not None and m[0] not in _CLOSING


def _events(text: str, block: Span) -> Iterator[tuple[int, int, bool, bool]]:
    """Each double mark of a block: start, end, can it open, can it close."""
    for m in _DOUBLE.finditer(text, *block):
        start, end = m.span()
        before = text[start - 1] if start > block.start else " "
        after = text[end] if end < block.end else " "
        if m[0] in _OPENING:  # „so“, or set by mistake
            closes = not after.isalnum() and (before.isalnum() or before in ".,!?…")
            yield start, end, True, closes
        elif m[0] in _CLOSING:
            yield start, end, False, True
        else:
            opens = before in _BEFORE_OPENER and not after.isspace()
            closes = not before.isspace() or after.isspace() or after in ".,;:!?"
            closes = closes and not (opens and before.isspace())
            if opens or closes:
                yield start, end, opens, closes


def _pair(
    text: str, block: Span, at: int, opened: tuple[int, int, bool] | None, follows: bool
) -> tuple[list[Mark], tuple[int, int, bool] | None]:
    """Pair the marks of a block, one of which may be open already; also the place of one that is left open."""
    events = list(_events(text, block))
    marks: list[Mark] = []
    depth = 0
    for n, (start, end, opens, closes) in enumerate(events):
        if opened is None:
            if opens:
                opened = (start, end, follows and start == block.start)
        elif opens and not closes:
            ahead = [o - c for _, _, o, c in events[n + 1 : n + 1 + _AHEAD] if o != c]
            other = text[opened[0]] == '"' != text[start]  # “ ” inside " " is nested, if it closes
            depth += ahead.count(-1) > (0 if other else depth + 1 + ahead.count(1))
        elif depth and (n + 1 < len(events) or text[opened[0]] == '"' != text[start]):
            depth -= 1
        else:
            depth = 0
            if start > opened[1]:
                marks.append(Mark(opened[0], end, Span(opened[1], start), "double", "closed", at, opened[2]))
            opened = None
    return marks, opened


def _goes_on(text: str, blocks: Sequence[Span], openings: Sequence[bool], at: int) -> bool:
    """Is the speech that is left open at the end of a block taken up in the next?"""
    if any(openings[at + 1 : at + 2]):
        return True
    later = (event for block in blocks[at + 1 : at + 1 + _REACH] for event in _events(text, block))
    return any(closes and not opens for _, _, opens, closes in islice(later, 1))


def _singles(text: str, block: Span, at: int, doubles: Sequence[Mark]) -> Iterator[Mark]:
    """The stretches between single marks that do not stand between double ones."""
    end = block.start
    starts = [d.start for d in doubles]
    for m in _SINGLE.finditer(text, block.start, block.end):
        start = m.start()
        n = bisect_right(starts, start)
        if start < end or (n and start < doubles[n - 1].end):
            continue
        limit = min(block.end, start + _LONGEST_SINGLE, starts[n] if n < len(starts) else block.end)
        close = _single_end(text, start + 1, limit)
        if close is not None:
            end = close + 1
            yield Mark(start, end, Span(start + 1, close), "single", "closed", at)


def _single_end(text: str, start: int, limit: int) -> int | None:
    """Where a single mark closes: not at “workers’” if a better place follows before the next mark opens."""
    plural, seen = None, start
    for m in _SINGLE_END.finditer(text, start, limit):
        close = m.start()
        if plural is not None and _SINGLE.search(text, seen, close):
            return plural
        seen = max(start, close - 1)  # what stands before has no opening mark
        if (
            text[close - 1] not in "sSzx"
            or text[close + 1 : close + 2] != " "
            or not text[close + 2 : close + 3].islower()
        ):
            return close
        plural = plural or close
    return plural
