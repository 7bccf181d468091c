"""Words of charts: as a picture has them, what they say of what is left out, and how shares are written."""

from __future__ import annotations

from collections.abc import Sized

from kit.visible import visible

__all__ = ["BESIDE", "MOST", "TITLE", "capital", "label", "left_out", "percent"]

MOST = 40  # rows that are drawn, so that a picture stays one that can be looked at; the table has all
BESIDE = 6  # texts that are drawn side by side
TITLE = 400  # characters of a title; its words and its table have all


def label(words: str, most: int = 60) -> str:
    """Words as a picture has them: on one line, cut where they are longer than that, with nothing that acts unseen.

    >>> label("the  dam,\\x1b of course", 14)
    'the dam,␛ of …'
    """
    line = " ".join(visible(words[: 20 * most]).split())
    if len(line) <= most and len(words) <= 20 * most:
        return line
    head, _, tail = line[: most - 1].rpartition(" ")
    return f"{(head if head and len(tail) < 12 else line[: most - 2]).rstrip()} …"


def left_out(rows: Sized, most: int = MOST) -> str:
    """How many rows are not drawn, as a sentence before others.

    >>> left_out(range(50)), left_out(range(40))
    ('10 more are not drawn; the table has them. ', '')
    """
    more = len(rows) - most
    return f"{more:,} more {'is' if more == 1 else 'are'} not drawn; the table has them. " if more > 0 else ""


def percent(part: int, whole: int) -> str:
    """A share as people write it.

    >>> percent(1, 3)
    '33 %'
    """
    return f"{100 * part / whole:.0f} %"


def capital(words: str) -> str:
    """Words as a sentence or a heading begins.

    >>> capital("the CSTO's mission")
    "The CSTO's mission"
    """
    return words[:1].upper() + words[1:]
