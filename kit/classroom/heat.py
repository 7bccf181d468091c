"""Where in a text a class marked, which items it missed or split over, and where class, key and program differ."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from math import log2
from typing import Any

from kit.activity.activity import Activity
from kit.activity.versions import PLAIN, PRINTED
from kit.annotation import Annotation, Span
from kit.classroom.credits import credit_of
from kit.classroom.results import Item, LessonResults, Outcome, Which
from kit.spans import intersection
from kit.widgets.palette import styles
from kit.widgets.tokens import Tokens, cut

__all__ = ["differences", "heat_map", "item_rows"]

Outcomes = Mapping[int, Outcome]  # by the number of the learner
_WHICH: tuple[Which, ...] = ("first", "now")
NOTHING = ""  # the label of what was not marked
MAJORITY = 0.5


def heat_map(activity: Activity, lesson: LessonResults, numbers: Mapping[str, int]) -> dict[str, Any]:
    """How many of a class marked each word, or block, of a text; ``numbers`` are those of the learners, by their keys.

    ``blocks`` are the text as a page has it (``Tokens.wire``), ``labels`` what can be marked, as they look. ``tries``
    has, for the "first" tries and what stands "now", how many learners there are (``n``) and the ``runs``: ``[first,
    last, {label: [learner, …]}]`` is a stretch of words in one block that the same learners marked alike. What nobody
    marked is in no run. ``key`` and ``program`` are ``[first, last, label, tier, why]`` each, ``credit`` is whose text
    it is (``credit_of``).
    """
    tokens = cut(activity.article, activity.unit)
    return {
        "activity": activity.name,
        "step": activity.step,
        "title": _titled(activity),
        "unit": activity.unit,
        "reference": activity.reference,
        "credit": credit_of(activity),
        "labels": [
            {"name": each.name, "title": each.title, "letter": each.letter, "pattern": each.pattern, "ink": [*each.ink]}
            for each in styles(activity.labels).values()
        ],
        "blocks": tokens.wire(),
        "tries": {which: _counted(tokens, lesson.outcomes(activity.name, numbers, which)) for which in _WHICH},
        "key": [_place(tokens, entry) for entry in activity.key],
        "program": [_place(tokens, entry) for entry in activity.by_program],
    }


def _titled(activity: Activity) -> str:
    """The title of a text, of one by turns with its name, which the others do not have."""
    is_form = activity.version and activity.version not in (PRINTED, PLAIN)
    return f"{activity.title} ({activity.version})".strip() if is_form else activity.title


def _counted(tokens: Tokens, by_learner: Outcomes) -> dict[str, Any]:
    touched = cache(tokens.touched)  # a class marks the same few places
    changes: dict[int, list[tuple[str, int, int]]] = defaultdict(list)  # at a word: label, learner, and 1 more or less
    for learner, outcome in by_learner.items():
        for mark in outcome.marks:
            if reach := touched(mark.start, mark.end):
                changes[reach.start].append((mark.label, learner, 1))
                changes[reach.stop].append((mark.label, learner, -1))
    for first in tokens.firsts:
        changes[first]  # a run ends with its block
    return {"n": len(by_learner), "runs": list(_runs(changes, len(tokens)))}


def _runs(changes: Mapping[int, list[tuple[str, int, int]]], end: int) -> Iterator[list[Any]]:
    cuts = sorted(changes)
    here: dict[str, dict[int, int]] = defaultdict(dict)  # by label and learner, how many marks there are
    said: dict[str, list[int]] = {}
    for at, after in zip(cuts, [*cuts[1:], end], strict=True):
        for label, learner, change in changes[at]:
            marks = here[label].get(learner, 0) + change
            here[label][learner] = marks
            if not marks:
                del here[label][learner]
        for label in {label for label, _, _ in changes[at]}:
            said[label] = sorted(here[label])
        if by_label := {label: said[label] for label in sorted(said) if said[label]}:
            yield [at, after - 1, by_label]


def _place(tokens: Tokens, entry: Annotation) -> list[Any]:
    reach = tokens.touched(*entry.span)
    about = entry.attributes
    return [reach.start, reach.stop - 1, entry.label, about.get("tier", "must"), about.get("why", "")]


# Items


def item_rows(activity: Activity, lesson: LessonResults, numbers: Mapping[str, int]) -> list[dict[str, Any]]:
    """The items of an activity with what the class did with each.

    ``first`` and ``now`` have the learners of each status that anyone has. ``said`` are the labels that were given at
    the item on the first try, each with who gave it, the most frequent first; the label is empty where nothing was
    marked. ``split`` is the entropy of that, in bits: 0 where all said the same, 1 where two answers halve the class.
    ``at`` are its first and last word; None of a table's row.
    """
    items = lesson.items.get(activity.name, ())
    tries = {which: lesson.outcomes(activity.name, numbers, which) for which in _WHICH}
    tokens = cut(activity.article, activity.unit) if activity.kind == "mark" else None
    said = _said(items, tries["first"]) if tokens else [{} for _ in items]
    return [
        {
            "activity": activity.name,
            "reference": activity.reference,
            "number": n,
            "words": item.words,
            "label": item.label,
            "tier": item.tier,
            "why": item.why,
            "at": _place(tokens, item.entry)[:2] if tokens and item.entry else None,
            **{which: _by_status(tries[which], n) for which in _WHICH},
            "said": _most_first(said[n]),
            "split": round(_entropy([len(who) for who in (said[n] or _by_status(tries["first"], n)).values()]), 3),
        }
        for n, item in enumerate(items)
    ]


def _by_status(by_learner: Outcomes, item: int) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for learner, outcome in by_learner.items():
        found.setdefault(outcome.statuses[item], []).append(learner)
    return found


def _said(items: Sequence[Item], by_learner: Outcomes) -> list[dict[str, list[int]]]:
    """For each item the learners by the label of that mark of theirs which covers most of it."""
    found: list[dict[str, list[int]]] = [{} for _ in items]
    near = _Near([item.entry.span if item.entry else Span(0, 0) for item in items])
    for learner, outcome in by_learner.items():
        best: dict[int, tuple[int, str]] = {}
        for mark in outcome.marks:
            for n, shared in near.touched(mark.start, mark.end):
                best[n] = max(best.get(n, (0, NOTHING)), (shared, mark.label))
        for n, who in enumerate(found):
            who.setdefault(best[n][1] if n in best else NOTHING, []).append(learner)
    return found


class _Near:
    """Spans, and which of them a span touches; they may overlap."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self.order = sorted(range(len(spans)), key=lambda n: spans[n])
        self.starts = [spans[n].start for n in self.order]
        self.longest = max((span.end - span.start for span in spans), default=0)
        self.spans = spans
        self.touched = cache(self._touched)  # a class marks the same few places

    def _touched(self, start: int, end: int) -> list[tuple[int, int]]:
        """The numbers of those that a span touches, each with how many characters they share."""
        found = []
        for i in range(bisect_left(self.starts, start - self.longest), bisect_left(self.starts, end)):
            n = self.order[i]
            shared = min(end, self.spans[n].end) - max(start, self.spans[n].start)
            if shared > 0:
                found.append((n, shared))
        return found


def _most_first(said: Mapping[str, list[int]]) -> list[dict[str, Any]]:
    return [{"label": label, "who": who} for label, who in sorted(said.items(), key=lambda each: -len(each[1]))]


def _entropy(counts: Iterable[int]) -> float:
    """How far answers are split, in bits.

    >>> _entropy([14, 14]), _entropy([28])
    (1.0, 0.0)
    """
    counts = [count for count in counts if count]
    whole = sum(counts)
    return abs(sum(-count / whole * log2(count / whole) for count in counts))


# Class, key and program


def differences(activity: Activity, lesson: LessonResults, numbers: Mapping[str, int]) -> list[dict[str, Any]]:
    """The places in a text where most of the class, the key and the program do not say the same, in order.

    Each has ``at``, its first and last word, its ``words``, and of ``class`` (with ``n`` ``of`` how many), ``key`` and
    ``program`` the ``label``, empty where they mark nothing. Where the key leaves a place open its label is None, and
    it differs from nobody. ``key`` itself is None where nobody has made one.
    """
    tokens = cut(activity.article, activity.unit)
    by_learner = lesson.outcomes(activity.name, numbers, "first")
    if not by_learner:
        return []
    program = activity.by_program
    near = _Near([entry.span for entry in program])
    keyed = activity.reference == "key"
    places = list(_keyed(activity, lesson, by_learner)) if keyed else []
    taken = [entry.span for entry in activity.key]
    places += _beside(tokens, by_learner, program)
    found = []
    for span, label, votes, entry in sorted(places, key=lambda each: each[0]):
        if entry is None and intersection([span], sorted(taken)):
            continue
        theirs = max(near.touched(*span), key=lambda each: each[1], default=None)
        row = _row(tokens, span, (label, votes, len(by_learner)), entry, program[theirs[0]] if theirs else None)
        if not keyed:
            row["key"] = None
        if _differ(row):
            found.append(row)
    return found


def _keyed(
    activity: Activity, lesson: LessonResults, by_learner: Outcomes
) -> Iterator[tuple[Span, str, int, Item | None]]:
    """The places of the key, each with the label that most of the class gave there, and how many did."""
    items = lesson.items.get(activity.name, ())
    for item, said in zip(items, _said(items, by_learner), strict=True):
        label, who = max(said.items(), key=lambda each: len(each[1]))
        if item.entry:
            yield item.entry.span, label, len(who), item


def _beside(
    tokens: Tokens, by_learner: Outcomes, program: Sequence[Annotation]
) -> Iterator[tuple[Span, str, int, Item | None]]:
    """Other places: where half of the class or more gave one label, and where the program marks and the class not."""
    popular = []
    marked = _marked(program, by_learner)
    for first, last, by_label in _counted(tokens, by_learner)["runs"]:
        label, who = max(by_label.items(), key=lambda each: len(each[1]))
        if len(who) >= MAJORITY * len(by_learner):
            popular.append(tokens.span(first, last))
            yield popular[-1], label, len(who), None
    for n, entry in enumerate(program):
        if not intersection([entry.span], popular):
            yield entry.span, NOTHING, len(by_learner) - marked[n], None


def _marked(program: Sequence[Annotation], by_learner: Outcomes) -> Counter[int]:
    """How many learners marked something of each place that a program marks, by its number."""
    near = _Near([entry.span for entry in program])
    return Counter(
        n
        for each in by_learner.values()
        for n in {n for mark in each.marks for n, _ in near.touched(mark.start, mark.end)}
    )


def _row(
    tokens: Tokens, span: Span, said: tuple[str, int, int], item: Item | None, theirs: Annotation | None
) -> dict[str, Any]:
    reach = tokens.touched(*span)
    label, votes, of = said
    key: dict[str, str | None] = {"label": NOTHING, "tier": "", "why": ""}
    if item:
        labels = {"must": item.label, "trap": NOTHING, "accept": None}
        key = {"label": labels[item.tier], "tier": item.tier, "why": item.why}
    about = {name: theirs.attributes.get(name, "") if theirs else "" for name in ("why", "doubt")}
    return {
        "at": [reach.start, reach.stop - 1],
        "words": tokens.text[span.start : span.end],
        "class": {"label": label, "n": votes, "of": of},
        "key": key,
        "program": {"label": theirs.label if theirs else NOTHING, **about},
    }


def _differ(row: Mapping[str, Any]) -> bool:
    labels = {row["class"]["label"], row["program"]["label"]}
    if row["key"] is not None and row["key"]["label"] is not None:
        labels.add(row["key"]["label"])
    return len(labels) > 1
