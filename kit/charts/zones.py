"""How much of a page is the article."""

from __future__ import annotations

from collections import Counter

from kit.charts.chart import Chart
from kit.charts.drawings import Stretch, Strip, Strips, scale
from kit.charts.words import percent
from kit.reading import Reading
from kit.segment import FURNITURE

__all__ = ["share_of_article", "words_by_zone"]


def words_by_zone(reading: Reading) -> Chart:
    """How many words are left when a page's furniture goes: one bar for the page, one for the article in it.

    The table has each zone. Words are runs of non-space characters. Raises ``ValueError`` where the zones hold no word.

    >>> import kit
    >>> words_by_zone(kit.read("It rained all day.")).table
    (('zone', 'words', 'share of page', 'part of'), ('body', '4', '100 %', 'article'))
    """
    counts = _words(reading)
    total = counts.total()
    ranked = sorted(counts.items(), key=lambda item: (item[0] in FURNITURE, -item[1], item[0]))
    kept = sum(n for label, n in ranked if label not in FURNITURE)
    title = f"Without furniture {kept:,} of the page's {total:,} words are left: {100 * kept / total:.0f} in 100"
    table = [("zone", "words", "share of page", "part of")]
    for label, n in ranked:
        table.append((label, f"{n:,}", percent(n, total), "furniture" if label in FURNITURE else "article"))
    alt = f"{title}. " + "; ".join(f"{row[0]} {row[1]} words, {row[3]}" for row in table[1:]) + "."
    limit = "How much stands around an article says nothing of how good the article is."
    return Chart(_drawing(kept, total - kept), title, alt, tuple(table), limit)


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


def _drawing(kept: int, gone: int) -> Strips:
    article = Stretch(0, kept, "author", f"{kept:,} words of article", f"{kept:,}")
    furniture = (Stretch(kept, gone, "furniture", f"{gone:,} of furniture", f"{gone:,}"),) if gone else ()
    rows = (Strip("The page as saved", "", (article, *furniture)), Strip("Without furniture", "", (article,)))
    named = (("author", "article"), ("furniture", "furniture"))
    return Strips(rows, scale(kept + gone, "words"), named if gone else named[:1])
