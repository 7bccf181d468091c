"""What counts as a word: one definition for readability, terms and agreement."""

from __future__ import annotations

import re

__all__ = ["WORD"]

# Letters and digits, joined by single marks as in well-known, isn't, U.S, 3.5 and 1,000.
WORD = re.compile(r"[^\W_]+(?:[-‐‑'’.@/&_·][^\W_]+|(?<=\d)[,:]\d+)*")
