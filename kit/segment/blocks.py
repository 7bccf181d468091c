"""Blocks: the paragraphs, headings and lines that a page sets apart."""

from __future__ import annotations

import re
from itertools import pairwise

from kit.annotation import Span

__all__ = ["find_blocks", "stripped"]

_BLANK = re.compile(r"\n[^\S\n]*(?:\n\s*)+")
_LINE = re.compile(r"\S[^\n]*")
_ROLE = r"(?: \([^()\n]{2,60}\)|, [^:;!?\n]{2,60})"
_TURN = re.compile(
    rf"^(?:[QA][.:]|[A-Z][A-Z.’'-]+(?: [A-Z][A-Z.’'-]+){{0,4}}{_ROLE}?:|[A-Z][\w.’'-]+ [A-Z][\w’'-]+{_ROLE}:)\s", re.M
)


def find_blocks(text: str) -> list[Span]:
    """The blocks of a text in order, without the white space around them.

    Blocks are parted by blank lines, and within them the turns of a transcript. A text with no blank line is taken line
    by line, unless its lines are all of one length and so only wrapped.

    >>> find_blocks("Headline\\n\\nFirst paragraph.\\n")
    [Span(start=0, end=8), Span(start=10, end=26)]
    """
    first, last = len(text) - len(text.lstrip()), len(text.rstrip())
    if first >= last:
        return []
    if "\n" not in text:
        return [Span(first, last)]
    edges = [first]
    for gap in _BLANK.finditer(text, first, last):
        edges += [gap.start(), gap.end()]
    edges.append(last)
    blocks = [stripped(text, start, end) for start, end in zip(edges[::2], edges[1::2], strict=True)]
    if len(blocks) == 1 and not _is_wrapped(text[first:last]):
        return [stripped(text, *m.span()) for m in _LINE.finditer(text, first, last)]
    return [turn for block in blocks for turn in _turns(text, block)]


def _turns(text: str, block: Span) -> list[Span]:
    """The lines of a block from one speaker's label to the next; the block whole where there are not two."""
    starts = [m.start() for m in _TURN.finditer(text, *block)]
    if len(starts) < 2:
        return [block]
    edges = [block.start, *(start for start in starts if start > block.start), block.end]
    return [stripped(text, start, end) for start, end in pairwise(edges)]


def stripped(text: str, start: int, end: int) -> Span:
    """A stretch without the white space around it; empty, at its end, where it holds nothing else.

    >>> stripped("a  b ", 1, 5)
    Span(start=3, end=4)
    """
    words = text[start:end]
    first = end - len(words.lstrip())
    return Span(first, max(first, start + len(words.rstrip())))


def _is_wrapped(text: str) -> bool:
    """Are the lines of one paragraph broken at a column, all but the last of nearly the same length?"""
    lengths = [len(line) for line in text.splitlines()[:-1]]
    return bool(lengths) and max(lengths) <= 100 and min(lengths) >= 0.75 * max(lengths)
