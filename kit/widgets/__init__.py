"""What a learner works with in a notebook: the highlighter."""

from __future__ import annotations

from kit.widgets.highlighter import Highlighter

__all__ = ["Highlighter"]
