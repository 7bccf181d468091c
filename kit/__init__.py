"""Read the news critically: real articles, marked by hand, by rule and by key, and compared."""

from __future__ import annotations

from kit.agreement import compare, discernment
from kit.analyze import find_all
from kit.annotate.claims.find import find_claims
from kit.annotate.loaded.find import find_loaded
from kit.annotate.quotes.find import find_quotes
from kit.annotate.sources import sources
from kit.annotation import Annotation, Span
from kit.article import Article, Card
from kit.jsonl import read_annotations, write_annotations
from kit.readers import load, parse_text
from kit.segment import FURNITURE, find_sentences, find_zones, recurring

__all__ = [
    "FURNITURE",
    "Annotation",
    "Article",
    "Card",
    "Span",
    "compare",
    "discernment",
    "find_all",
    "find_claims",
    "find_loaded",
    "find_quotes",
    "find_sentences",
    "find_zones",
    "load",
    "parse_text",
    "read_annotations",
    "recurring",
    "sources",
    "write_annotations",
]
