"""The sentences of an article that may hold attributed speech, each with the words in marks that it touches."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from kit.annotate.quotes.attribution import LONGEST, holds_cue
from kit.annotate.quotes.kinds import kind_of
from kit.annotate.quotes.marks import Mark, touched
from kit.annotate.quotes.skeleton import Skeleton, build_skeleton, split_sentences
from kit.annotate.quotes.speaker_labels import Labelled
from kit.annotation import Span

__all__ = ["Sentence", "find_candidates"]

_DATELINE = re.compile(
    r"(?:\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?(?:\s[A-Z]{3,4})?[:\s–—-]+)(?=\S)|"
    r"[A-Z][A-Z.,’' -]{2,40}[a-zA-Z0-9., ]{0,24}(?:\([^)\n]{1,30}\)\s*)?\s(?:[—–-]|--)\s+"
)
_MOST = 100  # stretches in marks in one sentence


@dataclass(slots=True)
class Sentence:
    """A sentence of a paragraph's skeleton, or a piece of one."""

    block: int
    skeleton: Skeleton
    span: Span  # in the skeleton
    words: str  # of the skeleton
    nested: bool  # in a labelled turn
    near: Sequence[Mark]  # the stretches in marks that it touches
    marked: list[tuple[Mark, Span]]  # other words in marks, and where they stand in the sentence

    def out(self, span: Span) -> Span:
        """Where a stretch of the sentence stands in the article."""
        return self.skeleton.span(self.span.start + span.start, self.span.start + span.end)


def find_candidates(
    text: str, blocks: Sequence[Span], marks: Mapping[int, list[Mark]], labelled: Labelled
) -> Iterator[Sentence]:
    """The sentences of those paragraphs that hold a cue or a mark; ``marks`` are those of each block.

    A sentence comes in pieces where its skeleton has more than 2,000 characters, or more than 100 stretches in marks
    stand in it: no sentence has, and time stays linear in a paragraph without a stop.
    """
    for at, block in enumerate(blocks):
        span = labelled.turns.get(at, block)
        nested = at in labelled.turns
        if at in labelled.taken and not nested:
            continue
        own = [] if nested else marks.get(at, [])
        if not own and not holds_cue(text[span.start : span.end]):
            continue
        skeleton = build_skeleton(text, span, own)
        for part in (piece for whole in split_sentences(skeleton.text) for piece in _pieces(skeleton, whole, own)):
            if dateline := _DATELINE.match(skeleton.text, *part):
                part = Span(dateline.end(), part.end)
            here = skeleton.span(*part) if own else part
            near = touched(own, here.start - 1, here.end + 1)
            words = skeleton.text[part.start : part.end]
            yield Sentence(at, skeleton, part, words, nested, near, list(_marked(text, span, skeleton, part, near)))


def _pieces(skeleton: Skeleton, sentence: Span, marks: Sequence[Mark]) -> Iterator[Span]:
    """A sentence whole, or, where it is too long for one, cut at its spaces."""
    start, end = sentence
    while True:
        limit = start + LONGEST
        following = bisect_right(marks, skeleton.at[start], key=attrgetter("end")) + _MOST
        if following < len(marks):
            limit = min(limit, bisect_left(skeleton.at, marks[following].start))
        if end <= limit:
            break
        cut = skeleton.text.rfind(" ", start + 1, limit) + 1 or limit
        yield Span(start, cut)
        start = cut
    yield Span(start, end)


def _marked(
    text: str, block: Span, skeleton: Skeleton, part: Span, marks: Sequence[Mark]
) -> Iterator[tuple[Mark, Span]]:
    """The words in marks that stand for no sentence of their own, and are neither a title nor a term."""
    at = skeleton.at
    for mark in marks:
        first = bisect_left(at, mark.inner.start, part.start, part.end)
        last = bisect_left(at, mark.inner.end, part.start, part.end)
        if first == last or any(i in skeleton.signs for i in range(first, last)):
            continue
        kind = kind_of(text, block, mark)
        if kind is None or kind.label not in ("title", "term"):
            yield mark, Span(first - part.start, last - part.start)
