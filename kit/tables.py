"""Rows as a table that a notebook shows and a screen reader reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

__all__ = ["table_html"]


def table_html(rows: Iterable[Sequence[str]]) -> str:
    """Rows as an HTML table, the first its header, every cell escaped.

    >>> table_html([["source"], ["A & B"]])
    "<table><thead><tr><th scope='col'>source</th></tr></thead><tbody><tr><td>A &amp; B</td></tr></tbody></table>"
    """
    head, *body = ([escape(cell) for cell in row] for row in rows)
    cells = "".join(f"<th scope='col'>{cell}</th>" for cell in head)
    lines = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in body)
    return f"<table><thead><tr>{cells}</tr></thead><tbody>{lines}</tbody></table>"
