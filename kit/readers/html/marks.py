"""What tags say of the words within: links, markup and parts of the page, as notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from kit.readers.edits import Note
from kit.readers.html.elements import MARKUP
from kit.readers.html.structure import part_of_page

__all__ = ["Mark", "Said", "as_notes", "said_of"]

_BY_LINE = ("link", "strong", "emphasis")


class Said(NamedTuple):
    """What the tag of an element says: the layer, the label and the attributes of an annotation to be."""

    layer: str
    label: str
    attributes: Mapping[str, str]


class Mark(NamedTuple):
    """The same, of the texts from index ``first`` up to ``after``."""

    first: int
    after: int
    layer: str
    label: str
    attributes: Mapping[str, str]


def said_of(name: str, attributes: Mapping[str, str]) -> Iterator[Said]:
    """What the tag of an element says of the words within.

    >>> [said.label for said in said_of("h2", {"class": "headline"})]
    ['heading', 'headline']
    """
    if name == "a" and attributes.get("href"):
        yield Said("link", "link", {"href": attributes["href"].strip()})
    if label := MARKUP.get(name):
        yield Said("markup", label, {"level": name[1]} if label == "heading" else {})
    if part := part_of_page(name, attributes):
        yield Said("structure", part.label, part.attributes)


def as_notes(
    marks: Sequence[Mark], starts: Sequence[int], ends: Sequence[int], breaks: Iterable[int]
) -> Iterator[Note]:
    """The marks, given as their elements ended, as notes; of two on the same words the outer comes first.

    ``starts`` and ``ends`` are the texts' places in the source, ``breaks`` the texts that begin a line: links and
    emphasis end with it, and begin anew on the next.
    """
    following = [0] * len(starts)  # the next text that begins a line
    nearest, lines = len(starts), set(breaks)
    for text in range(len(starts) - 1, -1, -1):
        following[text] = nearest
        nearest = text if text in lines else nearest
    reached: dict[str, int] = {}
    outside_in = marks[::-1]
    for first, after, layer, label, attributes in sorted(outside_in, key=lambda mark: (mark.first, -mark.after)):
        if label == "blockquote" and first < reached.get(label, 0):
            continue  # within another
        if label not in _BY_LINE:
            reached[label] = max(after, reached.get(label, 0))
            yield Note(starts[first], ends[after - 1], layer, label, attributes)
            continue
        at = max(first, reached.get(label, 0))  # one within another of its kind says nothing new
        while at < after:
            end = min(following[at], after)
            yield Note(starts[at], ends[end - 1], layer, label, attributes)
            at = end
        reached[label] = max(after, reached.get(label, 0))
