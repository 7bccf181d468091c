"""How fast web pages are read: tokens, layout, the whole page with its card, and its zones.

    python tests/benchmarks/bench_html.py [FILE …]

Without files it runs on the pages of the tests. The standard library's ``html.parser``, which finds the same tags but
neither blocks nor the way back, is the peer. Prints the median of seven rounds; each round times every step.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import kit
from kit.readers.html import decode_html, parse_html
from kit.readers.html.layout import lay_out
from kit.readers.html.tokens import find_tokens

ROUNDS = 7
COPIES = 5  # of each page, so that one round takes long enough to be timed
PAGES = Path(__file__).parents[1] / "pages"


def tags(source: str) -> None:
    """The peer: every tag and text, and nothing made of them."""
    parser = HTMLParser()
    parser.feed(source)
    parser.close()


def main(names: list[str]) -> None:
    """Time each step on the pages, and print words, megabytes and pages a second, and the ratio to the peer."""
    paths = [Path(name) for name in names] or sorted(PAGES.glob("*.html"))
    sources = [decode_html(path.read_bytes()).text for path in paths] * COPIES
    size = sum(map(len, sources)) / 1e6
    words = sum(len(parse_html(source).text.split()) for source in sources)
    steps: dict[str, Callable[[str], object]] = {
        "html.parser": tags,
        "find_tokens": lambda source: list(find_tokens(source)),
        "lay_out": lambda source: lay_out(source, find_tokens(source)),
        "parse_html": parse_html,
        "parse_html, find_zones": lambda source: kit.find_zones(parse_html(source)),
    }
    seconds: dict[str, list[float]] = {name: [] for name in steps}
    for _ in range(ROUNDS + 1):
        for name, step in steps.items():
            began = time.perf_counter()
            for source in sources:
                step(source)
            seconds[name].append(time.perf_counter() - began)
    print(f"{len(sources)} pages, {size:.2f} MB, {words:,} words, Python {sys.version.split()[0]}, {ROUNDS} rounds")
    for name in steps:
        median = statistics.median(seconds[name][1:])  # the first round warms up
        ratios = [mine / peer for mine, peer in zip(seconds[name][1:], seconds["html.parser"][1:], strict=True)]
        line = (
            f"{name:24} {words / median:10,.0f} words/s {size / median:6.2f} MB/s {len(sources) / median:7,.0f} pages/s"
        )
        print(f"{line}   {statistics.median(ratios):5.1f} x the time of: html.parser")


if __name__ == "__main__":
    main(sys.argv[1:])
