"""What the tags of a page call its parts: by element, role, property, relation and class."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from kit.lexicons import read_lexicon, word_set

__all__ = ["Part", "part_of_page"]

_LEXICON = read_lexicon("html")
_BY_TAG: Mapping[str, str] = _LEXICON["tags"]
_BY_ROLE: Mapping[str, str] = _LEXICON["roles"]
_BY_PROPERTY: Mapping[str, str] = _LEXICON["properties"]
_WORDS: list[tuple[str, list[frozenset[str]]]] = [
    (label, [frozenset(phrase.split()) for phrase in phrases]) for label, phrases in _LEXICON["words"].items()
]
_STATES, _STATES_ANYWHERE = (word_set(_LEXICON["states"][name]) for name in ("openers", "anywhere"))
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_LONGEST = 300  # characters of a class or an id that are looked at


class Part(NamedTuple):
    """What an element is, as its tag tells; ``attributes``: ``tag``, ``by``, what tells, and the value that does."""

    label: str
    attributes: Mapping[str, str]


def part_of_page(name: str, attributes: Mapping[str, str]) -> Part | None:
    """Which part of the page an element is, as far as its own tag tells.

    Labels: ``navigation aside footer header article main figure figcaption headline standfirst byline time body
    pullquote tags bio share comments related promo consent``. What the most telling attribute says counts: ``rel``,
    ``itemprop``, a class or an id, ``role``, and last the element itself.

    >>> part_of_page("div", {"class": "c-RelatedStories two-columns"})
    Part(label='related', attributes={'tag': 'div', 'by': 'class', 'class': 'c-RelatedStories two-columns'})
    >>> part_of_page("div", {"class": "no-comments"}), part_of_page("nav", {}).label
    (None, 'navigation')
    """
    if attributes:
        for by in ("rel", "itemprop", "class", "id", "role"):
            value = attributes.get(by, "")[:_LONGEST].strip()
            if value and (label := _said(by, value)):
                said = {key: attributes[key] for key in ("class", "role", "rel") if attributes.get(key)}
                return Part(label, {"tag": name, "by": by, **said, by: value})
    label = _BY_TAG.get(name)
    return Part(label, {"tag": name, "by": "tag"}) if label else None


@lru_cache(maxsize=4096)
def _said(by: str, value: str) -> str | None:
    """The part that the value of an attribute names."""
    if by == "rel":
        return {"author": "byline", "tag": "tags"}.get(value.lower())
    if by in ("itemprop", "role"):
        table = _BY_PROPERTY if by == "itemprop" else _BY_ROLE
        return next((table[word] for word in value.split() if word in table), None)
    names = list(_names(value))
    fitting = (label for label, phrases in _WORDS if any(phrase <= words for phrase in phrases for words in names))
    return next(fitting, None)


def _names(value: str) -> Iterator[frozenset[str]]:
    """The words of each name in a class that says what the part is."""
    for name in value.split():
        words = [word.lower() for word in _WORD.findall(name)]
        if words and words[0] not in _STATES and _STATES_ANYWHERE.isdisjoint(words):
            yield frozenset(words)
