"""The words of a voice, with where they stand; what every count of terms starts from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple, Protocol
from unicodedata import normalize

from kit.annotation import Span
from kit.article import Article
from kit.terms.forms import group_forms
from kit.words import WORD

__all__ = ["Text", "Word", "Worded", "Words", "as_term", "as_words", "find_words", "grams", "groups_of", "terms_in"]

_ONE_WAY = str.maketrans("’‐‑", "'--")
_ACRONYMS = frozenset(["AIDS", "ICE", "IT", "US", "WHO"])  # which in small letters would be other words


class Word(NamedTuple):
    """A word, or n of them in a row: how it is counted, and where it stands (code points, half-open)."""

    term: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one voice of an article, in ``runs``: what stands in one sentence without a break.

    ``voices`` says where each voice of the article speaks, for whoever asks whose a word is.
    """

    article: Article
    voice: str
    fold_case: bool
    runs: tuple[tuple[Word, ...], ...] = field(repr=False)
    voices: Mapping[str, Sequence[Span]] = field(repr=False, compare=False)

    @property
    def size(self) -> int:
        """How many words there are."""
        return sum(map(len, self.runs))


class Worded(Protocol):
    """What has words to count: a ``Reading``."""

    def words(self, voice: str = "article", *, fold_case: bool = True) -> Words:
        """The words that it says in one voice."""


Text = Worded | Words


def find_words(
    article: Article,
    sentences: Iterable[tuple[int, int]],
    voices: Mapping[str, Sequence[Span]],
    voice: str = "article",
    *,
    fold_case: bool = True,
) -> Words:
    """The words that an article says in one of its ``voices``, in order, sentence by sentence.

    A word is a run of letters and digits, joined by single hyphens, apostrophes, points or slashes; it belongs to the
    voice in which it starts. With ``fold_case`` "The" and "the" are one term, but US is not us: capitals that spell
    another word are kept. Curly apostrophes count as straight ones. Raises ``ValueError`` for an unknown voice. No text
    raises, and time is linear.

    >>> article = Article.from_text("The US won’t tell us. It isn't well-known.")
    >>> words = find_words(article, [(0, 21), (22, 42)], {"page": [Span(0, 42)]}, "page")
    >>> [[word.term for word in run] for run in words.runs]
    [['the', 'US', "won't", 'tell', 'us'], ['it', "isn't", 'well-known']]
    """
    if voice not in voices:
        raise ValueError(f"voice {voice!r} is not known; it must be one of {', '.join(voices)}")
    runs = tuple(_runs(_found(article.text, tuple(sentences), fold_case), voices[voice]))
    return Words(article, voice, fold_case, runs, voices)


def as_words(text: Text) -> Words:
    """The words of an article without its furniture, where they are not given."""
    return text if isinstance(text, Words) else text.words()


def terms_in(query: str, *, fold_case: bool = True) -> list[str]:
    """The words of a query as they are counted.

    >>> terms_in("Human Rights")
    ['human', 'rights']
    """
    return [word.term for word in _find(query, 0, len(query), fold_case)]


@lru_cache(maxsize=2)
def _found(text: str, sentences: tuple[tuple[int, int], ...], fold_case: bool) -> Sequence[Sequence[Word]]:
    """The words of each sentence. Kept for a text or two: whoever asks for one voice soon asks for the others."""
    return [list(_find(text, start, end, fold_case)) for start, end in sentences]


def _runs(found: Sequence[Sequence[Word]], spans: Sequence[Span]) -> Iterator[tuple[Word, ...]]:
    at = 0
    for words in found:
        run: list[Word] = []
        inside = at
        for word in words:
            while at < len(spans) and spans[at].end <= word.start:
                at += 1
            if run and at != inside:
                yield tuple(run)
                run = []
            if at < len(spans) and spans[at].start <= word.start:
                run.append(word)
                inside = at
        if run:
            yield tuple(run)


def _find(text: str, start: int, end: int, fold_case: bool) -> Iterator[Word]:
    capitals = fold_case and " " in (words := text[start:end]) and words.isupper()  # and so no acronym stands out
    for found in WORD.finditer(text, start, end):
        word = found.group()
        yield Word(as_term(word, fold_case=fold_case and (capitals or word not in _ACRONYMS)), *found.span())


def as_term(word: str, *, fold_case: bool) -> str:
    """A word as it is counted: with straight apostrophes and plain hyphens, each letter with its accent one sign."""
    if not word.isascii():
        word = normalize("NFC", word.translate(_ONE_WAY))
    return word.casefold() if fold_case else word


def groups_of(texts: Iterable[Words], *, inflections: bool, more: Iterable[str] = ()) -> Mapping[str, str]:
    """The term under which each form counts, where ``inflections`` are to count as one; else nothing."""
    if not inflections:
        return {}
    return _grouped(frozenset(word.term for text in texts for run in text.runs for word in run).union(more))


@lru_cache(maxsize=8)
def _grouped(vocabulary: frozenset[str]) -> Mapping[str, str]:
    """Kept for a few texts: whoever looks at one asks for its forms time and again."""
    return group_forms(sorted(vocabulary))


def grams(words: Words, n: int, groups: Mapping[str, str]) -> Iterator[Word]:
    """Every ``n`` words in a row within one run, as one."""
    if n < 1:
        raise ValueError(f"n is {n}; a term must have 1 word or more")
    for run in words.runs:
        if n == 1 and not groups:
            yield from run
            continue
        terms = [groups.get(word.term, word.term) for word in run]
        for at in range(len(run) - n + 1):
            yield Word(" ".join(terms[at : at + n]), run[at].start, run[at + n - 1].end)
