"""Terms: how often each voice says a word or a run of words, and where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from kit.annotate.voices import VOICES
from kit.annotation import Span
from kit.lexicons.stop_words import STOP_WORDS
from kit.reading import Reading
from kit.terms import by_article
from kit.terms.counting import is_stopped
from kit.terms.voice_words import grams, groups_of
from kit.views.kept import kept, words_of

__all__ = ["terms"]


def terms(
    reading: Reading,
    voice: str = "article",
    n: int = 1,
    forms: bool = False,
    stop_words: bool = True,
    most: int = 40,
) -> dict[str, Any]:
    """The terms that a voice says most often, with how often each voice says them; see ``kit.terms.by_voice``.

    A term is ``n`` words in a row. With ``stop_words`` those that begin or end with one are left out, and the note says
    how many. ``at`` is where a term stands in the voice; a rate is ``None`` where a voice has no words.

    >>> import kit
    >>> shown = terms(kit.read("Rain. Rain fell, then sun."))
    >>> [(row["spelling"], row["counts"]["author"], row["rates"]["quoted"]) for row in shown["rows"]][:1]
    [('Rain', 2, None)]
    >>> shown["note"]
    'Stop words are set aside: 1 term more. Frequent is not important: read where it stands.'
    """
    texts = [words_of(reading, each) for each in VOICES]
    rows = kept(reading, ("terms", n, forms), lambda: by_article(texts, n=n, inflections=forms))
    column = VOICES.index(voice)
    said = sorted((row for row in rows if row.counts[column]), key=lambda row: (-row.counts[column], row.term))
    ranked = [row for row in said if not (stop_words and is_stopped(row.term, STOP_WORDS))]
    shown = ranked[:most]
    places = _places(reading, voice, n, forms, {row.term for row in shown})
    return {
        "rows": [
            {
                "term": row.term,
                "spelling": row.spelling,
                "counts": dict(zip(VOICES, row.counts, strict=True)),
                "rates": dict(zip(VOICES, row.per_thousand, strict=True)),
                "at": places[row.term],
            }
            for row in shown
        ],
        "words": {each: text.size for each, text in zip(VOICES, texts, strict=True)},
        "total": len(said),
        "note": _note(len(said), len(said) - len(ranked), len(ranked) - len(shown)),
    }


def _places(reading: Reading, voice: str, n: int, forms: bool, wanted: Collection[str]) -> dict[str, list[Span]]:
    """Where each of these terms stands in a voice."""
    texts = [words_of(reading, each) for each in VOICES]
    groups = kept(reading, ("groups", forms), lambda: groups_of(texts, inflections=forms))
    places: defaultdict[str, list[Span]] = defaultdict(list)
    for term, start, end in grams(words_of(reading, voice), n, groups):
        if term in wanted:
            places[term].append(Span(start, end))
    return places


def _note(terms: int, aside: int, more: int) -> str:
    """What is not shown, and what a count does not say."""
    if not terms:
        return "There is no such term here."
    said = [
        f"Stop words are set aside: {_terms(aside)} more." if aside else "",
        f"Less frequent: {_terms(more)} more." if more else "",
        "Frequent is not important: read where it stands.",
    ]
    return " ".join(filter(None, said))


def _terms(n: int) -> str:
    return "1 term" if n == 1 else f"{n:,} terms"
