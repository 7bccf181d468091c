"""Names: the people whom a text names, in full or by one name, and what stands before the name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from kit.annotation import Span
from kit.lexicons import alternation, load_abbreviations, load_calendar, load_names
from kit.lexicons.speakers import load_speakers
from kit.segment.sentence_words import STARTERS

__all__ = ["Mention", "Names", "find_names", "last_word", "owns", "people_in", "without_titles"]

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


@cache
def _run() -> re.Pattern[str]:
    """Words in capitals, one behind another, with short titles, initials, and what may part them ("van", "de")."""
    short = load_names().short_titles
    title = alternation([*short, *map(str.upper, short)])
    # The lookaheads only save time: few words have a capital, and few a full stop behind them.
    word = rf"(?:(?=[A-Z]\w{{0,6}}\.)(?:{title}|(?:[A-Z]\.)*[A-Z])\.|[A-ZÀ-Þ](?:[\w-]++|[’'](?!s\b)(?=\w))++)"
    nickname = r"(?:[“\"‘'][\w-]+(?: [\w-]+)?[”\"’'] (?=[A-ZÀ-Þ]))?"  # Robert “Bobby” Lowe
    return re.compile(rf"(?=[A-ZÀ-Þ]){word}(?:\s{nickname}(?:(?:de|da|di|du|la|van|von|der|den|bin|al|el)\s)*{word})*")


def find_names(text: str) -> Names:
    """The people whom a text names, or what looks like one: words in capitals, without what goes with a name.

    >>> names = find_names("Prosecutor Jen Psaki met Ms. Roe at Hallam Hall.")
    >>> [mention.name for mention in names.full], names.gender
    (['Jen Psaki'], {'roe': 'she'})
    """
    names, lists = Names([], [], {}, {}, {}, {}), load_speakers()
    pronouns = dict.fromkeys(lists.women, "she") | dict.fromkeys(lists.men, "he")
    found = [(mention, last_word(mention.name), role) for mention, role in _mentions(text)]
    for mention, last, role in found:
        if pronoun := pronouns.get(role):
            names.gender[last] = pronoun
        if role in lists.offices:
            names.offices.setdefault(role, set()).add(mention.name.split()[-1])
        if " " in mention.name:
            names.full.append(mention)
            if not names.known_as(mention.name):
                names.by_last.setdefault(last, []).append(mention.name)
                names.by_first.setdefault(mention.name.split()[0].lower(), set()).add(mention.name)
    for mention, last, role in found:
        if role in lists.kin and " " not in mention.name and last not in names.by_first:
            names.by_last.setdefault(last, [mention.name])
    known = names.by_last.keys() | names.by_first.keys()
    names.people.extend([mention for mention, last, _ in found if last in known or mention.titled])
    return names


def _mentions(text: str) -> Iterator[tuple[Mention, str]]:
    """Each run of capitals that may name a person, and the word before the name, in small letters."""
    lists = load_speakers()
    behind = load_calendar().days | load_abbreviations().behind_names
    for run in _run().finditer(text):
        start, end = run.span()
        if start and text[start - 1].isalnum():
            continue
        name, first = run[0].split(), 0
        before = text[max(0, start - _BEFORE) : start]
        beside = (before.rsplit(None, 1) or [""])[-1]
        role = beside.strip(",").lower()
        if len(name) > 1:
            first = max((n for n, word in enumerate(name[:-1], 1) if _no_name(word)), default=0)
            if not first and len(name) > 2 and _of_office(before.split()):
                first = 1  # Minister for Health Ana Ruiz
            if first:
                role, start = name[first - 1].strip(".").lower(), end - len(run[0].split(maxsplit=first)[-1])
                name = name[first:]
            while len(name) > 1 and (name[-1] in behind or name[-1].isupper()):  # "Ana Ruiz Monday", "Ana Ruiz III"
                name.pop()
            end = start + len(" ".join(name))
        titled = first > 0 and role in lists.titles
        the = not titled and (role in _ARTICLES or beside in _ARTICLES)  # the Secret Garden
        placed = role in lists.places and not owns(text, end)  # at Hallam Hall
        person = len(name) <= 4 and name[-1] not in lists.never_last and not name[-1].endswith(".")
        if person and not the and not placed:
            yield Mention(start, end, " ".join(name), titled), role


def _no_name(word: str) -> bool:
    """Is a capitalised word before another no part of a name: an office, a day, what opens a sentence, "BBC"?"""
    lists = load_speakers()
    small = word.strip(".").lower().split("-")[0]
    known = small in lists.titles or small in lists.links or word in lists.apart or word in STARTERS
    return known or (word.isupper() and word.isalpha())


def without_titles(words: str) -> list[str]:
    """The words behind the last title of a name, in whatever case.

    >>> without_titles("even LT. COL. HOLM")
    ['HOLM']
    """
    parts, titles = words.split(), load_speakers().titles
    held = (n for n, word in enumerate(parts[:-1], 1) if word[0].isupper() and word.strip(".").lower() in titles)
    return parts[max(held, default=0) :]


def _of_office(before: Sequence[str]) -> bool:
    """Do the words before a run lead from an office to its field ("Minister for")?"""
    before = [word for word in before if word != "the"]
    return len(before) > 1 and before[-1] in ("of", "for") and before[-2].lower() in load_speakers().offices


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
