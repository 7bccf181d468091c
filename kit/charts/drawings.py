"""What charts draw, as plain data: no picture yet, and nothing that a picture has not.

Bars in columns and dots with intervals are an ``Outline`` of ``kit.charts.outline``, which goes to a page as JSON; the
others are here. Words are whole: whoever draws them cuts them to the room there is. A look is a name in
``kit.charts.looks.LOOKS``.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor
from typing import NamedTuple

from kit.charts.outline import Outline, round_step

__all__ = [
    "Column",
    "Columns",
    "Drawing",
    "Legend",
    "Line",
    "Panel",
    "Point",
    "PointRow",
    "Points",
    "Scale",
    "Slopes",
    "Stretch",
    "Strip",
    "Strips",
    "scale",
]

Legend = tuple[tuple[str, str], ...]  # a look, and what it means


class Scale(NamedTuple):
    """An axis: where it begins and ends, its ticks with what to write there, and what is counted."""

    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]
    unit: str


def scale(high: float, unit: str, *, low: float = 0, whole: bool = True) -> Scale:
    """A scale to that end, with seven round ticks in it at most; on a ``whole`` one they are whole numbers.

    >>> scale(880, "words").ticks
    ((0, '0'), (200, '200'), (400, '400'), (600, '600'), (800, '800'))
    """
    step = round_step(max((high - low) / 6, 1e-6))  # of nothing there is no scale
    step = max(step, 1.0) if whole else step
    marks = [round(step * i, 10) for i in range(ceil(low / step), floor(high / step) + 1)]
    return Scale(low, high, tuple((int(tick) if tick == int(tick) else tick, f"{tick:,g}") for tick in marks), unit)


class Stretch(NamedTuple):
    """A part of a strip: where it starts, how long it is, and what stands in it where there is room, or briefly."""

    start: float
    length: float
    look: str
    words: str = ""
    short: str = ""


class Strip(NamedTuple):
    """A row: its label, a quieter word under it, its parts from left to right, and its bar in a column beside."""

    label: str
    note: str
    parts: tuple[Stretch, ...]
    total: int = 0


@dataclass(frozen=True, slots=True)
class Strips:
    """Rows on one scale, each cut into parts; with ``totals`` a bar for each stands beside.

    With ``strokes`` a part is a stroke at its start, which has no length. Labels of charts ``beside`` it have room
    here, too, so that a word is as long in each.
    """

    rows: tuple[Strip, ...]
    scale: Scale
    legend: Legend = ()
    strokes: bool = False
    heading: str = ""
    totals: Scale | None = None
    totals_heading: str = ""
    beside: tuple[str, ...] = ()


class Column(NamedTuple):
    """A bar that stands: its label below, its parts from below (a look, how much), and what is written above it."""

    label: str
    parts: tuple[tuple[str, float], ...]
    words: tuple[str, ...]


class Panel(NamedTuple):
    """Bars that stand side by side under one heading."""

    heading: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """Panels of bars that stand, all on one scale from zero."""

    panels: tuple[Panel, ...]
    scale: Scale
    legend: Legend


class Point(NamedTuple):
    """A figure as a dot, and what is written beside it."""

    value: float
    look: str
    words: str = ""


class PointRow(NamedTuple):
    """A row of dots, on a line from the least to the greatest; those at one place stand one above the other."""

    label: str
    note: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Points:
    """Rows of dots on one scale; with ``band`` all of it lies on a ground from the least to the greatest."""

    rows: tuple[PointRow, ...]
    scale: Scale
    legend: Legend = ()
    band: tuple[float, float] | None = None


class Line(NamedTuple):
    """A line from one figure to another: its label, the two, and what is written beside each."""

    label: str
    values: tuple[float, float]
    words: tuple[str, str]
    look: str


@dataclass(frozen=True, slots=True)
class Slopes:
    """Lines between two places that have names, on one scale from zero."""

    ends: tuple[str, str]
    lines: tuple[Line, ...]
    scale: Scale


Drawing = Outline | Strips | Columns | Points | Slopes
