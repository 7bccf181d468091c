"""What a lesson says to an answer, as it is said to a class: without what is of one learner's answer alone."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import partial
from statistics import median_high, median_low
from string import Formatter
from typing import Any

from kit.activity.activity import Activity
from kit.activity.summaries import Marked, summaries_of
from kit.activity.templates import Known, fill
from kit.agreement.describe import squares
from kit.classroom.question_items import middles
from kit.classroom.results import Item, Outcome

__all__ = ["of_the_class", "parted", "said_of_the_class", "without_guess"]

# What a comparison may quote that hangs on the key and on a program, and not on what somebody marked.
_OF_NOBODY = (
    "entries", "signals", "noises", "asked_before", "asked_after", "sorting_by_program", "program_agrees",
    "agreement_also",
)  # fmt: skip
# How many of something somebody marked.
_COUNTS = frozenset({"marks", "hits", "false_alarms", "marked_before", "marked_after"})
_HALF = "To half of the class:"
_THAN = re.compile(r"\{than_guess:\w+\}")
_GUESS = re.compile(r"[^.!?\n{}]*\{guess\}[^.!?\n{}]*[.!?]\s*")


def parted(prose: str) -> list[str]:
    """The paragraphs of a text.

    >>> parted("One.\\n\\nTwo.")
    ['One.', 'Two.']
    """
    return [part.strip() for part in prose.split("\n\n") if part.strip()]


def without_guess(reveal: str, middle: float | None) -> str:
    """A template without the sentence that says what one learner guessed; where it says more, with the class's middle.

    >>> without_guess("You said {guess}. It is {share}{than_guess:share}.", 40.0)
    'It is {share}.'
    >>> without_guess("You said {guess}, and it is {share}.", 40.0)
    'You said 40, and it is {share}.'
    """
    return _GUESS.sub("", _THAN.sub("", reveal)).replace("{guess}", "…" if middle is None else f"{middle:g}").strip()


def of_the_class(asks: Activity, known: Known, class_says: Known) -> list[str]:
    """The paragraphs of a comparison as they are said to a class; ``class_says`` is what takes the place of one's own.

    A paragraph that quotes more of one learner's answer is left out.
    """
    told = {**known, **class_says}
    paragraphs = list[str]()
    for part in parted(asks.reveal):
        quoted = _quoted(part)
        if quoted <= told.keys():
            half = f"{_HALF} " if quoted & _COUNTS and class_says else ""
            paragraphs += parted(f"{half}{fill(part, told)}")
    return paragraphs


def said_of_the_class(items: Sequence[Item], outcomes: Collection[Outcome], marked: Sequence[Marked]) -> dict[str, Any]:
    """What takes the place of the summaries of one learner's marks; nothing where nobody did anything.

    Of hits it is what half of the class came to, or more; of false alarms, or fewer; of other counts, the middle.
    """
    if not outcomes:
        return {}
    each = [summaries_of(one) for one in marked]
    squares_of = {"hits_squares": ("hits", "signals"), "false_alarms_squares": ("false_alarms", "noises")}
    return {
        **({name: each[0][name] for name in _OF_NOBODY} if each else {}),
        "comparison": partial(_comparison, items, outcomes),
        "sorting": partial(_sorting, items, outcomes),
        **({name: partial(_count, name, each) for name in _COUNTS} if each else {}),
        **({name: partial(_squares, *of, each) for name, of in squares_of.items()} if each else {}),
    }


def _count(name: str, each: Sequence[Known], *argument: str) -> str:
    or_more = {"hits": " or more", "false_alarms": " or fewer"}
    return f"{_middle(name, each, *argument)}{or_more.get(name, '')}"


def _squares(some: str, of: str, each: Sequence[Known]) -> str:
    return squares(_middle(some, each), _middle(of, each), most=40)


def _middle(name: str, each: Sequence[Known], *argument: str) -> int:
    middle = median_low if name == "false_alarms" else median_high
    return middle(int(str(known[name](*argument))) for known in each)


def _comparison(items: Sequence[Item], outcomes: Collection[Outcome]) -> str:
    said = middles(items, outcomes)
    if not said:
        return "" if any(item.tier == "accept" for item in items) else "The key asks for nothing here."
    return f"Half of the class found {said['']} that the key asks for."


def _sorting(items: Sequence[Item], outcomes: Collection[Outcome]) -> str:
    said = middles(items, outcomes, by_label=True)
    did = {"furniture": "Furniture: half of the class found {} blocks.", "article": "Article: half kept {} blocks."}
    return "\n\n".join(words.format(said[label]) for label, words in did.items() if label in said)


def _quoted(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}
