"""What counts as a word: one definition for readability, terms and agreement."""

from __future__ import annotations

import re
from itertools import groupby
from unicodedata import category

__all__ = ["JOINERS", "MARKS", "WORD"]

# Where Unicode has marks that are written upon a letter: vowel signs, accents, points. Variation selectors, which dress
# signs as in ‼️, are none.
_BLOCKS = (
    *((0x300, 0x10A0), (0x135D, 0x1360), (0x1712, 0x1E00), (0x20D0, 0x20F1), (0x2CEF, 0x309B), (0xA66F, 0xABEE)),
    *((0xFB1E, 0xFB1F), (0xFE20, 0xFE30), (0x101FD, 0x1037B), (0x10A01, 0x12000), (0x13440, 0x13456)),
    *((0x16100, 0x16FF2), (0x1BC9D, 0x1BC9F), (0x1CF00, 0x1D245)),
    *((0x1DA00, 0x1DAB0), (0x1E000, 0x1E2F0), (0x1E4EC, 0x1E94B)),
)


def _marks() -> str:
    """The marks, as what stands between the brackets of a pattern's class."""
    codes = [code for block in _BLOCKS for code in range(*block) if category(chr(code)) in ("Mn", "Mc")]
    runs = [[code for _, code in run] for _, run in groupby(enumerate(codes), key=lambda at: at[1] - at[0])]
    return "".join(f"{chr(run[0])}-{chr(run[-1])}" for run in runs)


MARKS = _marks()
JOINERS = "-‐‑'’.@/&_·\u200c\u200d"  # the last two part or tie letters of one word, in Persian and in Hindi

# What ends most words is ASCII, and soon told from a mark. Nothing is ever given back (++, *+), so time is linear.
_LETTERS = rf"[^\W_]++(?>(?=[^\x00-\u02ff])[{MARKS}]++[^\W_]*+)*+"

# Letters with their marks, and digits, joined by single signs as in well-known, isn't, U.S, 3.5 and 1,000.
WORD = re.compile(rf"{_LETTERS}(?>[{JOINERS}]{_LETTERS}|(?<=\d)[,:]\d++)*+")
