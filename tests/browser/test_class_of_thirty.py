"""From a learner's desk to the teacher's and back: handed in, collected, seen in the class view, given back."""

from __future__ import annotations

import csv
import re

import pytest
from playwright.sync_api import expect

from kit.activity.hand_in import read_hand_in, text_of_hand_in
from kit.activity.lesson_file import read_lesson
from kit.classroom.demo import hand_ins, roster
from kit.cli import main

pytestmark = pytest.mark.browser
expect.set_options(timeout=60_000)

LESSON = "04-words-that-push"
NAME = "Kingfisher"
WORDS = 'I would ask who called it an "attempt" <first>.'


@pytest.fixture
def work(tmp_path):
    """The teacher's folder on another computer: a roster of seven, and what six of them handed in of the lesson."""
    (tmp_path / "roster.csv").write_text(f"{roster(6)}Robin Ode,{NAME},robin@school.example,1007\n", encoding="utf-8")
    (tmp_path / "handed").mkdir()
    for number, text in enumerate(hand_ins(6)):
        whole = read_hand_in(text.encode())
        if given := whole.lessons.get(LESSON):
            lessons = {LESSON: {"files": dict(given.files), "progress": None}}
            part = text_of_hand_in(whole.learner, lessons, made=whole.made, synthetic=True)
            (tmp_path / "handed" / f"{number}.kit.json").write_text(part, encoding="utf-8")
    return tmp_path


def hand_in(learner, folder):
    """Sign in, mark five words, compare, write an answer, and hand in; the file."""
    page = learner.page
    learner.open("00-start-here.ipynb")
    learner.question("Under which name").get_by_role("textbox").fill(NAME)
    page.keyboard.press("Enter")
    learner.until((learner.lab.answers / "learner.txt").exists, "the name is on the disk")
    page.get_by_role("navigation", name="Lessons").get_by_role("button", name="Words that push").click()
    learner.ready(LESSON)
    learner.texts().nth(1).focus()
    page.keyboard.press("Control+Home")
    for step in (0, 5, 6, 4, 4):
        for _ in range(step):
            page.keyboard.press("ArrowRight")
        page.keyboard.press("2")
    compare = learner.question("Compare. Find a mark of yours")
    compare.get_by_role("button").click()
    expect(compare).to_contain_text("In the official's words you marked 5")
    ticket = learner.question("Write one sentence about something")
    ticket.get_by_role("textbox").fill(WORDS)
    ticket.get_by_role("button").click()
    expect(ticket).to_contain_text("Show your answer to your teacher.")
    page.get_by_role("banner").get_by_role("button", name="Hand in").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Class").fill("7B")
    page.keyboard.press("Enter")
    expect(dialog).to_contain_text(f"the answers of {NAME}, class 7B.")
    with page.expect_download() as saving:
        dialog.get_by_role("button", name="Save the file").click()
    file = folder / f"odero_1007_9123_{saving.value.suggested_filename}"  # as Canvas names it
    saving.value.save_as(file)
    return file


def test_what_is_handed_in_is_seen_and_given_back(lab, learner, work):
    """The learner's row in the class view; on the page that is given back the very marks, words and points."""
    page = learner.page
    given = read_hand_in(hand_in(learner, work / "handed")).lessons[LESSON]

    def kit(*words):
        assert main([*words, "--dir", str(work)]) == 0

    kit("class", "new", "7B", "--roster", str(work / "roster.csv"))
    kit("collect", str(work / "handed"))
    for what in ("report", "feedback", "gradebook"):
        kit("class", what)
    report = work / "classes" / "7B" / "report"

    page.goto((report / "index.html").as_uri())
    page.get_by_label("Show names").check()
    row = page.get_by_role("row", name=re.compile(f"^{NAME} "))
    done = f"{given.progress.done} of {given.progress.steps}"
    expect(row.get_by_role("cell")).to_contain_text(done)

    page.goto((report / "feedback" / f"{NAME.lower()}.html").as_uri())
    expect(page.get_by_role("heading", level=1)).to_have_text(NAME)
    lesson = page.locator(f"[id='{LESSON}']")
    expect(lesson).to_contain_text(f"{done} steps done.")
    words = """all => all.map((mark) => {
        const plain = mark.cloneNode(true);
        plain.querySelectorAll("b").forEach((sign) => sign.remove()); // its letter
        return [plain.textContent, mark.title];
    })"""
    activity = read_lesson(LESSON)["mark"]
    marks = given.marks("mark", activity.article)
    titles = {label.name: label.title for label in activity.labels}
    assert len(marks) == 5
    shown = lesson.locator("mark").evaluate_all(words)
    assert shown == [[activity.article.covered(mark), titles[mark.label]] for mark in marks]
    expect(lesson.locator("blockquote")).to_have_text(WORDS)
    with (report / "gradebook-canvas.csv").open(encoding="utf-8-sig", newline="") as file:
        [points] = [each["Words that push (work done)"] for each in csv.DictReader(file) if each["ID"] == "1007"]
    expect(lesson).to_contain_text(f"You have {points} of 100 points.")
    in_words = sum(each.kind in ("write", "swap") for each in read_lesson(LESSON).activities.values() if each.step)
    expect(lesson.get_by_role("row", name=re.compile("^Answers written"))).to_contain_text(f"1 of {in_words}")
