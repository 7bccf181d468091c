"""Strips along a text: where terms stand, how long sentences are, and which zone and voice has the word."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from statistics import stdev
from typing import TYPE_CHECKING

from kit.annotation import Span
from kit.charts.chart import ARTICLE, MOST, Chart, canvas, capital, label, left_out, percent
from kit.charts.looks import LOOKS, TITLES
from kit.reading import Reading
from kit.segment import FURNITURE
from kit.spans import touching
from kit.terms import Dispersion, Words, dispersion
from kit.words import WORD

if TYPE_CHECKING:
    from matplotlib.figure import Figure

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
    return Chart(_draw_strips(title, words, drawn), f"{title}. {said}. {more}".rstrip(), tuple(table), caption)


def _often(n: int) -> str:
    return "once" if n == 1 else f"{n:,} times"


def _draw_strips(title: str, words: int, found: Mapping[str, Dispersion]) -> Figure:
    figure = canvas(title, 0.8 + 0.36 * len(found))
    axes = figure.subplots()
    axes.eventplot([spread.positions for spread in found.values()], linelengths=0.7, linewidths=2, colors=ARTICLE)
    axes.set_yticks(range(len(found)), [f"{label(term)} ({len(spread.positions)})" for term, spread in found.items()])
    axes.set(xlim=(0, words), ylim=(len(found) - 0.5, -0.5))
    axes.set_xlabel("words from the start", loc="left")
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(axis="y", length=0)
    return figure


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
    return Chart(_draw_lengths(title, lengths), f"{title}. {said}", tuple(table), caption)


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


def _draw_lengths(title: str, lengths: Mapping[str, Sequence[int]]) -> Figure:
    figure = canvas(title, 0.9 + 0.85 * len(lengths))
    axes = figure.subplots()
    for row, (voice, own) in enumerate(lengths.items()):
        look = LOOKS[voice]
        axes.plot([min(own), max(own)], [row, row], color=look.edge, linewidth=1, zorder=1)
        seen: Counter[int] = Counter()
        apart = min(0.16, 0.6 / max(Counter(own).values()))
        heights = []
        for n in own:  # of the same length, one above the other
            heights.append(row - apart * seen[n])
            seen[n] += 1
        shape = {"author": "o", "quoted": "D"}[voice]
        axes.scatter(
            own, heights, s=52, marker=shape, facecolor=look.fill, edgecolor=look.edge, linewidth=0.8, zorder=2
        )
    axes.set_yticks(range(len(lengths)), [f"{TITLES[voice]}\n({_count(len(own))})" for voice, own in lengths.items()])
    axes.set(xlim=(0, 1.04 * max(map(max, lengths.values()))), ylim=(len(lengths) - 0.5, -0.6))
    axes.locator_params(axis="x", integer=True)
    axes.set_xlabel("words in the sentence", loc="left")
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(axis="y", length=0)
    return figure


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
    return Chart(_draw_page(title, by_zone, voices), f"{title}. In order: {said}.", tuple(table), caption)


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


def _draw_page(title: str, zones: Sequence[_Run], voices: Sequence[_Run]) -> Figure:
    figure = canvas(title, 1.9)
    axes = figure.subplots()
    size = sum(n for _, n, _ in voices)
    grounds = ["#ececec" if zone in FURNITURE or zone == "labels" else "#ffffff" for *_, zone in zones]
    lefts, sizes, _ = zip(*zones, strict=True)
    axes.barh([0] * len(zones), sizes, left=lefts, height=0.7, color=grounds, edgecolor="#6b6b6b", linewidth=0.6)
    for start, n, zone in zones:
        if n > 0.011 * size * len(zone):  # there is room for the word
            axes.text(start + n / 2, 0, label(zone), ha="center", va="center", fontsize=9)
    for voice in ("author", "quoted", "furniture", "labels"):
        at, lengths = zip(*[(start, n) for start, n, name in voices if name == voice] or [(0, 0)], strict=True)
        axes.barh([1] * len(at), lengths, left=at, height=0.7, label=TITLES[voice], **LOOKS[voice].patch)
    axes.set_yticks([0, 1], ["Zone", "Voice"])
    axes.set(xlim=(0, size), ylim=(1.45, -0.45))
    axes.set_xlabel("words from the top of the page", loc="left")
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(axis="y", length=0)
    axes.legend(loc="lower left", frameon=False, ncols=4, fontsize=9, bbox_to_anchor=(0, 1), borderaxespad=0)
    return figure
