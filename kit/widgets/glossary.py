"""Where a text uses the words of its glossary."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from kit.annotation import Span
from kit.spans import touching, union
from kit.widgets.tokens import Tokens

__all__ = ["dotted_terms", "find_terms", "wire_glossary"]


def find_terms(tokens: Tokens, glossary: Mapping[str, str]) -> list[tuple[Span, str]]:
    """Each place where a text uses a term of its glossary, and the term: in order, the longer before the shorter.

    A term is found as whole words, written as in the glossary or with a capital at its head.

    >>> from kit.article import Article
    >>> from kit.widgets.tokens import cut
    >>> tokens = cut(Article.from_text("Ballast. The ballast tank was ballasted."), "word")
    >>> [(tokens.text[a:b], term) for (a, b), term in find_terms(tokens, {"ballast": "…", "ballast tank": "…"})]
    [('Ballast', 'ballast'), ('ballast tank', 'ballast tank')]
    """
    plain = {term: " ".join(term.split()) for term in glossary}
    given = {spelt: term for term, words in plain.items() for spelt in (words, words[:1].upper() + words[1:]) if words}
    if not given:
        return []
    words = "|".join(r"\s+".join(map(re.escape, spelt.split())) for spelt in sorted(given, key=len, reverse=True))
    pattern = re.compile(rf"(?<!\w)(?:{words})(?!\w)")
    found = (match for block in tokens.blocks for match in pattern.finditer(tokens.text, *block))
    return [(Span(*match.span()), given[" ".join(match.group().split())]) for match in found]


def dotted_terms(tokens: Tokens, glossary: Mapping[str, str], bare: Sequence[Span] = ()) -> list[tuple[Span, str]]:
    """The places of ``find_terms`` that get dots: none of a term of which any place touches a span of ``bare``.

    Were it dotted at its other places, its bare ones would be told by that.

    >>> from kit.article import Article
    >>> from kit.widgets.tokens import cut
    >>> tokens = cut(Article.from_text("The mob saw the dam. A mob!"), "word")
    >>> [term for _, term in dotted_terms(tokens, {"mob": "…", "dam": "…"}, [Span(4, 7)])]
    ['dam']
    """
    found = find_terms(tokens, glossary)
    row = union(sorted(bare))
    kept_bare = {term for (start, end), term in found if touching(row, start, end)}
    return [(span, term) for span, term in found if term not in kept_bare]


def wire_glossary(tokens: Tokens, glossary: Mapping[str, str], bare: Sequence[Span] = ()) -> dict[str, Any]:
    """The glossary for the browser: terms with their meanings, and each place as block, start and end there, and term.

    The places are those of ``dotted_terms``; the page lists all terms where one of them has none. A place is told in
    UTF-16 units of its block, as the widths of tokens are: where blocks are marked, a term is a part of a token.
    """
    numbers = {term: number for number, term in enumerate(glossary)}
    places: list[list[int]] = []
    block = at = units = 0  # how many units lie between the head of a block and a place in it
    for (start, end), term in dotted_terms(tokens, glossary, bare):
        if tokens.block_at(start) != block or not places:
            block = tokens.block_at(start)
            at, units = tokens.blocks[block].start, 0
        first = units + _units(tokens.text[at:start])
        at, units = end, first + _units(tokens.text[start:end])
        places.append([block, first, units, numbers[term]])
    return {"terms": [list(each) for each in glossary.items()], "places": places}


def _units(text: str) -> int:
    return sum(1 + (character > "\uffff") for character in text)
