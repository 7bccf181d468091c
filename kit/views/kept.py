"""What views of one reading have in common: found when it is first asked for, and kept as long as the reading is."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from itertools import pairwise
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from kit.annotate.sources import Source
from kit.annotation import Annotation, Span
from kit.readability import Counts, Scores, count, score
from kit.reading import Reading
from kit.terms import Words

__all__ = ["Page", "Speakers", "kept", "page_of", "scores_of", "speakers_of", "words_of"]

_KEPT: WeakKeyDictionary[Reading, dict[Hashable, Any]] = WeakKeyDictionary()

Made = TypeVar("Made")


def kept(reading: Reading, name: Hashable, make: Callable[[], Made]) -> Made:
    """What ``make`` finds in a reading, found once: later calls with this name have it at once."""
    known = _KEPT.setdefault(reading, {})
    if name not in known:
        known[name] = make()
    made: Made = known[name]
    return made


def words_of(reading: Reading, voice: str) -> Words:
    """The words said in one voice."""
    return kept(reading, ("words", voice), lambda: reading.words(voice))


def page_of(reading: Reading) -> Page:
    """The words of the page, and whose each is."""
    return kept(reading, "page", lambda: Page(reading))


def speakers_of(reading: Reading) -> Speakers:
    """Who says what, by where it stands."""
    return kept(reading, "speakers", lambda: Speakers(reading.sources))


def scores_of(reading: Reading, voice: str) -> tuple[Counts, Scores]:
    """What the running text of a voice counts, and its scores by every measure.

    Raises ``ValueError`` where the list of familiar words is not installed, as in a browser.
    """
    sentences = kept(reading, ("running", voice), lambda: tuple(reading.running(voice)))

    def make() -> tuple[Counts, Scores]:
        try:
            counts = count(reading.text, sentences)
        except ImportError as error:
            raise ValueError(f"readability cannot be worked out here: {error}") from error
        return counts, score(counts)

    return kept(reading, ("scores", sentences), make)  # once where the author says all there is


class Page:
    """The words of a page, those of its furniture too, in order: where each starts, and whose it is.

    That is "author", "quoted" or "furniture", or "label" for what nobody says: a byline, a date, a name before a turn.
    """

    def __init__(self, reading: Reading) -> None:
        self.starts: Sequence[int] = [word.start for run in words_of(reading, "page").runs for word in run]
        self.voices = ["label"] * len(self.starts)
        for voice in ("author", "quoted", "furniture"):
            for span in reading.voices[voice]:
                at = self.numbers(span)
                self.voices[at.start : at.stop] = [voice] * len(at)

    def numbers(self, span: Span) -> range:
        """The numbers of the words that start within a span."""
        return range(bisect_left(self.starts, span.start), bisect_left(self.starts, span.end))

    def whose(self, span: Span) -> Counter[str]:
        """How many words of a span each voice says."""
        at = self.numbers(span)
        return Counter(self.voices[at.start : at.stop])

    def where(self, place: int) -> float:
        """How far down the page a code point is, 0 to 1, in words."""
        return bisect_left(self.starts, place) / len(self.starts) if self.starts else 0.0


class Speakers:
    """The sources of an article, each by its number, looked up by what they say."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self.sources = sources
        owned = [(quote, number) for number, source in enumerate(sources) for quote in source.quotes]
        self._quoted = {(quote.span, quote.label): number for quote, number in owned}
        stretches = _innermost(sorted(owned, key=lambda own: (own[0].start, -own[0].end)))
        self._spans, self._numbers = [span for span, _ in stretches], [number for _, number in stretches]

    def of_quote(self, quote: Annotation) -> int | None:
        """Whose quote this is, as the number of the source; ``None`` where it is no source's."""
        return self._quoted.get((quote.span, quote.label))

    def at(self, span: Span) -> int | None:
        """Who says most of what a span covers, of nested quotes the inner; ``None`` where nobody is quoted there."""
        said: Counter[int] = Counter()
        first = bisect_right(self._spans, span.start, key=lambda own: own.end)
        for i in range(first, len(self._spans)):
            if self._spans[i].start >= span.end:
                break
            said[self._numbers[i]] += min(span.end, self._spans[i].end) - max(span.start, self._spans[i].start)
        return said.most_common(1)[0][0] if said else None

    def name(self, number: int | None) -> str | None:
        """What the article calls a source; ``None`` for nobody, and where it does not say."""
        return None if number is None else self.sources[number].speaker


def _innermost(owned: Sequence[tuple[Annotation, int]]) -> list[tuple[Span, int]]:
    """Quotes in order, each with a number, as stretches in a row, each with that of the innermost quote around it."""
    out: list[tuple[Span, int]] = []
    around: list[tuple[Annotation, int]] = []
    following = 0
    for start, end in pairwise(sorted({edge for quote, _ in owned for edge in quote.span})):
        while following < len(owned) and owned[following][0].start <= start:
            around.append(owned[following])
            following += 1
        while around and around[-1][0].end <= start:
            around.pop()
        if around:
            out.append((Span(start, end), around[-1][1]))
    return out
