"""How the time of the kit's functions grows with each shape of text: four times the text takes four times as long."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple

import kit
from kit.readability import count
from kit.segment.blocks import find_blocks
from kit.segment.sentences import sentence_spans
from kit.terms import find_words
from tests import conftest
from tests.trust.shapes import Shape

__all__ = ["FUNCTIONS", "LINEAR", "Grown", "growth", "measure"]

LINEAR = conftest.LINEAR
PATIENCE = 20.0  # seconds of the processor after which a pair is given up, as one that hangs

Function = Callable[[str], object]


def _words(text: str) -> object:
    article = kit.Article.from_text(text)
    whole = {"page": [kit.Span(0, len(text))]}
    return find_words(article, sentence_spans(text), whole, "page")


FUNCTIONS: dict[str, Function] = {
    "parse_text": kit.parse_text,
    "find_blocks": find_blocks,
    "find_sentences": lambda text: kit.find_sentences(kit.Article.from_text(text)),
    "find_zones": lambda text: kit.find_zones(kit.Article.from_text(text)),
    "find_zones of Markdown": lambda text: kit.find_zones(kit.parse_text(text)),
    "find_words": _words,
    "count": count,
}


class Grown(NamedTuple):
    """What became of one shape in one function: ``times`` is infinite where it hung."""

    shape: str
    function: str
    times: float

    @property
    def linear(self) -> bool:
        """Whether the time grew as the text did."""
        return self.times < LINEAR


def growth(shape: Shape, function: Function, *, n: int = 500) -> float:
    """How many times longer a function takes for a shape of 4 n code points than for one of n: CPU time, best of five.

    Infinite where it takes more than ``PATIENCE`` seconds.
    """
    try:
        with _patience(PATIENCE):
            return conftest.growth(shape, function, n)
    except TimeoutError:
        return float("inf")


def measure(shapes: Mapping[str, Shape], functions: Mapping[str, Function], *, n: int = 500) -> Iterator[Grown]:
    """The growth of every shape in every function."""
    for name, function in functions.items():
        for shape, make in shapes.items():
            yield Grown(shape, name, growth(make, function, n=n))


@contextmanager
def _patience(seconds: float) -> Iterator[None]:
    """Raise ``TimeoutError`` once the processor has worked so long; where there are no such signals, never."""
    if not hasattr(signal, "ITIMER_VIRTUAL"):
        yield
        return

    def stop(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
