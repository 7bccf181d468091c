"""A class and a neighbour in lesson 04: three readers beside one's own marks, and a fourth from a file."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from kit.activity.class_file import CLASS_FILE
from kit.activity.hand_in import text_of_hand_in
from kit.activity.learners import Learner
from kit.activity.lesson_file import read_lesson
from kit.classroom.demo import hand_ins
from kit.classroom.folder import Classroom
from kit.classroom.share import save_class_file
from kit.jsonl import annotation_lines

pytestmark = pytest.mark.browser
expect.set_options(timeout=60_000)

LESSON = "04-words-that-push"


@pytest.fixture
def with_class(lab, tmp_path):
    """The working folder with a class's file in it, as a teacher puts it there."""
    (tmp_path / "hand-ins").mkdir()
    for text in hand_ins(10):
        digest = hashlib.sha256(text.encode()).hexdigest()
        (tmp_path / "hand-ins" / f"{digest}.kit.json").write_text(text, encoding="utf-8")
    path = lab.home / "work" / CLASS_FILE
    path.write_bytes(save_class_file(Classroom("7B", tmp_path, synthetic=True)).read_bytes())
    yield lab
    path.unlink(missing_ok=True)


def test_class_key_program_and_neighbour_stand_beside_ones_marks(with_class, page, learner, tmp_path):
    """By keyboard alone: each reader is chosen and says who it is; the neighbour's file is opened and put away."""
    activity = read_lesson(LESSON)["mark"]
    own = with_class.answers / "me" / LESSON / "mark.jsonl"
    own.parent.mkdir(parents=True)
    own.write_text(annotation_lines(activity.entries[:6], activity.article), encoding="utf-8")
    files = {"mark.jsonl": annotation_lines(activity.entries[3:], activity.article)}
    handed = {LESSON: {"files": files, "progress": None}}
    file = tmp_path / f"ben-{LESSON}.kit.json"
    made = datetime(2026, 11, 28, 9, tzinfo=UTC)
    file.write_text(text_of_hand_in(Learner("Ben", "ben"), handed, made=made), encoding="utf-8")
    page.on("filechooser", lambda chooser: chooser.set_files(file))
    learner.open(f"{LESSON}.ipynb")
    expect(page.get_by_role("region", name="Progress in this lesson")).to_contain_text(
        "7B, 10 learners. It is synthetic"
    )

    wordings = learner.question("What does B tell you")
    expect(wordings.get_by_role("table")).to_have_count(0)
    wordings.get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    table = wordings.get_by_role("table", name=re.compile("What a synthetic class answered at first"))
    expect(table.get_by_role("rowheader", name="More of what happened (you)")).to_be_visible()

    passage = page.locator(".kit-highlighter:not(.kd-text[hidden] *)").nth(1)
    learner.question("Compare. Find a mark of yours").get_by_role("button").focus()
    page.keyboard.press("Enter")
    readers = passage.locator("[data-does=reference]")
    expect(readers).to_have_text(["Key", "Class"])
    expect(readers.first).to_have_attribute("aria-pressed", "true")
    learner.question("Made your guess").get_by_role("button").focus()
    page.keyboard.press("Enter")
    expect(readers).to_have_text(["Key", "Class", "Program"])

    beside = learner.question("Beside a neighbour")
    choose = beside.get_by_role("button", name="Choose their file")
    choose.focus()
    page.keyboard.press("Enter")
    expect(beside).to_contain_text("Ben’s marks now stand beside yours")
    expect(beside.get_by_role("listitem").first).to_contain_text("Your neighbour: nothing.")
    expect(readers).to_have_text(["Key", "Class", "Program", "Neighbour"])
    expect(readers.last).to_have_attribute("aria-pressed", "true")
    for reader, says in (("Class", "no judge"), ("Neighbour", "Neither of you is the judge")):
        passage.get_by_role("button", name=reader, exact=True).focus()
        page.keyboard.press("Enter")
        expect(passage.locator(".kit-reader")).to_contain_text(says)
    passage.locator(".kit-text").focus()
    page.keyboard.press("n")
    expect(passage.locator(".kit-reason").first).to_contain_text(" in a synthetic class marked this")
    # What is half under the tools that stay in sight is smaller than it is.
    passage.locator(".kit-labels").first.evaluate("labels => labels.scrollIntoView({ block: 'center' })")
    assert learner.violations() == []
    assert learner.unguarded() == []

    page.set_viewport_size({"width": 400, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    beside.get_by_role("button", name="Put it away").focus()
    page.keyboard.press("Enter")
    expect(choose).to_be_focused()
    expect(readers).to_have_text(["Key", "Class", "Program"])
    page.get_by_role("button", name="Lessons", exact=True).click()
    page.get_by_role("button", name="Bring your answers back").click()
    away = page.get_by_role("dialog").get_by_role("button", name="Take the class away")
    expect(page.get_by_role("dialog")).to_contain_text("The lessons show the synthetic class 7B (10 learners)")
    away.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("no longer show this class")
    assert not (with_class.home / "work" / CLASS_FILE).exists()
    there = [path for path in with_class.answers.rglob("*.json*") if path.is_file()]
    assert not [path.name for path in there if "Ben" in path.read_text(encoding="utf-8")]
