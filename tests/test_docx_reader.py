"""A Word document is read with its title, its quotations and its links, and refused where it is made to do harm."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

pytest.importorskip("mammoth")

import kit
from kit.errors import ReadError
from kit.readers.docx import read_docx

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STYLES = {"Title": "Title", "Quote": "Quote", "Heading1": "heading 1"}


def paragraph(words, style=None):
    said = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{said}<w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p>'


def docx(*body, extra=(), head="", compression=zipfile.ZIP_DEFLATED):
    """A Word document of these paragraphs: nothing but what the format asks for."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in STYLES.items()
    )
    links = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'
        for key, kind, target, mode in [
            ("r1", "styles", "styles.xml", ""),
            ("r2", "hyperlink", "https://example.org/report", ' TargetMode="External"'),
        ]
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r0" '
        f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>',
        "word/styles.xml": f"<w:styles {W}>{styles}</w:styles>",
        "word/document.xml": f"{head}<w:document {W} {R}><w:body>{''.join(body)}</w:body></w:document>",
        **dict(extra),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as file:
        for name, words in parts.items():
            file.writestr(name, words)
    return out.getvalue()


def test_a_document_is_read_with_what_it_marks():
    """Title, quotation and link are kept as the marks that they are."""
    link = '<w:p><w:hyperlink r:id="r2"><w:r><w:t>The report</w:t></w:r></w:hyperlink></w:p>'
    article = read_docx(
        docx(paragraph("Bridge shut", "Title"), paragraph("It rained."), paragraph("Never again.", "Quote"), link),
        name="a.docx",
    )
    assert [block.strip() for block in article.text.split("\n\n")] == [
        "Bridge shut",
        "It rained.",
        "Never again.",
        "The report",
    ]
    marks = {(a.label, article.covered(a).strip()) for a in article.annotations}
    assert {("heading", "Bridge shut"), ("blockquote", "Never again."), ("link", "The report")} <= marks


@pytest.mark.parametrize("slug", ["csto-kazakhstan", "ferry-bridge"])
def test_paragraphs_come_back_whole(slug):
    """Every block of an article that goes through Word is read as it was."""
    article = kit.load(slug)
    blocks = [" ".join(article.covered(zone).split()) for zone in kit.find_zones(article)]
    escaped = [block.replace("&", "&amp;").replace("<", "&lt;") for block in blocks]
    read = read_docx(docx(*map(paragraph, escaped)), name="a.docx")
    assert [" ".join(block.split()) for block in re.split(r"\n\s*\n", read.text)] == blocks


def core(title, author):
    said = f"<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator>"
    return [("docProps/core.xml", f'<p xmlns:dc="http://purl.org/dc/elements/1.1/">{said}</p>')]


@pytest.mark.parametrize(
    ("title", "author", "read"),
    [
        ("Rain &amp; snow", "Ana Ruiz", ("Rain & snow", "Ana Ruiz")),
        ("Document1", "Microsoft Office User", (None, None)),
        ("rain-final.docx", "", (None, None)),
    ],
)
def test_properties_are_a_last_resort(title, author, read):
    """Where the text names neither title nor author, and they are plausible; with where they stand."""
    words = "it rained all day in the valley, and so nobody who could stay at home went out."
    article = read_docx(docx(paragraph(words), extra=core(title, author)), name="a.docx")
    assert (article.card.title, article.card.author) == read
    assert all(a.attributes["from"] == "the document's properties" for a in article.annotations if a.layer == "card")


def test_the_text_has_the_say_over_properties():
    body = [paragraph("Bridge shut for the winter", "Title"), paragraph("By Ben Okoye"), paragraph("It rained. " * 20)]
    card = read_docx(docx(*body, extra=core("Old template", "Ana Ruiz")), name="a.docx").card
    assert card.title != "Old template" and card.author is None


def test_the_cells_of_a_row_are_a_line():
    cells = "".join(f"<w:tc>{paragraph(words)}</w:tc>" for words in ("Skarn", "7.15"))
    article = read_docx(docx(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>", paragraph("It rained.")), name="a.docx")
    assert article.text.startswith("Skarn\t7.15\n")


def test_tracked_changes_are_read_as_accepted():
    said = "<w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del>"
    assert read_docx(docx(f"<w:p>{said}</w:p>"), name="a.docx").text == "new"


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (docx(), "without text"),
        (b"PK\x03\x04 cut", "damaged"),
        (docx(paragraph("Cut."))[:-40], "damaged"),
        (docx(paragraph("&b;"), head=ENTITIES), "entities"),
        (docx("<w:tbl>" * 300 + "</w:tbl>" * 300), "levels deep"),
        (docx(paragraph("Big."), extra=[("word/media/a.bin", bytes(60_000_000))]), "more than 50 MB"),
        (docx("<w:p>"), "cannot be read"),
        (docx("<w:r/>" * 500_001), "more than 500,000 pieces"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "locked with a password"),
    ],
    ids=["empty", "noise", "cut", "entities", "deep", "bomb", "unclosed", "pieces", "locked"],
)
def test_what_cannot_be_read_says_why(data, said):
    with pytest.raises(ReadError, match=said):
        read_docx(data, name="a.docx")


def test_an_archive_that_is_no_document_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("a.txt", "words")
    with pytest.raises(ReadError, match="no Word document"):
        read_docx(out.getvalue(), name="a.docx")
