"""Results as a table that a notebook shows, a screen reader reads, a terminal prints and a spreadsheet opens."""

from __future__ import annotations

import csv
import io
import re
import textwrap
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, SupportsIndex, TypeVar, overload

from kit.hypertext import AS_WRITTEN, words_html
from kit.visible import printable, unescaped

__all__ = ["Listing", "Table", "columns", "csv_cell", "csv_line", "from_csv", "on_a_page", "table_html"]

Item = TypeVar("Item")

_HEAD = "th scope='col'"
_WIDEST = 48  # characters of a cell in a terminal
_MOST = 20  # rows of a list that a terminal shows
_MOST_ON_A_PAGE = 100  # and a notebook
_SPACES = "\t\n\v\f\r"
# What a spreadsheet would take for a formula, and run; and the sign that keeps it from doing so.
_SIGN = "[=+\\-@＝＋－＠]"
_FORMULA = re.compile(rf"'|[\s\u00ad\u200b-\u200d\u2060\ufeff]*{_SIGN}")
# Within a cell, where a spreadsheet that parts at semicolons or tabs, and so heeds no quotation mark, begins another.
_INNER = re.compile(rf"(?<=[;\t\n])(?:[^\S\t\n]|[\u00ad\u200b-\u200d\u2060\ufeff])*{_SIGN}")
_SPELT = re.compile(r"\\(?=u[0-9a-fA-F]{4})")


def table_html(rows: Iterable[Sequence[str]], align: Sequence[str] = ()) -> str:
    """Rows as an HTML table, the first its header, every cell escaped; to stand in an element that is ``AS_WRITTEN``.

    ``align`` is "left", "right" or "center" for each column; without it a page does as it likes.

    >>> table_html([["source"], ["A & B"]])
    "<table><thead><tr><th scope='col'>source</th></tr></thead><tbody><tr><td>A &amp; B</td></tr></tbody></table>"
    """
    styles = [f" style='text-align:{side}'" for side in align]

    def line(tag: str, row: Sequence[str]) -> str:
        sides = styles or [""] * len(row)
        return "".join(f"<{tag}{side}>{words_html(cell)}</{tag[:2]}>" for side, cell in zip(sides, row, strict=True))

    head, *body = rows
    lines = "".join(f"<tr>{line('td', row)}</tr>" for row in body)
    return f"<table><thead><tr>{line(_HEAD, head)}</tr></thead><tbody>{lines}</tbody></table>"


def columns(rows: Sequence[Sequence[str]], widest: int = _WIDEST) -> str:
    """Rows as aligned columns of plain text, each cell on one line, printable and at most ``widest`` characters long.

    >>> print(columns([["term", "count"], ["dam", "2"]]))
    term  count
    dam   2
    """
    cells = [[_shortened(cell, widest) for cell in row] for row in rows]
    sizes = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return "\n".join("  ".join(map(str.ljust, row, sizes)).rstrip() for row in cells)


def _shortened(cell: str, widest: int) -> str:
    words = " ".join(printable(cell, keep=_SPACES).split())[: 4 * widest]  # the rest is not shown, however long
    return textwrap.shorten(words, widest, placeholder="…")


def csv_line(cells: Iterable[str], *, safe: bool = False) -> str:
    """Cells as a line of CSV, without its end, which no spreadsheet takes for a program and any reader of CSV reads.

    A cell that begins as a formula does (``=``, ``+``, ``-``, ``@``, or spaces and one of these) has a ``'`` before
    it, and so has one that begins with ``'``. Behind a semicolon, a tab or ``\\n``, where some spreadsheets begin a
    cell, such a sign is spelt ``\\uXXXX``; so are control characters but tab and ``\\n``, and as ``\\u005c`` a
    backslash that could be read so. ``from_csv`` undoes all of it. Cells that are ``safe``, by ``csv_cell`` or because
    the kit made them, are written as they are, each in quotation marks.

    >>> print(csv_line(["=1+1", "a, b", "\\x1b"]))
    '=1+1,"a, b",\\u001b
    """
    line = io.StringIO()
    if safe:
        csv.writer(line, quoting=csv.QUOTE_ALL).writerow(cells)
    else:
        csv.writer(line).writerow(map(csv_cell, cells))
    return line.getvalue().removesuffix("\r\n")


def csv_cell(cell: str) -> str:
    """One cell of CSV as ``csv_line`` has it.

    >>> csv_cell("@SUM(A1)")
    "'@SUM(A1)"
    """
    spelt = printable(_SPELT.sub(r"\\u005c", cell), keep="\t\n")
    guard = "'" if _FORMULA.match(spelt) else ""
    return guard + _INNER.sub(lambda found: f"{found[0][:-1]}\\u{ord(found[0][-1]):04x}", spelt)


def from_csv(cell: str) -> str:
    """What a cell of the kit's CSV said before it was made safe for spreadsheets; see ``csv_line``.

    >>> cells = ["=1+1", "'Tis", "a\\n\\x00\\r", r"\\u001b", "-5"]
    >>> [from_csv(cell) for cell in next(csv.reader([csv_line(cells)]))] == cells
    True
    """
    return unescaped(cell.removeprefix("'"))


@dataclass(frozen=True, slots=True)
class Table:
    """A table to be shown: ``rows``, header first, and a ``caption`` that says what it does not show."""

    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    align: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return columns(self.rows) + (f"\n{printable(self.caption)}" if self.caption else "")

    def _repr_html_(self) -> str:
        # Under the table, where an article's caption stands: a table's own stands above it, or centred.
        caption = (
            f"<figcaption style='margin:.4rem 0 0'>{words_html(self.caption)}</figcaption>" if self.caption else ""
        )
        return f"<figure class='{AS_WRITTEN}' style='margin:0'>{table_html(self.rows, self.align)}{caption}</figure>"


class Listing(tuple[Item, ...], Generic[Item]):
    """Results in order: a tuple that shows itself as a table, which ``tabulate`` makes of them.

    A slice is a listing too. Of a long one the first rows are shown, and how many more there are; ``table`` has all.

    >>> Listing(["dam", "sun"], lambda words: Table((("word",), *((word,) for word in words))))[:1]
    word
    dam
    """

    tabulate: Callable[[Sequence[Item]], Table]

    def __new__(cls, items: Iterable[Item], tabulate: Callable[[Sequence[Item]], Table]) -> Listing[Item]:
        listing = super().__new__(cls, items)
        listing.tabulate = tabulate
        return listing

    @overload
    def __getitem__(self, key: SupportsIndex) -> Item: ...
    @overload
    def __getitem__(self, key: slice) -> Listing[Item]: ...
    def __getitem__(self, key: SupportsIndex | slice) -> Item | Listing[Item]:
        found = super().__getitem__(key)
        return Listing(found, self.tabulate) if isinstance(key, slice) else found  # type: ignore[arg-type, return-value]

    def __getnewargs__(self) -> tuple[tuple[Item, ...], Callable[[Sequence[Item]], Table]]:
        return tuple(self), self.tabulate  # to be copied, or sent to another process

    @property
    def table(self) -> tuple[tuple[str, ...], ...]:
        """The results as rows of words, header first."""
        return self.tabulate(self).rows

    def __repr__(self) -> str:
        if not self:
            return "nothing found"
        rows = self.table
        return "\n".join(filter(None, [columns(rows[: _MOST + 1]), _more(rows, _MOST)]))

    def _repr_html_(self) -> str:
        if not self:
            return "<p>Nothing found.</p>"
        table = self.tabulate(self)
        rows, more = on_a_page(table.rows)
        return Table(rows, " ".join(filter(None, [more, table.caption])), table.align)._repr_html_()


def on_a_page(rows: tuple[tuple[str, ...], ...]) -> tuple[tuple[tuple[str, ...], ...], str]:
    """As many rows as a page has room for, the header first, and a sentence on how many more there are."""
    return rows[: _MOST_ON_A_PAGE + 1], _more(rows, _MOST_ON_A_PAGE)


def _more(rows: Sequence[object], shown: int) -> str:
    """How many rows are not shown below a header and so many."""
    more = len(rows) - 1 - shown
    return f"… and {more:,} more." if more > 0 else ""
