"""Who speaks, when, and how much."""

from __future__ import annotations

import re
import textwrap
from bisect import bisect_left
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from kit.annotate.sources import Source
from kit.charts.chart import ARTICLE, MOST, PLAIN, Chart, bars, canvas, capital, label, left_out
from kit.reading import Reading
from kit.segment import FURNITURE
from kit.spans import touching

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["who_speaks"]

_NEARLY = 0.8  # of the longest share: as good as the same


def who_speaks(reading: Reading) -> Chart:
    """Who speaks in an article: in what order along its text, a row for each source, and how many words each has.

    Words are those of the article without its furniture. Words spoken directly are filled, those reported hatched; a
    mixed quote counts as direct here. The title says who has most room, and names everybody with nearly as much. Of
    more than 40 sources the first 40 are drawn. Raises ``ValueError`` where nobody is quoted.

    >>> import kit
    >>> who_speaks(kit.read("“We won,” said Ana Ruiz.")).alt
    'Only Ana Ruiz speaks: 2 of 5 words. In order: Ana Ruiz 2 words, named.'
    """
    sources = reading.sources
    if not sources:
        raise ValueError(
            "nobody is quoted, so there is nothing to draw; give quotes labelled direct, indirect or mixed"
        )
    words = _words(reading)
    title = _finding(sources, len(words))
    table = sources.table
    said = "; ".join(f"{row[0]} {row[2]} words, {row[6]}" for row in table[1 : MOST + 1])
    alt = f"{title}. In order: {said}. {left_out(sources)}".rstrip()
    limit = (
        f"{left_out(sources)}Filled: word for word. Hatched: reported in other words. Blank: the author. The writer "
        "chose whom to quote, and which words. Much room is no proof of fairness."
    )
    return Chart(_draw_speakers(title, reading, words), alt, table, limit)


def _words(reading: Reading) -> list[int]:
    """Where the words of the article start, those of its furniture left out."""
    kept = [zone.span for zone in reading.zones if zone.label not in FURNITURE]
    words = (found.span() for found in re.finditer(r"\S+", reading.text))
    return [start for start, end in words if touching(kept, start, end)]


def _finding(sources: Sequence[Source], total: int) -> str:
    most = max(source.words for source in sources)
    if len(sources) == 1:
        return f"Only {_name(sources[0])} speaks: {most:,} of {total:,} words"
    close = sorted((s for s in sources if s.words >= _NEARLY * most), key=lambda s: -s.words)
    first = f"{_name(sources[0])} speaks first"
    most_room = ", and has most room" if close[0] is sources[0] else f"; {_name(close[0])} has most room"
    if len(close) == 1:
        return capital(f"{first}{most_room}: {most:,} of {total:,} words")
    if len(close) > 3:
        return capital(f"{first} of {len(sources)}{most_room}, but not by much")
    names = ", ".join(f"{_name(source)} {source.words:,}" for source in close)
    return capital(f"{first}; nobody has clearly most room: {names} of {total:,} words")


def _name(source: Source) -> str:
    return label((source.speaker or "someone without a name").rstrip(",;: "), 50)


def _draw_speakers(title: str, reading: Reading, words: Sequence[int]) -> Figure:
    article, sources = reading.article, reading.sources[:MOST]
    figure = canvas(title, 1.05 + 0.34 * len(sources))
    strip, totals = figure.subplots(1, 2, sharey=True, width_ratios=[3, 2])
    names = [textwrap.fill(capital(_name(source)), 26) for source in sources]
    for row, source in enumerate(sources):
        for reported, quotes in groupby(source.quotes, lambda quote: quote.label == "indirect"):
            own = list(quotes)  # together: each call of matplotlib's takes as long as many bars
            lefts = [bisect_left(words, quote.start) for quote in own]
            widths = [len(article.covered(quote).split()) for quote in own]
            look = {"hatch": "////", "facecolor": "#dceaf4", "edgecolor": ARTICLE} if reported else {"color": ARTICLE}
            strip.barh([row] * len(own), widths, left=lefts, height=0.6, **look)
    strip.set(xlim=(0, len(words)), xlabel="words of the article, from its start")
    strip.set_title("When they speak", loc="left", fontsize=10)
    bars(totals, [(str(row), source.words) for row, source in enumerate(sources)], [PLAIN] * len(sources), "How much")
    totals.set_xlabel(f"words, of {len(words):,}")
    totals.locator_params(axis="x", integer=True, nbins=5)
    strip.set_yticks(range(len(sources)), names)
    strip.spines[["top", "right"]].set_visible(False)
    return figure
