"""The pairs of texts that a lesson shows, and when they show what one text alone has."""

from __future__ import annotations

from kit.activity.activity import LessonData
from kit.widgets.two_texts import TwoTexts

__all__ = ["Pairs"]


class Pairs:
    """The widgets of a lesson's pairs by name, each made once; ``done`` is told of each activity that is done."""

    def __init__(self, lesson: LessonData) -> None:
        self._lesson = lesson
        self._shown: dict[str, TwoTexts] = {}
        self._done: set[str] = set()

    def __getitem__(self, name: str) -> TwoTexts:
        if name not in self._lesson.pairs:
            there = ", ".join(self._lesson.pairs) or "none"
            raise ValueError(f"lesson {self._lesson.name} has no pair {name!r}; it has {there}")
        if name not in self._shown:
            self._shown[name] = TwoTexts(self._lesson.pairs[name])
            self._show_only()
        return self._shown[name]

    def done(self, activity: str) -> None:
        """Take note that an activity is done: a guess has been made."""
        self._done.add(activity)
        self._show_only()

    def _show_only(self) -> None:
        for name, shown in self._shown.items():
            if self._lesson.pairs[name].after in self._done and not shown.only:
                shown.show_only()
