"""What a class did with each item of a question: who found it, missed it or took the trap, and where it is split."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from statistics import median_high
from typing import Any

from kit.annotation import Annotation, Span
from kit.article import Article
from kit.classroom.results import Item, Outcome

__all__ = ["around", "items_of", "labels_of_marks", "middles"]

LEFT = ("missed", "avoided", "untouched")  # nothing was marked there
_AROUND = 5  # words
Labels = Callable[[int, Item], Collection[str]]  # those that a learner, by number, gave to an item


def items_of(
    items: Sequence[Item], first: Mapping[int, Outcome], now: Mapping[int, Outcome], labels: Labels
) -> list[dict[str, Any]]:
    """Each item with what learners did with it, by their numbers, at their first try and by now.

    Each has ``number``, ``words``, ``label``, ``tier``, ``why``; ``counts``, how many learners by what they did, a
    ``Status`` each; ``agree``, ``missed`` and ``trapped``, how many found it, left it although it is asked for, took
    the trap; ``marked``, how many marked it in whatever way, and the same by now, ``marked_now`` and ``agree_now``;
    ``who``, the numbers of those who marked it; ``said``, how many gave it which label, as [label, count], most first;
    and ``dispute``, the share that did otherwise than the largest group, 0 to 1: in a class of one mind it is 0.
    """
    return [_item(at, item, first, now, labels) for at, item in enumerate(items)]


def _item(
    at: int, item: Item, first: Mapping[int, Outcome], now: Mapping[int, Outcome], labels: Labels
) -> dict[str, Any]:
    did = {number: outcome.statuses[at] for number, outcome in first.items()}
    does = [outcome.statuses[at] for outcome in now.values()]
    counts = Counter(did.values())
    who = sorted(number for number, status in did.items() if status not in LEFT)
    said = Counter(label for number in who for label in labels(number, item))
    largest = max(counts.values(), default=0)
    return {
        "number": item.number, "words": item.words, "label": item.label, "tier": item.tier, "why": item.why,
        "counts": dict(counts),
        "agree": counts["agree"], "agree_now": sum(status == "agree" for status in does),
        "missed": counts["missed"], "trapped": counts["trap"],
        "marked": len(who), "marked_now": sum(status not in LEFT for status in does),
        "who": who, "said": [list(each) for each in said.most_common()],
        "dispute": 1 - largest / len(did) if did else 0.0,
    }  # fmt: skip


def around(article: Article, item: Item, blocks: Sequence[Span]) -> dict[str, str]:
    """The words before and after those of an item in its block, five at most: by these one knows which they are."""
    if item.entry is None:
        return {"before": "", "after": ""}
    start, end = item.entry.span
    block = next((block for block in blocks if block.start <= start < block.end), Span(start, end))
    before, after = article.text[block.start : start], article.text[end : max(end, block.end)]
    first = before if len(before.split()) <= _AROUND else f"… {_cut(before, -_AROUND)}"
    last = after if len(after.split()) <= _AROUND else f"{_cut(after, _AROUND)} …"
    return {"before": first, "after": last}


def _cut(text: str, words: int) -> str:
    """So many words of a text, the last of them where that is less than none, with the space around them as it is."""
    found = [each.span() for each in re.finditer(r"\S+", text)]
    return text[found[words][0] :] if words < 0 else text[: found[words - 1][1]]


def labels_of_marks(marks: Sequence[Annotation], item: Item) -> set[str]:
    """The labels that somebody gave to an item's words, each once."""
    if item.entry is None:
        return set()
    start, end = item.entry.span
    return {mark.label for mark in marks if mark.start < end and start < mark.end}


def middles(items: Sequence[Item], outcomes: Collection[Outcome], *, by_label: bool = False) -> dict[str, str]:
    """How many items half of a class found or more, of how many that are asked for, in words: by label, or under "".

    >>> item, outcome = Item("a", 0, "mob", "loaded-word", "must", ""), Outcome(("agree",))
    >>> middles([item], [outcome]), middles([item], [])
    ({'': '1 of 1'}, {})
    """
    asked: dict[str, list[int]] = {}
    for at, item in enumerate(items):
        if item.tier == "must":
            asked.setdefault(item.label if by_label else "", []).append(at)
    said = {}
    for label, those in asked.items() if outcomes else ():
        found = median_high(sum(outcome.statuses[at] == "agree" for at in those) for outcome in outcomes)
        said[label] = f"{found} of {len(those)}" if found == len(those) else f"{found} or more of {len(those)}"
    return said
