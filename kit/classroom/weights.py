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
    """How points are counted in a lesson: which of the ``tries``, ``out_of`` how many, and what for, by weight."""

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
    own = Path(__file__).with_name(WEIGHTS)
    found = _rules(own, {"": Weights()})
    if classroom is not None and (path := classroom.folder / WEIGHTS).exists():
        found = _rules(path, found)
    return found


def _rules(path: Path, before: Mapping[str, Weights]) -> dict[str, Weights]:
    try:
        said = parse_toml(read_regular(path, _LARGEST))
        lessons = said.pop("lesson", {})
        if not isinstance(lessons, dict):
            raise ValueError('lesson must be tables with a name each, [lesson."04-words-that-push"]')
        all_others = _changed(before[""], said, "")
        return {"": all_others} | {
            name: _changed(all_others, table, f'[lesson."{name}"]: ') for name, table in lessons.items()
        }
    except ValueError as error:
        raise ValueError(f"{path.name}: {error}") from error


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
    if not changed.out_of:
        raise ValueError(f"{where}out_of must be more than 0")
    if not changed.completion + changed.reasons + changed.items:
        raise ValueError(f"{where}completion, reasons and items are all 0; one of them must be more")
    return changed
