"""How hard each voice is to read, with intervals; and how far two programs are apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kit.charts.chart import Chart, chart_of
from kit.charts.drawings import Point, PointRow, Points, scale
from kit.charts.looks import TITLES
from kit.charts.outline import Cell, Outline, ticks
from kit.readability import MEASURES, Measure, Opinion, Score
from kit.readability.scores import figure
from kit.reading import Reading

__all__ = ["outline_readability", "readability_by_voice", "two_opinions"]

_LIMIT = (
    "The line is the 95 % interval: how far the figure would move with other sentences by the same hand. It does not "
    "say whether the formula is right. Readable is not credible."
)


def readability_by_voice(
    reading: Reading,
    voices: Sequence[str] = ("author", "quoted", "furniture"),
    *,
    measure: str = "flesch_kincaid",
) -> Chart:
    """How hard each voice of an article is to read, by one of ``MEASURES``: a dot with its 95 % interval.

    Raises ``ValueError`` for a measure or a voice that is not known, and for no voice.

    >>> import kit
    >>> chart = readability_by_voice(kit.read("The dam will hold. It was built to last."), ["author"])
    >>> chart.table[1][:4]
    ('Author', '-2.0', '-2.2', '-1.8')
    """
    scores = {voice: reading.readability(voice) for voice in voices}
    return chart_of(outline_readability(scores, measure))


def outline_readability(scores: Mapping[str, Mapping[str, Score]], measure: str) -> Outline:
    """The outline of the same chart, from the scores of each voice.

    Raises ``ValueError`` for a measure that is not known, and for no voice.
    """
    if measure not in MEASURES:
        raise ValueError(f"measure {measure!r} is not known; it must be one of {', '.join(MEASURES)}")
    if not scores:
        raise ValueError(f"choose one voice or more: {', '.join(TITLES)}")
    found = {TITLES[voice]: scores[voice][measure] for voice in scores}
    title = _finding(found, MEASURES[measure])
    said = [f"{voice} {_in_words(score)}" for voice, score in found.items()]
    table = [("voice", "figure", "from", "to", "beware")]
    table += [(voice, figure(s.value), figure(s.low), figure(s.high), s.warning or "–") for voice, s in found.items()]
    rows = tuple((voice, (Cell(s.value, figure(s.value), s.low, s.high),)) for voice, s in found.items())
    harder = "" if MEASURES[measure].harder == "higher" else ", a lower figure is harder"
    return Outline(
        form="dots",
        title=title,
        alt=f"{title}. {'; '.join(said)}.",
        caption=" ".join(dict.fromkeys([*(s.warning for s in found.values() if s.low is None and s.warning), _LIMIT])),
        table=tuple(table),
        unit=f"{MEASURES[measure].title}, {_UNITS[MEASURES[measure].unit]}{harder}",
        columns=(("author", ""),),
        rows=rows,
        ticks=ticks(tuple(cell for _, cells in rows for cell in cells)),
    )


_UNITS = {"grade": "school grade in the United States", "points": "points"}


def _in_words(score: Score) -> str:
    if score.value is None:
        return "has no words to count"
    if score.low is None:
        return f"{score.value:.1f}, without an interval"
    return f"{score.value:.1f}, interval {score.low:.1f} to {score.high:.1f}"


def _finding(found: Mapping[str, Score], measure: Measure) -> str:
    """What the figures show: who is hardest, or that nobody can tell."""
    said = {voice: score for voice, score in found.items() if score.value is not None}
    if not said:
        return f"{measure.title}: there are no words to count"
    ranked = sorted(said, key=lambda voice: said[voice].value or 0, reverse=measure.harder == "higher")
    hardest, easiest = ranked[0], ranked[-1]
    if len(ranked) == 1:
        return f"{measure.title}: {hardest} {_in_words(said[hardest])}"
    figures = (f"{voice.lower()} ({figure(said[voice].value)})" for voice in (hardest, easiest))
    hard, easy = figures
    return f"{measure.title}: hardest {hard}, easiest {easy}; {_told_apart(said[hardest], said[easiest])}"


def _told_apart(one: Score, two: Score) -> str:
    if one.low is None or one.high is None or two.low is None or two.high is None:
        return "one has no interval, so it cannot be told"
    if one.low <= two.high and two.low <= one.high:
        return "the intervals overlap, so it may be chance"
    return "the intervals are apart"


def two_opinions(reading: Reading) -> Chart:
    """An article by five formulas that give a school grade, each worked out by two programs: the kit, and textstat.

    What is counted is the article's running text, without furniture, headline and byline. Raises ``ValueError`` where
    that has no words.

    >>> import kit
    >>> two_opinions(kit.read("The dam will hold. It was built to last.")).table[1][:3]
    ('Flesch–Kincaid', '-2.0', '-2.0')
    """
    opinions = [opinion for opinion in reading.second_opinion() if opinion.measure.unit == "grade"]
    figures = [(opinion, opinion.ours, opinion.theirs) for opinion in opinions]
    pairs = [(opinion, ours, theirs) for opinion, ours, theirs in figures if ours is not None and theirs is not None]
    if not pairs:
        raise ValueError("there are no words to count, so there is no grade to differ about")
    every = sorted(figure for _, *both in pairs for figure in both)
    gap, low, high = every[-1] - every[0], every[0], every[-1]
    title = f"{gap:.1f} grades lie between the lowest and the highest of {len(every)}: {low:.1f} and {high:.1f}"
    table = [("formula", "the kit", "textstat", "why they differ")]
    table += [(o.measure.title, f"{ours:.1f}", f"{theirs:.1f}", o.why or "–") for o, ours, theirs in pairs]
    said = "; ".join(f"{row[0]} {row[1]} by the kit, {row[2]} by textstat" for row in table[1:])
    caption = (
        "The grey band runs from the lowest grade to the highest. Nobody miscalculates. Programs differ in what they "
        "take for a sentence, a syllable or a hard word, and formulas in what they weigh. So a grade without the name "
        "of its tool says little."
    )
    return Chart(_drawing(pairs), title, f"{title}. {said}.", tuple(table), caption)


def _drawing(pairs: Sequence[tuple[Opinion, float, float]]) -> Points:
    rows = (
        PointRow(
            opinion.measure.title, "", (Point(ours, "author", f"{ours:.1f}"), Point(theirs, "other", f"{theirs:.1f}"))
        )
        for opinion, ours, theirs in pairs
    )
    figures = [figure for _, *both in pairs for figure in both]
    grades = scale(max(1.0, *figures) * 1.08, "school grade in the United States", low=min(0.0, *figures))
    return Points(tuple(rows), grades, (("author", "the kit"), ("other", "textstat")), (min(figures), max(figures)))
