"""Count what readability formulas are made of: sentences, words, letters, syllables, hard words."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable
from typing import NamedTuple

from kit.readability.familiar import is_familiar
from kit.readability.syllables import syllables
from kit.segment.sentences import sentence_spans
from kit.words import WORD

__all__ = ["Counts", "count", "unpack"]

_OPENERS = "\"“‘'«‹(["
_TAILS = ("", "'s", "’s", *",.;:?!)”")  # what may follow a name within its token
_INFLECTED = re.compile(r"(?:[td]ed|(?:[sxz]|[cs]h|[cg])es)$")
_FIELDS = struct.Struct("<9I")
_MOST = 200_000  # words kept with their counts: more than a large newspaper uses in a month
_LONGEST = 100  # code points of those that are kept


class Counts(NamedTuple):
    """What a text counts, sentence by sentence and in all.

    ``letters`` are letters alone, ``characters`` letters and digits. ``polysyllables`` have three syllables or more;
    ``complex_words`` are those of them that Gunning counts: no names, no compounds of short words, none that reach
    three by -ed or -es. ``long_words`` have more than six letters. ``difficult_words`` are not on Dale's list (see
    ``is_familiar``), names aside. ``packed`` holds each sentence's counts in one number; ``by_sentence`` unpacks them.
    """

    sentences: int
    words: int
    letters: int
    characters: int
    syllables: int
    polysyllables: int
    complex_words: int
    long_words: int
    difficult_words: int
    packed: tuple[int, ...] = ()

    @property
    def by_sentence(self) -> list[Counts]:
        """The counts of each sentence, in order."""
        return [unpack(number) for number in self.packed]


def count(text: str, sentences: Iterable[tuple[int, int]] | None = None) -> Counts:
    """Count a text, or these of its sentences (code points, half-open, in order).

    A sentence is one of ``find_sentences`` with a word in it. A word is a run of letters and digits,
    joined by single hyphens, apostrophes, points or slashes. A capital within a sentence marks a name; at its start
    only where the word has one within another sentence too, and after an opening mark never. No text raises; time is
    linear.

    >>> counts = count("The dam will hold. Diphtheria used to kill many babies.")
    >>> counts.sentences, counts.words, counts.syllables, counts.difficult_words
    (2, 10, 15, 1)
    """
    packed = [number for number in _sentences(text, sentence_spans(text) if sentences is None else sentences) if number]
    return unpack(sum(packed))._replace(packed=tuple(packed))


def unpack(number: int) -> Counts:
    """Counts packed into one number, or a sum of such numbers: that is what makes adding many of them fast."""
    return Counts(*_FIELDS.unpack(number.to_bytes(_FIELDS.size, "little")))


def _sentences(text: str, bounds: Iterable[tuple[int, int]]) -> list[int]:
    """The packed counts of each sentence; 0 where it has no word."""
    totals: list[int] = []
    inside: set[str] = set()
    openings: list[tuple[int, str, int]] = []
    for start, end in bounds:
        words = text[start:end]
        tokens = (words.lower() if words.isupper() else words).split()
        total = sum(map(_COUNTED.__getitem__, tokens))
        first, small = tokens[0], tokens[0].lower()
        if first[1:] == small[1:] and (change := _COUNTED[small] - _COUNTED[first]):
            openings.append((len(totals), first, change))
        inside.update(tokens[1:])
        totals.append(total and total + 1)  # the lowest field counts sentences
    for at, first, change in openings:
        name = _stem(first)
        if not any(name + tail in inside for tail in _TAILS):
            totals[at] += change
    return totals


class _Cache(dict[str, int]):
    """What a run of characters without a space counts, packed; worked out when it is first met."""

    def __missing__(self, token: str) -> int:
        if len(self) >= _MOST:
            self.clear()
        number = sum(_pack(token, found) for found in WORD.finditer(token))
        if len(token) <= _LONGEST:
            self[token] = number
        return number


_COUNTED = _Cache()


def _pack(token: str, found: re.Match[str]) -> int:
    word = found.group()
    if found.start() and token[found.start() - 1] in _OPENERS and word[1:] == word[1:].lower():
        word = word.lower()
    letters = characters = len(word)
    if not word.isalpha():
        letters, characters = sum(map(str.isalpha, word)), sum(map(str.isalnum, word))
    heard, no_name = syllables(word), word[0].islower()
    fields = (
        0,
        1,
        letters,
        characters,
        heard,
        heard >= 3,
        heard >= 3 and no_name and _is_complex(word, heard),
        letters > 6,
        no_name and not is_familiar(word),
    )
    return int.from_bytes(_FIELDS.pack(*fields), "little")


def _is_complex(word: str, heard: int) -> bool:
    if "-" in word:
        return any(syllables(part) >= 3 for part in word.split("-"))
    return heard > 3 or not _INFLECTED.search(word)


def _stem(token: str) -> str:
    """The word with which a token begins, without an ending after an apostrophe."""
    return re.split(r"[^\w-]", token)[0]
