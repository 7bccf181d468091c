"""Charts say the same in the picture, in words and in the table."""

from __future__ import annotations

import re

import pytest

import kit
from kit.activity.keys import key
from kit.charts import Chart, share_of_article, words_by_zone


@pytest.fixture(scope="module")
def reading(seed) -> kit.Reading:
    """The first article, with the zones that people marked."""
    return kit.read(seed, zones=key(seed, "zone"))


def _words(chart: Chart, part: str) -> int:
    """How many words of one part the table has."""
    return sum(int(row[1].replace(",", "")) for row in chart.table[1:] if row[3] == part)


def test_the_chart_counts_every_word_once(seed, reading):
    """The table's words add up to the page's, and the title to the table's."""
    chart = words_by_zone(reading)
    rows = chart.table[1:]
    assert sum(int(row[1].replace(",", "")) for row in rows) == len(seed.text.split())
    article, total = _words(chart, "article"), len(seed.text.split())
    assert chart.alt.startswith(f"Without furniture {article:,} of the page's {total:,} words are left: 69 in 100.")
    assert share_of_article(reading) == pytest.approx(article / total)


def test_bars_start_at_zero_and_are_as_long_as_the_table_says(reading):
    """The axes are honest."""
    chart = words_by_zone(reading)
    (axes,) = chart.figure.axes
    article, furniture = _words(chart, "article"), _words(chart, "furniture")
    assert axes.get_xlim() == (0, article + furniture)
    assert [(bar.get_x(), bar.get_width()) for bar in axes.patches] == [
        (0, article),
        (0, article),
        (article, furniture),
    ]
    assert {label.get_text() for label in axes.texts} == {f"{article} words of article", f"{furniture} of furniture"}


def test_furniture_is_told_apart_without_colour(reading):
    """The furniture's bar is hatched, those of the article are not."""
    assert [bool(bar.get_hatch()) for bar in words_by_zone(reading).figure.axes[0].patches] == [False, False, True]


def test_the_page_gets_picture_words_and_table(reading):
    """In a notebook the chart is an image with a text alternative and its table, and its text is text."""
    html = words_by_zone(reading)._repr_html_()
    assert re.search(r"role='img' aria-label='Without furniture \d+ of the page&#x27;s", html)
    assert html.count("<tr>") == len(words_by_zone(reading).table)
    assert "<svg" in html
    assert ">words</text>" in html


def test_a_page_without_furniture_has_no_bar_of_nothing():
    """What is not there is not drawn, nor labelled."""
    (axes,) = words_by_zone(kit.read("It rained all day.")).figure.axes
    assert [label.get_text() for label in axes.texts] == ["4 words of article"] * 2
    assert sum(bar.get_width() for bar in axes.patches) == 8


def test_no_words_are_no_chart():
    """A page without a word is refused, not drawn as nothing."""
    with pytest.raises(ValueError, match="the zones hold no words"):
        words_by_zone(kit.read(kit.Article.from_text("")))
