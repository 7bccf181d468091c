"""Transcript turns: blocks that open with a speaker's label, and the blocks that go on with the speech."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from kit.lexicons import load_calendar
from kit.lexicons.speakers import load_speakers

__all__ = ["Turn", "find_turns"]

_LABEL = re.compile(
    r"(?P<stamp>[\[(]?\d{1,2}(?::\d\d){1,2}[\])]?[\s–—-]+)?[\"“]?"  # a time stamp, a mark
    r"(?:(?P<asked>Q(?:uestion)?|A(?:nswer)?)(?:[.:]\s|(?<=Q)\s+(?=[A-Z\"“(\[]))|"
    r"(?P<open>[\[(])?(?P<label>[A-Z][\w.’'-]*(?:\s(?:of\s|for\s)?[A-Z][\w.’'-]*){0,4})(?(open)[\])])"
    r"(?P<role>\s\([^()\n]{2,60}\)|,\s[^:;!?\n]{2,70})?"  # "Mr Roe (Leeds East):"; "Ana Ruiz, minister:"
    r"(?P<sign>:\s|\s?[—–])\s*(?=(?P<next>\S)))"
)
_TALK = re.compile(r"\?|\b(?:I|[Yy]ou|[Ww]e|[Hh]e|[Ss]he|[Mm]y|[Yy]our|[Oo]ur|me|us|[Yy]es|[Nn]o)\b")
_HEAD = 100  # code points: no label is longer
_LEADS_UP = re.compile(r"\b(?:said|says|wrote|writes|told|asked|asks|added|is|are|was|were|has|have|had|and)\b")
_REACH = 6  # how many blocks one speech may go on for


class Turn(NamedTuple):
    """A block of a transcript: its label, or the label of the turn it goes on with; where its words begin."""

    label: str
    opens: bool
    begins: int


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
    turns = {at: Turn(m["asked"] or m["label"], True, m.end()) for at, m in labels.items()}
    opened = sorted(labels)
    for at, following in zip(opened, [*opened[1:], None], strict=True):
        label = turns[at].label
        last = _speech_end(texts, at, following, label)
        turns |= {i: Turn(label, False, 0) for i in range(at + 1, last + 1)}
    return turns


def _labels(texts: Sequence[str]) -> dict[int, re.Match[str]]:
    """The speaker's label of each block that opens with one, where the page as a whole reads as a transcript."""
    found = {at: m for at, text in enumerate(texts) if (m := _LABEL.match(text[:_HEAD])) and not _of_page(m)}
    sure, likely, dashed = _sorted(found)
    counts = Counter(map(_who, likely.values()))
    several = {at: m for at, m in likely.items() if counts[_who(m)] > 1}
    if sum(n > 1 for n in counts.values()) >= 2 and _talk(texts, several):
        sure |= several  # names alone: at least two speakers, each more than once
    elif len(counts) > 1 and _row(likely) and _talk(texts, likely) and all(map(_introduced, _firsts(likely))):
        sure |= likely  # each named in full, or with a role
    speaking = {_who(m) for m in dashed.values()}
    if len(speaking) >= 2 and len(dashed) > len(speaking):  # one alone may be a dateline
        sure |= dashed
    speakers = Counter(map(_who, sure.values()))
    known = any(map(_titled, sure.values()))
    repeated = len(speakers) > 1 and (max(speakers.values()) > 1 or any(m["role"] for m in sure.values()))
    if len(sure) < 2 or not (known or repeated) or not _neighbours(sure):
        return {}
    if len(speakers) > 1:  # who speaks once, amid others
        between = range(min(sure), max(sure) + 1)
        sure |= {at: m for at, m in likely.items() if at in between}
    return sure


def _of_page(m: re.Match[str]) -> bool:
    """Is a label one of those of a page, and nobody's ("Update:", "Tip:", "Monday:")?"""
    label, calendar = m["label"] or "", load_calendar()
    dated = label in calendar.days | calendar.months
    return dated or not load_speakers().page.isdisjoint(label.lower().split())


def _sorted(
    found: dict[int, re.Match[str]],
) -> tuple[dict[int, re.Match[str]], dict[int, re.Match[str]], dict[int, re.Match[str]]]:
    """Labels that are one by their form, those that may be one, and those before a dash."""
    sure, likely, dashed = {}, {}, {}
    for at, m in found.items():
        colon = (m["sign"] or ":")[0] == ":"
        if m["asked"] or (_is_capitals(m["label"]) and colon):
            sure[at] = m
        elif colon and (m["next"].isupper() or m["next"] in '"“‘([…') and not _LEADS_UP.search(m["role"] or ""):
            likely[at] = m
        elif _is_capitals(m["label"]) and not m["role"]:
            dashed[at] = m
    return sure, likely, dashed


def _is_capitals(label: str) -> bool:
    return label.isupper() and len(label) > 1


def _who(m: re.Match[str]) -> str:
    """Whose label it is: the last word of the name, so that "RUIZ" is Ana Ruiz."""
    return m["asked"] or m["label"].split()[-1].upper()


def _titled(m: re.Match[str]) -> bool:
    """Is it a question, an answer, or somebody with a title ("MS. ROE")?"""
    return bool(m["asked"]) or not load_speakers().titles.isdisjoint(m["label"].lower().replace(".", "").split())


def _firsts(labels: dict[int, re.Match[str]]) -> list[re.Match[str]]:
    """The first label of each speaker."""
    return list({_who(m): m for _, m in sorted(labels.items(), reverse=True)}.values())


def _introduced(m: re.Match[str]) -> bool:
    """Is somebody named in full, or by a role ("Ana Ruiz", "Ruiz (minister)", "[Host]")?"""
    words = m["label"].split()
    person = len(words) > 1 and words[-1] not in load_speakers().never_last
    return bool(m["role"] or m["open"] or person or _titled(m) or words[-1].lower() in load_speakers().asking)


def _row(labels: dict[int, re.Match[str]]) -> bool:
    """Do labels stand in a row, block by block?"""
    at = sorted(labels)
    return len(at) > 1 and at[-1] - at[0] == len(at) - 1


def _talk(texts: Sequence[str], labels: dict[int, re.Match[str]]) -> bool:
    """Does what is labelled talk, with "I", "you" or a question? A list of prices does not, nor do pros and cons."""
    stamped = any(m["stamp"] for m in labels.values())
    talking = sum(_TALK.search(texts[at], m.end()) is not None for at, m in labels.items())
    return stamped or 4 * talking >= len(labels)


def _neighbours(labels: dict[int, re.Match[str]]) -> bool:
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
