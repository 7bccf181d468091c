"""What a page of a handout is made of: words, lines to write on, and tables to fill in. All of it is HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kit.hypertext import words_html

__all__ = ["bullets", "lines", "paragraph", "quoted", "table"]


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


def quoted(words: str) -> str:
    """Words in quotation marks; those that begin with one as they are.

    >>> quoted("It rained."), quoted('"It rained," she said.')
    ('“It rained.”', '"It rained," she said.')
    """
    return words if words[:1] in "\"“„«‘'" else f"“{words}”"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]] = (), *, empty: int = 0, wide: int | None = None) -> str:
    """A table, its cells empty where there are no words, with so many empty rows below it.

    The column ``wide`` has room for a sentence that is written by hand.
    """
    given = [*rows, *[[""] * len(heads)] * empty]
    room = ["class='wide'" if at == wide else "" for at in range(len(heads))]
    head = "".join(f"<th scope='col' {room[at]}>{words_html(words)}</th>" for at, words in enumerate(heads))
    body = "".join(f"<tr>{''.join(f'<td>{words_html(cell)}</td>' for cell in row)}</tr>" for row in given)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
