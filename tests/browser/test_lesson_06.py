"""Lesson 06: saved pages are searched, opened and left, by keyboard and by mouse, and the log is on the disk."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
expect.set_options(timeout=60_000)
LESSON = "06-leave-the-page"


def test_a_claim_and_a_picture_are_traced(page, lab, learner) -> None:
    """From the post to where it began: typed, chosen from a list, followed, and back; then a picture, too."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_viewport_size({"width": 1366, "height": 768})
    learner.open(f"{LESSON}.ipynb")
    expect(page.locator(".kh-root")).to_have_count(4)
    box = page.get_by_role("region", name="Pages saved for you: The library")
    title, field = box.locator(".kh-title"), box.get_by_label("Search the saved pages")
    expect(title).to_have_text(re.compile("^GONE FOR GOOD"))
    expect(box.get_by_role("button", name="Back")).to_be_disabled()
    learner.tab_to(field, most=80)
    page.keyboard.type("library roof")
    page.keyboard.press("Enter")
    expect(title).to_be_focused()
    expect(title).to_have_text(re.compile("pages for “library roof”$"))
    learner.tab_to(box.get_by_role("link", name="Library closes for three weeks"))
    page.keyboard.press("Enter")
    expect(box.locator(".kh-where")).to_have_text(re.compile("made up by us · tarn-valley-courier.example"))
    learner.tab_to(box.get_by_role("link", name="in the town's notice"))
    page.keyboard.press("Enter")
    expect(title).to_have_text("Notice: work on the roof of the library")
    expect(box.get_by_role("status")).to_have_text("3 of 7 saved pages opened.")
    for _ in range(2):
        back = box.get_by_role("button", name="Back")
        back.focus()
        page.keyboard.press("Enter")
    expect(title).to_have_text(re.compile("pages for “library roof”$"))
    expect(box.locator("li", has_text="Library closes for three weeks")).to_contain_text("✓ opened")

    log = page.get_by_role("region", name=re.compile("^Your search log"))
    learner.tab_to(log.get_by_label("Where I looked (1)"))
    for words in ("Town of Tarn", "Three weeks,\nfor a new roof"):
        page.keyboard.type(words)
        page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    row = {"where": "Town of Tarn", "found": "Three weeks,\nfor a new roof", "do": "I believe it"}
    kept = lambda: lab.answer(LESSON, "log").now  # noqa: E731
    learner.until(lambda: kept() is not None and kept().value == [row], "the row on the disk")
    expect(log).to_contain_text("Full rows: 1.")

    notes = page.get_by_role("region", name="Pages saved for you: A real page")
    link = notes.get_by_role("link", name="at Global Research (the real page, in a new tab)")
    expect(link).to_have_attribute("target", "_blank")
    expect(notes.locator(".kh-where")).to_have_text(re.compile("^Our notes on a real page"))
    pictures = page.get_by_role("region", name="Pages saved for you: Two pictures")
    pictures.get_by_role("link", name="“Tarn is under water this morning”").click()
    drawn = pictures.get_by_role("img", name=re.compile("cut off close at the right"))
    expect(drawn).to_have_js_property("complete", True)
    assert drawn.evaluate("node => node.naturalWidth") == 300
    pictures.get_by_role("button", name="Search for this picture").click()
    expect(pictures.locator(".kh-body li")).to_have_count(3)
    assert learner.unguarded() == []
    ours = ("http://localhost", "http://127.0.0.1", "data:", "blob:")
    assert [url for url in asked if not url.startswith(ours)] == []
