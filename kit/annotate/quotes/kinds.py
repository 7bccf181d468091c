"""What stands in marks and is not speech: a title, a term, or a word held at arm's length."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from kit.annotate.quotes.cues import load_cues
from kit.annotate.quotes.drafts import ANNOTATOR, Draft
from kit.annotate.quotes.marks import Mark
from kit.annotation import Annotation, Span
from kit.lexicons import word_set
from kit.lexicons.speakers import load_speakers
from kit.segment.blocks import stripped
from kit.segment.sentence_words import STARTERS

__all__ = ["Kind", "annotate_others", "kind_of", "names_person", "names_work"]

_STOP = re.compile(r"[.!?]\s")
_CREDIT = re.compile(r"\sby\s[A-Z]")
_NAME_BEFORE = re.compile(r"(?:^|(?<!\bthe)(?<!\ba)(?<!\ban)[ \n])(?P<name>[A-Z][\w.’'-]*) $")
_NAME_BEHIND = re.compile(r" (?:(?:van|von|de|da|di|del|la|der|bin|al) ){0,2}(?P<name>[A-Z][\w’'-]+)")
_TO_FRIENDS = re.compile(r",? (?:to (?:his|her|their|those|everyone|friends)|as (?:he|she|they) (?:is|was|are|were))\b")
_OPENS_NAME = re.compile(r"(?:^|[.!?]\s|\b(?!(?:the|a|an|his|her|its|their|of|this)\b)[a-z]+\s)$")
_GOES_BY = re.compile(  # "goes by “Biscuit”", "whom friends call “Bobby”", "called him “Bobby”", "in the band as “Bee”"
    r"\b(?:(?:go|goes|going|went) by|(?:nick)?names?(?: (?:is|was|of))?|"
    r"(?:is|was|are|were|been|being) called|(?:known|called)(?: [a-z]+)? as|whom? [\w ]{0,30}\bcall(?:s|ed)?|"
    r"(?:call|calls|called|calling|nickname|christen)(?:ed)? (?:him|her|them|me|us)|aka|a\.k\.a|alias)$"
)
_SMALL = word_set("a an and as at but by for from in into is of off on or over the to up vs with de la it")
_WHO, _WHAT, _IS = word_set("he she they we i who"), word_set("what which"), word_set("is are was were be been being")
_BETWEEN = word_set("the a an as of")  # what may part "called" and the name; "called her “a fool”" says who speaks
_AROUND = "“”\"'‘’,.:;!?()"  # a word
_BEFORE = 70  # code points before a mark
_LONGEST_TITLE = 14  # words
_LONGEST_NAME = 3  # words
_FEW = 5  # words
_LONGEST = 1_000  # code points: what stands in marks for longer is neither a name, a title nor a term


class Kind(NamedTuple):
    """What a stretch in marks is, with the rule, the reason and the doubt."""

    label: str
    rule: str
    why: str
    doubt: str


def annotate_others(
    text: str, blocks: Sequence[Span], marks: Sequence[Mark], drafts: Sequence[Draft]
) -> Iterator[Annotation]:
    """What stands in marks outside attributed speech, in order as the drafts are."""
    starts, reach = [draft.start for draft in drafts], [*accumulate((draft.end for draft in drafts), max)]
    for mark in marks:
        at = bisect_left(starts, mark.inner.end)
        words = stripped(text, *mark.inner)
        if words.end <= words.start or (at and reach[at - 1] > mark.inner.start):
            continue
        if kind := kind_of(text, blocks[mark.block], mark):
            attributes = {"rule": kind.rule, "why": kind.why, "doubt": kind.doubt}
            yield Annotation(*words, "quote", kind.label, ANNOTATOR, {}, attributes)


def kind_of(text: str, block: Span, mark: Mark) -> Kind | None:
    """What a stretch in marks is that no one is said to say; ``None`` where it is long enough to be speech.

    Of more than 1,000 code points it is speech, unless the marks never close.

    >>> text = "Their so-called “help” came late."
    >>> kind_of(text, Span(0, len(text)), Mark(16, 22, Span(17, 21), "double", "closed", 0)).label
    'scare'
    """
    if mark.state != "unclosed" and not _is_short(mark):
        return None
    inner = text[mark.inner.start : min(mark.inner.end, mark.inner.start + _LONGEST)].strip()
    words = inner.split()
    lead, before = _leading_up(text, block, mark)
    rule = "never-closed" if mark.state == "unclosed" else ""
    rule = rule or _as_name(text, block, mark, words, before)
    title = "" if rule else _as_title(text, mark, inner, words, before)
    far = title == "capitals" and not load_cues().distance.isdisjoint(before[-2:])
    rule = rule or ("distance-word" if far else title)  # a “Bridge of Hope” so called is kept at a distance
    if not rule and not _is_sentence(mark, block, inner, lead):
        rule = _by_words(inner, words, before)
    if not rule:
        return None
    said = load_cues().kinds[rule]
    size = f"{len(words)} word{'' if len(words) == 1 else 's'}"
    return Kind(said["label"], rule, said["why"].format(word=before[-1] if before else "", size=size), said["doubt"])


def names_work(text: str, block: Span, mark: Mark) -> bool:
    """Does what stands in marks name a work, as the word before it says ("the film “Low Water”")?"""
    if mark.state == "unclosed" or not _is_short(mark):
        return False
    inner = text[slice(*mark.inner)].strip()
    words = inner.split()
    short = len(words) <= _LONGEST_TITLE
    return short and _as_title(text, mark, inner, words, _leading_up(text, block, mark)[1]) == "named-work"


def _leading_up(text: str, block: Span, mark: Mark) -> tuple[str, list[str]]:
    """What leads up to a mark in its sentence, and the last words of it, bare and in small letters."""
    lead = _STOP.split(text[max(block.start, mark.start - _BEFORE) : mark.start])[-1].strip()
    return lead, [word.strip(_AROUND).lower() for word in lead.replace("—", " ").split()[-4:]]


def _as_title(text: str, mark: Mark, inner: str, words: Sequence[str], before: Sequence[str]) -> str:
    """The rule by which it names a work: by the word before it, its capitals, or who wrote it."""
    if len(words) <= _LONGEST_TITLE:
        bare = [word.strip(_AROUND) for word in words]
        chief = [word for word in bare if word and word.lower() not in _SMALL]
        capitals = sum(word[0].isupper() or word[0].isdigit() for word in chief)
        named = not load_cues().works.isdisjoint(before[-2:]) and inner[:1].isupper()
        if chief and capitals >= len(chief) / (1 + named) and len(chief) + named > 1:
            return "named-work" if named else "capitals"
    return "credited" if inner.endswith(",") and _CREDIT.match(text, mark.end) else ""


def names_person(text: str, block: Span, mark: Mark) -> bool:
    """Is it a nickname, as the names around it or the words before it say (Robert “Bobby” Lowe)?"""
    if mark.state != "closed" or not _is_short(mark):
        return False
    before = _leading_up(text, block, mark)[1]
    return _as_name(text, block, mark, text[slice(*mark.inner)].split(), before) != ""


def _is_short(mark: Mark) -> bool:
    """Is it short enough for what is no speech? A long one is not looked at again and again."""
    return mark.inner.end - mark.inner.start <= _LONGEST


def _as_name(text: str, block: Span, mark: Mark, words: Sequence[str], before: Sequence[str]) -> str:
    """The rule by which it is a name: by the names around it, its brackets, or the words that say who is called so."""
    bare = [word.strip(_AROUND) for word in words]
    if not bare or len(bare) > _LONGEST_NAME or not all(bare) or words[-1].endswith(("!", "?")):
        return ""
    lead, behind = text[max(block.start, mark.start - _BEFORE) : mark.start], text[mark.end : mark.end + _BEFORE]
    first, last = _NAME_BEFORE.search(lead), _NAME_BEHIND.match(behind)
    if first and last and words[-1][-1].isalnum() and _of_person(first["name"]) and _of_person(last["name"]):
        return "nickname"  # Robert “Bobby” Lowe
    if not bare[-1][0].isupper() or not (bare[0][0].isupper() or bare[0] == "the"):
        return ""
    if last and words[-1][-1].isalnum() and _of_person(last["name"]) and _OPENS_NAME.search(lead):
        return "nickname"  # “Bobby” Lowe
    if lead.endswith("(") and behind.startswith(")") and lead[:-1].rstrip()[-1:].isalpha():
        return "short-name"  # the Harbour Trust (“Trust”)
    told = " ".join(before)
    by_friends = _TO_FRIENDS.match(behind) is not None and lead.rstrip()[-1:] in (",", "r")
    return "nickname" if by_friends or _GOES_BY.search(told) else ""


def _of_person(word: str) -> bool:
    """May a word in capitals be part of a person's name?"""
    lists = load_speakers()
    return not (word in STARTERS or word.strip(".") in lists.apart or (word.isupper() and len(word) > 3))


def _is_sentence(mark: Mark, block: Span, inner: str, lead: str) -> bool:
    """Does it stand like somebody's sentence: alone, behind a colon, or before what goes on with its comma?"""
    if inner.endswith((".", "…")):  # "“Yes.”"
        return mark[:2] == block or lead.endswith(":")
    headline = lead.endswith(":") and mark.end == block.end  # "Driver on trial: ‘I saw nothing’"
    return inner[:1].isupper() and " " in inner and (headline or (inner.endswith(",") and not lead))


def _by_words(inner: str, words: Sequence[str], before: Sequence[str]) -> str:
    """The rule by which it is a term, or a word held at arm's length: by the words before it or by its size."""
    cues = load_cues()
    if not cues.distance.isdisjoint(before[-2:]):
        return "distance-word"
    near = before[-2:] if before[-1:] and before[-1] in _BETWEEN else before[-1:]
    if not cues.naming.isdisjoint(near) and not _calls(before):
        return "naming-word"
    return "few-words" if len(words) <= _FEW and not inner.endswith(("!", "?")) else ""


def _calls(before: Sequence[str]) -> bool:
    """Does somebody call it so ("what critics called “a farce”"), rather than it be called so?"""
    named_by = before[-2:-1]
    return not _WHO.isdisjoint(named_by) or (_IS.isdisjoint(named_by) and not _WHAT.isdisjoint(before[-4:-2]))
