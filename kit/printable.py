"""Text as a terminal can show it and a line of a file can hold it: what is no sign but an order is spelt out."""

from __future__ import annotations

import re

__all__ = ["escaped", "printable", "unescaped"]

# C0 and C1 controls and DEL, which move the cursor, set the window's title or write to the clipboard; what turns the
# direction of writing round; separators of lines; and halves of characters, which no encoding has.
_ORDERS = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufff9-\ufffb\ud800-\udfff]")
_OTHERS = re.compile(r"[^\x00-\x7f]")
_SPELT = re.compile(r"\\u([0-9a-fA-F]{4})")


def printable(text: str, keep: str = "") -> str:
    """A text in which every character that a terminal would obey, and not show, is spelt ``\\uXXXX``.

    Those of ``keep``, such as ``"\\n"``, stay. JSON so treated says what it said.

    >>> print(printable("It \\x1b]0;rained\\x07\\u202e."))
    It \\u001b]0;rained\\u0007\\u202e.
    """
    return _ORDERS.sub(lambda sign: sign[0] if sign[0] in keep else _spelt(sign), text)


def escaped(text: str) -> str:
    """A text in ASCII: every other character is spelt ``\\uXXXX``, one beyond 65,535 as two of them, as in JSON.

    >>> print(escaped("né 😀"))
    n\\u00e9 \\ud83d\\ude00
    """
    return _OTHERS.sub(_spelt, text)


def unescaped(text: str) -> str:
    """What was spelt ``\\uXXXX``, as it was.

    >>> unescaped(r"n\\u00e9 \\ud83d\\ude00")
    'né 😀'
    """
    text = _SPELT.sub(lambda spelt: chr(int(spelt[1], 16)), text)
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")  # halves meet


def _spelt(sign: re.Match[str]) -> str:
    units = sign[0].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))
