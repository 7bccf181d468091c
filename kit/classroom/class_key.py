"""A key of a class's own: what the lesson's key has and what many of the class marked, for the teacher to decide on.

Nothing becomes a key by being marked often. A stretch that many marked is a proposal, with how many did and what key
and program say there, so that where they differ is seen; a person keeps or rejects it, and says why.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil

from kit.activity.activity import Activity
from kit.activity.proposals import Proposal, proposed, renewed
from kit.agreement import compare
from kit.agreement.bounds import overlap, same_words
from kit.agreement.units import tier
from kit.annotation import Annotation, Span
from kit.classroom.class_key_file import MARKED_BY
from kit.classroom.results import ClassResults

__all__ = ["class_key_proposals", "markable", "up_to_date"]

LEAST = 1 / 3  # of those who marked a text, from which share on a stretch is proposed
FEWEST = 2  # learners; what one alone marked is not the class's
_FITS = ("agree", "trap", "open")
_TIERS = {"must": "asked for", "accept": "left open", "trap": "a trap"}


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Words that so many learners marked with one label."""

    span: Span
    label: str
    n: int


def markable(results: ClassResults, lesson: str) -> dict[str, Activity]:
    """The activities of a lesson in which a text was marked, by name."""
    found = results.lessons[lesson]
    marked = {name for work in found.work.values() for name in work.now}
    return {name: each for name, each in found.data.every.items() if each.kind == "mark" and name in marked}


def class_key_proposals(
    results: ClassResults, lesson: str, activity: str, *, share: float = LEAST
) -> tuple[Proposal, ...]:
    """The entries of the lesson's key, and what a share of the class marked that it does not have; each still open.

    First tries count, which were made before the key was seen. Each proposal says in its attribute "marked" how many
    marked it, and what the key and the program have there. What is new has no reason yet, and is asked for where more
    than half of those who marked the text marked it, else it is "accept". Where nobody has made a key there is only
    what is new.

    Raises ``KeyError`` where the lesson has no such activity, or nobody has handed it in.
    """
    asked = markable(results, lesson)[activity]
    work = results.lessons[lesson].work.values()
    tries = [found.marks for each in work if (found := each.first_try(activity))]
    key = list(asked.key)
    counts, beside = _beside_key(asked, key, tries)
    program = _program(asked)
    least = max(FEWEST, ceil(share * len(tries)))
    entries = [_entry(asked, entry, counts[n], len(tries), program) for n, entry in enumerate(key)]
    new = [_new(asked, each, len(tries), key, program) for each in _stretches(asked, beside, least)]
    return proposed(sorted([*entries, *new], key=lambda each: (each.start, -each.end, each.label)))


def up_to_date(saved: Iterable[Proposal], now: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """What is proposed now, with what was decided before; the counts are those of now.

    What was decided on is kept, also where too few have marked it since.
    """
    found = [each.found for each in now if each.found]
    same, gone = renewed(saved, found)
    counted = [
        replace(each, entry=replace(each.entry, attributes={**each.entry.attributes, **_count_of(each.found)}))
        for each in same
    ]
    return (*counted, *(each for each in gone if each.state == "kept"))


def _count_of(found: Annotation | None) -> Mapping[str, str]:
    return {MARKED_BY: found.attributes[MARKED_BY]} if found and MARKED_BY in found.attributes else {}


def _program(activity: Activity) -> list[Annotation]:
    return [each for each in activity.by_program if tier(each) != "trap"]


def _beside_key(
    activity: Activity, key: Sequence[Annotation], tries: Sequence[Sequence[Annotation]]
) -> tuple[list[Counter[str]], list[list[Annotation]]]:
    """For each entry how many marked it, and how many did otherwise; and of each learner the marks beside the key."""
    number = {id(entry): n for n, entry in enumerate(key)}
    counts = [Counter[str]() for _ in key]
    beside = []
    for marks in tries:
        pairs = compare(activity.article, marks, key, every=activity.unit == "block").pairs
        said = {(number[id(pair.reference)], pair.status) for pair in pairs if pair.reference}
        for n, status in said:
            counts[n][status] += 1
        beside.append([pair.mine for pair in pairs if pair.mine and pair.status not in _FITS])
    return counts, beside


def _stretches(activity: Activity, beside: Sequence[Sequence[Annotation]], least: int) -> Iterator[_Stretch]:
    """Stretches that so many learners at least marked with one label, each mark counted with one stretch only.

    Two marks are on one stretch where they cover the same words, nearly; it has the bounds that most gave it.
    """
    offered = {label.name for label in activity.labels}
    by_label: dict[str, dict[Span, set[int]]] = {}
    for learner, marks in enumerate(beside):
        for mark in marks:
            if mark.label in offered:
                by_label.setdefault(mark.label, {}).setdefault(mark.span, set()).add(learner)
    for label, spans in by_label.items():
        left = dict(sorted(spans.items()))
        alike = _alike(activity, list(left))
        while left:
            together = {span: set().union(*(left[each] for each in alike[span] if each in left)) for span in left}
            best = max(left, key=lambda span: (len(together[span]), len(left[span]), -span.start, -span.end))
            if len(together[best]) < least:
                break
            yield _Stretch(best, label, len(together[best]))
            left = {span: who for span, who in left.items() if span not in alike[best]}


def _alike(activity: Activity, spans: Sequence[Span]) -> dict[Span, list[Span]]:
    """Which of these spans, in order, cover the same words as each, itself among them."""
    alike: dict[Span, list[Span]] = {span: [span] for span in spans}
    open_: list[Span] = []
    for span in spans:
        open_ = [each for each in open_ if each.end > span.start]
        for each in open_:
            if same_words(activity.article.text, each, span, activity.layer):
                alike[each].append(span)
                alike[span].append(each)
        open_.append(span)
    return alike


# What is said of each


def _entry(
    activity: Activity, entry: Annotation, counts: Counter[str], of: int, program: Sequence[Annotation]
) -> Annotation:
    """An entry of the key, with how many marked it."""
    n = sum(counts[status] for status in _FITS)
    other = counts["differ"]
    otherwise = f", and {other} with another label or other words" if other else ""
    key = f"the key: {_called(activity, entry)}"
    said = f"{n} of {of} marked this{otherwise}; {key}; {_other('the program', activity, entry, program)}."
    return replace(entry, attributes={**entry.attributes, "tier": tier(entry), MARKED_BY: said})


def _new(
    activity: Activity, stretch: _Stretch, of: int, key: Sequence[Annotation], program: Sequence[Annotation]
) -> Annotation:
    """A stretch that the key does not have, as an entry without a reason."""
    made = Annotation(*stretch.span, activity.layer, stretch.label, "class")
    said = (
        f"{stretch.n} of {of} marked this; {_other('the key', activity, made, key)}; "
        f"{_other('the program', activity, made, program)}."
    )
    wanted = "must" if 2 * stretch.n > of else "accept"
    return replace(made, attributes={"tier": wanted, MARKED_BY: said})


def _called(activity: Activity, entry: Annotation) -> str:
    title = activity.titles.get(entry.label, entry.label)
    if not entry.annotator.startswith("key:"):
        return title
    wanted = "must" if activity.unit == "block" and tier(entry) == "trap" else tier(entry)  # each block has one label
    return f"{title}, {_TIERS[wanted]}"


def _other(who: str, activity: Activity, made: Annotation, there: Sequence[Annotation]) -> str:
    """What the key, or the program, has on the words of an entry, or the nearest that touches them."""
    touching = [each for each in there if min(each.end, made.end) > max(each.start, made.start)]
    if not touching:
        return f"{who}: nothing"
    nearest = max(touching, key=lambda each: overlap(each.span, made.span))
    same = same_words(activity.article.text, made.span, nearest.span, activity.layer)
    return f"{who}: {_called(activity, nearest)}{'' if same else ', on other words'}"
