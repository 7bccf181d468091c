"""Pair two sets of annotations of one layer: a learner's with those of a key, a class or an analyzer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from kit.agreement.units import one_layer, tier
from kit.annotation import Annotation

__all__ = ["Pair", "Status", "pair"]

Status = Literal["agree", "differ", "missed", "extra", "trap"]

ENOUGH = 0.5


@dataclass(frozen=True, slots=True)
class Pair:
    """One finding of a comparison: a mark, the reference entry it was paired with, and how they stand.

    ``status`` is "agree" (they cover the same words, nearly, and the label fits), "differ" (they touch, and the
    label or the bounds differ), "missed" (in the reference only), "extra" (in ``mine`` only: not in the reference,
    which is not to say wrong) or "trap" (``mine`` marks what looks marked and, says the reference, is not).
    ``overlap`` is the shared part of the words they cover together, 0 to 1.
    """

    status: Status
    mine: Annotation | None
    reference: Annotation | None
    overlap: float = 0.0

    @property
    def why(self) -> str:
        """The reference's reason, or nothing where there is none."""
        return self.reference.attributes.get("why", "") if self.reference else ""

    @property
    def start(self) -> int:
        """Where the finding starts: the earlier of the two spans."""
        return min(a.start for a in (self.mine, self.reference) if a)


def pair(mine: Iterable[Annotation], reference: Iterable[Annotation], *, every: bool = False) -> list[Pair]:
    """Pair two sets of annotations of one layer by overlap, in the order of the text.

    Each mark is paired with one reference entry at most, the best overlaps first, those that agree before all
    others. They agree where the intersection of their spans is at least half of the union and the label is the
    entry's own or stands in its attribute ``accept`` (labels that are fine too, parted by spaces). Of the entries
    left over, those of ``tier`` "must" (or without one) are missed; "accept" may be left unmarked; "trap" is
    reported only where it was marked. With ``every``, tiers do not count: so for zones, where each block has a label.

    Raises ``ValueError`` where the annotations are of several layers.

    Overlap of at least one half: M. Everingham et al., "The Pascal Visual Object Classes (VOC) Challenge",
    International Journal of Computer Vision 88 (2010), section 4.2, with one dimension for two.

    >>> key = Annotation(4, 14, "quote", "direct", "key:demo", attributes={"why": "It stands in marks."})
    >>> [(p.status, p.why) for p in pair([Annotation(5, 13, "quote", "direct", "learner:ana")], [key])]
    [('agree', 'It stands in marks.')]
    """
    own, entries = list(mine), list(reference)
    one_layer((*own, *entries))
    pairs: list[Pair] = []
    taken_own: set[int] = set()
    taken_entries: set[int] = set()
    for found, i, j in sorted(_candidates(own, entries, every), key=_best_first):
        if i in taken_own or j in taken_entries:
            continue
        pairs.append(found)
        taken_own.add(i)
        if found.status != "trap":  # two marks can fall into the same trap
            taken_entries.add(j)
    pairs += [Pair("extra", a, None) for i, a in enumerate(own) if i not in taken_own]
    pairs += [
        Pair("missed", None, a)
        for j, a in enumerate(entries)
        if j not in taken_entries and (every or tier(a) == "must")
    ]
    return sorted(pairs, key=lambda p: (p.start, -max(a.end for a in (p.mine, p.reference) if a)))


def _best_first(candidate: tuple[Pair, int, int]) -> tuple[bool, float, int, int]:
    found, i, j = candidate
    return found.status != "agree", -found.overlap, i, j


def _candidates(own: list[Annotation], entries: list[Annotation], every: bool) -> Iterator[tuple[Pair, int, int]]:
    """Every mark with every entry that it touches, and how the two would stand."""
    queue = sorted(range(len(entries)), key=lambda j: entries[j].start)
    open_entries: list[int] = []
    at = 0
    for i in sorted(range(len(own)), key=lambda i: own[i].start):
        a = own[i]
        while at < len(queue) and entries[queue[at]].start < a.end:
            open_entries.append(queue[at])
            at += 1
        open_entries = [j for j in open_entries if entries[j].end > a.start]
        for j in open_entries:
            if overlap := _overlap(a, entries[j]):
                yield Pair(_status(a, entries[j], overlap, every), a, entries[j], overlap), i, j


def _status(a: Annotation, entry: Annotation, overlap: float, every: bool) -> Status:
    if not every and tier(entry) == "trap":
        return "trap"
    fits = a.label == entry.label or a.label in entry.attributes.get("accept", "").split()
    return "agree" if fits and overlap >= ENOUGH else "differ"


def _overlap(a: Annotation, b: Annotation) -> float:
    """Intersection over union of two spans; 0 where they do not touch."""
    shared = min(a.end, b.end) - max(a.start, b.start)
    return shared / (max(a.end, b.end) - min(a.start, b.start)) if shared > 0 else 0.0
