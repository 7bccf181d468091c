"""The formulas, as published: what each is made of, in what unit, and how much text it asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Literal

from kit.readability.counts import Counts

__all__ = ["MEASURES", "Measure"]


@dataclass(frozen=True, slots=True, repr=False)
class Measure:
    """A readability formula.

    ``unit`` is "grade" (a school year of the United States) or "points"; ``harder`` says whether harder texts have
    "higher" or "lower" figures. ``uses`` names the counts that go in. ``least`` is the number of sentences or words
    under which the figure comes with a warning. ``of`` works it out; it raises ``ZeroDivisionError`` without words.

    >>> MEASURES["lix"].formula
    'words / sentences + 100 × long words / words'
    """

    name: str
    title: str
    formula: str
    source: str
    unit: Literal["grade", "points"]
    harder: Literal["higher", "lower"]
    uses: tuple[str, ...]
    of: Callable[[Counts], float]
    least: tuple[int, Literal["sentences", "words"]] = (100, "words")

    def __repr__(self) -> str:
        return f"<Measure {self.name}>"

    def warning(self, counts: Counts) -> str:
        """What to say where a text is too short for the measure; nothing where it is not.

        >>> from kit.readability import count
        >>> MEASURES["smog"].warning(count("The dam will hold."))
        'Too short for SMOG: 1 sentence, and it asks for 30. Take the figure for a rough hint.'
        """
        least, what = self.least
        there = getattr(counts, what)
        if there >= least:
            return ""
        return (
            f"Too short for {self.title}: {there} {what[: None if there != 1 else -1]}, and it asks for {least}. "
            "Take the figure for a rough hint."
        )


_JAP = "Journal of Applied Psychology"
_ERB = "Educational Research Bulletin"
_ALL = (
    Measure(
        "flesch_reading_ease",
        "Flesch Reading Ease",
        "206.835 − 1.015 × words / sentences − 84.6 × syllables / words",
        f"R. Flesch, “A new readability yardstick”, {_JAP} 32:3 (1948), 221–233.",
        "points",
        "lower",
        ("sentences", "words", "syllables"),
        lambda c: 206.835 - 1.015 * c.words / c.sentences - 84.6 * c.syllables / c.words,
    ),
    Measure(
        "flesch_kincaid",
        "Flesch–Kincaid",
        "0.39 × words / sentences + 11.8 × syllables / words − 15.59",
        "J. P. Kincaid, R. P. Fishburne, R. L. Rogers and B. S. Chissom, “Derivation of new readability formulas for "
        "Navy enlisted personnel”, Research Branch Report 8-75, Naval Air Station Memphis (1975).",
        "grade",
        "higher",
        ("sentences", "words", "syllables"),
        lambda c: 0.39 * c.words / c.sentences + 11.8 * c.syllables / c.words - 15.59,
    ),
    Measure(
        "gunning_fog",
        "Gunning fog",
        "0.4 × (words / sentences + 100 × complex words / words)",
        "R. Gunning, The Technique of Clear Writing, McGraw-Hill (1952).",
        "grade",
        "higher",
        ("sentences", "words", "complex_words"),
        lambda c: 0.4 * (c.words / c.sentences + 100 * c.complex_words / c.words),
    ),
    Measure(
        "smog",
        "SMOG",
        "3.1291 + 1.043 × √(30 × polysyllables / sentences)",
        "G. H. McLaughlin, “SMOG grading: a new readability formula”, Journal of Reading 12:8 (1969), 639–646.",
        "grade",
        "higher",
        ("sentences", "polysyllables"),
        lambda c: 3.1291 + 1.043 * sqrt(30 * c.polysyllables / c.sentences),
        (30, "sentences"),
    ),
    Measure(
        "coleman_liau",
        "Coleman–Liau",
        "5.88 × letters / words − 29.6 × sentences / words − 15.8",
        "M. Coleman and T. L. Liau, “A computer readability formula designed for machine scoring”, "
        f"{_JAP} 60:2 (1975), 283–284.",
        "grade",
        "higher",
        ("sentences", "words", "letters"),
        lambda c: 5.88 * c.letters / c.words - 29.6 * c.sentences / c.words - 15.8,
    ),
    Measure(
        "ari",
        "Automated Readability Index",
        "4.71 × characters / words + 0.5 × words / sentences − 21.43",
        "E. A. Smith and R. J. Senter, Automated Readability Index, AMRL-TR-66-220, Wright-Patterson Air Force Base "
        "(1967).",
        "grade",
        "higher",
        ("sentences", "words", "characters"),
        lambda c: 4.71 * c.characters / c.words + 0.5 * c.words / c.sentences - 21.43,
    ),
    Measure(
        "dale_chall_1948",
        "Dale–Chall (1948)",
        "15.79 × difficult words / words + 0.0496 × words / sentences + 3.6365",
        f"E. Dale and J. S. Chall, “A formula for predicting readability”, {_ERB} 27:1 (1948), 11–20 and 28. The raw "
        "score; their table turns it into grades.",
        "points",
        "higher",
        ("sentences", "words", "difficult_words"),
        lambda c: 15.79 * c.difficult_words / c.words + 0.0496 * c.words / c.sentences + 3.6365,
    ),
    Measure(
        "dale_chall_1995",
        "Dale–Chall (1995)",
        "64 − 95 × difficult words / words − 0.69 × words / sentences",
        "J. S. Chall and E. Dale, Readability Revisited: The New Dale–Chall Readability Formula, Brookline Books "
        "(1995). The cloze score; here with the word list of 1948, from which theirs differs in some words.",
        "points",
        "lower",
        ("sentences", "words", "difficult_words"),
        lambda c: 64 - 95 * c.difficult_words / c.words - 0.69 * c.words / c.sentences,
    ),
    Measure(
        "lix",
        "LIX",
        "words / sentences + 100 × long words / words",
        "C. H. Björnsson, Läsbarhet, Liber (1968).",
        "points",
        "higher",
        ("sentences", "words", "long_words"),
        lambda c: c.words / c.sentences + 100 * c.long_words / c.words,
    ),
    Measure(
        "rix",
        "RIX",
        "long words / sentences",
        "J. Anderson, “Lix and Rix: variations on a little-known readability index”, Journal of Reading 26:6 (1983), "
        "490–496.",
        "points",
        "higher",
        ("sentences", "long_words"),
        lambda c: c.long_words / c.sentences,
    ),
)

MEASURES: Mapping[str, Measure] = {measure.name: measure for measure in _ALL}
