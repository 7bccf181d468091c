"""A class's answers for other programs: marks as W3C Web Annotations, and what was written with its questions.

report/marks.jsonld   a list of collections, one for each text that was marked, the learners' marks in it
report/answers.csv    what was answered in words, numbers and rows: first and last, each with its time
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from kit.activity.activity import Activity
from kit.activity.answer import Answer
from kit.activity.figures import figures_of
from kit.activity.templates import fill
from kit.annotation import Annotation
from kit.classroom.answer_words import answer_words
from kit.classroom.folder import Classroom
from kit.classroom.gradebook_files import REPORT, sheet
from kit.classroom.results import ClassResults, LessonResults, results_of
from kit.files import write_atomic
from kit.jsonl import as_json
from kit.tables import csv_cell
from kit.webannotation import to_web_annotations

__all__ = ["save_exports"]


def save_exports(
    classroom: Classroom, folder: Path | None = None, *, results: ClassResults | None = None
) -> list[Path]:
    """Write ``marks.jsonld`` and ``answers.csv`` of a class to its ``report`` folder, or another; where they are.

    Learners are named as they signed in, which may be by a pseudonym. Raises ``OSError`` where the disk refuses.
    """
    found = results or results_of(classroom)
    home = folder or classroom.folder / REPORT
    collections = (as_json(each) for lesson in found.lessons.values() for each in _collections(lesson))
    write_atomic(home / "marks.jsonld", "[\n" + ",\n".join(collections) + "\n]\n")
    write_atomic(home / "answers.csv", sheet(_answers(found)))
    return [home / "marks.jsonld", home / "answers.csv"]


def _collections(lesson: LessonResults) -> Iterator[dict[str, Any]]:
    """The marks in each text of a lesson that somebody marked; ``try`` says which are first tries, and which now."""
    for activity in lesson.data.every.values():
        marks = list(_marks(lesson, activity.name))
        if marks:
            label = " · ".join(filter(None, [lesson.data.title, activity.step, activity.title]))
            about = {"kit:lesson": lesson.data.name, "kit:activity": activity.name}
            yield to_web_annotations(marks, activity.article) | {"label": label} | about


def _marks(lesson: LessonResults, activity: str) -> Iterator[Annotation]:
    for work in lesson.work.values():
        for name, tries in (("first", work.first), ("now", work.now)):
            for mark in tries[activity].marks if activity in tries else ():
                who, about = f"learner:{work.learner.name}", {**mark.attributes, "try": name}
                yield replace(mark, annotator=who, attributes=about, evidence={})  # which nobody can mark


def _answers(results: ClassResults) -> Iterator[list[str]]:
    yield ["learner", "lesson", "step", "question", "first answer", "time", "last answer", "time"]
    for name, lesson in results.lessons.items():
        asked = {each.name: fill(each.prompt, figures_of(each.text)) for each in lesson.data.activities.values()}
        for work in lesson.work.values():
            for activity, answer in work.answers.items():
                about = lesson.data[activity]
                if about.kind != "compare":
                    cells = [work.learner.name, name, about.step, asked[activity], *_tries(about, answer)]
                    yield list(map(csv_cell, cells))


def _tries(activity: Activity, answer: Answer) -> Iterator[str]:
    for each in (answer.tries[0] if answer.tries else None, answer.now):
        yield answer_words(activity, each.value) if each else ""
        yield each.at if each else ""
