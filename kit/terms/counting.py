"""Frequencies: how often each term stands in a text, and in several side by side."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial

from kit.annotation import Span
from kit.tables import Listing, Table
from kit.terms.spelling import spellings
from kit.terms.voice_words import Text, Worded, Words, as_words, grams, groups_of

__all__ = ["Row", "Term", "by_article", "by_voice", "frequencies", "is_stopped", "per_thousand"]


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a text: how often it stands there, how often in a thousand words, and where.

    It is counted as ``term`` and most often spelled as ``spelling``. ``set_aside`` says that it begins or ends
    with one of the stop words asked for.
    """

    term: str
    spelling: str
    count: int
    per_thousand: float
    set_aside: bool
    spans: tuple[Span, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Row:
    """A term in several texts: its count in each, and in a thousand words of each, ``None`` where there are none.

    It is counted as ``term`` and most often spelled as ``spelling``.
    """

    term: str
    spelling: str
    counts: tuple[int, ...]
    per_thousand: tuple[float | None, ...]
    set_aside: bool


def frequencies(
    text: Text, *, n: int = 1, inflections: bool = False, stop_words: Collection[str] = ()
) -> Listing[Term]:
    """The terms of an article without its furniture, or of one voice (``reading.words``), the most frequent first.

    ``n`` words in a row make a term, across a comma but not across the end of a sentence or a voice. ``inflections``
    counts forms as one (see ``group_forms``). Nothing is hidden: terms that begin or end with one of the
    ``stop_words`` come last, marked ``set_aside``, and a thousand words are always a thousand of all words.

    >>> import kit
    >>> terms = frequencies(kit.read("The dam held. The dam is old."), stop_words=["the", "is"])
    >>> [(term.term, term.count, term.set_aside) for term in terms]
    [('dam', 2, False), ('held', 1, False), ('old', 1, False), ('the', 2, True), ('is', 1, True)]
    >>> round(terms[0].per_thousand, 1)
    285.7
    """
    words = as_words(text)
    found: defaultdict[str, list[Span]] = defaultdict(list)
    groups = groups_of([words], inflections=inflections)
    for term, start, end in grams(words, n, groups):
        found[term].append(Span(start, end))
    total, spelled = words.size, spellings([words], n, groups)
    terms = [
        Term(
            term,
            spelled.get(term, term),
            len(spans),
            len(spans) * 1000 / total,
            is_stopped(term, stop_words),
            tuple(spans),
        )
        for term, spans in found.items()
    ]
    return Listing(sorted(terms, key=lambda term: (term.set_aside, -term.count, term.term)), _term_table)


def _term_table(terms: Sequence[Term]) -> Table:
    rows = [(t.spelling, f"{t.count:,}", f"{t.per_thousand:.1f}", "set aside" if t.set_aside else "") for t in terms]
    caption = "Frequent is not important: a count knows nothing of what a word does in its sentence."
    return Table((("term", "times", "in 1,000 words", "stop word"), *rows), caption, ("left", "right", "right", "left"))


def by_voice(
    reading: Worded,
    voices: Sequence[str] = ("author", "quoted", "furniture"),
    *,
    n: int = 1,
    inflections: bool = False,
    fold_case: bool = True,
    stop_words: Collection[str] = (),
) -> Listing[Row]:
    """The terms of an article in each of its voices, side by side, the most frequent of all voices first.

    For the rest see ``frequencies``. Raises ``ValueError`` for an unknown voice.

    >>> import kit
    >>> reading = kit.read("“The dam will hold,” Ana Ruiz said. The dam broke.")
    >>> next((row.counts, row.per_thousand) for row in by_voice(reading) if row.term == "dam")
    ((1, 1, 0), (166.6..., 250.0, None))
    """
    texts = [reading.words(voice, fold_case=fold_case) for voice in voices]
    return by_article(texts, n=n, inflections=inflections, stop_words=stop_words)


def by_article(
    texts: Iterable[Text], *, n: int = 1, inflections: bool = False, stop_words: Collection[str] = ()
) -> Listing[Row]:
    """The terms of several articles side by side, in the order given, the most frequent of all first.

    See ``frequencies``; forms count as one where the base stands in any of the texts.

    >>> import kit
    >>> texts = [kit.read("Rain fell."), kit.read("Rain, rain, rain.")]
    >>> by_article(texts)[0].counts
    (1, 3)
    """
    read = [as_words(text) for text in texts]
    groups = groups_of(read, inflections=inflections)
    counts = [Counter(gram.term for gram in grams(words, n, groups)) for words in read]
    sizes = [words.size for words in read]
    spelled = spellings(read, n, groups)
    rows = []
    for term in dict.fromkeys(term for counted in counts for term in counted):
        own = tuple(counted[term] for counted in counts)
        shares = tuple(map(per_thousand, own, sizes))
        rows.append(Row(term, spelled.get(term, term), own, shares, is_stopped(term, stop_words)))
    rows.sort(key=lambda row: (row.set_aside, -sum(row.counts), row.term))
    return Listing(rows, partial(_row_table, _names(read)))


def _names(texts: Sequence[Words]) -> tuple[str, ...]:
    """What to call texts that stand side by side: by whose words they are, or by their articles where those differ."""
    if len({words.voice for words in texts}) == len(texts):
        return tuple(words.voice for words in texts)
    return tuple(words.article.card.title or words.article.slug or f"text {n}" for n, words in enumerate(texts, 1))


def _row_table(names: Sequence[str], rows: Sequence[Row]) -> Table:
    return Table((("term", *names), *((row.spelling, *(f"{n:,}" for n in row.counts)) for row in rows)))


def per_thousand(count: int, words: int) -> float | None:
    """How often in a thousand words; ``None`` where there are no words."""
    return count * 1000 / words if words else None


def is_stopped(term: str, stop_words: Collection[str]) -> bool:
    """Does a term begin or end with a stop word? Those within it belong to it: "rule of law"."""
    first, _, rest = term.partition(" ")
    return first in stop_words or (bool(rest) and rest.rpartition(" ")[2] in stop_words)
