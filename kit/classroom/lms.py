"""What an LMS puts before the files that it hands a teacher: who handed it in, and whether late."""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["Before", "put_before"]

# Each as one part of a path; from what the download of a whole class's files was seen to be named.
_SHAPES = (
    re.compile(r"(?P<name>.+?)_(?P<id>\d+)_assignsubmission_(?:file|onlinetext)(?:_.*)?", re.S),  # Moodle
    re.compile(r"(?P<name>[^_]+)_(?P<late>LATE_)?(?P<id>\d+)_\d+_.+", re.S),  # Canvas
    re.compile(r".+?_(?P<name>[^_]+)_attempt_\d{4}-\d\d-\d\d.*", re.S),  # Blackboard
    re.compile(r"\d+-\d+ - (?P<name>.+?) - .+", re.S),  # Brightspace
)


class Before(NamedTuple):
    """Names and numbers of whoever handed a file in, and whether that was ``late``, where the LMS said so."""

    hints: tuple[str, ...] = ()
    late: bool = False


def put_before(where: str) -> Before:
    """What stands before a file's own name, or that of a folder that it lies in.

    >>> put_before("all.zip/Ana Ruiz_4711_assignsubmission_file_/01.kit.json").hints
    ('Ana Ruiz', '4711', 'Participant 4711')
    >>> put_before("all.zip/ruizana_LATE_1234_5678_7B-ana-all.kit.json")
    Before(hints=('ruizana', '1234', 'Participant 1234'), late=True)
    """
    for part in where.split("/"):
        for shape in _SHAPES:
            if found := shape.fullmatch(part):
                said = found.groupdict()
                number = said.get("id")
                numbers = (number, f"Participant {number}") if number else ()  # as Moodle's worksheets name them
                return Before((said["name"], *numbers), bool(said.get("late")))
    return Before()
