"""Terms: how often each voice says a word or a run of words, and where."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import partial
from typing import Any

from kit.annotate.voices import VOICES
from kit.annotation import Span
from kit.lexicons.stop_words import STOP_WORDS
from kit.reading import Reading
from kit.terms import Word, Words
from kit.terms.counting import is_stopped, per_thousand
from kit.terms.spelling import spellings
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
    texts = {each: words_of(reading, each) for each in VOICES}
    sizes = {each: text.size for each, text in texts.items()}
    groups = groups_of(texts.values(), inflections=forms)
    counts = {
        each: kept(reading, ("terms", each, n, forms), partial(_counted, texts[each], n, groups)) for each in VOICES
    }
    said = sorted(counts[voice], key=lambda term: (-counts[voice][term], term))
    ranked = [term for term in said if not (stop_words and is_stopped(term, STOP_WORDS))]
    shown = ranked[:most]
    spelled = spellings(texts.values(), n, groups, set(shown))
    places = _places(grams(texts[voice], n, groups), set(shown))
    return {
        "rows": [
            {
                "term": term,
                "spelling": spelled.get(term, term),
                "counts": {each: counts[each][term] for each in VOICES},
                "rates": {each: per_thousand(counts[each][term], sizes[each]) for each in VOICES},
                "at": places[term],
            }
            for term in shown
        ],
        "words": sizes,
        "total": len(said),
        "note": _note(len(said), len(said) - len(ranked), len(ranked) - len(shown)),
    }


def _counted(words: Words, n: int, groups: Mapping[str, str]) -> Counter[str]:
    return Counter(gram.term for gram in grams(words, n, groups))


def _places(said: Iterable[Word], wanted: Collection[str]) -> dict[str, list[Span]]:
    """Where each of these terms stands."""
    places: defaultdict[str, list[Span]] = defaultdict(list)
    for term, start, end in said:
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
