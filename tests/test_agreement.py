from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit import Annotation, Article, Span
from kit.activity.lesson_file import lesson_folder, read_lesson
from kit.agreement import Discernment, Pair, Rating, alpha, compare, discernment, discernment_of, kappa, pair, ratings
from kit.agreement.bounds import PHRASE
from kit.agreement.units import tier
from kit.lexicons.stop_words import STOP_WORDS
from kit.segment import find_sentences
from kit.segment.blocks import find_blocks
from kit.words import WORD

PLAIN = Article.from_text("Ask him. Now it ran " * 6)
LESSONS = sorted(path.stem for path in lesson_folder().glob("*.toml"))


def mark(start: int, end: int, label: str = "direct", who: str = "learner:ana", **attributes: str) -> Annotation:
    return Annotation(start, end, "quote", label, who, attributes=attributes)


def entry(start: int, end: int, label: str = "direct", **attributes: str) -> Annotation:
    return mark(start, end, label, "key:demo", **attributes)


def statuses(pairs: Iterable[Pair]) -> list[str]:
    return [found.status for found in pairs]


def test_same_span_and_label_agree() -> None:
    """What is marked as the key marks it agrees, and carries the key's reason."""
    (found,) = pair(PLAIN, [mark(3, 9)], [entry(3, 9, why="It stands in marks.")])
    assert (found.status, found.overlap, found.why) == ("agree", 1.0, "It stands in marks.")


def test_another_label_differs() -> None:
    """The same words under another label are one difference, not a miss and an extra."""
    (found,) = pair(PLAIN, [mark(0, 9, "scare")], [entry(0, 9)])
    assert found.status == "differ"
    assert (found.mine, found.reference) == (mark(0, 9, "scare"), entry(0, 9))


def test_accepted_labels_agree() -> None:
    """A label that the key accepts beside its own agrees."""
    assert statuses(pair(PLAIN, [mark(0, 9, "mixed")], [entry(0, 9, accept="indirect mixed")])) == ["agree"]


def test_missed_and_extra() -> None:
    """What only one side has is missed or extra, in the order of the text."""
    assert statuses(pair(PLAIN, [mark(20, 30)], [entry(0, 9)])) == ["missed", "extra"]


def test_spans_that_only_meet_do_not_touch() -> None:
    """Spans are half-open: one that ends where the other starts has nothing in common with it."""
    assert statuses(pair(PLAIN, [mark(0, 5)], [entry(5, 9)])) == ["extra", "missed"]


# How nearly the words must be the same


def loaded(words: str, label: str = "loaded-word", layer: str = "loaded", **attributes: str) -> Annotation:
    start = STORM.text.index(words)
    return Annotation(start, start + len(words), layer, label, "x", attributes=attributes)


def agrees(marked: str, wanted: str, layer: str = "loaded") -> bool:
    found = pair(STORM, [loaded(marked, layer=layer)], [loaded(wanted, layer=layer)])
    assert [f.status for f in found] in (["agree"], ["differ"])
    return found[0].status == "agree"


STORM = Article.from_text(
    "The council is carrying out a limited intervention in the harbour. The mayor's desperate attempt failed, and "
    "everything that he ever said about the storm was wrong. “The wall will hold,” said Jan Bos, the town's engineer. "
    "“It has held for ninety years and through two floods.”\n\nBakers fear a long winter."
)


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        ("limited", "limited intervention"),
        ("everything", "everything that he ever said"),
        ("a limited", "limited intervention"),
        ("carrying out a limited intervention in", "limited intervention"),
        ("The mayor's desperate attempt", "desperate attempt"),
    ],
)
def test_a_phrase_and_a_little_more_or_less_agree(marked: str, wanted: str) -> None:
    """As few words as it takes agree, if one carries meaning; so does the phrase with an article and a verb."""
    assert agrees(marked, wanted)


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        ("that he", "everything that he ever said"),  # words that hold a sentence together mean nothing by themselves
        ("intervention in the harbour", "limited intervention"),
        ("The council is carrying out a limited intervention in the harbour.", "limited intervention"),
        ("failed, and everything that he ever said about the storm was wrong.", "everything that he ever said"),
        ("harbour. The mayor's desperate attempt", "desperate attempt"),  # into another sentence
        ("wall", "It has held for ninety years and through two floods."),
        (STORM.text, "limited intervention"),
    ],
)
def test_a_sentence_or_a_scrap_does_not_stand_for_a_phrase(marked: str, wanted: str) -> None:
    """What shows that the words were not told apart from those around them is no agreement."""
    if marked == "wall":
        assert not {"agree"} & set(statuses(pair(STORM, [loaded(marked)], [loaded(wanted)])))
    else:
        assert not agrees(marked, wanted)


def test_of_a_sentence_half_is_asked_for() -> None:
    """One word does not stand for a longer entry, however much it means."""
    assert not agrees("ninety", "It has held for ninety years and through two floods.", "quote")
    assert agrees("It has held for ninety years", "It has held for ninety years and through two floods.", "quote")


def test_an_attribution_and_the_marks_may_be_in_or_out() -> None:
    """Speech agrees with and without who said it, either way round; a loaded word has no attribution."""
    bare, whole = "The wall will hold", "“The wall will hold,” said Jan Bos, the town's engineer."
    assert agrees(whole, bare, "quote")
    assert agrees(bare, whole, "claim")
    assert not agrees(whole, bare, "loaded")


def test_a_turn_marked_as_one_agrees_with_each_of_its_parts() -> None:
    """One mark that joins neighbours of one label counts as many, also over an attribution; with a gap it does not."""
    parts = [
        loaded(words, layer="quote")
        for words in ("The wall will hold", "It has held for ninety years and through two floods.")
    ]
    first, last = parts[0].start, parts[1].end
    joined = Annotation(first, last, "quote", "loaded-word", "x")
    done = compare(STORM, [joined], parts)
    assert (done.asked, done.agree, done.differ, done.missed, done.extra) == (2, 2, 0, 0, 0)
    assert {id(found.mine) for found in done.pairs} == {id(joined)}
    apart = [loaded("limited intervention"), loaded("desperate attempt")]
    over = Annotation(apart[0].start, apart[1].end, "loaded", "loaded-word", "x")
    assert compare(STORM, [over], apart).agree == 0


def test_several_marks_that_cover_an_entry_agree_as_one() -> None:
    """A turn marked sentence by sentence is one agreement, and one sentence of it that is half no second one."""
    speech = loaded("The wall will hold,” said Jan Bos, the town's engineer. “It has held for ninety", layer="quote")
    marks = [
        loaded(words, layer="quote")
        for words in ("The wall will hold", "Jan Bos, the town's", "It has held for ninety")
    ]
    (found,) = pair(STORM, marks, [speech])
    assert (found.status, [found.mine, *found.others]) == ("agree", marks)
    assert found.overlap > 0.6
    assert compare(STORM, marks, [speech]).agree == compare(STORM, marks, [speech]).asked == 1
    (two,) = pair(STORM, [loaded("desperate"), loaded("attempt")], [loaded("desperate attempt")])
    assert (two.status, len(two.others)) == ("agree", 1)


@pytest.mark.parametrize("name", LESSONS)
def test_in_each_lesson_a_sloppy_learner_agrees(name: str) -> None:
    """With each key that marks words: exact, a word more at either side, with the attribution, in sentences, joined."""
    for activity in read_lesson(name).activities.values():
        if activity.kind != "mark" or activity.unit == "block":
            continue
        article, asked = activity.article, [a for a in activity.key if tier(a) == "must"]
        sentences = find_sentences(article)
        for sloppy in (_exactly, _with_attribution, _one_word_of_a_phrase, _under_another_name):
            marks = [sloppy(article, a) for a in asked]
            assert compare(article, marks, activity.key).agree == len(asked), (activity.name, sloppy.__name__)
        by_sentence = [
            replace(a, start=max(a.start, s.start), end=min(a.end, s.end))
            for a in asked
            for s in sentences
            if s.start < a.end and a.start < s.end
        ]
        assert compare(article, by_sentence, activity.key).agree == len(asked), activity.name


def _exactly(article: Article, a: Annotation) -> Annotation:
    return replace(a, annotator="learner:ana")


def _with_attribution(article: Article, a: Annotation) -> Annotation:
    spans = [a.span, *(a.evidence[role] for role in ("speaker", "cue") if role in a.evidence)]
    near = [s for s in spans if "\n" not in article.text[min(s[1], a.end) : max(s[0], a.start)]]
    return replace(a, start=min(s[0] for s in near), end=max(s[1] for s in near))


def _one_word_of_a_phrase(article: Article, a: Annotation) -> Annotation:
    words = [found for found in WORD.finditer(article.text, *a.span) if found[0].lower() not in STOP_WORDS]
    few = len(WORD.findall(article.text, *a.span)) <= PHRASE
    return replace(a, start=words[0].start(), end=words[0].end()) if few and words else a


def _under_another_name(article: Article, a: Annotation) -> Annotation:
    return replace(a, label=[a.label, *a.attributes.get("accept", "").split()][-1])


def test_marking_everything_is_no_free_agreement() -> None:
    """In the lesson on loaded words neither the page, nor paragraphs, nor whole sentences agree with a phrase."""
    activity = read_lesson("04-words-that-push")["mark"]
    article = activity.article
    whole = [Span(0, len(article.text))]
    for spans in (whole, find_blocks(article.text), [s.span for s in find_sentences(article)]):
        for label in activity.labels:
            marks = [Annotation(*span, "loaded", label.name, "learner:ana") for span in spans]
            done = compare(article, marks, activity.key)
            assert (done.agree, done.missed) == (0, 0)
            assert done.differ == done.asked > 5


def test_time_is_linear(linear) -> None:
    """Many marks beside many entries, and one mark over them all, take time in proportion to the text."""

    def made(n: int) -> tuple[Article, list[Annotation]]:
        piece = "The council slammed a modest plan that the mayor liked, said Ana. "
        entries = [entry(len(piece) * i + 12, len(piece) * i + 19) for i in range(n)]
        return Article.from_text(piece * n), entries

    assert linear(made, lambda given: pair(*given, given[1]), 500)
    assert linear(made, lambda given: pair(given[0], [mark(0, len(given[0].text))], given[1]), 500)


# Tiers


def test_what_the_key_leaves_open_counts_neither_way() -> None:
    """Unmarked it is not missed; marked it is open, whatever the label, and in no other figure."""
    contested = entry(0, 9, tier="accept", why="People disagree.")
    assert pair(PLAIN, [], [contested]) == []
    for label in ("direct", "scare"):
        done = compare(PLAIN, [mark(0, 9, label)], [contested])
        assert statuses(done.pairs) == ["open"]
        assert (done.asked, done.agree, done.differ, done.missed, done.extra, done.open) == (0, 0, 0, 0, 0, 1)
        assert (done.recall, done.precision) == (None, None)
    assert statuses(pair(PLAIN, [mark(0, 9, "scare")], [contested], every=True)) == ["open"]


def test_traps_speak_only_when_sprung() -> None:
    """A trap says nothing until it is marked, under any label; then it gives its reason, to each mark in it."""
    trap = entry(0, 9, tier="trap", why="A title, not speech.")
    assert pair(PLAIN, [], [trap]) == []
    found = pair(PLAIN, [mark(0, 4), mark(5, 9, "scare")], [trap])
    assert statuses(found) == ["trap", "trap"]
    assert {f.why for f in found} == {"A title, not speech."}


def test_of_several_traps_the_one_with_the_label_speaks() -> None:
    """Over the same words each wrong label can have its own reason; and what is right there is told too."""
    key = [
        entry(0, 9, "open", why="It begins here."),
        entry(0, 9, "close", tier="trap", why="It goes on."),
        entry(0, 9, "scare", tier="trap", why="It is meant."),
    ]
    assert [(f.status, f.why) for f in pair(PLAIN, [mark(0, 9, "scare")], key)] == [
        ("differ", "It begins here."),
        ("trap", "It is meant."),
    ]
    assert [f.why for f in pair(PLAIN, [mark(0, 9, "close")], key[1:])] == ["It goes on."]
    assert statuses(pair(PLAIN, [mark(0, 9, "open")], key)) == ["agree"]


def test_a_real_entry_wins_over_a_trap() -> None:
    """A mark that agrees with an entry is not held against a trap beside it."""
    assert statuses(pair(PLAIN, [mark(0, 9)], [entry(0, 9), entry(1, 9, tier="trap")])) == ["agree"]


def test_with_every_traps_are_entries_like_others() -> None:
    """Each block of a zone key counts, also one that is easily missed."""
    key = [entry(0, 9, tier="trap"), entry(10, 19, tier="must"), entry(20, 29, tier="accept")]
    assert statuses(pair(PLAIN, [mark(0, 9)], key, every=True)) == ["agree", "missed"]


def test_agreeing_pairs_come_before_better_overlaps() -> None:
    """Of two entries on the same words, a mark is paired with the one it agrees with."""
    found = pair(PLAIN, [mark(0, 10, "scare")], [entry(0, 10), entry(0, 8, "scare")])
    assert [(f.status, f.reference.label if f.reference else None) for f in found] == [
        ("agree", "scare"),
        ("missed", "direct"),
    ]


def test_what_was_marked_is_never_called_unmarked() -> None:
    """A second mark on what was found differs, it is not extra; an entry under a mark that differs is not missed."""
    found = pair(PLAIN, [mark(0, 9), mark(0, 4, "scare")], [entry(0, 9)])
    assert statuses(found) == ["agree", "differ"]
    assert statuses(pair(PLAIN, [mark(0, 60, "scare")], [entry(0, 9), entry(40, 49)])) == ["differ", "differ"]


def test_one_layer_at_a_time() -> None:
    """Layers are not compared with each other."""
    with pytest.raises(ValueError, match="one layer at a time, not quote, zone"):
        pair(PLAIN, [mark(0, 5)], [Annotation(0, 5, "zone", "body", "key:demo")])


spans = st.tuples(st.integers(0, 40), st.integers(1, 15), st.sampled_from(["direct", "scare"]))
marks = st.lists(spans, max_size=8).map(lambda given: [mark(a, a + n, label) for a, n, label in given])
keys = st.lists(spans, max_size=8).map(lambda given: [entry(a, a + n, label) for a, n, label in given])


@given(marks, keys)
def test_nothing_is_lost_or_counted_twice(mine: list[Annotation], key: list[Annotation]) -> None:
    """Every mark is in a pair; every entry is agreed with once, or differs, or is missed; the pairs are in order."""
    found = pair(PLAIN, mine, key)
    assert {id(a) for f in found for a in (f.mine, *f.others) if a} == {id(a) for a in mine}
    assert {id(f.reference) for f in found if f.reference} == {id(a) for a in key}
    settled = [id(f.reference) for f in found if f.status in ("agree", "missed")]
    assert len(settled) == len(set(settled))
    differing = {id(f.reference) for f in found if f.status == "differ"}
    missed = {id(f.reference) for f in found if f.status == "missed"}
    assert not differing & missed
    for f in found:
        assert (f.mine is not None and f.reference is not None) == (f.status in ("agree", "differ"))
    assert [f.span.start for f in found] == sorted(f.span.start for f in found)


@given(marks)
def test_everyone_agrees_with_themselves(mine: list[Annotation]) -> None:
    """The same marks on both sides agree throughout."""
    assert set(statuses(pair(PLAIN, mine, mine))) <= {"agree"}


def test_a_comparison_counts_and_says_it() -> None:
    """What the key asks for, what it leaves open, what it warns of and what it is silent on are counted apart."""
    key = [
        entry(0, 9),
        entry(10, 19),
        entry(20, 29),
        entry(30, 39, tier="accept"),
        entry(40, 49, tier="trap", why="No."),
    ]
    done = compare(PLAIN, [mark(0, 9), mark(10, 19, "scare"), mark(30, 39), mark(41, 49), mark(60, 69)], key)
    assert (done.asked, done.agree, done.differ, done.missed, done.extra, done.trap, done.open) == (3, 1, 1, 1, 1, 1, 1)
    assert (done.recall, done.precision) == (1 / 3, 1 / 3)
    assert done.summary().split("\n\n") == [
        "The key asks for 3; you found 1.",
        "1 you marked with another label, or over other words.",
        "1 you left unmarked.",
        "The key has nothing at 1 of your marks. Look again: would you keep it?",
        "The key leaves 1 of your marks open: people disagree, so it does not count.",
        "1 of your marks looks right, and is not.",
        f"“{PLAIN.text[41:49].strip()}”: No.",
    ]


def test_a_reason_given_twice_is_said_once() -> None:
    """Two marks in one trap are two, and have one reason, behind the words of both."""
    done = compare(PLAIN, [mark(0, 4), mark(5, 9)], [entry(0, 9, tier="trap", why="A title, not speech.")])
    assert done.summary().split("\n\n")[-2:] == [
        "2 of your marks look right, and are not.",
        f"“{PLAIN.text[0:4].strip()}”, “{PLAIN.text[5:9].strip()}”: A title, not speech.",
    ]


def test_shares_of_nothing_are_undefined() -> None:
    """A key that asks for nothing leaves recall undefined, and marks that no entry touches leave precision so."""
    done = compare(PLAIN, [mark(0, 9)], [entry(20, 29, tier="accept")])
    assert (done.recall, done.precision) == (None, None)
    assert done.summary().startswith("The key asks for nothing here.\n\nThe key has nothing at 1 of your marks")


def test_a_comparison_of_every_block_asks_for_each() -> None:
    """With ``every`` a trap is asked for; what the key leaves open is not."""
    done = compare(
        PLAIN, [mark(0, 9)], [entry(0, 9, tier="trap"), entry(10, 19), entry(20, 29, tier="accept")], every=True
    )
    assert (done.asked, done.agree, done.recall) == (2, 1, 0.5)


tiers = st.sampled_from(["must", "accept", "trap"])
tiered = st.lists(st.tuples(spans, tiers), max_size=8).map(
    lambda given: [entry(a, a + n, label, tier=tier) for (a, n, label), tier in given]
)


@given(marks, tiered)
def test_no_extra_mark_counts_against_anyone(mine: list[Annotation], key: list[Annotation]) -> None:
    """One more mark where the key has nothing changes the extra marks and no other figure; shares are 0 to 1."""
    before, after = compare(PLAIN, mine, key), compare(PLAIN, [*mine, mark(100, 105)], key)
    assert after.extra == before.extra + 1
    assert (after.recall, after.precision) == (before.recall, before.precision)
    for share in (before.recall, before.precision):
        assert share is None or 0 <= share <= 1
    assert before.asked == sum(a.attributes["tier"] == "must" for a in key)


@given(marks, tiered)
def test_what_is_left_open_is_as_if_it_were_not_there(mine: list[Annotation], key: list[Annotation]) -> None:
    """But for marks that would be extra or differ, the key without its open entries gives the same agreement."""
    asked = [a for a in key if a.attributes["tier"] != "accept"]
    with_open, without = compare(PLAIN, mine, key), compare(PLAIN, mine, asked)
    assert (with_open.asked, with_open.agree) == (without.asked, without.agree)


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


@given(rows)
def test_figures_are_those_of_another_program(rows: list[list[Rating]]) -> None:
    """NLTK, which works both out in ways of its own, comes to the same figures."""
    task = pytest.importorskip("nltk.metrics.agreement").AnnotationTask

    def triples(some: list[list[Rating]]) -> list[tuple[int, int, str]]:
        rated = [
            [(who, i, label) for who, label in enumerate(unit) if label is not None]
            for i, unit in enumerate(zip(*some, strict=True))
        ]
        return [triple for unit in rated if len(unit) > 1 for triple in unit]

    for found, theirs in (
        (alpha(rows), lambda: task(triples(rows)).alpha()),
        (kappa(*rows[:2]), lambda: task(triples(rows[:2])).kappa_pairwise(0, 1)),
    ):
        assert found.value is None or found.value == pytest.approx(theirs(), rel=1e-12, abs=1e-12)
