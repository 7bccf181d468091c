"""A widget that can send whatever text there is to its page."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from weakref import WeakSet

import anywidget

from kit.edition import edition, told_in
from kit.files import IN_BROWSER
from kit.visible import sendable
from kit.widgets.strings import STRINGS, say

if IN_BROWSER:
    from pyodide.ffi import jsnull as _null  # JavaScript's, which is not None there: None becomes undefined
else:
    _null = None

__all__ = ["PageWidget", "beside", "given_out", "keep_no_more", "parted"]

_SAYING = ("status", "note")  # traits that say so; those that are tables say it as "saved"
_open: WeakSet[PageWidget] = WeakSet()  # those whose page may say that something is saved


class PageWidget(anywidget.AnyWidget):
    """A widget whose page gets U+FFFD for each half of a character, which no message can hold; Python keeps the half.

    What is None here is null there, and the other way round, in each edition.

    >>> import traitlets
    >>> class Note(PageWidget):
    ...     words = traitlets.Unicode().tag(sync=True)
    >>> note = Note(words="a \\ud83d")
    >>> note.words == "a \\ud83d", note.get_state("words")
    (True, {'words': 'a �'})
    """

    _went_wrong = "page.went-wrong"  # the key of what is said of a fault of our own

    def __init__(self, **traits: Any) -> None:
        super().__init__(**traits)
        _open.add(self)

    def get_state(self, key: Any = None, drop_defaults: bool = False) -> dict[str, Any]:
        """What the page is told of all traits, or of some."""
        told: dict[str, Any] = _swapped(sendable(super().get_state(key, drop_defaults)), None, _null)
        return told

    def send(self, content: Any, buffers: Any = None) -> None:
        """Send a message to the page."""
        super().send(_swapped(sendable(content), None, _null), buffers)

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """Take what the page says of traits."""
        super().set_state(_swapped(sync_data, _null, None))

    def _handle_custom_msg(self, content: Any, buffers: Any) -> None:
        super()._handle_custom_msg(_swapped(content, _null, None), buffers)

    def reply(self, asked: object, obey: Callable[[dict[str, Any]], Mapping[str, Any]]) -> None:
        """Do what the page asks, and answer in any case: a page that hears nothing says that the kernel is dead.

        What ``obey`` gives goes back under the id of what was asked, as "done", its ``buffers`` beside it. What cannot
        be, a ``ValueError`` or an ``OSError``, goes back as "refused", in words for a person; so does a fault, and is
        raised again.
        """
        answer = {"id": asked.get("id") if isinstance(asked, dict) else None}
        try:
            if not isinstance(asked, dict):
                raise ValueError(f"a message must be an object that asks for something, not {type(asked).__name__}")
            said = {**obey(asked)}
            buffers = said.pop("buffers", None)
            self.send(answer | {"kind": "done"} | said, buffers)
        except (ValueError, OSError) as error:
            self.send(answer | {"kind": "refused", "said": str(error)})
        except Exception as error:
            self.send(answer | {"kind": "refused", "said": say(self._went_wrong, why=repr(error))})
            raise


def _swapped(value: Any, old: Any, new: Any) -> Any:
    """Plain data with one thing in the place of another.

    >>> _swapped({"low": None, "rows": [None, 0]}, None, "null")
    {'low': 'null', 'rows': ['null', 0]}
    """
    if old is new:
        return value
    if isinstance(value, dict):
        return {name: _swapped(each, old, new) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_swapped(each, old, new) for each in value]
    return new if value is old else value


def keep_no_more() -> None:
    """Have each widget say of what it called saved that it is kept as long as its page, and no longer.

    A page asks for it whose browser refuses to store what it stored until then.
    """
    before = edition()
    os.environ["KIT_STORE"] = "memory"
    words = [(told_in(before, said), told_in("memory", said)) for said in STRINGS.values()]
    patterns = [(_pattern(was), now) for was, now in words if was != now and isinstance(was, str)]
    for widget in list(_open):
        for name, value in [(name, getattr(widget, name)) for name in widget.keys]:
            if name in _SAYING:
                setattr(widget, name, _said_anew(value, patterns))
            elif isinstance(value, dict) and "saved" in value:
                setattr(widget, name, value | {"saved": _said_anew(value["saved"], patterns)})


def _pattern(said: str) -> re.Pattern[str]:
    """What finds words of the table with anything in their places, and lets others follow."""
    places = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+?)", re.escape(said))
    return re.compile(f"{places}(?= |$)", re.S)


def _said_anew(value: str, patterns: list[tuple[re.Pattern[str], str]]) -> str:
    for pattern, now in patterns:
        if found := pattern.match(value):
            return now.format_map(found.groupdict()) + value[found.end() :]
    return value


def beside(path: Path) -> str:
    """Where a file is for a page that stands beside the notebook."""
    return Path(os.path.relpath(path)).as_posix()


def given_out(path: Path) -> dict[str, Any]:
    """A file for a page to give out: where it is, and in a browser, where no server has it, its bytes as well."""
    here = {"file": beside(path)}
    return here if edition() == "desktop" else here | {"bytes": path.read_bytes()}


def parted(data: Any) -> dict[str, Any]:
    """An answer of ``PageWidget.reply``; where it has bytes, these go beside the message."""
    if not isinstance(data, Mapping) or "bytes" not in data:
        return {"data": data}
    return {"data": {name: each for name, each in data.items() if name != "bytes"}, "buffers": [data["bytes"]]}
