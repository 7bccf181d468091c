"""Lesson 04 as a learner meets it: words marked by keyboard, a phrase swapped, two sentences set side by side."""

from __future__ import annotations

import json
import os
import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
expect.set_options(timeout=60_000)

LESSON = "04-words-that-push.ipynb"


def test_words_are_marked_swapped_and_counted(lab, page, learner):
    """By keyboard alone: six marks, a swap that survives a reload, hits and false alarms, and the second reader."""
    learner.open(LESSON)
    cells = page.locator(".jp-Notebook .jp-Cell").count()
    answers = lab.answers / "me" / "04-words-that-push"

    def marks() -> list[str]:
        path = answers / "mark.jsonl"
        return [json.loads(line)["quote"] for line in path.read_text("utf-8").splitlines()] if path.exists() else []

    # Into the passage from the question above it, then a word in each of six places.
    compare = learner.question("Compare. Where you and the key differ")
    compare.get_by_role("button").click()
    expect(compare).to_contain_text("First mark at least 6; you have marked 0.")
    learner.question("What does B tell you").get_by_role("button").focus()
    learner.tab_to(learner.texts().first)
    page.keyboard.press("Control+Home")
    for done in range(1, 7):
        page.keyboard.press("2")
        learner.until(lambda done=done: len(marks()) == done, f"mark {done} on the disk")
        for _ in range(4):
            page.keyboard.press("ArrowRight")
    assert marks()[3] == "peacekeeping"  # a trap
    compare.get_by_role("button").click()
    expect(compare).to_contain_text("You marked 6 in the official's words and 0 in the author's.")
    expect(compare).to_contain_text("The key asks for 2 in the official's words and 11 in the author's.")

    # The bench: nothing is revealed before there is another wording and a choice.
    bench = learner.question("How would somebody put it who takes no side")
    button = bench.get_by_role("button", name="What does the key think")
    button.focus()
    page.keyboard.press("Enter")
    expect(bench).to_contain_text("That is the printed wording. Change a word first.")
    field = bench.get_by_role("textbox", name=re.compile("Instead of “a desperate attempt”"))
    field.focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("a desperate attempt, dd x")  # in a notebook: delete the cell, cut it
    expect(bench.locator("ins")).to_have_text(", dd x")
    page.keyboard.press("Control+a")
    page.keyboard.type("an attempt")
    expect(bench.locator("del")).to_have_text("a desperate")
    expect(bench.locator("ins")).to_have_text("an")
    expect(bench).to_contain_text("“a desperate” became “an”.")
    page.keyboard.press("Tab")
    expect(bench.get_by_role("radio").first).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    expect(bench).to_contain_text("The key: “An attempt” reports the same act")
    kept = answers / "swap-attempt.json"
    assert json.loads(kept.read_text("utf-8")) == {"wording": "an attempt", "change": "tone", "submitted": True}

    # The doubled sentence shows what changed and nothing else.
    twice = page.locator(".jp-OutputArea", has_text="Near the end of the page").last
    expect(twice.locator("del")).to_be_hidden()
    learner.look("Said it?")
    expect(twice.locator("del")).to_have_text("the CSTO")
    expect(twice.locator("ins")).to_have_text("Russia's pro-democracy anti-terrorist")

    sound = learner.question("Compare, also if you marked nothing")
    sound.get_by_role("button").click()
    expect(sound).to_contain_text(re.compile(r"[■□]{5} Hits: you marked \d+ of the 5 sentences"))
    expect(sound).to_contain_text("False alarms: you marked 1 of the 24")
    second = learner.question("Show the program's marks beside yours")
    second.get_by_role("button").click()
    expect(second).to_contain_text(re.compile(r"[■□]+ Of \d+ words that you marked, the key marks (\d+|none)"))
    expect(second).to_contain_text("Neither of the two marks a word here.")
    learner.look("Guessed?")
    expect(page.get_by_role("img", name=re.compile("^The opinion piece pushes most "))).to_be_visible()

    assert learner.violations() == []
    assert learner.unguarded() == []
    expect(page.locator(".jp-Notebook .jp-Cell")).to_have_count(cells)  # no key reached the notebook
    if target := os.environ.get("KIT_SCREENSHOT"):
        bench.scroll_into_view_if_needed()
        page.screenshot(path=target)

    page.reload()
    learner.ready("04-words-that-push")
    bench = learner.question("How would somebody put it who takes no side")
    expect(bench.get_by_role("textbox")).to_have_value("an attempt")
    expect(bench.get_by_role("radio").first).to_be_checked()
    expect(bench).to_contain_text("The key: “An attempt” reports the same act")
    expect(page.get_by_role("region", name="Progress in this lesson")).to_contain_text("5 of 11 steps done")
