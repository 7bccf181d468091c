"""How a class stands after collecting: who has handed in which lesson, who is not on the roster, what is unsettled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from kit.activity.hand_in import HandedIn
from kit.classroom.folder import Classroom
from kit.classroom.members import Member, nearest
from kit.jsonl import as_json

__all__ = ["Parted", "Standing", "Stranger", "standing"]


@dataclass(frozen=True, slots=True)
class Stranger:
    """A name that hand-ins carry and the roster does not have; ``fits`` are those it may be, or that are most like it.

    ``several`` says that it fits more than one.
    """

    name: str
    sums: tuple[str, ...]
    fits: tuple[str, ...]
    several: bool


@dataclass(frozen=True, slots=True)
class Parted:
    """Two hand-ins of one name for one lesson that have nothing in common, the older first."""

    name: str
    lesson: str
    older: str
    newer: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Who is in the class, and of each lesson that somebody has handed in, the keys of those who have."""

    members: tuple[Member, ...]
    lessons: Mapping[str, frozenset[str]]
    strangers: tuple[Stranger, ...]
    parted: tuple[Parted, ...]

    def missing(self, lesson: str) -> list[Member]:
        """Those on the roster who have not handed in a lesson."""
        return [member for member in self.members if member.roster and member.key not in self.lessons[lesson]]


def standing(classroom: Classroom, *, tell: Callable[[int], object] = lambda done: None) -> Standing:
    """How a class stands; each hand-in is looked at once, and none is kept in memory."""
    members = {member.key: member for member in classroom.members}
    handed: dict[str, dict[str, list[tuple[datetime, str, frozenset[int]]]]] = defaultdict(lambda: defaultdict(list))
    strange: dict[str, tuple[str, list[str]]] = {}
    for done, (digest, hand_in, member) in enumerate(classroom.hand_ins(), 1):
        tell(done)
        if member.key not in members or member.key in strange:
            members.setdefault(member.key, member)
            strange.setdefault(member.key, (hand_in.learner.name or member.name, []))[1].append(digest)
        for name, lesson in hand_in.lessons.items():
            handed[name][member.key].append((hand_in.made, digest, frozenset(_said(lesson))))
    names = [member.name for member in classroom.members]
    strangers = tuple(_stranger(classroom, name, sums, names) for name, sums in strange.values()) if names else ()
    parted = tuple(
        Parted(members[key].name, lesson, older[1], newer[1])
        for lesson, by_learner in sorted(handed.items())
        for key, each in by_learner.items()
        for older, newer in zip(sorted(each), sorted(each)[1:], strict=False)
        if older[2] and newer[2] and not older[2] & newer[2]
    )
    return Standing(
        tuple(members.values()),
        {lesson: frozenset(by_learner) for lesson, by_learner in sorted(handed.items())},
        strangers,
        parted,
    )


def _stranger(classroom: Classroom, name: str, sums: list[str], names: list[str]) -> Stranger:
    several = tuple(member.name for member in classroom.fitting(sums[0], name))
    return Stranger(name, tuple(sums), several or tuple(nearest(name, names)), bool(several))


def _said(lesson: HandedIn) -> Iterator[int]:
    """What was submitted and marked in a lesson, each as a number: a later hand-in has the earlier one's tries."""
    for name, answer in lesson.answers.items():
        yield from (hash((name, each.at, as_json(each.value))) for each in answer.tries)
    for name, text in lesson.files.items():
        if name.endswith(".jsonl"):
            yield from (hash((name, line)) for line in text.split("\n") if line)
