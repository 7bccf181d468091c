"""What an activity is about: an article, a passage of one, or words of the lesson's own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kit.activity.keys import key, within
from kit.annotate.claims.find import find_claims
from kit.annotate.loaded.find import find_loaded
from kit.annotate.quotes.find import find_quotes
from kit.annotate.sources import SPEECH, SourceTable, sources
from kit.annotation import Annotation
from kit.article import Article
from kit.readability import Score, readability
from kit.segment import find_sentences, find_zones
from kit.terms import Words, words_of

__all__ = ["LAYERS", "Text"]


@dataclass(frozen=True)
class Reading:
    """Stands in for kit.reading.Reading until it is there."""

    article: Article
    given: dict[str, list[Annotation]]

    @cached_property
    def zones(self) -> list[Annotation]:
        return self.given.get("zones") or find_zones(self.article)

    @cached_property
    def quotes(self) -> list[Annotation]:
        return self.given.get("quotes") or find_quotes(self.article)

    @cached_property
    def claims(self) -> list[Annotation]:
        return self.given.get("claims") or find_claims(self.article)

    @cached_property
    def loaded(self) -> list[Annotation]:
        return self.given.get("loaded") or find_loaded(self.article)

    @cached_property
    def sentences(self) -> list[Annotation]:
        return find_sentences(self.article)

    @cached_property
    def sources(self) -> SourceTable:
        return sources(self.article, self.quotes)

    def words(self, voice: str) -> Words:
        return words_of(self.article, voice, quotes=self.quotes)

    def readability(self, voice: str) -> dict[str, Score]:
        return readability(self.article, voice, quotes=self.quotes)


def read(article: Article, **given: list[Annotation]) -> Reading:
    return Reading(article, given)


LAYERS = {"zone": "zones", "quote": "quotes", "claim": "claims", "loaded": "loaded"}  # as a reading calls them


@dataclass(frozen=True, eq=False)
class Text:
    """An article, a passage of one, or words of the lesson's own; what readers marked in it, and what a program finds.

    ``article`` is what is shown, ``whole`` what it was cut from, ``folder`` where the article's key lies. ``by_key``
    are the layers in which ``reading`` goes by the key.
    """

    name: str
    article: Article
    whole: Article
    folder: Path
    by_key: tuple[str, ...] = ()

    def key(self, layer: str) -> list[Annotation]:
        """The article's key in a layer, as far as it lies within the passage; ``FileNotFoundError`` without a key."""
        return within(self.article, self.whole, key(self.whole, layer, folder=self.folder))

    def found(self, layer: str) -> list[Annotation]:
        """What a program, reading the whole article, marks in the passage; of claims, those that the author makes."""
        found = within(self.article, self.whole, getattr(read(self.whole), LAYERS[layer]))
        return [a for a in found if a.attributes["voice"] == "author"] if layer == "claim" else found

    @cached_property
    def reading(self) -> Reading:
        """The passage read, by the key where ``by_key`` says so."""
        return read(self.article, **{LAYERS[layer]: as_found(self.key(layer)) for layer in self.by_key})


def as_found(entries: list[Annotation]) -> list[Annotation]:
    """The entries of a key that a reader would find: no trap, and no speech for which nothing says who speaks."""
    return [
        entry
        for entry in entries
        if entry.attributes.get("tier") != "trap"
        and (entry.layer != "quote" or entry.label not in SPEECH or entry.evidence)
    ]
