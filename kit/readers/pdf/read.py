"""A PDF as an article."""

from __future__ import annotations

import dataclasses
import importlib.util
import json
import re
import subprocess
import sys
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from kit.article import Article, Card
from kit.errors import ReadError
from kit.files import IN_BROWSER
from kit.readers.advice import COPY_IT, ELSEWHERE
from kit.readers.edits import Edit, Note, edited
from kit.readers.pdf.paragraphs import joins, running_heads
from kit.readers.pdf.rows import Line, Piece, read_order
from kit.readers.properties import with_properties

__all__ = ["parse_pdf"]

PATIENCE = 60  # seconds; 200 pages take some 20
_UNKNOWN = re.compile(r"\(cid:\d+\)")  # a sign whose letter the file does not tell

_REASONS = {  # label: (why, doubt)
    "running-head": (
        "The same line stands at the head or foot of most pages, or is a page's number.",
        "A refrain, or a table that goes on, can look the same.",
    ),
    "rejoined-paragraph": (
        "The column or the page ends in mid-sentence.",
        "What follows may be the column beside it, and not the one that goes on.",
    ),
    "rejoined-word": (
        "A hyphen ends the line, and the word goes on in the next.",
        "Some words keep their hyphen: the printed line does not tell.",
    ),
    "cut-short": (
        "The file goes on, and the rest was not read: 200 pages are, or five million characters.",
        "What is counted here is counted of the part that was read.",
    ),
}


def parse_pdf(data: bytes, *, name: str, card: Card | None = None) -> Article:
    """Read a PDF that holds text into an article: columns one after another, lines joined to paragraphs.

    ``source`` is the text as the file has it, in the order of reading: a line of print a line, a form feed between
    pages. Running heads and page numbers are taken out, words broken at a line's end and paragraphs broken at a page's
    are joined (layer "repair", with the ``original``). The address that a browser prints at the foot, and as a last
    resort title and author of the file's properties, go to the card (layer "card"). At most 200 pages are read, and
    what is cut off so is said at the end ("cut-short"); what they cost is bounded, for they are read in a process of
    its own that is ended after ``PATIENCE`` seconds or two gigabytes.

    Raises ``ReadError`` where the file is locked, damaged, a scan without text, or takes too much.
    """
    found = _extract(data, name)
    pages = read_order([[Piece(*piece) for piece in page] for page in found["pages"]])
    words = "".join(line.text for page in pages for line in page)
    if not words:
        raise ReadError(f"{name} holds pictures of its pages and no text; have it recognised (OCR) first, or {COPY_IT}")
    if 4 * sum(len(m[0]) for m in _UNKNOWN.finditer(words)) > len(words):
        raise ReadError(f"{name} does not tell which letters its signs are, so that it cannot be read; {COPY_IT}")
    article, address = _article(pages, cut=found["cut"])
    info = found["info"]
    said = with_properties(
        article,
        title=info.get("Title", ""),
        author=info.get("Author", ""),
        url=address,
        origin="the document's properties",
    )
    known = said.card.known | (card or Card()).known
    return dataclasses.replace(said, card=Card(**known))


def _extract(data: bytes, name: str) -> dict[str, Any]:
    """The pieces of text on each page, by a process that may not take too long or too much."""
    if IN_BROWSER:
        raise ReadError(
            f"{name} is a PDF, and what reads those does not run in a browser; open it in another tab, copy its text "
            f"and paste that, or save it as text or as a web page and open that; {ELSEWHERE}"
        )
    if importlib.util.find_spec("pdfminer") is None:
        raise ReadError(f"{name} is a PDF, and pdfminer-six, which reads those, is not installed; {COPY_IT}")
    command = [sys.executable, str(Path(__file__).with_name("extract.py"))]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=PATIENCE, check=False)
        found: dict[str, Any] = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        raise ReadError(f"{name} takes longer than {PATIENCE} seconds to read; {COPY_IT}") from None
    except ValueError:  # it was ended, or ran out of memory or of stack
        raise ReadError(
            f"{name} is a PDF that cannot be read: it takes too much memory, or is damaged; {COPY_IT}"
        ) from None
    if found.get("refused") == "locked":
        raise ReadError(f"{name} is locked with a password; open it in its program, save it without one, or {COPY_IT}")
    if "refused" in found:
        raise ReadError(f"{name} is damaged, or no PDF ({found['refused']}); {COPY_IT}")
    return found


class _Placed(NamedTuple):
    """A line of print and where it stands in the source."""

    page: int
    line: Line
    start: int
    end: int


def _article(pages: Sequence[Sequence[Line]], *, cut: bool) -> tuple[Article, str]:
    """The text of the pages, and the address that a browser printed at their foot, if it did."""
    kept, heads, source = _placed(pages)
    edits, notes = [], []
    for edit, said in _between(source, kept, heads):
        edits += [edit] if edit.replacement or edit.end > edit.start else []
        notes += said
    if cut:
        notes.append(_note(kept[-1].start, kept[-1].end, "cut-short", ""))
    addresses = (re.match(r"https?://\S+(?=\s\d{1,4}/\d{1,4}$)", head.line.text) for head in heads)
    return edited(source, edits, notes, "kit.parse_pdf"), next((m[0] for m in addresses if m), "")


def _placed(pages: Sequence[Sequence[Line]]) -> tuple[list[_Placed], list[_Placed], str]:
    """The lines that are read, those at the head or foot of pages, and the source they all stand in."""
    running = running_heads(pages)
    kept: list[_Placed] = []
    heads: list[_Placed] = []
    source: list[str] = []
    at = 0
    for page, lines in enumerate(pages):
        for row, line in enumerate(lines):
            placed = _Placed(page, line, at, at + len(line.text))
            (heads if (page, row) in running else kept).append(placed)
            source += [line.text, "\f" if row + 1 == len(lines) else "\n"]
            at = placed.end + 1
    return kept, heads, "".join(source)


def _between(source: str, kept: Sequence[_Placed], heads: Sequence[_Placed]) -> Iterator[tuple[Edit, list[Note]]]:
    """What is read before the first line, between each and the next, and behind the last."""
    starts = [head.start for head in heads]

    def gone(start: int, end: int, anchor: tuple[int, int]) -> list[Note]:
        """A note on the heads that stand within a gap, if there are any."""
        inside = heads[bisect_left(starts, start) : bisect_left(starts, end)]
        return [_note(*anchor, "running-head", "\n".join(head.line.text for head in inside))] if inside else []

    first, last = kept[0], kept[-1]
    yield Edit(0, first.start), gone(0, first.start, (first.start, first.end))
    for (before, after), join in zip(pairwise(kept), joins([each.line for each in kept]), strict=True):
        start, end = before.end - join.drop, after.start
        # A note covers what is read in place of the gap; where that is nothing, the line before it.
        notes = gone(before.end, end, (start, end) if join.between else (before.start, before.end))
        if not join.between:
            notes.append(_word_note(source, before, after))
        elif join.between == " " and (before.page, before.line.left) != (after.page, after.line.left):
            notes.append(_note(start, end, "rejoined-paragraph", source[start:end]))
        yield Edit(start, end, join.between), notes
    yield Edit(last.end, len(source), "\n"), gone(last.end, len(source), (last.start, last.end))


def _word_note(source: str, before: _Placed, after: _Placed) -> Note:
    """A note on the word that the end of a line had broken."""
    left = max(source.rfind(" ", before.start, before.end) + 1, before.start)
    right = source.find(" ", after.start, after.end)
    right = after.end if right < 0 else right
    return _note(left, right, "rejoined-word", f"{source[left : before.end]}\n{source[after.start : right]}")


def _note(start: int, end: int, label: str, original: str) -> Note:
    why, doubt = _REASONS[label]
    return Note(start, end, "repair", label, {"original": original, "rule": label, "why": why, "doubt": doubt})
