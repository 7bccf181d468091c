"""What every file of the kit's that travels has about it: what it is, in which version, by which kit, and its sum."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from json import JSONDecodeError
from typing import Any, NamedTuple

from kit.activity.canonical import sum_of
from kit.jsonl import as_json, from_json

__all__ = ["TIME", "Seal", "own_version", "seal", "time_of", "unsealed"]

_AGAIN = "Ask for the file again"
_TIME = "%Y-%m-%dT%H:%M:%SZ"
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.A)


class Seal(NamedTuple):
    """A kind of file: its ``format`` and ``version``, how many bytes are the most, and what is said of other files.

    ``larger`` follows how large one is at most, ``none`` what makes it one.
    """

    format: str
    version: int
    largest: int
    larger: str
    none: str


@cache
def own_version() -> str:
    """The version of this kit."""
    from importlib.metadata import version  # which loads much that little else of the kit needs

    return version("media-literacy-kit")


def seal(kind: Seal, said: Mapping[str, Any], *, made: datetime, kit: str = "", indent: int | None = None) -> str:
    """The text of a file that says this; raises ``ValueError`` where it has no canonical text."""
    head = {
        "format": kind.format, "version": kind.version, "kit": kit or own_version(),
        "made": made.astimezone(UTC).strftime(_TIME),
    }  # fmt: skip
    rest = head | dict(said)
    return as_json(rest | {"sha256": sum_of(rest)}, indent=indent) + "\n"


def unsealed(kind: Seal, data: bytes, *, known: bool = False) -> dict[str, Any]:
    """What the bytes of a file say, with format, version and sum as they should be; where ``known``, without the sum.

    Raises ``ValueError``, with what to do, where it is no such file, is too large, was cut off or changed, or was made
    by a newer kit.
    """
    if len(data) > kind.largest:
        raise ValueError(f"larger than {kind.largest / 1e6:g} MB{kind.larger}")
    try:
        said = from_json(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, JSONDecodeError):  # which speak to programmers
        raise ValueError(f"it is another kind of file, or it may have been cut off on its way. {_AGAIN}") from None
    except ValueError as error:
        raise ValueError(f"{error}; it may have been cut off on its way. {_AGAIN}") from None
    if not isinstance(said, dict) or said.get("format") != kind.format:
        raise ValueError(f"it does not say that it is one. {kind.none}")
    if type(number := said.get("version")) is not int or number < 1:
        raise ValueError(f"version {number!r:.40} is none; this kit reads version {kind.version}. {_AGAIN}")
    if number > kind.version:
        raise ValueError(
            f"it was made by a newer kit, {said.get('kit')!r:.40}, in version {number}, and this kit, "
            f"{own_version()}, reads version {kind.version}. Install the newer kit to read it"
        )
    if not known and said.get("sha256") != sum_of({name: given for name, given in said.items() if name != "sha256"}):
        raise ValueError(f"its sum is another: it was changed since it was made, or damaged on its way. {_AGAIN}")
    return said


def time_of(said: Mapping[str, Any]) -> datetime:
    """When it was made (UTC); raises ``ValueError`` where it does not say that.

    >>> time_of({"made": "2026-11-28T09:12:40Z"}).hour
    9
    """
    made = said.get("made")
    if not (isinstance(made, str) and TIME.fullmatch(made)):
        raise ValueError(f"made must be a time such as 2026-11-28T09:12:40Z, not {made!r:.60}")
    return datetime.fromisoformat(made)
