"""Transcript turns: blocks that open with a speaker's label, and the blocks that go on with the speech."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from kit.lexicons.speakers import load_speakers

__all__ = ["Turn", "find_turns"]

_LABEL = re.compile(
    r"(?:[\[(]?\d{1,2}(?::\d\d){1,2}[\])]?[\s–—-]+)?[\"“]?"  # a time stamp, a mark
    r"(?:(?P<asked>Q(?:uestion)?|A(?:nswer)?)(?:[.:]\s|(?<=Q)\s+(?=[A-Z\"“(\[]))|"
    r"(?P<label>[A-Z][\w.’'-]*(?:\s(?:of\s|for\s)?[A-Z][\w.’'-]*){0,4})"
    r"(?:\s\([^()\n]{2,40}\))?(?P<sign>:\s|\s?[—–])\s*(?=(?P<next>\S)))"  # "Mr Roe (Leeds East):"
)
_HEAD = 100  # code points: no label is longer
_REACH = 6  # how many blocks one speech may go on for


class Turn(NamedTuple):
    """A block of a transcript: its label, or the label of the turn it goes on with."""

    label: str
    opens: bool


def find_turns(texts: Sequence[str]) -> dict[int, Turn]:
    """The blocks of a page that are turns of a transcript, by index.

    One label alone proves nothing ("LONDON: …" opens news); two of a kind, or a question with an answer, do. A turn
    goes on through the next blocks up to the next turn, or to the closing mark of a speech that opened before.

    >>> sorted(find_turns(["“Q  Will it hold?", "MS. ROE: We hope so.", "We do.”", "So she said."]))
    [0, 1, 2]
    >>> find_turns(["LONDON: Shops shut on Monday.", "They reopen on Friday."])
    {}
    """
    labels = _labels(texts)
    if not labels:
        return {}
    turns = {at: Turn(label, True) for at, label in labels.items()}
    opened = sorted(labels)
    for at, following in zip(opened, [*opened[1:], None], strict=True):
        last = _speech_end(texts, at, following, labels[at])
        turns |= {i: Turn(labels[at], False) for i in range(at + 1, last + 1)}
    return turns


def _labels(texts: Sequence[str]) -> dict[int, str]:
    """The speaker's label of each block that opens with one, where the page as a whole reads as a transcript."""
    sure: dict[int, str] = {}
    likely: dict[int, str] = {}
    dashed: dict[int, str] = {}
    page, titles = load_speakers().page, load_speakers().titles
    for at, text in enumerate(texts):
        m = _LABEL.match(text[:_HEAD])
        if m is None:
            continue
        label = m["asked"] or m["label"]
        if m["asked"] or (label.isupper() and len(label) > 1 and m["sign"][0] == ":"):
            if page.isdisjoint(label.lower().split()):
                sure[at] = label
        elif m["sign"][0] == ":" and (m["next"].isupper() or m["next"] in '"“‘([…'):
            likely[at] = label
        elif label.isupper() and m["sign"][0] != ":":
            dashed[at] = label
    counts = Counter(likely.values())
    if sum(n > 1 for n in counts.values()) >= 2:  # names alone: at least two speakers, each more than once
        sure |= {at: label for at, label in likely.items() if counts[label] > 1}
    if len(set(dashed.values())) >= 2 and len(dashed) > len(set(dashed.values())):  # one alone may be a dateline
        sure |= dashed
    speakers = Counter(sure.values())
    known = any(not titles.isdisjoint(label.lower().replace(".", "").split()) for label in speakers)
    known = known or not speakers.keys().isdisjoint("QA")
    if len(sure) < 2 or not (known or max(speakers.values()) > 1) or not _neighbours(sure):
        return {}
    if len(speakers) > 1:  # who speaks once, amid others
        between = range(min(sure), max(sure) + 1)
        sure |= {at: s for at, s in likely.items() if at in between and page.isdisjoint(s.lower().split())}
    return sure


def _neighbours(labels: dict[int, str]) -> bool:
    """Do any two labelled blocks stand within reach of each other?"""
    at = sorted(labels)
    return any(b - a <= _REACH for a, b in pairwise(at))


def _speech_end(texts: Sequence[str], at: int, following: int | None, label: str) -> int:
    """The last block of the speech that opens in block ``at``; a question at the end has one block of answer."""
    if following is not None and following - at <= _REACH:
        return following - 1
    if _open_marks(texts[at]) == 0 and texts[at].lstrip()[:1] in '"“':
        return at
    for i in range(at + 1, min(at + _REACH, len(texts), following or len(texts))):
        marks = _open_marks(texts[i])
        if marks < 0:  # it closes a mark that it did not open
            return i
        if marks > 0:
            break
    return at + 1 if at + 1 < len(texts) and label.startswith("Q") else at


def _open_marks(text: str) -> int:
    """How many double marks a text leaves open; below nought, how many it closes without having opened them."""
    return text.count("“") - text.count("”") + (text.count('"') % 2) * (1 if text[:1] == '"' else -1)
