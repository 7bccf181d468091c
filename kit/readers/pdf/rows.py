"""In what order the pieces of text on a page are read: rows, and columns where there are any."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

__all__ = ["Line", "Piece", "read_order"]

GUTTER = 9.0  # points that two columns are apart, at least
_LIGATURE = re.compile("[\ufb00-\ufb06]")  # ﬁ and its like: one sign in print, and two letters
LEAST_ROWS = 4  # of a page that is set in columns; a table may have fewer


class Piece(NamedTuple):
    """A run of text on a page, with its box in points from the lower left corner, and its size."""

    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a column: its words, its box, its size, and how far its column reaches to left and right."""

    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    text: str
    left: float
    right: float


def read_order(pages: Sequence[Sequence[Piece]]) -> list[list[Line]]:
    """The lines of each page in the order in which they are read: top to bottom, a column at a time.

    A page is in columns where a strip stays empty down four rows or more, with running words on both sides; or fewer
    rows, where another page has its columns there.

    >>> left = [Piece(0, 90 - 12 * n, 80, 100 - 12 * n, 10, f"left {n} of four") for n in range(4)]
    >>> right = [Piece(100, 90 - 12 * n, 180, 100 - 12 * n, 10, f"right {n} of four") for n in range(4)]
    >>> [line.text for line in read_order([[*left, *right]])[0]][3:5]
    ['left 3 of four', 'right 0 of four']
    """
    rows = [_rows([piece for piece in page if piece.text.strip()]) for page in pages]
    gutters: set[float] = set()
    for page in rows:  # once, so that each page knows the columns of all
        for _ in _page(page, gutters):
            pass
    return [list(_page(page, gutters)) for page in rows]


Row = list[Piece]


def _rows(pieces: Sequence[Piece]) -> list[Row]:
    """Pieces that stand beside each other, from the top down, each row from left to right."""
    rows: list[Row] = []
    for piece in sorted(pieces, key=lambda piece: (-piece.y0 - piece.y1, piece.x0)):
        middle = (piece.y0 + piece.y1) / 2
        if rows and rows[-1][0].y0 < middle < rows[-1][0].y1:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    for row in rows:
        row.sort()
    return rows


def _margins(rows: Sequence[Row]) -> tuple[int, int]:
    """Where the page begins below its head, and where it ends above its foot, which belong to no column.

    They stand apart by more than two lines of their size, or are set smaller, in one to three rows.
    """

    def apart(row: Row, beside: Row) -> bool:
        gap = max(beside[0].y0 - row[0].y1, row[0].y0 - beside[0].y1)
        return gap > 2 * row[0].size or (gap > row[0].size / 2 and row[0].size < 0.8 * beside[0].size)

    first, last = 0, len(rows)
    for at in range(min(3, len(rows) - 1)):
        if apart(rows[at], rows[at + 1]):
            first = at + 1
    for at in range(len(rows) - 1, max(len(rows) - 4, first), -1):
        if apart(rows[at], rows[at - 1]):
            last = at
    return first, last


def _page(rows: list[Row], gutters: set[float]) -> Iterator[Line]:
    """The lines of a page, its head and foot each by itself; where columns begin is added to ``gutters``."""
    first, last = _margins(rows)
    for part in (*([row] for row in rows[:first]), rows[first:last], *([row] for row in rows[last:])):
        yield from _read(part, gutters, depth=0)


def _read(rows: list[Row], gutters: set[float], *, depth: int) -> Iterator[Line]:
    """The lines of a part of the page; what is in columns is parted, and each column read alike."""
    at = 0
    single: list[Row] = []
    while at < len(rows):
        end, gutter = _columns(rows, at, gutters) if depth < 4 else (at, 0.0)
        if end > at:
            yield from _lines(single)
            single = []
            gutters.add(gutter)
            sides = (
                [[p for p in row if (p.x0 < gutter - 1) is left] for row in rows[at:end]] for left in (True, False)
            )
            for side in sides:
                yield from _read([row for row in side if row], gutters, depth=depth + 1)
            at = end
        else:
            single.append(rows[at])
            at += 1
    yield from _lines(single)


def _columns(rows: Sequence[Row], first: int, gutters: set[float]) -> tuple[int, float]:
    """Up to which row the page is in two columns from here, and where the right one begins; ``(first, 0)`` if not."""
    gaps = [(float("-inf"), float("inf"))]
    both = 0
    end, where = first, 0.0
    for at in range(first, len(rows)):
        row = rows[at]
        free = _free(row)
        gaps = [(max(a, c), min(b, d)) for a, b in gaps for c, d in free if min(b, d) - max(a, c) >= GUTTER]
        inner = [(a, b) for a, b in gaps if a > float("-inf") and b < float("inf")]
        if not gaps or (at > first and not inner and both):
            break
        both += any(piece.x1 <= a for piece in row for a, _ in inner) and len(row) > 1
        known = any(abs(b - edge) < 2 for _, b in inner for edge in gutters)
        if inner and both >= (1 if known else LEAST_ROWS) and (known or _wordy(rows[first : at + 1], inner[0])):
            end, where = at + 1, inner[0][1]
    return end, where


def _free(row: Row) -> list[tuple[float, float]]:
    """The strips that a row leaves empty, from left to right, the margins among them."""
    out, at = [], float("-inf")
    for piece in row:
        if piece.x0 > at:
            out.append((at, piece.x0))
        at = max(at, piece.x1)
    return [*out, (at, float("inf"))]


def _wordy(rows: Sequence[Row], gap: tuple[float, float]) -> bool:
    """Whether both sides hold running words, as columns do, and not the cells of a table."""
    middle = sum(gap) / 2
    for left in (True, False):
        side = [" ".join(p.text for p in row if (p.x0 < middle) is left) for row in rows]
        filled = [words for words in side if words]
        if len(filled) < LEAST_ROWS - 1 or sum(len(words.split()) for words in filled) < 2.5 * len(filled):
            return False
    return True


def _lines(rows: Sequence[Row]) -> Iterator[Line]:
    left = min((piece.x0 for row in rows for piece in row), default=0.0)
    right = max((piece.x1 for row in rows for piece in row), default=0.0)
    for row in rows:
        text = _LIGATURE.sub(_letters, " ".join(" ".join(piece.text for piece in row).split()))
        y0, y1 = min(piece.y0 for piece in row), max(piece.y1 for piece in row)
        size = max(row, key=lambda piece: len(piece.text)).size
        yield Line(row[0].x0, y0, max(piece.x1 for piece in row), y1, size, text, left, right)


def _letters(ligature: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", ligature[0])
