"""Who speaks, where, and how much."""

from __future__ import annotations

import re
import textwrap
from bisect import bisect_left
from typing import TYPE_CHECKING

from kit.charts.chart import ARTICLE, PLAIN, Chart, bars, canvas
from kit.reading import Reading

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["who_speaks"]


def who_speaks(reading: Reading) -> Chart:
    """Who speaks in an article: where along the text, a row for each source, and how many words in all.

    Words spoken directly are filled, those reported hatched; a mixed quote counts as direct here. Raises
    ``ValueError`` where nobody is quoted.

    >>> import kit
    >>> who_speaks(kit.read("“We won,” said Ana Ruiz.")).alt
    '1 source speaks, in 40 % of the words. Ana Ruiz 2 words, named.'
    """
    sources = reading.sources
    if not sources:
        raise ValueError(
            "nobody is quoted, so there is nothing to draw; give quotes labelled direct, indirect or mixed"
        )
    share = sum(source.share for source in sources)
    speak = "1 source speaks" if len(sources) == 1 else f"{len(sources)} sources speak"
    title = f"{speak}, in {100 * share:.0f} % of the words"
    table = sources.table
    alt = f"{title}. " + "; ".join(f"{row[0]} {row[2]} words, {row[6]}" for row in table[1:]) + "."
    limit = "The writer chose whom to quote, and which words. A long share is no proof of fairness."
    return Chart(_draw_speakers(title, reading), alt, table, limit)


def _draw_speakers(title: str, reading: Reading) -> Figure:
    article, sources = reading.article, reading.sources
    figure = canvas(title, 1.05 + 0.34 * len(sources))
    strip, totals = figure.subplots(1, 2, sharey=True, width_ratios=[3, 2])
    said = [textwrap.shorten(source.speaker or "nobody named", 50, placeholder=" …") for source in sources]
    names = [textwrap.fill(name, 26) for name in said]
    words = [found.start() for found in re.finditer(r"\S+", article.text)]
    for row, source in enumerate(sources):
        for quote in source.quotes:
            start = bisect_left(words, quote.start)
            width = len(article.covered(quote).split())
            reported = quote.label == "indirect"
            look = {"hatch": "////", "facecolor": "#dceaf4", "edgecolor": ARTICLE} if reported else {"color": ARTICLE}
            strip.barh(row, width, left=start, height=0.6, **look)
    strip.set(xlim=(0, len(words)), xlabel="words from the top of the page")
    strip.set_title("Filled: word for word; hatched: reported", loc="left", fontsize=10)
    bars(totals, [(str(row), source.words) for row, source in enumerate(sources)], [PLAIN] * len(sources), "How much")
    totals.set_xlabel("words")
    strip.set_yticks(range(len(sources)), names)
    strip.spines[["top", "right"]].set_visible(False)
    return figure
