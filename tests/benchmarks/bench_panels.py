"""How long does the kernel take to redraw a panel, beside matplotlib drawing the same chart?

    python tests/benchmarks/bench_panels.py

The kit's longest article, as it is and ten times over. Every control is moved in turn; a step is what happens between
a message from the page and the answer to it, its JSON included. 60 ms is the most that a hand does not notice.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable

import kit
from kit.annotate.voices import VOICES
from kit.charts import readability_by_voice, terms_by_voice
from kit.lesson.panels import readability_panel, terms_panel
from kit.readability import MEASURES
from kit.terms import STOP_WORDS
from kit.widgets.panel import Panel

LIMIT = 60  # ms
MOVES = {
    "how many terms": [{"most": n} for n in range(5, 26)],
    "voice": [{"rank": voice} for voice in VOICES] * 4,
    "stop words, forms": [{"stop_words": a, "inflections": b} for a in (True, False) for b in (True, False)] * 5,
    "terms, as typed": [{"only": "human rights, peaceful"[:n]} for n in range(23)],
}


def milliseconds(act: Callable[..., object], *given: object) -> float:
    """How long it takes."""
    began = time.perf_counter()
    act(*given)
    return 1000 * (time.perf_counter() - began)


def step(panel: Panel, settings: dict[str, object]) -> None:
    """What the kernel does for one message."""
    panel._receive(panel, {"number": panel.received + 1, "settings": settings})
    json.dumps(panel.view)


def report(name: str, taken: list[float], peer: float) -> None:
    """One line: median, slowest, and how many times faster than the peer."""
    median, slowest = statistics.median(taken), max(taken)
    verdict = "" if slowest <= LIMIT else f"   over {LIMIT} ms"
    print(f"{name:34}{median:8.1f} ms{slowest:8.1f} ms{peer / median:8.0f} x{verdict}")


def main() -> None:
    """Print the figures."""
    seed = kit.load("csto-kazakhstan")
    print(f"Python {sys.version.split()[0]}: median, slowest, and how many times faster than the chart by matplotlib")
    for times in (1, 10):
        reading = kit.read(kit.Article.from_text("\n\n".join([seed.text] * times)))
        print(f"\n{len(reading.text.split()):,} words; its layers found in {milliseconds(found, reading):,.0f} ms")
        taken = [milliseconds(drawn_terms, reading) for _ in range(4)][1:]
        report("matplotlib, terms", taken, peer := statistics.median(taken))
        panel = terms_panel(reading)
        for name, moves in MOVES.items():
            report(name, [milliseconds(step, panel, move) for move in moves], peer)
        taken = [milliseconds(drawn_readability, reading) for _ in range(4)][1:]
        report("matplotlib, readability", taken, peer := statistics.median(taken))
        panel = readability_panel(reading)
        report("formula", [milliseconds(step, panel, {"measure": name}) for name in [*MEASURES] * 3], peer)


def found(reading: kit.Reading) -> object:
    """What panels and charts build on, found once."""
    return reading.voices, reading.sentences


def drawn_terms(reading: kit.Reading) -> str:
    """The same chart, counted and drawn by matplotlib."""
    return terms_by_voice(reading, stop_words=STOP_WORDS).picture("svg")


def drawn_readability(reading: kit.Reading) -> str:
    """The same chart, counted and drawn by matplotlib."""
    return readability_by_voice(reading).picture("svg")


if __name__ == "__main__":
    main()
