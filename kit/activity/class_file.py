"""A class in one file, for its learners' lessons: how many answered what, and not who.

{
 "format": "media-literacy-kit class",
 "version": 1,
 "kit": "0.1.0",                           # the kit that made it
 "made": "2026-11-28T09:12:40Z",
 "class": "7B",
 "learners": 28,                           # who handed anything in
 "synthetic": false,                       # whether nobody of it exists
 "lessons": {
  "04-words-that-push": {
   "mark": {
    "kind": "mark",
    "text": "…",                           # sha256 of what was asked about: see asked_sum
    "answered": 26,
    "first": {"12": {"": 19, "loaded-word": 15, "fear": 4}},   # before the key was seen; item → label → learners
    "now": {}                              # as it was handed in last
   }
  }
 },
 "sha256": "…"                             # as in a hand-in
}

An item is, of marks, the number of a word or a block, and its label ``""`` counts who marked it, under whatever label;
of claims, the words of the claim; of a table of sources, the speaker as the key has them, with the label ``NAMED``; of
a question, ``""``, with the answers or numbers as labels. There are no names, no answers in learners' own words and no
times; and no activity that fewer than ``LEAST`` learners answered, for a group so small is a person or two.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from json import JSONDecodeError
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kit.activity.activity import Activity
from kit.activity.hand_in import MOST, canonical
from kit.activity.learners import answer_folder, checked_file_name
from kit.agreement.units import word_spans
from kit.annotation import Span
from kit.article import Article
from kit.files import read_regular
from kit.jsonl import as_json, from_json
from kit.segment.blocks import find_blocks
from kit.visible import printable, visible

__all__ = [
    "CLASS_FILE",
    "COUNTED",
    "FORMAT",
    "LARGEST",
    "LEAST",
    "NAMED",
    "VERSION",
    "ClassAnswers",
    "ClassFile",
    "Counts",
    "asked_sum",
    "class_file_path",
    "class_file_text",
    "read_class_file",
    "units",
]

CLASS_FILE = "class.kit.json"
FORMAT = "media-literacy-kit class"
VERSION = 1
LARGEST = 5_000_000  # bytes of one
LEAST = 5  # learners who answered an activity that is in it
NAMED = "named"  # how many named a speaker
COUNTED = ("mark", "choose", "estimate", "claims", "sources")  # kinds of activities that can be counted
_MOST_LEARNERS = 100_000
_MOST_ITEMS = 50_000
_LONGEST = 200  # characters of a class's name
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.A)
_AGAIN = "Ask for the file again"

Counts = Mapping[str, Mapping[str, int]]  # item → label → how many learners


@dataclass(frozen=True, slots=True)
class ClassAnswers:
    """What a class answered in one activity: how many learners did, and the counts at first and now."""

    kind: str
    text: str
    answered: int
    first: Counts
    now: Counts

    def fits(self, activity: Activity) -> bool:
        """Whether it is of this activity, as it is here: a lesson may have changed since."""
        return self.kind == activity.kind and self.text == asked_sum(activity)


@dataclass(frozen=True, slots=True)
class ClassFile:
    """A class without names: what it is called, how many learners, and their answers by lesson and activity."""

    name: str
    learners: int
    synthetic: bool
    made: datetime
    kit: str
    lessons: Mapping[str, Mapping[str, ClassAnswers]]


def class_file_path() -> Path:
    """Where the lessons look for a class file: in the working folder, beside the answers."""
    return answer_folder().parent / CLASS_FILE


def units(article: Article, unit: str) -> Sequence[Span]:
    """What marks are counted over: the words of an article, or its blocks, in order."""
    return find_blocks(article.text) if unit == "block" else word_spans(article)


def asked_sum(activity: Activity) -> str:
    """The sum of what an activity asks about: its text, and of a question its answers, or its measure.

    >>> from kit.activity.lesson_file import read_lesson
    >>> lesson = read_lesson("04-words-that-push")
    >>> asked_sum(lesson["mark"]) == asked_sum(lesson["practise"]), len(asked_sum(lesson["along"]))
    (False, 64)
    """
    if activity.kind in ("mark", "claims", "sources"):
        asked = activity.article.text
    else:
        asked = "\n".join([*activity.options, activity.measure, *map(str, activity.bounds)])
    return hashlib.sha256(asked.encode("utf-8", "surrogatepass")).hexdigest()


def class_file_text(given: ClassFile) -> str:
    """A class file, as ``read_class_file`` reads it; activities that fewer than ``LEAST`` answered are left out."""
    lessons = {
        lesson: {
            name: {
                "kind": each.kind,
                "text": each.text,
                "answered": each.answered,
                "first": {item: dict(counts) for item, counts in each.first.items()},
                "now": {item: dict(counts) for item, counts in each.now.items()},
            }
            for name, each in activities.items()
            if each.answered >= LEAST
        }
        for lesson, activities in given.lessons.items()
    }
    rest = {
        "format": FORMAT,
        "version": VERSION,
        "kit": given.kit,
        "made": given.made.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "class": given.name,
        "learners": given.learners,
        "synthetic": given.synthetic,
        "lessons": {lesson: activities for lesson, activities in lessons.items() if activities},
    }
    return as_json(rest | {"sha256": _sum(rest)}) + "\n"


def read_class_file(source: str | os.PathLike[str] | bytes) -> ClassFile:
    """The class in a file, or in its bytes: checked, and data alone.

    Raises ``ValueError`` where it is none, was cut off or changed, is larger than ``LARGEST`` bytes, or was made by a
    newer kit, saying where and what to do; ``OSError`` where the file cannot be read.

    >>> read_class_file(b"{}")
    Traceback (most recent call last):
    ValueError: this cannot be read as a class file: it does not say that it is one. ...
    """
    where = "this" if isinstance(source, bytes) else Path(source).name
    try:
        return _class_file(_checked(source if isinstance(source, bytes) else read_regular(Path(source), LARGEST)))
    except ValueError as error:
        raise ValueError(printable(f"{where} cannot be read as a class file: {error}")) from None


def _checked(data: bytes) -> dict[str, Any]:
    """What the bytes say, with format, version and sum as they should be."""
    if len(data) > LARGEST:
        raise ValueError(f"larger than {LARGEST / 1e6:g} MB, and no class is")
    try:
        said = from_json(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, JSONDecodeError):  # which speak to programmers
        raise ValueError(f"it is another kind of file, or it may have been cut off on its way. {_AGAIN}") from None
    except ValueError as error:
        raise ValueError(f"{error}; it may have been cut off on its way. {_AGAIN}") from None
    if not isinstance(said, dict) or said.get("format") != FORMAT:
        raise ValueError(
            f"it does not say that it is one. A teacher's 'kit class file' makes {CLASS_FILE}: ask for that"
        )
    if type(number := said.get("version")) is not int or number < 1:
        raise ValueError(f"version {number!r:.40} is none; this kit reads version {VERSION}. {_AGAIN}")
    if number > VERSION:
        raise ValueError(
            f"it was made by a newer kit, {said.get('kit')!r:.40}, in version {number}, and this kit, "
            f"{version('media-literacy-kit')}, reads version {VERSION}. Install the newer kit to read it"
        )
    if said.get("sha256") != _sum({name: given for name, given in said.items() if name != "sha256"}):
        raise ValueError(f"its sum is another: it was changed since it was made, or damaged on its way. {_AGAIN}")
    return said


def _class_file(said: Mapping[str, Any]) -> ClassFile:
    made, name, synthetic = said.get("made"), said.get("class"), said.get("synthetic")
    if not (isinstance(made, str) and _TIME.fullmatch(made)):
        raise ValueError(f"made must be a time such as 2026-11-28T09:12:40Z, not {made!r:.60}")
    if not (isinstance(name, str) and 0 < len(name.strip()) <= _LONGEST):
        raise ValueError(f"class must be a name of {_LONGEST} characters at most, not {name!r:.60}")
    if not isinstance(said.get("kit"), str):
        raise ValueError("kit must be the version of the kit that made it")
    if type(synthetic) is not bool:
        raise ValueError("synthetic must be true or false")
    learners = _count("learners", said.get("learners"), _MOST_LEARNERS)
    lessons = {
        lesson: MappingProxyType(
            {
                activity: _answers(f"lessons, {lesson}, {activity}", given, learners)
                for activity, given in _named(f"lessons, {lesson}", activities)
            }
        )
        for lesson, activities in _named("lessons", said.get("lessons"), dots=True)
    }
    at = datetime.fromisoformat(made)
    return ClassFile(visible(name), learners, synthetic, at, said["kit"], MappingProxyType(lessons))


def _named(where: str, given: Any, *, dots: bool = False) -> Iterator[tuple[str, Any]]:
    """What stands under the names of lessons, or of activities."""
    if not isinstance(given, dict):
        raise ValueError(f"{where} must be an object of names")
    if len(given) > MOST:
        raise ValueError(f"{where} has {len(given):,} names, and {MOST} at most can be in a class file")
    for name, each in given.items():
        try:
            yield checked_file_name(name, dots=dots), each
        except ValueError:
            raise ValueError(f"{where} has the name {name!r:.80}, which names no lesson or activity") from None


def _answers(where: str, given: Any, learners: int) -> ClassAnswers:
    said = given if isinstance(given, dict) else {}
    kind, text = said.get("kind"), said.get("text")
    if kind not in COUNTED or not isinstance(text, str):
        raise ValueError(f"{where} must have a text and a kind, one of: {', '.join(COUNTED)}")
    answered = _count(f"{where}, answered", said.get("answered"), learners)
    if answered < LEAST:
        raise ValueError(f"{where} is of {answered} learners, and of fewer than {LEAST} nothing is told")
    first, now = (_counts(f"{where}, {name}", said.get(name), answered) for name in ("first", "now"))
    return ClassAnswers(kind, text, answered, first, now)


def _counts(where: str, given: Any, most: int) -> Counts:
    if not (isinstance(given, dict) and all(isinstance(each, dict) for each in given.values())):
        raise ValueError(f"{where} must say of each item how many chose which label")
    if (items := sum(map(len, given.values()))) > _MOST_ITEMS:
        raise ValueError(f"{where} has {items:,} counts, and {_MOST_ITEMS:,} at most can be in a class file")
    for item, counts in given.items():
        for label, count in counts.items():
            _count(f"{where}, {item:.40}, {label:.40}", count, most)
    return MappingProxyType({item: MappingProxyType(counts) for item, counts in given.items()})


def _count(where: str, given: Any, most: int) -> int:
    if type(given) is not int or not 1 <= given <= most:
        raise ValueError(f"{where} must be a number of learners, 1 to {most:,}, not {given!r:.40}")
    return given


def _sum(rest: Mapping[str, Any]) -> str:
    return hashlib.sha256(canonical(rest).encode("utf-8")).hexdigest()
