"""A small lesson with a text in two levels, and a check in two forms that go by turns, in a folder of its own."""

from __future__ import annotations

from pathlib import Path

from kit.annotation import Annotation
from kit.article import Article
from kit.jsonl import annotation_lines

NAME = "my-ferry"
TEXTS = {
    "ferry": "The ferry was cancelled.\n\nPassengers were furious, said Ana Ruiz. The mob slammed the operator.\n",
    "plain/ferry": "The boat did not sail.\n\nPeople were furious, said Ana Ruiz. The mob slammed the firm.\n",
    "check/form-a": "The wicked plan failed. The council met.\n",
    "check/form-b": "The council met. The brave plan won.\n",
}
LOADED = {
    "ferry": ["furious", "slammed"],
    "plain/ferry": ["furious", "slammed"],
    "check/form-a": ["wicked"],
    "check/form-b": ["brave"],
}
CARD = """title = "No ferry"
author = "Bo Lind (invented)"
outlet = "The Tarn Post"
notice = "Invented."

[glossary]
"operator" = "the firm that runs it"
"mob" = "an angry crowd"
"""
LESSON = """
title = "Which words push?"

[text.report]
article = "ferry"
plain = "ferry"

[text.check]
by_turns = ["form-a", "form-b"]

[activity.report]
kind = "mark"
step = "Mark"
text = "report"
layer = "loaded"
labels = "loaded"
enough = 2
title = "Words that push"

[activity.report-compare]
kind = "compare"
step = "Mark"
of = "report"
prompt = "Compare."
button = "Compare with the key"
reveal = "You marked {marks}. You found {hits} of {signals}, with {false_alarms} false alarms."

[activity.before]
kind = "mark"
step = "Check"
text = "check"
layer = "loaded"
labels = "loaded"
title = "A short check"

[activity.before-compare]
kind = "compare"
step = "Check"
of = "before"
prompt = "Compare."
button = "Compare with the key"
reveal = "{comparison}"
"""


def write_versioned(folder: Path) -> Path:
    """Write the lesson, its texts and their keys into a folder, and return that."""
    for place, text in TEXTS.items():
        path = folder / f"{place}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        entries = "".join(_entry(text, words) for words in LOADED[place])
        path.with_suffix(".key.jsonl").write_text(entries, encoding="utf-8")
    (folder / "ferry.toml").write_text(CARD, encoding="utf-8")
    (folder / f"{NAME}.toml").write_text(LESSON, encoding="utf-8")
    return folder


def _entry(text: str, words: str) -> str:
    at = text.index(words)
    attributes = {"tier": "must", "why": f"“{words}” pushes.", "kind": "emotive"}
    mark = Annotation(at, at + len(words), "loaded", "loaded-word", "key:test", attributes=attributes)
    return annotation_lines([mark], Article.from_text(text))
