"""The program's findings corrected by keyboard alone; the page follows, and what is decided outlives the kernel."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
expect.set_options(timeout=60_000)

CELL = "import kit\nexplore = kit.explore('ferry-bridge')\nexplore"
NOTEBOOK = {
    "cells": [
        {"cell_type": "code", "id": "c1", "metadata": {}, "source": CELL, "outputs": [], "execution_count": None}
    ],
    "metadata": {"kit": {"lesson": "review"}, "kernelspec": {"name": "python3", "display_name": "Python 3"}},
    "nbformat": 4,
    "nbformat_minor": 5,
}
MODES = ("Read", "Side by side", "Mark it yourself", "Correct the program", "Save or print")
# Count what the page asks of the kernel, by name.
COUNTED = """() => {
    const send = WebSocket.prototype.send;
    window.asked = [];
    WebSocket.prototype.send = function (data) {
        const words = typeof data === "string" ? data : new TextDecoder().decode(data);
        const name = /"ask": ?"([^"]+)"/.exec(words)?.[1];
        if (name) window.asked.push(name);
        return send.call(this, data);
    };
}"""


def choose(learner, mode, now):
    """Choose a mode by its tab, by keyboard, from the one that is chosen now."""
    learner.tab_to(learner.page.get_by_role("tab", name=now, exact=True))
    step = MODES.index(mode) - MODES.index(now)
    for _ in range(abs(step)):
        learner.page.keyboard.press("ArrowRight" if step > 0 else "ArrowLeft")
    expect(learner.page.get_by_role("tab", name=mode, exact=True)).to_be_focused()


def correct(learner, now="Read"):
    """Go on to the text under review."""
    choose(learner, "Correct the program", now)
    expect(learner.page.locator(".kr-about .kr-label")).to_be_visible()
    learner.tab_to(learner.page.locator(".kr-text"))


def decided(lab):
    """What the disk has of it, without what is still open."""
    (path,) = (lab.answers / "me" / "explore").glob("found-*.review.jsonl")
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [(row["state"], row["entry"]["label"]) for row in rows if row["state"] != "open"]


def zones(page):
    """The labels of the blocks of the text that is read."""
    return page.locator(".ke-text .ke-zone")


def test_the_program_is_corrected_by_keyboard_alone(lab, page, learner):
    """Zones and a claim, one edited, one taken back; text and export follow; the kernel is killed: all there."""
    (lab.home / "work" / "review.ipynb").write_text(json.dumps(NOTEBOOK), encoding="utf-8")
    learner.open("review.ipynb")
    expect(page.locator(".ke-text .ke-mark").first).to_be_attached()
    claims = page.get_by_role("button", name=re.compile("^Claims"))
    before = int(claims.locator(".ke-count").inner_text())
    correct(learner)
    page.keyboard.type("yyn")
    page.keyboard.press("e")
    expect(page.get_by_role("radio", name="Byline")).to_be_focused()
    page.keyboard.press("i")  # its letter chooses a label
    expect(page.get_by_role("radio", name="Biography")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Control+A")
    page.keyboard.type("yes, e and n: letters")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".kr-edit")).to_have_count(0)
    page.keyboard.type("yu")
    expect(page.locator(".kr-said")).to_have_text("Undone.")
    expect(page.locator(".kr-counted")).to_have_text("4 of 50 decided: 3 kept, 1 rejected")
    page.locator(".kr-filters").get_by_role("button", name=re.compile("^Claims")).press("Enter")
    expect(page.locator(".kr-of")).to_have_text("Claims")
    page.keyboard.type("n")
    expect(page.locator(".kr-counted")).to_have_text("5 of 50 decided: 3 kept, 2 rejected")
    expect(page.locator(".kr-root .kw-status")).to_have_text("Saved")
    want = [("kept", "navigation"), ("kept", "headline"), ("rejected", "standfirst"), ("kept", "bio")]
    assert decided(lab)[:4] == want
    assert learner.violations() == []
    assert learner.unguarded() == []

    page.evaluate(COUNTED)
    choose(learner, "Read", "Correct the program")
    expect(zones(page).get_by_text("standfirst")).to_have_count(0)
    expect(zones(page).get_by_text("no label")).to_have_count(1)
    expect(page.get_by_role("button", name="1 block of furniture: bio", exact=True)).to_be_visible()
    expect(claims.locator(".ke-count")).to_have_text(str(before - 1))
    assert page.evaluate("window.asked") == ["document"]

    lab.kill_kernels()
    page.reload()
    learner.ready("review")
    expect(zones(page).get_by_text("no label")).to_have_count(1)
    expect(claims.locator(".ke-count")).to_have_text(str(before - 1))
    correct(learner)
    expect(page.locator(".kr-counted")).to_have_text("5 of 50 decided: 3 kept, 2 rejected")
    page.keyboard.press("k")
    expect(page.locator(".kr-about")).to_contain_text(
        re.compile("Biography.*yes, e and n: letters.*The program said: Byline")
    )
    choose(learner, "Save or print", "Correct the program")
    page.get_by_label("Whose", exact=True).select_option("corrected")
    with page.expect_download() as download:
        page.get_by_role("button", name=re.compile("JSON Lines")).press("Enter")
    rows = [json.loads(line) for line in download.value.path().read_text(encoding="utf-8").splitlines()]
    assert [row["label"] for row in rows if row["layer"] == "zone"][:3] == ["navigation", "headline", "bio"]
    assert len([row for row in rows if row["layer"] == "claim"]) == before - 1
