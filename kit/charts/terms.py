"""Terms by voice, side by side on one scale; and how often terms stand in two texts."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from kit.annotate.voices import VOICES
from kit.charts.chart import Chart, chart_of
from kit.charts.drawings import Line, Slopes, scale
from kit.charts.looks import TITLES
from kit.charts.outline import Cell, Outline, ticks
from kit.charts.words import MOST, label, left_out
from kit.reading import Reading
from kit.terms import Row, Words, by_article, log_ratio
from kit.terms.counting import is_stopped, per_thousand
from kit.terms.queries import occurrences
from kit.terms.ratio import times
from kit.terms.voice_words import as_words, groups_of, terms_in

__all__ = ["TermCounts", "term_slopes", "terms_by_voice"]

_WHERE = {
    "page": "on the page",
    "article": "in the article",
    "author": "in the author's words",
    "quoted": "in the quoted words",
    "furniture": "in the furniture",
}


class TermCounts:
    """The terms of an article in every voice, counted once, from which outlines are made quickly.

    For ``inflections`` see ``kit.terms.by_voice``.
    """

    def __init__(self, reading: Reading, *, inflections: bool = False) -> None:
        self._texts = [reading.words(voice) for voice in VOICES]
        self._sizes = dict(zip(VOICES, (words.size for words in self._texts), strict=True))
        self._inflections = inflections
        self._groups = groups_of(self._texts, inflections=inflections)
        self._rows: dict[int, dict[str, Row]] = {}  # by the number of words in a term
        self._of_length(1)

    def _of_length(self, n: int) -> dict[str, Row]:
        if n not in self._rows:
            self._rows[n] = {row.term: row for row in by_article(self._texts, n=n, inflections=self._inflections)}
        return self._rows[n]

    def outline(
        self,
        voices: Sequence[str] = ("author", "quoted", "furniture"),
        *,
        rank: str = "page",
        most: int = 12,
        only: Sequence[str] = (),
        stop_words: Collection[str] = (),
        rate: bool = False,
    ) -> Outline:
        """The outline of ``terms_by_voice``; see there."""
        for voice in (*voices, rank):
            if voice not in VOICES:
                raise ValueError(f"voice {voice!r} is not known; it must be one of {', '.join(VOICES)}")
        if most < 1:
            raise ValueError(f"most is {most}; a chart of terms has 1 or more")
        rows = [self._row(term) for term in only] if only else self._top(rank, stop_words)[:most]
        drawn = rows[:MOST]
        shown = tuple((label(row.spelling, 40), tuple(self._cell(row, v, rate) for v in voices)) for row in drawn)
        title = self._finding(rows, rank, voices, rate, bool(only))
        heads = [TITLES[voice] for voice in dict.fromkeys([rank, *voices])]
        said = [[self._said(row, voice, rate) for voice in dict.fromkeys([rank, *voices])] for row in rows]
        alt = "; ".join(
            f"{row.spelling}: " + ", ".join(f"{head.lower()} {n}" for head, n in zip(heads, own, strict=True))
            for row, own in zip(drawn, said, strict=False)
        )
        more = left_out(rows)
        return Outline(
            form="bars",
            title=title,
            alt=f"{title}. {alt}. {more}".rstrip() if rows else f"{title}.",
            caption=more + self._limit(rank, stop_words, bool(only)),
            table=(("term", *heads), *((row.spelling, *own) for row, own in zip(rows, said, strict=True))),
            unit="times in 1,000 words" if rate else "times",
            columns=tuple((voice, f"{TITLES[voice]} ({self._sizes[voice]:,} words)") for voice in voices),
            rows=shown,
            ticks=ticks(tuple(cell for _, cells in shown for cell in cells)),
        )

    def _top(self, rank: str, stop_words: Collection[str]) -> list[Row]:
        at = VOICES.index(rank)
        rows = [row for row in self._of_length(1).values() if row.counts[at] and not is_stopped(row.term, stop_words)]
        return sorted(rows, key=lambda row: (-row.counts[at], row.term))

    def _row(self, term: str) -> Row:
        """A term that was asked for, of one word or several, counted as the others are."""
        sought = terms_in(term)
        folded = " ".join(self._groups.get(word, word) for word in sought)
        nowhere = Row(
            folded, term, (0,) * len(VOICES), tuple(per_thousand(0, size) for size in self._sizes.values()), False
        )
        return self._of_length(max(len(sought), 1)).get(folded, nowhere)

    def _cell(self, row: Row, voice: str, rate: bool) -> Cell:
        at = VOICES.index(voice)
        share = row.per_thousand[at]
        if share is None:
            return Cell(None, "no words")  # which is not the same as a word that is not there
        return Cell(share, f"{share:.1f}") if rate else Cell(row.counts[at], f"{row.counts[at]:,}")

    def _said(self, row: Row, voice: str, rate: bool) -> str:
        at = VOICES.index(voice)
        share = row.per_thousand[at]
        if share is None:
            return "no words"
        return f"{share:.1f} ({row.counts[at]:,})" if rate else f"{row.counts[at]:,}"

    def _finding(self, rows: Sequence[Row], rank: str, voices: Sequence[str], rate: bool, chosen: bool) -> str:
        """Which of the terms comes first in the words of ``rank``, how often, and whose the word is."""
        at, where = VOICES.index(rank), _WHERE[rank]
        most = max((row.counts[at] for row in rows), default=0)
        if not most:
            return f"Nothing of this appears {where}" if chosen else f"There is no term to count {where}"
        first = [row for row in rows if row.counts[at] == most]
        often = self._said(first[0], rank, rate) + " in 1,000 words" if rate else _times(most)
        names = " and ".join(f"“{label(row.spelling)}”" for row in first[:2])
        if chosen and len(rows) > 1:
            names = f"Of these {names}"
        if len(first) > 1:
            more = f" and {len(first) - 2} more" if len(first) > 2 else ""
            return f"{names}{more} come first {where}, {often} each"
        others = [voice for voice in voices if voice != rank and self._sizes[voice]]
        whose = ", ".join(f"{TITLES[voice].lower()} {self._said(first[0], voice, rate)}" for voice in others)
        left = most - sum(first[0].counts[VOICES.index(voice)] for voice in ("author", "quoted", "furniture"))
        if whose and rank == "page" and left and not rate:
            whose += f", in bylines and dates {left:,}"  # which belong to no voice
        comes = f"appears {often} {where}" if len(rows) == 1 else f"comes first {where}, {often}"
        return f"{names} {comes}" + (f": {whose}" if whose else "")

    def _limit(self, rank: str, stop_words: Collection[str], chosen: bool) -> str:
        aside = ""
        if stop_words and not chosen:
            n = sum(is_stopped(term, stop_words) for term in self._of_length(1))
            aside = f"{n} stop words are set aside, and still count among the words. "
        labels = "Bylines, dates and tags belong to no voice; the page has them too. " if rank == "page" else ""
        return f"{aside}{labels}Frequent is not important: a count knows nothing of what a word does in its sentence."


def _times(n: int) -> str:
    return {1: "once", 2: "twice"}.get(n, f"{n:,} times")


def terms_by_voice(
    reading: Reading,
    voices: Sequence[str] = ("author", "quoted", "furniture"),
    *,
    rank: str = "page",
    most: int = 12,
    only: Sequence[str] = (),
    stop_words: Collection[str] = (),
    inflections: bool = False,
    rate: bool = False,
) -> Chart:
    """How often terms stand in each voice of an article: bars from zero, a column for each voice, all on one scale.

    Drawn are the ``most`` frequent terms in the words of ``rank``, or, in their order, those in ``only``. With
    ``rate`` the bars are occurrences in 1,000 words of the voice: fair where voices have much or little to say.
    ``stop_words`` are not drawn; the caption counts them. For ``inflections`` and the voices see
    ``kit.terms.by_voice``. Of more than 40 terms the first 40 are drawn, and the table has all. Raises ``ValueError``
    for a voice that is not known, and for ``most`` below 1.

    >>> import kit
    >>> terms_by_voice(kit.read("The dam held. The dam is old."), ["author"], most=1).alt
    '“dam” appears twice on the page: author 2. dam: page 2, author 2.'
    """
    counts = TermCounts(reading, inflections=inflections)
    return chart_of(counts.outline(voices, rank=rank, most=most, only=only, stop_words=stop_words, rate=rate))


def term_slopes(texts: Mapping[str, Reading | Words], terms: Sequence[str], *, inflections: bool = False) -> Chart:
    """How often terms stand in 1,000 words of one text, and of another: a line for each term, from zero.

    ``texts`` are two, by the names to be shown; ``reading.words`` gives those of a voice. The table has the ratio of
    the two with its 95 % interval (see ``kit.terms.log_ratio``). Of more than 40 terms the first 40 are drawn. Raises
    ``ValueError`` where there are not two texts, one has no words, or there is no term.

    >>> import kit
    >>> texts = {"a": kit.read("Rain, rain, sun."), "b": kit.read("Sun, sun, rain.")}
    >>> term_slopes(texts, ["rain"]).table[1][:3]
    ('rain', '2 (666.7)', '1 (333.3)')
    """
    if len(texts) != 2:
        raise ValueError(f"a slope has two ends, not {len(texts)}: give two texts")
    if not terms:
        raise ValueError("give one term or more")
    words = [as_words(text) for text in texts.values()]
    for name, text in zip(texts, words, strict=True):
        if not text.size:
            raise ValueError(f"{name!r} has no words, so nothing has a rate in it")
    hits = [[len(occurrences(text, term, inflections=inflections)) for text in words] for term in terms]
    rates = [[1000 * n / text.size for n, text in zip(row, words, strict=True)] for row in hits]
    at = max(range(len(terms)), key=lambda i: abs(rates[i][0] - rates[i][1]))
    one, two = texts
    title = f"“{label(terms[at])}” differs most: {rates[at][0]:.1f} in 1,000 words ({one}), {rates[at][1]:.1f} ({two})"
    table = [("term", f"{one}: times (in 1,000)", f"{two}: times (in 1,000)", f"{one} : {two}, 95 % interval")]
    for term, (a, b), (rate_a, rate_b) in zip(terms, hits, rates, strict=True):
        ratio = log_ratio(a, words[0].size, b, words[1].size)
        often = "–" if ratio is None else f"{times(ratio.value)} ({times(ratio.low)} to {times(ratio.high)})"
        table.append((term, f"{a} ({rate_a:.1f})", f"{b} ({rate_b:.1f})", often))
    more = left_out(terms)
    said = "; ".join(f"{row[0]} {row[1]} against {row[2]}" for row in table[1 : MOST + 1])
    caption = (
        f"{more}A line joins two figures; nothing is known in between. A word that comes only a few times may be there "
        "once more or less by chance, and its line would turn. So look at the counts first: they are in the table."
    )
    drawn = list(zip(terms, hits, rates, strict=True))[:MOST]
    lines = tuple(
        Line(term, (a, b), (f"{a:.1f} ({n})", f"{b:.1f} ({m})"), "author" if a > b else "rising")
        for term, (n, m), (a, b) in drawn
    )
    highest = max(end for line in lines for end in line.values) or 1.0
    drawing = Slopes((one, two), lines, scale(highest, "times in 1,000 words", whole=False))
    return Chart(drawing, title, f"{title}. {said}. {more}".rstrip(), tuple(table), caption)
