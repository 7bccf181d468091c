"""The class's notebook in a browser: it opens by itself, says who handed in what, and keeps what a teacher notes."""

from __future__ import annotations

import os
import re

import pytest

from kit.activity.lesson_file import lesson_folder
from kit.classroom.demo import NAMES
from kit.classroom.demo_class import make_demo
from kit.classroom.notes import read_notes
from kit.classroom.page import save_report
from kit.classroom.results import results_of
from kit.classroom.view import overview
from tests.browser.conftest import PATIENCE

pytestmark = pytest.mark.browser


def test_a_teacher_opens_the_class_and_sees_who_marked_what(learner, lab):
    """Without a click the class is there; by keyboard to its heat map; a star is on the disk; and axe finds nothing."""
    from playwright.sync_api import expect

    work = lab.home / "work"
    classroom, _ = make_demo(work, 6)
    notebook = classroom.folder / "class.ipynb"
    notebook.write_bytes((lesson_folder() / "teacher" / "class.ipynb").read_bytes())
    page = learner.page
    page.goto(lab.address(notebook.relative_to(work).as_posix()))
    learner.ready("class")
    expect(page.get_by_role("button", name="Hand in", exact=True)).to_be_hidden()
    view = page.locator(".kcv-root")
    seen = overview(results_of(classroom))
    cells = list(zip(seen["names"], seen["roster"], seen["cells"][seen["lessons"][-1]["name"]], strict=True))
    absent = [name for name, on_roster, cell in cells if on_roster and not cell]
    here, all_ = sum(bool(cell) for _, on_roster, cell in cells if on_roster), sum(seen["roster"])
    expect(view.locator(".kcv-summary strong")).to_have_text(f"{here} of {all_}", timeout=PATIENCE)
    assert not any(name in view.text_content() for name in NAMES)
    view.get_by_label("Show names").check()
    expect(view.get_by_role("row", name=re.compile(f"^{absent[0]} .*not handed in$"))).to_be_attached()
    assert learner.unguarded() == []
    assert learner.violations() == []

    view.get_by_role("tab", name="Handed in").focus()
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    expect(view.get_by_role("tab", name="Heat map")).to_have_attribute("aria-selected", "true")
    run = view.locator(".kcv-text .kcv-stop").first
    learner.tab_to(run)
    page.keyboard.press("ArrowRight")
    expect(view.locator(".kcv-aside strong")).to_have_text(re.compile(r"of \d"))
    assert learner.violations() == []

    view.get_by_role("tab", name="Written answers").click()
    star = view.get_by_role("button", name=re.compile("Talk about this one"))
    star.click()
    expect(star).to_have_attribute("aria-pressed", "true")
    assert len(read_notes(classroom).stars) == 1
    assert learner.violations() == []


def test_a_class_is_shown_without_its_names(browser, tmp_path):
    """The heat map says that the class is synthetic, and how many marked a word, not who. It stands in the README."""
    from playwright.sync_api import expect

    classroom, _ = make_demo(tmp_path)
    page = browser.new_page(viewport={"width": 1360, "height": 900})
    page.goto(save_report(classroom).as_uri())
    view = page.locator(".kcv-root")
    expect(view.get_by_label("Show names")).not_to_be_checked()
    view.get_by_label("Lesson", exact=True).select_option("04-words-that-push")
    view.get_by_role("tab", name="Heat map").click()
    shown = view.get_by_label("Text", exact=True)
    shown.select_option(shown.locator("option", has_text="A press release").first.get_attribute("value"))
    word = view.locator(".kcv-text .kcv-stop").filter(has_text="precautionary pause")
    word.click()
    expect(view.locator(".kcv-aside")).to_contain_text(re.compile(r"Soft or shining word \d+ learners?"))
    expect(view).to_contain_text("Synthetic class")
    assert not any(name in view.text_content() for name in NAMES)
    if target := os.environ.get("KIT_SCREENSHOT"):
        page.screenshot(path=target)
    page.close()
