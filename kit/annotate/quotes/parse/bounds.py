"""Where one attribution ends and the next begins, when a sentence holds several."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from kit.annotate.quotes.attribution import FAINT, Found, alike, within
from kit.annotate.quotes.parse.tree import span_of
from kit.annotation import Span

__all__ = ["part"]

_AND = re.compile(
    r",?\s(?:and|but|while)(?:\s(?:also|then|later|has|have|[a-z]+ly))*"
    r"(?P<not>\s(?:did not|does not|didn[’']t|doesn[’']t))?$"
)
_WHEN_ASKED = re.compile(r",?\s(?:and|but) when$")
_MEANWHILE = re.compile(r"(?:,|\s(?:before|after))$")
_TRAIL = re.compile(
    r",\s(?:compared (?:with|to)|despite|reflecting|according to|as has|even as|though|while|whereas|who|which|"
    r"whose|a)\s"
)
_DASHED = re.compile(  # behind a dash that no second one closes
    r"\s(?P<dash>[–—]|--?)\s(?:(?:all|an?|the)\s(?![^,]*,.*\s(?:and|or)\s)|(?:even|though|although|despite|except|to)\s)"
    r"(?:(?!\s(?P=dash)\s).){12,}$"
)
_LEAST = 12  # characters of content that a trailing clause leaves


def part(found: Sequence[Found], doc: Any, text: str) -> list[Found]:
    """The attributions of a sentence without what belongs to the next one, or to the writer; none twice."""
    tags = {t.idx: t.tag_ for t in doc}
    out = []
    for f in found:
        ends = [end for g in found if (end := _ends_before(f, g, tags, text)) is not None]
        content = [c if _before_source(c, f) else _shortened(c, ends, doc, text) for c in f.content]
        kept = tuple(c for c in content if c.end > c.start)
        if kept:
            out.append(f._replace(content=kept, speaker=_outer_speaker(f, found, tags, text) or f.speaker))
    return _without_doubles([f for f in out if not _only_told_of(f, out, tags)])


def _only_told_of(f: Found, found: Sequence[Found], tags: Mapping[int, str]) -> bool:
    """Is a cue without a tense part of what another reports ("said he came to ask about the dam")?"""
    if f.cue is None or tags.get(f.cue.start) not in ("VB", "VBG"):
        return False
    return any(within(f.cue, c) for g in found if g is not f for c in g.content)


def _before_source(content: Span, f: Found) -> bool:
    """Does "according to" close what stands before it, so that none of it is added behind?"""
    return f.rule == "according-to" and f.cue is not None and content.end < f.cue.start


def _ends_before(f: Found, g: Found, tags: Mapping[int, str], text: str) -> int | None:
    """Where a later attribution breaks off the content of this one: ", adding that"; "and said"; ", which he said"."""
    if g is f or not f.cue or not g.cue or g.cue.start < f.cue.start:
        return None
    if g.content[0].start < g.cue.start:
        relative = text[slice(*g.content[0])] in ("which", "who")
        return len(text[: g.content[0].start].rstrip(" ,")) if relative else None
    before = text[: g.cue.start].rstrip()
    if tags.get(g.cue.start) == "VBN" and (m := _WHEN_ASKED.search(before)):
        return m.start()
    if tags.get(g.cue.start) == "VBG" and (m := _MEANWHILE.search(before)):
        return m.start()
    m = _AND.search(before)
    if not m and g.speaker and f.cue.end < g.speaker.start < g.cue.start:
        m = _AND.search(text[: g.speaker.start].rstrip())
    return m.start() if m and (m["not"] or tags.get(g.cue.start) == tags.get(f.cue.start)) else None


def _shortened(content: Span, ends: Sequence[int], doc: Any, text: str) -> Span:
    """Content up to the next attribution, without a clause trailing behind it that the writer may have added."""
    end = min((end for end in ends if content.start < end < content.end), default=content.end)
    for m in _TRAIL.finditer(text, content.start + _LEAST, end):
        opener = next(t for t in doc if t.idx + len(t) > m.start() + 1 and not t.is_space and not t.is_punct)
        if opener.lower_ == "a" and _in_list(opener.head):
            continue
        if span_of(opener.head).end >= end - 1 or span_of(opener).end >= end - 1:
            return Span(content.start, m.start())
    dashed = _DASHED.search(text, content.start + _LEAST, end)
    return Span(content.start, dashed.start() if dashed else end)


def _in_list(noun: Any) -> bool:
    """ "A bridge, a dam and a school": does a noun add to others, and say nothing of what stands before it?"""
    more = [c.dep_ for c in noun.children]
    return noun.dep_ == "conj" or "conj" in more or {"relcl", "acl", "prep", "advcl", "amod"}.isdisjoint(more)


def _outer_speaker(f: Found, found: Sequence[Found], tags: Mapping[int, str], text: str) -> Span | None:
    """Who goes on: after ", adding that", or "and accused", whoever speaks in the attribution it stands in."""
    if not f.cue:
        return None
    at, tag, before = f.cue.start, tags.get(f.cue.start), text[: f.cue.start].rstrip()
    participle = tag == "VBG"
    if not (_MEANWHILE if participle else _AND).search(before):
        return None
    for g in found:
        holds = g.cue and g.speaker and g.cue.start < at and any(c.start < at < c.end for c in g.content)
        if holds and g.cue and (tags.get(g.cue.start) == tag) != participle and (participle or _inside(f.speaker, g)):
            return g.speaker
    return None


def _inside(speaker: Span | None, g: Found) -> bool:
    """Did the parser take a subject out of what another says?"""
    return speaker is not None and any(within(speaker, c) for c in g.content)


def _without_doubles(found: Sequence[Found]) -> list[Found]:
    """Of two findings with nearly the same content the surer, or the longer; of the faint ones none inside another."""
    out: list[Found] = []
    for f in sorted(found, key=lambda f: (f.rule in FAINT, -sum(c.end - c.start for c in f.content))):
        faint = f.rule in FAINT
        if not any(alike(c, d) or (faint and within(c, d)) for c in f.content for g in out for d in g.content):
            out.append(f)
    return sorted(out, key=lambda f: f.content[0])
