"""From tags and texts to the words a reader sees, in blocks and lines: as edits of the source."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from kit.readers.edits import Edit, Note
from kit.readers.html.elements import (
    BLOCKS,
    CELLS,
    INLINE,
    ITEMS,
    LISTS,
    MARKUP,
    is_hidden,
    is_set_as_block,
)
from kit.readers.html.structure import part_of_page
from kit.readers.html.tokens import CHARACTER, Token, attributes_of
from kit.readers.html.tree import Element, find_events

__all__ = ["Page", "lay_out"]

_NOTHING, _SPACE, _CELL, _LINE, _BLANK = range(5)  # what stands between two texts, the weakest first
_SIGNS = ("", " ", "\t", "\n", "\n\n")
_LONG = {"td": 200, "th": 200, "li": 300, "dt": 300, "dd": 300}  # characters; with one so long, no line holds an item

_WHITE = "\t\n\f\r "
_INNER = re.compile(rf"[{_WHITE}]{{2,}}+|[\t\n\f\r]|{CHARACTER.pattern}")
_PRE_INNER = re.compile(rf"\r\n?|{CHARACTER.pattern}")


class Page(NamedTuple):
    """The edits that leave what a page shows, and notes of what its tags say; both in source code points.

    ``shown`` counts the characters in sight, ``unread`` those that only ``aria-hidden`` keeps out of it.
    """

    edits: list[Edit]
    notes: list[Note]
    shown: int
    unread: int


def lay_out(source: str, tokens: Iterable[Token], *, aria: bool = True) -> Page:
    """The words a page shows, one block from the next by a blank line.

    Lines are those of ``<br>``, of lists and of the rows of tables, whose cells a tab parts; lists and tables that hold
    blocks, or long texts, are set as blocks. Not shown: scripts, forms' values, what is hidden in its own tag; without
    ``aria``, what is hidden only from those a page is read out to is shown. White space is set as browsers set it.
    """
    layout = _Layout(source, aria)
    for kind, element, start, end in find_events(tokens):
        if kind == "text":
            layout.text(start, end)
        elif element is None:
            layout.line() if kind == "line" else layout.block()
        elif kind == "begin":
            layout.begin(element)
        else:
            layout.end(layout.open.pop(element))
    edits, breaks = _gaps_as_edits(layout)
    return Page(sorted([*edits, *layout.edits]), list(_notes(layout, breaks)), layout.shown, layout.unread)


@dataclass(slots=True, eq=False)
class _Group:
    """A list or a table: ``loose`` where its items hold blocks, so that they are set as blocks and not as lines."""

    around: _Group | None = None
    loose: bool = False

    def loosen(self) -> None:
        group: _Group | None = self
        while group is not None and not group.loose:
            group.loose = True
            group = group.around


class _Box(NamedTuple):
    """An open element: the index of the first text within, and how much was shown before."""

    name: str
    first: int
    shown: int
    hides: bool
    unread: bool
    block: bool
    group: _Group | None  # its own, of a list or table; of an item or cell, that which it is part of
    notes: tuple[tuple[str, str, Mapping[str, str]], ...]


class _Gap(NamedTuple):
    """What stands between two texts: a blank line, if one of the groups is loose."""

    start: int
    end: int
    level: int
    groups: tuple[_Group, ...]
    firm: bool  # no break


@dataclass(slots=True)
class _Layout:
    source: str
    aria: bool
    open: dict[Element, _Box] = field(default_factory=dict)
    lists: list[_Group] = field(default_factory=list)
    tables: list[_Group] = field(default_factory=list)
    containers: list[_Box] = field(default_factory=list)  # the items and cells
    hiding: int = 0  # elements that hide what is within, and those of them that only aria-hidden makes do so
    unreading: int = 0
    pre: int = 0

    starts: list[int] = field(default_factory=list)  # of the texts
    ends: list[int] = field(default_factory=list)
    gaps: list[_Gap] = field(default_factory=list)  # before each text
    edits: list[Edit] = field(default_factory=list)  # within the texts
    marks: list[tuple[int, int, str, str, Mapping[str, str]]] = field(default_factory=list)
    shown: int = 0
    unread: int = 0

    # The gap that is open:
    last: int = 0
    level: int = _BLANK
    groups: list[_Group] = field(default_factory=list)
    apart: bool = False  # a block ends or begins in it
    lines: int = 0  # <br>
    firm: bool = False
    left: str = ""  # the inline element that ends in it
    right: str = ""  # and the one that begins after that
    within: _Box | None = None  # the container of the text before it

    # ---- elements ----

    def begin(self, element: Element) -> None:
        """The break that an element makes before it."""
        name = element.name
        attributes = attributes_of(element.attributes) if element.attributes else {}
        hides = is_hidden(name, attributes, aria=self.aria)
        unread = hides and not is_hidden(name, attributes, aria=False)
        block = name in BLOCKS or is_set_as_block(attributes)
        notes = tuple(_said(name, attributes))
        self.hiding += hides
        self.unreading += unread
        self.pre += name == "pre"
        group = None
        if block:
            self.block()
            group = self._new_group(name)
        elif name in ITEMS or name in CELLS or name == "tr":
            groups = self.lists if name in ITEMS else self.tables
            group = groups[-1] if groups else _Group()
            self.soft(_CELL if name in CELLS else _LINE, group)
        elif name in INLINE:
            self.right = name if self.left else ""
        box = _Box(name, len(self.starts), self.shown, hides, unread, block, group, notes)
        self.open[element] = box
        if name in ITEMS or name in CELLS:
            self.containers.append(box)

    def _new_group(self, name: str) -> _Group | None:
        """The group of a list or table; a cell that holds one is no cell of figures."""
        if name not in LISTS and name != "table":
            return None
        around = self.containers[-1] if self.containers else None
        group = _Group(around.group if around else None)
        if around and around.group and around.name in CELLS:
            around.group.loosen()
        (self.lists if name in LISTS else self.tables).append(group)
        return group

    def end(self, box: _Box) -> None:
        """The break that an element makes after it, and the notes on the words within."""
        name = box.name
        self.hiding -= box.hides
        self.unreading -= box.unread
        self.pre -= name == "pre"
        if box.first < len(self.starts):
            self.marks += [(box.first, len(self.starts), *note) for note in box.notes]
        if box.block:
            self.block()
            if box.group:
                (self.lists if name in LISTS else self.tables).pop()
        elif box.group:
            if self.shown - box.shown > _LONG.get(name, self.shown):
                box.group.loosen()
            self.soft(_CELL if name in CELLS else _LINE, box.group)
            if name != "tr":
                self.containers.pop()
        elif name in INLINE:
            self.left, self.right = name, ""

    # ---- breaks ----

    def block(self) -> None:
        """A block begins or ends: a blank line; within an item or a cell a line, if no more is set as a block there."""
        if self.hiding:
            return
        if self.containers:
            self.soft(_LINE, self.containers[-1].group or _Group())
            self.apart = True
        else:
            self.level = _BLANK

    def line(self) -> None:
        """A line ends; two in a row end a block."""
        if self.hiding:
            return
        self.lines += 1
        if self.lines > 1:
            self.block()
        self.level = max(self.level, _LINE)

    def soft(self, level: int, group: _Group) -> None:
        """A break that is a blank line if the group turns out to be loose."""
        if not self.hiding:
            self.level = max(self.level, level)
            self.groups.append(group)

    # ---- texts ----

    def text(self, start: int, end: int) -> None:
        """A text between two tags: its white space becomes part of the gaps beside it."""
        words = self.source[start:end]
        if self.hiding:
            self.unread += len(words.strip()) if self.hiding == self.unreading else 0
            return
        bare = words.strip(_WHITE)
        if bare and (bare.isspace() or (bare[0] == "&" and not html.unescape(bare[:60]).strip() and len(bare) <= 60)):
            self.firm = True
            bare = ""
        if not bare:
            self._white(words)
            return
        first = start + words.index(bare[0])
        last = first + len(bare)
        self._white(self.source[start:first])
        self._emit(first, last)
        for m in (_PRE_INNER if self.pre else _INNER).finditer(self.source, first, last):
            read = html.unescape(m[0]) if m[0][0] == "&" else "\n" if self.pre else " "
            if read != m[0]:
                self.edits.append(Edit(*m.span(), " " if read.strip(_WHITE) != read and not self.pre else read))
        self._white(self.source[last:end])

    def _white(self, white: str) -> None:
        """White space: lines in preformatted text, elsewhere one space."""
        lines = white.count("\n") if self.pre else 0
        if white:
            self.level = max(self.level, _BLANK if lines > 1 else _LINE if lines else _SPACE)

    def _emit(self, start: int, end: int) -> None:
        """Set a text, with the gap before it."""
        container = self.containers[-1] if self.containers else None
        if self.apart and container and container is self.within and container.group:
            container.group.loosen()
        if self.level == _NOTHING and self.right and self._run_together(start):
            self.level = _SPACE
        self.gaps.append(_Gap(self.last, start, self.level, tuple(self.groups), self.firm))
        self.starts.append(start)
        self.ends.append(end)
        self.shown += end - start
        self.last, self.level, self.groups, self.apart, self.lines = end, _NOTHING, [], False, 0
        self.firm, self.left, self.right, self.within = False, "", "", container

    def _run_together(self, start: int) -> bool:
        """Would two words that stand in elements of their own, parted by style alone, run together?"""
        before, after = self.source[self.last - 1], self.source[start]
        if not (before.isalnum() or before in ".,:;!?”)") or not after.isalnum():
            return False
        if (self.left, self.right) != ("span", "span"):
            return True
        # A word may change its look within, and hardly before a capital; a capital may be set large.
        return self.last - self.starts[-1] > 1 and (before.isdigit() or after.isdigit() or after.isupper())


def _said(name: str, attributes: Mapping[str, str]) -> Iterator[tuple[str, str, Mapping[str, str]]]:
    """What the tag of an element says of the words within."""
    if name == "a" and attributes.get("href"):
        yield "link", "link", {"href": attributes["href"].strip()}
    if label := MARKUP.get(name):
        yield "markup", label, {"level": name[1]} if label == "heading" else {}
    if part := part_of_page(name, attributes):
        yield "structure", part.label, part.attributes


def _gaps_as_edits(layout: _Layout) -> tuple[list[Edit], list[int]]:
    """The gaps as edits, and the texts that begin a line."""
    edits: list[Edit] = []
    breaks: list[int] = []
    for at, gap in enumerate(layout.gaps):
        level = _BLANK if any(group.loose for group in gap.groups) else gap.level
        sign = "" if at == 0 else "\u00a0" if level <= _SPACE and gap.firm else _SIGNS[level]
        if level >= _LINE:
            breaks.append(at)
        if gap.end > gap.start and layout.source[gap.start : gap.end] != sign:
            edits.append(Edit(gap.start, gap.end, sign))
    if layout.last < len(layout.source):
        edits.append(Edit(layout.last, len(layout.source)))
    return edits, breaks


def _notes(layout: _Layout, breaks: Iterable[int]) -> Iterator[Note]:
    """The marks as notes; links and emphasis end with the line, and begin anew on the next."""
    following = [0] * len(layout.starts)  # the next text that begins a line
    nearest, lines = len(layout.starts), set(breaks)
    for text in range(len(layout.starts) - 1, -1, -1):
        following[text] = nearest
        nearest = text if text in lines else nearest
    outside_in = reversed(layout.marks)  # of two on the same words, the outer first
    reached: dict[str, int] = {}
    for first, after, layer, label, attributes in sorted(outside_in, key=lambda mark: (mark[0], -mark[1])):
        if label not in ("link", "strong", "emphasis"):
            yield Note(layout.starts[first], layout.ends[after - 1], layer, label, attributes)
            continue
        at = max(first, reached.get(label, 0))  # one within another of its kind says nothing new
        while at < after:
            end = min(following[at], after)
            yield Note(layout.starts[at], layout.ends[end - 1], layer, label, attributes)
            at = end
        reached[label] = max(after, reached.get(label, 0))
