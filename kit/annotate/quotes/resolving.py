"""Speakers: the full name behind "Ms. Psaki", "MS. PSAKI" or "she", where it is clear."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kit.annotate.quotes.drafts import Draft
from kit.annotate.quotes.names import Names, last_word, owns, people_in, without_titles
from kit.annotation import Span
from kit.lexicons.speakers import load_speakers

__all__ = ["Heard", "Resolved", "TextAround", "hear", "resolve", "with_name"]

_PRONOUNS = frozenset(["he", "she", "him", "her", "they", "who", "i", "we", "you", "it"])
_NEAR_VOICES = 3  # of those who spoke last, so many may be "she"
_APART = 60  # code points between a speaker and the name
_RECALLED = 50  # of those who spoke before, so many are asked for their names


class TextAround(NamedTuple):
    """A text, its paragraphs, and the people it names."""

    text: str
    blocks: Sequence[Span]
    names: Names


class Resolved(NamedTuple):
    """Who a speaker is, and how that is known; the name is empty where it is not clear.

    ``pronoun`` is "he" or "she" where that is what the person is called by from now on.
    """

    name: str = ""
    how: str = ""
    pronoun: str = ""


@dataclass(slots=True)
class Heard:
    """Who spoke so far."""

    gender: dict[str, str]  # last word of a name → "he" or "she"
    spoken: list[str] = field(default_factory=list)  # those with a name, in order
    known: dict[Span, Resolved] = field(default_factory=dict)
    turns_end: int = 0  # of the last turn of a transcript
    turns_name: str = ""
    last: str = ""  # by name or not
    block: int = -1  # of the last


def hear(page: TextAround, draft: Draft, speaker: Span, heard: Heard) -> Resolved:
    """Who speaks, remembered for those who speak after."""
    if speaker not in heard.known:
        own = draft.start < heard.turns_end  # whoever has the turn is neither "he" nor "she" in it
        spoken = [name for name in heard.spoken[-_RECALLED:] if not own or name != heard.turns_name]
        block = bisect_right(page.blocks, (speaker.start + 1,))
        nearest = heard.last if block == heard.block and not own else ""
        who = resolve(page, speaker, Span(draft.start, draft.end), spoken, nearest, heard.gender)
        words = " ".join(page.text[slice(*speaker)].split())
        heard.last, heard.block = who.name or ("" if words.lower() in _PRONOUNS else words), block
        heard.known[speaker] = who
        if who.pronoun:
            heard.gender.setdefault(last_word(who.name), who.pronoun)
    who = heard.known[speaker]
    if who.name:
        heard.spoken.append(who.name)
    if draft.turn:
        heard.turns_end, heard.turns_name = draft.end, who.name
    return who


def with_name(text: str, speaker: Span, names: Names) -> Span:
    """A speaker with the name that stands behind it between commas: "the opposition leader, Jan Novak"."""
    first, at = bisect_left(names.full, (speaker.start,)), bisect_left(names.full, (speaker.end,))
    if at == len(names.full) or not all(owns(text, name.end) for name in names.full[first:at]):  # Ana Ruiz’s aide
        return speaker
    start, end = names.full[at][:2]
    between, behind = text[speaker.end : min(start, speaker.end + _APART)], text[end : end + 6]
    words = between[1:].split()
    near = between.startswith(", ") and between.endswith(" ") and len(words) <= 3
    ends = behind[:1] in tuple(",.;:”\"’'") or behind.split()[:1] in (["of"], ["from"], ["at"], ["who"])
    apposed = near and ends and load_speakers().links.isdisjoint(words)
    return Span(speaker.start, end) if apposed and text[slice(*speaker)].lower() not in _PRONOUNS else speaker


def resolve(
    page: TextAround, speaker: Span, said: Span, spoken: Sequence[str], nearest: str, gender: Mapping[str, str]
) -> Resolved:
    """The full name of a speaker, where one candidate is clear.

    ``spoken`` are those who spoke before by name, in order, ``nearest`` is who spoke last in the same paragraph, in the
    words of the text where no name is known.
    """
    words = " ".join(page.text[slice(*speaker)].split()).strip(' ,“”"')
    first, _, rest = words.partition(" ")
    if first in load_speakers().first and rest[:1].isupper():
        words = rest
    if words.lower() in _PRONOUNS:
        word = {"him": "he", "her": "she"}.get(words.lower(), words.lower())
        if word in ("he", "she"):
            return _person(page, speaker, said, word, spoken, nearest, gender)
        fits = word in ("it", "they") and page.text[speaker.start].isupper()
        return _just_spoke(word, nearest) if fits else Resolved()
    names = page.names
    if inside := _inside(page, speaker):
        end, name = inside
        if owns(page.text, end) and end < speaker.end:
            return Resolved()  # Ana Ruiz’s lawyer
        return Resolved(name, f"“{name}” is named here in full.")
    if first.lower() == "the" and len(holders := names.offices.get(rest.lower(), set())) == 1:
        (last,) = holders
        name = next(iter(names.by_last.get(last.lower(), ())), last)
        return Resolved(name, f"“{words}”, likely: {name} is the only {rest.lower()} whom the text names.")
    return _by_one_name(words, names, spoken)


def _by_one_name(words: str, names: Names, spoken: Sequence[str]) -> Resolved:
    """The full name behind "Ms. Psaki", "Psaki, of Elm Road" or "Jen"."""
    parts = without_titles(words.partition(",")[0])
    if not parts or not (parts[-1][0].isupper() and len(parts) <= 2):
        return Resolved()
    last = parts[-1].lower().removesuffix("’s").removesuffix("'s")
    full = names.by_last.get(last, [])
    if len(full) == 1:
        return Resolved(full[0], f"“{words}”: the only full name in the text that ends so is {full[0]}.")
    if len(full) > 1:
        return Resolved("", f"Not clear: “{words}” may be {' or '.join(full[:4])}.")
    firsts = names.by_first.get(last, ()) if len(parts) == 1 else ()
    if len(firsts) == 1:
        (name,) = firsts
        return Resolved(name, f"“{words}”: the only full name in the text that begins so is {name}.")
    if before := next((name for name in reversed(spoken) if last_word(name) == last), None):
        return Resolved(before, f"“{words}”: {before} spoke before.")
    return Resolved(words, "As the text gives it; no fuller name stands in it.") if words[0].isupper() else Resolved()


def _inside(page: TextAround, speaker: Span) -> tuple[int, str] | None:
    """The full name among the words of a speaker, and where it ends: the last, where the first says whose they are."""
    full = page.names.full
    found = None
    for mention in full[bisect_left(full, (speaker.start,)) : bisect_left(full, (speaker.end,))]:
        if mention.end <= speaker.end and (found is None or _leads_on(page.text, found[0], mention.start)):
            found = mention.end, next(iter(page.names.known_as(mention.name)), mention.name)
    return found


def _leads_on(text: str, end: int, start: int) -> bool:
    """Does one name lead on to the next ("Hallam Zoo boss Rob Finn", "Hallam Zoo’s director, Rob Finn")?"""
    between = text[end:start]
    if owns(text, end):
        return "and" not in between.split()
    return "," not in between and load_speakers().links.isdisjoint(between.split())


def _person(
    page: TextAround,
    speaker: Span,
    said: Span,
    word: str,
    spoken: Sequence[str],
    nearest: str,
    gender: Mapping[str, str],
) -> Resolved:
    """Who "he" or "she" is: the one person named in this paragraph before it, else in the paragraph before."""
    for where, stretch in _before(page, speaker.start):
        people = people_in(page.text, stretch, said, page.names)
        fitting = [name for name in people if gender.get(last_word(name), word) == word]
        if len(fitting) == 1:
            sure = "sure" if gender.get(last_word(fitting[0])) == word else "likely"
            return Resolved(fitting[0], f"“{word}”, {sure}: {fitting[0]} is the only person it fits in {where}.", word)
        if len(fitting) > 1:
            if spoken and spoken[-1] in fitting and stretch.end < speaker.start:
                return Resolved(spoken[-1], f"“{word}”, uncertain: {spoken[-1]} is the last of those who spoke.")
            return Resolved("", f"Not clear: “{word}” may be {' or '.join(fitting[:4])}.")
        if stretch.end == speaker.start and nearest not in spoken and (spoke := _just_spoke(word, nearest)).name:
            return spoke
    fitting = [name for name in spoken[-_NEAR_VOICES:] if gender.get(last_word(name), word) == word]
    if fitting and not fitting[-1].startswith(("The ", "A ", "An ", "Its ", "Their ")) and not fitting[-1].isupper():
        return Resolved(fitting[-1], f"“{word}”, uncertain: {fitting[-1]} is the last of those it fits who spoke.")
    return Resolved()


def _before(page: TextAround, at: int) -> Iterator[tuple[str, Span]]:
    """What stands before a place in its paragraph, and the paragraph before."""
    block = max(0, bisect_left(page.blocks, (at + 1,)) - 1)
    yield "this paragraph", Span(page.blocks[block].start, at)
    if block:
        yield "the paragraph before", page.blocks[block - 1]


def _just_spoke(word: str, nearest: str) -> Resolved:
    """Who spoke last in the paragraph, if that is one person, or several where the pronoun is "they"."""
    if not nearest or _several(nearest) != (word == "they"):
        return Resolved()
    return Resolved(nearest, f"“{word}”, likely: {nearest} spoke just before.")


def _several(speaker: str) -> bool:
    """Are those several who are named by a noun ("two engineers at the dam")?"""
    words = speaker.partition(",")[0].split()
    head = next((n for n, word in enumerate(words) if n and word in load_speakers().links), len(words))
    noun = words[head - 1] if words else ""
    plural = noun[-1:] == "s" and noun[-2:-1] not in tuple("sui")
    return noun in load_speakers().plurals or (plural and (noun[:1].islower() or noun == speaker))
