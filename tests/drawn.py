"""What a chart draws, read back: from its data, from its SVG by the places of its marks, and from matplotlib's figure.

Each is a list of lists of numbers, the same for the same chart.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import Any

from kit.charts import Chart
from kit.charts.drawings import Columns, Drawing, Points, Slopes, Strips
from kit.charts.outline import Outline
from kit.charts.svg import drawing_svg

Numbers = list[list[float]]


def numbers(drawing: Drawing) -> Numbers:
    """What the data say is drawn."""
    match drawing:
        case Outline(form="bars"):
            cells = [[row[i].value for _, row in drawing.rows] for i in range(len(drawing.columns))]
            return [[value for value in column if value is not None] for column in cells if drawing.rows]
        case Outline():
            return [[n for n in (c.value, c.low, c.high) if n is not None] for _, (c,) in drawing.rows]
        case Strips():
            rows = [[n for part in row.parts for n in (part.start, part.length)] for row in drawing.rows]
            return [*rows, [row.total for row in drawing.rows]] if drawing.totals else rows
        case Columns():
            return [[value for _, value in c.parts if value] for panel in drawing.panels for c in panel.columns]
        case Points():
            return [[point.value for point in row.points] for row in drawing.rows]
        case Slopes():
            return [list(line.values) for line in drawing.lines]


# From an SVG: a plot is a group, its ticks say what a place means


def from_svg(drawing: Drawing, width: float) -> Numbers:
    """What the SVG of that width shows."""
    root = ET.fromstring(drawing_svg(drawing, width))
    plots = [_Plot(group) for group in root.iter("g") if group.get("class") == "kd-plot"]
    match drawing:
        case Outline(form="bars"):
            return [[length for _, length in plot.across] for plot in plots]
        case Outline():
            return _dots(drawing, plots[0])
        case Strips():
            found = iter(plots[0].across)
            rows = [[n for _ in row.parts for n in next(found)] for row in drawing.rows]
            rows = [*map(_strokes, rows)] if drawing.strokes else rows
            return [*rows, [length for _, length in plots[1].across]] if drawing.totals else rows
        case Columns():
            found = iter([height for plot in plots for height in plot.heights])
            return [[next(found) for _, n in c.parts if n] for panel in drawing.panels for c in panel.columns]
        case Points():
            found = iter(plots[0].places)
            return [[next(found) for _ in row.points] for row in drawing.rows]
        case Slopes():
            lines = [node for node in plots[0].nodes if node.get("data-line") is not None]
            return [[plots[0].y(node.get(end)) for end in ("y1", "y2")] for node in lines]


def _strokes(row: list[float]) -> list[float]:
    """A stroke is as wide as can be seen, around its place."""
    return [n for at, wide in zip(row[::2], row[1::2], strict=True) for n in (at + wide / 2, 0.0)]


def _dots(outline: Outline, plot: _Plot) -> Numbers:
    values = iter(plot.places)
    ends = iter([node for node in plot.nodes if node.get("data-interval") is not None])
    out = []
    for _, (cell,) in outline.rows:
        row = [] if cell.value is None else [next(values)]
        if cell.value is not None and cell.low is not None and cell.high is not None:
            node = next(ends)
            row += [plot.x(node.get("x1")), plot.x(node.get("x2"))]
        out.append(row)
    return out


class _Plot:
    """A group of an SVG: what its marks say by the scale of its ticks."""

    def __init__(self, group: ET.Element) -> None:
        self.nodes = list(group.iter())
        ticks = [node for node in self.nodes if node.get("data-tick") is not None]
        self.ticks = [ticks[0], ticks[-1]]
        self.marks = [node for node in self.nodes if "kd-mark" in (node.get("class") or "").split()]

    def _at(self, axis: str, place: str | float | None) -> float:
        (a, b), (low, high) = (([float(node.get(name, "")) for node in self.ticks]) for name in (axis, "data-tick"))
        return low + (float(place or 0) - a) / (b - a) * (high - low)

    def x(self, place: str | float | None) -> float:
        return self._at("x1", place)

    def y(self, place: str | float | None) -> float:
        return self._at("y1", place)

    @property
    def across(self) -> list[tuple[float, float]]:
        """Where each bar starts, and how long it is."""
        ends = [(float(node.get("x", "")), float(node.get("width", ""))) for node in self.marks]
        return [(self.x(at), self.x(at + wide) - self.x(at)) for at, wide in ends]

    @property
    def heights(self) -> list[float]:
        ends = [(float(node.get("y", "")), float(node.get("height", ""))) for node in self.marks]
        return [self.y(at) - self.y(at + high) for at, high in ends]

    @property
    def places(self) -> list[float]:
        return [self.x(node.get("cx") or node.get("data-cx")) for node in self.marks]


# From a figure


def from_figure(chart: Chart) -> Numbers:
    """What matplotlib's figure shows."""
    drawing, axes = chart.drawing, chart.figure.axes
    match drawing:
        case Outline(form="bars"):
            return [[bar.get_width() for bar in each.patches] for each in axes if drawing.rows]
        case Outline():
            return _figure_dots(drawing, axes[0])
        case Strips():
            if drawing.strokes:
                return [[n for at in strokes.get_positions() for n in (at, 0.0)] for strokes in axes[0].collections]
            rows: Numbers = [[] for _ in drawing.rows]
            for bar in sorted(axes[0].patches, key=lambda bar: (bar.get_x(), bar.get_width())):
                rows[round(bar.get_y() + bar.get_height() / 2)] += [bar.get_x(), bar.get_width()]
            return [*rows, [bar.get_width() for bar in axes[1].patches]] if drawing.totals else rows
        case Columns():
            return [
                [bar.get_height() for bar in panel.patches[at :: len(of.columns)] if bar.get_height()]
                for panel, of in zip(axes, drawing.panels, strict=False)
                for at in range(len(of.columns))
            ]
        case Points():
            found = iter([x for dots in axes[0].collections for x, _ in dots.get_offsets().tolist()])
            return [[next(found) for _ in row.points] for row in drawing.rows]
        case Slopes():
            return [list(map(float, line.get_ydata())) for line in axes[0].lines]


def _figure_dots(outline: Outline, axes: Any) -> Numbers:
    lines = iter(axes.lines)
    out = []
    for _, (cell,) in outline.rows:
        row: list[float] = []
        if cell.value is not None and cell.low is not None and cell.high is not None:
            row = list(next(lines).get_xdata())
        if cell.value is not None:
            row = [float(next(lines).get_xdata()[0]), *row]
        out.append(row)
    return out
