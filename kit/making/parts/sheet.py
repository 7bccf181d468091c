"""What a page of a handout is made of: words, lines to write on, and tables to fill in. All of it is HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kit.hypertext import words_html

__all__ = ["bullets", "lines", "paragraph", "table"]


def paragraph(words: str) -> str:
    """A paragraph.

    >>> paragraph("5 < 6")
    '<p>5 &lt; 6</p>'
    """
    return f"<p>{words_html(words)}</p>"


def bullets(items: Iterable[tuple[str, str]]) -> str:
    """A list of terms, each with what it means."""
    return f"<ul>{''.join(f'<li><b>{words_html(a)}</b>: {words_html(b)}</li>' for a, b in items)}</ul>"


def lines(n: int) -> str:
    """So many lines to write on."""
    return f"<div class='write' aria-label='Space to write'>{'<div></div>' * n}</div>"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]] = (), *, empty: int = 0) -> str:
    """A table, its cells empty where there are no words, with so many empty rows below it."""
    given = [*rows, *[[""] * len(heads)] * empty]
    head = "".join(f"<th scope='col'>{words_html(words)}</th>" for words in heads)
    body = "".join(f"<tr>{''.join(f'<td>{words_html(cell)}</td>' for cell in row)}</tr>" for row in given)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
