"""Names: the people whom a text names, in full or by one name, and what stands before the name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from kit.annotation import Span
from kit.lexicons import alternation, load_abbreviations, load_calendar, load_names, read_lexicon, word_set
from kit.segment.sentence_words import STARTERS

__all__ = ["Mention", "Names", "find_names", "last_word", "owns", "people_in", "without_titles", "word_class"]

_NEAR = 3_000  # code points: a pronoun looks no further back, so that time stays linear in a paragraph without end
_ARTICLES = frozenset(["the", "a", "an"])
_BEFORE = 40  # code points before a name


class Mention(NamedTuple):
    """Where a person is named: the name without titles, and whether a title stands before it."""

    start: int
    end: int
    name: str
    titled: bool


class Names(NamedTuple):
    """The people a text names, and by their last word, their first, and their office."""

    full: list[Mention]  # of two words or more
    people: list[Mention]  # wherever one is named, in full or by one name
    by_last: dict[str, list[str]]
    by_first: dict[str, set[str]]
    offices: dict[str, set[str]]  # "mayor" → the last words of those who are called so
    gender: dict[str, str]  # last word, in small letters → "he" or "she", where a title or a relation says so

    def known_as(self, name: str) -> list[str]:
        """The full names that a full name or a last word may stand for: Ana Ruiz is Ana Maria Ruiz."""
        known = self.by_last.get(last_word(name), [])
        first, _, rest = name.partition(" ")
        return [other for other in known if other.split()[0] == first][:1] if rest else known


class _Classes(NamedTuple):
    titles: frozenset[str]  # before a name, and no part of it; in small letters
    offices: frozenset[str]
    men: frozenset[str]
    women: frozenset[str]
    kin: frozenset[str]
    institutions: frozenset[str]  # as written, like peoples and parties: no name's last word
    apart: frozenset[str]  # as written; before a name, and no part of it
    run: re.Pattern[str]


@cache
def word_class(name: str) -> frozenset[str]:
    """A list of ``lexicons/speakers.toml``, as a set."""
    return word_set(read_lexicon("speakers")[name])


@cache
def _classes() -> _Classes:
    """The words that go with names, read when first needed."""
    names, calendar = load_names(), load_calendar()
    full = names.offices | names.ranks | names.clergy
    kin = names.kin_men | names.kin_women
    titles = names.short_titles | names.men | names.women | full | names.trades
    institutions = names.institutions | names.peoples | word_class("parties")
    short = alternation([*names.short_titles, *map(str.upper, names.short_titles)])
    word = r"[A-ZÀ-Þ](?:[\w-]|[’'](?!s\b)(?=\w))+"
    return _Classes(
        titles=_small(titles | {word.capitalize() for word in kin}),
        offices=_small(full),
        men=_small(names.men | names.kin_men),
        women=_small(names.women | names.kin_women),
        kin=kin,
        institutions=institutions,
        apart=institutions | STARTERS | word_class("first") | names.openers | calendar.days | calendar.months,
        run=re.compile(
            rf"(?:{short}\.|(?:[A-ZÀ-Þ]\.)+|{word})"
            rf"(?:\s(?:(?:de|da|di|du|la|van|von|der|den|bin|al|el)\s)*(?:{short}\.|(?:[A-ZÀ-Þ]\.)+(?=\s)|{word}))*"
        ),
    )


def _small(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word.lower() for word in words)


def find_names(text: str) -> Names:
    """The people whom a text names, or what looks like one: words in capitals, without what goes with a name.

    >>> names = find_names("Prosecutor Jen Psaki met Ms. Roe at Hallam Hall.")
    >>> [mention.name for mention in names.full], names.gender
    (['Jen Psaki'], {'roe': 'she'})
    """
    classes = _classes()
    names = Names([], [], {}, {}, {}, {})
    found = list(_mentions(text, classes))
    for mention, role in found:
        last = last_word(mention.name)
        if role in classes.men or role in classes.women:
            names.gender[last] = "he" if role in classes.men else "she"
        if role in classes.offices:
            names.offices.setdefault(role, set()).add(mention.name.split()[-1])
        if " " in mention.name:
            names.full.append(mention)
            if not names.known_as(mention.name):
                names.by_last.setdefault(last, []).append(mention.name)
                names.by_first.setdefault(mention.name.split()[0].lower(), set()).add(mention.name)
    for mention, role in found:
        if role in classes.kin and " " not in mention.name and last_word(mention.name) not in names.by_first:
            names.by_last.setdefault(last_word(mention.name), [mention.name])
    known = names.by_last.keys() | names.by_first.keys()
    names.people.extend(m for m, _ in found if m.titled or last_word(m.name) in known)
    return names


def _mentions(text: str, classes: _Classes) -> Iterator[tuple[Mention, str]]:
    """Each run of capitals that may name a person, and the word before the name, in small letters."""
    behind = load_calendar().days | load_abbreviations().behind_names
    for run in classes.run.finditer(text):
        words = run[0].split()
        before = text[max(0, run.start() - _BEFORE) : run.start()].split()
        first = max((n for n, word in enumerate(words[:-1], 1) if _no_name(word, classes)), default=0)
        if not first and len(words) > 2 and _of_office(before, classes):
            first = 1  # Minister for Health Ana Ruiz
        name = words[first:]
        while len(name) > 1 and (name[-1] in behind or name[-1].isupper()):  # "said Ana Ruiz Monday", "Ana Ruiz III"
            name.pop()
        start = run.end() - len(run[0].split(maxsplit=first)[-1])
        end = start + len(" ".join(name))
        role = words[first - 1].strip(".") if first else before[-1].strip(",") if before else ""
        role = role.lower()
        titled = first > 0 and role in classes.titles
        the = not titled and not _ARTICLES.isdisjoint([role, *before[-1:]])  # the Secret Garden
        placed = role in word_class("places") and not owns(text, end)  # at Hallam Hall
        begins = not run.start() or not text[run.start() - 1].isalnum()
        person = len(name) <= 4 and name[-1] not in classes.institutions and not name[-1].endswith(".")
        if begins and person and not the and not placed:
            yield Mention(start, end, " ".join(name), titled), role


def _no_name(word: str, classes: _Classes) -> bool:
    """Is a capitalised word before another no part of a name: an office, a rank, a day, what opens a sentence, "BBC"?"""
    small = word.strip(".").lower().split("-")[0]
    known = small in classes.titles or word in classes.apart or small in word_class("links")
    return known or (word.isupper() and word.isalpha())


def without_titles(words: str) -> list[str]:
    """The words behind the last title of a name, in whatever case.

    >>> without_titles("even LT. COL. HOLM")
    ['HOLM']
    """
    parts, titles = words.split(), _classes().titles
    return parts[
        max((n for n, w in enumerate(parts[:-1], 1) if w[0].isupper() and w.strip(".").lower() in titles), default=0) :
    ]


def _of_office(before: Sequence[str], classes: _Classes) -> bool:
    """Do the words before a run lead from an office to its field ("Minister for")?"""
    before = [word for word in before if word != "the"]
    return len(before) > 1 and before[-1] in ("of", "for") and before[-2].lower() in classes.offices


def last_word(name: str) -> str:
    """The last word of a name, in small letters."""
    return name.rpartition(" ")[2].lower()


def owns(text: str, end: int) -> bool:
    """Does a name that ends here own what follows ("Ana Ruiz’s aide")?"""
    return text.startswith(("’s ", "'s ", "’ ", "' "), end)


def people_in(text: str, stretch: Span, said: Span, names: Names) -> list[str]:
    """The people named in a stretch, near its end, in full or by one word of a name known elsewhere.

    Whom the speech itself names is hardly its speaker.
    """
    out: dict[str, None] = {}
    first = bisect_left(names.people, (max(stretch.start, stretch.end - _NEAR),))
    for mention in names.people[first : bisect_left(names.people, (stretch.end,), lo=first)]:
        if said.start <= mention.start < said.end:
            continue
        full = names.known_as(mention.name)
        if not full:
            full = list(names.by_first.get(mention.name.lower(), ()))
        if len(full) != 1 and mention.titled:
            full = [mention.name]
        if len(full) == 1:
            out[full[0]] = None
    return list(out)
