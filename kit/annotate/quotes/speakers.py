"""Speakers: the full name behind "Ms. Psaki", "MS. PSAKI" or "she", where it is clear."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kit.annotate.quotes.cues import word_set
from kit.annotation import Span
from kit.segment.sentence_words import STARTERS

__all__ = ["RECALLED", "Names", "Resolved", "find_names", "is_pronoun", "resolve", "with_name"]

_NAME = re.compile(
    r"\b(?=[A-Z])(?P<title>(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Prof|Rev|Lt|Gen|Col|Sgt|Capt|Judge|President|Secretary|Senator|"
    r"Minister|Chancellor|Mayor|Governor|Sir|Lady|Lord)\.?\s)*"
    r"(?P<name>[A-Z][a-zà-ÿ’'-]+(?:\s(?:[A-Z]\.|de|da|van|von|der|bin|al|el|[A-Z][A-Za-zà-ÿ’'-]*[a-zà-ÿ]))*\s"
    r"(?!Street|Avenue|House|Party|University|County|City|Times|Post|News|States|Court|School|Committee|Department|"
    r"Road|Square|Council|Union|Institute|College|Hospital|Association|Agency|Office|Ministry|Journal|Herald|Gazette|"
    r"Tribune|Company|Museum|Airport|Board|Foundation)"
    r"[A-Z][A-Za-zà-ÿ’'-]*[a-zà-ÿ])\b"
)
_WHEN = word_set("Afterwards Later Earlier Still Now Once Soon Instead Perhaps Until Today Yesterday Meanwhile Then")
_NOT_FIRST = (
    STARTERS
    | _WHEN
    | word_set(
        """A Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August
        September October November December New North South East West United Supreme White Former Democratic Republican
        American British French German Russian Chinese Press Prime President Secretary Senator Foreign Vice Chief State
        House Senate Mr Mrs Ms Dr National Federal Global Fox Wall Super San Los Las Saint Last Every No Yes Collective
        Black Great Middle
        Prosecutor Principal Det Detective Sgt Supt Insp Inspector Constable Officer Executive Justice
        Councillor Councilman Congressman Congresswoman Ambassador Archbishop Coach Director Chairman Chairwoman
        Spokesman Spokeswoman Professor Attorney General Deputy Assistant Managing Superintendent Sergeant Justices
        Premier Minister Mayor Headteacher Headmaster Headmistress Teacher Student Chef Fire Sheriff Sheriff-elect Cllr
        Canon Reverend Pastor Class Quarterback Captain Striker Midfielder Defender Goalkeeper Manager Boss Treasurer
        Commissioner Colonel Major Nurse Doctor Author Actor Actress Singer Historian Farmer Resident Neighbour Neighbor
        Mum Dad Gran Hubby Counsel Advocate Barrister Solicitor"""
    )
)
_PRONOUN = re.compile(r"(?:he|she|him|her|they|who|I|we|you|it)", re.I)
_LABEL = re.compile(
    r"(?:(?:MR|MRS|MS|DR|SEN|REP|GOV|GEN|LT|COL|MAJ|CAPT|SGT|DET|INSP|SUPT|CLLR|HON|REV|PROF|SECRETARY|PRESIDENT|"
    r"SENATOR|JUDGE|JUSTICE|DAME|SIR|SMT|SHRI)\.?\s+)+",
    re.I,
)
_PERSON = re.compile(
    r"(?=[A-Z])(?P<title>\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Prof|Judge|President|Secretary|Senator|Minister|Chancellor|Mayor|"
    r"Governor|Sir|Lord)\.?\s)?\b(?P<last>[A-Z][\w-]+)"
)
_WORD = re.compile(r"[A-Za-zÀ-ÿ][\w’'-]*")
# Searched at every capital, and kept where it begins a word: a pattern that begins with \b is searched slowly.
_TITLED = re.compile(r"(Mr|Mrs|Ms|MR|MRS|MS|Sir|Lady|Lord|Dame|Smt|Shri)\.?\s+(?:[A-Z][\w’'-]*\s)?([A-Z][\w-]+)")
_MEN = word_set("mr sir lord shri father dad husband brother son grandfather grandad uncle boyfriend")
_KIN = re.compile(
    r"(mother|mum|mom|wife|sister|daughter|grandmother|gran|aunt|girlfriend|father|dad|husband|brother|son|grandfather|"
    r"grandad|uncle|boyfriend),?\s((?:[A-Z][a-zà-ÿ’'-]+\s)?[A-Z][a-zà-ÿ’'-]+)"
)
_VERBS = word_set("Are Is Was Were Has Have Will Can Say Says Said")  # "What Experts Are Saying"
_NO_PERSON = re.compile(r"(?:The|An?|Its|Their)\s|[A-Z]{2,}$")
_OFFICE = re.compile(r"\b(?:Minister|Secretary|Commissioner|Director|Spokes\w+) (?:of|for) (?:the )?$")
_OFFICER = re.compile(
    r"(Mayor|President|Minister|Chancellor|Governor|Senator|Judge|Chief|Principal|Superintendent|Premier|Sheriff|Coach|"
    r"Chairman|Chairwoman|Bishop|Secretary|Professor|Headteacher)\s((?:[A-Z][\w.’'-]*\s){0,2}[A-Z][\w-]+)"
)
_HEAD_ENDS = re.compile(r",|\s(?:of|at|in|for|from|with|who|on|to)\s")
_PLURALS = word_set("people police men women children")
_PLACED = re.compile(r"\b(?:at|in|near|outside)\s$")
_OWNS = re.compile(r"[’']s?\s")
_NEXT_NAME = re.compile(  # "Hallam Zoo boss Rob Fenn", "Hallam Zoo’s director, Rob Fenn"
    r"(?:[’']s?\s(?:(?!and\b)[\w’'.-]+,?\s)*|(?:\s(?!(?:of|from|at|in|on|for|with|by|to|and|or|who|near)\s)[\w’'.-]+)*\s)"
)
_NAME_NEXT = re.compile(  # "the club's president, senior Theo Lang,"
    r",\s(?:(?!(?:and|or|with|of|by|for|to|in|on|at|from|as|but|while|when|after|before|who|said|says|told)\s)"
    r"[A-Za-z][a-z]*\.?\s){0,3}"
)
_NAME_ENDS = re.compile(r"[’']?[,.;:”\"]|\s(?:of|from|at|who)\b")


class Resolved(NamedTuple):
    """Who a speaker is, and how that is known; the name is empty where it is not clear."""

    name: str
    how: str


_NEAR_VOICES = 3  # of those who spoke last, so many may be "she"
RECALLED = 50  # of those who spoke before, so many are asked for their names
_NEAR = 3_000  # code points: a pronoun looks no further back, so that time stays linear in a paragraph without end


class Names(NamedTuple):
    """The people a text names in full: where, and by their last word."""

    starts: list[int]
    names: list[str]
    by_last: dict[str, list[str]]
    by_first: dict[str, set[str]]
    people: list[re.Match[str]]  # wherever one is named, in full or by one name
    offices: dict[str, set[str]]  # "mayor" → the last words of those who are called so
    gender: dict[str, str]  # last word, in small letters → "he" or "she", where a title or a pronoun says so


def find_names(text: str) -> Names:
    """The names of people, or what looks like one: two capitalised words or more.

    >>> find_names("Jen Psaki spoke. Ms. Psaki left.").gender
    {'psaki': 'she'}
    """
    starts: list[int] = []
    names: list[str] = []
    by_last: dict[str, list[str]] = {}
    by_first: dict[str, set[str]] = {}
    for m in _NAME.finditer(text):
        words = m["name"].split()
        if words[0] == "The" or (not m["title"] and text.startswith("the ", max(0, m.start() - 4))):
            continue  # the Secret Garden, the Harbour Board
        if not m["title"] and _PLACED.search(text, max(0, m.start() - 8), m.start()) and not _OWNS.match(text, m.end()):
            continue  # at Hallam Hall
        while words and (words[0] in _NOT_FIRST or words[0].endswith(("'s", "’s", "s'", "s’"))):
            words = words[1:]
        if len(words) > 2 and _OFFICE.search(text, max(0, m.start() - 40), m.start()):
            words = words[1:]  # Minister for Health Ana Ruiz
        if len(words) < 2 or len(words) > 4 or not _VERBS.isdisjoint(words):
            continue
        name = " ".join(words)
        name = re.sub(r"[’']s$", "", name)
        starts.append(text.index(words[0], m.start("name")))
        names.append(name)
        known = by_last.setdefault(name.split()[-1].lower(), [])
        if all(name.split()[0] != other.split()[0] for other in known):  # Ana Ruiz is Ana Maria Ruiz
            known.append(name)
            by_first.setdefault(name.split()[0].lower(), set()).add(name)
    gender = {}
    for m in _whole(_KIN, text):
        last = m[2].split()[-1].lower()
        gender[last] = "he" if m[1] in _MEN else "she"
        if " " not in m[2] and last not in by_first:
            by_last.setdefault(last, [m[2]])
    for m in _whole(_TITLED, text):
        gender[m[2].lower()] = "he" if m[1].lower() in _MEN else "she"
    offices: dict[str, set[str]] = {}
    for m in _whole(_OFFICER, text):
        offices.setdefault(m[1].lower(), set()).add(m[2].split()[-1])
    known_by = by_last.keys() | by_first.keys()
    people = [m for m in _PERSON.finditer(text) if m["title"] or m["last"].lower() in known_by]
    return Names(starts, names, by_last, by_first, people, offices, gender)


def _whole(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The matches of a pattern that begin a word."""
    return (m for m in pattern.finditer(text) if not m.start() or not text[m.start() - 1].isalnum())


def with_name(text: str, speaker: Span, names: Names) -> Span:
    """A speaker with the name that stands behind it between commas: "the opposition leader, Jan Novak"."""
    first, at = bisect_left(names.starts, speaker.start), bisect_left(names.starts, speaker.end)
    inside = (names.starts[n] + len(names.names[n]) for n in range(first, at))
    if at == len(names.starts) or not all(_OWNS.match(text, end) for end in inside):  # Ana Ruiz’s aide
        return speaker
    start, end = names.starts[at], names.starts[at] + len(names.names[at])
    apposed = _NAME_NEXT.fullmatch(text, speaker.end, start) and _NAME_ENDS.match(text, end)
    return Span(speaker.start, end) if apposed and not _PRONOUN.fullmatch(text, *speaker) else speaker


def is_pronoun(words: str) -> bool:
    return _PRONOUN.fullmatch(words) is not None


def resolve(
    text: str, speaker: Span, said: Span, names: Names, blocks: Sequence[Span], spoken: Sequence[str], nearest: str
) -> Resolved | None:
    """The full name of a speaker, where one candidate is clear.

    ``spoken`` are those who spoke before by name, in order, ``nearest`` is who spoke last in the same paragraph, in the
    words of the text where no name is known.
    """
    words = " ".join(text[speaker.start : speaker.end].split()).strip(' ,“”"')
    first, _, rest = words.partition(" ")
    words = rest if first in _WHEN and rest[:1].isupper() else words
    if _PRONOUN.fullmatch(words):
        return _pronoun(text, speaker, said, words.lower(), names, blocks, spoken, nearest)
    if inside := _inside(text, speaker, names):
        end, name = inside
        if _OWNS.match(text, end) and end < speaker.end:
            return None  # Ana Ruiz’s lawyer
        return Resolved(name, f"“{name}” is named here in full.")
    if first.lower() == "the" and len(holders := names.offices.get(rest.lower(), set())) == 1:
        (last,) = holders
        name = next(iter(names.by_last.get(last.lower(), ())), last)
        return Resolved(name, f"“{words}”, likely: {name} is the only {rest.lower()} whom the text names.")
    bare = _LABEL.sub("", words.partition(",")[0])  # "Webb, of Elm Road"
    parts = _WORD.findall(bare)
    if not parts or not (parts[-1][0].isupper() and len(parts) <= 2):
        return None
    last = re.sub(r"[’']s$", "", parts[-1]).lower()
    full = names.by_last.get(last, [])
    if len(full) == 1:
        return Resolved(full[0], f"“{words}”: the only full name in the text that ends so is {full[0]}.")
    if len(full) > 1:
        return Resolved("", f"Not clear: “{words}” may be {' or '.join(full[:4])}.")
    firsts = names.by_first.get(last, ()) if len(parts) == 1 else ()
    if len(firsts) == 1:
        (name,) = firsts
        return Resolved(name, f"“{words}”: the only full name in the text that begins so is {name}.")
    if before := next((name for name in reversed(spoken) if name.split()[-1].lower() == last), None):
        return Resolved(before, f"“{words}”: {before} spoke before.")
    return Resolved(words, "As the text gives it; no fuller name stands in it.") if words[0].isupper() else None


def _inside(text: str, speaker: Span, names: Names) -> tuple[int, str] | None:
    """The full name among the words of a speaker, and where it ends: the last, where the first says whose they are."""
    span = slice(bisect_left(names.starts, speaker.start), bisect_left(names.starts, speaker.end))
    found = None
    for name, at in zip(names.names[span], names.starts[span], strict=True):
        if at + len(name) <= speaker.end and (found is None or _NEXT_NAME.fullmatch(text, found[0], at)):
            same = (n for n in names.by_last.get(name.split()[-1].lower(), ()) if n.split()[0] == name.split()[0])
            found = at + len(name), next(same, name)
    return found


def _pronoun(
    text: str,
    speaker: Span,
    said: Span,
    word: str,
    names: Names,
    blocks: Sequence[Span],
    spoken: Sequence[str],
    nearest: str,
) -> Resolved | None:
    """Who "he" or "she" is: the one person named in this paragraph before it, else in the paragraph before.

    "It" and "they" are who spoke last in the paragraph, where that is one, or are several.
    """
    word = {"him": "he", "her": "she"}.get(word, word)
    opens, fits = text[speaker.start].isupper(), _several(nearest) == (word == "they")
    spoke = Resolved(nearest, f"“{word}”, likely: {nearest} spoke just before.") if nearest and fits else None
    if word not in ("he", "she"):
        return spoke if word in ("it", "they") and opens else None
    at = max(0, bisect_left(blocks, (speaker.start + 1,)) - 1)
    for back, where in ((0, "this paragraph"), (1, "the paragraph before")):
        if at - back < 0:
            break
        begin = blocks[at - back].start
        end = speaker.start if back == 0 else blocks[at - 1].end
        people = _people(text, begin, end, said, names)
        fitting = [p for p in people if names.gender.get(p.split()[-1].lower(), word) == word]
        if len(fitting) == 1:
            last = fitting[0].split()[-1].lower()
            sure = "sure" if names.gender.get(last) == word else "likely"
            names.gender.setdefault(last, word)  # whoever is "he" here is not "she" further on
            return Resolved(fitting[0], f"“{word}”, {sure}: {fitting[0]} is the only person it fits in {where}.")
        if len(fitting) > 1:
            if spoken and spoken[-1] in fitting and back:
                return Resolved(spoken[-1], f"“{word}”, uncertain: {spoken[-1]} is the last of those who spoke.")
            return Resolved("", f"Not clear: “{word}” may be {' or '.join(fitting[:4])}.")
        if spoke and back == 0 and nearest not in spoken:
            return spoke
    fitting = [n for n in spoken[-_NEAR_VOICES:] if names.gender.get(n.split()[-1].lower(), word) == word]
    if fitting and not _NO_PERSON.match(fitting[-1]):
        return Resolved(fitting[-1], f"“{word}”, uncertain: {fitting[-1]} is the last of those it fits who spoke.")
    return None


def _several(speaker: str) -> bool:
    """Are those several who are named by a noun ("two engineers at the dam")?"""
    noun = _HEAD_ENDS.split(speaker, maxsplit=1)[0].rpartition(" ")[2]
    plural = noun[-1:] == "s" and noun[-2:-1] not in tuple("sui")
    return noun in _PLURALS or (plural and (noun[:1].islower() or noun == speaker))


def _people(text: str, start: int, end: int, said: Span, names: Names) -> list[str]:
    """The people named in a stretch, near its end, in full or by the last word of a name known elsewhere.

    Whom the speech itself names is hardly its speaker.
    """
    out: list[str] = []
    first = bisect_left(names.people, max(start, end - _NEAR), key=re.Match.start)
    for m in names.people[first : bisect_left(names.people, end, lo=first, key=re.Match.start)]:
        if said.start <= m.start() < said.end:
            continue
        word = m["last"].lower()
        alone = not text[m.end() + 1 : m.end() + 2].isupper()
        full = names.by_last.get(word) or list(names.by_first.get(word, ()) if alone else ())
        if len(full) > 1:
            full = [name for name in full if text.endswith(name, start, m.end())] or full
        if len(full) != 1 and m["title"] and not text[m.end() + 1 : m.end() + 2].isupper():  # no first name
            full = [m["last"]]
        if len(full) == 1 and full[0] not in out:
            out.append(full[0])
    return out
