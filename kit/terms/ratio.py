"""How much more often something occurs in one place than in another: log ratio, its interval, and G²."""

from __future__ import annotations

from functools import lru_cache
from math import inf, isinf, log, log2, sqrt
from typing import Literal, NamedTuple

__all__ = ["Ratio", "g2", "log_ratio", "times"]

_WIDEST = 64.0  # no two texts differ by more doublings than that
_STEPS = 45  # halvings of that range: the bound is then exact to eleven places


class Ratio(NamedTuple):
    """A log ratio and the bounds of its interval, infinite where one side has nothing."""

    value: float
    low: float
    high: float


@lru_cache(maxsize=50_000)  # most words of a text are rare, and so share their counts with many others
def log_ratio(a: int, of_a: int, b: int, of_b: int, level: float = 0.95) -> Ratio | None:
    """How many times the share ``a / of_a`` must be halved to give ``b / of_b``, with the interval of that level.

    1 is twice as often, 2 four times, -1 half as often. Where one side has none it is taken to have half an occurrence,
    and that side of the interval has no bound. ``None`` where neither has any, or one has nothing to count in.

    Sources: A. Hardie, "Log Ratio: an informal introduction", ESRC Centre for Corpus Approaches to Social Science
    (2014). The interval: P. A. R. Koopman, "Confidence intervals for the ratio of two binomial proportions",
    Biometrics 40 (1984), 513-517, which unlike the usual normal one keeps its level for rare words.

    >>> log_ratio(60, 1000, 15, 1000)
    Ratio(value=2.0, low=1.20..., high=2.79...)
    >>> log_ratio(5, 1000, 0, 1000).high
    inf
    """
    if not of_a or not of_b or not a + b:
        return None
    from statistics import NormalDist

    z = -NormalDist().inv_cdf((1 - level) / 2)
    value = log2(((a or 0.5) / of_a) / ((b or 0.5) / of_b))
    low = _bound(a, of_a, b, of_b, z) if a else -inf
    high = _bound(a, of_a, b, of_b, -z) if b else inf
    return Ratio(value, low, high)


def _bound(a: int, of_a: int, b: int, of_b: int, z: float) -> float:
    """The log ratio from which the counts are ``z`` standard errors away."""
    low, high = -_WIDEST, _WIDEST
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if _distance(a, of_a, b, of_b, 2.0**middle) > z:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _distance(a: int, of_a: int, b: int, of_b: int, ratio: float) -> float:
    """How many standard errors the shares are from standing in that ratio, were it so (Koopman's score)."""
    half = ratio * (of_a + b) + a + of_b
    share_b = 2 * (a + b) / (half + sqrt(max(0.0, half * half - 4 * ratio * (of_a + of_b) * (a + b))))
    share_a = ratio * share_b
    variance = share_a * (1 - share_a) / of_a + ratio * share_a * (1 - share_b) / of_b
    difference = a / of_a - ratio * b / of_b
    return difference / sqrt(variance) if variance > 0 else inf if difference > 0 else -inf if difference < 0 else 0.0


def g2(a: int, of_a: int, b: int, of_b: int, terms: Literal["2-term", "4-term"] = "4-term") -> float | None:
    """G², the log likelihood ratio: evidence that the shares ``a / of_a`` and ``b / of_b`` are not the same.

    Grows with the difference and with the amount of text, so it ranks no effects. "4-term" sums over the term and all
    other words of both texts, "2-term", which is a little smaller, over the term alone: two programs that say "log
    likelihood" may mean either. ``None`` where neither has any, or one has nothing to count in.

    Sources: "4-term": T. Dunning, "Accurate methods for the statistics of surprise and coincidence", Computational
    Linguistics 19 (1993), 61-74. "2-term": P. Rayson and R. Garside, "Comparing corpora using frequency profiling",
    Workshop on Comparing Corpora, ACL (2000), 1-6.

    >>> round(g2(110, 2552, 111, 29225), 2)  # "the swiss" in Dunning's table
    270.72
    """
    if not of_a or not of_b or not a + b:
        return None
    cells = [(a, of_a, a + b), (b, of_b, a + b)]
    if terms == "4-term":
        rest = of_a + of_b - a - b
        cells += [(of_a - a, of_a, rest), (of_b - b, of_b, rest)]
    return max(0.0, 2 * sum(n * log(n * (of_a + of_b) / (size * total)) for n, size, total in cells if n))


def times(doublings: float) -> str:
    """A log ratio as people say it: how many times as often.

    >>> times(1.0), times(-4.0), times(float("-inf")), times(float("inf"))
    ('2.0×', '0.06×', '0×', 'no limit')
    """
    if isinf(doublings):
        return "no limit" if doublings > 0 else "0×"
    return f"{2**doublings:.1f}×" if doublings > -2 else f"{2**doublings:.2f}×"
