"""Lesson 02 as a learner meets it: words marked with the mouse, a ledger filled in by keyboard, a tool to break."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
expect.set_options(timeout=60_000)


def test_words_a_ledger_and_a_tool_to_break(lab, page, learner):
    """Words are marked and saved, the ledger is kept and compared, and the finder says which rule it followed."""
    learner.open("02-who-is-speaking.ipynb")
    cells = page.locator(".jp-Notebook .jp-Cell").count()
    answers = lab.answers / "me" / "02-who-is-speaking"

    # A scare quote in the fourth text, found by its words, marked with a click, a shifted arrow and a digit.
    passage = page.locator(".kit-card:not(.kd-text[hidden] *)").nth(3)
    paragraph = passage.locator("p", has_text="shock and awe")
    paragraph.scroll_into_view_if_needed()
    start = paragraph.evaluate(
        """node => {
            const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
            for (let text; (text = walker.nextNode()); ) {
                const at = text.data.indexOf("shock and awe");
                if (at < 0) continue;
                const range = new Range();
                range.setStart(text, at);
                range.setEnd(text, at + 5);
                const box = range.getBoundingClientRect();
                return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
            }
        }"""
    )
    page.mouse.click(start["x"], start["y"])
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("3")
    learner.until((answers / "marks.jsonl").exists, "a mark on the disk")
    mark = json.loads((answers / "marks.jsonl").read_text(encoding="utf-8"))
    assert (mark["quote"], mark["label"]) == ("shock and awe", "scare")

    ledger = learner.question("Who speaks in the report")
    ledger.get_by_label("Who speaks, row 1").focus()
    for row, speaker in enumerate(("Ruth Amsel", "Noor Salim", "Peter Lund", "the mayor"), 1):
        expect(ledger.get_by_label(f"Who speaks, row {row}")).to_be_focused()
        page.keyboard.type(speaker)
        learner.tab_to(ledger.get_by_label(f"Named?, row {row}"))
        page.keyboard.type("by" if row < 4 else "de")
        if row < 4:
            learner.tab_to(ledger.get_by_role("button", name="Add a speaker"))
            page.keyboard.press("Enter")

    def rows():
        kept = lab.answer("02-who-is-speaking", "ledger").now
        return kept.value if kept else []

    learner.until(lambda: len(rows()) == 4, "four rows")
    compare = learner.question("Compare your ledger")
    compare.get_by_role("button").click()
    expect(compare).to_contain_text("You and the key agree on 3 speakers")
    expect(ledger).to_contain_text("+ not in the key: the mayor")

    tool = learner.question("Your sentence, for instance")
    tool.get_by_role("textbox").fill("“We start in May,” said Ana Ruiz.")
    tool.get_by_role("button").click()
    expect(tool).to_contain_text(re.compile(r"word for word, said by “Ana Ruiz”\. Rule: .*, by the cue “said”"))
    assert learner.violations() == []
    assert learner.unguarded() == []
    expect(page.locator(".jp-Notebook .jp-Cell")).to_have_count(cells)  # no key reached the notebook
