"""What the package offers by its own name: ``kit.read`` and the rest."""

from __future__ import annotations

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

__all__ = [
    "FURNITURE",
    "Annotation",
    "Article",
    "Card",
    "Reading",
    "Span",
    "compare",
    "discernment",
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
    "recurring",
    "to_web_annotations",
    "write_annotations",
]
