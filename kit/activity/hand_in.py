"""A hand-in: a learner's answers in one file, to give to a teacher or to take to another computer.

{
 "format": "media-literacy-kit hand-in",
 "version": 1,
 "kit": "0.1.0",                          # the kit that made it
 "made": "2026-11-28T09:12:40Z",
 "learner": {"name": "Blue Heron", "folder": "blue heron"},
 "class": "7B",                           # where the learner gave one
 "lessons": {
  "01-article-or-furniture": {
   "files": {"predict.json": "…", "top.jsonl": "…"},   # the files of answers, as they are
   "progress": {"done": 3, "steps": 9}                 # null where nobody has counted
  }
 },
 "sha256": "…"                            # of the canonical text of all the rest
}

There are two makers, this module and ``hand_in.js`` of lesson mode, which make the same text of the same answers. The
file is named ``<class>-<learner>-<lesson, or all>.kit.json``; ``kit.activity.canonical`` says what the sum is of. A
field more, beside these, is left alone, so that a newer kit may add one; one that changes what is here gives its
hand-ins a new version.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from kit.activity.answer import Answer, answer_of
from kit.activity.answers import PROGRESS
from kit.activity.canonical import canonical, in_order
from kit.activity.disk import read_file
from kit.activity.handed import checked_class, noted
from kit.activity.learners import Learner, answer_folder, checked_file_name, checked_learner, signed_in
from kit.activity.sealed import Seal, seal, time_of, unsealed
from kit.annotation import Annotation
from kit.article import Article
from kit.files import read_regular
from kit.jsonl import from_json, parse_annotations
from kit.visible import printable

__all__ = [
    "FORMAT",
    "LARGEST",
    "VERSION",
    "HandIn",
    "HandedIn",
    "Progress",
    "begun",
    "canonical",
    "hand_in_text",
    "lesson_of",
    "read_hand_in",
    "text_of_hand_in",
    "why",
]

FORMAT = "media-literacy-kit hand-in"
VERSION = 1
LARGEST = 5_000_000  # bytes of a hand-in
MOST = 200  # lessons in one, and files in one lesson
MOST_TRIES = 2_000  # of one answer: who submits all through a lesson has a hundred
_FEW_MARKS = 200  # that may be in however short a text
_LONG_MARK = 500  # characters of a mark as a file has it, on the whole
_LONGEST_WHY = 300  # characters of why a file is no answer, which may quote it
ENDINGS = (".first.jsonl", ".review.jsonl", ".jsonl", ".json")
_COUNT = f"{PROGRESS}.json"
_KIND = Seal(
    FORMAT, VERSION, LARGEST, "; hand in one lesson at a time",
    "'Hand in' makes a file that ends with .kit.json: ask for that, as it is",
)  # fmt: skip


class Progress(NamedTuple):
    """How many ``steps`` a lesson has, and how many of them are ``done``."""

    done: int
    steps: int


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What somebody handed in of one lesson.

    ``files`` are the files of answers as they were, by their names; ``answers`` are those in words, numbers and rows,
    by their activities. ``unread`` says of a file that is no answer, by its name, why.
    """

    files: Mapping[str, str]
    progress: Progress | None
    answers: Mapping[str, Answer]
    unread: Mapping[str, str]

    def marks(self, activity: str, article: Article, *, first: bool = False) -> list[Annotation]:
        """The marks of an activity in an article, as they are or as they were when ``first`` compared.

        An empty list where nothing was marked. Raises ``MismatchError``, naming the line, where they are another's, and
        ``ValueError`` where there are more than anybody marks: than the text has characters.
        """
        name = f"{activity}.first.jsonl" if first else f"{activity}.jsonl"
        text = self.files.get(name, "")
        most = max(_FEW_MARKS, len(article.text))
        if text.count("\n") > most or len(text) > most * _LONG_MARK:
            raise ValueError(
                f"more marks than anybody makes in a text of {len(article.text):,} characters; none is read"
            )
        return list(parse_annotations(text.encode("utf-8", "surrogatepass"), name, article))


@dataclass(frozen=True, slots=True)
class HandIn:
    """A hand-in: whose it is, when it was made (UTC), by which kit, and what is in it, by the names of the lessons.

    ``class_name`` is what the learner gave as their class, empty where they gave none.
    """

    learner: Learner
    made: datetime
    kit: str
    lessons: Mapping[str, HandedIn]
    class_name: str = ""


def read_hand_in(source: str | Path | bytes, *, known: str = "") -> HandIn:
    """The hand-in in a file, or in its bytes: checked, and data alone.

    ``known`` is the SHA-256 of the bytes of one that was read before; with that, its own sum is not worked out again.

    Raises ``ValueError`` where it is none, was cut off or changed, is larger than ``LARGEST`` bytes, or was made by a
    newer kit, saying where and what to do; ``OSError`` where the file cannot be read.

    >>> read_hand_in(b"{}")
    Traceback (most recent call last):
    ValueError: this cannot be read as a hand-in: it does not say that it is one. 'Hand in' makes ...
    """
    where = "this" if isinstance(source, bytes) else Path(source).name
    try:
        data = source if isinstance(source, bytes) else read_regular(Path(source), LARGEST)
        return _hand_in(unsealed(_KIND, data, known=bool(known) and hashlib.sha256(data).hexdigest() == known))
    except ValueError as error:
        raise ValueError(printable(f"{where} cannot be read as a hand-in: {error}")) from None


def hand_in_text(*lessons: str, made: datetime | None = None) -> str:
    """A hand-in of whoever is signed in: of these lessons, or of all; what cannot be in one stays where it is.

    Raises ``OSError`` where the folder of answers cannot be read.
    """
    who, root = signed_in(), answer_folder()
    handed = begun(root / who.folder)
    given = {name: each for name, each in handed.items() if not lessons or name in lessons}
    class_name = noted(root / who.folder).class_name or ""
    return text_of_hand_in(who, given, made=made or datetime.now(UTC), class_name=class_name)


def text_of_hand_in(
    who: Learner, lessons: Mapping[str, Any], *, made: datetime, class_name: str = "", **more: Any
) -> str:
    """A hand-in of these lessons, each ``{"files": {name: text}, "progress": {"done": …, "steps": …} or None}``.

    ``more`` are fields beside those of the format.
    """
    given = {"class": class_name} if class_name else {}
    return seal(_KIND, {"learner": who._asdict(), **given, "lessons": lessons, **more}, made=made, indent=1)


def begun(home: Path) -> dict[str, dict[str, Any]]:
    """The lessons in a learner's folder in which something was answered, in order, as ``text_of_hand_in`` takes them.

    Raises ``OSError`` where the folder cannot be read.
    """
    return dict(sorted(_begun(home), key=lambda each: in_order(each[0])))


def _begun(home: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for folder in home.iterdir() if home.is_dir() else ():
        if not (folder.is_dir() and _is_name(folder.name, dots=True)):
            continue
        texts = {path.name: text for path in folder.iterdir() if (text := _text(path)) is not None}
        if lesson := lesson_of(texts):
            yield folder.name, lesson


def lesson_of(texts: Mapping[str, str]) -> dict[str, Any] | None:
    """A lesson as ``text_of_hand_in`` takes it, of the texts in its folder; ``None`` where nothing was answered.

    >>> lesson_of({"exit.json": "{}", "notes.txt": ""})
    {'files': {'exit.json': '{}'}, 'progress': None}
    """
    counted = _progress_of(texts.get(_COUNT, ""))
    files = {name: texts[name] for name in sorted(texts, key=in_order) if _is_file_name(name)}
    return {"files": files, "progress": counted and counted._asdict()} if files or (counted and counted.done) else None


def _text(path: Path) -> str | None:
    try:
        return read_file(path).decode("utf-8") if path.name.endswith(ENDINGS) else None
    except (ValueError, OSError):
        return None


def why(error: Exception) -> str:
    """Why a file is of no use, in a line of bounded length, whatever of the file the error quotes.

    >>> why(ValueError("no\\x1b " + "x" * 999))[:12], len(why(ValueError("x" * 999)))
    ('no\\\\u001b xxx', 301)
    """
    said = printable(str(error)[: _LONGEST_WHY + 1])
    return said if len(said) <= _LONGEST_WHY else f"{said[:_LONGEST_WHY]}…"


def _progress_of(text: str) -> Progress | None:
    try:
        return _progress(from_json(text))
    except ValueError:
        return None


def _hand_in(said: Mapping[str, Any]) -> HandIn:
    made, who, lessons = time_of(said), said.get("learner"), said.get("lessons")
    if not (isinstance(who, dict) and isinstance(who.get("name"), str) and isinstance(who.get("folder"), str)):
        raise ValueError("learner must have a name and a folder")
    if not isinstance(said.get("kit"), str):
        raise ValueError("kit must be the version of the kit that made it")
    class_name = "" if said.get("class") is None else checked_class(said["class"])
    read = {name: _handed_in(f"lessons, {name}", given) for name, given in _named("lessons", lessons, _is_lesson)}
    return HandIn(
        checked_learner(who["name"], who["folder"]), made, said["kit"], MappingProxyType(read), class_name,
    )  # fmt: skip


def _named(where: str, given: Any, fits: Callable[[str], bool]) -> Iterator[tuple[str, Any]]:
    """What stands under names, each of which can name a file and no other's."""
    if not isinstance(given, dict):
        raise ValueError(f"{where} must be an object of names")
    if len(given) > MOST:
        raise ValueError(f"{where} has {len(given):,} names, and {MOST} at most can be in a hand-in")
    for name, each in given.items():
        if not fits(name):
            raise ValueError(f"{where} has the name {name!r:.80}, which names no file of answers")
        yield name, each


def _handed_in(where: str, given: Any) -> HandedIn:
    if not isinstance(given, dict):
        raise ValueError(f"{where} must be an object of files and progress")
    files = dict(_named(f"{where}, files", given.get("files"), _is_file_name))
    if wrong := next((name for name, text in files.items() if not isinstance(text, str)), ""):
        raise ValueError(f"{where}, files, {wrong} must be text")
    answers, unread = {}, {}
    for name, text in files.items():
        if name.endswith(".json"):
            try:
                answers[name.removesuffix(".json")] = answer_of(text, most=MOST_TRIES)
            except ValueError as error:
                unread[name] = why(error)
    counted = None if given.get("progress") is None else _progress(given["progress"], where)
    return HandedIn(MappingProxyType(files), counted, MappingProxyType(answers), MappingProxyType(unread))


def _progress(given: Any, where: str = PROGRESS) -> Progress:
    said = given if isinstance(given, dict) else {}
    done, steps = (said[name] if type(said.get(name)) is int else -1 for name in Progress._fields)
    if not 0 <= done <= steps:
        raise ValueError(f"{where}: progress must be how many steps are done, of how many, not {given!r:.60}")
    return Progress(done, steps)


def _is_lesson(name: str) -> bool:
    return _is_name(name, dots=True)


def _is_file_name(name: str) -> bool:
    ending = next(filter(name.endswith, ENDINGS), "")
    return bool(ending) and name != _COUNT and _is_name(name.removesuffix(ending))


@lru_cache(1_000)  # for a class has a hundred names, a thousand times each
def _is_name(name: str, *, dots: bool = False) -> bool:
    try:
        return checked_file_name(name, dots=dots) == name
    except ValueError:
        return False
