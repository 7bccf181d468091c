"""Lesson 08: an article of one's own, a chart that one chooses, and a report of one page that says what was written."""

from __future__ import annotations

import re
from html import unescape

import pytest

import kit
from kit.activity.columns import ROW
from kit.activity.learners import set_learner
from kit.activity.lesson_file import read_lesson
from kit.article import Article, Card
from kit.lesson import Lesson
from kit.lesson.excerpts import MOST, shortened
from kit.lesson.explore import Explore
from kit.lesson.one_page import CELL, PROSE, ROWS, Filled, OnePage, one_page_html
from kit.lesson.own_article import DRAWN, OwnArticle
from kit.widgets.own_report import PARTS

NAME = "08-your-own-article"
LETTER = "market-square"


def words_of(html):
    """What a page says, its style and its tags left out."""
    return " ".join(unescape(re.sub(r"<style>.*?</style>|<[^>]+>", " ", html, flags=re.S)).split())


@pytest.fixture
def opened(home):
    """The lesson, its explorer with a letter in front, and what makes the report."""
    set_learner("Blue Heron")
    lesson, explore = Lesson(NAME), Explore()
    explore.explorer.open_article(LETTER)
    explore.explorer.front = explore.explorer.documents[-1]["id"]
    return lesson, explore, OwnArticle(lesson, explore)


def answer(lesson):
    """What a learner might write."""
    lesson.write("title").submit("Who <counted> the customers?")
    lesson.write("why").submit("A shop owner is against closing a square to cars.")
    lesson.write("limits").submit("I could not find the plan.\n\nI read one letter.")
    of_card, more = (read_lesson(NAME)[name] for name in ("card", "card-more"))
    lesson.table("card").fill(
        [{ROW: row, "found": f"Found {n}", "how": "I looked elsewhere"} for n, row in enumerate(of_card.rows)]
    )
    lesson.table("card-more").fill([{ROW: row, "found": f"More {n}"} for n, row in enumerate(more.rows)])
    lesson.table("speakers").fill([{"who": "Mayor Ines Holt", "record": "By name", "ask": "The minutes"}])
    lesson.table("claims").fill(
        [
            {"words": "it was 61 of 90", "kind": "Fact claim", "settle": "Count again"},
            {"words": "The mayor is cross.", "kind": "Opinion", "settle": ""},
        ]
    )
    lesson.table("chart-says").fill([{ROW: "It shows", "words": "Where"}, {ROW: "It does not show", "words": "Who"}])


def test_the_lesson_has_what_the_report_is_made_of():
    """Each part by its name and kind; and the charts are those that one can choose."""
    lesson = read_lesson(NAME)
    kinds = {name: lesson[name].kind for name in PARTS}
    assert kinds == {
        **dict.fromkeys(("title", "why", "limits"), "write"),
        **dict.fromkeys(("card", "speakers", "claims", "chart-says"), "table"),
        "chart": "choose",
    }
    assert list(lesson["chart"].options) == list(DRAWN)


def test_a_report_says_all_that_was_written_and_by_whom(opened):
    """In words, in order, none taken for markup; an excerpt has its marks and whose it is, other words have neither."""
    lesson, _, own = opened
    answer(lesson)
    shown = own.chart(lesson.choose("chart"))
    asked, picture = shown.children
    assert picture.value == ""
    asked.submit(list(DRAWN).index("Who speaks, and how much"))
    assert "<svg" in picture.value
    made = own.report()._make()
    assert (made.name, made.lacks) == ("report-who-counted-the-customers.html", [])
    said = words_of(made.html)
    for part in (
        "Blue Heron", "Who <counted> the customers?", "A shop owner is against", "Who asked the shops?", "Found 2",
        "More 1", "I looked elsewhere", "Mayor Ines Holt", "The minutes", "Count again", "It does not show",
        "“it was 61 of 90” Tomas Brandl (invented), Lakeside Weekly (invented), 3 May 2024",
        "The mayor is cross.", "I could not find the plan.",
    ):  # fmt: skip
        assert part in said, part
    assert made.html.isascii() and made.html.count("<svg") == 2  # for a wide page and a narrow one
    assert "default-src 'none'" in made.html
    assert not re.search(r"<script|<link|<img|\son\w+=|url\(|@import", made.html)


def test_it_says_what_is_empty_and_what_cannot_be_drawn(opened):
    """A report can be made at any time; without an article there is none."""
    lesson, explore, own = opened
    made = own.report()._make()
    assert set(made.lacks) == set(PARTS)
    assert made.html.count("Not filled in.") == 6 and "A report without a title" in made.html
    asked = own.chart(lesson.choose("chart")).children[0]
    explore.explorer.open_article(Article.from_text("It rained all day."))
    explore.explorer.front = explore.explorer.documents[-1]["id"]
    asked.submit(list(DRAWN).index("Who speaks, and how much"))
    assert "There is no chart to draw: nobody is quoted. Choose another." in own.report()._make().html
    explore.explorer.front = 0
    with pytest.raises(ValueError, match="No article is open"):
        own.report()._make()


def test_what_cannot_be_read_on_the_disk_is_left_out(opened, home):
    """A damaged answer is empty here, and set aside by the lesson when it is opened."""
    lesson, _, own = opened
    answer(lesson)
    (home / "answers" / "blue heron" / NAME / "claims.json").write_text('{"tries": [{"value": 3}]}', "utf-8")
    assert own.report()._make().lacks == ["claims", "chart"]


def test_a_report_by_the_page_is_bytes_and_names_what_is_empty(opened):
    """What the widget answers the page with."""
    sent = []
    widget = opened[2].report()
    widget.send = lambda content, buffers=None: sent.append((content, buffers))
    widget._receive(widget, {"id": "1", "ask": "make"}, [])
    widget._receive(widget, {"id": "2", "ask": "more"}, [])
    (done, buffers), (refused, _) = sent
    assert done["kind"] == "done" and done["data"]["lacks"][0] == "its title"
    assert buffers[0].startswith(b"<!DOCTYPE html>")
    assert refused["kind"] == "refused" and "there is 'make'" in refused["said"]


# How much of the article it repeats


def test_no_more_than_25_words_in_a_row_are_the_articles():
    """However much of it somebody pastes, and wherever; their own words stay."""
    text = kit.load(LETTER).text
    pasted = f"Mine: {text} And mine again: {' '.join(text.split()[40:90])} End."
    said = shortened(pasted, text)
    assert said.startswith("Mine: ") and said.endswith("[…] End.") and " And mine again: " in said
    own = re.findall(r"\w+", said)
    of = [re.findall(r"\w+", text)]
    runs = {tuple(of[0][n : n + MOST + 1]) for n in range(len(of[0]) - MOST)}
    assert not [n for n in range(len(own)) if tuple(own[n : n + MOST + 1]) in runs]
    assert shortened("Quite my own, all of it.", text) == "Quite my own, all of it."
    assert shortened(" ".join(text.split()[:24]), text) == " ".join(text.split()[:24])


def test_it_takes_time_in_proportion(linear):
    """A whole page pasted into a field."""

    def work(text):
        shortened(text, text)

    assert linear(lambda n: " ".join(f"word{k % 977}" for k in range(n)), work, 400)


def test_each_field_of_a_report_is_cut():
    """A page of words in every field is two sheets of paper and no more; so many rows, and how many more there are."""
    text = " ".join(f"word{n}" for n in range(2000))
    long = Filled(("a", "b", "c"), [[text] * 3] * 9)
    page = OnePage(text, "", "", Card(), "", text, long, long, long, None, "", long, text)
    made = words_of(one_page_html(page))
    assert len(made.split()) < 4 * 3 * ROWS * (CELL + 1) + 2 * PROSE + 9 * CELL
    assert made.count(f"And {9 - ROWS} more, in the lesson.") == 4
