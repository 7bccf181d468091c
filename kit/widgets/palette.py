"""What tells labels apart: a letter and an underline pattern first, a colour last."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kit.activity.labels import Label

__all__ = ["INKS", "PATTERNS", "Style", "styles"]

# Hues of M. Okabe and K. Ito, "Color Universal Design" (2008), jfly.uni-koeln.de/color, and the wine of P. Tol,
# "Colour schemes" (SRON/EPS/TN/09-002, 2021, "muted"); darkened for a light page and lightened for a dark one until
# each stands out from the page, and the letter printed on it, at 4.5 to 1 or better (a test holds them to it).
INKS = (
    ("#0072b2", "#5cb3ea"),  # blue
    ("#b34a00", "#f5914e"),  # vermilion
    ("#00755a", "#3fc9a0"),  # bluish green
    ("#a3457c", "#e8a0cb"),  # reddish purple
    ("#7d5c00", "#e9b94a"),  # orange
    ("#3f3f46", "#c9c9cf"),  # black
    ("#882255", "#d98bb0"),  # wine
)
PATTERNS = ("solid", "dashed", "dotted", "double", "wavy", "thick")  # 6 by 7 inks: 42 pairs before one recurs
KEYS = "1234567890"
_WORD = re.compile(r"[^\W\d_]+")
LETTERS = string.ascii_uppercase + "ΓΔΘΛΞΠΣΦΨΩ"


@dataclass(frozen=True, slots=True)
class Style:
    """A label as shown: its letter, its digit if one was left, its underline, and its ink by light and by dark."""

    name: str
    title: str
    hint: str
    letter: str
    key: str
    pattern: str
    ink: tuple[str, str]
    offered: bool = True


def styles(labels: Sequence[Label | str], shown: Iterable[str] = ()) -> dict[str, Style]:
    """A style for each label, by name: first those a learner can choose, then those that are only shown.

    Raises ``ValueError`` where there is no label, a name or letter comes twice, or there are more than 36 in all.

    >>> [(s.key, s.letter, s.pattern) for s in styles(["quote", "question", "claim"]).values()]
    [('1', 'Q', 'solid'), ('2', 'U', 'dashed'), ('3', 'C', 'dotted')]
    """
    offered = [label if isinstance(label, Label) else Label(label) for label in labels]
    names = [label.name for label in offered]
    if not names or len(set(names)) < len(names):
        raise ValueError(f"labels must be one or more, each once: {', '.join(names) or 'none given'}")
    every = [*offered, *(Label(name) for name in dict.fromkeys(shown) if name not in names)]
    if len(every) > len(LETTERS):
        raise ValueError(f"{len(every)} labels are more than the {len(LETTERS)} that letters can tell apart")
    titles = {label.name: label.title or label.name.replace("-", " ").capitalize() for label in every}
    letters = _letters(every, titles)
    return {
        label.name: Style(
            label.name,
            titles[label.name],
            label.hint,
            letters[label.name],
            KEYS[at] if at < min(len(KEYS), len(offered)) else "",
            PATTERNS[at % len(PATTERNS)],
            INKS[at % len(INKS)],
            offered=at < len(offered),
        )
        for at, label in enumerate(every)
    }


def _letters(labels: Sequence[Label], titles: Mapping[str, str]) -> Mapping[str, str]:
    """A letter for each label: the given one, its title's first, that of a later word, any of its title, any left."""
    chosen = {label.name: label.letter.upper() for label in labels if label.letter}
    if len(set(chosen.values())) < len(chosen):
        raise ValueError(f"two labels ask for the same letter: {chosen}")
    words = {name: _WORD.findall(title.upper()) for name, title in titles.items()}
    initials = {name: "".join(word[0] for word in of_title) for name, of_title in words.items()}
    for at, letter in (  # everyone's first before anyone's second
        *((name, letter) for name, letters in initials.items() for letter in letters[:1]),
        *((name, letter) for name, letters in initials.items() for letter in letters),
        *((name, letter) for name, of_title in words.items() for letter in "".join(of_title)),
        *((name, letter) for name in words for letter in LETTERS),
    ):
        if at not in chosen and letter in LETTERS and letter not in chosen.values():
            chosen[at] = letter
    return chosen
