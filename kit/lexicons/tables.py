"""The tables of a lexicon, as its file has them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

__all__ = ["read_lexicon", "read_lexicons"]

_HOME = Path(__file__).parent


def read_lexicon(name: str) -> dict[str, Any]:
    """The tables of ``name``.toml in this folder; raises ``FileNotFoundError`` where there is none.

    >>> "verbs" in read_lexicon("quotes")
    True
    """
    return tomllib.loads((_HOME / f"{name}.toml").read_text(encoding="utf-8"))


def read_lexicons(folder: str) -> dict[str, dict[str, Any]]:
    """The tables of every file in a folder of this one, by the file's name without its ending, in order of names.

    >>> "fear" in read_lexicons("loaded")
    True
    """
    return {path.stem: read_lexicon(f"{folder}/{path.stem}") for path in sorted((_HOME / folder).glob("*.toml"))}
