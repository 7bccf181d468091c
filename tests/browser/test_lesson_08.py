"""Lesson 08 with an article: opened in it, drawn in it, and a report that is one sheet of paper."""

from __future__ import annotations

import io
import os
import re
from pathlib import Path

import pytest
from pdfminer.pdfpage import PDFPage
from playwright.sync_api import expect

from kit.activity.answer import Answer
from kit.activity.answers import AnswerFile
from kit.activity.columns import ROW
from kit.activity.lesson_file import read_lesson
from tests.browser.test_report import AXE, BARS

pytestmark = pytest.mark.browser
expect.set_options(timeout=60_000)

NAME = "08-your-own-article"
SAID = "The town's record of that day, which anybody may read"


def answer_tables(folder):
    """Fill in each table of the report on the disk, a short sentence in each field."""
    lesson = read_lesson(NAME)
    for name in ("card", "card-more", "speakers", "claims", "chart-says"):
        activity = lesson[name]
        row = {each.name: each.options[0] if each.options else SAID for each in activity.columns}
        names = [{ROW: row} for row in activity.rows] or [{}] * 3
        AnswerFile(NAME, name, folder=folder).save(Answer().submitting([{**each, **row} for each in names]))


def test_an_article_is_opened_drawn_and_reported_on_one_sheet(lab, page, learner, browser, node_modules, tmp_path):
    """One of the kit's own, unmarked until its reader asks for the program; a chart; a file that prints as one page."""
    answer_tables(lab.answers)
    learner.open(f"{NAME}.ipynb")
    own = page.get_by_role("button", name="Let the school bell ring at nine")
    expect(own).to_have_accessible_description(re.compile(r"Lakeside Weekly \(invented\) · \d+ words · grade\s\d"))
    own.press("Enter")
    unmarked = page.get_by_role("region", name="Let the school bell ring at nine").filter(has=page.locator(".kit-text"))
    expect(unmarked).to_contain_text("That is far too early for anybody who is still growing")
    expect(page.get_by_role("region", name="Mark it yourself")).to_contain_text("Invented for this kit")
    mode = page.get_by_role("tab", name="Mark it yourself")
    expect(mode).to_be_focused()
    marks = page.get_by_role("region", name="The article", include_hidden=True).locator(".ke-mark")
    expect(marks.first).to_be_attached()  # the program is done, and keeps it to itself
    expect(marks.first).to_be_hidden()
    page.get_by_role("tab", name="Read", exact=True).click()
    expect(marks.first).to_be_visible()
    asked = learner.question("Which chart helps your reader most?")
    asked.get_by_role("radio").nth(1).check()
    asked.get_by_role("button").first.click()
    drawn = page.locator(".kit-lesson .widget-html .kit-chart")
    expect(drawn).to_be_visible()
    report = page.get_by_role("region", name="Your report", exact=True)
    report.get_by_role("button", name="Only look at it").click()
    expect(report.locator("iframe").content_frame.get_by_text(SAID).first).to_be_visible()
    expect(report).to_contain_text("Still empty: its title")
    assert learner.violations() == []
    with page.expect_download() as coming:
        report.get_by_role("button", name="Make my report").click()
    file = Path(tmp_path) / coming.value.suggested_filename
    coming.value.save_as(file)
    if folder := os.environ.get("KIT_SCREENSHOTS"):
        for n, part in enumerate((asked, report)):
            part.scroll_into_view_if_needed()
            page.screenshot(path=str(Path(folder) / f"08-own-{n}.png"))
    prints_for_everybody(browser, node_modules, file)


def prints_for_everybody(browser, node_modules, file):
    """Axe finds nothing by light, by dark and on a narrow screen; nothing is asked for; on paper it is one page."""
    axe = (node_modules / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    for scheme, width in (("light", 1366), ("dark", 400)):
        context = browser.new_context(
            color_scheme=scheme, viewport={"width": width, "height": 768}, bypass_csp=True, offline=True
        )
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.goto(file.as_uri())
        page.evaluate(axe)
        assert page.evaluate(AXE) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert asked == [file.as_uri()]
        for paper in ("A4", "Letter"):
            assert len([*PDFPage.get_pages(io.BytesIO(page.pdf(format=paper)))]) == 1
        page.emulate_media(media="print")
        assert page.evaluate(BARS) == []
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        context.close()
