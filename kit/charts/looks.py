"""How each voice looks in a chart: told apart by a pattern, by lightness, and last by colour."""

from __future__ import annotations

from typing import Any, NamedTuple

from kit.charts.chart import ARTICLE, PLAIN

__all__ = ["LOOKS", "TITLES", "Look"]


class Look(NamedTuple):
    """A fill, an edge and a pattern, as matplotlib names them."""

    fill: str
    edge: str
    hatch: str

    @property
    def patch(self) -> dict[str, Any]:
        """The same as what a bar takes."""
        return {"facecolor": self.fill, "edgecolor": self.edge, "hatch": self.hatch, "linewidth": 0.6}


# The blue and the orange of M. Okabe and K. Ito, "Color Universal Design" (2008), and greys; a test holds the voices
# that stand side by side apart in greyscale.
LOOKS = {
    "page": Look(PLAIN, PLAIN, ""),
    "article": Look("#1f3b57", "#1f3b57", ""),
    "author": Look(ARTICLE, ARTICLE, ""),
    "quoted": Look("#f0b64d", "#6e4a00", "...."),
    "furniture": Look("#e4e4e4", "#6b6b6b", "////"),
    "labels": Look("#ffffff", "#6b6b6b", ""),
}
TITLES = {
    "page": "Page",
    "article": "Article",
    "author": "Author",
    "quoted": "Quoted",
    "furniture": "Furniture",
    "labels": "Labels",
}
