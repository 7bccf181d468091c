"""Files that were damaged: the lesson opens, says so, and writes over nothing."""

from __future__ import annotations

import json
import os
import shutil
import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from random import Random

from kit.activity.answers import answer_folder, learner
from kit.activity.lesson_file import lesson_folder
from kit.lab import copy_lessons
from tests.trust.bench import KINDS, Bench, empty_folder, kept, working_folder
from tests.trust.table import Row, row

__all__ = ["rows"]

Damage = Callable[[Path], None]
HANGS = 20  # seconds after which opening a file is given up
OUTSIDE = b'{"value": "from outside"}'
DEEP = "[" * 100_000 + "]" * 100_000
SHAPES = (
    *("null", "3", '"words"', "[]", "{}", "[{}]", "{", "NaN", '{"tries": 3}', '{"tries": [3]}', '{"tries": [{}]}'),
    *('{"tries": [{"value": {"a": [1]}}]}', '{"tries": [{"value": 1, "at": "yesterday"}]}', '{"draft": []}'),
    *('{"tries": [{"value": 1, "at": 2}]}', '{"value": 1e999}', '{"value": "\\ud800"}', '{"value": "\\u0000"}'),
    *('{"rows": 3}', '{"rows": [null]}', '{"wording": 3, "change": "tone"}', '{"aside": {"value": 1}}'),
    *(DEEP, f'{{"value": {DEEP}}}', f'{{"value": {"9" * 5000}}}', '{"value": 1}' * 2),
    *('{"layer": "zone", "label": "article", "start": 0, "end": 4, "quote": "Snow", "annotator": "x"}', "\ufeff{}"),
    *('{"layer": "zone", "label": "article", "start": -1, "end": 0, "quote": "", "annotator": "x"}', "\0\0\0\0"),
)
NAMES = (
    *("..", ".", "../..", "../../outside", "/", "/etc", "a/b", "a\\b", "C:\\x", "~", "", " ", "\n\n", "\0", "a\0b"),
    *("learner.txt", "CON", "nul.txt", "-", "...", "x" * 10_000, "\u202egnp.exe", "é\u0301", "%2e%2e", "$HOME", "*"),
)


def rows(*, long: bool, seed: int) -> Iterator[Row]:
    """Answers, the learner's name, and the lessons with their record."""
    random = Random(seed)
    yield _answers("truncated", partial(_truncations, most=10**6 if long else 2), random)
    yield _answers("bits flipped, random bytes, another’s", partial(_scrambled, times=60 if long else 1), random)
    yield _answers("of the wrong shape, too deep, empty", lambda *_: _shapes(1 if long else 12, random), random)
    if hasattr(os, "mkfifo"):
        yield _answers("a folder, a link, a pipe in its place", lambda *_: _no_files(), random)
    yield _learner()
    yield _lessons(long, random)


# How files are damaged; each damage has a name by which it can be made again


def _truncations(whole: bytes, _: Random, most: int) -> Mapping[str, Damage]:
    step = max(1, len(whole) // most)
    return {f"the first {n} bytes": partial(Path.write_bytes, data=whole[:n]) for n in range(0, len(whole), step)}


def _scrambled(whole: bytes, random: Random, times: int) -> Mapping[str, Damage]:
    made = {}
    for _ in range(times):
        at, bit = random.randrange(len(whole)), random.randrange(8)
        flipped = bytes([*whole[:at], whole[at] ^ 1 << bit, *whole[at + 1 :]])
        made[f"bit {bit} of byte {at} flipped"] = partial(Path.write_bytes, data=flipped)
        noise = random.randbytes(random.randrange(1, 300))
        made[f"bytes {noise[:20].hex()}…"] = partial(Path.write_bytes, data=noise)
    for name in random.sample(sorted(KINDS), min(times, len(KINDS))):
        made[f"the answer to {name}"] = partial(_copy_of, name=name)
    return made | {"in UTF-16": partial(Path.write_bytes, data=whole.decode().encode("utf-16"))}


def _copy_of(path: Path, name: str) -> None:
    with working_folder() as home:
        bench = Bench(home, *{"sort", name} if name == "compare" else {name})
        for each in bench.widgets:
            bench.give(each, 1)
        other = kept(name).read_bytes()
    path.write_bytes(other)


def _shapes(step: int, random: Random) -> Mapping[str, Damage]:
    some = SHAPES[random.randrange(step) :: step]
    return {text[:90]: partial(Path.write_bytes, data=text.encode()) for text in some} | {
        "no bytes": partial(Path.write_bytes, data=b"")
    }


def _no_files() -> Mapping[str, Damage]:
    def folder(path: Path) -> None:
        path.unlink()
        path.mkdir()
        (path / "mine.txt").write_bytes(OUTSIDE)

    def link(path: Path, to: str) -> None:
        path.unlink()
        path.symlink_to(to)

    def pipe(path: Path) -> None:
        path.unlink()
        os.mkfifo(path)

    def outside(path: Path) -> None:
        target = answer_folder().parent.with_name("outside.json")
        target.write_bytes(OUTSIDE)
        link(path, str(target))

    return {
        "a folder": folder,
        "a link to nowhere": partial(link, to="nowhere"),
        "a link to itself": lambda path: link(path, path.name),
        "a link to another folder": outside,
        "a named pipe": pipe,
    }


# Answers


def _answers(kind: str, damages: Callable[[bytes, Random], Mapping[str, Damage]], random: Random) -> Row:
    """Every kind of answer, with every damage of one kind."""
    failed, times = [], 0
    for name in KINDS:
        with working_folder() as home:
            shown = _answered(home, name)
            whole, before = kept(name).read_bytes(), answer_folder().with_name("before")
            answer_folder().rename(before)
            for about, damage in damages(whole, random).items():
                shutil.rmtree(answer_folder(), ignore_errors=True)
                shutil.copytree(before, answer_folder())
                damage(kept(name))
                times += 1
                wrong = _reopened(home, name, shown)
                failed += [f"{kept(name).name}, {about}: {each}" for each in wrong]
    good = "each lesson opened, said so, wrote over nothing, and went on"
    return row(f"an answer’s file {kind}", times, failed, good, "wrong")


def _needed(name: str) -> set[str]:
    return {"sort", name} if name == "compare" else {name}


def _answered(home: Path, name: str) -> str:
    bench = Bench(home, *_needed(name))
    for each in bench.widgets:
        bench.give(each, 1)
    return bench.shows(name)


def _reopened(home: Path, name: str, shown: str) -> list[str]:
    """What is wrong when a lesson with a damaged file is opened, and answered in again."""
    path, wrong = kept(name), []
    data = _bytes(path)
    try:
        with _not_for_ever():
            bench = Bench(home, *_needed(name))
        said, taken = bench.says(name), bench.shows(name)
        # What is taken for an answer is one: that of a link to nowhere is that there is none.
        trouble = bool(said) or _bytes(path) != data
        if trouble and not said:
            wrong.append("it was moved, and the page says nothing")
        if not trouble and taken in ("[]", "null") and data.strip() not in (b"", b"{}"):
            wrong.append("nothing of it is shown, and the page says nothing")
        with _not_for_ever():
            bench.give(name, 2)
            again = Bench(home, *_needed(name))
    except Exception as error:
        return [*wrong, f"raised {type(error).__name__}: {str(error)[:200]}"]
    if trouble and not _is_somewhere(data, home.parent):
        wrong.append("it was written over")
    if data == OUTSIDE and not _is_somewhere(data, home.parent):
        wrong.append("what it led to was written over")
    if bench.says(name).startswith("Saved") and again.shows(name) != bench.shows(name):
        wrong.append(f"afterwards the page says {bench.says(name)!r}, and it is not so")
    if not bench.says(name).startswith(("Saved", "Not saved")):
        wrong.append(f"afterwards the page says {bench.says(name)!r}")
    return wrong


def _bytes(path: Path) -> bytes:
    """What a file has, or one in a folder of its name, without waiting for it."""
    if path.is_dir():
        return next(path.iterdir()).read_bytes()
    return path.read_bytes() if path.is_file() else b""


def _is_somewhere(data: bytes, folder: Path) -> bool:
    """Whether some file has just these bytes."""
    return any(path.read_bytes() == data for path in folder.rglob("*") if path.is_file())


@contextmanager
def _not_for_ever() -> Iterator[None]:
    """Raise ``TimeoutError`` in what would wait for ever, as a named pipe makes one wait."""

    def stop(*_: object) -> None:
        raise TimeoutError(f"it still waited after {HANGS} seconds")

    if not hasattr(signal, "SIGALRM"):
        yield
        return
    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(HANGS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


# The learner's name


def _learner() -> Row:
    """Whatever ``learner.txt`` says, answers are saved, and in the folder of answers."""
    damages = {repr(name[:40]): partial(Path.write_text, data=name, encoding="utf-8") for name in NAMES}
    damages["no UTF-8"] = partial(Path.write_bytes, data=b"\xff\xfe\xff")
    if hasattr(os, "mkfifo"):
        damages |= _no_files()
    failed = []
    for about, damage in damages.items():
        with working_folder() as home:
            path = answer_folder() / "learner.txt"
            path.parent.mkdir()
            path.write_text("ana", encoding="utf-8")
            damage(path)
            there = _all_files(home.parent)
            wrong = []
            try:
                with _not_for_ever():
                    shown = _answered(home, "why")
                    again = Bench(home, "why").shows("why")
            except Exception as error:
                wrong.append(f"raised {type(error).__name__}: {str(error)[:200]}")
            else:
                if shown != again:
                    wrong.append(f"what {learner()!r} answered is not found again")
            made = _all_files(home.parent) - there
            wrong += [f"{each} was written" for each in made if not each.is_relative_to(answer_folder())]
            failed += [f"learner.txt: {about}: {each}" for each in wrong]
    good = "answers saved and found again; none outside the folder of answers"
    return row("learner.txt that says, or is, anything", len(damages), failed, good, "wrong")


def _all_files(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file()}


# The lessons


def _lessons(long: bool, random: Random) -> Row:
    """A lesson's notebook, or the record of what was copied, when the kit starts again."""
    failed, times = [], 0
    with empty_folder() as home:
        copy_lessons(lesson_folder(), home)
        before = home.with_name("before")
        home.rename(before)
        for path in (home / "00-start-here.ipynb", home / ".kit" / "lessons.json"):
            whole = (before / path.relative_to(home)).read_bytes()
            damages = {
                **_truncations(whole, random, 400 if long else 2),
                **{
                    about: d
                    for about, d in _scrambled(whole, random, 60 if long else 2).items()
                    if "answer" not in about
                },
                **_shapes(1 if long else 10, random),
                **(_no_files() if hasattr(os, "mkfifo") and path.suffix == ".ipynb" else {}),
            }
            for about, damage in damages.items():
                shutil.rmtree(home, ignore_errors=True)
                shutil.copytree(before, home)
                damage(path)
                times += 1
                failed += [f"{path.name}, {about}: {each}" for each in _started(home, path)]
    good = "the lessons are as they were; what was changed is beside them"
    return row("a lesson’s notebook, or the record of lessons, damaged", times, failed, good, "wrong")


def _started(home: Path, path: Path) -> list[str]:
    """What is wrong when the kit starts in a folder with a damaged file."""
    data, is_lesson = _bytes(path), path.suffix == ".ipynb"
    try:
        with _not_for_ever():
            copy_lessons(lesson_folder(), home)
    except Exception as error:
        return [f"raised {type(error).__name__}: {str(error)[:200]}"]
    wrong = []
    if is_lesson and _cells(path.read_bytes()) != _cells((lesson_folder() / path.name).read_bytes()):
        wrong.append("the lesson is not as it was")
    if is_lesson and data and not any(_same(data, each) for each in home.parent.rglob("*") if each.is_file()):
        wrong.append("what it had become is gone")
    return wrong


def _same(data: bytes, path: Path) -> bool:
    """Whether a file has these bytes, or says what they say, but for the mark by which it was a lesson."""
    there = path.read_bytes()
    said = _cells(data) or _unmarked(data)
    return there == data or (said is not None and said in (_cells(there), _unmarked(there)))


def _unmarked(data: bytes) -> object:
    """What a notebook says without the kit's mark; None where it is none."""
    try:
        notebook = json.loads(data)
        notebook["metadata"].pop("kit", None)
        return notebook
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _cells(data: bytes) -> list[tuple[str, str]] | None:
    """What the cells of a notebook say; that it was run changes nothing of it."""
    try:
        return [(cell["cell_type"], "".join(cell["source"])) for cell in json.loads(data)["cells"]]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
