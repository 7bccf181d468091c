"""What a comparison may say of a learner's marks beside a key: counts, reasons, and what another reader did."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from kit.activity.activity import Activity
from kit.activity.before_after import described
from kit.activity.templates import about
from kit.agreement import Comparison, Discernment, compare, discernment_of
from kit.agreement.describe import describe_agreement, squares
from kit.agreement.units import tier
from kit.annotation import Annotation

__all__ = ["BESIDE_PROGRAM", "SUMMARIES", "Marked", "pointed", "signal", "summaries_of"]

BESIDE_PROGRAM = ("marks", "comparison", "agreement")  # what may be said where there is no key


@dataclass(frozen=True)
class Marked:
    """What a learner marked in an activity, for the comparison ``asked``.

    ``also`` are the marks in another text, ``before`` those of an earlier lesson, if there are any.
    """

    asked: Activity
    activity: Activity
    marks: Sequence[Annotation]
    also: Marked | None = None
    before: Marked | None = None

    @cached_property
    def discernment(self) -> Discernment:
        """Hits and false alarms by sentence, over both texts where there are two."""
        texts = (self, *([self.also] if self.also else []))
        return discernment_of(
            *(
                (one.activity.article, pointed(self.asked, one.marks), signal(self.asked, one.activity.key))
                for one in texts
            )
        )


def summaries_of(marked: Marked) -> Mapping[str, Callable[..., object]]:
    """What can be said of these marks, by name, each worked out when it is asked for."""
    return about(marked, SUMMARIES)


def _comparison(marked: Marked) -> str:
    compared = _compared(marked, marked.marks)
    if marked.activity.reference == "program":
        return beside_program(compared)
    return compared.summary() if marked.activity.key else beside_nothing(compared.extra)


def beside_nothing(marks: int) -> str:
    """What so many marks came to beside a key that is empty: whoever made it read the text, and marked nothing.

    >>> print(beside_nothing(1))
    The key asks for nothing here.
    <BLANKLINE>
    You marked 1 place. Look again: would you keep it?
    """
    said = "The key asks for nothing here"
    if not marks:
        return f"{said}, and you marked nothing: that is right."
    return f"{said}.\n\nYou marked {_places(marks)}. Look again: would you keep {'it' if marks == 1 else 'them'}?"


def beside_program(compared: Comparison) -> str:
    """What marks came to beside a program's, where there is no key: where the two agree and differ, and no score.

    >>> from kit import Article
    >>> mark = Annotation(3, 10, "loaded", "loaded-word", "kit.find_loaded")
    >>> print(beside_program(compare(Article.from_text("He slammed it."), [], [mark])))
    The program is a second reader, and often wrong.
    <BLANKLINE>
    It marked 1 place that you left unmarked. Would you mark it too?
    """
    said = ["The program is a second reader, and often wrong."]
    if not compared.asked:
        said.append("It marked nothing here. That does not show that there is nothing.")
    if n := compared.agree:
        said.append(f"You and the program agree at {_places(n)}. Both of you may be wrong there.")
    if n := compared.differ:
        said.append(f"At {_places(n)} you chose another label, or other words. Who has the better reason?")
    if n := compared.missed:
        said.append(f"It marked {_places(n)} that you left unmarked. Would you mark {'it' if n == 1 else 'them'} too?")
    if n := compared.extra:
        said.append(f"You marked {_places(n)} where it has nothing. It may have missed {'it' if n == 1 else 'them'}.")
    return "\n\n".join(said)


def _places(n: int) -> str:
    return "1 place" if n == 1 else f"{n} places"


def _compared(marked: Marked, marks: Sequence[Annotation]) -> Comparison:
    """Some marks beside the key, or the program's where there is none, counted as the highlighter counts them."""
    activity = marked.activity
    return compare(activity.article, marks, activity.entries, every=activity.unit == "block")


def _sorting(marked: Marked) -> str:
    return sorting_summary(marked.marks, marked.activity.key)


def _sorting_by_program(marked: Marked) -> str:
    return sorting_summary(marked.activity.found, marked.activity.key, who="it")


def sorting_summary(marks: Sequence[Annotation], answers: Sequence[Annotation], *, who: str = "you") -> str:
    """What a sorting into article and furniture came to: furniture found, and article thrown out with it.

    Both are said, because throwing everything out would find all the furniture too. ``who`` did the sorting. Blocks
    that the key leaves open are not counted.

    >>> answers = [Annotation(0, 4, "zone", "article", "key"), Annotation(6, 9, "zone", "furniture", "key")]
    >>> print(sorting_summary([replace(answers[1], annotator="learner:ana")], answers))
    Furniture: you found 1 of 1 blocks.
    <BLANKLINE>
    Article: you kept 0 of 1 blocks, threw out 0, and left 1 unmarked.
    """
    said = {(mark.start, mark.end): mark.label for mark in marks}
    given = {"article": [0, 0, 0], "furniture": [0, 0, 0]}  # said article, said furniture, said nothing
    for answer in answers:
        if tier(answer) == "accept":
            continue
        label = said.get((answer.start, answer.end))
        if label in answer.attributes.get("accept", "").split():
            label = answer.label
        column = ("article", "furniture", None).index(label)
        given[answer.label][column] += 1
    furniture, kept = given["furniture"], given["article"]
    return (
        f"Furniture: {who} found {furniture[1]} of {sum(furniture)} blocks.\n\n"
        f"Article: {who} kept {kept[0]} of {sum(kept)} blocks, threw out {kept[1]}, and left {kept[2]} unmarked."
    )


# Two texts, one with something to find


def pointed(asked: Activity, marks: Sequence[Annotation]) -> list[Annotation]:
    """The marks that say "there is something here": all, or those with a label in ``signal``."""
    return [mark for mark in marks if not asked.signal or mark.label in asked.signal]


def signal(asked: Activity, key: Sequence[Annotation]) -> list[Annotation]:
    """The key as it is, or where ``signal`` is given: those to find, and as traps those that say the contrary.

    An entry with neither label, such as a contested one, counts neither way.
    """
    if not asked.signal:
        return list(key)
    there = {"must": "must", "accept": "accept", "trap": "trap"}
    not_there = {"must": "trap", "accept": "accept", "trap": "trap"}
    return [
        replace(entry, attributes={"tier": (there if entry.label in asked.signal else not_there)[tier(entry)]})
        for entry in key
        if entry.label in (*asked.signal, *asked.noise)
    ]


def _hits(marked: Marked) -> int:
    return marked.discernment.hits


def _signals(marked: Marked) -> int:
    return marked.discernment.hits + marked.discernment.misses


def _false_alarms(marked: Marked) -> int:
    return marked.discernment.false_alarms


def _noises(marked: Marked) -> int:
    return marked.discernment.false_alarms + marked.discernment.correct_rejections


def _hits_squares(marked: Marked) -> str:
    return squares(_hits(marked), _signals(marked), most=40)


def _false_alarms_squares(marked: Marked) -> str:
    return squares(_false_alarms(marked), _noises(marked), most=40)


def _before_and_after(marked: Marked) -> str:
    return described(marked.before.discernment if marked.before else None, marked.discernment)


# Before and after words at which another voice begins


def _marked_before(marked: Marked, words: str) -> int:
    return _before(marked, marked.marks, words)


def _marked_after(marked: Marked, words: str) -> int:
    return len(marked.marks) - _before(marked, marked.marks, words)


def _asked_before(marked: Marked, words: str) -> int:
    return _before(marked, _must(marked), words)


def _asked_after(marked: Marked, words: str) -> int:
    return len(_must(marked)) - _before(marked, _must(marked), words)


def _must(marked: Marked) -> list[Annotation]:
    return [entry for entry in marked.activity.key if tier(entry) == "must"]


def _before(marked: Marked, marks: Sequence[Annotation], words: str) -> int:
    at = marked.activity.article.text.find(words)
    if at < 0:
        raise ValueError(f"{words!r} does not stand in the text of {marked.activity.name!r}")
    return sum(mark.start < at for mark in marks)


# A program beside the two


def _agreement(marked: Marked) -> str:
    """How far learner, program and, where there is one, the key agree on which words are marked."""
    activity = marked.activity
    key = {"the key": activity.key} if activity.reference == "key" else {}
    return describe_agreement(activity.article, {"you": marked.marks, **key, "the program": activity.found})


def _agreement_also(marked: Marked) -> str:
    """How far key and program agree on the other text."""
    if marked.also is None:
        raise ValueError(f"activity {marked.asked.name!r} names no other activity in 'also'")
    other = marked.also
    return describe_agreement(
        other.activity.article, {"the key": other.activity.key, "the program": other.activity.found}
    )


def _program_agrees(marked: Marked) -> int:
    return _compared(marked, marked.activity.found).agree


def _entries(marked: Marked) -> int:
    """How many entries of the key count: those that it leaves open, or warns of, do not."""
    return _compared(marked, ()).asked


SUMMARIES: dict[str, Callable[..., object]] = {
    "marks": lambda marked: len(marked.marks),
    "entries": _entries,
    "comparison": _comparison,
    "sorting": _sorting,
    "sorting_by_program": _sorting_by_program,
    "hits": _hits,
    "signals": _signals,
    "false_alarms": _false_alarms,
    "noises": _noises,
    "hits_squares": _hits_squares,
    "false_alarms_squares": _false_alarms_squares,
    "before_and_after": _before_and_after,
    "marked_before": _marked_before,
    "marked_after": _marked_after,
    "asked_before": _asked_before,
    "asked_after": _asked_after,
    "agreement": _agreement,
    "agreement_also": _agreement_also,
    "program_agrees": _program_agrees,
}
