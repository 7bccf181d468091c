"""The forms of a word: what a lexicon need not spell out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

__all__ = ["inflect"]

_SHORT = re.compile(r"[^aeiou]*[aeiou][bdgmnprt]")  # one short syllable: its last letter is doubled
_SECOND_L = re.compile(r".*[^aeiou][aeiou]l")  # British doubling: "signalled"
_CONSONANT_Y = re.compile(r".*[^aeiou]y")
_IZE = re.compile(r"([a-z]{3})i[sz](e[sd]?|ing|ation)\b")
_HISSES = ("s", "sh", "ch", "x", "z")


def inflect(phrase: str, part: str, irregular: Mapping[str, str]) -> set[str]:
    """Every form of a word or phrase, itself included, with -ise and -ize; some may be no words, which does no harm.

    ``part``: a ``verb`` (or ``saying``) is inflected at its first word, or at its last where hyphens tie it; a
    ``noun`` made plural at its last; an ``adj`` of one word compared, with its adverb and its noun in -ness; anything
    else stays as it is. ``irregular`` maps a base to its other forms, parted by spaces.

    >>> sorted(inflect("lash out", "verb", {}))
    ['lash out', 'lashed out', 'lashes out', 'lashing out']
    >>> sorted(inflect("con man", "noun", {})), sorted(inflect("shabby", "adj", {}))
    (['con man', 'con men'], ['shabbier', 'shabbiest', 'shabbily', 'shabbiness', 'shabby'])
    """
    words = re.split(r"([ -])", phrase)
    make = _MAKERS.get(part)
    if make is None or (part == "adj" and len(words) > 1):
        forms = {phrase}
    else:
        at = 0 if make is _verb and " " in words else len(words) - 1
        known = irregular.get(words[at], "").split() if make is _verb else []
        forms = {phrase, *("".join([*words[:at], form, *words[at + 1 :]]) for form in known or make(words[at]))}
    return forms | {_IZE.sub(rf"\1i{letter}\2", form) for form in forms for letter in "sz"}


def _verb(base: str) -> Iterator[str]:
    yield _plural(base)
    if base.endswith("e"):
        yield from (base + "d", base[:-1] + "ing")
    elif _CONSONANT_Y.fullmatch(base):
        yield from (base[:-1] + "ied", base + "ing")
    else:
        stems = [base + base[-1]] if _SHORT.fullmatch(base) else [base]
        if _SECOND_L.fullmatch(base):
            stems.append(base + "l")
        for stem in stems:
            yield from (stem + "ed", stem + "ing")


def _noun(base: str) -> Iterator[str]:
    yield base[:-3] + "men" if base.endswith("man") else _plural(base)


def _plural(base: str) -> str:
    """The plural of a noun, which is the third person of a verb."""
    if base.endswith(_HISSES):
        return base + "es"
    return base[:-1] + "ies" if _CONSONANT_Y.fullmatch(base) else base + "s"


def _adjective(base: str) -> Iterator[str]:
    if base.endswith("y"):
        yield from (base[:-1] + ending for ending in ("ily", "ier", "iest", "iness"))
        return
    yield base + "ness"
    if base.endswith("le"):
        yield base[:-1] + "y"
    else:
        yield base + ("ally" if base.endswith("ic") else "ly")
    if len(base) <= 6:  # longer ones are compared with "more"
        stem = base + base[-1] if _SHORT.fullmatch(base) else base.removesuffix("e")
        yield from (stem + "er", stem + "est")


_MAKERS: Mapping[str, Callable[[str], Iterator[str]]] = {
    "verb": _verb,
    "saying": _verb,
    "noun": _noun,
    "adj": _adjective,
}
