"""Which of several forms a learner has: half of a class has the one, half the other, and whoever began one keeps it."""

from __future__ import annotations

import random
from collections.abc import Sequence

from kit.activity.activity import Activity, LessonData
from kit.activity.answers import MarksFile
from kit.activity.fitting import Fitting
from kit.activity.learners import NAMELESS
from kit.activity.lesson_file import read_lesson
from kit.activity.owner import Owner
from kit.annotation import Annotation

__all__ = ["Turns", "marked_before"]

Marks = Sequence[Annotation]


class Turns:
    """The forms that a learner has in a lesson, each chosen when it is first asked for.

    What they have begun stands. Else it is not the text that they had in an earlier lesson; else it goes by a sum of
    their name, and without a name, as at the very first, by chance: the first mark then keeps it.
    """

    def __init__(self, lesson: LessonData, owner: Owner) -> None:
        self._lesson, self._owner = lesson, owner
        self._chosen: dict[str, int] = {}

    def name(self, name: str) -> str:
        """The name of the form of an activity, or of what compares one, that this learner has."""
        forms = self._lesson.forms(name)
        if len(forms) == 1 or name not in self._lesson.activities:
            return name
        of = self._lesson[name].of or name
        if of not in self._chosen:
            self._chosen[of] = self._number(of)
        return forms[self._chosen[of]]

    def _number(self, of: str) -> int:
        forms = [self._lesson[each] for each in self._lesson.forms(of)]
        for n, form in enumerate(forms):
            if MarksFile(self._lesson.name, form.name, form.article, owner=self._owner).path.exists():
                return n
        compares = (each.before for each in self._lesson.activities.values() if each.of == of and each.before)
        had = marked_before(next(compares, ""), of, self._owner)
        others = [n for n, form in enumerate(forms) if had and form.article.text != had[0].article.text]
        folder = self._owner.folder.name
        number = random.randrange(len(forms)) if folder == NAMELESS else sum(folder.encode("utf-8")) % len(forms)
        return number if number in others or not others else others[0]


def marked_before(lesson: str, name: str, owner: Owner) -> tuple[Activity, Marks] | None:
    """The form of an activity that was marked in an earlier lesson, and the marks; None where there is none of use.

    They are only read: what is damaged is set aside by the lesson that it belongs to.
    """
    if not lesson:
        return None
    data = read_lesson(lesson)
    for form in map(data.__getitem__, data.forms(name)):
        try:
            marks = Fitting(form).marks(MarksFile(lesson, form.name, form.article, owner=owner).there())
        except (ValueError, OSError):
            continue
        if marks:
            return form, marks
    return None
