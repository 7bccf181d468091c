"""A second opinion: textstat's figures beside the kit's, and why they differ."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from types import ModuleType, SimpleNamespace
from typing import Any

from kit.article import Article
from kit.readability.counts import count
from kit.readability.measures import MEASURES, Measure
from kit.readability.syllables import syllables

__all__ = ["Opinion", "second_opinion"]


@dataclass(frozen=True, slots=True)
class Opinion:
    """One measure worked out twice: by the kit, and by textstat; and why the two differ.

    Both are ``None`` where there is no word to count.
    """

    measure: Measure
    ours: float | None
    theirs: float | None
    why: str


# The kit's name of a measure: textstat's, and where its formula is another.
_NAMES = {
    "flesch_reading_ease": ("flesch_reading_ease", ""),
    "flesch_kincaid": ("flesch_kincaid_grade", ""),
    "gunning_fog": ("gunning_fog", ""),
    "smog": ("smog_index", ""),
    "coleman_liau": ("coleman_liau_index", "It multiplies letters by 5.8, not by 5.88."),
    "ari": ("automated_readability_index", ""),
    "dale_chall_1948": (
        "dale_chall_readability_score",
        "It adds 3.6365 only where more than 5 % of the words are difficult; the paper always does.",
    ),
    "dale_chall_1995": (
        "dale_chall_readability_score_v2",
        "Under this name it works out the formula of 1948 anew, and not that of 1995: the scale is another.",
    ),
    "lix": ("lix", ""),
    "rix": ("rix", ""),
}
# What a measure uses: textstat's function for it, with arguments, and what it does differently.
_READ_OUT = "it takes initials for words, a number for one syllable and a compound for one run of letters"
_COUNTERS: Mapping[str, tuple[str, dict[str, Any], str]] = {
    "sentences": (
        "sentence_count",
        {},
        "it ends one at every full stop, after “Mr.” and within “3.5” too, but at no line's end, and leaves out those "
        "of one or two words",
    ),
    "words": (
        "lexicon_count",
        {},
        "what stands between spaces is one word to it, also around a long dash",
    ),
    "letters": ("letter_count", {}, "digits are letters to it"),
    "characters": ("char_count", {}, "stops, commas and quotation marks count too"),
    "syllables": ("syllable_count", {}, _READ_OUT),
    "polysyllables": ("polysyllabcount", {}, _READ_OUT),
    "complex_words": (
        "difficult_words",
        {"syllable_threshold": 3, "unique": False},
        "it leaves out words on Dale's list; Gunning leaves out names, compounds and endings instead",
    ),
    "long_words": (
        "long_word_count",
        {},
        "digits are letters to it, and words around a long dash are one",
    ),
    "difficult_words": (
        "difficult_words",
        {"syllable_threshold": 0, "unique": False},
        "forms of listed words (“stopped”), names and numbers are difficult to it",
    ),
}


def second_opinion(article: Article | str) -> tuple[Opinion, ...]:
    """Each measure of a whole text by the kit and by textstat, in the order of ``MEASURES``, with why they differ.

    Works without a network and without nltk: textstat is handed the kit's syllables in place of the dictionary that
    it would download. What is said to differ are the counts that go into the formula, and the formula where textstat
    has another.

    >>> opinion = second_opinion("Mr. Ruiz came home. Nobody knew why he had left.")[-1]
    >>> opinion.ours, opinion.theirs
    (0.0, 0.0)
    """
    text = article if isinstance(article, str) else article.text
    counts = count(text)
    if not counts.words:
        return tuple(Opinion(measure, None, None, "There are no words to count.") for measure in MEASURES.values())
    textstat = _textstat()
    said = {
        field: _difference(field, getattr(counts, field), getattr(textstat, name)(text, **arguments), how)
        for field, (name, arguments, how) in _COUNTERS.items()
    }
    opinions = []
    for name, measure in MEASURES.items():
        theirs, formula = _NAMES[name]
        why = " ".join(filter(None, [*(said[field] for field in measure.uses), formula]))
        opinions.append(Opinion(measure, measure.of(counts), getattr(textstat, theirs)(text), why))
    return tuple(opinions)


def _difference(field: str, ours: int, theirs: int, how: str) -> str:
    what = field.replace("_", " ")
    return f"textstat counts {theirs:,} {what}, the kit {ours:,}: {how}." if theirs != ours else ""


class _Dictionary:
    """The kit's syllables in the shape of nltk's CMUdict: a list of pronunciations, in which vowels end in a digit.

    What is no plain word is not in it, so that textstat does with it what it always does.
    """

    def __getitem__(self, word: str) -> list[list[str]]:
        if not word.replace("'", "").isalpha():
            raise KeyError(word)
        return [["V1"] * syllables(word)]


@cache
def _textstat() -> ModuleType:
    """A copy of textstat for the kit alone, with a stand-in for nltk: no import of 3 seconds, and no download.

    textstat 0.7 imports nltk for nothing but CMUdict. While its modules are loaded, the stand-in is what they find
    under that name; then all of it is taken out of ``sys.modules`` again, and what was there before is put back. So
    whoever imports textstat or nltk later gets the real ones. Nothing inside textstat is changed.
    """
    stand_in = ModuleType("nltk")
    stand_in.data = SimpleNamespace(find=lambda name: None)  # type: ignore[attr-defined]
    stand_in.corpus = SimpleNamespace(cmudict=SimpleNamespace(dict=_Dictionary))  # type: ignore[attr-defined]
    before = _taken_out()
    sys.modules["nltk"] = stand_in
    try:
        textstat = import_module("textstat")
        textstat.difficult_words("dictionary")  # so that it has its dictionary and its list before it is hidden
        return textstat
    finally:
        _taken_out()
        sys.modules.update(before)


def _taken_out() -> dict[str, ModuleType]:
    """Take textstat and nltk out of the modules that Python knows, and give them back."""
    names = [name for name in sys.modules if name.partition(".")[0] in ("textstat", "nltk")]
    return {name: sys.modules.pop(name) for name in names}
