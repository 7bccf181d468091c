"""The check before and after the course: forms that are alike, what a change is worth, and that nobody is graded."""

from __future__ import annotations

import random
import re
from collections import Counter
from dataclasses import replace
from math import comb
from pathlib import Path

import pytest

import kit
from kit import classroom
from kit.activity.answers import MarksFile
from kit.activity.before_after import described, least_telling
from kit.activity.labels import LABEL_SETS
from kit.activity.learners import set_learner
from kit.activity.lesson_file import lesson_folder, read_lesson
from kit.activity.owner import Owner
from kit.agreement import discernment
from kit.agreement.change import by_chance, change
from kit.agreement.discernment import trials
from kit.agreement.units import tier
from kit.classroom.course import over_the_course
from kit.classroom.demo import hand_ins
from kit.classroom.feedback_lesson import lesson_html, lesson_sheet
from kit.classroom.gradebook import counted_activities
from kit.classroom.questions import questions
from kit.classroom.results import results_of
from kit.lesson import Lesson
from kit.lesson.earlier import marked_before
from kit.making import parts
from kit.readability import count, score
from kit.readers.files import seed_folder, seeds
from kit.segment.blocks import find_blocks
from kit.words import WORD
from tests.classes import room

FORMS = ("check-a", "check-b")
GRADE, WORDS = 0.5, 5  # how far the two may be apart


class Form:
    """A form with what is counted in it."""

    def __init__(self, name):
        path = seed_folder() / "check" / f"{name}.txt"
        self.article = kit.load(path)
        self.key = kit.read_annotations(path.with_name(f"{name}.key.jsonl"), self.article)
        self.loaded = [entry for entry in self.key if entry.layer == "loaded"]
        blocks = [self.article.text[start:end] for start, end in find_blocks(self.article.text)]
        self.heads, self.passages = blocks[::2], blocks[1::2]
        self.grade = score(count("\n\n".join(self.passages)))["flesch_kincaid"].value

    def passage_of(self, entry):
        """Which passage an entry stands in, from 0."""
        ends = [self.article.text.index(each) + len(each) for each in self.passages]
        return next(n for n, end in enumerate(ends) if entry.start < end)


@pytest.fixture(scope="module")
def forms():
    return [Form(name) for name in FORMS]


def test_the_forms_are_alike_in_what_can_be_counted(forms):
    """As long, as hard, with as much to find and as much that only looks so; the program does alike in both."""
    one, other = forms
    lengths = [[len(WORD.findall(each)) for each in form.passages] for form in forms]
    assert all(55 <= n <= 65 for n in lengths[0] + lengths[1])
    assert abs(sum(lengths[0]) - sum(lengths[1])) <= WORDS
    assert abs(one.grade - other.grade) <= GRADE and all(5 <= form.grade < 6 for form in forms)
    assert Counter(map(tier, one.loaded)) == Counter(map(tier, other.loaded)) == {"must": 10, "trap": 11, "accept": 2}
    tried = [trials(form.article, form.loaded) for form in forms]
    assert [(len(each.signals), len(each.noises)) for each in tried] == [(7, 9), (7, 9)]
    by_program = [kit.read(form.article, parser=False).loaded for form in forms]
    found = [each.answered(marks) for each, marks in zip(tried, by_program, strict=True)]
    assert found == [(5, 2, 1, 8), (5, 2, 1, 8)]  # hits, misses, false alarms, correct rejections
    assert sorted(one.heads) == sorted(other.heads)


def test_half_of_the_passages_are_sound_and_a_report_may_be_either(forms):
    """Two push, two do not; of two reports one does, beside it the letter; the same order is in neither."""
    pushing = []
    for form in forms:
        push, trap = ({form.passage_of(e) for e in form.loaded if tier(e) == name} for name in ("must", "trap"))
        assert len(push) == 2 and trap == {0, 1, 2, 3}
        reports = [n for n, head in enumerate(form.heads) if head == "From a local paper"]
        assert len(reports) == 2 and len(push & set(reports)) == 1
        assert {form.heads[n] for n in push - set(reports)} == {"From a letter"}  # plan 08 says so
        pushing.append(push)
    assert pushing[0] != pushing[1]
    voices = [{entry.attributes["voice"] for entry in form.loaded if tier(entry) == "must"} for form in forms]
    assert voices == [{"author", "quoted"}] * 2


def test_no_list_of_articles_shows_them():
    """Whoever looks for an article to read does not come upon the check."""
    assert not set(FORMS) & set(seeds())


def asked_for(form):
    """Patterns: of a word that a form asks for its other forms too; none of plain words that it has in marks."""
    for entry in form.loaded:
        if tier(entry) == "must" and entry.label != "scare-quotes":
            words = form.article.covered(entry)
            more = "" if " " in words else r"(?:s|es|d|ed|r|rs|ing|y|ly|ness)?"
            yield re.compile(rf"\b{words if not more else re.sub('(?:ly|ness|rs?|y)$', '', words)}{more}\b", re.I)


def test_no_lesson_gives_a_word_of_the_check_away(forms):
    """Half of a class has each form last: what a lesson taught of its words would not be what they learned to see.

    What a text of the course says itself ("many experts say") is there to be marked, and for everybody. The plan of the
    last lesson has the key.
    """
    texts = "\n".join(path.read_text(encoding="utf-8") for path in seed_folder().glob("*.txt"))
    said = [path for path in lesson_folder().rglob("*.*") if path.suffix in (".ipynb", ".toml", ".md")]
    prose = {path.name: path.read_text(encoding="utf-8") for path in said if path.name != f"{LAST}.md"}
    prose |= {"the labels": " ".join(label.hint for labels in LABEL_SETS.values() for label in labels)}
    prose |= {path.name: path.read_text(encoding="utf-8") for path in Path(parts.__file__).parent.glob("*.py")}
    prose["demo_words.toml"] = Path(classroom.__file__).with_name("demo_words.toml").read_text(encoding="utf-8")
    prose = {name: " ".join(words.split()) for name, words in prose.items()}
    patterns = [each for form in forms for each in asked_for(form) if not each.search(texts)]
    assert len(patterns) == 19
    assert {(name, each.pattern) for name, words in prose.items() for each in patterns if each.search(words)} == set()


def test_other_forms_of_a_word_are_known(forms):
    """A pattern that finds nothing would let everything pass."""
    patterns = [each for form in forms for each in asked_for(form)]
    assert len(patterns) == 20
    for words in ("The brave council", "a grumbler", "Mobs", "it strangles", "greed", "filthy", "mad", "Heartless"):
        assert any(each.search(words) for each in patterns), words
    for words in ("made", "a mobile", "by heart", "filled", "some shops", "a gift"):
        assert not any(each.search(words) for each in patterns), words


def test_a_key_is_whole(forms):
    """Each block has a zone, each sentence a claim or a speech of somebody's, each entry a reason that stands alone."""
    for form in forms:
        assert [(e.start, e.end) for e in form.key if e.layer == "zone"] == list(find_blocks(form.article.text))
        claims = [entry for entry in form.key if entry.layer == "claim"]
        assert "".join(form.article.covered(entry).replace(" ", "") for entry in claims) == "".join(
            form.passages
        ).replace(" ", "")
        assert all(entry.attributes["why"].endswith(".") for entry in form.key)


# What a change is worth


def test_the_chance_of_a_change_is_that_of_equal_shares():
    """With one half each it is the tail of one binomial distribution of twice as many; other shares change less."""
    for n in (7, 9):
        for least in range(1, n + 1):
            tail = 2 * sum(comb(2 * n, k) for k in range(n - least + 1)) / 4**n
            assert by_chance(least / n, n, n) == pytest.approx(tail)


def test_the_interval_holds_what_is_behind_it():
    """Of many pairs of checks by readers whose shares are known, it holds the difference at least 19 times in 20."""
    chance = random.Random(5)
    held = 0
    for _ in range(400):
        p, q = chance.random(), chance.random()
        before, after = (sum(chance.random() < share for _ in range(7)) for share in (p, q))
        found = change(before, 7, after, 7)
        assert -1 <= found.low <= found.difference <= found.high <= 1
        held += found.low <= q - p <= found.high
    assert held >= 380


def test_it_is_the_same_the_other_way_round():
    """From fewer to more is as much as from more to fewer."""
    one, other = change(2, 9, 6, 9), change(6, 9, 2, 9)
    assert (one.low, one.high) == pytest.approx((-other.high, -other.low))
    assert one.by_chance == other.by_chance


@pytest.mark.parametrize("counts", [(8, 7, 1, 7), (1, 7, -1, 7), (0, 0, 0, 7)])
def test_counts_that_cannot_be_are_refused(counts):
    with pytest.raises(ValueError, match="counts must be within their trials"):
        change(*counts)


def test_a_learner_is_told_both_counts_and_how_little_they_show():
    """In squares and in words, the intervals in a note, and that nobody has tried the two forms."""
    said = described(discernment(4, 3, 3, 6), discernment(5, 2, 1, 8))
    for part in (
        "■■■■□□□ Before: 4 of 7.",
        "■■■■■□□ Now: 5 of 7.",
        "■■■□□□□□□ Before: 3 of 9.",
        "1 more hit. 2 fewer false alarms.",
        "■■■■■■■■□□ By luck, up to 8 of them gain or lose one hit or more.",
        "■■■■□□□□□□ Up to 4 of them gain or lose two or more. A change of 5 or more is seldom luck.",
        "No class has tried them yet",
    ):
        assert part in said
    low, high = (round(7 * each) for each in (change(4, 7, 5, 7).low, change(4, 7, 5, 7).high))
    note = said.rpartition("\n\n")[2]
    assert note.startswith("For those who know statistics:") and f"−{-low} to +{high} of 7 in hits" in note
    assert "In hits nothing changed." in described(discernment(5, 2, 3, 6), discernment(5, 2, 1, 8))
    assert least_telling(7, 7) == least_telling(9, 9) == 5


# In the two lessons


FIRST, LAST = "00-start-here", "08-your-own-article"


def mark_all(lesson, name, tiers=("must",)):
    """Mark what the key of the form that is shown has of these tiers; which form that is."""
    widget = lesson.mark("check")
    data = read_lesson(name)
    form = next(each for each in data.versions_of("check") if each.version == widget.shown)
    marks = [replace(e, annotator="learner:x", attributes={}, evidence={}) for e in form.key if tier(e) in tiers]
    MarksFile(name, form.name, form.article).save(marks)
    return form


@pytest.mark.parametrize("who", ["Ana", "Ben", "Cleo"])
def test_whoever_had_one_form_gets_the_other_and_sees_both(home, who):
    """What was begun stands after a reload; the key is shown in the last lesson alone."""
    set_learner(who)
    first = mark_all(Lesson(FIRST), FIRST, ("must", "trap"))
    assert Lesson(FIRST).mark("check").shown == first.version
    last = mark_all(Lesson(LAST), LAST)
    assert last.article.text != first.article.text
    lesson = Lesson(LAST)
    lesson.mark("check")
    compare = lesson.compare("check-compare")
    compare.submit(True)
    for part in ("Before: 7 of 7.", "Before: 9 of 9.", "Now: 7 of 7.", "Now: 0 of 9."):
        assert part in compare.revealed
    assert lesson.progress().steps[0]["done"]


def test_without_a_first_check_it_says_how_one_reads_today(home):
    """And damaged marks of the first lesson are left where they are."""
    set_learner("Ana")
    form = mark_all(Lesson(LAST), LAST)
    lesson = Lesson(LAST)
    lesson.mark("check")
    asked = lesson.compare("check-compare")
    asked.submit(True)
    assert asked.revealed.startswith("You have no first check to set beside this one")
    assert form.version in FORMS
    path = home / "answers" / "ana" / FIRST / "check.jsonl"
    path.parent.mkdir(exist_ok=True)
    path.write_text("{", encoding="utf-8")
    assert marked_before(FIRST, "check", Owner()) is None
    assert path.read_text(encoding="utf-8") == "{"


def test_both_forms_are_given_out_by_the_learners_names(home):
    """The same each time, and in the last lesson the other one, also where nothing was marked in the first."""
    shown = set()
    for n in range(6):
        set_learner(f"learner {n}")
        one, other = (Lesson(name).mark("check").shown for name in (FIRST, LAST))
        assert one != other
        shown.add(one)
    assert shown == set(FORMS)


def test_nobody_is_graded_and_no_key_is_given_back(home):
    """No points, no question on the wall, on the feedback page only that marks are kept; the class sees both counts."""
    folder = home / "classes" / "7B"
    (folder / "hand-ins").mkdir(parents=True)
    for n, text in enumerate(hand_ins(4)):
        (folder / "hand-ins" / f"{n}.kit.json").write_text(text, encoding="utf-8")
    classroom = room(folder)
    results = results_of(classroom)
    for name in (FIRST, LAST):
        counted = {activity.name for activity in counted_activities(results.lessons[name].data)}
        assert not {each for each in counted if each.startswith("check")}
    assert "check" not in {question["activity"] for question in questions(results, FIRST)}
    found = over_the_course(results, LAST)
    both = [key for key in results.lessons[LAST].work if key in results.lessons[FIRST].work]
    assert 1 < found.learners <= len(both)
    assert sum(n for n, _, _ in found.forms.values()) == found.learners
    assert (found.before[1], found.now[3]) == (7 * found.learners, 9 * found.learners)
    assert found.hits[1] <= found.hits[0] <= found.hits[2]
    assert over_the_course(results, FIRST) is None
    sheet = lesson_sheet(results, FIRST)
    work = next(each for each in results.lessons[FIRST].work.values() if "check" in each.now)
    page = lesson_html(sheet, work, {}, number=0)
    assert "kept. A later lesson comes back to this." in page and "greedy" not in page
