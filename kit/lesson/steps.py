"""The steps of an open lesson: which of them are done, as a learner sees it and as the list of lessons has it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from kit.activity.activity import LessonData
from kit.activity.answers import PROGRESS, AnswerFile, save_progress
from kit.activity.owner import Owner
from kit.widgets.progress import Progress

__all__ = ["Steps"]


class Steps:
    """The steps of a lesson and how far its ``owner`` is; ``shown`` shows them, with a ``note`` above.

    How many are done is kept for the list of lessons, though not before each activity was shown: until then it is not
    known how many are. Where the count cannot be kept, the list is behind, no more.
    """

    def __init__(self, lesson: LessonData, owner: Owner, note: str) -> None:
        self._steps = list(lesson.steps.values())
        self._unseen = {name for names in self._steps for name in names}
        self._file = AnswerFile(lesson.name, PROGRESS, owner=owner)
        self._missing: Sequence[str] | None = None  # the titles of those not done, when the count was last kept
        self.shown = Progress(lesson.steps, title=lesson.title, note=note)

    def where(self, name: str) -> str:
        """Where an activity stands in the lesson; nothing for one beside its steps."""
        return next((f"Step {n} of {len(self._steps)}" for n, names in enumerate(self._steps, 1) if name in names), "")

    def tick(self, name: str, *, done: bool) -> None:
        """Say whether an activity, which was shown by now, is done."""
        self.shown.tick(name, done=done)
        self._unseen.discard(name)
        steps = self.shown.steps
        missing = [step["title"] for step in steps if not step["done"]]
        if not self._unseen and missing != self._missing:
            with suppress(OSError):
                save_progress(self._file, done=len(steps) - len(missing), steps=len(steps), missing=missing)
                self._missing = missing
