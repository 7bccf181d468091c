"""A full disk: the old file stands whole, nothing claims to be saved, and all is saved when there is room again."""

from __future__ import annotations

import contextlib
import errno
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from kit.activity.answers import learner
from tests.trust.bench import KINDS, Bench, kept, working_folder
from tests.trust.child import Tell, child
from tests.trust.table import Row, row

__all__ = ["rows"]

SMALL = "size=64k"
CALLS = ("open", "mkdir", "fsync", "replace", "rename", "link", "symlink", "write", "truncate")
GOOD = "old file whole, said to be not saved; all of it saved when there was room"


def rows(*, long: bool, seed: int) -> Iterator[Row]:
    """A small disk that is filled, a limit on files, and a refusal at each call; an answer of every kind each time."""
    yield _filled()
    yield _limited()
    yield _refused()
    yield _name_refused()


def _filled() -> Row:
    tried = "an answer of each kind, on a disk of 64 kB that is full"
    with small_disk() as disk:
        if disk is None:
            return Row(tried, 0, "this user may mount no disk", None)
        with working_folder(inside=disk) as home:
            filler = home / "filler"

            def fill() -> None:
                with filler.open("ab", buffering=0) as file, contextlib.suppress(OSError):
                    while True:
                        file.write(b"x" * 512)

            failed = [each for name in KINDS for each in _tried(home, name, fill, filler.unlink)]
    return row(tried, len(KINDS), failed, GOOD, "wrong")


@contextmanager
def small_disk() -> Iterator[Path | None]:
    """A disk of 64 kB in memory; None where it cannot be had."""
    with TemporaryDirectory() as folder:
        mount = ["mount", "-t", "tmpfs", "-o", SMALL, "tmpfs", folder]
        try:
            done = sys.platform == "linux" and subprocess.run(mount, capture_output=True).returncode == 0
        except OSError:
            done = False
        try:
            yield Path(folder) if done else None
        finally:
            if done:
                subprocess.run(["umount", folder], check=True, capture_output=True)


def _limited() -> Row:
    """In a process that may write no files of more than 64 bytes."""
    tried = "an answer of each kind, where files may be of 64 bytes"
    if not hasattr(os, "fork"):
        return Row(tried, 0, "this system has no such limit", None)
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)

    def limit(size: int) -> Callable[[], None]:
        return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))

    def work(tell: Tell) -> None:
        with working_folder() as home:
            for name in KINDS:
                tell(_tried(home, name, limit(64), limit(hard)))

    with child(work) as process:
        failed = [each for told in process.hear_all() for each in told]
        if process.wait():
            failed.append("the process did not come to its end")
    return row(tried, len(KINDS), failed, GOOD, "wrong")


def _refused() -> Row:
    """Where there is no room for one call: the first, the second, and so on, until there are no more."""
    failed, times = [], 0
    with working_folder() as home:
        for name in KINDS:
            for at in count(1):
                refusing = Refusing(at)
                wrong = _tried(home, name, refusing.start, refusing.stop, surely=False)
                if not refusing.refused:
                    break
                failed += [f"{each}, where {refusing.refused} number {at} was refused" for each in wrong]
                times += 1
    return row("an answer of each kind, no room at one call: open, fsync, replace …", times, failed, GOOD, "wrong")


class Refusing:
    """Refuses the n-th call by which this process asks for room on the disk; ``refused`` is then its name."""

    def __init__(self, at: int) -> None:
        self.refused = ""
        self._left = at
        self._patch = patch.multiple(os, **{name: self._refusing(name) for name in CALLS if hasattr(os, name)})

    def start(self) -> None:
        self._patch.start()

    def stop(self) -> None:
        self._patch.stop()

    def _refusing(self, name: str) -> Callable[..., Any]:
        real = getattr(os, name)

        def call(*given: Any, **named: Any) -> Any:
            reads = name == "open" and not given[1] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
            self._left -= not reads
            if not reads and self._left == 0:
                self.refused = name
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return real(*given, **named)

        return call


def _tried(
    home: Path, name: str, full: Callable[[], object], room: Callable[[], object], *, surely: bool = True
) -> list[str]:
    """What went wrong with one activity on a disk that is full, ``surely`` or perhaps, and then has room again."""
    shown = {"sort", name} if name == "compare" else {name}
    bench = Bench(home, *shown)
    bench.give("sort" if name == "compare" else name, 1)
    path, wrong = kept(name), []
    before = path.read_bytes() if path.exists() else None
    full()
    try:
        bench.give(name, 2)
    except OSError as error:
        wrong.append(f"{name}: raised {error!r}")
    finally:
        room()
    said, now = bench.says(name), path.read_bytes() if path.exists() else None
    if said.startswith("Saved"):  # as it can be: a folder that is there need not be made
        if Bench(home, *shown).shows(name) != bench.shows(name):
            wrong.append(f"{name}: the page says {said!r}, and it is not so")
        elif surely:
            wrong.append(f"{name}: it was saved, so that nothing was tried")
    elif not said.startswith("Not saved"):
        wrong.append(f"{name}: the page says {said!r}")
    elif now != before:
        wrong.append(f"{name}: the page says {said!r}, and the old file is another")
    bench.give(name, 4)
    if not bench.says(name).startswith("Saved"):
        wrong.append(f"{name}: with room again, the page says {bench.says(name)!r}")
    if Bench(home, *shown).shows(name) != bench.shows(name):
        wrong.append(f"{name}: with room again, not all is on the disk")
    return wrong


def _name_refused() -> Row:
    """A name that cannot be saved is not said to be kept, and answers are found under the one that is."""
    failed, times = [], 0
    for at in count(1):
        with working_folder() as home:
            bench = Bench(home, "why")
            bench.give("why", 1)
            name, refusing, before = bench.lesson.sign_in("name"), Refusing(at), learner()
            refusing.start()
            try:
                name._receive(name, {"number": 1, "value": "Ana", "submit": True})
            finally:
                refusing.stop()
            if not refusing.refused:
                break
            times += 1
            said = f"where {refusing.refused} number {at} was refused the page says {name.status!r} {name.revealed!r}"
            if bool(name.revealed) == bool(name.status) or bool(name.revealed) == (learner() == before):
                failed.append(f"{said}, and {learner()!r} is signed in")
            if Bench(home, "why").shows("why") != bench.shows("why"):
                failed.append(f"{said}, and the answers are not found")
    return row("a name, no room at one call", times, failed, "not kept, and not said to be; answers found", "wrong")
