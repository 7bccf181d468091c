"""A class on the disk: a folder with who is in it, and every hand-in that was collected, as it came.

classes/<class>/class.toml                    its name; whether it is synthetic; folders of lessons of one's own
classes/<class>/roster.csv                    as it was given, where it was
classes/<class>/hand-ins/<sum>.kit.json       each hand-in once, under the sha256 of its bytes
classes/<class>/received.jsonl                where each came from, and when it was collected
classes/<class>/refused.jsonl                 what could not be read, and why
classes/<class>/notes.jsonl                   the teacher's: stars, notes, points of their own
classes/<class>/weights.toml                  how points are counted, where it is not the kit's way
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kit.activity.hand_in import HandIn, read_hand_in
from kit.classroom.members import Member

__all__ = ["CLASSES", "Classroom"]

CLASSES = "classes"


@dataclass(frozen=True, slots=True)
class Classroom:
    """A class: its ``name``, its ``folder``, who is on its roster, and where lessons of one's own are.

    ``synthetic`` says that nobody of it exists: wherever it is shown, that is said.
    """

    name: str
    folder: Path
    members: tuple[Member, ...] = ()
    lessons: tuple[Path, ...] = ()
    synthetic: bool = False

    def hand_ins(self) -> Iterator[tuple[str, HandIn]]:
        """Each hand-in that was collected and can be read, with its sum, one at a time."""
        for path in sorted((self.folder / "hand-ins").glob("*.kit.json")):
            yield path.name.removesuffix(".kit.json"), read_hand_in(path)
