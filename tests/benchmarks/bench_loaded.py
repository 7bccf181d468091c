"""How fast loaded words are found, and what a lexicon ten times as long costs.

    python tests/benchmarks/bench_loaded.py [FILE …]

Without files it runs on the kit's own articles. The peer, in the same rounds: one regular expression with every form
of every entry, longest first. Timed are the matching alone, all of find_loaded with quotations that the caller brings
(here none), and all of it, quotations found by pattern. The longer lexicon has nine made-up entries beside each real
one. Prints the time of the very first call, which reads the lexicons, then, after a round that is not counted, the
median of nine more.
"""

from __future__ import annotations

import re
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from typing import Any

import kit
from kit.annotate.loaded.find import find_loaded
from kit.annotate.loaded.lexicon import Lexicon, build, find_matches, load_lexicon, load_tables
from kit.lexicons import alternation
from kit.lexicons.inflect import inflect
from kit.readers.files import seeds

ROUNDS = 9
SLOW = "one regular expression"
COPIES = 20  # of each article, so that one round takes long enough to be timed; one is enough for the peer


def tenfold(lexicon: Lexicon, tables: Mapping[str, Any]) -> Lexicon:
    """The lexicon, with nine entries beside each that end as no word does: phrases begin with the same words."""
    made_up = [entry._replace(phrase=f"{entry.phrase}q{n}") for entry in lexicon.entries for n in range(9)]
    return build((*lexicon.entries, *made_up), tables)


def one_pattern(lexicon: Lexicon) -> re.Pattern[str]:
    """Every form of every entry, the longest first, in one regular expression."""
    forms = {form for entry in lexicon.entries for form in inflect(entry.phrase, entry.group.part)}
    return re.compile(rf"\b{alternation(forms)}\b", re.IGNORECASE)


def steps() -> dict[str, Callable[[str], object]]:
    """What is timed, by name."""
    lexicon, tables = load_lexicon(), load_tables()
    longer, pattern = tenfold(lexicon, tables), one_pattern(lexicon)
    return {
        "matching alone": lambda text: list(find_matches(text, lexicon)),
        "matching, ten times the lexicon": lambda text: list(find_matches(text, longer)),
        SLOW: lambda text: [match.span() for match in pattern.finditer(text)],
        "find_loaded, quotes given": lambda text: find_loaded(kit.Article.from_text(text), quotes=()),
        "find_loaded": lambda text: find_loaded(kit.Article.from_text(text)),
    }


def main(names: list[str]) -> None:
    """Time each step on the articles, and print words a second and the time as a multiple of the first step's."""
    began = time.perf_counter()
    find_loaded(kit.Article.from_text("The tyrant fell. “They are thugs,” Ana Ruiz said."))
    print(f"first call: {1000 * (time.perf_counter() - began):.0f} ms")
    texts = [kit.load(name).text for name in names or seeds()]
    words = sum(len(text.split()) for text in texts)
    timed = steps()
    seconds: dict[str, list[float]] = {name: [] for name in timed}
    for _ in range(ROUNDS + 1):
        for name, step in timed.items():
            began = time.perf_counter()
            copies = 1 if name == SLOW else COPIES
            for text in texts * copies:
                step(text)
            seconds[name].append((time.perf_counter() - began) / copies)
    python = sys.version.split()[0]
    print(f"{len(load_lexicon().entries):,} entries; {len(texts)} articles, {words:,} words, Python {python}")
    first = statistics.median(seconds["matching alone"][1:])
    for name in timed:
        median = statistics.median(seconds[name][1:])
        print(f"{name:32} {words / median:12,.0f} words/s {median / first:8.2f} x")


if __name__ == "__main__":
    main(sys.argv[1:])
