"""How much of a page is the article."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kit.charts.chart import ARTICLE, PLAIN, Chart, bars, canvas, percent
from kit.reading import Reading
from kit.segment import FURNITURE

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["share_of_article", "words_by_zone"]


def words_by_zone(reading: Reading) -> Chart:
    """How many words of the page each zone holds: first the page as it comes, then with the furniture set apart.

    Words are runs of non-space characters. Raises ``ValueError`` where the zones hold no word.

    >>> import kit
    >>> words_by_zone(kit.read("It rained all day.")).table
    (('zone', 'words', 'share of page', 'part of'), ('body', '4', '100 %', 'article'))
    """
    counts = _words(reading)
    total = counts.total()
    ranked = sorted(counts.items(), key=lambda item: (item[0] in FURNITURE, -item[1], item[0]))
    kept = sum(n for label, n in ranked if label not in FURNITURE)
    title = f"{total - kept:,} of the page's {total:,} words are furniture ({percent(total - kept, total)})"
    table = [("zone", "words", "share of page", "part of")]
    for label, n in ranked:
        table.append((label, f"{n:,}", percent(n, total), "furniture" if label in FURNITURE else "article"))
    alt = f"{title}. " + "; ".join(f"{row[0]} {row[1]} words, {row[3]}" for row in table[1:]) + "."
    limit = "How much stands around an article says nothing of how good the article is."
    return Chart(_draw(title, ranked, kept, total), alt, tuple(table), limit)


def share_of_article(reading: Reading) -> float:
    """The share, from 0 to 1, of the page's words that are not furniture.

    Raises ``ValueError`` where the zones hold no word.
    """
    counts = _words(reading)
    return sum(n for label, n in counts.items() if label not in FURNITURE) / counts.total()


def _words(reading: Reading) -> Counter[str]:
    """How many words each zone holds."""
    counts: Counter[str] = Counter()
    for zone in reading.zones:
        counts[zone.label] += len(reading.article.covered(zone).split())
    if not counts.total():
        raise ValueError("the zones hold no words; find the zones of an article that has text")
    return counts


def _draw(title: str, ranked: list[tuple[str, int]], kept: int, total: int) -> Figure:
    figure = canvas(title, 1.45 + 0.3 * len(ranked))
    before, after = figure.subplots(2, 1, sharex=True, height_ratios=[1.6, len(ranked) + 0.6])
    bars(before, [("as it comes", total)], [PLAIN], "Before: one page of words")
    colours = [PLAIN if label in FURNITURE else ARTICLE for label, _ in ranked]
    bars(after, ranked, colours, f"After: {kept:,} words of article (blue), the rest furniture (grey, hatched)")
    for bar, (label, _) in zip(after.patches, ranked, strict=True):
        if label in FURNITURE:
            bar.set(hatch="///", facecolor="#dcdcdc", edgecolor="#6b6b6b")
    after.set_xlabel("words")
    return figure
