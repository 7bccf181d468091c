"""How fast a reading is, all layers, beside a parse alone, textacy and textstat; and how it grows with the text.

    python tests/benchmarks/bench_layers.py [FILE …]

Without files it runs on the kit's own articles. Four tables in one run: words a second of each layer alone (what it
asks for found before) and of all together, with the parser where there is one and by patterns; of what else one could
use, in the same rounds (spaCy's parse of the whole text, textacy's direct_quotations where it is installed, textstat's
ten measures); the seconds that a page of some 600 words takes, warm; and the seconds of a text of 1, 10 and 100 pages,
with their ratio. The first round, which loads models, is not counted. Prints the median of the others.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec
from itertools import pairwise

import kit
from kit.annotate.quotes.parse.find import MODELS
from kit.readers.files import seeds

ROUNDS = 5
PAGE = 600  # words
GROWTH = (1, 10, 100)  # pages
LAYERS = ("zones", "sentences", "quotes", "claims", "loaded", "sources", "voices")


def read_all(article: kit.Article, parser: bool) -> kit.Reading:
    """Every layer of an article, and its readability and terms."""
    reading = kit.read(article, parser=parser)
    for layer in LAYERS:
        getattr(reading, layer)
    reading.readability()
    reading.terms()
    return reading


def ways() -> dict[str, bool]:
    """With the parser, where there is one, and by patterns."""
    ready = find_spec("spacy") is not None and any(map(find_spec, MODELS))
    return ({"parser": True} if ready else {}) | {"patterns": False}


def peers() -> dict[str, Callable[[str], object]]:
    """What else one could use, by name."""
    from bench_readability import textstats  # beside this file: found when it is run, not when tests are collected

    out: dict[str, Callable[[str], object]] = {"textstat, ten measures": textstats}
    if not ways().get("parser"):
        return out
    import spacy

    model = spacy.load(next(name for name in MODELS if find_spec(name)))
    out["spaCy's parse"] = model
    if find_spec("textacy"):
        from textacy.extract.triples import direct_quotations

        out["textacy, quotations alone"] = lambda text: list(direct_quotations(model(text)))
    return out


def layer_seconds(articles: Sequence[kit.Article], parser: bool) -> dict[str, float]:
    """The seconds of each layer, those that it builds on found before; the last name is all together."""
    taken = dict.fromkeys([*LAYERS, "readability", "terms"], 0.0)
    for article in articles:
        reading = kit.read(kit.Article.from_text(article.text), parser=parser)
        for layer in taken:
            began = time.perf_counter()
            found = getattr(reading, layer)
            if callable(found):
                found()
            taken[layer] += time.perf_counter() - began
    return taken | {"all layers": sum(taken.values())}


def median_of(rounds: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """The median of each figure, without the first round."""
    return {name: statistics.median(taken[name] for taken in rounds[1:]) for name in rounds[0]}


def page_seconds(text: str, parser: bool) -> float:
    """The seconds of every layer of a text."""
    began = time.perf_counter()
    read_all(kit.Article.from_text(text), parser)
    return time.perf_counter() - began


def print_speed(articles: Sequence[kit.Article]) -> None:
    """Words a second of each layer and of each peer."""
    words = sum(len(article.text.split()) for article in articles)
    print(f"{len(articles)} articles, {words:,} words, Python {sys.version.split()[0]}, median of {ROUNDS} rounds")
    for way, parser in ways().items():
        for name, taken in median_of([layer_seconds(articles, parser) for _ in range(ROUNDS + 1)]).items():
            print(f"  {name + ', ' + way:28} {words / max(taken, 1e-9):14,.0f} words/s")
    for name, step in peers().items():
        taken = statistics.median([peer_seconds(step, articles, number) for number in range(ROUNDS + 1)][1:])
        print(f"  {name:28} {words / taken:14,.0f} words/s")


def peer_seconds(step: Callable[[str], object], articles: Sequence[kit.Article], number: int) -> float:
    """The seconds of a peer in one round, with texts of the round's own, for textstat remembers its last."""
    texts = [f"{article.text}\n\nRound {number}." for article in articles]
    began = time.perf_counter()
    for text in texts:
        step(text)
    return time.perf_counter() - began


def print_growth(text: str) -> None:
    """The seconds of a page, and of ten and a hundred of them in one text."""
    page = " ".join(text.split(" ")[:PAGE])
    for way, parser in ways().items():
        seconds = []
        for pages in GROWTH:
            long = "\n\n".join([page] * pages)
            rounds = 1 if pages == max(GROWTH) else ROUNDS
            seconds.append(statistics.median(page_seconds(long, parser) for _ in range(rounds)))
        steps = [f"{later / sooner:.1f}" for sooner, later in pairwise(seconds)]
        shown = ", ".join(f"{pages} x {taken:.2f} s" for pages, taken in zip(GROWTH, seconds, strict=True))
        print(f"  a page of {PAGE} words, {way}: {shown}; each step takes {' and '.join(steps)} times as long")


def main(names: list[str]) -> None:
    """Time the layers and their peers on the articles, and the growth on the longest."""
    articles = [kit.load(name) for name in names or seeds()]
    print_speed(articles)
    print_growth(max((article.text for article in articles), key=len))


if __name__ == "__main__":
    main(sys.argv[1:])
