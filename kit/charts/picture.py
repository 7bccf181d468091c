"""A figure with its caption as a file, PNG or SVG, by matplotlib."""

from __future__ import annotations

import io
import textwrap
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from kit.visible import visible

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["picture_of"]


def picture_of(figure: Figure, alt: str, caption: str, kind: str) -> bytes:
    """A figure with its caption as a file of that kind, "png" or "svg"; ``alt`` is in it as its description."""
    about: dict[str, str | None] = {"Title": figure.get_suptitle(), "Description": visible(alt)} | (
        {"Date": None} if kind == "svg" else {}
    )
    out = io.BytesIO()
    # Below the figure, which "tight" takes in: within it a caption runs into a legend.
    caption = textwrap.fill(visible(caption), 110)
    below = figure.text(0.01, -0.02, caption, ha="left", va="top", fontsize=9, parse_math=False)
    try:
        with _plainly():
            looks: dict[str, Any] = {"dpi": 200, "facecolor": "white", "bbox_inches": "tight"}
            figure.savefig(out, format=kind, metadata=about, **looks)
    finally:
        below.remove()  # it is no part of the figure
    return out.getvalue()


@contextmanager
def _plainly() -> Iterator[None]:
    """Draw with text as text, none of it mathematics, and without a warning to whoever only wants to see it."""
    import matplotlib as mpl

    plain: dict[Any, Any] = {"svg.fonttype": "none", "text.parse_math": False, "svg.hashsalt": "kit"}
    with mpl.rc_context(plain), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph ")  # missing from the font; a browser has fonts of its own
        warnings.filterwarnings("ignore", "constrained_layout not applied")
        yield
