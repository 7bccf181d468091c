"""Do annotators agree more than chance would have them? Krippendorff's alpha and Cohen's kappa."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from kit.agreement.units import one_layer, touched, word_spans
from kit.annotation import Annotation, Span
from kit.article import Article

__all__ = ["Coefficient", "Rating", "alpha", "kappa", "ratings"]

Rating = str | None
_Units = Sequence[Sequence[str]]  # the ratings of each, at least two


@dataclass(frozen=True, slots=True)
class Coefficient:
    """Agreement beyond chance: 1 where it is full, 0 where it is what chance gives, below 0 where it is less.

    Where it is undefined ``value`` is ``None``, and ``why`` says why; else ``why`` is empty.
    """

    value: float | None
    why: str = ""


def ratings(
    article: Article, annotators: Iterable[Iterable[Annotation]], *, units: Sequence[Span] | None = None
) -> list[list[Rating]]:
    """What each annotator, in a row of their own, said of each unit: the label, or "" where they marked nothing.

    ``annotators`` holds one set of annotations for each person, an empty one for who marked nothing. ``units`` are
    spans in order that do not overlap, the article's words if not given. Where marks lie in each other the shorter one
    counts. Whoever did not see a unit has not rated it: put ``None`` there.

    Raises ``ValueError`` where the annotations are of several layers.

    >>> ana = [Annotation(3, 10, "loaded", "loaded-word", "learner:ana")]
    >>> ratings(Article.from_text("He slammed it."), [ana, []])
    [['', 'loaded-word', ''], ['', '', '']]
    """
    spans = word_spans(article) if units is None else units
    sets = [list(marks) for marks in annotators]
    one_layer(chain.from_iterable(sets))
    rows: list[list[Rating]] = [[""] * len(spans) for _ in sets]
    reaches = dict[tuple[int, int], range]()  # of many annotators, most mark the same places
    for row, marks in zip(rows, sets, strict=True):
        following = list(range(len(spans) + 1))  # from each unit the way to the next without a label
        for mark in sorted(marks, key=lambda mark: mark.start - mark.end)[::-1]:
            if (reach := reaches.get((mark.start, mark.end))) is None:
                reach = reaches[mark.start, mark.end] = touched(spans, mark)
            i = _free(following, reach.start)
            while i < reach.stop:
                row[i] = mark.label
                following[i] = i + 1
                i = _free(following, i)
    return rows


def _free(following: list[int], i: int) -> int:
    """The first unit from ``i`` on without a label; the way there is shortened for who comes after."""
    while following[i] != i:
        following[i] = following[following[i]]
        i = following[i]
    return i


def alpha(rows: Sequence[Sequence[Rating]]) -> Coefficient:
    """Krippendorff's alpha for labels without an order: how far any number of annotators agree beyond chance.

    ``rows`` hold each annotator's ratings of the same units in the same order, ``None`` where there is none. Undefined
    where no unit has two ratings, or all such ratings are the same.

    Raises ``ValueError`` where rows differ in length.

    K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), University of Pennsylvania, section C.

    >>> alpha([["quote", "", "quote", ""], ["quote", "", "", None]])
    Coefficient(value=0.444..., why='')
    """
    return _measured(rows, _alpha)


def kappa(a: Sequence[Rating], b: Sequence[Rating]) -> Coefficient:
    """Cohen's kappa: how far two annotators agree beyond chance, each with their own way of using the labels.

    Units that either has not rated (``None``) are left out. Undefined where none is left, or all ratings are the same.

    Raises ``ValueError`` where the two differ in length.

    J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20 (1960),
    37-46, formula 1.

    >>> kappa(["quote", "", "quote", ""], ["quote", "", "", ""])
    Coefficient(value=0.5, why='')
    """
    return _measured([a, b], _kappa)


def _measured(rows: Sequence[Sequence[Rating]], measure: Callable[[_Units], float]) -> Coefficient:
    """What a measure says of the units that have two ratings or more, where that is defined."""
    lengths = {len(row) for row in rows}
    if len(lengths) > 1:
        raise ValueError(f"each annotator needs a rating of each unit, None where there is none; got {sorted(lengths)}")
    rated = ([label for label in unit if label is not None] for unit in zip(*rows, strict=True))
    units = [unit for unit in rated if len(unit) > 1]
    if not units:
        return Coefficient(None, "No unit was rated by two annotators.")
    if len(set(chain.from_iterable(units))) == 1:
        return Coefficient(None, "All ratings are the same, so chance would agree as fully as the annotators do.")
    return Coefficient(measure(units))


def _alpha(units: _Units) -> float:
    """1 less observed over expected disagreement: pairs of unlike labels within units, and within all ratings."""
    observed = sum(_unlike(Counter(unit)) / (len(unit) - 1) for unit in units)
    ratings = Counter(chain.from_iterable(units))
    return 1 - observed * (ratings.total() - 1) / _unlike(ratings)


def _unlike(counts: Counter[str]) -> int:
    """How many pairs of ratings, in either order, have unlike labels."""
    return counts.total() ** 2 - sum(number**2 for number in counts.values())


def _kappa(units: _Units) -> float:
    """The agreement beyond chance over what there could be, each as units times all units."""
    first, second = (Counter(unit[who] for unit in units) for who in (0, 1))
    agree = sum(a == b for a, b in units) * len(units)
    by_chance = sum(number * second[label] for label, number in first.items())
    return (agree - by_chance) / (len(units) ** 2 - by_chance)
