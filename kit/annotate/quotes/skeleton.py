"""The skeleton of a paragraph: each full quotation reduced to one sign, so that the rest is short and easy to read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from kit.annotate.quotes.kinds import kind_of
from kit.annotate.quotes.labels import DASH
from kit.annotate.quotes.marks import Mark
from kit.annotation import Span
from kit.segment.sentences import sentence_spans

__all__ = ["ENDED", "OPEN", "SIGNS", "Skeleton", "build_skeleton", "grow", "split_sentences", "trim_signs"]

OPEN, ENDED = "\ue000", "\ue001"  # a quotation that ends in a comma or nothing; in a full stop
SIGNS = OPEN + ENDED
_AS_WORD = str.maketrans(dict.fromkeys(SIGNS, "X"))  # to the sentence splitter a quotation is a word
_AT_SIGN = re.compile(rf"{ENDED}\s+(?=[\"“‘'(\[]?[A-Z0-9{SIGNS}])|[.!?…][\"”’')\]]*\s+(?=[{SIGNS}])")
_STOPPED = re.compile(r"[.!?…][\"”’')\]]*\s+$")
_SAID_BEHIND = re.compile(  # "“I love it” she said"
    r"\s(?:(?:he|she|they|I|we|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?|(?:the|my|our|his|her|their|a|an) [\w’'-]+)\s)?"
    r"(?:said|says|asked|asks|told|tells|wrote|writes|replied|added|answered)\b"
)
_TOLD_BEFORE = re.compile(r"\b(?:said|says|told|tells|asked|asks|wrote|replied|answered|added)\b[^.!?“”\"]{0,60},\s$")
_TAG_FOLLOWS = re.compile(
    r"(?:[A-Z][\w.’'-]*(?:,(?! (?:he|she|they|it|we|I) ))? |the |a |an |one |of |who ){0,6}"
    r"(?:[A-Z][\w.’'-]* |he |she |they |[a-z]+ )"
    r"(?:[a-z]+ly |has |had |also |later )?(?:said|says|asked|asks|added|wrote|writes|shouted|yelled|cried|tweeted|"
    r"replied|told|joked|responded|quipped|exclaimed|continued|concluded|explained|wondered)\b"
    rf"(?!,? (?:that|the|he|she|it|they|his|her)\b|[,:]? ?[{SIGNS}\"“])"
)
_ASIDE = 160  # characters between two halves of a quotation
_INNER_STOP = re.compile(r"[.!?…][’'\"”)]*\s+(?=[\"“‘'(\[]?[A-Z])")
_FULL_BEFORE = re.compile(r"(?:^(?:\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?:?\s*)?|[,:—–;(]\s*|[.!?…][\"”’')\]]*\s+|[-–—] )$")
_ONE_OF_TWO = re.compile(r"[”\"]|''|\bwords,\s|[.!?]\s")  # “The pump,” she said, “works”; in her words, “works”
# “If it works,” said Ms. Roe, who built it, “we are saved”
_TAKEN_UP = re.compile(r",(?:[”\"’']|'')\s(?:(?![a-z]{2}[.!?]\s)[^\"“”\n])+,\s$")
_SAID_BEFORE = re.compile(
    r"\b(?:said|says|say|saying|asked|asks|wrote|writes|tweeted|replied|added|adding|declared|shouted|yelled|writing|"
    r"asking|responded|answered|reads|read|reading(?=,)|chanting|chanted|(?:chants|cries|shouts) of|goes(?=,)|"
    r"(?:am|is|are|was|were|’m|'m|’re|'re)(?: just)?(?: all like| like(?=,)| all))[,:]?\s*$"
)


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
            stop = _INNER_STOP.search(text, mark.inner.start, mark.inner.end)
            keep(mark.inner.start, stop.start() + 1 if stop else mark.inner.end)
        cursor = mark.end
    keep(cursor, block.end)
    return Skeleton("".join(parts).replace("\n", " "), at, signs)


def is_full(text: str, block: Span, mark: Mark) -> bool:
    """Is a quotation a sentence by itself, set off from the words around it, and no part of the author's own?"""
    if mark.state != "closed" or mark.follows:
        return True
    before = text[max(block.start, mark.start - 40) : mark.start]
    inner = text[mark.inner.start : mark.inner.end].strip().rstrip("’'")
    if not inner:
        return False
    if (kind := kind_of(text, block, mark)) and kind.rule == "named-work":
        return False
    words = inner.count(" ") + 1
    after = text[mark.end : mark.end + 2]
    ends = inner[0].isupper() and inner[-1] in ".!?"
    if _SAID_BEFORE.search(before) or DASH.match(text, mark.end):
        return True
    if mark.style == "single" and words < 4 and not ends:
        return False
    if inner[0].islower() and before.rstrip()[-1:] == "," and not _ONE_OF_TWO.search(before + inner):
        return words > 2 and _TAKEN_UP.search(text, max(block.start, mark.start - _ASIDE), mark.start) is not None
    if ends and _TOLD_BEFORE.search(text, max(block.start, mark.start - 80), mark.start):
        return True
    if not before.strip() and _SAID_BEHIND.match(text, mark.end):
        return True
    if not _FULL_BEFORE.search(before):
        return inner[0].isupper() and words > 5 and inner[-1] in ".!?," and bool(_INNER_STOP.search(inner))
    if inner[-1] in ".,!?…—–-" or after[:1] == "," or (mark.start == block.start and mark.end == block.end):
        alone = not before.strip() or (inner[0].isupper() and _STOPPED.search(before) is not None)
        return words > 2 or inner[-1] in ",!?" or alone or before.rstrip()[-1] == ":"
    return before.rstrip()[-1:] == ":" or words > 7


def split_sentences(skeleton: str) -> list[Span]:
    """The sentences of a skeleton; a quotation ends one where it ends in a full stop itself and no tag follows it."""
    starts = {sentence.start for sentence in sentence_spans(skeleton.translate(_AS_WORD))[1:]}
    for m in _AT_SIGN.finditer(skeleton):
        led_up = skeleton[max(0, m.start() - 2) : m.start()].rstrip().endswith(":")
        if led_up or not _TAG_FOLLOWS.match(skeleton, m.end()):
            starts.add(m.end())
    edges = [0, *sorted(starts), len(skeleton)]
    return [Span(start, start + len(skeleton[start:end].rstrip())) for start, end in pairwise(edges) if start < end]


def grow(span: Span, marks: Sequence[Mark]) -> Span:
    """A span that ends or begins inside marks takes in all that stands between them."""
    start, end = span
    for mark in marks:
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
