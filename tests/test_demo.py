"""The made-up class: hand-ins as learners' widgets write them, and learners as every class has them."""

from __future__ import annotations

import csv
import json
from collections import Counter

import pytest

from kit.activity.hand_in import read_hand_in
from kit.activity.lesson_file import lesson_folder, read_lesson
from kit.classroom.demo import ABSENT, BORROWED, NAMES, TWICE, UNNAMED, ended, hand_ins, roster
from kit.classroom.demo_class import LATE
from kit.classroom.demo_values import SYNTHETIC
from kit.lesson import Lesson


@pytest.fixture(scope="module")
def handed():
    """The hand-ins of a class of 28, read."""
    return [read_hand_in(text.encode()) for text in hand_ins(28)]


def test_the_same_seed_makes_the_same_class():
    """And another seed another one."""
    assert list(hand_ins(3)) == list(hand_ins(3))
    assert list(hand_ins(3)) != list(hand_ins(3, seed=8))


def test_each_hand_in_says_that_it_is_synthetic(handed):
    """The file does, and so does whatever somebody is said to have written."""
    assert all(json.loads(text)["synthetic"] is True for text in hand_ins(2))
    lessons = sorted({name for hand_in in handed for name in hand_in.lessons})
    words = {n: [a.name for a in read_lesson(n).activities.values() if a.kind == "write"] for n in lessons}
    written = 0
    for hand_in in handed:
        for name, lesson in hand_in.lessons.items():
            for answer in (lesson.answers[each] for each in words[name] if each in lesson.answers):
                assert all(each.value.endswith(SYNTHETIC) for each in answer.tries)
                written += len(answer.tries)
    assert written > 28 * 6


def test_learners_are_as_every_class_has_them(handed):
    """One without a name, one under another's, one who handed in nothing, some twice; lessons are missing."""
    names = Counter(hand_in.learner.name for hand_in in handed)
    assert names[""] == 1 and NAMES[UNNAMED] not in names
    assert NAMES[ABSENT] not in names
    assert {name for name, n in names.items() if n == 2} == {NAMES[n] for n in (*TWICE, BORROWED - 1)}
    lessons = Counter(lesson for hand_in in handed for lesson in hand_in.lessons)
    assert lessons.keys() == {path.stem for path in lesson_folder().glob("*.toml")} and min(lessons.values()) < 27
    assert len({hand_in.made.date() for hand_in in handed}) > 3
    assert all(not lesson.unread for hand_in in handed for lesson in hand_in.lessons.values())


def test_the_roster_names_everybody():
    """With an address and a number each, so that it can be held beside an LMS's."""
    rows = list(csv.DictReader(roster(40).splitlines()))
    assert [row["pseudonym"] for row in rows[:28]] == list(NAMES[:28])
    assert len({row["email"] for row in rows}) == len({row["id"] for row in rows}) == 40


def test_guesses_and_choices_differ(handed):
    """Every choice is taken by somebody, and never does half of a class guess the same number."""
    for name, activity in (("01-article-or-furniture", "quoted"), ("05-counting-carefully", "voices")):
        said = {h.lessons[name].answers[activity].tries[0].value for h in handed if activity in _answers(h, name)}
        assert said == set(read_lesson(name)[activity].options)
    guesses = Counter(
        h.lessons["02-who-is-speaking"].answers["predict"].tries[0].value
        for h in handed
        if "predict" in _answers(h, "02-who-is-speaking")
    )
    assert len(guesses) > 6 and max(guesses.values()) < guesses.total() / 2


def _answers(hand_in, lesson):
    return hand_in.lessons[lesson].answers if lesson in hand_in.lessons else {}


@pytest.mark.parametrize("number", [0, 5])
def test_answers_are_what_widgets_take(number, handed, home):
    """Put where a learner's are, each is shown by its widget, compared where it was, and none is set aside."""
    hand_in = handed[number]
    root = home / "answers"
    for name, lesson in hand_in.lessons.items():
        folder = root / hand_in.learner.folder / name
        folder.mkdir(parents=True)
        for file, text in lesson.files.items():
            (folder / file).write_text(text, encoding="utf-8")
    (root / "learner.txt").write_text(json.dumps(hand_in.learner._asdict()), encoding="utf-8")
    for name, handed_in in hand_in.lessons.items():
        lesson, data = Lesson(name), read_lesson(name)
        for activity in data.activities.values():
            shown = getattr(lesson, activity.kind)(activity.name)
            answer = handed_in.answers.get(activity.name)
            if activity.kind == "mark":
                level = getattr(shown, "shown", activity.version)
                read = next(each for each in data.versions_of(activity.name) if each.version == level)
                assert len(shown.annotations) == len(handed_in.marks(read.name, read.article))
            elif answer and answer.tries and activity.kind not in ("sources", "claims", "table"):
                assert shown.done, activity.name
        done = sum(step["done"] for step in lesson.progress().steps)
        assert (done, len(data.steps)) == tuple(handed_in.progress)
    assert list(root.rglob("*.damaged-*")) == []


def test_nobody_hands_in_before_it_was_collected(handed):
    """However many lessons there are, the class is collected after the last; some are late, and most are not."""
    late = [hand_in for hand_in in handed if hand_in.made > ended() - LATE]
    assert max(hand_in.made for hand_in in handed) < ended() and 1 <= len(late) < len(handed) / 2
