"""Lesson 05 as a learner meets it: panels moved by mouse and by keyboard alone, and questions answered in figures."""

from __future__ import annotations

import json
import os
import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
expect.set_options(timeout=60_000)


def test_panels_follow_the_hand_and_the_keyboard(lab, page, learner):
    """The list changes with the voice, a slider ends where the hand left it, and the table is reached by Tab."""
    learner.open("05-counting-carefully.ipynb")
    cells = page.locator(".jp-Notebook .jp-Cell").count()
    answers = lab.answers / "me" / "05-counting-carefully"

    predict = learner.question("Which word comes out first")
    predict.get_by_label("Kazakhstan").check()
    predict.get_by_role("button").click()
    expect(predict).to_contain_text(re.compile(r"It is “Global”. It appears \d+ times"))
    learner.until((answers / "predict.json").exists, "the answer on the disk")
    assert json.loads((answers / "predict.json").read_text(encoding="utf-8")) == {"value": 0, "submitted": True}

    terms = page.get_by_role("region", name="Terms by voice", exact=True)
    labels = terms.locator(".kf-label")
    expect(terms).to_be_hidden()  # the guess comes first
    learner.look("Answered the question above?")
    expect(labels.first).to_have_text("Global")
    expect(labels).to_have_count(10)
    finding = terms.locator(".kf-finding")
    expect(finding).to_contain_text("“Global” comes first on the page, ")
    terms.get_by_label("The most frequent in").select_option("article")
    expect(labels.first).to_have_text("Kazakhstan")
    expect(finding).to_contain_text("“Kazakhstan” comes first in the article, ")
    expect(terms.get_by_role("row").nth(1)).to_contain_text("Kazakhstan")
    learner.tab_to(terms.get_by_label("The most frequent in"))
    page.keyboard.press("ArrowDown")  # the author
    expect(finding).to_contain_text(" first in the author's words, ")
    page.keyboard.press("ArrowUp")
    expect(finding).to_contain_text(" first in the article, ")

    # By keyboard alone: Tab from control to control, arrows on the slider, words typed, a box ticked.
    slider = terms.get_by_label("How many terms")
    learner.tab_to(slider)
    for _ in range(30):  # faster than the kernel draws: the last state wins
        page.keyboard.press("ArrowRight")
    expect(labels).to_have_count(25)
    for _ in range(30):
        page.keyboard.press("ArrowLeft")
    expect(labels).to_have_count(5)
    expect(terms.locator("output")).to_have_text("5")
    learner.tab_to(terms.get_by_label("Or only these"))
    page.keyboard.type("human rights, missions")
    expect(labels).to_have_text(["human rights", "missions"])
    learner.tab_to(terms.get_by_label("Count forms as one"))
    page.keyboard.press("Space")
    expect(labels).to_have_text(["human rights", "mission"])
    table = terms.get_by_role("region", name="Terms by voice, as a table")
    learner.tab_to(table)
    for key in "ddxm":  # in a notebook: delete the cell, cut it, turn it into text
        page.keyboard.press(key)
    expect(terms.get_by_role("img")).to_have_accessible_name(
        re.compile(r"Of these “mission” comes first in the article, \d+ times: ")
    )

    hard = page.get_by_role("region", name="Readability by voice", exact=True)
    expect(hard.locator(".kf-label")).to_have_text(["Page"])  # the answer waits for the question above
    for voice in ("Author", "Quoted"):
        hard.get_by_role("checkbox", name=voice).check()
    hard.get_by_role("checkbox", name="Page").uncheck()
    expect(hard.locator(".kf-finding")).to_contain_text("the intervals overlap")
    hard.get_by_role("checkbox", name="Furniture").check()
    expect(hard.locator(".kf-label")).to_have_count(3)
    for voice in ("Author", "Quoted", "Furniture"):
        hard.get_by_role("checkbox", name=voice).uncheck()
    expect(hard.locator(".kf-hint")).to_have_text("Choose one voice or more.")
    hard.get_by_role("checkbox", name="Author").check()
    expect(hard.locator(".kf-hint")).to_be_empty()
    expect(hard.locator(".kf-label")).to_have_text(["Author"])
    hard.get_by_role("checkbox", name="Quoted").check()
    hard.get_by_label("By which formula").select_option("lix")
    expect(hard.locator(".kf-unit")).to_contain_text("LIX")

    misleading = learner.question("Somebody writes")
    misleading.get_by_role("textbox").fill("It is three times, and a name.")
    misleading.get_by_role("button").click()
    expect(misleading).to_contain_text("COLLECTIVE Security Treaty Organization")
    assert learner.violations() == []
    assert learner.unguarded() == []
    expect(page.locator(".jp-Notebook .jp-Cell")).to_have_count(cells)  # no key reached the notebook

    page.get_by_role("button", name="Dark page").click()
    expect(page.locator("body[data-jp-theme-light='false']")).to_be_attached()
    assert learner.violations() == []
    if target := os.environ.get("KIT_SCREENSHOT"):
        for name, part in (("terms", terms), ("readability", hard)):
            part.scroll_into_view_if_needed()
            part.screenshot(path=f"{target}-{name}.png")
