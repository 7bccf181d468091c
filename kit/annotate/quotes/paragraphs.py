"""Read an article's paragraphs for attributed speech: sentence by sentence, with a memory of who spoke last."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from kit.annotate.quotes.attribution import FAINT, Found
from kit.annotate.quotes.cues import load_cues
from kit.annotate.quotes.drafts import Draft
from kit.annotate.quotes.engines import find_attributions
from kit.annotate.quotes.kinds import kind_of
from kit.annotate.quotes.labels import DASH, Labelled
from kit.annotate.quotes.leftovers import beside
from kit.annotate.quotes.marks import Mark
from kit.annotate.quotes.skeleton import SIGNS, Skeleton, build_skeleton, grow, split_sentences, trim_signs
from kit.annotation import Span

__all__ = ["read_blocks"]

_WORD = re.compile(r"[a-z]+")
_DATELINE = re.compile(
    r"(?:\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?(?:\s[A-Z]{3,4})?[:\s–—-]+)(?=\S)|"
    r"[A-Z][A-Z.,’' -]{2,40}[a-zA-Z0-9., ]{0,24}(?:\([^)\n]{1,30}\)\s*)?\s(?:[—–-]|--)\s+"
)
_BY_MEMORY = frozenset(["goes-on", "alone", "reopened", "introduced"])  # what follows a quotation, not its cue
_ENDED_BY_CUE = frozenset(["content, X said", "content, said X", "passive"])  # the cue shows where it ends
_NO_ONE = frozenset(["nobody", "no one", "no-one", "none"])
_HALF_SAID = frozenset(["object", "words-in-marks"])
# Behind the last marks the writer goes on alone.
_AFTER_SAID = re.compile(r",\s(?!and\b|or\b|but\b)|\s(?:before|while|until)\b")
_AFTER_HALF_SAID = re.compile(r"[,;]\s|\s(?:[–—-]+\s|(?:before|while|until|when|after)\b)")
_ENDED_AT_COMMA = re.compile(
    r",[”\"’']+\s(?!(?:and|or|but that|because|to|as|an?|the|in|not|too|including|which|who|"
    r"(?:he|she|it|they) (?:is|was|had|would))\b)"
)
_VOICED = re.compile(r"\b(?:(?:chants|cries|shouts)(?= of\s$)|reading(?=,\s$))")  # by a crowd, by a sign
_SIGN = re.compile(f"[{SIGNS}]")
_SIGNATURE = re.compile(r"\n\s*([A-Z][\w.’'-]*?(?:,? (?:[A-Z][\w.’'-]*?|of|for|and|the|de|at|in)){1,9})\.?\s*$")
_PARTS = re.compile(r"[\w\n]")
_FIRST_PERSON = re.compile(r"(?:I|we|you|me|us)\b", re.I)


@dataclass(slots=True)
class _Sentence:
    block: int
    skeleton: Skeleton
    span: Span  # in the skeleton
    nested: bool
    near: list[Mark]  # the stretches in marks that it touches
    marked: list[tuple[Mark, Span]]  # other words in marks, and where they stand in the sentence
    found: list[Found] = field(default_factory=list)

    @property
    def words(self) -> str:
        return self.skeleton.text[self.span.start : self.span.end]


@dataclass(slots=True)
class _Memory:
    """Who spoke last, where, and whether more is to come."""

    speaker: Span | None = None
    cue: Span | None = None
    group: int = 0
    block: int = -2
    colon: bool = False
    groups: int = 0


def read_blocks(
    text: str, blocks: Sequence[Span], marks: Sequence[Mark], labelled: Labelled, parser: bool
) -> list[Draft]:
    """The attributed speech outside labelled turns, and what is reported inside them."""
    by_block: dict[int, list[Mark]] = {}
    for mark in marks:
        by_block.setdefault(mark.block, []).append(mark)
    sentences = list(_sentences(text, blocks, by_block, labelled))
    asked = [(s.words, [span for _, span in s.marked]) for s in sentences]
    for sentence, found in zip(sentences, find_attributions(asked, parser), strict=True):
        sentence.found = found
    drafts: list[Draft] = []
    memory = _Memory()
    for sentence in sentences:
        new = list(_read(text, blocks, sentence, memory))
        drafts += [d for d in new if not (sentence.nested and not _third_person(text, d))]
    return _joined(text, drafts)


def _third_person(text: str, draft: Draft) -> bool:
    return draft.speaker is not None and not _FIRST_PERSON.fullmatch(text[draft.speaker.start : draft.speaker.end])


@cache
def _cue_words() -> frozenset[str]:
    """The words of which one stands in every paragraph that has speech and no marks."""
    cues = load_cues()
    return cues.nouns.union(cues.verbs, ["according", "clear"])


def _sentences(
    text: str, blocks: Sequence[Span], by_block: dict[int, list[Mark]], labelled: Labelled
) -> Iterator[_Sentence]:
    """The sentences of those paragraphs that hold a cue or a mark."""
    wanted = _cue_words()
    for at, block in enumerate(blocks):
        span = labelled.turns.get(at, block)
        nested = at in labelled.turns
        if at in labelled.taken and not nested:
            continue
        marks = [] if nested else by_block.get(at, [])
        if not marks and wanted.isdisjoint(_WORD.findall(text[span.start : span.end].lower())):
            continue
        skeleton = build_skeleton(text, span, marks)
        starts, ends = [m.start for m in marks], [m.end for m in marks]
        for part in split_sentences(skeleton.text):
            if dateline := _DATELINE.match(skeleton.text, *part):
                part = Span(dateline.end(), part.end)
            here = skeleton.span(*part)
            near = marks[bisect_left(ends, here.start) : bisect_right(starts, here.end)]
            yield _Sentence(at, skeleton, part, nested, near, list(_marked(text, span, skeleton, part, near)))


def _marked(
    text: str, block: Span, skeleton: Skeleton, part: Span, marks: Sequence[Mark]
) -> Iterator[tuple[Mark, Span]]:
    """The words in marks that stand for no sentence of their own, and are neither a title nor a term."""
    at = skeleton.at
    for mark in marks:
        first = bisect_left(at, mark.inner.start, part.start, part.end)
        last = bisect_left(at, mark.inner.end, part.start, part.end)
        if first == last or any(i in skeleton.signs for i in range(first, last)):
            continue
        kind = kind_of(text, block, mark)
        if kind is None or kind.label not in ("title", "term"):
            yield mark, Span(first - part.start, last - part.start)


def _read(text: str, blocks: Sequence[Span], sentence: _Sentence, memory: _Memory) -> Iterator[Draft]:
    """The drafts of one sentence; what is remembered goes on to the next."""
    skeleton, base = sentence.skeleton, sentence.span.start
    done: set[int] = set()
    surest = -1
    for found in sentence.found:
        speaker, cue = (_out(skeleton, base, s) for s in (found.speaker, found.cue))
        if speaker and text[slice(*speaker)].lower() in _NO_ONE:
            continue
        if speaker is None and surest >= 0 and cue and text[slice(*cue)].endswith("ing"):
            speaker = memory.speaker  # "“It works,” said Roe, adding that …"
        if found.speaker and (sign := _SIGN.search(sentence.words, *found.speaker)):
            mark = skeleton.signs.get(base + sign.start())  # a parser took the quotation for who speaks
            by = beside(text, blocks[sentence.block], mark) if mark else None
            speaker = by.speaker if by else memory.speaker if memory.block == sentence.block else None
        if _spoken_of(sentence, cue, skeleton.span(base + found.content[-1].start, base + found.content[-1].end)):
            continue
        memory.groups += 1
        group = memory.groups if len(found.content) > 1 else 0
        for part in _opened(text, skeleton, base, found):
            span = grow(skeleton.span(base + part.start, base + part.end), sentence.near)
            span = trim_signs(text, span)
            span = _own_words(text, span, sentence.near, found.rule)
            if span.end > span.start and not _names_work(
                text, blocks[sentence.block], skeleton, base + part.start, part
            ):
                yield Draft(*span, found.rule, speaker, cue, group)
        here = {i for part in found.content for i in range(base + part.start, base + part.end)}
        done |= here
        sure = 2 * (not here.isdisjoint(skeleton.signs)) + (found.rule not in FAINT)
        if speaker and sure >= surest:  # who goes on is whoever was quoted, rather than whoever they mention
            surest, memory.speaker, memory.cue, memory.group = sure, speaker, cue, memory.groups
            memory.block = sentence.block
    yield from _left_over(text, blocks, sentence, memory, done)
    memory.colon = sentence.words.rstrip().endswith(":")


def _spoken_of(sentence: _Sentence, cue: Span | None, content: Span) -> bool:
    """Does a cue stand among words in marks that the sentence speaks of ("The word “said” is short")?"""
    return cue is not None and any(m.inner.start <= cue.start < m.inner.end < content.end for m in sentence.near)


def _opened(text: str, skeleton: Skeleton, base: int, found: Found) -> Sequence[Span]:
    """The parts of what is said, without a beginning outside the marks where the words in marks begin a sentence."""
    if found.rule != "X said, quotation" or base + found.content[0].start in skeleton.signs:
        return found.content
    mark = skeleton.signs.get(base + found.content[1].start) if len(found.content) > 1 else None
    return found.content[1:] if mark and text[mark.inner.start].isupper() else found.content


def _names_work(text: str, block: Span, skeleton: Skeleton, at: int, part: Span) -> bool:
    """Is what a cue seems to introduce the name of a work ("said in his book, “The Deal”")?"""
    mark = skeleton.signs.get(at)
    if mark is None or part.end - part.start > 1:
        return False
    kind = kind_of(text, block, mark)
    return kind is not None and kind.rule == "named-work"


def _own_words(text: str, span: Span, marks: Sequence[Mark], rule: str) -> Span:
    """What is reported, as far as its last marks where the writer goes on alone after them."""
    inside = [m for m in marks if span.start <= m.start < span.end]
    if rule in _ENDED_BY_CUE or not inside or inside[-1].end >= span.end:
        return span
    end = inside[-1].end
    if _ENDED_AT_COMMA.match(text, inside[-1].inner.end - 1):
        return Span(span.start, end)
    goes_on = (_AFTER_HALF_SAID if rule in _HALF_SAID else _AFTER_SAID).search(text, end, span.end)
    return Span(span.start, goes_on.start()) if goes_on else span


def _left_over(
    text: str, blocks: Sequence[Span], sentence: _Sentence, memory: _Memory, done: set[int]
) -> Iterator[Draft]:
    """What stands in marks and no cue of its own sentence has claimed."""
    skeleton = sentence.skeleton
    block = blocks[sentence.block]
    for sign in _SIGN.finditer(skeleton.text, *sentence.span):
        mark = skeleton.signs.get(sign.start())  # none, where the text has such a character of its own
        if mark is None or sign.start() in done:
            continue
        if signed := _SIGNATURE.search(text, *mark.inner):
            yield Draft(*trim_signs(text, Span(mark.inner.start, signed.start())), "signed", Span(*signed.span(1)))
        elif dashed := DASH.match(text, mark.end):
            yield Draft(*trim_signs(text, mark.inner), "dash", Span(*dashed.span("who")))
        elif by := beside(text, block, mark):
            memory.speaker, memory.cue, memory.block = by.speaker, by.cue, sentence.block
            yield Draft(*trim_signs(text, mark.inner), by.rule, by.speaker, by.cue)
        elif voiced := _VOICED.search(text, max(block.start, mark.start - 10), mark.start):
            yield Draft(*trim_signs(text, mark.inner), "noun", None, Span(*voiced.span()))
        elif _is_speech(text, block, mark, memory, sentence.block):
            rule = _why_speech(text, block, mark, memory)
            named = rule != "unnamed"
            yield Draft(
                *trim_signs(text, mark.inner),
                rule,
                memory.speaker if named else None,
                memory.cue if named else None,
                memory.group if named else 0,
            )
            if named:
                memory.block = sentence.block
    for mark, inside in sentence.marked:
        here = {*range(sentence.span.start + inside.start, sentence.span.start + inside.end)}
        if not here & done and kind_of(text, block, mark) is None:
            yield Draft(*trim_signs(text, mark.inner), "unnamed")


def _is_speech(text: str, block: Span, mark: Mark, memory: _Memory, at: int) -> bool:
    if mark.follows or memory.colon or memory.block == at:
        return True
    return kind_of(text, block, mark) is None


def _why_speech(text: str, block: Span, mark: Mark, memory: _Memory) -> str:
    at = mark.block
    if memory.speaker is None:
        return "unnamed"
    if mark.follows:
        return "reopened"
    if memory.colon:
        return "introduced"
    if memory.block == at:
        return "goes-on"
    others = text[mark.inner.end - 1] == "," and mark.end < block.end  # "“It is late,” comes a voice"
    return "alone" if at - memory.block <= 2 and not others else "unnamed"


def _out(skeleton: Skeleton, base: int, span: Span | None) -> Span | None:
    return skeleton.span(base + span.start, base + span.end) if span else None


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
    return same and first.end <= second.start and not _PARTS.search(text, first.end, second.start)
