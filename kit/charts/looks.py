"""How each voice looks in a chart: told apart by a pattern, by lightness, and last by colour."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["ARTICLE", "LOOKS", "PLAIN", "TITLES", "Look", "is_light"]

# Okabe and Ito's blue and a grey: apart in greyscale and to colour-blind eyes; furniture is hatched as well.
ARTICLE, PLAIN = "#0072B2", "#8a8a8a"


class Look(NamedTuple):
    """A fill, an edge and a pattern, the same on a dark page, and the mark of a dot; as matplotlib names them.

    A pattern is drawn in the colour of the edge: "//" and "////" are lines, the second closer, "...." is dots. A mark
    is "o", a disc, or "D", a diamond.
    """

    fill: str
    edge: str
    hatch: str
    dark_fill: str
    dark_edge: str
    mark: str = "o"


# The blue and the orange of M. Okabe and K. Ito, "Color Universal Design" (2008), and greys; a test holds the voices
# that stand side by side apart in greyscale.
LOOKS = {
    "page": Look(PLAIN, PLAIN, "", "#8a8a92", "#8a8a92"),
    "article": Look("#1f3b57", "#1f3b57", "", "#a9c4dd", "#a9c4dd"),
    "author": Look(ARTICLE, ARTICLE, "", "#3d9fdb", "#3d9fdb"),
    "quoted": Look("#f0b64d", "#6e4a00", "....", "#f0b64d", "#6e4a00", "D"),
    "furniture": Look("#e4e4e4", "#6b6b6b", "////", "#4a4a50", "#b4b4bb"),
    "labels": Look("#ffffff", "#6b6b6b", "", "#1b1c1f", "#b4b4bb"),
    # A strip of zones: what is the article, and what stands around it.
    "within": Look("#ffffff", "#6b6b6b", "", "#1b1c1f", "#8a8a92"),
    "around": Look("#ececec", "#6b6b6b", "", "#3a3a40", "#8a8a92"),
    # Parts of one whole, by their lightness.
    "dark": Look(ARTICLE, "#ffffff", "//", "#3d9fdb", "#111214"),
    "middle": Look("#a9cfe8", ARTICLE, "", "#1d4f73", "#3d9fdb"),
    "light": Look("#ffffff", ARTICLE, "....", "#1b1c1f", "#7cc4f0"),
    # Full colour is strong and a faint one is mild, plain is the author and hatched is quoted.
    "author strong": Look(ARTICLE, "#004d78", "", "#3d9fdb", "#a9d8f5"),
    "author mild": Look("#b5daf0", "#004d78", "", "#173d57", "#7cc4f0"),
    "quoted strong": Look("#d55e00", "#3b1a00", "////", "#ef7f2f", "#3b1a00"),
    "quoted mild": Look("#fbdcc2", "#8a3d00", "////", "#4d2a10", "#e8a070"),
    # A source that has its say word for word, and in other words.
    "spoken": Look(ARTICLE, ARTICLE, "", "#3d9fdb", "#3d9fdb"),
    "reported": Look("#dceaf4", ARTICLE, "////", "#173d57", "#7cc4f0"),
    # Of two programs the other, and of lines those that rise.
    "other": Look("#ffffff", "#000000", "", "#111214", "#ffffff", "D"),
    "rising": Look("#444444", "#444444", "", "#c4c4cb", "#c4c4cb"),
}
TITLES = {
    "page": "Page",
    "article": "Article",
    "author": "Author",
    "quoted": "Quoted",
    "furniture": "Furniture",
    "labels": "Labels",
}


def is_light(fill: str) -> bool:
    """Whether black is read better than white on a fill such as "#0072B2": by its luma (ITU-R BT.601), of 255.

    >>> is_light(PLAIN), is_light(ARTICLE)
    (True, False)
    """
    red, green, blue = (int(fill[at : at + 2], 16) for at in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue > 115
