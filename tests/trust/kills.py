"""Processes killed while they save: what they had said is saved is there, and nothing is there by half."""

from __future__ import annotations

import io
import json
import os
import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import replace
from itertools import count
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

from kit import Annotation, Article
from kit.activity.answer import Try
from kit.activity.answers import AnswerFile, MarksFile, learner, save_progress, set_learner
from kit.activity.lesson_file import lesson_folder
from kit.lab import copy_lessons, open_lessons
from tests.trust.bench import empty_folder
from tests.trust.child import Tell, before_each_write, child
from tests.trust.table import Row, row

__all__ = ["rows"]

LESSON, ANSWERS, MARKS, PROGRESS = "09-bench", ("a", "b", "c"), "marks", "progress"
ARTICLE = Article.from_text("Rain fell. It rained all day.")
LEARNERS = ("Ana", "Ben Ruiz", "Zoë")
LONGEST = 0.08  # seconds after its first save within which a process is killed
CHANGED = "00-start-here.ipynb"  # the lesson that a learner has changed


def rows(*, long: bool, seed: int) -> Iterator[Row]:
    """At random moments, and before each single call to the disk; in short before every second."""
    if not hasattr(os, "fork"):
        yield Row("processes killed while they save", 0, "this system has no fork", None)
        return
    with empty_folder(inside=None) as home:  # on a real disk, where saving takes longest
        yield _at_random(home, 330 if long else 15, Random(seed))
    with empty_folder() as home:
        yield from _before_each_call(home, 1 if long else 2)


# At random moments


def _at_random(home: Path, times: int, random: Random) -> Row:
    set_learner(LEARNERS[0])
    saved: dict[Path, int] = {}  # what processes have said is saved
    saves = 0
    failed: list[str] = []
    for kill in range(1, times + 1):
        seed, newest = random.random(), max(saved.values(), default=0)
        with child(lambda tell: _save_on(tell, Random(seed), newest)) as process:  # noqa: B023 (it has begun by then)
            first = process.hear()
            time.sleep(random.uniform(0, LONGEST))  # any moment will do; nothing is waited for
            process.kill()
            told = [first, *process.hear_all()]
        saves += len(told)
        saved |= {Path(path): n for path, n in told}
        lost = [
            f"{path.name} was saved as number {n}, and {_found(path)}" for path, n in saved.items() if _lost(path, n)
        ]
        failed += [f"kill {kill}, after {told[-1]}: {each}" for each in lost + _halves(home)]
        if failed:
            break  # what is lost would be told at each kill that follows
    good = f"{saves:,} saves confirmed: none lost, no half file"
    return row("killed at a random moment while answers, marks and names are saved", kill, failed, good, "lost")


def _save_on(tell: Tell, random: Random, newest: int) -> None:
    """Save on and on, at random, and tell of each save when it is done."""
    for n in count(newest + 1):
        if random.random() < 0.1:
            set_learner(random.choice(LEARNERS))
        tell([str(_save(random.choice((*ANSWERS, MARKS, PROGRESS)), n)), n])


def _save(what: str, n: int) -> Path:
    """Save the n-th answer, marks or count, as a window that has just read the last one; and where."""
    if what == MARKS:
        marks = MarksFile(LESSON, MARKS, ARTICLE)
        marks.load()
        made = [Annotation(0, 4, "weather", "wet", "learner:me", attributes={"n": str(n), "words": "Regen " * 500})]
        marks.save(made)
        marks.keep_first(made)
        return marks.path
    file = AnswerFile(LESSON, what)
    if what == PROGRESS:
        save_progress(file, done=n, steps=n)
    else:
        file.save(replace(file.load(), tries=(Try("words " * 500), Try(n))))
    return file.path


def _number(path: Path) -> int:
    """The number of what a file has; raises ``ValueError`` where it has it by half."""
    if not path.exists():
        return 0
    found = json.loads(path.read_text(encoding="utf-8"))
    if path.suffix == ".jsonl":
        return int(found["attributes"]["n"])
    return int(found["done"] if path.stem == PROGRESS else found["tries"][-1]["value"])


def _lost(path: Path, n: int) -> bool:
    try:
        return _number(path) < n
    except ValueError:
        return True


def _found(path: Path) -> str:
    return f"is there with {path.read_bytes()[-40:]!r} at its end" if path.exists() else "is not there"


def _halves(home: Path) -> list[str]:
    """Files that are there by half, or were set aside as damaged; a name that is taken, and empty, is no half."""
    wrong = []
    for path in (each for each in home.rglob("*") if each.is_file()):
        if "damaged" in path.name:
            wrong.append(f"{path.name} was set aside")
        elif path.suffix in (".json", ".jsonl", ".ipynb") and path.stat().st_size:
            try:
                json.loads(path.read_text(encoding="utf-8"))
            except ValueError as error:
                wrong.append(f"{path.name} is there by half: {error}")
    return wrong


def _parts(home: Path) -> int:
    """How many hidden files there are of saves that were not ended."""
    return sum(1 for _ in home.rglob(".*.part"))


# Before each call to the disk


def _before_each_call(home: Path, step: int) -> Iterator[Row]:
    """All that is saved, one after the other, by a process that is killed before its first call, one ``step`` on …"""
    failed: list[str] = []
    left = still = times = 0
    before = home.with_name("before")
    _prepare(home)
    shutil.copytree(home, before)
    for call in count(1, step):
        shutil.rmtree(home)
        shutil.copytree(before, home)
        with child(lambda tell: _save_all(tell, home, call)) as process:  # noqa: B023 (it has begun by then)
            told = process.hear_all()
            status = process.wait()
        wrong = _not_found(told) + _halves(home) + _changed_lesson(home)
        failed += [f"killed before call {call} to the disk, after {told[-1:]}: {each}" for each in wrong]
        left += _parts(home)
        with child(lambda _: _start(home)) as process:
            started = process.wait()
        still += _parts(home)
        if started:
            failed.append(f"after a kill before call {call}, the next start ended with {started}")
        if status != -signal.SIGKILL:
            break
        times += 1
    if status:
        failed.append(f"the process ended with {status} at call {call}")
    good = "none lost, no half file; whoever was signed in finds what was saved"
    every = "each" if step == 1 else "every second"
    yield row(f"killed before {every} call to the disk: saving, signing in, starting", times, failed, good, "wrong")
    said = f"{left} hidden .part files, {still} after the next start"
    yield Row("what those kills leave behind", times, said, not still)


def _prepare(home: Path) -> None:
    """A folder in which something was saved before anybody signed in, and a lesson was changed."""
    copy_lessons(lesson_folder(), home)
    for what in (*ANSWERS, MARKS, PROGRESS):
        _save(what, 1)
    lesson = home / CHANGED
    notebook = json.loads(lesson.read_bytes())
    notebook["cells"][0]["source"] = ["mine"]
    lesson.write_text(json.dumps(notebook), encoding="utf-8")


def _save_all(tell: Tell, home: Path, call: int) -> None:
    """Save it all and sign in, and tell ``[learner, what, number]`` of each thing when it is done."""

    def kill(made: int) -> None:
        if made == call:
            os.kill(os.getpid(), signal.SIGKILL)

    before_each_write(kill)
    for what in (*ANSWERS, MARKS, PROGRESS):
        _save(what, 2)
        tell([learner(), what, 2])
    set_learner("Ana")
    tell([learner(), "", 0])
    _save(ANSWERS[0], 3)
    tell([learner(), ANSWERS[0], 3])
    copy_lessons(lesson_folder(), home)


def _start(home: Path) -> None:
    """What ``kit lab`` does until JupyterLab would run."""
    with patch("kit.lab.run", create=True), redirect_stdout(io.StringIO()):
        open_lessons(home, ["--no-browser"])


def _not_found(told: list[Any]) -> list[str]:
    """What whoever is signed in now was told is saved, or had before, and does not find."""
    saved = dict.fromkeys((*ANSWERS, MARKS, PROGRESS), 1) | {what: n for _, what, n in told if what}
    wrong = []
    for what, n in saved.items():
        path = AnswerFile(LESSON, what).path
        path = path.with_suffix(".jsonl") if what == MARKS else path
        if _lost(path, n):
            wrong.append(f"signed in as {learner()!r}: {what} was saved as number {n}, and {_found(path)}")
    if told and told[-1][0] != learner() and told[-1][0] != "me":
        wrong.append(f"{told[-1][0]!r} was signed in, and now {learner()!r} is")
    return wrong


def _changed_lesson(home: Path) -> list[str]:
    """The lesson that the learner has changed is there, under one name or another."""
    kept = any(b'"mine"' in path.read_bytes() for path in home.glob("*.ipynb"))
    return [] if kept else [f"the changed {CHANGED} is gone"]
