"""The one loader: a lexicon file's tables, and what is made of its lists, sets of words and patterns."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

__all__ = ["alternation", "read_lexicon", "read_lexicons", "word_set"]

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


def word_set(words: str) -> frozenset[str]:
    """The words of a list that is written as running text, parted by white space.

    >>> sorted(word_set("said says"))
    ['said', 'says']
    """
    return frozenset(words.split())


def alternation(words: Iterable[str]) -> str:
    """A pattern, in a group of its own, for any one of the words or phrases as they are written; the longest is tried
    first. It says nothing of what stands around them: add ``\\b`` or the like. Of no words, it matches nowhere.

    >>> alternation(["Mr", "Mrs", "Ph.D"])
    '(?:Ph\\\\.D|Mrs|Mr)'
    """
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(re.escape, longest_first))})" if longest_first else "(?!)"
