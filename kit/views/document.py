"""An article as it is first shown: its card, its blocks, and all that was found in it, each mark with its reasons."""

from __future__ import annotations

from typing import Any

from kit.annotation import Annotation
from kit.reading import Reading
from kit.segment import FURNITURE

__all__ = ["LAYERS", "document"]

LAYERS = ("quote", "claim", "loaded")  # the layers that are marked in the text; the zone of a block stands beside it


def document(reading: Reading) -> dict[str, Any]:
    """An article with its card, a zone for each block, and its marks.

    >>> import kit
    >>> shown = document(kit.read("The dam held. “It is old,” said Ana Ruiz."))
    >>> [(mark["layer"], mark["label"]) for mark in shown["marks"]][:1]
    [('quote', 'direct')]
    """
    card = reading.article.card
    return {
        "title": card.title or reading.article.slug or "",
        "card": card.known,
        "missing": list(card.missing),
        "zones": [{**_mark(zone), "furniture": zone.label in FURNITURE} for zone in reading.zones],
        "marks": [_mark(found) for layer in LAYERS for found in reading.layer(layer)],
    }


def _mark(found: Annotation) -> dict[str, Any]:
    return {
        "layer": found.layer,
        "label": found.label,
        "at": found.span,
        "evidence": dict(found.evidence),
        "attributes": dict(found.attributes),
    }
