"""Which elements of a page are open where: end tags that are left out, forgotten or crossed are made good."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kit.readers.html.elements import (
    CELLS,
    ENDS_PARAGRAPH,
    FORMATTING,
    HEADINGS,
    IGNORED,
    ITEMS,
    LISTS,
    ROWS,
    SCOPE,
    SPECIAL,
    VOID,
)
from kit.readers.html.tokens import Token

__all__ = ["Element", "Event", "find_events"]


@dataclass(slots=True, eq=False)
class Element:
    """An open element; ``attributes`` as written. ``closed``: its end tag left open what is within, <b><p></b></p>."""

    name: str
    attributes: str = ""
    closed: bool = False


Event = tuple[str, Element | None, int, int]


def find_events(tokens: Iterable[Token]) -> Iterator[Event]:
    """The page as ``begin`` and ``end`` of its elements, ``text`` with its place, ``line`` (<br>) and ``rule`` (<hr>).

    Elements end as the HTML standard says (WHATWG, 13.2.6), in outline: each that begins ends once; those for marks
    may end before what began within them, and are not taken up again in the next block. Without recursion, and in
    linear time, however deep they are nested.

    >>> from kit.readers.html.tokens import find_tokens
    >>> [(kind, element and element.name) for kind, element, *_ in find_events(find_tokens("<p>a<p>b</i>"))]
    [('begin', 'p'), ('text', None), ('end', 'p'), ('begin', 'p'), ('text', None), ('end', 'p')]
    """
    tree = _Tree()
    for kind, start, end, name, attributes in tokens:
        if kind == "text":
            yield "text", None, start, end
            continue
        if kind == "open":
            tree.opened(name, attributes)
        elif kind == "close":
            tree.ended(name)
        if tree.events:
            yield from tree.events
            tree.events.clear()
    tree.close_to(0)
    yield from tree.events


@dataclass(slots=True)
class _Tree:
    """The open elements, and what happened since it was last looked at; places are indexes into the stack."""

    events: list[Event] = field(default_factory=list)
    stack: list[Element] = field(default_factory=list)
    places: dict[str, list[int]] = field(default_factory=dict)  # by name
    scopes: list[int] = field(default_factory=lambda: [-1])
    special: list[int] = field(default_factory=lambda: [-1])

    def opened(self, name: str, attributes: str) -> None:
        if name in IGNORED:
            return
        self._make_room(name)
        if name in VOID:
            if name in ("br", "hr"):
                self.events.append(("line" if name == "br" else "rule", None, 0, 0))
            return
        if name in ("svg", "math") and attributes.endswith("/"):
            return
        at, element = len(self.stack), Element(name, attributes)
        self.stack.append(element)
        self.places.setdefault(name, []).append(at)
        if name in SCOPE:
            self.scopes.append(at)
        if name in SPECIAL:
            self.special.append(at)
        self.events.append(("begin", element, 0, 0))

    def ended(self, name: str) -> None:
        if name in ("br", "p") and self._within(name) is None:
            self.events.append(("line" if name == "br" else "rule", None, 0, 0))
        elif name in FORMATTING:
            self._end_mark(name)
        elif name in CELLS:
            self._close_cell(CELLS)
        elif name == "table" or name in ROWS:
            at, table = self._place(name), self._place("table")
            self.close_to(at if at >= table >= 0 else -1)
        elif name in HEADINGS or name in SPECIAL:
            self.close_to(self._within(*(HEADINGS if name in HEADINGS else (name,))))
        else:
            at = self._place(name)
            self.close_to(at if at > self.special[-1] else -1)

    def _end_mark(self, name: str) -> None:
        """End a mark, and leave open what is within: ``<b><i>…</b>…</i>``."""
        if self._within(name) is not None:
            element = self.stack[self.places[name].pop()]
            element.closed = True
            self.events.append(("end", element, 0, 0))
            self._drop_closed()

    def _make_room(self, name: str) -> None:
        """Close what a start tag closes unsaid: an open paragraph, the item, cell or row above."""
        if name in ENDS_PARAGRAPH:
            self.close_to(self._within("p"))
        if name in HEADINGS and self.stack and self.stack[-1].name in HEADINGS:
            self.close_to(len(self.stack) - 1)
        elif name in ITEMS:
            at = self._within("li") if name == "li" else self._within("dt", "dd")
            self.close_to(at if at is not None and at > self._place(*LISTS) else -1)
        elif name in CELLS or name in ROWS or name == "caption":
            self._close_cell((*CELLS, "caption"))
            if name in ROWS:
                kinds = ("tr",) if name == "tr" else ROWS
                places = [self._place(kind) for kind in kinds]
                self.close_to(min((at for at in places if at > self.scopes[-1]), default=-1))
        elif name == "a":
            self._end_mark(name)
        elif name == "button":
            self.close_to(self._within(name))

    def _close_cell(self, kinds: Iterable[str]) -> None:
        if self.scopes[-1] >= 0 and self.stack[self.scopes[-1]].name in kinds:
            self.close_to(self.scopes[-1])

    def _place(self, *names: str) -> int:
        """Where the innermost open element of one of the names stands; -1 where none is open."""
        return max([self.places[name][-1] for name in names if self.places.get(name)], default=-1)

    def _within(self, *names: str) -> int | None:
        """The same, where it stands within the innermost cell or table."""
        at = self._place(*names)
        return at if at >= 0 and at >= self.scopes[-1] else None

    def close_to(self, at: int | None) -> None:
        """Close the innermost elements, down to the one at a place; none, where that is no place."""
        if at is None or at < 0:
            return
        while len(self.stack) > at:
            element = self.stack.pop()
            if element.closed:
                continue
            self.places[element.name].pop()
            for open_ones in (self.scopes, self.special):
                if open_ones[-1] >= len(self.stack):
                    open_ones.pop()
            self.events.append(("end", element, 0, 0))
        self._drop_closed()

    def _drop_closed(self) -> None:
        while self.stack and self.stack[-1].closed:
            self.stack.pop()
