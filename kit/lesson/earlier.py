"""What a learner marked in an earlier lesson, to be seen beside what they mark now."""

from __future__ import annotations

from collections.abc import Sequence

from kit.activity.activity import Activity
from kit.activity.answers import MarksFile
from kit.activity.fitting import Fitting
from kit.activity.lesson_file import read_lesson
from kit.activity.owner import Owner
from kit.annotation import Annotation

__all__ = ["marked_before"]


def marked_before(lesson: str, name: str, owner: Owner) -> tuple[Activity, Sequence[Annotation]] | None:
    """The form of an activity that was marked in an earlier lesson, and the marks; None where there is none of use.

    They are only read: what is damaged is set aside by the lesson that it belongs to.
    """
    if not lesson:
        return None
    for form in read_lesson(lesson).versions_of(name):
        try:
            marks = Fitting(form).marks(MarksFile(lesson, form.name, form.article, owner=owner).there())
        except (ValueError, OSError):
            continue
        if marks:
            return form, marks
    return None
