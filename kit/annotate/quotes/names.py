"""Names: the people whom a text names, in full or by one name, and what stands before the name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from typing import NamedTuple

from kit.annotate.quotes.cues import load_cues
from kit.annotate.quotes.heads import first_name_tells
from kit.annotate.quotes.name_words import ends_of, last_word, opens_only, owns, suffix_of, title_tells
from kit.annotation import Span
from kit.lexicons import alternation, load_abbreviations, load_calendar, load_names
from kit.lexicons.speakers import load_speakers

__all__ = ["Mention", "Names", "find_names", "people_in"]

_NEAR = 3_000  # code points: a pronoun looks no further back, so that time stays linear in a paragraph without end
_MOST_NEAR = 100  # names that it looks back to
_MOST = 20  # people of one name: of more than these nobody is told apart
_LONGEST = 6  # words of a name
_WIDEST = 100  # code points of a name
_ARTICLES = frozenset(["the", "a", "an"])
_BEFORE = 40  # code points before a name
_OPENING, _CLOSING = frozenset("“\"‘'"), frozenset("”\"’',")
_WORD = re.compile(r"[“\"‘'][\w-]+ [\w-]+[”\"’']|\S+")  # a nickname is one
_NEXT = re.compile(r" ([a-z]+)\b")
_COMPOUND = ("-born", "-based", "-led", "-backed", "-run", "-owned", "-elect", "-trained")


class Mention(NamedTuple):
    """Where a person is named: the name without titles and nicknames, whether a title stands before it, and which."""

    start: int
    end: int
    name: str
    titled: bool
    told: str  # "he" or "she", where a title or a relation tells
    nickname: str


class Names(NamedTuple):
    """The people a text names, and by their last word, their first, and their office."""

    full: list[Mention]  # of two words or more
    people: list[Mention]  # wherever one is named, in full or by one name
    by_last: dict[str, list[str]]
    by_ends: dict[tuple[str, str], list[str]]  # the first word and the last
    by_tail: dict[str, list[str]]  # surnames of several words, in small letters: "van der berg"
    by_first: dict[str, dict[str, None]]  # in the order of the text
    offices: dict[str, set[str]]  # "mayor" → the last words of those who are called so
    titled: set[str]  # last words that have a title before them
    gender: dict[str, str]  # name or last word, in small letters → "he", "she", or "" where both are called so
    also: dict[str, str]  # "Bobby Lowe" → "Robert Lowe"

    def known_as(self, name: str) -> list[str]:
        """The full names that a full name or a last word may stand for: Ana Ruiz is Ana Maria Ruiz, Van der Berg is
        Maria van der Berg, and J. D. Marsh may be either of two."""
        name = self.also.get(name, name)
        if " " not in name:
            return self.by_last.get(last_word(name), [])[:_MOST]
        same = self.by_ends.get(ends_of(name), [])
        if name in same:
            return [name]
        suffix = suffix_of(name)
        fitting = [other for other in same if "" in (suffix, suffix_of(other)) or suffix == suffix_of(other)]
        return [*fitting, *self.by_tail.get(name.lower(), [])[:_MOST]]

    def pronoun(self, name: str, learnt: Mapping[str, str]) -> str:
        """ "he" or "she", where ``learnt`` has it, by a title or a relation, or where the first name tells."""
        last = last_word(name)
        told = learnt.get(name.lower()) or (learnt.get(last) if len(self.by_last.get(last, ())) < 2 else "")
        by_first = first_name_tells(name)
        return told or (by_first if " " in name or by_first == "she" else "")

    def is_person(self, name: str) -> bool:
        """Is somebody who spoke a person, by a full name, a title, or a first name?"""
        last = last_word(name)
        return last in self.titled or (last in self.by_last if " " in name else bool(first_name_tells(name)))


@cache
def _run() -> re.Pattern[str]:
    """Words in capitals, one behind another, with short titles, initials, a nickname, and what may part them ("de")."""
    short = load_names().short_titles
    title = alternation([*short, *map(str.upper, short)])
    # The lookaheads only save time: few words have a capital, and few a full stop behind them.
    word = rf"(?:(?=[A-Z]\w{{0,6}}\.)(?:{title}|(?:[A-Z]\.)*[A-Z])\.|[A-ZÀ-Þ](?>[\w-]++|[’'](?!s\b)(?=\w))++)"
    inner = rf"(?:(?:{alternation(load_names().particles)}\s)*(?:a[a-z]-|el-|d[’'])?{word})"
    nickname = r"(?:[“\"‘'][\w-]+(?: [\w-]+)?[”\"’']\s(?=[A-ZÀ-Þ]))?"  # Robert “Bobby” Lowe
    return re.compile(rf"(?=[A-ZÀ-Þ]){word}(?:\s{nickname}{inner})*")


def find_names(text: str) -> Names:
    """The people whom a text names, or what looks like one: words in capitals, without what goes with a name.

    None has a name of more than 100 code points.

    >>> names = find_names("Prosecutor Jen Psaki met Ms. Roe at Hallam Hall.")
    >>> [mention.name for mention in names.full], names.gender
    (['Jen Psaki'], {'roe': 'she'})
    """
    names, lists = Names([], [], {}, {}, {}, {}, {}, set(), {}, {}), load_speakers()
    found = [(mention, last_word(mention.name), role) for mention, role in _mentions(text)]
    for mention, last, role in found:
        if told := mention.told:
            called = mention.name.lower() if " " in mention.name else last
            names.gender[called] = told if names.gender.get(called, told) == told else ""
        if role in lists.offices:
            names.offices.setdefault(role, set()).add(last)
        if mention.titled:
            names.titled.add(last)
        if " " in mention.name:
            names.full.append(mention)
            if not names.known_as(mention.name):
                names.by_last.setdefault(last, []).append(mention.name)
                names.by_ends.setdefault(ends_of(mention.name), []).append(mention.name)
                for n in range(1, min(mention.name.count(" "), _LONGEST)):
                    tail = mention.name.split(" ", n)[-1].lower()
                    names.by_tail.setdefault(tail, []).append(mention.name)
        if mention.nickname:
            names.also[f"{mention.nickname} {mention.name.split()[-1]}"] = mention.name
            names.by_first.setdefault(mention.nickname.lower(), {})[mention.name] = None
    for known in names.by_last.values():
        known[:] = [name for name in known if name.lower() not in names.by_tail]
        for name in known:
            names.by_first.setdefault(name.split()[0].lower(), {})[name] = None
    for mention, last, role in found:
        if role in lists.kin and " " not in mention.name and last not in names.by_first:
            names.by_last.setdefault(last, [mention.name])
    known_words = names.by_last.keys() | names.by_first.keys()
    names.people.extend([mention for mention, last, _ in found if last in known_words or mention.titled])
    return names


def _mentions(text: str) -> Iterator[tuple[Mention, str]]:
    """Each run of capitals that may name a person, and the word before the name, in small letters."""
    lists = load_speakers()
    for run in _run().finditer(text):
        start, end = run.span()
        if start and text[start - 1].isalnum():
            continue
        words = [(m[0], start + m.end()) for m in _WORD.finditer(run[0])]
        before = text[max(0, start - _BEFORE) : start]
        beside = (before.rsplit(None, 1) or [""])[-1]
        role, first = beside.strip(",").lower(), 0
        if len(words) > 1:
            first = max((n for n, (word, _) in enumerate(words[:-1], 1) if _no_name(word)), default=0)
            if len(words) - first > 2 and _of_office(before.split()):  # Minister for Public Health Ana Ruiz
                first = max(first, 1)
                first = next((n for n in range(first, len(words) - 1) if first_name_tells(words[n][0])), first)
            if first:
                role, start = words[first - 1][0].strip(".").lower(), words[first][1] - len(words[first][0])
        words = _without_end(text, words[first:])
        nickname = "".join(word.strip("“”\"‘’'") for word, _ in words[1:] if word[0] in "“\"‘'")
        name = [word for word, _ in words if word[0] not in "“\"‘'"]
        end = words[-1][1]
        titled = first > 0 and role in lists.titles
        the = not titled and (role in _ARTICLES or beside in _ARTICLES)  # the Secret Garden
        placed = role in lists.places and not owns(text, end)  # at Hallam Hall
        work = text[start - 1 : start] in _OPENING and text[end : end + 1] in _CLOSING and len(name) > 1  # “Wet Days”
        wide = end - start > _WIDEST
        if not (the or placed or work or wide) and _is_person(name) and not _before_noun(text, end):
            yield Mention(start, end, " ".join(name), titled, title_tells(role), nickname), role


def _without_end(text: str, words: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """A name without what stands behind it ("Ana Ruiz Monday", "Ana Ruiz III", "Ana Ruiz Says"), with its "Sr."."""
    verbs = (n for n, (word, _) in enumerate(words) if n and word.lower() in load_cues().speech)
    words = words[: next(verbs, None)] if len(words) > 2 else words  # Edward Said is one
    suffixes = load_abbreviations().behind_names
    suffix = ""
    while len(words) > 1 and (
        words[-1][0] in load_calendar().days or words[-1][0] in suffixes or words[-1][0].isupper()
    ):
        word, end = words.pop()
        suffix = word if word in suffixes else ""
    if not suffix:
        return words
    stop = text.startswith(".", end)
    return [*words, (suffix + "." * stop, end + stop)]


def _is_person(name: Sequence[str]) -> bool:
    """May words in capitals be a person's name? Neither a street's nor a law's, and none of many words."""
    lists, names = load_speakers(), load_names()
    last = name[-1]
    if sum(word.lower() not in names.particles for word in name) > 5 - (suffix_of(last) == ""):
        return False
    thing = last in names.things and not (last in names.surnames_too and first_name_tells(name[0]))
    if last in lists.never_last or thing or (opens_only(last) and last != "Said"):
        return False
    return not last.endswith(".") or suffix_of(last) != ""


def _before_noun(text: str, end: int) -> bool:
    """Does a name stand before a noun that it goes with ("two Okoye donors", "a Harbour Data engineer")?"""
    lists = load_speakers()
    found = _NEXT.match(text, end)
    word = found[1] if found else ""
    noun = word in lists.persons or word in lists.crowds or word in lists.bodies
    return noun and word not in load_cues().verbs and word not in lists.also_verbs


def _no_name(word: str) -> bool:
    """Is a capitalised word before another no part of a name: an office, a day, what opens a sentence, "BBC"?"""
    lists = load_speakers()
    small = word.strip(".").lower().split("-")[0]
    known = small in lists.titles | lists.links | lists.page or opens_only(word) or word in lists.apart
    counts = small in lists.numbers or small in lists.lots or small in lists.parts
    return known or counts or word.endswith(_COMPOUND) or (word.isupper() and word.isalpha())


def _of_office(before: Sequence[str]) -> bool:
    """Do the words before a run lead from an office to its field ("Minister for")?"""
    before = [word for word in before if word != "the"]
    return len(before) > 1 and before[-1] in ("of", "for") and before[-2].lower() in load_speakers().offices


def people_in(text: str, stretch: Span, said: Span, names: Names, word: str, gender: Mapping[str, str]) -> list[str]:
    """The people named in a stretch, near its end, who may be "he" or "she": in full, or by one word of a name known
    elsewhere, which may be that of several.

    Whom the speech itself names is hardly its speaker. Looked at are the last 100 names in 3,000 code points.
    """
    out: dict[str, None] = {}
    seen: set[tuple[str, bool]] = set()
    first = bisect_left(names.people, (max(stretch.start, stretch.end - _NEAR),))
    last = bisect_left(names.people, (stretch.end,), lo=first)
    for mention in names.people[max(first, last - _MOST_NEAR) : last]:
        called = mention.name, mention.titled
        if said.start <= mention.start < said.end or mention.told not in ("", word) or called in seen:
            continue
        seen.add(called)
        known = names.known_as(mention.name) or [*islice(names.by_first.get(mention.name.lower(), ()), _MOST)]
        full = [name for name in known if names.pronoun(name, gender) in ("", word)]
        if not known and mention.titled and names.pronoun(mention.name, gender) in ("", word):
            full = [mention.name]
        out.update(dict.fromkeys(full))
    return list(out)
