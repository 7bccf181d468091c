"""Sentences that lost the space between them."""

from __future__ import annotations

import re

from kit.segment.sentence_words import GLUED_NAMES, NEVER_LAST, STARTERS, is_plain

__all__ = ["glued_starts"]

_PLACE = re.compile(
    r"(?<=[\w’'][\w)])[.?!](?P<close>[”’»)\]]{0,3})(?P<mark>[\"“‘«(\[]?)(?P<word>[^\W\d_]+)"
    r"(?=[’'-]\w|[,;:]?\s|[.?!]?[\"”’'»›)\]}]*$)"
)


def glued_starts(words: str) -> list[int]:
    """Where a sentence starts right after the one before it, with no space between, as copying leaves them.

    A word of small letters stands before the full stop, or a word follows that opens sentences; neither names of sites
    and files nor code are cut.

    >>> glued_starts("The pier fell.The council met."), glued_starts("It runs Node.js, and cost 3.5m in the U.S.A.")
    ([14], [])
    """
    out = []
    marks = counted = 0
    for m in _PLACE.finditer(words):
        following = m["word"]
        if not (following[0].isupper() and (following[1:].islower() or following in ("A", "I"))):
            continue
        if following in GLUED_NAMES or words[m.end() : m.end() + 2] == " =":
            continue
        run = words[max(0, m.start() - 40) : m.start()].split()[-1]
        if not _ends_sentence(run, following):
            continue
        marks += words.count('"', counted, m.start())
        counted = m.start()
        # A straight mark closes what one before it has opened.
        out.append(m.start("word") if m["mark"] == '"' and marks % 2 else m.start("mark"))
    return out


def _ends_sentence(run: str, following: str) -> bool:
    """May the last word of a run without a space end a sentence, before a capital?"""
    if any(sign in run for sign in "/@_#=\\") or "www." in run:
        return False
    word = re.split(r"[^\w’'-]", run.rstrip(")"))[-1].replace("’", "").replace("'", "").replace("-", "")
    if following in STARTERS:
        if word[:1].isdigit():  # "in 1931", "£5m"
            return run.lstrip('£$€(“"') == word
        return len(word) > 1 and word.isalpha() and word.lower() not in NEVER_LAST
    return word.islower() and is_plain(word)
