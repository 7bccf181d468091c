"""What is looked for, each list once, and the one way to read it."""

from __future__ import annotations

from kit.lexicons.tables import read_lexicon, read_lexicons

__all__ = ["read_lexicon", "read_lexicons"]
