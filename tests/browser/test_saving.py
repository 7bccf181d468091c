"""Nothing is called saved that is not on the disk, and two windows of one lesson lose nothing."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import expect

from kit.activity.lesson_file import read_lesson

pytestmark = pytest.mark.browser
expect.set_options(timeout=60_000)

LESSON = "00-start-here.ipynb"
DATA = read_lesson("00-start-here")
NAME, AGREE = (re.escape(DATA[name].prompt[:30]) for name in ("name", "agree"))
OPTIONS = list(DATA["agree"].options)
SAID = [said.splitlines()[0][:40] for said in DATA["agree"].options.values()]


def status(question):
    """The line that says what is on the disk."""
    return question.get_by_role("status")


def test_what_is_said_to_be_saved_is_on_the_disk(lab, page, learner):
    """A name and a choice are answered with Enter; a choice changed after is a draft, also after a reload."""
    learner.open(LESSON)
    name = learner.question(NAME)
    name.get_by_role("textbox").fill("Blue Heron")
    expect(status(name)).to_have_text("")
    name.get_by_role("textbox").press("Enter")
    expect(name).to_contain_text("kept under “Blue Heron”")
    signed = json.loads((lab.answers / "learner.txt").read_text(encoding="utf-8"))
    assert (signed["name"], signed["folder"]) == ("Blue Heron", "blue heron")

    agree = learner.question(AGREE)
    agree.get_by_role("radio").nth(1).focus()
    page.keyboard.press("Space")
    expect(status(agree)).to_have_text("Draft saved")
    assert lab.answer("00-start-here", "agree", "blue heron").draft.value == OPTIONS[1]
    page.keyboard.press("Enter")
    expect(status(agree)).to_have_text("Saved")
    expect(agree).to_contain_text(SAID[1])
    assert lab.answer("00-start-here", "agree", "blue heron").draft is None

    agree.get_by_role("radio").nth(2).check()
    expect(status(agree)).to_have_text("Draft saved")
    for _ in range(2):
        expect(agree.get_by_text(SAID[1])).to_be_hidden()
        expect(agree.get_by_text("What was said of your earlier answer")).to_be_visible()
        expect(agree.get_by_role("button", name="Answer again")).to_be_visible()
        expect(agree.get_by_role("radio").nth(2)).to_be_checked()
        page.reload()
        learner.ready("00-start-here")
    agree.get_by_role("button", name="Answer again").click()
    expect(agree).to_contain_text(SAID[2])
    expect(status(agree)).to_have_text("Saved")
    tries = [each.value for each in lab.answer("00-start-here", "agree", "blue heron").tries]
    assert tries == [OPTIONS[1], OPTIONS[2]]
    assert learner.violations() == []
    assert learner.unguarded() == []


def mark(learner, word, label):
    """Mark a word of the first text, by its number."""
    learner.texts().first.focus()
    learner.page.keyboard.press("Control+Home")
    for _ in range(word):
        learner.page.keyboard.press("ArrowRight")
    learner.page.keyboard.press(label)


def test_two_windows_of_one_lesson(lab, page, learner):
    """Marks of both are on the disk; of two answers the learner chooses one, and the other is kept."""
    learner.open(LESSON)
    second = type(learner)(page.context.new_page(), lab, learner.node_modules)
    second.open(LESSON)

    marks = lab.answers / "me" / "00-start-here" / "practice.jsonl"
    mark(learner, 0, "1")
    learner.until(marks.exists, "the first window's mark on the disk")
    mark(second, 3, "2")
    expect(second.page.get_by_text("Saved. 1 mark came from another window")).to_be_visible()
    expect(second.page.get_by_text("Marks (2)")).to_be_visible()
    labels = [json.loads(line)["label"] for line in marks.read_text(encoding="utf-8").splitlines()]
    assert labels == [label.name for label in DATA["practice"].labels[:2]]

    mine, theirs = (each.question(AGREE) for each in (second, learner))
    theirs.get_by_role("radio").nth(0).check()
    expect(status(theirs)).to_have_text("Draft saved")
    mine.get_by_role("radio").nth(2).check()
    expect(mine).to_contain_text(re.compile(f"Both answers are kept.*{OPTIONS[0]}"))
    assert second.violations() == []
    assert second.unguarded() == []
    mine.get_by_role("button", name="Take that one").click()
    expect(mine.get_by_role("radio").nth(0)).to_be_checked()
    expect(mine.get_by_role("button", name="Take that one")).to_have_count(0)

    def on_the_disk():
        answer = lab.answer("00-start-here", "agree")
        return (answer.draft.value, [each.value for each in answer.aside]) == (OPTIONS[0], [OPTIONS[2]])

    learner.until(on_the_disk, "the answer that was taken, and the other aside")
