"""The parts by name, in the order in which a lesson has them."""

from __future__ import annotations

from collections.abc import Mapping

from kit.making.draft import Draft
from kit.making.parts.claims import CLAIMS
from kit.making.parts.counting import COUNTING
from kit.making.parts.ends import EXIT, PREDICT
from kit.making.parts.part import Part, material
from kit.making.parts.speech import SOURCES, SPEECH_PART
from kit.making.parts.words import WORDS
from kit.making.parts.zones import ZONES

__all__ = ["PARTS", "lacking"]

PARTS: Mapping[str, Part] = {
    "predict": PREDICT,
    "zones": ZONES,
    "speech": SPEECH_PART,
    "sources": SOURCES,
    "claims": CLAIMS,
    "words": WORDS,
    "counting": COUNTING,
    "exit": EXIT,
}


def lacking(draft: Draft) -> dict[str, str]:
    """Why a part cannot be made of a draft, by the part's name: of all parts, chosen or not.

    >>> from kit.making.propose import draft
    >>> lacking(draft("It rained all day.", parser=False))["speech"]
    'nobody is quoted in the passage, as far as is known'
    """
    m = material(draft)
    return {name: why for name, part in PARTS.items() if (why := part.lacks(m))}
