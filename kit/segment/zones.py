"""Zones: what each block of a page is."""

from __future__ import annotations

from collections.abc import Iterable

from kit.annotation import Annotation
from kit.article import Article
from kit.segment.blocks import find_blocks

__all__ = ["FURNITURE", "find_zones", "recurring"]

FURNITURE = frozenset(
    "promo share navigation origin bio copyright disclaimer contact comment related other".split()
)


def find_zones(article: Article) -> list[Annotation]:
    return [Annotation(s, e, "zone", "body", "kit.find_zones") for s, e in find_blocks(article.text)]


def recurring(articles: Iterable[Article]) -> list[list[Annotation]]:
    raise NotImplementedError
