"""The cues of a claim: what speaks for opinion and what for fact, and the walk that finds it in a sentence."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from kit.annotate.inflect import inflect
from kit.annotate.loaded_words import load_lexicon, lower

__all__ = ["Cue", "Hit", "counted", "find_cues", "points", "signed"]

_WORD = re.compile(r"\w+|[?!—–;…]")  # the marks are words here, and part phrases
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
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


class Hit(NamedTuple):
    """A stretch of text and the cue that it is."""

    start: int
    end: int
    cue: Cue


class _Lexicon(NamedTuple):
    tree: Node
    written: Mapping[str, Cue | None]  # words that are another word when written so
    number: Cue


@cache
def _lexicon() -> _Lexicon:
    """The cues of ``lexicons/claims.toml``, and after them the loaded words, read when first needed.

    Where a form stands in two groups, the first keeps it.
    """
    tables, shared = _read("claims"), _read("loaded")
    irregular, stop = shared["irregular"] | tables["irregular"], frozenset(shared["stop"].split())
    tree: Node = {}
    groups: dict[str, Cue] = {}
    for name, table in tables["cues"].items():
        words, also, part = (table.pop(key, "") for key in ("words", "also", "part"))
        groups[name] = cue = Cue(name, **table)
        for phrase in words.split(","):
            _plant(tree, inflect(" ".join(phrase.split()), part, irregular), cue)
        _plant(tree, filter(None, also.split(",")), cue)
    for entry in load_lexicon().entries:
        if entry.part not in _NOT_WORDS:
            strength = entry.attributes["strength"]
            sure = "boosted" if entry.label == "certainty" else ""
            cue = Cue(f"loaded-{strength}", **tables["loaded"][strength], certainty=sure)
            _plant(tree, inflect(entry.phrase, entry.part, irregular) - stop, cue)
    written = {word: groups.get(name) for word, name in tables["written"].items()}
    for word in written:
        tree.setdefault(word.lower(), {_END: None})
    return _Lexicon(tree, written, Cue("number", **tables["number"]))


def _read(name: str) -> dict[str, Any]:
    path = Path(__file__).parents[1] / "lexicons" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _plant(tree: Node, forms: Iterable[str], cue: Cue) -> None:
    for form in forms:
        node = tree
        for word in _WORD.findall(form.lower()):
            node = node.setdefault(word, {})
        node.setdefault(_END, cue)


def find_cues(text: str, start: int, end: int) -> list[Hit]:
    """The cues between two places of a text: words, phrases and marks in order, then the first number.

    Whole words only, in any case; of phrases the longest wins, and none overlaps another. Takes linear time.

    >>> text = "We should act, perhaps."
    >>> [(text[hit.start : hit.end], hit.cue.group) for hit in find_cues(text, 0, len(text))]
    [('We', 'we'), ('should', 'call'), ('perhaps', 'guess')]
    """
    tree, written, number = _lexicon()
    sentence = text[start:end]
    found = list(_WORD.finditer(lower(sentence)))
    tokens = [m[0] for m in found]
    tokens.append("\n")  # which no word is
    hits = []
    reach = 0
    for first in [i for i, token in enumerate(tokens) if token in tree]:
        node, at = tree[tokens[first]], first + 1
        if first < reach or (_END not in node and tokens[at] not in node):
            continue
        cue, last = node.get(_END), at
        while (following := node.get(tokens[at])) is not None:
            node, at = following, at + 1
            if _END in node:
                cue, last = node[_END], at
        begin, stop = found[first].start(), found[last - 1].end()
        if last == first + 1:
            if begin and sentence[begin - 1] in _HYPHENS:
                continue  # half a compound
            cue = written.get(sentence[begin:stop], cue)
        if cue is not None:
            hits.append(Hit(start + begin, start + stop, cue))
            reach = last
    if digits := _NUMBER.search(sentence):
        hits.append(Hit(start + digits.start(), start + digits.end(), number))
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
