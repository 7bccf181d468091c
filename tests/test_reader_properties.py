"""Whatever a file holds, each character read from it leads back to its source, and each note covers something."""

from __future__ import annotations

import html

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

pytest.importorskip("mammoth")
pytest.importorskip("pdfminer")

from kit.article import Article
from kit.readers.docx import read_docx
from kit.readers.mail import read_mail
from kit.readers.pdf.read import _article
from kit.readers.pdf.rows import Piece, read_order
from tests.test_docx_reader import docx, paragraph

WORDS = st.text(st.sampled_from("ab -\u00adé“”’.,\ufb01T1&;"), min_size=1, max_size=12)
PLACES = st.floats(-50, 900, allow_nan=False).map(lambda value: round(value, 1))
PIECES = st.builds(
    lambda x, y, width, size, text: Piece(x, y, x + width, y + size, size, text),
    PLACES, PLACES, st.floats(1, 300), st.sampled_from([8.0, 11.0, 11.5, 40.0]), WORDS,
)  # fmt: skip


def leads_back(article: Article) -> None:
    """Every piece of the text stands in its source, in order; notes lie within, and repairs say what they mended."""
    at = 0
    for piece in article.pieces:
        assert piece.reading.start == at < piece.reading.end
        at = piece.reading.end
        start, end = piece.source
        assert 0 <= start <= end <= len(article.source)
        if end - start == at - piece.reading.start > 1:
            assert article.source[start:end] == article.text[piece.reading.start : at]
    assert at == len(article.text)
    for note in article.annotations:
        assert 0 <= note.start <= note.end <= len(article.text)
        assert note.start < note.end or note.layer == "card"
        assert note.layer != "repair" or note.attributes["original"]


@given(st.lists(st.lists(PIECES, max_size=12), min_size=1, max_size=4))
@example([[Piece(0, 0, 9, 40, 40, "T"), Piece(10, 25, 90, 36, 11, "a"), Piece(10, 10, 90, 21, 11, "b")]])
def test_print_leads_back(pages):
    lines = read_order(pages)
    if any(lines):
        article, _ = _article(lines, cut=False)
        leads_back(article)
        printed = "".join(piece.text for page in pages for piece in page)
        assert sorted(article.source.split()) or not printed.split()


@settings(max_examples=40)
@given(st.lists(WORDS, min_size=1, max_size=6))
def test_documents_lead_back(paragraphs):
    if any(words.strip(" \u00ad") for words in paragraphs):
        leads_back(read_docx(docx(*(paragraph(html.escape(words)) for words in paragraphs)), name="a.docx"))


@settings(max_examples=60)
@given(WORDS, st.sampled_from(["utf-8", "latin-1", "utf-7", "x"]), st.sampled_from(["plain", "html"]))
def test_messages_lead_back(words, charset, kind):
    if words.strip():
        head = f"Subject: a\nContent-Type: text/{kind}; charset={charset}\n\n"
        leads_back(read_mail(f"{head}Words {words}".encode(), name="a.eml"))
