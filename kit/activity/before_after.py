"""What a learner is told of a check before and after a course: counts, in squares, and how little a change shows."""

from __future__ import annotations

from kit.agreement.change import by_chance, change
from kit.agreement.describe import squares
from kit.agreement.discernment import Discernment

__all__ = ["described", "least_telling"]

_RARE = 0.05


def described(before: Discernment | None, after: Discernment) -> str:
    """Hits and false alarms before and after, each a row of squares, and what the change is worth, in paragraphs.

    Without a ``before`` it says how one reads today, and no more.

    >>> from kit.agreement import discernment
    >>> print(described(None, discernment(5, 2, 1, 8)).partition("\\n")[0])
    You have no first check to set beside this one: it is in the lesson “Start here”. So this is how you read today.
    """
    hits, signals = after.hits, after.hits + after.misses
    alarms, noises = after.false_alarms, after.false_alarms + after.correct_rejections
    if before is None:
        return "\n\n".join(
            (
                "You have no first check to set beside this one: it is in the lesson “Start here”. So this is how you "
                "read today.",
                f"{squares(hits, signals)} Hits: you marked {hits} of the {signals} sentences that push.",
                f"{squares(alarms, noises)} False alarms: you marked {alarms} of the {noises} that look as if they do.",
                _READ_BOTH,
            )
        )
    first = before.hits, before.false_alarms
    of_first = before.hits + before.misses, before.false_alarms + before.correct_rejections
    return "\n\n".join(
        (
            "Hits are sentences that push, and that you marked.",
            f"{squares(first[0], of_first[0])} Before: {first[0]} of {of_first[0]}.",
            f"{squares(hits, signals)} Now: {hits} of {signals}.",
            "False alarms are sentences that only look as if they push, and that you marked.",
            f"{squares(first[1], of_first[1])} Before: {first[1]} of {of_first[1]}.",
            f"{squares(alarms, noises)} Now: {alarms} of {noises}.",
            _READ_BOTH,
            f"{_changed(hits - first[0], 'hits')} {_changed(alarms - first[1], 'false alarms')}",
            *_worth(of_first[0], signals),
            "The two checks were written to be equally hard. No class has tried them yet, so one of them may be "
            "easier. How your whole class changed tells more.",
            _NOTE.format(
                hits=_interval(first[0], of_first[0], hits, signals),
                alarms=_interval(first[1], of_first[1], alarms, noises),
            ),
        )
    )


_READ_BOTH = "Read both lines. Whoever marks everything has every hit and every false alarm."


_NOTE = (
    "For those who know statistics: The change behind it, with 95 % intervals, is {hits} in hits and {alarms} in false "
    "alarms."
)


def _changed(more: int, what: str) -> str:
    if not more:
        return f"In {what} nothing changed."
    one = what.removesuffix("s")
    return f"{abs(more)} {'more' if more > 0 else 'fewer'} {one if abs(more) == 1 else what}."


def _worth(of_before: int, of_after: int) -> list[str]:
    """What a change of one or two is worth, in paragraphs: how many of ten people it comes to by luck alone."""
    if not (of_before and of_after):
        return []
    one, two = (round(10 * by_chance(n / of_after, of_before, of_after)) for n in (1, 2))
    return [
        "What is a change of one or two worth? With so few passages, it may be luck. Think of ten people who read just "
        "as they did before.",
        f"{squares(one, 10)} By luck, up to {one} of them gain or lose one hit or more.",
        f"{squares(two, 10)} Up to {two} of them gain or lose two or more. A change of "
        f"{least_telling(of_before, of_after)} or more is seldom luck.",
    ]


def _interval(before: int, of_before: int, after: int, of_after: int) -> str:
    """From where to where the change behind two counts may be, in sentences of the second check."""
    if not (of_before and of_after):
        return "not known"
    found = change(before, of_before, after, of_after)
    low, high = (f"{round(limit * of_after):+}".replace("-", "−") for limit in (found.low, found.high))
    return f"{low} to {high} of {of_after}"


def least_telling(of_before: int, of_after: int) -> int:
    """The smallest change, in trials of the second check, that luck alone makes in less than one of 20 tries.

    >>> least_telling(7, 7), least_telling(9, 9)
    (5, 5)
    """
    telling = (n for n in range(of_after + 1) if by_chance(n / of_after, of_before, of_after) < _RARE)
    return next(telling, of_after + 1)
