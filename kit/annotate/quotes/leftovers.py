"""What stands in marks and no cue of its sentence has claimed: who speaks, by the words beside it or by memory."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kit.annotate.quotes.attribution import Found, moved, stretches
from kit.annotate.quotes.drafts import Draft
from kit.annotate.quotes.kinds import kind_of
from kit.annotate.quotes.marks import Mark
from kit.annotate.quotes.sentences import Sentence
from kit.annotate.quotes.set_apart import DASH
from kit.annotate.quotes.skeleton import SIGN, VOICED, is_like, split_sentences, trim_signs
from kit.annotate.quotes.subjects import subject_after
from kit.annotate.quotes.tagging import tag
from kit.annotation import Span
from kit.spans import touching

__all__ = ["Beside", "Memory", "beside", "read_leftovers"]

_SIGNATURE = re.compile(r"\n\s*([A-Z][\w.’'-]*?(?:,? (?:[A-Z][\w.’'-]*?|of|for|and|the|de|at|in)){1,9})\.?\s*$")
# Over classes: see `tagging`. “Her coach: “It holds.””; “Ruiz waves this away: “It holds.””
_LEADS_UP = re.compile(r"(?P<who>N(?:\.?N){0,3}|d[wvg]{1,2}(?=:))(?:\([^()]*\))?(?:[wvVEga][^.;:]{0,12})?:$")
_NAME_VERB = re.compile(r"(?P<who>N(?:\.?N){0,3}|p)(?P<cue>[wvVE])(?=[.,;:aiCct]|$)")  # “It is bacon,” Roe confides.
_AROUND = 160  # characters before and behind a quotation


class Beside(NamedTuple):
    """The rule by which words beside a quotation name its speaker, who that is, and the cue."""

    rule: str
    speaker: Span
    cue: Span | None


@dataclass(slots=True)
class Memory:
    """Who spoke last, where, and whether more is to come."""

    speaker: Span | None = None
    cue: Span | None = None
    group: int = 0
    block: int = -2
    colon: bool = False
    groups: int = 0
    unnamed: int = -1  # where the last words in marks begin that nobody says


def beside(text: str, block: Span, mark: Mark) -> Beside | None:
    """Who speaks by a name before a colon, by "was like", or by a verb of any kind and a name behind the marks.

    >>> text = "“Out!” stormed Ana Ruiz."
    >>> found = beside(text, Span(0, len(text)), Mark(0, 6, Span(1, 5), "double", "closed", 0))
    >>> text[slice(*found.speaker)]
    'Ana Ruiz'
    """
    lead = text[max(block.start, mark.start - _AROUND) : mark.start].replace("\n", " ")
    if lead.rstrip().endswith(":"):
        tagged = tag(lead[split_sentences(lead)[-1].start :])
        if m := _LEADS_UP.match(tagged.classes):
            return Beside("introduced", moved(tagged.span(*m.span("who")), mark.start - len(tagged.text)), None)
    if m := is_like(lead):
        base = mark.start - len(lead)
        return Beside("X said, quotation", moved(m.span("who"), base), moved(m.span("cue"), base))
    if text[mark.inner.end - 1] not in ",?!":
        return None
    behind = text[mark.end : min(block.end, mark.end + _AROUND)].replace("\n", " ")
    tagged = tag(behind[: split_sentences(behind)[0].end] if behind else "")
    if (m := _NAME_VERB.match(tagged.classes)) and tagged.words[m.start("cue")].endswith(("ed", "s")):
        who, cue = tagged.span(*m.span("who")), tagged.span(*m.span("cue"))
        return Beside("quotation, X said", moved(who, mark.end), moved(cue, mark.end))
    verb = tagged.classes[:1] in tuple("wvVE") and tagged.words[0].endswith(("ed", "s"))
    place = subject_after(tagged, 1) if verb else None
    if place is None:
        return None
    return Beside("quotation, said X", moved(tagged.span(*place), mark.end), moved(tagged.span(0, 1), mark.end))


def read_leftovers(
    text: str, block: Span, sentence: Sentence, memory: Memory, read: Sequence[Found]
) -> Iterator[Draft]:
    """The drafts of what stands in marks in a sentence, outside the attributions that have been read."""
    taken = stretches(read)
    for sign in SIGN.finditer(sentence.words):
        mark = sentence.skeleton.signs.get(sentence.span.start + sign.start())
        if mark is None or touching(taken, *sign.span()):  # none, where the text has such a character of its own
            continue
        own = trim_signs(text, mark.inner)
        if signed := _SIGNATURE.search(text, *mark.inner):
            yield Draft(*trim_signs(text, Span(mark.inner.start, signed.start())), "signed", Span(*signed.span(1)))
        elif dashed := DASH.match(text, mark.end):
            yield Draft(*own, "dash", Span(*dashed.span("who")))
        elif by := beside(text, block, mark):
            memory.speaker, memory.cue, memory.block = by.speaker, by.cue, sentence.block
            yield Draft(*own, by.rule, by.speaker, by.cue)
        elif voiced := VOICED.search(text, max(block.start, mark.start - 10), mark.start):
            yield Draft(*own, "noun", None, Span(*voiced.span()))
        elif mark.follows or memory.colon or memory.block == sentence.block or kind_of(text, block, mark) is None:
            rule = _by_memory(text, block, mark, memory)
            if rule == "unnamed":
                yield Draft(*own, rule)
            else:
                yield Draft(*own, rule, memory.speaker, memory.cue, memory.group)
                memory.block = sentence.block
    for mark, inside in sentence.marked:
        if mark.start > memory.unnamed and not touching(taken, *inside) and kind_of(text, block, mark) is None:
            memory.unnamed = mark.start  # once, however many sentences stand in it
            yield Draft(*trim_signs(text, mark.inner), "unnamed")


def _by_memory(text: str, block: Span, mark: Mark, memory: Memory) -> str:
    """The rule by which whoever spoke last goes on, or "unnamed"."""
    if memory.speaker is None:
        return "unnamed"
    if mark.follows:
        return "reopened"
    if memory.colon:
        return "introduced"
    if memory.block == mark.block:
        return "goes-on"
    others = text[mark.inner.end - 1] == "," and mark.end < block.end  # "“It is late,” comes a voice"
    return "alone" if mark.block - memory.block <= 2 and not others else "unnamed"
