"""Charts, each with its words and its table, so that nobody has to see it to read it."""

from __future__ import annotations

import html
import io
import textwrap
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kit.annotation import Annotation
from kit.article import Article
from kit.segment import FURNITURE
from kit.sources import Source, sources

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["Chart", "share_of_article", "who_speaks", "words_by_zone"]

# Okabe and Ito's blue and a grey: apart in greyscale and to colour-blind eyes; furniture is hatched as well.
ARTICLE, PLAIN = "#0072B2", "#8a8a8a"


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: ``figure`` to look at, ``alt`` to read instead, ``table`` with what it draws, header first."""

    figure: Figure
    alt: str
    table: tuple[tuple[str, ...], ...]

    def svg(self) -> str:
        """The figure as an SVG element, its text kept as text."""
        import matplotlib as mpl

        out = io.StringIO()
        with mpl.rc_context({"svg.fonttype": "none"}):
            self.figure.savefig(out, format="svg", transparent=True, metadata={"Date": None})
        svg = out.getvalue()
        return svg[svg.index("<svg") :]

    def _repr_html_(self) -> str:
        head, *rows = self.table
        cells = "".join(f"<th scope='col'>{html.escape(cell)}</th>" for cell in head)
        body = "".join(f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
        return (
            # The drawing keeps a light ground in a dark theme, so that its ink stays readable.
            "<figure style='margin:0;max-width:46rem'>"
            f"<div role='img' aria-label='{html.escape(self.alt, quote=True)}' "
            f"style='background:#fff;border-radius:8px;padding:8px'>{self.svg()}</div>"
            "<details style='margin-top:.5rem'>"
            "<summary data-lm-suppress-shortcuts='true'>The chart in words and numbers</summary>"
            f"<p>{html.escape(self.alt)}</p><table><thead><tr>{cells}</tr></thead><tbody>{body}</tbody></table>"
            "</details></figure>"
        )


def words_by_zone(article: Article, zones: Iterable[Annotation]) -> Chart:
    """How many words of the page each zone holds: first the page as it comes, then with the furniture set apart.

    Words are runs of non-space characters. Raises ``ValueError`` where the zones hold no word.

    >>> from kit import find_zones
    >>> article = Article.from_text("It rained all day.")
    >>> words_by_zone(article, find_zones(article)).table
    (('zone', 'words', 'share of page', 'part of'), ('body', '4', '100 %', 'article'))
    """
    counts = _words(article, zones)
    total = counts.total()
    ranked = sorted(counts.items(), key=lambda item: (item[0] in FURNITURE, -item[1], item[0]))
    kept = sum(n for label, n in ranked if label not in FURNITURE)
    title = f"{total - kept:,} of the page's {total:,} words are furniture ({_percent(total - kept, total)})"
    table = [("zone", "words", "share of page", "part of")]
    for label, n in ranked:
        table.append((label, f"{n:,}", _percent(n, total), "furniture" if label in FURNITURE else "article"))
    alt = f"{title}. " + "; ".join(f"{row[0]} {row[1]} words, {row[3]}" for row in table[1:]) + "."
    return Chart(_draw(title, ranked, kept, total), alt, tuple(table))


def share_of_article(article: Article, zones: Iterable[Annotation]) -> float:
    """The share, from 0 to 1, of the page's words that are not furniture.

    Raises ``ValueError`` where the zones hold no word.
    """
    counts = _words(article, zones)
    return sum(n for label, n in counts.items() if label not in FURNITURE) / counts.total()


def _words(article: Article, zones: Iterable[Annotation]) -> Counter[str]:
    """How many words each zone holds."""
    counts: Counter[str] = Counter()
    for zone in zones:
        counts[zone.label] += len(article.covered(zone).split())
    if not counts.total():
        raise ValueError("the zones hold no words; find the zones of an article that has text")
    return counts


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %"


def _draw(title: str, ranked: list[tuple[str, int]], kept: int, total: int) -> Figure:
    from matplotlib.figure import Figure as Canvas

    figure = Canvas(figsize=(7.6, 1.9 + 0.3 * len(ranked)), layout="constrained")
    before, after = figure.subplots(2, 1, sharex=True, height_ratios=[1.6, len(ranked) + 0.6])
    figure.suptitle(title, x=0.01, ha="left", fontsize=12.5, fontweight="bold")
    _bars(before, [("as it comes", total)], [PLAIN], "Before: one page of words")
    colours = [PLAIN if label in FURNITURE else ARTICLE for label, _ in ranked]
    _bars(after, ranked, colours, f"After: {kept:,} words of article (blue), the rest furniture (grey, hatched)")
    for bar, (label, _) in zip(after.patches, ranked, strict=True):
        if label in FURNITURE:
            bar.set(hatch="///", facecolor="#dcdcdc", edgecolor="#6b6b6b")
    after.set_xlabel("words")
    return figure


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
    table = [("source", "role", "words", "share of article", "direct", "indirect", "on the record")]
    for source in ledger:
        numbers = (f"{source.words:,}", f"{100 * source.share:.0f} %", str(source.direct), str(source.indirect))
        table.append((source.speaker or "nobody named", source.role or "", *numbers, source.record))
    alt = f"{title}. " + "; ".join(f"{row[0]} {row[2]} words, {row[6]}" for row in table[1:]) + "."
    return Chart(_draw_speakers(title, article, ledger), alt, tuple(table))


def _draw_speakers(title: str, article: Article, ledger: list[Source]) -> Figure:
    from matplotlib.figure import Figure as Canvas

    figure = Canvas(figsize=(7.6, 1.5 + 0.34 * len(ledger)), layout="constrained")
    strip, bars = figure.subplots(1, 2, sharey=True, width_ratios=[3, 2])
    figure.suptitle(title, x=0.01, ha="left", fontsize=12.5, fontweight="bold")
    names = [textwrap.shorten(source.speaker or "nobody named", 28, placeholder=" …") for source in ledger]
    for row, source in enumerate(ledger):
        for quote in source.quotes:
            start = len(article.text[: quote.start].split())
            width = len(article.covered(quote).split())
            reported = quote.label == "indirect"
            look = {"hatch": "////", "facecolor": "#dceaf4", "edgecolor": ARTICLE} if reported else {"color": ARTICLE}
            strip.barh(row, width, left=start, height=0.6, **look)
    strip.set(xlim=(0, len(article.text.split())), xlabel="words from the top of the page")
    strip.set_title("Where (filled: direct, hatched: reported)", loc="left", fontsize=10)
    _bars(bars, [(str(row), source.words) for row, source in enumerate(ledger)], [PLAIN] * len(ledger), "How much")
    bars.set_xlabel("words")
    strip.set_yticks(range(len(ledger)), names)
    strip.spines[["top", "right"]].set_visible(False)
    return figure


def _bars(axes: Any, rows: list[tuple[str, int]], colours: list[str], title: str) -> None:
    """Horizontal bars from zero, the first on top, each with its number."""
    bars = axes.barh([label for label, _ in rows], [n for _, n in rows], color=colours, height=0.68)
    axes.bar_label(bars, [f"{n:,}" for _, n in rows], padding=4, fontsize=9)
    axes.invert_yaxis()
    axes.margins(x=0.1, y=0.03)
    axes.set_title(title, loc="left", fontsize=10)
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(axis="y", length=0)
