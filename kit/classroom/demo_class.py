"""The synthetic class, collected by the very same way as a real one: a roster, and a download as Canvas makes it."""

from __future__ import annotations

import csv
import json
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from pathlib import Path

from kit.classroom.classes import classes_in, make_class, open_class
from kit.classroom.collect import Summary, collect
from kit.classroom.demo import ended, hand_ins, roster
from kit.classroom.folder import Classroom

__all__ = ["make_demo"]

DEMO = "demo"
LATE = timedelta(days=5)  # before the class has ended; whoever hands in since then is late
MOST = 4_000
_DOUBLED, _CUT = 2, 4  # the hand-ins of which there is a second file: the same again, and one that was cut off


def make_demo(
    home: Path, learners: int = 28, *, tell: Callable[[int], object] = lambda done: None
) -> tuple[Classroom, Summary]:
    """Make the class "demo" of so many made-up learners in a working folder, and collect what they hand in.

    Some are late, some have handed in twice, one file is there twice, and one was cut off on its way. Raises
    ``ValueError`` where a class of that name is no synthetic one, or of no learners, or of more than 4,000.
    """
    if not 1 <= learners <= MOST:
        raise ValueError(f"a synthetic class has 1 to {MOST:,} learners, not {learners:,}")
    if DEMO in classes_in(home) and not open_class(home, DEMO).synthetic:
        raise ValueError(f"there is a class {DEMO!r} in {home} that is not synthetic; choose another folder with --dir")
    now = ended() + timedelta(hours=6)  # after its lessons; the same whenever it is made
    day = (now.year, now.month, now.day, now.hour, 0, 0)
    with tempfile.TemporaryDirectory() as name:
        zipped, listed = Path(name) / "submissions.zip", Path(name) / "roster.csv"
        listed.write_text(roster(learners), encoding="utf-8")
        with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as file:
            for path, text in _download(learners):
                file.writestr(zipfile.ZipInfo(path, day), text, zipfile.ZIP_DEFLATED)
        classroom = make_class(home, DEMO, roster=listed, synthetic=True)
        return classroom, collect(classroom, [zipped], now=now, tell=tell)


def _download(learners: int) -> Iterator[tuple[str, str]]:
    """The files of an LMS's download; of a few hand-ins there is one more, or it is not as it should be."""
    numbers = {row["name"]: row["id"] for row in csv.DictReader(roster(learners).splitlines())}
    times = Counter[str]()
    for number, text in enumerate(hand_ins(learners), 1):
        begun = _put_before(json.loads(text), numbers, number)
        for each in (text, *([text] if number == _DOUBLED else [text[: len(text) // 2]] if number == _CUT else [])):
            times[begun] += 1
            again = f"-{times[begun] - 1}" if times[begun] > 1 else ""  # as Canvas numbers those of one name
            yield f"{begun}.kit{again}.json", each


def _put_before(said: Mapping[str, object], numbers: Mapping[str, str], number: int) -> str:
    """What stands before the file of a learner; whoever has no name put it in a folder that all share."""
    learner, made = said["learner"], str(said["made"])
    name = str(learner["name"]) if isinstance(learner, dict) else ""
    if name not in numbers:
        return f"shared/{DEMO}-{number}"
    short = name.replace(" ", "").lower()
    late = made > (ended() - LATE).date().isoformat()
    return f"{short}_{'LATE_' if late else ''}{numbers[name]}_{9000 + number}_{DEMO}-{name.replace(' ', '-')}"
