"""Spans and annotations: the one kind of record that analyzers, keys and learners all make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from kit.visible import printable

__all__ = ["Annotation", "Span"]


class Span(NamedTuple):
    """A stretch of text: code points, half-open, so that ``text[start:end]`` is what it covers.

    >>> "Who said it?"[slice(*Span(0, 3))]
    'Who'
    """

    start: int
    end: int


@dataclass(frozen=True, slots=True, repr=False)
class Annotation:
    """A labelled span of an article, and who says so.

    ``start`` and ``end`` are code points into ``article.text``, half-open. ``layer`` names the question ("zone",
    "sentence", "quote", "claim", "loaded"; from reading "link", "markup", "structure", "card", "repair"), ``label`` the
    answer, ``annotator`` who answered ("kit.find_zones", "key:csto-kazakhstan", "learner:ana"). ``evidence`` maps a
    role to the span that bears it out; ``attributes`` hold words about the span: the rule that fired, why, the doubt.

    Raises ``ValueError`` where the span or an evidence span runs backwards or starts before the text does.

    >>> Annotation(0, 8, "zone", "byline", "learner:ana").span
    Span(start=0, end=8)
    """

    start: int
    end: int
    layer: str
    label: str
    annotator: str
    evidence: Mapping[str, Span] = field(default_factory=dict, hash=False)
    attributes: Mapping[str, str] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(_no_span(self.layer, "span", self.span))
        for role, span in self.evidence.items():
            if not 0 <= span[0] <= span[1]:
                raise ValueError(_no_span(self.layer, role, span))

    def __repr__(self) -> str:
        rule = f", {self.attributes['rule']}" if "rule" in self.attributes else ""
        return printable(f"<{self.layer} {self.label} {self.start}:{self.end} by {self.annotator}{rule}>")

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)

    def to_dict(self, text: str) -> dict[str, Any]:
        """The annotation as plain data, with the words of ``text`` that it covers as ``"quote"``.

        >>> Annotation(0, 2, "zone", "byline", "learner:ana").to_dict("By Ana")["quote"]
        'By'
        """
        return {
            "layer": self.layer,
            "label": self.label,
            "start": self.start,
            "end": self.end,
            "quote": text[self.start : self.end],
            "evidence": {role: list(span) for role, span in self.evidence.items()},
            "attributes": dict(self.attributes),
            "annotator": self.annotator,
        }


def _no_span(layer: str, name: str, span: Span) -> str:
    return (
        f"{layer} annotation: {name} {span[0]}:{span[1]} is no span; "
        "it must start at 0 or later and end no earlier than it starts"
    )
