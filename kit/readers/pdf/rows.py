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
MOST_ROWS = 250  # of a page that may be in columns: no page that is read by people has more
DEEPEST = 4  # columns within columns
FARTHEST = 60  # rows down the page in which the second column is looked for
MOST_LOOKED_AT = 30  # rows that tell whether they are columns
CAP = 1.7  # times the size of the lines beside it that a letter at the start of a chapter is set in


MOST_CAPS = 50  # of a page
_CAP = re.compile(r"[“‘\"']?[^\W\d_]")


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
    rows = [_rows(_with_caps([piece for piece in page if piece.text.strip()])) for page in pages]
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


def _with_caps(pieces: list[Piece]) -> list[Piece]:
    """Pieces with each drop cap put before the line that it begins, and the lines beside it set out as wide."""
    caps = [piece for piece in pieces if _CAP.fullmatch(piece.text.strip())]
    for cap in caps[:MOST_CAPS]:
        beside = [
            (at, piece)
            for at, piece in enumerate(pieces)
            if piece.size * CAP < cap.size
            and cap.y0 - piece.size / 4 < (piece.y0 + piece.y1) / 2 < cap.y1 + piece.size / 4
            and -0.1 * cap.size < piece.x0 - cap.x1 < cap.size / 2
        ]
        if len(beside) > 1:
            first = max(beside, key=lambda found: found[1].y1)[0]
            for at, piece in beside:
                words = cap.text.strip() + piece.text.lstrip() if at == first else piece.text
                pieces[at] = piece._replace(x0=cap.x0, text=words)
            pieces.remove(cap)
    return pieces


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
    body = _reach(rows[first:last] or rows)
    for row in rows[:first]:
        yield _line(row, _wider(body, row))
    yield from _read(rows[first:last], gutters, depth=0 if len(rows) < MOST_ROWS else DEEPEST)
    for row in rows[last:]:
        yield _line(row, _wider(body, row))


def _read(rows: list[Row], gutters: set[float], *, depth: int) -> Iterator[Line]:
    """The lines of a part of the page; what is in columns is parted, and each column read alike."""
    at = 0
    reach = _reach(rows)
    while at < len(rows):
        end, gutter = _columns(rows, at, gutters) if depth < DEEPEST else (at, 0.0)
        if end > at:
            gutters.add(gutter)
            for left in (True, False):
                side = [[p for p in row if (p.x0 < gutter - 1) is left] for row in rows[at:end]]
                yield from _read([row for row in side if row], gutters, depth=depth + 1)
            at = end
        else:
            yield _line(rows[at], reach)
            at += 1


def _columns(rows: Sequence[Row], first: int, gutters: set[float]) -> tuple[int, float]:
    """Up to which row the page is in two columns from here, and where the right one begins; ``(first, 0)`` if not."""
    gaps = [(float("-inf"), float("inf"))]
    both = 0  # rows that stand beside something on the other side of the gap
    end, where = first, 0.0
    for at in range(first, len(rows)):
        row = rows[at]
        gaps = _common(gaps, _free(row))
        inner = [(a, b) for a, b in gaps if a > float("-inf") and b < float("inf")]
        if not gaps or (not inner and both) or (end == first and at > first + FARTHEST):
            break
        if not inner:
            continue
        beside = [*row, *(rows[at - 1] if at > first and rows[at - 1][0].y0 < row[0].y1 else ())]
        both += any(piece.x1 <= inner[0][0] for piece in beside) and any(piece.x0 >= inner[0][1] for piece in beside)
        known = any(abs(inner[0][1] - edge) < 2 for edge in gutters)
        if (
            end > first
            or (both >= 1 and known)
            or (both >= LEAST_ROWS - 1 and _wordy(rows[first : at + 1], inner[0], both))
        ):
            end, where = at + 1, inner[0][1]
    return end, where


def _common(some: list[tuple[float, float]], others: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Where strips of one list, from left to right, overlap strips of another by a gutter."""
    out, at, to = [], 0, 0
    while at < len(some) and to < len(others):
        (a, b), (c, d) = some[at], others[to]
        if min(b, d) - max(a, c) >= GUTTER:
            out.append((max(a, c), min(b, d)))
        if b < d:
            at += 1
        else:
            to += 1
    return out


def _free(row: Row) -> list[tuple[float, float]]:
    """The strips that a row leaves empty, from left to right, the margins among them."""
    out, at = [], float("-inf")
    for piece in row:
        if piece.x0 > at:
            out.append((at, piece.x0))
        at = max(at, piece.x1)
    return [*out, (at, float("inf"))]


def _wordy(rows: Sequence[Row], gap: tuple[float, float], both: int) -> bool:
    """Whether both sides hold running words, as columns do, and not the cells of a table.

    Of fewer than ``LEAST_ROWS`` beside each other, only where the sides are set in different sizes, as a box is.
    """
    middle = sum(gap) / 2
    sizes = []
    for left in (True, False):
        side = [[p for p in row if (p.x0 < middle) is left] for row in rows[:MOST_LOOKED_AT]]
        filled = [row for row in side if row]
        words = sum(len(piece.text.split()) for row in filled for piece in row)
        if len(filled) < LEAST_ROWS - 1 or words < 2.5 * len(filled):
            return False
        sizes.append(max(row[0].size for row in filled))
    return both >= LEAST_ROWS or abs(sizes[0] - sizes[1]) > 0.1 * max(sizes)


def _reach(rows: Sequence[Row]) -> tuple[float, float]:
    """How far rows reach to the left and to the right."""
    pieces = [piece for row in rows for piece in row]
    return min((piece.x0 for piece in pieces), default=0.0), max((piece.x1 for piece in pieces), default=0.0)


def _wider(reach: tuple[float, float], row: Row) -> tuple[float, float]:
    """A reach that holds a row too."""
    left, right = _reach([row])
    return min(reach[0], left), max(reach[1], right)


def _line(row: Row, reach: tuple[float, float]) -> Line:
    """A row as one line of a column that reaches so far."""
    text = _LIGATURE.sub(_letters, " ".join(" ".join(piece.text for piece in row).split()))
    y0, y1 = min(piece.y0 for piece in row), max(piece.y1 for piece in row)
    size = max(row, key=lambda piece: len(piece.text)).size
    return Line(row[0].x0, y0, max(piece.x1 for piece in row), y1, size, text, *reach)


def _letters(ligature: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", ligature[0])
