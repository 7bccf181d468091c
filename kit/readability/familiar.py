"""Familiar words: Dale's list of 3,000, and the forms of them that count as familiar too."""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

__all__ = ["familiar_words", "is_familiar"]

# -er makes a comparative of these, familiar with them; of other words it makes a doer ("burner"), and that is not.
_ADJECTIVES = """
    big bold brave brief bright broad busy calm cheap clean clear clever close cold cool dark dear deep dirty dry
    dull dusty early easy fair fast fat fine firm flat fresh full funny gentle grand gray great green grey happy
    hard heavy high hot hungry kind large late lazy light little long loose loud low lucky mad narrow near neat nice
    noisy old pale plain poor pretty proud pure quick quiet rare rich ripe rough round sad safe sharp short silly
    simple slow small smart smooth soft soon sour steep stiff strange strict strong sunny sure sweet tall thick thin
    tight tiny tough true ugly warm weak wet white wide wild wise young
"""
_COMPARED = frozenset(_ADJECTIVES.split())
_PARTS = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_ENDINGS = (  # the ending, what stands in its place in the list
    ("ies", ("y",)),
    ("es", ("", "e")),
    ("s", ("",)),
    ("ied", ("y",)),
    ("ed", ("", "e")),
    ("ing", ("", "e")),
    ("n", ("",)),
    ("ly", ("",)),
    ("iest", ("y",)),
    ("est", ("", "e")),
)
_COMPARATIVE = (("ier", ("y",)), ("er", ("", "e")))
_SHORT_FORM = re.compile(r"(?:n't|'(?:s|ll|ve|re|d|m))$")
_DOUBLED = re.compile(r"([b-df-hj-np-tv-z])\1$")


@cache
def familiar_words() -> frozenset[str]:
    """Dale's list of 3,000 words, in lower case: the one of 1948, as textstat ships it (2,940 words).

    It is read from textstat's files without importing textstat. Raises ``ImportError`` where textstat is missing.
    """
    spec = find_spec("textstat")
    if spec is None or spec.origin is None:
        raise ImportError(
            "the list of familiar words comes with textstat, which is not installed: pip install textstat"
        )
    words = (Path(spec.origin).parent / "resources/en/easy_words.txt").read_text(encoding="utf-8").split()
    return frozenset([*words, "baby"])  # printed as "baby(ies)", of which textstat has "babies" alone


def is_familiar(word: str) -> bool:
    """Is a word on Dale's list, or a form of one that counts as familiar? Names are not judged here.

    By the rules of 1948, familiar are numbers; plurals, possessives, -s -ed -ing -n of verbs, -er -est of adjectives,
    also with a consonant doubled or y turned to i; -ly; contractions; and compounds with a hyphen if each part is.
    Not familiar are words with two endings, and doers in -er. One test is the kit's own: whether -er makes a
    comparative is decided by a list of adjectives.

    Source: E. Dale and J. S. Chall, "A formula for predicting readability: instructions", Educational Research
    Bulletin 27:2 (1948), 37-54.

    >>> [is_familiar(word) for word in ("stopped", "babies", "larger", "burner", "well-known", "diphtheria")]
    [True, True, True, False, True, False]
    """
    word = word.lower().replace("’", "'")
    listed = familiar_words()
    if word in listed or word + "." in listed:
        return True
    return all(part[0].isdigit() or _form_is_familiar(part, listed) for part in _PARTS.findall(word))


def _form_is_familiar(word: str, listed: frozenset[str]) -> bool:
    word = _SHORT_FORM.sub("", word)
    return (
        word in listed
        or any(stem in listed for stem in _stems(word, _ENDINGS))
        or any(stem in listed and stem in _COMPARED for stem in _stems(word, _COMPARATIVE))
    )


def _stems(word: str, endings: tuple[tuple[str, tuple[str, ...]], ...]) -> list[str]:
    stems = []
    for ending, instead in endings:
        if word.endswith(ending):
            stem = word[: -len(ending)]
            stems += [stem + letters for letters in instead]
            if ending in ("ed", "ing", "er", "est") and _DOUBLED.search(stem):
                stems.append(stem[:-1])
    return stems
