"""Words of a passage that some in a class will not know: for a teacher to explain in a glossary."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kit.annotation import Span
from kit.lexicons import read_lexicon, word_set
from kit.lexicons.inflect import inflect
from kit.lexicons.stop_words import STOP_WORDS
from kit.readability import is_familiar
from kit.readability.syllables import syllables
from kit.reading import Reading
from kit.spans import touching
from kit.terms.forms import group_forms
from kit.words import WORD

__all__ = ["RareWord", "rare_words"]

_SHORTEST = 4  # letters: most shorter words are known, or names of things that cannot be said more plainly


@dataclass(frozen=True, slots=True)
class RareWord:
    """A word as the text has it, and the sentence in which it first stands."""

    word: str
    sentence: Span


def rare_words(reading: Reading, passage: Span | None = None, *, most: int = 12) -> list[RareWord]:
    """The words of a passage, or of the article, that may need a meaning, in the order of the text.

    They are those that are on no list of familiar words (Dale's 3,000 of 1948, see ``is_familiar``, and what has become
    so since or is so in a school, ``lexicons/everyday.toml``), written small, so that no name is among them; of several
    forms the first. Of more than ``most`` those with the most syllables, then letters,
    are taken: how rare a word is in the language nothing here knows, so a teacher strikes out what a class knows.

    >>> from kit import read
    >>> [rare.word for rare in rare_words(read("The council deferred the inspection. It was Ana Ruiz's idea."))]
    ['deferred', 'inspection']
    """
    text = reading.text
    here = passage or Span(0, len(text))
    first: dict[str, Span] = {}
    for sentence in touching(reading.running("article"), *here):
        for found in WORD.finditer(text, max(sentence.start, here.start), min(sentence.end, here.end)):
            word = found.group()
            if word not in first and _may_be_hard(word):
                first[word] = sentence
    forms = group_forms(first)
    shown: dict[str, str] = {}
    for word in first:
        shown.setdefault(forms.get(word, word), word)
    hardest = sorted(shown.values(), key=lambda word: (-syllables(word), -len(word)))[:most]
    return [RareWord(word, first[word]) for word in first if word in set(hardest)]


def _may_be_hard(word: str) -> bool:
    plain = len(word) >= _SHORTEST and word[0].islower() and word.replace("-", "").isalpha()
    return plain and word not in STOP_WORDS and word not in _everyday() and not is_familiar(word)


@cache
def _everyday() -> frozenset[str]:
    """The forms of all everyday words, read when first needed."""
    parts = {"nouns": "noun", "verbs": "verb", "others": ""}
    bases = [(word, parts[name]) for name, listed in read_lexicon("everyday").items() for word in word_set(listed)]
    return frozenset(form for word, part in bases for form in inflect(word, part))
