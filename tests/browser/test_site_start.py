"""The start page of a site: how far one is, hand in, and bring back, also where nothing is left."""

from __future__ import annotations

import json
import re
from base64 import b64decode
from hashlib import sha256

import pytest
from playwright.sync_api import expect

import kit
from kit.activity.hand_in import canonical
from kit.activity.lesson_file import read_lesson

pytestmark = pytest.mark.browser
expect.set_options(timeout=60_000)

LESSON = "00-start-here"
NAME = "Blue Heron"
FORGET = """async () => {
    localStorage.clear();
    for (const { name } of await indexedDB.databases()) {
        await new Promise((go) => Object.assign(indexedDB.deleteDatabase(name), { onsuccess: go, onblocked: go }));
    }
}"""


def start(visitor):
    """Open the start page, and wait until it knows how far one is."""
    visitor.page.goto(visitor.site.url)
    expect(visitor.page.locator("body")).to_have_attribute("data-kit-start", "ready")


def press(visitor, target):
    """Go to something by Tab, and press Enter there."""
    visitor.tab_to(target, 80)
    visitor.page.keyboard.press("Enter")


def kept(visitor) -> dict[str, str]:
    """What is kept of all answers but how far one is, and what is noted: the text of each file by its path."""
    return {
        path: b64decode(model["content"]).decode() if model["format"] == "base64" else model["content"]
        for path, model in visitor.files().items()
        if re.match(r"answers/blue heron/.+/(?!progress\.json)", path) and model["type"] == "file"
    }


def test_answers_are_handed_in_and_brought_back(visitor, tmp_path):
    """Answered, counted, saved as a file, read by the desktop's kit; forgotten, brought back as it was."""
    page, button = visitor.page, lambda name: visitor.page.get_by_role("button", name=name)
    row = page.locator(f"[data-lesson='{LESSON}']")
    start(visitor)
    expect(page.locator("#who")).to_contain_text("You have not begun yet.")
    assert page.evaluate("async () => (await indexedDB.databases()).length") == 0  # to look makes nothing
    expect(page.locator("#save")).to_be_disabled()
    press(visitor, page.get_by_role("link", name="Begin: Start here"))
    visitor.ready(LESSON)
    name = visitor.question("Under which name")
    name.get_by_role("textbox").fill(NAME)
    name.get_by_role("textbox").press("Enter")
    expect(name).to_contain_text(f"kept under “{NAME}”")
    visitor.texts().first.focus()
    page.keyboard.press("Control+Home")
    page.keyboard.press("2")
    expect(page.get_by_text("Marks (1)")).to_be_visible()
    visitor.until(lambda: f"answers/blue heron/{LESSON}/practice.jsonl" in visitor.files(), "the mark is kept")

    # From the lesson itself: its own file.
    press(visitor, button("Hand in"))
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Class").fill("7B")
    dialog.get_by_label("Class").press("Enter")
    expect(dialog).to_contain_text(f"the answers of {NAME}, class 7B.")
    with page.expect_download() as saving:
        page.keyboard.press("Enter")
    assert saving.value.suggested_filename == f"7B-blue-heron-{LESSON}.kit.json"
    of_lesson = kit.read_hand_in(saving.value.path())
    expect(dialog.get_by_role("status")).to_contain_text("Downloads")
    page.keyboard.press("Escape")

    start(visitor)
    expect(page.locator("#who")).to_contain_text(f"You work as {NAME}.")
    expect(row.locator(".far")).to_contain_text(re.compile(r"\d of 6 steps"))
    assert visitor.violations() == []
    expect(row.locator(".far")).to_contain_text("handed in")
    press(visitor, button("Hand in"))
    expect(dialog).to_contain_text("Not begun: Article or furniture?")
    assert visitor.violations() == []
    with page.expect_download() as saving:
        page.keyboard.press("Enter")
    file = tmp_path / saving.value.suggested_filename
    saving.value.save_as(file)
    expect(dialog.get_by_role("status")).to_contain_text(file.name)
    page.keyboard.press("Escape")
    expect(button("Hand in")).to_be_focused()
    read = kit.read_hand_in(file)
    assert (read.learner, read.lessons, read.class_name) == (of_lesson.learner, of_lesson.lessons, "7B")
    [mark] = read.lessons[LESSON].marks("practice", read_lesson(LESSON)["practice"].article)
    assert mark.label == "time"

    # Begun again, by the keyboard, and undone.
    press(visitor, row.get_by_role("button", name="Start again"))
    page.keyboard.press("Enter")  # twice is no mistake that costs anything: the answers are kept
    expect(row.locator(".ask")).to_have_count(0)
    press(visitor, row.get_by_role("button", name="Start again"))
    press(visitor, button("Take them away"))
    expect(row.locator(".far")).to_contain_text("not begun")
    page.keyboard.press("Enter")
    expect(row.locator(".far")).to_contain_text(re.compile(r"\d of 6 steps"))

    # Everything is forgotten, and comes back, as it was: what a lesson then finds, as it does when it is opened anew.
    before = kept(visitor)
    assert f"answers/blue heron/{LESSON}/practice.jsonl" in before
    page.evaluate(FORGET)
    page.emulate_media(color_scheme="dark")
    start(visitor)
    expect(page.locator("#who")).to_contain_text("You have not begun yet.")
    broken = tmp_path / "broken.kit.json"
    broken.write_bytes(file.read_bytes()[:-40])
    page.set_input_files("#file", broken)
    expect(page.locator("#brought")).to_contain_text("cut off on its way")
    page.set_input_files("#file", file)
    expect(page.locator("#read")).to_contain_text(f"The answers of {NAME}")
    assert visitor.violations() == []
    press(visitor, button("Bring back 1 lesson"))
    expect(page.locator("#who")).to_contain_text(f"You work as {NAME}.")
    assert kept(visitor) == before
    with page.expect_navigation(url=re.compile(f"path={LESSON}"), wait_until="commit"):
        page.keyboard.press("Enter")  # on the way back to the lesson
    assert visitor.foreign == []


def handed_in(folder, name, at, **files):
    """A file that somebody handed in: answers to the first lesson, each in its file."""
    rest = {
        "format": "media-literacy-kit hand-in",
        "version": 1,
        "kit": "0.1.0",
        "made": at,
        "learner": {"name": name, "folder": name.lower()},
        "lessons": {LESSON: {"files": {f"{each}.json": text for each, text in files.items()}, "progress": None}},
    }
    file = folder / f"{name}.kit.json"
    file.write_text(json.dumps(rest | {"sha256": sha256(canonical(rest).encode()).hexdigest()}), encoding="utf-8")
    return file


def test_one_computer_for_two(visitor, tmp_path):
    """Who works is seen at once and can be changed; what was brought back over newer answers can be taken back."""
    page, button = visitor.page, lambda name: visitor.page.get_by_role("button", name=name)
    who, chosen, told = page.locator("#who"), page.locator("#read input"), page.locator("#brought")
    start(visitor)
    for name in ("Ana", "Ben"):
        page.set_input_files("#file", handed_in(tmp_path, name, "2026-11-28T09:00:00Z", guess='{"tries": []}'))
        button("Bring back 1 lesson").click()
        expect(who).to_contain_text(f"You work as {name}.")
    press(visitor, button("Somebody else?"))
    press(visitor, button("Work as Ana"))
    expect(who).to_contain_text("You work as Ana.")
    page.reload()
    expect(who).to_contain_text("You work as Ana.")

    older = handed_in(tmp_path, "Ana", "2020-01-01T09:00:00Z", guess='{"tries": [{"value": 1}]}')
    page.set_input_files("#file", older)
    expect(page.locator("#read")).to_contain_text("1 answer is not as here. Here it was changed later")
    expect(chosen).not_to_be_checked()
    chosen.check()
    button("Bring back 1 lesson").click()
    expect(told).to_contain_text("1 lesson is back. You work as Ana.")
    [model] = [model for path, model in visitor.files().items() if path == f"answers/ana/{LESSON}/guess.json"]
    assert b64decode(model["content"]) == b'{"tries": [{"value": 1}]}'
    button("Put back").click()
    expect(page.get_by_text("Your answers to “Start here” are back.")).to_be_visible()
    page.set_input_files("#file", older)
    expect(page.locator("#read")).to_contain_text("not as here")
    button("Leave all as it is").click()
    expect(told).to_contain_text("Nothing has changed.")

    about = {"format": "media-literacy-kit class", "version": 1, "class": "7B", "learners": 28, "synthetic": False}
    theirs = tmp_path / "class.kit.json"
    theirs.write_text(json.dumps(about | {"sha256": sha256(canonical(about).encode()).hexdigest()}), encoding="utf-8")
    page.set_input_files("#file", theirs)
    expect(page.locator("#class")).to_contain_text("The lessons show the class 7B (28 learners) beside your answers.")
    assert "class.kit.json" in visitor.files()
    press(visitor, button("Take the class away"))
    expect(told).to_contain_text("no longer show this class")
    assert "class.kit.json" not in visitor.files()
    expect(page.locator("#file")).to_be_focused()

    press(visitor, button("Somebody else?"))  # whose answers are not as they were handed in, since they were put back
    press(visitor, button("Somebody new"))
    expect(page.locator("#switch")).to_contain_text("The answers of Ana have not been handed in, or have changed since")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("the answers of Ana")
    page.keyboard.press("Escape")
    press(visitor, button("Go on"))
    expect(who).to_contain_text("You have not begun yet.")
    assert "answers/learner.txt" not in visitor.files()
    assert visitor.errors == []


def test_a_page_that_keeps_nothing_says_so(visitor, browser):
    """Denied storage is said before one begins; without scripts the page is whole, and says what is missing."""
    visitor.page.add_init_script("indexedDB.open = () => { throw new DOMException('denied', 'SecurityError'); }")
    start(visitor)
    expect(visitor.page.get_by_role("alert")).to_contain_text("This browser keeps nothing for this page")
    assert visitor.violations() == []
    plain = browser.new_context(java_script_enabled=False, viewport={"width": 400, "height": 800}).new_page()
    plain.goto(visitor.site.url)
    expect(plain.locator("noscript .note")).to_be_visible()
    expect(plain.get_by_role("link", name="Who is speaking?").first).to_be_visible()
    expect(plain.locator("#save")).to_be_hidden()
    plain.goto(f"{visitor.site.url}teacher/")
    plain.get_by_role("link", name="01 Article or furniture?").click()
    expect(plain.get_by_role("heading", name="Plan: 01 Article or furniture?")).to_be_visible()
    expect(plain.get_by_role("cell", name="0–3").first).to_be_visible()
    plain.context.close()
