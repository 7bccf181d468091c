"""Readability: how hard each voice is to read, by one measure, and how sure that is."""

from __future__ import annotations

from math import isfinite
from typing import Any

from kit.annotate.voices import VOICES
from kit.charts.readability import outline_readability
from kit.readability import MEASURES
from kit.reading import Reading
from kit.views.kept import scores_of

__all__ = ["readability"]

_SHOWN = ("author", "quoted", "furniture")  # the voices that are set against each other


def readability(reading: Reading, measure: str = "flesch_kincaid") -> dict[str, Any]:
    """How hard each voice is to read by one of ``MEASURES``, with its 95 % interval; see ``kit.readability.score``.

    ``why`` says what to beware of, such as too short a text, and why there is no figure or no interval. ``finding`` and
    ``alt`` are the author, those quoted and the furniture side by side, in words. ``measures`` are all there are.

    >>> import kit
    >>> shown = readability(kit.read("The dam will hold. It was built to last."), "lix")
    >>> shown["unit"], [(row["value"], row["words"]) for row in shown["rows"] if row["voice"] == "author"]
    ('points', [(4.5, 9)])
    """
    scores = {voice: scores_of(reading, voice) for voice in VOICES}
    used = MEASURES[measure]
    drawn = outline_readability({voice: scores[voice][1] for voice in _SHOWN}, measure)
    rows = []
    for voice, (counts, found) in scores.items():
        score = found[measure]
        rows.append(
            {
                "voice": voice,
                "value": _finite(score.value),
                "low": _finite(score.low),
                "high": _finite(score.high),
                "sentences": counts.sentences,
                "words": counts.words,
                "why": score.warning,
            }
        )
    return {
        "measure": measure,
        "title": used.title,
        "unit": used.unit,
        "harder": used.harder,
        "rows": rows,
        "finding": drawn.title,
        "alt": drawn.alt,
        "note": drawn.caption,
        "measures": [
            {"name": each.name, "title": each.title, "unit": each.unit, "formula": each.formula, "source": each.source}
            for each in MEASURES.values()
        ],
    }


def _finite(value: float | None) -> float | None:
    return value if value is not None and isfinite(value) else None  # JSON has no infinity
