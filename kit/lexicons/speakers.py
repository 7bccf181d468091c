"""The lists by which a speaker is told from what else is named, as sets."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from kit.lexicons.loader import read_lexicon, word_set
from kit.lexicons.shared import load_calendar, load_names

__all__ = ["SpeakerWords", "load_speakers"]


class SpeakerWords(NamedTuple):
    """The words of ``lexicons/speakers.toml``, and those of names and days that stand before or behind a name.

    In small letters: ``titles`` stand before a name ("mr", "mayor", "sister"), ``offices``, ``men``, ``women`` and
    ``kin`` are some of them; ``places`` stand before a place, ``links`` end a noun phrase, ``plurals`` are nouns that
    need no s, ``page`` and ``headline`` stand before a colon and are nobody, ``asking`` asks,
    ``groups`` and ``crowds`` speak unnamed.
    As written: ``first`` opens a sentence ("Later"), ``never_last`` ends no person's name ("Council"), ``apart`` is no
    part of the name behind it; it holds both, and days and months.
    """

    titles: frozenset[str]
    offices: frozenset[str]
    men: frozenset[str]
    women: frozenset[str]
    kin: frozenset[str]
    places: frozenset[str]
    links: frozenset[str]
    plurals: frozenset[str]
    page: frozenset[str]
    headline: frozenset[str]
    asking: frozenset[str]
    groups: frozenset[str]
    crowds: frozenset[str]
    first: frozenset[str]
    never_last: frozenset[str]
    apart: frozenset[str]


@cache
def load_speakers() -> SpeakerWords:
    """The words about speakers, read when first needed.

    >>> "mayor" in load_speakers().titles, "Council" in load_speakers().never_last
    (True, True)
    """
    names, calendar = load_names(), load_calendar()
    lists = {name: word_set(words) for name, words in read_lexicon("speakers").items()}
    offices, kin = names.offices | names.ranks | names.clergy, names.kin_men | names.kin_women
    never_last = names.institutions | names.peoples | lists.pop("parties")
    return SpeakerWords(
        titles=_small(names.short_titles | names.courtesy | offices | names.trades) | kin,
        offices=_small(offices),
        men=_small(names.men) | names.kin_men,
        women=_small(names.women) | names.kin_women,
        kin=kin,
        never_last=never_last,
        apart=never_last | lists["first"] | names.openers | calendar.days | calendar.months,
        **lists,
    )


def _small(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word.lower() for word in words)
