"""Where on the page the article runs: the best path of the blocks through before, article, island and after."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from kit.segment.zones.cue_phrases import WITHIN
from kit.segment.zones.features import Block

__all__ = ["AFTER", "ARTICLE", "BEFORE", "ISLAND", "BlockScores", "best_path", "is_prose", "score_blocks"]

BEFORE, ARTICLE, ISLAND, AFTER = range(4)

# What a change of state costs, in the unit of the features' weights (Feature).
LEAVE = 2.0  # an island of furniture opens within it: rarer than a short line of the article's own
RETURN = 1.0  # and ends
END = 1.0  # the article ends
NO_ARTICLE = 4.0  # a page is expected to hold an article

# On a page where fewer blocks than this share show evidence of furniture, form alone speaks against no line: short
# lines are then a poem or a list. From there on it speaks the louder, the more furniture the page shows.
SPARSE = 0.25

IN_SECTION = 8.0  # for a block among teasers or readers' comments, which may be as long as any paragraph

PROSE = 3.0  # form and evidence of a good sentence

_HEAD = frozenset(["byline", "date", "clock", "credit", "tag"])  # evidence that articles bear themselves
_NEVER = float("-inf")


class BlockScores(NamedTuple):
    """What one block weighs within the article and around it.

    ``close`` is what it costs to take the block for an island: what stands below an article closes it.
    """

    inner: float
    outer: float
    close: float = 0.0


def score_blocks(
    blocks: Sequence[Block], turns: Collection[int], bios: Collection[int], sections: Collection[int]
) -> list[BlockScores]:
    """The weights of the blocks in their company.

    Within an article a short line without a full stop is nothing odd, so that form alone never makes an island; and
    a run of such lines below a paragraph is a list. A line between two pieces of furniture is likely a third.
    """
    lists = _list_items(blocks)
    pointing = [_points(block) for block in blocks]
    last = len(blocks) - 1
    spoken = sum(block.content_score <= -2 and not block.features <= _HEAD for block in blocks) / max(1, len(blocks))
    plain = max(0.0, spoken - SPARSE)
    out = []
    for at, block in enumerate(blocks):
        form, proof = block.form_score, block.content_score
        if block.linked < 0.1 and not block.features:
            form -= block.form_penalty * (1 - plain)
        if at in lists:
            form += 1
        if at in turns:
            proof += 4
        if at in bios:
            proof -= 6
        if at in sections:
            proof -= IN_SECTION
        if 0 < at < last and pointing[at - 1] and pointing[at + 1] and block.size < 40:
            proof -= 2
        out.append(BlockScores(max(form, 0) + proof, form + proof, _close(block, at in bios)))
    return out


def is_prose(block: Block) -> bool:
    """Is a block a paragraph, by its form and its words?"""
    return block.form_score + block.content_score >= PROSE


def _points(block: Block) -> bool:
    """Does a block lead to other pages, by its links or in so many words?"""
    return block.linked >= 0.4 or (block.cue is not None and block.cue.label in ("related", "comment"))


def _close(block: Block, bio: bool) -> float:
    """What stands below articles: a reply form or comments most surely, the author's note and "more from" rather."""
    cue = block.cue
    if cue and cue.closing:
        return 12 if cue.label == "comment" else 8
    if cue and cue.place != WITHIN and cue.label in ("comment", "copyright"):
        return 3
    return 2 if bio else 0


def _list_items(blocks: Sequence[Block]) -> set[int]:
    """The lines of lists and tables: four or more in a row that follow a paragraph, or ten anywhere.

    Menus are lists too, but of links; so on a page that has kept no links a list is no sign of the article.
    """
    links = sum(block.linked >= 0.7 for block in blocks)
    if links < max(4, len(blocks) / 10):
        return set()
    out: set[int] = set()
    run: list[int] = []
    prose = False
    for at, block in enumerate(blocks):
        if block.size <= 12 and block.linked < 0.1 and not block.features:
            run.append(at)
            continue
        if len(run) >= (4 if prose else 10):
            out.update(run)
        run = []
        prose = prose or is_prose(block)
    if len(run) >= (4 if prose else 10):
        out.update(run)
    return out


def best_path(weights: Sequence[BlockScores]) -> list[int]:
    """The likeliest state of each block, by dynamic programming over the whole page (Viterbi 1967); linear in time.

    >>> long, link = BlockScores(4, 4), BlockScores(-5, -5)
    >>> best_path([link, long, link, long, long, link]) == [BEFORE, ARTICLE, ISLAND, ARTICLE, ARTICLE, AFTER]
    True
    """
    if not weights:
        return []
    inner, outer, _ = weights[0]
    before, article, island, after = -outer, inner, _NEVER, _NEVER
    steps: list[tuple[int, int, int]] = []
    for inner, outer, close in weights[1:]:
        # Of equal paths, the one that leaves more to the article: it is tried first.
        to_article, from_article = article, ARTICLE
        if island - RETURN > to_article:
            to_article, from_article = island - RETURN, ISLAND
        if before > to_article:
            to_article, from_article = before, BEFORE
        to_island, from_island = (article - LEAVE, ARTICLE) if article - LEAVE >= island else (island, ISLAND)
        to_after, from_after = (article - END, ARTICLE) if article - END >= after else (after, AFTER)
        if island - END > to_after:
            to_after, from_after = island - END, ISLAND
        steps.append((from_article, from_island, from_after))
        before, article, island, after = (
            before - outer,
            to_article + inner,
            to_island - inner - close,
            to_after - outer,
        )
    ends = {ARTICLE: article, AFTER: after, ISLAND: island, BEFORE: before - NO_ARTICLE}
    state = max(ends, key=ends.__getitem__)
    path = [state]
    for step in reversed(steps):
        state = BEFORE if state == BEFORE else step[state - 1]
        path.append(state)
    return path[::-1]
