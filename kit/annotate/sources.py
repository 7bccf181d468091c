"""Sources: who speaks in an article, how much, in whose words, and whether one could ask them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from kit.annotate.voices import others_speech
from kit.annotation import Annotation, Span
from kit.article import Article
from kit.lexicons import load_names
from kit.lexicons.speakers import load_speakers
from kit.segment import FURNITURE
from kit.segment.blocks import find_blocks
from kit.tables import Listing, Table

__all__ = ["Source", "find_sources", "source_table"]

Record = Literal["named", "unnamed", "vague", "unattributed"]

_QUANTIFIERS = frozenset(["some", "many", "most", "several", "other", "few"])
_PRONOUNS = frozenset(["he", "she", "it", "they", "we", "i"])
_DETERMINER = re.compile(r"^(?:the|an?|their|its|his|her|my|our|your|another|one|each)(?:\s+|$)", re.I)
_OPENS = re.compile(r"(?:^|[.!?…:;][\"”’')]*\s+|\n\s*)[\"“‘']?$")
_APPOSITION = re.compile(
    r"(?:,\s\d{1,3})?,\s+(?P<role>(?:the|a|an|of|who|chief|head|director|spokes\w+)\b[^,.;:“”\"]{3,80})(?=[,.;:”\"])"
)


@dataclass(frozen=True, slots=True)
class Source:
    """One speaker of an article.

    ``speaker`` is the name, or else the words, by which the article calls them, ``None`` where nobody is said to have
    spoken; ``role`` is the office or relation as given. ``words`` counts the words quoted; ``share`` is their part of
    the article's words, 0 to 1. ``direct`` and ``indirect`` count quotes, a mixed one as both. ``record`` says whether
    one could ask them: "named", "unnamed" but described, "vague" (a crowd: "officials"), or "unattributed".
    ``paragraph`` is that of their first words, from 1, as the page is cut into blocks. ``quotes`` are theirs, in order.
    """

    speaker: str | None
    role: str | None
    record: Record
    words: int
    share: float
    direct: int
    indirect: int
    paragraph: int
    quotes: tuple[Annotation, ...] = field(repr=False)

    @property
    def first(self) -> int:
        """Where they are first quoted, in code points."""
        return self.quotes[0].start


_HEAD = ("source", "role", "words", "share of article", "direct", "indirect", "on the record", "first paragraph")


def find_sources(article: Article, zones: Iterable[Annotation], quotes: Iterable[Annotation]) -> Listing[Source]:
    """Who speaks in an article, in the order of their first words, by its zones and quotations.

    Quotes are brought together by attribute ``speaker``, or where that is missing by the words of evidence
    ``speaker``. Words are runs of non-space characters, counted once, for the innermost quote they stand in; the
    article is the page without its furniture.

    >>> from kit import Span, find_zones
    >>> article = Article.from_text("“We won,” said Ana Ruiz. Critics say it was luck.")
    >>> won = Annotation(1, 8, "quote", "direct", "key", {"speaker": Span(15, 23)}, {"speaker": "Ana Ruiz"})
    >>> luck = Annotation(37, 48, "quote", "indirect", "key", {"speaker": Span(25, 32)})
    >>> sources = find_sources(article, find_zones(article), [luck, won])
    >>> [(source.speaker, source.words, source.record) for source in sources]
    [('Ana Ruiz', 2, 'named'), ('Critics', 3, 'vague')]
    """
    total = sum(len(article.covered(zone).split()) for zone in zones if zone.label not in FURNITURE)
    spoken = sorted(others_speech(quotes), key=lambda q: (q.start, -q.end))
    groups: dict[str, list[tuple[Annotation, int]]] = {}
    for quote, words in zip(spoken, _words(article, spoken), strict=True):
        groups.setdefault(_DETERMINER.sub("", _speaker(article, quote) or "", 1).lower(), []).append((quote, words))
    starts = [block.start for block in find_blocks(article.text)]
    return Listing((_source(article, members, total, starts) for members in groups.values()), source_table)


def source_table(sources: Iterable[Source]) -> Table:
    """Sources as a table, a row for each."""
    return Table((_HEAD, *map(_row, sources)))


def _row(source: Source) -> tuple[str, ...]:
    numbers = (f"{source.words:,}", f"{100 * source.share:.0f} %", str(source.direct), str(source.indirect))
    who = source.speaker or "nobody named"
    return (who, source.role or "", *numbers, source.record, str(source.paragraph))


def _source(
    article: Article,
    members: Sequence[tuple[Annotation, int]],
    total: int,
    starts: Sequence[int],
) -> Source:
    speaker = _speaker(article, members[0][0])
    words = sum(count for _, count in members)
    labels = [quote.label for quote, _ in members]
    return Source(
        speaker=speaker,
        role=next(filter(None, (_role(article, quote, speaker) for quote, _ in members)), None),
        record=_record(article, speaker, members[0][0].evidence.get("speaker")),
        words=words,
        share=words / total if total else 0.0,
        direct=sum(label != "indirect" for label in labels),
        indirect=sum(label != "direct" for label in labels),
        paragraph=bisect_right(starts, members[0][0].start),
        quotes=tuple(quote for quote, _ in members),
    )


def _words(article: Article, spoken: Sequence[Annotation]) -> list[int]:
    """How many words stand in each quote, without those of the quotes within it."""
    counts = [len(article.covered(quote).split()) for quote in spoken]
    own = list(counts)
    around: list[int] = []
    for at, quote in enumerate(spoken):
        while around and spoken[around[-1]].end <= quote.start:
            around.pop()
        if around:
            own[around[-1]] -= counts[at]
        around.append(at)
    return [max(0, count) for count in own]


def _speaker(article: Article, quote: Annotation) -> str | None:
    span = quote.evidence.get("speaker")
    return quote.attributes.get("speaker") or (" ".join(article.covered(span).split()) if span else None)


def _record(article: Article, speaker: str | None, span: Span | None) -> Record:
    if not speaker:
        return "unattributed"
    small, lists = speaker.lower().split() or [""], load_speakers()
    if small[-1] in lists.crowds and len(small) - (small[0] in _QUANTIFIERS) <= 2:
        return "vague"  # nobody of whom one could ask "did you say that?"
    if speaker.lower() in _PRONOUNS:
        return "unnamed"
    words = _DETERMINER.sub("", speaker, 1).split()
    opens = span is not None and _OPENS.search(article.text, max(0, span.start - 3), span.start)
    if words and opens and words[0].lower() in lists.groups | lists.crowds:
        words = words[1:]  # a capital only because the sentence begins
    return "named" if any(word[0].isupper() for word in words) else "unnamed"


def _role(article: Article, quote: Annotation, speaker: str | None) -> str | None:
    """What the article says of the speaker beside the name, where it is named."""
    span = quote.evidence.get("speaker")
    if not span or not speaker or speaker not in article.covered(span):
        return None
    before, _, behind = article.covered(span).partition(speaker)
    role = _DETERMINER.sub("", " ".join((before + behind).split()).strip(" ,"), 1)
    follows = _APPOSITION.match(article.text, span[1])
    names, title = load_names(), (role or "").rstrip(".")
    if role and title not in names.courtesy and not (follows and title in names.learned | names.short_clergy | {"Hon"}):
        return role if " and" not in f" {role}" else None  # others are named with them
    if not follows or quote.start < follows.end("role") <= quote.end:  # "According to two engineers, the dam …"
        return None
    return " ".join(follows["role"].split())
