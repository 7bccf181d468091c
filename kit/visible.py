"""Text that can be sent anywhere, and text in which nothing acts that cannot be seen.

Half a character (a lone surrogate) has no bytes, so that sending it raises; a control character is obeyed by a
terminal, refused by XML and turned around by a browser. Files keep both as they are: see ``kit.jsonl.as_json``.
"""

from __future__ import annotations

import re
from typing import Any

__all__ = ["HALF", "joined", "sendable", "sign_for_sign", "visible", "well_formed"]

HALF = re.compile("[\ud800-\udfff]")  # of a character beyond 65,535

# What moves, hides or turns around what stands beside it; the marks that Arabic and Hebrew are written with do not.
_ACTS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff]")

# What XML forbids or warns of (www.w3.org/TR/xml, production Char and its note), but for tabs and line ends.
_UNHELD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def well_formed(text: str) -> str:
    """The text with U+FFFD in the place of each half of a character, as ``toWellFormed`` of JavaScript gives it.

    >>> well_formed("a \\ud83d b")
    'a � b'
    """
    return HALF.sub("\ufffd", text)


def joined(text: str) -> str:
    r"""The text with two halves that meet as the character that they are, as whoever reads them from JSON has it.

    >>> joined("a \ud83d\ude00 \ud83d") == "a 😀 \ud83d"
    True
    """
    if not HALF.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def sendable(value: Any) -> Any:
    """Plain data (dicts, lists, text, numbers) with all of its text well-formed; what is so already is not copied."""
    if isinstance(value, str):
        return well_formed(value)
    if isinstance(value, dict):
        made = {sendable(name): sendable(each) for name, each in value.items()}
        same = [*made] == [*value] and all(made[name] is value[name] for name in value)
        return value if same else made
    if isinstance(value, (list, tuple)):
        items = [sendable(each) for each in value]
        return value if all(new is old for new, old in zip(items, value, strict=True)) else items
    return value


def visible(text: str) -> str:
    """The text well-formed, with each character that acts and is not seen shown in the place of being obeyed.

    Line ends and tabs stay. Control characters have pictures; what has none (the marks that turn a line around, ends of
    lines and paragraphs, a mark of byte order) is spelt out.

    >>> print(visible("a\\x1b]0;b\\x07 \\u202ec"))
    a␛]0;b␇ \\u202ec
    """
    return _ACTS.sub(_picture, well_formed(text))


def sign_for_sign(text: str) -> str:
    """The text as long as before, with a sign in the place of each character that a page or a picture cannot hold.

    These are control characters, halves, and what is no character; what turns a line around ends with its paragraph,
    and stays. So offsets into the one are offsets into the other.

    >>> sign_for_sign("a\\x1b[0m \\ud83d\\x85")
    'a␛[0m ��'
    """
    return _UNHELD.sub(_sign, text)


def _sign(found: re.Match[str]) -> str:
    code = ord(found[0])
    return chr(0x2400 + code) if code < 0x20 else "␡" if code == 0x7F else "\ufffd"


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
