"""What a comparison with a key came to: counts, shares, and words for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from kit.agreement.pairing import Pair, pair
from kit.annotation import Annotation
from kit.article import Article

__all__ = ["Comparison", "compare"]

_MOST, _EITHER_END = 12, 5  # words of a mark that are quoted whole; of a longer one, at either end


@dataclass(frozen=True, slots=True)
class Comparison:
    """A set of marks beside a reference, in numbers.

    ``asked`` counts the entries that the reference asks for, ``agree`` those of them that marks agree with, and
    ``missed`` those that no mark touches. ``differ``, ``extra``, ``trap`` and ``open`` count the ``pairs`` of that
    status. What the reference leaves open is in no other figure. ``article`` is what was marked.
    """

    asked: int
    agree: int
    differ: int
    missed: int
    extra: int
    trap: int
    open: int
    pairs: tuple[Pair, ...] = field(repr=False)
    article: Article = field(repr=False)

    @property
    def recall(self) -> float | None:
        """The share of what is asked for that was found, 0 to 1; ``None`` where nothing is asked for."""
        return self.agree / self.asked if self.asked else None

    @property
    def precision(self) -> float | None:
        """The share of findings that agree, 0 to 1, among those that the reference judges; ``None`` without any.

        Extra marks are left out: the reference says nothing of them. So is what it leaves open.
        """
        judged = self.agree + self.differ + self.trap
        return self.agree / judged if judged else None

    def summary(self) -> str:
        """What the comparison came to, in a sentence for each kind of finding, with a blank line between them.

        A reason that is given stands behind the words that it is about, in a line of its own.
        """
        asks = f"asks for {self.asked}; you found {self.agree}" if self.asked else "asks for nothing here"
        said = [f"The key {asks}." if self.pairs else f"The key {asks}, and you marked nothing: that is right."]
        if self.differ:
            said.append(f"{self.differ} you marked with another label, or over other words.")
        if self.missed:
            said.append(f"{self.missed} you left unmarked.")
        if n := self.extra:
            them = "it" if n == 1 else "them"
            said.append(f"The key has nothing at {n} of your marks. Look again: would you keep {them}?")
        if n := self.open:
            they = "it does" if n == 1 else "they do"
            said.append(f"The key leaves {n} of your marks open: people disagree, so {they} not count.")
        if n := self.trap:
            looks = "looks right, and is not" if n == 1 else "look right, and are not"
            said += [f"{n} of your marks {looks}.", *self._trap_reasons()]
        return "\n\n".join(said)

    def _trap_reasons(self) -> list[str]:
        """Each reason why a mark is one too many, behind the words that it is about, in the order of the text."""
        marked: dict[str, list[str]] = {}
        for found in self.pairs:
            if found.status == "trap" and found.why and found.mine:
                words = f"“{_short(self.article.covered(found.mine))}”"
                marked.setdefault(found.why, []).append(words)
        return [f"{', '.join(dict.fromkeys(words))}: {why}" for why, words in marked.items()]


def compare(
    article: Article, mine: Iterable[Annotation], reference: Iterable[Annotation], *, every: bool = False
) -> Comparison:
    """Compare a set of marks with a reference of the same layer, and count; pairs and ``every`` are those of ``pair``.

    Raises ``ValueError`` where the annotations are of several layers.

    >>> article = Article.from_text("“We won,” she said of “The Race”.")
    >>> key = Annotation(1, 8, "quote", "direct", "key:demo")
    >>> title = Annotation(23, 31, "quote", "title", "key:demo", attributes={"tier": "trap", "why": "A film's title."})
    >>> done = compare(article, [Annotation(0, 9, "quote", "direct", "learner:ana"), title], [key, title])
    >>> done.recall, done.precision
    (1.0, 0.5)
    >>> print(done.summary())
    The key asks for 1; you found 1.
    <BLANKLINE>
    1 of your marks looks right, and is not.
    <BLANKLINE>
    “The Race”: A film's title.
    """
    pairs = tuple(pair(article, mine, reference, every=every))
    counts = Counter(found.status for found in pairs)
    asked = {id(p.reference) for p in pairs if p.status in ("agree", "differ", "missed")}
    return Comparison(
        asked=len(asked),
        agree=counts["agree"],
        differ=counts["differ"],
        missed=counts["missed"],
        extra=counts["extra"],
        trap=counts["trap"],
        open=counts["open"],
        pairs=pairs,
        article=article,
    )


def _short(words: str) -> str:
    """Marked words in one line; of many, those at either end."""
    said = words.split()
    return " ".join(said if len(said) <= _MOST else [*said[:_EITHER_END], "…", *said[-_EITHER_END:]])
