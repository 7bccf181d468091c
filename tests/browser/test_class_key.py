"""A key of a class's own made by keyboard in the notebook, and the feedback page on a screen and on paper."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from kit.activity.hand_in import text_of_hand_in
from kit.activity.learners import Learner, folder_name
from kit.activity.lesson_file import read_lesson
from kit.annotation import Annotation
from kit.classroom.class_key_file import class_entries
from kit.classroom.demo import hand_ins
from kit.classroom.feedback import save_feedback
from kit.classroom.folder import Classroom
from kit.classroom.members import Member
from kit.classroom.results import results_of
from kit.jsonl import annotation_lines
from kit.readers.pdf import parse_pdf

pytestmark = pytest.mark.browser
expect.set_options(timeout=60_000)

LESSON = "04-words-that-push"
KINDS = ("02-who-is-speaking", "03-what-is-claimed", LESSON)  # they have all that is shown; a PDF takes long to read
CELL = """\
from pathlib import Path
from kit.classroom.class_key_page import class_key_page
from kit.classroom.folder import Classroom
class_key_page(Classroom("7B", Path("classes/7B")))"""
NOTEBOOK = {
    "cells": [
        {"cell_type": "code", "id": "c1", "metadata": {}, "source": CELL, "outputs": [], "execution_count": None}
    ],
    "metadata": {"kit": {"lesson": "class-key"}, "kernelspec": {"name": "python3", "display_name": "Python 3"}},
    "nbformat": 4,
    "nbformat_minor": 5,
}
AXE = """async () => (await axe.run({
    resultTypes: ["violations"],
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
})).violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 200)}`))"""
# What would be cut off, or scroll, on paper.
BARS = """() => [...document.querySelectorAll("body *")]
    .filter((node) => node.scrollWidth > node.clientWidth + 1 && getComputedStyle(node).overflowX !== "visible")
    .map((node) => node.outerHTML.slice(0, 200))"""


def put(folder, *texts):
    (folder / "hand-ins").mkdir(parents=True)
    for number, text in enumerate(texts):
        (folder / "hand-ins" / f"{number:04}.kit.json").write_text(text, encoding="utf-8")


def marked(name, words, label):
    """The hand-in of a learner who has marked these words."""
    practise = read_lesson(LESSON)["practise"]
    start = practise.article.text.index(words)
    mark = Annotation(start, start + len(words), practise.layer, label, "learner:x")
    files = {"practise.jsonl": annotation_lines([mark], practise.article)}
    lessons = {LESSON: {"files": files, "progress": None}}
    return text_of_hand_in(Learner(name, folder_name(name)), lessons, made=datetime(2026, 11, 28, tzinfo=UTC))


def test_a_class_has_a_key_of_its_own_by_keyboard(lab, page, learner):
    """A text chosen, what the class marked kept with a reason, the key made: it is on the disk, and axe is content."""
    home = lab.home / "work"
    shutil.rmtree(home / "classes", ignore_errors=True)
    put(home / "classes" / "7B", *(marked(name, "this morning", "fear") for name in ("Ana", "Ben", "Cem")))
    (home / "class-key.ipynb").write_text(json.dumps(NOTEBOOK), encoding="utf-8")
    learner.open("class-key.ipynb")
    text = page.get_by_label("Text", exact=True)
    learner.tab_to(text)
    page.keyboard.press("ArrowDown")
    expect(page.locator(".ky-in-use")).to_have_text("In use for this text: the lesson’s key.")
    learner.tab_to(page.locator(".kr-text"))
    page.keyboard.press("ArrowDown")  # on, from the first words that the key has
    page.keyboard.press("ArrowDown")
    expect(page.get_by_text("3 of 3 marked this; the key: nothing; the program: nothing.").first).to_be_visible()
    page.keyboard.press("e")
    expect(page.get_by_role("radio", name="Fear")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.type("It is a time, and it frightens.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".kr-counted")).to_contain_text("1 of 13 decided")
    assert learner.violations() == []
    assert page.locator(".ky-root :is(button, select):not([data-lm-suppress-shortcuts])").count() == 0
    page.locator("[data-does=make]").press("Enter")
    expect(page.locator(".ky-said")).to_contain_text("The key is made, with 13 entries.")
    expect(page.locator(".ky-in-use")).to_contain_text("your class’s own key")
    practise = read_lesson(LESSON)["practise"]
    entries = class_entries(Classroom("7B", home / "classes" / "7B"), LESSON, practise)
    new = next(entry for entry in entries if practise.article.covered(entry) == "this morning")
    assert new.attributes["why"] == "It is a time, and it frightens."
    shutil.rmtree(home / "classes")


def test_a_feedback_page_is_read_and_printed_by_everybody(browser, node_modules, tmp_path):
    """axe finds nothing, nothing is asked of any server, and on A4 and Letter every word of it is there."""
    put(tmp_path, *hand_ins(5))
    classroom = Classroom("7B", tmp_path, (Member("Empty Chair"),), synthetic=True)
    results = results_of(classroom)
    some = {name: results.lessons[name] for name in KINDS}
    folder = save_feedback(classroom, replace(results, lessons=some))
    axe = (node_modules / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    context = browser.new_context(viewport={"width": 1366, "height": 768}, bypass_csp=True, offline=True)
    for name in ("blue heron", "empty chair"):
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.goto((folder / f"{name}.html").as_uri())
        page.evaluate(axe)
        assert page.evaluate(AXE) == []
        page.set_viewport_size({"width": 400, "height": 768})
        assert page.evaluate("document.documentElement.scrollWidth") <= 400
        assert len(asked) == 1
        printed = "".join(parse_pdf(page.pdf(format="A4"), name="x.pdf").text.split())
        assert printed.count("Howyourpointscameabout") == (name == "blue heron")  # of the lesson that is open
        page.evaluate("document.querySelectorAll('details').forEach((lesson) => { lesson.open = true; })")
        page.emulate_media(media="print")
        words = page.evaluate("[...document.querySelectorAll('.note, .asks, h2, h3')].map((node) => node.innerText)")
        for paper, width in (("A4", 680), ("Letter", 700)):
            page.set_viewport_size({"width": width, "height": 1000})
            assert page.evaluate(BARS) == []
            printed = "".join(parse_pdf(page.pdf(format=paper), name="x.pdf").text.split())
            assert [each for each in words if "".join(each.split())[:30] not in printed] == []
        page.close()
    context.close()
