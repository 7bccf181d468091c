"""Every analyzer, by the layer it finds."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kit.annotate.quotes import find_quotes
from kit.annotation import Annotation
from kit.article import Article
from kit.segment import find_sentences, find_zones

__all__ = ["ANALYZERS", "find_all"]

ANALYZERS: Mapping[str, Callable[[Article], list[Annotation]]] = {
    "zone": find_zones,
    "sentence": find_sentences,
    "quote": find_quotes,
}


def find_all(article: Article, *layers: str) -> list[Annotation]:
    """What every analyzer finds in an article, layer by layer; name layers to have only those.

    Raises ``ValueError`` for a layer that no analyzer finds.

    >>> [a.layer for a in find_all(Article.from_text("It rained."))]
    ['zone', 'sentence']
    """
    unknown = [layer for layer in layers if layer not in ANALYZERS]
    if unknown:
        raise ValueError(f"no analyzer finds the layer {unknown[0]!r}; there are: {', '.join(ANALYZERS)}")
    return [annotation for layer in layers or ANALYZERS for annotation in ANALYZERS[layer](article)]
