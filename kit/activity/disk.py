"""What a folder of answers asks of the disk: read without waiting, move out of the way, and write one at a time.

Other windows, other programs and other people have their hands in that folder too.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kit.files import IN_BROWSER, held, read_regular

__all__ = ["LARGEST", "alone", "read_file", "set_aside"]

LARGEST = 64 * 2**20  # bytes of a file that is read, and so of one that is saved
LOCK = ".lock"
PATIENCE = 5.0  # seconds to wait for another writer, who needs a hundredth of one


def read_file(path: Path) -> bytes:
    """The bytes of a file.

    Raises ``FileNotFoundError`` where nothing is there, and ``ValueError`` or another ``OSError`` where what is there
    cannot be read: a folder, a pipe (which would be waited for), a link that leads nowhere, or more than ``LARGEST``
    bytes.
    """
    try:
        return read_regular(path, LARGEST)
    except FileNotFoundError:
        if not IN_BROWSER and path.is_symlink():
            raise ValueError("a link that leads nowhere") from None
        raise


def set_aside(path: Path) -> Path:
    """Move what is at a path out of the way, whatever it is, and return where it is now.

    It is named by the time, and never takes the place of anything. Raises ``OSError`` where it cannot be moved.
    """
    stamp, number = time.strftime("%Y%m%d-%H%M%S"), 1
    aside = path.with_name(f"{path.name}.damaged-{stamp}")
    while os.path.lexists(aside):
        number += 1
        aside = path.with_name(f"{path.name}.damaged-{stamp}-{number}")
    path.rename(aside)
    return aside


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep others who ask this too from a folder: what is looked at and then written is the same in between.

    The system ends it when a process dies. Where it knows no locks (some network shares, the tabs of a browser), where
    the folder can hold none, or where somebody keeps it for ``PATIENCE`` seconds, it goes on without: two who save
    within the same hundredth of a second can then miss each other. Not to be asked again inside.
    """
    try:
        handle = None if IN_BROWSER else _lock(folder / LOCK)
    except OSError:
        handle = None
    if handle is None:
        yield
        return
    try:
        last = time.monotonic() + PATIENCE
        while not held(handle) and time.monotonic() < last:
            time.sleep(0.005)
        yield
    finally:
        os.close(handle)  # which gives it back


def _lock(path: Path) -> int:
    """The open file that is taken hold of, in its folder, which is made where it is missing."""
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
