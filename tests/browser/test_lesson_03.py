"""Lesson 03 as a learner meets it: a claim marked by keyboard, a ledger of claims filled in, lost and found again."""

from __future__ import annotations

import json
import os
import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
expect.set_options(timeout=60_000)

LESSON = "03-what-is-claimed.ipynb"
SENTENCE = "The CSTO was invited"


def claim(ledger, words: str):
    """One claim of the ledger, by how it begins."""
    return ledger.get_by_role("group", name=re.compile(words))


def test_claims_are_marked_settled_and_compared(lab, page, learner):
    """By keyboard alone: a sentence is marked, three claims are filled in, come back, and are compared."""
    learner.open(LESSON)
    cells = page.locator(".jp-Notebook .jp-Cell").count()
    answers = lab.answers / "me" / "03-what-is-claimed"

    passage = learner.texts().nth(2)
    passage.focus()
    page.keyboard.press("Control+Home")
    page.keyboard.press("Alt+Shift+ArrowRight")
    page.keyboard.press("1")
    learner.until((answers / "mark.jsonl").exists, "a mark on the disk")
    mark = json.loads((answers / "mark.jsonl").read_text(encoding="utf-8"))
    assert (mark["label"], mark["quote"][-11:]) == ("fact", "-mentioned.")
    assert mark["quote"].startswith(SENTENCE)

    ledger = learner.question("What kind of claim is it, and")
    claim(ledger, SENTENCE).get_by_role("combobox").focus()
    for words, kind, settle in (
        (SENTENCE, "fact", "The request, with its date."),
        ("The contrast", "opi", "Polls, before and after."),
        ("Kazakhstan's national", "fact", "Time, dd and xx."),
    ):
        learner.tab_to(claim(ledger, words).get_by_role("combobox"))
        page.keyboard.type(kind)
        learner.tab_to(claim(ledger, words).get_by_role("textbox"))
        page.keyboard.type(settle)
    kept = answers / "settle.json"
    learner.until(lambda: kept.exists() and "dd and xx" in kept.read_text(encoding="utf-8"), "three claims on the disk")
    saved = lab.answer("03-what-is-claimed", "settle").now
    assert [row["label"] for row in saved.value] == ["fact", "opinion", "fact"]
    assert learner.violations() == []
    assert learner.unguarded() == []

    page.reload()
    learner.ready("03-what-is-claimed")
    ledger = learner.question("What kind of claim is it, and")
    expect(claim(ledger, SENTENCE).get_by_role("textbox")).to_have_value("The request, with its date.")
    expect(claim(ledger, SENTENCE).get_by_role("combobox")).to_have_value("fact")
    compare = learner.question("Compare. Whose way could you carry out")
    compare.get_by_role("button").click()
    expect(compare).to_contain_text("Of the 3 claims that you filled in, the key has the same kind for 2.")
    expect(ledger.get_by_text("≠ Another kind.")).to_have_count(1)
    expect(ledger.get_by_text("What would settle it, by the key:")).to_have_count(3)

    early = learner.question("Compare. Where you and the key differ")
    early.get_by_role("button").click()
    expect(early).to_contain_text("First mark at least 4; you have marked 1.")
    charts = page.get_by_role("img", name=re.compile("^(The same share|Nearly the same|More in)"))
    expect(charts).to_have_count(0)  # the guess comes first
    learner.look("Guessed?")
    expect(charts).to_have_count(1)
    learner.look("Which of the two sounds surer")
    expect(charts).to_have_count(2)
    assert learner.violations() == []
    assert learner.unguarded() == []
    expect(page.locator(".jp-Notebook .jp-Cell")).to_have_count(cells)  # no key reached the notebook
    if target := os.environ.get("KIT_SCREENSHOT"):
        ledger.scroll_into_view_if_needed()
        page.screenshot(path=target)
