"""Queries: a word, a phrase, words with wildcards, or several of these, and where in a text they stand."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from kit.terms.voice_words import Words, as_term, groups_of, terms_in
from kit.words import JOINERS, MARKS

__all__ = ["Hit", "occurrences"]

# A word of a query: one of WORD, with * and ? among its letters.
_SIGNS = rf"(?:[^\W_]|[*?{MARKS}])+"
_PIECE = re.compile(rf"{_SIGNS}(?:(?:[{JOINERS}]|(?<=\d)[,:]){_SIGNS})*")
_ASKED = re.compile(r"(?<=\w)\?$")

_Slot = Collection[str] | None  # the terms that may stand in one place of a phrase; None for any


class Hit(NamedTuple):
    """Where a query stands: the number of the run, of its first word in it, and of the word after its last."""

    run: int
    first: int
    after: int


def occurrences(words: Words, query: str, *, inflections: bool) -> list[Hit]:
    """Where a query stands, in order.

    ``*`` is any letters or none and ``?`` is one, whatever their case: "peace*", "*ing", "c?t"; a ``*`` alone is any
    one word of a phrase: "human *". A "?" that ends a word is one letter or none, for it may be the mark of a question
    that was pasted. ``|`` parts what is sought side by side: "peace*|war"; what stands within a longer find does not
    count again. Without a letter to seek there is no find. Time is linear in the text.

    >>> import kit
    >>> [hit.first for hit in occurrences(kit.read("Cat, cot and cats.").words(), "c?t|*ts", inflections=False)]
    [0, 1, 3]
    """
    parts = query.split("|")
    plain = [terms_in(part, fold_case=words.fold_case) for part in parts]
    groups = groups_of([words], inflections=inflections, more=[term for sought in plain for term in sought])
    phrases = []
    for part, sought in zip(parts, plain, strict=True):
        if sought:
            wild = "*" in part or "?" in part
            phrases.append(_slots(words, part, groups) if wild else [{groups.get(term, term)} for term in sought])
    hits: list[Hit] = []
    for number, run in enumerate(words.runs if phrases else ()):
        terms = [groups.get(word.term, word.term) for word in run]
        found = {(at, -at - len(phrase)) for phrase in phrases for at in _starts(phrase, terms)}
        done = 0
        for at, after in sorted(found):
            if -after > done:
                done = -after
                hits.append(Hit(number, at, done))
    return hits


def _slots(words: Words, part: str, groups: Mapping[str, str]) -> list[_Slot]:
    """What may stand in each place of a phrase with wildcards."""
    vocabulary = {word.term for run in words.runs for word in run}
    slots: list[_Slot] = []
    for piece in _PIECE.findall(part):
        if "*" not in piece and "?" not in piece:
            slots.append({groups.get(term, term) for term in terms_in(piece, fold_case=words.fold_case)})
        elif set(piece) == {"*"}:
            slots.append(None)
        elif set(piece) != {"?"}:  # which alone is a mark
            fits = _pattern(piece, fold_case=words.fold_case).fullmatch
            folded = str.casefold if words.fold_case else str
            slots.append({groups.get(term, term) for term in vocabulary if fits(folded(term))})
    return slots


def _pattern(piece: str, *, fold_case: bool) -> re.Pattern[str]:
    """A word with wildcards as a pattern; each part between two ``*`` is found once and for all, so time is linear."""
    piece, asked = _ASKED.subn("", as_term(piece, fold_case=fold_case))
    first, *rest = (
        "".join("." if sign == "?" else re.escape(sign) for sign in stretch) for stretch in piece.split("*")
    )
    middle, last = rest[:-1], f".*{rest[-1]}" if rest else ""
    found = "".join(f"(?>.*?{stretch})" for stretch in middle)
    return re.compile(f"{first}{found}{last}{'.?' if asked else ''}", re.S)


def _starts(phrase: Sequence[_Slot], terms: Sequence[str]) -> Iterator[int]:
    """Where a phrase begins among the terms of a run."""
    known = [(place, slot) for place, slot in enumerate(phrase) if slot is not None]
    (anchor, sought), *others = known
    for at, term in enumerate(terms[: max(0, len(terms) - len(phrase) + anchor + 1)], -anchor):
        if at >= 0 and term in sought and all(terms[at + place] in slot for place, slot in others):
            yield at
