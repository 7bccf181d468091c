"""An attribution, as both engines find it in a sentence: what is said, by whom, by which cue."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from kit.annotate.quotes.cues import load_cues
from kit.annotation import Span
from kit.spans import union

__all__ = ["FAINT", "LONGEST", "Found", "alike", "covered", "holds_cue", "moved", "stretches", "trim", "within"]

FAINT = frozenset(["object", "noun", "thought"])  # rules that say little of who speaks
LONGEST = 2_000  # characters: what has no full stop for longer is no sentence
_WORD = re.compile(r"[a-z]+")


class Found(NamedTuple):
    """An attribution: stretches of content, who speaks, the cue, and the rule; offsets as in what was searched."""

    content: tuple[Span, ...]
    speaker: Span | None
    cue: Span | None
    rule: str


def within(a: Span, b: Span) -> bool:
    return b.start <= a.start and a.end <= b.end


def alike(a: Span, b: Span) -> bool:
    """Do two stretches share at least half of what they cover together?"""
    shared = min(a.end, b.end) - max(a.start, b.start)
    return shared > 0 and shared >= 0.5 * (max(a.end, b.end) - min(a.start, b.start))


def covered(span: Span, found: Iterable[Found]) -> bool:
    """Does any of some findings take in a stretch, or part of it?"""
    return any(span.start < c.end and c.start < span.end for f in found for c in f.content)


def stretches(found: Iterable[Found]) -> list[Span]:
    """All that some findings take in, as a row of spans: to ask many times what it covers (``spans.touching``)."""
    return union(sorted(part for f in found for part in f.content))


def moved(span: tuple[int, int], by: int) -> Span:
    """A span in a part of a text, as a span of the text; ``by`` is where the part begins."""
    return Span(span[0] + by, span[1] + by)


def trim(s: str, span: Span) -> Span:
    """A span without the white space, commas and dashes at its edges.

    >>> trim(", she ran – ", Span(0, 12))
    Span(start=2, end=9)
    """
    start, end = span
    while start < end and s[start] in " ,;:—–-":
        start += 1
    while end > start and s[end - 1] in " ,;:—–-":
        end -= 1
    return Span(start, end)


@cache
def _cue_words() -> frozenset[str]:
    """The words of which one stands in all speech that has no marks."""
    cues = load_cues()
    return cues.nouns.union(cues.verbs, ["according", "clear"])


def holds_cue(text: str) -> bool:
    """Is there a cue in a text, verb or noun?"""
    return not _cue_words().isdisjoint(_WORD.findall(text.lower()))
