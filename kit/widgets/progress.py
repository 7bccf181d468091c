"""How far a learner has come in a lesson."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import traitlets

from kit.widgets.assets import script, stylesheet
from kit.widgets.page import PageWidget

__all__ = ["Progress"]


class Progress(PageWidget):
    """The steps of a lesson, those done ticked off.

    Each step is given by its title, with the names of the activities that are to be done in it. ``steps`` lists
    ``{"title": …, "done": bool}``; several views of one progress stay in step.
    """

    _esm = script("progress")
    _css = stylesheet("progress")

    title = traitlets.Unicode().tag(sync=True)
    note = traitlets.Unicode().tag(sync=True)
    steps = traitlets.List(traitlets.Dict()).tag(sync=True)

    def __init__(self, activities: Mapping[str, Sequence[str]], **traits: Any) -> None:
        self._activities = activities
        self._done: set[str] = set()
        super().__init__(steps=self._ticked(), **traits)

    def tick(self, name: str, *, done: bool = True) -> None:
        """Say that an activity is done, or not after all; its step is done when all its activities are."""
        (self._done.add if done else self._done.discard)(name)
        self.steps = self._ticked()

    def _ticked(self) -> list[dict[str, Any]]:
        return [{"title": title, "done": self._done.issuperset(names)} for title, names in self._activities.items()]
