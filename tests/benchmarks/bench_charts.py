"""How long does a chart take to be drawn for a page, beside matplotlib drawing the same one as SVG?

    python tests/benchmarks/bench_charts.py

Every kind of chart of the kit's longest article, counted beforehand: what is timed is the drawing alone. Ours is all
that a notebook shows: the drawing for a wide page and a narrow one, its style, its words and its table.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace

import kit
from kit.charts import (
    Chart,
    kinds_of_claims,
    loaded_along,
    readability_by_voice,
    sentence_lengths,
    sources_of_claims,
    term_slopes,
    term_strips,
    terms_by_voice,
    two_opinions,
    who_speaks,
    words_by_zone,
    zones_and_voices,
)
from kit.terms import STOP_WORDS

TERMS = ["peaceful", "human rights", "mission"]


def charts(reading: kit.Reading) -> list[Chart]:
    """One of each kind, and some that have much to draw."""
    texts = {"the opinion piece": reading, "the report": kit.read("ferry-bridge", parser=False)}
    voices = {voice: reading.words(voice) for voice in ("author", "quoted")}
    return [
        words_by_zone(reading),
        kinds_of_claims(texts),
        sources_of_claims(texts),
        loaded_along(texts),
        readability_by_voice(reading),
        two_opinions(reading),
        who_speaks(reading),
        term_strips(reading, TERMS),
        sentence_lengths(reading),
        zones_and_voices(reading),
        terms_by_voice(reading, stop_words=STOP_WORDS),
        term_slopes(voices, TERMS),
    ]


def milliseconds(act: Callable[[], object]) -> float:
    """How long it takes."""
    began = time.perf_counter()
    act()
    return 1000 * (time.perf_counter() - began)


def main() -> None:
    """Print the figures."""
    print(f"Python {sys.version.split()[0]}: median ms of the page's SVG, of matplotlib's, and how many times faster")
    ratios = []
    for chart in charts(kit.read("csto-kazakhstan", parser=False)):
        ours = statistics.median(milliseconds(chart._repr_html_) for _ in range(15))
        theirs = statistics.median([milliseconds(lambda: replace(chart).picture("svg")) for _ in range(4)][1:])  # noqa: B023
        ratios.append(theirs / ours)
        print(f"{chart.title[:60]:62}{ours:8.2f}{theirs:10.1f}{ratios[-1]:8.0f} x")
    print(f"{'median':62}{statistics.median(ratios):26.0f} x")


if __name__ == "__main__":
    main()
