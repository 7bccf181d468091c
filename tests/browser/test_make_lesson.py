"""From a saved page to a lesson that was walked to its end: the teacher by keyboard alone, then a learner."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import FileChooser, expect

from kit.activity.lesson_file import read_lesson
from kit.making.drafts import call
from kit.making.propose import begin
from tests.browser.test_walk import ASKED, ByKeyboard, look

pytestmark = pytest.mark.browser
expect.set_options(timeout=60_000)

PAGE = Path(__file__).parents[1] / "pages" / "opinion_entities.html"
NAME = "let-the-old-mill-stand"
UNGUARDED = """() => [...document.querySelectorAll(".km-root :is(button, input, select, textarea, a, [tabindex])")]
    .filter((node) => !node.hasAttribute("data-lm-suppress-shortcuts")).map((node) => node.outerHTML.slice(0, 200))"""


def test_the_page_begins_with_the_draft_for_which_it_was_opened(lab, page, learner):
    """As ``kit new-lesson`` notes it: the panel has the focus and is in sight, with the draft's first step open."""
    folder = lab.home / "work" / "my-lessons"
    made, _ = begin("It rained on Monday. The bridge held.\n", name="rain", folder=folder)
    call(made.name, folder)
    learner.open("explore.ipynb")
    maker = page.get_by_role("region", name="Make a lesson of it")
    expect(maker).to_be_focused()
    expect(maker.get_by_role("button", name=re.compile("Whose it is"))).to_be_in_viewport()
    expect(page.get_by_role("heading", name="Make a lesson of it")).to_be_in_viewport()
    assert learner.violations() == []


def test_from_a_saved_page_to_the_end_of_its_lesson(lab, page, learner):
    """A notice, a part less, a key, a meaning; made, opened, and each part answered once; the page is as it came."""
    asked_for: list[FileChooser] = []
    # From the start: the browser may take a moment to hear of it.
    page.on("filechooser", lambda chooser: asked_for.append(chooser))
    learner.open("explore.ipynb")
    maker = page.get_by_role("region", name="Make a lesson of it")
    folder = lab.home / "work" / "my-lessons" / NAME

    def press(name: str) -> None:
        learner.tab_to(maker.get_by_role("button", name=name, exact=True), most=60)
        page.keyboard.press("Enter")

    def next_to(step: str) -> None:
        press(f"Next: {step}")
        expect(maker.get_by_role("button", name=re.compile(f"^\\d {step}"))).to_be_focused()
        look(page, maker, f"maker-{step}")

    maker.get_by_role("button", name="Choose an article").focus()
    page.keyboard.press("Enter")
    expect(maker.get_by_role("textbox").first).to_be_focused()
    learner.tab_to(maker.get_by_role("button", name="Choose a file"))
    page.keyboard.press("Enter")
    learner.until(lambda: asked_for, "a file is asked for")
    asked_for[0].set_files(PAGE)
    expect(maker.get_by_role("button", name=re.compile("Whose it is"))).to_be_focused()
    assert (folder / "draft" / f"{NAME}-article.html").read_bytes() == PAGE.read_bytes()

    learner.tab_to(maker.get_by_label("Licence"))
    page.keyboard.type("CC BY 4.0")
    expect(maker.get_by_text("You may share the lesson.")).to_be_visible()
    next_to("The passage")
    next_to("What learners will do")
    learner.tab_to(maker.get_by_role("checkbox", name="What is claimed"))
    page.keyboard.press("Space")
    expect(maker.get_by_text("of 50 minutes")).to_be_visible()
    expect(maker.get_by_role("checkbox", name="What is claimed")).to_be_focused()
    next_to("The key")
    expect(maker.locator(".kr-counted")).to_contain_text("0 of 4 decided")
    assert learner.violations() == []
    learner.tab_to(maker.locator(".kr-text"))
    page.keyboard.type("yyyn")
    expect(maker.get_by_text("Learners compare with your key, 3 entries.")).to_be_visible()
    next_to("Before reading")
    learner.tab_to(maker.get_by_label("retail", exact=True))
    page.keyboard.type("selling in shops")
    next_to("Look and make")
    assert page.evaluate(UNGUARDED) == []
    press("Make the lesson")
    expect(maker.get_by_role("link", name="Open it")).to_be_focused()
    look(page, maker, "maker-made")

    page.keyboard.press("Enter")
    learner.ready(NAME)
    made = read_lesson(NAME, folder=folder)
    activities = [*made.activities.values()]
    asked = page.locator(ASKED)
    expect(asked).to_have_count(len(activities))
    walk = ByKeyboard(page, learner)
    for at, activity in enumerate(activities):
        walk.answer(activity, asked.nth(at))
        look(page, asked.nth(at), f"maker-lesson-{at + 1:02}-{activity.name}")
    learner.until(lambda: lab.answer(NAME, "exit").tries != (), "the exit ticket on the disk")
    entries = (folder / f"{NAME}-article.key.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(entry)["layer"] for entry in entries] == ["quote"] * 3
    assert made.texts["passage"].glossary == {"retail": "selling in shops"}
