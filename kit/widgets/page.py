"""A widget that can send whatever text there is to its page."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import anywidget

from kit.visible import sendable

__all__ = ["PageWidget", "beside"]


class PageWidget(anywidget.AnyWidget):
    """A widget whose page gets U+FFFD for each half of a character, which no message can hold; Python keeps the half.

    >>> import traitlets
    >>> class Note(PageWidget):
    ...     words = traitlets.Unicode().tag(sync=True)
    >>> note = Note(words="a \\ud83d")
    >>> note.words == "a \\ud83d", note.get_state("words")
    (True, {'words': 'a �'})
    """

    def get_state(self, key: Any = None, drop_defaults: bool = False) -> dict[str, Any]:
        """What the page is told of all traits, or of some."""
        told: dict[str, Any] = sendable(super().get_state(key, drop_defaults))
        return told

    def send(self, content: Any, buffers: Any = None) -> None:
        """Send a message to the page."""
        super().send(sendable(content), buffers)


def beside(path: Path) -> str:
    """Where a file is for a page that stands beside the notebook."""
    return Path(os.path.relpath(path)).as_posix()
