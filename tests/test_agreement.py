from __future__ import annotations

import random
from collections.abc import Iterable
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit import Annotation, Article, Span
from kit.agreement import Discernment, Pair, Rating, alpha, compare, discernment, discernment_of, kappa, pair, ratings
from kit.agreement.pairing import ENOUGH


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


def test_a_comparison_counts_and_says_it() -> None:
    """What the key asks for, what it accepts, what it warns of and what it is silent on are counted apart."""
    key = [
        entry(0, 9),
        entry(10, 19),
        entry(20, 29),
        entry(30, 39, tier="accept"),
        entry(40, 49, tier="trap", why="No."),
    ]
    done = compare([mark(0, 9), mark(10, 19, "scare"), mark(30, 39), mark(41, 49), mark(60, 69)], key)
    assert (done.asked, done.found) == (3, 1)
    assert (done.agree, done.differ, done.missed, done.extra, done.trap) == (2, 1, 1, 1, 1)
    assert (done.recall, done.precision) == (1 / 3, 2 / 4)
    assert done.summary().split("\n\n") == [
        "The key asks for 3; you found 1.",
        "1 you touched, with another label or other bounds.",
        "1 you left unmarked.",
        "1 you marked that the key accepts without asking.",
        "1 you marked alone: not in the key, which is not to say wrong.",
        "1 you marked in a trap: No.",
    ]


def test_a_reason_given_twice_is_said_once() -> None:
    """Two marks in one trap are two, and have one reason."""
    done = compare([mark(0, 4), mark(5, 9)], [entry(0, 9, tier="trap", why="A title, not speech.")])
    assert done.summary().endswith("2 you marked in a trap: A title, not speech.")


def test_shares_of_nothing_are_undefined() -> None:
    """A key that asks for nothing leaves recall undefined, and marks that no entry touches leave precision so."""
    done = compare([mark(0, 9)], [entry(20, 29, tier="accept")])
    assert (done.recall, done.precision) == (None, None)
    assert done.summary().startswith("The key asks for nothing here.\n\n1 you marked alone: not in the key")


def test_a_comparison_of_every_block_asks_for_each() -> None:
    """With ``every`` the tiers do not count here either."""
    done = compare([mark(0, 9)], [entry(0, 9, tier="trap"), entry(10, 19, tier="accept")], every=True)
    assert (done.asked, done.found, done.recall) == (2, 1, 0.5)


tiers = st.sampled_from(["must", "accept", "trap"])
tiered = st.lists(st.tuples(spans, tiers), max_size=8).map(
    lambda given: [entry(a, a + n, label, tier=tier) for (a, n, label), tier in given]
)


@given(marks, tiered)
def test_no_extra_mark_counts_against_anyone(mine: list[Annotation], key: list[Annotation]) -> None:
    """One more mark where the key has nothing changes the extra marks and no other figure; shares are 0 to 1."""
    before, after = compare(mine, key), compare([*mine, mark(100, 105)], key)
    assert after.extra == before.extra + 1
    assert (after.recall, after.precision) == (before.recall, before.precision)
    for share in (before.recall, before.precision):
        assert share is None or 0 <= share <= 1
    assert before.asked == sum(a.attributes["tier"] == "must" for a in key)


def test_discernment_gives_published_figures() -> None:
    """82 hits and 46 false alarms of 100 each, corrected: D. G. Bonett, R package statpsych, example of ``signal``."""
    found = discernment(82, 18, 46, 54)
    assert found.sensitivity == pytest.approx(1.002793, abs=1e-6)
    assert found.bias == pytest.approx(-0.4019603, abs=1e-6)
    assert (found.hit_rate, found.false_alarm_rate, found.why) == (0.82, 0.46, "")


def test_the_correction_fades_in_large_numbers() -> None:
    """Many trials give the uncorrected z(H) − z(F), and keep a perfect reader's figure finite."""
    z = NormalDist().inv_cdf
    assert discernment(80_000, 20_000, 40_000, 60_000).sensitivity == pytest.approx(z(0.8) - z(0.4), abs=1e-4)
    assert discernment(8, 0, 0, 8).sensitivity == pytest.approx(2 * z(8.5 / 9))


@pytest.mark.parametrize(
    ("counts", "why"),
    [
        ((0, 0, 2, 3), "nothing to find"),
        ((2, 3, 0, 0), "Nothing tests for false alarms"),
        ((0, 5, 0, 5), "Every answer was the same"),
        ((5, 0, 9, 0), "Every answer was the same"),
    ],
)
def test_discernment_is_undefined_without_contrast(counts: tuple[int, int, int, int], why: str) -> None:
    """Without both kinds of trial, and both answers, sensitivity and bias are None, and the reason is given."""
    found = discernment(*counts)
    assert (found.sensitivity, found.bias) == (None, None)
    assert why in found.why


def test_rates_of_no_trials_are_undefined() -> None:
    """Each rate is None where its own trials are lacking, and stands where they are not."""
    assert (discernment(2, 2, 0, 0).hit_rate, discernment(2, 2, 0, 0).false_alarm_rate) == (0.5, None)
    assert (discernment(0, 0, 1, 3).hit_rate, discernment(0, 0, 1, 3).false_alarm_rate) == (None, 0.25)


def test_counts_are_not_negative() -> None:
    """A negative count is refused, with the counts given."""
    with pytest.raises(ValueError, match="not 3, -1, 0, 2"):
        discernment(3, -1, 0, 2)


trials = st.tuples(*[st.integers(1, 50)] * 4)


@given(trials)
def test_discernment_mirrors(counts: tuple[int, int, int, int]) -> None:
    """Signals taken for noise turn sensitivity round, and answers turned round turn both figures."""
    hits, misses, false_alarms, rejections = counts
    straight = figures(discernment(hits, misses, false_alarms, rejections))
    swapped = figures(discernment(false_alarms, rejections, hits, misses))
    opposite = figures(discernment(misses, hits, rejections, false_alarms))
    assert swapped == pytest.approx((-straight[0], straight[1]))
    assert opposite == pytest.approx((-straight[0], -straight[1]))


def figures(found: Discernment) -> tuple[float, float]:
    assert found.sensitivity is not None and found.bias is not None
    return found.sensitivity, found.bias


FOUR = Article.from_text("He slammed it. It rained all day. They met at noon. She paid the fare.")


def on(words: str, **attributes: str) -> Annotation:
    start = FOUR.text.index(words)
    return entry(start, start + len(words), **attributes)


def counted(found: Discernment) -> tuple[int, int, int, int]:
    return found.hits, found.misses, found.false_alarms, found.correct_rejections


def test_a_sound_text_supplies_the_noise() -> None:
    """Every sentence of a text whose key asks for nothing is a trial with nothing to find, but for what it accepts."""
    assert counted(discernment_of((FOUR, [on("rained"), on("noon")], []))) == (0, 0, 2, 2)
    assert counted(discernment_of((FOUR, [on("rained")], [on("rained", tier="accept")]))) == (0, 0, 0, 3)


def test_where_the_key_is_silent_nothing_is_counted() -> None:
    """In a text with something to find, a mark that is not in the key is no false alarm; one in a trap is."""
    key = [on("slammed"), on("noon", tier="trap"), on("fare", tier="accept")]
    assert counted(discernment_of((FOUR, [on("rained"), on("fare")], key))) == (0, 1, 0, 1)
    assert counted(discernment_of((FOUR, [on("He"), on("They met")], key))) == (1, 0, 1, 0)


def test_one_mark_answers_for_each_sentence_it_touches() -> None:
    """A long mark and a long entry are trials as many as their sentences; several marks in a sentence are one."""
    both = on("slammed it. It rained")
    assert counted(discernment_of((FOUR, [on("He"), on("slammed")], [both]))) == (1, 1, 0, 0)
    assert counted(discernment_of((FOUR, [both], [on("slammed")]), (FOUR, [both], []))) == (1, 0, 2, 2)


def test_discernment_is_of_one_layer() -> None:
    """Marks of one layer are not held against a key of another."""
    with pytest.raises(ValueError, match="one layer at a time, not quote, zone"):
        discernment_of((FOUR, [mark(0, 5)], [Annotation(0, 5, "zone", "body", "key:demo")]))


def row(values: str) -> list[Rating]:
    """A row of one-letter ratings, parted by spaces, with a full stop where there is none."""
    return [None if value == "." else value for value in values.split()]


@pytest.mark.parametrize(
    ("rows", "value"),
    [
        (["0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"], 0.095),
        (["a a b b d c c c e d d a", "b a b b b c c c e d d d"], 0.692),
        (
            [
                "1 2 3 3 2 1 4 1 2 . . .",
                "1 2 3 3 2 2 4 1 2 5 . 3",
                ". 3 3 3 2 3 4 2 2 5 1 .",
                "1 2 3 3 2 4 4 1 2 5 1 .",
            ],
            0.743,
        ),
    ],
)
def test_alpha_gives_published_figures(rows: list[str], value: float) -> None:
    """The worked examples A, B and C (nominal) of K. Krippendorff, "Computing Krippendorff's Alpha-Reliability"."""
    assert alpha([row(values) for values in rows]).value == pytest.approx(value, abs=5e-4)


def test_kappa_gives_published_figures() -> None:
    """The table of 200 cases of J. Cohen (1960), and the 100 of R. Artstein & M. Poesio (2008)."""
    cohen = {"aa": 88, "ab": 14, "ac": 18, "ba": 10, "bb": 40, "bc": 10, "ca": 2, "cb": 6, "cc": 12}
    artstein_poesio = {"ss": 20, "si": 20, "is": 10, "ii": 50}
    for table, value in ((cohen, 0.492), (artstein_poesio, 0.348)):
        a, b = ([cell[i] for cell, number in table.items() for _ in range(number)] for i in (0, 1))
        assert kappa(a, b).value == pytest.approx(value, abs=5e-4)


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([], "No unit was rated by two"),
        ([row("a b a")], "No unit was rated by two"),
        ([row("a ."), row(". b")], "No unit was rated by two"),
        ([row("a a"), row("a a")], "All ratings are the same"),
        ([row("a a b"), row("a a .")], "All ratings are the same"),
    ],
)
def test_agreement_beyond_chance_may_be_undefined(rows: list[list[Rating]], why: str) -> None:
    """Without two ratings of a unit, or without two labels, alpha and kappa are None, and the reason is given."""
    for found in [alpha(rows)] + ([kappa(*rows)] if len(rows) == 2 else []):
        assert found.value is None
        assert why in found.why


def test_each_annotator_has_a_rating_of_each_unit() -> None:
    """Rows of several lengths are refused, for nothing says which unit is lacking."""
    for measure in (lambda: alpha([["a"], ["a", "b"]]), lambda: kappa(["a"], ["a", "b"])):
        with pytest.raises(ValueError, match=r"each annotator needs a rating of each unit.*\[1, 2\]"):
            measure()


rows = st.integers(1, 12).flatmap(
    lambda n: st.lists(st.lists(st.sampled_from(["", "a", "b", None]), min_size=n, max_size=n), min_size=2, max_size=4)
)


@given(rows, st.randoms())
def test_beyond_chance_neither_order_nor_names_count(rows: list[list[Rating]], chance: random.Random) -> None:
    """Alpha and kappa stay as they are when annotators, units or labels are exchanged, and never pass 1."""
    units = chance.sample(range(len(rows[0])), len(rows[0]))
    renamed = {"": "x", "a": "", "b": "y", None: None}
    others = [[renamed[ratings[i]] for i in units] for ratings in reversed(rows)]
    for one, other in ((alpha(rows), alpha(others)), (kappa(*rows[:2]), kappa(*others[-2:]))):
        assert other.value == pytest.approx(one.value)
        assert (one.value is None) == bool(one.why)
        assert one.value is None or one.value <= 1 + 1e-9


@given(rows)
def test_full_agreement_is_one(rows: list[list[Rating]]) -> None:
    """Who agrees with a copy of their own ratings agrees fully, where that is defined."""
    for found in (alpha([rows[0], rows[0]]), kappa(rows[0], rows[0])):
        assert found.value is None or found.value == pytest.approx(1)


def test_marks_become_ratings_by_word() -> None:
    """A word has the label of the innermost mark that touches it, and a person who marked nothing has a row too."""
    article = Article.from_text("“Yes,” said Ana’s aunt.")
    nested = [mark(1, 4, "scare"), mark(0, 10)]
    assert ratings(article, [nested, []]) == [["scare", "direct", "", ""], ["", "", "", ""]]


def test_ratings_may_be_of_other_units() -> None:
    """Sentences, blocks or any spans in order can be what is rated."""
    assert ratings(FOUR, [[on("slammed")]], units=[Span(0, 14), Span(15, 33)]) == [["direct", ""]]
