"""Vague sources by the grammar of the phrase: crowds that say, a passive without an agent, studies without a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from kit.annotate.loaded.lexicon import load_tables
from kit.annotation import Span
from kit.lexicons import alternation, word_set
from kit.lexicons.inflect import inflect
from kit.lexicons.phrases import lower

__all__ = ["find_vague"]

_BEFORE = re.compile(r"([\w’'-]+)[ -]\Z")
_NEAR = 30  # code points before a phrase in which the word before it stands
_NAMED = re.compile(r" (?:at|of|from|in|with|for|by) (?:the )?[A-Z]")  # "scientists at Tarn Hall" can be asked
_OPENS = re.compile(r"(?:\A|[.!?:\n“‘\"(]\s*)[A-Z][\w’'-]*[ -]\Z")
_CROWDS_LAST = frozenset(["says-crowd", "according-to-crowd"])
_KNOWN_BEFORE = frozenset(["crowd-thinks", "studies-show"])


class _Grammar(NamedTuple):
    patterns: dict[str, re.Pattern[str]]  # by rule, for small letters; no repeat stands within another
    known: frozenset[str]  # behind these a crowd or a study is one that the text has met, or one that was counted


@cache
def _grammar() -> _Grammar:
    tables = load_tables()
    words = {name: word_set(listed) for name, listed in tables["vague"].items()}
    now = alternation(words["thinks"])
    any_time = alternation(form for verb in words["thinks"] for form in inflect(verb, "verb") if form[-3:] != "ing")
    adverb = rf"(?:(?:\w{{2,12}}ly|{alternation(words['adverbs'])}) )?"
    people, all_people = alternation(words["people"]), alternation(words["people"] | words["critics"])
    ahead = rf"(?:{alternation(words['kinds'])} )?"
    patterns = {
        "crowd-thinks": rf"\b{people} (?:(?:have|have long) {any_time}|{adverb}{now})\b",
        "says-crowd": rf"(?<=[,”’\"'—–] )(?:{any_time} {ahead}{alternation(words['critics'])}"
        rf"|{now} {ahead}{all_people})\b",
        "it-is-said": rf"\bit(?:[’']s| is| was| ha[sd] {adverb}been) {adverb}{alternation(words['said'])}"
        r"\b(?! (?:by|as|for|live)\b)",
        "is-said-to": rf"\b(?:is|are|was|were) {adverb}{alternation(words['said_to'])} to\b",
        "according-to-crowd": rf"\baccording to {ahead}{all_people}\b",
        "studies-show": rf"\b{alternation(words['studies'])} (?:ha(?:ve|s|d) )?{adverb}{alternation(words['shows'])}\b",
    }
    counted = frozenset(["of", "all"])  # "two thirds of voters think"
    return _Grammar(
        {name: re.compile(pattern) for name, pattern in patterns.items()}, word_set(tables["known"]) | counted
    )


def find_vague(text: str) -> Iterator[tuple[Span, str]]:
    """The stretches of a text that lend a statement a source without a name, each with the rule that finds it.

    A crowd or a study that the text has met before ("the experts say"), or that a name stands before or behind, is
    none. Takes linear time.

    >>> text = "It leaks, say critics. It is often said. Studies have found leaks. Scientists at Tarn Hall say so."
    >>> [text[slice(*span)] for span, _ in find_vague(text)]
    ['say critics', 'It is often said', 'Studies have found']
    """
    grammar, small = _grammar(), lower(text)
    for rule, pattern in grammar.patterns.items():
        for found in pattern.finditer(small):
            if rule in _CROWDS_LAST and _NAMED.match(text, found.end()):
                continue
            if rule in _KNOWN_BEFORE and _is_known(text[max(0, found.start() - _NEAR) : found.start()], grammar.known):
                continue
            yield Span(*found.span()), rule


def _is_known(before: str, known: frozenset[str]) -> bool:
    """Does a word stand before a crowd or a study that tells which: "the", "his", a name within a sentence?"""
    beside = _BEFORE.search(before)
    if not beside:
        return False
    return beside[1].lower() in known or (beside[1][0].isupper() and not _OPENS.search(before))
