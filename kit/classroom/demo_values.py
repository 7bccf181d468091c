"""What made-up learners write, choose, guess and fill in, with words from ``demo_words.toml``."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from kit.activity.columns import ROW
from kit.classroom.demo_tasks import Habits, Task, shifted
from kit.files import parse_toml

__all__ = ["SYNTHETIC", "VALUES"]

SYNTHETIC = "(synthetic)"  # ends each written answer


@cache
def _pools() -> Mapping[str, Any]:
    return parse_toml(Path(__file__).with_name("demo_words.toml").read_bytes())


def _pool(kind: str, name: str) -> Any:
    pools = _pools()[kind]
    return pools.get(name) or pools.get("any")


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
        label = entry.label if chance.random() < shifted(habits.finds, -hard) else mistaken
        blank = chance.random() > habits.does
        settle = f"{chance.choice(_pool('settle', label))} {SYNTHETIC}"
        words = task.activity.article.covered(entry)
        rows.append({"claim": words, "label": "" if blank else label, "settle": "" if blank else settle})
    return rows


def _listed(task: Task, habits: Habits, chance: random.Random) -> list[dict[str, str]]:
    """Who speaks, as a learner fills it in: those who are quoted early in the text come to mind first."""
    rows = []
    for n, source in enumerate(task.sources):
        if source.speaker and chance.random() < shifted(habits.finds, 1 - n / 4):
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


def _or_else(right: str, others: Sequence[str], habits: Habits, chance: random.Random) -> str:
    """What is right, or something else."""
    return right if right in others and chance.random() < shifted(habits.finds, 1) else chance.choice(others)


# What makes the value of an answer, by kind; one that is not here is marked, or leaves no answer.
VALUES: Mapping[str, Callable[[Task, Habits, random.Random], Any]] = {
    "choose": _chosen, "estimate": _guessed, "write": _written,
    "swap": _swapped, "claims": _settled, "sources": _listed, "table": _tabled,
}  # fmt: skip
