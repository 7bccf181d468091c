"""Collocations: which words stand near a word more often than chance would have them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from math import log2
from typing import Literal

from kit.annotation import Span
from kit.tables import Listing, Table
from kit.terms.counting import is_stopped
from kit.terms.queries import Hit, occurrences
from kit.terms.spelling import spellings
from kit.terms.voice_words import Text, Words, as_words, groups_of

__all__ = ["Collocate", "collocates"]


@dataclass(frozen=True, slots=True)
class Collocate:
    """A word that stands near another: how often it does (``together``), how often it stands anywhere, and its score.

    It is counted as ``term`` and most often spelled as ``spelling``. ``score`` is ``None`` where ``together`` is too
    little to say anything, and ``why`` says so. ``set_aside`` says that it is one of the stop words asked for.
    ``spans`` are where it stands near.
    """

    term: str
    spelling: str
    together: int
    count: int
    score: float | None
    set_aside: bool
    why: str
    spans: tuple[Span, ...] = field(repr=False)


def collocates(
    text: Text,
    query: str,
    *,
    window: int = 5,
    measure: Literal["logDice", "PMI"] = "logDice",
    at_least: int = 2,
    inflections: bool = False,
    stop_words: Collection[str] = (),
) -> Listing[Collocate]:
    """The words that stand within ``window`` words of a word or phrase, in the same sentence and voice, best first.

    Each word near counts once, however many times the query stands around it; the query's own words are left out.
    Fewer than ``at_least`` together give no score; such words come last, and after them ``stop_words``. Raises
    ``ValueError`` for another ``measure``, or a ``window`` below 1.

    - "logDice": 14 + log2(2 f(x, y) / (f(x) + f(y))). At most 14; does not grow with the length of the text. So that
      it keeps to that, f(x, y) is never more than f(x).
    - "PMI": log2 of how much more often the word stands near than it would if its occurrences were spread at random.
      Prefers rare words.

    Sources: P. Rychlý, "A lexicographer-friendly association score", RASLAN (2008), 6-9; K. W. Church and P. Hanks,
    "Word association norms, mutual information, and lexicography", Computational Linguistics 16 (1990), 22-29; counted
    as surface co-occurrence in S. Evert, "Corpora and collocations", in Corpus Linguistics: An International Handbook,
    de Gruyter (2008), chapter 58.

    >>> import kit
    >>> reading = kit.read("Human rights matter. They speak of human rights here. A right is a right.")
    >>> [(near.term, near.together, near.score) for near in collocates(reading, "rights", window=1, at_least=1)]
    [('human', 2, 14.0), ('here', 1, 13.4...), ('matter', 1, 13.4...)]
    """
    if measure not in ("logDice", "PMI"):
        raise ValueError(f"measure {measure!r} is not known; it must be logDice or PMI")
    if window < 1:
        raise ValueError(f"window is {window}; it must be 1 word or more")
    words = as_words(text)
    hits = occurrences(words, query, inflections=inflections)
    own, near = _places(words, hits, window)
    groups = groups_of([words], inflections=inflections)
    together, counts = _counted(words, groups, own, near)
    spelled = spellings([words], 1, groups)
    found = []
    for term, spans in together.items():
        times = len(spans)
        if measure == "logDice":
            score = 14 + log2(2 * min(times, len(hits)) / (len(hits) + counts[term]))
        else:
            score = log2(times * counts.total() / (len(near) * counts[term]))
        rare = f"It stands near fewer than {at_least} times." if times < at_least else ""
        stopped = is_stopped(term, stop_words)
        found.append(
            Collocate(
                term, spelled.get(term, term), times, counts[term], None if rare else score, stopped, rare, tuple(spans)
            )
        )
    found.sort(key=lambda c: (c.set_aside, c.score is None, -(c.score or 0), -c.together, c.term))
    return Listing(found, partial(_collocate_table, measure))


def _collocate_table(measure: str, found: Sequence[Collocate]) -> Table:
    rows = [
        (c.spelling, f"{c.together:,}", f"{c.count:,}", c.why if c.score is None else f"{c.score:.1f}") for c in found
    ]
    caption = "What stands together is not therefore connected: read the lines."
    return Table((("term", "near it", "anywhere", measure), *rows), caption, ("left", "right", "right", "right"))


_Place = tuple[int, int]  # the number of a run, and of a word in it


def _counted(
    words: Words, groups: Mapping[str, str], own: Collection[_Place], near: Collection[_Place]
) -> tuple[dict[str, list[Span]], Counter[str]]:
    """Where each term stands near, and how often it stands anywhere; the query's own words are left out."""
    together: defaultdict[str, list[Span]] = defaultdict(list)
    counts: Counter[str] = Counter()
    for number, run in enumerate(words.runs):
        for at, word in enumerate(run):
            if (number, at) not in own:
                term = groups.get(word.term, word.term)
                counts[term] += 1
                if (number, at) in near:
                    together[term].append(Span(word.start, word.end))
    return together, counts


def _places(words: Words, hits: Iterable[Hit], window: int) -> tuple[set[_Place], set[_Place]]:
    """Where the query's own words stand, and where those near it."""
    own: set[_Place] = set()
    near: set[_Place] = set()
    before, done, owned = -1, 0, 0  # what is known of the run already, so that no place is looked at again and again
    for number, at, after in hits:
        if number != before:
            before, done, owned = number, 0, 0
        last = min(len(words.runs[number]), after + window)
        own.update((number, i) for i in range(max(at, owned), after))
        near.update((number, i) for i in range(max(at - window, done), last))
        done, owned = last, after
    return own, near - own
