"""The lexicon of loaded words, and the walk that finds them: one step a word, however long the lexicon is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from kit.annotation import Span
from kit.lexicons import read_lexicon, read_lexicons, word_set
from kit.lexicons.inflect import inflect
from kit.lexicons.phrases import END, Cut, Phrases, Tree, cut_at_words, firsts, follow, plant

__all__ = [
    "Entry",
    "Group",
    "Lexicon",
    "Match",
    "build",
    "find_matches",
    "load_entries",
    "load_lexicon",
    "load_tables",
]

_WORD = re.compile(r"(\w+)")
_LINK = re.compile(r"\w+|[-,]")
# What may part the words of a phrase, and what it is in an entry: a comma only where the entry has one too.
_GAPS = {" ": " ", "\n": " ", "'": " ", "’": " ", "-": "-", "‑": "-", ", ": ","}
_HYPHENS = ("-", "‑", ".-")  # the last as in "U.S.-backed"
_HELPERS = frozenset(["have", "has", "had", "would", "will", "might", "may", "now", "also", "long", "still"])
# Under END a tree has an Entry, or None for a plain name; under these, entries that need something beside them.
_TAIL, _NAME_TAIL, _HEAD, _CROWD, _SAYING = "-x", "N-x", "x-", "x…", "…x"
_ENDS = {"tail": _TAIL, "name-tail": _NAME_TAIL, "head": _HEAD, "crowd": _CROWD, "saying": _SAYING}


class Group(NamedTuple):
    """What all entries of a group have in common; ``said`` is its rule, why, doubt and strength."""

    label: str
    part: str
    said: Mapping[str, str]


class Entry(NamedTuple):
    """A word or phrase of the lexicon, or a rule, with a plainer way to say it."""

    phrase: str
    neutral: str
    group: Group

    @property
    def attributes(self) -> dict[str, str]:
        """What is said of it: rule, why, doubt, strength, neutral."""
        return {**self.group.said, "neutral": self.neutral}


class Match(NamedTuple):
    """A stretch of text and the entry that it is."""

    start: int
    end: int
    entry: Entry


class Lexicon(NamedTuple):
    """What is looked for: every form of every entry in a tree of words, and the words that its rules ask for."""

    entries: tuple[Entry, ...]
    phrases: Phrases
    says: frozenset[str]  # every form of a verb of saying or thinking
    calls: frozenset[str]  # and of one that tells what somebody calls a thing
    known: frozenset[str]
    before_nouns: frozenset[str]
    rules: Mapping[str, Entry]
    schemes: Mapping[str, Mapping[str, str]]


@cache
def load_lexicon() -> Lexicon:
    """The lexicon of ``lexicons/loaded.toml`` and ``lexicons/loaded/``, read when first needed."""
    return build(load_entries(), load_tables())


@cache
def load_entries() -> tuple[Entry, ...]:
    """The entries of ``lexicons/loaded/``: there, a line of a group is a phrase, an equals sign and a plainer way."""
    entries = []
    for label, tables in read_lexicons("loaded").items():
        for name, table in tables.items():
            said = {"rule": name, **{key: table[key] for key in ("why", "doubt", "strength")}}
            group = Group(label, table["part"], said)
            for line in table["entries"].splitlines():
                phrase, neutral = line.split(" = ")
                entries.append(Entry(phrase, neutral, group))
    return tuple(entries)


def load_tables() -> dict[str, Any]:
    """What ``lexicons/loaded.toml`` says of all entries: the stop-list, rules and schemes."""
    return read_lexicon("loaded")


def build(entries: tuple[Entry, ...], tables: Mapping[str, Any]) -> Lexicon:
    """A lexicon of these entries; where two have a form in common, the first keeps it."""
    stop = word_set(tables["stop"])
    phrases = Phrases({}, set())
    for phrase in tables["plain"]:
        plant(phrases, _LINK.findall(phrase), None)
    for entry in entries:
        phrase, _, (_, part, _) = entry
        end = _ENDS.get(part, END)
        for form in inflect(phrase, part) - stop:
            words = [form] if form.isalpha() else _LINK.findall(form)
            plant(phrases, words, entry, END if end == _SAYING and len(words) > 1 else end)
            if "-" in form:
                plant(phrases, _LINK.findall(form.replace("-", "")), entry)
    says, calls = (
        frozenset(f for verb in tables[name].split() for f in inflect(verb, "verb")) for name in ("says", "calls")
    )
    rules = {}
    for name, rule in tables["rules"].items():
        said = {"rule": name, **{key: rule[key] for key in ("strength", "why", "doubt")}}
        rules[name] = Entry("", rule["neutral"], Group(rule["label"], "rule", said))
    known, before_nouns = (word_set(tables[name]) for name in ("known", "before_nouns"))
    return Lexicon(entries, phrases, says, calls, known, before_nouns, rules, tables["schemes"])


def find_matches(text: str, lexicon: Lexicon) -> Iterator[Match]:
    """The words and phrases of a lexicon in a text, in order; the longest wins, and none overlaps another.

    Whole words only, in any inflection and case. A space in an entry may be a hyphen in the text, or a line's end.

    >>> text = "The hard-right party claims that it never lashed out."
    >>> [text[match.start : match.end] for match in find_matches(text, load_lexicon())]
    ['hard-right', 'claims', 'lashed out']
    """
    parts, edges = words = cut_at_words(text, _WORD)
    reach = 0
    for at in firsts(parts, lexicon.phrases):
        if edges[at] < reach:
            continue
        span, entry = _longest(text, words, at, lexicon)
        if span and span.start >= reach:
            reach = span.end
            if entry:
                yield Match(*span, entry)


_Found = tuple[Span | None, Entry | None]  # no entry where it is a plain name, no span where nothing matches


def _longest(text: str, words: Cut, first: int, lexicon: Lexicon) -> _Found:
    """The longest match that starts at a word."""
    parts, edges = words
    start = edges[first]
    best = _beside(text, words, first, lexicon.phrases.tree[parts[first]], lexicon)
    for at, node in follow(parts, first, lexicon.phrases.tree, _GAPS):
        if END in node:
            best = Span(start, edges[at + 1]), node[END]
        if _CROWD in node and (verb := _saying(parts, first, at, lexicon)):
            best = Span(start, edges[verb + 1]), node[_CROWD]
    return best


def _beside(text: str, words: Cut, at: int, node: Tree, lexicon: Lexicon) -> _Found:
    """What a word is by what stands beside it: half a compound ("Moscow-backed"), or a verb that may be a noun."""
    parts, edges = words
    start, end, before, after = edges[at], edges[at + 1], parts[at - 1], parts[at + 1]
    if _SAYING in node and not (at > 1 and before == " " and parts[at - 2] in lexicon.before_nouns):
        return Span(start, end), node[_SAYING]
    if _HEAD in node and after in _HYPHENS and at + 2 < len(parts):
        return Span(start, edges[at + 3]), node[_HEAD]
    if at > 1 and before in _HYPHENS:
        tied = at - 2
        while tied > 1 and parts[tied - 1] == ".":
            tied -= 2
        begin = edges[tied]
        if _TAIL in node:
            return Span(begin, end), node[_TAIL]
        if _NAME_TAIL in node and text[begin].isupper():
            return Span(begin, end), node[_NAME_TAIL]
    return None, None


def _saying(parts: list[str], first: int, last: int, lexicon: Lexicon) -> int | None:
    """The place of the verb by which a crowd says or thinks something; ``None`` if it does neither, or is known."""
    if first > 1 and parts[first - 1] == " " and parts[first - 2] in lexicon.known:
        return None
    for at in (last + 2, last + 4):
        if at >= len(parts) or parts[at - 1] != " ":
            return None
        if parts[at] in lexicon.says:
            return at
        if parts[at] not in _HELPERS:
            return None
    return None
