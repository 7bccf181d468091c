"""The explorer in a notebook, and under it what one works at: marks of one's own, the program's to correct."""

from __future__ import annotations

from typing import Any

from ipywidgets import Box, VBox

from kit.widgets.explorer import Explorer

__all__ = ["Explore"]


class Explore:
    """The explorer, and a stage under it for what is worked at."""

    def __init__(self, *what: Any) -> None:
        self.explorer = Explorer(*what)
        self.stage = Box()
        self._page = VBox([self.explorer, self.stage])

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        return self._page._repr_mimebundle_(**kwargs)
