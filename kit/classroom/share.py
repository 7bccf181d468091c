"""A class handed back to its learners without names: the file that their lessons set beside their answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kit.activity.activity import Activity
from kit.activity.answer import Answer
from kit.activity.class_file import (
    CLASS_FILE,
    COUNTED,
    LEAST,
    NAMED,
    ClassAnswers,
    ClassFile,
    Counts,
    asked_sum,
    class_file_text,
    units,
)
from kit.activity.figures import figures_of
from kit.activity.sealed import own_version
from kit.activity.templates import fill
from kit.agreement.units import touched
from kit.annotation import Annotation, Span
from kit.classroom.folder import Classroom
from kit.classroom.results import ClassResults, Item, LessonResults, Outcome, Work, results_of
from kit.files import write_atomic

__all__ = ["class_file", "save_class_file"]


def save_class_file(classroom: Classroom, results: ClassResults | None = None) -> Path:
    """Write ``report/class.kit.json`` in the class's folder, from all that was collected, and return where it is.

    ``results`` are what came of the hand-ins, where that is known already. Raises ``ValueError`` where there is nothing
    that enough learners answered, ``OSError`` where it cannot be written.
    """
    path = classroom.folder / "report" / CLASS_FILE
    write_atomic(path, class_file_text(class_file(results or results_of(classroom))))
    return path


def class_file(results: ClassResults, *, made: datetime | None = None) -> ClassFile:
    """A class as its lessons may show it: how many learners answered what, and of nobody who.

    Raises ``ValueError`` where no activity was answered by ``LEAST`` learners: a smaller group is a person or two.
    """
    lessons = {name: dict(_activities(lesson)) for name, lesson in results.lessons.items()}
    told = {name: activities for name, activities in lessons.items() if activities}
    if not told:
        raise ValueError(
            f"the class {results.name!r} has no activity that {LEAST} learners or more have answered; collect more "
            "hand-ins first. Of a smaller group the file would tell who answered what"
        )
    handed = {key for lesson in results.lessons.values() for key in lesson.work}
    at = made or datetime.now(UTC)
    return ClassFile(results.name, len(handed), results.synthetic, at, own_version(), told)


def _activities(lesson: LessonResults) -> Iterator[tuple[str, ClassAnswers]]:
    for name, activity in lesson.data.every.items():
        if activity.kind not in COUNTED:
            continue
        of_work = _reader(activity, lesson)
        said = [each for work in lesson.work.values() if (each := of_work(work))]
        if len(said) >= LEAST:
            first, now = (_counted(each) for each in zip(*said, strict=True))
            yield name, ClassAnswers(activity.kind, asked_sum(activity), len(said), first, now)


_Said = Mapping[str, Sequence[str]]  # what one learner said: of each item the labels
_Both = tuple[_Said, _Said]  # at first, and now


def _reader(activity: Activity, lesson: LessonResults) -> Callable[[Work], _Both | None]:
    """What tells of a learner's work what they answered in an activity, or that they did not."""
    if activity.kind in ("choose", "estimate"):
        known = figures_of(activity.text)
        options = {fill(option, known) for option in activity.options}
        return lambda work: _answered(activity.name, work, options)
    if activity.kind == "claims":
        claims = {activity.article.covered(entry) for entry in activity.entries}
        return lambda work: _sorted(activity, work, claims)
    spans = units(activity.article, activity.unit) if activity.kind == "mark" else ()
    items = lesson.items.get(activity.name, ())

    def seen(work: Work) -> _Both | None:
        now = work.now.get(activity.name)
        if now is None:
            return None
        first = work.first_try(activity.name) or now
        if activity.kind == "mark":
            return _marked(spans, first.marks), _marked(spans, now.marks)
        return _named(items, first), _named(items, now)

    return seen


def _answered(name: str, work: Work, options: Collection[str]) -> _Both | None:
    """The answers to a question, as far as they are among the options, or numbers; a draft is none."""
    tries = [each.value for each in work.answers.get(name, Answer()).tries]
    fit = [f"{each:g}" if type(each) in (int, float) else each for each in tries if _fits(each, options)]
    return ({"": [fit[0]]}, {"": [fit[-1]]}) if fit else None


def _fits(value: object, options: Collection[str]) -> bool:
    return value in options if options else type(value) in (int, float)


def _sorted(activity: Activity, work: Work, claims: Collection[str]) -> _Both | None:
    """How claims were sorted; what would settle them is in a learner's own words, and is not told."""
    answer = work.answers.get(activity.name, Answer())
    if answer.now is None:
        return None
    offered = {label.name for label in activity.labels}

    def rows(value: Any) -> _Said:
        whole = [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
        fit = [(row.get("claim"), row.get("label")) for row in whole]
        return {str(claim): [str(label)] for claim, label in fit if claim in claims and label in offered}

    first, now = rows((answer.tries or (answer.now,))[0].value), rows(answer.now.value)
    return (first, now) if now else None


def _marked(spans: Sequence[Span], marks: Iterable[Annotation]) -> _Said:
    """The labels of each word or block that was marked, and that it was, as ``""``."""
    found: dict[str, set[str]] = {}
    for mark in marks:
        for unit in touched(spans, mark):
            found.setdefault(str(unit), {""}).add(mark.label)
    return {unit: sorted(labels) for unit, labels in found.items()}


def _named(items: Sequence[Item], outcome: Outcome) -> _Said:
    pairs = zip(items, outcome.statuses, strict=True)
    return {item.words: [NAMED] for item, status in pairs if status in ("agree", "differ", "open")}


def _counted(said: Iterable[_Said]) -> Counts:
    counts: dict[str, Counter[str]] = {}
    for each in said:
        for item, labels in each.items():
            counts.setdefault(item, Counter()).update(labels)
    return counts
