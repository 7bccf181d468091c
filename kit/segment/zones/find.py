"""Zones: what each block of a page is, the article or its furniture."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from kit.annotation import Annotation
from kit.article import Article
from kit.segment.turns import find_turns
from kit.segment.zones.article_head import find_head
from kit.segment.zones.author_notes import find_authors, find_bios
from kit.segment.zones.decoding import best_path, score_blocks
from kit.segment.zones.features import describe_blocks
from kit.segment.zones.labels import Page, label_blocks
from kit.segment.zones.sections import find_sections

__all__ = ["FURNITURE", "find_zones", "recurring"]

FURNITURE = frozenset(
    [
        "promo",
        "share",
        "navigation",
        "origin",
        "bio",
        "copyright",
        "disclaimer",
        "contact",
        "comment",
        "related",
        "other",
    ]
)

_HEAD = frozenset(["headline", "standfirst", "byline", "dateline", "tag"])
_NUMBER = re.compile(r"\d+")


def find_zones(article: Article) -> list[Annotation]:
    """What each block of the page is, in order, with the rule, the reason and the doubt.

    Labels: ``headline standfirst byline dateline tag body transcript caption`` and those of ``FURNITURE``. Subheads
    are ``body``. Attributes: ``rule``, ``why``, ``doubt``; evidence: ``cue``, the phrase that gave a block away,
    ``heading``, that of the teasers or comments it stands among, ``part``, that which a web page's tags make of it, and
    ``twin``, the words that a headline, a standfirst or a note on the author has in common with another place.

    How: each block gets features for and against (length, full stop, links, cue phrases, dates, credits, what a web
    page's tags call its place: see ``features`` and ``parts``), with weights set by hand in round numbers; the best
    path through before, article, island and after decides which blocks are the article (``decoding``), where teasers
    and readers' comments are told by their run (``sections``, ``threads``); then each is labelled (``labels``). Nothing
    is learnt. Never raises, and takes time linear in the length of the text.

    >>> from kit import parse_text
    >>> page = "Bridge shut\\n\\nBy Ana Ruiz\\n\\nThe bridge was shut after cracks were found.\\n\\n[Sign up](#)"
    >>> [zone.label for zone in find_zones(parse_text(page))]
    ['headline', 'byline', 'body', 'promo']
    """
    blocks = describe_blocks(article)
    turns = find_turns(
        ["" if block.linked >= 0.4 or block.cue or "credit" in block.features else block.text for block in blocks]
    )
    bios = find_bios(blocks, find_authors(blocks))
    sections = find_sections(blocks, turns)
    turns = {at: turn for at, turn in turns.items() if at not in sections}
    path = best_path(score_blocks(blocks, turns, bios, sections))
    page = Page(blocks, path, find_head(blocks, path, turns), turns, bios, sections)
    return [
        Annotation(
            *block.span,
            "zone",
            zone.label,
            "kit.find_zones",
            zone.evidence,
            {"rule": zone.rule, "why": zone.why, "doubt": zone.doubt},
        )
        for block, zone in zip(blocks, label_blocks(page), strict=True)
    ]


def recurring(articles: Iterable[Article]) -> list[list[Annotation]]:
    """The blocks that stand on more than one of an outlet's pages, page by page: what recurs is furniture.

    Blocks are compared in lower case, white space and numbers set aside. Each keeps the label ``find_zones`` gives it
    if that is furniture, else it is ``other``. Not counted: a block repeated within one page; the page's own headline,
    standfirst, byline, dateline and tags, which other pages may show as a teaser; a page given twice.

    >>> pages = [Article.from_text(f"Story {n} of its own.\\n\\nAll rights reserved.") for n in "ab"]
    >>> [[(zone.label, zone.attributes["pages"]) for zone in page] for page in recurring(pages)]
    [[('copyright', '2')], [('copyright', '2')]]
    """
    articles = list(articles)
    zoned = [[(zone, _folded(article.covered(zone))) for zone in find_zones(article)] for article in articles]
    distinct = {tuple(words for _, words in zones): zones for zones in zoned}
    pages = Counter(words for zones in distinct.values() for words in {words for _, words in zones})
    return [
        [
            _recurs(zone, pages[words], len(distinct))
            for zone, words in zones
            if pages[words] > 1 and zone.label not in _HEAD
        ]
        for zones in zoned
    ]


def _folded(text: str) -> str:
    return _NUMBER.sub("0", " ".join(text.lower().split()))


def _recurs(zone: Annotation, pages: int, of: int) -> Annotation:
    attributes = {
        "rule": "recurs",
        "why": f"The same words stand on {pages} of {of} pages of this outlet; an article is written once.",
        "doubt": "Two pages may quote the same document, or carry the same article.",
        "pages": str(pages),
        "of": str(of),
    }
    label = zone.label if zone.label in FURNITURE else "other"
    return Annotation(zone.start, zone.end, "zone", label, "kit.recurring", attributes=attributes)
