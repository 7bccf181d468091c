"""Write files so that a crash, a full disk or a second writer never leaves half of one."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path

__all__ = ["write_atomic"]


def write_atomic(path: Path, data: str | bytes) -> None:
    """Write a whole file or none: the old one stands until the new one is safely on the disk.

    Missing folders are made. Text is written as UTF-8 with ``\\n`` line ends. Who may read and write the file stays as
    it was; a new one is open to those whom the umask and its folder allow. Raises ``OSError`` where the disk is full
    or the folder may not be written to; the old file is then untouched and nothing else is left behind.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_atomic(Path(folder) / "deep" / "note.txt", "kept")
    ...     (Path(folder) / "deep" / "note.txt").read_text()
    'kept'
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.urandom(4).hex()}.part")
    mode = _mode(path)
    # Made no more open than the old file; what the umask takes from it is then given back.
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    handle = os.open(part, flags, 0o666 if mode is None else mode)
    try:
        with os.fdopen(handle, "wb") as file:
            if mode is not None:
                with contextlib.suppress(OSError):  # not every disk knows modes, and the words matter more
                    part.chmod(mode)
            file.write(data.encode("utf-8") if isinstance(data, str) else data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink()
        raise


def _mode(path: Path) -> int | None:
    """Who may read, write and run a file that is there."""
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except OSError:
        return None
