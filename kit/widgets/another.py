"""The end of a lesson: the same lesson on another article, which a learner or a teacher chooses or brings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import traitlets

from kit.article import Article
from kit.edition import edition
from kit.making.pack import has_key, write_pack
from kit.readers import seeds
from kit.widgets.assets import script, stylesheet
from kit.widgets.explorer_opening import Upload, offers, read_given, view_of
from kit.widgets.page import PageWidget, beside, given_out, parted
from kit.widgets.strings import say

if TYPE_CHECKING:
    from kit.making.another import Again

__all__ = ["Another"]


class Another(PageWidget):
    """Asks for an article, has ``make`` write the lesson on it, and shows the way there.

    ``make`` is given an article, or the name of one of the kit's own. What the page asks is answered with its id, as in
    the explorer: "open" makes a lesson, "pack" makes a zip of one that was made here.
    """

    _esm = script("another")
    _went_wrong = "another.went-wrong"
    _css = stylesheet("explorer") + stylesheet("another")  # where an article is opened looks as in the explorer

    offers: traitlets.Dict[Any, Any] = traitlets.Dict().tag(sync=True)

    def __init__(self, make: Callable[[Article | str], Again]) -> None:
        super().__init__(offers=offers())
        self._make = make
        self._upload = Upload()
        self._made: dict[str, Path] = {}
        self.on_msg(self._receive)

    def _receive(self, _widget: object, asked: object, buffers: Any) -> None:
        self.reply(asked, lambda asked: parted(self._obey(asked, buffers or [])))

    def _obey(self, asked: dict[str, Any], buffers: Sequence[Any]) -> Any:
        given = {key: value for key, value in asked.items() if key not in ("id", "ask")}
        if asked.get("ask") == "pack" and given.get("name") in self._made:
            folder = self._made[given["name"]]
            return given_out(write_pack(folder)) | {"key": has_key(folder)}
        if asked.get("ask") != "open":
            raise ValueError(f"{asked.get('ask')!r} cannot be asked; there are 'open' and, of what it made, 'pack'")
        if "file" in given and not self._upload.take(given, buffers, view_of(asked)):
            return None
        what = str(given["own"]) if given.get("own") in seeds() else read_given(given, self._upload)
        self.send({"id": asked.get("id"), "kind": "progress", "data": {"title": _called(what)}})
        again = self._make(what)
        name = again.notebook.stem
        self._made[name] = again.notebook.parent
        return {
            "name": name,
            "title": again.title,
            "notebook": beside(again.notebook) if edition() != "memory" else "",
            "key": again.has_key,
            "new": again.new,
        }


def _called(what: Article | str) -> str:
    """What an article is called while its lesson is made."""
    ours = {own["name"]: own["title"] for own in offers()["own"]}
    title = ours[what] if isinstance(what, str) else what.card.title
    return str(title or say("explorer.the-text"))
