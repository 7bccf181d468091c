"""Loaded language: words that judge."""

from kit.annotate.loaded.find import find_loaded

__all__ = ["find_loaded"]
