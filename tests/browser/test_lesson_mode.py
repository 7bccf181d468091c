"""Lesson mode: a lesson opens alive, and no key and no click breaks it."""

from __future__ import annotations

import json
import random
import re

import pytest
from playwright.sync_api import expect

import kit
from kit.lab import lesson_folder

pytestmark = pytest.mark.browser
expect.set_options(timeout=60_000)

LESSON = "00-start-here.ipynb"
KEYS = [*"abcdxyzvmfjkloiQ0123", "Enter", "Escape", "Delete", "Backspace", "ArrowUp", "ArrowDown", "Tab", "Space"]
CHORDS = ["Shift+Enter", "Control+Enter", "Alt+Enter", "Control+x", "Control+v", "Control+s", "Control+Shift+c"]


def cells(page) -> list[list[object]]:
    """What each cell of the lesson is and says, outputs left out, and whether its words are rendered."""
    return page.evaluate(
        """() => [...document.querySelectorAll(".kit-lesson .jp-Cell")].map((cell) => [
            cell.classList.contains("jp-MarkdownCell"),
            cell.classList.contains("jp-mod-rendered"),
            (cell.querySelector(".jp-MarkdownOutput") ?? cell.querySelector(".cm-content"))?.textContent,
        ])"""
    )


def test_a_lesson_opens_alive(lab, page, learner):
    """Opened from cold it runs by itself, stands at its first line, and shows neither code nor a dialog."""
    learner.open(LESSON)
    assert page.locator(".jp-Dialog, .Toastify__toast").count() == 0
    assert page.locator(".kit-lesson .jp-CodeCell .jp-Cell-inputWrapper:visible").count() == 0
    for part in ("#jp-menu-panel", ".jp-NotebookPanel-toolbar", "#jp-bottom-panel"):
        assert page.locator(f"{part}:visible").count() == 0
    expect(page.get_by_role("heading", name="Start here").first).to_be_in_viewport()
    expect(page.get_by_role("banner").get_by_text("Start here")).to_be_visible()
    expect(learner.question("Under which name")).to_be_visible()
    expect(page.get_by_text("Loading widget")).to_have_count(0)


def test_nothing_that_is_pressed_changes_a_lesson(lab, page, learner):
    """500 random keys and clicks outside answer boxes leave every cell, and the file, as they were."""
    learner.open(LESSON)
    before, file = cells(page), (lab.home / "work" / LESSON).read_bytes()
    draw = random.Random(7)
    box = page.locator(".kit-lesson").bounding_box()
    for _ in range(250):
        x, y = box["x"] + draw.random() * box["width"], box["y"] + draw.random() * box["height"]
        at = f"document.elementFromPoint({x}, {y})?.closest('input, textarea, button, select, a') === null"
        if page.evaluate(at):
            (page.mouse.dblclick if draw.random() < 0.4 else page.mouse.click)(x, y)
        if not page.evaluate("document.activeElement.matches('input, textarea, button')"):
            page.keyboard.press(draw.choice(KEYS if draw.random() < 0.7 else CHORDS))
    # A page moves between two clicks: the double click is of what both stood in, and JupyterLab looks what is there.
    compare = page.get_by_role("heading", name="Compare").first
    compare.scroll_into_view_if_needed()
    compare.evaluate(
        """(heading) => {
            const { left, top } = heading.getBoundingClientRect();
            const where = { bubbles: true, cancelable: true, clientX: left + 5, clientY: top + 5 };
            heading.closest(".jp-WindowedPanel-inner").dispatchEvent(new MouseEvent("dblclick", where));
        }"""
    )
    assert cells(page) == before
    assert page.locator(".jp-Dialog, .lm-Menu:visible, .jp-ModalCommandPalette:visible").count() == 0
    assert (lab.home / "work" / LESSON).read_bytes() == file


def test_code_is_shown_when_asked_for_and_cannot_be_changed(lab, page, learner):
    """ "Show code" shows it; what is typed into it does not stay; pressed again, it is gone."""
    learner.open(LESSON)
    before = cells(page)
    show = page.get_by_role("button", name="Show code")
    show.click()
    code = page.locator(".kit-lesson .jp-CodeCell .cm-content").first
    expect(code).to_be_visible()
    expect(code).to_have_accessible_name("Code")
    code.click()
    page.keyboard.type("import os")
    assert cells(page) == before
    show.click()
    expect(code).to_be_hidden()


def test_the_whole_of_jupyterlab_and_back(lab, page, learner):
    """All of JupyterLab is one press away, and the lesson view another; the lesson stays whole in both."""
    learner.open(LESSON)
    before = cells(page)
    page.get_by_role("button", name="Full JupyterLab").click()
    menu = page.locator(".lm-MenuBar-itemLabel", has_text="Edit").first
    expect(menu).to_be_visible()
    menu.click()
    page.locator(".lm-Menu-itemLabel", has_text=re.compile("Delete Cell")).first.click()
    assert cells(page) == before
    page.get_by_role("button", name="Back to the lesson view").click()
    expect(menu).to_be_hidden()


def test_lessons_are_a_list_with_what_is_done(lab, page, learner):
    """Every lesson stands in the list under its title; one press opens another, and it comes alive too."""
    learner.open(LESSON)
    lessons = page.get_by_role("navigation", name="Lessons").get_by_role("listitem").get_by_role("button")
    expect(lessons).to_have_count(len(list(lesson_folder().glob("*.ipynb"))))
    lessons.filter(has_text="Article or furniture?").click()
    learner.ready("01-article-or-furniture")
    expect(learner.question("Of every 100 words")).to_be_visible()


def test_a_notebook_of_ones_own_is_an_ordinary_one(lab, page, learner):
    """What is no lesson opens in all of JupyterLab, also from a lesson, and can be edited."""
    mine = {"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (lab.home / "work" / "mine.ipynb").write_text(json.dumps(mine), encoding="utf-8")
    learner.open(LESSON)
    page.get_by_role("button", name="mine.ipynb").click()
    expect(page.locator(".lm-MenuBar-itemLabel", has_text="Edit").first).to_be_visible()
    expect(page.locator(".jp-NotebookPanel:visible")).to_have_count(1)
    expect(page.locator(".kit-lesson:visible")).to_have_count(0)


def mark(learner, label: str, words: int) -> None:
    """Mark that many words of the first text, by keyboard."""
    learner.texts().first.focus()
    learner.page.keyboard.press("Control+Home")
    for _ in range(words):
        learner.page.keyboard.press(label)
        learner.page.keyboard.press("ArrowRight")


def test_the_next_day_everything_is_there(lab, page, learner):
    """Closed and started anew, a lesson shows what was marked and no dead widget, and the list what is done."""
    learner.open(LESSON)
    mark(learner, "1", 4)
    kept = lab.answers / "me" / "00-start-here" / "practice.jsonl"
    learner.until(lambda: kept.exists() and kept.read_text(encoding="utf-8").count("\n") == 4, "four marks on the disk")
    page.close()
    lab.restart()
    learner.page = page.context.new_page()
    learner.open(LESSON)
    expect(learner.page.get_by_text("Marks (4)")).to_be_visible()
    expect(learner.page.get_by_text(re.compile("Loading widget|model not found"))).to_have_count(0)
    lessons = learner.page.get_by_role("navigation", name="Lessons")
    expect(lessons.get_by_role("button", name="Start here")).to_contain_text("1 of 6 steps")


def test_answers_are_handed_in_and_brought_back(lab, page, learner, tmp_path):
    """By keys alone: a name is asked for and is a sign-in, the file is made, and elsewhere restores all of it."""
    hand_in = page.get_by_role("banner").get_by_role("button", name="Hand in")
    row = page.get_by_role("navigation", name="Lessons").get_by_role("button", name="Start here")
    dialog, status = page.get_by_role("dialog"), page.get_by_role("dialog").get_by_role("status")
    learner.open(LESSON)
    mark(learner, "1", 4)
    made = lab.answers / "me" / "00-start-here" / "practice.jsonl"
    learner.until(lambda: made.exists() and made.read_text(encoding="utf-8").count("\n") == 4, "four marks on the disk")
    hand_in.focus()
    page.keyboard.press("Enter")
    expect(dialog.get_by_label("Your name")).to_be_focused()
    page.keyboard.press("Enter")
    expect(status).to_contain_text("no name that one could read")
    page.keyboard.type("Blue Heron")
    page.keyboard.press("Tab")
    page.keyboard.type("7B")
    page.keyboard.press("Enter")
    expect(dialog).to_contain_text("the answers of Blue Heron, class 7B.")
    expect(dialog).to_contain_text("2 of 6 steps done; 4 marks")  # the name is a step, and is done by this
    expect(dialog).to_contain_text("Not done yet: A first guess · ")
    assert learner.violations() == []
    with page.expect_download() as saving:
        page.keyboard.press("Enter")
    file = tmp_path / saving.value.suggested_filename
    saving.value.save_as(file)
    assert file.name == "7B-blue-heron-00-start-here.kit.json"
    read = kit.read_hand_in(file)
    assert (read.learner.name, read.class_name, list(read.lessons)) == ("Blue Heron", "7B", ["00-start-here"])
    expect(status).to_contain_text("Downloads")
    page.keyboard.press("Escape")
    expect(hand_in).to_be_focused()
    expect(row).to_contain_text("handed in")

    # Elsewhere: nothing is there. A file that was damaged is refused; the whole one brings all of it back.
    page.goto("about:blank")
    lab.clear()
    learner.open(LESSON)
    page.get_by_role("button", name="Bring your answers back").press("Enter")
    broken = tmp_path / "broken.kit.json"
    broken.write_bytes(file.read_bytes().replace(b"Blue Heron", b"Red Herring"))
    page.set_input_files("dialog input", broken)
    expect(dialog).to_contain_text("It is not as it was made")
    page.set_input_files("dialog input", file)
    expect(dialog).to_contain_text("The answers of Blue Heron, handed in on")
    assert learner.violations() == []
    dialog.get_by_role("button", name="Bring back 1 lesson").press("Enter")
    expect(dialog).to_contain_text("1 lesson is back. You work as Blue Heron.")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    learner.ready("00-start-here")
    expect(page.get_by_text("Marks (4)")).to_be_visible()
    expect(page.get_by_text("You are working as “Blue Heron”")).to_be_visible()
    expect(row).to_contain_text("handed in")
    files = {path.name: path.read_text(encoding="utf-8") for path in (lab.answers / "blue heron").glob("00*/*.jsonl")}
    assert files == {name: text for name, text in read.lessons["00-start-here"].files.items() if name.endswith("l")}


def test_a_kernel_that_dies_comes_back_by_itself(lab, page, learner):
    """No dialog, no press: the lesson runs again, and the marks are there."""
    learner.open(LESSON)
    mark(learner, "2", 1)
    kept = lab.answers / "me" / "00-start-here" / "practice.jsonl"
    learner.until(kept.exists, "the mark on the disk")
    lab.kill_kernels()
    expect(page.locator(".kit-lesson:not([data-kit-ready])")).to_be_attached()
    learner.ready("00-start-here")
    expect(page.get_by_text("Marks (1)")).to_be_visible()
    assert page.locator(".jp-Dialog").count() == 0


def test_one_lesson_at_a_time(lab, page, learner):
    """The next lesson closes the one before it, kernel and all; what was typed last is kept."""
    lesson = "01-article-or-furniture"
    errors: list[str] = []  # JupyterLab's, of a page that was taken apart while it was made
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    learner.open(f"{lesson}.ipynb")
    answer = page.get_by_role("textbox", name=re.compile("Which sign of furniture"))
    answer.click()
    page.keyboard.type("Its length")
    page.keyboard.press("Enter")  # a new line, of which JupyterLab would know nothing in a cell
    page.keyboard.type("and its place")
    page.get_by_role("button", name=re.compile("^Start here")).click()
    learner.ready("00-start-here")
    expect(page.locator(".kit-lesson")).to_have_count(1)
    learner.until(lambda: len(lab.kernels()) == 1, "the first lesson's kernel has ended")
    page.get_by_role("button", name=re.compile("^Article or furniture")).click()
    learner.ready(lesson)
    expect(page.get_by_role("textbox", name=re.compile("Which sign of furniture"))).to_have_value(
        "Its length\nand its place"
    )
    assert [error for error in errors if "dock panel" in error or "removeChild" in error] == []
