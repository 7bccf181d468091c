"""Vague sources by the grammar of the phrase: crowds that say, a passive without an agent, studies without a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kit.annotate.loaded.lexicon import load_tables
from kit.annotation import Span
from kit.lexicons import alternation, word_set
from kit.lexicons.inflect import inflect

__all__ = ["find_vague"]

_BEFORE = re.compile(r"([\w’'-]+)[ -]\Z")
_NEAR = 30  # code points before a phrase in which the word before it stands
_NO_NAME = r"(?! (?:at|of|from|in|with|for|by) (?:the )?[A-Z])"  # "scientists at Tarn Hall" can be asked
_OPENS = re.compile(r"(?:\A|[.!?:\n“‘\"(]\s*)[A-Z][\w’'-]*[ -]\Z")


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """The phrases, by rule: each with words that make it quick to refuse, and none that repeats within another."""
    words = {name: word_set(listed) for name, listed in load_tables()["vague"].items()}
    now = alternation(words["thinks"])
    any_time = alternation(form for verb in words["thinks"] for form in inflect(verb, "verb") if form[-3:] != "ing")
    adverb = rf"(?:(?:\w{{2,12}}ly|{alternation(words['adverbs'])}) )?"
    people, all_people = alternation(words["people"]), alternation(words["people"] | words["critics"])
    ahead = rf"(?:{alternation(words['kinds'])} )?"
    return {
        name: re.compile(pattern)
        for name, pattern in {
            "crowd-thinks": rf"(?i:\b{people} (?:(?:have|have long) {any_time}|{adverb}{now}))\b",
            "says-crowd": rf"(?<=[,”’\"'—–] )(?i:(?:{any_time} {ahead}{alternation(words['critics'])}"
            rf"|{now} {ahead}{all_people}))\b{_NO_NAME}",
            "it-is-said": rf"(?i:\bit(?:[’']s| is| was| ha[sd] {adverb}been) {adverb}{alternation(words['said'])}"
            r"\b(?! (?:by|as|for|live)\b))",
            "is-said-to": rf"(?i:\b(?:is|are|was|were) {adverb}{alternation(words['said_to'])} to\b)",
            "according-to-crowd": rf"(?i:\baccording to {ahead}{all_people}\b){_NO_NAME}",
            "studies-show": rf"(?i:\b{alternation(words['studies'])} (?:have |has |had )?{adverb}"
            rf"{alternation(words['shows'])})\b",
        }.items()
    }


def find_vague(text: str) -> Iterator[tuple[Span, str]]:
    """The stretches of a text that lend a statement a source without a name, each with the rule that finds it.

    A crowd or a study that the text has met before ("the experts say"), or that a name stands before or behind, is
    none. Takes linear time.

    >>> text = "It leaks, say critics. It is often said. Studies have found leaks. Scientists at Tarn Hall say so."
    >>> [text[slice(*span)] for span, _ in find_vague(text)]
    ['say critics', 'It is often said', 'Studies have found']
    """
    known = word_set(load_tables()["known"]) | {"of", "all"}  # "two thirds of voters think" is counted
    for rule, pattern in _patterns().items():
        for found in pattern.finditer(text):
            before = text[max(0, found.start() - _NEAR) : found.start()]
            beside = _BEFORE.search(before) if rule in {"crowd-thinks", "studies-show"} else None
            if beside and (beside[1].lower() in known or (beside[1][0].isupper() and not _OPENS.search(before))):
                continue
            yield Span(*found.span()), rule
