"""From a pasted text to its first whole document, and each view of it, beside peers in the same rounds.

    python tests/benchmarks/bench_explore.py

First what a paste costs a process in which nothing is loaded yet, with the parser and by patterns alone. Then the kit's
longest article, some 1,000 words, in every round with another last line, so that nothing is known of it: the document
as it goes to the page, its JSON included; each view asked for the first time; and again, with another setting. A paste
should be marked within 2 s, and a click be answered within 60 ms. Peers do the part of it that they can: spaCy parses
the text, NLTK lists the lines of a word and scores words by those near them, textstat has a measure, a Counter
counts. The time is this process's own, so that others on the machine do not count, but for the first: that is the wall
clock's.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from typing import Any

import spacy
import textstat
from nltk.collocations import BigramCollocationFinder
from nltk.metrics import BigramAssocMeasures
from nltk.text import Text

import kit
from kit.annotate.quotes.parse.find import MODELS
from kit.views import VIEWS
from kit.widgets.explorer import wire
from kit.widgets.tokens import cut

ROUNDS = 9
CLICK, PASTE = 60, 2000  # ms
COLD = """
import sys, time
began = time.perf_counter()
import kit
from kit.views import VIEWS
article = kit.load("csto-kazakhstan")
read = time.perf_counter()
VIEWS["document"](kit.read(article, parser=None if sys.argv[1] == "parser" else False))
print(1000 * (read - began), 1000 * (time.perf_counter() - read))
"""
FIRST: dict[str, dict[str, Any]] = {
    "terms": {},
    "lines": {"query": "peace*"},
    "collocates": {"query": "peace*"},
    "readability": {},
}
AGAIN: dict[str, tuple[str, dict[str, Any]]] = {
    "document": ("document", {}),
    "terms of another voice": ("terms", {"voice": "quoted"}),
    "terms of two words": ("terms", {"n": 2}),
    "terms of two words, forms": ("terms", {"n": 2, "forms": True}),
    "lines, by voice": ("lines", {"query": "human *|the", "sort": "voice"}),
    "lines, forms": ("lines", {"query": "mission", "forms": True}),
    "lines, every word": ("lines", {"query": "*e*|*a*|*i*|*o*"}),
    "collocates, forms": ("collocates", {"query": "mission", "forms": True}),
    "readability by another": ("readability", {"measure": "lix"}),
}


def milliseconds(act: Callable[..., object], *given: object) -> float:
    """How long it takes the processor."""
    began = time.process_time()
    act(*given)
    return 1000 * (time.process_time() - began)


def shown(reading: kit.Reading, view: str, given: dict[str, Any]) -> str:
    """A view as it goes to the page."""
    return json.dumps(wire(VIEWS[view](reading, **given), cut(reading.article, "word")))


def opened(text: str, parser: bool | None) -> None:
    """What happens between a paste and the first screen, in Python."""
    reading = kit.read(kit.parse_text(text), parser=parser)
    json.dumps(cut(reading.article, "word").wire())
    shown(reading, "document", {})


def listed(text: str) -> object:
    """The lines of a word, by NLTK."""
    return Text(text.split()).concordance_list("peacekeeping", lines=500)


def near(text: str) -> object:
    """Words near each other, scored, by NLTK."""
    return BigramCollocationFinder.from_words(text.split(), window_size=5).score_ngrams(BigramAssocMeasures.dice)


def rounds(nlp: Any) -> Iterator[tuple[str, float]]:
    """What each step took, round by round."""
    seed = kit.load("csto-kazakhstan").text
    for number in range(ROUNDS + 1):
        text = f"{seed}\n\nThe round was the {number}th."
        taken = {
            "peer: spaCy parses the text": milliseconds(nlp, text),
            "paste to document": milliseconds(opened, text, None),
            "paste to document, by patterns": milliseconds(opened, text, False),
            "peer: NLTK's concordance": milliseconds(listed, text),
            "peer: NLTK's collocations": milliseconds(near, text),
            "peer: textstat's LIX": milliseconds(textstat.lix, text),
            "peer: Counter over str.split": milliseconds(lambda text: Counter(text.split()), text),
        }
        reading = kit.read(kit.Article.from_text(text), parser=False)
        shown(reading, "document", {})
        taken |= {f"{name}, first": milliseconds(shown, reading, name, given) for name, given in FIRST.items()}
        taken |= {f"{name}, again": milliseconds(shown, reading, *asked) for name, asked in AGAIN.items()}
        if number:  # the first round loads what is loaded late
            yield from taken.items()


PEERS = {
    "paste": "peer: spaCy parses the text",
    "docum": "peer: spaCy parses the text",
    "reada": "peer: textstat's LIX",
    "terms": "peer: Counter over str.split",
    "lines": "peer: NLTK's concordance",
    "collo": "peer: NLTK's collocations",
}


def main() -> None:
    """Print the figures."""
    print(f"Python {sys.version.split()[0]}. Nothing loaded yet:")
    for how in ("parser", "patterns"):
        done = subprocess.run([sys.executable, "-c", COLD, how], capture_output=True, text=True, check=True)
        begun, found = map(float, done.stdout.split())
        print(f"{how:34}{begun:8,.0f} ms to import and read{found:8,.0f} ms to the document")
    nlp = spacy.load(next(name for name in MODELS if spacy.util.is_package(name)))
    steps: defaultdict[str, list[float]] = defaultdict(list)
    for name, taken in rounds(nlp):
        steps[name].append(taken)
    words = len(kit.load("csto-kazakhstan").text.split())
    print(f"\n{words:,} words, median and slowest of {ROUNDS} rounds, and times the peer")
    for name, taken in steps.items():
        median, slowest = statistics.median(taken), max(taken)
        peer = PEERS.get(name[:5])
        ratio = f"{median / statistics.median(steps[peer]):8.1f} x" if peer else ""
        limit = CLICK if name.endswith(("first", "again")) else PASTE
        print(f"{name:34}{median:8.1f} ms{slowest:8.1f} ms{ratio}{f'   over {limit} ms' if median > limit else ''}")


if __name__ == "__main__":
    main()
