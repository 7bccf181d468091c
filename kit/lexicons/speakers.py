"""The lists by which a speaker is told from what else is named, as sets."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from kit.lexicons.inflect import inflect
from kit.lexicons.loader import read_lexicon, word_set
from kit.lexicons.shared import load_calendar, load_names

__all__ = ["SpeakerWords", "load_speakers"]


class SpeakerWords(NamedTuple):
    """The words of ``lexicons/speakers.toml``, and those of names and days that stand before or behind a name.

    In small letters: ``titles`` stand before a name ("mr", "mayor", "sister"), ``offices``, ``men``, ``women`` and
    ``kin`` are some of them; ``places`` stand before a place, ``links`` and ``behind`` end a noun phrase, ``naming``
    leads from it to a name, ``fields`` are what an office is over; ``page`` and ``headline`` stand before a colon and
    are nobody. ``plurals`` are nouns that need no s, ``persons`` nouns for one, some of which in -s are
    ``also_verbs``, ``he`` and ``she`` tell which;
    ``groups`` and ``crowds`` speak unnamed, as do ``numbers`` of them, ``lots`` and ``parts``; ``bodies``, ``works``
    and a ``crowd`` are no person; ``plain`` words may have a capital only because they open a sentence.
    As written: ``first`` opens a sentence ("Later"), ``shortened`` is an office ("CEO"), ``never_last`` ends no
    person's name ("Council"), ``apart`` is no part of the name behind it; it holds both, and days and months.
    """

    titles: frozenset[str]
    offices: frozenset[str]
    men: frozenset[str]
    women: frozenset[str]
    kin: frozenset[str]
    places: frozenset[str]
    links: frozenset[str]
    behind: frozenset[str]
    naming: frozenset[str]
    fields: frozenset[str]
    numbers: frozenset[str]
    lots: frozenset[str]
    parts: frozenset[str]
    plurals: frozenset[str]
    plain: frozenset[str]
    persons: frozenset[str]
    he: frozenset[str]
    she: frozenset[str]
    bodies: frozenset[str]
    works: frozenset[str]
    crowd: frozenset[str]
    page: frozenset[str]
    headline: frozenset[str]
    asking: frozenset[str]
    groups: frozenset[str]
    crowds: frozenset[str]
    first: frozenset[str]
    also_verbs: frozenset[str]
    shortened: frozenset[str]
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
    persons = frozenset(form for word in lists.pop("persons") for form in inflect(word, "noun"))
    offices, kin = names.offices | names.ranks | names.clergy, names.kin_men | names.kin_women
    never_last = names.institutions | names.peoples | lists.pop("parties")
    return SpeakerWords(
        titles=_small(names.short_titles | names.courtesy | offices | names.trades) | kin,
        offices=_small(offices),
        men=_small(names.men) | names.kin_men,
        women=_small(names.women) | names.kin_women,
        kin=kin,
        persons=persons | kin | lists["groups"],
        never_last=never_last,
        apart=never_last | lists["first"] | names.openers | calendar.days | calendar.months,
        **lists,
    )


def _small(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word.lower() for word in words)
