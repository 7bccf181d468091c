"""The skeleton of a paragraph: each full quotation reduced to one sign, so that the rest is short and easy to read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from kit.annotate.quotes.kinds import names_person, names_work
from kit.annotate.quotes.marks import Mark, touched
from kit.annotate.quotes.set_apart import DASH
from kit.annotate.quotes.tagging import ENDED, OPEN, SIGNS, classes_of
from kit.annotation import Span
from kit.segment.sentences import sentence_spans

__all__ = ["SIGN", "VOICED", "Skeleton", "build_skeleton", "grow", "is_like", "split_sentences", "trim_signs"]

SIGN = re.compile(f"[{SIGNS}]")
_LIKE = re.compile(  # "And she was like, “No.”"
    r"\b(?P<who>I|[Hh]e|[Ss]he|[Tt]hey|[Ww]e|(?:[Mm]y|[Hh]is|[Hh]er|[Tt]heir|[Tt]he|[Oo]ur)(?: [a-z]+){1,2}|"
    r"[A-Z][\w-]+)(?:\s(?=[a-z])|(?=[’']))"
    r"(?P<cue>(?:am|is|are|was|were|[’'](?:m|s|re))(?: just)?(?: all like| like| all)|goes|went),?\s$"
)
_LIKE_CUES = ("like", "all", "goes", "went")
_AT_SIGN = re.compile(rf"{ENDED}\s+(?=[\"“‘'(\[]?[A-Z0-9{SIGNS}])|[.!?…][\"”’')\]]*\s+(?=[{SIGNS}])")
_STOP = re.compile(r"[.!?…][’'\"”)]*\s+(?=[\"“‘'(\[]?[A-Z])")
VOICED = re.compile(r"\b(?:(?:chants|cries|shouts)(?= of\s$)|reading(?=,\s$))")  # by a crowd, by a sign
# “If it works,” said Ms. Roe, who built it, “we are saved”
_TAKEN_UP = re.compile(r",(?:[”\"’']|'')\s(?:(?![a-z]{2}[.!?]\s)[^\"“”\n])+,\s$")
# Over classes: see `tagging`.
_TOLD_BEFORE = re.compile(r"V[^.?!…;“”\"]{1,12},$")
_SAID_BEHIND = re.compile(r"(?:p|N{1,2}|dw)?V")  # "“I love it” she said"
_TAG = re.compile(r"(?:[Ndpwo.]|,(?!p)){1,8}[xa]?V(?!,?[Tdpe]|[,:]?S)")  # "“I love it.” Ms. Roe said."
_SET_OFF = re.compile(r"(?:^[n:]*|[,:;(.?!…S][\"”’')\]]*)$")
_ASIDE = 160  # characters between two halves of a quotation
_NEAR = 80


class Skeleton(NamedTuple):
    """A paragraph's skeleton; ``at[i]`` is where its character ``i`` stands in the article.

    ``signs`` maps the place of a sign to the quotation it stands for.
    """

    text: str
    at: list[int]
    signs: dict[int, Mark]

    def span(self, start: int, end: int) -> Span:
        """Where a stretch of the skeleton stands in the article."""
        if start >= end:
            here = self.at[min(start, len(self.at) - 1)]
            return Span(here, here)
        first = self.signs[start].start if start in self.signs else self.at[start]
        last = self.signs[end - 1].end if end - 1 in self.signs else self.at[end - 1] + 1
        return Span(first, max(first, last))


def build_skeleton(text: str, block: Span, marks: Sequence[Mark]) -> Skeleton:
    """A paragraph with each full quotation as one sign, and the marks of other quoted words left out."""
    parts: list[str] = []
    at: list[int] = []
    signs: dict[int, Mark] = {}
    cursor = block.start

    def keep(start: int, end: int) -> None:
        if end > start:
            parts.append(text[start:end])
            at.extend(range(start, end))

    for mark in marks:
        keep(cursor, mark.start)
        if is_full(text, block, mark):
            signs[len(at)] = mark
            inner = text[mark.inner.start : mark.inner.end].rstrip(" ’'\"”)]")
            stops = inner[-1:] in (".", "!", "?", "…") and text[mark.end : mark.end + 1] != ","
            parts.append(ENDED if stops or mark.state != "closed" else OPEN)
            at.append(mark.start)
        else:
            stop = _STOP.search(text, mark.inner.start, mark.inner.end)
            keep(mark.inner.start, stop.start() + 1 if stop else mark.inner.end)
        cursor = mark.end
    keep(cursor, block.end)
    return Skeleton("".join(parts).replace("\n", " "), at, signs)


def is_full(text: str, block: Span, mark: Mark) -> bool:
    """Is a quotation a sentence by itself, set off from the words around it, and no part of the author's own?"""
    if mark.state != "closed" or mark.follows:
        return True
    before = text[max(block.start, mark.start - _NEAR) : mark.start]
    inner = text[mark.inner.start : mark.inner.end].strip().rstrip("’'")
    if not inner or names_work(text, block, mark) or names_person(text, block, mark):
        return False
    lead = classes_of(before)
    words = inner.count(" ") + 1
    ends = inner[0].isupper() and inner[-1] in ".!?"
    if lead.rstrip(",:").endswith("V") or (ends and _TOLD_BEFORE.search(lead)):
        return True
    if is_like(before) or VOICED.search(before) or DASH.match(text, mark.end):
        return True
    if mark.style == "single" and words < 4 and not ends:
        return False
    if inner[0].islower() and lead.endswith(","):
        return words > 2 and _TAKEN_UP.search(text, max(block.start, mark.start - _ASIDE), mark.start) is not None
    if not lead and _SAID_BEHIND.match(classes_of(text[mark.end : min(block.end, mark.end + _NEAR)])):
        return True
    if not _SET_OFF.search(lead):
        return inner[0].isupper() and words > 5 and inner[-1] in ".!?," and _STOP.search(inner) is not None
    if inner[-1] in ".,!?…—–-" or text.startswith(",", mark.end):
        return words > 2 or inner[-1] in ",!?" or lead[-1:] in ("", ":")
    return lead.endswith(":") or words > 7


def is_like(lead: str) -> re.Match[str] | None:
    """Who "is like" what follows, and the cue; the end is looked at first, which saves time."""
    return _LIKE.search(lead) if lead.rstrip().rstrip(",").endswith(_LIKE_CUES) else None


def split_sentences(skeleton: str) -> list[Span]:
    """The sentences of a skeleton; a quotation ends one where it ends in a full stop itself and no tag follows it."""
    as_words = skeleton.replace(OPEN, "X").replace(ENDED, "X")  # to the sentence splitter a quotation is a word
    starts = {sentence.start for sentence in sentence_spans(as_words)[1:]}
    for m in _AT_SIGN.finditer(skeleton) if as_words != skeleton else ():
        led_up = skeleton[max(0, m.start() - 2) : m.start()].rstrip().endswith(":")
        if led_up or not _TAG.match(classes_of(skeleton[m.end() : m.end() + _NEAR])):
            starts.add(m.end())
    edges = [0, *sorted(starts), len(skeleton)]
    return [Span(start, start + len(skeleton[start:end].rstrip())) for start, end in pairwise(edges) if start < end]


def grow(span: Span, marks: Sequence[Mark]) -> Span:
    """A span that ends or begins inside marks takes in all that stands between them."""
    start, end = span
    for mark in touched(marks, start, end):
        if mark.inner.start < end <= mark.end and start < mark.inner.end:
            end = mark.end
        if mark.start <= start < mark.inner.end and end > mark.inner.start:
            start = mark.start
    return Span(start, end)


def trim_signs(text: str, span: Span) -> Span:
    """A span without white space and signs at its edges."""
    start, end = span
    while start < end and (text[start].isspace() or text[start] in SIGNS):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
