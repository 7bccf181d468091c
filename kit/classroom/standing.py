"""How a class stands after collecting: who has handed in which lesson, who is not on the roster, what is unsettled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise

from kit.activity.hand_in import HandedIn, read_hand_in
from kit.classroom.folder import ENDING, HAND_INS, Classroom
from kit.classroom.members import Member, nearest
from kit.classroom.records import received_rows
from kit.jsonl import as_json

__all__ = ["Brought", "Parted", "Standing", "Stranger", "standing"]


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
class Brought:
    """A hand-in of one ``name`` that somebody else handed in, as the LMS says: by mistake, or in another's name."""

    name: str
    sum: str
    by: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Who is in the class, and of each lesson that somebody has handed in, the keys of those who have."""

    members: tuple[Member, ...]
    lessons: Mapping[str, frozenset[str]]
    strangers: tuple[Stranger, ...]
    parted: tuple[Parted, ...]
    brought: tuple[Brought, ...] = ()

    def missing(self, lesson: str) -> list[Member]:
        """Those on the roster who have not handed in a lesson."""
        return [member for member in self.members if member.roster and member.key not in self.lessons[lesson]]


def standing(classroom: Classroom, *, tell: Callable[[int], object] = lambda done: None) -> Standing:
    """How a class stands, by what was noted when it was collected; only what a learner has twice is read again."""
    members = {member.key: member for member in classroom.members}
    handed: dict[str, dict[str, list[tuple[str, str]]]] = defaultdict(lambda: defaultdict(list))
    strange: dict[str, tuple[str, list[str]]] = {}
    brought: list[Brought] = []
    rows = {row.sum: row for row in received_rows(classroom.folder)}
    for path in classroom.stored():
        row = rows.get(digest := path.name.removesuffix(ENDING))
        if row is None:  # somebody has put it there; it says who it is of when it is collected
            continue
        member = classroom.whose(digest, row.name)
        if member.key not in members or member.key in strange:
            members.setdefault(member.key, member)
            strange.setdefault(member.key, (row.name or "somebody without a name", []))[1].append(digest)
        brought += [Brought(member.name, digest, by.name) for by in classroom.brought_by(digest, member)]
        for name in row.lessons:
            handed[name][member.key].append((min(row.made, row.when), digest))
    names = [member.name for member in classroom.members]
    strangers = tuple(_stranger(classroom, name, sums, names) for name, sums in strange.values()) if names else ()
    return Standing(
        tuple(members.values()),
        {lesson: frozenset(by_learner) for lesson, by_learner in sorted(handed.items())},
        strangers,
        tuple(_parted(classroom, members, handed, tell)),
        tuple(brought),
    )


def _parted(
    classroom: Classroom,
    members: Mapping[str, Member],
    handed: Mapping[str, Mapping[str, list[tuple[str, str]]]],
    tell: Callable[[int], object],
) -> Iterator[Parted]:
    """Where a learner's hand-in of a lesson has nothing of the one before it."""
    done = 0
    by_learner: dict[str, dict[str, list[tuple[str, str]]]] = defaultdict(dict)
    for lesson, each in sorted(handed.items()):
        for key, sums in each.items():
            if len(sums) > 1:
                by_learner[key][lesson] = sorted(sums)
    for key, lessons in by_learner.items():
        said: dict[tuple[str, str], frozenset[int]] = {}
        for digest in {digest for sums in lessons.values() for _, digest in sums}:
            said |= {(digest, name): frozenset(_said(each)) for name, each in _read(classroom, digest)}
            tell(done := done + 1)
        for lesson, sums in lessons.items():
            for (_, older), (_, newer) in pairwise(sums):
                before, now = said.get((older, lesson)), said.get((newer, lesson))
                if before and now and not before & now:
                    yield Parted(members[key].name, lesson, older, newer)


def _read(classroom: Classroom, digest: str) -> Iterator[tuple[str, HandedIn]]:
    with suppress(ValueError, OSError):  # damaged since; whoever looks at results is told
        yield from read_hand_in(classroom.folder / HAND_INS / f"{digest}{ENDING}", known=digest).lessons.items()


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
