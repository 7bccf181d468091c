"""What the window in which a learner hands in asks of the kernel: who it is, the class, and what was handed in.

The page calls these by ``hand_in_desk.js`` of lesson mode; a site's start page, which has no kernel, does the same by
``answers.js``.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from kit.activity.answers import PROGRESS
from kit.activity.disk import read_file
from kit.activity.hand_in import begun
from kit.activity.handed import OFFERED, checked_class, note, noted, sum_of_files
from kit.activity.learners import Learner, answer_folder, set_learner, signed_in
from kit.jsonl import as_json, from_json

__all__ = ["given", "not_handed_in", "note_handed", "work_as"]


def given(*lessons: str) -> str:
    """As JSON, what ``gather`` of ``hand_in.js`` reads: who is signed in, what was answered, and what is noted of it.

    Of these lessons, or of all. Raises ``OSError`` where the folder of answers cannot be read.
    """
    who, root = signed_in(), answer_folder()
    home = root / who.folder
    said = noted(home)
    found = {name: each for name, each in begun(home).items() if not lessons or name in lessons}
    return as_json(
        {
            "learner": who._asdict() | {"at": who.folder},
            "lessons": found,
            "missing": {name: titles for name in found if (titles := _missing(home / name))},
            "class": said.class_name,
            "offered": _offered(root),
            "handed": {name: each._asdict() for name, each in said.lessons.items()},
        }
    )


def work_as(name: str, class_name: str = "", *, signed: Callable[[], object] = lambda: None) -> Learner:
    """Sign in as ``set_learner`` does, note the class, and call ``signed``; raises as those do.

    A class that is none signs nobody in. An empty one says that there is none.
    """
    class_name = checked_class(class_name) if class_name.strip() else ""
    who = set_learner(name)
    note(answer_folder() / who.folder, class_name=class_name)
    signed()
    return who


def keep_class(name: str) -> None:
    """Note the class of whoever is signed in, empty where there is none; raises as ``note`` and ``checked_class``."""
    note(answer_folder() / signed_in().folder, class_name=checked_class(name) if name.strip() else "")


def note_handed(lessons: str, at: str) -> None:
    """Note that lessons were handed in at a time (ISO 8601, UTC), as JSON the sums of their files by their names."""
    found = {str(name): {"at": at, "sha256": str(each)} for name, each in from_json(lessons).items()}
    note(answer_folder() / signed_in().folder, lessons=found)


def not_handed_in(who: Learner) -> list[str]:
    """The lessons in which somebody has answers that were not handed in, or have changed since.

    Empty, too, where the folder cannot be read, or nobody has a name.
    """
    home = answer_folder() / who.folder
    if not who.name:
        return []
    handed = noted(home).lessons
    try:
        there = {name: each["files"] for name, each in begun(home).items() if each["files"]}
    except OSError:
        return []
    return [name for name, files in there.items() if name not in handed or handed[name].sha256 != sum_of_files(files)]


def _missing(folder: Path) -> list[str]:
    """The titles of the steps of a lesson that are not done, where its count says them."""
    said: Any
    try:
        said = from_json(read_file(folder / f"{PROGRESS}.json").decode("utf-8"))["missing"]
    except (ValueError, OSError, LookupError, TypeError):
        return []
    return [title for title in said if isinstance(title, str)] if isinstance(said, list) else []


def _offered(root: Path) -> str:
    try:
        return checked_class(read_file(root / OFFERED).decode("utf-8-sig"))
    except (ValueError, OSError):
        return ""
