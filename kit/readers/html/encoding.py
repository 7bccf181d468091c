"""Which encoding the bytes of a page are in: by its mark, the server, the page itself, and what the bytes can be."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from kit.readers.html.tokens import attributes_of

__all__ = ["Decoded", "decode_html", "html_encoding", "looks_like_html"]

# The Encoding standard (WHATWG, 4.2) reads these labels as the encoding that holds what people meant by them.
_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gbk",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "utf-16": "utf-16-le",
}
_SINGLE = (
    "cp866 cp874 cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 koi8-r koi8-u mac-roman mac-cyrillic"
)
_SINGLE_BYTE = frozenset([*_SINGLE.split(), *(f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16))])
_KNOWN = _SINGLE_BYTE | frozenset(
    ["utf-8", "utf-16-le", "utf-16-be", "gbk", "gb18030", "big5hkscs", "euc_jp", "iso2022_jp", "cp932", "cp949"]
)
_LABELS = {
    "macintosh": "mac-roman",
    "x-mac-roman": "mac-roman",
    "x-sjis": "cp932",
    "x-gbk": "gbk",
    "unicode": "utf-16-le",
}
_LABELS |= {"x-x-big5": "big5", "ks_c_5601-1987": "cp949", "x-mac-cyrillic": "mac-cyrillic", "x-user-defined": "cp1252"}
_LABELS |= {"windows-874": "cp874", "iso-8859-8-i": "iso8859-8"}

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16's mark, with which it begins
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HEAD = 1024  # bytes in which a page has to say what it is in
_META = re.compile(rb"<!--.*?(?:-->|\Z)|<meta(?=[\s/])((?:\"[^\"]*\"|'[^']*'|[^>\"'])*)>", re.I | re.S)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([^\s\"';]+)", re.I)
_OPENING = re.compile(  # after a mark of UTF-8 or UTF-16, an XML declaration and comments
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*+(?:<\?xml[^>]*+>\s*+)?(?><!--(?>[^-]|-(?!->))*+-->\s*+)*+"
    rb"<(?:!doctype\s+html|html|head|body|title|meta)\b",
    re.I,
)
_JUDGED = 1 << 16  # bytes by which an undeclared encoding is guessed
_ASCII = bytes(range(128))
_ENOUGH = 100  # of them above 127, and that share: fewer say too little
_FOREIGN = 0.1  # where fewer are, they are accents and quotation marks, by which no guess can tell


class Decoded(NamedTuple):
    """The text of a page and what tells its encoding; ``exact`` where ``text.encode(encoding)`` gives the bytes."""

    text: str
    encoding: str
    exact: bool
    why: str


def html_encoding(data: bytes, header: str | None = None) -> str:
    """The encoding of a page's bytes, as Python names it; ``header`` is the server's Content-Type, or its charset.

    In this order: a byte-order mark, the header, the page's own ``<meta>`` in its first 1,024 bytes, UTF-8 where the
    bytes are that throughout, a guess by ``charset-normalizer`` where that is installed and much is not ASCII,
    Windows-1252. Labels mean what the Encoding standard (WHATWG) says; one of a single byte a letter yields to UTF-8
    where the bytes are that, which in other encodings no text is by chance.

    >>> html_encoding(b"<meta charset=iso-8859-1>caf\\xe9"), html_encoding(b"", "text/html; charset=Shift_JIS")
    ('cp1252', 'cp932')
    """
    return _told(data, header)[0]


def decode_html(data: bytes, header: str | None = None) -> Decoded:
    """The text of a page's bytes, and how its encoding was told; never raises.

    What is no character in its encoding is read as one in Windows-1252 where that is what the rest can be too, else as
    U+FFFD: then ``exact`` is false, as it is for encodings that write one text in two ways.

    >>> decode_html("“Old” café".encode("cp1252"))[:3]
    ('“Old” café', 'cp1252', True)
    """
    encoding, why = _told(data, header)
    for attempt in dict.fromkeys([encoding, *(("latin-1",) if encoding == "cp1252" else ())]):
        try:
            text = data.decode(attempt)
        except UnicodeDecodeError:
            continue
        return Decoded(text, attempt, _leads_back(text, attempt, data), why)
    text = data.decode(encoding, "replace")
    lost = text.count("\ufffd")
    if encoding == "utf-8" and 2 * lost > sum(not sign.isascii() for sign in text):
        return decode_html(data, "cp1252")._replace(why=f"{why}, but its bytes are not UTF-8")
    return Decoded(text, encoding, False, why)


def _told(data: bytes, header: str | None) -> tuple[str, str]:
    """The encoding and what tells it."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding, "a byte-order mark"
    for pattern, encoding in ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be")):
        if data[:2] == pattern:
            return encoding, "its first two bytes"
    said = [(_named(header), "the server says so"), (_in_meta(data[:_HEAD]), "the page says so")]
    declared, why = next(((encoding, why) for encoding, why in said if encoding), (None, ""))
    if declared and (declared not in _SINGLE_BYTE or data.isascii()):
        return declared, why
    if _is_utf8(data):
        return "utf-8", "its bytes are UTF-8 throughout"
    if declared:
        return declared, why
    guess = _guess(data)
    return (guess, "a guess by its letters") if guess else ("cp1252", "nothing else fits")


def _named(said: str | None) -> str | None:
    """The encoding that a label or a Content-Type names; None where it names none that pages are in."""
    if not said:
        return None
    m = _CHARSET.search(said)
    label = (m[1] if m else said).strip(" \"'").lower()
    try:
        name = codecs.lookup(_LABELS.get(label, label)).name
    except (LookupError, ValueError):  # a zero in the label
        return None
    name = _MEANT.get(name, name)
    return name if name in _KNOWN else None


def _in_meta(head: bytes) -> str | None:
    """What the first bytes of a page declare."""
    for m in _META.finditer(head):
        attributes = attributes_of(m[1].decode("latin-1")) if m[1] else {}
        said = attributes.get("charset")
        if said is None and attributes.get("http-equiv", "").lower() == "content-type":
            found = _CHARSET.search(attributes.get("content", ""))
            said = found[1] if found else None
        if encoding := _named(said):
            return "utf-8" if encoding.startswith("utf-16") else encoding  # else it could not be read at all
    return None


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        cut_short = error.end >= len(data) and error.reason == "unexpected end of data"
        return cut_short and not data[: error.start].isascii()
    return True


def _guess(data: bytes) -> str | None:
    """The encoding by its letters, where many are not Latin and a package that can tell is installed."""
    judged = data[:_JUDGED]
    if len(judged.translate(None, _ASCII)) < max(_ENOUGH, _FOREIGN * len(judged)):
        return None
    try:
        from charset_normalizer import from_bytes
    except ImportError:
        return None
    best = from_bytes(judged).best()
    encoding = _named(best.encoding) if best else None
    try:
        data.decode(encoding or "ascii")
    except UnicodeDecodeError:
        return None
    return encoding


def _leads_back(text: str, encoding: str, data: bytes) -> bool:
    try:
        return text.encode(encoding) == data
    except UnicodeEncodeError:
        return False


def looks_like_html(data: bytes) -> bool:
    """Do bytes open as a page does, white space and comments set aside: with a doctype, ``<html>``, ``<head>``, …?

    >>> looks_like_html(b"\\n<!-- saved --><!DOCTYPE html>"), looks_like_html(b"<3 is a heart")
    (True, False)
    """
    return _OPENING.match(data[:_HEAD].translate(None, b"\0")) is not None
