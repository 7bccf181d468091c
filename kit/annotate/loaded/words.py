"""The lexicon of loaded words, and the walk that finds them: one step a word, however long the lexicon is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import accumulate, compress
from typing import Any, NamedTuple

from kit.annotation import Span
from kit.lexicons import read_lexicon, read_lexicons, word_set
from kit.lexicons.inflect import inflect

__all__ = [
    "Entry",
    "Group",
    "Hit",
    "Lexicon",
    "build",
    "find_hits",
    "load_entries",
    "load_lexicon",
    "load_tables",
    "lower",
]

_WORD = re.compile(r"(\w+)")
_LINK = re.compile(r"\w+|[-,]")
# What may part the words of a phrase, and what it is in an entry: a comma only where the entry has one too.
_GAPS = {" ": " ", "\n": " ", "'": " ", "’": " ", "-": "-", "‑": "-", ", ": ","}
_HYPHENS = ("-", "‑", ".-")  # the last as in "U.S.-backed"
_HELPERS = frozenset(["have", "has", "had", "would", "will", "might", "may", "now", "also", "long", "still"])
# The keys of a node that are no words.
_END, _TAIL, _NAME_TAIL, _HEAD, _CROWD, _SAYING = "", "-x", "N-x", "x-", "x…", "…x"
_ENDS = {"tail": _TAIL, "name-tail": _NAME_TAIL, "head": _HEAD, "crowd": _CROWD, "saying": _SAYING}

Node = dict[str, Any]  # word → node; the keys above → Entry, or None for a plain name


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


class Hit(NamedTuple):
    """A stretch of text and the entry that it matches."""

    start: int
    end: int
    entry: Entry


class _Parts(NamedTuple):
    """A text cut at its words: a gap, a word, a gap, a word … a gap; words stand at odd places."""

    text: str
    parts: list[str]
    ends: list[int]

    def start(self, at: int) -> int:
        return self.ends[at - 1]


class Lexicon(NamedTuple):
    """What is looked for: every form of every entry in a tree of words, and the words that its rules ask for."""

    entries: tuple[Entry, ...]
    tree: Node
    alone: frozenset[str]  # the first words of forms that need not be followed by a second
    says: frozenset[str]  # every form of a verb of saying or thinking
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
    tree: Node = {}
    alone: set[str] = set()
    for phrase in tables["plain"]:
        _plant(tree, alone, phrase, _END, None)
    for entry in entries:
        phrase, _, (_, part, _) = entry
        end = _ENDS.get(part, _END)
        for form in inflect(phrase, part) - stop:
            if form.isalpha():
                tree.setdefault(form, {}).setdefault(end, entry)
                alone.add(form)
            else:
                _plant(tree, alone, form, end, entry)
                if "-" in form:
                    _plant(tree, alone, form.replace("-", ""), _END, entry)
    says = frozenset(f for verb in tables["says"].split() for f in inflect(verb, "verb"))
    rules = {}
    for name, rule in tables["rules"].items():
        said = {"rule": name, **{key: rule[key] for key in ("strength", "why", "doubt")}}
        rules[name] = Entry("", rule["neutral"], Group(rule["label"], "rule", said))
    known, before_nouns = (word_set(tables[name]) for name in ("known", "before_nouns"))
    return Lexicon(entries, tree, frozenset(alone), says, known, before_nouns, rules, tables["schemes"])


def _plant(tree: Node, alone: set[str], form: str, end: str, entry: Entry | None) -> None:
    first, *links = _LINK.findall(form)
    node = tree.setdefault(first, {})
    if not links or links[0] in "-,":
        alone.add(first)
    for link in links:
        node = node.setdefault(link, {})
    node.setdefault(end, entry)


def lower(text: str) -> str:
    """The text in small letters, each where it stood: the few that would grow are left as they are."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def find_hits(text: str, lexicon: Lexicon) -> Iterator[Hit]:
    """The words and phrases of a lexicon in a text, in order; the longest wins, and none overlaps another.

    Whole words only, in any inflection and case. A space in an entry may be a hyphen in the text, or a line's end.

    >>> text = "The hard-right party claims that it never lashed out."
    >>> [text[hit.start : hit.end] for hit in find_hits(text, load_lexicon())]
    ['hard-right', 'claims', 'lashed out']
    """
    parts = _WORD.split(lower(text))
    cut, reach = _Parts(text, parts, list(accumulate(map(len, parts)))), 0
    tree, alone = lexicon.tree, lexicon.alone
    for at in compress(range(1, len(parts), 2), map(tree.__contains__, parts[1::2])):
        word = parts[at]
        if word not in alone and (at + 2 >= len(parts) or parts[at + 2] not in tree[word]):
            continue
        if cut.start(at) < reach:
            continue
        span, entry = _longest(cut, at, tree[word], lexicon)
        if span and span.start >= reach:
            reach = span.end
            if entry:
                yield Hit(*span, entry)


_Match = tuple[Span | None, Entry | None]


def _longest(cut: _Parts, first: int, node: Node, lexicon: Lexicon) -> _Match:
    """The longest match that starts at a word; no entry where it is a plain name, no span where nothing matches."""
    start, at = cut.start(first), first
    best = _beside(cut, first, node, lexicon)
    while True:
        if _END in node:
            best = Span(start, cut.ends[at]), node[_END]
        if _CROWD in node and (verb := _saying(cut, first, at, lexicon)):
            best = Span(start, cut.ends[verb]), node[_CROWD]
        gap = _GAPS.get(cut.parts[at + 1])
        if gap is None or at + 2 >= len(cut.parts):
            return best
        at += 2
        tied = node.get(gap, {}).get(cut.parts[at])
        step = tied if tied or gap == "," else node.get(cut.parts[at])
        if step is None:
            return best
        node = step


def _beside(cut: _Parts, at: int, node: Node, lexicon: Lexicon) -> _Match:
    """What a word is by what stands beside it: half a compound ("Moscow-backed"), or a verb that may be a noun."""
    start, end, before, after = cut.start(at), cut.ends[at], cut.parts[at - 1], cut.parts[at + 1]
    if _SAYING in node and not (at > 1 and before == " " and cut.parts[at - 2] in lexicon.before_nouns):
        return Span(start, end), node[_SAYING]
    if _HEAD in node and after in _HYPHENS and at + 2 < len(cut.parts):
        return Span(start, cut.ends[at + 2]), node[_HEAD]
    if at > 1 and before in _HYPHENS:
        tied = at - 2
        while tied > 1 and cut.parts[tied - 1] == ".":
            tied -= 2
        if _TAIL in node:
            return Span(cut.start(tied), end), node[_TAIL]
        if _NAME_TAIL in node and cut.text[cut.start(tied)].isupper():
            return Span(cut.start(tied), end), node[_NAME_TAIL]
    return None, None


def _saying(cut: _Parts, first: int, last: int, lexicon: Lexicon) -> int | None:
    """The place of the verb by which a crowd says or thinks something; ``None`` if it does neither, or is known."""
    if first > 1 and cut.parts[first - 1] == " " and cut.parts[first - 2] in lexicon.known:
        return None
    for at in (last + 2, last + 4):
        if at >= len(cut.parts) or cut.parts[at - 1] != " ":
            return None
        if cut.parts[at] in lexicon.says:
            return at
        if cut.parts[at] not in _HELPERS:
            return None
    return None
