"""A class on the disk: a folder with who is in it, and every hand-in that was collected, as it came.

classes/<class>/class.toml                    its name; whether it is synthetic; folders of lessons of one's own
classes/<class>/roster.csv                    as it was given, where it was; an older one is kept beside it
classes/<class>/hand-ins/<sum>.kit.json       each hand-in once, under the sha256 of its bytes
classes/<class>/received.jsonl                where each came from, and when it was collected
classes/<class>/refused.jsonl                 what could not be read, and why
classes/<class>/assigned.toml                 whose a hand-in is, or those under a name, where the teacher has said so
classes/<class>/notes.jsonl                   the teacher's: stars, notes, points of their own
classes/<class>/weights.toml                  how points are counted, where it is not the kit's way
classes/<class>/keys/<lesson>/                keys of the class's own, as class_key_file.py has them
classes/<class>/class.ipynb                   the class's notebook; .class.ipynb.sum says which was copied
classes/<class>/report/                       what is made of all this, and can be made again: the class view
                                              (index.html), feedback/, the gradebook's CSV files, class.kit.json, …
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from kit.activity.hand_in import HandIn, read_hand_in
from kit.activity.sealed import TIME
from kit.classroom.members import Index, Member, member_key, nearest
from kit.classroom.records import Received, received_rows
from kit.classroom.roster import read_roster
from kit.files import parse_toml, read_regular, write_atomic
from kit.making.toml import toml_pairs
from kit.visible import printable

__all__ = ["Classroom", "Collected", "assign", "read_class", "said_of_class"]

HAND_INS = "hand-ins"
ENDING = ".kit.json"
ASSIGNED = "assigned.toml"
ROSTER = "roster.csv"
CLASS = "class.toml"
_MOST = 1_000_000  # bytes of a file of the class's own
_LEAST = 4  # signs of a sum that name a hand-in


class Collected(NamedTuple):
    """A hand-in that was collected: its ``sum``, what is in it, and whose it is."""

    sum: str
    hand_in: HandIn
    member: Member


@dataclass(frozen=True)
class Classroom:
    """A class: its ``name``, its ``folder``, who is on its roster, and where lessons of one's own are.

    ``synthetic`` says that nobody of it exists: wherever it is shown, that is said.
    """

    name: str
    folder: Path
    members: tuple[Member, ...] = ()
    lessons: tuple[Path, ...] = ()
    synthetic: bool = False

    def hand_ins(
        self, trouble: list[str] | None = None, tell: Callable[[int], object] = lambda done: None
    ) -> Iterator[Collected]:
        """Each hand-in that was collected, one at a time, with whose it is.

        That is whoever the teacher has said, else whom its name fits on the roster, or what an LMS has put before its
        file; else somebody of the name that it carries, whom the roster does not have. One that cannot be read (it was
        damaged since, and collecting it again mends it) is said in ``trouble``. ``tell`` hears how many were read.
        """
        for done, path in enumerate(self.stored(), 1):
            digest = path.name.removesuffix(ENDING)
            try:
                hand_in = read_hand_in(path, known=digest)
            except (ValueError, OSError) as error:
                if trouble is not None:
                    trouble.append(printable(str(error)))
            else:
                yield Collected(digest, hand_in, self.whose(digest, hand_in.learner.name))
            tell(done)

    def stored(self) -> list[Path]:
        """The files of the hand-ins."""
        return sorted((self.folder / HAND_INS).glob(f"*{ENDING}"))

    def whose(self, digest: str, name: str) -> Member:
        """Whose a hand-in is; a member without a roster's row where that cannot be told."""
        if said := self._assigned.get(digest) or self._assigned.get(member_key(name)):
            return next(iter(self._index.find(said)), Member(said))
        found = self.fitting(digest, name)
        if len(found) == 1:
            return found[0]
        hints = (hint for row in self._came.get(digest, ()) for hint in row.hints)
        return Member(name or next(hints, "") or f"no name ({digest[:6]})")

    def made(self, digest: str, said: datetime) -> datetime:
        """When a hand-in was made: as it says, but never after it was collected, as a clock that is wrong would say."""
        with suppress(ValueError):  # where somebody has edited what was noted
            collected = [row.when for row in self._came.get(digest, ()) if TIME.fullmatch(row.when)]
            return min([said, *map(datetime.fromisoformat, collected)])
        return said

    def brought_by(self, digest: str, member: Member) -> tuple[Member, ...]:
        """Those on the roster who by the LMS handed in what is another's: by mistake, or in another's name."""
        if digest in self._assigned:
            return ()
        found = (self._index.find("", row.hints) for row in self._came.get(digest, ()) if row.hints)
        others = {each[0].key: each[0] for each in found if len(each) == 1 and each[0].key != member.key}
        return tuple(others.values())

    def fitting(self, digest: str, name: str) -> tuple[Member, ...]:
        """Those on the roster whom a hand-in fits: one, none, or several that it cannot be told between."""
        rows = self._came.get(digest, ())
        folders = (part for row in rows for part in row.where.split("/")[:-1])
        return self._index.find(name, [*(hint for row in rows for hint in row.hints), *folders])

    def named(self, name: str) -> tuple[Member, ...]:
        """Those on the roster whom a name fits."""
        return self._index.find(name)

    @cached_property
    def _came(self) -> Mapping[str, Sequence[Received]]:
        """Where each hand-in came from, by its sum."""
        by_sum: dict[str, list[Received]] = {}
        for row in received_rows(self.folder):
            by_sum.setdefault(row.sum, []).append(row)
        return by_sum

    @cached_property
    def _index(self) -> Index:
        return Index(self.members)

    @cached_property
    def _assigned(self) -> Mapping[str, str]:
        return _assigned_in(self.folder)


def assign(classroom: Classroom, what: str, name: str) -> tuple[str, Member]:
    """Say whose a hand-in is: ``what`` is the beginning of its sum, or the name that hand-ins carry, also later ones.

    Returns what that is in words, and whose it is now. Raises ``ValueError`` where nothing, or more than one hand-in,
    is named so, or the roster has nobody of that name.
    """
    sums = [path.name.removesuffix(ENDING) for path in classroom.stored()]
    named = [each for each in sums if len(what) >= _LEAST and each.startswith(what.lower())]
    if len(named) > 1:
        raise ValueError(f"{len(named)} hand-ins begin with {what}; give more of the sum, such as {named[0][:12]}")
    carried = {collected.hand_in.learner.name for collected in classroom.hand_ins()}
    key = named[0] if named else member_key(what)
    if not named and key not in map(member_key, carried):
        near = ", ".join(nearest(what, sorted(carried))) or "the summary of kit collect shows both"
        raise ValueError(f"{what!r} is neither the beginning of a hand-in's sum nor a name that one carries ({near})")
    member = _named(classroom, name)
    said = {**_assigned_in(classroom.folder), key: member.name}
    write_atomic(classroom.folder / ASSIGNED, toml_pairs(dict(sorted(said.items())), quoted=True))
    return f"the hand-in {key[:12]}" if named else f"what {what} hands in", member


def _named(classroom: Classroom, name: str) -> Member:
    if not classroom.members:
        return Member(" ".join(name.split()))
    found = classroom.named(name)
    if len(found) == 1:
        return found[0]
    names = [member.name for member in found] or nearest(name, [each.name for each in classroom.members])
    why = "several are called" if found else "nobody on the roster is called"
    raise ValueError(f"{why} {name!r}; name one of them, as in: {', '.join(names or [classroom.members[0].name])}")


def read_class(folder: Path) -> Classroom:
    """The class in a folder of its own; raises ``ValueError`` or ``OSError`` where it cannot be read."""
    name, lessons, synthetic = said_of_class(folder / CLASS)
    roster = folder / ROSTER
    members = read_roster(roster) if roster.exists() else ()
    return Classroom(name, folder, members, lessons, synthetic)


def said_of_class(path: Path) -> tuple[str, tuple[Path, ...], bool]:
    """What a class's file says: its name, its lessons, and whether it is synthetic."""
    try:
        said = parse_toml(read_regular(path, _MOST))
    except ValueError as error:
        raise ValueError(f'{path} cannot be read ({error}); it should say name = "7B"') from None
    name, lessons, synthetic = said.get("name"), said.get("lessons", []), said.get("synthetic", False)
    if not (isinstance(name, str) and name.strip()):
        raise ValueError(f'{path} does not say a name; it should say name = "7B"')
    if not (isinstance(lessons, list) and all(isinstance(each, str) for each in lessons)):
        raise ValueError(f'{path}: lessons must be a list of folders, as in lessons = ["my-lessons/rain"]')
    if not isinstance(synthetic, bool):
        raise ValueError(f"{path}: synthetic must be true or false")
    return name, tuple(map(Path, lessons)), synthetic


def _assigned_in(folder: Path) -> dict[str, str]:
    path = folder / ASSIGNED
    try:
        said = parse_toml(read_regular(path, _MOST))
    except FileNotFoundError:
        return {}
    except ValueError as error:
        raise ValueError(f"{path} cannot be read ({error}); mend it, or move it away") from None
    return {key: name for key, name in said.items() if isinstance(name, str)}
