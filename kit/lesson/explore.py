"""The explorer in a notebook, and under it what one works at: marks of one's own, the program's to correct."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ipywidgets import Box, VBox, Widget

from kit.reading import Reading
from kit.widgets.explorer import Explorer

__all__ = ["STAGES", "Explore"]

# What is put on the stage in a mode of the explorer, "mark" or "correct": of the article in front.
STAGES: Mapping[str, Callable[[Reading], Widget]] = {}


class Explore:
    """The explorer, and a stage under it for what is worked at."""

    def __init__(self, *what: Any) -> None:
        self.explorer = Explorer(*what, stages=list(STAGES))
        self.stage = Box()
        self._page = VBox([self.explorer, self.stage])
        self._made: dict[tuple[str, int], Widget] = {}  # what was begun is there again when one comes back
        self.explorer.observe(self._set_stage, ["mode", "front", "documents"])

    def _set_stage(self, _change: object) -> None:
        mode, front = self.explorer.mode, self.explorer.front
        open_now = {document["id"] for document in self.explorer.documents}
        self._made = {key: widget for key, widget in self._made.items() if key[1] in open_now}
        reading = self.explorer.in_front
        if mode not in STAGES or reading is None:
            self.stage.children = ()
            return
        if (mode, front) not in self._made:
            self._made[mode, front] = STAGES[mode](reading)
        self.stage.children = (self._made[mode, front],)

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        """The live explorer, and beside it the readings as HTML for where no widget can run."""
        data = self._page._repr_mimebundle_(**kwargs) or {}
        if not self.explorer.readings:
            return data
        still = "<hr>".join(reading._repr_html_() for reading in self.explorer.readings)
        return {**data, "text/html": still}
