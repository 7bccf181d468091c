"""A name that stands beside a noun and says who that is: "the head of the club, Jan Novak"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from typing import NamedTuple

from kit.annotate.quotes.cues import load_cues
from kit.annotate.quotes.heads import head_in
from kit.annotate.quotes.names import Mention, Names
from kit.annotation import Span
from kit.lexicons.speakers import load_speakers

__all__ = ["PRONOUNS", "TextAround", "apposed_name", "known_name", "with_name"]

PRONOUNS = frozenset(["he", "she", "him", "her", "they", "them", "who", "i", "we", "you", "it"])
_APART = 60  # code points between a speaker and the name
_ENDS = (*",.;:”\"’'", "")


class TextAround(NamedTuple):
    """A text, its paragraphs, the people it names, and the words that it has in small letters and in no name."""

    text: str
    blocks: Sequence[Span]
    names: Names
    small: Collection[str]


def with_name(page: TextAround, speaker: Span) -> Span:
    """A speaker with the name beside the noun: "the head of the club, Jan Novak"; "a man named Jan Novak"."""
    full, text = page.names.full, page.text
    at = bisect_left(full, (speaker.end,))
    if at == len(full) or full[at].start > speaker.end + _APART or not _one_noun(page, speaker):
        return speaker
    start, end = full[at][:2]
    behind = text[end : end + 20].split()[:1]
    ends = text[end : end + 1] in _ENDS or behind in (["of"], ["from"], ["at"], ["who"])
    said = bool(behind) and behind[0].rstrip(".,:;") in load_cues().verbs
    beside = _beside(text, speaker.end, start)
    return Span(speaker.start, end) if beside and (ends or (said and beside != ",")) else speaker


def _one_noun(page: TextAround, speaker: Span) -> bool:
    """Is the head of a speaker a noun for one person, that a name may stand beside?"""
    head = head_in(page.text, speaker, page.small)
    noun = head.common or head.noun in load_speakers().offices
    return noun and head.person and page.text[slice(*speaker)].lower() not in PRONOUNS


def _beside(text: str, end: int, start: int) -> str:
    """How a name stands beside what ends before it: behind a comma, behind "named", or with a space between; or not."""
    between = text[end:start]
    words, lists = between.strip(", ").split(), load_speakers()
    if between.startswith(", ") and between.endswith(" "):
        return "," if len(words) <= 3 and lists.links.isdisjoint(words) else ""
    if not between.startswith(" ") or "," in between:
        return ""
    named = len(words) == 1 and words[0] in lists.naming
    return " " if named or all(word.strip(".").lower() in lists.titles for word in words) else ""


def apposed_name(page: TextAround, speaker: Span, end: int) -> str:
    """The name that stands beside the noun at the head of a speaker, within the words of that speaker."""
    full, noun = page.names.full, head_in(page.text, speaker, page.small).noun
    beside = full[bisect_left(full, (end,)) : bisect_left(full, (speaker.end,))]
    if noun in load_speakers().bodies and beside and beside[-1].end == speaker.end:  # Bank of Tarn economist Ana Ruiz
        before = page.text[end : beside[-1].start].split()[-1:]
        return "" if load_speakers().persons.isdisjoint(before) else known_name(page.names, beside[-1])
    for mention in beside if _one_noun(page, speaker) else ():
        comma = page.text.rfind(",", end, mention.start)
        over = comma < 0 and mention.end == speaker.end and _is_field(noun, page.text[end : mention.start].split())
        if over or _beside(page.text, comma if comma >= 0 else end, mention.start):
            return known_name(page.names, mention)
    return ""


def _is_field(noun: str, words: Sequence[str]) -> bool:
    """Are some words between an office and a name what it is over ("head of parks Ana Ruiz")? No ally of Mayor Ruiz."""
    if not 2 <= len(words) <= 4 or words[0] not in ("of", "for"):
        return False
    lists, last = load_speakers(), words[-1]
    plural = last.endswith("s") and last not in lists.persons | lists.crowds and last.islower()
    proper = noun in lists.offices and last not in lists.never_last and last.lower() not in lists.titles
    return plural or last.lower() in lists.fields or (proper and all(word[0].isupper() for word in words[1:]))


def known_name(names: Names, mention: Mention) -> str:
    """The name by which the text knows whom it names: that of a fuller mention, where there is one."""
    known = names.known_as(mention.name)
    return known[0] if len(known) == 1 else mention.name
