"""How a web page begins: what reads one is loaded only for one."""

from __future__ import annotations

import re

__all__ = ["looks_like_html"]

_HEAD = 1024  # bytes
_OPENING = re.compile(  # after a mark of UTF-8 or UTF-16, an XML declaration and comments
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*+(?:<\?xml[^>]*+>\s*+)?(?><!--(?>[^-]|-(?!->))*+-->\s*+)*+"
    rb"<(?:!doctype\s+html|html|head|body|title|meta)\b",
    re.I,
)


def looks_like_html(data: bytes) -> bool:
    """Do bytes open as a page does, white space and comments set aside: with a doctype, ``<html>``, ``<head>``, …?

    >>> looks_like_html(b"\\n<!-- saved --><!DOCTYPE html>"), looks_like_html(b"<3 is a heart")
    (True, False)
    """
    return _OPENING.match(data[:_HEAD].translate(None, b"\0")) is not None
