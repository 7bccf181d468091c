"""A draft of a lesson: an article, what is proposed of it, and what a person has made of that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from kit.activity.background import Note
from kit.activity.proposals import Proposal
from kit.activity.texts import LAYERS
from kit.annotation import Annotation, Span
from kit.article import Article

__all__ = ["Draft"]

_OF_PROGRAM = ("rule", "doubt")  # what a program says of its own finding, and no key of a person's


@dataclass(frozen=True, slots=True)
class Draft:
    """A lesson in the making; the functions of ``kit.making.change`` make another of it.

    ``name`` is that of the lesson and its files, ``article`` has the card as the teacher corrected it and in ``slug``
    the stem of the article's files. ``data`` are the bytes as received, ``ending`` that of their file. Without a
    ``passage`` the whole article is marked in class. A ``glossary`` has an empty meaning where a teacher has yet to
    write one. ``parts`` are those of the lesson, in order; ``level`` is the grade that the passage should not be past.
    """

    name: str
    title: str
    article: Article
    data: bytes
    ending: str
    passage: Span | None = None
    proposals: tuple[Proposal, ...] = ()
    notes: tuple[Note, ...] = ()
    glossary: Mapping[str, str] = field(default_factory=dict, hash=False)
    parts: tuple[str, ...] = ()
    level: float = 8.0
    # By file, the sum of what was last taken up or saved there; shared with all drafts that come of this one.
    known: dict[Path, str] = field(default_factory=dict, compare=False, repr=False)

    @property
    def key(self) -> list[Annotation]:
        """What a person kept, and nothing else, in the order of layers and text: the key of the lesson."""
        kept = [self._entry(proposal.entry) for proposal in self.proposals if proposal.state == "kept"]
        return sorted(kept, key=lambda entry: (LAYERS.index(entry.layer), entry.span))

    def _entry(self, entry: Annotation) -> Annotation:
        said = {name: words for name, words in entry.attributes.items() if name not in _OF_PROGRAM}
        return replace(entry, annotator=f"key:{self.article.slug}", attributes={"tier": "must", **said})
