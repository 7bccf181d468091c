"""How made-up learners answer: a rough model, and no finding about learners.

Each has a share of what is asked for that they find, and of the traps that they take. Entries of a key are harder or
easier, the same for the whole class, and each has a label that it is most often taken for; so some split the class, as
they do in one that exists. What learners write stands in ``demo_words.toml``.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from kit.activity.answer import Answer, Try, text_of
from kit.agreement.units import tier, touched
from kit.annotation import Annotation
from kit.classroom.demo_tasks import Habits, Mark, Task, learned, shifted
from kit.classroom.demo_values import VALUES
from kit.jsonl import annotation_lines

__all__ = ["answered"]

LEARNER, TIME = "\ue000", "\ue001"  # in a line that is kept: where the learner's name goes, and the time
COURSE = 0.5  # of what is left, how much a course makes up for at least


def answered(
    task: Task,
    habits: Habits,
    chance: random.Random,
    *,
    at: datetime,
    learner: str,
    files: Mapping[str, str],
    versions: Mapping[str, str],
) -> dict[str, str]:
    """The files of a learner's answer to one activity, empty where there is none; ``files`` are those from before.

    ``versions`` are as ``versions_of`` gives them.
    """
    activity, name = task.activity, task.activity.name
    if activity.kind == "neighbour":  # of which nothing is kept
        return {}
    if chance.random() > habits.does or activity.kind == "sign_in":
        return {}
    if activity.kind == "compare":
        of = versions.get(activity.of, activity.of)
        enough = f"{of}.first.jsonl" in files or '"tries"' in files.get(f"{activity.of}.json", "")
        return {f"{name}.json": text_of(Answer((Try(True, at.isoformat()),)))} if enough else {}
    if activity.kind == "mark":
        return _marked(task, habits, chance, at, learner)
    if activity.kind not in VALUES:  # what is looked at, and leaves no answer
        return {}
    later = at + timedelta(seconds=chance.randrange(20, 90))
    first, last = (VALUES[activity.kind](task, each, chance) for each in (habits, learned(habits)))
    if activity.kind in ("claims", "sources", "table") and _filled(first) < activity.enough:
        return {f"{name}.json": text_of(Answer(draft=Try(first, at.isoformat())))}
    again = chance.random() < habits.learns / 2 and last != first and activity.kind != "table"
    tries = (Try(first, at.isoformat()), *([Try(last, later.isoformat())] if again else []))
    return {f"{name}.json": text_of(Answer(tries))}


def _filled(rows: Sequence[Mapping[str, str]]) -> int:
    return sum(all(row.values()) for row in rows)


# Marks


def _marked(task: Task, habits: Habits, chance: random.Random, at: datetime, learner: str) -> dict[str, str]:
    """Marks as they were when they were compared first, and as they are."""
    name, enough = task.activity.name, task.activity.enough
    habits = learned(replace(habits, learns=max(habits.learns, COURSE))) if task.later else habits
    luck = chance.getrandbits(32)  # so that the last marks are the first ones, mended
    first = _marks(task, habits, random.Random(luck))
    last = _marks(task, learned(habits), random.Random(luck))
    last = last if len(last) >= enough else first  # a comparison stays open with as many as it asks for alone
    if len(first) < enough:
        return {f"{name}.jsonl": _lines(task, first, learner)} if first else {}
    if not task.compared:
        return {f"{name}.jsonl": _lines(task, first, learner)}
    return {
        f"{name}.jsonl": _lines(task, last, learner),
        f"{name}.first.jsonl": _lines(task, first, learner, at=at.isoformat()),
    }


def _lines(task: Task, marks: Sequence[Mark], learner: str, at: str = "") -> str:
    return "".join(_line(task, mark, timed=bool(at)) for mark in marks).replace(LEARNER, learner).replace(TIME, at)


def _line(task: Task, mark: Mark, *, timed: bool) -> str:
    """A mark as a file has it, with a place for the learner's name, and for the time."""
    if (mark, timed) not in task.lines:
        start, end, label = mark
        made = Annotation(start, end, task.activity.layer, label, LEARNER, attributes={"at": TIME} if timed else {})
        task.lines[mark, timed] = annotation_lines([made], task.activity.article)
    return task.lines[mark, timed]


def _marks(task: Task, habits: Habits, chance: random.Random) -> list[Mark]:
    labels = [label.name for label in task.activity.labels]
    by_block = task.activity.unit == "block"
    made: dict[tuple[int, int], str] = {}
    for entry, hard, mistaken in task.entries:
        found, right, other, cut = chance.random(), chance.random(), chance.random(), chance.random()
        likely = shifted(habits.finds, -hard)
        if by_block:
            made[entry.start, entry.end] = entry.label if entry.label in labels and found < likely else mistaken
            continue
        wanted = tier(entry)
        share = shifted(habits.trapped, hard) if wanted == "trap" else likely if wanted == "must" else likely / 2
        if found < share:
            usual = entry.label if right < shifted(habits.finds, 1 - hard) or len(labels) == 1 else mistaken
            label = usual if other < 0.9 else labels[int(cut * len(labels))]
            made[_bounds(task, entry, cut)] = label
    for word in task.tempting:
        if chance.random() < habits.adds:
            made[word] = labels[word.start * 7919 % len(labels)]
    return [(start, end, label) for (start, end), label in sorted(made.items())]


def _bounds(task: Task, entry: Annotation, cut: float) -> tuple[int, int]:
    """From where to where an entry is marked: some leave out its first word, or its last."""
    words = [task.words[n] for n in touched(task.words, entry)]
    if len(words) < 3 or cut > 0.2:
        return words[0].start, words[-1].end
    return (words[1].start, words[-1].end) if cut < 0.1 else (words[0].start, words[-2].end)
