"""Above a class's own key: which text it is of, which key is in use there, and buttons to make it and to leave it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import traitlets

from kit.widgets.assets import script, stylesheet
from kit.widgets.page import PageWidget
from kit.widgets.strings import say

__all__ = ["KeyBar"]

Texts = Mapping[str, Sequence[tuple[str, str]]]


class KeyBar(PageWidget):
    """Choose a text that a class marked, make a key of what was kept, or go back to the lesson's key.

    ``texts`` are, by the title of each lesson, pairs of what names a text and what it is called. ``choose`` is called
    with what names one; ``is_own`` says of one whether the class's own key is in use there. ``make`` and ``leave`` are
    called with nothing; ``make`` gives back how many entries the key has. A ``ValueError`` from them is said.
    """

    _esm = script("key_bar")
    _css = stylesheet("key_bar")

    texts: traitlets.List[Any] = traitlets.List().tag(sync=True)
    text = traitlets.Unicode().tag(sync=True)
    in_use = traitlets.Unicode().tag(sync=True)
    own = traitlets.Bool(False).tag(sync=True)

    def __init__(
        self,
        texts: Texts,
        *,
        choose: Callable[[str], object],
        is_own: Callable[[str], bool],
        make: Callable[[], int],
        leave: Callable[[], object],
    ) -> None:
        self._named = [name for those in texts.values() for name, _ in those]
        super().__init__(texts=[[title, [list(each) for each in those]] for title, those in texts.items()])
        self._choose, self._is_own, self._make, self._leave = choose, is_own, make, leave
        self.on_msg(self._receive)

    def choose(self, text: str) -> None:
        """Choose a text; raises ``ValueError`` where there is none of that name."""
        if text not in self._named:
            raise ValueError(f"there is no text {text!r:.80} here; these are: {', '.join(self._named)}")
        self._choose(text)
        self._show(text)

    def _show(self, text: str) -> None:
        with self.hold_sync():
            self.text, self.own = text, self._is_own(text)
            self.in_use = say("class.key-own-in-use") if self.own else say("class.key-lessons-in-use")

    def _receive(self, _widget: object, content: object, _buffers: object) -> None:
        self.reply(content, lambda asked: {"said": self._obey(asked)})

    def _obey(self, asked: dict[str, Any]) -> str:
        kind = asked.get("kind")
        if kind == "choose":
            self.choose(str(asked.get("text")))
            return say("class.key-chosen")
        if kind not in ("make", "leave") or not self.text:
            raise ValueError(f"{kind!r:.80} cannot be asked here; it is to choose a text, and then to make or to leave")
        try:
            if kind == "make":
                return say("class.key-made", n=self._make())
            self._leave()
            return say("class.key-left")
        finally:
            self._show(self.text)
