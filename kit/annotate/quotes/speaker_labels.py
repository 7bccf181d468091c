"""Speech that is labelled: turns of a transcript, block quotes, headlines and names after a dash."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kit.annotate.quotes.attribution import moved
from kit.annotate.quotes.cues import load_cues
from kit.annotate.quotes.drafts import Draft
from kit.annotate.quotes.marks import Mark, scan_marks
from kit.annotate.quotes.set_apart import DASH, find_set_apart, led_up
from kit.annotation import Span
from kit.article import Article
from kit.lexicons.speakers import load_speakers
from kit.segment.blocks import stripped
from kit.segment.sentence_words import STARTERS
from kit.segment.turns import find_turns

__all__ = ["Labelled", "find_labels"]

_STAGE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")  # "(Laughter.)"
_QUESTIONS = frozenset(["Q", "A", "QUESTION", "ANSWER", "REPORTER", "Question", "Answer"])
_HEADLINE = re.compile(r"(?:[A-Z]+ [—–-] )?(?P<first>[^:]{2,}):\s+(?P<last>\S.*)")
_NAMED = re.compile(r"[A-Z][\w.’'-]*(?:\s(?:of|at|the|[A-Z][\w.’'-]*)){0,5}")
_NAMED_LINE = re.compile(r"[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,3}: ")  # two in a row are a list


class Labelled(NamedTuple):
    """What labels say: drafts, the marks inside labelled blocks, and the blocks that need no further reading."""

    drafts: list[Draft]
    marks: list[Mark]
    taken: frozenset[int]
    turns: dict[int, Span]  # block of a transcript: the words without the label


def find_labels(article: Article, blocks: Sequence[Span]) -> Labelled:
    """The turns of a transcript, block quotes, headline attributions and names after a dash."""
    text = article.text
    found: dict[int, tuple[Span, Draft]] = dict(_turns(text, blocks))
    turns = {at: words for at, (words, _) in found.items()}
    for at, draft in _block_quotes(article, blocks):
        found.setdefault(at, (blocks[at], draft))
    for at, draft in list(find_set_apart(text, blocks, found)):
        found.setdefault(at, (blocks[at], draft))
    listed = [at for at, block in enumerate(blocks[:3]) if _NAMED_LINE.match(text, *block)]
    for at, block in enumerate(blocks[:2]):
        if at not in found and len(listed) < 2 and (headline := _headline(text, block)):
            found[at] = block, headline
    marks = [m._replace(block=at) for at in turns for m in scan_marks(text, [turns[at]]) if m.state == "closed"]
    return Labelled([draft for _, draft in found.values()], marks, frozenset(found), turns)


def _turns(text: str, blocks: Sequence[Span]) -> Iterator[tuple[int, tuple[Span, Draft]]]:
    """The turns of a transcript by block: the words without the label, and the draft made of them."""
    who: Span | None = None
    number = 0
    for at, turn in sorted(find_turns([text[b.start : b.end] for b in blocks]).items()):
        block = words = blocks[at]
        if turn.opens:
            begin = text.index(turn.label, block.start)
            who, number = Span(begin, begin + len(turn.label)), number + 1
            words = stripped(text, block.start + turn.begins, block.end)
        if words.end <= words.start or _STAGE.fullmatch(text, *words):
            continue
        asked = turn.label in _QUESTIONS
        draft = Draft(
            *_bare(text, *words),
            "label" if turn.opens else "turn-goes-on",
            None if asked else who,
            who if asked else None,
            turn=number,
            how="The label names no one." if asked else "" if turn.opens else "The turn above goes on.",
        )
        yield at, (words, draft)


def _bare(text: str, start: int, end: int) -> Span:
    """A span without the marks at its edges, but for those that a quotation inside it opens or closes with."""
    start, end = stripped(text, start, max(start, end))
    closed = [m for m in scan_marks(text, [Span(start, end)]) if m.state == "closed"]
    whole = any(m[:2] == (start, end) for m in closed)
    if text[start : start + 1] in tuple('“”"') and (whole or all(m.start != start for m in closed)):
        start += 1
    if end > start and text[end - 1] in '“”"' and (whole or all(m.end != end for m in closed)):
        end -= 1
    return stripped(text, start, end)


def _block_quotes(article: Article, blocks: Sequence[Span]) -> Iterator[tuple[int, Draft]]:
    """What the page sets apart as a quotation, by block; a name after a dash under it signs it.

    Of quotations within quotations the outermost counts, which is read once, however deep they go.
    """
    text, starts, ends = article.text, [b.start for b in blocks], [b.end for b in blocks]
    notes = (note for note in article.annotations if note.layer == "markup" and note.label == "blockquote")
    read = 0  # blocks
    for note in sorted(notes, key=lambda note: (note.start, -note.end)):
        first, stop = bisect_right(ends, note.start), bisect_left(starts, note.end)
        if stop <= max(first, read):
            continue
        end, signer, cue, last = note.end, None, None, blocks[stop - 1]
        line = text.rfind("\n", *last) if stop - first < 2 else max(text.rfind("\n", *last), last.start)
        if line > 0 and (m := DASH.fullmatch(text, line, last.end)):
            end, signer = line, Span(*m.span("who"))
        elif m := DASH.match(text, note.end):
            signer = Span(*m.span("who"))
        elif first:
            signer, cue = led_up(text, blocks[first - 1])
        for i in range(max(first, read), stop):
            span = _bare(text, max(blocks[i].start, note.start), min(blocks[i].end, end))
            if span.end > span.start:
                yield i, Draft(*span, "block-quote", signer, cue)
        read = stop


def _headline(text: str, block: Span) -> Draft | None:
    """ "Tax cut will pass: minister", "‘We feel abandoned’: villagers speak out" and "Minister: tax cut will pass"."""
    line = text[block.start : block.end].partition("\n")[0].rstrip("; ")
    m = _HEADLINE.fullmatch(line) if len(line) <= 140 else None
    if m is None:
        return None
    first, last, words = m["first"], m["last"], m["last"].split()
    if len(words) <= 4 and _is_source(words[-1]) and not _stands(first):
        said, who = m.span("first"), m.span("last")
    elif first[0] in "‘'\"“" and first[-1] in "’'\"”" and not first.istitle():
        said, who = m.span("first"), (m.start("last"), m.start("last") + _head(last))
    elif _NAMED.fullmatch(first) and len(last) > 8 and not _stands(first):
        said, who = m.span("last"), m.span("first")
    else:
        return None
    return Draft(*moved(said, block.start), "headline", moved(who, block.start)) if who[1] > who[0] else None


def _head(words: str) -> int:
    """How many characters at the head of some words name who is spoken of: as far as a verb, a preposition or ’s."""
    end = 0
    for m in re.finditer(r"\S+", words):
        if m[0].lower() in load_cues().verbs or m[0].lower() in load_speakers().links:
            break
        if m[0].endswith(("’s", "'s")):
            return m.end() - 2
        end = m.end()
    return end


def _stands(words: str) -> bool:
    """Does it open with what stands before a colon and is nobody ("Update", "Opinion")?"""
    first = words.split()[0]
    return first in STARTERS or first.lower() in load_speakers().page | load_speakers().headline


def _is_source(word: str) -> bool:
    """May it be the last word of who speaks in a headline: an office, a body, a report, a crowd, "MPs", "UN"?"""
    lists, small = load_speakers(), word.lower()
    people = small in lists.offices | lists.groups | lists.crowds or small.capitalize() in lists.never_last
    return people or small in load_cues().sources or (word.isupper() and len(word) < 6)
