"""Strips along a text: where terms stand, how long sentences are, and which zone and voice has the word."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from statistics import stdev

from kit.annotation import Span
from kit.charts.chart import Chart
from kit.charts.drawings import Point, PointRow, Points, Stretch, Strip, Strips, scale
from kit.charts.looks import TITLES
from kit.charts.words import MOST, capital, label, left_out, percent
from kit.reading import Reading
from kit.segment import FURNITURE
from kit.spans import touching
from kit.terms import Words, dispersion
from kit.words import WORD

__all__ = ["sentence_lengths", "term_strips", "zones_and_voices"]


def term_strips(text: Reading | Words, terms: Sequence[str], *, inflections: bool = False) -> Chart:
    """Where terms stand along an article without its furniture, or along one voice (``reading.words``): a strip each.

    Of more than 40 terms the first 40 are drawn. Raises ``ValueError`` for no term, and where the text has no words.

    >>> import kit
    >>> term_strips(kit.read("Rain. Rain fell, then sun."), ["rain", "sun"]).alt
    '“rain” appears 2 times in 5 words. rain 2 times, at 0 %, 20 %; sun once, at 80 %.'
    """
    if not terms:
        raise ValueError("give one term or more")
    found = {term: dispersion(text, term, inflections=inflections) for term in terms}
    words = next(iter(found.values())).words
    if not words:
        raise ValueError("the text has no words, so there is nowhere for a term to stand")
    places = {term: [100 * at / words for at in spread.positions] for term, spread in found.items()}
    even = sorted((spread.dp, term) for term, spread in found.items() if spread.dp is not None)
    first = max(places, key=lambda term: len(places[term]))
    title = f"“{label(first)}” appears {_often(len(places[first]))} in {words:,} words"
    if len(even) > 1:
        title = f"Spread most evenly over {words:,} words: “{label(even[0][1])}”; least: “{label(even[-1][1])}”"
    table = [("term", "times", "where, in % of the text", "evenness (DP, 0 is even)")]
    for term, spread in found.items():
        where = ", ".join(f"{place:.0f} %" for place in places[term]) or "nowhere"
        dp = "too rare" if spread.dp is None else f"{spread.dp:.2f}"
        table.append((term, str(len(spread.positions)), where, dp))
    said = "; ".join(f"{t} {_often(int(n))}, at {where}" for t, n, where, _ in table[1 : MOST + 1])
    more = left_out(found)
    caption = f"{more}A stroke is one occurrence. What the word does there only the sentence tells: look it up."
    drawn = dict(list(found.items())[:MOST])
    rows = [
        Strip(f"{term} ({len(spread.positions)})", "", tuple(Stretch(at, 0, "author") for at in spread.positions))
        for term, spread in drawn.items()
    ]
    drawing = Strips(tuple(rows), scale(words, "words from the start"), strokes=True)
    return Chart(drawing, title, f"{title}. {said}. {more}".rstrip(), tuple(table), caption)


def _often(n: int) -> str:
    return "once" if n == 1 else f"{n:,} times"


def sentence_lengths(reading: Reading) -> Chart:
    """How many words each sentence of an article has, a dot for each, in a row for each voice.

    A sentence belongs to the voice in which more than half of its words stand; headlines and other lines that are no
    sentences are left out with the furniture. The table has them in the order of the text. Raises ``ValueError`` where
    there is no sentence.

    >>> import kit
    >>> chart = sentence_lengths(kit.read("It rained. “The dam will surely hold,” Ana Ruiz said."))
    >>> chart.table[1:]
    (('1', '2', 'Author', 'It rained.'), ('2', '8', 'Quoted', '“The dam will surely hold,” Ana Ruiz said.'))
    """
    article, quoted = reading.article, reading.voices["quoted"]
    prose = [zone.span for zone in reading.zones if zone.label in ("body", "transcript")]
    rows = []
    for sentence in (found.span for found in reading.sentences if touching(prose, *found.span)):
        words = [found.start() for found in WORD.finditer(article.text, *sentence)]
        theirs = sum(
            bisect_left(words, part.end) - bisect_left(words, part.start) for part in touching(quoted, *sentence)
        )
        if words:
            rows.append((len(words), "quoted" if 2 * theirs > len(words) else "author", article.covered(sentence)))
    if not rows:
        raise ValueError("the article has no sentence to measure")
    table = [("sentence", "words", "voice", "text")]
    table += [(str(i), str(n), TITLES[voice], text) for i, (n, voice, text) in enumerate(rows, 1)]
    lengths = {voice: [n for n, whose, _ in rows if whose == voice] for voice in ("author", "quoted")}
    lengths = {voice: own for voice, own in lengths.items() if own}
    title = _finding(lengths)
    said = " ".join(f"{TITLES[voice]}, in order: {', '.join(map(str, own))}." for voice, own in lengths.items())
    caption = (
        "A dot is a sentence. From few sentences, and very different ones, nobody can tell the usual length: a few "
        "others would move it far. Long is not hard, and short is not true. Where a sentence ends is a decision of the "
        "program."
    )
    return Chart(_dots(lengths), title, f"{title}. {said}", tuple(table), caption)


_WHOSE = {"author": ("the author", "has"), "quoted": ("those quoted", "have")}


def _finding(lengths: Mapping[str, Sequence[int]]) -> str:
    """How many sentences each voice has and how long they are, the fewest first; where one is alone, that it is."""
    fewest = sorted(lengths.items(), key=lambda voice: len(voice[1]))
    said = [_sentences(voice, own) for voice, own in fewest]
    if len(fewest) == 1:
        return f"{capital(said[0])}; no other voice has a sentence"
    few, many = (own for _, own in fewest)
    uneven = stdev(few) > stdev(many) if len(few) > 1 else False
    lead = "Few and uneven: " if uneven and len(few) < len(many) else ""
    return capital(f"{lead}{'; '.join(said)}")


def _sentences(voice: str, lengths: Sequence[int]) -> str:
    who, has = _WHOSE[voice]
    if len(lengths) == 1:
        return f"{who} {has} 1 sentence, of {lengths[0]} words"
    return f"{who} {has} {len(lengths)} sentences, of {min(lengths)} to {max(lengths)} words"


def _dots(lengths: Mapping[str, Sequence[int]]) -> Points:
    rows = (
        PointRow(TITLES[voice], _count(len(own)), tuple(Point(words, voice) for words in own))
        for voice, own in lengths.items()
    )
    return Points(tuple(rows), scale(1.04 * max(map(max, lengths.values())), "words in the sentence"))


def _count(n: int) -> str:
    return "1 sentence" if n == 1 else f"{n} sentences"


def zones_and_voices(reading: Reading) -> Chart:
    """A page from top to bottom as two strips: which zone each stretch is, and which voice speaks in it.

    Lengths are words. What is neither the author's nor quoted nor furniture (bylines, dates, the labels of a
    transcript) is called labels. Raises ``ValueError`` where there is no word.

    >>> import kit
    >>> zones_and_voices(kit.read("It rained. “It will end,” Ana Ruiz said.")).alt
    "Of 8 words 5 (62 %) are the author's, 3 (38 %) quoted and 0 (0 %) furniture. In order: author 2, quoted 3, ..."
    """
    words = [found.start() for found in WORD.finditer(reading.text)]
    if not words:
        raise ValueError("the page has no words, so there is nothing to draw")
    whose = {voice: reading.voices[voice] for voice in ("author", "quoted", "furniture")}
    voices = _stretches(words, [(span, voice) for voice, spans in whose.items() for span in spans])
    by_zone = _stretches(words, [(zone.span, zone.label) for zone in reading.zones])
    sizes = {voice: sum(n for _, n, name in voices if name == voice) for voice in whose}
    author, quoted, furniture = (f"{n:,} ({percent(n, len(words))})" for n in sizes.values())
    title = f"Of {len(words):,} words {author} are the author's, {quoted} quoted and {furniture} furniture"
    table = [("strip", "from word", "words", "what")]
    table += [("zone", str(start + 1), str(n), name) for start, n, name in by_zone]
    table += [("voice", str(start + 1), str(n), name) for start, n, name in voices]
    said = ", ".join(f"{name} {n}" for _, n, name in voices)
    caption = "Zones and voices are found by rules, and rules err. Words are room on the page, not weight."
    return Chart(_page(by_zone, voices), title, f"{title}. In order: {said}.", tuple(table), caption)


_Run = tuple[int, int, str]  # the words before it, its own, and its name


def _stretches(words: Sequence[int], named: Iterable[tuple[Span, str]]) -> list[_Run]:
    """The words of a page as stretches of one name each; "labels" are those that no span covers."""
    names = ["labels"] * len(words)
    for span, name in named:
        for i in range(bisect_left(words, span.start), bisect_left(words, span.end)):
            names[i] = name
    out, at = [], 0
    for name, run in groupby(names):
        n = len(list(run))
        out.append((at, n, name))
        at += n
    return out


def _page(zones: Sequence[_Run], voices: Sequence[_Run]) -> Strips:
    grounds = ["around" if zone in FURNITURE or zone == "labels" else "within" for *_, zone in zones]
    by_zone = tuple(Stretch(at, n, ground, zone) for (at, n, zone), ground in zip(zones, grounds, strict=True))
    by_voice = tuple(Stretch(at, n, voice) for at, n, voice in voices)
    size = sum(n for _, n, _ in voices)
    legend = tuple((voice, TITLES[voice]) for voice in ("author", "quoted", "furniture", "labels"))
    rows = (Strip("Zone", "", by_zone), Strip("Voice", "", by_voice))
    return Strips(rows, scale(size, "words from the top of the page"), legend)
