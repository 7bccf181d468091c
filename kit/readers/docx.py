"""Read a Word document: by mammoth to HTML, and from there as any page."""

from __future__ import annotations

import dataclasses
import html
import importlib.util
import io
import re
import zipfile
import zlib

from kit.article import Article, Card
from kit.errors import ReadError
from kit.readers.advice import COPY_IT
from kit.readers.html import parse_html
from kit.readers.properties import with_properties

__all__ = ["read_docx"]

MOST = 50_000_000  # bytes that all parts of the file may unpack to
MOST_TAGS = 500_000  # a novel has some 200,000, and reading them takes twenty seconds
DEEPEST = 200  # tags within tags; a table in a table in a table has some 40
# mammoth takes these for plain paragraphs unless it is told.
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => h2:fresh
p[style-name='Quote'] => blockquote:fresh > p:fresh
p[style-name='Intense Quote'] => blockquote:fresh > p:fresh
p[style-name='Block Text'] => blockquote:fresh > p:fresh
p[style-name='Caption'] => figcaption:fresh
"""
_PROPERTIES = {"title": "title", "author": "creator"}
_OLD = b"\xd0\xcf\x11\xe0"  # how a file of Word 97 begins, and one that is locked with a password
_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.I)
# A cell of one paragraph, which mammoth marks as a paragraph in a cell, is a cell of its row.
_CELL = re.compile(r"(<t[dh]\b[^>]*>)<p>([^<]*(?:<(?!/?p>)[^<]*)*)</p>(?=</t[dh]>)")
_TAG = re.compile(rb"<(/?)[^<>!?]*?(/?)>")


def read_docx(data: bytes, *, name: str, card: Card | None = None) -> Article:
    """Read a Word document (``.docx``) into an article; ``source`` is the HTML that mammoth makes of it.

    Titles, headings, quotations, lists, tables, links and notes are kept; pictures are left out. What a person changed
    with the changes tracked is read as it would be after all were accepted. Title and author of the document's
    properties go to the card as a last resort (layer "card").

    Raises ``ReadError`` where the file is no such document, holds no text, or would unpack to more than ``MOST`` bytes,
    ``MOST_TAGS`` tags or ``DEEPEST`` levels.

    Source: ECMA-376, Office Open XML.
    """
    if importlib.util.find_spec("mammoth") is None:
        raise ReadError(f"{name} is a Word document, and mammoth, which reads those, is not installed; {COPY_IT}")
    import mammoth

    _check(data, name)
    try:
        page = mammoth.convert_to_html(
            io.BytesIO(data), style_map=_STYLES, convert_image=mammoth.images.img_element(lambda image: {"src": ""})
        ).value
    except Exception as error:  # what a damaged file does to a program is not foreseen by it
        raise ReadError(
            f"{name} is a Word document that cannot be read ({type(error).__name__}: {error}); {COPY_IT}"
        ) from error
    if not re.sub(r"<[^>]*>|\s", "", page):
        raise ReadError(f"{name} is a Word document without text; {COPY_IT}")
    article = with_properties(
        parse_html(_CELL.sub(r"\1\2", page)), **_properties(data), origin="the document's properties"
    )
    return dataclasses.replace(article, card=Card(**(article.card.known | (card or Card()).known)))


def _properties(data: bytes) -> dict[str, str]:
    """The title and the author in the document's own properties, where it has them."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            said = parts.read("docProps/core.xml").decode("utf-8", "replace")
    except KeyError:
        return {}
    found = {name: re.search(rf"<dc:{tag}\b[^<>]*>([^<>]*)</", said) for name, tag in _PROPERTIES.items()}
    return {name: html.unescape(m[1]) for name, m in found.items() if m}


def _check(data: bytes, name: str) -> None:
    """Raise ``ReadError`` where a file is no Word document, or one that is made to take too much."""
    if data.startswith(_OLD):
        raise ReadError(
            f"{name} is locked with a password, or of an old Word; save it as .docx without one, or {COPY_IT}"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            infos = parts.infolist()
            if any(info.flag_bits & 1 for info in infos):
                raise ReadError(f"{name} is locked with a password; save it without one, or {COPY_IT}")
            if "word/document.xml" not in parts.namelist() and "_rels/.rels" not in parts.namelist():
                raise ReadError(f"{name} is a ZIP archive and no Word document; {COPY_IT}")
            left, tags = MOST, 0
            for info in infos:
                with parts.open(info) as part:
                    words = part.read(left + 1)  # what the archive says of the size may be untrue
                left -= len(words)
                if left < 0:
                    raise ReadError(f"{name} would unpack to more than {MOST // 1_000_000} MB; {COPY_IT}")
                if info.filename.endswith((".xml", ".rels")):
                    tags += _check_part(words, name)
                if tags > MOST_TAGS:
                    raise ReadError(
                        f"{name} holds more than {MOST_TAGS:,} pieces; save a part of it alone, or {COPY_IT}"
                    )
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError, RuntimeError) as error:
        if isinstance(error, ReadError):
            raise
        raise ReadError(f"{name} is no Word document, or a damaged one ({error}); {COPY_IT}") from error


def _check_part(words: bytes, name: str) -> int:
    """How many tags a part holds; raises ``ReadError`` for deep nesting, and for entities, which no such file has."""
    if b"\0" in words[:200] or _DECLARED.search(words):
        raise ReadError(f"{name} declares entities, as no Word document does; {COPY_IT}")
    depth = tags = 0
    for tag in _TAG.finditer(words):
        tags += 1
        depth += -1 if tag[1] else 0 if tag[2] else 1
        if depth > DEEPEST:
            raise ReadError(f"{name} is nested more than {DEEPEST} levels deep; {COPY_IT}")
    return tags
