"""Two wordings side by side, and the words in which they differ."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from kit.hypertext import AS_WRITTEN, words_html
from kit.reading import Reading

__all__ = ["Run", "WordDiff", "said_twice", "word_diff"]

_TOKEN = re.compile(r"\w+(?:[-‐‑'’.,]\w+)*|[^\w\s]")
_MARKS = str.maketrans(dict.fromkeys("'‘’‚“”„«»", '"'))
_NAMES = ("First wording", "Second wording")
_LOOK = (
    "text-decoration:none;font-weight:600;border-radius:3px;padding:0 2px;color:inherit;"
    "background:color-mix(in srgb, #2f8fce 22%, transparent);border-bottom:3px "
)
_LINES = {"del": "dashed", "ins": "solid"}


class Run(NamedTuple):
    """A stretch of one wording: its text, white space included, and whether the other wording has it too."""

    text: str
    changed: bool


@dataclass(frozen=True, slots=True)
class WordDiff:
    """Two wordings as runs: those of ``before``, and those of ``after``; ``names`` are what to call the two.

    ``swaps`` pairs what stands in the one with what stands in its place in the other, empty where nothing does.
    """

    before: tuple[Run, ...]
    after: tuple[Run, ...]
    swaps: tuple[tuple[str, str], ...]
    names: tuple[str, str] = _NAMES

    def __str__(self) -> str:
        return " ".join(_said(old, new) for old, new in self.swaps) or "The words are the same."

    def _repr_html_(self) -> str:
        sides = zip(self.names, (self.before, self.after), ("del", "ins"), strict=True)
        return (
            f"<div class='kit-diff {AS_WRITTEN}' style='max-width:46rem;font-size:1rem;line-height:1.6'>"
            "<div style='display:flex;flex-wrap:wrap;gap:1rem 2rem'>"
            f"{''.join(_side(name, runs, tag) for name, runs, tag in sides)}</div>"
            f"<p style='margin:.8rem 0 0'><b>What changed.</b> {words_html(str(self))}</p></div>"
        )


def word_diff(before: str, after: str, *, names: tuple[str, str] = _NAMES) -> WordDiff:
    """Compare two wordings word by word.

    Punctuation marks count like words, but for one thing: a quotation mark is a quotation mark, be it ' or " or “.

    >>> diff = word_diff("Police led 12 people away.", "Police dragged 12 people away.")
    >>> diff.after
    (Run(text='Police ', changed=False), Run(text='dragged', changed=True), Run(text=' 12 people away.', changed=False))
    >>> print(diff)
    “led” became “dragged”.
    """
    old, new = list(_TOKEN.finditer(before)), list(_TOKEN.finditer(after))
    plain = [[found.group().translate(_MARKS) for found in side] for side in (old, new)]
    codes = SequenceMatcher(None, plain[0], plain[1], autojunk=False).get_opcodes()
    cuts = [(_cut(before, old, i, j), _cut(after, new, k, m)) for kind, i, j, k, m in codes if kind != "equal"]
    swaps = tuple((before[slice(*gone)], after[slice(*come)]) for gone, come in cuts)
    return WordDiff(_runs(before, [gone for gone, _ in cuts]), _runs(after, [come for _, come in cuts]), swaps, names)


def said_twice(reading: Reading, start: str, *, names: tuple[str, str] = _NAMES) -> WordDiff:
    """Compare the first two sentences of an article that begin with the same words.

    Raises ``ValueError`` where there are not two.

    >>> import kit
    >>> print(said_twice(kit.read("It rained all day. He slept. It rained all night."), "It rained"))
    “day” became “night”.
    """
    found = [words for words in map(reading.article.covered, reading.sentences) if words.startswith(start)]
    if len(found) < 2:
        raise ValueError(f"{len(found)} sentences begin {start!r}; it takes two to compare")
    return word_diff(found[0], found[1], names=names)


def _cut(text: str, tokens: Sequence[re.Match[str]], first: int, after: int) -> tuple[int, int]:
    """Where tokens ``first`` up to ``after`` stand; nowhere, at one place, where there are none."""
    return (tokens[first].start(), tokens[after - 1].end()) if first < after else (len(text), len(text))


def _runs(text: str, cuts: Sequence[tuple[int, int]]) -> tuple[Run, ...]:
    """The text in runs, changed and not in turn, empty ones left out."""
    edges = [0, *(edge for start, end in cuts if start < end for edge in (start, end)), len(text)]
    runs = (Run(text[start:end], bool(at % 2)) for at, (start, end) in enumerate(pairwise(edges)))
    return tuple(run for run in runs if run.text)


def _said(old: str, new: str) -> str:
    """One change, in words.

    >>> _said("so-called", "")
    '“so-called” was left out.'
    """
    if old and new:
        return f"“{old}” became “{new}”."
    return f"“{old}” was left out." if old else f"“{new}” was put in."


def _side(name: str, runs: Sequence[Run], tag: str) -> str:
    """One wording, what is its own underlined and set in bold, so that colour is never alone."""
    words = "".join(
        f"<{tag} style='{_LOOK}{_LINES[tag]} #2f8fce'>{words_html(run.text)}</{tag}>"
        if run.changed
        else words_html(run.text)
        for run in runs
    )
    head = f"<p style='margin:0 0 .2rem;font-size:.85em;font-weight:600;opacity:.8'>{words_html(name)}</p>"
    return f"<div style='flex:1 1 16rem'>{head}<p dir='auto' style='margin:0'>{words}</p></div>"
