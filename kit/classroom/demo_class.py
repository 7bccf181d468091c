"""The synthetic class, collected by the very same way as a real one: a roster, and a download as an LMS makes it."""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from kit.classroom.collect import Summary, collect
from kit.classroom.demo import hand_ins, roster
from kit.classroom.folder import Classroom, classes_in, make_class, open_class

__all__ = ["DEMO", "make_demo"]

DEMO = "demo"
NOW = datetime(2026, 10, 19, 15, 0, tzinfo=UTC)  # after its lessons; the same whenever it is made


def make_demo(
    home: Path, learners: int = 28, *, tell: Callable[[int], object] = lambda done: None
) -> tuple[Classroom, Summary]:
    """Make the class "demo" of so many made-up learners in a working folder, and collect what they hand in.

    They are as ``hand_ins`` makes them; one is late, one file is there twice, and one was cut off on its way.
    Raises ``ValueError`` where a class of that name is no synthetic one, or of more than 5,000 or of no learners.
    """
    if not 1 <= learners < 5_000:
        raise ValueError(f"a synthetic class has 1 to 4,999 learners, not {learners:,}")
    if DEMO in classes_in(home) and not open_class(home, DEMO).synthetic:
        raise ValueError(f"there is a class {DEMO!r} in {home} that is not synthetic; choose another folder with --dir")
    with tempfile.TemporaryDirectory() as name:
        zipped, list_ = Path(name) / "submissions.zip", Path(name) / "roster.csv"
        with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as file:
            for number, text in enumerate(hand_ins(learners)):
                who = json.loads(text)["learner"]["name"]
                for path, each in _as_handed_in(number, who, text):
                    file.writestr(zipfile.ZipInfo(path, (2026, 10, 19, 15, 0, 0)), each, zipfile.ZIP_DEFLATED)
        list_.write_text(roster(learners), encoding="utf-8")
        classroom = make_class(home, DEMO, roster=list_, synthetic=True)
        return classroom, collect(classroom, [zipped], now=NOW, tell=tell)


def _as_handed_in(number: int, name: str, text: str) -> Iterator[tuple[str, str]]:
    """The files of a learner in an LMS's download; of the first few more than one, or not as it should be."""
    short = f"{name.replace(' ', '').lower()}_{'LATE_' if number == 1 else ''}{number + 1:04}_{9000 + number}"
    file = f"{DEMO}-{name.lower().replace(' ', '-')}-all.kit"
    yield f"{short}_{file}.json", text
    if number == 2:
        yield f"{short}_{file}-1.json", text
    if number == 4:
        yield f"{short}_{file}-1.json", text[: len(text) // 2]
