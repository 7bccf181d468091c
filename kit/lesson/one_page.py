"""A learner's report on an article: one page of HTML, in their words, that is read on a screen and prints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kit.article import Card
from kit.charts import Chart
from kit.charts.page import picture_html
from kit.hypertext import PAPER, page_html, words_html
from kit.lesson.excerpts import is_excerpt, shortened, whose

__all__ = ["Filled", "OnePage", "one_page_html"]

ROWS, CELL, PROSE = 5, 30, 90  # rows of a table, words of a cell and of a paragraph: with more it fills two pages
_DARK = ("", "screen and (prefers-color-scheme:dark)")
_SAYS = (
    "A learner wrote this report; a program that is often wrong drew the chart. It does not say whether the article is "
    "true. Loaded is not false, neutral is not true, and quoted is not endorsed. The article belongs to whoever wrote "
    "it; of its words the report has short pieces alone."
)


@dataclass(frozen=True, slots=True)
class Filled:
    """What was filled in: a title for each column, and rows of as many cells."""

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class OnePage:
    """What a report says: its ``title``, ``by`` whom and ``on`` which day; of which article, by its ``card``.

    ``text`` is the article's, of which no more than ``MOST`` words in a row are repeated. What is empty was not filled
    in, and the page says so; without a ``chart``, ``no_chart`` says why.
    """

    title: str
    by: str
    on: str
    card: Card
    text: str
    why: str
    source_card: Filled
    speakers: Filled
    claims: Filled
    chart: Chart | None
    no_chart: str
    chart_says: Filled
    limits: str


def one_page_html(page: OnePage) -> str:
    """A report as a whole page of HTML, in ASCII: it needs no other file, no script and no network.

    >>> none = Filled((), ())
    >>> made = one_page_html(OnePage("A <lake>", "", "", Card(), "", "", none, none, none, None, "", none, ""))
    >>> made[:15], "A &lt;lake&gt;" in made, "<script" in made
    ('<!DOCTYPE html>', True, False)
    """
    title = _cut(page.title.strip() or "A report without a title", CELL)
    by = " · ".join(f"<bdi>{words_html(each)}</bdi>" for each in (page.by, page.on) if each)
    parts = (
        ("why", "Why this article", _prose(page, page.why)),
        ("card", "A source card", _table(page, page.source_card)),
        ("speakers", "Who speaks", _table(page, page.speakers)),
        ("claims", "What is claimed", _table(page, page.claims)),
        ("chart", "A chart", _picture_and_limits(page)),
    )
    sections = "".join(_section(*part) for part in parts)
    body = (
        f"<header><p class='by'>{by}</p><h1><bdi>{words_html(title)}</bdi></h1>{_article(page.card)}"
        f"</header><main>{sections}</main><footer><p>{words_html(_SAYS)}</p></footer>"
    )
    return page_html(title, body, PAPER, Path(__file__).with_suffix(".css"))


def _section(name: str, head: str, body: str) -> str:
    return f"<section class='{name}' aria-labelledby='{name}'><h2 id='{name}'>{words_html(head)}</h2>{body}</section>"


def _article(card: Card) -> str:
    """What the report is about, as one would cite it."""
    facts = [f"“{card.title}”" if card.title else "An article without a title", card.author, card.outlet, card.date]
    said = ". ".join(f"<bdi>{words_html(each)}</bdi>" for each in (*facts, card.url) if each)
    return f"<p class='of'>On: {said}.</p>"


def _prose(page: OnePage, words: str) -> str:
    said = _cut(shortened(words.strip(), page.text), PROSE)
    paragraphs = [each for each in said.split("\n") if each.strip()]
    return "".join(f"<p dir='auto'>{words_html(each)}</p>" for each in paragraphs) or _EMPTY


def _table(page: OnePage, table: Filled) -> str:
    """A table, each piece of the article in it in marks, with whose it is."""
    rows = [row for row in table.rows if any(cell.strip() for cell in row)]
    if not rows:
        return _EMPTY
    head = "".join(f"<th scope='col'>{words_html(each)}</th>" if each else "<td></td>" for each in table.columns)
    body = "".join(f"<tr>{_cells(page, table.columns, row)}</tr>" for row in rows[:ROWS])
    more = f"<p class='by'>And {len(rows) - ROWS} more, in the lesson.</p>" if len(rows) > ROWS else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def _cells(page: OnePage, columns: Sequence[str], row: Sequence[str]) -> str:
    """The cells of a row; what stands under no title is its name."""
    tags = ["td" if title else "th scope='row'" for title in columns]
    return "".join(f"<{tag}>{_cell(page, cell)}</{tag[:2]}>" for tag, cell in zip(tags, row, strict=True))


def _cell(page: OnePage, words: str) -> str:
    said = words_html(_cut(shortened(words.strip(), page.text), CELL))
    if not is_excerpt(words, page.text):
        return f"<bdi>{said}</bdi>"
    return f"<bdi>“{said.strip('“”')}”</bdi> <cite>{words_html(whose(page.card))}</cite>"


def _picture_and_limits(page: OnePage) -> str:
    """The chart, beside it what the learner says of it, and below that the limits: so it all goes on one sheet."""
    drawn = f"<p>{words_html(page.no_chart)}</p>"
    if page.chart:
        drawn = f"<figure>{picture_html(page.chart.drawing, page.chart.title, page.chart.alt, dark=_DARK)}</figure>"
    limits = _section("limits", "What this report cannot tell", _prose(page, page.limits))
    return f"<div class='both'>{drawn}<div>{_table(page, page.chart_says)}{limits}</div></div>"


def _cut(words: str, most: int) -> str:
    """The first words, and a sign where there are more; a word of chance that has no end is cut too.

    >>> _cut("one two  three", 2)
    'one two […]'
    """
    said = words.split(" ")
    kept = " ".join(said[:most])[: most * 12]
    return kept if kept == words else f"{kept.rstrip()} […]"


_EMPTY = "<p class='by'>Not filled in.</p>"
