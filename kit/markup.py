"""An article with its layers, to be looked at: in a notebook the text, marked; in a terminal a summary."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from kit.agreement.units import tier
from kit.annotate.sources import Source, source_table
from kit.annotate.voices import others_speech
from kit.annotation import Annotation
from kit.article import Article
from kit.hypertext import AS_WRITTEN, words_html
from kit.segment import FURNITURE
from kit.spans import touching

__all__ = ["layers_html", "layers_text", "marked_html", "word_counts"]

# Each layer has a look that needs no colour: speech is shaded under a line, a loaded word wavy, a claim dotted from its
# letter on.
_STYLE = (
    "<style>.kit-reading{max-width:46rem;line-height:1.6}.kit-reading mark{color:inherit;background:none}"
    ".kit-reading .speech{background:color-mix(in srgb,#0072b2 18%,transparent);border-top:1px solid}"
    ".kit-reading .loaded{text-decoration:underline wavy #b34a00;text-underline-offset:3px}"
    ".kit-reading .claim{border-bottom:2px dotted}.kit-reading sup{font-weight:700}"
    ".kit-reading .furniture{opacity:.75;font-size:.9em;border-left:3px solid;padding-left:.6rem}"
    ".kit-reading small{font-weight:600}</style>"
)
_LEGEND = (
    "<p><mark class='speech'>speech</mark> · <mark class='loaded'>loaded word</mark> · <mark class='claim'><sup>O</sup>"
    " opinion</mark>, call (L), prediction (P), cause (C), unclear (U) · furniture stands behind a bar</p>"
)
_LETTERS = {"opinion": "O", "call": "L", "prediction": "P", "cause": "C", "unclear": "U"}  # a fact claim has none


def layers_text(
    article: Article,
    zones: Sequence[Annotation],
    sources: Sequence[Source],
    claims: Sequence[Annotation],
    loaded: Sequence[Annotation],
) -> str:
    """What was found in an article, in a few lines."""
    speak = "; ".join(f"{source.speaker or 'nobody named'} ({source.words} words)" for source in sources)
    lines = {
        "words": word_counts(article, zones),
        "speak": speak or "nobody is quoted",
        "claims": _counted(claim.label for claim in _own(claims)) or "none",
        "loaded": _counted(word.label for word in loaded if tier(word) != "trap") or "none",
    }
    return "\n".join([repr(article), *(_wrapped(f"  {name:7} {said}") for name, said in lines.items())])


def layers_html(
    article: Article,
    zones: Sequence[Annotation],
    sources: Sequence[Source],
    quotes: Sequence[Annotation],
    claims: Sequence[Annotation],
    loaded: Sequence[Annotation],
) -> str:
    """The text of an article as in ``marked_html``, and its sources behind it."""
    who = source_table(sources)._repr_html_() if sources else "<p>Nobody is quoted.</p>"
    return marked_html(article, zones, quotes, claims, loaded, behind=who)


def marked_html(
    article: Article,
    zones: Sequence[Annotation],
    quotes: Sequence[Annotation],
    claims: Sequence[Annotation],
    loaded: Sequence[Annotation],
    *,
    behind: str = "",
) -> str:
    """The text of an article with its layers marked in it, a legend before it, and what HTML is to stand behind it.

    Every word stands there once. Text is escaped.
    """
    layers = {
        "speech": others_speech(quotes),
        "loaded": [word for word in loaded if tier(word) != "trap"],
        "claim": [claim for claim in _own(claims) if claim.label in _LETTERS],
    }
    marked = {name: _innermost(row) for name, row in layers.items()}
    blocks = []
    for zone in zones:
        inside = {name: touching(row, *zone.span) for name, row in marked.items()}
        kind = " class='furniture'" if zone.label in FURNITURE else ""
        head = f"<small dir='ltr'>{words_html(zone.label)}</small>"  # the words say which way the line runs
        blocks.append(f"<p dir='auto'{kind}>{head} {''.join(_runs(article.text, zone, inside))}</p>")
    return f"{_STYLE}<div class='kit-reading {AS_WRITTEN}'>{_LEGEND}{''.join(blocks)}{behind}</div>"


def _own(claims: Iterable[Annotation]) -> list[Annotation]:
    """The claims that the author makes; what a key sets as a trap is none."""
    return [claim for claim in claims if claim.attributes.get("voice") != "quoted" and tier(claim) != "trap"]


def _wrapped(line: str) -> str:
    return textwrap.fill(line, 100, subsequent_indent=" " * 10)


def _innermost(row: Iterable[Annotation]) -> list[Annotation]:
    """Annotations cut so that none overlaps another: where they do, the one that starts last stands."""
    out: list[Annotation] = []
    around: list[Annotation] = []

    def add(start: int, end: int, a: Annotation) -> None:
        if start < end:
            out.append(replace(a, start=start, end=end))

    at = 0
    for a in sorted(row, key=lambda a: (a.start, -a.end)):
        while around and around[-1].end <= a.start:
            add(at, around[-1].end, around[-1])
            at = max(at, around.pop().end)
        if around:
            add(at, a.start, around[-1])
        around.append(a)
        at = a.start
    while around:
        add(at, around[-1].end, around[-1])
        at = max(at, around.pop().end)
    return out


def _runs(text: str, zone: Annotation, inside: Mapping[str, Sequence[Annotation]]) -> Iterator[str]:
    """The text of a zone in runs, each in the marks of all the layers that cover it."""
    edges = {zone.start, zone.end}
    for row in inside.values():
        edges.update(edge for a in row for edge in a.span if zone.start < edge < zone.end)
    cuts = sorted(edges)
    for start, end in pairwise(cuts):
        marks = {name: found[0] for name, row in inside.items() if (found := touching(row, start, end))}
        claim = marks.get("claim")
        letter = f"<sup dir='ltr'>{_LETTERS[claim.label]}</sup>" if claim and claim.start == start else ""
        words = words_html(text[start:end])
        why = " ".join(filter(None, (a.attributes.get("why") for a in marks.values())))
        open_mark = f"<mark class='{' '.join(marks)}' title='{words_html(why)}'>"
        yield f"{open_mark}{letter}{words}</mark>" if marks else words


def word_counts(article: Article, zones: Sequence[Annotation]) -> str:
    """How many words an article has, and the page around it, as a phrase."""
    counts: Counter[bool] = Counter()
    for zone in zones:
        counts[zone.label in FURNITURE] += len(article.covered(zone).split())
    return f"{counts[False]:,} in the article, {counts[True]:,} in the furniture around it"


def _counted(labels: Iterable[str]) -> str:
    return ", ".join(f"{label} {n}" for label, n in Counter(labels).most_common())
