"""The explorer: articles to look at, with what was found in them, and views that are linked with the text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import traitlets

from kit.annotation import Span
from kit.reading import Reading, read
from kit.views import VIEWS, document
from kit.widgets.assets import script, stylesheet
from kit.widgets.page import PageWidget
from kit.widgets.tokens import Tokens, cut

__all__ = ["Explorer"]


class Explorer(PageWidget):
    """Open articles, look at them, and ask what they say.

    Python owns offsets: each ``Span`` of a view reaches the page as the numbers of its first and last word. What the
    page asks, ``{"id": …, "ask": NAME, …}``, is answered with that id: ``{"id": …, "kind": "done", "data": …}``, or
    "refused" with words for a person, and before it perhaps "progress".
    """

    _esm = script("explorer")
    _css = stylesheet("explorer")

    documents: traitlets.List[Any] = traitlets.List().tag(sync=True)  # what is open, in order, as the page has it

    def __init__(self, *what: Any) -> None:
        super().__init__()
        self._open: dict[int, tuple[Reading, Tokens]] = {}
        self.on_msg(self._receive)
        for each in what:
            self.open_article(each)

    @property
    def readings(self) -> list[Reading]:
        """The articles that are open, in order."""
        return [reading for reading, _ in self._open.values()]

    def open_article(self, what: Any) -> Reading:
        """Open an article beside those that are; raises as ``kit.read`` does."""
        reading = read(what)
        tokens, number = cut(reading.article, "word"), max(self._open, default=0) + 1
        shown = wire(document(reading), tokens)
        blocks = [cut | said for cut, said in zip(tokens.wire(), shown["blocks"], strict=True)]
        shown |= {"id": number, "blocks": blocks}
        self._open[number] = reading, tokens
        self.documents = [*self.documents, shown]
        return reading

    def _receive(self, _widget: object, asked: Any, _buffers: object) -> None:
        """Do what the page asks, and answer in any case: one that hears nothing says that the kernel is dead."""
        answer = {"id": asked.get("id") if isinstance(asked, dict) else None}
        try:
            self.send(answer | {"kind": "done", "data": self._obey(asked)})
        except (ValueError, OSError) as error:
            self.send(answer | {"kind": "refused", "said": str(error)})

    def _obey(self, asked: Any) -> Any:
        name, number = asked.get("ask"), asked.get("document")
        given = {key: value for key, value in asked.items() if key not in ("id", "ask", "document")}
        if name == "open":
            self.open_article(given["what"])
            return None
        if name not in VIEWS or number not in self._open:
            raise ValueError(f"{name!r} of article {number!r} cannot be asked; there are {', '.join(VIEWS)}")
        reading, tokens = self._open[number]
        return wire(VIEWS[name](reading, **given), tokens)


def wire(value: Any, tokens: Tokens) -> Any:
    """A view as the page gets it: for each ``Span`` the numbers of its first and last word; none where it has none."""
    if isinstance(value, Span):
        touched = tokens.touched(*value)
        return [touched[0], touched[-1]] if touched else None
    if isinstance(value, Mapping):
        return {key: wire(each, tokens) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [wire(each, tokens) for each in value]
    return value
