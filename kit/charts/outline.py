"""Outlines: what a chart draws and says, as plain data that matplotlib or a page can draw."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from math import ceil, floor, isfinite, log10
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from kit.charts.chart import ARTICLE, Chart, canvas, label
from kit.charts.looks import LOOKS

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["Cell", "Outline", "chart_of", "ticks"]


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
    rough = (high - low) / 4
    unit = 10.0 ** floor(log10(rough))
    step = next(unit * factor for factor in (1, 2, 5, 10) if unit * factor >= rough)
    return tuple(round(step * n, 10) for n in range(floor(low / step), ceil(high / step) + 1))


def chart_of(outline: Outline) -> Chart:
    """The chart of an outline, drawn by matplotlib."""
    draw = _draw_bars if outline.form == "bars" else _draw_dots
    return Chart(draw(outline), outline.alt, outline.table, outline.caption)


def _draw_bars(outline: Outline) -> Figure:
    figure = canvas(outline.title, 1.1 + 0.27 * len(outline.rows))
    columns = figure.subplots(1, len(outline.columns), sharey=True, sharex=True, squeeze=False)[0]
    at = range(len(outline.rows))
    for i, (axes, (voice, heading)) in enumerate(zip(columns, outline.columns, strict=True)):
        cells = [row[i] for _, row in outline.rows]
        drawn = [(row, cell.value) for row, cell in zip(at, cells, strict=True) if cell.value is not None]
        axes.barh([row for row, _ in drawn], [value for _, value in drawn], height=0.68, **LOOKS[voice].patch)
        for row, cell in zip(at, cells, strict=True):
            beside: dict[str, Any] = {"xytext": (4, 0), "textcoords": "offset points", "va": "center", "fontsize": 9}
            axes.annotate(label(cell.text), (cell.value or 0, row), **beside)
        axes.set_title(label(heading), loc="left", fontsize=10)
        axes.set_xticks(outline.ticks, [f"{tick:g}" for tick in outline.ticks])
        axes.set_xlim(0, outline.ticks[-1] * 1.1)
        axes.spines[["top", "right"]].set_visible(False)
        axes.tick_params(axis="y", length=0)
    columns[0].set_yticks(at, [label(name) for name, _ in outline.rows])
    columns[0].invert_yaxis()
    columns[0].set_xlabel(label(outline.unit, 90), loc="left")
    return figure


def _draw_dots(outline: Outline) -> Figure:
    figure = canvas(outline.title, 0.9 + 0.42 * len(outline.rows))
    axes = figure.subplots()
    for at, (_, (cell,)) in enumerate(outline.rows):
        if cell.value is None:
            axes.annotate(label(cell.text), (outline.ticks[0], at), (6, 0), textcoords="offset points", va="center")
            continue
        if cell.low is not None and cell.high is not None:
            axes.plot([cell.low, cell.high], [at, at], color=ARTICLE, linewidth=2.5, solid_capstyle="butt", marker="|")
        axes.plot(cell.value, at, "o", color=ARTICLE, markersize=9, markeredgecolor="white")
        axes.annotate(label(cell.text), (cell.value, at), (0, 9), textcoords="offset points", ha="center", fontsize=9)
    axes.set_yticks(range(len(outline.rows)), [label(name) for name, _ in outline.rows])
    axes.set_ylim(len(outline.rows) - 0.5, -0.7)
    axes.set_xticks(outline.ticks, [f"{tick:g}" for tick in outline.ticks])
    axes.set_xlim(outline.ticks[0], outline.ticks[-1])
    axes.set_xlabel(label(outline.unit, 90), loc="left")
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(axis="y", length=0)
    return figure
