"""What is noted of hand-ins beside answers: the class, asked for once, and what was handed in of each lesson.

<working folder>/answers/class.txt                the class that the folder was handed out with, which is offered
<working folder>/answers/<learner>/hand-in.json   {"class": "7B", "lessons": {"01-x": {"at": …, "sha256": …}}}

No hand-in has it, and without it nothing is lost but that it is asked again. ``at`` is when the lesson was handed in,
``sha256`` that of the canonical text of its files then. ``hand_in.js`` of lesson mode reads and writes the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from kit.activity.canonical import sum_of
from kit.activity.disk import read_file
from kit.activity.learners import Learner, readable
from kit.files import write_atomic
from kit.jsonl import as_json, from_json
from kit.visible import joined

__all__ = [
    "NOTED",
    "OFFERED",
    "Handed",
    "Noted",
    "checked_class",
    "file_name_of",
    "note",
    "noted",
    "offer_class",
    "sum_of_files",
]

LONGEST = 40  # characters of a class's name
NOTED = "hand-in.json"  # in a learner's folder
OFFERED = "class.txt"  # among the answers


class Handed(NamedTuple):
    """When a lesson was handed in (ISO 8601, UTC), and the sum of its files then."""

    at: str
    sha256: str


class Noted(NamedTuple):
    """The learner's class, ``None`` where it was not asked for, and by their names the lessons that were handed in."""

    class_name: str | None
    lessons: Mapping[str, Handed]


def checked_class(name: Any) -> str:
    """The name of a class, without space around it; raises ``ValueError`` where it is none.

    >>> checked_class(" 7B ")
    '7B'
    """
    clean = joined(name.strip()) if isinstance(name, str) else ""
    acts = any(unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp") for sign in clean)
    if not readable(clean) or acts or len(clean) > LONGEST:
        raise ValueError(f"class must be a name of {LONGEST} characters at most, such as '7B', not {name!r:.60}")
    return clean


def file_name_of(who: Learner, lessons: Iterable[str], class_name: str = "") -> str:
    """The name of the file of a hand-in of these lessons: the class, where there is one, whose it is, which lesson.

    >>> file_name_of(Learner("Ana Ruiz", "ana ruiz"), ["01-article-or-furniture"], "7B")
    '7B-ana-ruiz-01-article-or-furniture.kit.json'
    """
    names = list(lessons)
    parts = [class_name, who.folder, names[0] if len(names) == 1 else "all"]
    plain = (re.sub("-+", "-", "".join(map(_in_file_name, part))).strip("-") for part in parts[:2])
    return "-".join(filter(None, [*plain, parts[2]])) + ".kit.json"


def _in_file_name(sign: str) -> str:
    return sign if unicodedata.category(sign)[0] in "LMN" or sign == "_" else "-"


def sum_of_files(files: Mapping[str, str]) -> str:
    """What tells whether a lesson's files are those that were handed in."""
    return sum_of(dict(files))


def noted(home: Path) -> Noted:
    """What is noted in a learner's folder; nothing of what is damaged."""
    try:
        said = from_json(read_file(home / NOTED).decode("utf-8"))
        class_name, lessons = said.get("class"), said.get("lessons", {})
        read = {str(name): Handed(str(each["at"]), str(each["sha256"])) for name, each in lessons.items()}
        return Noted(class_name if class_name in (None, "") else checked_class(class_name), read)
    except (ValueError, OSError, AttributeError, TypeError, KeyError):
        return Noted(None, {})


def note(home: Path, *, class_name: str | None = None, lessons: Mapping[str, Mapping[str, str]] | None = None) -> None:
    """Note a learner's class, or that lessons were handed in, each ``{"at": …, "sha256": …}``; the rest stays.

    Raises ``OSError`` where the disk refuses.
    """
    before = noted(home)
    now = before.class_name if class_name is None else class_name
    handed = {name: each._asdict() for name, each in before.lessons.items()}
    said = ({} if now is None else {"class": now}) | {"lessons": handed | dict(lessons or {})}
    write_atomic(home / NOTED, as_json(said) + "\n")


def offer_class(root: Path, name: str) -> None:
    """Note the class that a folder of answers is handed out with; raises as ``checked_class`` does, or ``OSError``."""
    write_atomic(root / OFFERED, checked_class(name) + "\n")
