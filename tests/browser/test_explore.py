"""The explorer as a reader meets it: a saved page opened, a mark and its reasons by keyboard, and a reload."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
expect.set_options(timeout=60_000)

PAGE = Path(__file__).parents[1] / "pages" / "opinion_entities.html"

# Let a file fall on an element, as from the desktop.
DROP = """(node, [name, text]) => {
    const carried = new DataTransfer();
    carried.items.add(new File([text], name));
    for (const type of ["dragenter", "dragover", "drop"]) {
        node.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: carried }));
    }
}"""


def test_a_saved_page_is_opened_and_read_with_its_reasons(lab, page, learner):
    """Its card, its furniture, a mark's reasons, a layer off, a reload; and nothing is wrong for ears or keys."""
    learner.open("explore.ipynb")
    explorer = page.get_by_role("region", name="Explorer")
    opening = explorer.get_by_role("region", name="Open an article")
    opening.evaluate(DROP, ["dam.png", "no words"])
    expect(opening.get_by_role("alert")).to_contain_text("dam.png cannot be read")
    assert learner.violations() == []
    opening.evaluate(DROP, [PAGE.name, PAGE.read_text(encoding="utf-8")])

    text = explorer.get_by_role("region", name="The article")
    expect(text.locator(".ke-mark").first).to_be_attached()
    expect(opening).to_be_hidden()
    card = explorer.get_by_role("region", name="Where the article comes from")
    card.get_by_role("button", name="Region: not said. Fill it in").click()
    page.keyboard.type("Westmark")
    page.keyboard.press("Enter")
    expect(card.get_by_role("button", name="Region: Westmark. Correct it")).to_be_focused()
    kept = lab.answers / "me" / "explore"
    learner.until(lambda: any("Westmark" in path.read_text("utf-8") for path in kept.glob("card-*.json")), "the card")

    fold = text.get_by_role("button", name=re.compile(r"blocks? of furniture"))
    inside = text.locator(".ke-folded").first
    expect(inside).to_be_hidden()
    fold.first.focus()
    page.keyboard.press("Enter")
    expect(inside).to_be_visible()

    current = text.locator(".ke-mark[tabindex='0']")
    learner.tab_to(current)
    page.keyboard.press("Home")
    first = current.inner_text()
    page.keyboard.press("ArrowRight")
    assert current.inner_text() != first
    page.keyboard.press("Enter")
    reasons = text.get_by_role("group", name="Why this is marked")
    expect(reasons).to_contain_text("Why this may be wrong")
    expect(current).to_be_focused()
    expect(current).to_have_attribute("aria-expanded", "true")
    assert learner.violations() == []
    assert learner.unguarded() == []
    page.keyboard.press("Escape")
    expect(reasons).to_be_hidden()

    layer = explorer.get_by_role("button", name=re.compile("^Claims"))
    expect(text.locator(".ke-is-claim").first).to_be_attached()
    layer.press("Enter")
    expect(text.locator(".ke-is-claim")).to_have_count(0)
    page.get_by_role("button", name="Dark page").click()
    expect(page.locator("body[data-jp-theme-light='false']")).to_be_attached()
    assert learner.violations(["color-contrast"]) == []  # all else is as by light

    page.reload()
    expect(card.get_by_role("button", name="Region: Westmark. Correct it")).to_be_visible()
    expect(text.locator(".ke-is-claim").first).to_be_attached()
