"""Every lesson walked from its first step to its last, once by mouse and once by keyboard alone.

The walk follows the lesson's data, so that a new activity is walked as soon as it is written. With a folder in
KIT_SCREENSHOTS each step leaves a picture there, to be looked at.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from kit.activity.activity import Activity
from kit.activity.lesson_file import lesson_folder, read_lesson
from kit.classroom.demo import hand_ins
from kit.segment.blocks import find_blocks
from tests.browser.access import is_for_everyone

pytestmark = pytest.mark.browser
expect.set_options(timeout=60_000)

LESSONS = sorted(path.stem for path in lesson_folder().glob("[0-9]*.ipynb"))
# What asks something, in order; of a text in two levels the one that is shown.
ASKED = ".kit-lesson :is(.kq-root, .ks-root, .kl-root, .kc-root, .kg-root, .kn-root, .kit-card):not(.kd-text[hidden] *)"
VIEW = {"width": 1366, "height": 768}

# Bring words into the middle of the page, from under what stays in sight; then where they stand, as [left, top, right,
# bottom] of the first letter and of the last. By blocks they are all that a block says.
RECTS = """(text, [words, unit]) => {
    const nodesOf = (row) => {
        const walk = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
        const nodes = [];
        while (walk.nextNode()) {
            const node = walk.currentNode;
            if (!node.parentElement.closest(".kit-gutter, .kit-boxes, [hidden]")) nodes.push(node);
        }
        return nodes;
    };
    const wordsOf = (nodes) => nodes.map((node) => node.data).join("");
    for (const row of text.querySelectorAll("[data-block]")) {
        const nodes = nodesOf(row);
        const at = wordsOf(nodes).indexOf(words);
        if (at < 0 || (unit === "block" && wordsOf(nodes).trim() !== words)) continue;
        row.scrollIntoView({ block: "center" });
        const rect = (offset) => {
            let before = 0;
            const node = nodes.find((each) => (before += each.length) > offset);
            const range = document.createRange();
            range.setStart(node, offset - before + node.length);
            range.setEnd(node, offset - before + node.length + 1);
            const { left, top, right, bottom } = range.getBoundingClientRect();
            return [left, top, right, bottom];
        };
        return [rect(at), rect(at + words.length - 1)];
    }
}"""


class Walk:
    """One way through a lesson: what somebody does at each activity."""

    def __init__(self, page: Any, learner: Any) -> None:
        self.page, self.learner = page, learner

    def answer(self, activity: Activity, asked: Any) -> None:
        """Do what an activity asks, until the page says that it was taken in."""
        getattr(self, activity.kind)(activity, asked)

    def sign_in(self, activity: Activity, asked: Any) -> None:
        self.type(asked.get_by_role("textbox"), "blue-heron")
        self.submit(asked)

    def choose(self, activity: Activity, asked: Any) -> None:
        self.pick(asked.get_by_role("radio"), 0)
        self.submit(asked)
        self.revealed(asked)

    def estimate(self, activity: Activity, asked: Any) -> None:
        self.type(asked.get_by_role("spinbutton"), "2")
        self.submit(asked)
        self.revealed(asked)

    def write(self, activity: Activity, asked: Any) -> None:
        self.type(asked.get_by_role("textbox").first, "I would ask who says so.")
        self.submit(asked)
        self.revealed(asked)

    def compare(self, activity: Activity, asked: Any) -> None:
        self.press(asked.get_by_role("button").first)
        self.revealed(asked)

    def swap(self, activity: Activity, asked: Any) -> None:
        self.type(asked.get_by_role("textbox"), "an attempt")
        self.pick(asked.get_by_role("radio"), 1)
        self.press(asked.get_by_role("button").first)
        self.revealed(asked)

    def sources(self, activity: Activity, asked: Any) -> None:
        for row in range(activity.enough):
            if row:
                self.press(asked.get_by_role("button", name="Add"))
            self.type(asked.get_by_role("textbox").nth(row), f"Speaker {row + 1}")
            self.select(asked.get_by_role("combobox").nth(2 * row))
            self.select(asked.get_by_role("combobox").nth(2 * row + 1))
        self.kept(activity, "Speaker")

    def claims(self, activity: Activity, asked: Any) -> None:
        for row in range(activity.enough):
            self.select(asked.get_by_role("combobox").nth(row))
            self.type(asked.get_by_role("textbox").nth(row), "The record of that day.")
        self.kept(activity, "The record of that day.")

    def table(self, activity: Activity, asked: Any) -> None:
        for row in range(activity.enough):
            for column in activity.columns:
                field = asked.get_by_label(f"{column.title} ({activity.rows[row] if activity.rows else row + 1})")
                self.select(field) if column.options else self.type(field, "The town's own page.")
        expect(asked).to_contain_text(f"Full rows: {activity.enough}.")
        self.saved(asked)

    def mark(self, activity: Activity, asked: Any) -> None:
        """Mark as many as are enough, and one at least: what the key has, each with the label that comes first."""
        text = activity.article.text
        words = [text[a.start : a.end] for a in activity.key]
        if activity.unit == "block":
            words = [text[block.start : block.end] for block in find_blocks(text)]
        alone = [each for each in dict.fromkeys(words) if "\n" not in each]
        for at, each in enumerate(alone[: max(activity.enough, 1)]):
            self.mark_one(activity, asked, each, at)
        self.saved(asked)

    def neighbour(self, activity: Activity, asked: Any) -> None:
        """Open what somebody else has handed in."""
        file = next(text for text in hand_ins(9) if f"{activity.of}.jsonl" in text and "04-words-that-push" in text)
        with self.page.expect_file_chooser() as asking:
            self.press(asked.get_by_role("button", name="Choose their file"))
        asking.value.set_files({"name": "theirs.kit.json", "mimeType": "application/json", "buffer": file.encode()})
        expect(asked).to_contain_text("marks now stand beside yours")

    def revealed(self, asked: Any) -> None:
        expect(asked.locator(".kw-reveal").first).not_to_be_empty()

    def kept(self, activity: Activity, words: str) -> None:
        """Until the rows that are enough are on the disk, with these words in each."""
        enough = max(activity.enough, 1)
        files = lambda: self.learner.lab.answers.glob(f"*/*/{activity.name}.json")  # noqa: E731
        self.learner.until(
            lambda: any(file.read_text(encoding="utf-8").count(words) >= enough for file in files()), f"{enough} rows"
        )

    def saved(self, asked: Any) -> None:
        expect(asked.get_by_text("Saved", exact=True).first).to_be_visible()

    def submit(self, asked: Any) -> None:
        self.press(asked.get_by_role("button").first)


class ByMouse(Walk):
    """With the mouse, and the keyboard only to type words."""

    def press(self, button: Any) -> None:
        button.click()

    def pick(self, radios: Any, which: int) -> None:
        radios.nth(which).click()

    def type(self, field: Any, words: str) -> None:
        field.click()
        field.press("Control+a")
        field.type(words)

    def select(self, box: Any) -> None:
        box.select_option(index=1)

    def mark_one(self, activity: Activity, asked: Any, words: str, at: int) -> None:
        before = asked.locator(".kit-entry").count()
        text = asked.locator(".kit-text")
        rects = text.evaluate(RECTS, [words, activity.unit])
        assert rects, f"{words!r} is not on the page"
        (left, top, _, bottom), (_, last_top, right, last_bottom) = rects
        self.page.mouse.move(left + 1, (top + bottom) / 2)
        self.page.mouse.down()
        if activity.unit == "word":
            self.page.mouse.move(right - 1, (last_top + last_bottom) / 2, steps=3)
        self.page.mouse.up()
        asked.locator(".kit-chip").first.click()
        expect(asked.locator(".kit-entry")).to_have_count(before + 1)


class ByKeyboard(Walk):
    """With the keyboard alone: Tab from one thing to the next."""

    def reach(self, target: Any) -> None:
        self.learner.tab_to(target, most=80)

    def press(self, button: Any) -> None:
        self.reach(button)
        self.page.keyboard.press("Enter")

    def pick(self, radios: Any, which: int) -> None:
        self.reach(radios.first)
        self.page.keyboard.press("Space")
        for _ in range(which):
            self.page.keyboard.press("ArrowDown")

    def type(self, field: Any, words: str) -> None:
        self.reach(field)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(words)

    def select(self, box: Any) -> None:
        self.reach(box)
        self.page.keyboard.press("ArrowDown")

    def submit(self, asked: Any) -> None:
        self.page.keyboard.press("Control+Enter" if asked.locator("textarea").count() else "Enter")

    def mark_one(self, activity: Activity, asked: Any, words: str, at: int) -> None:
        """Two words, and two more behind them; or a block, and the next."""
        before = asked.locator(".kit-entry").count()
        self.reach(asked.locator(".kit-text"))
        if at == 0:
            self.page.keyboard.press("Control+Home")
        else:
            self.page.keyboard.press("ArrowDown" if activity.unit == "block" else "ArrowRight")
        if activity.unit == "word":
            self.page.keyboard.press("Shift+ArrowRight")
        self.page.keyboard.press("1")
        expect(asked.locator(".kit-entry")).to_have_count(before + 1)


# By mouse the first and the last: the tests of the other lessons have a mouse too.
@pytest.mark.parametrize(
    ("lesson", "way"),
    [*((each, ByKeyboard) for each in LESSONS), *((each, ByMouse) for each in (LESSONS[0], LESSONS[-1]))],
)
def test_a_lesson_is_walked_from_first_to_last_step(lesson: str, way: type[Walk], page, lab, learner) -> None:
    """Opened from cold, each activity is answered without a menu, every step is ticked off, and all is for everyone."""
    page.set_viewport_size(VIEW)
    page.emulate_media(reduced_motion="reduce")
    learner.open(f"{lesson}.ipynb")
    data = read_lesson(lesson)
    assert page.title() == f"{data.title} · Media Literacy Kit"
    activities = [*data.activities.values()]
    asked = page.locator(ASKED)
    expect(asked).to_have_count(len(activities))
    walk = way(page, learner)
    for at, first in enumerate(activities):
        activity = next(form for form in data.versions_of(first.name) if on_page(form, asked.nth(at)))
        walk.answer(activity, asked.nth(at))
        look(page, asked.nth(at), f"{lesson}-{way.__name__}-{at + 1:02}-{activity.name}")
    for closed in page.locator("details.kit-closed").all():
        closed.locator("> summary").press("Enter")
    expect(page.locator(".kp-root").first).to_contain_text(re.compile("All .* done|The one step is done"))
    assert not [line for line in lab.log if "rate exceeded" in line], "the server dropped what the kernel said"
    if way is ByKeyboard:
        is_for_everyone(page, learner)


def on_page(activity: Activity, asked: Any) -> bool:
    """Whether it is this form of an activity that the page shows; forms are given out by turns."""
    if activity.kind != "mark" or activity.label_set != "push":
        return True
    return activity.article.text.split("\n\n")[1][:40] in asked.text_content()


def look(page: Any, asked: Any, name: str) -> None:
    """Leave a picture of what was just done, where a folder for them is given."""
    if folder := os.environ.get("KIT_SCREENSHOTS"):
        asked.scroll_into_view_if_needed()
        page.screenshot(path=str(Path(folder) / f"{name}.png"))
