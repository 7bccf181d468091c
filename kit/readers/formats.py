"""The kinds of file that the kit reads, and what reads each."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import PurePath

from kit.article import Article
from kit.errors import ReadError
from kit.readers.encoding import decode
from kit.readers.opening import looks_like_html
from kit.readers.text import parse_text

__all__ = ["ENDINGS", "parse_bytes"]

MOST_OF_PAGE = 10_000_000  # bytes of a web page, which take some thirty times as much memory


def _text(data: bytes, name: str, charset: str | None) -> Article:
    text, encoding = decode(data, name=name)
    return dataclasses.replace(parse_text(text), encoding=encoding)


def _page(data: bytes, name: str, charset: str | None) -> Article:
    if len(data) > MOST_OF_PAGE:
        raise ReadError(f"{name} is larger than {MOST_OF_PAGE // 1_000_000} MB; save the article alone, and read that")
    from kit.readers.html import read_html

    return read_html(data, header=charset)


def _pdf(data: bytes, name: str, charset: str | None) -> Article:
    from kit.readers.pdf import parse_pdf

    return parse_pdf(data, name=name)


def _docx(data: bytes, name: str, charset: str | None) -> Article:
    from kit.readers.docx import read_docx

    return read_docx(data, name=name)


def _mail(data: bytes, name: str, charset: str | None) -> Article:
    from kit.readers.mail import read_mail

    return read_mail(data, name=name)


ENDINGS: dict[str, Callable[[bytes, str, str | None], Article]] = {
    ".txt": _text,
    ".md": _text,
    ".markdown": _text,
    ".text": _text,
    ".html": _page,
    ".htm": _page,
    ".xhtml": _page,
    ".pdf": _pdf,
    ".docx": _docx,
    ".eml": _mail,
    ".mhtml": _mail,
    ".mht": _mail,
}


def parse_bytes(data: bytes, *, name: str, charset: str | None = None) -> Article:
    """Read the bytes of a file as what they are, else as what the ending of its name says; text without one.

    The article's card holds what the file says of itself beside its words. Raises ``ReadError`` where the bytes cannot
    be read as that.

    >>> parse_bytes(b"<!doctype html><p>It rained.", name="saved-wrongly.txt").text
    'It rained.'
    """
    return _kind(data, name)(data, name, charset)


def _kind(data: bytes, name: str) -> Callable[[bytes, str, str | None], Article]:
    if data.startswith(b"%PDF"):
        return _pdf
    if data.startswith(b"PK\x03\x04"):
        return _docx
    said = ENDINGS.get(PurePath(name).suffix.lower(), _text)
    return _page if said in (_text, _docx, _pdf) and looks_like_html(data) else said
