"""Dispersion: whether a term runs through a text or keeps to one place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from kit.annotation import Span
from kit.terms.queries import occurrences
from kit.terms.voice_words import Text, as_words

__all__ = ["Dispersion", "deviation", "dispersion"]


@dataclass(frozen=True, slots=True)
class Dispersion:
    """Where a term stands in a text of so many ``words``, and how evenly.

    ``positions`` number the words before each occurrence; ``spans`` say where it stands. ``counts`` and ``sizes`` are
    occurrences and words, part by part. ``dp`` is 0 where occurrences are spread as the words are and grows as they
    draw together; ``dp_norm`` brings it to 0 to 1. Where they are undefined both are ``None``, and ``why`` says why.
    """

    words: int
    positions: tuple[int, ...]
    spans: tuple[Span, ...] = field(repr=False)
    counts: tuple[int, ...]
    sizes: tuple[int, ...]
    dp: float | None
    dp_norm: float | None
    why: str = ""


def dispersion(text: Text, query: str, *, parts: int = 5, inflections: bool = False) -> Dispersion:
    """How a word or phrase is spread over an article without its furniture, or over one voice (``reading.words``).

    The text is cut into ``parts`` with the same number of words, within one. A term with fewer occurrences than there
    are parts cannot stand in all of them, however it is used: its DP is ``None``. Raises ``ValueError`` for fewer than
    two parts.

    >>> import kit
    >>> spread = dispersion(kit.read("Rain. Rain fell, then sun, sun, sun."), "rain", parts=2)
    >>> spread.positions, spread.counts, spread.sizes, spread.dp, spread.dp_norm
    ((0, 1), (2, 0), (3, 4), 0.571..., 1.0)
    """
    if parts < 2:
        raise ValueError(f"parts is {parts}; a text must be cut into 2 or more to be compared with itself")
    words = as_words(text)
    hits = occurrences(words, query, inflections=inflections)
    before = list(accumulate(map(len, words.runs), initial=0))
    positions = tuple(before[hit.run] + hit.first for hit in hits)
    runs = [words.runs[hit.run][hit.first : hit.after] for hit in hits]
    edges = [words.size * i // parts for i in range(parts + 1)]
    counts = tuple(bisect_left(positions, end) - bisect_left(positions, start) for start, end in pairwise(edges))
    sizes = tuple(end - start for start, end in pairwise(edges))
    dp = norm = None
    why = f"It occurs {len(hits)} times, which is too rare to stand in {parts} parts." if len(hits) < parts else ""
    if not why:
        dp, norm = deviation(counts, sizes)
    spans = tuple(Span(run[0].start, run[-1].end) for run in runs)
    return Dispersion(words.size, positions, spans, counts, sizes, dp, norm, why)


def deviation(counts: Sequence[int], sizes: Sequence[int]) -> tuple[float | None, float | None]:
    """Gries' deviation of proportions, and the same normalised to 0 to 1, from occurrences and words in each part.

    Half the sum, over parts, of the difference between the part's share of the occurrences and its share of the words.
    Both are ``None`` where nothing occurs, the second also where all words stand in one part.

    Source: S. Th. Gries, "Dispersions and adjusted frequencies in corpora", International Journal of Corpus
    Linguistics 13 (2008), 403-437; normalised as in J. Lijffijt and S. Th. Gries, "Correction", ibid. 17 (2012),
    147-149.

    >>> deviation([1, 2, 3, 4, 5], [9, 10, 10, 10, 11])  # the example of Gries 2008
    (0.18, 0.219...)
    """
    occurrences, words = sum(counts), sum(sizes)
    if not occurrences or not words:
        return None, None
    shares = [size / words for size in sizes]
    dp = sum(abs(count / occurrences - share) for count, share in zip(counts, shares, strict=True)) / 2
    most = 1 - min(shares)
    return dp, dp / most if most else None
