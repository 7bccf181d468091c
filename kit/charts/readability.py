"""How hard each voice is to read, with intervals; and how far two programs are apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kit.charts.chart import ARTICLE, Chart, canvas
from kit.charts.looks import TITLES
from kit.charts.outline import Cell, Outline, chart_of, ticks
from kit.readability import MEASURES, Measure, Opinion, Score
from kit.readability.scores import figure
from kit.reading import Reading

if TYPE_CHECKING:
    from matplotlib.figure import Figure

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
    return Chart(_draw_opinions(title, pairs), f"{title}. {said}.", tuple(table), caption)


def _draw_opinions(title: str, pairs: Sequence[tuple[Opinion, float, float]]) -> Figure:
    figure = canvas(title, 1.0 + 0.42 * len(pairs))
    axes = figure.subplots()
    for at, (_, ours, theirs) in enumerate(pairs):
        axes.plot([ours, theirs], [at, at], color="#6b6b6b", linewidth=1.5, zorder=1)
        for value, side, aside in ((min(ours, theirs), "right", -9), (max(ours, theirs), "left", 9)):
            beside: dict[str, Any] = {"xytext": (aside, 0), "textcoords": "offset points", "ha": side, "va": "center"}
            axes.annotate(f"{value:.1f}", (value, at), fontsize=9, **beside)
    rows = range(len(pairs))
    axes.plot([ours for _, ours, _ in pairs], rows, "o", color=ARTICLE, markersize=9, label="the kit")
    hollow: dict[str, Any] = {"markerfacecolor": "white", "markeredgecolor": "black", "markersize": 9}
    axes.plot([theirs for *_, theirs in pairs], rows, "D", label="textstat", clip_on=False, **hollow)
    figures = [figure for _, *both in pairs for figure in both]
    axes.axvspan(min(figures), max(figures), color="#f1f1f1", zorder=0)
    axes.set_yticks(rows, [opinion.measure.title for opinion, *_ in pairs])
    axes.set_ylim(len(pairs) - 0.5, -0.5)
    axes.set_xlim(min(0, *figures), max(figures) * 1.08)
    axes.locator_params(axis="x", integer=True)
    axes.set_xlabel("school grade in the United States", loc="left")
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(axis="y", length=0)
    axes.legend(loc="lower left", frameon=False, ncols=2, fontsize=9, bbox_to_anchor=(0, 1), borderaxespad=0)
    return figure
