"""The algebra of spans: what rows of spans have in common, what one has that another has not, and what touches what.

A row of spans stands in order. All of it takes linear time.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TypeVar

from kit.annotation import Annotation, Span

__all__ = ["difference", "intersection", "most_of", "touching", "union"]

Stretch = TypeVar("Stretch", Span, Annotation)


def intersection(spans: Sequence[Span], others: Sequence[Span]) -> list[Span]:
    """What two rows of spans have in common; only ``others`` may overlap among themselves.

    >>> intersection([Span(0, 9)], [Span(2, 4), Span(3, 5), Span(8, 12)])
    [Span(start=2, end=5), Span(start=8, end=9)]
    """
    out = []
    merged = union(others)
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


def difference(spans: Sequence[Span], others: Sequence[Span]) -> list[Span]:
    """What a row of spans has that another has not; only ``others`` may overlap among themselves.

    >>> difference([Span(0, 9)], [Span(2, 4), Span(3, 5), Span(8, 12)])
    [Span(start=0, end=2), Span(start=5, end=8)]
    """
    merged = union(others)
    if not spans:
        return []
    edges = [0, *(edge for span in merged for edge in span), max(spans[-1].end, merged[-1].end if merged else 0)]
    gaps = [Span(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True)]
    return intersection(spans, gaps)


def union(spans: Sequence[Span]) -> list[Span]:
    """The same stretches as one row of spans that neither overlap nor touch; empty ones are left out.

    >>> union([Span(2, 4), Span(3, 5), Span(5, 6), Span(8, 8)])
    [Span(start=2, end=6)]
    """
    out: list[Span] = []
    for start, end in spans:
        if out and start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, end))
        elif start < end:
            out.append(Span(start, end))
    return out


def touching(row: Sequence[Stretch], start: int, end: int) -> Sequence[Stretch]:
    """Those of a row of spans or annotations, none inside another, that share text with a stretch.

    >>> touching([Span(0, 3), Span(4, 7), Span(8, 11)], 2, 5)
    [Span(start=0, end=3), Span(start=4, end=7)]
    """
    if not row:
        return row
    first = bisect_right(row, start, key=lambda stretch: stretch.end)
    return row[first : bisect_left(row, end, lo=first, key=lambda stretch: stretch.start)]


def most_of(spans: Sequence[Span], others: Sequence[Span]) -> list[Span]:
    """Those of a row of spans that another row covers by more than half; neither overlaps among itself.

    >>> most_of([Span(0, 4), Span(5, 9)], [Span(1, 6)])
    [Span(start=0, end=4)]
    """
    kept = []
    at = 0
    for start, end in spans:
        while at < len(others) and others[at].end <= start:
            at += 1
        covered, i = 0, at
        while i < len(others) and others[i].start < end:
            covered += min(end, others[i].end) - max(start, others[i].start)
            i += 1
        if 2 * covered > end - start:
            kept.append(Span(start, end))
    return kept
