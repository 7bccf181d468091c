"""Runs of blocks that belong together round an article: teasers under their heading, and readers' comments."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import accumulate
from typing import NamedTuple

from kit.lexicons import read_lexicon, word_set
from kit.segment.zones.cue_phrases import START, WHOLE
from kit.segment.zones.decoding import is_prose
from kit.segment.zones.features import Block
from kit.segment.zones.parts import stands_elsewhere
from kit.segment.zones.patterns import FUNCTION_WORDS, STOPS
from kit.segment.zones.threads import HEADING, JUDGED, MADE_OF_TIME, find_thread

__all__ = ["Section", "find_sections"]

_POINTING = word_set(read_lexicon("page_lines")["sections"]["pointing"])

_PLACED = frozenset(["in-part"])

_TITLE = 25  # words of a line without a full stop


class Section(NamedTuple):
    """What a block is part of: ``label`` is its zone, ``opener`` the index of the heading it stands under."""

    label: str
    opener: int


def find_sections(blocks: Sequence[Block], turns: Collection[int]) -> dict[int, Section]:
    """The blocks that belong to teasers or to readers' comments, by index; each knows its heading.

    Teasers are headlines under a heading that points elsewhere, each with a summary, a name or a date or without,
    up to the end, to other furniture, or to where the article goes on: two paragraphs in a row, or one that is not on
    the headline above it but on what the article is about. Comments: see ``find_thread``. A run is judged by its first
    200 blocks.
    """
    out: dict[int, Section] = {}
    later, short = _prose_below(blocks), _short_lines(blocks, turns)
    prose = at = 0
    story: set[str] = set()
    while at < len(blocks):
        block = blocks[at]
        end, label = at, ""
        if at not in turns and 0 < block.size <= HEADING:
            end, label = find_thread(blocks, at, turns, prose), "comment"
            if prose and end == at:
                end, label = _teasers_end(blocks, at, turns, story, later, short), "related"
        if end > at:
            out |= {i: Section(label, at) for i in range(at, end)}
            at = end
            continue
        if is_prose(block):
            prose += 1
            story |= _long_words(block)
        at += 1
    return out


def _long_words(block: Block) -> set[str]:
    """The longer words of a block, cut so that "raised" and "raises" are one."""
    return {word[:5] for word in block.words if len(word) > 4 and word not in FUNCTION_WORDS}


def _is_text(block: Block) -> bool:
    """Is a block a sentence or more, and no headline?"""
    if block.last == "?":
        return block.size >= 15
    return block.size > _TITLE or (block.size >= 6 and block.last in STOPS)


def _ends_section(block: Block) -> bool:
    """Does a block open, in so many words, furniture of another kind?"""
    cue = block.cue
    if "copyright-mark" in block.features:
        return True
    if cue is None or cue.place not in (WHOLE, START):
        return False
    return cue.label in ("contact", "copyright", "disclaimer", "bio", "comment", "share", "promo", "origin")


def _prose_below(blocks: Sequence[Block]) -> list[int]:
    """How many paragraphs follow each block on the page, up to readers' comments, which are no sign of the article."""
    out = [0] * (len(blocks) + 1)
    for at in range(len(blocks) - 1, -1, -1):
        block = blocks[at]
        if block.cue and block.cue.closing and block.cue.label == "comment":
            continue
        out[at] = out[at + 1] + is_prose(block)
    return out


def _teasers_end(
    blocks: Sequence[Block],
    opener: int,
    turns: Collection[int],
    story: Collection[str],
    later: Sequence[int],
    short: _ShortLines,
) -> int:
    """Where the teasers under a heading end; at the heading itself where there are none."""
    strength = _points(blocks[opener])
    if not strength or _is_barren(opener, strength, short):
        return opener
    titles = times = summaries = 0
    aside = 0  # where the teasers end if the article goes on below them
    above: list[Block] = []  # the short lines since the last summary
    at = opener + 1
    while at < len(blocks) and at not in turns and not _ends_section(blocks[at]):
        block = blocks[at]
        if stands_elsewhere(block.span, block.part, blocks[opener].span, blocks[opener].part):
            break
        if not _is_text(block):
            above.append(block)
            titles += _is_title(block)
            times += not block.features.isdisjoint(MADE_OF_TIME)
        else:
            on = _long_words(block)
            shared = max((len(on & _long_words(line)) for line in above), default=0)
            if not titles:  # names of topics, and the article goes on
                return at if strength == 3 and above else opener
            resumed = not above
            if above and shared < 2:
                aside = aside or at
                on_story = not shared and len(on.intersection(story)) >= max(3, len(on) / 2)
                resumed = on_story or (at + 1 < len(blocks) and _is_text(blocks[at + 1]))
            if resumed and at - opener > JUDGED:
                return at
            if resumed:
                return (aside or at) if strength == 3 else opener
            summaries += 1
            above = []
        at += 1
        if at - opener == JUDGED and not _are_teasers(strength, titles, times, summaries):
            return opener
    if later[at] >= 2 and at - opener <= JUDGED:
        return (aside or at) if strength == 3 and titles else opener
    return at if _are_teasers(strength, titles, times, summaries) else opener


class _ShortLines(NamedTuple):
    """Where the run of short lines that each block stands in ends, and how many titles and times stand above each."""

    ends: Sequence[int]
    titles: Sequence[int]
    times: Sequence[int]


def _short_lines(blocks: Sequence[Block], turns: Collection[int]) -> _ShortLines:
    ends = [len(blocks)] * (len(blocks) + 1)
    for at in range(len(blocks) - 1, -1, -1):
        stops = at in turns or _is_text(blocks[at]) or _ends_section(blocks[at])
        ends[at] = at if stops else ends[at + 1]
    titles = accumulate(map(_is_title, blocks), initial=0)
    times = accumulate((not block.features.isdisjoint(MADE_OF_TIME) for block in blocks), initial=0)
    return _ShortLines(ends, list(titles), list(times))


def _is_title(block: Block) -> bool:
    return block.size >= 3 and block.features <= _PLACED


def _is_barren(opener: int, strength: int, short: _ShortLines) -> bool:
    """Do short lines without end stand under a heading, and no teasers among the first? That is seen at a glance."""
    first, last = opener + 1, opener + JUDGED
    if short.ends[first] < last:
        return False
    titles, times = (counts[last] - counts[first] for counts in (short.titles, short.times))
    return not _are_teasers(strength, titles, times, 0)


def _are_teasers(strength: int, titles: int, times: int, summaries: int) -> bool:
    """Are the lines under a heading enough like teasers, the less so the surer the heading is of one?"""
    if strength == 3:
        return titles > 0
    return titles >= 2 and (times >= 2 if strength == 1 else summaries + times > 0)


def _points(block: Block) -> int:
    """How surely a short line heads teasers: 3 in so many words, 2 by one of its words, 1 as a section's name."""
    cue = block.cue
    if cue and cue.label == "related" and cue.place in (WHOLE, START):
        return 3 if cue.place == WHOLE or block.size <= 5 else 2
    if block.last in ".…" or (cue and cue.label not in ("navigation", "promo", "share")):
        return 0
    if not _POINTING.isdisjoint(block.words):
        return 2
    return 1 if cue and cue.place == WHOLE and cue.label == "navigation" else 0
