"""Lesson 07 as a learner meets it: two texts that scroll together, by mouse and by keyboard alone, wide and narrow."""

from __future__ import annotations

import os

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
expect.set_options(timeout=60_000)

LESSON = "07-two-tellings"
# Whether the lit words of each text are within its box, and how far each box is scrolled.
SEEN = """(root) => [...root.querySelectorAll(".kz-box")].map((box) => {
    const [at, lit] = [box.getBoundingClientRect(), box.querySelector(".kz-lit")?.getBoundingClientRect()];
    return [Boolean(lit) && lit.top >= at.top - 1 && lit.top < at.bottom, Math.round(box.scrollTop)];
})"""
# Whether the lit words of each text begin where a reader sees them: on the screen, with nothing over them.
ON_SCREEN = """(root) => [...root.querySelectorAll(".kz-side")].map((side) => {
    const [lit] = side.querySelectorAll(".kz-lit"), at = lit?.getClientRects()[0];
    return Boolean(at) && lit.contains(document.elementFromPoint(at.left + 2, at.top + 4));
})"""


def test_two_texts_are_read_side_by_side(lab, page, learner):
    """A scroll takes the other text along; a click and Enter bring the partner; what one alone has comes after."""
    page.set_viewport_size({"width": 1366, "height": 768})
    learner.open(f"{LESSON}.ipynb")
    first, second, third = (page.locator(".kz-root").nth(n) for n in range(3))
    one, other = (first.locator(".kz-box").nth(n) for n in range(2))
    one.hover()
    page.mouse.wheel(0, 400)
    learner.until(lambda: first.evaluate(SEEN)[0][1] > 0 and first.evaluate(SEEN)[1][1] > 0, "both texts scrolled")
    first.get_by_label("Scroll together").uncheck()
    before = first.evaluate(SEEN)
    other.hover()
    page.mouse.wheel(0, 200)
    learner.until(lambda: first.evaluate(SEEN)[1][1] > before[1][1], "the second text scrolled")
    assert first.evaluate(SEEN)[0] == before[0]

    # By mouse: a paragraph of one, and its partner comes into sight in the other.
    first.get_by_text("Tarn's drinking water does not come").click()
    expect(first.get_by_role("status")).to_have_text("Both tell: that the drinking water is safe.")
    learner.until(lambda: [seen for seen, _ in first.evaluate(SEEN)] == [True, True], "the fact in both")

    # By keyboard alone: Tab to the text, down to a paragraph, Enter, over to the partner.
    learner.tab_to(second.locator(".kz-block[tabindex='0']").first)
    page.keyboard.press("Home")
    for _ in range(6):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(second.get_by_role("status")).to_have_text("Both tell: how many cells were found.")
    learner.until(lambda: [seen for seen, _ in second.evaluate(SEEN)] == [True, True], "the fact in both")
    page.keyboard.press("ArrowRight")
    expect(second.locator(".kz-block:focus")).to_contain_text("140,000 cells of poisonous algae")
    look(page, second, "lit")

    # What only one has: not before the table is filled in and compared; then in both places where the pair stands.
    expect(page.locator(".kz-tag")).to_have_count(0)
    table = page.locator(".kg-root").first
    for n in range(1, 4):
        table.get_by_label(f"Who tells it? ({n})").select_option("The column")
        table.get_by_label(f"What does it tell? ({n})").fill("That there was more in 2019.")
    expect(table.get_by_text("Saved", exact=True)).to_be_visible()
    learner.until(lambda: len(lab.answer(LESSON, "left").now.value) == 3, "three rows on the disk")
    page.get_by_role("button", name="Show what only one text has").click()
    expect(third.locator(".kz-tag")).not_to_have_count(0)
    third.get_by_text("In August 2019 the same office").click()
    expect(third.get_by_role("status")).to_contain_text("Only here. “Our lake has been poisoned.")
    assert second.locator(".kz-tag").count() == third.locator(".kz-tag").count()
    look(page, third, "only")
    assert (learner.unguarded(), learner.violations()) == ([], [])


def test_on_a_small_page_the_texts_stand_one_above_the_other(lab, page, learner):
    """Both, or one alone, by a switch; what is opened in one comes into sight in the other; the page is no wider."""
    page.set_viewport_size({"width": 400, "height": 800})
    learner.open(f"{LESSON}.ipynb")
    first = page.locator(".kz-root").first
    tops = [first.locator(".kz-side").nth(n).bounding_box()["y"] for n in range(2)]
    assert tops[1] > tops[0] + 100
    first.get_by_role("radio", name="Precautionary pause in bathing").check()
    expect(first.locator(".kz-box").nth(0)).to_be_hidden()
    first.get_by_text("Drinking water is not affected").click()
    expect(first.locator(".kz-box").nth(0)).to_be_visible()
    look(page, first, "small")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert len({round(radio.bounding_box()["width"]) for radio in first.get_by_role("radio").all()}) == 1


def test_on_a_phone_each_fact_comes_into_sight_in_both_texts(lab, page, learner):
    """Fact after fact: its words begin on the screen in both, under nothing, and what is said of it stands above."""
    page.set_viewport_size({"width": 400, "height": 700})
    learner.open(f"{LESSON}.ipynb")
    first = page.locator(".kz-root").first
    for n in range(1, 9):
        first.get_by_role("button", name="Next fact in both").click()
        expect(first.get_by_role("status")).to_contain_text(f"In both, {n} of 8: ")
        learner.until(lambda: first.evaluate(ON_SCREEN) == [True, True], f"fact {n} on the screen in both")
        expect(first.get_by_role("status")).to_be_in_viewport()
    look(page, first, "phone")


def look(page, pair, name):
    """Leave a picture of the pair, where a folder for them is given."""
    if folder := os.environ.get("KIT_SCREENSHOTS"):
        pair.scroll_into_view_if_needed()
        page.screenshot(path=f"{folder}/two-{name}.png")
