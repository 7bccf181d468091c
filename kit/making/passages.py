"""Passages of an article that a class can mark in one go: whole paragraphs, not too long, not too hard, and rich."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby

from kit.annotate.voices import others_speech
from kit.annotation import Annotation, Span
from kit.readability import MEASURES, Counts, Score, count, score
from kit.readability.counts import unpack
from kit.reading import Reading
from kit.segment import FURNITURE
from kit.spans import touching

__all__ = ["CALLED", "LEAST", "MOST", "Candidate", "candidate", "passages", "several"]

LEAST, MOST = 120, 200  # words of a passage: some ten minutes of marking
MEASURE = "flesch_kincaid"
# How many a part of a lesson needs; more of one does not make up for want of another. The kit's own measure.
ENOUGH = {"quote": 3, "claim": 4, "loaded": 3}
CALLED = {"quote": "quotation", "claim": "claim", "loaded": "loaded word"}
_RUNNING = frozenset(["body", "standfirst", "transcript"])
_FAR = 40  # words that another than the best may lack, or have too many
_MOST_BLOCKS = 40  # in a passage: a list of short lines is no running text


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that could be marked: its words, its grade with an interval, and how much of each layer is in it.

    ``level`` is the grade that was asked for. It is ``nearest`` where nothing fits, and nothing comes nearer.
    """

    span: Span
    words: int
    paragraphs: int
    grade: Score
    found: Mapping[str, int]
    level: float
    nearest: bool = False

    @property
    def fits(self) -> bool:
        """Whether it is of the right length, and no harder than was asked for."""
        return LEAST <= self.words <= MOST and self.grade.value is not None and self.grade.value <= self.level

    @property
    def why(self) -> str:
        """Why it is proposed, in words."""
        return f"{self._measured} {self._holds} {self._verdict}"

    @property
    def _measured(self) -> str:
        value, low, high = self.grade.value, self.grade.low, self.grade.high
        between = "" if low is None or high is None else f" (95 % interval {low:.1f} to {high:.1f})"
        grade = "no grade" if value is None else f"grade {value:.1f} by {self.grade.measure.title}{between}"
        return f"{several(self.words, 'word')} in {several(self.paragraphs, 'paragraph')}, {grade}."

    @property
    def _holds(self) -> str:
        *some, last = (several(number, CALLED[layer]) for layer, number in self.found.items())
        return f"The program finds {', '.join(some)} and {last} in it."

    @property
    def _verdict(self) -> str:
        if self.fits:
            return f"It is within grade {self.level:g}."
        wrong = []
        if not LEAST <= self.words <= MOST:
            wrong.append(f"shorter than {LEAST} words" if self.words < LEAST else f"longer than {MOST} words")
        if self.grade.value is not None and self.grade.value > self.level:
            wrong.append(f"harder than grade {self.level:g}")
        nearest = " Nothing in the article comes nearer." if self.nearest else ""
        return f"It is {' and '.join(wrong) or 'without words'}.{nearest}"


def passages(reading: Reading, level: float = 8.0, *, most: int = 5) -> list[Candidate]:
    """The passages that suit a class best, the best first, none of which has more than half in common with another.

    Each is of whole paragraphs of running text that follow each other, ``LEAST`` to ``MOST`` words where there are
    such. First come those within the grade (Flesch–Kincaid, of the US, as ``level``), the richest in quotations, in
    claims of the author's and in loaded words first; then the least hard; then those nearest in length. Linear time.

    >>> from kit import read
    >>> best = passages(read("ferry-bridge", parser=False), level=9)[0]
    >>> best.fits, best.words
    (True, 132)
    """
    blocks = _blocks(reading)
    windows = sorted(_windows(blocks, level), key=lambda window: (window.rank, window.span))
    chosen: list[_Window] = []
    for window in windows:
        if len(chosen) == most:
            break
        far = chosen and window.rank[0] > _FAR
        if not far and not any(_alike(window.span, other.span) for other in chosen):
            chosen.append(window)
    found = [candidate(reading, window.span, level) for window in chosen]
    return [replace(each, nearest=number == 0 and not each.fits) for number, each in enumerate(found)]


def candidate(reading: Reading, span: Span, level: float = 8.0) -> Candidate:
    """A passage of a person's own choice, measured as those that are proposed."""
    text = reading.text
    sentences = [Span(max(a.start, span.start), min(a.end, span.end)) for a in touching(reading.sentences, *span)]
    counts = count(text, sentences)
    found = {layer: sum(span.start <= a.start and a.end <= span.end for a in row) for layer, row in _rows(reading)}
    paragraphs = len(touching(reading.zones, *span))
    return Candidate(span, counts.words, paragraphs, score(counts)[MEASURE], found, level)


def several(number: int, what: str) -> str:
    """So many of something, in words.

    >>> several(0, "claim"), several(1, "claim")
    ('no claims', '1 claim')
    """
    return f"{number or 'no'} {what}{'' if number == 1 else 's'}"


def _rows(reading: Reading) -> Iterator[tuple[str, Sequence[Annotation]]]:
    """What a lesson can be made of: attributed speech, claims of the author's, loaded words."""
    yield "quote", others_speech(reading.quotes)
    yield "claim", [claim for claim in reading.claims if claim.attributes.get("voice", "author") == "author"]
    yield "loaded", reading.loaded


@dataclass(frozen=True, slots=True)
class _Block:
    """A paragraph: the run of paragraphs it belongs to, what it counts, packed, and how much of each layer it has."""

    span: Span
    run: int
    packed: int
    found: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Window:
    span: Span
    rank: tuple[float, ...]


def _blocks(reading: Reading) -> list[_Block]:
    """The paragraphs of running text; where there are none, what is not furniture."""
    zones = list(reading.zones)
    running = {at for at, zone in enumerate(zones) if zone.label in _RUNNING}
    running = running or {at for at, zone in enumerate(zones) if zone.label not in FURNITURE}
    starts = [zone.start for zone in zones]
    found: dict[str, dict[int, int]] = {}
    for layer, row in _rows(reading):
        found[layer] = {}
        for a in row:
            at = bisect_left(starts, a.start + 1) - 1
            if a.end <= zones[at].end:
                found[layer][at] = found[layer].get(at, 0) + 1
    blocks = []
    for at in sorted(running):
        sentences = [a.span for a in touching(reading.sentences, *zones[at].span)]
        packed = sum(count(reading.text, sentences).packed)
        blocks.append(_Block(zones[at].span, 0, packed, {layer: those.get(at, 0) for layer, those in found.items()}))
    return _in_runs(blocks, sorted(running))


def _in_runs(blocks: list[_Block], places: list[int]) -> list[_Block]:
    """The blocks, each with the number of the run of neighbours that it belongs to."""
    runs = [place - number for number, place in enumerate(places)]
    return [_Block(b.span, run, b.packed, b.found) for b, run in zip(blocks, runs, strict=True)]


def _windows(blocks: list[_Block], level: float) -> Iterator[_Window]:
    for _, run in groupby(blocks, key=lambda block: block.run):
        row = list(run)
        sums = [0, *accumulate(block.packed for block in row)]
        rich = {layer: [0, *accumulate(block.found[layer] for block in row)] for layer in ENOUGH}
        for first in range(len(row)):
            last = first
            for last in range(first + 1, min(len(row), first + _MOST_BLOCKS) + 1):
                counts = unpack(sums[last] - sums[first])
                full = counts.words >= LEAST or last == len(row)
                if counts.words and full:
                    has = {layer: sums_of[last] - sums_of[first] for layer, sums_of in rich.items()}
                    yield _Window(Span(row[first].span.start, row[last - 1].span.end), _rank(counts, has, level))
                if counts.words > MOST:
                    break


def _rank(counts: Counts, found: Mapping[str, int], level: float) -> tuple[float, ...]:
    """Less is better: wrong length, too hard, poor."""
    poor = -sum(min(found[layer] / enough, 1) for layer, enough in ENOUGH.items())
    off = max(LEAST - counts.words, counts.words - MOST, 0)
    over = max(MEASURES[MEASURE].of(counts) - level, 0.0)
    return off, over, poor


def _alike(one: Span, other: Span) -> bool:
    common = min(one.end, other.end) - max(one.start, other.start)
    return 2 * common > min(one.end - one.start, other.end - other.start)
