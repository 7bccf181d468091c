"""Shapes of text that are hard on patterns and loops: how much longer each function takes for four times the text."""

from __future__ import annotations

import contextlib
import io
import math
import time
from collections.abc import Callable, Iterator
from random import Random

import kit
from tests.trust.growth import FUNCTIONS, LINEAR, growth, patience
from tests.trust.shapes import SHAPES, Shape
from tests.trust.table import Row

__all__ = ["rows"]

SIZE = 20_000  # code points of a text whose time is told
LONGEST = 60.0  # seconds of the processor after which that is given up


def _reading(text: str) -> kit.Reading:
    return kit.read(kit.Article.from_text(text), parser=False)


# What is read after the functions of ``growth``, each with all that it builds on.
MORE: dict[str, Callable[[str], object]] = {
    "find_quotes, by patterns": lambda text: kit.find_quotes(kit.Article.from_text(text), parser=False),
    "find_claims": lambda text: _reading(text).claims,
    "find_loaded": lambda text: _reading(text).loaded,
    "sources and voices": lambda text: (_reading(text).sources, _reading(text).voices),
    "a reading on a page": lambda text: _reading(text)._repr_html_(),
}


def rows(*, long: bool, seed: int) -> Iterator[Row]:
    """A row for each function: the worst of all shapes, or of a few by chance."""
    random = Random(seed)
    for name, function in {**FUNCTIONS, **MORE}.items():
        shapes = SHAPES if long else {shape: SHAPES[shape] for shape in [random.choice(sorted(SHAPES))]}
        with contextlib.redirect_stdout(io.StringIO()):  # the measure says each figure as it goes
            grown = {shape: growth(make, function) for shape, make in shapes.items()}
            for shape in [shape for shape, times in grown.items() if times >= LINEAR]:
                grown[shape] = min(grown[shape], growth(shapes[shape], function, n=2000))  # at a length less by chance
            taken = {shape: _seconds(make, function) for shape, make in shapes.items()}
        worst, slowest = max(grown, key=grown.__getitem__), max(taken, key=taken.__getitem__)
        came = f"{grown[worst]:.1f} × at worst ({worst}); {taken[slowest]:.2g} s per 100,000 characters ({slowest})"
        failed = [f"{shape}: {times:.1f} times" for shape, times in grown.items() if times >= LINEAR]
        failed += [
            f"{shape}: {SIZE:,} characters took more than {LONGEST:.0f} s"
            for shape in taken
            if math.isinf(taken[shape])
        ]
        yield Row(f"{name}: the time for 4 × the text", len(shapes), came, not failed, tuple(failed))


def _seconds(shape: Shape, function: Callable[[str], object]) -> float:
    """Seconds of the processor for 100,000 code points, by what ``SIZE`` take; infinite where it was given up."""
    text = shape(SIZE)
    try:
        with patience(LONGEST):
            begin = time.process_time()
            function(text)
            return (time.process_time() - begin) * 100_000 / len(text)
    except TimeoutError:
        return math.inf
