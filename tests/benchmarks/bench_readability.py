"""How fast readability is worked out, beside textstat's ten formulas in the same rounds.

    python tests/benchmarks/bench_readability.py [FILE …]

First the cold time on the kit's first article, in a process of its own: with the sentence model loaded (its loading is
told apart) and nothing else known. Then words a second on the files (the kit's own articles, if none are given), for
the counts and formulas, for these with their intervals, for find_sentences alone, and for textstat, which is handed the
kit's syllables, so that neither reads a dictionary from the network. textstat remembers its last 128 texts and words;
each round has a text of its own, so that neither answers from memory. Prints the median of five rounds.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

import kit
from kit.readability import count, score, second
from kit.readers.files import seeds

ROUNDS = 5
COPIES = 10  # of each article, so that one round takes long enough to be timed
COLD = """
import time, kit
from kit.readability import count, score
from kit.segment import find_sentences
article = kit.load("csto-kazakhstan")
began = time.perf_counter()
find_sentences(kit.Article.from_text("One. Two."))
loaded = time.perf_counter()
counts = count(article.text)
counted = time.perf_counter()
score(counts)
done = time.perf_counter()
print(loaded - began, counted - loaded, done - counted)
"""


@cache
def textstat() -> ModuleType:
    """textstat, in this process, with the module that stands for nltk in the kit's own."""
    sys.path.insert(0, str(Path(second.__file__).with_name("textstat_process")))
    return import_module("textstat")


def textstats(text: str) -> list[float]:
    """textstat's ten measures."""
    return [getattr(textstat(), name)(text) for name, _ in second._NAMES.values()]


STEPS: dict[str, Callable[[str], object]] = {
    "textstat, ten measures": textstats,
    "kit, ten measures": lambda text: score(count(text), resamples=0),
    "kit, with intervals": lambda text: score(count(text)),
    "find_sentences alone": lambda text: kit.find_sentences(kit.Article.from_text(text)),
}


def cold() -> None:
    """Print the cold time on the seed."""
    runs = []
    for _ in range(ROUNDS):
        done = subprocess.run([sys.executable, "-c", COLD], capture_output=True, text=True, check=True)
        runs.append([1000 * float(seconds) for seconds in done.stdout.split()])
    model, counts, scores = map(statistics.median, zip(*runs, strict=True))
    print(
        f"cold, on the seed: {counts + scores:.1f} ms (counts {counts:.1f}, ten measures with intervals {scores:.1f})"
    )
    print(f"  before it, once: the sentence model {model:.1f} ms")


def main(names: list[str]) -> None:
    """Time each step on the articles, and print words a second and the speed as a multiple of textstat's."""
    cold()
    texts = [kit.load(name).text for name in names or seeds()] * (1 if names else COPIES)
    words = sum(len(text.split()) for text in texts)
    seconds: dict[str, list[float]] = {name: [] for name in STEPS}
    for turn in range(ROUNDS + 1):
        for name, step in STEPS.items():
            began = time.perf_counter()
            for number, text in enumerate(texts):
                step(f"{text}\n\nCopy {number} of round {turn}.")
            seconds[name].append(time.perf_counter() - began)
    print(f"{len(texts)} articles, {words:,} words, Python {sys.version.split()[0]}, median of {ROUNDS} rounds")
    first = statistics.median(seconds["textstat, ten measures"][1:])
    for name, taken in seconds.items():
        median = statistics.median(taken[1:])  # the first round warms up
        print(f"{name:24} {words / median:12,.0f} words/s {first / median:8.1f} x textstat")


if __name__ == "__main__":
    main(sys.argv[1:])
