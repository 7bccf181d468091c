"""Sources: who speaks in an article, how much, in whose words, and whether one could ask them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from kit.annotate.quotes.heads import head_in, read_head, words_in_small
from kit.annotate.quotes.name_words import title_tells, without_titles
from kit.annotate.voices import others_speech
from kit.annotation import Annotation, Span
from kit.article import Article
from kit.lexicons import load_names
from kit.segment import FURNITURE
from kit.segment.blocks import find_blocks
from kit.spans import difference, touching
from kit.tables import Listing, Table

__all__ = ["Source", "find_sources", "source_table"]

Record = Literal["named", "unnamed", "vague", "unattributed"]

_PRONOUNS = frozenset(["he", "she", "it", "we", "i", "him", "her", "who", "you"])
_WORD = re.compile(r"\S+")
_SPOKEN = re.compile(r"\w")
_DETERMINER = re.compile(r"^(?:the|an?|their|its|his|her|my|our|your|another|one|each)(?:\s+|$)", re.I)
_APPOSITION = re.compile(
    r"(?:,\s\d{1,3})?,\s+(?P<role>(?:the|a|an|of|who|chief|head|director|spokes\w+)\b[^,.;:“”\"]{3,80})(?=[,.;:”\"])"
)
_NO_ROLE = re.compile(  # an age; "itself"; that somebody gave no name, or was rung up
    r"^\d{1,3}(?:,\s*|$)|\b(?:him|her|it|them)sel(?:f|ves)\b|\bwho\b.{0,80}\bnamed?\b.*|\bwhom\b.*"
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
    ``speaker``; titles aside, so that "Mr. Roe" and "Roe" are one. Words are runs of non-space characters, counted
    once, for the innermost quote they stand in; the article is the page without its furniture, and whoever speaks
    there alone is no source.

    >>> from kit import Span, find_zones
    >>> article = Article.from_text("“We won,” said Ana Ruiz. Critics say it was luck.")
    >>> won = Annotation(1, 8, "quote", "direct", "key", {"speaker": Span(15, 23)}, {"speaker": "Ana Ruiz"})
    >>> luck = Annotation(37, 48, "quote", "indirect", "key", {"speaker": Span(25, 32)})
    >>> sources = find_sources(article, find_zones(article), [luck, won])
    >>> [(source.speaker, source.words, source.record) for source in sources]
    [('Ana Ruiz', 2, 'named'), ('Critics', 3, 'vague')]
    """
    furniture = sorted(zone.span for zone in zones if zone.label in FURNITURE)
    spoken = sorted(others_speech(quotes), key=lambda q: (q.start, -q.end))
    own, total = _words(article, furniture, spoken)
    heard = [(quote, words) for quote, words in zip(spoken, own, strict=True) if words is not None]
    groups: dict[tuple[str, str], list[tuple[Annotation, int]]] = {}
    for key, member in zip(_people([_speaker(article, quote) or "" for quote, _ in heard]), heard, strict=True):
        groups.setdefault(key, []).append(member)
    page = _Page(article, words_in_small(article.text), [block.start for block in find_blocks(article.text)], total)
    return Listing((_source(page, members) for members in groups.values()), source_table)


def source_table(sources: Iterable[Source]) -> Table:
    """Sources as a table, a row for each."""
    return Table((_HEAD, *map(_row, sources)))


def _row(source: Source) -> tuple[str, ...]:
    numbers = (f"{source.words:,}", f"{100 * source.share:.0f} %", str(source.direct), str(source.indirect))
    who = source.speaker or "nobody named"
    return (who, source.role or "", *numbers, source.record, str(source.paragraph))


class _Page(NamedTuple):
    """An article, its words in small letters, where its blocks begin, and how many words it has without furniture."""

    article: Article
    small: Collection[str]
    starts: Sequence[int]
    total: int


def _source(page: _Page, members: Sequence[tuple[Annotation, int]]) -> Source:
    article, first = page.article, members[0][0]
    speaker = _speaker(article, first)
    words = sum(count for _, count in members)
    labels = [quote.label for quote, _ in members]
    return Source(
        speaker=speaker,
        role=next(filter(None, (_role(article, quote, speaker) for quote, _ in members)), None),
        record=_record(page, first, speaker),
        words=words,
        share=words / page.total if page.total else 0.0,
        direct=sum(label != "indirect" for label in labels),
        indirect=sum(label != "direct" for label in labels),
        paragraph=bisect_right(page.starts, first.start),
        quotes=tuple(quote for quote, _ in members),
    )


def _people(speakers: Sequence[str]) -> Iterator[tuple[str, str]]:
    """For each speaker what is alike for one person: the name without titles, and "he" or "she" where both have it."""
    bare = [" ".join(without_titles(_DETERMINER.sub("", speaker, 1))).lower() for speaker in speakers]
    told = [
        title_tells(speaker[: len(speaker) - len(name)].rstrip()) for speaker, name in zip(speakers, bare, strict=True)
    ]
    called: dict[str, set[str]] = {}
    for name, word in zip(bare, told, strict=True):
        called.setdefault(name, set()).add(word)
    for name, word in zip(bare, told, strict=True):
        yield name, word if {"he", "she"} <= called[name] else ""


def _words(article: Article, furniture: Sequence[Span], spoken: Sequence[Annotation]) -> tuple[list[int | None], int]:
    """How many words of the article stand in each quote and in none within it, and how many there are in all.

    It is ``None`` for a quote that stands in furniture.
    """
    page = [
        word.start() + (m.start() if (m := _SPOKEN.search(word[0])) else 0) for word in _WORD.finditer(article.text)
    ]
    outside = difference([Span(0, len(article.text) + 1)], furniture)
    kept = [at for start, end in outside for at in page[bisect_left(page, start) : bisect_left(page, end)]]
    own: list[int | None] = [0 if _stands(quote.span, kept, page, outside) else None for quote in spoken]
    around: list[int] = []
    following = 0
    for at in kept:
        while following < len(spoken) and spoken[following].start <= at:
            around.append(following)
            following += 1
        while around and spoken[around[-1]].end <= at:
            around.pop()
        if around:
            own[around[-1]] = (own[around[-1]] or 0) + 1
    return own, len(kept)


def _stands(quote: Span, kept: Sequence[int], page: Sequence[int], outside: Sequence[Span]) -> bool:
    """Has a quote words in the article? Of one without a word, where it begins says so."""
    here, all_words = (bisect_left(at, quote.end) - bisect_left(at, quote.start) for at in (kept, page))
    return here > 0 or (not all_words and bool(touching(outside, quote.start, quote.start + 1)))


def _speaker(article: Article, quote: Annotation) -> str | None:
    span = quote.evidence.get("speaker")
    return quote.attributes.get("speaker") or (" ".join(article.covered(span).split()) if span else None)


def _record(page: _Page, quote: Annotation, speaker: str | None) -> Record:
    """Whether one could ask them: by the head of the words for them, or a name beside it."""
    if not speaker:
        return "unattributed"
    if speaker.lower() in _PRONOUNS and speaker != "WHO":
        return "unnamed"
    span = quote.evidence.get("speaker")
    if quote.attributes.get("speaker") or span is None:
        head = read_head(speaker)
    else:
        head = head_in(page.article.text, span, page.small)
    return "named" if head.named else "vague" if head.vague else "unnamed"


def _role(article: Article, quote: Annotation, speaker: str | None) -> str | None:
    """The office or relation that the article gives beside the name, where it is named."""
    span = quote.evidence.get("speaker")
    if not span or not speaker or speaker not in article.covered(span):
        return None
    before, _, behind = article.covered(span).partition(speaker)
    role = _NO_ROLE.sub("", _DETERMINER.sub("", " ".join((before + behind).split()).strip(" ,"), 1)).strip(" ,")
    follows = _APPOSITION.match(article.text, span[1])
    names, title = load_names(), (role or "").rstrip(".")
    if role and title not in names.courtesy and not (follows and title in names.learned | names.short_clergy | {"Hon"}):
        return role if " and" not in f" {role}" else None  # others are named with them
    if not follows or quote.start < follows.end("role") <= quote.end:  # "According to two engineers, the dam …"
        return None
    return _NO_ROLE.sub("", " ".join(follows["role"].split())).strip(" ,") or None
