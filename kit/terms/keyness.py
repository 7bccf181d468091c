"""Keyness: which terms one text, or one set of articles, uses more than another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from kit.tables import Listing, Table
from kit.terms.counting import is_stopped, per_thousand
from kit.terms.ratio import g2, log_ratio, times
from kit.terms.spelling import spellings
from kit.terms.voice_words import Text, Words, as_words, grams, groups_of

__all__ = ["Keyword", "keyness", "keyness_table"]

Basis = Literal["words", "articles"]
Form = Literal["2-term", "4-term"]

_MANY = 10  # articles on either side: enough to count articles instead of words
_LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Keyword:
    """A term in two texts or sets of articles, and how much more the first uses it.

    ``spelling`` is how the two most often write it. ``count`` and ``per_thousand`` are of words, ``articles`` of the
    articles that have the term; each of the study, and with ``reference_`` of what it is compared with. ``basis`` says
    what is compared, "words" or "articles": ``log_ratio`` is 1 where the study uses the term at twice the rate, -1 at
    half; ``low`` and ``high`` bound its 95 % interval, infinite where one side has none. ``lrc`` is the bound nearest
    to 0 of an interval that is corrected for the number of terms, and 0 where that includes 0: no difference is shown.
    ``g2`` is G² with ``g2_terms`` terms.
    Where a term is too rare these are ``None``, and ``why`` says so.
    """

    term: str
    spelling: str
    count: int
    reference_count: int
    per_thousand: float | None
    reference_per_thousand: float | None
    articles: int
    reference_articles: int
    set_aside: bool
    basis: Basis
    g2_terms: Form
    log_ratio: float | None
    low: float | None
    high: float | None
    lrc: float | None
    g2: float | None
    why: str


class _Side(NamedTuple):
    """One of the two that are compared: its words and articles, in all and with each term."""

    words: int
    articles: int
    counts: Counter[str]
    spread: Counter[str]

    def share(self, term: str, basis: Basis) -> tuple[int, int]:
        """How many of how many."""
        return (self.counts[term], self.words) if basis == "words" else (self.spread[term], self.articles)


def keyness(
    study: Text | Iterable[Text],
    reference: Text | Iterable[Text],
    *,
    basis: Basis | None = None,
    g2_terms: Form = "4-term",
    at_least: int = 5,
    n: int = 1,
    inflections: bool = False,
    stop_words: Collection[str] = (),
) -> Listing[Keyword]:
    """Which terms tell two texts, voices (``reading.words``) or sets of articles apart, the surest difference first.

    With ``basis`` "articles", the default where both sides have 10 articles or more, what is compared is how many
    articles have the term: fair where they are of like length. With "words" it is how often it occurs, as if each word
    were drawn for itself. But words come in clusters: one article about a flood makes "flood" a keyword of its outlet.
    So the interval on words is too narrow, and two random halves of one outlet seem to differ in dozens of words.

    Terms that occur fewer than ``at_least`` times, or in fewer articles, on both sides together are counted and not
    compared. For ``n``, ``inflections`` and ``stop_words``, which come last, see ``frequencies``. Raises ``ValueError``
    for a ``basis`` or ``g2_terms`` that is not known.

    Source: S. Evert, "Measuring keyness", Digital Humanities 2022: Conference Abstracts, 202-205, for LRC and for
    counting articles; corrected, as there, by Bonferroni's rule for the number of terms compared, but with the interval
    of ``log_ratio``. See also ``g2``.

    >>> import kit
    >>> wet, dry = kit.read("Rain. " * 8 + "Sun came."), kit.read("Sun. " * 9 + "Rain fell.")
    >>> keyword = next(found for found in keyness(wet, dry) if found.term == "rain")
    >>> keyword.count, keyword.reference_count, round(keyword.log_ratio, 2), round(keyword.lrc, 2)
    (8, 1, 3.14, 0.75)
    """
    if basis not in ("words", "articles", None):
        raise ValueError(f"basis {basis!r} is not known; it must be words or articles")
    if g2_terms not in ("2-term", "4-term"):
        raise ValueError(f"g2_terms {g2_terms!r} is not known; it must be 2-term or 4-term")
    texts, others = _listed(study), _listed(reference)
    if basis is None:
        basis = "articles" if min(len(texts), len(others)) >= _MANY else "words"
    groups = groups_of([*texts, *others], inflections=inflections)
    one, two = (_side(side, n, groups) for side in (texts, others))
    spelled = spellings([*texts, *others], n, groups)
    found = _compare(one, two, spelled, basis, g2_terms, at_least, stop_words)
    ranked = sorted(found, key=lambda k: (k.set_aside, k.lrc is None, -abs(k.lrc or 0), -(k.g2 or 0), k.term))
    return Listing(ranked, _keyword_table)


def _keyword_table(found: Sequence[Keyword]) -> Table:
    return keyness_table(found, "study", "reference", most=len(found))


def _compare(
    one: _Side,
    two: _Side,
    spelled: Mapping[str, str],
    basis: Basis,
    g2_terms: Form,
    at_least: int,
    stop_words: Collection[str],
) -> Iterator[Keyword]:
    terms = list(one.counts | two.counts)
    tables = [(*one.share(term, basis), *two.share(term, basis)) for term in terms]
    reasons = [_why_not(table, at_least, basis) for table in tables]
    level = 1 - (1 - _LEVEL) / max(reasons.count(""), 1)
    for term, table, why in zip(terms, tables, reasons, strict=True):
        ratio, corrected = (None, None) if why else (log_ratio(*table, _LEVEL), log_ratio(*table, level))
        yield Keyword(
            term=term,
            spelling=spelled.get(term, term),
            count=one.counts[term],
            reference_count=two.counts[term],
            per_thousand=per_thousand(one.counts[term], one.words),
            reference_per_thousand=per_thousand(two.counts[term], two.words),
            articles=one.spread[term],
            reference_articles=two.spread[term],
            set_aside=is_stopped(term, stop_words),
            basis=basis,
            g2_terms=g2_terms,
            log_ratio=ratio.value if ratio else None,
            low=ratio.low if ratio else None,
            high=ratio.high if ratio else None,
            lrc=max(0.0, corrected.low) + min(0.0, corrected.high) if corrected else None,
            g2=None if why else g2(*table, g2_terms),
            why=why,
        )


def _listed(side: Text | Iterable[Text]) -> list[Words]:
    return [as_words(text) for text in (side if isinstance(side, Iterable) else [side])]


def _side(texts: Sequence[Words], n: int, groups: Mapping[str, str]) -> _Side:
    counts: Counter[str] = Counter()
    spread: Counter[str] = Counter()
    for words in texts:
        own = Counter(gram.term for gram in grams(words, n, groups))
        counts.update(own)
        spread.update(own.keys())
    return _Side(sum(words.size for words in texts), len(texts), counts, spread)


def _why_not(table: tuple[int, int, int, int], at_least: int, basis: Basis) -> str:
    """Why a term cannot be compared, or nothing."""
    a, of_a, b, of_b = table
    if not of_a or not of_b:
        return "One side has no words to compare."
    return f"It counts fewer than {at_least} {basis} on both sides together." if a + b < at_least else ""


def keyness_table(found: Sequence[Keyword], study: str, reference: str, *, most: int = 10) -> Table:
    """The keywords of two texts with their counts, how many times as often, the interval, and what holds up.

    ``study`` and ``reference`` are the names to show. Stop words that were set aside, and what is too rare to compare,
    are left out. "Holds up" means that the interval keeps clear of "as often" although so many terms were compared.

    >>> import kit
    >>> wet, dry = kit.read("Rain. " * 8 + "Sun came."), kit.read("Sun. " * 9 + "Rain fell.")
    >>> keyness_table(keyness(wet, dry), "wet", "dry").rows[1]
    ('Rain', '8', '1', '8.8×', '2.0× to 50.1×', 'yes')
    """
    compared = [keyword for keyword in found if keyword.log_ratio is not None]
    rows = [("term", study, reference, f"{study} : {reference}", "95 % interval", "holds up?")]
    for key in [keyword for keyword in compared if not keyword.set_aside][:most]:
        assert key.log_ratio is not None and key.low is not None and key.high is not None
        interval = f"{times(key.low)} to {times(key.high)}"
        verdict = "yes" if key.lrc else "no"
        counts = f"{key.count:,}", f"{key.reference_count:,}"
        rows.append((key.spelling, *counts, times(key.log_ratio), interval, verdict))
    caption = (
        f"{len(compared)} terms were compared. The more one compares, the more differ by chance; “holds up” allows for "
        "that. Where one side has none, half an occurrence is put in, so the figure is a makeshift."
    )
    return Table(tuple(rows), caption, ("left", "right", "right", "right", "left", "left"))
