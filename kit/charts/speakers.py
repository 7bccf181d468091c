"""Who speaks, when, and how much."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from kit.annotate.sources import Source
from kit.charts.chart import Chart
from kit.charts.drawings import Stretch, Strip, Strips, scale
from kit.charts.words import MOST, capital, label, left_out
from kit.reading import Reading
from kit.segment import FURNITURE
from kit.spans import touching

__all__ = ["who_speaks"]

_NEARLY = 0.8  # of the longest share: as good as the same


def who_speaks(reading: Reading, *, beside: Sequence[Reading] = ()) -> Chart:
    """Who speaks in an article: in what order along its text, a row for each source, and how many words each has.

    Words are those of the article without its furniture. Words spoken directly are filled, those reported hatched; a
    mixed quote counts as direct here. The title says who has most room, and names everybody with nearly as much. Of
    more than 40 sources the first 40 are drawn. Scales and names have room for the articles ``beside`` it, too, so that
    two charts can be compared. Raises ``ValueError`` where nobody is quoted.

    >>> import kit
    >>> who_speaks(kit.read("“We won,” said Ana Ruiz.")).alt
    'One voice: Ana Ruiz, 2 of 5 words. In order: Ana Ruiz 2 words, named.'
    """
    sources = reading.sources
    if not sources:
        raise ValueError(
            "nobody is quoted, so there is nothing to draw; give quotes labelled direct, indirect or mixed"
        )
    words = _words(reading)
    title = _finding(sources, len(words))
    table = sources.table
    said = "; ".join(f"{row[0]} {row[2]} words, {row[6]}" for row in table[1 : MOST + 1])
    alt = f"{title}. In order: {said}. {left_out(sources)}".rstrip()
    limit = (
        f"{left_out(sources)}Filled: word for word. Hatched: reported in other words. Blank: the author. The writer "
        "chose whom to quote, and which words. Much room is no proof of fairness."
    )
    return Chart(_drawing(reading, words, beside), title, alt, table, limit)


def _words(reading: Reading) -> list[int]:
    """Where the words of the article start, those of its furniture left out."""
    kept = [zone.span for zone in reading.zones if zone.label not in FURNITURE]
    words = (found.span() for found in re.finditer(r"\S+", reading.text))
    return [start for start, end in words if touching(kept, start, end)]


def _finding(sources: Sequence[Source], total: int) -> str:
    most = max(source.words for source in sources)
    if len(sources) == 1:
        return f"One voice: {_name(sources[0])}, {most:,} of {total:,} words"
    close = sorted((s for s in sources if s.words >= _NEARLY * most), key=lambda s: -s.words)
    first, largest = _name(sources[0]), _name(close[0])  # named without a verb: a source may be one or many
    if len(close) == 1:
        room = f"{most:,} of {total:,} words"
        same = close[0] is sources[0]
        return (
            f"First to speak, and most room: {first}, {room}"
            if same
            else f"First to speak: {first}; most room: {largest}, {room}"
        )
    if len(close) > 3:
        return f"First to speak, of {len(sources)}: {first}; most room, but not by much: {largest}"
    names = ", ".join(f"{_name(source)} {source.words:,}" for source in close)
    return f"First to speak: {first}; nobody has clearly most room: {names} of {total:,} words"


def _name(source: Source) -> str:
    return label((source.speaker or "someone without a name").rstrip(",;: "), 50)


def _drawing(reading: Reading, words: Sequence[int], beside: Sequence[Reading]) -> Strips:
    rows = []
    for source in reading.sources[:MOST]:
        parts = []
        for quote in source.quotes:
            said = len(reading.article.covered(quote).split())
            look = "reported" if quote.label == "indirect" else "spoken"
            parts.append(Stretch(bisect_left(words, quote.start), said, look))
        rows.append(Strip(capital(_name(source)), "", tuple(parts), source.words))
    most = max([row.total for row in rows] + [source.words for other in beside for source in other.sources])
    longest = max([len(words), *(len(_words(other)) for other in beside)])
    return Strips(
        tuple(rows),
        scale(longest, "words of the article, from its start"),
        (("spoken", "word for word"), ("reported", "in other words")),
        heading="When they speak",
        totals=scale(most, f"words, of {len(words):,}"),
        totals_heading="How much",
        beside=tuple(capital(_name(source)) for other in beside for source in other.sources[:MOST]),
    )
