"""Scores: each formula's figure, and how far it would move with other sentences of the same kind."""

from __future__ import annotations

import random
from dataclasses import dataclass

from kit.readability.counts import Counts, unpack
from kit.readability.measures import MEASURES, Measure
from kit.tables import Table

__all__ = ["Score", "Scores", "figure", "score"]

_NOTHING = "There are no words to count, so there is no figure."
_ONE = "One sentence alone gives no interval."


@dataclass(frozen=True, slots=True)
class Score:
    """A measure's figure for a text.

    ``value`` is ``None`` where there is no word to count. ``low`` and ``high`` bound the 95 % interval, ``None`` where
    fewer than two sentences give nothing to draw from. ``warning`` says what to beware of, or nothing.
    """

    measure: Measure
    value: float | None
    low: float | None
    high: float | None
    warning: str


class Scores(dict[str, Score]):
    """Every measure's score, by its name; it shows itself as a table."""

    @property
    def table(self) -> tuple[tuple[str, ...], ...]:
        """The scores as rows of words, header first."""
        head = ("measure", "figure", "from", "to", "beware")
        return (
            head,
            *(
                (s.measure.title, figure(s.value), figure(s.low), figure(s.high), s.warning or "–")
                for s in self.values()
            ),
        )

    def __repr__(self) -> str:
        return repr(Table(self.table))

    def _repr_html_(self) -> str:
        return Table(self.table)._repr_html_()


def figure(value: float | None) -> str:
    """A figure as it is shown, with one decimal; "none" where there is none.

    >>> figure(9.25), figure(None)
    ('9.2', 'none')
    """
    return "none" if value is None else f"{value:.1f}"


def score(counts: Counts, *, resamples: int = 1000, seed: int = 0) -> Scores:
    """Every measure of ``MEASURES`` for what was counted, with its interval.

    The interval: sentences are drawn with replacement, as many as there are, ``resamples`` times over; 95 % of the
    figures lie between ``low`` and ``high``. It says how far the figure would move with other sentences by the same
    hand, not whether the formula is right. The same ``seed`` gives the same interval. No ``resamples``, no interval.

    Source: B. Efron and R. J. Tibshirani, An Introduction to the Bootstrap, Chapman & Hall (1993), chapter 13 (the
    percentile interval).

    >>> from kit.readability import count
    >>> round(score(count("The dam will hold. Diphtheria used to kill many babies."))["flesch_kincaid"].value, 2)
    4.06
    >>> score(count(""))["lix"].value is None
    True
    """
    if not counts.words:
        return Scores((name, Score(measure, None, None, None, _NOTHING)) for name, measure in MEASURES.items())
    drawn = _resampled(counts, resamples, seed)
    return Scores((name, _score(measure, counts, drawn)) for name, measure in MEASURES.items())


def _score(measure: Measure, counts: Counts, drawn: list[Counts]) -> Score:
    warning = measure.warning(counts)
    if counts.sentences == 1:
        warning = f"{warning} {_ONE}".lstrip()
    low = high = None
    if drawn:
        figures = sorted(map(measure.of, drawn))
        last = len(figures) - 1
        low, high = figures[round(0.025 * last)], figures[round(0.975 * last)]
    return Score(measure, measure.of(counts), low, high, warning)


def _resampled(counts: Counts, resamples: int, seed: int) -> list[Counts]:
    """What as many sentences, drawn with replacement, would have counted in all: time and again.

    Without numpy, whose import takes longer than this on any article, and which a browser may not have.
    """
    if counts.sentences < 2:
        return []
    draw = random.Random(seed).choices
    return [unpack(sum(draw(counts.packed, k=counts.sentences))) for _ in range(resamples)]
