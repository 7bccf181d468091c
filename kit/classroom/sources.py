"""What is in a folder, a zip or a file that was handed over: each file once, its bytes bounded, no path obeyed.

Nothing is unpacked to a path of a zip's choosing: what is read stays in memory, or, for a zip within a zip, in a file
without a name. Whatever cannot be read is a piece too, which says why, and the rest goes on.
"""

from __future__ import annotations

import io
import os
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO

from kit.activity.hand_in import LARGEST
from kit.files import read_bounded, read_regular
from kit.visible import printable

__all__ = ["LONG_AGO", "Piece", "pieces"]

MOST_FILES = 50_000  # in what was handed over, all zips within it counted
MOST_BYTES = 1_000_000_000  # that are read of what was handed over, unpacked
DEEPEST_ZIP = 4  # zips within zips
DEEPEST_FOLDER = 16
_AT_ONCE = 32_000_000  # bytes of a zip read in one go: its list of files
_KEPT = 16_000_000  # bytes of a zip within a zip that stay in memory
_STORE = "class.toml"  # what makes a folder that of a class, whose own store is nothing to collect
_TEXTS = (".json", ".jsonl", ".txt", "")  # how a hand-in, or a file of answers, may end after its travels
LONG_AGO = datetime.fromtimestamp(0, UTC)
_JUNK = ("__macosx", ".ds_store", "thumbs.db", "desktop.ini")


@dataclass(frozen=True, slots=True)
class Piece:
    """A file: ``where`` it is, its ``data``, and when it was changed last.

    Without data it was passed over, as what cannot be a hand-in, or where it says ``why``, could not be read.
    """

    where: str
    data: bytes | None = None
    modified: datetime = LONG_AGO
    why: str = ""


@dataclass
class _Left:
    """What may still be read of what was handed over."""

    files: int
    bytes: int


class _TooMuchError(ValueError):
    """The end of what was handed over: no more of it is read."""


def pieces(path: Path) -> Iterator[Piece]:
    """The files in a folder, a zip or a file, in the order of their names, those of a folder before its folders."""
    path = path.resolve() if path.name in ("", "..") else path  # a folder "." has a name too
    left = _Left(MOST_FILES, MOST_BYTES)
    try:
        if path.is_dir():
            yield from _in_folder(path, path.name, left, 0)
        else:
            yield from _file(path, path.name, left, given=True)
    except _TooMuchError as error:
        yield Piece(path.name, why=str(error))


def _in_folder(folder: Path, where: str, left: _Left, deep: int) -> Iterator[Piece]:
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: (entry.is_dir(follow_symlinks=False), entry.name))
    except OSError as error:
        yield Piece(where, why=f"the folder cannot be looked into ({error.strerror or error})")
        return
    if any(entry.name == _STORE for entry in entries):
        return
    for entry in entries:
        place = f"{where}/{entry.name}"
        if entry.name.startswith(".") or entry.name.lower() in _JUNK:
            yield Piece(place)
        elif entry.is_symlink():
            yield Piece(place, why="a link, which is not followed; copy what it leads to in its place")
        elif entry.is_dir():
            if deep == DEEPEST_FOLDER:
                yield Piece(place, why=f"more than {DEEPEST_FOLDER} folders within each other")
            else:
                yield from _in_folder(Path(entry.path), place, left, deep + 1)
        else:
            yield from _file(Path(entry.path), place, left)


def _file(path: Path, where: str, left: _Left, *, given: bool = False) -> Iterator[Piece]:
    """A file on the disk; one that was ``given`` by its name is read whatever it is called."""
    _count(left)
    try:
        if path.suffix.lower() == ".zip" or (given and path.is_file() and zipfile.is_zipfile(path)):
            if not path.is_file():
                read_regular(path, 0)  # which says what it is
            with path.open("rb") as file:
                yield from _in_zip(file, where, left, 0)
        elif given or _may_be(path.name):
            data = read_regular(path, LARGEST)
            _spend(left, len(data))
            yield Piece(where, data, datetime.fromtimestamp(int(path.stat().st_mtime), UTC))
        else:
            yield Piece(where)
    except FileNotFoundError:
        yield Piece(where, why="it was gone when it was to be read; collect it again if it is back")
    except _TooMuchError:
        raise
    except ValueError as error:
        yield Piece(where, why=_too_large(str(error)))
    except OSError as error:
        yield Piece(where, why=f"it cannot be read ({error.strerror or error})")


def _in_zip(file: BinaryIO | IO[bytes], where: str, left: _Left, deep: int) -> Iterator[Piece]:
    if deep > DEEPEST_ZIP:
        yield Piece(where, why=f"more than {DEEPEST_ZIP} zips within each other; no LMS makes such a one")
        return
    try:
        with _saying(), zipfile.ZipFile(_Narrow(file)) as opened:
            entries = sorted(opened.infolist(), key=_order)
            places = dict[str, int]()
            for entry in entries:
                name = printable(entry.orig_filename)
                places[name] = number = places.get(name, 0) + 1
                if not entry.is_dir():
                    place = f"{where}/{name}" if number == 1 else f"{where}/{name} (again, {number})"
                    yield from _entry(opened, entry, place, left, deep)
    except _TooMuchError:
        raise
    except ValueError as error:
        yield Piece(where, why=str(error))


def _order(entry: zipfile.ZipInfo) -> list[tuple[bool, str]]:
    """Files of a folder before the folders in it, as on a disk."""
    *folders, name = entry.filename.split("/")
    return [*((True, folder) for folder in folders), (False, name)]


def _entry(opened: zipfile.ZipFile, entry: zipfile.ZipInfo, where: str, left: _Left, deep: int) -> Iterator[Piece]:
    """A file in a zip."""
    _count(left)
    parts = entry.orig_filename.replace("\\", "/").split("/")
    if any((part.startswith(".") and part != "..") or part.lower() in _JUNK for part in parts):
        yield Piece(where)
        return
    if why := _harm(entry, parts):
        yield Piece(where, why=why)
        return
    try:
        if parts[-1].lower().endswith(".zip"):
            with tempfile.SpooledTemporaryFile(_KEPT) as inner:
                with _saying():
                    _copy(opened, entry, inner.write, left)
                inner.seek(0)
                yield from _in_zip(inner, where, left, deep + 1)
        elif _may_be(parts[-1]):
            _spend(left, LARGEST)  # which one that is too large costs
            with _saying(), opened.open(entry) as file:
                data = read_bounded(file, LARGEST)
            _spend(left, len(data) - LARGEST)
            yield Piece(where, data, _time(entry))
        else:
            yield Piece(where)
    except _TooMuchError:
        raise
    except ValueError as error:
        yield Piece(where, why=_too_large(str(error)))


def _harm(entry: zipfile.ZipInfo, parts: list[str]) -> str:
    """Why an entry of a zip is left alone, if it is."""
    if ".." in parts or parts[0] == "" or parts[0].endswith(":") or "\0" in entry.orig_filename:
        return "its name leads out of the zip, as no LMS makes one; ask whose it is"
    if entry.external_attr >> 28 not in (0, 4, 8):  # a folder, a file; some programs say neither
        return "a link or a device, and no file"
    if entry.flag_bits & 1:
        return "the zip is locked with a password; unpack it yourself, and collect the folder"
    return ""


def _copy(opened: zipfile.ZipFile, entry: zipfile.ZipInfo, write: Callable[[bytes], object], left: _Left) -> None:
    with opened.open(entry) as file:
        while part := file.read(1 << 20):
            _spend(left, len(part))
            write(part)


@contextmanager
def _saying() -> Iterator[None]:
    """Say in words that a zip, or a file in it, is of no use."""
    try:
        yield
    except NotImplementedError as error:
        raise ValueError(f"it is packed in a way that is not known here ({error}); pack it as a plain zip") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OSError, UnicodeDecodeError) as error:
        raise ValueError(f"it is no zip, or a damaged one ({error}); download it again") from None


class _Narrow(io.RawIOBase):
    """A file of which nobody reads much at once: a zip's list of files is bounded, whatever length it says it has."""

    def __init__(self, file: BinaryIO | IO[bytes]) -> None:
        self._file = file

    def read(self, size: int | None = -1) -> bytes:
        found = self._file.read(_AT_ONCE + 1 if size is None or size < 0 else min(size, _AT_ONCE + 1))
        if len(found) > _AT_ONCE:
            raise ValueError("its list of files is too long for a class's; hand it over in parts")
        return found

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def seekable(self) -> bool:
        return True

    def readable(self) -> bool:
        return True


def _may_be(name: str) -> bool:
    """Whether a file could be a hand-in or a file of answers, whatever it was renamed to."""
    name = name.lower()
    return ".kit" in name or PurePosixPath(name).suffix in _TEXTS


def _time(entry: zipfile.ZipInfo) -> datetime:
    try:
        return datetime(*entry.date_time).astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        return LONG_AGO


def _count(left: _Left) -> None:
    left.files -= 1
    if left.files < 0:
        raise _TooMuchError(
            f"it has more than {MOST_FILES:,} files; hand it over in parts. What came before is collected"
        )


def _spend(left: _Left, size: int) -> None:
    left.bytes -= size
    if left.bytes < 0:
        raise _TooMuchError(
            f"it unpacks to more than {MOST_BYTES / 1e9:g} GB, as no class's work does; what came before is collected"
        )


def _too_large(why: str) -> str:
    return f"{why}, and no hand-in is; hand in one lesson at a time" if why.startswith("larger than") else why
