"""What a zone's label says for itself: the rules that need no words of their own, each with a reason and a doubt."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from kit.annotation import Span

__all__ = ["TEASER", "ZoneLabel", "by_rule"]

TEASER = "A teaser or an advertisement can be written in full sentences too."

_RULES = {  # rule: (label, why, doubt)
    "only-block": (
        "body",
        "The text has no other block that this one could be furniture to.",
        "Copied alone, a piece of furniture stands alone too.",
    ),
    "headline": (
        "headline",
        "It stands above the text, {words} long without a full stop, and the article takes its words up.",
        "The name of a series, or the headline of another story, can stand in the same place.",
    ),
    "pull-quote": (
        "standfirst",
        "It says before the article begins what one of its sentences says again in nearly the same words.",
        "A first paragraph can sum up the article too; then it belongs to the body.",
    ),
    "under-headline": (
        "standfirst",
        "It stands between the headline and the start of the text and sums the story up.",
        "It may be the article's first paragraph.",
    ),
    "key-point": (
        "standfirst",
        "It stands between the headline and the start of the text, in a row of lines that say what the text says.",
        "Headlines of other articles on the same matter look the same.",
    ),
    "byline": (
        "byline",
        "“{shown}” names a writer, beside the headline.",
        "The name may be that of a photographer, or of the author of another story.",
    ),
    "date": (
        "dateline",
        "A line with a date beside the headline says when, and perhaps where, this was published.",
        "The date may be today's, or that of another story.",
    ),
    "breadcrumb": (
        "navigation",
        "It leads through the sections of the site to the headline, which it repeats.",
        "It may be a longer form of the headline itself.",
    ),
    "filing-words": (
        "tag",
        "“{shown}” files the article under places or subjects.",
        "The words may be the first of a sentence.",
    ),
    "genre": (
        "tag",
        "“{shown}” says what kind of text this is.",
        "It may be the name of a section of the site.",
    ),
    "letterhead": (
        "other",
        "It stands above the line that says what kind of text this is: the name of whoever sends it.",
        "It may be a first line of the headline.",
    ),
    "speaker-label": (
        "transcript",
        "It opens with the label “{speaker}”, and so do other turns nearby: a record of who said what.",
        "A list can set its items off with a word and a colon.",
    ),
    "turn-goes-on": (
        "transcript",
        "It has no label of its own and goes on with what “{speaker}” says, up to the next turn or closing mark.",
        "The author may have gone on already; nothing in the paragraph itself shows who speaks.",
    ),
    "embedded-post": ("body", "It signs a post that the article quotes.", TEASER),
    "figcaption": ("caption", "The page sets it as the caption of a picture.", "The picture may be another story's."),
    "subhead": ("body", "A heading between paragraphs of the article parts it into sections.", TEASER),
    "short-line": (
        "body",
        "Only {words}, but it stands among the article's paragraphs and nothing in it speaks for furniture.",
        "A caption, a name or an advertisement's heading can be as short.",
    ),
    "no-words": (
        "other",
        "It holds no words and stands {where}.",
        "A sign can part two sections of an article.",
    ),
    "apart": (
        "other",
        "It stands {where}, apart from its run of paragraphs, among furniture.",
        "A short text of this kind may belong to the article or its pictures.",
    ),
}


class ZoneLabel(NamedTuple):
    """A block's label with the rule that fired, its reason and its doubt, and the spans that bear it out."""

    label: str
    rule: str
    why: str
    doubt: str
    evidence: Mapping[str, Span] = {}


def by_rule(rule: str, evidence: Mapping[str, Span] | None = None, **words: str) -> ZoneLabel:
    label, why, doubt = _RULES[rule]
    return ZoneLabel(label, rule, why.format(**words), doubt, evidence or {})
