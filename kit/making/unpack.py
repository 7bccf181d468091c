"""From a zip that somebody handed out back to a folder with a lesson; whoever packed it, and whatever it has."""

from __future__ import annotations

import io
import re
import shutil
import unicodedata
import zipfile
import zlib
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from kit.activity.disk import alone
from kit.activity.lesson_file import lesson_folder, read_lesson
from kit.files import read_bounded, read_regular, write_atomic
from kit.making.code import more_than_shown
from kit.making.made import MOST, Read, as_made, files_of, fingerprint, lesson_among
from kit.making.pack import README
from kit.making.saved import LESSONS
from kit.visible import printable

__all__ = ["Unpacked", "unpack"]

MOST_FILES = 1_000  # in a zip; a lesson has ten, and somebody who packs by hand packs the class's answers too
_NOT_ON_WINDOWS = re.compile(r'[<>:"|?*\\\x00-\x1f\x7f]|[ .]$|^(con|prn|aux|nul|(com|lpt)[0-9¹²³]) *(\..*)?$', re.I)


class Unpacked(NamedTuple):
    """A lesson that came out of a zip: its ``name`` and ``folder``, and where what stood there before is ``aside``."""

    name: str
    folder: Path
    aside: Path | None


def unpack(zipped: Path, home: Path) -> Unpacked:
    """Unpack a lesson into ``my-lessons/NAME`` of a working folder; nothing is written outside that, or over anything.

    Of the zip only the lesson's own files are taken, whoever packed it. Where the lesson is there already, nothing is
    done; where another of its name is, that is set aside as a whole. Raises ``ValueError``, saying what is wrong, for
    a file that is no zip, has no lesson or several, or could do harm: too large, too many files, names that lead
    elsewhere, meet, or cannot be on every system, links, and code that does more than a lesson's. Raises ``OSError``
    where the disk refuses.
    """
    where = printable(zipped.name)
    with _saying(where), zipfile.ZipFile(io.BytesIO(read_regular(zipped, MOST))) as opened:
        name, files = _lesson_of(opened, where)
    if (lesson_folder() / f"{name}.toml").exists():
        raise ValueError(f"{where} has a lesson named {name}, as one of the kit's own; their answers would meet")
    if harm := more_than_shown(files[f"{name}.ipynb"]):
        raise ValueError(
            f"{where}: {name}.ipynb {harm}. Ask who made it. To open it all the same, unpack it, look at it, and say: "
            "kit lab FOLDER"
        )
    files[f"{name}.ipynb"] = as_made(files[f"{name}.ipynb"])
    lessons = home / LESSONS
    lessons.mkdir(parents=True, exist_ok=True)
    with alone(lessons):
        target, part = lessons / name, lessons / f".{name}.part"
        if _same(target, files):
            return Unpacked(name, target, None)
        _remove(part)  # of an unpacking that was killed: nobody else is at work here
        try:
            for each, data in files.items():
                write_atomic(part / each, data)
            read_lesson(name, folder=part)  # what is wrong in it is said while nothing has changed
            aside = _set_aside(target)
            part.rename(target)
        except BaseException:
            _remove(part)
            raise
    return Unpacked(name, target, aside)


@contextmanager
def _saying(where: str) -> Iterator[None]:
    """Say of what a zip raises, in words, that it is of no use."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, UnicodeDecodeError) as error:
        raise ValueError(f"{where} is no zip of a lesson, or a damaged one ({error}); ask for it again") from error


def _lesson_of(opened: zipfile.ZipFile, where: str) -> tuple[str, dict[str, bytes]]:
    """The name and the files of the one lesson in a zip."""
    entries = _checked(opened.infolist(), where)
    left = MOST

    def reader(folder: str) -> Read:
        def read(name: str) -> bytes:
            nonlocal left
            with opened.open(entries[folder + name]) as file:
                try:
                    data = read_bounded(file, left)  # whatever size it says it has
                except ValueError as error:
                    raise ValueError(f"{where} unpacks to more than {MOST // 1_000_000} MB; no lesson does") from error
            left -= len(data)
            return data

        return read

    lessons: list[tuple[str, dict[str, bytes]]] = []
    for folder, names in _folders(entries).items():
        read = reader(folder)
        if name := lesson_among(names, read, where=where):
            wanted = {*files_of(name, names, read), *({README} & names)}
            lessons.append((name, {each: read(each) for each in sorted(wanted)}))
    if len(lessons) != 1:
        has = " and ".join(name for name, _ in lessons) or "none"
        raise ValueError(f"{where} should have one lesson, as 'kit pack' makes it; it has {has}")
    return lessons[0]


def _checked(entries: Collection[zipfile.ZipInfo], where: str) -> dict[str, zipfile.ZipInfo]:
    """The files of a zip by name, where no name could do harm on any system."""
    if len(entries) > MOST_FILES:
        raise ValueError(f"{where} has {len(entries):,} files; a lesson has ten, and a zip {MOST_FILES:,} at most")
    found: dict[str, zipfile.ZipInfo] = {}
    met: set[str] = set()
    for entry in entries:
        name = entry.orig_filename  # as the zip has it, before it is made to fit this system
        shown = f"{where}: the name {printable(name[:100])!r}"
        parts = name.removesuffix("/").split("/")
        if not all(parts) or {".", ".."} & set(parts):
            raise ValueError(f"{shown} leads out of its folder; nothing was unpacked")
        if any(_NOT_ON_WINDOWS.search(part) or len(part) > 200 for part in parts):
            raise ValueError(f"{shown} cannot be a file's on every system; nothing was unpacked")
        kind = entry.external_attr >> 28
        if kind not in (0, 4, 8):  # a folder, a file; some programs say neither
            raise ValueError(f"{shown} is a link or a device's; nothing was unpacked")
        alike = unicodedata.normalize("NFC", name.removesuffix("/")).casefold()
        if alike in met:
            raise ValueError(f"{shown} is there twice; nothing was unpacked")
        met.add(alike)
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise ValueError(f"{where} is packed in a way that not every system knows; pack it as an ordinary zip")
        if not name.endswith("/"):
            found[name] = entry
    return found


def _folders(entries: Mapping[str, zipfile.ZipInfo]) -> dict[str, set[str]]:
    """The names of files by their folder, which ends with a slash; at the top, or one level further down."""
    folders: dict[str, set[str]] = {}
    for path in map(PurePosixPath, entries):
        if len(path.parts) <= 2 and not path.parts[0].startswith((".", "__MACOSX")):
            folders.setdefault("".join(f"{part}/" for part in path.parts[:-1]), set()).add(path.name)
    return folders


def _same(folder: Path, files: Mapping[str, bytes]) -> bool:
    """Whether a folder has these files, but for what running a notebook adds."""
    for name, data in files.items():
        if name == README:  # which a lesson that was made here has not
            continue
        try:
            there = read_regular(folder / name, MOST)
        except (OSError, ValueError):
            return False
        if there != data and not (name.endswith(".ipynb") and fingerprint(there) == fingerprint(data)):
            return False
    return not folder.is_symlink()


def _set_aside(target: Path) -> Path | None:
    """Rename what stands in the way of a lesson; the list of lessons does not show it under that name."""
    if not target.is_symlink() and not target.exists():
        return None
    number, aside = 1, target.with_name(f"{target.name} (older)")
    while aside.is_symlink() or aside.exists():
        number += 1
        aside = target.with_name(f"{target.name} (older {number})")
    target.rename(aside)
    return aside


def _remove(part: Path) -> None:
    if part.is_symlink() or part.is_file():
        part.unlink()
    elif part.exists():
        shutil.rmtree(part)
