"""The program's findings corrected by keyboard alone; what is decided outlives the kernel."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
expect.set_options(timeout=60_000)

NOTEBOOK = {
    "cells": [
        {
            "cell_type": "code",
            "id": "explore",
            "metadata": {},
            "source": "import kit\nkit.explore('ferry-bridge')",
            "outputs": [],
            "execution_count": None,
        }
    ],
    "metadata": {"kit": {"lesson": "review"}, "kernelspec": {"name": "python3", "display_name": "Python 3"}},
    "nbformat": 4,
    "nbformat_minor": 5,
}
UNGUARDED = """() => [...document.querySelectorAll(
    ":is(.kr-root, .kb-root) :is(button, input, select, textarea, summary, [tabindex])"
)].filter((node) => !node.hasAttribute("data-lm-suppress-shortcuts")).map((node) => node.outerHTML.slice(0, 200))"""


def correct(learner):
    """Choose the mode by its tab, and go on to the text under review."""
    page = learner.page
    expect(page.get_by_role("tab", name="Correct the program")).to_be_visible()
    learner.tab_to(page.get_by_role("tab", name="Read", exact=True))
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Correct the program")).to_be_focused()
    expect(page.locator(".kr-text")).to_be_visible()
    learner.tab_to(page.locator(".kr-text"))


def decided(lab):
    """What the disk has of it, without what is still open."""
    (path,) = (lab.answers / "me" / "explore").glob("found-*.review.jsonl")
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [(row["state"], row["entry"]["label"]) for row in rows if row["state"] != "open"]


def test_the_program_is_corrected_by_keyboard_alone(lab, page, learner):
    """Five findings, one of them edited and one taken back; the kernel is killed, and all is there."""
    (lab.home / "work" / "review.ipynb").write_text(json.dumps(NOTEBOOK), encoding="utf-8")
    learner.open("review.ipynb")
    correct(learner)
    page.keyboard.type("yyn")
    page.keyboard.press("e")
    expect(page.get_by_role("radio", name="Byline")).to_be_focused()
    page.keyboard.press("i")  # its letter chooses a label
    expect(page.get_by_role("radio", name="Biography")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Control+A")
    page.keyboard.type("yes, e and n: letters")
    assert learner.violations() == []
    page.keyboard.press("Control+Enter")
    expect(page.locator(".kr-edit")).to_have_count(0)
    page.keyboard.type("yu")
    expect(page.locator(".kr-said")).to_have_text("Undone.")
    expect(page.locator(".kr-counted")).to_have_text("4 of 50 decided: 3 kept, 1 rejected")
    expect(page.locator(".kr-root .kw-status")).to_have_text("Saved")
    want = [("kept", "navigation"), ("kept", "headline"), ("rejected", "standfirst"), ("kept", "bio")]
    assert decided(lab) == want
    assert learner.violations() == []
    assert page.evaluate(UNGUARDED) == []

    lab.kill_kernels()
    page.reload()
    learner.ready("review")
    correct(learner)
    expect(page.locator(".kr-counted")).to_have_text("4 of 50 decided: 3 kept, 1 rejected")
    assert decided(lab) == want
    page.keyboard.press("k")
    expect(page.locator(".kr-about")).to_contain_text(
        re.compile("Biography.*yes, e and n: letters.*The program said: Byline")
    )
    learner.tab_to(page.get_by_role("tab", name="Correct the program"), most=100)
    page.keyboard.press("Home")
    expect(page.locator(".ke-root")).to_contain_text("1 block of furniture: bio")  # so the explorer has it too
