"""How far a class agrees in what it marks, with an interval and in words; and how key and program stand beside it."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from kit.activity.activity import Activity
from kit.activity.texts import LAYERS
from kit.agreement.describe import squares
from kit.agreement.reliability import Coefficient, Rating, alpha, ratings
from kit.agreement.units import tier, touched, word_spans
from kit.annotation import Annotation, Span
from kit.classroom.results import ClassResults
from kit.segment import find_sentences
from kit.segment.blocks import find_blocks

__all__ = ["ClassAgreement", "agreement"]

DRAWS = 500
SURE = 0.95
_Row = Sequence[Rating]


@dataclass(frozen=True, slots=True)
class ClassAgreement:
    """How far learners agree in an activity, on their first tries.

    ``learners`` counts those who did it, ``alpha`` is Krippendorff's, ``low`` and ``high`` its 95 % interval, None
    where it is undefined. ``words`` are paragraphs that say so; the last is a note with the figures.
    """

    learners: int
    alpha: Coefficient
    low: float | None
    high: float | None
    words: tuple[str, ...]


def agreement(results: ClassResults, lesson: str, activity: str) -> ClassAgreement:
    """How far a class agrees in what it marked in an activity, before anyone saw the key.

    Of words it counts which are marked, whatever the label; of blocks, which label they have, and a block without one
    is not rated. The interval is a percentile bootstrap over the sentences, or blocks, of the text: what other passages
    of its kind might show. Raises ``KeyError`` where there is no such lesson or activity, ``ValueError`` where nothing
    is marked in it.
    """
    about = results.lessons[lesson].data[activity]
    if about.kind != "mark":
        raise ValueError(f"nothing is marked in {activity!r}; agreement is of marks")
    sets = [tried.marks for work in results.lessons[lesson].work.values() if (tried := work.first_try(activity))]
    units = find_blocks(about.article.text) if about.unit == "block" else word_spans(about.article)
    rows = _rows(about, sets, units)
    found = alpha(rows) if len(rows) > 1 else Coefficient(None, "Fewer than two learners did this.")
    low, high = _interval(rows, _groups(about, units)) if found.value is not None else (None, None)
    said = [*_in_words(found, low, high), *_beside(about, rows, units)] if rows else []
    return ClassAgreement(len(rows), found, low, high, (*said, _note(about, found, low, high, len(rows))))


def _rows(activity: Activity, sets: Iterable[Iterable[Annotation]], units: Sequence[Span]) -> list[_Row]:
    """What each reader said of each unit."""
    if activity.unit == "block":
        return [[label or None for label in row] for row in ratings(activity.article, sets, units=units)]
    marked = cache(lambda start, end: Annotation(start, end, activity.layer, "marked", ""))  # the same few places
    alike = ([marked(mark.start, mark.end) for mark in marks] for marks in sets)
    return list(ratings(activity.article, alike, units=units))


def _groups(activity: Activity, units: Sequence[Span]) -> list[range]:
    """The units that are drawn together: those of a sentence, for words stand in phrases; of blocks each by itself."""
    if activity.unit == "block":
        return [range(i, i + 1) for i in range(len(units))]
    return [reach for sentence in find_sentences(activity.article) if (reach := touched(units, sentence))]


def _interval(rows: Sequence[_Row], groups: Sequence[range]) -> tuple[float | None, float | None]:
    """Bootstrap: alpha from sums over groups, which are drawn with replacement, the same ones each time."""
    said = [Counter(unit) for unit in zip(*rows, strict=True)]
    sums = [_sums(said[group.start : group.stop]) for group in groups]
    chance, found = random.Random(len(groups)), []
    for _ in range(DRAWS):
        observed, labels = 0.0, Counter[str]()
        for unlike, counts in chance.choices(sums, k=len(sums)):
            observed += unlike
            for label, number in counts.items():
                labels[label] += number
        n = sum(labels.values())
        expected = n * n - sum(number * number for number in labels.values())
        if expected:
            found.append(1 - observed * (n - 1) / expected)
    if len(found) < DRAWS / 2:
        return None, None
    found.sort()
    edge = int(len(found) * (1 - SURE) / 2)
    return found[edge], found[-1 - edge]


def _sums(units: Iterable[Counter[Rating]]) -> tuple[float, dict[str, int]]:
    """Of some units the disagreement within them, and how often each label was given, where two or more rated them."""
    observed, labels = 0.0, Counter[str]()
    for unit in units:
        counts = Counter({label: number for label, number in unit.items() if label is not None})
        n = sum(counts.values())
        if n > 1:
            observed += (n * n - sum(number * number for number in counts.values())) / (n - 1)
            labels += counts
    return observed, dict(labels)


# In words


def _in_words(found: Coefficient, low: float | None, high: float | None) -> list[str]:
    if found.value is None:
        return [f"How far the class agrees cannot be worked out. {found.why}"]
    said = [f"On their first tries, learners {_how_far(found.value)}."]
    if low is not None and high is not None:
        one, other = _how_far(low), _how_far(high)
        said.append(
            "In other passages like this one it would be much the same."
            if one == other
            else f"This is one short text: in others like it, it might be that they {one}, or that they {other}."
        )
    return [" ".join(said)]


def _how_far(value: float) -> str:
    if value < 0.1:
        return "agree no more than chance would have them"
    if value < 0.35:
        return "agree somewhat more than chance would have them"
    if value < 0.65:
        return "agree about half of the way from chance to full agreement"
    return "agree for the most part" if value < 0.9 else "agree almost fully"


def _beside(activity: Activity, rows: Sequence[_Row], units: Sequence[Span]) -> list[str]:
    """What most of the class marked, beside the key and the program."""
    most = [_most(row) for row in zip(*rows, strict=True)]
    said = []
    if activity.reference == "key" and activity.key:
        key = [entry for entry in activity.key if activity.unit == "block" or tier(entry) == "must"]
        left_open = [entry for entry in activity.key if tier(entry) == "accept"]
        said.append(_compared("the key", activity, key, left_open, most, units))
    if activity.layer in LAYERS:
        said.append(_compared("the program", activity, activity.by_program, [], most, units))
    return said


def _most(unit: Sequence[Rating]) -> Rating:
    """What more than half of those who rated a unit said; nothing where no answer has so many."""
    rated = [label for label in unit if label is not None]
    label, number = Counter(rated).most_common(1)[0] if rated else ("", 0)
    return label if 2 * number > len(rated) else ""


def _compared(
    who: str,
    activity: Activity,
    marks: Sequence[Annotation],
    left_open: Sequence[Annotation],
    most: Sequence[Rating],
    units: Sequence[Span],
) -> str:
    theirs, blank = _rows(activity, [marks, left_open], units)
    counted = [(a, b) for a, b, c in zip(theirs, most, blank, strict=True) if a and not c]
    alike, n = sum(a == b for a, b in counted), len(counted)
    if not counted:
        return f"{who[:1].upper()}{who[1:]} marks nothing here that counts."
    if activity.unit == "block":
        said = f"Of {_so_many(n, 'block')} that {who} labels, more than half of the class labelled alike"
    else:
        those = f"{who[:1].upper()}{who[1:]} has {_so_many(len(marks), 'mark')}, {_so_many(n, 'word')} in all"
        said = f"{those}. Of these words, more than half of the class marked"
    return f"{squares(alike, n)} {said} {alike or 'none'}."


def _so_many(n: int, what: str) -> str:
    return f"{n} {what}{'' if n == 1 else 's'}"


def _note(activity: Activity, found: Coefficient, low: float | None, high: float | None, learners: int) -> str:
    if found.value is None:
        return f"For those who know statistics: Krippendorff's alpha is undefined. {found.why}"
    said = f"For those who know statistics: Krippendorff's alpha of {learners} learners is {_figure(found.value)}"
    if low is not None and high is not None:
        said += f", with a 95 % interval from {_figure(low)} to {_figure(high)}"
    said += ". 0 is what chance gives, 1 is full agreement."
    return f"{said} On loaded words trained readers reach 0.3 to 0.4." if activity.layer == "loaded" else said


def _figure(number: float) -> str:
    return f"{number:.2f}".replace("-0.00", "0.00").replace("-", "−")
