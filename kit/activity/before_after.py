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
            _worth(first[0], of_first[0], hits, signals, "hits"),
            _worth(first[1], of_first[1], alarms, noises, "false alarms"),
            "So do not make much of it. The two checks were written to be equally hard. No class has tried them yet, "
            "so one of them may be easier. How your whole class changed tells more.",
        )
    )


_READ_BOTH = "Read both lines. Whoever marks everything has every hit and every false alarm."


def _worth(before: int, of_before: int, after: int, of_after: int, what: str) -> str:
    """What a change of a count is worth, in words, with its interval in sentences of the check."""
    if not (of_before and of_after):
        return ""
    found = change(before, of_before, after, of_after)
    low, high = round(found.low * of_after), round(found.high * of_after)
    more = after - before
    if not more:
        said = f"In {what} nothing changed."
    else:
        said = f"{_capital(_many(more, what))}. {_luck(found.by_chance, more)}"
    return f"{said} What is behind it may be anything from {_so_many(low)} to {_so_many(high)} of {of_after}."


def _luck(share: float, more: int) -> str:
    """How often it comes about by luck."""
    if share < _RARE:
        return "Luck alone seldom does that: less than once in 20 tries."
    least = "one" if abs(more) == 1 else f"{abs(more)} or more"
    if abs(more) == 1:
        least = "1 or more"
    return f"Luck alone changes {least} in up to {round(100 * share)} of 100 tries."


def least_telling(of_before: int, of_after: int) -> int:
    """The smallest change, in trials of the second check, that luck alone makes in less than one of 20 tries.

    >>> least_telling(7, 7), least_telling(9, 9)
    (5, 5)
    """
    telling = (n for n in range(of_after + 1) if by_chance(n / of_after, of_before, of_after) < _RARE)
    return next(telling, of_after + 1)


def _many(more: int, what: str) -> str:
    one = what.removesuffix("s")
    return f"{abs(more)} {'more' if more > 0 else 'fewer'} {one if abs(more) == 1 else what}"


def _so_many(n: int) -> str:
    return f"{abs(n)} {'fewer' if n < 0 else 'more'}" if n else "none"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
