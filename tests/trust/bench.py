"""A small lesson with an activity of every kind: how it is opened, answered, and read back from the disk."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from kit.activity.answers import AnswerFile
from kit.lesson import Lesson

__all__ = ["KINDS", "LESSON", "Bench", "empty_folder", "kept", "working_folder"]

LESSON = "09-bench"
_TOML = """
title = "A bench"

[text.road]
words = "Rain closes road\\n\\nThe mob was seen on the road.\\n\\nShare this page, said Ana Ruiz."

[text.bridge]
article = "ferry-bridge"

[activity.name]
kind = "sign_in"
prompt = "Which name?"

[activity.guess]
kind = "choose"
step = "Guess"
prompt = "How many?"

[activity.guess.options]
one = "No."
two = "Yes."
three = "Well."

[activity.number]
kind = "estimate"
step = "Count"
prompt = "How many words?"
measure = "of 1,000,000 words"
bounds = [0, 1000000]
reveal = "You said {guess}."

[activity.why]
kind = "write"
step = "Say why"
prompt = "Why?"
reveal = "Because."

[activity.swap]
kind = "swap"
text = "road"
phrase = "mob"
prompt = "Another word?"
reveal = "People."

[activity.ledger]
kind = "sources"
text = "bridge"
prompt = "Who speaks?"

[activity.settle]
kind = "claims"
prompt = "What would settle it?"
text = "bridge"
labels = "claim"
claims = ["One lane stays", "The bearings date"]

[activity.sort]
kind = "mark"
step = "Sort"
text = "road"
layer = "zone"
labels = "article-or-furniture"
unit = "block"

[[activity.sort.key]]
label = "article"
why = "It names the story."

[[activity.sort.key]]
label = "article"
why = "It tells the story."

[[activity.sort.key]]
label = "furniture"
why = "It asks for something."

[activity.compare]
kind = "compare"
step = "Compare"
of = "sort"
prompt = "Done?"
button = "Compare"
reveal = "{sorting}"
"""
# Every activity that keeps an answer, by its name, in an order in which they can be shown.
KINDS = {
    "guess": "choose",
    "number": "estimate",
    "why": "write",
    "swap": "swap",
    "ledger": "sources",
    "settle": "claims",
    "sort": "mark",
    "compare": "compare",
}


# Where files are made: in memory where that can be, for what is tried here needs no disk, and none is waited for.
MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None


@contextmanager
def empty_folder(inside: str | Path | None = MEMORY) -> Iterator[Path]:
    """A new working folder in which answers are kept, with room beside it; both are gone when the block ends."""
    with TemporaryDirectory(dir=inside, ignore_cleanup_errors=True) as name:
        home = Path(name) / "home"
        home.mkdir()
        with patch.dict(os.environ, KIT_FOLDER=str(home)):
            yield home


@contextmanager
def working_folder(inside: str | Path | None = MEMORY) -> Iterator[Path]:
    """A new working folder, with the lesson in it."""
    with empty_folder(inside) as home:
        (home / f"{LESSON}.toml").write_text(_TOML, encoding="utf-8")
        yield home


class Bench:
    """The lesson as a kernel opens it, some or all of its activities shown."""

    def __init__(self, folder: Path, *names: str) -> None:
        self.lesson = Lesson(LESSON, folder=folder)
        shown = [name for name in KINDS if name in names or not names]
        self.widgets: dict[str, Any] = {name: getattr(self.lesson, KINDS[name])(name) for name in shown}

    def give(self, name: str, n: int) -> None:
        """Answer an activity as the page does, and each n otherwise."""
        widget = self.widgets[name]
        if name == "sort":
            there = widget.annotations[0].label if widget.annotations else "article"
            widget.mark(0, 4, "furniture" if there == "article" else "article")
        else:
            widget._receive(widget, {"number": n, **self._message(name, n)}, None)

    def _message(self, name: str, n: int) -> dict[str, Any]:
        if name == "ledger":
            return {"rows": [{"speaker": f"speaker {n}", "record": "named", "way": ""}]}
        if name == "settle":
            claim = self.widgets[name].rows[0]["claim"]
            return {"rows": [{"claim": claim, "label": "fact", "settle": f"look {n}"}]}
        if name == "swap":
            return {"wording": f"crowd {n}", "change": "tone", "submit": True}
        return {"value": {"guess": n % 3, "number": n, "compare": True}.get(name, f"because {n}"), "submit": True}

    def says(self, name: str) -> str:
        """What the activity tells the learner of the disk."""
        widget = self.widgets[name]
        if name == "sort":
            return str(widget._state["saved"] or widget._page["notice"])
        return str(widget.status)

    def shows(self, name: str) -> str:
        """What the learner has answered, as the page has it; alike where the answers are."""
        widget = self.widgets[name]
        if name == "sort":
            return json.dumps([(*mark.span, mark.label) for mark in widget.annotations])
        return json.dumps([each.value for each in filter(None, [*widget.given.tries, widget.given.draft])])


def kept(name: str) -> Path:
    """The file in which the learner's answer to an activity is kept."""
    path = AnswerFile(LESSON, name).path
    return path.with_suffix(".jsonl") if KINDS.get(name) == "mark" else path
