"""Files that a teacher drops on the page: they come in pieces, one file after another, and are collected together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

__all__ = ["Dropped"]

MOST = 500_000_000  # bytes of all that is dropped at once


class Dropped:
    """Files as they come, ``{"file": NAME, "piece": 0, "pieces": 3, "more": true}``: with ``more``, others follow.

    >>> dropped = Dropped()
    >>> dropped.take({"file": "a.zip", "piece": 0, "pieces": 2, "more": False}, [b"on"])
    False
    >>> dropped.take({"file": "a.zip", "piece": 1, "pieces": 2, "more": False}, [b"e"])
    True
    """

    def __init__(self) -> None:
        self._forget()

    def _forget(self) -> None:
        self._files: list[tuple[str, bytes]] = []
        self._pieces: list[bytes] = []
        self._of: tuple[object, ...] = ()

    def take(self, asked: Mapping[str, Any], buffers: Sequence[bytes]) -> bool:
        """Take a piece in, and say whether all that was dropped is there.

        Raises ``ValueError`` where it is not the next piece, as where two windows send at once, or it is too much.
        """
        name, piece, pieces = str(asked.get("file")), asked.get("piece"), asked.get("pieces")
        view = str(asked.get("id")).rpartition(":")[0]  # which view of the page asks
        if piece == 0:
            self._pieces = []
            if self._of and self._of[0] != view:
                self._files = []
            self._of = (view, name, pieces)
        follows = piece == len(self._pieces) and self._of == (view, name, pieces)
        if type(piece) is not int or type(pieces) is not int or not follows:
            self._forget()
            raise ValueError(f"{name[:200]} came in pieces that do not follow each other; drop the files again")
        self._pieces.append(b"".join(buffers))
        if sum(len(data) for data in (*self._pieces, *(data for _, data in self._files))) > MOST:
            self._forget()
            raise ValueError(
                f"this is more than {MOST // 1_000_000} MB; give the path of the folder or the zip instead"
            )
        if piece < pieces - 1:
            return False
        self._files.append((name, b"".join(self._pieces)))
        self._pieces = []
        return asked.get("more") is not True

    def written(self, folder: Path) -> list[Path]:
        """The files, each under its name in a folder of its own; nothing of them is kept here."""
        files, self._files = self._files, []
        paths = []
        for n, (name, data) in enumerate(files):
            path = folder / f"{n}" / _plain(name)
            path.parent.mkdir()
            path.write_bytes(data)
            paths.append(path)
        return paths


def _plain(name: str) -> str:
    """A name that is no path, and that any system can have."""
    return "".join(sign if sign.isalnum() or sign in " ._-" else "_" for sign in name).lstrip(".")[-100:] or "file"
