"""The course in a browser alone: a lesson comes alive by itself, and stays as it is but for what is answered."""

from __future__ import annotations

import random
import re

import pytest
from playwright.sync_api import expect

import kit
from tests.browser.access import LOOKS, make_dark, stretch
from tests.browser.site import Visitor
from tests.browser.test_lesson_mode import CHORDS, KEYS, cells

pytestmark = pytest.mark.browser

LESSON = "01-article-or-furniture"
FOLDER = f"answers/me/{LESSON}"
SAVE_A_COPY = """async (path) => {
    const [{ name }] = (await indexedDB.databases()).filter(({ name }) => name.startsWith("JupyterLite Storage"));
    const done = (request) => new Promise((go) => (request.onsuccess = () => go(request.result)));
    const database = await done(indexedDB.open(name));
    const cells = [{ cell_type: "markdown", metadata: {}, source: "# An older edition", id: "a" }];
    const content = { cells, metadata: { kit: { lesson: path } }, nbformat: 4, nbformat_minor: 5 };
    const model = { name: `${path}.ipynb`, path: `${path}.ipynb`, type: "notebook", format: "json", content };
    const files = database.transaction("files", "readwrite").objectStore("files");
    await done(files.put({ ...model, created: "", last_modified: "", writable: true, size: 9 }, model.path));
    database.close();
}"""
# Asking another host, and running what came as words into the page.
ELSEWHERE = "() => fetch('https://else.example/').then(() => 'asked', () => 'refused')"
FORBIDDEN = f"""async () => {{
    const box = document.createElement("div");
    const refused = new Promise((tell) => document.addEventListener("securitypolicyviolation", () => tell("refused")));
    box.innerHTML = "<img src='data:,' onerror='window.kitHit = true'>";
    document.body.append(box);
    return [await refused, await ({ELSEWHERE})()];
}}"""
CLEAR = """async () => {
    const gone = ({ name }) => new Promise((tell) => (indexedDB.deleteDatabase(name).onsuccess = tell));
    await Promise.all((await indexedDB.databases()).map(gone));
}"""
FULL = """() => {
    IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError"); };
}"""
OVERFLOW = "document.documentElement.scrollWidth"
NO_TIME = """const timeout = AbortSignal.timeout.bind(AbortSignal);
AbortSignal.timeout = (ms) => timeout(ms === 2000 ? 0 : ms);"""  # as where a widget takes longer than anywidget waits


def answer_by_keys(visitor: Visitor, value: str) -> None:
    """Go to the first question by Tab from the top of the page, and answer it by keys."""
    question = visitor.question("Of every 100 words")
    visitor.tab_to(question.get_by_role("spinbutton"), 80)
    visitor.page.keyboard.type(value)
    visitor.tab_to(question.get_by_role("button").first)
    visitor.page.keyboard.press("Enter")
    expect(question).to_contain_text(f"You said {value}.")
    expect(question).to_contain_text("Saved")


def press_and_click_anything(page, keys: int, clicks: int) -> None:
    """Keys and clicks by chance, outside of boxes to write in and what can be pressed."""
    draw = random.Random(11)
    box = page.locator(".kit-lesson").bounding_box()
    for at in range(keys):
        if at % (keys // clicks) == 0:
            x, y = box["x"] + draw.random() * box["width"], box["y"] + draw.random() * box["height"]
            free = "([x, y]) => !document.elementFromPoint(x, y)?.closest('input, textarea, button, a, [tabindex]')"
            if page.evaluate(free, [x, y]):
                (page.mouse.dblclick if draw.random() < 0.4 else page.mouse.click)(x, y)
        page.evaluate("document.activeElement.closest('.jp-OutputArea, .kit-header') && document.activeElement.blur()")
        page.keyboard.press(draw.choice(KEYS if draw.random() < 0.7 else CHORDS))


def test_a_lesson_in_a_browser_alone(visitor):
    """Alive by itself, answered by keys, looked at, shaken, and opened anew: answers are kept, and no notebook is.

    The laptop is slow: what would be given up after two seconds is late.
    """
    page = visitor.page
    page.add_init_script(NO_TIME)
    page.goto(visitor.site.address(f"{LESSON}.ipynb"), wait_until="commit")
    expect(page.get_by_text("Getting the lesson ready").first).to_be_visible()
    expect(page.get_by_text("This takes about")).to_be_visible()
    visitor.ready(LESSON)
    assert page.title().startswith("Article or furniture?")
    expect(visitor.question("Of every 100 words")).to_be_in_viewport()
    unwanted = ".jp-Dialog, .kit-ready, .kit-warning, .jp-CodeCell .jp-Cell-inputWrapper:visible"
    expect(page.locator(unwanted)).to_have_count(0)
    banner = page.get_by_role("banner")
    expect(banner.get_by_role("link")).to_have_attribute("href", "../index.html")
    assert banner.get_by_role("button").all_inner_texts() == ["Dark page", "Show code", "Hand in"]
    assert page.get_by_role("menuitem").count() == 0
    assert page.get_by_role("navigation").count() == 0

    answer_by_keys(visitor, "60")
    first = visitor.texts().first
    visitor.tab_to(first)
    page.keyboard.press("Control+Home")
    page.keyboard.press("1")
    expect(first.get_by_role("option").first).to_contain_text("Article")
    visitor.until(lambda: f"{FOLDER}/plain.jsonl" in visitor.files(), "the mark is kept")

    before = cells(page)
    press_and_click_anything(page, 300, 50)
    assert cells(page) == before
    assert page.locator(".jp-Dialog, .lm-Menu:visible, .jp-ModalCommandPalette:visible").count() == 0
    kept = visitor.files()
    assert {kind["type"] for kind in kept.values()} == {"directory", "file"}
    assert all(path.startswith("answers") for path in kept)

    assert visitor.violations() == []
    make_dark(page)
    stretch(page, {"width": 1366, "height": 768})
    assert visitor.violations(LOOKS) == []
    page.set_viewport_size({"width": 400, "height": 700})
    expect(banner.get_by_role("button", name="Hand in")).to_be_in_viewport(ratio=1)
    assert page.evaluate(OVERFLOW) == 400
    page.set_viewport_size({"width": 1366, "height": 768})

    # Opened anew, where another tool has saved a copy: the site's own is there, dark, with what was answered.
    page.evaluate(SAVE_A_COPY, LESSON)
    page.reload(wait_until="commit")
    expect(page.get_by_text("The last time it took")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(17, 17, 17)"
    visitor.ready(LESSON)
    expect(page.locator("body")).to_have_attribute("data-jp-theme-light", "false")
    assert f"{LESSON}.ipynb" not in visitor.files()
    expect(visitor.question("Of every 100 words")).to_contain_text("You said 60.")
    expect(first.get_by_role("option").first).to_contain_text("Article")
    assert visitor.foreign == []
    assert visitor.errors == []
    assert page.evaluate(FORBIDDEN) == ["refused", "refused"]
    assert page.workers[0].evaluate(ELSEWHERE) == "refused"  # Python's, where the page's policy is not

    # What the browser keeps is cleared under a lesson that is open: with the next mark all are kept again.
    mark = visitor.files()[f"{FOLDER}/plain.jsonl"]["content"]
    page.evaluate(CLEAR)
    visitor.tab_to(first)
    for key in ("Control+Home", "ArrowDown", "2"):
        page.keyboard.press(key)
    visitor.until(lambda: f"{FOLDER}/plain.jsonl" in visitor.files(), "the marks are kept again")
    assert len(visitor.files()[f"{FOLDER}/plain.jsonl"]["content"]) > len(mark)


def test_without_a_service_worker_it_is_said_before_work_and_answers_are_kept(browser, site, node_modules):
    """At an address without https: a notice stands above the lesson; "Saved" is true, for a reload finds the answer."""
    with browser.new_context(viewport={"width": 1366, "height": 768}) as context:
        visitor = Visitor(context, site, node_modules)
        page, lesson = visitor.page, f"{site.plain}notebooks/index.html?path={LESSON}.ipynb"
        page.goto(lesson, wait_until="commit")
        notice = page.locator(".kit-warning")
        words = "If this is a private window, they are gone once it is closed"
        expect(notice).to_contain_text(words, timeout=240_000)
        assert page.evaluate("isSecureContext") is False
        visitor.ready(LESSON)
        expect(notice).to_be_in_viewport()
        answer_by_keys(visitor, "40")
        assert visitor.answer(LESSON, "predict").now.value == 40
        page.get_by_role("button", name="Hand in").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_label("Your name").fill("Ana")
        dialog.get_by_label("Your name").press("Enter")
        expect(dialog).to_contain_text("1 of 10 steps")
        visitor.until(lambda: f"answers/ana/{LESSON}/predict.json" in visitor.files(), "the answers come along")
        page.keyboard.press("Escape")
        page.reload()
        visitor.ready(LESSON)
        asked = visitor.question("Of every 100 words")
        expect(asked).to_contain_text("You said 40.")
        assert visitor.errors == []

        # No room is left: what could not be stored is said, and is called saved nowhere; it can still be handed in.
        page.evaluate(FULL)
        asked.get_by_role("spinbutton").fill("50")
        asked.get_by_role("spinbutton").press("Enter")
        expect(notice).to_contain_text("This page cannot keep your answers")
        expect(asked).to_contain_text("Kept until you leave this page")
        expect(page.get_by_text("Saved", exact=True)).to_have_count(0)
        page.get_by_role("button", name="Hand in").click()
        with page.expect_download() as saving:
            dialog.get_by_role("button", name="Save the file").click()
        read = kit.read_hand_in(saving.value.path())
        assert (read.learner.name, read.lessons[LESSON].answers["predict"].now.value) == ("Ana", 50)


@pytest.mark.parametrize(
    ("instead", "said"),
    [
        ({"static/pyodide/pyodide.asm.wasm": None}, "A part of the lesson did not arrive."),
        ({"static/pyodide/python_stdlib.zip": b"no zip"}, "Python has stopped"),
    ],
)
def test_a_python_that_does_not_come_is_said_in_words(visitor, instead, said):
    """What to do is said, by no dialog, and a button tries again."""
    visitor.site.instead = instead
    page = visitor.page
    page.goto(visitor.site.address(f"{LESSON}.ipynb"), wait_until="commit")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text(said)
    assert page.locator(".jp-Dialog").count() == 0
    visitor.site.instead = {}
    with page.expect_navigation(wait_until="commit"):
        alert.get_by_role("button", name="Try again").click()
    expect(alert).to_have_count(0)


def test_what_no_lesson_can_do_without_is_said(visitor):
    """A browser without WebAssembly, and an address at which there is no lesson."""
    page = visitor.page
    answer = "answers/me/a/b.json&factory=Notebook"
    for address in ("99-nothing.ipynb", answer, f"../../x.ipynb&path={LESSON}.ipynb", f"{LESSON}.ipynb&factory=Editor"):
        page.goto(visitor.site.address(address))
        expect(page.get_by_role("alert")).to_contain_text("There is no lesson at this address.")
    page.add_init_script("delete window.WebAssembly")
    page.goto(visitor.site.address(f"{LESSON}.ipynb"))
    expect(page.get_by_role("alert")).to_contain_text(re.compile("lacks WebAssembly"))
