"""From the lines of pages to one text: paragraphs, without running heads, and a record of what print had added."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from kit.lexicons import read_lexicon, word_set
from kit.readers.pdf.rows import Line

__all__ = ["Join", "joins", "running_heads"]

ENDS = '.!?…:;"”’»)'
_DIGITS = re.compile(r"\d+")
_PRINTED = re.compile(
    r"(?:page\s+)?[-–—\s]*(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/)\s*\d{1,4})?[-–—\s]*"
    r"|(?:https?|file)://\S+\s+\d{1,4}/\d{1,4}"
    r"|\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?\s\d{1,2}[:.]\d{2}(?:\s?[ap]m)?(?:\s.*)?",
    re.I,
)
_WORD = re.compile(r"\w+(?:-\w+)*")
_STARTS_LOW = re.compile(r"[^\W\d_A-Z]")  # and so may be the rest of a word
_LINES = read_lexicon("page_lines")
_COMPOUND_HEADS, _COMPOUND_ENDS = word_set(_LINES["compounds"]["heads"]), word_set(_LINES["compounds"]["ends"])
_ITEM = re.compile(r"(?:[•‣▪◦–*-]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s")
_LETTER_HYPHEN = re.compile(r"[^\s\d][-\u2010\u00ad]$")
HEAD_ROWS = 3  # lines at the top and the bottom of a page that may be its head or foot


class Join(NamedTuple):
    """What stands between a line and the one before: ``between``, and where a hyphen falls, ``drop`` of its end."""

    between: str
    drop: int = 0


def running_heads(pages: Sequence[Sequence[Line]]) -> set[tuple[int, int]]:
    """Which lines, by page and number, stand at the head or foot of half of the pages or more, or number the page.

    Figures in them may differ. What a browser prints there, day and title, address and number, is known by its look.
    """
    edges = [(page, at) for page, lines in enumerate(pages) for at in _edges(lines)]
    said = {(page, at): _DIGITS.sub("#", pages[page][at].text.lower()) for page, at in edges}
    on_pages = Counter(words for words, _ in {(words, page) for (page, _), words in said.items()})
    heads = {where for where, words in said.items() if on_pages[words] >= max(2, len(pages) / 2)}
    heads |= {(page, at) for page, at in edges if _PRINTED.fullmatch(pages[page][at].text)}
    return heads if len(heads) < sum(map(len, pages)) else set()  # there is no head without a body


def _edges(lines: Sequence[Line]) -> list[int]:
    """The lines that stand highest and lowest on a page, a quarter of them each at most."""
    by_height = sorted(range(len(lines)), key=lambda at: -lines[at].y1)
    most = min(HEAD_ROWS, max(1, len(lines) // 4))
    return list({*by_height[:most], *by_height[-most:]})


def joins(lines: Sequence[Line]) -> list[Join]:
    """What stands before each line of a document but the first: nothing, a space, a line's end or a blank line.

    A line goes on in the next where its next word would not have fitted, and neither the distance, nor the size, nor
    an indent says that something new begins. So it does over the end of a column or a page; where a sentence ends
    there, only if lines are set flush right, for then a last line is seldom as full.
    """
    leading = _leading(lines)
    words = frozenset(_words(lines))
    flush = sum(line.right - line.x1 < 0.2 * line.size for line in lines) > 0.5 * len(lines)
    return [_join(before, line, leading, words, flush=flush) for before, line in pairwise(lines)]


def _join(before: Line, line: Line, leading: dict[float, float], words: frozenset[str], *, flush: bool) -> Join:
    below = before.y0 - line.y0 > 0 and before.left == line.left and before.right == line.right
    if abs(before.size - line.size) > 0.08 * max(before.size, line.size):
        return Join("\n\n")
    if below:
        usual = leading.get(round(line.size), 1.2 * line.size)
        if before.y0 - line.y0 > 1.3 * usual:
            return Join("\n\n")
        indent = line.x0 - line.left
        alone = before.x0 - before.left < 0.4 * before.size or not _is_full(before, line)  # not one line of a block
        if 0.8 * line.size < indent < 0.3 * (line.right - line.left) and alone:
            return Join("\n\n")
    if _ITEM.match(line.text):
        return Join("\n")
    if not _is_full(before, line):
        return Join("\n\n" if before.text[-1] in ENDS or not below else "\n")
    if not below and not flush and before.text.rstrip("\"'”’»)")[-1:] in (".", "!", "?", "…"):
        return Join("\n\n")
    if _LETTER_HYPHEN.search(before.text) and line.text[0].isalnum():
        return Join("", drop=_falls(before.text, line.text, words) if line.text[0].islower() else 0)
    return Join(" ")


def _is_full(before: Line, line: Line) -> bool:
    """Whether the first word of a line would not have fitted on the one before."""
    first = line.text.split(maxsplit=1)[0]
    per_character = (before.x1 - before.x0) / max(len(before.text), 1)
    return before.right - before.x1 < (len(first) + 1.5) * per_character


def _falls(before: str, after: str, words: frozenset[str]) -> int:
    """How many characters of a line's end its hyphen takes with it: none where it belongs to the word.

    A compound keeps it where it stands so elsewhere, where its end makes compounds, or where both parts are words of
    the same text; else it was put there to break the word.
    """
    left, right = re.search(r"\w+(?=[-\u2010]$)", before), re.match(r"\w+", after)
    if not left or not right:
        return 1
    first, second = left[0].lower(), right[0].lower()
    if f"{first}-{second}" in words:
        return 0
    if first + second in words:
        return 1
    return 0 if second in _COMPOUND_ENDS or first in _COMPOUND_HEADS or {first, second} <= words else 1


def _leading(lines: Sequence[Line]) -> dict[float, float]:
    """How far apart lines of each size usually stand, in points."""
    steps: dict[float, list[float]] = {}
    for before, line in pairwise(lines):
        step = before.y0 - line.y0
        if before.left == line.left and round(before.size) == round(line.size) and 0 < step < 2.5 * line.size:
            steps.setdefault(round(line.size), []).append(step)
    return {size: sorted(row)[len(row) // 4] for size, row in steps.items()}


def _words(lines: Sequence[Line]) -> Iterator[str]:
    """The words of a document that no line's end breaks, compounds also as wholes."""
    for line in lines:
        found = _WORD.findall(line.text.lower())
        inside = found[1:] if _STARTS_LOW.match(line.text) else found
        for word in inside[:-1] if _LETTER_HYPHEN.search(line.text) else inside:
            yield from {word, *word.split("-")}
