"""The words of a sentence by class, one character a token, so that a short pattern can stand for many words."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache, lru_cache
from itertools import accumulate
from typing import NamedTuple

from kit.annotate.quotes.cues import load_cues
from kit.annotation import Span
from kit.lexicons import load_calendar, word_set

__all__ = ["ENDED", "OPEN", "SIGNS", "Tagged", "classes_of", "tag"]

OPEN, ENDED = "\ue000", "\ue001"  # a quotation that ends in a comma or nothing; in a full stop
SIGNS = OPEN + ENDED

_TOKEN = re.compile(r"([@$€£#]?\w[\w’'&%-]*+(?>(?:[.,](?=\w)|\.(?=-\w))[\w’'&%-]*+)*+|[^\w\s])")
# Classes that a list gives. Others: V a verb of saying in a tense, v any other cue, N what has a capital, n a number,
# a an adverb in -ly, g a word in -ing, E one in -ed, w any other word, S a quotation, and stops as they are.
_LISTS = {
    "x": "has have had will would could should may might can cannot did does do not never didn’t don’t doesn’t won’t",
    "b": "is are was were be been being",
    "h": "used liked likes loved loves tends tended went declined refused failed",  # "went on to say"
    "a": "also later then once now recently again often still just even further",
    "p": "he she they I we",
    "e": "it there",
    "d": "the a an all these those his her its their our my your one another some",
    "T": "that",
    "c": "what because when if whether so where after before than since how why unless until",
    "C": "as while although though whereas",
    "&": "and or",
    "B": "but yet",
    "r": "who whose",
    "q": "which",
    "t": "to",
    "o": "of for",
    "i": """
on in at during by with about from through via over under like without among across despite into against except
""",
    "l": "last this late early next earlier",
    "D": "today yesterday tonight",
    "P": "week month year day time",
    "A": "according",
    "w": "ally anomaly assembly bully family",
}
_STOPS = dict.fromkeys(SIGNS, "S") | dict.fromkeys(";—–[]-", ";")


class Tagged(NamedTuple):
    """A sentence, its tokens, the class of each, and where each begins and ends."""

    text: str
    words: list[str]  # in small letters
    classes: str
    starts: list[int]
    ends: list[int]

    def span(self, first: int, end: int) -> Span:
        """Where a run of tokens stands."""
        return Span(self.starts[first], self.ends[end - 1]) if first < end else Span(0, 0)

    def at(self, character: int) -> int:
        """The first token from a character on."""
        return bisect_left(self.starts, character)


@lru_cache(maxsize=16)  # each stretch in marks asks again
def tag(sentence: str) -> Tagged:
    """The tokens of a sentence, by class.

    >>> tag("On Monday the mayor also said it works.").classes
    'iDdwaVew.'
    """
    parts = _TOKEN.split(sentence)  # a gap, a token, a gap … a gap
    tokens, edges = parts[1::2], list(accumulate(map(len, parts)))
    return Tagged(sentence, list(map(str.lower, tokens)), "".join(map(_class, tokens)), edges[:-1:2], edges[1::2])


def classes_of(words: str) -> str:
    """The classes of the tokens alone, for those who need neither the words nor where they stand."""
    return "".join(map(_class, _TOKEN.findall(words)))


@cache
def _listed() -> dict[str, str]:
    """The class of each word that stands in a list."""
    cues, calendar = load_cues(), load_calendar()
    listed = dict.fromkeys(cues.verbs, "v")
    listed |= {form: "V" for form, base in cues.speech.items() if base not in cues.weak and form != base}
    listed |= {word: name for name, words in _LISTS.items() for word in word_set(words)}
    listed |= dict.fromkeys(calendar.parts_of_day | calendar.seasons, "P")
    return listed | dict.fromkeys(calendar.days, "D")


@lru_cache(maxsize=50_000)
def _class(token: str) -> str:
    listed = _listed()
    small = token.lower().replace("'", "’")
    capital = token[0].isupper()
    name = listed.get(token) or ("" if capital and token[1:].isupper() else listed.get(small, ""))
    if name and not (capital and name in "VvxbhaEP"):
        return name
    if capital or token[0] == "@":
        return "N"
    if not small[-1].isalnum() and len(token) == 1:
        return _STOPS.get(token, token)
    if any(map(str.isdigit, token)):
        return "n"
    return "a" if small.endswith("ly") else "g" if small.endswith("ing") else "E" if small.endswith("ed") else "w"
