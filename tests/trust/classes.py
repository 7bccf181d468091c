"""A class that is collected by processes that are killed: nothing is lost, nothing is there by half, all goes on."""

from __future__ import annotations

import os
import shutil
import signal
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from random import Random

from kit.activity.answer import Answer, Try, text_of
from kit.activity.hand_in import text_of_hand_in
from kit.activity.learners import Learner, folder_name
from kit.classroom.classes import make_class
from kit.classroom.collect import collect
from kit.classroom.folder import Classroom, assign, read_class
from kit.classroom.records import received_rows
from tests.trust.bench import empty_folder
from tests.trust.child import before_each_write, child
from tests.trust.table import Row, row

__all__ = ["rows"]

NOW = datetime(2026, 10, 1, tzinfo=UTC)
LESSON = "01-article-or-furniture"


def rows(*, long: bool, seed: int) -> Iterator[Row]:
    """Before each call to the disk, each time anew, and one after the other at random."""
    if not hasattr(os, "fork"):
        yield Row("processes killed while they collect", 0, "this system has no fork", None)
        return
    with empty_folder() as home:
        yield _before_each_call(home, 1 if long else 7)
    with empty_folder() as home:
        yield _one_after_the_other(home, 600 if long else 20, Random(seed))


def _before_each_call(home: Path, step: int) -> Row:
    """A class is made, given a roster, collected and assigned by a process that is killed before its n-th call."""
    source = _download(home, 6)
    whole = home / "whole"
    _all(whole, source)
    failed: list[str] = []
    times = 0
    for call in count(1, step):
        other = home / "other"
        shutil.rmtree(other, ignore_errors=True)
        with child(lambda _: _until(call, other, source)) as process:  # noqa: B023 (it has begun by then)
            status = process.wait()
        failed += [f"killed before call {call}: {each}" for each in _halves(other)]
        _all(other, source)
        if _bytes(other) != _bytes(whole):
            failed.append(f"killed before call {call}: collected again, it is another than in one go")
        if status != -signal.SIGKILL:
            break
        times += 1
    every = "each call" if step == 1 else f"every {step}th call"
    return row(
        f"killed before {every} to the disk: a class made, collected, assigned", times, failed, "as in one go", "wrong"
    )


def _one_after_the_other(home: Path, times: int, random: Random) -> Row:
    """One class, collected by process after process, each killed somewhere; now and then something new comes in."""
    failed: list[str] = []
    classroom = make_class(home / "classes", "7B")
    seen: set[str] = set()
    for kill in range(1, times + 1):
        source = _download(home, 2 + kill // 2)
        call = random.randrange(1, 30)
        with child(lambda _: _collect_until(call, classroom, source)) as process:  # noqa: B023
            process.wait()
        noted = {each.sum for each in received_rows(classroom.folder)}
        there = {path.name.partition(".")[0] for path in classroom.stored()}
        failed += [f"kill {kill}: {each[:12]} was noted, and is not there" for each in noted - there]
        failed += [f"kill {kill}: {each[:12]} was noted, and is no more" for each in seen - noted]
        failed += [f"kill {kill}: {each}" for each in _halves(home / "classes")]
        seen = noted
    collect(classroom, [source], now=NOW)
    if len(classroom.stored()) != 2 + times // 2:
        failed.append(f"{len(classroom.stored())} hand-ins are there, of {2 + times // 2}")
    return row("killed one after the other while new hand-ins come", times, failed, "none lost, none by half", "wrong")


def _download(home: Path, learners: int) -> Path:
    path = home / "in.zip"
    with zipfile.ZipFile(path, "w") as file:
        for n in range(learners):
            name = f"Learner {n}"
            files = {"exit.json": text_of(Answer((Try(f"words {n} " * 50, NOW.isoformat()),)))}
            handed = {LESSON: {"files": files, "progress": {"done": 1, "steps": 9}}}
            made = text_of_hand_in(Learner(name, folder_name(name)), handed, made=NOW)
            file.writestr(zipfile.ZipInfo(f"{n}.kit.json", (2026, 10, 1, 9, 0, 0)), made)
        file.writestr(zipfile.ZipInfo("cut.kit.json", (2026, 10, 1, 9, 0, 0)), "{")
    return path


def _all(home: Path, source: Path) -> None:
    roster = source.with_name("roster.csv")
    roster.write_text("name\nLearner 0\nLearner 1\nAna\n", encoding="utf-8")
    classroom = make_class(home, "7B", roster=roster)
    collect(classroom, [source], now=NOW)
    assign(read_class(classroom.folder), "Learner 5", "Ana")


def _until(call: int, home: Path, source: Path) -> None:
    before_each_write(lambda made: os.kill(os.getpid(), signal.SIGKILL) if made == call else None)
    _all(home, source)


def _collect_until(call: int, classroom: Classroom, source: Path) -> None:
    before_each_write(lambda made: os.kill(os.getpid(), signal.SIGKILL) if made == call else None)
    collect(classroom, [source], now=NOW)


def _halves(home: Path) -> list[str]:
    """Files of the class that are there by half."""
    files = (each for each in home.rglob("*.json*") if each.is_file() and not each.name.endswith(".part"))
    return [f"{path.name} is there by half" for path in files if not path.read_bytes().endswith(b"}\n")]


def _bytes(home: Path) -> dict[str, bytes]:
    files = (path for path in sorted(home.rglob("*")) if path.is_file() and path.name != ".lock")
    return {path.relative_to(home).as_posix(): path.read_bytes() for path in files}
