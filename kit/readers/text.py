"""Read saved plain text or Markdown: the words a reader sees, and a record of all that was set aside or mended."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable

from kit.article import Article, Card
from kit.readers.edits import BARE_URL, Edit, Note, edited

__all__ = ["parse_text"]


# Possessive quantifiers (*+) and bounded lengths keep each pattern linear on hostile text.
_TARGET = (
    r"""\(\s*+(?P<href><[^<>\n]*+>|[^()\s]*+(?>\([^()\s]*+\)[^()\s]*+)*+)(?:\s++(?:"[^"\n]*+"|'[^'\n]*+'))?\s*+\)"""
)
_WORDS = r"(?P<words>(?>[^\[\]\n\\]++|\\.|\[[^\[\]\n]*+\])*+)"
_IMAGE = re.compile(r"!\[" + _WORDS + r"\]" + _TARGET)
_LINK = re.compile(r"\[(?<!\\\[)" + _WORDS + r"\]" + _TARGET)
_STRONG = re.compile(r"(?<!\\)(\*\*|__)(?=[^\s*_])(?P<words>[^\n]{1,300}?)(?<=[^\s\\])\1")
_EMPHASIS = re.compile(r"(?<![\\\w*])([*_])(?=[^\s*_])(?P<words>[^\n*]{1,300}?)(?<=[^\s\\])\1(?![\w*])")
_HEADING = re.compile(r"^(?P<open>[ ]{0,3}(?P<marks>#{1,6})[ \t]++)(?P<line>\S[^\n]*+)", re.M)
_QUOTED_LINES = re.compile(r"^[ ]{0,3}>[^\n]*(?:\n[ ]{0,3}>[^\n]*)*", re.M)
_QUOTE_MARK = re.compile(r"^[ ]{0,3}>[ \t]?", re.M)
_ESCAPE = re.compile(r"\\(?=[\[\]()*_#>`!\\])")
_LINE_END = re.compile(r"\r\n?")


def parse_text(source: str, *, card: Card | None = None) -> Article:
    """Read saved plain text or Markdown into an article, with links and repairs as annotations.

    Links and emphasis are reduced to their words (layers "link" with ``href``, and "markup": ``strong``,
    ``emphasis``, ``heading``, ``blockquote``); markup round no words, as in ``[](x)``, leaves nothing. A paragraph cut
    by a page break is rejoined, a word broken after its hyphen is mended, and so are entities, mojibake and soft
    hyphens (layer "repair" with the ``original``, the rule, why, and the doubt). A byte-order mark is dropped and every
    line ends in ``\\n``. All else stands as received, and ``article.source_span`` leads back.

    Raises ``TypeError`` where ``source`` is not text. Syntax: CommonMark 0.31, inline links and emphasis,
    ATX headings and block quotes; emphasis of 300 characters at most, within a line.

    >>> article = parse_text("A **rights- respecting** [plan](p.html).")
    >>> article.text
    'A rights-respecting plan.'
    >>> [(a.label, article.covered(a)) for a in article.annotations]
    [('strong', 'rights-respecting'), ('rejoined-word', 'rights-respecting'), ('link', 'plan')]
    """
    if not isinstance(source, str):
        raise TypeError(f"parse_text reads text, not {type(source).__name__}; to read a file, use kit.load(path)")
    edits, notes = _markup(source)
    return dataclasses.replace(edited(source, edits, notes, "kit.parse_text"), card=card or Card())


def _markup(source: str) -> tuple[list[Edit], list[Note]]:
    """What is syntax and not words: as edits that drop it, and as notes of what it said."""
    edits = [Edit(0, 1)] if source.startswith("\ufeff") else []
    edits += [Edit(m.start(), m.start() + 1, "\n" if m.group() == "\r" else "") for m in _line_ends(source)]
    notes: list[Note] = []
    # A copy of the same length, in which what is already read as syntax is blanked, so that it is not read twice.
    hidden = source.replace("\r\n", " \n").replace("\r", "\n")

    for label, pattern in (("image", _IMAGE), ("link", _LINK)):
        found = list(pattern.finditer(hidden)) if "](" in hidden else []
        for m in found:
            edits += [Edit(m.start(), m.start("words")), Edit(m.end("words"), m.end())]
            notes.append(Note(*m.span("words"), "link", label, {"href": m["href"].strip("<>")}))
        hidden = _blank(hidden, [s for m in found for s in ((m.start(), m.start("words")), (m.end("words"), m.end()))])
    if "@" in hidden or "://" in hidden or "www." in hidden:
        hidden = _blank(hidden, [m.span() for m in BARE_URL.finditer(hidden)])

    for m in _QUOTED_LINES.finditer(hidden) if ">" in hidden else ():
        marks = [q.span() for q in _QUOTE_MARK.finditer(hidden, *m.span())]
        edits += [Edit(*span) for span in marks]
        notes.append(Note(marks[0][1], m.end(), "markup", "blockquote", {}))
    for m in _HEADING.finditer(hidden) if "#" in hidden else ():
        start = m.start("line")
        closed = start + len(m["line"].rstrip(" \t"))
        end = start + _before_closing_marks(hidden[start:closed])
        edits += [Edit(*m.span("open")), Edit(end, closed)]
        notes.append(Note(start, end, "markup", "heading", {"level": str(len(m["marks"]))}))
    for label, pattern in (("strong", _STRONG), ("emphasis", _EMPHASIS)):
        found = list(pattern.finditer(hidden)) if "*" in hidden or "_" in hidden else []
        for m in found:
            edits += [Edit(m.start(), m.start("words")), Edit(m.end("words"), m.end())]
            notes.append(Note(*m.span("words"), "markup", label, {}))
        hidden = _blank(hidden, [s for m in found for s in ((m.start(), m.start("words")), (m.end("words"), m.end()))])
    edits += [Edit(m.start(), m.end()) for m in _ESCAPE.finditer(hidden)] if "\\" in hidden else []
    return _disjoint(edits), notes


def _before_closing_marks(heading: str) -> int:
    """How long the words of a heading are, without the marks that may close it."""
    words = heading.rstrip("#")
    bare = words.rstrip(" \t")
    return len(bare) if 0 < len(bare) < len(words) < len(heading) else len(heading)


def _line_ends(source: str) -> Iterable[re.Match[str]]:
    return _LINE_END.finditer(source) if "\r" in source else ()


def _blank(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """``text`` with the spans, in order and apart, turned to a character that is no syntax and no space."""
    out, at = [], 0
    for start, end in spans:
        out += [text[at:start], "\0" * (end - start)]
        at = end
    return "".join([*out, text[at:]]) if at else text


def _disjoint(edits: Iterable[Edit]) -> list[Edit]:
    """The edits in order, one that starts within another left out."""
    out: list[Edit] = []
    for edit in sorted(edits):
        if edit.end > edit.start and (not out or edit.start >= out[-1].end):
            out.append(edit)
    return out
