"""A second opinion: textstat's figures beside the kit's, and why they differ.

textstat 0.7 imports nltk for nothing but CMUdict, and downloads that at its first syllable. So it is asked in a process
of its own, ``textstat_process``, where a small module stands for nltk, and where it can be ended; in a browser, which
has no processes, in this one, where both are known while they are asked and to nobody else.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from kit.files import IN_BROWSER
from kit.readability.counts import count
from kit.readability.measures import MEASURES, Measure
from kit.readability.scores import figure
from kit.tables import Listing, Table

__all__ = ["Opinion", "second_opinion", "textstats"]


@dataclass(frozen=True, slots=True)
class Opinion:
    """One measure worked out twice: by the kit, and by textstat; and why the two differ.

    Both are ``None`` where there is no word to count.
    """

    measure: Measure
    ours: float | None
    theirs: float | None
    why: str


PATIENCE = 60  # seconds, in which textstat reads half a million words

_Call = tuple[str, dict[str, Any]]  # a function of textstat's, and its arguments beside the text
_FOLDER = Path(__file__).with_name("textstat_process")

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


def second_opinion(text: str) -> Listing[Opinion]:
    """Each measure of a whole text by the kit and by textstat, in the order of ``MEASURES``, with why they differ.

    Works without a network and without nltk. What is said to differ are the counts that go into the formula, and the
    formula where textstat has another. Raises what ``textstats`` raises.

    >>> opinion = second_opinion("Mr. Ruiz came home. Nobody knew why he had left.")[-1]
    >>> opinion.ours, opinion.theirs
    (0.0, 0.0)
    """
    counts = count(text)
    if not counts.words:
        nothing = "There are no words to count."
        return Listing((Opinion(measure, None, None, nothing) for measure in MEASURES.values()), _opinion_table)
    theirs = textstats(text)
    said = {
        field: _difference(field, getattr(counts, field), theirs[field], how) for field, (*_, how) in _COUNTERS.items()
    }
    opinions = []
    for name, measure in MEASURES.items():
        _, formula = _NAMES[name]
        why = " ".join(filter(None, [*(said[field] for field in measure.uses), formula]))
        opinions.append(Opinion(measure, measure.of(counts), theirs[name], why))
    return Listing(opinions, _opinion_table)


def _opinion_table(opinions: Sequence[Opinion]) -> Table:
    rows = [(o.measure.title, figure(o.ours), figure(o.theirs), o.why or "–") for o in opinions]
    return Table((("formula", "the kit", "textstat", "why they differ"), *rows))


def _difference(field: str, ours: int, theirs: float, how: str) -> str:
    what = field.replace("_", " ")
    return f"textstat counts {theirs:,} {what}, the kit {ours:,}: {how}." if theirs != ours else ""


@lru_cache(maxsize=32)
def textstats(text: str) -> dict[str, float]:
    """textstat's figures of a text: its counts by the kit's names of them, and its measures by theirs.

    The kit's syllables stand for the dictionary that it would download with nltk. Raises ``TimeoutError`` where it
    takes longer than a minute, ``OSError`` where no process can be started for it, and ``RuntimeError`` where it fails,
    with what it said.

    >>> figures = textstats("The dam will hold.")
    >>> figures["syllables"], figures["lix"]
    (4, 4.0)
    """
    calls = [(function, arguments) for function, arguments, _ in _COUNTERS.values()]
    calls += [(function, {}) for function, _ in _NAMES.values()]
    ask = _asked_here if IN_BROWSER else _asked_in_a_process
    return dict(zip((*_COUNTERS, *_NAMES), ask(text, calls), strict=True))


def _asked_in_a_process(text: str, calls: Sequence[_Call]) -> list[float]:
    import subprocess

    # The process finds the packages that this one finds, wherever they are.
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path))}
    question = json.dumps({"text": text, "calls": calls})
    try:
        done = subprocess.run(
            [sys.executable, str(_FOLDER)],
            input=question,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=PATIENCE,
        )
    except subprocess.TimeoutExpired:
        raise TimeoutError(
            f"textstat had no answer after {PATIENCE} s; give it a shorter text, or do without the second opinion: "
            "reading.readability() works out the kit's figures alone"
        ) from None
    except OSError as error:
        raise OSError(
            f"textstat is asked in a process of its own, and none can be started here ({error}); do without the second "
            "opinion: reading.readability() works out the kit's figures alone"
        ) from error
    if done.returncode:
        said = done.stderr.strip().rpartition("\n")[2]
        raise RuntimeError(f"textstat failed on the text: {said or f'its process ended with {done.returncode}'}")
    figures: list[float] = json.loads(done.stdout)
    return figures


def _asked_here(text: str, calls: Sequence[_Call]) -> list[float]:
    with _known() as textstat:
        try:
            return [getattr(textstat, function)(text, **arguments) for function, arguments in calls]
        except Exception as error:
            raise RuntimeError(f"textstat failed on the text: {type(error).__name__}: {error}") from error


@contextmanager
def _known() -> Iterator[ModuleType]:
    """textstat, with what stands for nltk: both are what ``import`` finds while it is asked, and only then."""
    others = _taken_away()
    sys.modules.update(_OURS)
    sys.path.insert(0, str(_FOLDER))
    try:
        yield import_module("textstat")
    finally:
        sys.path.remove(str(_FOLDER))
        _OURS.update(_taken_away())
        sys.modules.update(others)


_OURS: dict[str, ModuleType] = {}  # once imported, kept: textstat remembers the words that it has met


def _taken_away() -> dict[str, ModuleType]:
    """The modules of textstat and nltk, which are none of Python's any more."""
    names = [name for name in sys.modules if name.partition(".")[0] in ("nltk", "textstat")]
    return {name: sys.modules.pop(name) for name in names}
