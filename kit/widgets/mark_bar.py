"""Above a text that one marks for oneself: which layer to mark, and a button to compare the marks with the program."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import traitlets

from kit.widgets.assets import script, stylesheet
from kit.widgets.page import PageWidget
from kit.widgets.strings import say

__all__ = ["MarkBar"]


class MarkBar(PageWidget):
    """Choose one of the ``layers``, name to title, and ask for a comparison; ``about`` says whose the text is.

    ``choose`` is called with the layer's name, ``compare`` with nothing, and says whether there was anything to
    compare. While ``comparing``, it is not asked for.
    """

    _esm = script("mark_bar")
    _css = stylesheet("mark_bar")

    layers = traitlets.Dict().tag(sync=True)
    about = traitlets.Unicode().tag(sync=True)
    layer = traitlets.Unicode().tag(sync=True)
    comparing = traitlets.Bool(False).tag(sync=True)

    def __init__(
        self,
        layers: Mapping[str, str],
        *,
        choose: Callable[[str], object],
        compare: Callable[[], bool],
        about: str = "",
    ) -> None:
        super().__init__(layers=dict(layers), layer=next(iter(layers)), about=about)
        self._choose, self._compare = choose, compare
        self.on_msg(self._receive)

    def _receive(self, _widget: object, content: object, _buffers: object) -> None:
        self.reply(content, lambda asked: {"said": self._obey(asked)})

    def _obey(self, asked: dict[str, Any]) -> str:
        kind = asked.get("kind")
        if kind == "compare":
            if not self._compare():
                raise ValueError(say("marking.mark-first"))
            return say("marking.compared")
        layer = asked.get("layer") if kind == "layer" else None
        if not isinstance(layer, str) or layer not in self.layers:
            raise ValueError(f"{asked!r:.80} cannot be asked; it is to compare, or a layer: {', '.join(self.layers)}")
        self._choose(layer)
        self.layer = layer
        return say("marking.chosen", layer=self.layers[self.layer])
