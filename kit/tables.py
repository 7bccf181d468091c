"""Rows as a table that a notebook shows and a screen reader reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

__all__ = ["Table", "table_html"]


def table_html(rows: Iterable[Sequence[str]], align: Sequence[str] = ()) -> str:
    """Rows as an HTML table, the first its header, every cell escaped.

    ``align`` is "left", "right" or "center" for each column; without it a page does as it likes.

    >>> table_html([["source"], ["A & B"]])
    "<table><thead><tr><th scope='col'>source</th></tr></thead><tbody><tr><td>A &amp; B</td></tr></tbody></table>"
    """
    styles = [f" style='text-align:{side}'" for side in align]

    def line(tag: str, row: Sequence[str]) -> str:
        sides = styles or [""] * len(row)
        return "".join(f"<{tag}{side}>{escape(cell)}</{tag[:2]}>" for side, cell in zip(sides, row, strict=True))

    head, *body = rows
    lines = "".join(f"<tr>{line('td', row)}</tr>" for row in body)
    return f"<table><thead><tr>{line(_HEAD, head)}</tr></thead><tbody>{lines}</tbody></table>"


_HEAD = "th scope='col'"


@dataclass(frozen=True, slots=True)
class Table:
    """A table to be shown in a notebook: ``rows``, header first, and a ``caption`` that says what it does not show."""

    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    align: tuple[str, ...] = ()

    def _repr_html_(self) -> str:
        # Under the table, where an article's caption stands: a table's own stands above it, or centred.
        caption = f"<figcaption style='margin:.4rem 0 0'>{escape(self.caption)}</figcaption>" if self.caption else ""
        return f"<figure style='margin:0'>{table_html(self.rows, self.align)}{caption}</figure>"
