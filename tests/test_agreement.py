from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit import Annotation
from kit.agreement import ENOUGH, Pair, pair


def mark(start: int, end: int, label: str = "direct", who: str = "learner:ana", **attributes: str) -> Annotation:
    return Annotation(start, end, "quote", label, who, attributes=attributes)


def entry(start: int, end: int, label: str = "direct", **attributes: str) -> Annotation:
    return mark(start, end, label, "key:demo", **attributes)


def statuses(pairs: list[Pair]) -> list[str]:
    return [found.status for found in pairs]


def test_same_span_and_label_agree() -> None:
    """What is marked as the key marks it agrees, and carries the key's reason."""
    (found,) = pair([mark(3, 9)], [entry(3, 9, why="It stands in marks.")])
    assert (found.status, found.overlap, found.why) == ("agree", 1.0, "It stands in marks.")


@pytest.mark.parametrize(("end", "status"), [(10, "agree"), (5, "agree"), (4, "differ"), (1, "differ")])
def test_half_of_the_union_is_enough(end: int, status: str) -> None:
    """Bounds may be off as long as half of the words covered together are shared."""
    assert statuses(pair([mark(0, end)], [entry(0, 10)])) == [status]


def test_another_label_differs() -> None:
    """The same words under another label are one difference, not a miss and an extra."""
    (found,) = pair([mark(0, 9, "scare")], [entry(0, 9)])
    assert found.status == "differ"
    assert (found.mine, found.reference) == (mark(0, 9, "scare"), entry(0, 9))


def test_accepted_labels_agree() -> None:
    """A label that the key accepts beside its own agrees."""
    assert statuses(pair([mark(0, 9, "mixed")], [entry(0, 9, accept="indirect mixed")])) == ["agree"]


def test_missed_and_extra() -> None:
    """What only one side has is missed or extra, in the order of the text."""
    assert statuses(pair([mark(20, 30)], [entry(0, 9)])) == ["missed", "extra"]


def test_spans_that_only_meet_do_not_touch() -> None:
    """Spans are half-open: one that ends where the other starts has nothing in common with it."""
    assert statuses(pair([mark(0, 5)], [entry(5, 9)])) == ["extra", "missed"]


def test_accept_tier_may_be_left_out() -> None:
    """What the key only accepts is not missed, and agrees where it is marked."""
    assert pair([], [entry(0, 9, tier="accept")]) == []
    assert statuses(pair([mark(0, 9)], [entry(0, 9, tier="accept")])) == ["agree"]


def test_traps_speak_only_when_sprung() -> None:
    """A trap says nothing until it is marked, under any label; then it gives its reason, to each mark in it."""
    trap = entry(0, 9, tier="trap", why="A title, not speech.")
    assert pair([], [trap]) == []
    found = pair([mark(0, 4), mark(5, 9, "scare")], [trap])
    assert statuses(found) == ["trap", "trap"]
    assert {f.why for f in found} == {"A title, not speech."}


def test_a_real_entry_wins_over_a_trap() -> None:
    """A mark that agrees with an entry is not held against a trap beside it."""
    assert statuses(pair([mark(0, 9)], [entry(0, 9), entry(1, 9, tier="trap")])) == ["agree"]


def test_with_every_tiers_do_not_count() -> None:
    """Each block of a zone key counts, whatever its tier."""
    key = [entry(0, 9, tier="trap"), entry(10, 19, tier="accept")]
    assert statuses(pair([mark(0, 9)], key, every=True)) == ["agree", "missed"]


def test_agreeing_pairs_come_before_better_overlaps() -> None:
    """Of two entries on the same words, a mark is paired with the one it agrees with."""
    found = pair([mark(0, 10, "scare")], [entry(0, 10), entry(0, 8, "scare")])
    assert [(f.status, f.reference.label if f.reference else None) for f in found] == [
        ("agree", "scare"),
        ("missed", "direct"),
    ]


def test_one_layer_at_a_time() -> None:
    """Layers are not compared with each other."""
    with pytest.raises(ValueError, match="one layer at a time, not quote, zone"):
        pair([mark(0, 5)], [Annotation(0, 5, "zone", "body", "key:demo")])


spans = st.tuples(st.integers(0, 40), st.integers(1, 15), st.sampled_from(["direct", "scare"]))
marks = st.lists(spans, max_size=8).map(lambda given: [mark(a, a + n, label) for a, n, label in given])
keys = st.lists(spans, max_size=8).map(lambda given: [entry(a, a + n, label) for a, n, label in given])


def in_order(annotations: Iterable[Annotation]) -> list[Annotation]:
    return sorted(annotations, key=lambda a: (a.start, a.end, a.label))


@given(marks, keys)
def test_nothing_is_lost_or_counted_twice(mine: list[Annotation], key: list[Annotation]) -> None:
    """Every mark and every entry is in one pair, and only agreeing or differing pairs have both."""
    found = pair(mine, key)
    assert in_order(f.mine for f in found if f.mine) == in_order(mine)
    assert in_order(f.reference for f in found if f.reference) == in_order(key)
    for f in found:
        assert (f.mine is not None and f.reference is not None) == (f.status in ("agree", "differ"))
        assert f.status != "agree" or f.overlap >= ENOUGH
    assert [f.start for f in found] == sorted(f.start for f in found)


@given(marks)
def test_everyone_agrees_with_themselves(mine: list[Annotation]) -> None:
    """The same marks on both sides agree throughout."""
    assert set(statuses(pair(mine, mine))) <= {"agree"}
