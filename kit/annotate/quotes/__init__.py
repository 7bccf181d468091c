"""Quotations: who says what, and what stands in marks and is not speech."""

from kit.annotate.quotes.find import find_quotes

__all__ = ["find_quotes"]
