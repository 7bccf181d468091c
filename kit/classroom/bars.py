"""Answers of a class to one question as bars: a choice's in the order of its options, numbers in bins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import floor, log10
from statistics import median
from string import Formatter
from typing import Any

from kit.activity.templates import Known
from kit.classroom.reveals import parted

__all__ = ["bars_of_choices", "bars_of_numbers", "bins", "figure_in"]

_MOST_SINGLE = 15  # bins of one number each
_MOST_BINS = 11  # of several


def bars_of_choices(
    options: Mapping[str, str], first: Mapping[int, str], now: Mapping[int, str]
) -> list[dict[str, Any]]:
    """A bar for each option: how many learners chose it first, and by now; what each option is told; and who chose it.

    >>> bars_of_choices({"Yes": "Look again.", "No": ""}, {0: "Yes"}, {0: "No"})[0]
    {'label': 'Yes', 'count': 1, 'now': 0, 'said': ['Look again.'], 'who': [0]}
    """
    return [
        {
            "label": label, "count": len(who := _who(first, label)), "now": len(_who(now, label)),
            "said": parted(said), "who": who,
        }
        for label, said in options.items()
    ]  # fmt: skip


def _who(chose: Mapping[int, Any], what: Any) -> list[int]:
    return sorted(number for number, each in chose.items() if each == what)


def bars_of_numbers(
    low: float, high: float, first: Mapping[int, float], now: Mapping[int, float], figure: float | None
) -> dict[str, Any]:
    """Bars for numbers from ``low`` to ``high``, with the class's median, first and by now, and where they are.

    >>> drawn = bars_of_numbers(0, 100, {0: 20, 1: 35}, {}, 61)
    >>> drawn["median"], [bar["label"] for bar in drawn["bars"] if bar["count"] or bar["figure"]]
    (27.5, ['20–29', '30–39', '60–69'])
    """
    cut = list(bins(low, high))
    middle = median(first.values()) if first else None
    place = {number: _bin(cut, value) for number, value in first.items()}
    place_now = {number: _bin(cut, value) for number, value in now.items()}
    bars = [
        {
            "label": label, "count": len(who := _who(place, n)), "now": len(_who(place_now, n)), "said": [], "who": who,
            "median": middle is not None and _bin(cut, middle) == n,
            "figure": figure is not None and _bin(cut, figure) == n,
        }
        for n, (_, label) in enumerate(cut)
    ]  # fmt: skip
    return {"bars": bars, "median": middle, "median_now": median(now.values()) if now else None}


def bins(low: float, high: float) -> Iterator[tuple[float, str]]:
    """Bins for numbers from ``low`` to ``high``, both among them: where each begins, and what it is called.

    A bin is one number where that makes 15 at most, else 2, 5, 10, 20, 50 … of them; the last one ends with ``high``.

    >>> [label for _, label in bins(0, 4)], [label for _, label in bins(0, 100)][-2:]
    (['0', '1', '2', '3', '4'], ['80–89', '90–100'])
    """
    first, last = floor(low), max(floor(low), floor(high))
    if last - first < _MOST_SINGLE:
        yield from ((float(n), str(n)) for n in range(first, last + 1))
        return
    step = _step(last - first)
    starts = [start for start in range(step * floor(first / step), last, step) if start + step > first]
    if len(starts) > 1 and last - starts[-1] + 1 <= step / 2:
        starts.pop()  # the last bin would be a small one
    for start, end in zip(starts, [*(start - 1 for start in starts[1:]), last], strict=True):
        begin = max(start, first)
        yield float(begin), f"{begin} to {end}" if begin < 0 else f"{begin}–{end}"


def _step(width: int) -> int:
    """How wide a bin is: 2, 5, 10, 20 … so that there are few."""
    ten: int = 10 ** max(0, floor(log10(width)) - 1)
    return next(step for step in (ten, 2 * ten, 5 * ten, 10 * ten, 20 * ten) if step > 1 and width / step <= _MOST_BINS)


def _bin(cut: list[tuple[float, str]], value: float) -> int:
    """The number of the bin of a value; where bins are single numbers, that of the nearest."""
    single = len(cut) < 2 or cut[1][0] - cut[0][0] == 1
    at: float = floor(value + 0.5) if single else value
    return sum(start <= at for start, _ in cut[1:])


def figure_in(reveal: str, known: Known, low: float, high: float) -> float | None:
    """The figure that a lesson reveals: the first number that its text quotes, where that could have been guessed.

    >>> figure_in("You said {guess}. It is {share}.", {"share": lambda: 62}, 0, 100)
    62.0
    """
    for _, name, argument, _ in Formatter().parse(reveal):
        if name and name != "guess":
            try:
                figure = float(str(known[name](*([argument] if argument else []))))
            except ValueError:
                return None
            return figure if low <= figure <= high else None
    return None
