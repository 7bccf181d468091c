"""A class that nobody is in: hand-ins as a class might make them, from a seed, to try all there is for a teacher.

Wherever it is shown it is called synthetic, and so does each answer in words call itself. Beside learners who hand in
one file there are some as every class has them: one whom nobody could name, one who wrote a neighbour's name, one who
handed in nothing, one who came late in the year, some who handed in twice, and some after everybody else.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from kit.activity.activity import LessonData, choice_of
from kit.activity.answer import Answer, Try, text_of
from kit.activity.hand_in import text_of_hand_in
from kit.activity.learners import NAMELESS, Learner, folder_name
from kit.activity.lesson_file import lesson_folder, read_lesson
from kit.activity.versions import PLAIN, version_name
from kit.classroom.demo_answers import answered
from kit.classroom.demo_tasks import Habits, Task, habits_of, tasks_of, versions_of
from kit.tables import csv_line

__all__ = ["ended", "hand_ins", "roster"]

NAMES = (
    "Blue Heron", "Quiet Otter", "Red Maple", "Silver Birch", "Green Finch", "Brown Hare", "Sea Lavender", "Night Owl",
    "Wild Thyme", "Grey Seal", "Marsh Tit", "Stone Pine", "Black Poplar", "Field Vole", "Sand Martin", "Water Mint",
    "Oak Fern", "House Wren", "Corn Poppy", "River Trout", "Sweet Briar", "Tree Frog", "White Willow", "Moor Hen",
    "Barn Swallow", "Wood Anemone", "Rock Rose", "Hazel Dormouse", "Snow Bunting", "Meadow Pipit",
)  # fmt: skip
BEGAN = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)
WEEK = timedelta(days=7)
# Learners by their place in the roster, of whom a class has one each.
UNNAMED, BORROWED, ABSENT, CAME_LATE = 4, 9, 17, 20
SWAPPED = 3  # the lesson that one of them handed in under the name of whoever stands before
TWICE = (2, 13, 22)  # who handed in after half of the lessons, and again in the end
AFTER = (7, 15, 25)  # who handed in when the others had


@dataclass(frozen=True, slots=True)
class _Lesson:
    """A lesson with what is asked in it, and the names of the activities of each of its steps."""

    name: str
    data: LessonData
    tasks: Sequence[Task]
    steps: Sequence[Sequence[str]]


def hand_ins(learners: int = 28, *, seed: int = 7) -> Iterator[str]:
    """The texts of hand-ins of so many made-up learners, of all lessons; the same for the same seed.

    Most learners make one. From ten learners on some are as ``roster`` does not expect them.
    """
    lessons = [_lesson(name) for name in _names()]
    for n in range(learners):
        chance = random.Random(f"{seed} {n}")
        habits = habits_of(chance)
        if n == ABSENT:
            continue
        worked = _worked(n, lessons, habits, chance)
        for who, made, names in _handed(n, lessons, worked):
            yield text_of_hand_in(who, {name: worked[name][1] for name in names}, made=made, synthetic=True)


def ended() -> datetime:
    """When the class has had all lessons, one a week: a week after the last."""
    return BEGAN + len(_names()) * WEEK


def _names() -> list[str]:
    return sorted(path.stem for path in lesson_folder().glob("0*.toml"))


def roster(learners: int = 28) -> str:
    """The class's list as CSV, as a school may keep it: with the pseudonym under which each of them hands in.

    >>> print(roster(2), end="")
    name,pseudonym,email,id
    Learner 01,Blue Heron,learner.01@school.example,1001
    Learner 02,Quiet Otter,learner.02@school.example,1002
    """
    rows = (
        (f"Learner {n + 1:02}", _name(n), f"learner.{n + 1:02}@school.example", str(1001 + n)) for n in range(learners)
    )
    return "".join(f"{csv_line(row)}\n" for row in (("name", "pseudonym", "email", "id"), *rows))


def _name(n: int) -> str:
    return NAMES[n] if n < len(NAMES) else f"{NAMES[n % len(NAMES)]} {n // len(NAMES) + 1}"


@cache
def _lesson(name: str) -> _Lesson:
    data = read_lesson(name)
    return _Lesson(name, data, tasks_of(data), list(data.steps.values()))


Worked = Mapping[str, tuple[datetime, dict[str, Any]]]  # by lesson: when it was done, and what is handed in of it


def _worked(n: int, lessons: Sequence[_Lesson], habits: Habits, chance: random.Random) -> Worked:
    """What a learner has done in each lesson that they did: one a week, some days later where they were away."""
    worked: dict[str, tuple[datetime, dict[str, Any]]] = {}
    for week, lesson in enumerate(lessons):
        at = BEGAN + week * WEEK + timedelta(minutes=chance.randrange(12), seconds=chance.randrange(60))
        if chance.random() < 0.12:
            at += timedelta(days=chance.randrange(1, 4), hours=chance.randrange(5, 11))
        if chance.random() < 0.05 or (n == CAME_LATE and week < 2):
            continue
        learner = "synthetic" if n == UNNAMED else folder_name(_name(n))
        versions = versions_of(lesson.data, learner, chance)
        bases = {version: base for base, version in versions.items()}
        plain = [base for base, version in versions.items() if version == version_name(base, PLAIN)]
        files = {f"{choice_of(base)}.json": text_of(Answer(draft=Try(PLAIN, at.isoformat()))) for base in plain}
        for task in lesson.tasks:
            base = task.activity.base or task.activity.name
            if versions.get(base, task.activity.name) != task.activity.name:
                continue
            at += timedelta(seconds=chance.randrange(60, 200))
            files |= answered(task, habits, chance, at=at, learner=f"learner:{learner}", files=files, versions=versions)
        signed = {"name"} if n != UNNAMED else set[str]()
        # A draft is no answer yet.
        named = (name.split(".")[0] for name, text in files.items() if name.endswith("l") or '"tries"' in text)
        done = {bases.get(name, name) for name in named} | signed
        progress = {"done": sum(done.issuperset(names) for names in lesson.steps), "steps": len(lesson.steps)}
        worked[lesson.name] = (at, {"files": files, "progress": progress})
    return worked


def _handed(n: int, lessons: Sequence[_Lesson], worked: Worked) -> Iterator[tuple[Learner, datetime, Sequence[str]]]:
    """Each hand-in of a learner: under which name, when, and of which lessons."""
    who = Learner("", NAMELESS) if n == UNNAMED else _learner(_name(n))
    names = list(worked)

    def made(of: Sequence[str]) -> datetime:
        return max(worked[name][0] for name in of) + timedelta(minutes=2)

    if n == BORROWED and (swapped := lessons[SWAPPED].name) in names:
        yield _learner(_name(n - 1)), made([swapped]), [swapped]
        names.remove(swapped)
    if n in TWICE and (half := [each.name for each in lessons[:3] if each.name in names]):
        yield who, made(half), half
    if names:
        yield who, ended() - WEEK / 7 if n in AFTER else made(names), names


def _learner(name: str) -> Learner:
    return Learner(name, folder_name(name))
