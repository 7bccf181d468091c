"""Loaded words: in which part of a text they push most, in whose voice, and how many."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, repeat

from kit.agreement.units import tier
from kit.annotation import Annotation
from kit.charts.chart import Chart
from kit.charts.drawings import Column, Columns, Panel, scale
from kit.charts.words import BESIDE, capital, left_out
from kit.reading import Reading
from kit.segment import FURNITURE
from kit.words import WORD

__all__ = ["loaded_along", "loaded_in", "loaded_per_thousand"]

_Kind = tuple[str, str]  # voice, strength
_VOICES = ("author", "quoted")
_KINDS: tuple[_Kind, ...] = (("author", "strong"), ("author", "mild"), ("quoted", "strong"), ("quoted", "mild"))
_NOBODYS = {*FURNITURE, "byline", "dateline", "tag"}  # zones without prose
_PARTS = {"start": "at its start", "middle": "in its middle", "end": "near its end"}


@dataclass(frozen=True, slots=True)
class _Text:
    """What is counted in one text: loaded phrases by third and kind, the words of each third and of each voice."""

    name: str
    parts: Sequence[Counter[_Kind]]
    sizes: Sequence[int]
    words: dict[str, int]

    def per_hundred(self, part: int, *kinds: _Kind) -> float | None:
        """Phrases in 100 words of a third; ``None`` where it has no words."""
        found = sum(self.parts[part][kind] for kind in kinds or _KINDS)
        return 100 * found / self.sizes[part] if self.sizes[part] else None


def loaded_along(texts: Mapping[str, Reading]) -> Chart:
    """Where words push most: loaded words and phrases in the first, the middle and the last third of each text.

    ``texts`` are readings by what each is called. Thirds are of the words of headlines, standfirsts and running text;
    bars are phrases in 100 words of the third, for texts differ in length, all on one scale. The title names a third
    only where it stands out from the other two together by more than two standard errors, and two where the other has
    so much less; else it says that this cannot be told. A key's traps and what stands in furniture are left out. Marks
    that overlap count as one phrase, strong if one of them is. Of more than six texts the first six are drawn.

    Raises ``ValueError`` where there is no text, or one without a word.

    >>> import kit
    >>> loaded_along({"the letter": kit.read("The tyrant fell. It rained.")}).alt.partition(". ")[0]
    '1 phrase pushes in the letter, too few to say where'
    """
    counted = [_counted(name, reading) for name, reading in texts.items()]
    if not all(any(text.sizes) for text in counted) or not counted:
        raise ValueError("there is no running text to draw; give articles that have words")
    title = capital("; ".join(map(_finding, counted)))
    drawn, more = counted[:BESIDE], left_out(counted, BESIDE)
    caption = (
        f"{more}Each text is cut into three parts of equal length. A phrase is one word or a few that push. Strong "
        "(full colour): it judges wherever it appears. Mild (faint): it depends on the sentence. Hatched: in words "
        "that are quoted. “Most” is said only where chance would seldom make such a difference. Loaded is not false."
    )
    alt = f"{title}. {' '.join(map(_said, drawn))} {more}".rstrip()
    return Chart(_drawing(drawn), title, alt, tuple(_table(counted)), caption)


def loaded_per_thousand(reading: Reading, voice: str = "author") -> float | None:
    """Loaded phrases in 1,000 words of a voice, "author" or "quoted", counted as in ``loaded_along``.

    ``None`` where the voice has no words. Raises ``ValueError`` for another voice.

    >>> import kit
    >>> loaded_per_thousand(kit.read("It rained all day."))
    0.0
    """
    found, words = loaded_in(reading, voice)
    return 1000 * found / words if words else None


def loaded_in(reading: Reading, voice: str = "author") -> tuple[int, int]:
    """How many loaded phrases a voice has, counted as in ``loaded_along``, and how many words; raises as above.

    >>> import kit
    >>> loaded_in(kit.read("The tyrant fell. It rained."))
    (1, 5)
    """
    if voice not in _VOICES:
        raise ValueError(f"voice {voice!r} is not known; it must be one of {', '.join(_VOICES)}")
    text = _counted("", reading)
    return sum(part[voice, strength] for part in text.parts for strength in ("strong", "mild")), text.words[voice]


def _counted(name: str, reading: Reading) -> _Text:
    zones = [zone.span for zone in reading.zones if zone.label not in _NOBODYS]
    words = [found.start() for zone in zones for found in WORD.finditer(reading.text, *zone)]
    thirds = [round(len(words) * part / 3) for part in range(4)]
    starts = [zone.start for zone in zones]
    parts: list[Counter[_Kind]] = [Counter() for _ in _PARTS]
    for start, kind in _phrases(reading.loaded):
        at = bisect_right(starts, start) - 1
        if kind in _KINDS and at >= 0 and start < zones[at].end:
            word = max(bisect_right(words, start) - 1, 0)
            parts[min(bisect_right(thirds, word) - 1, 2)][kind] += 1
    sizes = [end - start for start, end in pairwise(thirds)]
    whose = {voice: sum(len(WORD.findall(reading.text, *s)) for s in reading.voices[voice]) for voice in _VOICES}
    return _Text(name, parts, sizes, whose)


def _phrases(marks: Iterable[Annotation]) -> Iterator[tuple[int, _Kind]]:
    """Where each loaded phrase starts, and its kind; marks that overlap are one."""
    start = end = 0
    kind: _Kind | None = None
    for mark in sorted((m for m in marks if tier(m) != "trap"), key=lambda m: m.start):
        voice, strength = mark.attributes.get("voice", "author"), mark.attributes.get("strength", "mild")
        if kind and mark.start < end:
            end, kind = max(end, mark.end), (kind[0], "strong" if "strong" in (kind[1], strength) else "mild")
            continue
        if kind:
            yield start, kind
        start, end, kind = mark.start, mark.end, (voice, strength)
    if kind:
        yield start, kind


def _finding(text: _Text) -> str:
    """In which third a text pushes most, in which two, or why that cannot be told."""
    counts = [part.total() for part in text.parts]
    total = sum(counts)
    if not total:
        return f"nothing pushes in {text.name}"
    ranked = sorted(zip(counts, _PARTS.values(), strict=True), key=lambda part: part[0])
    (least, bottom), _, (most, top) = ranked
    if max(_odd(most, total), _odd(least, total)) > 4:  # two standard errors, squared
        if _odd(most, total) > _odd(least, total):
            return f"{text.name} pushes most {top}"
        return f"{text.name} pushes most {' and '.join(place for place in _PARTS.values() if place != bottom)}"
    if _odd(total, total) <= 4:  # not even all of them in one third would tell
        push = "1 phrase pushes" if total == 1 else f"{total} phrases push"
        return f"{push} in {text.name}, too few to say where"
    return f"{text.name} pushes in no part clearly more than in the others"


def _odd(count: int, total: int) -> float:
    """How far a third is from the mean of the other two, in squared standard errors; a count's variance is the count.

    >>> _odd(4, 12), _odd(9, 12)
    (0.0, 5.76...)
    """
    rest = total - count
    return (2 * count - rest) ** 2 / (4 * count + rest)


def _in_words(kind: _Kind) -> str:
    return f"{kind[1]}, " + ("the author's" if kind[0] == "author" else "quoted")


def _said(text: _Text) -> str:
    parts = []
    for part, counts, size in zip(_PARTS, text.parts, text.sizes, strict=True):
        kinds = ", ".join(f"{counts[kind]} {_in_words(kind)}" for kind in _KINDS if counts[kind])
        parts.append(f"{part} {counts.total()} in {size:,} words" + (f" ({kinds})" if kinds else ""))
    return f"{capital(text.name)}: {'; '.join(parts)}."


def _table(texts: Iterable[_Text]) -> Iterator[tuple[str, ...]]:
    yield ("text", "part", "words", "phrases", "in 100 words", *map(_in_words, _KINDS))
    for text in texts:
        for at, (part, counts, size) in enumerate(zip(_PARTS, text.parts, text.sizes, strict=True)):
            rate = text.per_hundred(at)
            said = "no words" if rate is None else f"{rate:.1f}"
            yield (text.name, part, f"{size:,}", str(counts.total()), said, *(str(counts[kind]) for kind in _KINDS))


def _drawing(texts: Sequence[_Text]) -> Columns:
    panels = tuple(Panel(capital(text.name), tuple(map(_column, repeat(text), range(3), _PARTS))) for text in texts)
    highest = max(sum(value for _, value in column.parts) for panel in panels for column in panel.columns)
    drawn = [kind for kind in _KINDS if any(part[kind] for text in texts for part in text.parts)]
    legend = tuple((" ".join(kind), _in_words(kind)) for kind in drawn)
    return Columns(panels, scale(max(1.0, 1.35 * highest), "phrases in 100 words", whole=False), legend)


def _column(text: _Text, at: int, part: str) -> Column:
    """A third: its kinds one above the other, with the count and the words that it is of."""
    parts = tuple((" ".join(kind), text.per_hundred(at, kind) or 0.0) for kind in _KINDS)
    said = (f"{text.parts[at].total()} in", f"{text.sizes[at]:,} words") if text.sizes[at] else ("no words",)
    return Column(part, parts, said)
