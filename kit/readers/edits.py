"""Edits of a source: what of it is no word to read, and what is mended, carried out with the way back."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from kit.annotation import Annotation, Span
from kit.article import Article, Piece
from kit.readers.characters import REASONS, Mend, find_mends

__all__ = ["BARE_URL", "Edit", "Note", "edited"]


class Edit(NamedTuple):
    """Source code points ``start:end`` are read as ``replacement``."""

    start: int
    end: int
    replacement: str = ""


class Note(NamedTuple):
    """An annotation to be, its span still in source code points."""

    start: int
    end: int
    layer: str
    label: str
    attributes: Mapping[str, str]


BARE_URL = re.compile(r"(?:https?://|www\.)[^\s*]++|(?<![\w.+-])[\w.+-]{1,64}@[^\s*]++")

_BREAK = re.compile(r"\n[ \t\f]*+\n\s*")
_BROKEN_HYPHEN = re.compile(r"-(?<=[^\W\d_]-)(?P<gap> )(?!(?:and|or|to|nor|but|through|versus|vs)\b)(?=[a-z])")


def edited(source: str, edits: Sequence[Edit], notes: Sequence[Note], annotator: str) -> Article:
    """The article that is left when the edits (in order, apart) are carried out, and what reading must mend is mended.

    Spoilt characters, words broken after their hyphen and paragraphs cut in two are mended, each with a note. The notes
    become annotations of the reading text, in order, made by ``annotator``.

    >>> article = edited("a <b>rights- respecting</b> plan", [Edit(2, 5), Edit(23, 27)], [], "kit.parse_html")
    >>> article.text, [article.covered(a) for a in article.annotations]
    ('a rights-respecting plan', ['rights-respecting'])
    """
    notes = list(notes)
    text, pieces = _rewrite(source, edits)
    for repair in (_characters, _repairs):  # words are mended once their characters are
        repairs = list(repair(Article(text=text, source=source, pieces=pieces)))
        if repairs:
            edits = sorted([*_outside(edits, repairs), *(edit for edit, _ in repairs)])
            notes += [note for _, note in repairs]
            text, pieces = _rewrite(source, edits)
    annotations = _annotations(notes, text, pieces, annotator)
    return Article(text=text, annotations=annotations, source=source, pieces=pieces)


def _annotations(notes: Iterable[Note], text: str, pieces: Sequence[Piece], annotator: str) -> tuple[Annotation, ...]:
    """The notes as annotations of the reading text, in order; markup round nothing to read leaves none."""
    starts = [piece.source.start for piece in pieces]
    made = [
        Annotation(
            _to_reading(pieces, starts, note.start),
            _to_reading(pieces, starts, note.end),
            note.layer,
            note.label,
            annotator,
            attributes=note.attributes,
        )
        for note in notes
    ]
    shown = [a for a in made if (a.start < a.end if a.layer == "repair" else text[a.start : a.end].strip())]
    return tuple(sorted(shown, key=lambda a: (a.start, -a.end)))


def _characters(draft: Article) -> Iterator[tuple[Edit, Note]]:
    """Characters that were spoilt, each as it was meant."""
    for mend in find_mends(draft.text):
        start, end = draft.source_span((mend.start, mend.end))
        if not _is_one_run(draft, mend.start, mend.end):  # syntax stands within
            continue
        shown = draft.source_span(_with_something_to_show(mend, len(draft.text)))
        why, doubt = REASONS[mend.label]
        said = {"original": draft.source[slice(*shown)], "rule": mend.label, "why": why, "doubt": doubt}
        note = Note(*shown, "repair", mend.label, {key: value for key, value in said.items() if value})
        yield Edit(start, end, mend.replacement), note


def _is_one_run(draft: Article, start: int, end: int) -> bool:
    """Was all of a stretch read from one run of the source, with nothing dropped within?"""
    pieces = draft.pieces
    at = bisect_right(pieces, start, key=lambda piece: piece.reading.start) - 1
    while pieces[at].reading.end < end:
        if pieces[at].source.end != pieces[at + 1].source.start:
            return False
        at += 1
    return True


def _with_something_to_show(mend: Mend, length: int) -> tuple[int, int]:
    """What a note on a mend covers: where nothing is left of it, the characters beside it."""
    if mend.replacement or mend.shown != (mend.start, mend.end):
        return mend.shown
    return max(0, mend.start - 1), min(mend.end + 1, length)


def _repairs(draft: Article) -> Iterator[tuple[Edit, Note]]:
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
            yield Edit(start, end, " "), Note(start, end, "repair", "rejoined-paragraph", attributes)
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
        yield Edit(*gap), Note(start, end, "repair", "rejoined-word", attributes)


def _is_cut(text: str, start: int, end: int) -> bool:
    """Does the blank line at ``start:end`` cut a sentence in two?"""
    if not text[end : end + 1].islower() or not (text[start - 1 : start].isalnum() or text[start - 1 : start] == ","):
        return False
    before = text[text.rfind("\n", 0, start) + 1 : start].split()
    stop = text.find("\n", end)
    after = text[end : stop if stop >= 0 else len(text)].split()
    if len(before) < 8 or len(after) < 4 or BARE_URL.match(before[-1]) or BARE_URL.match(after[0]):
        return False
    return after[-1].endswith((".", "!", "?", "”", '"', "…"))


def _outside(edits: Sequence[Edit], repairs: Sequence[tuple[Edit, Note]]) -> list[Edit]:
    """The edits that no repair swallows."""
    spans = sorted((edit.start, edit.end) for edit, _ in repairs)
    starts = [start for start, _ in spans]

    def swallowed(edit: Edit) -> bool:
        at = bisect_right(starts, edit.start) - 1
        return at >= 0 and edit.end <= spans[at][1]

    return [edit for edit in edits if not swallowed(edit)]


def _rewrite(source: str, edits: Sequence[Edit]) -> tuple[str, tuple[Piece, ...]]:
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
