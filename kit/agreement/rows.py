"""A learner's tables beside a key, or a program's: who speaks, source by source, and of what kind each claim is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from kit.agreement.pairing import Status
from kit.agreement.units import tier
from kit.annotate.sources import Source
from kit.annotation import Annotation

__all__ = ["RECORDS", "WAYS", "SourcePair", "is_open", "pair_sources", "sorted_as", "ways"]

Row = Mapping[str, str]
RECORDS = ("named", "unnamed", "vague")  # what a row can say of whether one could ask a source
WAYS = ("direct", "reported", "both")  # and of whose the words are


@dataclass(frozen=True, slots=True)
class SourcePair:
    """One finding of a comparison of sources: a row, the source that it names, and how they stand.

    ``status`` is "agree", "differ" (a column says something else), "missed" (a source that no row names), "extra" (a
    row that names none) or "open" (the source's quotes are all left open, and it counts neither way).
    """

    status: Status
    row: Row | None
    source: Source | None


def pair_sources(rows: Iterable[Row], found: Sequence[Source]) -> list[SourcePair]:
    """Pair rows of ``speaker``, ``record`` and ``way`` with sources: the rows in order, then the sources missed.

    Two names are of one speaker where the last word of one stands in the other; what a row leaves empty is not
    compared. A source that is left open is not missed.

    >>> won = Annotation(1, 8, "quote", "direct", "key")
    >>> source = Source("Ana Ruiz", None, "named", 2, 0.4, 1, 0, 1, (won,))
    >>> [pair.status for pair in pair_sources([{"speaker": "Ruiz", "record": "vague", "way": ""}], [source])]
    ['differ']
    """
    left = list(found)
    pairs: list[SourcePair] = []
    for row in rows:
        twin = next((source for source in left if _same(row["speaker"], source.speaker)), None)
        if twin:
            left.remove(twin)
        pairs.append(SourcePair(_status(row, twin) if twin else "extra", row, twin))
    return pairs + [SourcePair("missed", None, source) for source in left if not is_open(source)]


def _status(row: Row, source: Source) -> Status:
    if is_open(source):
        return "open"
    fits = row["record"] in ("", source.record) and row["way"] in ("", *ways(source))
    return "agree" if fits else "differ"


def ways(source: Source) -> list[str]:
    """How a speaker is quoted: by all that is asked for, or with what the key leaves open; either will do.

    Words of theirs inside a report of it may count as reported too, as they do where they are marked.
    """
    asked = [quote for quote in source.quotes if tier(quote) != "accept"]
    found = [_way(quotes) for quotes in (asked, source.quotes) if quotes]
    inside = all(quote.label != "direct" for quote in source.quotes)
    return list(dict.fromkeys([*found, *(["reported"] if inside else [])]))


def _way(quotes: Iterable[Annotation]) -> str:
    labels = {quote.label for quote in quotes}
    if labels == {"direct"}:
        return "direct"
    return "reported" if labels == {"indirect"} else "both"


def is_open(source: Source) -> bool:
    """Whether the key leaves open all that a source is quoted with."""
    return all(tier(quote) == "accept" for quote in source.quotes)


def _same(mine: str, theirs: str | None) -> bool:
    if theirs is None:
        return bool(re.search(r"\b(?:reporter|nobody|unknown|unnamed|question)", mine, re.I))
    words = [re.findall(r"\w+", name.lower().partition(",")[0]) for name in (mine, theirs)]
    return bool(words[0] and words[1]) and (words[0][-1] in words[1] or words[1][-1] in words[0])


def sorted_as(label: str, entry: Annotation) -> Literal["agree", "differ", "open"]:
    """How the kind that a learner gave a claim stands to the key's, which may take others too (``accept``).

    >>> sorted_as("cause", Annotation(0, 4, "claim", "fact", "key", attributes={"accept": "cause opinion"}))
    'agree'
    """
    if tier(entry) == "accept":
        return "open"
    return "agree" if label in (entry.label, *entry.attributes.get("accept", "").split()) else "differ"
