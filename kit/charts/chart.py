"""A chart: a figure, its words and its table, so that nobody has to see it to read it."""

from __future__ import annotations

import html
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kit.tables import table_html

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["ARTICLE", "PLAIN", "Chart", "bars", "percent"]

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
        return (
            # The drawing keeps a light ground in a dark theme, so that its ink stays readable.
            "<figure style='margin:0;max-width:46rem'>"
            f"<div role='img' aria-label='{html.escape(self.alt, quote=True)}' "
            f"style='background:#fff;border-radius:8px;padding:8px'>{self.svg()}</div>"
            "<details style='margin-top:.5rem'>"
            "<summary data-lm-suppress-shortcuts='true'>The chart in words and numbers</summary>"
            f"<p>{html.escape(self.alt)}</p>{table_html(self.table)}"
            "</details></figure>"
        )


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
