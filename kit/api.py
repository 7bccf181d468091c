"""What the package offers by its own name: ``kit.read`` and the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kit.activity.hand_in import HandIn, read_hand_in
from kit.agreement import compare, discernment
from kit.annotate.claims.find import find_claims
from kit.annotate.loaded.find import find_loaded
from kit.annotate.quotes.find import find_quotes
from kit.annotation import Annotation, Span
from kit.article import Article, Card
from kit.jsonl import read_annotations, write_annotations
from kit.readers import load, parse_text
from kit.reading import Reading, find_all, read
from kit.segment import FURNITURE, find_sentences, find_zones, recurring
from kit.webannotation import from_web_annotations, to_web_annotations

if TYPE_CHECKING:
    from kit.lesson.explore import Explore

__all__ = [
    "FURNITURE",
    "Annotation",
    "Article",
    "Card",
    "HandIn",
    "Reading",
    "Span",
    "compare",
    "discernment",
    "explore",
    "find_all",
    "find_claims",
    "find_loaded",
    "find_quotes",
    "find_sentences",
    "find_zones",
    "from_web_annotations",
    "load",
    "parse_text",
    "read",
    "read_annotations",
    "read_hand_in",
    "recurring",
    "to_web_annotations",
    "write_annotations",
]


def explore(*what: Any) -> Explore:
    """An article, or several, to look at and play with in a notebook; without one, a page to open some from.

    Each is what ``kit.read`` takes. Raises as it does. Without one, what was open when the page was left is open again.

    >>> explore("The dam held.").explorer.readings[0].text
    'The dam held.'
    """
    from kit.lesson.explore import Explore  # here, for widgets are heavy

    return Explore(*what)
