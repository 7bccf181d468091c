"""Words by which a full stop is told from the end of a sentence, in small letters but for those that need a capital."""

from __future__ import annotations

from collections.abc import Iterable

from kit.lexicons import load_abbreviations, load_calendar, load_names, read_lexicon, word_set

__all__ = [
    "ABBREVIATIONS",
    "AFTER_COUNTRIES",
    "BEFORE_NAMES",
    "MARKED_NAMES",
    "NEVER_LAST",
    "STARTERS",
    "TAGS",
    "TITLES",
]


def _small(*lists: Iterable[str]) -> frozenset[str]:
    return frozenset(word.lower() for words in lists for word in words)


_names, _calendar, _short = load_names(), load_calendar(), load_abbreviations()
TITLES = _small(_names.short_titles)
BEFORE_NAMES = TITLES | _small(_names.before_places)
NEVER_LAST = TITLES | _small(_short.never_last)
ABBREVIATIONS = BEFORE_NAMES | _small(*_short, _calendar.days_short, _calendar.months_short)
STARTERS, AFTER_COUNTRIES, TAGS, MARKED_NAMES = (
    word_set(read_lexicon("sentences")[name]) for name in ("starters", "after_countries", "tags", "marked_names")
)
