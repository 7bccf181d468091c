"""The encoding of plain text: told by its bytes, so that they can be had again."""

from __future__ import annotations

import codecs

from kit.errors import ReadError

__all__ = ["decode"]

_MARKS = (  # the longest first: UTF-32's mark begins with UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_KNOWN_FILES = {
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"\x1f\x8b": "a gzip archive",
}
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b"))


def decode(data: bytes, *, name: str) -> tuple[str, str]:
    """The text in ``data`` and the encoding that turns it back into the same bytes.

    Raises ``ReadError`` where the bytes are not text.

    >>> decode("naïve".encode("latin-1"), name="x.txt")
    ('naïve', 'cp1252')
    """
    for magic, kind in _KNOWN_FILES.items():
        if data.startswith(magic):
            raise ReadError(f"{name} is {kind}, not text; save the article as plain text and load that file")
    for encoding in _candidates(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if text.encode(encoding) == data:
            return text, encoding
    where = next((i for i, byte in enumerate(data) if byte in _CONTROLS), 0)
    raise ReadError(
        f"{name} is not text: byte {where} is 0x{data[where]:02x}; "
        "save the article as plain text (UTF-8) and load that file"
    )


def _candidates(data: bytes) -> list[str]:
    """The encodings to try, the surest first."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return [encoding]
    head = data[:4096]
    if b"\0" in head:  # only UTF-16 text has a zero in nearly every other byte
        even, odd = head[0::2].count(0), head[1::2].count(0)
        if len(data) % 2 == 0 and max(even, odd) > 0.4 * len(head) / 2 and min(even, odd) < 0.05 * len(head) / 2:
            return ["utf-16-be" if even > odd else "utf-16-le"]
        return []
    if len(data.translate(None, _CONTROLS)) < len(data):
        return []
    return ["utf-8", "cp1252", "latin-1"]
