"""Phrases as a tree of words, and the walk that finds them: one step a word, however many phrases there are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, compress
from typing import Any, NamedTuple

__all__ = ["END", "Cut", "Phrases", "Tree", "cut_at_words", "firsts", "follow", "lower", "plant"]

Tree = dict[str, Any]  # word → tree; END → what the phrase that ends there is
END = ""
_LINKS = ("-", ",")  # what a phrase may have between two words besides a space


class Phrases(NamedTuple):
    """Phrases as a tree; ``alone`` has the first words that may be all of a phrase, or that a link ties to the next."""

    tree: Tree
    alone: set[str]


class Cut(NamedTuple):
    """A text in small letters, cut at its words: a gap, a word, a gap … a gap. Words stand at odd places.

    Part ``at`` runs from ``edges[at]`` to ``edges[at + 1]``, in code points.
    """

    parts: list[str]
    edges: list[int]


def lower(text: str) -> str:
    """The text in small letters, each where it stood: the few that would grow are left as they are.

    >>> lower("İZMİR"), len(lower("İZMİR"))
    ('İzmİr', 5)
    """
    small = text.lower()
    return small if len(small) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def plant(phrases: Phrases, words: Sequence[str], what: object, end: str = END) -> None:
    """Put a phrase into the tree, by the words and links it has in a row; what stands there already is kept."""
    node = phrases.tree
    for word in words:
        node = node.setdefault(word, {})
    node.setdefault(end, what)
    if len(words) == 1 or words[1] in _LINKS:
        phrases.alone.add(words[0])


def cut_at_words(text: str, words: re.Pattern[str], start: int = 0) -> Cut:
    """Cut a text at what ``words`` matches in it, as a group; ``start`` is where it stands in a longer one.

    >>> cut_at_words("It rained.", re.compile(r"(\\w+)"))
    Cut(parts=['', 'it', ' ', 'rained', '.'], edges=[0, 0, 2, 3, 9, 10])
    """
    parts = words.split(lower(text))
    return Cut(parts, list(accumulate(map(len, parts), initial=start)))


def firsts(parts: list[str], phrases: Phrases) -> Iterator[int]:
    """The places in a cut text where a phrase may begin, in order: the word is enough, or the next one goes on."""
    (tree, alone), last = phrases, len(parts) - 2
    for at in compress(range(1, len(parts), 2), map(tree.__contains__, parts[1::2])):
        if (word := parts[at]) in alone or (at < last and parts[at + 2] in tree[word]):
            yield at


def follow(
    parts: list[str], first: int, tree: Tree, gaps: Mapping[str, str] | None = None
) -> Iterator[tuple[int, Tree]]:
    """Walk a tree from the word at a place on: the place of each word of the text that goes on a phrase, and its node.

    The first is the word itself. ``gaps`` maps what may part the words of a phrase to the link that it is, " " where
    a space would do; without ``gaps`` anything may part them.

    >>> looks = Phrases({}, set())
    >>> plant(looks, ["look", "into"], "search")
    >>> plant(looks, ["look"], "see")
    >>> parts = cut_at_words("Look into it.", re.compile(r"(\\w+)")).parts
    >>> [(parts[at], node.get(END)) for at, node in follow(parts, next(firsts(parts, looks)), looks.tree)]
    [('look', 'see'), ('into', 'search')]
    """
    node, at, last = tree[parts[first]], first, len(parts) - 2
    while True:
        yield at, node
        if at >= last:
            return
        if gaps is None:
            step = node.get(parts[at + 2])
        elif (gap := gaps.get(parts[at + 1])) is None:
            return
        else:
            tied = node.get(gap, {}).get(parts[at + 2])
            step = tied if tied or gap == "," else node.get(parts[at + 2])
        if step is None:
            return
        node, at = step, at + 2
