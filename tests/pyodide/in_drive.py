"""Learners' answers on a disk as a browser's Python has it; run in Pyodide alone, where ``drive.mjs`` mounts one.

What ``drive.asked`` tells are requests: each is a round trip by way of the page, some milliseconds.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from kit.activity.answer import Answer
from kit.activity.answers import AnswerFile, answer_folder, save_progress
from kit.activity.learners import set_learner
from kit.files import read_regular, write_atomic
from kit.jsonl import annotation_lines
from kit.lesson import Lesson
from kit.widgets import Highlighter

LESSON, TEXT = "01-article-or-furniture", "plain"
GROWS, SHRINKS = "get get put", "get lookup lookup mknod get put rename"


@pytest.fixture
def drive(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The disk; a folder of it is the working folder, in which Ana is at work."""
    drive = import_module("drive")
    home = Path("/drive") / request.node.name
    home.mkdir()
    monkeypatch.setenv("KIT_FOLDER", str(home))
    set_learner("Ana")
    drive.asked()
    yield drive
    drive.refuse("")


def marking() -> Highlighter:
    """The text of a lesson, with two blocks marked, and saved."""
    widget = Lesson(LESSON).mark(TEXT)
    mark(widget, 0)
    mark(widget, 1)
    return widget


def mark(widget: Highlighter, block: int) -> None:
    widget.mark(*widget._tokens.span(block, block), "article")


def kept() -> str:
    return str(answer_folder() / "ana" / LESSON / f"{TEXT}.jsonl")


def test_a_mark_is_looked_for_and_stored(drive: Any) -> None:
    """What is there is got once to look, and once to be written over; fewer marks are a new file."""
    widget = marking()
    drive.asked()
    mark(widget, 2)
    assert drive.asked() == GROWS
    widget.undo()
    assert drive.asked() == SHRINKS
    assert widget._state["saved"] == "Saved"


def test_nothing_is_stored_by_looking(drive: Any, tmp_path: Path) -> None:
    """A file that is read is not put back, over what another tab has stored meanwhile."""
    file = Path("/drive/note.txt")
    write_atomic(file, "words")
    drive.asked()
    assert read_regular(file, 9) == b"words"
    assert drive.asked() == "get"
    with pytest.raises(ValueError, match="a folder, not a file"):
        read_regular(Path("/drive"), 9)


def test_a_lesson_asks_once_for_each_answer(drive: Any) -> None:
    """One that is not there is looked for, one that is there is got; with marks also who made them."""
    marking()
    lesson = Lesson(LESSON)
    drive.asked()
    lesson.estimate("predict")
    assert drive.asked() == "lookup"
    lesson.mark(TEXT)
    assert drive.asked() == "get get"


def test_progress_that_is_so_already_is_not_stored(drive: Any) -> None:
    """It is looked at."""
    file = AnswerFile(LESSON, "progress")
    save_progress(file, done=1, steps=9)
    drive.asked()
    save_progress(file, done=1, steps=9)
    assert drive.asked() == "get"
    save_progress(file, done=2, steps=9)
    assert drive.asked() == GROWS


@pytest.mark.parametrize("request_", ["put", "mknod", "rename"])
def test_what_the_browser_refuses_is_not_called_saved(drive: Any, request_: str) -> None:
    """Its storage may be full: the answer before stands, nothing lies about, and the next mark saves all."""
    widget = marking()
    before = drive.text(kept())
    drive.refuse(request_)
    if request_ == "put":
        mark(widget, 2)
    else:
        widget.undo()
    assert widget._state["failed"]
    assert "did not store it; its storage may be full" in widget._state["saved"]
    assert drive.text(kept()) == before
    assert ".part" not in drive.names()
    drive.refuse("")
    mark(widget, 3)
    assert (widget._state["failed"], widget._state["saved"]) == (False, "Saved")
    assert drive.text(kept()) == annotation_lines(widget.annotations, widget._article)


def test_another_tab_is_heard(drive: Any) -> None:
    """What it stored is there beside what is marked here, whether it is longer or shorter."""
    widget, other = marking(), marking()
    for tab, block in ((other, 2), (widget, 3), (other, 4)):
        mark(tab, block)
    assert widget._tokens.touched(*widget.annotations[-1].span)[0] == 3
    mark(widget, 5)
    assert len(widget.annotations) == len(other.annotations) + 1 == 6
    assert drive.text(kept()) == annotation_lines(widget.annotations, widget._article)


def test_another_tab_chooses_between_answers(drive: Any) -> None:
    """Two answers to one question are both kept."""
    one, two = Lesson(LESSON).estimate("predict"), Lesson(LESSON).estimate("predict")
    one.submit(10)
    two.submit(20)
    assert two.other
    file = AnswerFile(LESSON, "predict")
    both: Answer = file.load()
    assert {each.value for each in both.tries} == {10, 20}


def test_answers_without_a_name_come_along(drive: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also those of a tab that was open before; whether they were taken is looked at once for each mark."""
    home = Path("/drive/nameless")
    home.mkdir()
    monkeypatch.setenv("KIT_FOLDER", str(home))
    widget = marking()
    drive.asked()
    mark(widget, 2)
    assert drive.asked() == f"getattr {GROWS}"
    set_learner("Ben")
    mark(widget, 3)
    there = home / "answers" / "ben" / LESSON / f"{TEXT}.jsonl"
    assert drive.text(str(there)) == annotation_lines(widget.annotations, widget._article)
    assert not (home / "answers" / "me").exists()
