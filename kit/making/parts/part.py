"""What a part of a lesson is made of, and what it is made from."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from kit.activity.activity import Reference
from kit.activity.background import Background
from kit.activity.keys import excerpt, of_excerpt
from kit.activity.texts import LAYERS, Text
from kit.agreement.units import tier
from kit.annotation import Annotation, Span
from kit.article import Card
from kit.making.draft import Draft
from kit.segment.blocks import find_blocks

__all__ = [
    "Material",
    "Part",
    "Section",
    "asked",
    "byline",
    "closed_code",
    "compared",
    "edges",
    "literal",
    "material",
    "opening_words",
    "reference_of",
]

Cell = tuple[str, str]  # its type, "markdown" or "code", and its source
_LINE = 88  # characters of a line of code
_SOME = 4  # marks that are enough, where there are as many: so that nobody need finish


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the notebook, which is a step of the lesson and a row of the plan.

    ``activities`` are tables of the lesson's TOML by name, ``imports`` what the code of ``cells`` takes from where.
    ``do`` is what the teacher has the class do, ``talk`` how many minutes it talks meanwhile, ``heard`` what learners
    will say, each with an answer, ``look`` the names of the answers that are worth a look afterwards, and ``good`` what
    a good one does. ``sheet`` is its part of the handout, as HTML.
    """

    title: str
    cells: tuple[Cell, ...]
    activities: Mapping[str, Mapping[str, Any]]
    do: str
    talk: float = 0.5
    heard: tuple[tuple[str, str], ...] = ()
    look: tuple[str, ...] = ()
    good: str = ""
    sheet: str = ""
    imports: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part:
    """A part that a lesson may have: its title and a hint for the teacher, the layers that it goes by, its sections.

    ``asks`` is what it asks of an article, in a few words. ``lacks`` says why it cannot be made of an article; nothing
    where it can.
    """

    title: str
    hint: str
    layers: tuple[str, ...]
    asks: str
    lacks: Callable[[Material], str]
    sections: Callable[[Material], list[Section]]


@dataclass(frozen=True, eq=False)
class _DraftText(Text):
    """A text of the lesson that is in the making: its key and its background are those of the draft."""

    draft: Draft | None = None

    def key(self, layer: str) -> list[Annotation]:
        entries = self.draft.key if self.draft else []
        return of_excerpt(self.article, self.whole, [entry for entry in entries if entry.layer == layer])

    @cached_property
    def background(self) -> Background:
        if self.draft is None:
            return Background()
        explained = {term: said for term, said in self.draft.glossary.items() if said.strip()}
        return self.of_passage(Background(self.draft.notes, explained))


@dataclass(frozen=True)
class Material:
    """What the parts are made from: the draft, the whole page as a text, and the passage that is marked in class."""

    draft: Draft
    page: Text
    passage: Text

    @property
    def noun(self) -> str:
        """What the passage is called: "article" where it is all of it."""
        return "article" if self.passage is self.page else "passage"

    def has_key(self, layer: str) -> bool:
        """Whether a person has made a key of a layer, in the passage; of zones, of every block of the page."""
        if layer == "zone":
            return layer in self.page.by_key
        return layer in self.passage.by_key

    def reference(self, layer: str) -> Reference:
        """What answers in a layer are compared with, "key" or "program"."""
        return "key" if self.has_key(layer) else "program"

    def entries(self, layer: str) -> list[Annotation]:
        """What answers about the passage are compared with, in a layer."""
        return self.passage.key(layer) if self.has_key(layer) else self.passage.found(layer)

    def must(self, layer: str) -> list[Annotation]:
        """Those entries that are asked for."""
        return [entry for entry in self.entries(layer) if tier(entry) == "must"]

    def empty(self, layer: str) -> bool:
        """Whether the key of a layer says of the passage that careful readers marked nothing."""
        return self.has_key(layer) and not self.entries(layer)

    def drafted(self, layer: str) -> bool:
        """Whether the key of a layer began with what the program found."""
        return any(p.state == "kept" and p.found is not None and p.entry.layer == layer for p in self.draft.proposals)

    def by(self, layer: str, *, of: str = "") -> str:
        """How a figure came about: by the key, or by a program that is often wrong; ``of`` names the text."""
        text = {"page": self.page}.get(of, self.passage)
        return "By the key" if layer in text.by_key else "By the program, which is often wrong,"


def material(draft: Draft) -> Material:
    """What a draft gives to make parts from."""
    article = draft.article

    def text(name: str, by_key: Iterable[str]) -> Text:
        return _DraftText(name, article, article, Path(), tuple(by_key), draft=draft)

    decided = [layer for layer in LAYERS if _decided(draft, layer)]
    if draft.passage is None:
        keyed = _keyed(draft, Span(0, len(article.text)))
        page = text("page", [layer for layer in LAYERS if layer in (*decided, *keyed)])
        return Material(draft, page, page)
    first, last = edges(article.text, draft.passage)
    shown = excerpt(article, first, last)
    passage = _DraftText("passage", shown, article, Path(), tuple(_keyed(draft, draft.passage)), draft=draft)
    return Material(draft, text("page", decided), passage)


def _keyed(draft: Draft, span: tuple[int, int]) -> list[str]:
    """The layers, but for zones, of which a person has made a key within a span: kept something, or decided on all."""
    inside = [p for p in draft.proposals if span[0] <= p.entry.start and p.entry.end <= span[1]]
    here = {layer: {p.state for p in inside if p.entry.layer == layer} for layer in LAYERS[1:]}
    return [
        layer for layer, states in here.items() if "kept" in states or states == {"rejected"} or _decided(draft, layer)
    ]


def _decided(draft: Draft, layer: str) -> bool:
    """Whether a person has made a key of the whole page in a layer: of every block, or so that nothing is open.

    Where all that was proposed was rejected, the key is empty: careful readers marked nothing.
    """
    if layer == "zone":
        kept = {entry.span for entry in draft.key if entry.layer == layer}
        return kept >= set(find_blocks(draft.article.text))
    states = {p.state for p in draft.proposals if p.entry.layer == layer}
    return bool(states) and "open" not in states


def edges(text: str, span: tuple[int, int]) -> tuple[str, str]:
    """The words at which a passage begins and ends, as few as tell them from others in the text.

    >>> edges("It rained. It snowed. It rained.", (11, 32))
    ('It snowed.', 'rained.')
    """
    start, end = span
    words = [(start + found.start(), start + found.end()) for found in re.finditer(r"\S+", text[start:end])]
    if not words:
        raise ValueError("the passage holds no words; choose one that does")
    start, end = words[0][0], words[-1][1]
    starts = (text[start:last] for _, last in words[1:] or words)
    first = next((said for said in starts if text.find(said) == start), text[start:end])
    ends = (text[at:end] for at, _ in reversed(words))
    last = next((said for said in ends if text.find(said, start) == end - len(said)), text[start:end])
    return first, last


def opening_words(words: str, others: Sequence[str]) -> str:
    """The first words of a claim, as few as no other claim begins with, three at least; nothing where there are none.

    >>> opening_words("It rained all day", ["It rained all night"])
    'It rained all day'
    """
    for end in [found.end() for found in re.finditer(r"\S+", words)][2:] or [len(words)]:
        if not any(other.startswith(words[:end]) for other in others):
            return words[:end]
    return ""


def byline(card: Card) -> list[str]:
    """Who wrote it, where and when, as far as that is known: an outlet that signs as the author is named once.

    >>> byline(Card(author="NBR News", outlet="NBR News", date="5 May"))
    ['NBR News', '5 May']
    """
    return list(dict.fromkeys(said for said in (card.author, card.outlet, card.date) if said))


def literal(words: str) -> str:
    """Words of an article within a template, in which a brace is no figure's."""
    return " ".join(words.split()).replace("{", "{{").replace("}", "}}")


def asked(found: Sequence[object]) -> int:
    """How many marks are enough, where so much can be found; none where the right answer is to mark nothing."""
    return min(_SOME, len(found))


def closed_code(prompt: str, *views: str) -> str:
    """The code that keeps views shut behind a guess: words in marks, and calls.

    >>> closed_code("Look.", '"It is 5."')
    'closed("Look.", "It is 5.")'
    """
    line = f"closed({', '.join([json.dumps(prompt), *views])})"
    if len(line) <= _LINE:
        return line
    return "closed(\n" + "".join(f"    {part},\n" for part in [json.dumps(prompt), *views]) + ")"


def reference_of(m: Material, layer: str) -> dict[str, str]:
    """What an activity's table says of what answers are compared with: nothing where it is the key."""
    return {} if m.has_key(layer) else {"reference": "program"}


def compared(m: Material, layer: str, of: str, step: str, *, prompt: str, reveal: str, **more: Any) -> dict[str, Any]:
    """The table of a comparison, with the key or with the program, called so."""
    reference = m.reference(layer)
    ask = f"Compare. {prompt}" if reference == "key" else f"There is no key. Compare with a program. {prompt}"
    if m.empty(layer):
        ask = "Compare, even if you marked nothing."
    return {
        "kind": "compare",
        "step": step,
        "of": of,
        "prompt": ask,
        "button": f"Compare with the {reference}",
        "reveal": reveal,
        **more,
    }
