"""A class, for its teacher: shown from plain data, a lesson when it is chosen; what is asked, the class does."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import traitlets

from kit.widgets.assets import script, stylesheet
from kit.widgets.page import PageWidget

__all__ = ["Act", "ClassView", "Tell"]

Tell = Callable[[str], None]  # a line on what is being done, for a person
Act = Callable[[Mapping[str, Any], Sequence[bytes], Tell], Any]


class ClassView(PageWidget):
    """Shows a class's ``overview`` and asks for the rest; ``acts`` do what is asked, by name.

    Each is given what the page says, the bytes beside it, and what to call with a line on how far it is; what it
    returns goes to the page. A ``ValueError`` or an ``OSError`` is shown, in its words. What the data are stands in
    ``kit.classroom.view``.
    """

    _esm = script("class_view")
    _css = stylesheet("class_view")

    overview: traitlets.Dict[Any, Any] = traitlets.Dict().tag(sync=True)
    can: traitlets.List[Any] = traitlets.List().tag(sync=True)

    def __init__(self, overview: Mapping[str, Any], acts: Mapping[str, Act]) -> None:
        super().__init__(overview=dict(overview), can=list(acts))
        self._acts = acts
        self.on_msg(self._receive)

    def _receive(self, _widget: object, asked: object, buffers: Any) -> None:
        self.reply(asked, lambda asked: {"data": self._do(asked, buffers or [])})

    def _do(self, asked: Mapping[str, Any], buffers: Sequence[Any]) -> Any:
        name = str(asked.get("ask"))
        if name not in self._acts:
            raise ValueError(f"{name!r} cannot be asked of a class; there are {', '.join(self._acts)}")

        def tell(words: str) -> None:
            self.send({"id": asked.get("id"), "kind": "progress", "data": {"said": words}})

        return self._acts[name](asked, [bytes(each) for each in buffers], tell)
