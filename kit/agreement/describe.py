"""How far readers agree, in words for a learner."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import combinations

from kit.agreement.reliability import Coefficient, alpha, kappa, ratings
from kit.agreement.units import tier
from kit.annotation import Annotation
from kit.article import Article

__all__ = ["describe_agreement"]


def describe_agreement(article: Article, readers: Mapping[str, Iterable[Annotation]]) -> str:
    """How far readers, by name, agree on which words are marked: two by two and, from three on, all together.

    Labels do not count. What a key has as a trap is not marked; what it merely accepts it has not rated.

    >>> ana = [Annotation(3, 10, "loaded", "loaded-word", "learner:ana")]
    >>> print(describe_agreement(Article.from_text("He slammed it."), {"you": ana, "the key": ana}))
    You and the key: 1.00
    """
    tiers = [[replace(mark, label=tier(mark)) for mark in marks] for marks in readers.values()]
    meant = {"must": "marked", "accept": None, "trap": "", "": ""}
    rows = [[meant[said or ""] for said in row] for row in ratings(article, tiers)]
    pairs = combinations(zip(readers, rows, strict=True), 2)
    said = [_said(f"{a} and {b}", kappa(row_a, row_b)) for (a, row_a), (b, row_b) in pairs]
    if len(rows) > 2:
        said.append(_said("all together", alpha(rows)))
    return "\n\n".join(said)


def _said(who: str, found: Coefficient) -> str:
    figure = "undefined. " + found.why if found.value is None else f"{found.value:.2f}".replace("-", "−")
    return f"{who[0].upper()}{who[1:]}: {figure}"
