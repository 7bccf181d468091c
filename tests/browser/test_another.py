"""A lesson of one's own as whoever gets it meets it: opened from its folder, to the first mark on the disk."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Learner, running_lab
from tests.made_lesson import NAME, write_small

pytestmark = pytest.mark.browser
expect.set_options(timeout=60_000)


def test_from_a_folder_to_the_first_mark(tmp_path, page, node_modules):
    """It opens alive in lesson mode, alone in the list; answers are in its folder, and nothing else has changed."""
    made = write_small(tmp_path / "my lesson")
    before = {path.name: path.read_bytes() for path in made.iterdir()}
    with running_lab(str(made)) as lab:
        learner = Learner(page, lab, node_modules)
        page.goto(lab.url)
        learner.ready(NAME)
        listed = page.get_by_role("navigation", name="Lessons").get_by_role("listitem").get_by_role("button")
        expect(listed).to_have_text(["Whose rain is it?"])
        expect(page.locator("#jp-menu-panel:visible")).to_have_count(0)
        learner.tab_to(learner.texts().first)
        page.keyboard.press("1")
        kept = made / "answers" / "me" / NAME / "speech.jsonl"
        learner.until(kept.exists, "a mark on the disk")
        assert json.loads(kept.read_text(encoding="utf-8"))["quote"] == "The"
        question = learner.question("Compare")
        question.get_by_role("button").click()
        expect(question).to_contain_text("key")
        learner.until(kept.with_name("speech.first.jsonl").exists, "the marks that were compared")
    assert {path.name for path in made.iterdir()} == {"answers", *before}
    assert {name: (made / name).read_bytes() for name in before} == before


def test_the_same_lesson_on_another_article(lab, page, learner):
    """By keyboard alone from the end of a lesson to the new one; its answers are where those of all others are."""
    learner.open("02-who-is-speaking.ipynb")
    choose = page.get_by_role("button", name="Choose another article")
    choose.focus()
    page.keyboard.press("Enter")
    learner.tab_to(page.get_by_role("button", name="Keep the skate park open", exact=True))
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Open the lesson")).to_be_focused()
    page.keyboard.press("Enter")
    learner.ready("02-skate-park")
    expect(page).to_have_title("Who is speaking? – Keep the skate park open · Media Literacy Kit")
    expect(page.get_by_role("navigation", name="Lessons")).to_contain_text("Lessons of your own")
    question = learner.question("Of every 100 words")
    question.get_by_role("spinbutton").fill("30")
    question.get_by_role("button").click()
    learner.until(lambda: (lab.answers / "me" / "02-skate-park").exists(), "an answer on the disk")
    assert not (lab.home / "work" / "my-lessons" / "02-skate-park" / "answers").exists()
