"""A reading: an article with its layers, each found once, and what can be asked of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import Literal

from kit.annotate.claims.find import find_claims
from kit.annotate.loaded.find import find_loaded
from kit.annotate.quotes.find import find_quotes
from kit.annotate.sources import Source, find_sources
from kit.annotate.voices import find_voices
from kit.annotation import Annotation, Span
from kit.article import Article
from kit.errors import ReadError
from kit.markup import layers_html, layers_text
from kit.readability import Opinion, Scores, count, score, second_opinion
from kit.readers import load, parse_text, seeds
from kit.readers.formats import ENDINGS
from kit.segment import find_sentences, find_zones
from kit.spans import difference, most_of
from kit.tables import Listing, Table
from kit.terms import (
    Collocate,
    Dispersion,
    Keyword,
    Line,
    Term,
    Words,
    collocates,
    concordance,
    dispersion,
    find_words,
    frequencies,
    keyness,
)
from kit.visible import printable

__all__ = ["ANALYZERS", "Reading", "find_all", "is_name", "read"]

_NOT_RUNNING = frozenset(["headline", "byline", "dateline", "tag", "caption"])


@dataclass(frozen=True, eq=False, repr=False)
class Reading:
    """An article and all that is found in it: each layer once, when it is first asked for, and kept.

    ``parser`` is that of ``find_quotes``, asked once for all that follows. ``given`` maps layers to annotations that
    stand in place of those found, such as a key's; what builds on them (voices, sources, charts) follows.
    Raises ``ValueError`` for a layer that no analyzer finds.

    >>> reading = read("The bridge was shut. “It will hold,” Ana Ruiz said.")
    >>> [source.speaker for source in reading.sources], reading.concordance("hold")[0].voice
    (['Ana Ruiz'], 'quoted')
    """

    article: Article
    parser: bool | None = None
    given: Mapping[str, Sequence[Annotation]] = field(default_factory=dict)
    _found: dict[str, Listing[Annotation]] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        for name in self.given:
            _check_layer(name)

    @property
    def text(self) -> str:
        """The reading text; every span counts its code points."""
        return self.article.text

    @property
    def zones(self) -> Listing[Annotation]:
        """What each block of the page is; see ``find_zones``."""
        return self.layer("zone")

    @property
    def sentences(self) -> Listing[Annotation]:
        """The sentences; see ``find_sentences``."""
        return self.layer("sentence")

    @property
    def quotes(self) -> Listing[Annotation]:
        """Quotations, and what stands in marks and is none; see ``find_quotes``."""
        return self.layer("quote")

    @property
    def claims(self) -> Listing[Annotation]:
        """What each sentence claims; see ``find_claims``."""
        return self.layer("claim")

    @property
    def loaded(self) -> Listing[Annotation]:
        """Words that judge; see ``find_loaded``."""
        return self.layer("loaded")

    def layer(self, name: str) -> Listing[Annotation]:
        """The annotations of one layer of ``ANALYZERS``, by its name; raises ``ValueError`` for another."""
        _check_layer(name)
        if name not in self._found:
            found = self.given[name] if name in self.given else ANALYZERS[name](self)
            self._found[name] = Listing(found, partial(_tabulate, self.article))
        return self._found[name]

    def has(self, name: str) -> bool:
        """Whether a layer is given, or was found before, so that it costs nothing to ask for it."""
        return name in self.given or name in self._found

    @cached_property
    def voices(self) -> Mapping[str, list[Span]]:
        """Where each voice speaks, by its name; see ``find_voices``."""
        return find_voices(self.article, self.zones, self.quotes)

    @cached_property
    def sources(self) -> Listing[Source]:
        """Who speaks, in the order of their first words; see ``find_sources``."""
        return find_sources(self.article, self.zones, self.quotes)

    def words(self, voice: str = "article", *, fold_case: bool = True) -> Words:
        """The words said in one voice: "page", "article", "author", "quoted" or "furniture"; see ``find_words``."""
        spans = [sentence.span for sentence in self.sentences]
        return find_words(self.article, spans, self.voices, voice, fold_case=fold_case)

    def running(self, voice: str = "article") -> list[Span]:
        """The sentences of running text of which more than half is said in one voice.

        Except for the page there is no headline, byline, dateline, tag or caption among them. Raises ``ValueError`` for
        an unknown voice.

        Source: R. Flesch, How to Write Plain English, Harper & Row (1979), on what to count.
        """
        if voice not in self.voices:
            raise ValueError(f"voice {voice!r} is not known; it must be one of {', '.join(self.voices)}")
        spans = self.voices[voice]
        if voice != "page":
            spans = difference(spans, [zone.span for zone in self.zones if zone.label in _NOT_RUNNING])
        return most_of([sentence.span for sentence in self.sentences], spans)

    def readability(self, voice: str = "article", *, resamples: int = 1000, seed: int = 0) -> Scores:
        """How hard one voice is to read, by every formula of ``kit.readability.MEASURES``; see ``score``."""
        return score(count(self.text, self.running(voice)), resamples=resamples, seed=seed)

    def second_opinion(self) -> Listing[Opinion]:
        """The article's running text by ten formulas of two programs; see ``kit.readability.second_opinion``."""
        inside = difference(self.voices["article"], [zone.span for zone in self.zones if zone.label in _NOT_RUNNING])
        return second_opinion("\n\n".join(self.article.covered(span).strip() for span in inside))

    def terms(
        self,
        voice: str = "article",
        *,
        n: int = 1,
        inflections: bool = False,
        stop_words: Collection[str] = (),
    ) -> Listing[Term]:
        """The terms said in one voice, the most frequent first; see ``kit.terms.frequencies``."""
        return frequencies(self.words(voice), n=n, inflections=inflections, stop_words=stop_words)

    def concordance(
        self,
        query: str,
        *,
        voice: str = "article",
        width: int = 40,
        sort: Literal["position", "left", "right", "voice"] = "position",
        inflections: bool = False,
    ) -> Listing[Line]:
        """Every place where a word or phrase stands, with what is around it; see ``kit.terms.concordance``."""
        return concordance(self.words(voice), query, width=width, sort=sort, inflections=inflections)

    def collocates(self, query: str, *, voice: str = "article", window: int = 5) -> Listing[Collocate]:
        """The words that stand near a word or phrase; see ``kit.terms.collocates``."""
        return collocates(self.words(voice), query, window=window)

    def dispersion(self, query: str, *, voice: str = "article", parts: int = 5) -> Dispersion:
        """How evenly a word or phrase is spread over the text; see ``kit.terms.dispersion``."""
        return dispersion(self.words(voice), query, parts=parts)

    def keyness(self, reference: Reading, *, stop_words: Collection[str] = ()) -> Listing[Keyword]:
        """The terms that tell this article from another; see ``kit.terms.keyness``."""
        return keyness(self, reference, stop_words=stop_words)

    def __repr__(self) -> str:
        return printable(layers_text(self.article, self.zones, self.sources, self.claims, self.loaded), keep="\n")

    def _repr_html_(self) -> str:
        return layers_html(self.article, self.zones, self.sources, self.quotes, self.claims, self.loaded)


# Each layer, and what finds it. What builds on other layers takes them from the reading, so that they agree.
ANALYZERS: Mapping[str, Callable[[Reading], Sequence[Annotation]]] = {
    "zone": lambda reading: find_zones(reading.article),
    "sentence": lambda reading: find_sentences(reading.article),
    "quote": lambda reading: find_quotes(reading.article, parser=reading.parser),
    "claim": lambda reading: find_claims(reading.article, zones=reading.zones, quotes=reading.quotes),
    "loaded": lambda reading: find_loaded(reading.article, zones=reading.zones, quotes=reading.quotes),
}


def _check_layer(name: str) -> None:
    if name not in ANALYZERS:
        raise ValueError(f"no analyzer finds the layer {name!r}; there are: {', '.join(ANALYZERS)}")


def _tabulate(article: Article, annotations: Sequence[Annotation]) -> Table:
    rows = [(a.label, " ".join(article.covered(a).split()), a.attributes.get("why", "")) for a in annotations]
    return Table((("label", "words", "why"), *rows))


def read(
    what: str | Path | Article | Reading,
    *,
    parser: bool | None = None,
    zones: Sequence[Annotation] | None = None,
    quotes: Sequence[Annotation] | None = None,
    claims: Sequence[Annotation] | None = None,
    loaded: Sequence[Annotation] | None = None,
) -> Reading:
    """Read an article: a file, the name of one of the kit's own, an address, pasted text, or an ``Article``.

    A string is text where it holds a line end, or a space without being a file or ending as a text file does. Layers
    that are given stand in place of those that would be found. For ``parser`` see ``find_quotes``. Raises as ``load``
    does, and ``ReadError`` where there is nothing to read.

    >>> read("ferry-bridge").article.card.title
    'Ferry Bridge to close for five weeks while bearings are replaced'
    """
    given = {"zone": zones, "quote": quotes, "claim": claims, "loaded": loaded}
    layers = {layer: annotations for layer, annotations in given.items() if annotations is not None}
    if isinstance(what, Reading):
        parser = what.parser if parser is None else parser
        return Reading(what.article, parser, {**what.given, **layers}) if layers or parser != what.parser else what
    return Reading(what if isinstance(what, Article) else _article(what), parser, layers)


def _article(what: str | Path) -> Article:
    if isinstance(what, Path) or is_name(what):
        return load(what)
    if not what.strip():
        raise ReadError(f"there is nothing to read; give text, a file or one of: {', '.join(seeds())}")
    return parse_text(what)


def is_name(what: str) -> bool:
    """Is it the name of a file or of an article, and not the text itself?"""
    if "\n" in what or not what.strip():
        return False
    spaced = any(map(str.isspace, what.strip()))
    return not spaced or what.lower().endswith(tuple(ENDINGS)) or _exists(what)


def _exists(what: str) -> bool:
    try:
        return Path(what).exists()
    except OSError:  # too long for a name
        return False


def find_all(what: str | Path | Article | Reading, *layers: str) -> list[Annotation]:
    """What every analyzer finds, layer by layer; name layers to have only those.

    Raises ``ValueError`` for a layer that no analyzer finds, and as ``read`` does.

    >>> [a.layer for a in find_all(Article.from_text("It rained."))]
    ['zone', 'sentence', 'claim']
    """
    reading = read(what)
    return [annotation for layer in layers or ANALYZERS for annotation in reading.layer(layer)]
