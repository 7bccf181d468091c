"""Collocates: the words that stand near a query more often than chance would have them."""

from __future__ import annotations

from typing import Any

from kit.lexicons.stop_words import STOP_WORDS
from kit.reading import Reading
from kit.terms import collocates as find_collocates
from kit.views.asked import nothing_sought
from kit.views.kept import words_of

__all__ = ["collocates"]


def collocates(
    reading: Reading,
    query: str,
    voice: str = "article",
    window: int = 5,
    forms: bool = False,
    stop_words: bool = True,
    most: int = 40,
) -> dict[str, Any]:
    """The words that stand within ``window`` words of a query, best first; see ``kit.terms.collocates``.

    ``at`` is where each stands near. With ``stop_words`` these are left out, and the note says how many.

    >>> import kit
    >>> shown = collocates(kit.read("Human rights matter. They speak of human rights here."), "rights")
    >>> [(row["spelling"], row["together"], row["score"]) for row in shown["rows"]][:1]
    [('human', 2, 14.0)]
    """
    stopped = STOP_WORDS if stop_words else ()
    found = find_collocates(words_of(reading, voice), query, window=window, inflections=forms, stop_words=stopped)
    near = [each for each in found if not each.set_aside]
    rows = [
        {
            "term": each.term,
            "spelling": each.spelling,
            "together": each.together,
            "count": each.count,
            "score": each.score,
            "why": each.why,
            "at": list(each.spans),
        }
        for each in near[:most]
    ]
    return {"rows": rows, "total": len(found), "note": nothing_sought(query) or _note(len(found), len(near), len(rows))}


def _note(found: int, near: int, shown: int) -> str:
    """What is not shown, and what standing together does not say."""
    if not found:
        return "Nothing stands near it."
    said = [
        f"Stop words are set aside: {found - near:,}." if found > near else "",
        f"Less close: {near - shown:,} more." if near > shown else "",
        "What stands together is not therefore connected: read the lines.",
    ]
    return " ".join(filter(None, said))
