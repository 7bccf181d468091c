"""Loaded words: where along an article, in whose voice, and how many."""

from __future__ import annotations

import textwrap
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kit.agreement.units import tier
from kit.annotation import Annotation
from kit.charts.chart import Chart, canvas
from kit.reading import Reading
from kit.segment import FURNITURE
from kit.words import WORD

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["loaded_along", "loaded_per_thousand"]

_Kind = tuple[str, str]  # voice, strength
_VOICES = ("author", "quoted")
# Dark is strong and light is mild, plain is the author and hatched is quoted: so it reads without colour too.
LOOKS: dict[_Kind, dict[str, Any]] = {
    ("author", "strong"): {"facecolor": "#0072B2", "edgecolor": "#004d78"},
    ("author", "mild"): {"facecolor": "#b5daf0", "edgecolor": "#004d78"},
    ("quoted", "strong"): {"facecolor": "#d55e00", "edgecolor": "#3b1a00", "hatch": "////"},
    ("quoted", "mild"): {"facecolor": "#fbdcc2", "edgecolor": "#8a3d00", "hatch": "////"},
}
_NOBODYS = {*FURNITURE, "byline", "dateline", "tag"}  # zones without prose


@dataclass(frozen=True, slots=True)
class _Text:
    """What is counted in one article: loaded phrases by paragraph and kind, and the words of each voice."""

    name: str
    paragraphs: Sequence[Counter[_Kind]]
    words: dict[str, int]

    def count(self, voice: str, *strengths: str) -> int:
        return sum(paragraph[voice, s] for paragraph in self.paragraphs for s in strengths or ("strong", "mild"))

    def rate(self, voice: str, *strengths: str) -> float | None:
        """Phrases in 1,000 words of the voice; ``None`` where it says nothing."""
        return 1000 * self.count(voice, *strengths) / self.words[voice] if self.words[voice] else None


def loaded_along(*readings: Reading) -> Chart:
    """Loaded words and phrases along each article, paragraph by paragraph, and in 1,000 words of each voice.

    A key's traps are left out. Marks that overlap count as one phrase, strong if one of them is. What stands in
    furniture is not counted. All articles are drawn on one scale.

    Raises ``ValueError`` where there is no article, or one without a paragraph.

    >>> import kit
    >>> loaded_along(kit.read("The tyrant fell. It rained.")).table[1:]
    (('untitled', '1', '1', '0', '0', '0'), ('untitled', 'per 1,000 words', '200', '0', '–', '–'))
    """
    counted = [_counted(reading) for reading in readings]
    if not all(text.paragraphs for text in counted) or not counted:
        raise ValueError("there is no paragraph to draw; give articles that have text")
    *rates, last = [_number(text.rate("author")) for text in counted]
    title = f"Loaded phrases in 1,000 of the author's own words: {' and '.join(filter(None, [', '.join(rates), last]))}"
    least = min((n for text in counted for n in text.words.values() if n), default=0)
    limit = "A mark is a place to look and no verdict: loaded is not false."
    if least:
        limit += f" Where a voice has few words (here {least}), one phrase makes {1000 / least:.0f} per 1,000."
    alt = f"{title}. {' '.join(map(_said, counted))}"
    return Chart(_draw(title, counted), alt, tuple(_table(counted)), limit)


def loaded_per_thousand(reading: Reading, voice: str = "author") -> float | None:
    """Loaded phrases in 1,000 words of a voice, "author" or "quoted", counted as in ``loaded_along``.

    ``None`` where the voice has no words. Raises ``ValueError`` for another voice.

    >>> import kit
    >>> loaded_per_thousand(kit.read("It rained all day."))
    0.0
    """
    if voice not in _VOICES:
        raise ValueError(f"voice {voice!r} is not known; it must be one of {', '.join(_VOICES)}")
    return _counted(reading).rate(voice)


def _counted(reading: Reading) -> _Text:
    zones = [zone for zone in reading.zones if zone.label not in _NOBODYS]
    starts = [zone.start for zone in zones]
    paragraphs: list[Counter[_Kind]] = [Counter() for _ in zones]
    for start, kind in _phrases(reading.loaded):
        at = bisect_right(starts, start) - 1
        if kind in LOOKS and at >= 0 and start < zones[at].end:
            paragraphs[at][kind] += 1
    words = {voice: sum(len(WORD.findall(reading.text, *s)) for s in reading.voices[voice]) for voice in _VOICES}
    return _Text(reading.article.card.title or reading.article.slug or "untitled", paragraphs, words)


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


def _number(rate: float | None) -> str:
    return "–" if rate is None else f"{rate:.0f}"


def _said(text: _Text) -> str:
    parts = (f"{voice}: {text.count(voice)} in {text.words[voice]} words" for voice in _VOICES)
    return f"{text.name}. {'; '.join(parts).capitalize()}."


def _table(texts: Iterable[_Text]) -> Iterator[tuple[str, ...]]:
    yield ("article", "paragraph", *(", ".join(kind) for kind in LOOKS))
    for text in texts:
        for number, paragraph in enumerate(text.paragraphs, 1):
            yield (text.name, str(number), *(str(paragraph[kind]) for kind in LOOKS))
        yield (text.name, "per 1,000 words", *(_number(text.rate(*kind)) for kind in LOOKS))


def _draw(title: str, texts: Sequence[_Text]) -> Figure:
    from matplotlib.patches import Patch

    figure = canvas(title, 0.8 + 1.9 * len(texts))
    panels = figure.subplots(len(texts), 2, squeeze=False, sharex="col", sharey="col", width_ratios=[3, 2])
    for (along, totals), text in zip(panels, texts, strict=True):
        _draw_along(along, text)
        _draw_totals(totals, text)
        for axes in (along, totals):
            axes.spines[["top", "right"]].set_visible(False)
            axes.tick_params(labelbottom=True)
    panels[-1][0].set_xlabel("paragraph")
    panels[-1][1].set_xlabel("per 1,000 words of the voice")
    drawn = [kind for kind in LOOKS if any(text.count(*kind) for text in texts)]
    handles = [Patch(label=", ".join(kind), **LOOKS[kind]) for kind in drawn]
    panels[0][0].legend(handles=handles, fontsize=8, frameon=False, loc="upper left", labelspacing=0.3)
    return figure


def _draw_along(axes: Axes, text: _Text) -> None:
    """A bar for each paragraph, its kinds one above the other."""
    numbers, below = range(1, len(text.paragraphs) + 1), [0] * len(text.paragraphs)
    for kind, look in LOOKS.items():
        counts = [paragraph[kind] for paragraph in text.paragraphs]
        lines = [0.6 if n else 0.0 for n in counts]  # no outline around nothing
        axes.bar(numbers, counts, bottom=below, width=0.72, linewidth=lines, **look)
        below = [a + b for a, b in zip(below, counts, strict=True)]
    axes.set_title(textwrap.shorten(text.name, 46, placeholder=" …"), loc="left", fontsize=10)
    axes.locator_params(integer=True)
    axes.set_xlim(left=0.4)
    axes.margins(y=0.1)
    axes.set_ylabel("phrases")


def _draw_totals(axes: Axes, text: _Text) -> None:
    """A bar for each voice: its rate, and the counts that it comes from."""
    for row, voice in enumerate(_VOICES):
        left = 0.0
        for strength in ("strong", "mild"):
            rate = text.rate(voice, strength) or 0.0
            axes.barh(row, rate, left=left, height=0.6, linewidth=0.6 if rate else 0, **LOOKS[voice, strength])
            left += rate
        counts = f"{text.count(voice)} in {text.words[voice]}"
        axes.annotate(counts, (left, row), (5, 0), textcoords="offset points", va="center", fontsize=8.5)
    axes.set_yticks(range(len(_VOICES)), _VOICES)
    axes.set_ylim(len(_VOICES) - 0.5, -0.5)
    axes.margins(x=0.35)
