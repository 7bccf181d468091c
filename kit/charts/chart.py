"""A chart: what is drawn, as plain data, its words and its table, so that nobody has to see it to read it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kit.charts.drawings import Drawing
from kit.charts.outline import Outline
from kit.charts.page import chart_html
from kit.charts.svg import svg_of
from kit.files import write_atomic
from kit.visible import visible

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["Chart", "chart_of"]


@dataclass(frozen=True, repr=False)
class Chart:
    """A chart: the ``drawing`` to look at, ``alt`` to read instead, ``table`` with what it draws, header first.

    The ``title`` says what was found, ``caption`` what that does not show. All of it is plain data, which two renderers
    draw: a page shows an SVG of our own, and matplotlib, asked for with ``figure``, makes figures and files. No word is
    taken for mathematics, and what acts and is not seen is spelt out.
    """

    drawing: Drawing
    title: str
    alt: str
    table: tuple[tuple[str, ...], ...]
    caption: str = ""

    def __repr__(self) -> str:
        return visible(self.alt)

    @cached_property
    def figure(self) -> Figure:
        """The chart as a figure of matplotlib, drawn when first asked for; what is changed in it is saved too.

        Raises ``ImportError`` where there is no matplotlib, as in a browser.
        """
        from kit.charts.figure import figure_of

        return figure_of(self.title, self.drawing)

    def save(self, path: str | Path) -> Path:
        """Write the figure with its caption as a PNG or an SVG file, by the ending, and give the path back.

        The file is written whole or not at all. Raises ``ValueError`` for another ending, ``OSError`` where the file
        cannot be written, ``ImportError`` as ``figure``.
        """
        path = Path(path)
        kind = path.suffix.lower().removeprefix(".")
        if kind not in ("png", "svg"):
            raise ValueError(f"a chart cannot be saved as {path.name!r}; let the name end in .png or .svg")
        write_atomic(path, self.picture(kind))
        return path

    def picture(self, kind: str) -> bytes:
        """The figure with its caption as a file of that kind, "png" or "svg"; ``alt`` is in it as its description.

        Letters that matplotlib's font lacks stand as boxes in a PNG; an SVG has them as text.
        """
        from kit.charts.picture import picture_of

        return picture_of(self.figure, self.alt, self.caption, kind)

    def svg(self, *, caption: bool = False) -> str:
        """The chart as an SVG element of our own, its text kept as text, made without matplotlib.

        It has its title in it, with ``caption`` that too, and no ids: two of them on a page have nothing in common.

        >>> import kit
        >>> kit.charts.words_by_zone(kit.read("It rained all day.")).svg()[:26]
        '<svg class="kit-chart" xml'
        """
        return svg_of(self.drawing, self.title, self.alt, self.caption if caption else "")

    def _repr_html_(self) -> str:
        return chart_html(self.drawing, self.title, self.alt, self.table, self.caption)


def chart_of(outline: Outline) -> Chart:
    """The chart of an outline."""
    return Chart(outline, outline.title, outline.alt, outline.table, outline.caption)
