"""What the tags of a web page call the place where a block stands: evidence for its zone, beside its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kit.annotation import Annotation, Span

__all__ = ["FURNITURE_PARTS", "Part", "find_parts"]

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
    "aside": ("related", -1.5),  # pages put pull quotes there, and whole articles
    "footer": ("other", -1.5),
}
_OF_ARTICLE = frozenset(["headline", "standfirst", "byline", "time", "figcaption", "pullquote"])
_MOST = 0.5  # of the text: what holds more is no furniture, whatever it is called
_DEEP = 12  # parts around a block that are looked at, from within


class Part(NamedTuple):
    """The part of a page that a block stands in: its label, the words for it in a reason, and its place."""

    label: str
    called: str
    span: Span


def find_parts(spans: Sequence[Span], annotations: Sequence[Annotation]) -> list[Part | None]:
    """For each block the innermost part of furniture around it, else of the article's head; None without such tags.

    A heading of the first level that has no other beside it is the part "title". A part that holds more than half of
    the page's text is left out.

    >>> nav = Annotation(0, 4, "structure", "navigation", "", attributes={"tag": "nav", "by": "tag"})
    >>> find_parts([Span(0, 4), Span(6, 9)], [nav])
    [Part(label='navigation', called='the page’s <nav>', span=Span(start=0, end=4)), None]
    """
    titles = [a for a in annotations if a.label == "heading" and a.attributes.get("level") == "1"]
    length = sum(end - start for start, end in spans)
    parts = [a for a in annotations if a.layer == "structure" and _tells(a, length)]
    parts = sorted([*parts, *(titles if parts and len(titles) == 1 else [])], key=lambda a: (a.start, -a.end))
    out: list[Part | None] = []
    around: list[Annotation] = []
    at = 0
    for span in spans:
        while at < len(parts) and parts[at].start <= span.start:
            around.append(parts[at])
            at += 1
        while around and around[-1].end <= span.start:
            around.pop()
        near = [a for a in around[: -_DEEP - 1 : -1] if a.end >= span.end]
        found = next((a for a in near if a.label in FURNITURE_PARTS), near[0] if near else None)
        out.append(found and Part("title" if found.layer == "markup" else found.label, _called(found), found.span))
    return out


def _tells(a: Annotation, length: int) -> bool:
    if a.label in FURNITURE_PARTS:
        return a.end - a.start <= _MOST * length
    return a.label in _OF_ARTICLE


def _called(a: Annotation) -> str:
    by = a.attributes.get("by", "tag")
    if by == "tag":
        return f"the page’s <{a.attributes.get('tag', 'h1')}>"
    return f"a part that the page calls “{a.attributes.get(by, a.label)}”"
