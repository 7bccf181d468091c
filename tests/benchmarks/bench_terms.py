"""Does keyness find differences where there are none, and how fast are words counted?

    python tests/benchmarks/bench_terms.py [PATH …]

A path is a folder with a folder of .txt files for each outlet, or a JSON Lines file with a "text" and an "id" whose
last part names the outlet up to its first "_". The articles of each outlet with 20 or more are cut into two random
halves, time and again: whatever is then "key" is a false keyword. Without a path only the speed is timed, on the kit's
own articles; the peer in the same rounds is a Counter over str.split.
"""

from __future__ import annotations

import json
import random
import statistics
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import kit
from kit.readers.files import seeds
from kit.terms import Words, frequencies, keyness

ROUNDS = 7
SPLITS = 40
FEWEST = 20  # articles of an outlet
STRICT = 15.14  # the G² that chance passes once in 10,000 terms: chi-squared with one degree of freedom
USUAL = 3.84  # once in 20


def read(path: Path) -> Iterator[tuple[str, str]]:
    """The outlet and the text of each article at a path."""
    if path.is_dir():
        for file in sorted(path.rglob("*.txt")):
            yield file.parent.name, file.read_text(encoding="utf-8")
    else:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield row["id"].rpartition("/")[2].partition("_")[0], row["text"]


def null_check(articles: list[Words]) -> Iterator[dict[str, float]]:
    """What is found between two random halves of one outlet, split by split."""
    draw = random.Random(0)
    for _ in range(SPLITS):
        mixed = draw.sample(articles, len(articles))
        halves = mixed[: len(mixed) // 2], mixed[len(mixed) // 2 :]
        by_words = [k for k in keyness(*halves, basis="words") if k.g2 is not None]
        by_articles = [k for k in keyness(*halves, basis="articles") if k.g2 is not None]
        yield {
            "terms": len(by_words),
            "strict": sum(k.g2 > STRICT for k in by_words),
            "usual": sum(k.g2 > USUAL for k in by_words) / len(by_words),
            "lrc_words": sum(k.lrc != 0 for k in by_words),
            "interval": sum(not k.low <= 0 <= k.high for k in by_articles) / max(len(by_articles), 1),
            "lrc_articles": sum(k.lrc != 0 for k in by_articles),
        }


def print_null(paths: list[str]) -> None:
    """The false keywords of each outlet: means over the splits, and how many splits had any."""
    outlets: defaultdict[str, list[Words]] = defaultdict(list)
    for path in paths:
        for outlet, text in read(Path(path)):
            outlets[outlet].append(kit.read(kit.Article.from_text(text), parser=False).words())
    print(f"Two random halves of one outlet, {SPLITS} times. False keywords, and what chance allows:")
    print("  A  share of terms with G² on words beyond p < .05 (5 %)")
    print("  B  terms with G² on words beyond p < .0001 (1 in 10,000)")
    print("  C  share of splits with any term of LRC other than 0, on words (5 %)")
    print("  D  share of terms whose interval excludes 0, on articles (5 %)")
    print("  E  share of splits with any term of LRC other than 0, on articles (5 %)\n")
    print(f"{'outlet':16}{'articles':>9}{'terms':>7}{'A':>8}{'B':>7}{'C':>7}{'D':>8}{'E':>7}")
    everything = []
    for outlet, articles in sorted(outlets.items()):
        if len(articles) >= FEWEST:
            found = list(null_check(articles))
            everything += found
            print_row(outlet, len(articles), found)
    if everything:
        print_row("all", sum(map(len, outlets.values())), everything)


def print_row(name: str, articles: int, found: list[dict[str, float]]) -> None:
    """One line of the table: means over the splits."""
    mean = {key: statistics.mean(row[key] for row in found) for key in found[0]}
    some = {key: statistics.mean(row[key] > 0 for row in found) for key in found[0]}
    print(
        f"{name:16}{articles:9}{mean['terms']:7.0f}{mean['usual']:8.1%}{mean['strict']:7.1f}"
        f"{some['lrc_words']:7.0%}{mean['interval']:8.1%}{some['lrc_articles']:7.0%}"
    )


def print_speed() -> None:
    """Words a second, and the time as a multiple of the peer's."""
    texts = [kit.load(name).text for name in seeds()] * 10
    words = sum(len(text.split()) for text in texts)
    steps: dict[str, Callable[[kit.Reading], object]] = {
        "Counter over str.split": lambda reading: Counter(reading.text.split()),
        "words of the page": lambda reading: reading.words("page"),
        "frequencies of the page": lambda reading: frequencies(reading.words("page")),
        "frequencies, inflections": lambda reading: frequencies(reading.words("page"), inflections=True),
        "the same, voices found": lambda reading: frequencies(kit.read(reading.article, parser=False).words("page")),
    }
    readings = [kit.read(kit.Article.from_text(text), parser=False) for text in texts]
    for reading in readings:  # layers are found once, and counted apart
        reading.words()
    seconds: dict[str, list[float]] = {name: [] for name in steps}
    for _ in range(ROUNDS):
        for name, step in steps.items():
            began = time.perf_counter()
            for reading in readings:
                step(reading)
            seconds[name].append(time.perf_counter() - began)
    peer = statistics.median(seconds["Counter over str.split"])
    print(f"\n{words:,} words, Python {sys.version.split()[0]}, median of {ROUNDS} rounds")
    for name, taken in seconds.items():
        median = statistics.median(taken)
        print(f"{name:28} {words / median:12,.0f} words/s {median / peer:8.0f} x")


if __name__ == "__main__":
    if sys.argv[1:]:
        print_null(sys.argv[1:])
    print_speed()
