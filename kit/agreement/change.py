"""What a change of one count to another is worth, where both are of few trials: exact, for no sample is large here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import comb

__all__ = ["Change", "by_chance", "change"]

_GRID = 32  # steps in which the share that is not known is tried, from 0 to 1
_HALVINGS = 10  # of the line on which a limit is looked for: to within two thousandths
_TIE = 1e-9


@dataclass(frozen=True, slots=True)
class Change:
    """How much larger a share has become, and from where to where the change behind it may be: each from -1 to 1.

    ``by_chance`` is how often somebody in whom nothing has changed would differ by as much or more, either way, where
    that is most often.
    """

    difference: float
    low: float
    high: float
    by_chance: float


def change(before: int, of_before: int, after: int, of_after: int, *, level: float = 0.95) -> Change:
    """What a change is worth from ``before`` of so many trials to ``after`` of so many others.

    The interval holds each difference of two shares with which what was seen, or more, has a chance of over half of
    1 - ``level`` in each direction, whatever the shares themselves are. Raises ``ValueError`` where a count is not
    within its trials, or there are none.

    Exact interval: T. J. Santner & M. K. Snell, "Small-sample confidence intervals for p1 - p2 and p1/p2 in 2 × 2
    contingency tables", Journal of the American Statistical Association 75 (1980), 386-394.

    >>> found = change(3, 7, 5, 7)
    >>> round(found.difference, 2), round(found.low, 2), round(found.high, 2), round(found.by_chance, 2)
    (0.29, -0.3, 0.75, 0.42)
    """
    if not (0 <= before <= of_before and 0 <= after <= of_after and of_before and of_after):
        raise ValueError(f"counts must be within their trials, not {before} of {of_before}, {after} of {of_after}")
    seen = after / of_after - before / of_before
    tail = (1 - level) / 2
    low = _limit(seen, of_before, of_after, tail)
    high = -_limit(-seen, of_after, of_before, tail)
    return Change(seen, low, high, by_chance(abs(seen), of_before, of_after))


@cache
def by_chance(at_least: float, of_before: int, of_after: int) -> float:
    """How often two shares that are the same differ by this or more, either way, where that is most often.

    >>> [round(by_chance(n / 7, 7, 7), 2) for n in range(6)]
    [1.0, 0.79, 0.42, 0.18, 0.06, 0.01]
    """
    shares = [n / (2 * _GRID) for n in range(2 * _GRID + 1)]
    return min(1.0, max(_beyond(p, p, of_before, of_after, at_least, either=True) for p in shares))


@cache
def _limit(seen: float, of_before: int, of_after: int, tail: float) -> float:
    """The smallest difference with which ``seen`` or more is not too rare."""
    low, high = -1.0, seen
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        first, last = max(0.0, -middle), min(1.0, 1 - middle)
        shares = (first + (last - first) * n / _GRID for n in range(_GRID + 1))
        if any(_beyond(p, p + middle, of_before, of_after, seen) > tail for p in shares):
            high = middle
        else:
            low = middle
    return low


def _beyond(p: float, q: float, of_before: int, of_after: int, seen: float, *, either: bool = False) -> float:
    """The chance that the second share is larger by ``seen`` or more, or smaller by it where it may be ``either``."""
    before, after = _binomial(of_before, p), _binomial(of_after, q)
    return sum(
        one * other
        for x, one in enumerate(before)
        for y, other in enumerate(after)
        if (abs(y / of_after - x / of_before) if either else y / of_after - x / of_before) >= seen - _TIE
    )


def _binomial(n: int, p: float) -> Sequence[float]:
    p = min(1.0, max(0.0, p))
    return [comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(n + 1)]
