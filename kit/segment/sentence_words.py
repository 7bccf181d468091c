"""Words by which a full stop is told from the end of a sentence, in small letters but for those that need a capital."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kit.lexicons import load_abbreviations, load_calendar, load_names, read_lexicon, word_set

__all__ = [
    "ABBREVIATIONS",
    "AFTER_COUNTRIES",
    "BEFORE_NAMES",
    "GLUED_NAMES",
    "MARKED_NAMES",
    "NEVER_LAST",
    "STARTERS",
    "TAGS",
    "TITLES",
    "is_plain",
]

_VOWEL = re.compile(r"[aeiouyáéíóú]", re.I)


def _small(*lists: Iterable[str]) -> frozenset[str]:
    return frozenset(word.lower() for words in lists for word in words)


_names, _calendar, _short = load_names(), load_calendar(), load_abbreviations()
TITLES = _small(_names.short_titles)
BEFORE_NAMES = TITLES | _small(_names.before_places)
NEVER_LAST = TITLES | _small(_short.never_last)
ABBREVIATIONS = BEFORE_NAMES | _small(*_short, _calendar.days_short, _calendar.months_short)
STARTERS, AFTER_COUNTRIES, TAGS, MARKED_NAMES, GLUED_NAMES = (
    word_set(read_lexicon("sentences")[name])
    for name in ("starters", "after_countries", "tags", "marked_names", "glued_names")
)


def is_plain(word: str) -> bool:
    """Is it an ordinary word, whatever nupunkt's list of abbreviations says?

    >>> is_plain("Iowa"), is_plain("Gov"), is_plain("pp")
    (True, False, False)
    """
    shortest = 2 if word.islower() or word.isupper() else 3
    return (
        len(word) >= shortest
        and word.isalpha()
        and word.lower() not in ABBREVIATIONS
        and _VOWEL.search(word) is not None
    )
