"""The lists that more than one analyzer looks at, as sets: names, the calendar, abbreviations."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from kit.lexicons.loader import read_lexicon, word_set

__all__ = ["AbbreviationWords", "CalendarWords", "NameWords", "load_abbreviations", "load_calendar", "load_names"]

Words = frozenset[str]


class NameWords(NamedTuple):
    """The words of ``lexicons/names.toml`` about people's names, as written in a sentence, without full stops.

    ``men`` and ``women`` tell how one is addressed ("Mr", "Dame"), ``kin_men`` and ``kin_women`` are relations
    ("father"). ``short_titles`` may have a full stop ("Mr", "Sen", "Lt"); of them ``learned`` are "Dr" and
    "Prof", ``short_clergy`` "Rev". ``offices``, ``ranks``, ``clergy`` and
    ``trades`` stand in full before a name. ``first_men`` and ``first_women`` are first names that tell "he" from "she";
    ``particles`` are part of a surname ("van"). A name that ends in one of ``institutions`` or ``things`` is no
    person's (some of the ``things`` are ``surnames_too``), nor one that opens with one of ``openers`` or ``peoples``.
    ``before_places`` is shortened before a place ("St", "Mt"). ``also_forenames`` and ``also_surnames`` are words
    besides ("Mark", "Savage"); ``ends`` ends the name of a street, a firm, a law or a team.
    """

    men: Words
    women: Words
    courtesy: Words
    learned: Words
    short_clergy: Words
    short_titles: Words
    offices: Words
    ranks: Words
    clergy: Words
    trades: Words
    kin_men: Words
    kin_women: Words
    first_men: Words
    first_women: Words
    particles: Words
    institutions: Words
    things: Words
    surnames_too: Words
    openers: Words
    peoples: Words
    before_places: Words
    also_forenames: Words
    also_surnames: Words
    ends: Words


class CalendarWords(NamedTuple):
    """The words of ``lexicons/calendar.toml``: "Monday", "Mon", "January", "Jan", "morning", "spring"."""

    days: Words
    days_short: Words
    months: Words
    months_short: Words
    parts_of_day: Words
    seasons: Words


class AbbreviationWords(NamedTuple):
    """The words of ``lexicons/abbreviations.toml``, without the last full stop.

    ``never_last`` lead up to something and end no sentence. Neither titles nor days and months are among them.
    """

    never_last: Words
    others: Words
    bodies: Words
    places: Words
    forenames: Words
    behind_names: Words
    states: Words


@cache
def load_names() -> NameWords:
    """The words about people's names, read when first needed.

    >>> "Mr" in load_names().men, "Lt" in load_names().short_titles, "Mayor" in load_names().offices
    (True, True, True)
    """
    tables = {
        name: {key: word_set(words) for key, words in table.items()} for name, table in read_lexicon("names").items()
    }
    short, full, kin, first, other, also = (tables[name] for name in ("short", "full", "kin", "first", "other", "also"))
    men, women = short["men"] | full["men"], short["women"] | full["women"]
    return NameWords(
        men=men,
        women=women,
        courtesy=men | women | short["people"],
        learned=short["learned"],
        short_clergy=short["clergy"],
        short_titles=frozenset().union(*short.values()),
        offices=full["offices"],
        ranks=full["ranks"],
        clergy=full["clergy"],
        trades=full["trades"],
        kin_men=kin["men"],
        kin_women=kin["women"],
        first_men=first["men"],
        first_women=first["women"],
        **other,
        also_forenames=also["forenames"],
        also_surnames=also["surnames"],
        ends=also["ends"],
    )


@cache
def load_calendar() -> CalendarWords:
    """The words of the calendar, read when first needed.

    >>> sorted(load_calendar().parts_of_day)
    ['afternoon', 'evening', 'morning', 'night']
    """
    return CalendarWords(**{name: word_set(words) for name, words in read_lexicon("calendar").items()})


@cache
def load_abbreviations() -> AbbreviationWords:
    """The abbreviations, read when first needed.

    >>> "Calif" in load_abbreviations().states
    True
    """
    return AbbreviationWords(**{name: word_set(words) for name, words in read_lexicon("abbreviations").items()})
