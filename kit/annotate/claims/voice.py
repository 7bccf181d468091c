"""Whose claim it is: the stretches in which somebody else than the author speaks, and what is left of a sentence."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from kit.annotate.claims.cues import Cue
from kit.annotate.quotes.find import AUTHOR
from kit.annotate.quotes.pattern.find import find_by_pattern
from kit.annotate.sources import others_speech
from kit.annotation import Annotation, Span

__all__ = ["is_spoken", "near_speech", "outermost", "touching"]

_MARKED = re.compile(r"[“\"„«][^“”\"„«»]*[”\"»]")
_WORD = re.compile(r"\w")
_LONG = 40  # code points in marks, from which they are somebody's words rather than a word held at arm's length


def outermost(quotes: Iterable[Annotation]) -> list[Annotation]:
    """The attributed speech among quotations, in order; of nested stretches the outer, whose speaker utters both."""
    out: list[Annotation] = []
    for quote in sorted(others_speech(quotes), key=lambda q: (q.start, -q.end)):
        if not out or quote.start >= out[-1].end:
            out.append(quote)
    return out


def touching(parted: Sequence[Annotation], start: int, end: int) -> Sequence[Annotation]:
    """Those of a row of annotations, in order and none inside another, that share text with a span."""
    if not parted:
        return parted
    first = bisect_right(parted, start, key=lambda a: a.end)
    return parted[first : bisect_left(parted, end, lo=first, key=lambda a: a.start)]


def is_spoken(text: str, start: int, end: int, speech: Sequence[Annotation]) -> bool:
    """Is every word of a sentence the speaker's? The label of a turn ("MS. ROE:") is the page's and does not count."""
    if not speech:
        return False
    if speech[0].attributes.get("rule") == "label":
        start = max(start, speech[0].start)
    edges = [start, *(edge for quote in speech for edge in quote.span), end]
    return not any(_WORD.search(text, *gap) for gap in zip(edges[::2], edges[1::2], strict=True) if gap[0] < gap[1])


def near_speech(text: str, sentences: Sequence[Span], cues: Sequence[Sequence[Cue]]) -> list[Annotation]:
    """What somebody else says in a text of one paragraph: words in marks, and what each verb of saying reports.

    There is no turn to go on with and no speaker to look back for, so this does for ``find_quotes`` in a quarter of the
    time. A verb is read only where a word of its sentence speaks for opinion: elsewhere there is none to lay at the
    wrong door.
    """
    reported: list[Span] = []
    says = False
    for sentence, within in zip(sentences, cues, strict=True):
        if "says" in [cue.group.label for cue in within]:
            says = True
            if max([cue.group.points for cue in within]) > 0:
                words = text[sentence.start : sentence.end]
                for found in find_by_pattern(words):
                    if not found.speaker or words[slice(*found.speaker)] not in AUTHOR:
                        reported += [Span(sentence.start + start, sentence.start + end) for start, end in found.content]
    least = 0 if says else _LONG
    marked = [Span(*m.span()) for m in _MARKED.finditer(text) if m.end() - m.start() >= least]
    return [Annotation(*span, "quote", "mixed", "kit.find_claims") for span in marked + reported]
