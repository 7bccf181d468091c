"""The algebra of spans, held against sets of points."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kit import Annotation, Span
from kit.spans import difference, intersection, most_of, touching, union

SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 8)), max_size=8).map(
    lambda pairs: sorted(Span(start, start + length) for start, length in pairs)
)
ROWS = st.lists(st.integers(0, 30), unique=True, max_size=12).map(
    lambda edges: [Span(*pair) for pair in zip(sorted(edges)[::2], sorted(edges)[1::2], strict=False)]
)


def points(spans: list[Span]) -> set[int]:
    return {at for start, end in spans for at in range(start, end)}


@given(ROWS, SPANS)
def test_intersection_and_difference_part_a_row(spans, others):
    """What two rows share and what one has alone make up the whole, point by point."""
    assert points(intersection(spans, others)) == points(spans) & points(others)
    assert points(difference(spans, others)) == points(spans) - points(others)


@given(ROWS, SPANS)
def test_what_comes_out_is_a_row(spans, others):
    """Every result is in order, with no span empty and none over another."""
    for found in (intersection(spans, others), difference(spans, others), union(others), most_of(spans, union(others))):
        assert all(span.start < span.end for span in found)
        assert all(a.end <= b.start for a, b in pairwise(found))


@given(SPANS)
def test_a_union_has_the_same_points_and_no_seam(spans):
    """No point is lost or made, and what touches is one span."""
    found = union(spans)
    assert points(found) == points(spans)
    assert all(a.end < b.start for a, b in pairwise(found))
    assert union(found) == found


@given(ROWS, st.integers(0, 30), st.integers(1, 8))
def test_touching_are_those_that_share_a_point(row, start, length):
    """Exactly those that share a point with the stretch, whether spans or annotations."""
    end = start + length
    expected = [span for span in row if points([span]) & set(range(start, end))]
    assert list(touching(row, start, end)) == expected
    marks = [Annotation(*span, "quote", "direct", "key") for span in row]
    assert [mark.span for mark in touching(marks, start, end)] == expected


@given(ROWS, ROWS)
def test_most_of_keeps_what_is_covered_by_more_than_half(spans, others):
    """Half is not most."""
    covered = {span: len(points([span]) & points(others)) for span in spans}
    assert most_of(spans, others) == [span for span in spans if 2 * covered[span] > span.end - span.start]


def test_time_is_linear(linear):
    """Each takes time linear in the spans."""

    def make(n: int) -> tuple[list[Span], list[Span]]:
        return [Span(3 * i, 3 * i + 2) for i in range(n)], [Span(4 * i, 4 * i + 3) for i in range(n)]

    for work in (intersection, difference, most_of):
        assert linear(make, lambda rows, work=work: work(*rows), 2_000), work
    assert linear(make, lambda rows: union(rows[0]), 5_000)
    assert linear(make, lambda rows: [touching(rows[1], *span) for span in rows[0]], 2_000)
