"""The cues of a claim: what speaks for opinion and what for fact, and the walk that finds it in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import accumulate, compress
from typing import Any, NamedTuple

from kit.annotate.loaded.words import load_entries, load_tables, lower
from kit.lexicons import read_lexicon, word_set
from kit.lexicons.inflect import inflect

__all__ = ["Cue", "Hit", "counted", "find_cues", "points", "signed"]

_WORD = re.compile(r"(\w+|[?!—–;…])")  # the marks are words here, and part phrases
_NUMBER = re.compile(r"\d(?:[.,]?\d)*")
_END = ""
_HYPHENS = "-‑"
_NOT_WORDS = frozenset(["tail", "name-tail", "head", "crowd", "saying"])  # halves of compounds, and rules

Node = dict[str, Any]  # word → node; "" → Cue


class Cue(NamedTuple):
    """A group of cues: its points for opinion, how often they count, and what it makes of a claim."""

    group: str
    points: float
    most: int
    why: str
    label: str = ""
    certainty: str = ""
    own: bool = False  # it tells nothing where another than the writer speaks


class Hit(NamedTuple):
    """A stretch of text and the cue that it is."""

    start: int
    end: int
    cue: Cue


class _Start(NamedTuple):
    """What a word begins: a cue by itself, phrases, and what it is where it is written otherwise ("US", "May")."""

    cue: Cue | None
    phrases: Node | None
    written: Mapping[str, Cue | None] | None


class _Lexicon(NamedTuple):
    starts: Mapping[str, _Start]
    number: Cue


@cache
def _lexicon() -> _Lexicon:
    """The cues of ``lexicons/claims.toml``, and after them the loaded words, read when first needed.

    Where a form stands in two groups, the first keeps it.
    """
    tables, stop = read_lexicon("claims"), word_set(load_tables()["stop"])
    words: dict[str, Cue] = {}
    phrases: Node = {}
    groups: dict[str, Cue] = {}
    for name, table in tables["cues"].items():
        listed, also, part = (table.pop(key, "") for key in ("words", "also", "part"))
        groups[name] = cue = Cue(name, **table)
        for phrase in listed.split(","):
            _plant(words, phrases, inflect(" ".join(phrase.split()), part), cue)
        _plant(words, phrases, filter(None, also.split(",")), cue)
    loaded = {strength: Cue(f"loaded-{strength}", **tables["loaded"][strength]) for strength in tables["loaded"]}
    sure = {strength: cue._replace(certainty="boosted") for strength, cue in loaded.items()}
    for phrase, _, (label, part, said) in load_entries():
        if part not in _NOT_WORDS:
            cues = sure if label == "certainty" else loaded
            _plant(words, phrases, inflect(phrase, part) - stop, cues[said["strength"]])
    written = {word.lower(): {word: groups.get(name)} for word, name in tables["written"].items()}
    starts = {w: _Start(words.get(w), phrases.get(w), written.get(w)) for w in {*words, *phrases, *written}}
    return _Lexicon(starts, Cue("number", **tables["number"]))


def _plant(words: dict[str, Cue], phrases: Node, forms: Iterable[str], cue: Cue) -> None:
    for form in forms:
        if form.isalpha():
            words.setdefault(form, cue)
            continue
        first, *others = _WORD.findall(form.lower())
        if not others:
            words.setdefault(first, cue)
            continue
        node = phrases.setdefault(first, {})
        for word in others:
            node = node.setdefault(word, {})
        node.setdefault(_END, cue)


def find_cues(text: str, start: int, end: int) -> list[Hit]:
    """The cues between two places of a text: words, phrases and marks in order, then the first number.

    Whole words only, in any case; of phrases the longest wins, and none overlaps another. Takes linear time.

    >>> text = "We should act, perhaps."
    >>> [(text[hit.start : hit.end], hit.cue.group) for hit in find_cues(text, 0, len(text))]
    [('We', 'we'), ('should', 'call'), ('perhaps', 'guess')]
    """
    starts, number = _lexicon()
    parts = _WORD.split(lower(text[start:end]))  # a gap, a word, a gap …
    ends = list(accumulate(map(len, parts), initial=start))
    tokens = parts[1::2]
    numbered = not all(map(str.isalpha, tokens))  # quick to ask, and seldom so
    tokens.append("\n")  # which no word is
    hits = []
    reach = 0
    for first in compress(range(len(tokens)), map(starts.__contains__, tokens)):
        if first < reach:
            continue
        cue, node, written = starts[tokens[first]]
        last = at = first + 1
        while node and (node := node.get(tokens[at])):
            at += 1
            if _END in node:
                cue, last = node[_END], at
        if cue is None and written is None:
            continue
        begin, stop = ends[2 * first + 1], ends[2 * last]
        if last == first + 1:
            if begin > start and text[begin - 1] in _HYPHENS:
                continue  # half a compound
            if written is not None:
                cue = written.get(text[begin:stop], cue)
        if cue:
            hits.append(Hit(begin, stop, cue))
            reach = last
    if numbered and (digits := _NUMBER.search(text, start, end)):
        hits.append(Hit(*digits.span(), number))
    return hits


def counted(hits: Sequence[Hit]) -> list[Hit]:
    """The hits that count: of each group no more than its ``most``."""
    seen: dict[str, int] = {}
    out = []
    for hit in hits:
        cue = hit.cue
        times = seen.get(cue.group, 0)
        if times < cue.most:
            seen[cue.group] = times + 1
            out.append(hit)
    return out


def points(hits: Sequence[Hit]) -> float:
    """The points for opinion of all the hits that count, together."""
    return sum([hit.cue.points for hit in counted(hits)])


@cache
def signed(score: float) -> str:
    """Points as a reader sees them.

    >>> signed(1.5), signed(-2.0), signed(0.0)
    ('+1.5', '-2', '0')
    """
    return f"{score:+g}" if score else "0"
