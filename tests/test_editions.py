"""What a lesson asks and says is the same on a computer and in a browser, but for where answers are."""

from __future__ import annotations

from dataclasses import replace

import pytest

import kit.annotate.quotes.parse.find as parsing
from kit import edition
from kit.activity.labels import Label
from kit.activity.lesson_file import lesson_folder, read_lesson
from kit.activity.texts import LAYERS
from kit.annotate.quotes.describe import describe_quotes
from kit.article import Article
from kit.widgets import Highlighter, question
from kit.widgets.page import keep_no_more
from kit.widgets.progress import Progress
from kit.widgets.strings import say

LESSONS = sorted(path.stem for path in lesson_folder().glob("0*.toml"))


def as_in(monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    """Run as if this were that edition."""
    monkeypatch.setattr(edition, "IN_BROWSER", where != "desktop")
    monkeypatch.setenv("KIT_STORE", "memory" if where == "memory" else "")


def test_a_page_says_whether_anything_is_kept(monkeypatch):
    """And what is said follows it at once: a browser may keep answers no more."""
    assert (edition.edition(), say("form.saved")) == ("desktop", "Saved")
    as_in(monkeypatch, "browser")
    assert (edition.edition(), say("form.saved")) == ("browser", "Saved")
    as_in(monkeypatch, "memory")
    assert (edition.edition(), say("form.saved")) == ("memory", "Kept until you leave this page")


@pytest.mark.parametrize("name", LESSONS)
def test_only_prose_is_told_by_edition(name, monkeypatch):
    """Keys, labels, answers to choose from, figures and what is enough: all the rest of an activity is one for all."""
    told = {}
    for where in edition.EDITIONS:
        as_in(monkeypatch, where)
        lesson = read_lesson(name)
        told[where] = [
            (replace(each, prompt="", reveal="", common="", options={}, text=None), [*each.options])
            for each in lesson.activities.values()
        ]
    assert told["desktop"] == told["browser"] == told["memory"]


def forbid(*_: object, **__: object) -> None:
    raise AssertionError("a lesson asked for the parser, which a browser has not")


@pytest.mark.parametrize("name", LESSONS)
def test_no_lesson_asks_for_a_parser(name, monkeypatch):
    """Its keys, what the program finds and the figures that its texts quote are worked out where none may be asked."""
    monkeypatch.setattr(parsing, "load_parser", forbid)
    monkeypatch.setattr(parsing, "find_by_parse", forbid)
    lesson = read_lesson(name)
    for text in lesson.texts.values():
        for layer in LAYERS:
            text.found(layer)
            text.reading.layer(layer)
        assert text.reading.parser is False  # by which its figures, charts and summaries are worked out


def test_what_a_learner_writes_is_read_by_patterns(monkeypatch):
    """So the same sentence fools the program everywhere, or nowhere."""
    monkeypatch.setattr(parsing, "load_parser", forbid)
    assert "said by “Ana Ruiz”" in describe_quotes("“It will rain,” Ana Ruiz said. The mayor fears that it will not.")


def test_where_a_browser_keeps_no_more_nothing_goes_on_saying_that_it_is_saved(monkeypatch):
    """Words of saving, on each widget that is open, become those of a page that keeps nothing; other words stay."""
    as_in(monkeypatch, "browser")
    asked = question.write("Why?", reveal="Thanks.", save=lambda answer: None)
    asked.submit("Saved by the bell")
    again = question.write("Why?", reveal="Thanks.", save=lambda answer: None)
    again.status = f"{say('form.saved')} {say('form.set-aside', file='a.json')}"
    text = Highlighter(
        Article.from_text("It rained all day."),
        layer="practice",
        labels=(Label("time", "Time"),),
        save=lambda marks: None,
    )
    text.mark(0, 2, "time")
    steps = Progress({}, title="Saved", note=say("name.who", name="Ana (Saved)"))
    assert (asked.status, text._state["saved"]) == ("Saved", "Saved")
    keep_no_more()
    kept = say("form.saved")
    assert kept == "Kept until you leave this page"
    assert (asked.status, again.status.startswith(f"{kept} What was saved"), text._state["saved"]) == (kept, True, kept)
    assert (steps.title, steps.note) == ("Saved", say("name.who", name="Ana (Saved)"))
    assert asked.answer["value"] == "Saved by the bell"
