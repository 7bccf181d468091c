"""Frequencies: how often each term stands in a text, and in several side by side."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from kit.annotate.quotes.find import find_quotes
from kit.annotation import Annotation, Span
from kit.article import Article
from kit.terms.words import Words, as_words, grams, groups_of, words_of

__all__ = ["Row", "Term", "by_article", "by_voice", "frequencies", "is_stopped", "per_thousand"]


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a text: how often it stands there, how often in a thousand words, and where.

    ``set_aside`` says that it begins or ends with one of the stop words asked for.
    """

    term: str
    count: int
    per_thousand: float
    set_aside: bool
    spans: tuple[Span, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Row:
    """A term in several texts: its count in each, and in a thousand words of each, ``None`` where there are none."""

    term: str
    counts: tuple[int, ...]
    per_thousand: tuple[float | None, ...]
    set_aside: bool


def frequencies(
    text: Article | Words, *, n: int = 1, inflections: bool = False, stop_words: Collection[str] = ()
) -> list[Term]:
    """The terms of an article without its furniture, or of ``words_of`` a voice, the most frequent first.

    ``n`` words in a row make a term, across a comma but not across the end of a sentence or a voice. ``inflections``
    counts forms as one (see ``group_forms``). Nothing is hidden: terms that begin or end with one of the
    ``stop_words`` come last, marked ``set_aside``, and a thousand words are always a thousand of all words.

    >>> terms = frequencies(Article.from_text("The dam held. The dam is old."), stop_words=["the", "is"])
    >>> [(term.term, term.count, term.set_aside) for term in terms]
    [('dam', 2, False), ('held', 1, False), ('old', 1, False), ('the', 2, True), ('is', 1, True)]
    >>> round(terms[0].per_thousand, 1)
    285.7
    """
    words = as_words(text)
    found: defaultdict[str, list[Span]] = defaultdict(list)
    for term, start, end in grams(words, n, groups_of([words], inflections=inflections)):
        found[term].append(Span(start, end))
    total = words.size
    terms = [
        Term(term, len(spans), len(spans) * 1000 / total, is_stopped(term, stop_words), tuple(spans))
        for term, spans in found.items()
    ]
    return sorted(terms, key=lambda term: (term.set_aside, -term.count, term.term))


def by_voice(
    article: Article,
    voices: Sequence[str] = ("author", "quoted", "furniture"),
    *,
    quotes: Iterable[Annotation] | None = None,
    n: int = 1,
    inflections: bool = False,
    fold_case: bool = True,
    stop_words: Collection[str] = (),
) -> list[Row]:
    """The terms of an article in each of its voices, side by side, the most frequent of all voices first.

    For ``voices`` and ``quotes`` see ``spans_of``, for the rest ``frequencies``.

    >>> article = Article.from_text("“The dam will hold,” Ana Ruiz said. The dam broke.")
    >>> next((row.counts, row.per_thousand) for row in by_voice(article) if row.term == "dam")
    ((1, 1, 0), (166.6..., 250.0, None))
    """
    quotes = find_quotes(article, parser=False) if quotes is None else list(quotes)
    texts = [words_of(article, voice, quotes=quotes, fold_case=fold_case) for voice in voices]
    return by_article(texts, n=n, inflections=inflections, stop_words=stop_words)


def by_article(
    texts: Iterable[Article | Words], *, n: int = 1, inflections: bool = False, stop_words: Collection[str] = ()
) -> list[Row]:
    """The terms of several articles side by side, in the order given, the most frequent of all first.

    See ``frequencies``; forms count as one where the base stands in any of the texts.

    >>> texts = [Article.from_text("Rain fell."), Article.from_text("Rain, rain, rain.")]
    >>> by_article(texts)[0].counts
    (1, 3)
    """
    read = [as_words(text) for text in texts]
    groups = groups_of(read, inflections=inflections)
    counts = [Counter(gram.term for gram in grams(words, n, groups)) for words in read]
    sizes = [words.size for words in read]
    rows = []
    for term in dict.fromkeys(term for counted in counts for term in counted):
        own = tuple(counted[term] for counted in counts)
        shares = tuple(map(per_thousand, own, sizes))
        rows.append(Row(term, own, shares, is_stopped(term, stop_words)))
    return sorted(rows, key=lambda row: (row.set_aside, -sum(row.counts), row.term))


def per_thousand(count: int, words: int) -> float | None:
    """How often in a thousand words; ``None`` where there are no words."""
    return count * 1000 / words if words else None


def is_stopped(term: str, stop_words: Collection[str]) -> bool:
    """Does a term begin or end with a stop word? Those within it belong to it: "rule of law"."""
    first, _, rest = term.partition(" ")
    return first in stop_words or (bool(rest) and rest.rpartition(" ")[2] in stop_words)
