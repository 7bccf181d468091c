"""Speech that is labelled: turns of a transcript, block quotes, headlines and names after a dash."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kit.annotate.quotes.drafts import Draft
from kit.annotate.quotes.marks import Mark, scan_marks
from kit.annotation import Span
from kit.article import Article
from kit.segment.blocks import stripped
from kit.segment.turns import find_turns

__all__ = ["DASH", "Labelled", "find_labels"]

_LABELLED = re.compile("[:Q—–]")  # what every label has
_AFTER_LABEL = re.compile(r"(?:\s\([^()\n]{2,40}\)(?=:))?\s*[.:—–]?\s*")
_STAGE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")  # "(Laughter.)"
_QUESTION = re.compile(r"Q(?:uestion)?|A(?:nswer)?|QUESTION|ANSWER|REPORTER")
_AFTER_COLON = re.compile(
    r"(?P<said>[^:\n]{12,}):\s+(?P<who>(?:[a-z][\w’'-]*|[A-Z][\w.’'-]*|[A-Z]{2,})(?:\s[\w.’'-]+){0,3})\s*"
)
_BEFORE_COLON = re.compile(
    r"(?:[A-Z]+ [—–-] )?"
    r"(?P<who>(?:[A-Z][\w.’'-]*|[A-Z]{2,})(?:\s(?:of|at|the|[A-Z][\w.’'-]*)){0,5}):\s+(?P<said>[‘'\"“]?[\w$].{8,})"
)
_IN_MARKS = re.compile(
    r"(?P<said>[‘'\"“]\w[^‘\"“]{8,}[’'\"”]):\s+(?P<who>[\w’' .-]+?)"
    r"(?=[’']s (?:terror|horror|fury|anger|agony|pain|heartbreak|grief|joy|shock|regret|plea|warning|vow|message)\b|"
    r"\s(?:speaks?|says?|tells?|slams?|hits?|warns?|urges?|reveals?|calls?|on|after|as|over|in|at)\b|$)"
)
_SOURCES = re.compile(
    r"(?:minister|president|police|officials?|report|study|poll|experts?|analysts?|sources?|lawyers?|judge|court|"
    r"government|mayor|governor|senator|union|doctors?|scientists?|researchers?|survey|spokes\w+|agency|ministry|chief|"
    r"prosecutors?|un|eu|us|uk|who|fbi|cia|nato|pm|mp)s?",
    re.I,
)
_STANDING = re.compile(
    r"(?:update|updated|breaking|exclusive|video|watch|live|opinion|analysis|review|photos?|interview|"
    r"byline|dateline|source|credit|topics?|tags?|"
    r"fact check|q&a|corrections?|editorial|how|why|what|the|first on|election|campaign|transcript|explained|explainer|"
    r"claim|verdict|from|to|subject|podcast|profile|obituary|recap|quiz|letters?|newsletter|listen|factbox|timeline|"
    r"recipe|guide|in pictures)\b.*",
    re.I,
)
_LEADS_UP = re.compile(  # "The poet Wyn Roe wrote of it:", and then the words
    r"\b(?P<who>[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){0,4}|[Hh]e|[Ss]he|[Tt]hey|"
    r"(?:[Tt]he|[Hh]is|[Hh]er|[Oo]ne|[Aa]n?)(?:\s[a-z’'-]+){1,4}?)\s"
    r"(?P<cue>wrote|writes|said|says|recalled|recalls|explained|explains|added|adds|replied|replies|reads)\b"
    r"[^.!?\n:]{0,60}:\s*"
)
DASH = re.compile(r"\s{0,3}(?:—|–|--|-)\s?(?P<who>[A-Z][\w.’'-]*(?: [\w.’'-]+){0,4}(?:, [^\n]{1,80})?)\s*(?:\n|$)")


class Labelled(NamedTuple):
    """What labels say: drafts, the marks inside labelled blocks, and the blocks that need no further reading."""

    drafts: list[Draft]
    marks: list[Mark]
    taken: frozenset[int]
    turns: dict[int, Span]  # block of a transcript: the words without the label


def find_labels(article: Article, blocks: Sequence[Span]) -> Labelled:
    """The turns of a transcript, block quotes, headline attributions and names after a dash."""
    text = article.text
    drafts: list[Draft] = []
    marks: list[Mark] = []
    turns: dict[int, Span] = {}
    found = find_turns([text[b.start : b.end] for b in blocks]) if _LABELLED.search(text) else {}
    who: Span | None = None
    number = 0
    for at in sorted(found):
        block = blocks[at]
        words = block
        if found[at].opens:
            begin = text.index(found[at].label, block.start)
            who, number = Span(begin, begin + len(found[at].label)), number + 1
            words = Span(_AFTER_LABEL.match(text, who.end, block.end).end(), block.end)  # type: ignore[union-attr]
        if words.end <= words.start or _STAGE.fullmatch(text, *words):
            continue
        turns[at] = words
        asked = who is not None and _QUESTION.fullmatch(text[who.start : who.end]) is not None
        drafts.append(
            Draft(
                *_bare(text, words),
                "label" if found[at].opens else "turn-goes-on",
                None if asked else who,
                who if asked else None,
                turn=number,
                how="The label names no one." if asked else "" if found[at].opens else "The turn above goes on.",
            )
        )
        marks += [m._replace(block=at) for m in scan_marks(text, [words]) if m.state == "closed"]
    drafts += _block_quotes(article, blocks, turns)
    taken = {at for at, b in enumerate(blocks) if any(d.start < b.end and b.start < d.end for d in drafts)}
    for at in range(min(2, len(blocks))):
        drafts += () if at in taken else _headline(text, blocks[at])
    taken |= {at for at, b in enumerate(blocks[:2]) if any(d.start < b.end and b.start < d.end for d in drafts)}
    return Labelled(drafts, marks, frozenset(taken), turns)


def _bare(text: str, span: Span) -> Span:
    """A span without the marks at its edges, but for those that a quotation inside it opens or closes with."""
    start, end = stripped(text, *span)
    closed = [m for m in scan_marks(text, [Span(start, end)]) if m.state == "closed"]
    whole = any(m[:2] == (start, end) for m in closed)
    if text[start : start + 1] in tuple('“”"') and (whole or all(m.start != start for m in closed)):
        start += 1
    if end > start and text[end - 1] in '“”"' and (whole or all(m.end != end for m in closed)):
        end -= 1
    return stripped(text, start, end)


def _block_quotes(article: Article, blocks: Sequence[Span], turns: dict[int, Span]) -> Iterator[Draft]:
    """What the page sets apart as a quotation; a name after a dash under it signs it."""
    starts = [b.start for b in blocks]
    for note in article.annotations:
        if note.layer != "markup" or note.label != "blockquote":
            continue
        first = max(0, bisect_right(starts, note.start) - 1)
        inside = [(i, b) for i, b in enumerate(blocks[first:], first) if b.start < note.end and note.start < b.end]
        text, signer, cue = article.text, None, None
        last = inside[-1][1] if inside else Span(note.end, note.end)
        line = text.rfind("\n", *last)
        if len(inside) > 1 and (m := DASH.fullmatch(text, *last)):
            signer = Span(*m.span("who"))
            inside.pop()
        elif line > 0 and (m := DASH.fullmatch(text, line, last.end)):
            signer = Span(*m.span("who"))
            inside[-1] = (inside[-1][0], Span(last.start, line))
        elif m := DASH.match(text, note.end):
            signer = Span(*m.span("who"))
        elif first and (m := _led_up(text, blocks[first - 1])):
            signer, cue = Span(*m.span("who")), Span(*m.span("cue"))
        for i, b in inside:
            if i not in turns:
                span = _bare(text, Span(max(b.start, note.start), min(b.end, note.end)))
                if span.end > span.start:
                    yield Draft(*span, "block-quote", signer, cue)


def _led_up(text: str, block: Span) -> re.Match[str] | None:
    """The name and the cue of a sentence that ends a block with a colon."""
    start = max(block.start, block.end - 160)
    found = (_LEADS_UP.fullmatch(text, m.start(), block.end) for m in re.finditer(r"\b(?=\w)", text[start : block.end]))
    return next((m for m in found if m), None)


def _headline(text: str, block: Span) -> Iterator[Draft]:
    """ "Tax cut will pass: minister", "‘We feel abandoned’: villagers speak out" and "Minister: tax cut will pass"."""
    line = text[block.start : block.end].partition("\n")[0].rstrip("; ")
    if len(line) > 140 or (line[-1:] in ".:" and ":" not in line[:-1]):
        return
    m = _AFTER_COLON.fullmatch(line)
    if not m or not _SOURCES.fullmatch(m["who"].split()[-1]):
        m = _IN_MARKS.match(line) or _BEFORE_COLON.fullmatch(line)
    if m and not _STANDING.fullmatch(m["who"]):
        yield Draft(*_shift(block, m.span("said")), "headline", _shift(block, m.span("who")))


def _shift(block: Span, span: tuple[int, int]) -> Span:
    return Span(block.start + span[0], block.start + span[1])
