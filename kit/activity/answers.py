"""Learners' answers: kept outside the notebook, saved as they are made, restored when it is opened again.

<working folder>/answers/<learner>/<lesson>/<activity>.jsonl    annotations
<working folder>/answers/<learner>/<lesson>/<activity>.json     predictions and short answers
"""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

from kit.annotation import Annotation
from kit.article import Article
from kit.errors import MismatchError
from kit.files import write_atomic
from kit.jsonl import read_annotations, write_annotations

__all__ = ["AnswerFile", "answer_folder", "learner", "set_learner"]

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


class AnswerFile:
    """One activity's answers on disk.

    ``problem`` says, in words for the learner, what went wrong while reading; it is empty when nothing did.
    """

    def __init__(self, lesson: str, activity: str, *, folder: Path | None = None) -> None:
        self.activity = file_name(activity)
        self.problem = ""
        self._root, self._owner, self._lesson = folder or answer_folder(), learner(), file_name(lesson)

    @property
    def folder(self) -> Path:
        """The learner's folder for the lesson; an activity opened without a name follows when one is chosen."""
        taken_along = self._owner == NAMELESS and not (self._root / NAMELESS).is_dir()
        return self._root / (learner() if taken_along else self._owner) / self._lesson

    @property
    def marks_path(self) -> Path:
        """Where annotations are kept."""
        return self.folder / f"{self.activity}.jsonl"

    @property
    def words_path(self) -> Path:
        """Where predictions and short answers are kept."""
        return self.folder / f"{self.activity}.json"

    def save_marks(self, annotations: Iterable[Annotation], article: Article) -> None:
        """Save annotations, atomically; raises ``OSError`` where the disk refuses."""
        write_annotations(self.marks_path, annotations, article)

    def load_marks(
        self, article: Article, fits: Callable[[list[Annotation]], object] = lambda annotations: None
    ) -> list[Annotation]:
        """The saved annotations, or none; a file that cannot be used is set aside, never overwritten.

        ``fits`` raises ``ValueError`` where the annotations, although readable, are none for this activity.
        """

        def read(path: Path) -> list[Annotation]:
            annotations = read_annotations(path, article)
            fits(annotations)
            return annotations

        return self._load(self.marks_path, read, [])

    def save_words(self, answer: dict[str, Any]) -> None:
        """Save an answer in words or numbers, atomically; raises ``OSError`` where the disk refuses."""
        write_atomic(self.words_path, json.dumps(answer, ensure_ascii=False, indent=1) + "\n")

    def load_words(self, fits: Callable[[dict[str, Any]], object] = lambda answer: None) -> dict[str, Any]:
        """The saved answer, or an empty one; ``fits`` and what cannot be used as in ``load_marks``."""

        def read(path: Path) -> dict[str, Any]:
            answer = _read_object(path)
            fits(answer)
            return answer

        return self._load(self.words_path, read, {})

    def _load(self, path: Path, read: Callable[[Path], T], nothing: T) -> T:
        try:
            return read(path)
        except FileNotFoundError:
            return nothing
        except (ValueError, OSError) as error:
            self.problem = _set_aside(path, error)
            return nothing


def _read_object(path: Path) -> dict[str, Any]:
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:  # not JSON, or not UTF-8
        raise MismatchError(f"{path}: not valid JSON ({error})") from error
    if not isinstance(value, dict):
        raise MismatchError(f"{path}: expected a JSON object, found {type(value).__name__}")
    return value


def _set_aside(path: Path, error: Exception) -> str:
    """Move a file that cannot be read out of the way, and say so."""
    stamp = time.strftime("%Y%m%d-%H%M%S")
    aside = path.with_name(f"{path.name}.damaged-{stamp}")
    number = 1
    while aside.exists():
        number += 1
        aside = path.with_name(f"{path.name}.damaged-{stamp}-{number}")
    try:
        path.rename(aside)
    except OSError as refused:
        return (
            f"Your saved answers could not be read ({error}) nor set aside ({refused}); ask for help before you go on."
        )
    return f"Your saved answers could not be read and were set aside as {aside.name}: {error}"
