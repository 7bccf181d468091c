"""The classes in a working folder: found, opened by their names, and made."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from kit.activity.learners import folder_name
from kit.classroom.folder import CLASS, HAND_INS, ROSTER, Classroom, read_class, said_of_class
from kit.classroom.members import member_key, nearest
from kit.classroom.roster import read_roster
from kit.files import read_regular, write_atomic
from kit.making.toml import toml_pairs, toml_words

__all__ = ["CLASSES", "classes_in", "make_class", "open_class", "real_classes", "working_folder"]

CLASSES = "classes"
_WORKING = "media-literacy"
_MOST = 5_000_000  # bytes of a roster


def working_folder(named: str | Path | None = None) -> Path:
    """The working folder: what is ``named``, else that of ``kit lab``, else the current one where classes are in it."""
    if named:
        return Path(named).expanduser()
    if given := os.environ.get("KIT_FOLDER"):
        return Path(given)
    return Path() if Path(CLASSES).is_dir() and not Path(_WORKING).is_dir() else Path(_WORKING)


def classes_in(home: Path) -> dict[str, Path]:
    """The classes in a working folder: their names, and their folders.

    A copy of a class's folder, which says the same name, and a class whose file is damaged go by the folder's name.
    """
    found: dict[str, Path] = {}
    for path in sorted((home / CLASSES).glob(f"*/{CLASS}")):
        name = path.parent.name
        with suppress(ValueError, OSError):
            name = said_of_class(path)[0]
        found[path.parent.name if name in found else name] = path.parent
    return found


def real_classes(there: Mapping[str, Path]) -> dict[str, Path]:
    """Those of classes that are not synthetic, or all where there is no other."""
    real = {name: folder for name, folder in there.items() if not said_of_class(folder / CLASS)[2]}
    return real or dict(there)


def open_class(home: Path, name: str | None = None) -> Classroom:
    """The class of that name in a working folder, or without one the only one there.

    Beside a real class, a synthetic one does not count. Raises ``ValueError`` where there is none, or several, saying
    which there are and what to do.
    """
    there = classes_in(home)
    if not there:
        raise ValueError(f"there is no class in {home}; make one with: kit class new 7B --roster ROSTER.csv")
    if name is None:
        there = real_classes(there)
        if len(there) > 1:
            raise ValueError(f"there are several classes in {home}: {', '.join(there)}; name one")
        name = next(iter(there))
    for each, folder in there.items():
        if member_key(name) in (member_key(each), member_key(folder.name)):
            return read_class(folder)
    near = nearest(name, list(there))
    raise ValueError(f"there is no class {name!r} in {home}; there {'is' if len(there) == 1 else 'are'}: "
                     f"{', '.join(near or there)}")  # fmt: skip


def make_class(
    home: Path, name: str, *, roster: Path | None = None, lessons: Sequence[Path] = (), synthetic: bool = False
) -> Classroom:
    """Make a class in a working folder, or where it is there already, give it a new roster or more lessons.

    What was collected stays, and an older roster is kept beside the new one. Raises ``ValueError`` where the name
    cannot be one or the roster cannot be read, ``OSError`` where the disk refuses; nothing has changed then.
    """
    name = " ".join(name.split())
    if not name or len(name) > 60:
        raise ValueError(f"{name[:60]!r} cannot name a class; choose a short name, such as 7B")
    if roster:
        read_roster(roster)
    for each in lessons:
        if not any(True for pattern in ("*.toml", "*/*.toml") for _ in each.glob(pattern)):
            raise ValueError(f"there is no lesson in {each}; name the folder that 'kit new-lesson' has written")
    there = next((path for each, path in classes_in(home).items() if member_key(each) == member_key(name)), None)
    safe = folder_name(name)
    folder = there or home / CLASSES / (safe if "~" in safe else name)
    before = said_of_class(folder / CLASS) if there else (name, (), False)
    both = tuple(dict.fromkeys((*before[1], *map(Path.resolve, lessons))))
    if roster:
        _put_roster(folder, read_regular(roster, _MOST))
    if not there or (both, synthetic) != before[1:]:
        listed = f"lessons = [{', '.join(toml_words(str(path)) for path in both)}]\n" if both else ""
        marked = "synthetic = true\n" if synthetic else ""
        write_atomic(folder / CLASS, f"{toml_pairs({'name': before[0]})}{marked}{listed}")
    (folder / HAND_INS).mkdir(exist_ok=True)
    return read_class(folder)


def _put_roster(folder: Path, data: bytes) -> None:
    """A new roster in the place of the old, which is kept under a name with a number."""
    path = folder / ROSTER
    if path.exists() and (old := read_regular(path, _MOST)) != data:
        number = 1
        while (kept := path.with_name(f"roster (older {number}).csv")).exists():
            number += 1
        write_atomic(kept, old)
    write_atomic(path, data)
