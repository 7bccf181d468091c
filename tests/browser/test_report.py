"""The report on an article in a real browser: in light and dark, on a narrow screen, and printed."""

from __future__ import annotations

import pytest

import kit
from kit.report import save_report

pytestmark = pytest.mark.browser

AXE = """async () => (await axe.run({
    resultTypes: ["violations"],
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
})).violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 200)}`))"""
# What would be cut off or scroll on paper.
BARS = """() => [...document.querySelectorAll("body *:not(svg *)")]
    .filter((node) => node.scrollWidth > node.clientWidth + 1 && getComputedStyle(node).overflowX !== "visible")
    .map((node) => node.outerHTML.slice(0, 200))"""


def test_a_report_can_be_read_and_printed_by_everybody(browser, node_modules, tmp_path):
    """axe finds nothing, nothing is asked of any server, a narrow screen scrolls one way, and paper has no bars."""
    address = save_report(kit.read("csto-kazakhstan", parser=False), tmp_path / "csto.html").as_uri()
    axe = (node_modules / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    for scheme, width in (("light", 1366), ("dark", 1366), ("light", 400)):
        context = browser.new_context(
            color_scheme=scheme, viewport={"width": width, "height": 768}, bypass_csp=True, offline=True
        )
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.goto(address)
        page.evaluate(axe)
        assert page.evaluate(AXE) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert asked == [address]
        page.emulate_media(media="print")
        page.set_viewport_size({"width": 672, "height": 1000})  # A4 without its margins
        assert page.evaluate(BARS) == []
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        context.close()
