"""The words of a name and those beside it: what a title tells, what ends a name, and what has a capital and is none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from kit.lexicons import load_abbreviations
from kit.lexicons.speakers import load_speakers
from kit.segment.sentence_words import STARTERS

__all__ = ["ends_of", "last_word", "opens_only", "owns", "suffix_of", "title_tells", "without_titles"]

_PREFIX = re.compile(r"(?:a[a-z]|el)-(?=\w)")


def opens_only(word: str) -> bool:
    """Has a word a capital only where a sentence or a line opens, and is it no name ("Later", "No", "He’s")?"""
    lists, word = load_speakers(), word.partition("’")[0].partition("'")[0]
    return word in STARTERS or word in lists.first or word.lower() in lists.links


@cache
def _pronouns() -> Mapping[str, str]:
    lists = load_speakers()
    return dict.fromkeys(lists.women, "she") | dict.fromkeys(lists.men, "he")


def title_tells(words: str) -> str:
    """ "he" or "she", where a title or a relation tells, the last of some words before a name ("even Mrs.").

    >>> title_tells("even Mrs."), title_tells("Dr.")
    ('she', '')
    """
    return _pronouns().get(words.rpartition(" ")[2].strip(".").lower(), "")


def without_titles(words: str) -> list[str]:
    """The words behind the last title of a name, in whatever case.

    >>> without_titles("even LT. COL. HOLM")
    ['HOLM']
    """
    parts, titles = words.split(), load_speakers().titles
    held = (n for n, word in enumerate(parts[:-1], 1) if word[0].isupper() and word.strip(".").lower() in titles)
    return parts[max(held, default=0) :]


def last_word(name: str) -> str:
    """The last word of a name in small letters, without "al-" before it, and no "Sr." or "Jr.".

    >>> last_word("Karim al-Basri"), last_word("J. D. Marsh Sr.")
    ('basri', 'marsh')
    """
    if suffix_of(name):
        name = name.rpartition(" ")[0]
    return _PREFIX.sub("", name.rpartition(" ")[2].lower())


def suffix_of(name: str) -> str:
    """ "Sr" or "Jr", where a name ends so."""
    last = name.rpartition(" ")[2].removesuffix(".")
    return last if last in load_abbreviations().behind_names else ""


def ends_of(name: str) -> tuple[str, str]:
    """The first word of a name and its last."""
    return name.partition(" ")[0], last_word(name)


def owns(text: str, end: int) -> bool:
    """Does a name that ends here own what follows ("Ana Ruiz’s aide")?"""
    return text.startswith(("’s ", "'s ", "’ ", "' "), end)
