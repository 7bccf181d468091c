"""How the time of the kit's functions grows with each shape of text: four times the text takes four times as long."""

from __future__ import annotations

import signal
import tracemalloc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple

import kit
from kit.agreement.describe import describe_agreement
from kit.agreement.discernment import discernment_of
from kit.readability import count, score
from kit.segment.blocks import find_blocks
from kit.segment.sentences import sentence_spans
from kit.terms import Words, collocates, concordance, dispersion, find_words, frequencies, keyness
from tests import conftest
from tests.trust.shapes import Shape

__all__ = ["FUNCTIONS", "LINEAR", "Grown", "growth", "measure", "memory", "patience"]

LINEAR = conftest.LINEAR
PATIENCE = 20.0  # seconds of the processor after which a pair is given up, as one that hangs

Function = Callable[[str], object]


def _words(text: str) -> Words:
    article = kit.Article.from_text(text)
    return find_words(article, sentence_spans(text), {"page": [kit.Span(0, len(text))]}, "page")


def _terms(text: str) -> object:
    words = _words(text)
    word = words.runs[0][0].term if words.runs else "a"  # the word that the text opens with
    return (
        frequencies(words, n=2, inflections=True),
        concordance(words, word),
        collocates(words, word, inflections=True),
        dispersion(words, word),
        keyness(words, _words("The pier fell.")),
    )


def _agreement(text: str) -> object:
    """A mark on each sentence beside one on each word of it that comes first, and one on the whole text."""
    article = kit.Article.from_text(text)
    mine = [kit.Annotation(*span, "quote", "direct", "learner:a") for span in sentence_spans(text)]
    key = [kit.Annotation(run[0].start, run[0].end, "quote", "direct", "key:b") for run in _words(text).runs] + [
        kit.Annotation(0, len(text), "quote", "direct", "key:b")
    ] * bool(text)
    readers = {"you": mine, "the key": key}
    return kit.compare(article, mine, key), discernment_of((article, mine, key)), describe_agreement(article, readers)


FUNCTIONS: dict[str, Function] = {
    "parse_text": kit.parse_text,
    "find_blocks": find_blocks,
    "find_sentences": lambda text: kit.find_sentences(kit.Article.from_text(text)),
    "find_zones": lambda text: kit.find_zones(kit.Article.from_text(text)),
    "find_zones of Markdown": lambda text: kit.find_zones(kit.parse_text(text)),
    "recurring": lambda text: kit.recurring([kit.Article.from_text(text), kit.Article.from_text(text + "\n\nEnd.")]),
    "terms": _terms,
    "readability": lambda text: score(count(text), resamples=10),
    "agreement": _agreement,
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
        with patience(PATIENCE):
            return conftest.growth(shape, function, n)
    except TimeoutError:
        return float("inf")


def memory(shape: Shape, function: Function, *, n: int) -> float:
    """How many times more memory a function takes at most for a shape of 4 n code points than for one of n."""

    def peak(size: int) -> int:
        made = shape(size)
        tracemalloc.start()
        try:
            function(made)
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(n)  # so that lexicons and patterns are there
    return peak(4 * n) / peak(n)


def measure(shapes: Mapping[str, Shape], functions: Mapping[str, Function], *, n: int = 500) -> Iterator[Grown]:
    """The growth of every shape in every function."""
    for name, function in functions.items():
        for shape, make in shapes.items():
            yield Grown(shape, name, growth(make, function, n=n))


@contextmanager
def patience(seconds: float) -> Iterator[None]:
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
