"""What stands in marks and is not speech: a title, a term, or a word held at arm's length."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from kit.annotate.quotes.cues import load_cues, word_set
from kit.annotate.quotes.drafts import ANNOTATOR, Draft
from kit.annotate.quotes.marks import Mark
from kit.annotation import Annotation, Span
from kit.segment.blocks import stripped

__all__ = ["Kind", "annotate_others", "kind_of"]

_WORD = re.compile(r"[A-Za-z][\w’'-]*")
_SMALL = word_set("a an and as at but by for from in into is of off on or over the to up vs with de la it")
_STOP = re.compile(r"[.!?]\s")
_WHO, _WHAT, _IS = word_set("he she they we i who"), word_set("what which"), word_set("is are was were be been being")
_CREDIT = re.compile(r"\sby\s[A-Z]")
_BEFORE = 70
_BETWEEN = word_set("the a an as of")  # what may part "called" and the name; "called her “a fool”" says who speaks


def annotate_others(
    text: str, blocks: Sequence[Span], marks: Sequence[Mark], drafts: Sequence[Draft]
) -> Iterator[Annotation]:
    """What stands in marks outside attributed speech, in order as the drafts are."""
    starts, reach = [draft.start for draft in drafts], [*accumulate((draft.end for draft in drafts), max)]
    for mark in marks:
        at = bisect_left(starts, mark.inner.end)
        words = stripped(text, *mark.inner)
        if words.end <= words.start or (at and reach[at - 1] > mark.inner.start):
            continue
        if kind := kind_of(text, blocks[mark.block], mark):
            attributes = {"rule": kind.rule, "why": kind.why, "doubt": kind.doubt}
            yield Annotation(*words, "quote", kind.label, ANNOTATOR, {}, attributes)


class Kind(NamedTuple):
    """What a stretch in marks is, with the rule, the reason and the doubt."""

    label: str
    rule: str
    why: str
    doubt: str


def kind_of(text: str, block: Span, mark: Mark) -> Kind | None:
    """What a stretch in marks is that no one is said to say; ``None`` where it is long enough to be speech.

    >>> text = "Their so-called “help” came late."
    >>> kind_of(text, Span(0, len(text)), Mark(16, 22, Span(17, 21), "double", "closed", 0)).label
    'scare'
    """
    inner = text[mark.inner.start : mark.inner.end].strip()
    words = inner.split()
    lead = _STOP.split(text[max(block.start, mark.start - _BEFORE) : mark.start])[-1]
    before = [w.lower() for w in _WORD.findall(lead)][-4:]
    if mark.state == "unclosed":
        return Kind(
            "unclosed",
            "never-closed",
            "The mark opens and never closes, so nothing shows where the words of another end.",
            "They may be speech to the end of the paragraph, or a stray mark.",
        )
    if title := _as_title(text, mark, inner, words, before):
        return title
    if inner.endswith((".", "…")) and (mark[:2] == block or lead.rstrip().endswith(":")):
        return None  # a paragraph of its own ("“Yes.”"), or what a colon leads up to
    if lead.rstrip().endswith(":") and mark.end == block.end and inner[:1].isupper() and len(words) > 1:
        return None  # a headline: "Driver: ‘I saw nothing’"
    if inner.endswith(",") and inner[0].isupper() and len(words) > 1 and not lead.strip():
        return None  # it opens a sentence that goes on behind it ("“It is late,” comes a voice")
    return _by_words(words, before, inner)


def _as_title(text: str, mark: Mark, inner: str, words: list[str], before: list[str]) -> Kind | None:
    """The name of a work, by the word before it, its capitals, or who wrote it."""
    works = load_cues().works
    if not works.isdisjoint(before[-2:]) and inner[:1].isupper() and _is_title(inner, words, before, works):
        return Kind(
            "title",
            "named-work",
            f"“{before[-1]}” before it says that this is the name of a work.",
            "The work may be quoted, and not named.",
        )
    if _is_title(inner, words, before, works):
        return Kind(
            "title",
            "capitals",
            "Its chief words begin with capitals, as in the name of a work or a programme.",
            "A slogan or a shouted line can be set in capitals too.",
        )
    if inner.endswith(",") and _CREDIT.match(text, mark.end):
        return Kind(
            "title",
            "credited",
            "“By” and a name follow: the words are the headline of what someone wrote.",
            "The name may be that of whoever reports these words.",
        )
    return None


def _by_words(words: list[str], before: list[str], inner: str) -> Kind | None:
    """A term, or a word held at arm's length, by the words before it or by its size."""
    cues = load_cues()
    if not cues.distance.isdisjoint(before[-2:]):
        return Kind(
            "scare",
            "distance-word",
            f"“{before[-1]}” holds the words at arm's length.",
            "Someone may have used the very words.",
        )
    near = before[-2:] if before[-1:] and before[-1] in _BETWEEN else before[-1:]
    if not cues.naming.isdisjoint(near) and not _calls(before):
        return Kind(
            "term",
            "naming-word",
            f"“{before[-1]}” before it says that this is what something is called.",
            "Whoever calls it so may be quoted.",
        )
    if len(words) <= 5 and not inner.endswith(("!", "?")):
        return Kind(
            "scare",
            "few-words",
            f"Only {len(words)} word{'' if len(words) == 1 else 's'} in marks inside the author's own sentence, and no "
            "one is said to say them: the marks keep the words at a distance, or show that they are a term.",
            "They may be quoted from someone named earlier.",
        )
    return None


def _calls(before: list[str]) -> bool:
    """Does somebody call it so ("what critics called “a farce”"), rather than it be called so?"""
    named_by = before[-2:-1]
    return not _WHO.isdisjoint(named_by) or (_IS.isdisjoint(named_by) and not _WHAT.isdisjoint(before[:-2]))


def _is_title(inner: str, words: list[str], before: list[str], works: frozenset[str]) -> bool:
    chief = [w for w in (w.strip("“”\"'‘’,.:;!?()") for w in words) if w and w.lower() not in _SMALL]
    if not chief or len(words) > 14:
        return False
    capitals = sum(w[0].isupper() or w[0].isdigit() for w in chief)
    if len(chief) >= 2 and capitals == len(chief):
        return True
    named = not works.isdisjoint(before[-2:])
    return named and words[0][:1].isupper() and capitals >= len(chief) / 2
