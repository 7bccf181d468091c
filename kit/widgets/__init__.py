"""What a learner works with in a notebook: the highlighter."""

from __future__ import annotations

from kit.widgets.highlighter import Highlighter
from kit.widgets.palette import Label

__all__ = ["Highlighter", "Label"]
