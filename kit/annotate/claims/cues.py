"""The cues of a claim: what speaks for opinion and what for fact, and the walk that finds it in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from kit.annotate.loaded.lexicon import load_entries, load_tables
from kit.lexicons import load_calendar, read_lexicon, word_set
from kit.lexicons.inflect import inflect
from kit.lexicons.phrases import END, Phrases, cut_at_words, firsts, follow, plant

__all__ = ["Cue", "CueGroup", "counted", "find_cues", "points", "signed"]

_WORD = re.compile(r"(\w+|[?!—–;…])")  # the marks are words here, and part phrases
_NUMBER = re.compile(r"\d(?:[.,]?\d)*")
_WRITTEN = "Aa"  # the key of a tree for what a word is where it is written otherwise ("US", "May")
_HYPHENS = "-‑"
_NOT_WORDS = frozenset(["tail", "name-tail", "head", "crowd", "saying"])  # halves of compounds, and rules


class CueGroup(NamedTuple):
    """A group of cues: its points for opinion, how often they count, and what it makes of a claim."""

    name: str
    points: float
    most: int
    why: str
    label: str = ""
    certainty: str = ""
    own: bool = False  # it tells nothing where another than the writer speaks


class Cue(NamedTuple):
    """A stretch of text that is a cue, and its group."""

    start: int
    end: int
    group: CueGroup


class _Lexicon(NamedTuple):
    phrases: Phrases
    number: CueGroup


@cache
def _lexicon() -> _Lexicon:
    """The cues of ``lexicons/claims.toml``, and after them the loaded words, read when first needed.

    Where a form stands in two groups, the first keeps it.
    """
    tables, stop = read_lexicon("claims"), word_set(load_tables()["stop"])
    phrases = Phrases({}, set())
    groups: dict[str, CueGroup] = {}
    for name, table in tables["cues"].items():
        listed, also, part = (table.pop(key, "") for key in ("words", "also", "part"))
        dated = [word for days in table.pop("calendar", ()) for word in getattr(load_calendar(), days)]
        groups[name] = group = CueGroup(name, **table)
        for phrase in listed.split(","):
            _plant(phrases, inflect(" ".join(phrase.split()), part), group)
        _plant(phrases, filter(None, also.split(",")), group)
        _plant(phrases, [word.lower() for word in dated if word not in tables["written"]], group)
    loaded = {strength: CueGroup(f"loaded-{strength}", **table) for strength, table in tables["loaded"].items()}
    sure = {strength: group._replace(certainty="boosted") for strength, group in loaded.items()}
    for phrase, _, (label, part, said) in load_entries():
        if part not in _NOT_WORDS:
            marked = sure if label == "certainty" else loaded
            _plant(phrases, inflect(phrase, part) - stop, marked[said["strength"]])
    for word, name in tables["written"].items():
        plant(phrases, [word.lower()], {word: groups.get(name)}, _WRITTEN)
    return _Lexicon(phrases, CueGroup("number", **tables["number"]))


def _plant(phrases: Phrases, forms: Iterable[str], group: CueGroup) -> None:
    for form in forms:
        plant(phrases, [form] if form.isalpha() else _WORD.findall(form.lower()), group)


def find_cues(text: str, start: int, end: int) -> list[Cue]:
    """The cues between two places of a text: words, phrases and marks in order, then the first number.

    Whole words only, in any case; of phrases the longest wins, and none overlaps another. Takes linear time.

    >>> text = "We should act, perhaps."
    >>> [(text[cue.start : cue.end], cue.group.name) for cue in find_cues(text, 0, len(text))]
    [('We', 'we'), ('should', 'call'), ('perhaps', 'guess')]
    """
    phrases, number = _lexicon()
    parts, edges = cut_at_words(text[start:end], _WORD, start)
    cues = []
    tree, reach, final = phrases.tree, 0, len(parts) - 2
    for first in firsts(parts, phrases):
        if first < reach:
            continue
        word = tree[parts[first]]
        last, group = first, word.get(END)
        if first < final and parts[first + 2] in word:  # the next word goes on a phrase
            for at, node in follow(parts, first, tree):
                if END in node:
                    last, group = at, node[END]
        begin, stop = edges[first], edges[last + 1]
        if last == first:
            if begin > start and text[begin - 1] in _HYPHENS:
                continue  # half a compound
            if _WRITTEN in word:
                group = word[_WRITTEN].get(text[begin:stop], group)
        if group:
            cues.append(Cue(begin, stop, group))
            reach = last + 1
    if not all(map(str.isalpha, parts[1::2])) and (digits := _NUMBER.search(text, start, end)):
        cues.append(Cue(*digits.span(), number))  # quick to ask, and seldom so
    return cues


def counted(cues: Sequence[Cue]) -> list[Cue]:
    """The cues that count: of each group no more than its ``most``."""
    seen: dict[str, int] = {}
    out = []
    for cue in cues:
        group = cue.group
        times = seen.get(group.name, 0)
        if times < group.most:
            seen[group.name] = times + 1
            out.append(cue)
    return out


def points(cues: Sequence[Cue]) -> float:
    """The points for opinion of all the cues that count, together."""
    return sum([cue.group.points for cue in counted(cues)])


@cache
def signed(score: float) -> str:
    """Points as a reader sees them.

    >>> signed(1.5), signed(-2.0), signed(0.0)
    ('+1.5', '-2', '0')
    """
    return f"{score:+g}" if score else "0"
