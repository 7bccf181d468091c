"""What a document's properties say of it, for the card: a last resort, for many are left over from another document."""

from __future__ import annotations

import dataclasses
import re

from kit.annotation import Annotation
from kit.article import Article, Card
from kit.readers.card import read_card
from kit.readers.html.card import card_of, find_card_facts
from kit.readers.html.metadata import Fact
from kit.segment.zones.head_lines import is_person

__all__ = ["with_properties"]

_LONGEST = 300  # characters of a title
_PROGRAM = re.compile(
    r"\s*(?:Microsoft\s+)?(?:Word|PowerPoint|Excel|Writer|Pages|InDesign)\s*[-–—:].*"
    r"|\s*\S+\.(?:docx?|odt|rtf|pdf|indd|qxd|tex|html?|txt|pptx?|xlsx?)\s*"
    r"|\s*[a-z\d]+(?:[-_][a-z\d]+)+\s*"
    r"|\s*(?:untitled|document|layout|slide|presentation|title|no title|about:blank)(?:\s*\d+)?\s*"
    r"|\s*(?:https?://|file:|data:|www\.|[a-z]:[\\/]|[\\/])\S*.*",
    re.I,
)
_ACCOUNT = re.compile(r"\b(?:user|admin\w*|owner|microsoft|office|windows|adobe|author|student|guest|desktop)\b", re.I)


def with_properties(article: Article, *, title: str = "", author: str = "", url: str = "", origin: str) -> Article:
    """An article with what its document's properties say, where it is plausible, as annotations of layer "card".

    A title that the text prints is taken in the words of the text; another, and an author, only where the text names
    none. ``origin`` says where they stand, for the reason. Nothing is taken that names a program or a file.

    >>> article = Article.from_text("Bridge shut\\n\\nIt rained all day in the valley.")
    >>> with_properties(article, title="Bridge shut | Harbour Post", origin="title").card.outlet
    'Harbour Post'
    >>> with_properties(article, title="Microsoft Word - a.docx", origin="title").card.title is None
    True
    """
    facts = []
    title, author = " ".join(title.split()), " ".join(author.split())
    if len(title) <= _LONGEST and re.search(r"[^\W\d_]{2}", title) and not _PROGRAM.fullmatch(title):
        facts.append(Fact("title", title, "title"))
    if is_person(author) and not _ACCOUNT.search(author):
        facts.append(Fact("author", author, f"meta {origin}"))
    if re.fullmatch(r"https?://[^\s…]+", url):
        facts.append(Fact("url", url, origin))
    if not facts:
        return article
    told = read_card(article)

    def is_taken(fact: Annotation) -> bool:
        printed = fact.label == "title" and fact.start < fact.end
        return printed or fact.label not in ("title", "author") or getattr(told, fact.label) is None

    found = []
    for fact in filter(is_taken, find_card_facts(facts, article)):
        why = fact.attributes["why"].replace(f"meta {origin}", origin).replace("the page's <title>", origin)
        why = re.sub("^title says", f"{origin} say", why)
        said = {**fact.attributes, "from": origin, "why": why[:1].upper() + why[1:]}
        found.append(dataclasses.replace(fact, attributes=said))
    annotations = tuple(sorted([*article.annotations, *found], key=lambda a: (a.start, -a.end)))
    known = card_of(found).as_dict() | article.card.known
    return dataclasses.replace(article, card=Card(**known), annotations=annotations)
