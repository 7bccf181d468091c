"""Points: from what was done, from answers that were written, and from what was found, by the weights of the class.

They count work, and nobody has read it: a written answer counts because it is there. No mark takes points away: a trap
and a mark beside the key never count, nor does what a key leaves open, or only a program says. Not handed in is no
points at all, and not 0. A teacher's own points, with a note, stand in place of those that are counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from kit.activity.activity import Activity, LessonData
from kit.activity.answer import Answer
from kit.activity.columns import filled_rows
from kit.classroom.folder import Classroom
from kit.classroom.notes import Notes, read_notes
from kit.classroom.results import ClassResults, Item, LessonResults, Outcome, Work
from kit.classroom.weights import Weights, read_weights

__all__ = ["Grade", "Gradebook", "Part", "gradebook_of"]

IN_WORDS = ("write", "swap")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the points of a lesson: how much of what there was, and its ``points``.

    ``name`` is "completion", "reasons" or "items", ``share`` from 0 to 1. ``got`` and ``of`` count: activities with
    their points, reasons, or items asked for.
    """

    name: str
    share: float
    points: float
    out_of: float
    got: float
    of: float


@dataclass(frozen=True, slots=True)
class Grade:
    """The points of one learner for one lesson, and how they came about.

    ``points`` are None where nothing was handed in, or the lesson has none, and the teacher gave none. ``counted`` are
    those that the weights give; where they are the teacher's ``own``, ``text`` is the reason. ``items`` are the points
    of each item by activity, 1 or 0, and None where it does not count.
    """

    points: float | None
    counted: float | None
    out_of: float
    parts: tuple[Part, ...] = ()
    items: Mapping[str, tuple[int | None, ...]] | None = None
    text: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True)
class Gradebook:
    """The points of a class, by learner and lesson, and what the teacher noted."""

    results: ClassResults
    grades: Mapping[tuple[str, str], Grade]
    notes: Notes


def gradebook_of(classroom: Classroom, results: ClassResults) -> Gradebook:
    """The points of all learners for all lessons of which there is a hand-in.

    Raises ``ValueError`` where the weights are wrong, and ``OSError`` where they or the notes cannot be read.
    """
    rules, notes = read_weights(classroom), read_notes(classroom)
    grades = {}
    for name, lesson in results.lessons.items():
        counting = _Counting(lesson, rules.get(name, rules[""]))
        for member in results.members:
            own = notes.points.get((member.key, name))
            grade = counting.grade(lesson.work.get(member.key))
            if own is not None:
                grade = Grade(
                    float(own.points), grade.counted, grade.out_of, grade.parts, grade.items, own.text, own=True
                )
            grades[member.key, name] = grade
    return Gradebook(results, grades, notes)


def is_done(activity: Activity, work: Work) -> bool:
    """Whether an activity was done, as the lesson ticks it off: enough marked or filled in, or an answer submitted."""
    answer = work.answers.get(activity.name)
    if activity.kind == "mark":
        return _is_marked(activity, work.now.get(activity.name))
    if activity.kind == "table":
        return bool(answer) and _full_rows(activity, answer) >= activity.enough
    if activity.kind in ("sources", "claims"):
        rows = answer.now.value if answer and answer.now else []
        return bool(rows) and sum(map(_is_filled, rows)) >= activity.enough
    return bool(answer and answer.tries)


def _is_marked(activity: Activity, outcome: Outcome | None) -> bool:
    return outcome is not None and len(outcome.marks) >= activity.enough


def _full_rows(activity: Activity, answer: Answer | None) -> int:
    """How many rows of a table say something in each column."""
    return len(filled_rows(answer.now.value, activity.columns)) if answer and answer.now else 0


def _is_filled(row: Mapping[str, str]) -> bool:
    if "speaker" in row:
        return bool(row["speaker"].strip())
    return bool(row["label"] and row["settle"].strip())


def counted_activities(data: LessonData) -> Iterator[Activity]:
    """The activities whose items count: those of a step, and those that a step compares; none that is worth nothing."""
    compared = {activity.of for activity in data.activities.values() if activity.step}
    return (
        activity
        for activity in data.activities.values()
        if activity.points and (activity.step or activity.name in compared)
    )


class _Counting:
    """How points for one lesson are counted."""

    def __init__(self, lesson: LessonResults, weights: Weights) -> None:
        self.weights = weights
        self._steps = [a for a in lesson.data.activities.values() if a.step and a.kind != "sign_in"]
        counted = [
            each for activity in counted_activities(lesson.data) for each in lesson.data.versions_of(activity.name)
        ]
        self._items = [(each, lesson.items[each.name]) for each in counted if each.name in lesson.items]
        self._versions = lesson.data.versions_of

    def grade(self, work: Work | None) -> Grade:
        """The points for a learner's work; none where there is none."""
        weights = self.weights
        if work is None or not weights.out_of:
            return Grade(None, None, weights.out_of)
        items = self._by_activity(work)
        found = [part for part in (self._completion(work), self._reasons(work), self._found(items)) if part]
        whole = sum(self._weight(part.name) for part in found)
        if not whole:
            return Grade(None, None, weights.out_of, (), items)
        parts = []
        for part in found:
            most = weights.out_of * self._weight(part.name) / whole
            parts.append(replace(part, points=part.share * most, out_of=most))
        points = round(sum(part.points for part in parts), 1)
        return Grade(points, points, weights.out_of, tuple(parts), items)

    def _weight(self, part: str) -> float:
        return {"completion": self.weights.completion, "reasons": self.weights.reasons, "items": self.weights.items}[
            part
        ]

    def _completion(self, work: Work) -> Part | None:
        of = sum(activity.points for activity in self._steps)
        got = sum(
            activity.points
            for activity in self._steps
            if any(is_done(each, work) for each in self._versions(activity.name))
        )
        return _part("completion", got, of)

    def _reasons(self, work: Work) -> Part | None:
        got = of = 0.0
        for activity in self._steps:
            answer = work.answers.get(activity.name)
            if not activity.points:
                continue
            if activity.kind in IN_WORDS:
                of += 1
                got += bool(answer and answer.tries)
            elif activity.kind == "claims":
                rows = answer.now.value if answer and answer.now else []
                of += 1
                got += min(sum(bool(row["settle"].strip()) for row in rows) / max(activity.enough, 1), 1)
            elif activity.kind == "table" and not all(column.options for column in activity.columns):
                of += 1
                got += min(_full_rows(activity, answer) / max(activity.enough, 1), 1)
        return _part("reasons", got, of)

    def _found(self, items: Mapping[str, tuple[int | None, ...]]) -> Part | None:
        """What was found of what is asked for."""
        asked = [points for activity, _ in self._items for points in items[activity.name] if points is not None]
        return _part("items", sum(asked), len(asked))

    def _by_activity(self, work: Work) -> dict[str, tuple[int | None, ...]]:
        """What each item is worth; of an activity with versions those of one: the better of those that were begun."""
        points = {activity.name: self._item_points(activity, items, work) for activity, items in self._items}
        best: dict[str, str] = {}

        def rank(name: str) -> tuple[bool, float]:
            return name in work.now or name in work.first, _share(points[name])

        for activity, _ in self._items:
            base = activity.base or activity.name
            best[base] = max(best.get(base, activity.name), activity.name, key=rank)
        chosen = set(best.values())
        return {name: each if name in chosen else (None,) * len(each) for name, each in points.items()}

    def _item_points(self, activity: Activity, items: tuple[Item, ...], work: Work) -> tuple[int | None, ...]:
        """What each item of an activity is worth, by the try that counts."""
        first, now = work.first_try(activity.name), work.now.get(activity.name)
        tries = {"first": [first], "last": [now], "best": [first, now]}[self.weights.tries]
        return max((_points(items, outcome) for outcome in tries), key=_worth)


def _share(points: tuple[int | None, ...]) -> float:
    """How much of what counts was found."""
    return _worth(points) / max(sum(each is not None for each in points), 1)


def _worth(points: tuple[int | None, ...]) -> int:
    return sum(each or 0 for each in points)


def _points(items: tuple[Item, ...], outcome: Outcome | None) -> tuple[int | None, ...]:
    """1 for what was found, 0 for the rest that is asked for; a trap and what is open do not count."""
    statuses = outcome.statuses if outcome is not None else ("",) * len(items)
    return tuple(
        int(status == "agree") if item.tier == "must" else None for item, status in zip(items, statuses, strict=True)
    )


def _part(name: str, got: float, of: float) -> Part | None:
    return Part(name, got / of, 0, 0, got, of) if of else None
