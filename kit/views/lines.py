"""Lines: every place where a query stands, with what is around it, and who says it."""

from __future__ import annotations

from typing import Any, Literal

from kit.annotate.voices import VOICES
from kit.reading import Reading
from kit.terms import Line, concordance, dispersion
from kit.terms.counting import per_thousand
from kit.terms.queries import occurrences
from kit.views.asked import nothing_sought
from kit.views.kept import Page, Speakers, page_of, speakers_of, words_of
from kit.visible import sign_for_sign

__all__ = ["MOST", "lines"]

MOST = 500  # rows: more than anyone reads, and what a page can show at once


def lines(
    reading: Reading,
    query: str,
    voice: str = "article",
    sort: Literal["position", "left", "right", "voice"] = "position",
    forms: bool = False,
    width: int = 60,
) -> dict[str, Any]:
    """Every place in a voice where a query stands, with ``width`` characters on either side; see ``kit.terms``.

    There are 500 rows at most, the first in the order asked for. ``total`` and ``at`` have all places, in the order of
    the text; ``counts`` and ``rates`` (in 1,000 words) say how often the query stands in each voice. ``where`` is how
    far down the page a place is, 0 to 1, in words. ``speaker`` is whom the article quotes, ``source`` their number in
    ``document``.

    >>> import kit
    >>> found = lines(kit.read("The dam held. “A dam is old,” said Ana Ruiz."), "da?")
    >>> [(row["left"], row["key"], row["voice"], row["speaker"]) for row in found["rows"]]
    [('The ', 'dam', 'author', None), ('The dam held. “A ', 'dam', 'quoted', 'Ana Ruiz')]
    >>> found["counts"]["quoted"], found["note"]
    (1, '')
    """
    words = words_of(reading, voice)
    found = concordance(words, query, width=width, sort=sort, inflections=forms)
    spread = dispersion(words, query, inflections=forms)
    texts = {each: words_of(reading, each) for each in VOICES}
    elsewhere = {each: text for each, text in texts.items() if each != voice}
    others = {each: len(occurrences(text, query, inflections=forms)) for each, text in elsewhere.items()}
    counts = {each: len(found) if each == voice else others[each] for each in VOICES}
    page, speakers = page_of(reading), speakers_of(reading)
    return {
        "query": query,
        "rows": [_row(page, speakers, line) for line in found[:MOST]],
        "total": len(found),
        "at": list(spread.spans),
        "counts": counts,
        "rates": {each: per_thousand(n, texts[each].size) for each, n in counts.items()},
        "dispersion": {
            "dp": spread.dp,
            "norm": spread.dp_norm,
            "counts": spread.counts,
            "sizes": spread.sizes,
            "why": spread.why,
        },
        "note": nothing_sought(query) or _note(query, len(found), counts, voice),
    }


def _row(page: Page, speakers: Speakers, line: Line) -> dict[str, Any]:
    source = speakers.at(line.span) if line.voice == "quoted" else None
    return {
        "at": line.span,
        "left": sign_for_sign(line.left),
        "key": sign_for_sign(line.key),
        "right": sign_for_sign(line.right),
        "voice": line.voice,
        "speaker": speakers.name(source),
        "source": source,
        "where": page.where(line.span.start),
    }


def _note(query: str, total: int, counts: dict[str, int], voice: str) -> str:
    """What is not shown, and where else to look."""
    if total > MOST:
        return f"The first {MOST} of {total:,} lines are shown; a longer query finds fewer."
    if total:
        return ""
    if counts["page"]:
        return f"“{query.strip()}” does not stand in these words; on the whole page {counts['page']:,} times."
    return f"“{query.strip()}” does not stand on this page. Try part of it with a *, as in “peace*”."
