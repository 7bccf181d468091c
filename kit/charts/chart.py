"""A chart: a figure, its words and its table, so that nobody has to see it to read it."""

from __future__ import annotations

import html
import io
import textwrap
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kit.files import write_atomic
from kit.tables import table_html

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["ARTICLE", "PLAIN", "Chart", "bars", "canvas", "capital", "percent"]

# Okabe and Ito's blue and a grey: apart in greyscale and to colour-blind eyes; furniture is hatched as well.
ARTICLE, PLAIN = "#0072B2", "#8a8a8a"


@dataclass(frozen=True, slots=True, repr=False)
class Chart:
    """A chart: ``figure`` to look at, ``alt`` to read instead, ``table`` with what it draws, header first.

    The figure's title says what was found, ``caption`` what that does not show.
    """

    figure: Figure
    alt: str
    table: tuple[tuple[str, ...], ...]
    caption: str = ""

    def __repr__(self) -> str:
        return self.alt

    def save(self, path: str | Path) -> Path:
        """Write the chart with its caption as a PNG or an SVG file, by the ending, and give the path back.

        The words of ``alt`` go into the file as its description. The file is written whole or not at all. Raises
        ``ValueError`` for another ending, ``OSError`` where the file cannot be written.
        """
        import matplotlib as mpl

        path = Path(path)
        kind = path.suffix.lower().removeprefix(".")
        if kind not in ("png", "svg"):
            raise ValueError(f"a chart cannot be saved as {path.name!r}; let the name end in .png or .svg")
        about: dict[str, str | None] = {"Title": self.figure.get_suptitle(), "Description": self.alt} | (
            {"Date": None} if kind == "svg" else {}
        )
        out = io.BytesIO()
        # Below the figure, which "tight" takes in: within it a caption runs into a legend.
        below = self.figure.text(0.01, -0.02, textwrap.fill(self.caption, 110), ha="left", va="top", fontsize=9)
        try:
            with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "kit"}):
                looks: dict[str, Any] = {"dpi": 200, "facecolor": "white", "bbox_inches": "tight"}
                self.figure.savefig(out, format=kind, metadata=about, **looks)
        finally:
            below.remove()  # a page shows the caption as text of its own
        write_atomic(path, out.getvalue())
        return path

    def svg(self) -> str:
        """The figure as an SVG element, its text kept as text."""
        import matplotlib as mpl

        out = io.StringIO()
        with mpl.rc_context({"svg.fonttype": "none"}):
            self.figure.savefig(out, format="svg", transparent=True, metadata={"Date": None})
        svg = out.getvalue()
        return svg[svg.index("<svg") :]

    def _repr_html_(self) -> str:
        caption = (
            f"<figcaption style='margin:.4rem 0 0'>{html.escape(self.caption)}</figcaption>" if self.caption else ""
        )
        return (
            # In a dark theme the drawing is turned over: light for dark, each hue kept.
            "<figure style='margin:0;max-width:46rem'>"
            "<style>[data-jp-theme-light='false'] .kit-chart{filter:invert(.93) hue-rotate(180deg)}</style>"
            f"<div role='img' aria-label='{html.escape(self.alt, quote=True)}' class='kit-chart' "
            f"style='background:#fff;border-radius:8px;padding:8px'>{self.svg()}</div>{caption}"
            "<details style='margin-top:.5rem'>"
            "<summary data-lm-suppress-shortcuts='true'>The chart in words and numbers</summary>"
            f"<p>{html.escape(self.alt)}</p>{table_html(self.table)}"
            "</details></figure>"
        )


def canvas(title: str, height: float) -> Figure:
    """An empty figure, as wide as a page and so many inches high, with its title set left and in bold."""
    from matplotlib.figure import Figure as Canvas

    title = textwrap.fill(title, 68)  # a browser's letters may be wider than ours
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
