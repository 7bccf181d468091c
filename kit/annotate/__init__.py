"""Find quotations, claims and loaded words."""

from kit.annotate.quotes import find_quotes

__all__ = ["find_quotes"]
