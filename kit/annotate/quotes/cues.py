"""Cue words: the verbs and nouns by which a writer says that someone else is speaking."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from kit.lexicons import read_lexicon, word_set
from kit.lexicons.inflect import inflect

__all__ = ["Cues", "load_cues"]


class Cues(NamedTuple):
    """The cue words of ``lexicons/quotes.toml``, every form of a verb by itself."""

    speech: dict[str, str]  # form → base
    thought: dict[str, str]
    verbs: dict[str, str]  # both
    weak: frozenset[str]  # bases
    objects: frozenset[str]  # bases: what they name, in few words, was said
    infinitive: frozenset[str]  # bases: what they say follows "to"
    like: frozenset[str]  # bases: before "as" they say what something is like
    gerund: frozenset[str]  # bases: what they say can be a deed in -ing
    telling: frozenset[str]  # bases: whom they tell may stand behind them
    asking: frozenset[str]  # bases: whom they ask is to do it
    calling: frozenset[str]  # bases: they give something a name
    showing: frozenset[str]  # bases: weak, and yet they may stand beside a statement
    rumoured: frozenset[str]  # bases: "said to do sums" tells of no one's words
    unmarked: frozenset[str]  # bases: words in marks somewhere behind them are not theirs
    deciding: frozenset[str]  # bases: behind their colon stands what is to be done
    pasts: frozenset[str]  # tenses not made with -ed
    things: dict[str, frozenset[str]]  # base → nouns: what it gives or takes, and nobody says
    about: dict[str, frozenset[str]]  # base → prepositions before what was said
    nouns: frozenset[str]
    mostly_nouns: frozenset[str]  # forms of verbs, unless "that" or a colon follows
    deeds: frozenset[str]  # nouns: what they say is to be done follows "to"
    sources: frozenset[str]
    naming: frozenset[str]
    works: frozenset[str]
    distance: frozenset[str]
    rules: dict[str, dict[str, str]]  # of attributed speech: why, doubt
    kinds: dict[str, dict[str, str]]  # of what is no speech: label, why, doubt


@cache
def load_cues() -> Cues:
    """The cue words, read when first needed.

    >>> load_cues().speech["noted"], load_cues().thought["thought"]
    ('note', 'think')
    """
    tables = read_lexicon("quotes")
    nouns, marked = ({kind: word_set(words) for kind, words in tables[name].items()} for name in ("nouns", "marked"))
    verbs = {kind: [word.split("-")[0] for word in words.split()] for kind, words in tables["verbs"].items()}
    bases = {kind: frozenset(words) for kind, words in verbs.items()}
    bases["weak"] |= bases["like"] | bases["manner"]
    bases["objects"] |= bases["like"]
    bases["unmarked"] |= bases.pop("manner")
    del bases["speech"], bases["thought"]  # of which every form counts
    speech = _forms([*verbs["like"], *verbs["manner"], *verbs["speech"]])
    thought = _forms(verbs["thought"])
    return Cues(
        speech=speech,
        thought=thought,
        verbs=thought | speech,
        **bases,
        things={verb: word_set(words) for verb, words in tables["things"].items()},
        about={verb: word_set(words) for verb, words in tables["about"].items()},
        nouns=nouns["that"],
        mostly_nouns=nouns["mostly"],
        deeds=nouns["to"],
        sources=nouns["sources"],
        **marked,
        rules=tables["rules"],
        kinds=tables["kinds"],
    )


def _forms(bases: Sequence[str]) -> dict[str, str]:
    """Every form of some verbs, with its base."""
    return {form: base for base in bases for form in inflect(base, "verb")} | {base: base for base in bases}
