"""An article: reading text, the card that says where it comes from, and the way back to the source."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from dataclasses import dataclass, fields
from typing import NamedTuple

from kit.annotation import Annotation, Span
from kit.hypertext import AS_WRITTEN, words_html
from kit.visible import printable

__all__ = ["Article", "Card", "Piece"]


@dataclass(frozen=True, slots=True)
class Card:
    """An article's provenance; what is not known is ``None``.

    ``region`` and ``theme`` are the outlet's own filing words, as printed. ``date`` is as printed too: dates on news
    pages are too often ambiguous to be rewritten. ``retrieved`` is the day on which a page was fetched, ``sha256`` that
    of the bytes as received.

    >>> Card(title="Bridge closed", outlet="Harbour Post").missing
    ('author', 'date', 'region', 'theme')
    """

    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    date: str | None = None
    region: str | None = None
    theme: str | None = None
    url: str | None = None
    notice: str | None = None
    retrieved: str | None = None
    sha256: str | None = None

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts a reader would look for first and that are not known."""
        wanted = ("title", "author", "outlet", "date", "region", "theme")
        return tuple(name for name in wanted if getattr(self, name) is None)

    def as_dict(self) -> dict[str, str | None]:
        """Every fact by name, ``None`` where unknown."""
        return {f.name: getattr(self, f.name) for f in fields(self)}

    @property
    def known(self) -> dict[str, str]:
        """The facts that are known, by name."""
        return {name: value for name, value in self.as_dict().items() if value is not None}


_NO_CARD = Card()


class Piece(NamedTuple):
    """A run of reading text and the run of the source it was read from.

    Runs of equal length stand for each other character by character; of unequal length, as wholes.
    """

    reading: Span
    source: Span


@dataclass(frozen=True, slots=True, repr=False)
class Article:
    """What a reader reads, with its provenance and the way back to the source.

    ``text`` is the reading text; every offset of the kit counts its code points. ``source`` is the text as received,
    ``encoding`` what turns it back into the very bytes. ``annotations`` are what reading found or mended: layers
    "link", "markup", "repair", and of a web page "structure" and "card".

    >>> Article.from_text("One word.\\n").text
    'One word.\\n'
    """

    text: str
    card: Card = _NO_CARD
    annotations: tuple[Annotation, ...] = ()
    source: str = ""
    pieces: tuple[Piece, ...] = ()
    slug: str | None = None
    encoding: str = "utf-8"

    @classmethod
    def from_text(cls, text: str, *, card: Card | None = None) -> Article:
        """An article whose reading text is ``text``, verbatim: nothing parsed, nothing repaired.

        >>> Article.from_text("[a](b) ").text
        '[a](b) '
        """
        whole = Span(0, len(text))
        return cls(text=text, card=card or _NO_CARD, source=text, pieces=(Piece(whole, whole),) if text else ())

    def __repr__(self) -> str:
        named = f"“{self.card.title}”" if self.card.title else "without a title"
        by = f", by {self.card.author}" if self.card.author else ""
        return printable(f"<Article {named}{by}: {len(self.text.split()):,} words>")

    def _repr_html_(self) -> str:
        look = "max-width:46rem;line-height:1.6;white-space:pre-wrap;unicode-bidi:plaintext"
        return f"<div class='{AS_WRITTEN}' style='{look}'>{words_html(self.text)}</div>"

    @property
    def text_sum(self) -> str:
        """What tells a text from others, whichever file it came in: 32 letters and digits of its words' SHA-256."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()[:32]

    def covered(self, span: tuple[int, int] | Annotation) -> str:
        """The words that a span or an annotation covers.

        >>> Article.from_text("By Ana Ruiz").covered(Span(3, 11))
        'Ana Ruiz'
        """
        start, end = self._checked(span)
        return self.text[start:end]

    def source_span(self, span: tuple[int, int] | Annotation) -> Span:
        """Where a span of the reading text stands in ``source``: code points, half-open.

        Raises ``IndexError`` where the span does not lie within the text.

        >>> from kit import parse_text
        >>> article = parse_text("See [the report](x.html) today.")
        >>> article.source[slice(*article.source_span((4, 14)))]
        'the report'
        """
        start, end = self._checked(span)
        if start == end:
            at = self._to_source(start, at_end=False) if start < len(self.text) else len(self.source)
            return Span(at, at)
        return Span(self._to_source(start, at_end=False), self._to_source(end - 1, at_end=True))

    def _checked(self, span: tuple[int, int] | Annotation) -> Span:
        start, end = span.span if isinstance(span, Annotation) else span
        if not 0 <= start <= end <= len(self.text):
            raise IndexError(f"span {start}:{end} does not lie within the text, which is 0:{len(self.text)}")
        return Span(start, end)

    def _to_source(self, index: int, *, at_end: bool) -> int:
        """Where the source of one reading character starts, or ends."""
        reading, source = self.pieces[bisect_right(self.pieces, index, key=lambda piece: piece.reading.start) - 1]
        if reading.end - reading.start == source.end - source.start:
            return source.start + index - reading.start + at_end
        return source.end if at_end else source.start
