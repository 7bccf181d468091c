"""How points are counted in a class: by the kit's ``weights.toml``, or by one in the class's folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from math import isfinite
from pathlib import Path
from typing import Any, Literal

from kit.classroom.folder import Classroom
from kit.files import parse_toml, read_regular

__all__ = ["Tries", "Weights", "read_weights"]

WEIGHTS = "weights.toml"
Tries = Literal["first", "last", "best"]
TRIES: tuple[Tries, ...] = ("first", "last", "best")
MOST = 10_000
_LARGEST = 100_000  # bytes of the file


@dataclass(frozen=True, slots=True)
class Weights:
    """How points are counted in a lesson: which of the ``tries``, ``out_of`` how many (0: none), and for what."""

    tries: Tries = "first"
    out_of: float = 100
    completion: float = 5
    reasons: float = 3
    items: float = 2


_FIELDS = tuple(field.name for field in fields(Weights))


def read_weights(classroom: Classroom | None = None) -> Mapping[str, Weights]:
    """The weights by the names of lessons, and under the empty name those of all others.

    Raises ``ValueError``, naming the key and what would be valid, where the class's file is wrong; ``OSError`` where it
    cannot be read.

    >>> read_weights()[""].completion
    5
    """
    weights, lessons = Weights(), dict[str, dict[str, Any]]()
    paths = [Path(__file__).with_name(WEIGHTS)]
    if classroom is not None and (path := classroom.folder / WEIGHTS).exists():
        paths.append(path)
    for path in paths:
        try:
            weights = _all_others(parse_toml(read_regular(path, _LARGEST)), weights, lessons)
        except ValueError as error:
            raise ValueError(f"{path.name}: {error}") from error
    return {"": weights} | {name: replace(weights, **said) for name, said in lessons.items()}


def _all_others(said: dict[str, Any], weights: Weights, lessons: dict[str, dict[str, Any]]) -> Weights:
    """What a file says of all lessons; what it says of one is added to ``lessons``."""
    tables = said.pop("lesson", {})
    if not isinstance(tables, dict):
        raise ValueError('lesson must be tables with a name each, [lesson."04-words-that-push"]')
    weights = _changed(weights, said, "")
    for name, table in tables.items():
        _changed(weights, table, f'[lesson."{name}"]: ')
        lessons[name] = lessons.get(name, {}) | table
    return weights


def _changed(weights: Weights, said: Any, where: str) -> Weights:
    if not isinstance(said, dict):
        raise ValueError(f"{where}must be a table with one of: {', '.join(_FIELDS)}")
    for name, value in said.items():
        if name not in _FIELDS:
            raise ValueError(f"{where}{name!r:.60} is not known; known are {', '.join(_FIELDS)}, and tables [lesson.…]")
        if name == "tries" and value not in TRIES:
            raise ValueError(f"{where}tries {value!r:.60} is not known; it is one of: {', '.join(TRIES)}")
        if name != "tries" and not (type(value) in (int, float) and 0 <= value <= MOST and isfinite(value)):
            raise ValueError(f"{where}{name} must be a number from 0 to {MOST:,}, not {value!r:.60}")
    changed = replace(weights, **said)
    if not changed.completion + changed.reasons + changed.items:
        raise ValueError(f"{where}completion, reasons and items are all 0; one of them must be more")
    return changed
