"""Does a reader tell what is there from what is not? Hits and false alarms as sensitivity and bias."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kit.agreement.units import one_layer, tier, touched
from kit.annotation import Annotation, Span
from kit.article import Article
from kit.segment import find_sentences
from kit.spans import union

__all__ = ["Discernment", "Trials", "discernment", "discernment_of", "trials"]


@dataclass(frozen=True, slots=True)
class Discernment:
    """How well a reader tells what is there from what is not, and how readily they mark.

    ``hits`` and ``misses`` count the trials with something to find, ``false_alarms`` and ``correct_rejections`` those
    with nothing; ``hit_rate`` and ``false_alarm_rate`` are shares of them as counted, 0 to 1. ``sensitivity`` is d′, in
    standard deviations: 0 for a guess, the more the better. ``bias`` is the criterion c: below 0 for who marks readily,
    above 0 for who marks sparingly. What is undefined is ``None``, and ``why`` says why; else ``why`` is empty.
    """

    hits: int
    misses: int
    false_alarms: int
    correct_rejections: int
    hit_rate: float | None
    false_alarm_rate: float | None
    sensitivity: float | None
    bias: float | None
    why: str


def discernment(hits: int, misses: int, false_alarms: int, correct_rejections: int) -> Discernment:
    """Sensitivity and bias from the four counts of a yes-or-no task, with the log-linear correction.

    d′ = z(H) − z(F) and c = −(z(H) + z(F)) / 2, where H = (hits + ½) / (trials with something to find + 1), F likewise
    for false alarms, and z is the inverse of the standard normal distribution. Without the correction both would be
    infinite for whoever finds everything. They are undefined where one kind of trial is lacking, and where every answer
    was the same: what the correction makes of that depends on the numbers of trials alone.

    Raises ``ValueError`` where a count is negative.

    Formulas: H. Stanislaw & N. Todorov, "Calculation of signal detection theory measures", Behavior Research Methods,
    Instruments, & Computers 31 (1999), 137-149. Correction: M. J. Hautus, "Corrections for extreme proportions and
    their biasing effects on estimated values of d′", the same journal, 27 (1995), 46-51.

    >>> found = discernment(hits=9, misses=1, false_alarms=2, correct_rejections=18)
    >>> round(found.sensitivity, 2), round(found.bias, 2)
    (2.28, 0.04)
    >>> discernment(9, 1, 0, 0).why
    'Nothing tests for false alarms: a sound text or a trap is needed.'
    """
    if min(hits, misses, false_alarms, correct_rejections) < 0:
        given = f"{hits}, {misses}, {false_alarms}, {correct_rejections}"
        raise ValueError(f"hits, misses, false alarms and correct rejections are counts from 0 up, not {given}")
    signals, noises = hits + misses, false_alarms + correct_rejections
    sensitivity = bias = None
    why = _undefined(hits + false_alarms, signals, noises)
    if not why:
        from statistics import NormalDist

        z = NormalDist().inv_cdf
        z_hits, z_alarms = z((hits + 0.5) / (signals + 1)), z((false_alarms + 0.5) / (noises + 1))
        sensitivity, bias = z_hits - z_alarms, -(z_hits + z_alarms) / 2
    rates = hits / signals if signals else None, false_alarms / noises if noises else None
    return Discernment(hits, misses, false_alarms, correct_rejections, *rates, sensitivity, bias, why)


def _undefined(marked: int, signals: int, noises: int) -> str:
    """Why sensitivity and bias are undefined; nothing where they are not."""
    lacking = []
    if not signals:
        lacking.append("There was nothing to find, and so nothing to hit or miss.")
    if not noises:
        lacking.append("Nothing tests for false alarms: a sound text or a trap is needed.")
    if not lacking and marked in (0, signals + noises):
        lacking.append("Every answer was the same, so nothing shows whether one thing was told from another.")
    return " ".join(lacking)


def discernment_of(*texts: tuple[Article, Iterable[Annotation], Iterable[Annotation]]) -> Discernment:
    """Discernment over several texts, each with the marks made on it and its key, all of one layer.

    A trial is a sentence, and marking any of it is the answer "there is something here"; labels do not count. (Whether
    the right words were marked, and labelled rightly, is for ``compare``.) A sentence is a trial with something to find
    where a "must" entry of the key touches it. It has nothing to find where a trap does, or where the text is sound:
    its key asks for nothing. Other sentences are not counted: what a key merely accepts may be marked or not, and
    a mark that is not in the key of a text full of signals is not to be called a false alarm.

    Raises ``ValueError`` where the annotations are of several layers.

    >>> slanted, sound = Article.from_text("He slammed it. It rained."), Article.from_text("He paid. They met.")
    >>> key = [Annotation(3, 10, "loaded", "loaded-word", "key:demo")]
    >>> found = discernment_of((slanted, key, key), (sound, [], []))
    >>> found.hits, found.misses, found.false_alarms, found.correct_rejections
    (1, 0, 0, 2)
    """
    counts = [0, 0, 0, 0]
    given: list[Annotation] = []
    for article, mine, key in texts:
        marks, entries = list(mine), list(key)
        given += [*marks, *entries]
        counts = [one + other for one, other in zip(counts, trials(article, entries).answered(marks), strict=True)]
    one_layer(given)
    return discernment(*counts)


@dataclass(frozen=True, slots=True)
class Trials:
    """The sentences of a text that are trials, by number: those with something to find, and those with nothing."""

    sentences: tuple[Span, ...]
    signals: frozenset[int]
    noises: frozenset[int]
    _reach: dict[tuple[int, int], range] = field(default_factory=dict, init=False, repr=False, compare=False)

    def answered(self, marks: Iterable[Annotation]) -> tuple[int, int, int, int]:
        """What marks come to: hits, misses, false alarms and correct rejections."""
        marked = {sentence for mark in marks for sentence in self._touched(mark)}
        hits, alarms = len(self.signals & marked), len(self.noises & marked)
        return hits, len(self.signals) - hits, alarms, len(self.noises) - alarms

    def _touched(self, mark: Annotation) -> range:
        """The sentences that a mark touches; many readers mark the same places, and each is looked up once."""
        place = (mark.start, mark.end)
        if place not in self._reach:
            self._reach[place] = touched(self.sentences, mark)
        return self._reach[place]


def trials(article: Article, key: Iterable[Annotation]) -> Trials:
    """The trials that a text and its key make, as ``discernment_of`` says; for many readers of one text.

    >>> slanted = Article.from_text("He slammed it. It rained.")
    >>> trials(slanted, [Annotation(3, 10, "loaded", "loaded-word", "key:demo")]).answered([])
    (0, 1, 0, 0)
    """
    entries = list(key)
    sentences = tuple(sentence.span for sentence in find_sentences(article))
    must, accept, trap = (
        _touched_by([a for a in entries if tier(a) == name], sentences) for name in ("must", "accept", "trap")
    )
    empty = trap if must else set(range(len(sentences)))
    return Trials(sentences, frozenset(must), frozenset(empty - must - accept))


def _touched_by(annotations: Iterable[Annotation], units: Sequence[Span]) -> set[int]:
    ranges = sorted(Span(reach.start, reach.stop) for a in annotations if (reach := touched(units, a)))
    return {i for stretch in union(ranges) for i in range(*stretch)}
