"""The tags and texts of an HTML page, each with its place in the source.

Why not the standard library's ``html.parser``: it gives lines and columns, takes quadratic time on ``<a <a <a`` (24 KB
in 8 s), raises on ``<![``, and reads scripts and comments otherwise from one Python to the next. Why not ``lxml``: it
gives no offsets at all, and no browser's Python is sure to have it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from kit.lexicons import word_set

__all__ = ["CHARACTER", "Token", "attributes_of", "decoded", "find_tokens"]


class Token(NamedTuple):
    """A stretch of the source: ``kind`` is ``text``, ``open``, ``close`` or ``raw`` (what a script or a title holds).

    ``name`` is the element's, in small letters; ``attributes`` are as written, for ``attributes_of`` to read.
    """

    kind: str
    start: int
    end: int
    name: str = ""
    attributes: str = ""


_RAW = word_set("script style title textarea iframe noembed noframes noscript xmp")
_TO_THE_END = frozenset(["script", "style"])  # without its end, such a one takes all that follows

_SPACE = r"[\t\n\f\r ]"
_VALUE = r""""[^"]*+"|'[^']*+'|(?!["'])[^\t\n\f\r >]*+"""
_ATTRIBUTE = rf"[^\t\n\f\r />][^\t\n\f\r />=]*+(?>{_SPACE}*+={_SPACE}*+(?:{_VALUE}))?+"
# Possessive throughout: a tag is read once, and where it has no end, neither has any that follows.
_TAG = re.compile(rf"<(/?)([A-Za-z][^\t\n\f\r />]*+)((?>[\t\n\f\r /]++|{_ATTRIBUTE})*+)>")
_NAMED = re.compile(rf"([^\t\n\f\r />][^\t\n\f\r />=]*+)(?>{_SPACE}*+={_SPACE}*+({_VALUE}))?+")
_COMMENT_END = re.compile("--!?>")

CHARACTER = re.compile(r"&(?:[A-Za-z][A-Za-z\d]{1,31}+;?|#(?:\d{1,7}+|[xX][\da-fA-F]{1,6}+)(?![\da-fA-F]);?)")
_CLOSED_CHARACTER = re.compile(CHARACTER.pattern.replace(";?", ";"))


def find_tokens(source: str) -> Iterator[Token]:
    """The tags and texts of a page in order; comments, doctypes and processing instructions are left out.

    By the rules of the HTML standard (WHATWG, 13.2.5), as browsers read it, but for two things: a quotation mark that
    is never closed ends with the tag, and a title or frame that is never closed holds nothing. Linear in the length.

    >>> [(t.kind, t.name) for t in find_tokens("<P CLASS=a>1 < 2<br/><!-- no --></p>")]
    [('open', 'p'), ('text', ''), ('open', 'br'), ('close', 'p')]
    """
    at = text = 0
    unended: set[str] = set()
    while (at := source.find("<", at)) >= 0:
        sign = source[at + 1 : at + 2]
        if not (sign.isascii() and sign.isalpha()) and sign not in ("/", "!", "?"):
            at += 1
            continue
        tag = _TAG.match(source, at)
        if tag is None and sign == "/" and not source[at + 2 : at + 3]:
            break
        if text < at:
            yield Token("text", text, at)
        if tag is None:
            at = text = _beyond(source, at, sign)
            continue
        name = tag[2].lower()
        yield Token("close" if tag[1] else "open", at, tag.end(), name, tag[3])
        at = text = tag.end()
        if not tag[1] and name in _RAW and name not in unended:
            end = _end_of_raw(source, at, name)
            if end < 0 and name not in _TO_THE_END:
                unended.add(name)
                continue
            at = text = len(source) if end < 0 else end
            yield Token("raw", tag.end(), at, name, tag[3])
    if text < len(source):
        yield Token("text", text, len(source))


def _beyond(source: str, at: int, sign: str) -> int:
    """Where what is no tag ends: a comment, a doctype, an instruction; a tag without an end takes all that follows."""
    if source.startswith("<!--", at):
        end = _COMMENT_END.search(source, at + 2)
        return end.end() if end else len(source)
    letter = source[at + 2 : at + 3] if sign == "/" else sign
    if letter.isascii() and letter.isalpha():
        return len(source)
    end_of_tag = source.find(">", at)
    return end_of_tag + 1 if end_of_tag >= 0 else len(source)


def _end_of_raw(source: str, at: int, name: str) -> int:
    """Where the end tag of an element stands whose contents are no markup; -1 where there is none."""
    found = re.compile(rf"</{name}(?=[\t\n\f\r />])", re.I).search(source, at)
    return found.start() if found else -1


def attributes_of(written: str) -> dict[str, str]:
    """The attributes of a tag by name, in small letters; of two of a name the first counts.

    >>> attributes_of(" HREF='a?b&amp;c' hidden class=x id=y/")
    {'href': 'a?b&c', 'hidden': '', 'class': 'x', 'id': 'y/'}
    """
    found: dict[str, str] = {}
    for name, value in _NAMED.findall(written):
        if value[:1] in ("'", '"') and value[-1:] == value[0]:
            value = value[1:-1]
        found.setdefault(name.lower(), decoded(value, closed=True))
    return found


def decoded(text: str, *, closed: bool = False) -> str:
    """A text with its character references read; with ``closed``, as in addresses, those without a semicolon stay.

    >>> decoded("caf&eacute; &#8364;5 AT&T &copy"), decoded("?a&copy=1", closed=True)
    ('café €5 AT&T ©', '?a&copy=1')
    """
    if "&" not in text:
        return text
    return (_CLOSED_CHARACTER if closed else CHARACTER).sub(lambda m: html.unescape(m[0]), text)
