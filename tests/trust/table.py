"""What was tried and what came of it, as rows, and as a table for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from typing import NamedTuple

__all__ = ["Row", "row", "table"]

_TRIED, _TIMES, _CAME = 44, 7, 37  # characters; with spaces between them, and the verdict, fewer than 100
_MOST = 5  # failures of one row that are printed


class Row(NamedTuple):
    """One thing that was tried so many ``times``, what ``came`` of it, and each input that ``failed``.

    ``ok`` is None where it could not be tried here; ``came`` then says why.
    """

    tried: str
    times: int
    came: str
    ok: bool | None
    failed: tuple[str, ...] = ()


def row(tried: str, times: int, failed: Iterable[str], good: str, bad: str) -> Row:
    """A row that is well where nothing failed and anything was tried; ``bad`` says of what so many are."""
    found = tuple(failed)
    return Row(tried, times, f"{len(found):,} {bad}" if found else good, bool(times) and not found, found)


def table(part: str, rows: Iterable[Row]) -> str:
    """The rows of one part as lines of a table under its name, and below each what failed in it."""
    lines = [part.upper()]
    for each in rows:
        verdict = {True: "ok", False: "FAILED", None: "-"}[each.ok]
        tried, came = textwrap.wrap(each.tried, _TRIED), textwrap.wrap(each.came, _CAME)
        for number in range(max(len(tried), len(came))):
            left, right = (cell[number] if number < len(cell) else "" for cell in (tried, came))
            first = number == 0
            times = f"{each.times:,}" if first else ""
            lines.append(f"{left:{_TRIED}}{times:>{_TIMES}}  {right:{_CAME}}  {verdict if first else ''}".rstrip())
        for failure in each.failed[:_MOST]:
            lines += textwrap.wrap(failure, 96, initial_indent="  ! ", subsequent_indent="    ")
        if len(each.failed) > _MOST:
            lines.append(f"  ! and {len(each.failed) - _MOST:,} more")
    return "\n".join(lines)
