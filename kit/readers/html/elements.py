"""What the elements of HTML are to a reader of the page: blocks, lines, cells, marks, and what is not shown.

The sets follow the HTML standard (WHATWG): 13.1.2.4 for tags that may be left out, 15.3 for what a page shows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from kit.lexicons import word_set

__all__ = [
    "BLOCKS",
    "CELLS",
    "ENDS_PARAGRAPH",
    "FORMATTING",
    "HEADINGS",
    "IGNORED",
    "INLINE",
    "ITEMS",
    "LISTS",
    "MARKUP",
    "ROWS",
    "SCOPE",
    "SPECIAL",
    "VOID",
    "is_hidden",
    "is_set_as_block",
]

HEADINGS = word_set("h1 h2 h3 h4 h5 h6")
LISTS = word_set("ul ol menu dir dl")
ITEMS = word_set("li dt dd")
CELLS = word_set("td th")
ROWS = word_set("tr tbody thead tfoot")
BLOCKS = (
    HEADINGS
    | LISTS
    | word_set(
        """
        address article aside blockquote caption center details dialog div fieldset figcaption figure footer form header
        hgroup hr legend listing main nav p plaintext pre search section summary table
        """
    )
)
VOID = word_set("area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr")
FORMATTING = word_set("a b big code em font i nobr s small strike strong tt u")
INLINE = word_set("a button label span time")  # what pages set apart by style, with no space between
IGNORED = word_set("html head body")  # their tags may be left out, and stand anywhere

ENDS_PARAGRAPH = (BLOCKS | ITEMS) - {"caption", "legend"}
SCOPE = CELLS | {"table", "caption"}  # no end tag of what is around reaches into these
SPECIAL = BLOCKS | ITEMS | ROWS | SCOPE  # an end tag of any other element closes none of these

MARKUP = {"strong": "strong", "b": "strong", "em": "emphasis", "i": "emphasis", "blockquote": "blockquote"}
MARKUP |= dict.fromkeys(HEADINGS, "heading")

_NOT_SHOWN = word_set("applet audio canvas datalist frameset meter object progress rp select svg template video")
_HIDING = re.compile(r"display\s*+:\s*+none|visibility\s*+:\s*+(?:hidden|collapse)", re.I)
_AS_BLOCK = re.compile(r"display\s*+:\s*+(?:block|flex|grid|table|list-item)\b", re.I)


def is_hidden(name: str, attributes: Mapping[str, str], *, aria: bool = True) -> bool:
    """Does a page show nothing of an element, as far as its own tag tells; with ``aria``, to those it is read out to?

    >>> [is_hidden("p", {"style": "color: red; display:none"}), is_hidden("svg", {}), is_hidden("dialog", {"open": ""})]
    [True, True, False]
    """
    if name in _NOT_SHOWN or (name == "dialog" and "open" not in attributes):
        return True
    if "hidden" in attributes or ("style" in attributes and _HIDING.search(attributes["style"])):
        return True
    return aria and attributes.get("aria-hidden", "").strip().lower() == "true"


def is_set_as_block(attributes: Mapping[str, str]) -> bool:
    """Does the tag of an inline element set it as a block?"""
    return "style" in attributes and _AS_BLOCK.search(attributes["style"]) is not None
