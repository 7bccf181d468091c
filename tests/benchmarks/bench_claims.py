"""How fast claims are found, beside the kit's own sentence splitter, which has to run first in any case.

    python tests/benchmarks/bench_claims.py [FILE …]

Without files it runs on the kit's own articles: whole, with and without quotations at hand, and sentence by sentence,
each as a text of its own. Prints the time of the very first call, which imports the splitter and reads the lexicons,
then, after a round that is not counted, the median of five more.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Sequence

import kit
from kit.annotate.claims.find import find_claims
from kit.readers.files import seeds

ROUNDS = 5
COPIES = 10  # of each article, so that one round takes long enough to be timed


def main(names: list[str]) -> None:
    """Time each step, and print sentences a second and the time as a multiple of the splitter's on the same texts."""
    began = time.perf_counter()
    find_claims(kit.Article.from_text("The dam opened in 1950, they said. It is a monstrous folly."))
    print(f"first call: {1000 * (time.perf_counter() - began):.0f} ms")
    articles = [kit.load(name) for name in names or seeds()] * COPIES
    lone = [kit.Article.from_text(article.covered(s)) for article in articles for s in kit.find_sentences(article)]
    quotes = {id(article): kit.find_quotes(article, parser=False) for article in articles}
    steps: dict[str, tuple[Sequence[kit.Article], Callable[[kit.Article], object]]] = {
        "articles: find_sentences": (articles, kit.find_sentences),
        "articles: find_claims": (articles, find_claims),
        "articles: find_claims, quotes given": (articles, lambda a: find_claims(a, quotes=quotes[id(a)])),
        "sentences: find_sentences": (lone, kit.find_sentences),
        "sentences: find_claims": (lone, find_claims),
        "sentences: find_claims, quotes given": (lone, lambda a: find_claims(a, quotes=())),
    }
    seconds: dict[str, list[float]] = {name: [] for name in steps}
    for _ in range(ROUNDS + 1):
        for name, (texts, step) in steps.items():
            began = time.perf_counter()
            for text in texts:
                step(text)
            seconds[name].append(time.perf_counter() - began)
    print(f"{len(lone)} sentences, Python {sys.version.split()[0]}, median of {ROUNDS} rounds")
    for name, times in seconds.items():
        median = statistics.median(times[1:])  # the first round warms up
        first = statistics.median(seconds[name.split(":")[0] + ": find_sentences"][1:])
        print(f"{name:38} {len(lone) / median:10,.0f} sentences/s {median / first:6.1f} x")


if __name__ == "__main__":
    main(sys.argv[1:])
