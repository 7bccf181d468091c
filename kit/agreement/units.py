"""What all measures of agreement need: units to count over, tiers, and one layer at a time."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from kit.annotation import Annotation, Span
from kit.article import Article
from kit.words import WORD

__all__ = ["one_layer", "tier", "touched", "word_spans"]


def word_spans(article: Article) -> list[Span]:
    """The words of an article in order, without the punctuation around them.

    >>> article = Article.from_text("“It isn't over.”")
    >>> [article.covered(word) for word in word_spans(article)]
    ['It', "isn't", 'over']
    """
    return [Span(*found.span()) for found in WORD.finditer(article.text)]


def touched(units: Sequence[Span], annotation: Annotation) -> range:
    """The numbers of the units that share a character with an annotation; ``units`` stand in order, and apart.

    >>> touched([Span(0, 3), Span(4, 7), Span(8, 11)], Annotation(2, 8, "quote", "direct", "learner:ana"))
    range(0, 2)
    """
    first = bisect_right(units, annotation.start, key=lambda unit: unit.end)
    return range(first, bisect_left(units, annotation.end, lo=first, key=lambda unit: unit.start))


def tier(entry: Annotation) -> str:
    """What a key wants of an entry: "must", which is also what it means to say nothing, "accept" or "trap"."""
    return entry.attributes.get("tier", "must")


def one_layer(annotations: Iterable[Annotation]) -> None:
    """Raise ``ValueError`` where annotations are of several layers, for these are never compared with each other."""
    layers = sorted({a.layer for a in annotations})
    if len(layers) > 1:
        raise ValueError(f"agreement is of one layer at a time, not {', '.join(layers)}; filter by .layer first")
