"""How far readers agree, in words and rows of squares, with the statistics in a note."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from kit.agreement.reliability import Coefficient, Rating, alpha, kappa, ratings
from kit.agreement.units import tier
from kit.annotation import Annotation
from kit.article import Article

__all__ = ["describe_agreement", "squares"]

_Row = Sequence[Rating]


def describe_agreement(article: Article, readers: Mapping[str, Iterable[Annotation]]) -> str:
    """How far readers, by name, agree on which words are marked: two by two and, from three on, all together.

    Paragraphs parted by blank lines; one that begins with a row of squares says the same in words. Labels do not
    count. What a key has as a trap is not marked; what it merely accepts it has not rated, and is left out. The last
    paragraph is a note with Cohen's kappa and Krippendorff's alpha.

    >>> mine = [Annotation(3, 10, "loaded", "loaded-word", "learner:ana")]
    >>> key = [Annotation(0, 10, "loaded", "loaded-word", "key:demo")]
    >>> said = describe_agreement(Article.from_text("He slammed it."), {"you": mine, "the key": key})
    >>> print(said.rpartition("\\n\\n")[0])
    You and the key
    <BLANKLINE>
    ■ Of 1 word that you marked, the key marks 1.
    <BLANKLINE>
    ■□ Of 2 words that the key marks, you marked 1.
    """
    tiers = [[replace(mark, label=tier(mark)) for mark in marks] for marks in readers.values()]
    meant = {"must": "marked", "accept": None, "trap": "", "": ""}
    rows = [[meant[said or ""] for said in row] for row in ratings(article, tiers)]
    said, figures = [], []
    for (a, row_a), (b, row_b) in combinations(zip(readers, rows, strict=True), 2):
        said += [_capital(f"{a} and {b}"), *_pair(a, row_a, b, row_b)]
        figures.append((f"{a} and {b}", kappa(row_a, row_b)))
    if len(rows) > 2:
        said += _together(rows)
        figures.append(("all together (Krippendorff's alpha)", alpha(rows)))
    if any(None in row for row in rows):
        said.append("Words that a key leaves open are not counted beside it.")
    return "\n\n".join([*said, _note(figures)])


def squares(part: int, whole: int, *, most: int = 10) -> str:
    """So many of so many as a row of squares, one for each; beyond ``most`` of them a row of ten stands for all.

    A row of ten is rounded, but full only where nothing is missing, and empty only where there is nothing.

    >>> squares(2, 5), squares(1, 400), squares(399, 400), squares(0, 0)
    ('■■□□□', '■□□□□□□□□□', '■■■■■■■■■□', '')
    """
    if whole > most:
        part, whole = (10 if part == whole else min(max(round(10 * part / whole), part > 0), 9)), 10
    return "■" * part + "□" * (whole - part)


def _pair(a: str, row_a: _Row, b: str, row_b: _Row) -> list[str]:
    both = [(one, two) for one, two in zip(row_a, row_b, strict=True) if None not in (one, two)]
    shared = sum(bool(one and two) for one, two in both)
    of_a, of_b = sum(bool(one) for one, _ in both), sum(bool(two) for _, two in both)
    if not of_a and not of_b:
        return ["Neither of the two marks a word here. That is agreement, but it shows little."]
    return [_of(shared, of_a, a, b), _of(shared, of_b, b, a)]


def _of(shared: int, whole: int, who: str, other: str) -> str:
    if not whole:
        return f"{_capital(_marks(who))} no word here."
    words = "1 word" if whole == 1 else f"{whole} words"
    return f"{squares(shared, whole)} Of {words} that {_marks(who)}, {_marks(other)} {shared or 'none'}."


def _marks(who: str) -> str:
    return f"{who} {'marked' if who == 'you' else 'marks'}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _together(rows: Sequence[_Row]) -> list[str]:
    units = [unit for unit in zip(*rows, strict=True) if None not in unit]
    anyone, all_of_them = sum(any(unit) for unit in units), sum(all(unit) for unit in units)
    if not anyone:
        return []
    row = squares(all_of_them, anyone)
    words = "the 1 word that is marked" if anyone == 1 else f"the {anyone} words that one or more of them marked"
    return ["All together", f"{row} Of {words}, all {len(rows)} marked {all_of_them or 'none'}."]


def _note(figures: Sequence[tuple[str, Coefficient]]) -> str:
    known = [f"{who} {found.value:.2f}".replace("-", "−") for who, found in figures if found.value is not None]
    unknown = [who for who, found in figures if found.value is None]
    said = (
        "For those who know statistics: Cohen's kappa is agreement beyond chance, 1 if full, 0 if no more than chance."
    )
    if known:
        said += f" Here: {', '.join(known)}."
    if unknown:
        said += f" It cannot be worked out for {', '.join(unknown)}, where all words were treated alike."
    return said
