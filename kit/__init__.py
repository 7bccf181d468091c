"""Read the news critically: real articles, marked by hand, by rule and by key, and compared."""

from __future__ import annotations

from kit.analyze import find_all
from kit.annotate.quotes import find_quotes
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
    "find_all",
    "find_quotes",
    "find_sentences",
    "find_zones",
    "load",
    "parse_text",
    "read_annotations",
    "recurring",
    "write_annotations",
]
