"""Every lesson, done from first to last, for those who see little, hear it, use keys alone, or print it."""

from __future__ import annotations

import contextlib
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from kit.activity.activity import Activity
from kit.activity.answer import Answer
from kit.activity.answers import AnswerFile, MarksFile
from kit.activity.columns import ROW
from kit.activity.lesson_file import lesson_folder, read_lesson
from kit.annotation import Annotation

pytestmark = pytest.mark.browser
expect.set_options(timeout=60_000)

LESSONS = sorted(path.stem for path in lesson_folder().glob("[0-9]*.ipynb"))
# What hangs on theme and zoom; what axe says of names, roles and order does not.
LOOKS = ["color-contrast", "target-size", "scrollable-region-focusable", "link-in-text-block"]
INTERACTIVE = {"button", "link", "textbox", "combobox", "checkbox", "radio", "slider", "spinbutton", "option"}
NAMED = INTERACTIVE | {"listbox", "application", "image", "region", "radiogroup", "toolbar", "navigation"}
WIDE, TWICE, FOUR_TIMES = {"width": 1366, "height": 768}, {"width": 683, "height": 384}, {"width": 341, "height": 192}

# What of a page moves by itself or slowly.
MOVING = """() => [...document.querySelectorAll(".kit-lesson *, .kit-header *, .kit-nav *")].filter((node) => {
    const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(node);
    return parseFloat(transitionDuration) > 0 || animationName !== "none" || scrollBehavior === "smooth";
}).map((node) => node.className)"""
# What is wider than its place, tables apart: they need both directions.
TOO_WIDE = """() => [...document.querySelectorAll(".kit-lesson *")].filter((node) =>
    /auto|scroll/.test(getComputedStyle(node).overflowX) && node.clientWidth &&
    node.scrollWidth > node.clientWidth + 1 && !node.querySelector("table, .kf-chart, svg")
).map((node) => node.className)"""
# The distances of WCAG 1.4.12, and what is cut off by them; a list's excerpts, which stand in the text, and svgs apart.
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }"""
# A field of one line shows a part of what is typed, by nature.
CUT_OFF = """() => [...document.querySelectorAll(":is(.kit-lesson, .kit-header, .kit-nav) *")].filter((node) => {
    const { overflowX, overflowY } = getComputedStyle(node);
    const over = (full, seen, way) => full > seen + 1 && /hidden|clip/.test(way);
    return node.clientWidth > 1 && !node.matches(".kit-excerpt, input, svg *, .cm-editor *") &&
        (over(node.scrollWidth, node.clientWidth, overflowX) || over(node.scrollHeight, node.clientHeight, overflowY));
}).concat([...document.querySelectorAll(".kit-header button")].filter((node) => {
    const [mine, line] = [node, node.parentElement].map((each) => each.getBoundingClientRect());
    return mine.right > line.right || mine.bottom > line.bottom;
})).map((node) => `${node.tagName}.${node.className}`)"""
# Of what has the focus: its name, and how many of nine places in it can be seen.
SEEN = """() => {
    const node = document.activeElement;
    const box = node.getBoundingClientRect();
    const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
    const at = [0.1, 0.5, 0.9].flatMap((x) =>
        [0.1, 0.5, 0.9].map((y) => [box.left + x * box.width, top + y * (bottom - top)]));
    const shown = at.filter(([x, y]) => {
        const there = document.elementFromPoint(x, y);
        return there && (node.contains(there) || [...(node.labels ?? [])].some((label) => label.contains(there)));
    });
    const { outlineStyle, outlineWidth } = getComputedStyle(node);
    const ring = outlineStyle !== "none" && parseFloat(outlineWidth) > 0;
    return [`${node.tagName}.${node.className} ${node.textContent.slice(0, 40)}`, shown.length, ring];
}"""


def given(activity: Activity) -> Any:
    """An answer to an activity that is no text to mark."""
    kinds = {
        "choose": lambda: next(iter(activity.options)),
        "estimate": lambda: 2,
        "write": lambda: "I would ask who says so.",
        "compare": lambda: True,
        "swap": lambda: {"wording": "an attempt", "change": "both"},
        "sources": lambda: [{"speaker": f"Speaker {n}", "record": "named", "way": "direct"} for n in range(5)],
        "claims": lambda: [
            {"claim": activity.article.covered(claim), "label": claim.label, "settle": "The record of that day."}
            for claim in activity.key
        ],
        "table": lambda: [
            {
                column.name: column.options[0] if column.options else "The town's own page."
                for column in activity.columns
            }
            | ({ROW: activity.rows[n]} if activity.rows else {})
            for n in range(activity.enough)
        ],
    }
    return kinds[activity.kind]()


def marks(activity: Activity) -> list[Annotation]:
    """Marks as a learner makes them: most by the key, some with another label, some left out, and one of their own."""
    names = [label.name for label in activity.labels]
    made = []
    for at, entry in enumerate(activity.key):
        label = names[(names.index(entry.label) + (at % 6 == 2)) % len(names)]
        made += [Annotation(entry.start, entry.end, activity.layer, label, "learner:me")] if at % 6 != 4 else []
    words = [word.span() for word in re.finditer(r"\w+", activity.article.text)]
    alone = [w for w in words if not any(w[0] < entry.end and entry.start < w[1] for entry in activity.key)]
    if activity.unit == "word" and alone:
        made.append(Annotation(*alone[0], activity.layer, names[0], "learner:me"))
    return sorted(set(made), key=lambda mark: mark.span)


def answer_all(lesson: str, folder: Path) -> None:
    """Answer and compare all there is in a lesson, on the disk."""
    for activity in read_lesson(lesson).activities.values():
        if activity.kind == "mark":
            MarksFile(lesson, activity.name, activity.article, folder=folder).save(marks(activity))
        elif activity.kind not in ("sign_in", "neighbour"):  # which leave no answer
            AnswerFile(lesson, activity.name, folder=folder).save(Answer().submitting(given(activity)))


def make_dark(page: Any) -> None:
    """Press the button for a dark page, and wait until it is."""
    page.get_by_role("button", name="Dark page").click()
    expect(page.locator("body")).to_have_attribute("data-jp-theme-light", "false")
    expect(page.locator(".kit-lesson")).to_have_css("color-scheme", "dark")


def stretch(page: Any, size: dict[str, int]) -> None:
    """A window so wide, and as high as its lesson: axe does not judge what is scrolled out of sight."""
    page.set_viewport_size(size)
    height = page.evaluate("document.querySelector('.jp-WindowedPanel-outer').scrollHeight")
    page.set_viewport_size({"width": size["width"], "height": height + 100})


def unnamed(page: Any) -> list[str]:
    """What the accessibility tree has without a name that needs one."""
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    seen = [(node["role"]["value"], node.get("name", {}).get("value", "")) for node in nodes if not node["ignored"]]
    assert len(seen) > 100
    return [role for role, name in seen if role in NAMED and not name.strip()]


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_that_is_done_is_for_everyone(lesson: str, page, lab, learner) -> None:
    """Light at 100 %, dark at 200 %, spaced out at 400 %: axe finds nothing, all is named, nothing moves or is cut."""
    answer_all(lesson, lab.answers)
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size(WIDE)
    learner.open(f"{lesson}.ipynb")
    assert page.title() == f"{read_lesson(lesson).title} · Media Literacy Kit"
    page.evaluate("document.querySelectorAll('.kit-lesson details').forEach((each) => (each.open = true))")
    stretch(page, WIDE)
    assert learner.violations() == []
    assert unnamed(page) == []
    assert page.evaluate(MOVING) == []
    make_dark(page)
    stretch(page, TWICE)
    assert learner.violations(LOOKS) == []
    page.set_viewport_size(FOUR_TIMES)
    expect(page.locator(".kit-nav")).to_be_hidden()
    assert page.evaluate(TOO_WIDE) == []
    assert page.evaluate("document.documentElement.scrollWidth") == FOUR_TIMES["width"]
    page.add_style_tag(content=SPACED)
    with contextlib.suppress(AssertionError):  # the page is laid out anew in its own time
        learner.until(lambda: page.evaluate(CUT_OFF) == [], "nothing is cut off")
    assert page.evaluate(CUT_OFF) == []


def test_keys_go_through_a_lesson_and_what_they_reach_is_seen(page, lab, learner) -> None:
    """At 200 % each stop has a ring, and no bar over it; the last one leads out; folded code is none."""
    lesson = "04-words-that-push"
    answer_all(lesson, lab.answers)
    page.set_viewport_size(TWICE)
    learner.open(f"{lesson}.ipynb")
    stops = []
    for _ in range(150):
        page.keyboard.press("Tab")
        if not page.evaluate("document.activeElement.closest('.kit-lesson')"):
            break
        stops.append(page.evaluate(SEEN))
    assert len(stops) > 40
    assert len(stops) < 150, "the keys stay in the lesson"
    assert [stop for stop, shown, ring in stops if not shown or not ring] == []
    assert not [stop for stop, *_ in stops if "jp-Cell" in stop or "cm-content" in stop]
    bars = page.locator(".kit-card").first.locator(".kit-stick, .kit-foot")
    assert sum(bars.evaluate_all("all => all.map((bar) => bar.offsetHeight)")) < 130, (
        "the text has most of a low window"
    )


def test_the_tree_says_what_the_marks_say(page, lab, learner) -> None:
    """Each mark its status and its label, each block as well, each label its key, a chart its finding and its table."""
    for lesson in ("01-article-or-furniture", "04-words-that-push"):
        answer_all(lesson, lab.answers)
    learner.open("04-words-that-push.ipynb")
    card = page.locator(".kit-card:not(.kd-text[hidden] *)").nth(2)  # the press release
    tree = card.aria_snapshot()
    assert re.search(r'mark: "?Extra, Name-calling: \w', tree)
    assert re.search(r'mark: "?Not marked, [A-Z][a-z -]+: \w', tree)
    tags = card.locator(".kit-mark[data-tag]").evaluate_all("all => all.map((mark) => mark.dataset.spoken)")
    assert tags
    assert all(re.fullmatch(r"[A-Z][a-z -]+, [A-Z][a-z -]+: ", tag) for tag in tags)
    assert re.search(r'button "Extra: Name-calling: \w+', tree)
    closed = learner.look("Guessed? Open the chart")
    chart = closed.get_by_role("img").first
    assert len(chart.get_attribute("aria-label")) > 60
    closed.get_by_text("The chart in words and numbers").press("Enter")
    expect(closed.get_by_role("table").first).to_be_visible()
    card.get_by_role("button", name="Back to marking").click()
    chip = card.get_by_role("toolbar", name="Labels").get_by_role("button", name=re.compile("^Name-calling"))
    expect(chip).to_have_attribute("aria-keyshortcuts", "1 N")
    card.locator(".kit-go").filter(has_text="Name-calling").first.click()
    expect(chip).to_have_attribute("aria-pressed", "true")

    page.get_by_role("button", name=re.compile("^Article or furniture")).press("Enter")
    learner.ready("01-article-or-furniture")
    blocks = page.locator(".kit-card").first.get_by_role("option")
    expect(blocks.first).to_have_accessible_name(re.compile(r"^1 (✓ Agree|≠ Differ) .*(Article|Furniture)"))


def test_a_lesson_is_printed_whole_and_on_white(page, lab, learner) -> None:
    """From a dark page: all of it from its title to its last answer, no bar and no button; reasons in full."""
    lesson = "04-words-that-push"
    answer_all(lesson, lab.answers)
    learner.open(f"{lesson}.ipynb")
    make_dark(page)
    page.emulate_media(media="print")
    lesson_height = page.locator(".jp-WindowedPanel-outer").evaluate("node => node.scrollHeight")
    assert page.evaluate("document.documentElement.scrollHeight") >= lesson_height > 5000
    assert page.locator(".kit-lesson button:visible:not(.kit-go)").count() == 0
    for part in (".kit-header", ".kit-nav", ".kit-stick", ".kit-foot"):
        assert page.locator(f"{part}:visible").count() == 0
    for part in (".kit-card", ".kw-frame"):
        expect(page.locator(part).first).to_have_css("background-color", "rgb(255, 255, 255)")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    entries = page.locator(".kit-card").first.locator(".kit-entry")
    expect(entries.locator(".kit-printed")).to_have_count(entries.count())
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".kit-printed")).to_have_count(0)
