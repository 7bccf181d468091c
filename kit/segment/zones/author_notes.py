"""The authors that a page names, and the notes that say who they are."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from kit.lexicons.dates import DATE
from kit.segment.zones.decoding import PROSE
from kit.segment.zones.features import Block, is_name
from kit.segment.zones.head_lines import authors_in, is_when
from kit.segment.zones.patterns import AUTHOR_VERB, BY, NAMED, PRESENT, WRITERS

__all__ = ["find_authors", "find_bios", "stands_alone"]

_OF_SENDER = re.compile(r"About (?:us|(?:the )?[A-Z][\w’'&. -]{2,50}):\s")  # below a press release
_BETWEEN_NAMES = re.compile(r"\s*(?:,|&|\band\b|[|–—·/]| - )\s*")


def find_authors(blocks: Sequence[Block]) -> set[str]:
    """The names in bylines, and any name that stands alone as a link above the first long paragraph."""
    authors: set[str] = set()
    long = [at for at, b in enumerate(blocks) if b.form_score >= 4 and not b.features]
    first = long[1] if len(long) > 1 else len(blocks)
    for at, block in enumerate(blocks):
        if block.size > 12:
            continue
        if "byline" in block.features:
            words = " ".join(DATE.split(BY.sub("", block.text))[0].split())  # so that no long white space is searched
            authors.update(filter(is_name, map(str.strip, _BETWEEN_NAMES.split(words))))
        elif at < first and block.linked >= 0.7 and is_name(block.text) and stands_alone(blocks, at):
            authors.add(block.text)
        elif at < first and block.linked < 0.7:
            who, said = authors_in(block.text)
            if said or (who and _is_dated(blocks, at)):
                authors.update(who)
    return authors


def _is_dated(blocks: Sequence[Block], at: int) -> bool:
    """Does a date stand within two lines below?"""
    return any("date" in b.features or is_when(b.text) for b in blocks[at + 1 : at + 3] if b.size <= 16)


def stands_alone(blocks: Sequence[Block], at: int) -> bool:
    """Is a link no part of a menu, which is a row of links?"""
    beside = [*blocks[max(0, at - 1) : at], *blocks[at + 1 : at + 2]]
    return not any(b.linked >= 0.7 for b in beside) and not blocks[at].cue


def find_bios(blocks: Sequence[Block], authors: Collection[str]) -> dict[int, int | None]:
    """Notes on the author, each with another that opens alike, if there is one.

    "Ana Ruiz is …" is a note where the name is in the byline; at the end of an article also where the trade is a
    writer's.
    """
    out: list[int] = []
    prose = 0
    for at, block in enumerate(blocks):
        if not 5 <= block.size <= 150:
            prose += block.form_score >= PROSE
            continue
        text = block.text
        if prose >= 2 and _OF_SENDER.match(text):
            out.append(at)
        elif prose >= 2 and at and _heads_note(blocks[at - 1].text, text):
            out += [at - 1, at]
        elif name := _author_named(text, authors):
            if AUTHOR_VERB.match(text, len(name) + 1) or (prose >= 2 and PRESENT.match(text, len(name) + 1)):
                out.append(at)
        elif prose >= 2 and not WRITERS.isdisjoint(block.words[:20]) and NAMED.match(text):
            following = blocks[at + 1] if at + 1 < len(blocks) else None
            if following is None or following.content_score <= -2.5 or (at + 2 < len(blocks) and following.size < 6):
                out.append(at)
        prose += block.form_score >= PROSE
    alike: dict[tuple[str, ...], list[int]] = {}
    for at in out:
        alike.setdefault(tuple(blocks[at].words[:8]), []).append(at)
    return {at: next((i for i in alike[tuple(blocks[at].words[:8])][:2] if i != at), None) for at in out}


def _heads_note(heading: str, text: str) -> bool:
    """Is it "About NAME", above a note that opens with the name: who sends a press release says so of itself?"""
    name = heading.removeprefix("About ")
    return name != heading and len(name) < 60 and text.startswith(name)


def _author_named(text: str, authors: Collection[str]) -> str | None:
    """The author whose name opens a text."""
    words = text[:100].split(" ")
    return next((name for n in (2, 3, 4) if (name := " ".join(words[:n])) in authors), None) if authors else None
