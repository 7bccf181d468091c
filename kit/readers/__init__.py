"""Readers: from a file, or the name of an article in ``seeds/``, to an ``Article``."""

from __future__ import annotations

from kit.readers.files import load, seeds
from kit.readers.text import parse_text

__all__ = ["load", "parse_text", "seeds"]
