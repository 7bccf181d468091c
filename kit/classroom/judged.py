"""Answers beside keys: what each activity asks for, item by item, and what came of a learner's marks and tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from kit.activity.activity import Activity
from kit.activity.fitting import Fitting
from kit.agreement import compare
from kit.agreement.rows import is_open, pair_sources, sorted_as
from kit.agreement.units import tier
from kit.annotate.sources import Source
from kit.annotation import Annotation
from kit.article import Article

__all__ = ["Item", "Judge", "Outcome", "Status", "items_of"]

# What a learner did with an item. What is asked for is one of the first three, a trap one of the next two, and what a
# key leaves open one of the last two; beside a program, it is as if the program were a key.
Status = Literal["agree", "differ", "missed", "trap", "avoided", "open", "untouched"]

_UNMARKED: Mapping[str, Status] = {"must": "missed", "trap": "avoided", "accept": "untouched"}
_Place = tuple[int, int, str]  # start, end and label of a mark, which is all that a comparison goes by


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of an activity's key, or where nobody has made one, of what a program finds; of a table, a row's.

    ``tier`` is "must", "trap" or "accept"; "accept" is contested, and so is all that only a program says: it is shown,
    and never graded. ``words`` are those of the text, or who speaks.
    """

    activity: str
    number: int
    words: str
    label: str
    tier: str
    why: str
    entry: Annotation | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What marks, or the rows of a table, came to: a status for each item of the activity, and what is beside them."""

    statuses: tuple[Status, ...]
    marks: tuple[Annotation, ...] = ()
    extra: tuple[Annotation, ...] = ()


def items_of(activity: Activity) -> tuple[Item, ...]:
    """The items of an activity, in order; none where it has no key and compares with no program."""
    if activity.kind == "sources":
        return tuple(_source_item(activity, n, source) for n, source in enumerate(activity.sources))
    if activity.kind not in ("mark", "claims"):
        return ()
    return tuple(
        Item(
            activity.name, n, activity.article.covered(entry), entry.label, _tier(activity, tier(entry)),
            entry.attributes.get("why", ""), entry,
        )
        for n, entry in enumerate(activity.entries)
    )  # fmt: skip


def _source_item(activity: Activity, number: int, source: Source) -> Item:
    said = _tier(activity, "accept" if is_open(source) else "must")
    return Item(activity.name, number, source.speaker or "", source.record, said, "")


def _tier(activity: Activity, said: str) -> str:
    if activity.reference == "program":
        return "accept"
    return "must" if activity.unit == "block" and said == "trap" else said  # a block has one label, and is asked for


class Judge:
    """What answers to one activity come to, by its items, for as many learners as there are.

    What marks come to depends on where they stand and how they are labelled alone, and many mark alike: it is worked
    out once for each way to mark.
    """

    def __init__(self, activity: Activity) -> None:
        self.activity = activity
        self.items = items_of(activity)
        self._fitting: Fitting | None = None
        self._sources = list(activity.sources) if activity.kind == "sources" else []
        self._known: dict[tuple[_Place, ...], tuple[tuple[Status, ...], frozenset[_Place]]] = {}

    @property
    def fitting(self) -> Fitting:
        """What the activity takes for an answer, worked out when there is one to look at."""
        self._fitting = self._fitting or Fitting(self.activity)
        return self._fitting

    @property
    def article(self) -> Article:
        """The text that is marked; raises ``ValueError`` where none is."""
        if self.activity.kind != "mark":
            raise ValueError(f"nothing is marked in {self.activity.name}")
        return self.activity.article

    def marked(self, given: Sequence[Annotation]) -> Outcome:
        """What marks came to; raises ``ValueError`` where they are none for this activity."""
        marks = tuple(self.fitting.marks(given))
        places = tuple([(mark.start, mark.end, mark.label) for mark in marks])
        if places not in self._known:
            self._known[places] = self._compared(marks)
        statuses, extra = self._known[places]
        return Outcome(statuses, marks, tuple([m for m in marks if (m.start, m.end, m.label) in extra]))

    def _compared(self, marks: Sequence[Annotation]) -> tuple[tuple[Status, ...], frozenset[_Place]]:
        entries = [item.entry for item in self.items if item.entry]
        compared = compare(self.activity.article, marks, entries, every=self.activity.unit == "block")
        said: dict[int, Status] = {}
        extra = set()
        for pair in compared.pairs:
            if pair.reference is None and pair.mine:
                extra.add((pair.mine.start, pair.mine.end, pair.mine.label))
            elif pair.status != "extra" and said.get(id(pair.reference)) != "agree":  # further marks may be beside it
                said[id(pair.reference)] = pair.status
        return tuple(said.get(id(entry)) or self._unmarked(entry) for entry in entries), frozenset(extra)

    def _unmarked(self, entry: Annotation) -> Status:
        asked = self.activity.unit == "block" and tier(entry) == "trap"
        return _UNMARKED["must" if asked else tier(entry)]

    def filled(self, value: Any) -> Outcome:
        """What a table came to; raises ``ValueError`` where it is none for this activity."""
        rows = self.fitting.rows(value)
        by_item = self._named(rows) if self.activity.kind == "sources" else self._sorted(rows)
        return Outcome(tuple(by_item))

    def _named(self, rows: Sequence[Mapping[str, str]]) -> Iterator[Status]:
        said = {
            id(pair.source): pair.status
            for pair in pair_sources([row for row in rows if row["speaker"].strip()], self._sources)
            if pair.source and pair.status != "extra"
        }
        for source in self._sources:
            yield said.get(id(source), "untouched")  # one that is not open is among the pairs, at least as missed

    def _sorted(self, rows: Sequence[Mapping[str, str]]) -> Iterator[Status]:
        for row, item in zip(rows, self.items, strict=True):
            if item.entry is not None:
                yield sorted_as(row["label"], item.entry) if row["label"] else self._unmarked(item.entry)
