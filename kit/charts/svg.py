"""Charts as SVG, in pure Python and quickly: for pages, in any edition of the kit.

A drawing is laid out for a width, in pixels; on a narrow page words stay as large as on a wide one, and what stands
side by side goes below one another.
"""

from __future__ import annotations

from math import ceil

from kit.charts.drawings import Column, Columns, Drawing, Line, Panel, Points, Slopes, Strips
from kit.charts.letters import cut, spread, width_of, wrapped
from kit.charts.outline import Outline
from kit.charts.paint import FACE, SIZE, SMALL, area, dash, legend, marker, n, rule, text
from kit.charts.rows import Drawn, bars, dots, points, strips
from kit.charts.words import TITLE, label
from kit.hypertext import words_html
from kit.visible import visible

__all__ = ["NARROW", "WIDE", "drawing_svg", "svg_of"]

WIDE, NARROW = 720.0, 330.0
_EDGE = 12.0


def drawing_svg(drawing: Drawing, width: float, name: str = "") -> str:
    """The drawing alone as an SVG element of that width and of a class ``name``, whose page has its title and words."""
    parts, high = _draw(drawing, width)
    box = f'viewBox="0 0 {n(width)} {n(high)}" font-family="{FACE}"'
    return f'<svg class="{name}" {box} focusable="false" aria-hidden="true">{"".join(parts)}</svg>'


def svg_of(drawing: Drawing, title: str, alt: str, caption: str = "") -> str:
    """The drawing on white under its title, with what it says in words, as an SVG element that can stand alone."""
    width = WIDE + 2 * _EDGE
    lines = wrapped(label(title, TITLE), WIDE, 16, 9, bold=True)
    out = [text(line, 0, 16 + 21 * i, size=16, bold=True) for i, line in enumerate(lines)]
    top = 21.0 * len(lines) + 14
    parts, high = _draw(drawing, WIDE)
    out.append(f'<g transform="translate(0 {n(top)})">{"".join(parts)}</g>')
    high += top
    if caption:
        said = wrapped(visible(caption), WIDE, SMALL, 99)
        out += [text(line, 0, high + 20 + 16 * i, size=SMALL, ink="quiet") for i, line in enumerate(said)]
        high += 10 + 16 * len(said)
    tall = high + 2 * _EDGE
    box = f'viewBox="{n(-_EDGE)} {n(-_EDGE)} {n(width)} {n(tall)}" width="{n(width)}" height="{n(tall)}"'
    said_of = f"<title>{words_html(label(title, TITLE))}</title><desc>{words_html(visible(alt))}</desc>"
    return (
        f'<svg class="kit-chart" xmlns="http://www.w3.org/2000/svg" {box} role="img" '
        f'aria-label="{words_html(visible(alt))}" font-family="{FACE}">{said_of}'
        f'<rect x="{n(-_EDGE)}" y="{n(-_EDGE)}" width="{n(width)}" height="{n(tall)}" fill="#ffffff"/>'
        f"{''.join(out)}</svg>"
    )


def _draw(drawing: Drawing, width: float) -> Drawn:
    match drawing:
        case Outline(form="bars"):
            return bars(drawing, width)
        case Outline():
            return dots(drawing, width)
        case Strips():
            return strips(drawing, width)
        case Columns():
            return _columns(drawing, width)
        case Points():
            return points(drawing, width)
        case Slopes():
            return _slopes(drawing, width)


# Bars that stand


def _columns(drawing: Columns, width: float) -> Drawn:
    """Panels side by side, as many as there is room for, each with its own axis."""
    left = 12 + max(width_of(said, SMALL) for _, said in drawing.scale.ticks)
    said = [width_of(words, SMALL) for panel in drawing.panels for c in panel.columns for words in (*c.words, c.label)]
    each = max(len(panel.columns) for panel in drawing.panels)
    least = left + each * (max(said) + 10)
    most = max(1, int((width + 18) // (least + 18)))
    lines = ceil(len(drawing.panels) / most)
    most = ceil(len(drawing.panels) / lines)
    wide = min((width - 18 * (most - 1)) / most, 420.0)
    tall = 190.0 if lines == 1 else 140.0
    out, y = legend(drawing.legend, width)
    out.append(text(drawing.scale.unit, 0, y + 12, size=SMALL, ink="quiet"))
    y += 24
    for start in range(0, len(drawing.panels), most):
        for i, panel in enumerate(drawing.panels[start : start + most]):
            out += _panel(panel, drawing, (i * (wide + 18), y), (left, wide, tall))
        y += tall + 56 + (16 if start + most < len(drawing.panels) else 0)
    return out, y


def _panel(panel: Panel, drawing: Columns, corner: tuple[float, float], room: tuple[float, float, float]) -> list[str]:
    x, y = corner
    left, wide, tall = room
    top, bottom = y + 24, y + 24 + tall
    high = drawing.scale.high
    out = [text(panel.heading, x, y + 12, size=SMALL, bold=True, room=wide)]
    parts = []
    for tick, said in drawing.scale.ticks:
        at = bottom - tick / high * tall
        parts.append(rule(x + left, at, x + wide, at, "line" if tick == 0 else "grid", 1, f' data-tick="{tick:g}"'))
        parts.append(text(said, x + left - 6, at + 4, size=SMALL, anchor="end", ink="quiet"))
    step = (wide - left) / len(panel.columns)
    for i, column in enumerate(panel.columns):
        parts += _standing(column, x + left + i * step, step, (bottom, tall / high))
    out.append(f'<g class="kd-plot">{"".join(parts)}</g>')
    for i, column in enumerate(panel.columns):
        out.append(text(column.label, x + left + (i + 0.5) * step, bottom + 17, size=SMALL, anchor="middle"))
    return [*out, rule(x + left, top - 4, x + left, bottom, "grid")]


def _standing(column: Column, x: float, step: float, scale: tuple[float, float]) -> list[str]:
    """A bar that stands, its parts from below, and above it what it says."""
    y, each = scale
    wide = min(0.66 * step, 72.0)
    out = []
    for look, value in column.parts:
        if value:
            y -= value * each
            out.append(area(look, x + (step - wide) / 2, y, wide, value * each, f"{column.label}: {value:.1f}"))
    for i, words in enumerate(column.words):
        place = y - 6 - 14 * (len(column.words) - 1 - i)
        ink = "ink" if i == 0 else "quiet"
        out.append(text(words, x + step / 2, place, size=SMALL, anchor="middle", ink=ink))
    return out


# Lines from one place to another


def _slopes(drawing: Slopes, width: float) -> Drawn:
    """Two upright lines, and between them a line for each figure; labels stand apart on both sides."""
    tall = max(220.0, 18.0 * len(drawing.lines))
    top, bottom = 34.0, 34.0 + tall
    side = (0.36 if width > NARROW else 0.42) * width
    x1, x2 = side, width - side
    each = tall / (drawing.scale.high or 1)
    out, parts = [], []
    for name, x in zip(drawing.ends, (x1, x2), strict=True):
        out.append(text(name, x, 14, size=SIZE, bold=True, anchor="end" if x == x1 else "start", room=side))
        parts.append(rule(x, top - 8, x, bottom, "grid"))
    for tick, _ in drawing.scale.ticks:  # each line has its figures beside it
        y = bottom - tick * each
        parts.append(rule(x1, y, x2, y, "grid" if tick else "line", more=f' data-tick="{tick:g}"'))
    for i, line in enumerate(drawing.lines):
        one, two = (bottom - value * each for value in line.values)
        parts.append(rule(x1, one, x2, two, line.look, 1.8, f'{dash(i)} data-line=""'))
        parts += [marker(i, line.look, x, y) for x, y in ((x1, one), (x2, two))]
    out.append(f'<g class="kd-plot">{"".join(parts)}</g>')
    for end, x in enumerate((x1, x2)):
        places = spread([bottom - line.values[end] * each for line in drawing.lines], 17, bottom, top)
        for line, y in zip(drawing.lines, places, strict=True):
            out += _end(line, end, (x, bottom - line.values[end] * each, y), side)
    unit = text(f"{drawing.scale.unit}, from 0", width / 2, bottom + 24, size=SMALL, ink="quiet", anchor="middle")
    return [*out, unit], bottom + 34


def _end(line: Line, end: int, at: tuple[float, float, float], room: float) -> list[str]:
    """The label of a line at one of its ends, as far from its place as others need, and a hair line to it."""
    x, place, y = at
    away = (-1, 1)[end]
    figures = line.words[end]
    room -= 24 + width_of(f" {figures}", SMALL)
    hair = [rule(x + 6 * away, place, x + 18 * away, y, "line", 0.6)] if abs(place - y) > 2 else []
    name = label(line.label, TITLE)
    shown = cut(name, max(room, 24), SMALL)
    whole = f"{name} {figures}" if shown != name else ""
    said = f"{shown} {figures}"
    return [*hair, text(said, x + 21 * away, y + 4, size=SMALL, anchor=("end", "start")[end], whole=whole)]
