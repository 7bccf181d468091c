"""Marking and reading, as a hand meets them: mouse, finger and keys on the highlighter, in JupyterLab and by itself."""

from __future__ import annotations

import json
import re
import time
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from kit import Annotation, Article
from kit.activity.labels import LABEL_SETS
from kit.widgets import Highlighter

pytestmark = pytest.mark.browser
expect.set_options(timeout=60_000)

TRAITS = ("_page", "_labels", "_background", "_marks", "_state", "_comparison")
PAGE = """
async ({ script, style, traits }) => {
  document.head.append(Object.assign(document.createElement("style"), { textContent: style }));
  const module = await import(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
  const heard = new Map();
  const hear = ({ traits: changed, answer }) => {
    Object.assign(traits, changed);
    for (const name of Object.keys(changed)) (heard.get(`change:${name}`) ?? []).forEach((react) => react());
    (heard.get("msg:custom") ?? []).forEach((react) => react(answer));
  };
  const model = {
    get: (name) => traits[name],
    on: (name, react) => heard.set(name, [...(heard.get(name) ?? []), react]),
    off: () => {},
    send: (message) => window.askPython(message).then(hear),
  };
  document.body.lang = "en";
  module.default.render({ model, el: document.body.appendChild(document.createElement("div")) });
}
"""
BOX_OF_WORDS = """
(text, words) => {
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode()); ) {
    const at = node.data.indexOf(words);
    if (at < 0) continue;
    const range = new Range();
    range.setStart(node, at);
    range.setEnd(node, at + words.length);
    const { x, y, width, height } = range.getBoundingClientRect();
    return { x: x + width / 2, y: y + height / 2 };
  }
}
"""
# What of a lesson's page scrolls by itself.
SCROLLERS = """
(panel) => [panel, ...panel.querySelectorAll("*")]
  .filter((node) => /auto|scroll/.test(getComputedStyle(node).overflowY) && node.scrollHeight > node.clientHeight + 1)
  .map((node) => node.className)
"""
FERRY = (
    "The council met on Monday. It voted. The ferry cost too much, said the mayor, and nobody in the town disagreed "
    "with her on that point, at least not aloud.\n\n"
    "The ferry master says it will stop. Voters were not asked."
)


def place(text: Locator, words: str) -> tuple[float, float]:
    """The middle of some words of a text on the screen."""
    box = text.evaluate(BOX_OF_WORDS, words)
    return box["x"], box["y"]


def show(page: Any, widget: Highlighter) -> Locator:
    """A highlighter on a page of its own, its Python in this process; its text."""
    answers: list[dict[str, Any]] = []
    widget.send = lambda content, buffers=None: answers.append(content)  # type: ignore[method-assign]

    def now(names: tuple[str, ...]) -> dict[str, Any]:
        return {name: getattr(widget, name) for name in names}

    def ask(message: dict[str, Any]) -> dict[str, Any]:
        widget._receive(widget, message, [])
        return {"traits": now(TRAITS[1:]), "answer": answers.pop()}

    page.expose_function("askPython", ask)
    page.evaluate(PAGE, {"script": str(widget._esm), "style": str(widget._css), "traits": now(TRAITS)})
    return page.locator(".kit-text")


def marked(widget: Highlighter) -> list[str]:
    return [FERRY[a.start : a.end] for a in widget.annotations]


def claims(**options: Any) -> Highlighter:
    return Highlighter(Article.from_text(FERRY), layer="claim", labels=LABEL_SETS["claim"], **options)


def test_clicks_take_a_word_its_sentence_and_the_sentence_of_a_handle(page):
    """Double click: the word. Triple click: exactly its sentence. A handle in the margin: its sentence."""
    widget = claims()
    text = show(page, widget)
    page.mouse.dblclick(*place(text, "cost"))
    page.keyboard.press("1")
    expect(page.locator(".kit-entry")).to_have_count(1)
    assert marked(widget) == ["cost"]
    page.mouse.click(*place(text, "voted"), click_count=3)
    page.keyboard.press("2")
    expect(page.locator(".kit-entry")).to_have_count(2)
    assert marked(widget)[0] == "It voted."
    last = page.locator("p").last.locator(".kit-handle").last
    box = last.bounding_box()
    assert min(box["width"], box["height"]) >= 24
    last.click()
    last.click()  # the two sentences share a line: again for the next
    page.keyboard.press("3")
    expect(page.locator(".kit-entry")).to_have_count(3)
    assert marked(widget)[2] == "Voters were not asked."
    assert page.evaluate("getSelection().isCollapsed")


def test_a_word_of_the_glossary_is_explained_where_one_stands(page):
    """By mouse and by keyboard, spoken, and nothing moves; Escape puts it away."""
    text = show(page, claims(glossary={"ferry": "a boat that carries people", "ferry master": "who runs a ferry"}))
    meaning = page.locator(".kit-meaning")
    expect(page.locator(".kit-term")).to_have_text(["ferry", "ferry master"])
    before = text.bounding_box(), place(text, "nobody")
    page.mouse.move(*place(text, "ferry"))
    expect(meaning).to_have_text("ferry: a boat that carries people")
    assert (text.bounding_box(), place(text, "nobody")) == before
    box, words = meaning.bounding_box(), place(text, "ferry")
    assert words[1] < box["y"] < words[1] + 30  # under the word
    page.mouse.move(*place(text, "nobody"))
    expect(meaning).to_be_hidden()
    text.focus()
    page.keyboard.press("Alt+ArrowDown")
    page.keyboard.press("ArrowRight")
    expect(meaning).to_have_text("ferry master: who runs a ferry")
    expect(page.locator(".kit-spoken")).to_have_text("ferry; ferry master: who runs a ferry")
    page.keyboard.press("Escape")
    expect(meaning).to_be_hidden()


def test_a_word_of_the_glossary_is_a_button_that_tab_comes_to(page):
    """It has a name and a role, shows and says its meaning, is shut by Escape, and is left by Tab."""
    widget = claims(glossary={"ferry": "a boat that carries people", "ferry master": "who runs a ferry"})
    text = show(page, widget)
    meaning = page.locator(".kit-meaning")
    first, second = (text.get_by_role("button", name=name, exact=True) for name in ("ferry", "ferry master"))
    text.focus()
    page.keyboard.press("Tab")
    expect(first).to_be_focused()
    assert first.evaluate("term => getComputedStyle(term).outlineStyle") == "solid"
    expect(meaning).to_have_text("ferry: a boat that carries people")
    expect(page.locator(".kit-spoken")).to_have_text("ferry: a boat that carries people")
    page.keyboard.press("Escape")
    expect(meaning).to_be_hidden()
    page.keyboard.press("Enter")
    expect(meaning).to_be_visible()
    page.keyboard.press("Tab")
    expect(second).to_be_focused()
    expect(meaning).to_have_text("ferry master: who runs a ferry")
    page.keyboard.press("1")
    expect(page.locator(".kit-entry")).to_have_count(1)
    assert marked(widget) == ["ferry master"]
    expect(text).to_be_focused()  # the words were drawn anew
    page.keyboard.press("ArrowRight")
    expect(meaning).to_have_text("ferry master: who runs a ferry")  # from its first word to its second
    second.focus()
    page.keyboard.press("Tab")
    expect(meaning).to_be_hidden()
    assert not page.evaluate("document.querySelector('.kit-text').contains(document.activeElement)")


@pytest.fixture
def finger(browser):
    """A tab of a phone."""
    context = browser.new_context(viewport={"width": 400, "height": 800}, has_touch=True, is_mobile=True)
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.set_content("<!doctype html><meta name='viewport' content='width=device-width'>")
    yield page
    context.close()


class Finger:
    """One finger on a page."""

    def __init__(self, page: Any) -> None:
        self._session = page.context.new_cdp_session(page)

    def __call__(self, kind: str, *point: float, at: float = 0) -> None:
        points = [{"x": point[0], "y": point[1]}] if point else []
        moment = {"timestamp": at} if at else {}
        self._session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points, **moment})

    def drag(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Slowly, as by the clock of the events: a quick one would be a fling, which takes the next tap to stop it."""
        begun = time.time() - 2
        self("touchStart", *start, at=begun)
        for step in range(1, 17):
            point = (a + (b - a) * min(step, 8) / 8 for a, b in zip(start, end, strict=True))
            self("touchMove", *point, at=begun + step / 10)
        self("touchEnd", at=begun + 1.9)


def test_a_finger_marks_a_phrase_and_still_scrolls(finger):
    """A tap takes a word, its grip drags over more, a tap on a label marks it; a drag on the text scrolls the page."""
    widget = claims()
    text = show(finger, widget)
    touch = Finger(finger)
    finger.touchscreen.tap(*place(text, "met"))
    grips = finger.locator(".kit-grip")
    expect(grips).to_have_count(2)
    expect(grips.last).to_be_visible()
    box = grips.last.bounding_box()
    assert min(box["width"], box["height"]) >= 24
    held = (box["x"] + box["width"] / 2, box["y"] + 10)
    (x, _), (to, _) = place(text, "met"), place(text, "Monday")
    touch.drag(held, (held[0] + to - x, held[1]))
    finger.get_by_role("button", name="Fact claim").tap()
    expect(finger.locator(".kit-entry")).to_have_count(1)
    assert marked(widget) == ["met on Monday"]

    # What a phone selects by a long press is taken over, by whole words, and its own handles go.
    x, y = place(text, "nobody")
    touch("touchStart", x, y)
    finger.evaluate(
        """([x, y]) => {
            const at = document.caretRangeFromPoint(x, y);
            getSelection().setBaseAndExtent(at.startContainer, at.startOffset, at.startContainer, at.startOffset + 1);
        }""",
        [x, y],
    )
    touch("touchCancel")
    expect(grips.last).to_be_visible()
    assert finger.evaluate("getSelection().isCollapsed")
    finger.get_by_role("button", name="Opinion").tap()
    expect(finger.locator(".kit-entry")).to_have_count(2)
    assert marked(widget) == ["met on Monday", "nobody"]

    assert finger.evaluate("scrollY") == 0
    finger.evaluate("document.body.style.paddingBottom = '600px'")
    x, y = place(text, "disagreed")
    touch.drag((x, y), (x, y - 200))
    finger.wait_for_function("scrollY > 50")
    assert marked(widget) == ["met on Monday", "nobody"]


def test_on_a_phone_nothing_is_cut_and_a_reason_stands_under_its_line(finger):
    """At 400 px: no scrolling to the side; marks, labels, undo and reasons in reach; the next finding is in sight."""
    widget = claims()
    text = show(finger, widget)
    for name in ("Fact claim", "Unclear", "Undo", "Keys"):
        button = finger.get_by_role("button", name=name).bounding_box()
        assert button["x"] >= 0
        assert button["x"] + button["width"] <= 400
    expect(finger.get_by_text("It can be read in more than one way")).to_be_in_viewport()
    why = {"why": "Somebody can look that up in the minutes of the council, which are open to all. " * 3}
    start = FERRY.index("nobody")
    key = [Annotation(start, start + 6, "claim", "opinion", "key:x", attributes=why)]
    widget.compare({"key": key})
    text.press("Control+z")  # refused; with the answer the page hears of the comparison
    next_one = finger.get_by_role("button", name="Next")
    next_one.tap()
    card = finger.locator(".kit-reasons")
    expect(card).to_contain_text("which are open to all")
    expect(card).to_be_in_viewport(ratio=1)
    under = card.bounding_box()
    words = place(text, "nobody")
    assert 0 < under["y"] - words[1] < 40
    expect(next_one).to_be_in_viewport(ratio=1)  # the tools stick
    assert finger.evaluate("document.documentElement.scrollWidth") == 400


def test_in_a_lesson_one_thing_scrolls_and_the_tools_stay(lab, page, learner):
    """At 1366 × 768: no box scrolls in the page, tools and list stay in sight, and a finding opens where it stands."""
    page.set_viewport_size({"width": 1366, "height": 768})
    learner.open("04-words-that-push.ipynb")
    answers = lab.answers / "me" / "04-words-that-push" / "sound.jsonl"
    card = page.locator(".kit-card").first
    text = learner.texts().first
    panel = page.locator(".kit-lesson")
    expect(card.get_by_text("Nobody one could ask: critics say")).to_be_visible()  # what a label means, without a hover

    text.focus()
    page.keyboard.press("Control+Home")
    for done in range(1, 7):
        page.keyboard.press("Alt+ArrowRight")
        page.keyboard.press("2")
        learner.until(
            lambda done=done: answers.exists() and len(answers.read_text("utf-8").splitlines()) == done,
            f"mark {done} on the disk",
        )
    page.keyboard.press("Control+End")
    for name in ("Name-calling", "Undo"):
        expect(card.get_by_role("button", name=re.compile(f"^{name}"))).to_be_in_viewport(ratio=1)
    expect(card.locator(".kit-said")).to_be_in_viewport(ratio=1)
    outer = [name for name in panel.evaluate(SCROLLERS) if "jp-WindowedPanel-outer" not in name]
    assert outer == []

    learner.question("Compare, even if you marked nothing").get_by_role("button").click()
    expect(card.locator(".kit-summary")).to_contain_text("not in the key")
    entries = card.locator(".kit-entry")
    entries.nth(4).locator(".kit-go").click()
    reasons = card.locator(".kit-reasons")
    expect(reasons).to_be_in_viewport(ratio=1)
    expect(card.locator(".kit-box.kit-cursor")).to_be_in_viewport(ratio=1)
    seen = entries.evaluate_all("all => all.filter((e) => e.getBoundingClientRect().bottom < innerHeight - 40).length")
    assert seen > 3
    expect(card.locator(".kit-spoken")).to_contain_text(reasons.locator(".kit-reason-head").inner_text().split(". ")[1])
    first = reasons.inner_text()
    page.keyboard.press("n")
    expect(reasons).not_to_have_text(first)
    page.keyboard.press("p")
    expect(card.locator(".kit-place")).to_have_text(re.compile(r"^5 of \d+$"))
    page.mouse.move(5, 400)
    expect(reasons).to_be_visible()  # it hangs on no hover
    assert learner.violations() == []
    assert learner.unguarded() == []
    page.keyboard.press("Escape")
    expect(reasons).to_have_count(0)
    assert len(json.loads(answers.read_text("utf-8").splitlines()[0])["quote"]) > 0
