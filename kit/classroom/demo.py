"""A class that nobody is in: hand-ins as a class might make them, from a seed, to try all there is for a teacher.

How a made-up learner marks is a rough model, and no finding about learners: each has a share of the key's entries that
they find, of the traps that they take, and of marks of their own. Wherever it is shown it is called synthetic.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from kit.activity.activity import Activity
from kit.activity.answer import Answer, Try, text_of
from kit.activity.answers import PROGRESS
from kit.activity.hand_in import text_of_hand_in
from kit.activity.learners import Learner, folder_name
from kit.activity.lesson_file import lesson_folder, read_lesson
from kit.agreement.units import tier
from kit.annotation import Annotation
from kit.jsonl import annotation_lines

__all__ = ["hand_ins"]

NAMES = (
    "Blue Heron", "Quiet Otter", "Red Maple", "Silver Birch", "Green Finch", "Brown Hare", "Sea Lavender", "Night Owl",
    "Wild Thyme", "Grey Seal", "Marsh Tit", "Stone Pine", "Black Poplar", "Field Vole", "Sand Martin", "Water Mint",
    "Oak Fern", "House Wren", "Corn Poppy", "River Trout", "Sweet Briar", "Tree Frog", "White Willow", "Moor Hen",
    "Barn Swallow", "Wood Anemone", "Rock Rose", "Hazel Dormouse", "Snow Bunting", "Meadow Pipit",
)  # fmt: skip
BEGAN = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)
SYNTHETIC = "(synthetic)"  # ends each written answer


@dataclass(frozen=True)
class _Habits:
    """How a made-up learner marks, each a share from 0 to 1: of what is asked for found, of traps taken, and so on."""

    finds: float
    trapped: float
    adds: float
    learns: float  # by how much of what is left each improves from the first try to the last
    does: float  # of a lesson's activities


def hand_ins(learners: int = 28, *, seed: int = 7) -> Iterator[str]:
    """The texts of hand-ins of so many made-up learners, of all six lessons each; the same for the same seed."""
    lessons = [read_lesson(path.stem) for path in sorted(lesson_folder().glob("0*.toml"))]
    for n in range(learners):
        chance = random.Random(f"{seed} {n}")
        name = NAMES[n] if n < len(NAMES) else f"{NAMES[n % len(NAMES)]} {n // len(NAMES) + 1}"
        habits = _Habits(*(chance.betavariate(a, b) for a, b in ((5, 3), (2, 5), (1, 6), (3, 3), (12, 1))))
        who = Learner(name, folder_name(name))
        handed: dict[str, Any] = {}
        at = BEGAN
        for week, lesson in enumerate(lessons):
            at = BEGAN + timedelta(days=7 * week, minutes=chance.randrange(20))
            files = dict[str, str]()
            for activity in lesson.activities.values():
                at += timedelta(minutes=3)
                if chance.random() < habits.does:
                    files |= _answered(activity, habits, chance, at)
            steps = len(lesson.steps)
            done = sum(all(_is_there(each, files) for each in names) for names in lesson.steps.values())
            handed[lesson.name] = {"files": files, "progress": {"done": done, "steps": steps}}
        yield text_of_hand_in(who, handed, made=at, synthetic=True)


def _is_there(activity: str, files: dict[str, str]) -> bool:
    return f"{activity}.json" in files or f"{activity}.jsonl" in files or activity == PROGRESS


def _answered(activity: Activity, habits: _Habits, chance: random.Random, at: datetime) -> dict[str, str]:
    """The files of answers to one activity."""
    name, when = activity.name, at.isoformat()
    if activity.kind == "mark":
        learned = replace(habits, finds=habits.finds + habits.learns * (1 - habits.finds), adds=habits.adds / 2)
        first, last = (_marks(activity, each, chance) for each in (habits, learned))
        timed = [replace(mark, attributes={**mark.attributes, "at": when}) for mark in first]
        lines = {f"{name}.jsonl": last, f"{name}.first.jsonl": timed}
        return {file: annotation_lines(marks, activity.article) for file, marks in lines.items()}
    value = _value(activity, habits, chance)
    return {} if value is None else {f"{name}.json": text_of(Answer((Try(value, when),)))}


def _value(activity: Activity, habits: _Habits, chance: random.Random) -> Any:
    if activity.kind == "choose":
        return chance.choices(list(activity.options), [3, 2, 1, 1, 1][: len(activity.options)])[0]
    if activity.kind == "estimate":
        return round(chance.triangular(0, 100, 60))
    if activity.kind == "write":
        return f"A made-up answer, number {chance.randrange(100)}. {SYNTHETIC}"
    if activity.kind == "swap":
        return {"wording": f"{activity.phrase.split()[-1]} {SYNTHETIC}", "change": chance.choice(["tone", "meaning"])}
    if activity.kind == "claims":
        kinds = [label.name for label in activity.labels]
        said = [
            (entry, entry.label if chance.random() < habits.finds else chance.choice(kinds))
            for entry in activity.entries
        ]
        return [
            {"claim": activity.article.covered(entry), "label": kind, "settle": f"Ask them. {SYNTHETIC}"}
            for entry, kind in said
        ]
    if activity.kind == "sources":
        named = [source for source in activity.sources if source.speaker and chance.random() < habits.finds]
        return [{"speaker": source.speaker, "record": source.record, "way": "direct"} for source in named]
    return True if activity.kind == "compare" else None


def _marks(activity: Activity, habits: _Habits, chance: random.Random) -> list[Annotation]:
    labels = [label.name for label in activity.labels]
    share = {"must": habits.finds, "accept": habits.finds / 2, "trap": habits.trapped}
    found = []
    for entry in activity.entries:
        wanted = "must" if activity.unit == "block" else tier(entry)
        if activity.unit == "block":
            fits = entry.label in labels and chance.random() < habits.finds
            found.append(replace(entry, label=entry.label if fits else chance.choice(labels)))
        elif chance.random() < share[wanted]:
            found.append(entry if chance.random() < 0.85 else replace(entry, label=chance.choice(labels)))
    if activity.unit == "word":
        found += _own(activity, labels, habits, chance)
    once = {(mark.start, mark.end, mark.label): mark for mark in found}
    plain = [replace(mark, annotator="learner:synthetic", evidence={}, attributes={}) for mark in once.values()]
    return sorted(plain, key=lambda mark: (mark.start, mark.end))


def _own(activity: Activity, labels: Sequence[str], habits: _Habits, chance: random.Random) -> Iterator[Annotation]:
    """Marks on words that the key says nothing of."""
    from kit.agreement.units import word_spans

    for word in word_spans(activity.article):
        if len(activity.article.text[word.start : word.end]) > 5 and chance.random() < habits.adds / 15:
            yield Annotation(word.start, word.end, activity.layer, chance.choice(labels), "learner:synthetic")
