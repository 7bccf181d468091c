"""Speakers: the full name behind "Ms. Psaki", "MS. PSAKI" or "she", where it is clear."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kit.annotate.quotes.apposition import PRONOUNS, TextAround, apposed_name, known_name
from kit.annotate.quotes.cues import load_cues
from kit.annotate.quotes.drafts import Draft
from kit.annotate.quotes.heads import head_in, read_head
from kit.annotate.quotes.name_words import last_word, opens_only, owns, title_tells, without_titles
from kit.annotate.quotes.names import Names, people_in
from kit.annotation import Span
from kit.lexicons.speakers import load_speakers

__all__ = ["Before", "Heard", "Resolved", "hear", "resolve"]

_PLAIN = {"him": "he", "her": "she", "them": "they"}
_NEAR_VOICES = 3  # of those who spoke last, so many may be "she"
_RECALLED = 50  # of those who spoke before, so many are asked for their names
_TITLE = 14  # code points of a title before a name
_VERB = re.compile(r" (\w+) ")
_SELF = re.compile(r" (?:him|her|it)self$")
_BODIES = frozenset(["WHO", "IT", "US"])


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

    gender: dict[str, str]  # name or last word, in small letters → "he" or "she"
    spoken: list[str] = field(default_factory=list)  # those with a name, in order
    known: dict[Span, Resolved] = field(default_factory=dict)
    turns_end: int = 0  # of the last turn of a transcript
    turns_name: str = ""
    last: str = ""  # by name or not
    unnamed: str = ""  # the last without a name, if none with one has spoken since
    block: int = -1  # of the last


class Before(NamedTuple):
    """Who spoke before a speaker.

    ``spoken`` are those with a name, in order; ``nearest`` is who spoke last in the same paragraph, and ``unnamed`` who
    spoke last of all if without a name, both in the words of the text; ``gender`` is what is known of "he" and "she".
    """

    spoken: Sequence[str]
    nearest: str
    unnamed: str
    gender: Mapping[str, str]


def hear(page: TextAround, draft: Draft, speaker: Span, heard: Heard) -> Resolved:
    """Who speaks, remembered for those who speak after."""
    if speaker not in heard.known:
        own = draft.start < heard.turns_end  # whoever has the turn is neither "he" nor "she" in it
        spoken = [name for name in heard.spoken[-_RECALLED:] if not own or name != heard.turns_name]
        block = bisect_right(page.blocks, (speaker.start + 1,))
        nearest = heard.last if block == heard.block and not own else ""
        before = Before(spoken, nearest, heard.unnamed, heard.gender)
        who = resolve(page, speaker, Span(draft.start, draft.end), before)
        words = " ".join(page.text[slice(*speaker)].split())
        heard.last, heard.block = who.name or ("" if words.lower() in PRONOUNS else words), block
        heard.unnamed = "" if who.name else heard.last or heard.unnamed
        heard.known[speaker] = who
        if who.pronoun:
            heard.gender.setdefault(who.name.lower(), who.pronoun)
    who = heard.known[speaker]
    if who.name:
        heard.spoken.append(who.name)
    if draft.turn:
        heard.turns_end, heard.turns_name = draft.end, who.name
    return who


def resolve(page: TextAround, speaker: Span, said: Span, before: Before) -> Resolved:
    """The full name of a speaker, where one candidate is clear."""
    words = " ".join(page.text[slice(*speaker)].split()).strip(' ,“”"')
    first, _, rest = words.partition(" ")
    if first in load_speakers().first and rest[:1].isupper():
        words = rest
    words = _SELF.sub("", words)
    if words.lower() in PRONOUNS and words not in _BODIES:
        word = _PLAIN.get(words.lower(), words.lower())
        if word in ("he", "she"):
            return _person(page, speaker, said, word, before)
        if word not in ("it", "they"):
            return Resolved()
        found = _just_spoke(page, word, before.nearest) if page.text[speaker.start].isupper() else Resolved()
        return found if found.name else Resolved("", f"Not clear: the text does not say who “{word}” is.")
    head = head_in(page.text, speaker, page.small)
    if apposed := apposed_name(page, speaker, speaker.start + head.end):
        return Resolved(apposed, f"“{apposed}” stands beside the noun.")
    if first.lower() == "the" and len(holders := page.names.offices.get(rest.lower(), set())) == 1:
        (last,) = holders
        name = next(iter(page.names.by_last.get(last, ())), last.title())
        return Resolved(name, f"“{words}”, likely: {name} is the only {rest.lower()} whom the text names.")
    if head.common:
        return Resolved()
    if inside := _inside(page, Span(speaker.start, speaker.start + head.end)):
        end, name = inside
        if owns(page.text, end) and end < speaker.end:
            return Resolved()  # Ana Ruiz’s lawyer
        return Resolved(name, f"“{name}” is named here in full.")
    return _by_one_name(words, page.names, before)


def _by_one_name(words: str, names: Names, before: Before) -> Resolved:
    """The full name behind "Ms. Psaki", "Psaki, of Elm Road" or "Jen"."""
    bare = words.partition(",")[0]
    parts = without_titles(bare)
    while len(parts) > 1 and parts[0].endswith(("’s", "'s")):  # Tarn’s Ruiz
        parts = parts[1:]
    if not parts or not (any(map(str.isupper, parts[-1])) and len(parts) <= 2) or opens_only(parts[-1]):
        return Resolved()
    if len(parts) == 2 and parts[0][0].isupper() and parts[0] != "The" and not names.known_as(" ".join(parts)):
        return Resolved(words, "As the text gives it.")  # Ben Ruiz is not Ana Ruiz
    last = last_word(parts[-1].removesuffix("’s").removesuffix("'s"))
    told = title_tells(" ".join(bare.split()[: -len(parts)]))
    full = [name for name in names.known_as(last) if _fits(names, name, told, before.gender)]
    if len(full) == 1:
        return Resolved(full[0], f"“{words}”: the only full name in the text that ends so is {full[0]}.", told)
    if len(full) > 1:
        return Resolved("", f"Not clear: “{words}” may be {' or '.join(full[:4])}.")
    firsts = names.by_first.get(last, ()) if len(parts) == 1 else ()
    if len(firsts) == 1:
        (name,) = firsts
        return Resolved(name, f"“{words}”: the only full name in the text that begins so is {name}.")
    for name in reversed(before.spoken):
        if last_word(name) == last and {told, title_tells(name.rpartition(" ")[0])} != {"he", "she"}:
            return Resolved(name, f"“{words}”: {name} spoke before.")
    return Resolved(words, "As the text gives it; no fuller name stands in it.") if words[0].isupper() else Resolved()


def _fits(names: Names, name: str, word: str, gender: Mapping[str, str]) -> bool:
    """May a person be called "he" or "she", as far as the text and the name tell?"""
    return not word or names.pronoun(name, gender) in ("", word)


def _inside(page: TextAround, speaker: Span) -> tuple[int, str] | None:
    """The full name among the words of a speaker, and where it ends: the last, where the first says whose they are."""
    full = page.names.full
    found = None
    for mention in full[bisect_left(full, (speaker.start,)) : bisect_left(full, (speaker.end,))]:
        within = mention.end <= speaker.end + mention.name.endswith(".")  # "Jr."
        if within and (found is None or _leads_on(page.text, found[0], mention.start)):
            found = mention.end, known_name(page.names, mention)
    return found


def _leads_on(text: str, end: int, start: int) -> bool:
    """Does one name lead on to the next ("Hallam Zoo boss Rob Finn", "Hallam Zoo’s director, Rob Finn")?"""
    between = text[end:start]
    if owns(text, end):
        return "and" not in between.split()
    return "," not in between and load_speakers().links.isdisjoint(between.split())


def _person(page: TextAround, speaker: Span, said: Span, word: str, before: Before) -> Resolved:
    """Who "he" or "she" is: the one person named in this paragraph before it, else in the paragraph before."""
    names, gender, told = page.names, before.gender, _told(page, speaker)
    spoken = [name for name in before.spoken if name not in told]
    for where, stretch in _places(page, speaker.start):
        fitting = [name for name in people_in(page.text, stretch, said, names, word, gender) if name not in told]
        if len(fitting) == 1:
            sure = "sure" if names.pronoun(fitting[0], gender) == word else "likely"
            return Resolved(fitting[0], f"“{word}”, {sure}: {fitting[0]} is the only person it fits in {where}.", word)
        if len(fitting) > 1:
            if spoken and spoken[-1] in fitting and stretch.end < speaker.start:
                return Resolved(spoken[-1], f"“{word}”, uncertain: {spoken[-1]} is the last of those who spoke.")
            return Resolved("", f"Not clear: “{word}” may be {' or '.join(fitting[:4])}.")
        in_this = stretch.end == speaker.start and before.nearest not in spoken
        if in_this and (spoke := _just_spoke(page, word, before.nearest)).name:
            return spoke
    other = before.unnamed if _may_be(page, word, before.unnamed) else ""
    last = [name for name in spoken[-_NEAR_VOICES:] if names.is_person(name) and _fits(names, name, word, gender)][-1:]
    if last and not other:
        return Resolved(last[0], f"“{word}”, uncertain: {last[0]} is the last of those it fits who spoke.")
    who = " or ".join(filter(None, (*last, other)))
    return Resolved("", f"Not clear: “{word}” may be {who or 'someone whom the text names further off'}.")


def _told(page: TextAround, speaker: Span) -> Collection[str]:
    """Whom a speaker tells something, and who is another: "she told Ana Ruiz"."""
    verb = _VERB.match(page.text, speaker.end)
    if verb is None or load_cues().verbs.get(verb[1]) not in load_cues().telling:
        return ()
    people = page.names.people
    at = bisect_left(people, (verb.end(),))
    near = at < len(people) and people[at].start - verb.end() < _TITLE
    return page.names.known_as(people[at].name) or (people[at].name,) if near else ()


def _places(page: TextAround, at: int) -> Iterator[tuple[str, Span]]:
    """What stands before a place in its paragraph, and the paragraph before."""
    block = max(0, bisect_left(page.blocks, (at + 1,)) - 1)
    yield "this paragraph", Span(page.blocks[block].start, at)
    if block:
        yield "the paragraph before", page.blocks[block - 1]


def _just_spoke(page: TextAround, word: str, nearest: str) -> Resolved:
    """Who spoke last in the paragraph, if a pronoun fits."""
    fits = _may_be(page, word, nearest)
    return Resolved(nearest, f"“{word}”, likely: {nearest} spoke just before.") if fits else Resolved()


def _may_be(page: TextAround, word: str, speaker: str) -> bool:
    """Does a pronoun fit someone without a full name? "They" are several, "it" is a body or a work."""
    if not speaker:
        return False
    head = read_head(speaker, opens=True, known=page.small)
    if word == "they":
        return head.many or head.vague
    if word == "it":
        return not head.many and not (head.personal if head.common else page.names.is_person(speaker))
    return head.common and head.personal and head.pronoun in ("", word)
