"""Drafts of quotations: what the finders hand on before it is an annotation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kit.annotate.quotes.marks import Mark
from kit.annotation import Span

__all__ = ["ANNOTATOR", "Draft", "label_of"]

ANNOTATOR = "kit.find_quotes"


@dataclass(slots=True)
class Draft:
    """A stretch of one paragraph that someone is said to say; ``rule`` is one of ``lexicons/quotes.toml``."""

    start: int
    end: int
    rule: str
    speaker: Span | None = None
    cue: Span | None = None
    group: int = 0
    turn: int = 0
    how: str = ""


def label_of(text: str, start: int, end: int, marks: Sequence[Mark]) -> str:
    """Direct, indirect or mixed: how much of a stretch stands between marks.

    >>> label_of("the “old” dam", 0, 13, [Mark(4, 9, Span(5, 8), "double", "closed", 0)])
    'mixed'
    """
    if not marks:  # of a headline they are not scanned
        return "direct" if text[start] in '“„«"' else "indirect"
    whole = _letters(text[start:end])
    inside = sum(_letters(text[max(start, m.inner.start) : min(end, m.inner.end)]) for m in marks)
    share = inside / whole if whole else 1.0
    return "direct" if share >= 0.95 else "indirect" if share <= 0.02 else "mixed"


def _letters(words: str) -> int:
    """How many letters and digits there are."""
    return sum(map(str.isalnum, words))
