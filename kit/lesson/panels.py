"""Panels to try figures with: which terms, and which measure, tell what of whose words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any

from kit.annotate.voices import VOICES
from kit.charts.looks import TITLES
from kit.charts.outline import Outline
from kit.charts.readability import outline_readability
from kit.charts.terms import TermCounts
from kit.readability import MEASURES
from kit.reading import Reading
from kit.terms import STOP_WORDS

if TYPE_CHECKING:
    from kit.widgets.panel import Panel

__all__ = ["readability_panel", "terms_panel"]

_MOST_TERMS = 10  # that one may ask for by name


def terms_panel(reading: Reading, *, closed: str = "") -> Panel:
    """The terms of an article by voice, to try: of whose words, how many, with or without stop words, as one or apart.

    The figures are those of ``kit.charts.terms_by_voice``. With ``closed`` it is shut behind these words, until a guess
    has been made.

    >>> import kit
    >>> panel = terms_panel(kit.read("The dam held. The dam is old."))
    >>> panel.view["title"]
    '“dam” comes first on the page, twice: author 2'
    """
    from kit.widgets.panel import Control, Panel

    counted = {whole: TermCounts(reading, inflections=whole) for whole in (False, True)}

    def draw(settings: dict[str, Any]) -> Outline:
        only = list(dict.fromkeys(filter(None, map(str.strip, re.split(r"[,;]", settings["only"])))))
        if len(only) > _MOST_TERMS:
            raise ValueError(f"These are {len(only)} terms; a chart has room for {_MOST_TERMS}. Take some out.")
        return counted[settings["inflections"]].outline(
            rank=settings["rank"],
            most=settings["most"],
            only=only,
            stop_words=STOP_WORDS if settings["stop_words"] else (),
            rate=settings["measure"] == "rate",
        )

    controls = [
        Control("rank", "The most frequent in", "choice", "page", {voice: TITLES[voice] for voice in VOICES}),
        Control("measure", "Show", "choice", "count", {"count": "How many times", "rate": "Times in 1,000 words"}),
        Control("most", "How many terms", "range", 10, bounds=(5, 25)),
        Control("only", "Or only these, parted by commas", "words", ""),
        Control("stop_words", "Set stop words aside (the, of, and …)", "check", True),
        Control("inflections", "Count forms as one (mission, missions)", "check", False),
    ]
    return Panel("Terms by voice", controls, draw, closed=closed)


def readability_panel(reading: Reading, *, voices: Iterable[str] = ("author", "quoted")) -> Panel:
    """The readability of an article by voice, to try: which voices, at first these, by which formula.

    The figures are those of ``kit.charts.readability_by_voice``.

    >>> import kit
    >>> readability_panel(kit.read("The dam held. It is old.")).settings["measure"]
    'flesch_kincaid'
    """
    from kit.widgets.panel import Control, Panel

    scores = {voice: reading.readability(voice) for voice in VOICES}

    @cache
    def outline(voices: tuple[str, ...], measure: str) -> Outline:
        return outline_readability({voice: scores[voice] for voice in voices}, measure)

    def draw(settings: dict[str, Any]) -> Outline:
        if not settings["voices"]:
            raise ValueError("Choose one voice or more.")
        return outline(tuple(voice for voice in VOICES if voice in settings["voices"]), settings["measure"])

    measures = {name: measure.title for name, measure in MEASURES.items()}
    controls = [
        Control("measure", "By which formula", "choice", "flesch_kincaid", measures),
        Control("voices", "Whose words", "several", list(voices), {voice: TITLES[voice] for voice in VOICES}),
    ]
    return Panel("Readability by voice", controls, draw)
