"""SVG by hand: words, shapes and hatches as strings, without an id, so that charts on one page share nothing.

A hatch is drawn line by line and not as a pattern, which would need an id, and vanishes where the first chart of a page
that has this id is folded away. Colours are attributes, which any program reads; on a dark page a style of its own
(``dark_style``) has others, by the classes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from math import cos, pi, sin

from kit.charts.letters import cut, width_of
from kit.charts.looks import LOOKS, is_light
from kit.charts.words import TITLE, label
from kit.hypertext import words_html

__all__ = [
    "FACE",
    "SIZE",
    "SMALL",
    "area",
    "dark_style",
    "dash",
    "dot",
    "legend",
    "marker",
    "n",
    "plate",
    "rule",
    "text",
]

SIZE, SMALL = 13.0, 12.0
FACE = "system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif"

# By what they are for, on a light page and on a dark one.
_INKS = {
    "ink": ("#1d1e20", "#e8e8ec"),
    "quiet": ("#55575c", "#b4b4bb"),
    "line": ("#85878c", "#8a8a92"),
    "grid": ("#e6e6e8", "#34353a"),
    "paper": ("#ffffff", "var(--kd-paper,var(--jp-layout-color0,#111214))"),
    "band": ("#f1f1f1", "#26272b"),
}


def n(value: float) -> str:
    """A number as short as an SVG may have it.

    >>> n(12.0), n(0.3333)
    ('12', '0.33')
    """
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _inked(name: str, what: str = "fill") -> str:
    return f'class="kd-{what[0]}-{name}" {what}="{_INKS[name][0]}"'


def text(
    words: str,
    x: float,
    y: float,
    *,
    room: float = 0,
    size: float = SIZE,
    anchor: str = "start",
    ink: str = "ink",
    bold: bool = False,
    whole: str = "",
) -> str:
    """A line of words, cut to its ``room`` where it has one; where it is cut the ``whole`` is what a pointer finds."""
    line = label(words, TITLE)
    shown = cut(line, room, size, bold=bold) if room else line
    if shown != line:
        whole = whole or line
    more = f"<title>{words_html(label(whole, 2 * TITLE))}</title>" if whole else ""
    side = f' text-anchor="{anchor}"' if anchor != "start" else ""
    weight = ' font-weight="600"' if bold else ""
    colour = _inked(ink) if ink in _INKS else f'class="kd-o-{_class(ink)}" fill="{_on(LOOKS[ink].fill)}"'
    return f'<text x="{n(x)}" y="{n(y)}" font-size="{n(size)}"{side}{weight} {colour}>{more}{words_html(shown)}</text>'


def rule(x1: float, y1: float, x2: float, y2: float, ink: str = "line", wide: float = 1, more: str = "") -> str:
    """A straight line."""
    at = f'x1="{n(x1)}" y1="{n(y1)}" x2="{n(x2)}" y2="{n(y2)}"'
    colour = _inked(ink, "stroke") if ink in _INKS else _edged(ink, "fill")
    return f'<line {at} {colour} stroke-width="{n(wide)}"{more}/>'


def _class(look: str) -> str:
    return look.replace(" ", "-")


def _edged(look: str, by: str = "edge") -> str:
    """A line in the colour of a look's edge, or of its fill."""
    colour = LOOKS[look].fill if by == "fill" else LOOKS[look].edge
    return f'class="kd-{"l" if by == "fill" else "e"}-{_class(look)}" stroke="{colour}"'


def area(look: str, x: float, y: float, wide: float, high: float, whole: str = "") -> str:
    """A rectangle in a look, with its hatch, of class ``kd-mark``; ``whole`` is what a pointer finds."""
    own = LOOKS[look]
    edged = bool(own.hatch) or own.edge != own.fill
    at = f'x="{n(x)}" y="{n(y)}" width="{n(max(wide, 0))}" height="{n(max(high, 0))}"'
    more = f"<title>{words_html(label(whole, TITLE))}</title>" if whole else ""
    fill = f'<rect {at} class="kd-mark kd-f-{_class(look)}" fill="{own.fill}">{more}</rect>'
    if not edged or wide <= 0 or high <= 0:
        return fill
    inset = min(0.4, wide / 2, high / 2)
    frame = f'x="{n(x + inset)}" y="{n(y + inset)}" width="{n(wide - 2 * inset)}" height="{n(high - 2 * inset)}"'
    edge = f'<rect {frame} fill="none" {_edged(look)} stroke-width="0.8"/>'
    return fill + _hatch(look, x, y, wide, high) + edge


_STEPS = {"//": 8.0, "////": 5.0, "....": 5.0}


def _hatch(look: str, x: float, y: float, wide: float, high: float) -> str:
    """Lines from the lower left to the upper right, or dots, as far as the rectangle reaches."""
    own = LOOKS[look]
    if not own.hatch:
        return ""
    step = _STEPS[own.hatch]
    right, bottom = x + wide, y + high
    path = []
    if own.hatch == "....":
        row = 0
        at_y = y + step / 2
        while at_y < bottom - 0.9:
            at_x = x - x % step + step / 2 + (step / 2 if row % 2 else 0)
            while at_x < right - 0.9:
                if at_x > x + 0.9:
                    path.append(f"M{n(at_x)} {n(at_y)}h0")
                at_x += step
            at_y += step * 0.75
            row += 1
        return f'<path d="{"".join(path)}" {_edged(look)} stroke-width="1.7" stroke-linecap="round"/>' if path else ""
    total = (x + y) - (x + y) % step + step  # on such a line x + y is the same all along
    while total < right + bottom:
        x1, x2 = max(x, total - bottom), min(right, total - y)
        path.append(f"M{n(x1)} {n(total - x1)}L{n(x2)} {n(total - x2)}")
        total += step
    return f'<path d="{"".join(path)}" fill="none" {_edged(look)} stroke-width="1"/>' if path else ""


def dot(look: str, x: float, y: float, size: float = 4.5, whole: str = "") -> str:
    """A disc or a diamond around a place, of class ``kd-mark``."""
    own = LOOKS[look]
    # A rim of paper parts dots that touch, where they have none of their own.
    rim = (
        f'kd-e-{_class(look)}" stroke="{own.edge}"'
        if own.edge != own.fill
        else f'kd-s-paper" stroke="{_INKS["paper"][0]}"'
    )
    colours = f'fill="{own.fill}" class="kd-mark kd-f-{_class(look)} {rim}'
    more = f"<title>{words_html(label(whole, TITLE))}</title>" if whole else ""
    at = f'cx="{n(x)}" cy="{n(y)}"'
    if own.mark == "o":
        return f'<circle {at} r="{n(size)}" {colours} stroke-width="1">{more}</circle>'
    far = size * 1.2
    path = f"M{n(x)} {n(y - far)}L{n(x + far)} {n(y)}L{n(x)} {n(y + far)}L{n(x - far)} {n(y)}Z"
    return f'<path d="{path}" data-cx="{n(x)}" {colours} stroke-width="1">{more}</path>'


_DASHES = ("", "7 3", "7 3 1.5 3", "1.5 3")
_SIDES = (0, 4, 3, 5, 6)  # corners of a mark, none for a disc


def dash(i: int) -> str:
    """How the line of that number is broken, as an attribute."""
    return f' stroke-dasharray="{_DASHES[i % 4]}"' if i % 4 else ""


def marker(i: int, look: str, x: float, y: float) -> str:
    """The mark at the ends of the line of that number: a disc, or a shape of so many corners."""
    own, corners = LOOKS[look], _SIDES[i % len(_SIDES)]
    colour = f'class="kd-mark kd-f-{_class(look)}" fill="{own.fill}"'
    if not corners:
        return f'<circle cx="{n(x)}" cy="{n(y)}" r="4" {colour}/>'
    turns = [2 * pi * (k / corners + (0.125 if corners == 4 else 0)) for k in range(corners)]
    path = "L".join(f"{n(x + 4.8 * sin(turn))} {n(y - 4.8 * cos(turn))}" for turn in turns)
    return f'<path d="M{path}Z" data-cx="{n(x)}" data-cy="{n(y)}" {colour}/>'


def plate(x: float, y: float, wide: float, high: float, ink: str = "paper") -> str:
    """A ground for words on a hatch."""
    return f'<rect x="{n(x)}" y="{n(y)}" width="{n(wide)}" height="{n(high)}" rx="3" {_inked(ink)}/>'


def legend(items: Iterable[tuple[str, str]], width: float, *, dots: bool = False) -> tuple[list[str], float]:
    """What each look means, on as many lines as it takes, and how high they are."""
    out: list[str] = []
    x, y = 0.0, 0.0
    for look, words in items:
        wide = min(24 + width_of(label(words), SMALL), width)
        if x and x + wide > width:
            x, y = 0.0, y + 20
        sample = dot(look, x + 8, y + 8) if dots else area(look, x, y + 2, 17, 12)
        out += [sample.replace("kd-mark ", ""), text(label(words), x + 23, y + 12, size=SMALL, room=width - 23)]
        x += wide + 18
    return out, y + 26 if out else 0.0


# Colours on a dark page


def _on(fill: str) -> str:
    """The ink of a light page or white, whichever is read on it."""
    return _INKS["ink"][0] if is_light(fill) else "#ffffff"


def dark_style(drawn: str, within: str, media: str = "screen") -> str:
    """The style by which what was ``drawn`` has its colours for a dark page, where ``within`` and ``media`` say so.

    >>> dark_style('<text class="kd-f-ink">', ".dark")
    '@media screen{.dark .kd-f-ink{fill:#e8e8ec}}'
    """
    # Of a look: its fill, its edge, a line in the colour of its fill, and words on it; of an ink: fill or stroke.
    rules = []
    for kind, name in sorted(set(re.findall(r"kd-([feslo])-([a-z-]+)", drawn))):
        look = LOOKS.get(name.replace("-", " "))
        if name in _INKS:
            said = f"{'fill' if kind == 'f' else 'stroke'}:{_INKS[name][1]}"
        elif look is not None:
            said = {
                "f": f"fill:{look.dark_fill}",
                "e": f"stroke:{look.dark_edge}",
                "l": f"stroke:{look.dark_fill}",
                "o": f"fill:{_on(look.dark_fill)}",
            }[kind]
        else:
            continue
        rules.append(f"{within} .kd-{kind}-{name}{{{said}}}")
    return f"@media {media}{{{''.join(rules)}}}" if rules else ""
