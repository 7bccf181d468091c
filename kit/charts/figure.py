"""Charts as figures of matplotlib: for a notebook that asks for one, for PNG files and for print.

matplotlib is imported here and in ``picture.py`` alone, in functions: a chart is made and shown without it.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from kit.charts.drawings import Columns, Drawing, Legend, Panel, PointRow, Points, Scale, Slopes, Strip, Strips
from kit.charts.letters import spread
from kit.charts.looks import ARTICLE, LOOKS, PLAIN, Look, is_light
from kit.charts.outline import Outline
from kit.charts.words import TITLE, label

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["canvas", "figure_of"]


def figure_of(title: str, drawing: Drawing) -> Figure:
    """The drawing as a figure under its title; no word in it is taken for mathematics."""
    from matplotlib.text import Text

    figure = _draw(title, drawing)
    for text in figure.findobj(Text):
        text.set_parse_math(False)
    return figure


def _draw(title: str, drawing: Drawing) -> Figure:
    match drawing:
        case Outline(form="bars"):
            return _bars(title, drawing)
        case Outline():
            return _dots(title, drawing)
        case Strips():
            return _strips(title, drawing)
        case Columns():
            return _columns(title, drawing)
        case Points():
            return _points(title, drawing)
        case Slopes():
            return _slopes(title, drawing)


def canvas(title: str, height: float) -> Figure:
    """An empty figure, as wide as a page and so many inches high, with its title set left and in bold."""
    from matplotlib.figure import Figure as Canvas

    title = textwrap.fill(label(title, TITLE), 68)
    figure = Canvas(figsize=(7.6, height + 0.45 + 0.22 * title.count("\n")), layout="constrained")
    figure.suptitle(title, x=0.01, ha="left", fontsize=12.5, fontweight="bold")
    return figure


# What they share


def _patch(look: Look) -> dict[str, Any]:
    return {"facecolor": look.fill, "edgecolor": look.edge, "hatch": look.hatch, "linewidth": 0.6}


def _bare(axes: Axes, axis: Literal["x", "y"] = "y", *more: str) -> None:
    """Without a frame at the top and on the right, and without ticks at what is no scale."""
    axes.spines[["top", "right", *more]].set_visible(False)
    axes.tick_params(axis=axis, length=0)


def _scaled(axes: Axes, scale: Scale) -> None:
    axes.set_xlim(scale.low, scale.high)
    axes.set_xticks([tick for tick, _ in scale.ticks], [said for _, said in scale.ticks])
    axes.set_xlabel(label(scale.unit, 90), loc="left")


def _legend(axes: Axes, legend: Legend, **where: Any) -> None:
    from matplotlib.patches import Patch

    if legend:
        handles = [Patch(label=words, **_patch(LOOKS[look])) for look, words in legend]
        axes.legend(handles=handles, frameon=False, ncols=len(handles), fontsize=9, **where)


_ABOVE: dict[str, Any] = {"loc": "lower left", "bbox_to_anchor": (0, 1), "borderaxespad": 0}


def _named(row: Strip | PointRow) -> str:
    name = textwrap.fill(label(row.label), 26)
    return f"{name}\n{label(row.note)}" if row.note else name


# One for each kind


def _bars(title: str, outline: Outline) -> Figure:
    figure = canvas(title, 1.1 + 0.27 * len(outline.rows))
    columns = figure.subplots(1, len(outline.columns), sharey=True, sharex=True, squeeze=False)[0]
    at = range(len(outline.rows))
    for i, (axes, (look, heading)) in enumerate(zip(columns, outline.columns, strict=True)):
        cells = [row[i] for _, row in outline.rows]
        drawn = [(row, cell.value) for row, cell in zip(at, cells, strict=True) if cell.value is not None]
        axes.barh([row for row, _ in drawn], [value for _, value in drawn], height=0.68, **_patch(LOOKS[look]))
        for row, cell in zip(at, cells, strict=True):
            beside: dict[str, Any] = {"xytext": (4, 0), "textcoords": "offset points", "va": "center", "fontsize": 9}
            axes.annotate(label(cell.text), (cell.value or 0, row), **beside)
        axes.set_title(textwrap.fill(label(heading), 72 // len(columns)), loc="left", fontsize=10)
        axes.set_xticks(outline.ticks, [f"{tick:,g}" for tick in outline.ticks])
        _bare(axes)
    longest = max((len(cell.text) for _, cells in outline.rows for cell in cells), default=0)
    columns[0].set_xlim(0, outline.ticks[-1] * (1.1 if longest < 6 else 1.3))
    columns[0].set_yticks(at, [label(name) for name, _ in outline.rows])
    columns[0].invert_yaxis()
    columns[0].set_xlabel(label(outline.unit, 90), loc="left")
    return figure


def _dots(title: str, outline: Outline) -> Figure:
    figure = canvas(title, 0.9 + 0.42 * len(outline.rows))
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
    axes.set_xticks(outline.ticks, [f"{tick:,g}" for tick in outline.ticks])
    axes.set_xlim(outline.ticks[0], outline.ticks[-1])
    axes.set_xlabel(label(outline.unit, 90), loc="left")
    _bare(axes)
    return figure


def _strips(title: str, strips: Strips) -> Figure:
    notes = any(row.note for row in strips.rows)
    figure = canvas(title, 1.05 + (0.55 if notes or len(strips.rows) < 3 else 0.36) * len(strips.rows))
    axes, beside = figure.subplots(), None
    if strips.totals:
        axes.remove()
        axes, beside = figure.subplots(1, 2, sharey=True, width_ratios=[3, 2])
    strokes = [[part.start for part in row.parts] for row in strips.rows]
    if strips.strokes:
        axes.eventplot(strokes, linelengths=0.7, linewidths=2, colors=ARTICLE)
    else:
        _stretches(axes, strips.rows)
    _scaled(axes, strips.scale)
    rows = range(len(strips.rows))
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_yticks(rows, [_named(row) for row in strips.rows])
    axes.set_title(strips.heading, loc="left", fontsize=10)
    _bare(axes)
    if not strips.heading:  # which has its place; the caption says it too
        _legend(axes, strips.legend, **_ABOVE)
    if beside is not None and strips.totals:
        bars = beside.barh(rows, [row.total for row in strips.rows], color=PLAIN, height=0.68)
        beside.bar_label(bars, [f"{row.total:,}" for row in strips.rows], padding=4, fontsize=9)
        _scaled(beside, strips.totals)
        beside.set_xlim(0, 1.15 * strips.totals.high)
        beside.set_title(strips.totals_heading, loc="left", fontsize=10)
        _bare(beside)
    return figure


def _stretches(axes: Axes, rows: Sequence[Strip]) -> None:
    """The parts of strips, all of one look together: each call of matplotlib's takes as long as many bars."""
    size = max(part.start + part.length for row in rows for part in row.parts)
    for look in dict.fromkeys(part.look for row in rows for part in row.parts):
        parts = [(at, part) for at, row in enumerate(rows) for part in row.parts if part.look == look]
        lefts, lengths = [part.start for _, part in parts], [part.length for _, part in parts]
        axes.barh([at for at, _ in parts], lengths, left=lefts, height=0.66, **_patch(LOOKS[look]))
        backed = {"facecolor": "white", "edgecolor": "none", "boxstyle": "round,pad=0.2"}
        for at, part in parts:
            room = part.length > 0.011 * size * len(part.words)
            if said := label(part.words if room else part.short):
                ink = "black" if is_light(LOOKS[look].fill) else "white"
                look_of = {"bbox": backed} if LOOKS[look].hatch else {"color": ink}
                place = {"ha": "center", "va": "center", "fontsize": 9}
                axes.text(part.start + part.length / 2, at, said, **place, **look_of)  # type: ignore[arg-type]


def _columns(title: str, columns: Columns) -> Figure:
    figure = canvas(title, 3.1)
    grid = figure.add_gridspec(2, len(columns.panels), height_ratios=(14, 1))
    first = None
    for at, panel in enumerate(columns.panels):
        axes = figure.add_subplot(grid[0, at], sharey=first)
        first = first or axes
        _stand(axes, panel)
        axes.set_title(label(panel.heading, 72 // len(columns.panels)), loc="left", fontsize=10)
        axes.set_ylim(0, columns.scale.high)
        axes.set_ylabel(columns.scale.unit if axes is first else "")
        _bare(axes, "x")
    below = figure.add_subplot(grid[1, :])
    below.axis("off")
    _legend(below, columns.legend, loc="center left")
    return figure


def _stand(axes: Axes, panel: Panel) -> None:
    """Bars that stand, their parts one above the other, and above them what they say."""
    at, below = range(len(panel.columns)), [0.0] * len(panel.columns)
    for i in range(max(len(column.parts) for column in panel.columns)):
        look = LOOKS[panel.columns[0].parts[i][0]]
        heights = [column.parts[i][1] for column in panel.columns]
        lines = [0.6 if height else 0.0 for height in heights]  # no outline around nothing
        axes.bar(at, heights, bottom=below, width=0.66, **(_patch(look) | {"linewidth": lines}))
        below = [a + b for a, b in zip(below, heights, strict=True)]
    for place, top, column in zip(at, below, panel.columns, strict=True):
        above: dict[str, Any] = {"textcoords": "offset points", "ha": "center", "fontsize": 9}
        axes.annotate("\n".join(column.words), (place, top), (0, 3), **above)
    axes.set_xticks(at, [column.label for column in panel.columns])


def _points(title: str, points: Points) -> Figure:
    figure = canvas(title, 0.9 + (0.42 if points.band else 0.85) * len(points.rows))
    axes = figure.subplots()
    if points.band:
        axes.axvspan(*points.band, color="#f1f1f1", zorder=0)
    for at, row in enumerate(points.rows):
        values = [point.value for point in row.points]
        line = "#6b6b6b" if points.band else LOOKS[row.points[0].look].edge
        axes.plot([min(values), max(values)], [at, at], color=line, linewidth=1, zorder=1)
        _dot(axes, at, row)
    axes.set_yticks(range(len(points.rows)), [_named(row) for row in points.rows])
    axes.set_ylim(len(points.rows) - 0.5, -0.6)
    _scaled(axes, points.scale)
    _bare(axes)
    if points.legend:
        _legend_of_dots(axes, points.legend)
    return figure


def _dot(axes: Axes, at: int, row: PointRow) -> None:
    apart = min(0.16, 0.6 / max(Counter((point.value, point.look) for point in row.points).values()))
    for look in dict.fromkeys(point.look for point in row.points):
        own = [point.value for point in row.points if point.look == look]
        seen: Counter[float] = Counter()
        heights = []
        for value in own:  # of the same figure, one above the other
            heights.append(at - apart * seen[value])
            seen[value] += 1
        axes.scatter(own, heights, s=60, zorder=2, **_disc(look))
    said = sorted((point for point in row.points if point.words), key=lambda point: point.value)
    for i, point in enumerate(said):
        side, aside = ("left", 9) if i else ("right", -9)
        beside: dict[str, Any] = {"textcoords": "offset points", "ha": side, "va": "center", "fontsize": 9}
        axes.annotate(point.words, (point.value, at), (aside, 0), **beside)


def _disc(look: str) -> dict[str, Any]:
    own = LOOKS[look]
    return {"marker": own.mark, "facecolor": own.fill, "edgecolor": own.edge, "linewidth": 0.8}


def _legend_of_dots(axes: Axes, legend: Legend) -> None:
    from matplotlib.lines import Line2D

    handles = []
    for look, words in legend:
        own = LOOKS[look]
        disc: dict[str, Any] = {"marker": own.mark, "markerfacecolor": own.fill, "markeredgecolor": own.edge}
        handles.append(Line2D([], [], linestyle="", markersize=8, label=words, **disc))
    axes.legend(handles=handles, frameon=False, ncols=len(handles), fontsize=9, **_ABOVE)


_STYLES = ("-", "--", "-.", ":")
_MARKS = "osD^v<>P"


def _slopes(title: str, slopes: Slopes) -> Figure:
    figure = canvas(title, max(2.4, 0.8 + 0.3 * len(slopes.lines)))
    axes = figure.subplots()
    highest = slopes.scale.high
    for i, line in enumerate(slopes.lines):
        axes.plot([0, 1], line.values, _STYLES[i % 4], color=LOOKS[line.look].fill, marker=_MARKS[i % 8])
    for side in (0, 1):
        apart = 0.075 * highest * 8 / max(8, len(slopes.lines))
        places = spread([line.values[side] for line in slopes.lines], apart)
        for line, place in zip(slopes.lines, places, strict=True):
            said = f"{label(line.label, 24)}  {line.words[side]}"
            axes.text((-0.04, 1.04)[side], place, said, ha=("right", "left")[side], va="center", fontsize=9)
    axes.set_xlim(-0.75, 1.75)
    axes.set_ylim(min(0, -0.04 * highest), highest * 1.12)
    axes.set_xticks([0, 1], [label(name, 40) for name in slopes.ends], fontsize=10)
    axes.set_ylabel(slopes.scale.unit)
    _bare(axes, "x", "bottom")
    return figure
