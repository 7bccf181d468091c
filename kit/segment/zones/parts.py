"""What the tags of a web page call the place where a block stands: evidence for its zone, beside its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kit.annotation import Annotation, Span

__all__ = ["FURNITURE_PARTS", "Part", "Place", "find_places", "is_weak", "stands_elsewhere", "told_by"]

# By label of layer "structure": the zone it speaks for, and its weight (see Feature).
FURNITURE_PARTS: Mapping[str, tuple[str, float]] = {
    "navigation": ("navigation", -3),
    "comments": ("comment", -3),
    "share": ("share", -3),
    "related": ("related", -3),
    "consent": ("other", -3),
    "promo": ("promo", -2.5),
    "bio": ("bio", -2),
    "tags": ("tag", -2),
    "aside": ("other", -1.5),  # pages put pull quotes there, and whole articles
    "footer": ("other", -1.5),
}
_OF_ARTICLE = frozenset(["headline", "standfirst", "byline", "time", "figcaption", "pullquote"])
_PURPOSE = {
    "tags": "it files the article under places or subjects",
    "aside": "it stands beside the article",
    "footer": "it stands at the foot of every page of the site",
    "consent": "it asks what the site may store about its reader",
}
_WEAK = ("aside", "footer")
_SECTIONS = ("comments", "related")
_BESIDE = frozenset(["bio", "comments", "consent", "footer", "navigation", "promo"])
_MOST = 0.5  # of the text: what holds more is no furniture, whatever it is called
_SHOWN = 60  # characters of a class
_DEEP = 12  # parts around a block that are looked at, from within


class Part(NamedTuple):
    """The part of a page that a block stands in: its label, the words for it in a reason, and its place."""

    label: str
    called: str
    span: Span


class Place(NamedTuple):
    """Where a block stands: the innermost part of furniture, and the innermost part of the article's own.

    ``role`` is the label of the latter, "title" for a heading of the first level that has no other beside it.
    """

    part: Part | None = None
    role: str = ""


def find_places(spans: Sequence[Span], annotations: Sequence[Annotation]) -> list[Place]:
    """For each block the parts of the page around it, by the layer "structure"; without such tags, none.

    A part of furniture that holds more than half of the page's text is left out.

    >>> nav = Annotation(0, 4, "structure", "navigation", "", attributes={"tag": "nav", "by": "tag"})
    >>> find_places([Span(0, 4), Span(6, 30)], [nav])
    [Place(part=Part(label='navigation', called='the page’s <nav>', span=Span(start=0, end=4)), role=''),
    Place(part=None, role='')]
    """
    length = sum(end - start for start, end in spans)
    parts = [a for a in annotations if a.layer == "structure" and _tells(a, length)]
    if not parts:
        return [Place()] * len(spans)
    titles = [a for a in annotations if a.label == "heading" and a.attributes.get("level") == "1"]
    parts = sorted([*parts, *(titles if len(titles) == 1 else [])], key=lambda a: (a.start, -a.end))
    out: list[Place] = []
    around: list[Annotation] = []
    at = 0
    for span in spans:
        while at < len(parts) and parts[at].start <= span.start:
            around.append(parts[at])
            at += 1
        while around and around[-1].end <= span.start:
            around.pop()
        near = [a for a in around[: -_DEEP - 1 : -1] if a.end >= span.end]
        furniture = next((a for a in near if a.label in FURNITURE_PARTS), None)
        part = Part(furniture.label, _called(furniture), furniture.span) if furniture else None
        role = next(("title" if a.layer == "markup" else a.label for a in near if a.label not in FURNITURE_PARTS), "")
        out.append(Place(part, role))
    return out


def _tells(a: Annotation, length: int) -> bool:
    if a.label in FURNITURE_PARTS:
        return a.end - a.start <= _MOST * length
    return a.label in _OF_ARTICLE


def _called(a: Annotation) -> str:
    by = a.attributes.get("by", "tag")
    if by == "tag":
        return f"the page’s <{a.attributes.get('tag', '')}>"
    names = a.attributes.get(by, a.label)
    return f"a part that the page calls “{names[:_SHOWN]}{'…' if len(names) > _SHOWN else ''}”"


def is_weak(part: Part) -> bool:
    """Does a part say little of what stands in it, as an ``<aside>`` and a ``<footer>`` do?"""
    return part.label in _WEAK


def stands_elsewhere(span: Span, part: Part | None, opener: Span, opener_part: Part | None) -> bool:
    """Is a block out of the part that holds the heading of its section, or in other furniture than that heading?"""
    if opener_part and opener_part.label in _SECTIONS and opener_part.span.end > opener.end:
        return span.start >= opener_part.span.end
    return part is not None and part.label in _BESIDE and (opener_part is None or opener_part.label != part.label)


def told_by(part: Part, purpose: Mapping[str, str]) -> tuple[str, str, str]:
    """The zone that a part of furniture speaks for, why, and the doubt; ``purpose`` is a clause for each zone."""
    zone, _ = FURNITURE_PARTS[part.label]
    why = f"It stands in {part.called}: {_PURPOSE.get(part.label) or purpose[zone]}."
    return zone, why, "Pages use tags and names loosely, and may set their own article in such a part."
