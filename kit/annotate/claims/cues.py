"""The cues of a claim: what speaks for opinion and what for fact, and the walk that finds it in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from kit.annotate.claims.grammar import call, is_record, is_verb, plan, superlatives, under_the_past, will_is_noun
from kit.annotate.loaded.lexicon import load_entries, load_tables
from kit.lexicons import load_calendar, read_lexicon, word_set
from kit.lexicons.inflect import inflect
from kit.lexicons.phrases import END, Phrases, cut_at_words, firsts, follow, plant

__all__ = ["Cue", "CueGroup", "counted", "find_cues", "points", "signed"]

_WORD = re.compile(r"(\w+|[?!—–;…])")  # the marks are words here, and part phrases
_NUMBER = re.compile(r"\d(?:[.,]?\d)*")
_WRITTEN = "Aa"  # the key of a tree for what a word is where it is written otherwise ("US", "May")
_HYPHENS = "-‑"
_DATED = ("time", "number")  # "the best day of 2019" can be dated, and not checked
_SHIFTED = frozenset(["would", "might"])
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
    verb: bool = False  # its words are cues where they are verbs, and may be nouns


class Cue(NamedTuple):
    """A stretch of text that is a cue, and its group."""

    start: int
    end: int
    group: CueGroup


class _Lexicon(NamedTuple):
    phrases: Phrases
    groups: Mapping[str, CueGroup]


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
    return _Lexicon(phrases, groups | {name: CueGroup(name, **table) for name, table in tables["rules"].items()})


def _plant(phrases: Phrases, forms: Iterable[str], group: CueGroup) -> None:
    for form in forms:
        plant(phrases, [form] if form.isalpha() else _WORD.findall(form.lower()), group)


def find_cues(text: str, start: int, end: int) -> list[Cue]:
    """The cues of a sentence between two places of a text: words, phrases, marks and what its grammar says, in order.

    Whole words only, in any case; of phrases the longest wins, and none overlaps another. Then comes the first number.
    Takes linear time.

    >>> text = "We should act, perhaps."
    >>> [(text[cue.start : cue.end], cue.group.name) for cue in find_cues(text, 0, len(text))]
    [('We', 'we'), ('should', 'call'), ('perhaps', 'guess')]
    """
    phrases, groups = _lexicon()
    parts, edges = cut_at_words(text[start:end], _WORD, start)
    found = {}  # place of the first word → place of the last, and the group
    tree, reach, final = phrases.tree, 0, len(parts) - 2
    past = final if _SHIFTED.isdisjoint(parts) else under_the_past(parts)
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
        if first > past and not _SHIFTED.isdisjoint(parts[first : last + 1 : 2]):
            continue
        if group and (group := _by_grammar(parts, first, last, group, groups)):
            found[first] = last, group
            reach = last + 1
    for (first, last), group in _of_grammar(parts, groups):
        for at in range(first, last + 2, 2):
            found.pop(at, None)
        found[first] = last, group
    cues = [Cue(edges[first], edges[last + 1], group) for first, (last, group) in sorted(found.items())]
    if not all(map(str.isalpha, parts[1::2])) and (digits := _NUMBER.search(text, start, end)):
        cues.append(Cue(*digits.span(), groups["number"]))  # quick to ask, and seldom so
    return cues


def _by_grammar(
    parts: Sequence[str], first: int, last: int, group: CueGroup, groups: Mapping[str, CueGroup]
) -> CueGroup | None:
    """The group of a cue by the words around it; ``None`` where it is no cue here."""
    if first == last:
        if group.verb and not is_verb(parts, first):
            return None
        if parts[first] == "will" and will_is_noun(parts, first):
            return None
    if group.name == "superlative" and (is_record(parts, last) or parts[last + 1] in _HYPHENS):
        return None  # "the best-selling"
    if parts[first] == "due" and (planned := plan(parts, last)):
        return groups["prediction"] if planned == "now" else None
    return group


def _of_grammar(parts: Sequence[str], groups: Mapping[str, CueGroup]) -> Iterator[tuple[tuple[int, int], CueGroup]]:
    """The cues that no list has: superlatives, and the verb of a call; each as places of first and last words."""
    yield from [(words, groups["superlative"]) for words in superlatives(parts)]
    if len(parts) > 1 and (verb := call(parts)):
        yield verb, groups["imperative"]


def counted(cues: Sequence[Cue]) -> list[Cue]:
    """The cues that count: of each group no more than its ``most``, and no day or number beside a superlative."""
    seen: dict[str, int] = {}
    out = []
    judged = any(cue.group.name == "superlative" for cue in cues)
    for cue in cues:
        group = cue.group
        if judged and group.name in _DATED:
            continue
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
