"""Learners' answers: kept outside the notebook, saved as they are made, restored when it is opened again.

<working folder>/answers/<learner>/<lesson>/<activity>.jsonl          marks, as they are
<working folder>/answers/<learner>/<lesson>/<activity>.first.jsonl    marks, as they were when first compared
<working folder>/answers/<learner>/<lesson>/<activity>.review.jsonl   what a program proposed, and what was said of it
<working folder>/answers/<learner>/<lesson>/<activity>.json           any other answer, see ``kit.activity.answer``
<working folder>/answers/<learner>/<lesson>/progress.json             how many steps are done, for the list of lessons
"""

from __future__ import annotations

import errno
import os
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import ClassVar, Generic, TypeVar

from kit.activity.answer import Answer, answer_of, clock, text_of
from kit.activity.disk import LARGEST, read_file, set_aside
from kit.activity.learners import answer_folder, file_name, learner, set_learner
from kit.activity.owner import Owner
from kit.activity.proposals import Proposal, parse_proposals, proposal_lines
from kit.annotation import Annotation
from kit.article import Article
from kit.errors import ChangedError
from kit.files import write_atomic
from kit.jsonl import annotation_lines, as_json, from_json, parse_annotations, write_annotations

__all__ = ["AnswerFile", "MarksFile", "ProposalsFile", "answer_folder", "learner", "save_progress", "set_learner"]

T = TypeVar("T")
PROGRESS = "progress"  # the file in a lesson's folder that says how many of its steps are done


class _File(ABC, Generic[T]):
    """What one activity has on the disk.

    It knows what it read or wrote last, so that no change by another window, or another kernel, is written over
    unseen. What cannot be used is set aside, never overwritten: ``aside`` is then its new name, and ``stuck`` says
    that it could not be moved; nothing can be saved before it can. The files of one open lesson have one ``owner``.
    """

    ending: ClassVar[str]

    def __init__(self, lesson: str, activity: str, *, folder: Path | None = None, owner: Owner | None = None) -> None:
        self.activity = file_name(activity)
        self.aside, self.stuck = "", False
        self._owner, self._lesson = owner or Owner(folder), file_name(lesson)
        self._known: bytes | None = None
        self._fits: Callable[[T], object] = lambda given: None

    @property
    def folder(self) -> Path:
        """The learner's folder for the lesson; an activity opened without a name follows when one is chosen."""
        return self._owner.folder / self._lesson

    @property
    def path(self) -> Path:
        """Where the answer is kept."""
        return self._in(self._owner.folder)

    def _in(self, home: Path) -> Path:
        return home / self._lesson / f"{self.activity}{self.ending}"

    @contextmanager
    def alone(self) -> Iterator[Path]:
        """Keep others from the answers while one looks and writes; where this one is kept meanwhile."""
        with self._owner.alone() as home:
            yield self._in(home)

    def load(self, fits: Callable[[T], object] = lambda given: None) -> T:
        """What was saved, or nothing; ``fits`` raises ``ValueError`` where it is no answer to this activity."""
        self._fits = fits
        try:
            return self._there(self.path)
        except FileNotFoundError:
            return self._nothing()
        except (ValueError, OSError):
            pass
        with self.alone() as path:
            try:
                return self._there(path)  # another window may have moved it by now
            except FileNotFoundError:
                pass
            except (ValueError, OSError):
                self._known, self.stuck = None, True
                with suppress(OSError):
                    self._set_aside(path)
        return self._nothing()

    def there(self) -> T:
        """What was saved, only read; raises ``OSError`` or ``ValueError`` where there is none, or none of use."""
        return self._read(read_file(self.path))

    def save(self, given: T) -> None:
        """Save it, atomically.

        Raises ``ChangedError``, once for each change, where the file is not as it was last read or written here, and
        ``OSError`` where the disk refuses, or it is larger than ``LARGEST`` bytes; nothing is written then.
        """
        data = self._text(given).encode("utf-8")
        if len(data) > LARGEST:
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
        with self.alone() as path:
            write_atomic(path, data, old=self._unchanged(path, data))
            self._known = data

    def _unchanged(self, path: Path, data: bytes) -> bytes | None:
        """What the file has, if there is one; raises ``ChangedError``, once, where another window has changed it.

        What it has then is what is known from now on; what is of no use is set aside.
        """
        try:
            there = read_file(path)
            if there in (self._known, data):
                return there
            theirs = self._used(there)
        except FileNotFoundError:
            return None
        except (ValueError, OSError):
            self._set_aside(path)
            self._known = None
            raise ChangedError(None, self.aside) from None
        self._known = there
        raise ChangedError(theirs, "")

    def _there(self, path: Path) -> T:
        """What the file has; raises ``OSError`` or ``ValueError`` where there is none, or none of use."""
        data = read_file(path)
        given = self._used(data)
        self._known = data
        return given

    def _used(self, data: bytes) -> T:
        given = self._read(data)
        self._fits(given)
        return given

    def _set_aside(self, path: Path) -> None:
        """Move the file out of the way; raises ``OSError`` where that is refused."""
        self.aside, self.stuck = set_aside(path).name, False

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


class _FileOfText(_File[T]):
    """One whose records are about places in an article."""

    def __init__(
        self, lesson: str, activity: str, article: Article, *, folder: Path | None = None, owner: Owner | None = None
    ) -> None:
        super().__init__(lesson, activity, folder=folder, owner=owner)
        self._article = article


class MarksFile(_FileOfText[Sequence[Annotation]]):
    """The marks of an activity on the disk."""

    ending = ".jsonl"

    def keep_first(self, marks: Sequence[Annotation]) -> None:
        """Keep these marks, each with the time as its attribute ``at``, as those that were compared first.

        What was kept before stays; where it is damaged, it is set aside. Raises ``OSError`` where the disk refuses.
        """
        with self.alone() as path:
            first = path.with_name(f"{self.activity}.first{self.ending}")
            try:
                self._read(read_file(first))
                return
            except FileNotFoundError:
                pass
            except (ValueError, OSError):
                set_aside(first)
            now = clock()
            timed = [replace(mark, attributes={**mark.attributes, "at": now}) for mark in marks]
            write_annotations(first, timed, self._article)

    def _nothing(self) -> Sequence[Annotation]:
        return []

    def _read(self, data: bytes) -> Sequence[Annotation]:
        return parse_annotations(data, str(self.path), self._article)

    def _text(self, given: Sequence[Annotation]) -> str:
        return annotation_lines(given, self._article)


class ProposalsFile(_FileOfText[Sequence[Proposal]]):
    """Proposals on the disk, with what was decided of each."""

    ending = ".review.jsonl"

    def _nothing(self) -> Sequence[Proposal]:
        return ()

    def _read(self, data: bytes) -> Sequence[Proposal]:
        return parse_proposals(data, str(self.path), self._article)

    def _text(self, given: Sequence[Proposal]) -> str:
        return proposal_lines(given, self._article)


def save_progress(file: AnswerFile, *, done: int, steps: int, missing: Sequence[str] = ()) -> None:
    """Keep how many of a lesson's steps are done, in its file of the name ``PROGRESS``; ``OSError`` as when saving.

    ``missing`` are the titles of those that are not. Nothing is written where it says so already; something else in its
    place is set aside.
    """
    count = {"done": done, "steps": steps} | ({"missing": list(missing)} if missing else {})
    data = (as_json(count) + "\n").encode("utf-8")
    with file.alone() as path:
        there = None
        try:
            there = read_file(path)
            said = from_json(there.decode("utf-8"))
            if not (isinstance(said, dict) and said.keys() - {"missing"} == {"done", "steps"}):
                raise ValueError("no count of steps")
        except FileNotFoundError:
            pass
        except (ValueError, OSError):
            there = None
            set_aside(path)
        if there != data:
            write_atomic(path, data, old=there)
