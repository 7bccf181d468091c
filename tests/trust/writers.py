"""Two windows that save the same activity at once: what either was told is saved is there in the end."""

from __future__ import annotations

import os
import select
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

from tests.trust.bench import Bench, working_folder
from tests.trust.child import Tell, before_each_write, child
from tests.trust.table import Row, row

__all__ = ["rows"]

PATIENCE = 0.3  # seconds for the second writer; one that waits for the first to be done comes after it
BLOCKS = ((0, 4), (18, 22))  # of the text to sort, one for each window


def rows(*, long: bool, seed: int) -> Iterator[Row]:
    """Each at its own pace; and one within each single step of the other."""
    if not hasattr(os, "fork"):
        yield Row("two processes save the same activity", 0, "this system has no fork", None)
        return
    yield _at_their_own_pace(40 if long else 2, Random(seed))
    yield _within_each_step()


def _at_their_own_pace(meetings: int, random: Random) -> Row:
    """Two processes that answer in words, as fast as they can, and then each once more."""
    failed, saves = [], 0
    for meeting in range(meetings):
        with working_folder() as home:
            go = home / "go"
            answers = [[random.randrange(10**6) for _ in range(12)] for _ in range(2)]
            work = [_window(home, go, each) for each in answers]
            with child(work[0]) as one, child(work[1]) as two:
                both = (one.hear(), two.hear())
                go.touch()
                told = one.hear_all() + two.hear_all()
                ended = (one.wait(), two.wait())
            there = Bench(home, "why").shows("why")
            saves += len(told)
            if (both, ended) != (("open", "open"), (0, 0)):
                failed.append(f"meeting {meeting}: a window ended with {ended}")
            failed += [f"meeting {meeting}: “{each}” was said to be saved" for each in told if f'"{each}"' not in there]
    good = f"{saves} were told “Saved”, and all are there"
    return row("two windows answer the same question, at their own pace", meetings, failed, good, "lost unseen")


def _window(home: Path, go: Path, numbers: list[int]) -> Callable[[Tell], None]:
    def work(tell: Tell) -> None:
        bench = Bench(home, "why")
        tell("open")
        while not go.exists():
            pass
        for n in numbers:
            bench.give("why", n)
            if bench.says("why").startswith("Saved"):
                tell(f"because {n}")

    return work


def _within_each_step() -> Row:
    """One window saves while another has come as far as its first, second, third … call to the disk."""
    failed, times = [], 0
    for name in ("why", "sort"):
        for call in count(1):
            with working_folder() as home:
                # Both were open before: what the one saves, the other has not seen.
                windows = [Bench(home, name), Bench(home, name)]
                told = _meet(windows, name, call)
                if told is None:
                    break
                times += 1
                there = Bench(home, name).shows(name)
                lost = [each for each in told if each not in there]
                failed += [f"{name}, at call {call}: {each} was said to be saved, and is not there" for each in lost]
    good = "what both were told is saved is there"
    return row("one window saves within each call to the disk of another’s save", times, failed, good, "lost unseen")


def _meet(windows: list[Bench], name: str, call: int) -> list[str] | None:
    """What two windows were told is saved, where the second saves at one call of the first; None if there is none."""
    wait, go = os.pipe()

    def first(tell: Tell) -> None:
        def pause(made: int) -> None:
            if made == call:
                tell("paused")
                os.read(wait, 1)

        before_each_write(pause)
        _give(windows[0], name, 0, tell)

    try:
        with child(first) as one:
            if one.hear() != "paused":
                return None
            with child(lambda tell: _give(windows[1], name, 1, tell)) as two:
                select.select([two.lines], [], [], PATIENCE)
                os.write(go, b".")
                return one.hear_all() + two.hear_all()
    finally:
        os.close(wait)
        os.close(go)


def _give(window: Bench, name: str, number: int, tell: Tell) -> None:
    """Answer in one of two windows, and tell what was said to be saved, as the page shows it."""
    if name == "sort":
        window.widgets[name].mark(*BLOCKS[number], "furniture")
        mine: Any = f"[{BLOCKS[number][0]}, "
    else:
        window.give(name, number)
        mine = f"because {number}"
    if window.says(name).startswith("Saved"):
        tell(mine)
