"""CuePhrase phrases: the words by which a block of furniture says what it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from kit.annotation import Span
from kit.lexicons import read_lexicon, word_set

__all__ = [
    "START",
    "WHOLE",
    "WITHIN",
    "CuePhrase",
    "CuePhrases",
    "find_cue_phrase",
    "fold",
    "load_cue_phrases",
    "locate",
]

WHOLE, START, WITHIN = "whole", "start", "within"

_WORD = re.compile(r"\w+")
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\d+")
_LINES = read_lexicon("page_lines")
_BREAKS = {name: word_set(words) for name, words in _LINES["breaks"].items()}
_BREAK_WORDS = frozenset().union(*_BREAKS.values())
_NOTICES = {  # lines of these words alone, one of the first set among them, speak for a zone
    zone: (word_set(_LINES[table]["things"]), word_set(_LINES[table]["joining"]))
    for zone, table in (("navigation", "footer"), ("share", "sharing"), ("comment", "talking"))
}
_NOTICE_WORDS = _BREAK_WORDS.union(*(things | joining for things, joining in _NOTICES.values()))
_LONGEST_LINE = 8  # words; no phrase in a list `whole` has more
_LONGEST_NOTICE = 10  # words; nor has a line that is told by all its words
_MOST_WORDS = 400  # a block longer than that is no furniture, whatever phrase it holds


class CuePhrase(NamedTuple):
    """A phrase found in a block: the zone it speaks for, its place in the block, and how many the block holds.

    ``closing`` phrases open what stands below an article.
    """

    label: str
    place: str
    phrase: str
    times: int = 1
    closing: bool = False


class CuePhrases(NamedTuple):
    """The phrases of ``lexicons/zones.toml``, sorted by what finds them fast.

    ``rare`` holds openings and inner phrases by their longest word, which is as a rule the rarest: a block with none
    of ``words`` needs no further look. ``purpose`` and ``doubt`` are a sentence each for a label.
    """

    whole: dict[str, CuePhrase]
    rare: dict[str, tuple[CuePhrase, ...]]
    words: frozenset[str]
    purpose: dict[str, str]
    doubt: dict[str, str]


@cache
def load_cue_phrases() -> CuePhrases:
    """The cue phrases, read when first needed."""
    tables = read_lexicon("zones")
    closing = frozenset(tables.pop("closing"))
    whole: dict[str, CuePhrase] = {}
    rare: dict[str, list[CuePhrase]] = {}
    for label, table in tables.items():
        for phrase in table[WHOLE]:
            whole[phrase] = CuePhrase(label, WHOLE, phrase, closing=phrase in closing)
        for place in (START, WITHIN):
            for phrase in table[place]:
                cue = CuePhrase(label, place, phrase, closing=place == START and phrase in closing)
                rare.setdefault(max(phrase.split(), key=len), []).append(cue)
    return CuePhrases(
        whole=whole,
        rare={word: tuple(cues) for word, cues in rare.items()},
        words=frozenset(rare),
        purpose={label: table["purpose"] for label, table in tables.items()},
        doubt={label: table["doubt"] for label, table in tables.items()},
    )


def fold(text: str) -> list[str]:
    """The words of a text without capitals or punctuation.

    >>> fold("Don't miss: 5 tips")
    ['don', 't', 'miss', '5', 'tips']
    """
    return _WORD.findall(text.lower())


def find_cue_phrase(words: Sequence[str]) -> CuePhrase | None:
    """The strongest cue phrase in the folded words of a block: its whole, else its opening, else one within.

    >>> find_cue_phrase(["5", "comments"])
    CuePhrase(label='comment', place='whole', phrase='0 comments', times=1, closing=True)
    >>> find_cue_phrase("sign up for our free newsletter to your inbox".split())[:4]
    ('promo', 'start', 'sign up for', 4)
    """
    phrases = load_cue_phrases()
    if len(words) > _MOST_WORDS:
        return None
    if len(words) <= _LONGEST_LINE:
        line = " ".join(words)
        cue = phrases.whole.get(line) or (_DIGIT.search(line) and phrases.whole.get(_NUMBER.sub("0", line)))
        if cue:
            return cue
    told = len(words) <= _LONGEST_NOTICE and words and (words[-1] in _NOTICE_WORDS or words[-1].isdigit())
    if told and (label := "promo" if _is_break(words) else _notice(words)):
        return CuePhrase(label, WHOLE, _NUMBER.sub("0", " ".join(words)))
    if not (hits := phrases.words.intersection(words)):
        return None
    opening = "0" if words[0].isdigit() else words[0]
    joined = f" {opening} {' '.join(words[1:])} "
    found = [
        cue
        for word in hits
        for cue in phrases.rare[word]
        if (joined.startswith(f"{cue.phrase} ", 1) if cue.place == START else f" {cue.phrase} " in joined)
    ]
    return _strongest(found) if found else None


def _is_break(words: Sequence[str]) -> bool:
    """Does a line say nothing but that an advertisement stands here, or that the text goes on below one?

    >>> [_is_break(fold(line)) for line in ("Advertisement – story continues below", "The story continues", "Ad men")]
    [True, False, False]
    """
    if not _BREAK_WORDS.issuperset(word for word in words if not word.isdigit()):
        return False
    notice, onward, beyond = (not _BREAKS[name].isdisjoint(words) for name in ("notices", "onward", "beyond"))
    return notice or (onward and (beyond or "reading" in words))


def _notice(words: Sequence[str]) -> str | None:
    """What a line leads to that says nothing else: the foot of a site, its ways to share, the readers' comments.

    >>> [_notice(fold(line)) for line in ("Your terms", "Share Save Print", "View 27 comments", "No terms")]
    ['navigation', 'share', 'comment', None]
    """
    said = {word for word in words if not word.isdigit()}
    return next((z for z, (things, joining) in _NOTICES.items() if said & things and said <= things | joining), None)


def _strongest(found: Sequence[CuePhrase]) -> CuePhrase:
    """An opening before an inner phrase, then the zone most phrases speak for, then the longest phrase.

    What stands within another phrase is not counted twice.
    """
    found = [
        cue
        for cue in found
        if cue.place == START or not any(cue.phrase in other.phrase and cue != other for other in found)
    ]
    votes = Counter(cue.label for cue in found)
    best = max(found, key=lambda cue: (cue.place == START, votes[cue.label], len(cue.phrase), cue.phrase))
    return best._replace(times=len(found))


def locate(text: str, phrase: str) -> Span | None:
    """Where a folded phrase stands in the text it was found in; ``None`` where it does not.

    >>> locate("Please, SIGN UP for it.", "sign up")
    Span(start=8, end=15)
    """
    lowered = text.lower()
    if len(lowered) != len(text):  # a capital that is two characters in small: İ
        lowered = text
    wanted = phrase.split()
    spans = [m.span() for m in _WORD.finditer(lowered)]
    words = [_NUMBER.sub("0", lowered[start:end]) for start, end in spans]
    for at in range(len(words) - len(wanted) + 1):
        if words[at] == wanted[0] and words[at : at + len(wanted)] == wanted:
            return Span(spans[at][0], spans[at + len(wanted) - 1][1])
    return None
