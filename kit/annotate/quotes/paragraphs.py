"""Read an article's paragraphs for attributed speech: sentence by sentence, with a memory of who spoke last."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from kit.annotate.quotes.attribution import FAINT, Found
from kit.annotate.quotes.drafts import Draft
from kit.annotate.quotes.engines import find_attributions
from kit.annotate.quotes.kinds import names_person
from kit.annotate.quotes.leftovers import Memory, beside, read_leftovers
from kit.annotate.quotes.marks import Mark, touched
from kit.annotate.quotes.sentences import Sentence, find_candidates
from kit.annotate.quotes.skeleton import SIGN, grow, trim_signs
from kit.annotate.quotes.speaker_labels import Labelled
from kit.annotate.quotes.unsaid import declines, says_nobody
from kit.annotation import Span

__all__ = ["read_blocks"]

_BY_MEMORY = frozenset(["goes-on", "alone", "reopened", "introduced"])  # what follows a quotation, not its cue
_ENDED_BY_CUE = frozenset(["content, X said", "content, said X", "passive"])  # the cue shows where it ends
_PLEASE = re.compile(r"please\b", re.I)  # "Please note that …"
_FIRST_PERSON = frozenset(["i", "we", "you", "me", "us"])
_HALF_SAID = frozenset(["object", "words-in-marks"])
# Behind the last marks the writer goes on alone.
_ALONE = re.compile(
    r",[”\"’']+\s(?!(?:and|or|but|because|to|as|an?|the|in|not|too|including|which|who|(?:he|she|it) (?:is|was))\b)|"
    r",\s(?!and\b|or\b|but\b)|\s(?:before|while|until)\b"
)
_HALF_ALONE = re.compile(r"[,;]\s|\s(?:[–—-]+\s|(?:before|while|until|when|after)\b)")


def read_blocks(
    text: str, blocks: Sequence[Span], marks: Sequence[Mark], labelled: Labelled, parser: bool
) -> list[Draft]:
    """The attributed speech outside labelled turns, and what is reported inside them."""
    by_block: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        by_block[mark.block].append(mark)
    sentences = list(find_candidates(text, blocks, by_block, labelled))
    asked = [(s.words, [span for _, span in s.marked]) for s in sentences]
    drafts: list[Draft] = []
    memory = Memory()
    for sentence, found in zip(sentences, find_attributions(asked, parser), strict=True):
        new = list(_read(text, blocks[sentence.block], sentence, found, memory))
        drafts += [d for d in new if not (sentence.nested and not _third_person(text, d))]
    return _joined(text, drafts)


def _third_person(text: str, draft: Draft) -> bool:
    return draft.speaker is not None and text[slice(*draft.speaker)].lower() not in _FIRST_PERSON


def _read(text: str, block: Span, sentence: Sentence, found: Sequence[Found], memory: Memory) -> Iterator[Draft]:
    """The drafts of one sentence; what is remembered goes on to the next."""
    base = sentence.span.start
    read: list[Found] = []
    surest = -1
    for f in found:
        cue = sentence.out(f.cue) if f.cue else None
        speaker = _speaker(text, block, sentence, f, memory)
        if speaker is None and surest >= 0 and cue and text[slice(*cue)].endswith("ing"):
            speaker = memory.speaker  # "“It works,” said Roe, adding that …"
        nobody = speaker is not None and says_nobody(text[slice(*speaker)])
        if speaker and _PLEASE.match(text, *speaker):
            continue
        if (f.rule in _HALF_SAID or f.rule == "passive") and _names_only(text, block, sentence, f):
            continue
        if cue and not sentence.near and (nobody or declines(text, block, cue)):
            continue
        if cue and any(
            m.inner.start <= cue.start < m.inner.end < sentence.out(f.content[-1]).end
            for m in touched(sentence.near, cue.start, cue.start + 1)
        ):
            continue  # among words in marks that the sentence speaks of ("The word “said” is short")
        memory.groups += 1
        for part in _opened(text, sentence, f):
            span = trim_signs(text, grow(sentence.out(part), sentence.near))
            span = _own_words(text, span, sentence.near, f.rule)
            if span.end > span.start:
                yield Draft(*span, f.rule, speaker, cue, memory.groups if len(f.content) > 1 else 0)
        read.append(f)
        signs = (sign.start() for part in f.content for sign in SIGN.finditer(sentence.words, *part))
        quotes = any(base + at in sentence.skeleton.signs for at in signs)
        sure = 2 * quotes + (f.rule not in FAINT)
        if (
            speaker and not nobody and sure >= surest
        ):  # who goes on is whoever was quoted, rather than whoever they mention
            surest, memory.speaker, memory.cue, memory.group = sure, speaker, cue, memory.groups
            memory.block = sentence.block
    if sentence.near:
        yield from read_leftovers(text, block, sentence, memory, read)
    memory.colon = sentence.words.rstrip().endswith(":")


def _speaker(text: str, block: Span, sentence: Sentence, found: Found, memory: Memory) -> Span | None:
    """Who speaks in the article's text; where a parser took a quotation for who speaks, by the words beside it."""
    if found.speaker is None:
        return None
    sign = SIGN.search(sentence.words, *found.speaker)
    if sign is None:
        return sentence.out(found.speaker)
    mark = sentence.skeleton.signs.get(sentence.span.start + sign.start())
    by = beside(text, block, mark) if mark else None
    return by.speaker if by else memory.speaker if memory.block == sentence.block else None


def _names_only(text: str, block: Span, sentence: Sentence, found: Found) -> bool:
    """Is all that a cue says what somebody is called ("whom friends call “Sticks”", "called him “Sticks”")?"""
    said = Span(sentence.out(found.content[0]).start, sentence.out(found.content[-1]).end)
    near = touched(sentence.near, *said)
    marks = [m for m in near if said.start < m.inner.end and m.inner.start < said.end]
    others = text[said.start : marks[0].start].split() if marks else []
    return bool(marks) and len(others) < 2 and all(names_person(text, block, m) for m in marks)


def _opened(text: str, sentence: Sentence, found: Found) -> Sequence[Span]:
    """The parts of what is said, without a beginning outside the marks where the words in marks begin a sentence."""
    signs, base = sentence.skeleton.signs, sentence.span.start
    if found.rule != "X said, quotation" or base + found.content[0].start in signs or len(found.content) < 2:
        return found.content
    mark = signs.get(base + found.content[1].start)
    return found.content[1:] if mark and text[mark.inner.start].isupper() else found.content


def _own_words(text: str, span: Span, marks: Sequence[Mark], rule: str) -> Span:
    """What is reported, as far as its last marks where the writer goes on alone after them."""
    inside = [m for m in touched(marks, *span) if span.start <= m.start]
    if rule in _ENDED_BY_CUE or not inside or inside[-1].end >= span.end:
        return span
    end = inside[-1].end
    goes_on = _ALONE.search(text, inside[-1].inner.end - 1, span.end)
    if rule in _HALF_SAID:
        goes_on = _HALF_ALONE.search(text, end, span.end) or goes_on
    return Span(span.start, max(end, goes_on.start())) if goes_on else span


def _joined(text: str, drafts: Iterable[Draft]) -> list[Draft]:
    """The drafts once each, one for what a single cue introduces in one breath ("She said it works: “It runs.”")."""
    out: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (d.start, -d.end)):
        last = out[-1] if out else None
        if draft.end <= draft.start or (last and (last.start, last.end) == (draft.start, draft.end)):
            continue
        if last and _one_breath(text, last, draft):
            last.end = draft.end
        else:
            out.append(draft)
    return out


def _one_breath(text: str, first: Draft, second: Draft) -> bool:
    """Does one cue introduce two stretches, with nothing but marks between them?"""
    same = second.cue is not None and second.cue == first.cue and second.rule not in _BY_MEMORY
    return (
        same and first.end <= second.start and not any(c.isalnum() or c == "\n" for c in text[first.end : second.start])
    )
