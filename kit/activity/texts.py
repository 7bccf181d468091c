"""What an activity is about: an article, a passage of one, or words of the lesson's own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from kit.activity.background import Background, read_background
from kit.activity.keys import key, of_excerpt
from kit.annotate.voices import SPEECH
from kit.annotation import Annotation
from kit.article import Article
from kit.reading import Reading

__all__ = ["LAYERS", "Text", "as_found"]


LAYERS = ("zone", "quote", "claim", "loaded")  # those of which an article has a key, and a program a reading


@dataclass(frozen=True, eq=False)
class Text:
    """An article, a passage of one, or words of the lesson's own; what readers marked in it, and what a program finds.

    ``article`` is what is shown, ``whole`` what it was cut from, ``folder`` where the article's key lies. ``by_key``
    are the layers in which ``reading`` goes by the key. ``others`` are the same text in plain words, or the forms that
    are given by turns with it; ``version`` tells them apart (``kit.activity.versions``). ``about`` is the file with its
    background and hard words, where that is another's than the article's.
    """

    name: str
    article: Article
    whole: Article
    folder: Path
    by_key: tuple[str, ...] = ()
    version: str = ""
    others: tuple[Text, ...] = ()
    about: Path | None = None

    def key(self, layer: str) -> list[Annotation]:
        """The article's key in a layer, as far as it lies within the passage; ``FileNotFoundError`` without a key."""
        return of_excerpt(self.article, self.whole, key(self.whole, layer, folder=self.folder))

    def found(self, layer: str) -> list[Annotation]:
        """What a program, reading the whole article, marks in the passage; of claims, those that the author makes.

        It reads without a parser: at once, and alike on every machine, so that what a lesson says of it stays true.
        """
        found = self._inside(layer)
        return [a for a in found if a.attributes["voice"] == "author"] if layer == "claim" else found

    def _inside(self, layer: str) -> list[Annotation]:
        return of_excerpt(self.article, self.whole, self._found.layer(layer))

    @property
    def _zones(self) -> list[Annotation]:
        """The zones of the passage, those that its edges cut among them."""
        first = self.whole.text.find(self.article.text)
        last = first + len(self.article.text)
        return [
            replace(zone, start=max(zone.start, first) - first, end=min(zone.end, last) - first, evidence={})
            for zone in self._found.zones
            if zone.start < last and first < zone.end
        ]

    @cached_property
    def _found(self) -> Reading:
        return Reading(self.whole, parser=False)

    @cached_property
    def background(self) -> Background:
        """What to know of the article, with those hard words that stand in the passage."""
        return self.of_passage(read_background(self.about or self.folder / f"{self.whole.slug}.toml"))

    def of_passage(self, known: Background) -> Background:
        """What is known of the article, of its hard words those in the passage."""
        here = {term: said for term, said in known.glossary.items() if _stands(term, self.article.text)}
        return Background(known.notes, here)

    @property
    def glossary(self) -> Mapping[str, str]:
        """The hard words of the passage, each in plain words."""
        return self.background.glossary

    @cached_property
    def reading(self) -> Reading:
        """The passage read, by the key where ``by_key`` says so; else by what ``found`` goes by, so that both agree."""
        key = {layer: as_found(self.key(layer)) for layer in self.by_key}
        cut = self.article is not self.whole
        found = {layer: self._inside(layer) for layer in LAYERS[1:]} | {"zone": self._zones} if cut else {}
        return Reading(self.article, parser=False, given=found | key)


def _stands(term: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(term)}(?!\w)", text, re.I) is not None


def as_found(entries: list[Annotation]) -> list[Annotation]:
    """The entries of a key as a layer: without speech that may be marked as such, and for which nobody speaks."""
    return [
        entry
        for entry in entries
        # Of a passage, who speaks may be told before it begins.
        if entry.layer != "quote" or entry.label not in SPEECH or entry.evidence or entry.attributes.get("speaker")
    ]
