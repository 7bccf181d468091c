"""What is to be said of a class beside what was handed in: what could not be read, and who is on no roster."""

from __future__ import annotations

from collections.abc import Iterator

from kit.classroom.folder import Classroom
from kit.classroom.notes import Notes
from kit.classroom.records import refused_rows
from kit.classroom.standing import standing

__all__ = ["trouble_of"]


def trouble_of(classroom: Classroom, notes: Notes) -> Iterator[str]:
    """A line for each file that was refused, each learner who is on no roster, and each note that cannot be read."""
    yield from (f"{each.where}: {each.why}" for each in refused_rows(classroom.folder))
    if not classroom.members:
        yield from notes.trouble
        return
    stands = standing(classroom)
    for brought in stands.brought:
        yield f"What names {brought.name} came from {brought.by}, as the LMS says; it counts for whom it names"
    for each in stands.strangers:
        fits = f": perhaps {', '.join(each.fits)}?" if each.fits else ""
        yield f"{each.name} is not on the roster{fits}"
    yield from notes.trouble
