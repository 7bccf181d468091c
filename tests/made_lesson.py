"""A small lesson as a teacher might have made it, in a folder of its own: one text to mark, and a comparison."""

from __future__ import annotations

import json
from pathlib import Path

NAME = "my-rain"
TEXT = 'The rain came at noon.\n\n"We had no warning," said Ana Ruiz, who has a shop.\n\nThe river rose until night.\n'
CARD = 'title = "Rain at noon"\nauthor = "Bo Lind (invented)"\noutlet = "The Tarn Post"\nnotice = "Invented."\n'
ACTIVITIES = f"""
title = "Whose rain is it?"

[text.passage]
article = "rain"

[activity.speech]
kind = "mark"
step = "Mark who speaks"
text = "passage"
layer = "quote"
labels = "speech"
title = "Who speaks here?"

[[activity.speech.key]]
label = "direct"
words = "{"We had no warning,"}"
why = "Ana Ruiz says it, in marks."

[activity.speech-compare]
kind = "compare"
step = "Mark who speaks"
of = "speech"
prompt = "Compare."
button = "Compare with the key"
reveal = "{{comparison}}"

[activity.exit]
kind = "write"
step = "Exit ticket"
prompt = "Who was in the shop?"
reveal = "Ana Ruiz."
"""
CELLS = [
    ("markdown", "# Whose rain is it?"),
    (
        "code",
        f'from kit.lesson import Lesson\n\nlesson = Lesson("{NAME}", folder=".")\nlesson.progress()',
    ),
    ("markdown", "## 1. Mark who speaks\n\nMark the words of a person."),
    ("code", 'display(lesson.mark("speech"), lesson.compare("speech-compare"))'),
    ("markdown", "## 2. Exit ticket"),
    ("code", 'lesson.write("exit")'),
]


def notebook(cells=CELLS, name: str = NAME, outputs=()) -> str:
    """The lesson's notebook, perhaps as it is when it was run."""
    code = {"execution_count": 3 if outputs else None, "outputs": list(outputs)}
    return json.dumps(
        {
            "cells": [
                {"cell_type": kind, "id": f"c{at}", "metadata": {}, "source": source} | (code if kind == "code" else {})
                for at, (kind, source) in enumerate(cells)
            ],
            "metadata": {
                "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
                "kit": {"lesson": name},
            },
            "nbformat": 4,
            "nbformat_minor": 5,
        }
    )


def write_small(folder: Path) -> Path:
    """Write the lesson into a folder, and return that."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {f"{NAME}.ipynb": notebook(), f"{NAME}.toml": ACTIVITIES, f"{NAME}.plan.md": "# Plan\n"}
    for name, text in {**files, "rain.txt": TEXT, "rain.toml": CARD}.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder
