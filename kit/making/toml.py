"""Words as TOML, read again as they are."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping

from kit.visible import well_formed

__all__ = ["toml_pairs", "toml_words"]

_UNWRITTEN = re.compile("[\x7f-\x9f\u2028\u2029]")  # what JSON leaves as it is, and TOML forbids or an editor breaks at


def toml_words(words: str) -> str:
    """Words as a TOML string on one line; half a character, which TOML has no way to say, as U+FFFD.

    >>> print(toml_words('a "b"\\n\\x7f'))
    "a \\"b\\"\\n\\u007f"
    """
    said = json.dumps(well_formed(words), ensure_ascii=False)
    return _UNWRITTEN.sub(lambda sign: f"\\u{ord(sign[0]):04x}", said)


def toml_pairs(pairs: Mapping[str, str] | Iterable[tuple[str, str]], *, quoted: bool = False) -> str:
    """Names and words as lines of a TOML table; names that hold more than letters and ``_`` are to be ``quoted``.

    >>> print(toml_pairs({"title": "Rain"}), end="")
    title = "Rain"
    """
    rows = pairs.items() if isinstance(pairs, Mapping) else pairs
    return "".join(f"{toml_words(name) if quoted else name} = {toml_words(words)}\n" for name, words in rows)
