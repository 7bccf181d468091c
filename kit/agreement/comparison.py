"""What a comparison with a key came to: counts, shares, and words for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from kit.agreement.pairing import Pair, pair
from kit.agreement.units import tier
from kit.annotation import Annotation

__all__ = ["Comparison", "compare"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A set of marks beside a reference, in numbers.

    ``agree``, ``differ``, ``missed``, ``extra`` and ``trap`` count the ``pairs`` by their status. ``asked`` counts the
    entries that the reference asks for (tier "must"), ``found`` those of them that a mark agrees with.
    """

    asked: int
    found: int
    agree: int
    differ: int
    missed: int
    extra: int
    trap: int
    pairs: tuple[Pair, ...] = field(repr=False)

    @property
    def recall(self) -> float | None:
        """The share of what is asked for that was found, 0 to 1; ``None`` where nothing is asked for."""
        return self.found / self.asked if self.asked else None

    @property
    def precision(self) -> float | None:
        """The share of marks that agree, 0 to 1, among those that the reference speaks of; ``None`` where it is silent.

        Marks on "accept" entries count like others. Extra marks are left out: the reference says nothing of them.
        """
        judged = self.agree + self.differ + self.trap
        return self.agree / judged if judged else None

    def summary(self) -> str:
        """What the comparison came to, in a sentence for each kind of finding, with a blank line between them."""
        reasons = " ".join(dict.fromkeys(found.why for found in self.pairs if found.status == "trap" and found.why))
        others = (
            (self.differ, "touched, with another label or other bounds."),
            (self.missed, "left unmarked."),
            (self.agree - self.found, "marked that the key accepts without asking."),
            (self.extra, "marked alone: not in the key, which is not to say wrong."),
            (self.trap, f"marked in a trap: {reasons}" if reasons else "marked in a trap."),
        )
        asks = f"asks for {self.asked}; you found {self.found}" if self.asked else "asks for nothing here"
        return "\n\n".join([f"The key {asks}."] + [f"{number} you {words}" for number, words in others if number])


def compare(mine: Iterable[Annotation], reference: Iterable[Annotation], *, every: bool = False) -> Comparison:
    """Compare a set of marks with a reference of the same layer, and count; pairs and ``every`` are those of ``pair``.

    Raises ``ValueError`` where the annotations are of several layers.

    >>> key = Annotation(0, 9, "quote", "direct", "key:demo")
    >>> title = Annotation(20, 29, "quote", "title", "key:demo", attributes={"tier": "trap", "why": "A film's title."})
    >>> done = compare([Annotation(1, 9, "quote", "direct", "learner:ana"), title], [key, title])
    >>> done.recall, done.precision
    (1.0, 0.5)
    >>> print(done.summary())
    The key asks for 1; you found 1.
    <BLANKLINE>
    1 you marked in a trap: A film's title.
    """
    pairs = tuple(pair(mine, reference, every=every))
    counts = Counter(found.status for found in pairs)
    asked = [p for p in pairs if p.reference and (every or tier(p.reference) == "must")]
    return Comparison(
        asked=len(asked),
        found=sum(found.status == "agree" for found in asked),
        agree=counts["agree"],
        differ=counts["differ"],
        missed=counts["missed"],
        extra=counts["extra"],
        trap=counts["trap"],
        pairs=pairs,
    )
