"""What a lesson must be for those who see little, hear it, or use keys alone, wherever a test has it open."""

from __future__ import annotations

import contextlib
from typing import Any

from playwright.sync_api import expect

# What hangs on theme and zoom; what axe says of names, roles and order does not.
LOOKS = ["color-contrast", "target-size", "scrollable-region-focusable", "link-in-text-block"]
INTERACTIVE = {"button", "link", "textbox", "combobox", "checkbox", "radio", "slider", "spinbutton", "option"}
NAMED = INTERACTIVE | {"listbox", "application", "image", "region", "radiogroup", "toolbar", "navigation"}
WIDE, TWICE, FOUR_TIMES = {"width": 1366, "height": 768}, {"width": 683, "height": 384}, {"width": 341, "height": 192}

# What of a page moves by itself or slowly; the cursor of folded code apart, which nobody sees.
MOVING = """() => [
    ...document.querySelectorAll(".kit-lesson :not(.cm-layer), .kit-header *, .kit-nav *"),
].filter((node) => {
    const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(node);
    return parseFloat(transitionDuration) > 0 || animationName !== "none" || scrollBehavior === "smooth";
}).map((node) => node.className)"""
# What is wider than its place, tables apart: they need both directions.
TOO_WIDE = """() => [...document.querySelectorAll(".kit-lesson *")].filter((node) =>
    /auto|scroll/.test(getComputedStyle(node).overflowX) && node.clientWidth &&
    node.scrollWidth > node.clientWidth + 1 && !node.querySelector("table, .kf-chart, svg")
).map((node) => node.className)"""
# The distances of WCAG 1.4.12, and what is cut off by them; a list's excerpts, which stand in the text, and svgs apart.
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }"""
# A field of one line shows a part of what is typed, by nature.
CUT_OFF = """() => [...document.querySelectorAll(":is(.kit-lesson, .kit-header, .kit-nav) *")].filter((node) => {
    const { overflowX, overflowY } = getComputedStyle(node);
    const over = (full, seen, way) => full > seen + 1 && /hidden|clip/.test(way);
    return node.clientWidth > 1 && !node.matches(".kit-excerpt, input, svg *, .cm-editor *") &&
        (over(node.scrollWidth, node.clientWidth, overflowX) || over(node.scrollHeight, node.clientHeight, overflowY));
}).concat([...document.querySelectorAll(".kit-header button")].filter((node) => {
    const [mine, line] = [node, node.parentElement].map((each) => each.getBoundingClientRect());
    return mine.right > line.right || mine.bottom > line.bottom;
})).map((node) => `${node.tagName}.${node.className}`)"""


def make_dark(page: Any) -> None:
    """Press the button for a dark page, and wait until it is."""
    page.get_by_role("button", name="Dark page").click()
    expect(page.locator("body")).to_have_attribute("data-jp-theme-light", "false")
    expect(page.locator(".kit-lesson")).to_have_css("color-scheme", "dark")


def stretch(page: Any, size: dict[str, int]) -> None:
    """A window so wide, and as high as its lesson: axe does not judge what is scrolled out of sight."""
    page.set_viewport_size(size)
    height = page.evaluate("document.querySelector('.jp-WindowedPanel-outer').scrollHeight")
    page.set_viewport_size({"width": size["width"], "height": height + 100})


def unnamed(page: Any) -> list[str]:
    """What the accessibility tree has without a name that needs one."""
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    seen = [(node["role"]["value"], node.get("name", {}).get("value", "")) for node in nodes if not node["ignored"]]
    assert len(seen) > 100
    return [role for role, name in seen if role in NAMED and not name.strip()]


def is_for_everyone(page: Any, learner: Any) -> None:
    """For one who asked for reduced motion before it was opened.

    Light at 100 %, dark at 200 %, spaced out at 400 %: axe finds nothing, all is named, nothing moves or is cut.
    """
    page.evaluate("document.querySelectorAll('.kit-lesson details').forEach((each) => (each.open = true))")
    stretch(page, WIDE)
    assert learner.violations() == []
    assert unnamed(page) == []
    assert page.evaluate(MOVING) == []
    make_dark(page)
    stretch(page, TWICE)
    assert learner.violations(LOOKS) == []
    page.set_viewport_size(FOUR_TIMES)
    expect(page.locator(".kit-nav")).to_be_hidden()
    assert page.evaluate(TOO_WIDE) == []
    assert page.evaluate("document.documentElement.scrollWidth") == FOUR_TIMES["width"]
    page.add_style_tag(content=SPACED)
    with contextlib.suppress(AssertionError):  # the page is laid out anew in its own time
        learner.until(lambda: page.evaluate(CUT_OFF) == [], "nothing is cut off")
    assert page.evaluate(CUT_OFF) == []
