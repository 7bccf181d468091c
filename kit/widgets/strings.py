"""The words that a learner reads in a widget, in one table: ``strings.json``, which the scripts read too.

A key is ``widget.name``, spelt out where it is used. Its value is what is said, with ``{places}`` for what changes, or
such a text for each plural of ``{n}``. What is not true in each edition of the kit (``kit.edition``) has a value for
each that differs: ``{"desktop": …, "browser": …, "memory": …}``. Another language is another table with the same keys.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from kit.edition import edition, told_in

__all__ = ["STRINGS", "say"]

STRINGS: dict[str, Any] = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))


def say(key: str, **values: object) -> str:
    """What the table has for a key, its places filled with ``values``; raises ``KeyError`` for a key it has not.

    >>> say("highlighter.tally-word", n=1), say("highlighter.tally-word", n=2)
    ('1 mark.', '2 marks.')
    """
    said = told_in(edition(), STRINGS[key])  # a browser that keeps answers may do so no more
    if isinstance(said, dict):
        said = said["one" if values["n"] == 1 else "other"]
    return str(said).format_map(values)
