"""What made-up learners are asked, each activity worked out once for a whole class, and the habits of each learner."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kit.activity.activity import Activity, LessonData
from kit.activity.figures import figures_of
from kit.activity.templates import fill
from kit.activity.versions import PLAIN, PRINTED, turn
from kit.agreement.units import touched, word_spans
from kit.annotate.sources import Source
from kit.annotation import Annotation, Span

__all__ = ["Habits", "Mark", "Task", "habits_of", "learned", "shifted", "tasks_of", "versions_of"]

IN_PLAIN_WORDS = 0.25  # of a class that read a text in plain words, where it is there so
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


def learned(habits: Habits) -> Habits:
    """The habits of a learner from when they have seen a comparison."""
    better = habits.finds + habits.learns * (1 - habits.finds)
    return replace(habits, finds=better, adds=habits.adds / 2, trapped=habits.trapped * (1 - habits.learns / 2))


def shifted(share: float, by: float) -> float:
    """A share, moved on the scale of logits."""
    share = min(max(share, 0.02), 0.98)
    return 1 / (1 + math.exp(-(math.log(share / (1 - share)) + by)))


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
