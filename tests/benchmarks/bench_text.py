"""How fast the text path is: reading, zones and sentences, beside a peer where there is one.

    python tests/benchmarks/bench_text.py [FILE …]

Without files it runs on the kit's own articles. Prints the median of seven rounds; each round times every step, so that
ratios hold on a machine whose speed drifts.
"""

from __future__ import annotations

import re
import statistics
import sys
import time
from collections.abc import Callable

import kit
from kit.readers.files import seeds

ROUNDS = 7
COPIES = 20  # of each article, so that one round takes long enough to be timed


def plain_split(text: str) -> list[str]:
    """The peer for sentences that everybody writes first: a full stop, a space, a capital."""
    return re.split(r"(?<=[.!?])\s+(?=[A-Z“\"])", text)


def ten_words(text: str) -> list[bool]:
    """The peer for zones: ten words and a full stop are the article."""
    return [len(block.split()) >= 10 and block.rstrip("”\"'").endswith(".") for block in text.split("\n\n")]


def main(names: list[str]) -> None:
    """Time each step on the articles, and print words and pages a second, and the ratio to the peer."""
    from nupunkt import sent_tokenize

    articles = [kit.load(name) for name in names or seeds()] * COPIES
    words = sum(len(article.text.split()) for article in articles)
    steps: dict[str, tuple[Callable[[kit.Article], object], str]] = {
        "parse_text": (lambda a: kit.parse_text(a.source), ""),
        "ten words and a stop": (lambda a: ten_words(a.text), ""),
        "find_zones": (kit.find_zones, "ten words and a stop"),
        "regular expression": (lambda a: plain_split(a.text), ""),
        "nupunkt on the text": (lambda a: sent_tokenize(a.text), "regular expression"),
        "find_sentences": (kit.find_sentences, "nupunkt on the text"),
    }
    seconds: dict[str, list[float]] = {name: [] for name in steps}
    for _ in range(ROUNDS + 1):
        for name, (step, _) in steps.items():
            began = time.perf_counter()
            for article in articles:
                step(article)
            seconds[name].append(time.perf_counter() - began)
    print(f"{len(articles)} articles, {words:,} words, Python {sys.version.split()[0]}, median of {ROUNDS} rounds")
    for name, (_, peer) in steps.items():
        median = statistics.median(seconds[name][1:])  # the first round warms up
        line = f"{name:22} {words / median:12,.0f} words/s {len(articles) / median:8,.0f} articles/s"
        if peer:
            ratios = [mine / theirs for mine, theirs in zip(seconds[name][1:], seconds[peer][1:], strict=True)]
            line += f"   {statistics.median(ratios):6.1f} x the time of: {peer}"
        print(line)


if __name__ == "__main__":
    main(sys.argv[1:])
