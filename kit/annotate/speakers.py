"""Speakers: the full name behind "Ms. Psaki", "MS. PSAKI" or "she", where it is clear."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from kit.annotate.quote_cues import word_set
from kit.annotation import Span
from kit.segment.sentence_words import STARTERS

__all__ = ["Names", "Resolved", "find_names", "resolve", "with_name"]

_NAME = re.compile(
    r"\b(?=[A-Z])(?P<title>(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Prof|Rev|Lt|Gen|Col|Sgt|Capt|Judge|President|Secretary|Senator|"
    r"Minister|Chancellor|Mayor|Governor|Sir|Lady|Lord)\.?\s)*"
    r"(?P<name>[A-Z][a-zà-ÿ’'-]+(?:\s(?:[A-Z]\.|de|da|van|von|der|bin|al|el|[A-Z][A-Za-zà-ÿ’'-]*[a-z]))*\s"
    r"(?!Street|Avenue|House|Party|University|County|City|Times|Post|News|States|Court|School|Committee|Department|"
    r"Road|Square|Council|Union|Institute|College|Hospital|Association|Agency|Office|Ministry|Journal|Herald|Gazette|"
    r"Tribune|Company|Museum|Airport|Board|Foundation)"
    r"[A-Z][A-Za-zà-ÿ’'-]*[a-zà-ÿ])\b"
)
_WHEN = word_set("Afterwards Later Earlier Still Now Once Soon Instead Perhaps Until Today Yesterday Meanwhile Then")
_NOT_FIRST = (
    STARTERS
    | _WHEN
    | word_set(
        """A Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August
        September October November December New North South East West United Supreme White Former Democratic Republican
        American British French German Russian Chinese Press Prime President Secretary Senator Foreign Vice Chief State
        House Senate Mr Mrs Ms Dr National Federal Global Fox Wall Super San Los Las Saint Last Every No Yes Collective
        Black Great Middle
        Prosecutor Principal Det Detective Sgt Supt Insp Inspector Constable Officer Executive Justice
        Councillor Councilman Congressman Congresswoman Ambassador Archbishop Coach Director Chairman Chairwoman
        Spokesman Spokeswoman Professor Attorney General Deputy Assistant Managing Superintendent Sergeant Justices"""
    )
)
_PRONOUN = re.compile(r"(?:he|she|they|who|I|we|you|it)", re.I)
_HE = re.compile(r"\bMr\.?\s|\bSir\s|\bLord\s|\bking\b|\bman\b", re.I)
_SHE = re.compile(r"\b(?:Mrs|Ms)\.?\s|\bLady\s|\bqueen\b|\bwoman\b", re.I)
_LABEL = re.compile(r"(?:MR|MRS|MS|DR|SEN|REP|GOV|GEN|PROF|SECRETARY|PRESIDENT|SENATOR|JUDGE)\.?\s+", re.I)
_PERSON = re.compile(
    r"(?=[A-Z])(?P<title>\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Prof|Judge|President|Secretary|Senator|Minister|Chancellor|Mayor|"
    r"Governor|Sir|Lord)\.?\s)?\b(?P<last>[A-Z][\w-]+)"
)
_WORD = re.compile(r"[A-Za-zÀ-ÿ][\w’'-]*")


_NAME_NEXT = re.compile(  # "the club's president, senior Theo Lang,"
    r",\s(?:(?!(?:and|or|with|of|by|for|to|in|on|at|from|as|but|while|when|after|before|who|said|says|told)\s)"
    r"[A-Za-z][a-z]*\.?\s){0,3}"
)
_NAME_ENDS = re.compile(r"[’']?[,.;:”\"]|\s(?:of|from|at|who)\b")


class Resolved(NamedTuple):
    """Who a speaker is, and how that is known; the name is empty where it is not clear."""

    name: str
    how: str


_RECALLED = 50  # of those who spoke before, so many are asked for their names
_NEAR = 3_000  # code points: a pronoun looks no further back, so that time stays linear in a paragraph without end


class Names(NamedTuple):
    """The people a text names in full: where, and by their last word."""

    starts: list[int]
    names: list[str]
    by_last: dict[str, list[str]]
    gender: dict[str, str]  # last word, in small letters → "he" or "she", where a title says so


def find_names(text: str) -> Names:
    """The names of people, or what looks like one: two capitalised words or more.

    >>> find_names("Jen Psaki spoke. Ms. Psaki left.").gender
    {'psaki': 'she'}
    """
    starts: list[int] = []
    names: list[str] = []
    by_last: dict[str, list[str]] = {}
    for m in _NAME.finditer(text):
        words = m["name"].split()
        if words[0] == "The" or (not m["title"] and text.startswith("the ", m.start() - 4)):
            continue  # the Secret Garden, the Harbour Board
        while words and (words[0] in _NOT_FIRST or words[0].endswith(("'s", "’s"))):
            words = words[1:]
        if len(words) < 2 or len(words) > 4:
            continue
        name = " ".join(words)
        name = re.sub(r"[’']s$", "", name)
        starts.append(text.index(words[0], m.start("name")))
        names.append(name)
        known = by_last.setdefault(name.split()[-1].lower(), [])
        if name not in known:
            known.append(name)
    gender = {}
    for m in re.finditer(r"\b(Mr|Mrs|Ms|MR|MRS|MS|Sir|Lady|Lord)\.?\s+(?:[A-Z][\w’'-]*\s)?([A-Z][\w-]+)", text):
        gender[m[2].lower()] = "he" if m[1].lower() in ("mr", "sir", "lord") else "she"
    return Names(starts, names, by_last, gender)


def with_name(text: str, speaker: Span, names: Names) -> Span:
    """A speaker with the name that stands behind it between commas: "the opposition leader, Jan Novak"."""
    at = bisect_left(names.starts, speaker.start)
    if at == len(names.starts) or names.starts[at] < speaker.end:
        return speaker
    start, end = names.starts[at], names.starts[at] + len(names.names[at])
    apposed = _NAME_NEXT.fullmatch(text, speaker.end, start) and _NAME_ENDS.match(text, end)
    return Span(speaker.start, end) if apposed and not _PRONOUN.fullmatch(text, *speaker) else speaker


def resolve(text: str, speaker: Span, names: Names, blocks: Sequence[Span], spoken: Sequence[str]) -> Resolved | None:
    """The full name of a speaker, where one candidate is clear; ``spoken`` are those who spoke before, in order."""
    words = " ".join(text[speaker.start : speaker.end].split()).strip(' ,“”"')
    first, _, rest = words.partition(" ")
    words = rest if first in _WHEN and rest[:1].isupper() else words
    if _PRONOUN.fullmatch(words):
        return _pronoun(text, speaker, words.lower(), names, blocks, spoken)
    span = slice(bisect_left(names.starts, speaker.start), bisect_left(names.starts, speaker.end))
    inside = [n for n, at in zip(names.names[span], names.starts[span], strict=True) if at + len(n) <= speaker.end]
    if inside:
        return Resolved(inside[0], f"“{inside[0]}” is named here in full.")
    bare = _LABEL.sub("", words.partition(",")[0])  # "Webb, of Elm Road"
    parts = _WORD.findall(bare)
    if not parts or not (parts[-1][0].isupper() and len(parts) <= 2):
        return None
    last = re.sub(r"[’']s$", "", parts[-1]).lower()
    full = names.by_last.get(last, [])
    if len(full) == 1:
        return Resolved(full[0], f"“{words}”: the only full name in the text that ends so is {full[0]}.")
    if len(full) > 1:
        return Resolved("", f"Not clear: “{words}” may be {' or '.join(full[:4])}.")
    if before := next((name for name in reversed(spoken[-_RECALLED:]) if name.split()[-1].lower() == last), None):
        return Resolved(before, f"“{words}”: {before} spoke before.")
    return Resolved(words, "As the text gives it; no fuller name stands in it.") if words[0].isupper() else None


def _pronoun(
    text: str, speaker: Span, word: str, names: Names, blocks: Sequence[Span], spoken: Sequence[str]
) -> Resolved | None:
    """Who "he" or "she" is: the one person named in this paragraph before it, else in the paragraph before."""
    if word not in ("he", "she"):
        return None
    at = max(0, bisect_left(blocks, (speaker.start + 1,)) - 1)
    for back, where in ((0, "this paragraph"), (1, "the paragraph before")):
        if at - back < 0:
            break
        begin = blocks[at - back].start
        end = speaker.start if back == 0 else blocks[at - 1].end
        people = _people(text, begin, end, names)
        fitting = [p for p in people if names.gender.get(p.split()[-1].lower(), word) == word]
        if len(fitting) == 1:
            sure = "sure" if names.gender.get(fitting[0].split()[-1].lower()) == word else "likely"
            return Resolved(fitting[0], f"“{word}”, {sure}: {fitting[0]} is the only person it fits in {where}.")
        if len(fitting) > 1:
            if spoken and spoken[-1] in fitting and back:
                return Resolved(spoken[-1], f"“{word}”, uncertain: {spoken[-1]} is the last of those who spoke.")
            return Resolved("", f"Not clear: “{word}” may be {' or '.join(fitting[:4])}.")
    if spoken and names.gender.get(spoken[-1].split()[-1].lower(), word) == word:
        return Resolved(spoken[-1], f"“{word}”, uncertain: {spoken[-1]} is the last who spoke.")
    return None


def _people(text: str, start: int, end: int, names: Names) -> list[str]:
    """The people named in a stretch, near its end, in full or by the last word of a name known elsewhere."""
    out: list[str] = []
    for m in _PERSON.finditer(text, max(start, end - _NEAR), end):
        full = names.by_last.get(m["last"].lower(), [])
        if len(full) != 1 and m["title"] and not text[m.end() + 1 : m.end() + 2].isupper():  # no first name
            full = [m["last"]]
        if len(full) == 1 and full[0] not in out:
            out.append(full[0])
    return out
