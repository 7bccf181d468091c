"""The explorer in a browser alone, and a lesson on what is open in it: what can be opened, written and taken away."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

import kit

pytestmark = pytest.mark.browser
expect.set_options(timeout=60_000)

ARTICLE = """The harbour stays shut

By Ana Ruiz

"The dam will hold," said Bo Lind, who runs the harbour. "We measured it twice."

The mob at the gate did not believe him. The mayor said that the harbour would open in May.
"""
# As Windows saved it: its quotation marks and its accent are one byte each.
OLD = "The café in Tarn\n\n“It will rain,” Zoë Roe said on Monday. The café is to close for a week.\n"

LESSON = "08-your-own-article"
ROW = {"who": "Bo Lind", "record": "By name", "ask": "I would ring the harbour"}

# Let a file fall on an element, as from the desktop.
DROP = """(node, [name, bytes]) => {
    const carried = new DataTransfer();
    carried.items.add(new File([new Uint8Array(bytes)], name));
    for (const type of ["dragenter", "dragover", "drop"]) {
        node.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: carried }));
    }
}"""


def test_an_article_is_opened_read_taken_away_and_there_again(visitor):
    """Pasted and from a file; a speaker's lines; annotations as a file; a reload. Nobody else is asked for anything."""
    visitor.open("explore.ipynb")
    page = visitor.page
    explorer = page.get_by_role("region", name="Explorer")
    opening = explorer.get_by_role("region", name="Open an article")
    text = explorer.get_by_role("region", name="The article", exact=True)
    # What cannot be is said before one tries, and when one does.
    expect(opening).to_contain_text("No PDF")
    expect(opening).to_contain_text("A page of the web cannot be fetched from here")
    expect(opening.get_by_role("button", name="Fetch the page")).to_have_count(0)
    opening.evaluate(DROP, ["dam.pdf", list(b"%PDF-1.7")])
    expect(opening.get_by_role("alert")).to_contain_text("dam.pdf cannot be read in a browser")

    opening.evaluate(DROP, ["old.txt", list(OLD.encode("cp1252"))])
    expect(text).to_contain_text("“It will rain,” Zoë Roe said")
    expect(text.locator(".ke-is-quote")).not_to_have_count(0)

    explorer.get_by_role("button", name="Open another").click()
    opening.get_by_label("Paste an article").fill(ARTICLE)
    opening.get_by_role("button", name="Read this text").click()
    expect(text).to_contain_text("We measured it twice")
    expect(text.locator(".ke-is-loaded")).not_to_have_count(0)
    expect(explorer).to_contain_text("Speech is found by patterns alone here")
    explorer.get_by_role("button", name=re.compile("^Bo Lind, ")).click()
    expect(explorer.locator(".ke-selected-words")).to_contain_text(re.compile("^Bo Lind: "))

    explorer.get_by_role("tab", name="How hard").click()  # the page has no furniture, and so no figure of it
    expect(explorer.locator(".kv-dots")).to_contain_text(re.compile(r"Furniture\s*no words"))

    explorer.get_by_role("tab", name="Save or print").click()
    expect(explorer.get_by_role("button", name="Who speaks, as SVG")).to_be_visible()
    expect(explorer.get_by_role("button", name="Who speaks, as PNG")).to_have_count(0)
    with page.expect_download() as coming:
        explorer.get_by_role("button", name="CSV", exact=True).click()
    saved = Path(coming.value.path()).read_text(encoding="utf-8-sig")
    rows = [*csv.DictReader(io.StringIO(saved))]
    assert "Bo Lind" in {row["speaker"] for row in rows}
    assert {row["layer"] for row in rows} == {"zone", "quote", "claim", "loaded"}

    # In the lesson on one's own article it is open, too; what is made of it there is the same without a network.
    visitor.open(f"{LESSON}.ipynb")
    expect(page.get_by_role("region", name="The harbour stays shut")).to_contain_text("We measured it twice")
    expect(text).to_be_hidden()  # no program's marks before they are asked for
    explorer.get_by_role("tab", name="Read", exact=True).click()
    expect(text.locator(".ke-is-loaded")).not_to_have_count(0)
    expect(explorer.get_by_role("button", name=re.compile("^Close “The café in Tarn"))).to_be_visible()
    report_on_it(visitor)
    page.wait_for_selector("html[data-kit-kept]", state="attached")
    visitor.site.off = True
    page.reload()
    visitor.ready(LESSON)
    expect(page.get_by_role("region", name="The harbour stays shut")).to_contain_text("We measured it twice")
    expect(page.locator(".kit-lesson .widget-html .kit-chart")).to_be_visible()
    expect(visitor.question("Who speaks in your article").get_by_label("Who speaks? (1)")).to_have_value("Bo Lind")
    page.get_by_role("button", name="Hand in").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Your name").fill("Ana")
    dialog.get_by_label("Your name").press("Enter")
    with page.expect_download() as coming:
        dialog.get_by_role("button", name="Save the file").click()
    answers = kit.read_hand_in(coming.value.path()).lessons[LESSON].answers
    assert (answers["speakers"].now.value, answers["title"].now.value) == ([ROW], "Will it hold?")
    assert (visitor.foreign, visitor.errors) == ([], [])


def report_on_it(visitor):
    """Choose a chart of the article in front, note who speaks, and take the report away with a title just typed."""
    page = visitor.page
    asked = visitor.question("Which chart helps your reader most?")
    asked.get_by_role("radio", name="Where words push").check()
    asked.get_by_role("button").first.click()
    expect(page.locator(".kit-lesson .widget-html .kit-chart")).to_be_visible()
    speakers = visitor.question("Who speaks in your article")
    speakers.get_by_label("Who speaks? (1)").fill(ROW["who"])
    speakers.get_by_label("How are they named? (1)").select_option(ROW["record"])
    speakers.get_by_label("How could you check that they said it? (1)").fill(ROW["ask"])
    visitor.question("Give your report a title").get_by_role("textbox").fill("Will it hold?")
    with page.expect_download() as coming:
        page.get_by_role("button", name="Make my report").click()
    assert coming.value.suggested_filename == "report-will-it-hold.html"
    made = Path(coming.value.path()).read_text(encoding="ascii")
    assert all(words in made for words in ("Will it hold?", "The harbour stays shut", ROW["ask"], "<svg"))
