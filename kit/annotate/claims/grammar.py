"""What a cue is by the words around it: a verb or a noun, a plan or a cause, a superlative, a call.

All of it takes a sentence cut at its words (``Cut``: a gap, a word, a gap …) and the place of a word in it, and looks a
few words ahead or back, or once along the sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import islice, pairwise
from typing import NamedTuple

from kit.lexicons import read_lexicon, word_set

__all__ = ["call", "is_record", "is_verb", "plan", "superlatives", "under_the_past", "will_is_noun"]

_PEOPLE = frozenset(["people", "children", "women", "men", "police"])
_CLAUSES = frozenset(["who", "which", "that", "because", "if", "when", "until", "before", "while", "what", "how"])
_OPENERS = 3  # words that may stand before the verb of a call
_RECORD = 7  # words after a superlative in which "since 1950" makes it one that can be measured
_BEING = 3  # words before "due to" in which its "is" may stand

Words = frozenset[str]


class _Grammar(NamedTuple):
    """The words of ``lexicons/grammar.toml``, as sets."""

    determiners: Words
    quantities: Words
    objects: Words
    subjects: Words
    helpers: Words
    finite: Words
    deeds: Words
    kin: Words
    prepositions: Words
    no_verbs: Words
    times: Words
    before_calls: Words
    calls: Words
    calls_or_nouns: Words
    calls_or_adjectives: Words
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
    """Is a word a verb here that may be a noun: "they care", "to fuel it", and not "health care", "fuel prices"?"""
    words = _grammar()
    word, before, after = parts[at], _before(parts, at), _next(parts, at)
    if word.endswith(("ed", "ing")):
        return before not in words.determiners
    if before in words.subjects or before in words.helpers or before.endswith("ly"):
        return True
    object_follows = after in words.determiners or after in words.objects or after == "about"
    return object_follows and before not in words.determiners and before not in words.prepositions


def will_is_noun(parts: Sequence[str], at: int) -> bool:
    """Is a "will" what somebody wants or leaves behind: "the will of the people", "free will", "Ana's will"?"""
    before = _before(parts, at)
    return before in _grammar().determiners or before in {"free", "political", "popular"} or _owned(parts, at)


def plan(parts: Sequence[str], at: int) -> str | None:
    """Is what follows a "due to", by its last word's place, planned: "now" or "then", by the "is" or "was" before it?

    ``None`` where it is a cause.
    """
    words = _grammar()
    verb, after = _next(parts, at), _next(parts, at + 2)
    if verb not in words.scheduled:
        return None
    moves = not after or after.endswith("ly") or after in words.determiners | words.prepositions | words.times
    if verb in words.scheduled_or_not and not moves:
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

    "The kindest", "Ana's ugliest", "its best year", "the most boring"; not "the highest", nor "the worst since 1950".
    """
    found = [(at, _compared(parts, at)) for at in range(3, len(parts), 2) if parts[at].endswith("st")]
    return [(first, last) for first, last in found if last and not is_record(parts, last)]


def _compared(parts: Sequence[str], at: int) -> int:
    """The place of the word that "most" compares, or of a superlative itself; 0 where it judges nothing."""
    words = _grammar()
    word, before = parts[at], _before(parts, at)
    if not (before in words.determiners or _owned(parts, at) or _before(parts, at - 2) in words.determiners):
        return 0
    if word in {"most", "least"}:
        last = at + 4 if _next(parts, at).endswith("ly") else at + 2  # "the most highly regarded"
        compared = parts[at + 2 : last + 1 : 2]
        judges = len(compared) == (last - at) // 2 and words.measured.isdisjoint(compared)
        return last if judges and before != "at" and compared[-1].endswith(tuple(words.adjectives)) else 0
    if word in {"best", "worst"}:  # "did its best to" is another thing
        after = _next(parts, at)
        return (
            at if after and after not in words.prepositions and after not in {"to", "friend", "friends", "man"} else 0
        )
    known = word in words.no_superlatives or word in words.measured or not word.endswith("est") or len(word) < 5
    return 0 if known else at


def _owned(parts: Sequence[str], at: int) -> bool:
    """Does somebody own it: "Ana's", "the dogs'"?"""
    return at > 2 and (parts[at - 1] in {"' ", "’ "} or (_before(parts, at) == "s" and parts[at - 3] in {"'", "’"}))


def is_record(parts: Sequence[str], at: int) -> bool:
    """Does what follows a superlative measure it: "since 1950", "in fifty years", "on record"?"""
    row = parts[at + 2 : at + 2 + 2 * _RECORD : 2]
    pairs = set(pairwise(row))
    return "since" in row or ("on", "record") in pairs or ("in", "years") in set(zip(row, row[2:], strict=False))


def call(parts: Sequence[str]) -> tuple[int, int] | None:
    """The places of the first and last words by which a sentence calls for something in the imperative, if it does.

    "Stop the plan", "Let the town decide", "Please vote", "Never trust them", "Don't wait", "If you can, vote".
    """
    words, asks = _grammar(), parts[-2] == "?"
    if parts[0].strip(" \t\n*_-•·"):
        return None  # a mark of quotation, or a bracket
    first = 1
    for _ in range(_OPENERS):
        if first + 2 < len(parts) and parts[first] in words.before_calls:
            if parts[first + 1] != ", " and (parts[first + 1] != " " or parts[first] in {"next", "first", "second"}):
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
        verb = parts[comma + 2] if comma else ""
        led = comma and verb in words.calls_or_nouns and _next(parts, comma + 2) in words.determiners
        if comma and (verb in words.calls or led):
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
        thing = after in _PEOPLE or (_inflected(after) and after.endswith("s") and after not in words.prepositions)
        return led or (thing and not _goes_on(parts, at))
    if verb in words.calls_or_adjectives:
        return led or after in {"up", "down", "off", "now"}
    if verb in words.calls:
        return True
    if verb in words.calls_or_nouns:
        return led or not (":" in parts[at + 1] or _goes_on(parts, at) or _is_line(parts, at))
    others = (words.no_verbs, words.prepositions, words.determiners, words.finite, words.subjects)
    known = any(verb in listed for listed in others) or not verb.isalpha() or len(verb) < 3 or _inflected(verb)
    return led and not known and after not in words.quantities and not _goes_on(parts, at)


def _inflected(word: str) -> bool:
    return word.endswith(("ed", "ing", "ly")) or (word.endswith("s") and not word.endswith("ss"))


def _goes_on(parts: Sequence[str], at: int) -> bool:
    """Does a verb follow to which the first word is a subject: "Work on the bridge began", "Fear grips the town"?"""
    words = _grammar()
    for place in range(at + 2, len(parts), 2):
        word = parts[place]
        joined = word in {"or", "but", "so"} or (word == "and" and _next(parts, place) in words.subjects | words.calls)
        if word in _CLAUSES or (joined and place > at + 2):
            return False  # a clause of its own
        did = word in words.deeds or (word.endswith("ed") and parts[place - 2] not in words.determiners)
        if word in words.finite or (did and not word.endswith("s")) or _does(parts, place, place == at + 2):
            return True
    return False


def _does(parts: Sequence[str], at: int, second: bool) -> bool:
    """Is a word in -s a verb: "begins", or, as the second of a sentence, with an object: "Fear grips the town"?"""
    words, word = _grammar(), parts[at]
    if not word.endswith("s") or word.endswith("ss"):
        return False
    known = word[:-1] in words.calls or word[:-2] in words.calls
    after = _next(parts, at)
    return known or (second and after in words.determiners and after not in {"more", "less"})


def _is_line(parts: Sequence[str], at: int) -> bool:
    """Is it a line without a full stop, in which a noun is led on by a preposition: "Vote on bridge"?"""
    after = _next(parts, at)
    stops = parts[-1].rstrip().endswith((".", "!", ":")) or "!" in islice(reversed(parts), 3)
    return not stops and (after == "to" or after in _grammar().prepositions or not after)
