"""Pages that a browser prints: read again as they stood, and lessons on one sheet of paper."""

from __future__ import annotations

import html
import io
import re

import pytest
from pdfminer.pdfpage import PDFPage

import kit
from kit.activity.lesson_file import lesson_folder, read_lesson
from kit.handout.files import handouts
from kit.readers.pdf import parse_pdf

pytestmark = pytest.mark.browser

STYLES = {
    "plain": "body{font:12pt serif}",
    "two columns": "body{font:12pt serif;column-count:2;column-gap:1cm;text-align:justify}",
    "indented": "body{font:11pt serif;text-align:justify} p{margin:0;text-indent:1.5em}",
    "ragged": "body{font:11pt/1.5 sans-serif;max-width:12cm} p{margin:.6em 0}",
}


def test_whole_paragraphs_come_back(page):
    """Of the paragraphs of three articles, printed by a browser in four styles, 95 of 100 come back whole."""
    whole = wanted = extra = came = 0
    for slug in ("csto-kazakhstan", "ferry-bridge", "night-buses"):
        article = kit.load(slug)
        zones = kit.find_zones(article)
        paragraphs = [" ".join(article.covered(zone).split()) for zone in zones]
        tags = ["h1" if zone.label == "headline" else "p" for zone in zones]
        body = "".join(f"<{tag}>{html.escape(words)}</{tag}>" for tag, words in zip(tags, paragraphs, strict=True))
        for css in STYLES.values():
            page.set_content(f"<!doctype html><title>x</title><style>{css}</style>{body}")
            printed = page.pdf(display_header_footer=True, margin={"top": "2cm", "bottom": "2cm"})
            blocks = re.split(r"\n\s*\n", parse_pdf(printed, name="x.pdf").text)
            read = [" ".join(block.split()) for block in blocks]
            whole += sum(words in read for words in paragraphs)
            wanted += len(paragraphs)
            extra += sum(words not in paragraphs for words in read)
            came += len(read)
    print(f"{whole} of {wanted} paragraphs whole, {extra} of {came} others")
    assert whole >= 0.95 * wanted
    assert extra <= 0.1 * came


@pytest.mark.parametrize("plain", [False, True], ids=["as printed", "in plain words"])
def test_a_lesson_is_one_sheet_of_paper(page, plain):
    """Lessons 01 to 05 and 09: two pages for learners; their key is for the desk, and may have three."""
    too_long = {}
    for name in sorted(path.stem for path in lesson_folder().glob("0[1-59]*.toml")):
        for file, made in handouts(read_lesson(name), plain=plain).items():
            page.set_content(made)
            printed = page.pdf(format="A4", prefer_css_page_size=True)
            sheets = len([*PDFPage.get_pages(io.BytesIO(printed))])
            if sheets > (3 if ".key." in file else 2):
                too_long[file] = sheets
    assert too_long == {}
