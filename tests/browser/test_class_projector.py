"""The projector view on a wall of 1920 × 1080: all of it can be read from four metres, and nothing is out of sight."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from kit.activity.answer import Answer, text_of
from kit.activity.hand_in import text_of_hand_in
from kit.activity.learners import Learner, folder_name
from kit.classroom.demo import hand_ins
from kit.classroom.folder import Classroom
from kit.classroom.members import Member
from kit.classroom.page import save_report
from kit.classroom.results import results_of
from tests.browser.conftest import PATIENCE

pytestmark = pytest.mark.browser

WALL = {"width": 1920, "height": 1080}
WORDS = "04-words-that-push"
LONG = "A long answer, which somebody wrote with care. " * 64  # 3,000 characters
FROM_RIGHT = "من الذي يتحدث هنا، ولماذا؟ " * 12

# Of all words that are shown: how large they are, and whether any lies outside of the wall, or of the room for answers.
LOOK = """() => {
    const root = document.querySelector(".kj-root");
    const room = document.querySelector(".kj-frame").getBoundingClientRect();
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const found = { sizes: [], outside: [], words: 0 };
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const parent = node.parentElement;
        if (!node.textContent.trim() || !parent.checkVisibility()) continue;
        const size = parseFloat(getComputedStyle(parent).fontSize);
        const range = document.createRange();
        range.selectNodeContents(node);
        const inFlow = parent.closest(".kj-flow");
        for (const box of range.getClientRects()) {
            const seen = box.right > 0 && box.left < innerWidth;
            if (!seen && inFlow) continue; // on another page
            found.words += 1;
            found.sizes.push(size);
            const low = inFlow ? room.bottom : innerHeight;
            if (box.left < -1 || box.right > innerWidth + 1 || box.top < -1 || box.bottom > low + 2) {
                found.outside.push(node.textContent.slice(0, 60));
            }
        }
    }
    return { ...found, least: Math.min(...found.sizes) };
}"""


@pytest.fixture(scope="module")
def report(tmp_path_factory) -> str:
    """The report on a synthetic class, with hard answers starred, as an address."""
    folder = tmp_path_factory.mktemp("7B")
    (folder / "hand-ins").mkdir()
    writers = {"Long": LONG, "Right": FROM_RIGHT, "Wide": "w" * 3000}
    texts = [*hand_ins(4)]
    for name, words in writers.items():
        files = {"exit.json": text_of(Answer().submitting(words))}
        lessons = {WORDS: {"files": files, "progress": None}}
        texts.append(text_of_hand_in(Learner(name, folder_name(name)), lessons, made=datetime(2026, 9, 7, tzinfo=UTC)))
    for n, text in enumerate(texts):
        (folder / "hand-ins" / f"{n}.kit.json").write_text(text, encoding="utf-8")
    classroom = Classroom("7B", folder, synthetic=True)
    results = results_of(classroom)
    some = {name: results.lessons[name] for name in ("01-article-or-furniture", "03-what-is-claimed", WORDS)}
    starred = {(Member(name).key, WORDS, "exit") for name in writers}
    return save_report(classroom, replace(results, lessons=some), starred=starred).as_uri()


@pytest.fixture
def wall(browser, report) -> Iterator[object]:
    """The report on the wall, where nothing may be refused by its policy and nothing be fetched."""
    context = browser.new_context(viewport=WALL)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: said.append(request.url))
    page.goto(report)
    yield page
    assert said == [report]
    context.close()


def open_projector(page, lesson):
    """Choose a lesson, and put it on the wall."""
    page.get_by_label("Lesson").select_option(lesson)
    page.get_by_role("button", name="Projector view").first.click()
    return page.get_by_role("dialog", name=re.compile("Projector view"))


def where(page):
    """Where one is."""
    return page.locator(".kj-where").text_content()


def through(page, most=120):
    """Go through all of a lesson by the arrow key, and give back where one was."""
    seen = [where(page)]
    for _ in range(most):
        page.keyboard.press("ArrowRight")
        if (now := where(page)) == seen[-1]:
            return seen
        seen.append(now)
        check_seen(page, now)
    raise AssertionError(f"{most} keys did not come to the end: {seen[-3:]}")


def check_seen(page, now, least=28):
    """All words are as large as they have to be, and in sight."""
    look = page.evaluate(LOOK)
    assert look["words"] > 5, now
    assert look["least"] >= least, (now, look["least"])
    assert look["outside"] == [], now


@pytest.mark.parametrize("lesson", ["01-article-or-furniture", "03-what-is-claimed", WORDS])
def test_all_of_a_lesson_can_be_read_from_four_metres(wall, lesson):
    """No word is smaller than 28 px, none is cut off, and no name of a learner is on the wall."""
    dialog = open_projector(wall, lesson)
    check_seen(wall, "the first question")
    seen = through(wall)
    questions = {place.partition(",")[0] for place in seen}
    assert all(question.endswith(f" of {len(questions)}") for question in questions)
    assert len(questions) >= 9
    words = dialog.text_content()
    assert "Synthetic class" in words
    assert not any(name in words for name in ("Blue Heron", "Quiet Otter", "Red Maple", "Long ·"))
    wall.keyboard.press("Home")
    assert where(wall) == seen[0]
    wall.keyboard.press("End")
    wall.keyboard.press("ArrowLeft")
    assert where(wall) == next(place for place in reversed(seen) if not place.startswith(f"Question {len(questions)} "))


def test_a_prediction_is_put_on_the_wall_from_where_its_answers_are(wall):
    """And the focus comes back there."""
    wall.get_by_label("Lesson").select_option(WORDS)
    wall.get_by_role("tab", name="Predictions").click()
    button = wall.get_by_role("button", name="Show on the projector").nth(1)
    button.press("Enter")
    assert re.match(r"Question \d+ of \d+, part 1", where(wall))
    assert "In every 1,000 words" in wall.locator(".kj-dialog").text_content()
    wall.keyboard.press("Escape")
    wall.locator(".kj-dialog").wait_for(state="detached")
    assert button.evaluate("node => node === document.activeElement")


def test_a_long_answer_is_parted_into_pages_that_say_so(wall):
    """3,000 characters, words from the right, and a word without end: each is read to its last letter."""
    open_projector(wall, WORDS)
    places = through(wall)
    assert any("page 1 of 2: there is more" in place for place in places)
    assert any(place.endswith("page 2 of 2") for place in places)


def test_it_scales_with_the_wall_and_with_what_is_asked(wall):
    """At 1280 × 720 all is two thirds as large, so that it is the same on the wall; + makes it larger."""
    open_projector(wall, WORDS)
    for size in ({"width": 1280, "height": 720}, {"width": 1024, "height": 768}):
        wall.set_viewport_size(size)
        wall.keyboard.press("3")
        for _ in range(6):
            wall.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
            check_seen(wall, where(wall), least=28 * min(size["width"] / 1920, size["height"] / 1080) - 0.1)
            wall.keyboard.press("ArrowRight")
    wall.set_viewport_size(WALL)
    wall.keyboard.press("3")
    wall.keyboard.press("ArrowRight")
    wall.keyboard.press("+")
    assert wall.evaluate(LOOK)["least"] >= 34
    check_seen(wall, "larger")


def test_it_is_used_by_keys_alone_and_gives_the_focus_back(wall, node_modules):
    """By dark and by light nothing is wrong by the rules of WCAG; Esc leaves."""
    axe = (node_modules / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    wall.evaluate(axe)
    dialog = open_projector(wall, "01-article-or-furniture")
    for part in range(4):
        for _ in ("light", "dark"):
            found = wall.evaluate("async () => (await axe.run('.kj-dialog')).violations.map((rule) => rule.id)")
            assert found == [], (part, found)
            wall.keyboard.press("d")
        wall.keyboard.press("ArrowRight")
    wall.keyboard.press("f")
    wall.wait_for_function("document.fullscreenElement?.classList.contains('kj-root')")
    wall.keyboard.press("PageUp")
    assert re.fullmatch(r"Question 1 of \d+, part 4 of 4", where(wall))
    wall.keyboard.press("f")
    wall.wait_for_function("!document.fullscreenElement")
    wall.keyboard.press("?")
    assert dialog.get_by_text("Esc: leave").is_visible()
    wall.keyboard.press("Escape")
    assert dialog.is_visible()
    wall.keyboard.press("Escape")
    dialog.wait_for(state="detached")
    assert wall.evaluate("document.activeElement.textContent") == "Projector view"
