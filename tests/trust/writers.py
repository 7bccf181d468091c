"""Two windows at once, of one activity, one sign-in, one count: what either was told is there in the end."""

from __future__ import annotations

import os
import select
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

from kit import Annotation, Article
from kit.activity.answer import Answer
from kit.activity.answers import PROGRESS, AnswerFile, MarksFile, answer_folder, save_progress, set_learner
from tests.trust.bench import LESSON, Bench, empty_folder, working_folder
from tests.trust.child import Tell, before_each_write, child
from tests.trust.table import Row, row

__all__ = ["rows"]

PATIENCE = 0.15  # seconds for the second writer; one that waits for the first to be done comes after it
BLOCKS = ((0, 4), (18, 22))  # of the text to sort, one for each window
LEARNERS = ("Ana", "Ben")
ARTICLE = Article.from_text("Rain fell. It rained all day.")
Act = Callable[[int, Tell], None]


def rows(*, long: bool, seed: int) -> Iterator[Row]:
    """Each at its own pace; and one within each single step of the other."""
    if not hasattr(os, "fork"):
        yield Row("two processes save the same activity", 0, "this system has no fork", None)
        return
    yield _at_their_own_pace(40 if long else 2, Random(seed))
    yield _within_each_step()
    for tried, act in (("signs in", _sign_in), ("compares first", _compare), ("counts its steps", _count)):
        yield _beside_each_step(tried, act)


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
    told = _paused(call, *(partial(_give, window, name, number) for number, window in enumerate(windows)))
    return told and [each for one in told for each in one]


def _paused(call: int, *work: Callable[[Tell], None]) -> tuple[list[Any], list[Any]] | None:
    """What two processes tell, the second of which works at one call of the first to the disk; None if it has fewer."""
    wait, go = os.pipe()

    def first(tell: Tell) -> None:
        def pause(made: int) -> None:
            if made == call:
                tell("paused")
                os.read(wait, 1)

        before_each_write(pause)
        work[0](tell)

    try:
        with child(first) as one:
            if one.hear() != "paused":
                return None
            with child(work[1]) as two:
                select.select([two.lines], [], [], PATIENCE)
                os.write(go, b".")
                return one.hear_all(), two.hear_all()
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


# What else two windows do at once


def _beside_each_step(tried: str, act: Act) -> Row:
    """One window does it while another, that does it too, signs in or saves, has come as far as its first call …"""
    failed, times = [], 0
    for other in dict.fromkeys((act, _sign_in if act is not _sign_in else _save)):
        for call in count(1):
            with empty_folder():
                file = AnswerFile(LESSON, "early")
                file.save(Answer().submitting(0))  # nobody has signed in yet
                told = _paused(call, partial(other, 0), partial(act, 1))
                if told is None:
                    break
                times += 1
                failed += [f"beside {other.__name__}, at call {call}: {each}" for each in _wrong(told)]
    good = "each was told what is so, nothing was split or lost"
    return row(f"one window {tried} within each call to the disk of another’s", times, failed, good, "wrong")


def _save(number: int, tell: Tell) -> None:
    file = AnswerFile(LESSON, "early")
    file.save(file.load().submitting(number + 1))


def _sign_in(number: int, tell: Tell) -> None:
    name = LEARNERS[number]
    tell(["name", name, set_learner(name).name])


def _compare(number: int, tell: Tell) -> None:
    file = MarksFile(LESSON, "sort", ARTICLE)
    file.keep_first([Annotation(*BLOCKS[number], "weather", "wet", "learner:me")])
    first = file.path.with_name("sort.first.jsonl")
    tell(["first", first.read_text(encoding="utf-8"), ""])


def _count(number: int, tell: Tell) -> None:
    save_progress(AnswerFile(LESSON, PROGRESS), done=number, steps=2)
    tell(["count", number, ""])


def _wrong(told: tuple[list[Any], list[Any]]) -> list[str]:
    """What two windows were told, and is not so, or not so any more."""
    wrong = []
    root, both = answer_folder(), [each for one in told for each in one]
    folders = [path.name for path in root.iterdir() if path.is_dir()]
    if len(folders) != 1:
        wrong.append(f"the answers are in {folders}")
    for what, said, now in both:
        home = root / folders[0] / LESSON
        if what == "name" and said != now:
            wrong.append(f"{said} was told that {now} has signed in")
        if what == "first" and (home / "sort.first.jsonl").read_text(encoding="utf-8") != said:
            wrong.append("other marks are kept as the first than a window was told")
        if what == "count" and not (home / "progress.json").exists():
            wrong.append("no count is there")
    if any(root.rglob("*damaged*")):
        wrong.append("something was set aside")
    if not (root / folders[0] / LESSON / "early.json").exists():
        wrong.append("the answer from before is not there")
    return wrong
