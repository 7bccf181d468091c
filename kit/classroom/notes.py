"""A teacher's own: stars ("talk about this one"), notes to learners, and points in place of those counted.

They stand in ``notes.jsonl`` of the class's folder, one a line, the newest of each kind and place:

{"what": "star", "lesson": "04-words-that-push", "activity": "exit", "learner": "blue heron", "on": true, "at": "…"}
{"what": "note", "learner": "blue heron", "lesson": "04-words-that-push", "activity": "", "text": "…", "at": "…"}
{"what": "points", "learner": "blue heron", "lesson": "04-words-that-push", "points": 8, "text": "…", "at": "…"}

A learner is named by ``Member.key``. Collecting leaves this file alone. What is changed in two
windows is kept from both; of one place the last change stands. A line that cannot be read stays where it is.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from math import isfinite
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from kit.activity.answer import clock
from kit.activity.disk import alone, read_file
from kit.classroom.folder import Classroom
from kit.files import write_atomic
from kit.jsonl import as_json, from_json
from kit.visible import printable

__all__ = ["Notes", "Points", "Star", "Starred", "read_notes", "with_note", "with_points", "with_star"]

Starred = Collection[tuple[str, str, str]]  # learners' answers to talk about: keys of learners, lessons, activities
NOTES = "notes.jsonl"
LONGEST = 10_000  # characters of a note
MOST_POINTS = 10_000


class Star(NamedTuple):
    """What is starred: a ``learner``'s answer to an activity."""

    lesson: str
    activity: str
    learner: str


class Points(NamedTuple):
    """Points for a lesson in place of those counted, with the teacher's reason."""

    points: float
    text: str = ""


@dataclass(frozen=True, slots=True)
class Notes:
    """What a teacher has noted of a class.

    ``notes`` are by learner, lesson and activity, the last empty where a note is on the whole lesson; ``points`` by
    learner and lesson. ``trouble`` says of lines that cannot be read why.
    """

    stars: frozenset[Star] = frozenset()
    notes: Mapping[tuple[str, str, str], str] = field(default_factory=dict)
    points: Mapping[tuple[str, str], Points] = field(default_factory=dict)
    trouble: tuple[str, ...] = ()

    @property
    def starred(self) -> Starred:
        """The learners' answers that have a star."""
        return [(star.learner, star.lesson, star.activity) for star in self.stars if star.learner]

    def note(self, learner: str, lesson: str, activity: str = "") -> str:
        """The note to a learner, or nothing."""
        return self.notes.get((learner, lesson, activity), "")


def read_notes(classroom: Classroom) -> Notes:
    """What the teacher has noted of a class; raises ``OSError`` where the file cannot be read.

    >>> read_notes(Classroom("7B", Path("no-such-folder"))).stars
    frozenset()
    """
    lines, trouble = _lines(_path(classroom))
    return _notes(lines, trouble)


def with_star(classroom: Classroom, lesson: str, activity: str, *, learner: str, on: bool = True) -> Notes:
    """Star a learner's answer, or take the star back; what is noted then. ``OSError`` as when writing."""
    return _with(classroom, {"what": "star", "lesson": lesson, "activity": activity, "learner": learner, "on": on})


def with_note(classroom: Classroom, learner: str, lesson: str, text: str, *, activity: str = "") -> Notes:
    """Write a learner a note, on a lesson or an activity of it, in place of the one before; an empty text removes it.

    Raises ``ValueError`` where it is longer than ``LONGEST`` characters, ``OSError`` where the disk refuses.
    """
    return _with(
        classroom, {"what": "note", "learner": learner, "lesson": lesson, "activity": activity, "text": text.strip()}
    )


def with_points(classroom: Classroom, learner: str, lesson: str, points: float | None, text: str = "") -> Notes:
    """Give a learner points for a lesson, whatever is counted, and say why; ``None`` goes back to what is counted.

    Raises ``ValueError`` where they are no number from 0 up, ``OSError`` where the disk refuses.
    """
    return _with(
        classroom, {"what": "points", "learner": learner, "lesson": lesson, "points": points, "text": text.strip()}
    )


def _path(classroom: Classroom) -> Path:
    return classroom.folder / NOTES


_Key = tuple[Any, ...]
_Lines = dict[_Key | int, bytes]  # as they stand in the file: by what they are about, and by number those unread


def _with(classroom: Classroom, change: Mapping[str, Any]) -> Notes:
    """Write a change beside what others have written meanwhile, and say what is noted then."""
    said = _checked({**change, "at": clock()})
    path = _path(classroom)
    with alone(classroom.folder):
        lines, trouble = _lines(path)
        lines.pop(_key(said), None)
        lines[_key(said)] = as_json(said).encode("utf-8")
        write_atomic(path, b"".join(line + b"\n" for line in lines.values()))
    return _notes(lines, trouble)


def _lines(path: Path) -> tuple[_Lines, list[str]]:
    """The lines of the file, the last of each place, and what is wrong with others."""
    try:
        data = read_file(path).removeprefix(b"\xef\xbb\xbf")
    except FileNotFoundError:
        return {}, []
    except ValueError as error:  # something else than a file
        raise OSError(f"{path.name} cannot be read: it is {error}. Move it away") from error
    lines: _Lines = {}
    trouble = []
    for number, line in enumerate(data.split(b"\n"), 1):
        line = line.rstrip(b"\r")
        if not line.strip():
            continue
        try:
            key: _Key | int = _key(_checked(from_json(line.decode("utf-8"))))
            lines.pop(key, None)
        except ValueError as error:
            key = number
            trouble.append(printable(f"{path.name}:{number} cannot be read, and is left as it is: {error}"))
        lines[key] = line
    return lines, trouble


def _notes(lines: _Lines, trouble: list[str]) -> Notes:
    stars, notes, points = set[Star](), dict[tuple[str, str, str], str](), dict[tuple[str, str], Points]()
    for key, line in lines.items():
        if isinstance(key, int):
            continue
        said = from_json(line.decode("utf-8"))
        what, *about = key
        if what == "star" and said["on"]:
            stars.add(Star(*about))
        elif what == "note" and said["text"]:
            notes[said["learner"], said["lesson"], said["activity"]] = said["text"]
        elif what == "points" and said["points"] is not None:
            points[said["learner"], said["lesson"]] = Points(said["points"], said["text"])
    return Notes(frozenset(stars), MappingProxyType(notes), MappingProxyType(points), tuple(trouble))


def _key(said: Mapping[str, Any]) -> _Key:
    """What a line is about: of lines about one thing the last stands."""
    if said["what"] == "star":
        return ("star", *Star(said["lesson"], said["activity"], said["learner"]))
    return said["what"], said["learner"], said["lesson"], said.get("activity", "")


_TEXT: tuple[Callable[[Any], bool], str] = (lambda value: isinstance(value, str), "text")
_SHORT: tuple[Callable[[Any], bool], str] = (
    lambda value: isinstance(value, str) and len(value) <= LONGEST,
    f"text of {LONGEST:,} characters at most",
)
_FIELDS: dict[str, dict[str, tuple[Callable[[Any], bool], str]]] = {
    "star": {
        "lesson": _TEXT,
        "activity": _TEXT,
        "learner": _TEXT,
        "on": (lambda value: isinstance(value, bool), "true or false"),
    },
    "note": {"learner": _TEXT, "lesson": _TEXT, "activity": _TEXT, "text": _SHORT},
    "points": {
        "learner": _TEXT,
        "lesson": _TEXT,
        "points": (lambda value: value is None or _is_points(value), f"a number from 0 to {MOST_POINTS:,}, or null"),
        "text": _SHORT,
    },
}


def _is_points(value: Any) -> bool:
    return type(value) in (int, float) and 0 <= value <= MOST_POINTS and isfinite(value)


def _checked(said: Any) -> dict[str, Any]:
    """A line that says what it has to; raises ``ValueError`` where it does not."""
    what = said.get("what") if isinstance(said, dict) else None
    if not isinstance(said, dict) or not isinstance(what, str) or what not in _FIELDS:
        raise ValueError(f"a line says what it is, one of: {', '.join(_FIELDS)}")
    for name, (fits, wanted) in _FIELDS[what].items():
        if name not in said or not fits(said[name]):
            raise ValueError(f"{name} must be {wanted}, not {said.get(name)!r:.60}")
    return said
