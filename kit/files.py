"""Write files so that a crash, a full disk or a second writer never leaves half of one; read only what is a file."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
import sys
import tomllib
from collections.abc import Callable, Iterator
from functools import partial
from io import FileIO
from pathlib import Path
from typing import IO, Any, BinaryIO

__all__ = [
    "IN_BROWSER",
    "after_write",
    "clear_parts",
    "held",
    "parse_toml",
    "read_bounded",
    "read_regular",
    "write_atomic",
]

# A browser's Python, on whose disk there are files and folders alone, of one user. For each thing the page is asked,
# which takes milliseconds; a file is stored whole, or not at all, when it is closed.
IN_BROWSER = sys.platform == "emscripten"
after_write: list[Callable[[], None]] = []  # whoever is told in a browser that a file was written
_PART = re.compile(r"\..+\.[0-9a-f]{8}\.part", re.S)
_MOST_OF_TOML = 1_000_000  # bytes
_MOST_DOTS = 1_000  # on a line of it: time to read a key grows with the square of its parts
_SHOWN = 40  # characters of a file's name in that of its part: with the rest 255 bytes hold them in any script


def write_atomic(path: Path, data: str | bytes, *, old: bytes | None = None) -> None:
    """Write a whole file or none: the old one stands until the new one is safely on the disk.

    Missing folders are made. Text is written as UTF-8 with ``\\n`` line ends; half a character, which UTF-8 has no
    bytes for, is spelt ``\\udXXX``, as in JSON. Who may read and write the file stays as it was; a new one is open to
    those whom the umask and its folder allow. A link of that name is replaced, and what it leads to stays as it was:
    nothing is written outside the folder that was named. ``old`` is what was just read there, where it was: it spares a
    browser half of the work. Raises ``OSError`` where the disk is full, the folder may not be written to or the name is
    a folder's; what was there is then untouched and nothing else is left behind.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_atomic(Path(folder) / "deep" / "note.txt", "kept")
    ...     (Path(folder) / "deep" / "note.txt").read_text()
    'kept'
    """
    whole = data.encode("utf-8", "backslashreplace") if isinstance(data, str) else data
    if not IN_BROWSER:
        return _write_beside(path, whole, _mode(path))
    try:
        if old is not None and len(old) <= len(whole):
            _write_over(path, whole)
        else:
            _write_beside(path, whole, None)
        for tell in after_write:
            tell()
    except OSError as error:
        if error.errno == errno.EINVAL:  # all that Python hears of whatever the page met with
            said = "the browser did not store it; its storage may be full. Hand in makes a file of what is stored"
            raise OSError(errno.ENOSPC, said) from error
        raise


def _write_beside(path: Path, whole: bytes, mode: int | None) -> None:
    """Write a part beside the file, and put it in its place."""
    part = path.with_name(f".{path.name[:_SHOWN]}.{os.urandom(4).hex()}.part")
    try:
        handle = _begun(part, mode)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = _begun(part, mode)
    try:
        try:
            held(handle)  # so that nobody clears it away
            if mode is not None:
                with contextlib.suppress(OSError):  # not every disk knows modes, and the words matter more
                    part.chmod(mode)
            _write(handle, whole)
            os.fsync(handle)
        finally:
            os.close(handle)
        part.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink()
        raise


def _begun(part: Path, mode: int | None) -> int:
    """A new file, no more open than the old one; what the umask takes from it is given back later."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.open(part, flags, 0o666 if mode is None else mode)


def _write_over(path: Path, whole: bytes) -> None:
    """Write over a file that is no longer, where it is stored when it is closed, whole or not at all."""
    handle = os.open(path, os.O_WRONLY)
    try:
        _write(handle, whole)
    finally:
        os.close(handle)


def _write(handle: int, whole: bytes) -> None:
    left = memoryview(whole)
    while left:
        left = left[os.write(handle, left) :]


def _mode(path: Path) -> int | None:
    """Who may read, write and run a file that is there."""
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except OSError:
        return None


def held(handle: int) -> bool:
    """Take hold of an open file until it is closed or this process ends, however it ends; False where another has it.

    Where the disk knows no locks, everybody may have it.
    """
    if IN_BROWSER:
        return True  # of one process, and without a module for locks
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except (OSError, ImportError):
        pass
    return True


def clear_parts(*folders: Path, deep: int = 0) -> int:
    """Remove what writers that were killed left in these folders, and return how many files that were.

    Looks ``deep`` levels of folders further down and follows no link. What another process is writing stays, and so
    does every file that ``write_atomic`` would not have named so.
    """
    cleared = 0
    for folder in folders:
        for part in _parts(folder, deep):
            with contextlib.suppress(OSError):
                handle = os.open(part, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
                free = held(handle)
                os.close(handle)
                if free:
                    part.unlink()
                    cleared += 1
    return cleared


def _parts(folder: Path, deep: int) -> Iterator[Path]:
    if folder.is_symlink():
        return
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            if deep:
                yield from _parts(Path(entry.path), deep - 1)
        elif entry.is_file(follow_symlinks=False) and _PART.fullmatch(entry.name):
            yield Path(entry.path)


def read_regular(path: Path, most: int) -> bytes:
    """The bytes of a file, or ``ValueError``, saying what it is in place of one or that it has more than ``most``.

    Neither a pipe that nobody writes to nor a device without end is waited for. Raises ``OSError`` as ``open`` does.
    """
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0)
    if not IN_BROWSER:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            raise ValueError(f"{next((words for is_so, words in _KINDS if is_so(mode)), 'something else')}, not a file")
        # Not to wait, if it is another thing by now, or one of the system's that say they are files. (What a browser
        # opens so it stores again when it is closed, over what another tab may have stored meanwhile.)
        flags |= getattr(os, "O_NONBLOCK", 0)
    handle = os.open(path, flags)
    try:
        return _bounded(partial(os.read, handle), most)
    except IsADirectoryError:
        raise ValueError("a folder, not a file") from None
    finally:
        os.close(handle)


def read_bounded(file: BinaryIO | IO[bytes] | FileIO, most: int) -> bytes:
    """All that a file holds, or ``ValueError`` where that is more than ``most`` bytes, whatever size it says it has."""
    return _bounded(file.read, most)


def _bounded(read: Callable[[int], bytes], most: int) -> bytes:
    parts: list[bytes] = []
    left = most + 1
    while left > 0 and (part := read(min(left, 1 << 20))):
        parts.append(part)
        left -= len(part)
    if left <= 0:
        raise ValueError(f"larger than {most / 1e6:g} MB")
    return b"".join(parts)


def parse_toml(data: bytes, most: int = _MOST_OF_TOML) -> dict[str, Any]:
    """The tables of a TOML file, read in a time that grows as the file does.

    Raises ``ValueError`` where it is no TOML, larger than ``most`` bytes, or built so that reading it takes for ever.

    >>> parse_toml(b'title = "Rain"')
    {'title': 'Rain'}
    """
    if len(data) > most:
        raise ValueError(f"larger than {most / 1e6:g} MB")
    text = data.decode("utf-8").replace("\r\n", "\n")
    if any(line.count(".") > _MOST_DOTS for line in text.split("\n")):
        raise ValueError(f"more than {_MOST_DOTS} dots on one line")
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise ValueError("tables or lists within others, more deeply than can be read") from None


_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)
