"""Charts of rows as SVG: bars in columns, dots with intervals, strips and rows of dots, beside their labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from math import ceil
from typing import NamedTuple

from kit.charts.drawings import Point, PointRow, Points, Scale, Strip, Strips
from kit.charts.letters import width_of, wrapped
from kit.charts.looks import LOOKS
from kit.charts.outline import Cell, Outline
from kit.charts.paint import SIZE, SMALL, area, dot, legend, plate, rule, text
from kit.charts.words import TITLE, label

__all__ = ["Drawn", "axis", "bars", "dots", "points", "strips"]

Drawn = tuple[list[str], float]  # the parts of an SVG, and how high they are
Place = Callable[[float], float]  # where a figure stands

_LEAD = 15.0  # from line to line
_GAP = 14.0  # from what stands beside to what stands beside it
_SHARE = 0.36  # of the width, that labels may take


class _Names(NamedTuple):
    """Labels of rows, cut to their room: the lines of each, with its note as the last, whole, and how wide they are."""

    lines: list[list[str]]
    notes: list[bool]
    whole: list[str]
    width: float

    def high(self, i: int, least: float) -> float:
        """How high a row is that has this label."""
        return max(least, len(self.lines[i]) * _LEAD + 9)

    def draw(self, i: int, middle: float) -> list[str]:
        """The label of a row, around its middle, at the right end of its room."""
        lines, out = self.lines[i], []
        for at, line in enumerate(lines):
            y = middle + 4.5 + (at - (len(lines) - 1) / 2) * _LEAD
            quiet = self.notes[i] and at == len(lines) - 1
            size, ink = (SMALL, "quiet") if quiet else (SIZE, "ink")
            whole = self.whole[i] if not at else ""
            out.append(text(line, self.width - 10, y, anchor="end", size=size, ink=ink, whole=whole))
        return out


def _names(rows: Sequence[tuple[str, str]], width: float, beside: Sequence[str] = ()) -> _Names:
    room = _SHARE * width - 10
    others = [wrapped(label(name, TITLE), room, SIZE, 2) for name in beside]
    lines, whole = [], []
    for name, note in rows:
        said = label(name, TITLE)
        own = wrapped(said, room, SIZE, 2)
        whole.append(said if " ".join(own) != said else "")
        if note:
            own += wrapped(label(note), room, SMALL, 1)
        lines.append(own)
    wide = max((width_of(line, SIZE) for own in [*lines, *others] for line in own), default=0)
    return _Names(lines, [bool(note) for _, note in rows], whole, min(wide, room) + 10)


def _linear(low: float, high: float, x0: float, x1: float) -> Place:
    return lambda value: x0 + (value - low) / ((high - low) or 1) * (x1 - x0)


def axis(
    ticks: Sequence[tuple[float, str]], at: Place, top: float, bottom: float, room: tuple[float, float]
) -> list[str]:
    """Upright lines at the ticks, and below them as many of their figures as stand apart, none beyond the room."""
    out, last = [], room[0] - 100
    for tick, said in ticks:
        x = at(tick)
        out.append(rule(x, top, x, bottom, "grid" if tick else "line", 1, f' data-tick="{tick:g}"'))
        half = width_of(said, SMALL) / 2
        middle = min(max(x, room[0] + half), room[1] - half)
        if middle - half > last + 8:
            out.append(text(said, middle, bottom + 16, size=SMALL, anchor="middle", ink="quiet"))
            last = middle + half
    return out


def _unit(words: str, x: float, y: float, room: float) -> Drawn:
    """What is counted, below an axis."""
    lines = wrapped(label(words, TITLE), room, SMALL, 3)
    drawn = [text(line, x, y + _LEAD * i, size=SMALL, ink="quiet") for i, line in enumerate(lines)]
    return drawn, _LEAD * (len(lines) - 1) + 6


def _plot(parts: Sequence[str]) -> str:
    return f'<g class="kd-plot">{"".join(parts)}</g>'


# Bars in columns


def bars(outline: Outline, width: float) -> Drawn:
    """A column of bars for each look, all on one scale; where they are too many for the width, in bands."""
    if not outline.rows:
        return [], 0
    names = _names([(name, "") for name, _ in outline.rows], width)
    said = min(max(width_of(label(cell.text), SMALL) for _, cells in outline.rows for cell in cells), 0.22 * width)
    each = said + 46
    most = max(1, int((width - names.width + _GAP) // (each + _GAP)))
    bands = ceil(len(outline.columns) / most)
    most = ceil(len(outline.columns) / bands)
    wide = (width - names.width - _GAP * (most - 1)) / most
    out: list[str] = []
    y = 0.0
    for band in range(0, len(outline.columns), most):
        drawn, high = _band(outline, names, range(band, min(band + most, len(outline.columns))), (wide, said), y)
        out += drawn
        y += high + (18 if band + most < len(outline.columns) else 0)
    unit, high = _unit(outline.unit, names.width, y + 14, width - names.width)
    return out + unit, y + 14 + high


def _band(outline: Outline, names: _Names, shown: range, room: tuple[float, float], y: float) -> Drawn:
    """Some columns side by side, with their headings above and their axes below."""
    wide, said = room
    lefts = [names.width + i * (wide + _GAP) for i in range(len(shown))]
    heads = [wrapped(label(outline.columns[i][1], TITLE), wide, SMALL, 3, bold=True) for i in shown]
    tall = max(len(head) for head in heads) if any(outline.columns[i][1] for i in shown) else 0
    out = []
    for left, head, i in zip(lefts, heads, shown, strict=True):
        whole = outline.columns[i][1] if " ".join(head) != label(outline.columns[i][1], TITLE) else ""
        for at, line in enumerate(head if tall else ()):
            base = y + 12 + _LEAD * (tall - len(head) + at)
            out.append(text(line, left, base, size=SMALL, bold=True, whole=whole if not at else ""))
    top = at_y = y + _LEAD * tall + (6 if tall else 0)
    tops = []
    for i in range(len(outline.rows)):
        high = names.high(i, 24)
        tops.append((at_y, high))
        out += names.draw(i, at_y + high / 2)
        at_y += high
    for left, i in zip(lefts, shown, strict=True):
        place = _linear(0, outline.ticks[-1], left, left + wide - said - 8)
        ticks = [(tick, f"{tick:,g}") for tick in outline.ticks]
        parts = axis(ticks, place, top, at_y, (left - 4, left + wide))
        for (row_y, high), (name, cells) in zip(tops, outline.rows, strict=True):
            parts += _bar(cells[i], outline.columns[i][0], place, (row_y + high / 2, said), name)
        out.append(_plot(parts))
    return out, at_y + 20 - y


def _bar(cell: Cell, look: str, place: Place, at: tuple[float, float], name: str) -> list[str]:
    middle, room = at
    left, end = place(0), place(cell.value or 0)
    drawn = [] if cell.value is None else [area(look, left, middle - 8, end - left, 16, f"{name}: {cell.text}")]
    return [*drawn, text(cell.text, end + 5, middle + 4, size=SMALL, room=room + 1)]


# Dots with their intervals


def dots(outline: Outline, width: float) -> Drawn:
    """A dot for each row with the line of its interval, and its figure above it."""
    names = _names([(name, "") for name, _ in outline.rows], width)
    left, right = names.width + 14, width - 14
    place = _linear(outline.ticks[0], outline.ticks[-1], left, right)
    y, labels, marks = 0.0, [], []
    for i, (name, (cell,)) in enumerate(outline.rows):
        high = names.high(i, 46)
        labels += names.draw(i, y + high / 2 + 5)
        marks += _interval(cell, place, y + high / 2 + 5, (left, right), name)
        y += high
    ticks = [(tick, f"{tick:,g}") for tick in outline.ticks]
    back = axis(ticks, place, 0, y, (names.width, width))
    unit, high = _unit(outline.unit, names.width, y + 36, width - names.width)
    return [*labels, _plot([*back, *marks]), *unit], y + 36 + high


def _interval(cell: Cell, place: Place, y: float, room: tuple[float, float], name: str) -> list[str]:
    if cell.value is None:
        return [text(cell.text, room[0] + 4, y + 4, size=SMALL, ink="quiet", room=room[1] - room[0] - 4)]
    out, x = [], place(cell.value)
    if cell.low is not None and cell.high is not None:
        low, high = place(cell.low), place(cell.high)
        out.append(rule(low, y, high, y, "author", 2.5, ' data-interval=""'))
        out += [rule(end, y - 6, end, y + 6, "author", 2) for end in (low, high)]
    half = width_of(label(cell.text), SMALL) / 2
    middle = min(max(x, room[0] + half - 14), room[1] + 14 - half)
    out.append(dot("author", x, y, 5.5, f"{name}: {cell.text}"))
    return [*out, text(cell.text, middle, y - 11, size=SMALL, anchor="middle", room=room[1] - room[0])]


# Strips


def strips(drawing: Strips, width: float) -> Drawn:
    """Rows cut into parts, with what stands in a part where it has room, and a column of bars beside."""
    out, y = legend(drawing.legend, width)
    names = _names([(row.label, row.note) for row in drawing.rows], width, drawing.beside)
    right, beside = width - 2.0, 0.0
    if drawing.totals:
        beside = names.width + (width - names.width) * 0.62
        right = beside - _GAP
        heads = ((drawing.heading, names.width), (drawing.totals_heading, beside))
        out += [text(words, x, y + 12, size=SMALL, bold=True) for words, x in heads]
        y += 22
    top, tops = y, []
    for i in range(len(drawing.rows)):
        high = names.high(i, 30)
        tops.append(y + high / 2)
        out += names.draw(i, y + high / 2)
        y += high
    place = _linear(drawing.scale.low, drawing.scale.high, names.width, right)
    parts = axis(drawing.scale.ticks, place, top, y, (names.width - 8, right + 2))
    for middle, row in zip(tops, drawing.rows, strict=True):
        parts += _strip(row, place, middle, drawing.strokes)
    out.append(_plot(parts))
    unit, high = _unit(drawing.scale.unit, names.width, y + 36, right - names.width)
    if drawing.totals:
        out.append(_totals(drawing.rows, drawing.totals, (beside, width), (top, y), tops))
        units, more = _unit(drawing.totals.unit, beside, y + 36, width - beside)
        unit, high = unit + units, max(high, more)
    return out + unit, y + 36 + high


def _strip(row: Strip, place: Place, middle: float, strokes: bool) -> list[str]:
    out, over = [], []
    for part in row.parts:
        x, end = place(part.start), place(part.start + part.length)
        if strokes:
            out.append(area(part.look, x - 1, middle - 10, 2, 20))
            continue
        out.append(area(part.look, x, middle - 10, end - x, 20, part.words))
        over += _within(part.words, part.short, part.look, (x, end), middle)
    return out + over


def _within(words: str, short: str, look: str, room: tuple[float, float], middle: float) -> list[str]:
    """What stands in a part: the words if they have room there, else the short ones, else nothing."""
    for said in filter(None, (label(words), label(short))):
        wide = width_of(said, SMALL)
        if wide + 10 > room[1] - room[0]:
            continue
        x, hatched = sum(room) / 2, bool(LOOKS[look].hatch)
        ground = [plate(x - wide / 2 - 2, middle - 8, wide + 4, 16)] if hatched else []
        ink = "ink" if hatched else look
        return [*ground, text(said, x, middle + 4, size=SMALL, anchor="middle", ink=ink)]
    return []


def _totals(
    rows: Sequence[Strip], scale: Scale, room: tuple[float, float], ends: tuple[float, float], tops: Sequence[float]
) -> str:
    said = width_of(f"{scale.high:,}", SMALL)
    place = _linear(0, scale.high, room[0], room[1] - said - 8)
    parts = axis(scale.ticks, place, *ends, (room[0] - 4, room[1]))
    for row, middle in zip(rows, tops, strict=True):
        cell = Cell(row.total, f"{row.total:,}")
        parts += _bar(cell, "page", place, (middle, said), label(row.label))
    return _plot(parts)


# Rows of dots


def points(drawing: Points, width: float) -> Drawn:
    """Rows of dots, those of one figure one above the other, on a line from the least to the greatest."""
    out, top = legend(drawing.legend, width, dots=True)
    names = _names([(row.label, row.note) for row in drawing.rows], width)
    beside = max((width_of(p.words, SMALL) + 10 for row in drawing.rows for p in row.points), default=0)
    left, right = names.width + max(10, beside), width - max(10, beside)
    place = _linear(drawing.scale.low, drawing.scale.high, left, right)
    y, marks = top, []
    for i, row in enumerate(drawing.rows):
        deep = max(Counter((point.value, point.look) for point in row.points).values())
        apart = min(9.0, 110 / deep)
        high = names.high(i, 28 if deep == 1 else 34 + apart * (deep - 1))
        low = y + high - 15
        out += names.draw(i, low if deep == 1 else y + high / 2)
        marks += _dotted(row, place, low, apart)
        y += high
    band = []
    if drawing.band:
        start, end = map(place, drawing.band)
        band = [plate(start, top, end - start, y - top, "band")]
    back = axis(drawing.scale.ticks, place, top, y, (names.width, width))
    unit, high = _unit(drawing.scale.unit, names.width, y + 36, width - names.width)
    return [*out, _plot([*band, *back, *marks]), *unit], y + 36 + high


def _dotted(row: PointRow, place: Place, y: float, apart: float) -> list[str]:
    values = [point.value for point in row.points]
    out = [rule(place(min(values)), y, place(max(values)), y, "line", 1.2)]
    seen: Counter[tuple[float, str]] = Counter()
    for point in row.points:
        out.append(dot(point.look, place(point.value), y - apart * seen[point.value, point.look]))
        seen[point.value, point.look] += 1
    said: list[Point] = sorted((point for point in row.points if point.words), key=lambda point: point.value)
    for i, point in enumerate(said):
        x = place(point.value)
        out.append(text(point.words, x + 9 if i else x - 9, y + 4, size=SMALL, anchor="start" if i else "end"))
    return out
