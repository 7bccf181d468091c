"""Which class hand-ins are for, where nobody has said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from kit.classroom.classes import classes_in, open_class, real_classes
from kit.classroom.collect import handed_in
from kit.classroom.folder import Classroom
from kit.classroom.members import member_key
from kit.jsonl import from_json

__all__ = ["class_for"]


def class_for(home: Path, name: str | None, paths: Sequence[Path]) -> Classroom:
    """The class that was named, else the only one, else the one that all the hand-ins that name one name.

    Raises ``ValueError`` where that leaves none, or several, saying what to do.
    """
    there = real_classes(classes_in(home))
    if name is not None or len(there) < 2:
        return open_class(home, name)
    said = Counter(each for path in paths if path.exists() for each in _named(path))
    known = {member_key(each): each for each in there}
    found = {known[member_key(each)] for each in said if member_key(each) in known}
    if len(found) == 1 and all(member_key(each) in known for each in said):
        return open_class(home, found.pop())
    listed = ", ".join(f"{n} say {each!r}" for each, n in said.most_common(5)) or "no hand-in says its class"
    raise ValueError(f"there are several classes ({', '.join(there)}), and {listed}; name one with --class NAME")


def _named(path: Path) -> list[str]:
    """The classes that hand-ins at a path name."""
    names = []
    for handed in handed_in(path, ()):
        with suppress(ValueError):
            said = from_json((handed.data or b"").decode("utf-8-sig"))
            if isinstance(said, dict) and isinstance(name := said.get("class"), str):
                names.append(name)
    return names
