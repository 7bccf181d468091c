"""How far a learner has come in a lesson."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import anywidget
import traitlets

from kit.widgets.assets import script, stylesheet

__all__ = ["Progress"]


class Progress(anywidget.AnyWidget):
    """The steps of a lesson, those done ticked off.

    ``steps`` lists ``{"name": …, "title": …, "done": bool}``; several views of one progress stay in step.
    """

    _esm = script("progress")
    _css = stylesheet("progress")

    title = traitlets.Unicode().tag(sync=True)
    note = traitlets.Unicode().tag(sync=True)
    steps = traitlets.List(traitlets.Dict()).tag(sync=True)

    def __init__(self, titles: Mapping[str, str], **traits: Any) -> None:
        steps = [{"name": name, "title": title, "done": False} for name, title in titles.items()]
        super().__init__(steps=steps, **traits)

    def tick(self, name: str, *, done: bool = True) -> None:
        """Say that a step is done, or not after all."""
        self.steps = [step | {"done": done} if step["name"] == name else step for step in self.steps]
