"""The head of an article: its headline, standfirst, byline and dateline."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from kit.annotation import Span
from kit.segment.zones.author_notes import stands_alone
from kit.segment.zones.decoding import AFTER, ARTICLE, is_prose
from kit.segment.zones.features import Block, is_name
from kit.segment.zones.head_lines import HeadLines, find_head_lines, is_genre, is_when
from kit.segment.zones.patterns import PERSONS, SENTENCE_END, STOPS

__all__ = ["Head", "find_head"]

_REACH = 25  # blocks above the article in which its head is looked for
_NEAR = 20  # and below the headline for the rest of it
_LONGEST = 60  # words in a standfirst
_ENOUGH = 1.0  # for a headline that stands where the article starts; elsewhere twice as much
_SENTENCE = 8  # words: a standfirst has as many
_SIGNED_BELOW = 2.0  # what a byline just below a line weighs for its being the headline
_FARTHER = 0.4  # and how much less for every line between
_ONLY_TITLE = 3.0  # that it is the only heading of the first level on a web page
_LIKE_HEADLINES = frozenset(["pointer", "to-reader"])  # "Live: …", "Give us back our beach"
_SENTENCES = re.compile(r"[^\W\d_]{3}\.\s+[A-Z]")  # more than one, as a standfirst has
_TITLES = frozenset(["title", "headline"])


class Head(NamedTuple):
    """Indexes of the blocks that make the head; ``twin`` leads from a standfirst to the sentence it rewords.

    ``points`` are lines below it that sum up the story one by one. ``crumbs`` are no part of it: lines that lead
    through the site to the headline and repeat it. ``genres`` say what kind of text it is; ``letterhead`` who sends it.
    """

    headline: int | None = None
    standfirst: int | None = None
    twin: Span | None = None
    letterhead: int | None = None
    bylines: frozenset[int] = frozenset()
    datelines: frozenset[int] = frozenset()
    points: frozenset[int] = frozenset()
    crumbs: frozenset[int] = frozenset()
    genres: frozenset[int] = frozenset()


def find_head(blocks: Sequence[Block], path: Sequence[int], turns: Collection[int]) -> Head:
    """The head of the article whose blocks ``path`` marks."""
    prose = [at for at, state in enumerate(path) if state == ARTICLE and is_prose(blocks[at]) and at not in turns]
    first = prose[0] if prose else _below_head(blocks, path, turns)
    if first is None or len(blocks) < 2:
        return Head()
    last = prose[1] if len(prose) > 1 and prose[0] == first else first
    if len(prose) > 1 and prose[0] == first and _is_asked(blocks, first):
        first, prose = prose[1], prose[1:]
    titled = next((at for at in range(first) if blocks[at].role in _TITLES), first)
    lines = find_head_lines(blocks, range(max(0, min(titled, first - _REACH)), min(last + 2, len(blocks))))
    headline = _headline(blocks, path, first, turns, lines)
    top = first if headline is None else headline
    standfirst, twin = _standfirst(blocks, path, headline, prose, lines)
    until = (prose[1] if len(prose) > 1 else first) if standfirst == first else first
    until = max(min(until, top + _NEAR), top + 1)
    region = range(max(0, top - 3), min(until + 1, len(blocks)))
    bylines = _bylines(blocks, region, headline, lines)
    datelines = _datelines(blocks, [at for at in region if at not in bylines and at != headline], bylines, lines, top)
    taken = {headline, standfirst, first} | bylines | datelines
    between = [at for at in range(top, min(first, top + _NEAR)) if at not in taken]
    points = set() if headline is None else _points(blocks, between, path)
    crumbs = {at for at in range(max(0, top - 4), top) if _leads_to(blocks[at], blocks[top])} if headline else set()
    genres = {at for at in range(max(0, top - 2), until) if at not in taken and _is_genre(blocks[at], below=at > top)}
    letterhead = 0 if top > 1 and 1 in genres and blocks[1].size > 1 and 0 not in taken else None
    return Head(headline, standfirst, twin, letterhead, *map(frozenset, (bylines, datelines, points, crumbs, genres)))


def _is_asked(blocks: Sequence[Block], at: int) -> bool:
    """Is the first paragraph a headline that ends in a mark: one sentence, and who or when stands below it?"""
    block = blocks[at]
    if block.size > 25 or block.last not in "?!." or SENTENCE_END.search(block.text):
        return False
    return any(below.features & {"byline", "date"} or is_when(below.text) for below in blocks[at + 1 : at + 4])


def _is_genre(block: Block, *, below: bool) -> bool:
    """Does a line say what kind of text this is? One word below the headline is a button."""
    return block.linked < 0.4 and block.size > below and is_genre(block.text)


def _datelines(
    blocks: Sequence[Block], region: Sequence[int], bylines: Collection[int], lines: HeadLines, top: int
) -> set[int]:
    """When, with a label of its own above it ("Updated:"); and where: the outlet's name between who and when."""
    found = {at for at in region if _is_dateline(blocks[at]) or (at > top and at in lines.dates)}
    found |= {at for at in region if at in lines.labels and at + 1 in found}
    return found | {at for at in region if at - 1 in bylines and at + 1 in found and is_name(blocks[at].text)}


def _points(blocks: Sequence[Block], between: Sequence[int], path: Sequence[int]) -> set[int]:
    """Of the lines between headline and text, those that say what the text says: most of their longer words are its."""
    story = {word[:5] for at, state in enumerate(path) if state == ARTICLE for word in blocks[at].words}
    found = set()
    for at in between:
        block = blocks[at]
        words = [word for word in block.words if len(word) > 3]
        plain = 4 <= block.size <= 25 and block.linked < 0.4 and block.content_score >= 0
        plain = plain and PERSONS.isdisjoint(block.words) and block.role != "figcaption"
        if plain and len(words) > 2 and sum(word[:5] in story for word in words) >= 0.6 * len(words):
            found.add(at)
    return found if len(found) > 1 else set()


def _bylines(blocks: Sequence[Block], region: range, headline: int | None, lines: HeadLines) -> set[int]:
    """Who wrote it: lines that say so; else, below the headline, names alone; with the label or the role beside."""
    found = {at for at in region if at in lines.signed and at != headline}
    found |= {at for at in region if _is_byline(blocks, at, after=headline)}
    if headline is not None:
        below = [at for at in region if at in lines.names and at > headline and blocks[at].linked < 0.7]
        if not found:
            found |= {at for n, at in enumerate(below) if at - n == below[0]}
        if not found:
            found |= {at for at in region if at in lines.roles and at in (headline + 1, headline + 2)}
        found |= {at for at in below if at - 1 in lines.labels}
        found |= {at for at in region if at in lines.roles and at - 1 in found}
    return found | {at for at in region if at in lines.labels and at + 1 in found}


def _leads_to(crumb: Block, headline: Block) -> bool:
    """Is a line a trail through the site that ends in the headline?"""
    words = headline.words
    return len(words) >= 3 and len(crumb.words) > len(words) and crumb.words[-len(words) :] == words


def _below_head(blocks: Sequence[Block], path: Sequence[int], turns: Collection[int]) -> int | None:
    """Where the text starts on a page without long paragraphs: its first sentence, else below byline and date."""
    for at, block in enumerate(blocks):
        if path[at] == ARTICLE and block.size >= 6 and block.last in STOPS and at not in turns:
            return at
    dated = [at for at, block in enumerate(blocks[:10]) if not block.features.isdisjoint(("byline", "date"))]
    return dated[-1] + 1 if dated else None


def _is_byline(blocks: Sequence[Block], at: int, *, after: int | None) -> bool:
    block = blocks[at]
    if "byline" in block.features and block.size <= 20:
        return True
    return after is not None and at > after and block.linked >= 0.7 and is_name(block.text) and stands_alone(blocks, at)


def _is_dateline(block: Block) -> bool:
    return "date" in block.features and not block.cue and block.last != "." and block.role != "figcaption"


def _headline(
    blocks: Sequence[Block], path: Sequence[int], first: int, turns: Collection[int], lines: HeadLines
) -> int | None:
    """The block above the first paragraph that is most like a headline, if any is enough like one."""
    said = lines.signed | lines.dates | lines.labels
    story = {word[:5] for at, state in enumerate(path) if state == ARTICLE and at >= first for word in blocks[at].words}
    best, top = None, 2.0
    for at in range(first):
        block = blocks[at]
        if at < first - _REACH and block.role not in _TITLES:
            continue
        if at in turns or at in said or at in lines.roles or not _may_be_headline(block):
            continue
        if any(_leads_to(block, below) for below in blocks[at + 1 : at + 4]):
            continue
        if at == 0 and first > 1 and _is_genre(blocks[1], below=True):
            continue  # a letterhead
        between = sum(below.content_score > -2 for below in blocks[at + 1 : min(first, at + _REACH)])
        score = _looks(block, story) - between / 10 + _signed_below(lines, at) + (1 if at == 0 else 0)
        score += -1 if at in lines.names else 1 if at + 1 in lines.names else 0
        if score > (top if best is not None or path[at] != ARTICLE or block.size < 4 else _ENOUGH):
            best, top = at, max(score, top)
    return best if best is None else _above_standfirst(blocks, best, story, said | lines.names)


def _may_be_headline(block: Block) -> bool:
    if not 2 <= block.size <= 30 or "clock" in block.features or block.text.count("\n") > 1:
        return False  # lines on lines are a menu
    if is_genre(block.text):
        return False
    if block.heading and block.role in _TITLES and block.size >= 4:
        return True  # be it a link to its own page
    return block.linked < 0.4 and (block.content_score >= -2.4 or block.features <= _LIKE_HEADLINES)


def _looks(block: Block, story: Collection[str]) -> float:
    """How like a headline a line is by its form, and by how much of it the story takes up."""
    words = [word for word in block.words if len(word) > 3]
    score = 3 * sum(word[:5] in story for word in words) / len(words) if len(words) > 1 else 0.0
    score += 3 if block.heading else 0
    score += 1 if 4 <= block.size <= 20 else -0.5
    score += -2 if block.last in ".:," else 0.5
    score -= 1.5 if block.features & _LIKE_HEADLINES else 0
    return score + (_ONLY_TITLE if block.role == "title" and block.linked < 0.4 else 0)  # a link may be the site's name


def _signed_below(lines: HeadLines, at: int) -> float:
    """What the first byline or date in the next four lines weighs for a line's being the headline."""
    for n, below in enumerate(range(at + 1, at + 5)):
        if below in lines.signed or below in lines.labels:
            return _SIGNED_BELOW - n * _FARTHER
        if below in lines.dates:  # which stands above headlines too
            return _SIGNED_BELOW - 0.5 - n * _FARTHER
    return 0


def _above_standfirst(blocks: Sequence[Block], best: int, story: Collection[str], said: Collection[int]) -> int:
    """The shorter line above one that is like a headline, where it is like one too: the lower one is a standfirst."""
    for at in range(best - 1, max(-1, best - 4), -1):
        above = blocks[at]
        if above.size < 4 and not above.features:
            continue
        if (
            above.features
            or above.linked
            or not _may_be_headline(above)
            or at in said
            or blocks[best].heading
            or blocks[best].size < _SENTENCE
        ):
            return best
        words = {word[:5] for word in above.words if len(word) > 3}
        own = {word[:5] for word in blocks[best].words if len(word) > 3}
        taken_up = words & (own | set(story)) or _SENTENCES.search(blocks[best].text)
        return at if above.size < blocks[best].size and above.last not in ".:" and taken_up else best
    return best


def _standfirst(
    blocks: Sequence[Block], path: Sequence[int], headline: int | None, prose: Sequence[int], lines: HeadLines
) -> tuple[int | None, Span | None]:
    """The sentences between headline and article: parted from it by a byline, or said again in it."""
    if headline is None:
        return None, None
    for at in range(headline + 1, min(headline + 3, len(blocks) - 1)):
        block = blocks[at]
        if not 5 <= block.size <= _LONGEST or block.linked >= 0.4 or block.content_score <= -2.5:
            continue
        if at in lines.names or at in lines.signed or at in lines.dates:
            continue
        if block.role == "standfirst":
            return at, None
        parted = any(_heads_on(blocks, i, lines) for i in range(at + 1, min(at + 4, len(blocks))))
        below = next((i for i in range(at + 1, len(blocks)) if path[i] == ARTICLE), None)
        if below is None or path[at] == AFTER:
            continue
        if parted or (path[at] != ARTICLE and block.form_score >= 1) or (block.last.isalpha() and block.size >= 8):
            return at, None
    if prose and len(prose) > 2 and blocks[prose[0]].size <= _LONGEST:
        twin = find_rewording(blocks[prose[0]], [blocks[at] for at in prose[1:]])
        if twin:
            return prose[0], twin
    return None, None


def _heads_on(blocks: Sequence[Block], at: int, lines: HeadLines) -> bool:
    """Is a block a byline, a date, or an author's name alone?"""
    block = blocks[at]
    return (
        at in lines.signed
        or at in lines.names
        or at in lines.dates
        or _is_dateline(block)
        or (block.linked >= 0.7 and is_name(block.text) and stands_alone(blocks, at))
    )


def find_rewording(block: Block, others: Sequence[Block]) -> Span | None:
    """The sentence that says much the same as ``block``: it holds two thirds of its longer words, or more."""
    wanted = {word for word in block.words if len(word) > 3}
    if len(wanted) < 5:
        return None
    best, most = None, 2 / 3
    for other in others:
        if len(wanted.intersection(other.words)) < most * len(wanted):
            continue
        at = 0
        for end in [*(m.end() for m in SENTENCE_END.finditer(other.text)), len(other.text)]:
            sentence = other.text[at:end].rstrip()
            lowered = sentence.lower()
            share = sum(word in lowered for word in wanted) / len(wanted)
            if share >= most:
                best, most = Span(other.span.start + at, other.span.start + at + len(sentence)), share
            at = end
    return best
