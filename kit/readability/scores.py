"""Scores: each formula's figure, and how far it would move with other sentences of the same kind."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass

from kit.annotate.voices import spans_of, without
from kit.annotation import Annotation, Span
from kit.article import Article
from kit.readability.counts import Counts, count, unpack
from kit.readability.measures import MEASURES, Measure
from kit.segment import find_zones

__all__ = ["Score", "readability", "running", "score"]

_NOT_RUNNING = frozenset(["headline", "byline", "dateline", "tag", "caption"])
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


def readability(
    article: Article,
    voice: str = "article",
    *,
    quotes: Iterable[Annotation] | None = None,
    resamples: int = 1000,
    seed: int = 0,
) -> dict[str, Score]:
    """How hard an article is to read, by every formula of ``MEASURES``: in the words of one voice.

    ``voice`` is one of ``VOICES``: "page" (everything), "article" (without the furniture), "author", "quoted" or
    "furniture"; ``spans_of`` cuts them, and takes ``quotes``. A sentence belongs to the voice in which more than half
    of it stands. Except for the page, only running text counts: no headline, byline, dateline, tag or caption. For
    ``resamples`` and ``seed`` see ``score``. Raises ``ValueError`` for an unknown voice, for no text.

    Source for running text: R. Flesch, How to Write Plain English, Harper & Row (1979), on what to count.

    >>> scores = readability(Article.from_text("The dam will hold. Diphtheria used to kill many babies."))
    >>> round(scores["flesch_kincaid"].value, 2)
    4.06
    """
    return score(count(article, running(article, voice, quotes=quotes)), resamples=resamples, seed=seed)


def running(article: Article, voice: str, *, quotes: Iterable[Annotation] | None = None) -> list[Span]:
    """Where a voice speaks in running text: what ``readability`` counts."""
    spans = spans_of(article, voice, quotes=quotes)
    if voice == "page":
        return spans
    return without(spans, [zone.span for zone in find_zones(article) if zone.label in _NOT_RUNNING])


def score(counts: Counts, *, resamples: int = 1000, seed: int = 0) -> dict[str, Score]:
    """Every measure of ``MEASURES`` for what was counted, with its interval.

    The interval: sentences are drawn with replacement, as many as there are, ``resamples`` times over; 95 % of the
    figures lie between ``low`` and ``high``. It says how far the figure would move with other sentences by the same
    hand, not whether the formula is right. The same ``seed`` gives the same interval. No ``resamples``, no interval.

    Source: B. Efron and R. J. Tibshirani, An Introduction to the Bootstrap, Chapman & Hall (1993), chapter 13 (the
    percentile interval).

    >>> score(count(""))["lix"].value is None
    True
    """
    if not counts.words:
        return {name: Score(measure, None, None, None, _NOTHING) for name, measure in MEASURES.items()}
    drawn = _resampled(counts, resamples, seed)
    return {name: _score(measure, counts, drawn) for name, measure in MEASURES.items()}


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
