"""Pair two sets of annotations of one layer: a learner's with those of a key, a class or an analyzer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from kit.agreement.bounds import ENOUGH, beside, overlap, same_words
from kit.agreement.units import one_layer, tier
from kit.annotation import Annotation, Span
from kit.article import Article
from kit.spans import intersection, union

__all__ = ["Pair", "Status", "pair"]

Status = Literal["agree", "differ", "missed", "extra", "trap", "open"]

_UNASKED: Mapping[str, Status] = {"trap": "trap", "accept": "open"}  # by tier


@dataclass(frozen=True, slots=True)
class Pair:
    """One finding of a comparison: a mark, the reference entry it was paired with, and how they stand.

    ``status`` is "agree" (they cover the same words, nearly, and the label fits), "differ" (they touch, and the
    label or the bounds differ), "missed" (in the reference only), "extra" (in ``mine`` only: not in the reference,
    which is not to say wrong), "trap" (``mine`` marks what looks marked and, says the reference, is not) or "open"
    (the reference leaves it open, and it counts neither way). ``overlap`` is the shared part of what they cover
    together, 0 to 1. ``others`` are further marks that agree with the same entry, behind the first.
    """

    status: Status
    mine: Annotation | None
    reference: Annotation | None
    overlap: float = 0.0
    others: tuple[Annotation, ...] = ()

    @property
    def why(self) -> str:
        """The reference's reason, or nothing where there is none."""
        return self.reference.attributes.get("why", "") if self.reference else ""

    @property
    def span(self) -> Span:
        """All that the finding is about."""
        one, other = self.mine or self.reference, self.reference or self.mine
        if one is None or other is None:
            raise ValueError("a pair has a mark or an entry")
        start, end = min(one.start, other.start), max(one.end, other.end)
        for mark in self.others:
            start, end = min(start, mark.start), max(end, mark.end)
        return Span(start, end)


def pair(
    article: Article, mine: Iterable[Annotation], reference: Iterable[Annotation], *, every: bool = False
) -> list[Pair]:
    """Pair two sets of annotations of one layer, in the order of the article's text.

    A mark agrees with an entry where the two cover the same words, nearly (``kit.agreement.bounds`` says how nearly),
    and its label is the entry's own or stands in the entry's attribute ``accept`` (labels that are fine too, parted by
    spaces). One mark that joins neighbouring entries, such as the paragraphs of a turn, agrees with each of them;
    several marks that together cover one entry agree with it as one.

    Entries of ``tier`` "must" (or without one) are asked for: each is in one pair that agrees, or in those that differ,
    or missed. A "trap" is reported where it was marked, that with the mark's own label first. "accept" is left open:
    reported where it was marked, under whatever label, and counted neither way. With ``every``, a trap is an entry like
    others, one that is easily missed: so for zones, where each block has a label. Time grows with the number of marks
    and entries, and of those that touch each other.

    Raises ``ValueError`` where the annotations are of several layers.

    >>> article = Article.from_text("The mayor slammed it.")
    >>> key = Annotation(10, 17, "loaded", "loaded-word", "key:demo", attributes={"why": "It judges."})
    >>> mark = Annotation(4, 17, "loaded", "loaded-word", "learner:ana")
    >>> [(p.status, p.why) for p in pair(article, [mark], [key])]
    [('agree', 'It judges.')]
    """
    table = _Table(article.text, list(mine), list(reference), every)
    one_layer((*table.own, *table.entries))
    agreed = table.agreeing()
    pairs = [table.agreement(j, marks) for j, marks in agreed.items()]
    used = {i for marks in agreed.values() for i in marks}
    pairs += table.disagreeing(agreed, [i for i in range(len(table.own)) if i not in used])
    met = {id(found.reference) for found in pairs}
    pairs += [Pair("missed", None, a) for j, a in enumerate(table.entries) if table.asked(j) and id(a) not in met]
    return sorted(pairs, key=_in_order)


def _in_order(found: Pair) -> tuple[int, int]:
    start, end = found.span
    return start, -end


class _Table:
    """Marks and entries by number, which of them touch, and which cover the same words."""

    def __init__(self, text: str, own: list[Annotation], entries: list[Annotation], every: bool) -> None:
        self.text, self.own, self.entries = text, own, entries
        self._spans, self._places = [a.span for a in own], [a.span for a in entries]
        tiers = [tier(a) for a in entries]
        self._asked = [said == "must" or (every and said == "trap") for said in tiers]
        self._labels = [(a.label, *a.attributes.get("accept", "").split()) for a in entries]
        self.touched: dict[int, list[int]] = defaultdict(list)  # mark → entries
        self.touching: dict[int, list[int]] = defaultdict(list)  # entry → marks
        self.overlaps: dict[tuple[int, int], float] = {}
        for i, j in _touching(own, entries):
            self.touched[i].append(j)
            self.touching[j].append(i)
            self.overlaps[i, j] = overlap(self._spans[i], self._places[j])
        self.same = {
            (i, j)
            for (i, j), shared in self.overlaps.items()
            if shared >= ENOUGH or self._same(self._spans[i], self._places[j])
        }

    def asked(self, j: int) -> bool:
        """Whether an entry is one that is asked for."""
        return self._asked[j]

    def agreement(self, j: int, marks: Sequence[int]) -> Pair:
        if len(marks) == 1:
            return Pair("agree", self.own[marks[0]], self.entries[j], self.overlaps[marks[0], j])
        first, *others = (self.own[i] for i in sorted(marks, key=self._spans.__getitem__))
        return Pair("agree", first, self.entries[j], self._covered(j, marks), tuple(others))

    def agreeing(self) -> dict[int, list[int]]:
        """The entries that marks agree with, and those marks: one to one, then one to several, several to one."""
        agreed: dict[int, list[int]] = {}
        used: set[int] = set()

        def settle(marks: Iterable[int], j: int) -> None:
            agreed.setdefault(j, []).extend(marks)
            used.update(marks)

        for i, j in sorted((at for at in self.same if self._fits(*at)), key=lambda at: (-self.overlaps[at], at)):
            if i not in used and j not in agreed:
                settle([i], j)
        for i in range(len(self.own)):
            for j in self._joined(i):
                if j not in agreed:
                    settle([i], j)
        for j in range(len(self.entries)):
            parts = self._parts(j, used)
            if parts and (j in agreed or (len(parts) > 1 and self._covered(j, parts) >= ENOUGH)):
                settle(parts, j)
        return agreed

    def disagreeing(self, agreed: Collection[int], left: Sequence[int]) -> Iterator[Pair]:
        """What is to be said of the marks that agree with nothing; each has a pair, or several."""
        best = sorted((at for i in left for at in self._at(i)), key=self._best_first)
        nearest: dict[int, int] = {}
        warned: dict[int, int] = {}  # marks on what the reference warns of, or leaves open
        for i, j in best:
            nearest.setdefault(i, j)
            if (i, j) in self.same and not self.asked(j):
                warned.setdefault(i, j)
        met, said = set(agreed), set[int]()
        for i, j in best:
            if self.asked(j) and j not in met and ((i, j) in self.same or i not in warned):
                met.add(j)
                said.add(i)
                yield Pair("differ", self.own[i], self.entries[j], self.overlaps[i, j])
        for i in left:
            if i in warned or (i in nearest and i not in said):
                j = warned.get(i, nearest[i])
                status = "differ" if self.asked(j) else _UNASKED[tier(self.entries[j])]
                yield Pair(status, self.own[i], self.entries[j], self.overlaps[i, j])
            elif i not in said:
                yield Pair("extra", self.own[i], None)

    def _at(self, i: int) -> list[tuple[int, int]]:
        return [(i, j) for j in self.touched[i]]

    def _best_first(self, at: tuple[int, int]) -> tuple[bool, bool, float, int, int]:
        i, j = at
        return at not in self.same, self.own[i].label != self.entries[j].label, -self.overlaps[at], i, j

    def _fits(self, i: int, j: int) -> bool:
        """Whether an entry is asked for, and takes the mark's label."""
        return self._asked[j] and self.own[i].label in self._labels[j]

    def _same(self, one: Span, other: Span) -> bool:
        return same_words(self.text, one, other, self.own[0].layer)

    def _joined(self, i: int) -> list[int]:
        """The neighbouring entries that a mark joins, in order: those whose label fits and that lie in it, mostly."""
        if len(self.touched[i]) < 2:
            return []
        mark, row = self.own[i], list[int]()
        inside = [j for j in self.touched[i] if self._fits(i, j) and _mostly(self.entries[j], mark)]
        for j in sorted(inside, key=lambda j: (self.entries[j].start, -self.entries[j].end)):
            if not row or self.entries[j].start >= self.entries[row[-1]].end:
                row.append(j)
        spans = [self.entries[j].span for j in row]
        if len(row) < 2 or not all(beside(self.text, a, b, mark.layer) for a, b in pairwise(spans)):
            return []
        return row if self._same(mark.span, Span(spans[0].start, spans[-1].end)) else []

    def _parts(self, j: int, used: Collection[int]) -> list[int]:
        """The marks left that lie in an entry, mostly, or cover the same words, and whose label fits."""
        left = [i for i in self.touching[j] if i not in used and self._fits(i, j)]
        return [i for i in left if (i, j) in self.same or _mostly(self.own[i], self.entries[j])]

    def _covered(self, j: int, parts: Iterable[int]) -> float:
        """What several marks, taken as one, have of what they and an entry cover together."""
        marks = union(sorted(self._spans[i] for i in parts))
        entry = [self._places[j]]
        return _length(intersection(entry, marks)) / _length(union(sorted(marks + entry)))


def _mostly(inner: Annotation, outer: Annotation) -> bool:
    shared = min(inner.end, outer.end) - max(inner.start, outer.start)
    return 2 * shared >= inner.end - inner.start > 0


def _length(spans: Iterable[Span]) -> int:
    return sum(span.end - span.start for span in spans)


def _touching(own: list[Annotation], entries: list[Annotation]) -> Iterator[tuple[int, int]]:
    """Every mark with every entry that it touches, by their numbers."""
    queue = sorted(range(len(entries)), key=lambda j: entries[j].start)
    open_entries: list[int] = []
    at = 0
    for i in sorted(range(len(own)), key=lambda i: own[i].start):
        a = own[i]
        while at < len(queue) and entries[queue[at]].start < a.end:
            open_entries.append(queue[at])
            at += 1
        open_entries = [j for j in open_entries if entries[j].end > a.start]
        yield from ((i, j) for j in open_entries if max(a.start, entries[j].start) < min(a.end, entries[j].end))
