"""The explorer in a browser alone: what can be opened there, what is said of what cannot, and what one takes away."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
expect.set_options(timeout=60_000)

ARTICLE = """The harbour stays shut

By Ana Ruiz

"The dam will hold," said Bo Lind, who runs the harbour. "We measured it twice."

The mob at the gate did not believe him. The mayor said that the harbour would open in May.
"""
# As Windows saved it: its quotation marks and its accent are one byte each.
OLD = "The café in Tarn\n\n“It will rain,” Zoë Roe said on Monday. The café is to close for a week.\n"

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

    explorer.get_by_role("tab", name="Save or print").click()
    expect(explorer.get_by_role("button", name="Who speaks, as SVG")).to_be_visible()
    expect(explorer.get_by_role("button", name="Who speaks, as PNG")).to_have_count(0)
    with page.expect_download() as coming:
        explorer.get_by_role("button", name="CSV", exact=True).click()
    saved = Path(coming.value.path()).read_text(encoding="utf-8-sig")
    rows = [*csv.DictReader(io.StringIO(saved))]
    assert "Bo Lind" in {row["speaker"] for row in rows}
    assert {row["layer"] for row in rows} == {"zone", "quote", "claim", "loaded"}

    page.reload()
    visitor.ready("explore")
    expect(text).to_contain_text("We measured it twice")
    expect(text.locator(".ke-is-loaded")).not_to_have_count(0)
    expect(explorer.get_by_role("button", name=re.compile("^Close “The café in Tarn"))).to_be_visible()
    assert visitor.foreign == []
