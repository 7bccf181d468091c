"""Learners' answers: kept outside the notebook, saved as they are made, restored when it is opened again.

<working folder>/answers/<learner>/<lesson>/<activity>.jsonl          marks, as they are
<working folder>/answers/<learner>/<lesson>/<activity>.first.jsonl    marks, as they were when first compared
<working folder>/answers/<learner>/<lesson>/<activity>.json           any other answer, see ``kit.activity.answer``
<working folder>/answers/<learner>/<lesson>/progress.json             how many steps are done, for the list of lessons
"""

from __future__ import annotations

import os
import re
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import ClassVar, Generic, TypeVar

from kit.activity.answer import Answer, answer_of, clock, text_of
from kit.annotation import Annotation
from kit.article import Article
from kit.errors import ChangedError
from kit.files import write_atomic
from kit.jsonl import annotation_lines, as_json, parse_annotations, write_annotations

__all__ = ["AnswerFile", "MarksFile", "answer_folder", "learner", "save_progress", "set_learner"]

T = TypeVar("T")
NAMELESS = "me"
PROGRESS = "progress"  # the file in a lesson's folder that says how many of its steps are done
_NAME = re.compile(r"[^\w.-]+")


def answer_folder() -> Path:
    """The folder of answers: ``answers`` in the folder ``kit lab`` works in, else in the current one."""
    return Path(os.environ.get("KIT_FOLDER") or Path.cwd()) / "answers"


def learner() -> str:
    """The name, or pseudonym, that answers are kept under; ``NAMELESS`` until one is chosen."""
    try:
        return (answer_folder() / "learner.txt").read_text(encoding="utf-8").strip() or NAMELESS
    except (OSError, UnicodeDecodeError):
        return NAMELESS


def set_learner(name: str) -> str:
    """Keep answers under this name from now on, and return it as it can stand in a file's path.

    What was answered before there was a name comes along, unless somebody of that name has answers already.

    Raises ``ValueError`` where nothing of the name is left.

    >>> file_name("  Blue Heron! ")
    'blue-heron'
    """
    clean = file_name(name)
    before, after = answer_folder() / NAMELESS, answer_folder() / clean
    if learner() == NAMELESS and before.is_dir() and not after.exists():
        before.rename(after)
    write_atomic(answer_folder() / "learner.txt", clean + "\n")
    return clean


def file_name(name: str) -> str:
    """A name as it can stand in a path on any system: letters, digits, ``-``, ``_`` and ``.``, 40 at most."""
    clean = _NAME.sub("-", name.strip().lower()).strip("-.")[:40].rstrip("-.")
    if not clean:
        raise ValueError(f"{name!r} has no letter or digit to name a folder by; choose a name such as 'blue-heron'")
    return clean


class _File(ABC, Generic[T]):
    """What one activity has on the disk.

    It knows what it read or wrote last, so that no change by another window, or another kernel, is written over
    unseen. What cannot be used is set aside, never overwritten: ``aside`` is then its new name, and ``stuck`` says
    that it could not be moved; nothing can be saved before it can.
    """

    ending: ClassVar[str]

    def __init__(self, lesson: str, activity: str, *, folder: Path | None = None) -> None:
        self.activity = file_name(activity)
        self.aside, self.stuck = "", False
        self._root, self._owner, self._lesson = folder or answer_folder(), learner(), file_name(lesson)
        self._known: bytes | None = None
        self._fits: Callable[[T], object] = lambda given: None

    @property
    def folder(self) -> Path:
        """The learner's folder for the lesson; an activity opened without a name follows when one is chosen."""
        self.follow()
        return self._root / self._owner / self._lesson

    @property
    def path(self) -> Path:
        """Where the answer is kept."""
        return self.folder / f"{self.activity}{self.ending}"

    def follow(self) -> None:
        """Belong to whom answers without a name were taken along by, if that has happened; and stay with them."""
        if self._owner == NAMELESS and not (self._root / NAMELESS).is_dir():
            self._owner = learner()

    def load(self, fits: Callable[[T], object] = lambda given: None) -> T:
        """What was saved, or nothing; ``fits`` raises ``ValueError`` where it is no answer to this activity."""
        self._fits = fits
        try:
            self._known = self.path.read_bytes()
            return self._used(self._known)
        except FileNotFoundError:
            pass
        except (ValueError, OSError):
            self._known = None
            try:
                self._set_aside()
            except OSError:
                self.stuck = True
        return self._nothing()

    def save(self, given: T) -> None:
        """Save it, atomically.

        Raises ``ChangedError``, once for each change, where the file is not as it was last read or written here, and
        ``OSError`` where the disk refuses; nothing is written then.
        """
        data = self._text(given).encode("utf-8")
        try:
            there = self.path.read_bytes()
        except FileNotFoundError:
            there = None
        if there not in (None, self._known, data):
            try:
                theirs = self._used(there)
            except ValueError as error:
                self._set_aside()
                raise ChangedError(None, self.aside) from error
            self._known = there
            raise ChangedError(theirs)
        write_atomic(self.path, data)
        self._known = data

    def _used(self, data: bytes) -> T:
        given = self._read(data)
        self._fits(given)
        return given

    def _set_aside(self) -> None:
        """Move the file out of the way; raises ``OSError`` where that is refused."""
        path, stamp, number = self.path, time.strftime("%Y%m%d-%H%M%S"), 1
        aside = path.with_name(f"{path.name}.damaged-{stamp}")
        while aside.exists():
            number += 1
            aside = path.with_name(f"{path.name}.damaged-{stamp}-{number}")
        path.rename(aside)
        self.aside, self.stuck = aside.name, False

    @abstractmethod
    def _nothing(self) -> T: ...

    @abstractmethod
    def _read(self, data: bytes) -> T: ...

    @abstractmethod
    def _text(self, given: T) -> str: ...


class AnswerFile(_File[Answer]):
    """An answer in words, numbers or rows on the disk."""

    ending = ".json"

    def _nothing(self) -> Answer:
        return Answer()

    def _read(self, data: bytes) -> Answer:
        return answer_of(data.decode("utf-8"))

    def _text(self, given: Answer) -> str:
        return text_of(given)


class MarksFile(_File[Sequence[Annotation]]):
    """The marks of an activity on the disk."""

    ending = ".jsonl"

    def __init__(self, lesson: str, activity: str, article: Article, *, folder: Path | None = None) -> None:
        super().__init__(lesson, activity, folder=folder)
        self._article = article

    def keep_first(self, marks: Sequence[Annotation]) -> None:
        """Keep these marks, each with the time as its attribute ``at``, as those that were compared first.

        What was kept before stays. Raises ``OSError`` where the disk refuses.
        """
        first = self.path.with_name(f"{self.activity}.first{self.ending}")
        if not first.exists():
            now = clock()
            timed = [replace(mark, attributes={**mark.attributes, "at": now}) for mark in marks]
            write_annotations(first, timed, self._article)

    def _nothing(self) -> Sequence[Annotation]:
        return []

    def _read(self, data: bytes) -> Sequence[Annotation]:
        return parse_annotations(data, str(self.path), self._article)

    def _text(self, given: Sequence[Annotation]) -> str:
        return annotation_lines(given, self._article)


def save_progress(file: AnswerFile, *, done: int, steps: int) -> None:
    """Keep how many of a lesson's steps are done, in its file of the name ``PROGRESS``; ``OSError`` as when saving."""
    write_atomic(file.path, as_json({"done": done, "steps": steps}) + "\n")
