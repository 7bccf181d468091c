"""Quotation marks: which stretches stand between them, paragraph by paragraph, however they were set."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kit.annotation import Span

__all__ = ["Mark", "scan_marks"]

_DOUBLE = re.compile(r"[\"“”„«»]|''|``|’’|‘‘")
_ALWAYS_OPEN = frozenset(["“", "„", "«", "``", "‘‘"])
_ALWAYS_CLOSE = frozenset(["»", "’’"])
_BEFORE_OPENER = frozenset(" \t\n\u00a0\u2009([{—–-/‘'“\"…")
_SINGLE = re.compile(r"(?<![\w’'.,!?%)])[‘'](?=[\w$£€\[…])(?!')")
_ELISION = re.compile(r"['‘’](?:\d0s|\d\d\b|em\b|tis\b|twas\b|til\b|cause\b|bout\b|n['’]|Tis\b|Twas\b)")
_SINGLE_END = re.compile(r"[’'](?![\w’'])")
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
        events = list(_events(text, block))
        carried = None
        if pending and not openings[at]:
            carried = block.start
        taken_up = at + 1 < len(blocks) and openings[at + 1]
        doubles, still_open = _pair(text, block, events, at, carried, pending, taken_up)
        pending = False
        if still_open is not None:
            goes_on = _goes_on(text, blocks, openings, at)
            state = "goes-on" if goes_on else "unclosed"
            start, inner, follows = still_open
            if block.end > inner:
                doubles.append(Mark(start, block.end, Span(inner, block.end), "double", state, at, follows))
            pending = goes_on
        found += doubles
        if "'" in text[block.start : block.end] or "‘" in text[block.start : block.end]:
            found += _singles(text, block, at, doubles)
    return sorted(found)


def _opens(text: str, block: Span) -> bool:
    """Does a block begin with an opening double mark?"""
    head = text[block.start : block.start + 2]
    return head[:1] in ('"', "“", "„", "«") or head in ("''", "``", "‘‘")


def _events(text: str, block: Span) -> Iterator[tuple[int, int, bool, bool]]:
    """Each double mark of a block: start, end, can it open, can it close."""
    for m in _DOUBLE.finditer(text, block.start, block.end):
        start, end = m.span()
        before = text[start - 1] if start > block.start else " "
        after = text[end] if end < block.end else " "
        if m[0] in _ALWAYS_OPEN:
            closes = not after.isalnum() and (before.isalnum() or before in ".,!?…")  # „so“, or set by mistake
            yield start, end, True, closes
        elif m[0] in _ALWAYS_CLOSE:
            yield start, end, False, True
        elif m[0] == "”":
            yield start, end, before in " (" and after.isalnum(), True
        elif before.isdigit() and not after.isalnum() and m[0] in ('"', "''"):
            yield start, end, False, True  # inches, or the end of a quotation
        else:
            opens = before in _BEFORE_OPENER and not after.isspace()
            closes = not before.isspace() or after.isspace() or after in ".,;:!?"
            yield start, end, opens, closes and not (opens and before.isspace())


def _pair(
    text: str,
    block: Span,
    events: Sequence[tuple[int, int, bool, bool]],
    at: int,
    carried: int | None,
    follows: bool,
    taken_up: bool,
) -> tuple[list[Mark], tuple[int, int, bool] | None]:
    """Pair the marks of a block; also the place of one that is left open, as it may be where the next block opens."""
    marks: list[Mark] = []
    opened = None if carried is None else (carried, carried, True)
    depth = 0
    for n, (start, end, opens, closes) in enumerate(events):
        if opened is None:
            if opens:
                opened = (start, end, follows and start == block.start)
        elif opens and not closes:
            ahead = events[n + 1 : n + 1 + _AHEAD]
            left = sum(c and not o for _, _, o, c in ahead)
            # “ ” inside " " is nested, however the paragraph ends.
            other = text[opened[0]] == '"' and text[start] == "“" and left > 0
            if other or left > depth + 1 + sum(o and not c for _, _, o, c in ahead):
                depth += 1
        elif closes or opens:
            inner = text[opened[0]] == '"' and text[start] == "”" and taken_up
            if depth and (inner or n + 1 < len(events)):
                depth -= 1
                continue
            depth = 0
            if start > opened[1]:
                marks.append(Mark(opened[0], end, Span(opened[1], start), "double", "closed", at, opened[2]))
            opened = None
    return marks, opened


def _goes_on(text: str, blocks: Sequence[Span], openings: Sequence[bool], at: int) -> bool:
    """Is the speech that is left open at the end of a block taken up in the next?"""
    if at + 1 >= len(blocks):
        return False
    if openings[at + 1]:
        return True
    for later in blocks[at + 1 : at + 1 + _REACH]:
        for _, _, opens, closes in _events(text, later):
            return closes and not opens
    return False


def _singles(text: str, block: Span, at: int, doubles: Sequence[Mark]) -> Iterator[Mark]:
    """The stretches between single marks that do not stand between double ones."""
    end = block.start
    starts = [d.start for d in doubles]
    for m in _SINGLE.finditer(text, block.start, block.end):
        start = m.start()
        n = bisect_right(starts, start)
        if start < end or _ELISION.match(text, start) or (n and start < doubles[n - 1].end):
            continue
        limit = min(block.end, start + _LONGEST_SINGLE, starts[n] if n < len(starts) else block.end)
        close = _single_end(text, start + 1, limit)
        if close is not None:
            end = close + 1
            yield Mark(start, end, Span(start + 1, close), "single", "closed", at)


def _single_end(text: str, start: int, limit: int) -> int | None:
    """Where a single mark closes: not at an apostrophe if a better place follows before the next mark opens."""
    fallback = None
    for m in _SINGLE_END.finditer(text, start, limit):
        close = m.start()
        before, after = text[close - 1], text[close + 1 : close + 3]
        if before.isspace():
            continue
        if fallback is not None and _SINGLE.search(text, fallback + 1, close):
            return fallback
        plural = before in "sSzx" and after[:1] == " " and after[1:2].islower()
        if not plural:
            return close
        if fallback is None:
            fallback = close
    return fallback
