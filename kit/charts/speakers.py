"""Who speaks, where, and how much."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from kit.annotate.sources import Source, sources
from kit.annotation import Annotation
from kit.article import Article
from kit.charts.chart import ARTICLE, PLAIN, Chart, bars, canvas

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["who_speaks"]


def who_speaks(article: Article, quotes: Iterable[Annotation]) -> Chart:
    """Who speaks in an article: where along the text, a row for each source, and how many words in all.

    Words spoken directly are filled, those reported hatched; a mixed quote counts as direct here. Raises
    ``ValueError`` where nobody is quoted.

    >>> from kit import Span
    >>> article = Article.from_text("“We won,” said Ana Ruiz.")
    >>> quote = Annotation(1, 8, "quote", "direct", "key", {"speaker": Span(15, 23)}, {"speaker": "Ana Ruiz"})
    >>> who_speaks(article, [quote]).alt
    '1 source speaks, in 40 % of the words. Ana Ruiz 2 words, named.'
    """
    ledger = sources(article, quotes)
    if not ledger:
        raise ValueError(
            "nobody is quoted, so there is nothing to draw; give quotes labelled direct, indirect or mixed"
        )
    share = sum(source.share for source in ledger)
    speak = "1 source speaks" if len(ledger) == 1 else f"{len(ledger)} sources speak"
    title = f"{speak}, in {100 * share:.0f} % of the words"
    table = ledger.table
    alt = f"{title}. " + "; ".join(f"{row[0]} {row[2]} words, {row[6]}" for row in table[1:]) + "."
    limit = "The writer chose whom to quote, and which words. A long share is no proof of fairness."
    return Chart(_draw_speakers(title, article, ledger), alt, table, limit)


def _draw_speakers(title: str, article: Article, ledger: Sequence[Source]) -> Figure:
    figure = canvas(title, 1.05 + 0.34 * len(ledger))
    strip, totals = figure.subplots(1, 2, sharey=True, width_ratios=[3, 2])
    said = [textwrap.shorten(source.speaker or "nobody named", 50, placeholder=" …") for source in ledger]
    names = [textwrap.fill(name, 26) for name in said]
    for row, source in enumerate(ledger):
        for quote in source.quotes:
            start = len(article.text[: quote.start].split())
            width = len(article.covered(quote).split())
            reported = quote.label == "indirect"
            look = {"hatch": "////", "facecolor": "#dceaf4", "edgecolor": ARTICLE} if reported else {"color": ARTICLE}
            strip.barh(row, width, left=start, height=0.6, **look)
    strip.set(xlim=(0, len(article.text.split())), xlabel="words from the top of the page")
    strip.set_title("Filled: word for word; hatched: reported", loc="left", fontsize=10)
    bars(totals, [(str(row), source.words) for row, source in enumerate(ledger)], [PLAIN] * len(ledger), "How much")
    totals.set_xlabel("words")
    strip.set_yticks(range(len(ledger)), names)
    strip.spines[["top", "right"]].set_visible(False)
    return figure
