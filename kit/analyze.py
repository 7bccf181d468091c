"""Every analyzer, by the layer it finds."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kit.annotate.claims.find import find_claims
from kit.annotate.loaded.find import find_loaded
from kit.annotate.quotes.find import find_quotes
from kit.annotation import Annotation
from kit.article import Article
from kit.segment import find_sentences, find_zones

__all__ = ["ANALYZERS", "find_all"]

ANALYZERS: Mapping[str, Callable[..., list[Annotation]]] = {
    "zone": find_zones,
    "sentence": find_sentences,
    "quote": find_quotes,
    "claim": find_claims,
    "loaded": find_loaded,
}
_BY_VOICE = frozenset(["claim", "loaded"])


def find_all(article: Article, *layers: str) -> list[Annotation]:
    """What every analyzer finds in an article, layer by layer; name layers to have only those.

    Claims and loaded words are given the voices of the quotes found with them, where "quote" stands before them.
    Raises ``ValueError`` for a layer that no analyzer finds.

    >>> [a.layer for a in find_all(Article.from_text("It rained."))]
    ['zone', 'sentence', 'claim']
    """
    unknown = [layer for layer in layers if layer not in ANALYZERS]
    if unknown:
        raise ValueError(f"no analyzer finds the layer {unknown[0]!r}; there are: {', '.join(ANALYZERS)}")
    out: list[Annotation] = []
    voices: dict[str, list[Annotation]] = {}
    for layer in layers or ANALYZERS:
        found = ANALYZERS[layer](article, **voices if layer in _BY_VOICE else {})
        if layer == "quote":
            voices = {"quotes": found}
        out += found
    return out
