"""Cue words: the verbs and nouns by which a writer says that someone else is speaking."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from kit.lexicons import read_lexicon

__all__ = ["Cues", "forms", "load_cues", "word_set"]

_DOUBLED = re.compile(r"[^aeiou][aeiou][bdgmnprt]$")
_VOWELS = re.compile(r"[aeiouy]+")


class Cues(NamedTuple):
    """The cue words of ``lexicons/quotes.toml``, every form of a verb by itself."""

    speech: dict[str, str]  # form → base
    thought: dict[str, str]
    verbs: dict[str, str]  # both
    weak: frozenset[str]  # bases
    objects: frozenset[str]  # bases: what they name, in few words, was said
    infinitive: frozenset[str]  # bases: what they say follows "to"
    like: frozenset[str]  # bases: before "as" they say what something is like
    manner: frozenset[str]  # bases: they report speech only beside a whole quotation
    gerund: frozenset[str]  # bases: what they say can be a deed in -ing
    about: dict[str, frozenset[str]]  # base → prepositions before what was said
    nouns: frozenset[str]
    deeds: frozenset[str]  # nouns: what they say is to be done follows "to"
    sources: frozenset[str]
    naming: frozenset[str]
    works: frozenset[str]
    distance: frozenset[str]


def word_set(words: str) -> frozenset[str]:
    """The words of a line, as a set."""
    return frozenset(words.split())


def forms(base: str, irregular: str = "") -> list[str]:
    """The forms of a verb, the regular ones made from its base.

    >>> forms("claim"), forms("note")
    (['claim', 'claims', 'claimed', 'claiming'], ['note', 'notes', 'noted', 'noting'])
    """
    if irregular:
        return [base, *irregular.split()]
    if base.endswith("e"):
        return [base, base + "s", base + "d", base[:-1] + "ing"]
    if base.endswith(("s", "sh", "ch", "x", "z")):
        return [base, base + "es", base + "ed", base + "ing"]
    stem = base
    if len(_VOWELS.findall(base)) == 1 and _DOUBLED.search(base):
        stem = base + base[-1]
    return [base, base + "s", stem + "ed", stem + "ing"]


@cache
def load_cues() -> Cues:
    """The cue words, read when first needed."""
    tables = read_lexicon("quotes")
    irregular: dict[str, str] = tables["irregular"]
    verbs: dict[str, dict[str, str]] = {}
    for kind in ("speech", "thought"):
        verbs[kind] = {}
        for verb in tables["verbs"][kind].split():
            base = verb.split("-")[0]
            for form in forms(base, irregular.get(base, "")):
                verbs[kind][form] = base
    like, manner = (word_set(tables["verbs"][kind]) for kind in ("like", "manner"))
    for base in like | manner:
        for form in forms(base, irregular.get(base, "")):
            verbs["speech"].setdefault(form, base)
    return Cues(
        speech=verbs["speech"],
        thought=verbs["thought"],
        verbs=verbs["thought"] | verbs["speech"],
        weak=frozenset(word.split("-")[0] for word in tables["verbs"]["weak"].split()) | like | manner,
        objects=word_set(tables["verbs"]["objects"]) | like,
        infinitive=word_set(tables["verbs"]["infinitive"]),
        like=like,
        manner=manner,
        gerund=word_set(tables["verbs"]["gerund"]),
        about={verb: word_set(words) for verb, words in tables["about"].items()},
        nouns=word_set(tables["nouns"]["that"]),
        deeds=word_set(tables["nouns"]["to"]),
        sources=word_set(tables["nouns"]["sources"]),
        naming=word_set(tables["marked"]["naming"]),
        works=word_set(tables["marked"]["works"]),
        distance=word_set(tables["marked"]["distance"]),
    )
