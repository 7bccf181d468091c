"""Web pages: from the bytes of a page to an ``Article``, and what its head and its tags say of it."""

from __future__ import annotations

from kit.readers.html.encoding import decode_html, html_encoding
from kit.readers.html.read import parse_html, read_html

__all__ = ["decode_html", "html_encoding", "parse_html", "read_html"]
