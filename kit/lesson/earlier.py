"""What a learner did in an earlier lesson, to stand beside what they do now."""

from __future__ import annotations

from kit.activity.activity import Activity
from kit.activity.answers import MarksFile
from kit.activity.fitting import Fitting
from kit.activity.lesson_file import read_lesson
from kit.activity.owner import Owner
from kit.activity.summaries import Marked

__all__ = ["earlier"]


def earlier(asked: Activity, owner: Owner) -> Marked | None:
    """The marks of the activity of the same name in the lesson ``before``; None where there are none, or none of use.

    They are only read: what is damaged is set aside by the lesson that they belong to.
    """
    if not asked.before:
        return None
    activity = read_lesson(asked.before)[asked.of]
    file = MarksFile(asked.before, activity.name, activity.article, owner=owner)
    try:
        marks = Fitting(activity).marks(file.there())
    except (ValueError, OSError):
        return None
    return Marked(asked, activity, marks) if marks else None
