"""Several articles side by side, on the same scales, and what a comparison of two of them can tell."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from math import ceil, isfinite
from typing import Any

from kit.agreement.units import tier
from kit.annotation import Annotation, Span
from kit.charts.loaded import loaded_in
from kit.charts.outline import Cell, ticks
from kit.readability import MEASURES
from kit.reading import Reading
from kit.terms import STOP_WORDS, Keyword, Ratio, by_article, keyness, log_ratio
from kit.terms.ratio import times
from kit.views.kept import kept, scores_of, words_of

__all__ = ["MOST", "beside"]

MOST = 4  # articles side by side
_KINDS = ("fact", "cause", "prediction", "opinion", "call", "unclear")
_SOURCING = ("link", "attributed", "none")
_RECORDS = ("named", "unnamed", "vague", "unattributed")
_VOICES = ("author", "quoted")
_WIDEST = 6  # doublings on the scale of keyness; a longer whisker runs out of the picture


def beside(
    readings: Sequence[Reading],
    measure: str = "flesch_kincaid",
    stop_words: bool = True,
    pair: Sequence[int] = (0, 1),
    most: int = 12,
) -> dict[str, Any]:
    """Two to four articles on the same scales; ``pair`` are the two, by number, whose terms and words are compared.

    Of each in ``articles``: ``title``, ``words``, its ``speakers``, and ``places``, where each thing that is compared
    stands, by its key (``term:dam``, ``speaker:0``, ``record:named``, ``kind:fact``, ``sourcing:link``, ``loaded``).
    ``keyness`` has the terms that tell the pair apart, the surest first: ``value`` is the log ratio of the first to
    the second, 1 where the first has it twice as often, with the bounds of its 95 % interval, ``None`` where it has
    none; ``more`` says which of the two has it more often, ``times`` and ``interval`` so many times, and ``holds``
    whether it does although so many terms were compared. The others are ``rows`` with a cell for each article.
    With ``stop_words`` these are left out of the terms. Raises ``ValueError`` for another number of articles, another
    pair, and a measure that is not known.

    >>> import kit
    >>> shown = beside([kit.read("It rained. “It will hold,” Ana Ruiz said."), kit.read("The tyrant fell.")])
    >>> [article["title"] for article in shown["articles"]], [c["value"] for c in shown["loaded"]["rows"][0]["cells"]]
    (['', ''], [0.0, 333.3...])
    """
    stopped = STOP_WORDS if stop_words else frozenset[str]()
    there = range(len(readings)).__contains__
    if not 2 <= len(readings) <= MOST:
        raise ValueError(f"{len(readings)} articles cannot be set side by side; choose 2 to {MOST}")
    if not isinstance(pair, list | tuple) or len(pair) != 2 or pair[0] == pair[1] or not all(map(there, pair)):
        raise ValueError(f"pair is {pair!r}; it must be two of the articles, from 0 to {len(readings) - 1}")
    if measure not in MEASURES:
        raise ValueError(f"measure {measure!r} is not known; it must be one of {', '.join(MEASURES)}")
    keywords = _keyness(readings[pair[0]], readings[pair[1]], stopped, most)
    terms = _terms(readings, stopped, most)
    shown = {row["term"] for row in [*keywords["rows"], *terms["rows"]]}
    return {
        "pair": list(pair),
        "stop_words": stop_words,
        "articles": [_article(reading, shown) for reading in readings],
        "keyness": keywords,
        "terms": terms,
        "readability": _readability(readings, measure),
        "speakers": _speakers(readings),
        "claims": {
            "kinds": _claims(readings, "kind", _KINDS, lambda claim: claim.label),
            "sourcing": _claims(readings, "sourcing", _SOURCING, _sourcing),
        },
        "loaded": _loaded(readings, pair),
    }


def _article(reading: Reading, terms: set[str]) -> dict[str, Any]:
    card, sources = reading.article.card, reading.sources
    places: defaultdict[str, list[Span]] = defaultdict(list)
    for term in kept(reading, "terms of article", reading.terms):
        if term.term in terms:
            places[f"term:{term.term}"] += term.spans
    for number, source in enumerate(sources):
        said = [quote.span for quote in source.quotes]
        places[f"speaker:{number}"] += said
        places[f"record:{source.record}"] += said
    for claim in _own(reading, "claim"):
        places[f"kind:{claim.label}"].append(claim.span)
        places[f"sourcing:{_sourcing(claim)}"].append(claim.span)
    places["loaded"] += [word.span for word in _own(reading, "loaded")]
    return {
        "title": card.title or reading.article.slug or "",
        "words": words_of(reading, "article").size,
        "speakers": [
            {"key": f"speaker:{n}", "name": s.speaker or "", "record": s.record, "words": s.words, "share": s.share}
            for n, s in enumerate(sources)
        ],
        "places": {key: sorted(spans) for key, spans in places.items()},
    }


def _own(reading: Reading, layer: str) -> list[Annotation]:
    """What is the author's of a layer, a key's traps left out."""
    found = (each for each in reading.layer(layer) if tier(each) != "trap")
    return [each for each in found if each.attributes.get("voice", "author") == "author"]


# Terms


def _keyness(one: Reading, two: Reading, stop_words: frozenset[str], most: int) -> dict[str, Any]:
    found = keyness(words_of(one, "article"), words_of(two, "article"), stop_words=stop_words)
    compared = [key for key in found if key.log_ratio is not None]
    rows = [_keyword(key) for key in compared if not key.set_aside][:most]
    ends = [abs(end) for row in rows for end in (row["value"], row["low"], row["high"]) if end is not None]
    widest = min(_WIDEST, max([2, *map(ceil, ends)]))
    step = 1 if widest < 4 else 2
    edge = step * ceil(widest / step)
    return {
        "rows": rows,
        "compared": len(compared),
        "rare": len(found) - len(compared),
        "ticks": list(range(-edge, edge + 1, step)),
    }


def _keyword(key: Keyword) -> dict[str, Any]:
    assert key.log_ratio is not None and key.low is not None and key.high is not None
    return {
        "term": key.term,
        "spelling": key.spelling,
        "key": f"term:{key.term}",
        "counts": [key.count, key.reference_count],
        "rates": [key.per_thousand, key.reference_per_thousand],
        "value": key.log_ratio,
        "low": key.low if isfinite(key.low) else None,
        "high": key.high if isfinite(key.high) else None,
        "holds": bool(key.lrc),
        **_more(Ratio(key.log_ratio, key.low, key.high)),
    }


def _more(ratio: Ratio) -> dict[str, Any]:
    """Which of two has more, and how many times as much, as people say it: from the side that has more."""
    low, value, high = (ratio.low, ratio.value, ratio.high)
    if value < 0:
        low, value, high = -high, -value, -low
    more = 0 if ratio.value > 0 else 1 if ratio.value < 0 else None
    return {"more": more, "times": times(value), "interval": [times(low), times(high)]}


def _terms(readings: Sequence[Reading], stop_words: frozenset[str], most: int) -> dict[str, Any]:
    """The terms that are frequent in the articles, each article counting alike, however long it is."""
    rows = [
        row
        for row in by_article([words_of(reading, "article") for reading in readings], stop_words=stop_words)
        if not row.set_aside
    ]
    rows.sort(key=lambda row: (-sum(rate or 0 for rate in row.per_thousand), row.term))
    return _scaled(
        [
            {
                "term": row.term,
                "spelling": row.spelling,
                "key": f"term:{row.term}",
                "cells": [{"value": rate, "count": n} for n, rate in zip(row.counts, row.per_thousand, strict=True)],
            }
            for row in rows[:most]
        ]
    )


# The rest, a row for each kind, and in it a cell for each article


def _readability(readings: Sequence[Reading], measure: str) -> dict[str, Any]:
    rows = []
    for voice in _VOICES:
        cells = []
        for reading in readings:
            score = scores_of(reading, voice)[1][measure]
            cells.append({"value": score.value, "low": score.low, "high": score.high, "why": score.warning})
        rows.append({"voice": voice, "cells": cells})
    known = MEASURES[measure]
    about = {"measure": measure, "title": known.title, "unit": known.unit, "harder": known.harder}
    return about | {"measures": [[each.name, each.title] for each in MEASURES.values()]} | _scaled(rows)


def _speakers(readings: Sequence[Reading]) -> dict[str, Any]:
    """Which part of each article's words is whose: of those quoted by how they are named, and what is left."""
    shares = []
    for reading in readings:
        own = Counter[str]()
        for source in reading.sources:
            own[source.record] += source.words
        total = next((source.words / source.share for source in reading.sources if source.share), 0)
        part = {record: n / total for record, n in own.items() if total}
        empty = not words_of(reading, "article").size
        shares.append({} if empty else {"rest": 1 - sum(part.values())} | {r: part.get(r, 0.0) for r in _RECORDS})
    return _scaled(
        [
            {
                "record": record,
                "key": f"record:{record}",
                "cells": [{"value": 100 * own[record] if own else None} for own in shares],
            }
            for record in ("rest", *_RECORDS)
        ]
    )


def _claims(
    readings: Sequence[Reading], name: str, known: Sequence[str], of: Callable[[Annotation], str]
) -> dict[str, Any]:
    """Which part of each author's claims is of which sort."""
    counted = [Counter(map(of, _own(reading, "claim"))) for reading in readings]
    return _scaled(
        [
            {
                name: sort,
                "key": f"{name}:{sort}",
                "cells": [
                    {"value": 100 * n[sort] / n.total() if n.total() else None, "count": n[sort], "of": n.total()}
                    for n in counted
                ],
            }
            for sort in known
        ]
    )


def _sourcing(claim: Annotation) -> str:
    return claim.attributes.get("sourcing", "none")


def _loaded(readings: Sequence[Reading], pair: Sequence[int]) -> dict[str, Any]:
    """Loaded phrases in 1,000 words of each author, and how sure the difference between the pair is."""
    counted = [kept(reading, "loaded of author", partial(loaded_in, reading)) for reading in readings]
    cells = [{"value": 1000 * n / words if words else None, "count": n, "of": words} for n, words in counted]
    ratio = log_ratio(*counted[pair[0]], *counted[pair[1]])
    told = ratio and {**_more(ratio), "apart": ratio.low > 0 or ratio.high < 0}
    return _scaled([{"key": "loaded", "cells": cells}]) | {"told": told}


def _scaled(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Rows with the one scale that all of their cells stand on."""
    cells = [Cell(cell["value"], "", cell.get("low"), cell.get("high")) for row in rows for cell in row["cells"]]
    return {"rows": list(rows), "ticks": list(ticks(tuple(cells)))}
