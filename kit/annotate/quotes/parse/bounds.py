"""Where one attribution ends and the next begins, when a sentence holds several."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import Any

from kit.annotate.quotes.attribution import FAINT, Found, alike, within
from kit.annotate.quotes.parse.tree import span_of
from kit.annotate.quotes.tagging import Tagged, tag
from kit.annotation import Span
from kit.lexicons import word_set

__all__ = ["part"]

# The patterns are over the classes of tokens: see `tagging`.
_AND = re.compile(r",?[&BC](?P<aux>[ax]*)$")
_DASHED = re.compile(r";(?:d(?![^,]*,.*&)[^;]{5,}|(?:aC?|C|t)[^;]{2,})$")  # behind a dash that no second one closes
_NOT = word_set("not didn’t doesn’t didn't doesn't")
_MEANWHILE = word_set(", before after")
_TRAIL = word_set("compared despite reflecting a even though while whereas")
_NEAR = 12  # words: so many adverbs and helping verbs may stand before a cue, with its "and"
_LEAST = 12  # characters of content that a trailing clause leaves


def part(found: Sequence[Found], doc: Any, text: str) -> list[Found]:
    """The attributions of a sentence without what belongs to the next one, or to the writer; none twice."""
    if not found:
        return []
    tags = {t.idx: t.tag_ for t in doc}
    tagged = tag(text)
    words_end = [t.idx + len(t) for t in doc]
    out = []
    for f in found:
        ends = [end for g in found if (end := _ends_before(f, g, tags, tagged)) is not None]
        closed = f.rule == "according-to" and f.cue is not None and f.content[0].end < f.cue.start
        content = f.content if closed else tuple(_shortened(c, ends, doc, words_end, tagged) for c in f.content)
        if kept := tuple(c for c in content if c.end > c.start):
            out.append(f._replace(content=kept, speaker=_outer_speaker(f, found, tags, tagged) or f.speaker))
    return _without_doubles([f for f in out if not _only_told_of(f, out, tags)])


def _only_told_of(f: Found, found: Sequence[Found], tags: Mapping[int, str]) -> bool:
    """Is a cue without a tense part of what another reports ("said he came to ask about the dam")?"""
    if f.cue is None or tags.get(f.cue.start) not in ("VB", "VBG"):
        return False
    return any(within(f.cue, c) for g in found if g is not f for c in g.content)


def _ends_before(f: Found, g: Found, tags: Mapping[int, str], tagged: Tagged) -> int | None:
    """Where a later attribution breaks off the content of this one: ", adding that"; "and said"; ", which he said"."""
    if g is f or not f.cue or not g.cue or g.cue.start < f.cue.start:
        return None
    if g.content[0].start < g.cue.start:
        relative = tagged.text[slice(*g.content[0])] in ("which", "who")
        return len(tagged.text[: g.content[0].start].rstrip(" ,")) if relative else None
    at, form = tagged.at(g.cue.start), tags.get(g.cue.start)
    if form == "VBN" and tagged.classes.endswith(("&c", "Bc"), 0, at):  # "and when asked"
        return tagged.ends[at - 3]
    if form == "VBG" and at > 1 and tagged.words[at - 1] in _MEANWHILE:  # ", adding that"
        return tagged.ends[at - 2]
    m = _and_before(tagged, at)
    if not m and g.speaker and f.cue.end < g.speaker.start < g.cue.start:
        m = _and_before(tagged, tagged.at(g.speaker.start))
    if m is None or not m.start():
        return None
    denied = not _NOT.isdisjoint(tagged.words[slice(*m.span("aux"))])  # "and did not say"
    return tagged.ends[m.start() - 1] if denied or form == tags.get(f.cue.start) else None


def _and_before(tagged: Tagged, at: int) -> re.Match[str] | None:
    """An "and" that leads up to a word, with the adverbs and helping verbs between."""
    return _AND.search(tagged.classes, max(0, at - _NEAR), at)


def _shortened(content: Span, ends: Sequence[int], doc: Any, words_end: Sequence[int], tagged: Tagged) -> Span:
    """Content up to the next attribution, without a clause trailing behind it that the writer may have added."""
    end = min((end for end in ends if content.start < end < content.end), default=content.end)
    first, last = tagged.at(content.start + _LEAST), tagged.at(end)
    for n in range(first, last - 1):
        if tagged.classes[n] != "," or not (tagged.classes[n + 1] in "rqA" or tagged.words[n + 1] in _TRAIL):
            continue
        opener = doc[bisect_right(words_end, tagged.starts[n + 1])]
        if opener.lower_ == "a" and _in_list(opener.head):
            continue
        if span_of(opener.head).end >= end - 1:
            return Span(content.start, tagged.starts[n])
    dash = tagged.classes.rfind(";", first, last)
    dashed = _DASHED.match(tagged.classes, dash, last) if dash >= 0 else None
    return Span(content.start, tagged.ends[dashed.start() - 1] if dashed else end)


def _in_list(noun: Any) -> bool:
    """ "A bridge, a dam and a school": does a noun add to others, and say nothing of what stands before it?"""
    more = [c.dep_ for c in noun.children]
    return noun.dep_ == "conj" or "conj" in more or {"relcl", "acl", "prep", "advcl", "amod"}.isdisjoint(more)


def _outer_speaker(f: Found, found: Sequence[Found], tags: Mapping[int, str], tagged: Tagged) -> Span | None:
    """Who goes on: after ", adding that", or "and accused", whoever speaks in the attribution it stands in."""
    if not f.cue:
        return None
    at, form = f.cue.start, tags.get(f.cue.start)
    participle = form == "VBG"
    place = tagged.at(at)
    if not (tagged.words[max(0, place - 1)] in _MEANWHILE if participle else _and_before(tagged, place)):
        return None
    for g in found:
        if not g.cue or not g.speaker or g.cue.start >= at or not any(c.start < at < c.end for c in g.content):
            continue
        # a subject that the parser took out of what another says
        inside = f.speaker is not None and any(within(f.speaker, c) for c in g.content)
        if (tags.get(g.cue.start) == form) != participle and (participle or inside):
            return g.speaker
    return None


def _without_doubles(found: Sequence[Found]) -> list[Found]:
    """Of two findings with nearly the same content the surer, or the longer; of the faint ones none inside another."""
    out: list[Found] = []
    for f in sorted(found, key=lambda f: (f.rule in FAINT, -sum(c.end - c.start for c in f.content))):
        faint = f.rule in FAINT
        if not any(alike(c, d) or (faint and within(c, d)) for c in f.content for g in out for d in g.content):
            out.append(f)
    return sorted(out, key=lambda f: f.content[0])
