"""A text as a class marked it: how many marked each word or block, and with which labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from typing import Any

from kit.activity.activity import Activity
from kit.agreement.units import touched, word_spans
from kit.annotation import Annotation, Span
from kit.classroom.results import Outcome
from kit.segment.blocks import find_blocks

__all__ = ["passage_of"]


def passage_of(activity: Activity, marked: Mapping[int, Outcome]) -> list[list[dict[str, Any]]]:
    """The blocks of a text in order, each of runs of words that equally many marked with the same labels.

    A run is ``{"words", "count", "labels"}``: how many learners marked it, and how many with each label, as
    [label, count], most first. Where blocks are marked, a block is one run.
    """
    article = activity.article
    blocks = find_blocks(article.text)
    units = blocks if activity.unit == "block" else word_spans(article)
    given = [Counter[str]() for _ in units]
    learners = [0] * len(units)
    reach = cache(lambda start, end: touched(units, Annotation(start, end, activity.layer, "", "")))  # few places
    for outcome in marked.values():
        for unit, names in _labels(reach, outcome.marks).items():
            learners[unit] += 1
            for name in names:
                given[unit][name] += 1
    said = [(count, tuple(labels.most_common())) for count, labels in zip(learners, given, strict=True)]
    return [list(_runs(article.text, block, units, said)) for block in blocks]


def _labels(reach: Callable[[int, int], range], marks: Iterable[Annotation]) -> dict[int, dict[str, None]]:
    """The labels that one learner gave, each once and in order, by the number of the word or block."""
    labels = dict[int, dict[str, None]]()
    for mark in marks:
        for unit in reach(mark.start, mark.end):
            labels.setdefault(unit, {})[mark.label] = None
    return labels


Said = tuple[int, tuple[tuple[str, int], ...]]
_NOTHING: Said = (0, ())


def _runs(text: str, block: Span, units: Sequence[Span], said: Sequence[Said]) -> Iterator[dict[str, Any]]:
    """The words of a block in stretches that the class marked alike.

    What stands between two words goes with the one that fewer marked, so that no line under a mark is broken.
    """
    pieces, at, before = list[tuple[str, Said]](), block.start, _NOTHING
    for unit in touched(units, Annotation(*block, "block", "block", "kit")):
        start, end = units[unit]
        pieces += [(text[at:start], min(before, said[unit], key=lambda each: each[0])), (text[start:end], said[unit])]
        at, before = end, said[unit]
    pieces.append((text[at : block.end], _NOTHING))
    for alike, run in groupby((piece for piece in pieces if piece[0]), key=lambda piece: piece[1]):
        yield _run("".join(words for words, _ in run), alike)


def _run(words: str, said: Said) -> dict[str, Any]:
    return {"words": words, "count": said[0], "labels": [list(each) for each in said[1]]}
