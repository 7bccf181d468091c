"""Charts say the same in the picture, in words and in the table."""

from __future__ import annotations

import re

import pytest

import kit
from kit.activity.keys import key
from kit.charts import share_of_article, words_by_zone


@pytest.fixture(scope="module")
def reading(seed) -> kit.Reading:
    """The first article, with the zones that people marked."""
    return kit.read(seed, zones=key(seed, "zone"))


def test_the_chart_counts_every_word_once(seed, reading):
    """The table's words add up to the page's, and the title to the table's."""
    chart = words_by_zone(reading)
    rows = chart.table[1:]
    assert sum(int(row[1].replace(",", "")) for row in rows) == len(seed.text.split())
    furniture = sum(int(row[1].replace(",", "")) for row in rows if row[3] == "furniture")
    assert chart.alt.startswith(f"{furniture:,} of the page's {len(seed.text.split()):,} words are furniture")
    assert share_of_article(reading) == pytest.approx(1 - furniture / len(seed.text.split()))


def test_bars_start_at_zero_and_are_as_long_as_the_table_says(reading):
    """The axes are honest."""
    chart = words_by_zone(reading)
    before, after = chart.figure.axes
    assert before.get_xlim()[0] == after.get_xlim()[0] == 0
    assert [int(bar.get_width()) for bar in after.patches] == [int(r[1].replace(",", "")) for r in chart.table[1:]]


def test_furniture_is_told_apart_without_colour(reading):
    """Furniture bars are hatched, article bars are not."""
    chart = words_by_zone(reading)
    hatched = [bool(bar.get_hatch()) for bar in chart.figure.axes[1].patches]
    assert hatched == [row[3] == "furniture" for row in chart.table[1:]]


def test_the_page_gets_picture_words_and_table(reading):
    """In a notebook the chart is an image with a text alternative and its table, and its text is text."""
    html = words_by_zone(reading)._repr_html_()
    assert re.search(r"role='img' aria-label='\d+ of the page&#x27;s", html)
    assert html.count("<tr>") == len(words_by_zone(reading).table)
    assert "<svg" in html
    assert ">words</text>" in html


def test_no_words_are_no_chart():
    """A page without a word is refused, not drawn as nothing."""
    with pytest.raises(ValueError, match="the zones hold no words"):
        words_by_zone(kit.read(kit.Article.from_text("")))
