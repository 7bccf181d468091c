"""What came of what a class handed in: for each lesson its items, and what each learner did with each.

The one place where answers meet keys: the class view, the gradebook, the feedback pages and the class's own key all go
by this.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from kit.activity.activity import Activity, LessonData
from kit.activity.answer import Answer
from kit.activity.hand_in import HandedIn, HandIn, Progress
from kit.activity.lesson_file import read_lesson
from kit.agreement import compare
from kit.agreement.units import tier
from kit.annotate.sources import Source
from kit.annotation import Annotation
from kit.classroom.folder import Classroom
from kit.classroom.members import Member

__all__ = ["ClassResults", "Item", "LessonResults", "Outcome", "Status", "Work", "results_of"]

# What a learner did with an item: an item asked for is one of the first three, a trap one of the next two, what a key
# leaves open one of the last two.
Status = Literal["agree", "differ", "missed", "trap", "avoided", "open", "untouched"]


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


@dataclass(frozen=True, slots=True)
class Work:
    """One learner's work in one lesson, as it was handed in last.

    ``answers`` are those in words, numbers and rows, by activity; ``now`` and ``first`` what marks and tables came to,
    as they are and as they were when first compared (and where nothing was compared, only ``now``). ``unread`` says of
    a file that is of no use here why. ``sum`` is that of the hand-in, and ``earlier`` are those of the learner's others
    that have this lesson too, the oldest first.
    """

    learner: Member
    lesson: str
    sum: str
    made: datetime
    kit: str
    progress: Progress | None
    answers: Mapping[str, Answer]
    now: Mapping[str, Outcome]
    first: Mapping[str, Outcome]
    unread: Mapping[str, str] = field(default_factory=dict)
    earlier: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LessonResults:
    """A lesson, the items of each activity that has a key, and each learner's work, by the key of the learner."""

    data: LessonData
    items: Mapping[str, tuple[Item, ...]]
    work: Mapping[str, Work]


@dataclass(frozen=True, slots=True)
class ClassResults:
    """A class: its learners, those of the roster first; its lessons; and what there is to say of hand-ins."""

    name: str
    synthetic: bool
    members: tuple[Member, ...]
    lessons: Mapping[str, LessonResults]
    trouble: tuple[str, ...] = ()


def results_of(classroom: Classroom) -> ClassResults:
    """What came of all that was collected; of each lesson a learner's newest hand-in counts."""
    newest: dict[str, dict[str, list[tuple[datetime, str, HandIn]]]] = {}  # by lesson and learner, the newest last
    members = {member.key: member for member in classroom.members}
    for digest, hand_in, whose in classroom.hand_ins():
        member = members.setdefault(whose.key, whose)
        for name in hand_in.lessons:
            newest.setdefault(name, {}).setdefault(member.key, []).append((hand_in.made, digest, hand_in))
    lessons = {}
    for name, by_learner in sorted(newest.items()):
        data = read_lesson(name)
        items = {activity.name: items for activity in data.activities.values() if (items := _items(activity))}
        work = {}
        for key, handed in by_learner.items():
            *earlier, (made, digest, hand_in) = sorted(handed, key=lambda each: each[:2])
            found = _work(members[key], data, items, hand_in.lessons[name])
            work[key] = Work(
                members[key], name, digest, made, hand_in.kit, hand_in.lessons[name].progress, *found,
                earlier=tuple(each[1] for each in earlier),
            )  # fmt: skip
        lessons[name] = LessonResults(data, items, work)
    return ClassResults(classroom.name, classroom.synthetic, tuple(members.values()), lessons)


def _items(activity: Activity) -> tuple[Item, ...]:
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
    open_ = all(tier(quote) == "accept" for quote in source.quotes)
    said = "accept" if open_ else "must"
    return Item(activity.name, number, source.speaker or "", source.record or "", _tier(activity, said), "")


def _tier(activity: Activity, said: str) -> str:
    if activity.reference == "program":
        return "accept"
    return "must" if activity.unit == "block" and said == "trap" else said  # a block has one label, and is asked for


def _work(
    learner: Member, data: LessonData, items: Mapping[str, Sequence[Item]], handed: HandedIn
) -> tuple[Mapping[str, Answer], dict[str, Outcome], dict[str, Outcome], dict[str, str]]:
    now, first, unread = dict[str, Outcome](), dict[str, Outcome](), dict(handed.unread)
    for name, activity in data.activities.items():
        try:
            if activity.kind == "mark" and f"{name}.jsonl" in handed.files:
                now[name] = _marked(activity, items.get(name, ()), handed.marks(name, activity.article))
                if f"{name}.first.jsonl" in handed.files:
                    marks = handed.marks(name, activity.article, first=True)
                    first[name] = _marked(activity, items.get(name, ()), marks)
            elif activity.kind in ("sources", "claims") and (answer := handed.answers.get(name)):
                if answer.now:
                    now[name] = _filled(activity, items.get(name, ()), answer.now.value)
                if answer.tries:
                    first[name] = _filled(activity, items.get(name, ()), answer.tries[0].value)
        except ValueError as error:
            unread[name] = str(error)
    return handed.answers, now, first, unread


def _marked(activity: Activity, items: Sequence[Item], marks: Sequence[Annotation]) -> Outcome:
    entries = [item.entry for item in items if item.entry]
    compared = compare(activity.article, marks, entries, every=activity.unit == "block")
    said = {id(pair.reference): pair.status for pair in reversed(compared.pairs) if pair.reference}
    unmarked: dict[str, Status] = {"must": "missed", "trap": "avoided", "accept": "untouched"}
    statuses: tuple[Status, ...] = tuple(
        said.get(id(entry), unmarked[item.tier])  # type: ignore[misc]
        for item, entry in zip(items, entries, strict=True)
    )
    extra = tuple(pair.mine for pair in compared.pairs if pair.status == "extra" and pair.mine)
    return Outcome(statuses, tuple(marks), extra)


def _filled(activity: Activity, items: Sequence[Item], rows: Any) -> Outcome:
    """A table beside the key; raises ``ValueError`` where what was handed in is no table."""
    if not (isinstance(rows, list) and all(isinstance(row, dict) for row in rows)):
        raise ValueError(f"{activity.name} must be a table, a list of rows")
    if activity.kind == "sources":
        return Outcome(tuple[Status, ...]("missed" for _ in items))
    said = {row.get("claim"): row.get("label") for row in rows}
    return Outcome(tuple(_sorted(item, said.get(item.words)) for item in items))


def _sorted(item: Item, label: object) -> Status:
    """How a claim was sorted."""
    if item.tier == "accept":
        return "open" if label else "untouched"
    if not label:
        return "missed"
    accepted = item.entry.attributes.get("accept", "").split() if item.entry else []
    return "agree" if label in (item.label, *accepted) else "differ"
