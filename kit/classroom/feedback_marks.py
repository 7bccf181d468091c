"""A learner's marks on a feedback page: the text with what they marked, and beside it what the key says, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from kit.activity.activity import Activity
from kit.activity.summaries import beside_nothing, beside_program
from kit.agreement import Comparison, Pair, compare
from kit.annotation import Annotation
from kit.classroom.class_key_file import is_own
from kit.classroom.feedback_words import attribution, joined, listed, p, plural, quoted
from kit.classroom.results import Item, Outcome
from kit.hypertext import words_html
from kit.widgets.palette import Style, styles
from kit.widgets.static import Sign, legend_html, static_blocks
from kit.widgets.tokens import Tokens, cut

__all__ = ["MarkedText", "marked_text", "marks_html", "summary"]

LONG = 400  # words of a text, beyond which blocks of which there is nothing to say are left out
MOST = 150  # notes on one text; a learner who marks every word is told of these, and how many more there are


@dataclass(frozen=True, slots=True)
class MarkedText:
    """What is alike on every learner's page of a text to mark: how it is cut, the look of its labels, its items."""

    activity: Activity
    tokens: Tokens
    styles: Mapping[str, Style]
    items: tuple[Item, ...]

    @property
    def entries(self) -> list[Annotation]:
        """What marks are beside: the entries of the items."""
        return [item.entry for item in self.items if item.entry]


class _Note(NamedTuple):
    """What is said of one finding, by its ``number``: a ``sign`` with its word, and a reason."""

    number: int
    pair: Pair
    sign: str
    said: str
    why: str


def marked_text(activity: Activity, items: Sequence[Item]) -> MarkedText:
    """What to draw a text of an activity with, on every page."""
    labels = [item.label for item in items]
    return MarkedText(activity, cut(activity.article, activity.unit), styles(activity.labels, labels), tuple(items))


def reference_of(text: MarkedText) -> str:
    """What marks stand beside, in words: the key, the class's own key, or a program."""
    if text.activity.reference == "program":
        return "the program"
    own = any(map(is_own, text.entries))
    return "your class’s own key" if own else "the key"


def marks_html(text: MarkedText, now: Outcome, first: Outcome | None) -> str:
    """The text with a learner's marks as HTML, what is to be said of each beside it, and what changed with the tries.

    Labels that the lesson does not have are left out, and that is said.
    """
    marks = [mark for mark in now.marks if mark.label in text.styles]
    compared = _compared(text, marks)
    notes = list(_notes(text, compared.pairs[:MOST]))
    unknown = len(now.marks) - len(marks)
    parts = [
        p(_said(text, compared, now)),
        p(_look_again(notes)),
        p(_tries(text, now, first)),
        p(f"{plural(unknown, 'mark')} of yours have labels that this lesson does not have." if unknown else ""),
        p(f"There are {len(compared.pairs) - MOST} more of these notes." if len(compared.pairs) > MOST else ""),
        f"<p class='legend'>{_legend(text, marks, notes)}</p>",
        f"<div class='marked'>{''.join(_rows(text, marks, notes))}</div>",
        attribution(text.activity.text.whole.card if text.activity.text else None),
    ]
    return "".join(parts)


def _compared(text: MarkedText, marks: Sequence[Annotation]) -> Comparison:
    """As results compare: a mark of a layer that is not the text's has been left out there."""
    return compare(text.activity.article, marks, text.entries, every=text.activity.unit == "block")


# What is said above the text


def summary(text: MarkedText, outcome: Outcome) -> str:
    """How much of what is asked for was found, in a sentence; nothing where the key asks for nothing.

    >>> from kit.classroom.results import Item
    >>> text = MarkedText(None, None, {}, (Item("a", 0, "mob", "name-calling", "must", ""),))
    >>> summary(text, Outcome(("agree",)))
    'You found 1 of 1.'
    """
    asked = _asked(text, outcome)
    return f"You found {asked['agree']} of {asked.total()}." if asked else ""


def _asked(text: MarkedText, outcome: Outcome) -> Counter[str]:
    """How those that are asked for came out."""
    return Counter(status for item, status in zip(text.items, outcome.statuses, strict=False) if item.tier == "must")


def _said(text: MarkedText, compared: Comparison, now: Outcome) -> str:
    if text.activity.reference == "program":
        return " ".join(beside_program(compared).split())
    if not text.items:
        return " ".join(beside_nothing(len(now.marks)).split())
    asked = _asked(text, now)
    said = [summary(text, now)]
    if n := asked["differ"]:
        said.append(f"{n} {'has' if n == 1 else 'have'} another label, or other words.")
    if n := asked["missed"]:
        said.append(f"{n} {'is' if n == 1 else 'are'} not marked yet.")
    if n := now.statuses.count("trap"):
        said.append(f"You took {plural(n, 'trap')}: {'it looks' if n == 1 else 'they look'} right, but read why not.")
    if n := len(now.extra):
        said.append(f"{plural(n, 'mark')} {'is' if n == 1 else 'are'} yours alone.")
    if n := compared.open:
        said.append(f"{plural(n, 'mark')} {'is' if n == 1 else 'are'} where people disagree, and not counted.")
    return " ".join(filter(None, said))


def _look_again(notes: Iterable[_Note]) -> str:
    again = [str(note.number) for note in notes if note.pair.status in ("missed", "differ", "trap") and note.said]
    return f"Look again at {listed(again[:12])}{' and more' if len(again) > 12 else ''}." if again else ""


def _tries(text: MarkedText, now: Outcome, first: Outcome | None) -> str:
    """What changed between the first comparison and what was handed in."""
    if first is None:
        return ""
    before, after = ({(mark.span, mark.label): mark for mark in each.marks} for each in (first, now))
    added = [mark for at, mark in after.items() if at not in before]
    gone = [mark for at, mark in before.items() if at not in after]
    if not added and not gone:
        return "You kept all marks of your first try."
    relabelled = {mark.span for mark in added} & {mark.span for mark in gone}
    said = [f"On your first try {_lower(summary(text, first))}" if _asked(text, first) else ""]
    for verb, marks in (("added", added), ("took away", gone)):
        shown = [mark for mark in marks if mark.span not in relabelled]
        if shown:
            words = [quoted(text.activity.article.covered(mark), 5) for mark in shown[:4]]
            more = f" and {len(shown) - 4} more" if len(shown) > 4 else ""
            said.append(f"Then you {verb} {', '.join(words)}{more}.")
    if relabelled:
        said.append(f"You gave {plural(len(relabelled), 'mark')} another label.")
    return joined(said)


def _lower(said: str) -> str:
    return said[:1].lower() + said[1:]


# The notes


def _notes(text: MarkedText, pairs: Iterable[Pair]) -> Iterator[_Note]:
    by_program, key = text.activity.reference == "program", reference_of(text)
    for number, pair in enumerate(pairs, 1):
        sign, said = _BY_PROGRAM[pair.status] if by_program else _SAID[pair.status]
        if pair.status == "differ" and not by_program:
            said = _differs(text, pair)
        elif pair.status == "agree" and pair.mine and pair.reference and pair.mine.label != pair.reference.label:
            said = "Found. {Key} takes this label too."
        words = said.format(
            key=key, Key=f"{key[:1].upper()}{key[1:]}", label=_title(text, pair.reference), mine=_title(text, pair.mine)
        )
        yield _Note(number, pair, sign, words, pair.why)


_SAID = {
    "agree": ("✓", "Found: {label}."),
    "differ": ("≠", ""),
    "missed": ("○", "Not marked: {label}."),
    "trap": ("!", "A trap. It looks like “{mine}”, and is not."),
    "extra": ("+", "Yours alone: {mine}. There is nothing here in {key}: would you keep it?"),
    "open": ("?", "Open. People disagree here, so it is not counted."),
}
_BY_PROGRAM = {
    "agree": ("=", "You and {key}: {label}."),
    "differ": ("≠", "You: {mine}. It says: {label}. Who has the better reason?"),
    "missed": ("○", "Only {key} marked this: {label}."),
    "trap": ("=", "You and {key} both marked this."),
    "extra": ("+", "Only you marked this: {mine}."),
    "open": ("?", "Open."),
}


def _differs(text: MarkedText, pair: Pair) -> str:
    mine, theirs = pair.mine, pair.reference
    fits = mine and theirs and mine.label in (theirs.label, *theirs.attributes.get("accept", "").split())
    return (
        "The label fits: {label}. But the words are others."
        if fits
        else "Another label. You: {mine}. In {key}: {label}."
    )


def _title(text: MarkedText, mark: Annotation | None) -> str:
    return text.styles[mark.label].title if mark else ""


# The rows


def _legend(text: MarkedText, marks: Sequence[Annotation], notes: Sequence[_Note]) -> str:
    drawn = "" if text.activity.unit == "block" else legend_html(marks, text.styles)
    missed = text.activity.unit == "word" and any(note.pair.status == "missed" for note in notes)
    return drawn + ("<span class='missed-sign'>[ ]&nbsp;not&nbsp;marked&nbsp;by&nbsp;you</span>" if missed else "")


def _rows(text: MarkedText, marks: Sequence[Annotation], notes: Sequence[_Note]) -> Iterator[str]:
    """A row for each block: its text with the marks, and beside it the notes on what begins there."""
    tokens, by_block = text.tokens, text.activity.unit == "block"
    drawn = static_blocks(
        tokens,
        sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.label)),
        text.styles,
        unit=text.activity.unit,
        signs=[] if by_block else [_sign(note) for note in notes],
    )
    beside: dict[int, list[_Note]] = {}
    for note in notes:
        beside.setdefault(tokens.block_at(_at(note.pair)), []).append(note)
    touched = {number for mark in marks for number in (tokens.block_at(mark.start), tokens.block_at(mark.end - 1))}
    long = len(tokens.text.split()) > LONG
    for left_out, numbers in groupby(range(len(drawn)), lambda n: long and n not in beside and n not in touched):
        if left_out:
            yield f"<p class='out'>… {plural(len(list(numbers)), 'paragraph')} with nothing to say of …</p>"
            continue
        for number in numbers:
            said = "".join(map(_note_html, beside.get(number, ())))
            yield f"<div class='row'><div class='text'>{drawn[number]}</div><div class='notes'>{said}</div></div>"


def _at(pair: Pair) -> int:
    """Where a finding begins for whoever reads: at the mark, or at what was not marked."""
    found = pair.mine or pair.reference
    return found.start if found else 0


def _sign(note: _Note) -> Sign:
    pair = note.pair
    if pair.mine is None and pair.reference is not None:
        return Sign(pair.reference.span, f"{note.number}[", "]")
    return Sign(pair.mine.span if pair.mine else pair.span, f"{note.number} ")


def _note_html(note: _Note) -> str:
    why = f" <span class='why'>{words_html(note.why)}</span>" if note.why else ""
    return (
        f"<p class='note {note.pair.status}'><b>{note.number}</b> <b class='sign'>{note.sign}</b> "
        f"<b>{words_html(note.said)}</b>{why}</p>"
    )
