"""Is it an answer to what an activity asks? What a file says may be anybody's, or of another version of the lesson."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import cache
from math import isfinite
from reprlib import repr as short_repr
from typing import Any

from kit.activity.activity import Activity
from kit.activity.answer import Answer
from kit.activity.columns import table_rows, text_row
from kit.activity.figures import figures_of
from kit.activity.templates import fill
from kit.agreement.rows import RECORDS, WAYS
from kit.annotation import Annotation
from kit.segment.blocks import find_blocks
from kit.visible import well_formed

__all__ = ["CHANGES", "LONGEST_WORDING", "Fitting", "claim_rows", "source_rows"]

CHANGES = ("tone", "meaning", "both", "neither")  # what another wording can change
LONGEST_WORDING = 400  # characters; a longer one is no swap
MOST_ROWS = 1_000
_NOT_IN_JSON = ("sign_in", "mark")
_IN_ROWS = ("sources", "claims", "table")


def source_rows(rows: Iterable[object]) -> list[dict[str, str]]:
    """Rows of a table of sources, whole; raises ``ValueError`` where one says what nobody can choose.

    >>> source_rows([{"speaker": "Ana Ruiz", "record": "named"}])
    [{'speaker': 'Ana Ruiz', 'record': 'named', 'way': ''}]
    """
    whole = [text_row(row, "speaker", "record", "way") for row in rows]
    for row in whole:
        for name, valid in (("record", RECORDS), ("way", WAYS)):
            if row[name] and row[name] not in valid:
                raise ValueError(f"{name} {row[name]!r:.80} is not known; it is empty or one of: {', '.join(valid)}")
    return whole


def claim_rows(rows: Iterable[object], claims: Sequence[str], labels: Collection[str]) -> list[dict[str, str]]:
    """A row for each claim, in order, each value one that can be given; raises ``ValueError`` where one cannot.

    >>> claim_rows([], ["It rained."], ["fact"])
    [{'claim': 'It rained.', 'label': '', 'settle': ''}]
    """
    given: dict[str, dict[str, str]] = {}
    asked = {well_formed(claim): claim for claim in claims}  # as the page has them
    for row in (text_row(row, "claim", "label", "settle") for row in rows):
        row["claim"] = asked.get(well_formed(row["claim"]), row["claim"])
        if row["claim"] not in claims:
            raise ValueError(f"claim {row['claim'][:80]!r} is not asked about here; these are: {claims}")
        if row["label"] and row["label"] not in labels:
            raise ValueError(f"label {row['label']!r:.80} is not offered; it is empty or one of: {', '.join(labels)}")
        given[row["claim"]] = row
    return [given.get(claim, {"claim": claim, "label": "", "settle": ""}) for claim in claims]


class Fitting:
    """What an activity takes for an answer, worked out once for as many answers as there are to look at."""

    def __init__(self, activity: Activity) -> None:
        self.activity = activity
        self._labels = frozenset(label.name for label in activity.labels)
        known = figures_of(activity.text)
        known["common"] = cache(lambda: fill(activity.common, known))
        self._options = frozenset(fill(option, known) for option in activity.options)
        self._bounds = tuple(float(fill(str(bound), known)) for bound in activity.bounds)
        self._claims: Sequence[str] = ()
        self._blocks: frozenset[tuple[int, int]] = frozenset()
        if activity.kind == "claims":
            self._claims = [activity.article.covered(entry) for entry in activity.entries]
        if activity.kind == "mark" and activity.unit == "block":
            self._blocks = frozenset(find_blocks(activity.article.text))

    def answer(self, answer: Answer) -> Answer:
        """The answer, its tables whole; raises ``ValueError``, saying what is wrong, where it is none to this."""
        if self.activity.kind in _NOT_IN_JSON:
            raise ValueError(f"{self.activity.name} is not answered in words, numbers or rows")
        for each in answer.tries:
            self._check(each.value, draft=False)
        if answer.draft:
            self._check(answer.draft.value, draft=True)
        return answer.mapped(self.rows) if self.activity.kind in _IN_ROWS else answer

    def rows(self, value: Any) -> list[dict[str, str]]:
        """The rows of a table, whole; raises ``ValueError`` where it is none."""
        if not isinstance(value, list):
            raise ValueError(f"rows must be a list, not {type(value).__name__}")
        if len(value) > MOST_ROWS:
            raise ValueError(f"{len(value):,} rows, and a table has {MOST_ROWS:,} at most")
        if self.activity.kind == "sources":
            return source_rows(value)
        if self.activity.kind == "table":
            return table_rows(value, self.activity.columns, self.activity.rows)
        return claim_rows(value, self._claims, self._labels)

    def marks(self, marks: Iterable[Annotation]) -> list[Annotation]:
        """The marks, each once; raises ``ValueError`` where one is of another layer, label, or cut of the text."""
        once: dict[tuple[int, int, str], Annotation] = {}
        text, layer = self.activity.article.text, self.activity.layer
        for mark in marks:
            if mark.layer != layer:
                raise ValueError(f"a mark is of layer {mark.layer!r:.60}, and here {layer!r} is marked")
            if mark.label not in self._labels:
                raise ValueError(f"label {mark.label!r:.60} is not offered; these are: {', '.join(self._labels_told)}")
            span = (mark.start, mark.end)
            if self._blocks and span not in self._blocks:
                raise ValueError(f"{mark.start}:{mark.end} is no block of the text, which has been cut otherwise since")
            if not text[mark.start : mark.end].strip():
                raise ValueError(f"the mark {mark.start}:{mark.end} covers no word")
            once.setdefault((*span, mark.label), mark)
        if self._blocks and len({key[:2] for key in once}) < len(once):
            raise ValueError("a block has two labels, and it can have one")
        return list(once.values())

    @property
    def _labels_told(self) -> list[str]:
        return [label.name for label in self.activity.labels]

    def _check(self, value: Any, *, draft: bool) -> None:
        if self.activity.kind in _IN_ROWS:
            if not draft or value is not None:
                self.rows(value)
        elif (value is not None or not draft) and (meant := self._wanted(value, draft=draft)):
            raise ValueError(f"{short_repr(value)} is no answer here; it {meant}")

    def _wanted(self, value: Any, *, draft: bool) -> str:
        """What an answer would be, where this value is none."""
        kind = self.activity.kind
        if kind == "choose" and not (isinstance(value, str) and value in self._options):
            return f"is one of: {' · '.join(sorted(self._options))}"
        if kind == "estimate" and not self._is_number(value):
            return f"is a number from {self._bounds[0]:g} to {self._bounds[1]:g}"
        if kind == "write" and not (isinstance(value, str) and (draft or value.strip())):
            return "is text"
        if kind == "swap" and not _is_swap(value, draft=draft):
            return f"has a wording and what that changes, one of: {', '.join(CHANGES)}"
        return "is true" if kind == "compare" and value is not True else ""

    def _is_number(self, value: Any) -> bool:
        return (
            type(value) in (int, float)
            and (type(value) is int or isfinite(value))
            and self._bounds[0] <= value <= self._bounds[1]
        )


def _is_swap(value: Any, *, draft: bool) -> bool:
    if not (isinstance(value, dict) and value.keys() == {"wording", "change"}):
        return False
    wording, change = value["wording"], value["change"]
    if not (isinstance(wording, str) and isinstance(change, str) and len(wording) <= LONGEST_WORDING):
        return False
    return change in CHANGES or (draft and not change)
