"""What the last cell of a lesson says to nbgrader: the gradebook's points, with the marks that they are for.

A course that runs nbgrader (0.9) takes a lesson's notebook as an assignment. Answers stand beside it, in ``answers``,
and are handed in and graded with its folder. Where nbgrader grades, it runs the notebook with these answers restored,
and takes the number that the last cell shows for the points; its feedback keeps no widget, so the marks are HTML.
Everywhere else the cell shows nothing, and costs nothing.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from kit.hypertext import AS_WRITTEN, words_html

if TYPE_CHECKING:
    from kit.activity.activity import Activity
    from kit.classroom.gradebook import Grade
    from kit.classroom.results import LessonResults, Work
    from kit.lesson import Lesson

__all__ = ["Later", "Points", "points"]

GRADING = ("NBGRADER_EXECUTION", "autograde")  # what nbgrader says to the kernels in which it grades


@dataclass(frozen=True, slots=True)
class Points:
    """The points for a lesson, a number for nbgrader, and a page for people, ``html``.

    >>> Points(12.5, "<p>12.5 of 20</p>")
    12.5
    """

    points: float
    html: str

    def __repr__(self) -> str:
        return f"{self.points:g}"

    def _repr_html_(self) -> str:
        return self.html


@dataclass(frozen=True, slots=True)
class Later:
    """What stands for the points until somebody grades: on a page, nothing."""

    def __repr__(self) -> str:
        return "points are counted when this is graded"

    def _repr_html_(self) -> str:
        return "<span hidden></span>"


def points(lesson: Lesson) -> Points | Later:
    """The gradebook's points for what stands in ``answers`` beside the notebook, where nbgrader grades it.

    Raises ``ValueError`` where the answers there are of several learners, and nothing says who handed them in.
    """
    variable, grading = GRADING
    if os.environ.get(variable) != grading:
        return Later()
    return graded(lesson.name)


def graded(lesson: str) -> Points:
    """The points for a lesson's answers in the folder of answers, with all that they are for."""
    from kit.activity.hand_in import hand_in_text
    from kit.classroom.folder import Classroom
    from kit.classroom.gradebook import gradebook_of
    from kit.classroom.results import results_of

    _sign_in(lesson)
    text = hand_in_text(lesson).encode("utf-8")
    with TemporaryDirectory() as name:  # a class of one, so that there is one way to count
        path = Path(name) / "hand-ins" / f"{hashlib.sha256(text).hexdigest()}.kit.json"
        path.parent.mkdir()
        path.write_bytes(text)
        one = Classroom(lesson, Path(name), lessons=(Path.cwd(),))
        results = results_of(one)
        grades = gradebook_of(one, results).grades
    if lesson not in results.lessons:
        return Points(0, _page("<p>Nothing was answered here, so there are no points.</p>"))
    found = results.lessons[lesson]
    ((key, work),) = found.work.items()
    grade = grades[key, lesson]
    return Points(grade.points or 0, _page(_counted_html(found, grade), *_work_html(found, work)))


def _sign_in(lesson: str) -> None:
    """Be whoever has answered: who is signed in, or where that is not known, the only one who has.

    Raises ``ValueError`` where several have.
    """
    from kit.activity.answers import PROGRESS
    from kit.activity.learners import answer_folder, set_learner, signed_in

    root = answer_folder()
    count = f"{PROGRESS}.json"  # which opening a lesson writes already
    there = sorted({path.parents[1].name for path in root.glob(f"*/{lesson}/*.json*") if path.name != count})
    if len(there) == 1 and signed_in().folder not in there:
        set_learner(there[0])
    if there and signed_in().folder not in there:
        raise ValueError(
            f"{root} has answers to {lesson} of {', '.join(there)}, and learner.txt beside them names none of these; "
            "keep the folder of whoever handed this in"
        )


# The page


def _page(*parts: str) -> str:
    style = "max-width:60rem;font:1rem/1.5 system-ui,sans-serif"
    return f"<div class='kit-points {AS_WRITTEN}' style='{style}'>{''.join(parts)}</div>"


def _counted_html(found: LessonResults, grade: Grade) -> str:
    """How many points, and how they came about."""
    rows = "".join(
        f"<tr><td>{words_html(_FOR[part.name])}</td><td>{round(part.got, 1):g} of {part.of:g}</td>"
        f"<td>{part.points:.1f} of {part.out_of:.1f}</td></tr>"
        for part in grade.parts
    )
    heads = "".join(f"<th style='text-align:start'>{head}</th>" for head in ("for", "what there is", "points"))
    return (
        f"<h3>{words_html(found.data.title)}: {grade.points or 0:g} of {grade.out_of:g} points</h3>"
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
        "<p>Points count the work: nobody has read the answers. What the key leaves open is not counted, and no mark "
        "costs anything.</p>"
    )


_FOR = {"completion": "steps done", "reasons": "answers written", "items": "what the key asks for, at the first try"}


def _work_html(found: LessonResults, work: Work) -> Iterator[str]:
    """What was marked and answered, in the order of the lesson, each text with its marks."""
    from kit.classroom.answer_words import answer_words

    for activity in found.data.every.values():
        if activity.kind == "mark" and activity.name in work.now:
            yield f"<h4>{words_html(_heading(activity))}</h4>{_marked_html(activity, work)}"
        elif (answer := work.answers.get(activity.name)) and answer.now and activity.kind not in ("compare", "sign_in"):
            said = words_html(answer_words(activity, answer.now.value))
            yield f"<h4>{words_html(_heading(activity))}</h4><p style='white-space:pre-line'>{said}</p>"


def _heading(activity: Activity) -> str:
    return " · ".join(filter(None, [activity.step or "If you have time", activity.title]))


def _marked_html(activity: Activity, work: Work) -> str:
    from kit.widgets import Highlighter

    marks = work.now[activity.name].marks
    shown = Highlighter(
        activity.article,
        layer=activity.layer,
        labels=activity.labels,
        unit=activity.unit,
        several=activity.several,
        annotations=marks,
    )
    return shown.to_html()
