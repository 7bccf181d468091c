"""Selectors of W3C Web Annotations: where a span stands, by position and by quotation, and the way back to it.

Source: R. Sanderson, P. Ciccarese, B. Young (eds.), Web Annotation Data Model, W3C Recommendation (2017), sections
4.2.4 and 4.2.5, www.w3.org/TR/annotation-model.
"""

from __future__ import annotations

from typing import Any

from kit.annotation import Span
from kit.article import Article
from kit.errors import MismatchError
from kit.visible import joined

__all__ = ["Places", "is_a", "selectors_of", "shortened"]

AROUND = 32  # code points before and behind a quotation, by which it is told from others of the same words
_SOUGHT = 3_000_000_000  # code points that are looked through for quotations that do not stand where they should


def selectors_of(span: tuple[int, int], article: Article) -> list[dict[str, Any]]:
    """The two selectors of a span; raises ``IndexError`` where it does not lie within the text."""
    exact = article.covered((span[0], span[1]))
    before, behind = _around(article.text, *span)
    return [
        {"type": "TextPositionSelector", "start": span[0], "end": span[1]},
        {"type": "TextQuoteSelector", "exact": exact, "prefix": before, "suffix": behind},
    ]


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    return text[max(0, start - AROUND) : start], text[end : end + AROUND]


class Places:
    """Where selectors lead in a text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.left = _SOUGHT

    def find(self, selectors: object, where: str) -> Span:
        """The span that a position or a quotation leads to, or ``MismatchError``."""
        position = quote = None
        for each in selectors if isinstance(selectors, list) else [selectors]:
            if isinstance(each, dict) and is_a(each, "TextPositionSelector"):
                position = self._position(each, where)
            elif isinstance(each, dict) and is_a(each, "TextQuoteSelector"):
                quote = _quote(each, where)
        if quote is None:
            raise MismatchError(f"{where}: no TextQuoteSelector says which words it was made on")
        if position and self._stands(position, quote):
            return position
        return self._sought(quote, where)

    def _position(self, selector: dict[str, Any], where: str) -> Span | None:
        start, end = selector.get("start"), selector.get("end")
        if type(start) is not int or type(end) is not int or not 0 <= start <= end:
            found = f"{shortened(start)}:{shortened(end)}"
            raise MismatchError(f"{where}: 'start' and 'end' must be numbers from 0, in order, found {found}")
        return Span(start, end) if end <= len(self.text) else None

    def _stands(self, span: Span, quote: tuple[str, str, str]) -> bool:
        before, exact, behind = quote
        start, end = span
        return (
            joined(self.text[start:end]) == joined(exact)
            and (not before or joined(self.text[max(0, start - AROUND) : start]).endswith(joined(before[-AROUND:])))
            and (not behind or joined(self.text[end : end + AROUND]).startswith(joined(behind[:AROUND])))
        )

    def _sought(self, quote: tuple[str, str, str], where: str) -> Span:
        before, exact, behind = quote
        several = False
        for prefix, suffix in ((before, behind), (before, ""), ("", behind), ("", "")):
            if not exact and not (prefix and suffix):
                continue  # a place between words is told by both of its sides
            at = self._at(f"{prefix}{exact}{suffix}", where)
            if len(at) == 1:
                return Span(at[0] + len(prefix), at[0] + len(prefix) + len(exact))
            several = several or len(at) > 1
        stand = "stand in more than one place" if several else "do not stand in the text"
        raise MismatchError(
            f"{where}: the words {shortened(exact)} {stand}; they were made on another version of the article"
        )

    def _at(self, words: str, where: str) -> list[int]:
        """The first two places where words stand."""
        found: list[int] = []
        at = -1
        while len(found) < 2 and self.left > 0:
            at = self.text.find(words, at + 1)
            self.left -= len(self.text) if at < 0 else 0
            if at < 0:
                return found
            found.append(at)
        if self.left <= 0:
            raise MismatchError(f"{where}: too many annotations stand elsewhere in this text; it is another article's")
        return found


def _quote(selector: dict[str, Any], where: str) -> tuple[str, str, str]:
    said = tuple(selector.get(name, "") for name in ("prefix", "exact", "suffix"))
    for part in said:
        if not isinstance(part, str):
            raise MismatchError(f"{where}: 'exact', 'prefix' and 'suffix' must be text, found {shortened(part)}")
    if "exact" not in selector:
        raise MismatchError(f"{where}: a TextQuoteSelector must have 'exact'")
    return said[0], said[1], said[2]


def is_a(value: dict[str, Any], kind: str) -> bool:
    """Is it of that type, or is that one of its types?"""
    types = value.get("type")
    return kind in types if isinstance(types, list) else types == kind


def shortened(value: object) -> str:
    """A value as an error names it."""
    words = repr(value[:80] if isinstance(value, str) else value)
    return words if len(words) <= 60 else words[:57] + "…"
