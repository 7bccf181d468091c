"""Whose answers an open lesson keeps, also where it was opened before anybody had signed in.

Answers without a name have a mark, an empty folder among them that goes where they go: so each window that was open
then, whichever kernel it has, finds who took them along, however many have signed in since.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kit.activity.disk import alone
from kit.activity.learners import NAMELESS, answer_folder, signed_in, working

__all__ = ["Owner"]

_MARK = ".begun-"  # begins the mark's name; 16 characters of chance end it


class Owner:
    """The learner whose answers these are, from when a lesson is opened until it is closed.

    That is whoever is signed in then; where nobody is, whoever takes along the answers without a name that are there
    then, or that are the first to be saved. Before there are any it is whoever is signed in when there is one to save.
    """

    def __init__(self, root: Path | None = None) -> None:
        self.root = root or answer_folder()
        self._folder, self._mark, self._is_there = NAMELESS, "", False  # whether the mark was, when last looked
        signed_in()
        self.follow()

    @property
    def folder(self) -> Path:
        """The folder with the learner's answers."""
        self.follow()
        return self.root / self._folder

    def follow(self) -> None:
        """Belong to whom the answers were taken along by, if that has happened; and stay with them."""
        if self._folder == NAMELESS and not self._mark:
            self._folder = working(self.root).folder
            self._mark = _marked(self.root) if self._folder == NAMELESS else ""
        if self._folder == NAMELESS and self._mark:
            self._is_there = (self.root / NAMELESS / self._mark).is_dir()
            self._folder = NAMELESS if self._is_there else _taken_by(self.root, self._mark)

    @contextmanager
    def alone(self) -> Iterator[Path]:
        """Keep others from the answers while one looks and writes, and who signs in from moving them; their folder."""
        with alone(self.root):
            self.follow()
            if self._folder == NAMELESS and not (self._mark and self._is_there):
                self._mark = _marked(self.root, begin=True)
            yield self.root / self._folder


def _marked(root: Path, *, begin: bool = False) -> str:
    """The mark of the answers without a name that are there; of two that were made at once, either does.

    Where they have none it is made, and where there are no answers, so is their folder if they ``begin``. Empty where
    there is none and none can be made.
    """
    home = root / NAMELESS
    try:
        marks = sorted(path.name for path in home.iterdir() if path.name.startswith(_MARK))
    except OSError:
        if not begin:
            return ""
        marks = []
    if marks:
        return marks[0]
    with suppress(OSError):
        mark = f"{_MARK}{os.urandom(8).hex()}"
        (home / mark).mkdir(parents=begin)  # which is refused where there are no answers
        return mark
    return ""


def _taken_by(root: Path, mark: str) -> str:
    """The folder of whoever took along the answers of this mark, which are without a name no more.

    ``NAMELESS`` where nobody did, for they are gone. Of two that have it, one is a copy, whose name is mostly the
    longer: the first by name.
    """
    with suppress(OSError):
        return min((path.parent.name for path in root.glob(f"*/{mark}")), default=NAMELESS)
    return NAMELESS
