"""A chart: a figure, its words and its table, so that nobody has to see it to read it."""

from __future__ import annotations

import io
import re
import textwrap
import warnings
from collections.abc import Iterator, Sized
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kit.files import write_atomic
from kit.hypertext import AS_WRITTEN, words_html
from kit.tables import on_a_page, table_html
from kit.visible import visible

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["ARTICLE", "BESIDE", "MOST", "PLAIN", "Chart", "bars", "canvas", "capital", "label", "left_out", "percent"]

# Okabe and Ito's blue and a grey: apart in greyscale and to colour-blind eyes; furniture is hatched as well.
ARTICLE, PLAIN = "#0072B2", "#8a8a8a"
MOST = 40  # rows that are drawn, so that a picture stays one that can be looked at; the table has all
BESIDE = 6  # texts that are drawn side by side
_TITLE = 400  # characters of a title; its words and its table have all


@dataclass(frozen=True, slots=True, repr=False)
class Chart:
    """A chart: ``figure`` to look at, ``alt`` to read instead, ``table`` with what it draws, header first.

    The figure's title says what was found, ``caption`` what that does not show. No word is taken for mathematics, and
    what acts and is not seen is spelt out. Letters that matplotlib's font lacks stand as boxes in a PNG; an SVG has
    them as text.
    """

    figure: Figure
    alt: str
    table: tuple[tuple[str, ...], ...]
    caption: str = ""

    def __post_init__(self) -> None:
        from matplotlib.text import Text

        for text in self.figure.findobj(Text):
            text.set_parse_math(False)

    def __repr__(self) -> str:
        return visible(self.alt)

    def save(self, path: str | Path) -> Path:
        """Write the chart with its caption as a PNG or an SVG file, by the ending, and give the path back.

        The file is written whole or not at all. Raises ``ValueError`` for another ending, ``OSError`` where the file
        cannot be written.
        """
        path = Path(path)
        kind = path.suffix.lower().removeprefix(".")
        if kind not in ("png", "svg"):
            raise ValueError(f"a chart cannot be saved as {path.name!r}; let the name end in .png or .svg")
        write_atomic(path, self.picture(kind))
        return path

    def picture(self, kind: str) -> bytes:
        """The chart with its caption as a file of that kind, "png" or "svg"; ``alt`` is in it as its description."""
        about: dict[str, str | None] = {"Title": self.figure.get_suptitle(), "Description": visible(self.alt)} | (
            {"Date": None} if kind == "svg" else {}
        )
        out = io.BytesIO()
        # Below the figure, which "tight" takes in: within it a caption runs into a legend.
        caption = textwrap.fill(visible(self.caption), 110)
        below = self.figure.text(0.01, -0.02, caption, ha="left", va="top", fontsize=9, parse_math=False)
        try:
            with _drawing(**{"svg.hashsalt": "kit"}):
                looks: dict[str, Any] = {"dpi": 200, "facecolor": "white", "bbox_inches": "tight"}
                self.figure.savefig(out, format=kind, metadata=about, **looks)
        finally:
            below.remove()  # a page shows the caption as text of its own
        return out.getvalue()

    def svg(self) -> str:
        """The figure as an SVG element, its text kept as text.

        Its groups have no ids: those of two charts on a page would be the same.
        """
        out = io.StringIO()
        with _drawing():
            self.figure.savefig(out, format="svg", transparent=True, metadata={"Date": None})
        svg = out.getvalue()
        return re.sub(r'<g id="[^"]*"', "<g", svg[svg.index("<svg") :])

    def _repr_html_(self) -> str:
        rows, more = on_a_page(self.table)
        caption = (
            f"<figcaption style='margin:.4rem 0 0'>{words_html(self.caption)}</figcaption>" if self.caption else ""
        )
        return (
            # On a dark screen the drawing is turned over: light for dark, each hue kept.
            f"<figure class='{AS_WRITTEN}' style='margin:0;max-width:46rem'>"
            "<style>@media screen{"
            "[data-jp-theme-light='false'] .kit-chart{filter:invert(.93) hue-rotate(180deg)}}</style>"
            f"<div role='img' aria-label='{words_html(visible(self.alt))}' class='kit-chart' "
            f"style='background:#fff;border-radius:8px;padding:8px;print-color-adjust:exact'>{self.svg()}</div>{caption}"
            "<details style='margin-top:.5rem'>"
            "<summary data-lm-suppress-shortcuts='true'>The chart in words and numbers</summary>"
            f"<p>{words_html(visible(self.alt))}</p>{table_html(rows)}"
            f"{f'<p>{more}</p>' if more else ''}"
            "</details></figure>"
        )


def canvas(title: str, height: float) -> Figure:
    """An empty figure, as wide as a page and so many inches high, with its title set left and in bold."""
    from matplotlib.figure import Figure as Canvas

    title = textwrap.fill(label(title, _TITLE), 68)  # a browser's letters may be wider than ours
    figure = Canvas(figsize=(7.6, height + 0.45 + 0.22 * title.count("\n")), layout="constrained")
    figure.suptitle(title, x=0.01, ha="left", fontsize=12.5, fontweight="bold")
    return figure


def bars(axes: Any, rows: list[tuple[str, int]], colours: list[str], title: str) -> None:
    """Horizontal bars from zero, the first on top, each with its number."""
    bars = axes.barh([label for label, _ in rows], [n for _, n in rows], color=colours, height=0.68)
    axes.bar_label(bars, [f"{n:,}" for _, n in rows], padding=4, fontsize=9)
    axes.invert_yaxis()
    axes.margins(x=0.1, y=0.03)
    axes.set_title(title, loc="left", fontsize=10)
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(axis="y", length=0)


@contextmanager
def _drawing(**settings: str) -> Iterator[None]:
    """Draw with text as text, none of it mathematics, and without a warning to whoever only wants to see it."""
    import matplotlib as mpl

    plain: dict[Any, Any] = {"svg.fonttype": "none", "text.parse_math": False}
    with mpl.rc_context(plain | settings), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph ")  # missing from the font; a browser has fonts of its own
        warnings.filterwarnings("ignore", "constrained_layout not applied")
        yield


def label(words: str, most: int = 60) -> str:
    """Words as a picture has them: on one line, cut where they are longer than that, with nothing that acts unseen.

    >>> label("the  dam,\\x1b of course", 14)
    'the dam,␛ of …'
    """
    line = " ".join(visible(words[: 20 * most]).split())
    if len(line) <= most and len(words) <= 20 * most:
        return line
    head, _, tail = line[: most - 1].rpartition(" ")
    return f"{(head if head and len(tail) < 12 else line[: most - 2]).rstrip()} …"


def left_out(rows: Sized, most: int = MOST) -> str:
    """How many rows are not drawn, as a sentence before others.

    >>> left_out(range(50)), left_out(range(40))
    ('10 more are not drawn; the table has them. ', '')
    """
    more = len(rows) - most
    return f"{more:,} more {'is' if more == 1 else 'are'} not drawn; the table has them. " if more > 0 else ""


def percent(part: int, whole: int) -> str:
    """A share as people write it.

    >>> percent(1, 3)
    '33 %'
    """
    return f"{100 * part / whole:.0f} %"


def capital(words: str) -> str:
    """Words as a sentence or a heading begins.

    >>> capital("the CSTO's mission")
    "The CSTO's mission"
    """
    return words[:1].upper() + words[1:]
