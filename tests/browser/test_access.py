"""A lesson that is done from first to last, for those who see little, hear it, use keys alone, or print it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from kit.activity.activity import Activity
from kit.activity.answer import Answer
from kit.activity.answers import AnswerFile, MarksFile
from kit.activity.columns import ROW
from kit.activity.lesson_file import read_lesson
from kit.annotation import Annotation
from tests.browser.access import TWICE, WIDE, is_for_everyone, make_dark

pytestmark = pytest.mark.browser
expect.set_options(timeout=60_000)

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
    left = [entry for entry in activity.key if entry.attributes.get("tier", "must") == "must"][3::6]
    made = []
    for at, entry in enumerate(entry for entry in activity.key if entry not in left):
        label = names[(names.index(entry.label) + (at % 6 == 2)) % len(names)]
        made.append(Annotation(entry.start, entry.end, activity.layer, label, "learner:me"))
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


@pytest.mark.parametrize("lesson", ["01-article-or-furniture", "04-words-that-push"])
def test_marks_of_each_kind_are_for_everyone(lesson: str, page, lab, learner) -> None:
    """Blocks and words, on which key and learner agree, differ, and one alone has: as test_walk has all lessons."""
    answer_all(lesson, lab.answers)
    page.set_viewport_size(WIDE)
    page.emulate_media(reduced_motion="reduce")
    learner.open(f"{lesson}.ipynb")
    is_for_everyone(page, learner)


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
