"""What a cue is by the words around it: a verb or a noun, a plan or a cause, a superlative, a call.

All of it takes a sentence cut at its words (``Cut``: a gap, a word, a gap …) and the place of a word in it, and looks a
few words ahead or back, or once along the sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import islice
from typing import NamedTuple

from kit.lexicons import read_lexicon, word_set

__all__ = ["call", "is_record", "is_verb", "plan", "superlatives", "under_the_past", "will_is_noun"]

_OPENERS = 3  # words that may stand before the verb of a call
_RECORD = 7  # words after a superlative in which "since 1950" makes it one that can be measured
_BEING = 3  # words before "due to" in which its "is" may stand

Words = frozenset[str]


class _Grammar(NamedTuple):
    """The words of ``lexicons/grammar.toml``, as sets."""

    determiners: Words
    objects: Words
    subjects: Words
    helpers: Words
    finite: Words
    deeds: Words
    prepositions: Words
    no_verbs: Words
    times: Words
    before_calls: Words
    calls: Words
    calls_or_nouns: Words
    calls_or_participles: Words
    past_knowing: Words
    scheduled: Words
    scheduled_or_not: Words
    no_superlatives: Words
    measured: Words
    adjectives: Words


@cache
def _grammar() -> _Grammar:
    return _Grammar(**{name: word_set(words) for name, words in read_lexicon("grammar").items()})


def _next(parts: Sequence[str], at: int) -> str:
    """The word after one, where only a space parts them."""
    return parts[at + 2] if at + 2 < len(parts) and parts[at + 1].isspace() else ""


def _before(parts: Sequence[str], at: int) -> str:
    """The word before one, where only a space parts them."""
    return parts[at - 2] if at > 1 and parts[at - 1].isspace() else ""


def is_verb(parts: Sequence[str], at: int) -> bool:
    """Is a word that may be a noun a verb here: "they care", "to fuel the row", and not "health care", "fuel prices"?"""
    words = _grammar()
    word, before, after = parts[at], _before(parts, at), _next(parts, at)
    if word.endswith(("ed", "ing")):
        return before not in words.determiners
    if before in words.subjects or before in words.helpers or before.endswith("ly"):
        return True
    object_follows = after in words.determiners or after in words.objects or after == "about"
    return object_follows and before not in words.determiners and before not in words.prepositions


def will_is_noun(parts: Sequence[str], at: int) -> bool:
    """Is a "will" what somebody wants or leaves behind: "the will of the people", "free will"?"""
    return _before(parts, at) in {
        "the",
        "a",
        "his",
        "her",
        "their",
        "my",
        "your",
        "our",
        "its",
        "free",
        "political",
    } or (at > 3 and parts[at - 2] == "s" and parts[at - 3] in {"'", "’"})


def plan(parts: Sequence[str], at: int) -> str | None:
    """Is the word after "due to" something that is planned: "now" or "then", by the "is" or "was" before it?

    ``None`` where it is a cause.
    """
    words = _grammar()
    verb, last = _next(parts, at), at + 2
    if verb not in words.scheduled:
        return None
    if verb in words.scheduled_or_not and (after := _next(parts, last)):
        if after not in words.determiners | words.prepositions | words.times and not after.endswith("ly"):
            return None  # "due to open borders"
    earlier = set(parts[max(1, at - 2 - 2 * _BEING) : at - 2 : 2])
    return "then" if earlier & {"was", "were", "been", "had"} else "now"


def under_the_past(parts: Sequence[str]) -> int:
    """The place from which a "would" is the past of "will": behind the first verb of knowing or saying in the past.

    "She knew that it would rain." Where there is none, the end.
    """
    known = _grammar().past_knowing
    return next((at for at in range(1, len(parts), 2) if parts[at] in known), len(parts))


def superlatives(parts: Sequence[str]) -> list[tuple[int, int]]:
    """Where a sentence puts something above all others by what nobody can measure, as places of first and last words.

    "The kindest", "Europe's ugliest", "the most boring"; not "the highest", nor "the worst since 1950".
    """
    words = _grammar()
    out = []
    for at in range(3, len(parts), 2):
        word, before = parts[at], _before(parts, at)
        if word.endswith("est") and len(word) > 4:
            known = word in words.no_superlatives or word in words.measured
            above = before in words.determiners or (before == "s" and parts[at - 3] in {"'", "’"}) or _led(parts, at)
            if not known and above:
                out.append((at - 2 if before == "the" else at, at))
        elif before in {"most", "least"} and _before(parts, at - 2) in {"the", "s", "its", "their", "our"}:
            judged = at + 2 if word.endswith("ly") and word not in words.measured else at
            if (
                judged < len(parts)
                and parts[judged] not in words.measured
                and parts[judged].endswith(tuple(words.adjectives))
            ):
                out.append((at - 4, judged))
    return [(first, last) for first, last in out if not is_record(parts, last)]


def _led(parts: Sequence[str], at: int) -> bool:
    """Does a "the" stand one word further back: "the two kindest"?"""
    return _before(parts, at - 2) == "the" and bool(_before(parts, at))


def is_record(parts: Sequence[str], at: int) -> bool:
    """Does what follows a superlative measure it: "since 1950", "in fifty years", "on record"?"""
    row = parts[at + 2 : at + 2 + 2 * _RECORD : 2]
    pairs = set(zip(row, row[1:], strict=False))
    return "since" in row or ("on", "record") in pairs or ("in", "years") in set(zip(row, row[2:], strict=False))


def call(parts: Sequence[str]) -> tuple[int, int] | None:
    """The places of the first and last words by which a sentence calls for something in the imperative, if it does.

    "Stop the plan", "Let the town decide", "Please vote", "Never trust them", "Don't wait", "If you can, vote"."""
    words, asks = _grammar(), parts[-2] == "?"
    if parts[0].strip(" \t\n*_-•·"):
        return None  # a mark of quotation, or a bracket
    first = 1
    for _ in range(_OPENERS):
        if first + 2 < len(parts) and parts[first] in words.before_calls:
            if parts[first + 1] not in {" ", ", "}:
                return None
            first += 2
    verb, after = parts[first], _next(parts, first)
    if verb == "don" and parts[first + 2 : first + 3] == ["t"]:
        first, verb, after = first + 2, "don't", _next(parts, first + 2)
    if verb in {"don't", "do"} and (verb == "don't" or after == "not"):
        return None if asks or after in words.subjects else (first - 2 if verb == "don't" else first, first)
    if asks:
        return None
    if _opens_call(parts, first):
        return first, first
    if parts[1] in {"if", "when", "before", "unless", "to", "until", "whenever", "instead"}:
        comma = next((at for at in range(3, len(parts) - 2, 2) if parts[at + 1] == ", "), None)
        if comma and (parts[comma + 2] in words.calls or parts[comma + 2] in words.calls_or_nouns):
            if parts[comma + 2] in words.calls or _next(parts, comma + 2) in words.determiners:
                return comma + 2, comma + 2
    return None


def _opens_call(parts: Sequence[str], at: int) -> bool:
    """Is the word at a place the verb of a call, by itself and by what follows it?"""
    words = _grammar()
    verb, after = parts[at], _next(parts, at)
    if after in words.subjects and after not in words.objects | words.determiners:
        return False  # "Do you …"
    led = (after in words.determiners or after in words.objects) and _next(parts, at + 2) not in words.times
    if verb == "let":
        return bool(after) and after != "alone"
    if verb in words.calls_or_participles:
        return led
    if verb in words.calls:
        return True
    if verb in words.calls_or_nouns:
        return led or not (_goes_on(parts, at) or _is_line(parts, at))
    strange = verb in words.no_verbs or verb in words.prepositions or verb in words.determiners or verb in words.finite
    return led and verb.isalpha() and len(verb) > 2 and not strange and not _inflected(verb)


def _inflected(word: str) -> bool:
    return word.endswith(("ed", "ing", "ly")) or (word.endswith("s") and not word.endswith("ss"))


def _goes_on(parts: Sequence[str], at: int) -> bool:
    """Does a verb follow to which the first word is a subject: "Work on the bridge began", "Fear grips the town"?"""
    words = _grammar()
    for place in range(at + 2, len(parts), 2):
        word = parts[place]
        if word in {"who", "which", "that", "because", "if", "when", "until", "before", "while"}:
            return False  # a clause of its own
        if word in words.finite or (word.endswith("ed") and parts[place - 2] not in words.determiners):
            return True
        if word.endswith("s") and not word.endswith("ss"):
            stem = word[:-1]
            if stem in words.calls or stem.removesuffix("e") in words.calls:
                return True
            if place == at + 2 and _next(parts, place) in words.determiners:
                return True
    return False


def _is_line(parts: Sequence[str], at: int) -> bool:
    """Is it a line without a full stop, in which a noun is led on by a preposition: "Vote on bridge"?"""
    after = _next(parts, at)
    stops = parts[-1].rstrip().endswith((".", "!", ":")) or "!" in islice(reversed(parts), 3)
    return not stops and (after == "to" or after in _grammar().prepositions or not after)
