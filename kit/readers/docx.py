"""Read a Word document: by mammoth to HTML, and from there as any page."""

from __future__ import annotations

import importlib.util
import io
import re
import zipfile
import zlib

from kit.article import Article, Card
from kit.errors import ReadError
from kit.readers.html import parse_html

__all__ = ["read_docx"]

MOST = 50_000_000  # bytes that all parts of the file may unpack to
DEEPEST = 200  # tags within tags; a table in a table in a table has some 40
_COPY = "copy the article's text into a .txt file and load that"
# mammoth takes these for plain paragraphs unless it is told.
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => h2:fresh
p[style-name='Quote'] => blockquote:fresh > p:fresh
p[style-name='Intense Quote'] => blockquote:fresh > p:fresh
p[style-name='Block Text'] => blockquote:fresh > p:fresh
p[style-name='Caption'] => figcaption:fresh
"""
_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.I)
_TAG = re.compile(rb"<(/?)[^<>!?]*?(/?)>")


def read_docx(data: bytes, *, name: str, card: Card | None = None) -> Article:
    """Read a Word document (``.docx``) into an article; ``source`` is the HTML that mammoth makes of it.

    Titles, headings, quotations, lists, tables, links and notes are kept; pictures are left out. What a person changed
    with the changes tracked is read as it would be after all were accepted.

    Raises ``ReadError`` where the file is no such document, holds no text, or would unpack to more than ``MOST`` bytes
    or more than ``DEEPEST`` levels.

    Source: ECMA-376, Office Open XML.
    """
    if importlib.util.find_spec("mammoth") is None:
        raise ReadError(f"{name} is a Word document, which cannot be read here; {_COPY}")
    import mammoth

    _check(data, name)
    try:
        page = mammoth.convert_to_html(
            io.BytesIO(data), style_map=_STYLES, convert_image=mammoth.images.img_element(lambda image: {"src": ""})
        ).value
    except Exception as error:  # what a damaged file does to a program is not foreseen by it
        raise ReadError(
            f"{name} is a Word document that cannot be read ({type(error).__name__}: {error}); {_COPY}"
        ) from error
    if not re.sub(r"<[^>]*>|\s", "", page):
        raise ReadError(f"{name} is a Word document without text; {_COPY}")
    return parse_html(page, card=card)


def _check(data: bytes, name: str) -> None:
    """Raise ``ReadError`` where a file is no Word document, or one that is made to take too much."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            infos = parts.infolist()
            if any(info.flag_bits & 1 for info in infos):
                raise ReadError(f"{name} is locked with a password; save it without one, or {_COPY}")
            if "word/document.xml" not in parts.namelist() and "_rels/.rels" not in parts.namelist():
                raise ReadError(f"{name} is a ZIP archive and no Word document; {_COPY}")
            left = MOST
            for info in infos:
                with parts.open(info) as part:
                    words = part.read(left + 1)  # what the archive says of the size may be untrue
                left -= len(words)
                if left < 0:
                    raise ReadError(f"{name} would unpack to more than {MOST // 1_000_000} MB; {_COPY}")
                if info.filename.endswith((".xml", ".rels")):
                    _check_part(words, name)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError, RuntimeError) as error:
        if isinstance(error, ReadError):
            raise
        raise ReadError(f"{name} is a damaged Word document ({error}); {_COPY}") from error


def _check_part(words: bytes, name: str) -> None:
    """Raise ``ReadError`` for entities, which bombs are made of and no Word document has, and for deep nesting."""
    if b"\0" in words[:200] or _DECLARED.search(words):
        raise ReadError(f"{name} declares entities, as no Word document does; {_COPY}")
    depth = 0
    for tag in _TAG.finditer(words):
        depth += -1 if tag[1] else 0 if tag[2] else 1
        if depth > DEEPEST:
            raise ReadError(f"{name} is nested more than {DEEPEST} levels deep; {_COPY}")
