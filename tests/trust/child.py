"""A process of its own, which tells what it has done, and can be killed; and how many calls to the disk it makes."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

__all__ = ["Child", "Tell", "before_each_write", "child"]

Tell = Callable[[Any], None]
_RENAMES = frozenset(["os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.chmod"])


class Child:
    """A process that does some work with this one's memory as it is now; POSIX alone has such."""

    def __init__(self, work: Callable[[Tell], object]) -> None:
        sys.stdout.flush()
        sys.stderr.flush()
        out, into = os.pipe()
        self.pid = os.fork()
        if not self.pid:
            os.close(out)
            _work(work, into)
        os.close(into)
        self.lines, self._status = os.fdopen(out, "rb"), None

    def hear(self) -> Any:
        """The next thing that it tells; None once it has ended."""
        line = self.lines.readline()
        return json.loads(line) if line.endswith(b"\n") else None

    def hear_all(self) -> list[Any]:
        """What it tells from now on until it ends."""
        return list(iter(self.hear, None))

    def kill(self) -> None:
        """End it as the system does where memory runs out: it gets no word in."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> int:
        """How it ended: 0 where the work was done, -9 where it was killed, 1 where it raised."""
        if self._status is None:
            self._status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        return self._status

    def close(self) -> None:
        """End it, where it has not ended."""
        if self._status is None:
            self.kill()
            self.wait()
        self.lines.close()


@contextmanager
def child(work: Callable[[Tell], object]) -> Iterator[Child]:
    """A process that does ``work(tell)``; what it tells can be heard here. It is gone when the block ends."""
    made = Child(work)
    try:
        yield made
    finally:
        made.close()


def _work(work: Callable[[Tell], object], into: int) -> None:
    status = 1
    try:
        work(lambda told: os.write(into, json.dumps(told).encode() + b"\n") and None)
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def before_each_write(react: Callable[[int], object]) -> None:
    """Call ``react(n)`` before the n-th call, from 1, by which this process changes the disk; for as long as it lives.

    Calls that change it are those that open a file to write, rename, remove, make folders and set modes, and ``fsync``,
    by when the bytes of a file are on their way.
    """
    made = 0

    def count() -> None:
        nonlocal made
        made += 1
        react(made)

    def hook(event: str, about: tuple[Any, ...]) -> None:
        if event in _RENAMES or (event == "open" and _writes(about[1], about[2])):
            count()

    def fsync(handle: int) -> None:
        count()
        synced(handle)

    synced, os.fsync = os.fsync, fsync
    sys.addaudithook(hook)


def _writes(mode: str | None, flags: int) -> bool:
    if mode is not None:
        return any(letter in mode for letter in "wax+")
    return bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
