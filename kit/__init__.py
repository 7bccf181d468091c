"""Read the news critically: real articles, marked by hand, by rule and by key, and compared.

    >>> import kit
    >>> reading = kit.read("night-buses")  # one of the kit's articles; or a file, or text that you paste
    >>> reading.sources[0].speaker         # who speaks in it
    'Helen Aro'
    >>> reading.terms("quoted")[0].term    # what those who are quoted say most
    'the'
    >>> reading.concordance("drivers", width=20)  # a word in its lines, and whose words they are
    line  before              word     after               whose words
    1                         Drivers  will be paid a      author
    2     one condition: two  drivers  on every bus after  quoted

In a notebook, ``reading`` alone shows the text with all that was found in it. ``reading.zones``, ``.sentences``,
``.quotes``, ``.claims`` and ``.loaded`` are its layers: lists of annotations, each with where it stands, its label, why
it stands there and why that may be wrong. ``reading.concordance("peaceful")`` shows a word in its lines.
"""

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
    "load",
    "parse_text",
    "read",
    "read_annotations",
    "recurring",
    "write_annotations",
]
