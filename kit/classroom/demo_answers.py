"""How made-up learners answer: a rough model, and no finding about learners.

Each has a share of what is asked for that they find, and of the traps that they take. Entries of a key are harder or
easier, the same for the whole class, and each has a label that it is most often taken for; so some split the class, as
they do in one that exists. What learners write stands in ``demo_words.toml``.
"""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from kit.activity.activity import Activity, LessonData
from kit.activity.answer import Answer, Try, text_of
from kit.activity.columns import ROW
from kit.activity.figures import figures_of
from kit.activity.templates import fill
from kit.activity.versions import PLAIN, PRINTED, turn
from kit.agreement.units import tier, touched, word_spans
from kit.annotate.sources import Source
from kit.annotation import Annotation, Span
from kit.files import parse_toml
from kit.jsonl import annotation_lines

__all__ = ["SYNTHETIC", "Habits", "Task", "answered", "habits_of", "tasks_of", "versions_of"]

SYNTHETIC = "(synthetic)"  # ends each written answer
LEARNER, TIME = "\ue000", "\ue001"  # in a line that is kept: where the learner's name goes, and the time
IN_PLAIN_WORDS = 0.25  # of a class that read a text in plain words, where it is there so
COURSE = 0.5  # of what is left, how much a course makes up for at least
TEMPTING = 9  # words of a text that the key says nothing of, and that some of a class mark


Mark = tuple[int, int, str]  # from where to where, and with which label


@dataclass(frozen=True, slots=True)
class Habits:
    """How a made-up learner works, each a share from 0 to 1.

    ``finds`` of what is asked for, ``trapped`` by traps, ``adds`` of the tempting words, ``learns`` how much of what is
    left each improves from the first try to the last, and ``does`` of what a lesson asks.
    """

    finds: float
    trapped: float
    adds: float
    learns: float
    does: float


@dataclass(frozen=True, slots=True)
class Task:
    """An activity, and what is worked out of it once for the whole class.

    ``entries`` are the key's with how hard each is (a logit, 0 as usual) and what it is most often taken for.
    ``compared`` says whether the lesson compares it, ``later`` whether it sets it beside an earlier lesson's, by when
    learners know more. ``lines`` are marks as files have them, for many learners make the same: by mark, and whether
    its time is told.
    """

    lesson: str
    activity: Activity
    entries: Sequence[tuple[Annotation, float, str]] = ()
    sources: Sequence[Source] = ()
    words: Sequence[Span] = ()
    tempting: Sequence[Span] = ()
    bounds: Sequence[float] = ()
    options: Sequence[str] = ()
    compared: bool = True
    later: bool = False
    lines: dict[tuple[Mark, bool], str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Where it stands in ``demo_words.toml``."""
        return f"{self.lesson}.{self.activity.name}"


def habits_of(chance: random.Random) -> Habits:
    """The habits of one learner."""
    return Habits(*(chance.betavariate(a, b) for a, b in ((5, 3), (2, 5), (1.2, 5), (3, 4), (16, 1))))


def tasks_of(data: LessonData) -> list[Task]:
    """What a lesson asks, ready for many learners."""
    asked = {each.of: each for each in data.activities.values() if each.of}
    made = [_task(data.name, activity) for activity in data.every.values()]
    compares = [asked.get(task.activity.base or task.activity.name) for task in made]
    return [
        replace(task, compared=by is not None, later=bool(by and by.before))
        for task, by in zip(made, compares, strict=True)
    ]


def versions_of(data: LessonData, folder: str, chance: random.Random) -> dict[str, str]:
    """Which version of each activity that has some a learner does: one in four reads in plain words."""
    chosen = {}
    for name in data.versions:
        by_version = {each.version: each.name for each in data.versions_of(name)}
        if PLAIN in by_version:
            chosen[name] = by_version[PLAIN if chance.random() < IN_PLAIN_WORDS else PRINTED]
        else:
            chosen[name] = list(by_version.values())[turn(folder, len(by_version))]
    return chosen


def _task(lesson: str, activity: Activity) -> Task:
    fixed = random.Random(f"{lesson} {activity.name}")  # the same for every learner of every class
    labels = [label.name for label in activity.labels]
    said = (*map(str, activity.bounds), *activity.options)
    known = figures_of(activity.text) if "{" in "".join(said) else {}
    entries = activity.entries if activity.kind in ("mark", "claims") else []
    of_text = word_spans(activity.article) if activity.kind == "mark" and activity.unit == "word" else []
    taken = {word for entry in entries for word in touched(of_text, entry)}
    free = [word for n, word in enumerate(of_text) if n not in taken and word.end - word.start > 5]
    return Task(
        lesson,
        activity,
        [(entry, fixed.gauss(0, 1.1), fixed.choice(_others(labels, entry))) for entry in entries],
        activity.sources if activity.kind == "sources" else (),
        of_text,
        fixed.sample(free, min(TEMPTING, len(free))),
        [float(fill(str(bound), known)) for bound in activity.bounds],
        [fill(option, known) for option in activity.options],
    )


def _others(labels: Sequence[str], entry: Annotation) -> Sequence[str]:
    """What an entry can be taken for: what the key accepts as well comes up more often."""
    accepted = [label for label in entry.attributes.get("accept", "").split() if label in labels]
    return [*accepted * 3, *(label for label in labels if label != entry.label)] or labels


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
    if activity.kind not in _VALUES:  # what is looked at, and leaves no answer
        return {}
    later = at + timedelta(seconds=chance.randrange(20, 90))
    first, last = (_value(task, each, chance) for each in (habits, _learned(habits)))
    if activity.kind in ("claims", "sources", "table") and _filled(first) < activity.enough:
        return {f"{name}.json": text_of(Answer(draft=Try(first, at.isoformat())))}
    again = chance.random() < habits.learns / 2 and last != first and activity.kind != "table"
    tries = (Try(first, at.isoformat()), *([Try(last, later.isoformat())] if again else []))
    return {f"{name}.json": text_of(Answer(tries))}


def _learned(habits: Habits) -> Habits:
    better = habits.finds + habits.learns * (1 - habits.finds)
    return replace(habits, finds=better, adds=habits.adds / 2, trapped=habits.trapped * (1 - habits.learns / 2))


# Marks


def _marked(task: Task, habits: Habits, chance: random.Random, at: datetime, learner: str) -> dict[str, str]:
    """Marks as they were when they were compared first, and as they are."""
    name, enough = task.activity.name, task.activity.enough
    habits = _learned(replace(habits, learns=max(habits.learns, COURSE))) if task.later else habits
    luck = chance.getrandbits(32)  # so that the last marks are the first ones, mended
    first = _marks(task, habits, random.Random(luck))
    last = _marks(task, _learned(habits), random.Random(luck))
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
        likely = _shifted(habits.finds, -hard)
        if by_block:
            made[entry.start, entry.end] = entry.label if entry.label in labels and found < likely else mistaken
            continue
        wanted = tier(entry)
        share = _shifted(habits.trapped, hard) if wanted == "trap" else likely if wanted == "must" else likely / 2
        if found < share:
            usual = entry.label if right < _shifted(habits.finds, 1 - hard) or len(labels) == 1 else mistaken
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


def _shifted(share: float, by: float) -> float:
    """A share, moved on the scale of logits."""
    share = min(max(share, 0.02), 0.98)
    return 1 / (1 + math.exp(-(math.log(share / (1 - share)) + by)))


# Words, numbers and rows


@cache
def _pools() -> Mapping[str, Any]:
    return parse_toml(Path(__file__).with_name("demo_words.toml").read_bytes())


def _pool(kind: str, name: str) -> Any:
    pools = _pools()[kind]
    return pools.get(name) or pools.get("any")


def _value(task: Task, habits: Habits, chance: random.Random) -> Any:
    return _VALUES[task.activity.kind](task, habits, chance)


def _chosen(task: Task, habits: Habits, chance: random.Random) -> str:
    shares = _pool("choose", task.name) or [len(task.options) - n for n in range(len(task.options))]
    return chance.choices(task.options, shares)[0]


def _guessed(task: Task, habits: Habits, chance: random.Random) -> int:
    low, high = task.bounds
    lowest, usual, highest = _pool("estimate", task.name) or (low, (low + high) / 2, high)
    guess = chance.triangular(lowest, min(highest, high), min(usual, high))
    step = 5 if high >= 50 else 1  # people guess round numbers
    return int(min(max(round(guess / step) * step, low), high))


def _written(task: Task, habits: Habits, chance: random.Random) -> str:
    levels = _pool("write", task.name)
    level = round(habits.finds * len(levels) - 0.5 + chance.gauss(0, 0.5))
    return f"{chance.choice(levels[min(max(level, 0), len(levels) - 1)])} {SYNTHETIC}"


def _swapped(task: Task, habits: Habits, chance: random.Random) -> dict[str, str]:
    wording, change = chance.choice(_pool("swap", task.name))
    return {"wording": f"{wording} {SYNTHETIC}", "change": change}


def _settled(task: Task, habits: Habits, chance: random.Random) -> list[dict[str, str]]:
    rows = []
    for entry, hard, mistaken in task.entries:
        label = entry.label if chance.random() < _shifted(habits.finds, -hard) else mistaken
        blank = chance.random() > habits.does
        settle = f"{chance.choice(_pool('settle', label))} {SYNTHETIC}"
        words = task.activity.article.covered(entry)
        rows.append({"claim": words, "label": "" if blank else label, "settle": "" if blank else settle})
    return rows


def _listed(task: Task, habits: Habits, chance: random.Random) -> list[dict[str, str]]:
    """Who speaks, as a learner fills it in: those who are quoted early in the text come to mind first."""
    rows = []
    for n, source in enumerate(task.sources):
        if source.speaker and chance.random() < _shifted(habits.finds, 1 - n / 4):
            way = "both" if source.direct and source.indirect else "direct" if source.direct else "reported"
            rows.append(
                {
                    "speaker": source.speaker,
                    "record": _or_else(source.record or "named", ("named", "unnamed", "vague"), habits, chance),
                    "way": _or_else(way, ("direct", "reported", "both"), habits, chance),
                }
            )
    if chance.random() < habits.adds:
        rows.append({"speaker": f"the reporter {SYNTHETIC}", "record": "unnamed", "way": "direct"})
    return rows


def _tabled(task: Task, habits: Habits, chance: random.Random) -> list[dict[str, str]]:
    """As many rows as are there, or are enough; what is written in one is at one place of each column's list.

    Of fixed rows each has its place; whoever does not find it takes the last. Some leave a field empty.
    """
    begin, rows = chance.randrange(12), []
    for n, name in enumerate(task.activity.rows or [""] * task.activity.enough):
        at = (n if chance.random() < habits.finds else -1) if name else begin + n
        row = {ROW: name} if name else {}
        for column in task.activity.columns:
            written = _pool("table", f"{task.name}.{column.name}")
            said = chance.choice(column.options) if column.options else f"{written[at % len(written)]} {SYNTHETIC}"
            row[column.name] = said if chance.random() < habits.does else ""
        rows.append(row)
    return rows


def _filled(rows: Sequence[Mapping[str, str]]) -> int:
    return sum(all(row.values()) for row in rows)


def _or_else(right: str, others: Sequence[str], habits: Habits, chance: random.Random) -> str:
    """What is right, or something else."""
    return right if right in others and chance.random() < _shifted(habits.finds, 1) else chance.choice(others)


_VALUES = {
    "choose": _chosen, "estimate": _guessed, "write": _written,
    "swap": _swapped, "claims": _settled, "sources": _listed, "table": _tabled,
}  # fmt: skip
