"""What a class's folder has noted of collecting: where each hand-in came from, and what could not be read, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kit.activity.disk import alone
from kit.files import read_regular, write_atomic
from kit.jsonl import as_json, from_json

__all__ = ["Received", "Refused", "note", "received_rows", "refused_rows"]

RECEIVED, REFUSED = "received.jsonl", "refused.jsonl"
_NEEDED = ("sum", "where", "when", "name", "made")
_MOST = 200_000_000  # bytes


@dataclass(frozen=True, slots=True)
class Received:
    """A hand-in, by its ``sum``, and where it was found; ``when`` it was collected, as ISO 8601.

    What it says itself: the learner's ``name``, when it was ``made``, and its ``lessons``.
    ``hints`` are names and numbers that an LMS or a folder has put beside the file; ``late``, that it said so.
    ``content`` is the sum of what was answered, where the hand-in was made of a folder of answers.
    """

    sum: str
    where: str
    when: str
    name: str
    made: str
    lessons: tuple[str, ...]
    hints: tuple[str, ...] = ()
    late: bool = False
    content: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """What could not be read: ``where`` it was found, ``why``, and ``when``."""

    where: str
    why: str
    when: str


def received_rows(folder: Path) -> list[Received]:
    """Where hand-ins came from, in the order in which they were collected."""
    return [
        Received(
            each["sum"], each["where"], each["when"], each["name"], each["made"],
            _words(each, "lessons"), _words(each, "hints"),
            each.get("late") is True, "".join(_words(each, "content")),
        )
        for each in _rows(folder / RECEIVED, _NEEDED)
    ]  # fmt: skip


def _words(row: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """A list of words, or words, where a row has it."""
    given = row.get(name)
    return tuple(map(str, given)) if isinstance(given, list) else (given,) if isinstance(given, str) else ()


def refused_rows(folder: Path) -> list[Refused]:
    """What could not be read, and was not read well since."""
    return [Refused(row["where"], row["why"], row["when"]) for row in _rows(folder / REFUSED, ("where", "why", "when"))]


def note(folder: Path, received: Iterable[Received], refused: Iterable[Refused], seen: Iterable[str]) -> None:
    """Add to what is noted, each thing once; what was refused is forgotten where it was ``seen``, and read well."""
    with alone(folder):
        there = received_rows(folder)
        known = {(row.sum, row.where) for row in there}
        new = {(row.sum, row.where): row for row in received if (row.sum, row.where) not in known}
        if new:
            _write(folder / RECEIVED, [_received(row) for row in (*there, *new.values())])
        before = refused_rows(folder)
        well = set(seen)
        by_place = {row.where: row for row in before if row.where not in well}
        for row in refused:
            old = by_place.get(row.where)
            if old is None or old.why != row.why:
                by_place[row.where] = row
        if [*by_place.values()] != before:
            _write(folder / REFUSED, map(asdict, by_place.values()))


def _received(row: Received) -> dict[str, Any]:
    return {name: value for name, value in asdict(row).items() if value or name in _NEEDED}


def _rows(path: Path, needed: tuple[str, ...]) -> list[Mapping[str, Any]]:
    """The rows of a record; a line that is none, of somebody who has edited it, says nothing."""
    try:
        text = read_regular(path, _MOST).decode("utf-8", "replace")
    except FileNotFoundError:
        return []
    rows: list[Mapping[str, Any]] = []
    for line in filter(None, text.split("\n")):
        try:
            row = from_json(line)
        except ValueError:
            continue
        if isinstance(row, dict) and all(isinstance(row.get(name), str) for name in needed):
            rows.append(row)
    return rows


def _write(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    write_atomic(path, "".join(as_json(row) + "\n" for row in rows))
