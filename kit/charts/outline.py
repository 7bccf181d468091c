"""Outlines: bars in columns and dots with intervals, with what they say, as plain data that goes to a page as JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from math import ceil, floor, isfinite, log10
from typing import Any, Literal, NamedTuple

__all__ = ["Cell", "Outline", "round_step", "ticks"]


class Cell(NamedTuple):
    """A figure, what to write beside it, and the bounds of its interval; without a value there is nothing to draw."""

    value: float | None
    text: str
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Outline:
    """A chart before it is drawn.

    ``form`` "bars" has a column of bars for each voice in ``columns``, all on one scale from zero; "dots" has one
    column, of dots with their intervals. ``rows`` are labels with a cell for each column. ``title`` says what was
    found, ``caption`` what that does not show; ``alt`` and ``table`` say all of it in words and numbers. A figure that
    is not finite is none: it has no place on a scale, and JSON cannot say it.
    """

    form: Literal["bars", "dots"]
    title: str
    alt: str
    caption: str
    table: tuple[tuple[str, ...], ...]
    unit: str
    columns: tuple[tuple[str, str], ...]  # the name of a look, and a heading
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]
    ticks: tuple[float, ...]

    def __post_init__(self) -> None:
        rows = tuple((name, tuple(map(_finite, cells))) for name, cells in self.rows)
        object.__setattr__(self, "rows", rows)

    def as_data(self) -> dict[str, Any]:
        """The same as dictionaries, lists and numbers alone, to be sent to a page."""
        return asdict(self)


def _finite(cell: Cell) -> Cell:
    value, low, high = (end if end is not None and isfinite(end) else None for end in (cell.value, cell.low, cell.high))
    return Cell(value, cell.text, low, high)


def ticks(cells: tuple[Cell, ...]) -> tuple[float, ...]:
    """Round numbers from zero to beyond the highest figure or bound, or from below the lowest where that is negative.

    >>> ticks((Cell(13, ""), Cell(2, "")))
    (0.0, 5.0, 10.0, 15.0)
    """
    ends = [end for cell in cells for end in (cell.value, cell.low, cell.high) if end is not None and isfinite(end)]
    low, high = min([0.0, *ends]), max([0.0, *ends])
    high = high if high - low > 1e-6 else 1.0  # else there would be no scale
    step = round_step((high - low) / 4)
    return tuple(round(step * n, 10) for n in range(floor(low / step), ceil(high / step) + 1))


def round_step(least: float) -> float:
    """A round number, 1, 2 or 5 times a power of ten, from tick to tick: the smallest that is not below ``least``.

    >>> round_step(0.3), round_step(147)
    (0.5, 200.0)
    """
    unit = 10.0 ** floor(log10(least))
    return next(unit * factor for factor in (1, 2, 5, 10) if unit * factor >= least)
