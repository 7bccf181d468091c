"""How wide words are on a page, near enough, and which of them a room takes; for whoever cannot measure them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from math import inf

__all__ = ["cut", "spread", "width_of", "wrapped"]

# Widths of letters in parts of the size, each rounded up, of DejaVu Sans: the widest of the faces that a page's
# system-ui may come to, so that in any other there is room left.
_WIDTHS = {
    0.30: "'IJijl",
    0.35: " ,./:;\\|‘’·",
    0.40: "()-[]ft",
    0.45: "!r",
    0.50: '"*_`–',
    0.55: "?csz“”",
    0.60: "FLkvxy",
    0.65: "$0123456789EPSTYabdeghnopqu{}",
    0.70: "ABCKRVXZ",
    0.75: "NU",
    0.80: "&DGHOQ",
    0.85: "#+<=>^w~×→",
    0.90: "M",
    1.00: "%@Wm—…",
}
_OF = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_BOLD = 1.12  # as much wider a bold face is
_SOME = 1_000  # characters beyond which no room of a chart reaches


@lru_cache(4096)
def _letter(letter: str) -> float:
    if letter in _OF:
        return _OF[letter]
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0.0
    plain = unicodedata.normalize("NFD", letter)[0]
    if plain in _OF:
        return _OF[plain]
    if ord(letter) >= 0x1F000:
        return 1.4  # a picture
    return 1.0 if unicodedata.east_asian_width(letter) in "WF" else 0.85


def width_of(words: str, size: float, *, bold: bool = False) -> float:
    """How wide a line of words is at most, in the unit of its ``size``.

    >>> round(width_of("dam", 10), 2), round(width_of("ダム", 10), 2)
    (23.0, 20.0)
    """
    return sum(map(_letter, words)) * size * (_BOLD if bold else 1)


def cut(words: str, room: float, size: float, *, bold: bool = False) -> str:
    """The words on one line, as many as the room takes, with " …" where that is not all.

    >>> cut("the dam of course", 60, 10)
    'the dam …'
    """
    (line,) = wrapped(words, room, size, 1, bold=bold)
    return line


def wrapped(words: str, room: float, size: float, most: int, *, bold: bool = False) -> list[str]:
    """The words on lines that the room takes, at most so many, one at least; the last ends with "…" where it is cut.

    A word that is wider than the room is parted.

    >>> wrapped("the Collective Security Treaty Organization", 110, 10, 2)
    ['the Collective', 'Security Treaty …']
    """
    lines: list[str] = []
    whole = len(words) <= _SOME
    rest = " ".join(words[:_SOME].split())
    while rest and len(lines) < most:
        line = _first(rest, room, size, bold)
        rest = rest[len(line) :].lstrip()
        lines.append(line.rstrip())
    if rest or not whole:
        end = " …" if _letter("…") * size + _letter(" ") * size < room else "…"
        last = _first(lines[-1], room - width_of(end, size, bold=bold), size, bold)
        lines[-1] = last.rstrip(" ,;:.–") + end
    return lines or [""]


def _first(words: str, room: float, size: float, bold: bool) -> str:
    """As much of the words as fits on a line: to the end of a word where there is one, else to the end of a letter."""
    scale = size * (_BOLD if bold else 1)
    taken, fits = 0.0, len(words)
    for i, letter in enumerate(words):
        taken += _letter(letter) * scale
        if taken > room and letter != " ":
            fits = i
            break
    if fits == len(words):
        return words
    space = words.rfind(" ", 0, fits + 1)
    if space > 0 and (words[fits : fits + 1] == " " or fits - space < 24):
        return words[:space]
    return words[: _whole(words, max(fits, 1))]


_JOINED = re.compile(r"[\u200d\ufe0f\U0001f3fb-\U0001f3ff]")


def _whole(words: Sequence[str], end: int) -> int:
    """An end that parts no letter from the marks upon it."""
    back = end
    while 0 < back < len(words) and (
        unicodedata.category(words[back]) in ("Mn", "Me", "Mc")
        or _JOINED.match(words[back])
        or words[back - 1] == "\u200d"
    ):
        back -= 1
    return back or end


def spread(values: Sequence[float], apart: float, high: float = inf, low: float = -inf) -> list[float]:
    """Where to write labels so that none covers another, as near to their values as that allows, from the lowest up.

    None stands beyond ``high``, as long as all have room between that and ``low``.

    >>> spread([0, 5, 0], 1), spread([10, 10, 0], 4, 12, 0)
    ([0, 5, 1], [8, 12, 0])
    """
    order = sorted(range(len(values)), key=lambda i: (values[i], i))
    places = list(values)
    last = -inf
    for i in order:
        places[i] = last = max(values[i], last + apart)
    last = max(high, low + apart * (len(values) - 1)) + apart
    for i in reversed(order):
        places[i] = last = min(places[i], last - apart)
    return places
