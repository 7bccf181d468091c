"""A lesson on an article that the learner has opened in the explorer: the chart that they choose, and their report."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from ipywidgets import HTML, VBox, Widget

from kit.activity.columns import ROW
from kit.activity.learners import signed_in
from kit.charts import Chart
from kit.hypertext import words_html
from kit.lesson.explore import Explore
from kit.lesson.lesson import Lesson
from kit.lesson.one_page import Filled, OnePage, one_page_html
from kit.reading import Reading
from kit.views.export import CHARTS
from kit.widgets.own_report import PARTS, Made, OwnReport, not_drawn
from kit.widgets.question import Question

__all__ = ["DRAWN", "OwnArticle"]

# What a learner chooses from, in the words of the lesson, and the chart that it is.
DRAWN: Mapping[str, str] = {
    "Who speaks, and how much": "who_speaks",
    "What kinds of claims the author makes": "kinds_of_claims",
    "Where words push": "loaded_along",
    "Which words come often": "terms_by_voice",
    "How hard it is to read": "readability_by_voice",
}
_AS_AROUND = "font-size:1rem;line-height:1.5;white-space:normal"  # and not as ipywidgets writes a label
_LONGEST = 40  # characters of a title in the name of a file


class OwnArticle:
    """The article in front of an explorer, with what a learner answers about it in a lesson.

    The lesson has the activities ``title``, ``why``, ``limits`` (written), ``card``, with ``card-more`` below it,
    ``speakers``, ``claims``, ``chart-says`` (tables) and ``chart`` (chosen from ``DRAWN``). What is on the disk is
    what counts.
    """

    def __init__(self, lesson: Lesson, explore: Explore) -> None:
        self._lesson, self._explore = lesson, explore

    def chart(self, asked: Question) -> Widget:
        """The question which chart to draw, and below it the one that was chosen, of the article in front."""
        picture = HTML()

        def draw(*_: object) -> None:
            chart, why = self._chart(asked.given.last.value) if asked.given.last else (None, "")
            said = chart._repr_html_() if chart else f"<p>{words_html(why)}</p>" if why else ""
            picture.value = said and f"<div style='{_AS_AROUND}'>{said}</div>"

        asked.observe(draw, "answer")
        self._explore.explorer.observe(draw, ["front", "documents"])
        draw()
        return VBox([asked, picture])

    def report(self) -> OwnReport:
        """The button that makes the report of what is saved by then."""
        return OwnReport(self._made)

    @property
    def _reading(self) -> Reading | None:
        return self._explore.explorer.in_front

    def _chart(self, choice: Any) -> tuple[Chart | None, str]:
        """The chart of a choice, or why there is none."""
        reading = self._reading
        if reading is None:
            return None, not_drawn("article")
        if choice not in DRAWN:
            return None, not_drawn("choice")
        drawing = CHARTS[DRAWN[choice]]
        try:
            return drawing.make(reading), ""
        except ValueError:
            return None, not_drawn("nothing", drawing.nothing)

    def _made(self) -> Made:
        reading = self._reading
        if reading is None:
            raise ValueError(not_drawn("article"))
        chart, no_chart = self._chart(self._lesson.answered("chart")[1])
        words = {name: str(self._lesson.answered(name)[1] or "") for name in ("title", "why", "limits")}
        tables = {name: self._table(name) for name in ("speakers", "claims", "chart-says")}
        tables = {"card": _with_more(self._table("card"), self._table("card-more")), **tables}
        made = OnePage(
            words["title"], signed_in().name, _today(), reading.article.card, reading.text, words["why"],
            tables["card"], tables["speakers"], tables["claims"],
            chart, no_chart, tables["chart-says"], words["limits"],
        )  # fmt: skip
        said = {**words, **{name: _said(each) for name, each in tables.items()}}
        lacks = [name for name in PARTS if not (chart if name == "chart" else said[name].strip())]
        return Made(_file_name(words["title"]), one_page_html(made), lacks)

    def _table(self, name: str) -> Filled:
        """What was filled in, each fixed row with its name before it; rows that say nothing are left out."""
        activity, rows = self._lesson.answered(name)
        fields = ([ROW] if activity.rows else []) + [column.name for column in activity.columns]
        titles = ([""] if activity.rows else []) + [column.title for column in activity.columns]
        told = [[row[field] for field in fields] for row in rows or ()]
        return Filled(titles, told)


def _with_more(table: Filled, more: Filled) -> Filled:
    """A table with the rows of another, which has fewer columns, below its own."""
    lacking = [""] * (len(table.columns) - len(more.columns))
    return Filled(table.columns, [*table.rows, *([*row, *lacking] for row in more.rows)])


def _said(table: Filled) -> str:
    """What a learner wrote in a table: the names of fixed rows, which have no title, are not theirs."""
    return "".join(cell for row in table.rows for title, cell in zip(table.columns, row, strict=True) if title)


def _today() -> str:
    day = date.today()
    return f"{day.day} {day:%B %Y}"


def _file_name(title: str) -> str:
    words = re.findall(r"[a-z0-9]+", title.lower())
    return f"{'-'.join(['report', *words])[:_LONGEST].strip('-')}.html"
