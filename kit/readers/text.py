"""Read saved plain text or Markdown: the words a reader sees, and a record of all that was set aside or mended."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from kit.annotation import Annotation, Span
from kit.article import Article, Card, Piece
from kit.readers.characters import REASONS, Mend, find_mends

__all__ = ["parse_text"]


class _Edit(NamedTuple):
    """Source code points ``start:end`` are read as ``replacement``."""

    start: int
    end: int
    replacement: str = ""


class _Note(NamedTuple):
    """An annotation to be, its span still in source code points."""

    start: int
    end: int
    layer: str
    label: str
    attributes: Mapping[str, str]


# Possessive quantifiers (*+) and bounded lengths keep each pattern linear on hostile text.
_TARGET = (
    r"""\(\s*+(?P<href><[^<>\n]*+>|[^()\s]*+(?:\([^()\s]*+\)[^()\s]*+)*+)(?:\s++(?:"[^"\n]*+"|'[^'\n]*+'))?\s*+\)"""
)
_WORDS = r"(?P<words>(?:[^\[\]\n\\]++|\\.|\[[^\[\]\n]*+\])*+)"
_IMAGE = re.compile(r"!\[" + _WORDS + r"\]" + _TARGET)
_LINK = re.compile(r"\[(?<!\\\[)" + _WORDS + r"\]" + _TARGET)
_BARE_URL = re.compile(r"(?:https?://|www\.)[^\s*]++|(?<![\w.+-])[\w.+-]{1,64}@[^\s*]++")
_STRONG = re.compile(r"(?<!\\)(\*\*|__)(?=[^\s*_])(?P<words>[^\n]{1,300}?)(?<=[^\s\\])\1")
_EMPHASIS = re.compile(r"(?<![\\\w*])([*_])(?=[^\s*_])(?P<words>[^\n*]{1,300}?)(?<=[^\s\\])\1(?![\w*])")
_HEADING = re.compile(r"^(?P<open>[ ]{0,3}(?P<marks>#{1,6})[ \t]++)(?P<line>\S[^\n]*+)", re.M)
_QUOTED_LINES = re.compile(r"^[ ]{0,3}>[^\n]*(?:\n[ ]{0,3}>[^\n]*)*", re.M)
_QUOTE_MARK = re.compile(r"^[ ]{0,3}>[ \t]?", re.M)
_ESCAPE = re.compile(r"\\(?=[\[\]()*_#>`!\\])")
_LINE_END = re.compile(r"\r\n?")

_BREAK = re.compile(r"\n[ \t\f]*+\n\s*")
_BROKEN_HYPHEN = re.compile(r"-(?<=[^\W\d_]-)(?P<gap> )(?!(?:and|or|to|nor|but|through|versus|vs)\b)(?=[a-z])")


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
    text, pieces = _rewrite(source, edits)
    for repair in (_characters, _repairs):  # words are mended once their characters are
        repairs = list(repair(Article(text=text, source=source, pieces=pieces)))
        if repairs:
            edits = sorted([*_outside(edits, repairs), *(edit for edit, _ in repairs)])
            notes += [note for _, note in repairs]
            text, pieces = _rewrite(source, edits)
    return Article(
        text=text, card=card or Card(), annotations=_annotations(notes, text, pieces), source=source, pieces=pieces
    )


def _annotations(notes: Iterable[_Note], text: str, pieces: Sequence[Piece]) -> tuple[Annotation, ...]:
    """The notes as annotations of the reading text, in order; markup round nothing to read leaves none."""
    starts = [piece.source.start for piece in pieces]
    made = [
        Annotation(
            _to_reading(pieces, starts, note.start),
            _to_reading(pieces, starts, note.end),
            note.layer,
            note.label,
            "kit.parse_text",
            attributes=note.attributes,
        )
        for note in notes
    ]
    shown = [a for a in made if (a.start < a.end if a.layer == "repair" else text[a.start : a.end].strip())]
    return tuple(sorted(shown, key=lambda a: (a.start, -a.end)))


def _markup(source: str) -> tuple[list[_Edit], list[_Note]]:
    """What is syntax and not words: as edits that drop it, and as notes of what it said."""
    edits = [_Edit(0, 1)] if source.startswith("\ufeff") else []
    edits += [_Edit(m.start(), m.start() + 1, "\n" if m.group() == "\r" else "") for m in _line_ends(source)]
    notes: list[_Note] = []
    # A copy of the same length, in which what is already read as syntax is blanked, so that it is not read twice.
    hidden = source.replace("\r\n", " \n").replace("\r", "\n")

    for label, pattern in (("image", _IMAGE), ("link", _LINK)):
        found = list(pattern.finditer(hidden)) if "](" in hidden else []
        for m in found:
            edits += [_Edit(m.start(), m.start("words")), _Edit(m.end("words"), m.end())]
            notes.append(_Note(*m.span("words"), "link", label, {"href": m["href"].strip("<>")}))
        hidden = _blank(hidden, [s for m in found for s in ((m.start(), m.start("words")), (m.end("words"), m.end()))])
    if "@" in hidden or "://" in hidden or "www." in hidden:
        hidden = _blank(hidden, [m.span() for m in _BARE_URL.finditer(hidden)])

    for m in _QUOTED_LINES.finditer(hidden) if ">" in hidden else ():
        marks = [q.span() for q in _QUOTE_MARK.finditer(hidden, *m.span())]
        edits += [_Edit(*span) for span in marks]
        notes.append(_Note(marks[0][1], m.end(), "markup", "blockquote", {}))
    for m in _HEADING.finditer(hidden) if "#" in hidden else ():
        start = m.start("line")
        closed = start + len(m["line"].rstrip(" \t"))
        end = start + _before_closing_marks(hidden[start:closed])
        edits += [_Edit(*m.span("open")), _Edit(end, closed)]
        notes.append(_Note(start, end, "markup", "heading", {"level": str(len(m["marks"]))}))
    for label, pattern in (("strong", _STRONG), ("emphasis", _EMPHASIS)):
        found = list(pattern.finditer(hidden)) if "*" in hidden or "_" in hidden else []
        for m in found:
            edits += [_Edit(m.start(), m.start("words")), _Edit(m.end("words"), m.end())]
            notes.append(_Note(*m.span("words"), "markup", label, {}))
        hidden = _blank(hidden, [s for m in found for s in ((m.start(), m.start("words")), (m.end("words"), m.end()))])
    edits += [_Edit(m.start(), m.end()) for m in _ESCAPE.finditer(hidden)] if "\\" in hidden else []
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


def _disjoint(edits: Iterable[_Edit]) -> list[_Edit]:
    """The edits in order, one that starts within another left out."""
    out: list[_Edit] = []
    for edit in sorted(edits):
        if edit.end > edit.start and (not out or edit.start >= out[-1].end):
            out.append(edit)
    return out


def _characters(draft: Article) -> Iterator[tuple[_Edit, _Note]]:
    """Characters that were spoilt, each as it was meant."""
    for mend in find_mends(draft.text):
        start, end = draft.source_span((mend.start, mend.end))
        if end - start != mend.end - mend.start:  # syntax stands within: no one run of characters
            continue
        shown = draft.source_span(_with_something_to_show(mend, len(draft.text)))
        why, doubt = REASONS[mend.label]
        said = {"original": draft.source[slice(*shown)], "rule": mend.label, "why": why, "doubt": doubt}
        note = _Note(*shown, "repair", mend.label, {key: value for key, value in said.items() if value})
        yield _Edit(start, end, mend.replacement), note


def _with_something_to_show(mend: Mend, length: int) -> tuple[int, int]:
    """What a note on a mend covers: where nothing is left of it, the characters beside it."""
    if mend.replacement or mend.shown != (mend.start, mend.end):
        return mend.shown
    return max(0, mend.start - 1), min(mend.end + 1, length)


def _repairs(draft: Article) -> Iterator[tuple[_Edit, _Note]]:
    """What reading has to mend, each with its reason and its doubt."""
    text = draft.text
    for m in _BREAK.finditer(text):
        first = m.start()
        while first and text[first - 1] in " \t":
            first -= 1
        if _is_cut(text, first, m.end()):
            start, end = draft.source_span((first, m.end()))
            attributes = {
                "original": text[first : m.end()],
                "rule": "cut-paragraph",
                "why": "The paragraph stops in mid-sentence and the next one goes on in lower case.",
                "doubt": "Two lines of a list, or of a poem, can look the same.",
            }
            yield _Edit(start, end, " "), _Note(start, end, "repair", "rejoined-paragraph", attributes)
    for m in _BROKEN_HYPHEN.finditer(text):
        left = m.start()
        while left and not text[left - 1].isspace():
            left -= 1
        right = m.end() + len(re.match(r"[\w'’-]*", text[m.end() : m.end() + 60]).group())  # type: ignore[union-attr]
        gap = draft.source_span(m.span("gap"))
        start, end = draft.source_span((left, right))
        attributes = {
            "original": text[left:right],
            "rule": "broken-hyphen",
            "why": "A space stands after the hyphen of a compound word, as where a line was broken.",
            "doubt": "A dash typed without the space before it looks the same.",
        }
        yield _Edit(*gap), _Note(start, end, "repair", "rejoined-word", attributes)


def _is_cut(text: str, start: int, end: int) -> bool:
    """Does the blank line at ``start:end`` cut a sentence in two?"""
    if not text[end : end + 1].islower() or not (text[start - 1 : start].isalnum() or text[start - 1 : start] == ","):
        return False
    before = text[text.rfind("\n", 0, start) + 1 : start].split()
    stop = text.find("\n", end)
    after = text[end : stop if stop >= 0 else len(text)].split()
    if len(before) < 8 or len(after) < 4 or _BARE_URL.match(before[-1]) or _BARE_URL.match(after[0]):
        return False
    return after[-1].endswith((".", "!", "?", "”", '"', "…"))


def _outside(edits: Sequence[_Edit], repairs: Sequence[tuple[_Edit, _Note]]) -> list[_Edit]:
    """The edits that no repair swallows."""
    spans = sorted((edit.start, edit.end) for edit, _ in repairs)
    starts = [start for start, _ in spans]

    def swallowed(edit: _Edit) -> bool:
        at = bisect_right(starts, edit.start) - 1
        return at >= 0 and edit.end <= spans[at][1]

    return [edit for edit in edits if not swallowed(edit)]


def _rewrite(source: str, edits: Sequence[_Edit]) -> tuple[str, tuple[Piece, ...]]:
    """The source with the edits (in order, apart) carried out, and what each run was read from."""
    out: list[str] = []
    pieces: list[Piece] = []
    at = length = 0

    def add(words: str, start: int, end: int) -> None:
        nonlocal length
        if words:
            out.append(words)
            pieces.append(Piece(Span(length, length + len(words)), Span(start, end)))
            length += len(words)

    for start, end, replacement in edits:
        add(source[at:start], at, start)
        add(replacement, start, end)
        at = end
    add(source[at:], at, len(source))
    return "".join(out), tuple(pieces)


def _to_reading(pieces: Sequence[Piece], starts: Sequence[int], index: int) -> int:
    """Where a source position falls in the reading text."""
    at = bisect_right(starts, index) - 1
    if at < 0:
        return 0
    reading, source = pieces[at]
    return min(reading.start + index - source.start, reading.end)
