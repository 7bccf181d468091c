"""Lesson 01 as a learner meets it: a real JupyterLab, a real browser, mouse and keyboard."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from kit.activity.lesson_file import lesson_folder

pytestmark = pytest.mark.browser

LESSON = "01-article-or-furniture.ipynb"
CELLS = len(json.loads((lesson_folder() / LESSON).read_text(encoding="utf-8"))["cells"])
expect.set_options(timeout=60_000)
BLOCKS = 31
FURNITURE = (0, 1, 2, 8, *range(12, 16), 17, 18, 21, *range(23, BLOCKS))


def rows(learner) -> Locator:
    """The blocks of the first page, a report that is invented."""
    return learner.texts().first.get_by_role("option")


def saved(path: Path) -> dict[int, str]:
    """The labels on the disk, by where their block starts."""
    if not path.exists():
        return {}
    return {row["start"]: row["label"] for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())}


def test_a_learner_sorts_a_page_and_loses_nothing(lab, page, learner):
    """Predict, sort by mouse and by keyboard alone, lose the kernel, come back, find all, and compare."""
    strangers = []
    page.on(
        "request",
        lambda r: strangers.append(r.url) if not re.match(r"https?://(localhost|127\.)|data:|blob:", r.url) else None,
    )
    learner.open(LESSON)
    assert page.locator(".jp-Dialog, .Toastify__toast, .jp-Notification-List .Toastify__toast").count() == 0
    answers = lab.answers / "me" / "01-article-or-furniture"

    predict = learner.question("Of every 100 words")
    predict.get_by_role("spinbutton").fill("60")
    predict.get_by_role("button", name="Answer").click()
    expect(predict).to_contain_text("You said 60. On the page that you meet")
    learner.until(lambda: bool(lab.answer(LESSON.removesuffix(".ipynb"), "predict").tries), "the answer on the disk")
    assert lab.answer(LESSON.removesuffix(".ipynb"), "predict").now.value == 60

    first = page.locator(".kit-card").first
    compare = learner.question("Compare. Choose a block where")
    compare.get_by_role("button").click()
    expect(compare).to_contain_text("First mark at least 15; you have marked 0.")
    expect(first).not_to_contain_text("agree")

    # With the mouse: two blocks.
    for number, label in ((0, "Article"), (4, "Furniture")):
        rows(learner).nth(number).click()
        first.get_by_role("button", name=label).click()
        expect(rows(learner).nth(number)).to_contain_text(label)
    learner.until(lambda: len(saved(answers / "plain.jsonl")) == 2, "two marks on the disk")

    # With the keyboard alone, coming from the question above.
    predict.get_by_role("button", name="Answer again").focus()
    learner.tab_to(learner.texts().first)
    page.keyboard.press("Home")
    page.keyboard.press("Control+Home")
    for number in range(BLOCKS):
        page.keyboard.press("2" if number in FURNITURE else "1")
        page.keyboard.press("ArrowDown")
    page.keyboard.press("2")
    learner.until(lambda: len(saved(answers / "plain.jsonl")) == BLOCKS, "a mark for each block on the disk")
    page.keyboard.press("Delete")
    learner.until(lambda: len(saved(answers / "plain.jsonl")) == BLOCKS - 1, "one mark taken away")
    page.keyboard.press("Control+z")
    learner.until(lambda: len(saved(answers / "plain.jsonl")) == BLOCKS, "the mark brought back")
    for key in "ddxm":  # in a notebook: delete the cell, cut it, turn it into text
        page.keyboard.press(key)
    expect(page.locator(".jp-Notebook .jp-Cell")).to_have_count(CELLS)  # no key reached the notebook
    before = saved(answers / "plain.jsonl")
    assert sorted(before.values()).count("furniture") == len(FURNITURE)

    assert learner.violations() == []
    assert learner.unguarded() == []
    lab.kill_kernels()
    page.reload()
    learner.ready("01-article-or-furniture")
    assert saved(answers / "plain.jsonl") == before
    expect(rows(learner).nth(4)).to_contain_text("Article")
    expect(rows(learner).nth(BLOCKS - 1)).to_contain_text("Furniture")
    expect(learner.question("Of every 100 words").get_by_role("spinbutton")).to_have_value("60")

    compare = learner.question("Compare. Choose a block where")
    compare.get_by_role("button").click()
    expect(compare).to_contain_text(re.compile(r"Furniture: you found (\d+) of \1 blocks"))
    first = page.locator(".kit-card").first
    expect(first).to_contain_text(re.compile(r"(\d+) of \1 agree"))  # what the key leaves open does not count
    rows(learner).nth(6).click()
    expect(first.locator(".kit-reasons")).to_be_in_viewport(ratio=1)
    assert learner.violations() == []
    assert learner.unguarded() == []
    assert strangers == []
    if target := os.environ.get("KIT_SCREENSHOT"):
        rows(learner).nth(1).scroll_into_view_if_needed()
        page.screenshot(path=target)


def test_the_first_thing_one_sees_is_the_first_lesson(lab, page, learner):
    """The address that is opened shows lesson 00, with nothing in front of it, and it runs."""
    page.goto(lab.url)
    expect(page.get_by_role("heading", name="Start here")).to_be_visible()
    learner.ready("00-start-here")
    assert page.locator(".jp-Dialog, .Toastify__toast").count() == 0
    name = learner.question("Under which name")
    name.get_by_role("textbox").fill("Blue Heron")
    name.get_by_role("button", name="Use this name").click()
    expect(name).to_contain_text("kept under “Blue Heron”")
    expect(page.get_by_role("region", name="Progress in this lesson")).to_contain_text("1 of 6 steps done")
