"""Is a word that can be a cue a verb of saying where it stands?"""

from __future__ import annotations

import re

from kit.annotate.quotes.cues import word_set
from kit.annotate.quotes.skeleton import SIGNS
from kit.annotation import Span

__all__ = ["is_noun", "is_passive"]

_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being|earlier|above)\s+(?:[a-z]+ly\s+)?$")
_NOUN_BEFORE = re.compile(
    r"\b(?:a|an|the|this|that|his|her|its|their|our|my|your|no|any|some|of|in|for|new|latest|recent|’s|'s|first|"
    r"public|official|such|each|every|[a-z]+(?:al|ive|ous|ic))\s+$",
    re.I,
)
_SPEAKS = re.compile(rf",|[{SIGNS}]|\b(?:[Ss]?[Hh]e|[Ii]t|who) $")
_ARTICLE_BEFORE = re.compile(r"\b(?:the|a|an)\s+$", re.I)
_MOSTLY_NOUNS = word_set("states points state point reasons rules figures")


def is_noun(sentence: str, start: int, word: str, base: str) -> bool:
    """Is a word that can be a cue more likely a noun here ("the report") or an infinitive of the author's own?"""
    before = sentence[max(0, start - 24) : start]
    if word in _MOSTLY_NOUNS and not sentence.startswith((":", " that "), start + len(word)):
        return True
    if sentence[start].isupper() and start:
        return True
    if word == base + "s" and sentence.startswith(",", start + len(word)) and not _SPEAKS.search(sentence, 0, start):
        return True  # "Estimates, he said, are high"
    if word == "says":
        return False  # "the official says"
    if word == base or word == base + "s" or word.endswith("ing"):
        return _NOUN_BEFORE.search(before) is not None
    return _ARTICLE_BEFORE.search(before) is not None


def is_passive(sentence: str, cue: Span) -> bool:
    by = sentence.startswith(" by ", cue.end)
    return by or _PASSIVE.search(sentence, max(0, cue.start - 24), cue.start) is not None
