"""The forms of a word: what a lexicon need not spell out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from kit.lexicons.loader import read_lexicon

__all__ = ["inflect", "irregular_verbs"]

_SHORT = re.compile(r"[^aeiou]*[aeiou][bdgmnprt]")  # one short syllable: its last letter is doubled
_SECOND_L = re.compile(r".*[^aeiou][aeiou]l")  # British doubling: "signalled"
_CONSONANT_Y = re.compile(r".*[^aeiou]y")
_IZE = re.compile(r"([a-z]{3})i[sz](e[sd]?|ing|ation)\b")
_HISSES = ("s", "sh", "ch", "x", "z")


@cache
def irregular_verbs() -> dict[str, tuple[str, ...]]:
    """The forms of each verb of ``lexicons/irregular.toml``, but for its base; read when first needed.

    >>> irregular_verbs()["tell"]
    ('tells', 'told', 'telling')
    """
    return {base: tuple(forms.split()) for base, forms in read_lexicon("irregular").items()}


def inflect(phrase: str, part: str, *, irregular: bool = True) -> set[str]:
    """Every form of a word or phrase, itself included, with -ise and -ize; some may be no words, which does no harm.

    ``part``: a ``verb`` (or ``saying``) is inflected at its first word, or at its last where hyphens tie it; a
    ``noun`` made plural at its last; an ``adj`` of one word compared, with its adverb and its noun in -ness; anything
    else stays as it is. Without ``irregular``, irregular verbs have only the forms made by rule.

    >>> sorted(inflect("lash out", "verb")), sorted(inflect("go", "verb"))
    (['lash out', 'lashed out', 'lashes out', 'lashing out'], ['go', 'goes', 'going', 'gone', 'went'])
    >>> sorted(inflect("con man", "noun")), sorted(inflect("shabby", "adj"))
    (['con man', 'con men'], ['shabbier', 'shabbiest', 'shabbily', 'shabbiness', 'shabby'])
    """
    forms = {phrase}
    make = _MAKERS.get(part)
    if make and (part != "adj" or phrase.isalpha()):
        before, word, after = _parted(phrase, first=make is _verb and " " in phrase)
        known = irregular_verbs().get(word) if irregular and make is _verb else None
        forms.update([before + form + after for form in known or make(word)])
    if "is" in phrase or "iz" in phrase:
        for form in filter(_IZE.search, tuple(forms)):
            forms |= {_IZE.sub(r"\1is\2", form), _IZE.sub(r"\1iz\2", form)}
    return forms


def _parted(phrase: str, *, first: bool) -> tuple[str, str, str]:
    """The word of a phrase that is inflected, the first or the last, with what stands before it and after it."""
    if phrase.isalpha():
        return "", phrase, ""
    if first:
        end = min(at for at in (phrase.find(" "), phrase.find("-")) if at >= 0)
        return "", phrase[:end], phrase[end:]
    start = max(phrase.rfind(" "), phrase.rfind("-")) + 1
    return phrase[:start], phrase[start:], ""


def _verb(base: str) -> Sequence[str]:
    if base.endswith("e"):
        return _plural(base), base + "d", base[:-1] + "ing"
    if base.endswith("y") and _CONSONANT_Y.fullmatch(base):
        return _plural(base), base[:-1] + "ied", base + "ing"
    stem = base + base[-1] if _SHORT.fullmatch(base) else base
    if base.endswith("l") and _SECOND_L.fullmatch(base):
        return _plural(base), stem + "ed", stem + "ing", base + "led", base + "ling"
    return _plural(base), stem + "ed", stem + "ing"


def _noun(base: str) -> Sequence[str]:
    return (base[:-3] + "men" if base.endswith("man") else _plural(base),)


def _plural(base: str) -> str:
    """The plural of a noun, which is the third person of a verb."""
    if base.endswith(_HISSES):
        return base + "es"
    return base[:-1] + "ies" if base.endswith("y") and _CONSONANT_Y.fullmatch(base) else base + "s"


def _adjective(base: str) -> Sequence[str]:
    if base.endswith("y"):
        return [base[:-1] + ending for ending in ("ily", "ier", "iest", "iness")]
    adverb = base[:-1] + "y" if base.endswith("le") else base + ("ally" if base.endswith("ic") else "ly")
    if len(base) > 6:  # compared with "more"
        return base + "ness", adverb
    stem = base + base[-1] if _SHORT.fullmatch(base) else base.removesuffix("e")
    return base + "ness", adverb, stem + "er", stem + "est"


_MAKERS: Mapping[str, Callable[[str], Sequence[str]]] = {
    "verb": _verb,
    "saying": _verb,
    "noun": _noun,
    "adj": _adjective,
}
