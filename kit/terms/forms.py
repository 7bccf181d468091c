"""Inflected forms: which words of a text count as one, by rule."""

from __future__ import annotations

from collections.abc import Iterable

from kit.lexicons.inflect import inflect
from kit.lexicons.stop_words import STOP_WORDS

__all__ = ["group_forms"]

# Words that look like forms of others and mean something else.
_ALONE = frozenset(["arms", "customs", "evening", "evenings", "goods", "means", "news", "united"])


def group_forms(vocabulary: Iterable[str]) -> dict[str, str]:
    """The base under which each inflected form counts, where the base stands in the vocabulary too.

    Regular forms of nouns and verbs, possessives, and -ise beside -ize. The limits: irregular forms ("went"), function
    words and a base that does not occur stay apart; what is spelt alike is taken for the same ("a meeting", "meeting
    them"; a name in -s and the word it looks like). Nothing but spelling is looked at.

    >>> group_forms(["mission", "missions", "mission's", "news", "new", "sent", "send"])
    {'missions': 'mission', "mission's": 'mission'}
    """
    words = dict.fromkeys(word for word in vocabulary if word not in STOP_WORDS)
    groups: dict[str, str] = {}
    for base in sorted(words, key=lambda word: (len(word), word)):
        forms = {f"{base}'s"}
        if len(base) > 2 and base.isalpha() and base.islower():
            forms |= (inflect(base, "verb", irregular=False) | inflect(base, "noun")) - _ALONE
        for form in sorted(forms & words.keys() - {base}):
            groups.setdefault(form, groups.get(base, base))
    return {word: groups[word] for word in words if word in groups}
