"""Where this Python runs, and what is said there: what is not true everywhere is told by edition.

``"desktop"`` is Python on a computer, with files in a folder. ``"browser"`` is Python inside a page, whose browser
keeps the answers. ``"memory"`` is such a page where the browser keeps nothing: what was done is gone when the page is.
"""

from __future__ import annotations

import os
from typing import Any

from kit.files import IN_BROWSER

__all__ = ["EDITIONS", "edition", "told_in"]

EDITIONS = ("desktop", "browser", "memory")  # what has no words of its own says those of the one before it


def edition() -> str:
    """Which of ``EDITIONS`` this is; a page says by ``KIT_STORE`` that nothing can be kept there.

    >>> edition() in EDITIONS
    True
    """
    if not IN_BROWSER:
        return "desktop"
    return "memory" if os.environ.get("KIT_STORE") == "memory" else "browser"


def told_in(where: str, said: Any) -> Any:
    """What is said in an edition: of a table with words for "desktop" and another those for here; all else as it is.

    Raises ``ValueError`` for an edition that is none of ``EDITIONS``.

    >>> told_in("memory", {"desktop": "in this folder", "browser": "in this browser"}), told_in("memory", "here")
    ('in this browser', 'here')
    """
    if not (isinstance(said, dict) and "desktop" in said):
        return said
    known = [name for name in EDITIONS[: EDITIONS.index(where) + 1] if name in said]
    return said[known[-1]]
