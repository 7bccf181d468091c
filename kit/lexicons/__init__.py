"""What is looked for, each list once, and the one way to read it."""

from __future__ import annotations

from kit.lexicons.loader import alternation, read_lexicon, read_lexicons, word_set
from kit.lexicons.shared import load_abbreviations, load_calendar, load_names

__all__ = [
    "alternation",
    "load_abbreviations",
    "load_calendar",
    "load_names",
    "read_lexicon",
    "read_lexicons",
    "word_set",
]
