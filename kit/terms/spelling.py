"""How terms are written: with the capitals that they have in the text, though they are counted without."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping

from kit.terms.voice_words import Words, grams

__all__ = ["spellings"]


def spellings(
    texts: Iterable[Words],
    n: int = 1,
    groups: Mapping[str, str] | None = None,
    only: Collection[str] | None = None,
) -> dict[str, str]:
    """Each term of ``n`` words (or ``only`` these), and the spelling that it most often has in the texts.

    A capital at the start of a sentence says nothing of the word, so such places count only where there are no others;
    of two spellings that are as frequent the one with fewer capitals is taken. Of forms that count as one (``groups``,
    see ``groups_of``) the base is spelled.

    >>> import kit
    >>> text = "Rain fell on Kazakhstan. The rain was heavy in Kazakhstan."
    >>> spelled = spellings([kit.read(text).words()])
    >>> spelled["rain"], spelled["kazakhstan"], spelled["the"]
    ('rain', 'Kazakhstan', 'The')
    """
    groups = groups or {}
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    opening: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for words in texts:
        text = words.article.text
        starts = {run[0].start for run in words.runs}
        for gram, written in zip(grams(words, n, groups), grams(words, n, {}), strict=True):
            if written.term == gram.term and (only is None or gram.term in only):
                spelling = " ".join(text[gram.start : gram.end].split())
                (opening if gram.start in starts else found)[gram.term][spelling] += 1
    for term, counts in opening.items():
        if term not in found:
            found[term] = counts
    return {term: min(counts, key=lambda s: (-counts[s], _capitals(s), s)) for term, counts in found.items()}


def _capitals(spelling: str) -> int:
    return sum(map(str.isupper, spelling))
