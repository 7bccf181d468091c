"""What a page asks for, checked before a view sees it: from a browser anything can come."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import wraps
from inspect import signature
from typing import Any

from kit.annotate.voices import VOICES
from kit.readability import MEASURES
from kit.terms.concordance import SORTS
from kit.words import WORD

__all__ = ["LONGEST", "answered", "nothing_sought"]

LONGEST = 200  # code points of a query: a long sentence

_CHOICES: Mapping[str, Collection[str]] = {"voice": VOICES, "sort": SORTS, "measure": tuple(MEASURES)}
_NUMBERS = {"n": (1, 5), "most": (1, 500), "window": (1, 50), "width": (0, 200)}
_SWITCHES = ("forms", "stop_words")


def answered(view: Callable[..., Any]) -> Callable[..., Any]:
    """A view that raises ``ValueError`` for what it cannot be asked, naming the bad value and what would be valid.

    >>> def lines(reading, query, sort="position"): ...
    >>> answered(lines)(None, query="dam", sort="up")
    Traceback (most recent call last):
    ValueError: sort is 'up'; it must be one of position, left, right, voice
    """
    takes = list(signature(view).parameters)[1:]
    needs = [name for name in takes if signature(view).parameters[name].default is signature(view).empty]

    @wraps(view)
    def answer(reading: Any, **given: Any) -> Any:
        for name in [*needs, *given]:
            if name not in given:
                raise ValueError(f"{view.__name__} needs {name}")
            if name not in takes:
                valid = f"it takes {', '.join(takes)}" if takes else "it takes nothing"
                raise ValueError(f"{view.__name__} cannot be asked for {name!r}; {valid}")
            _check(name, given[name])
        return view(reading, **given)

    return answer


def nothing_sought(query: str) -> str:
    """What to say of a query without a word in it; nothing where it has one."""
    return "" if WORD.search(query) else "Type a word, a phrase, or part of a word with a *, as in “peace*”."


def _check(name: str, value: Any) -> None:
    """Raise where this cannot be the value of what has this name."""
    if name in _CHOICES and not (isinstance(value, str) and value in _CHOICES[name]):
        raise ValueError(f"{name} is {value!r}; it must be one of {', '.join(_CHOICES[name])}")
    if name in _NUMBERS:
        low, high = _NUMBERS[name]
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise ValueError(f"{name} is {value!r}; it must be a whole number from {low} to {high}")
    if name in _SWITCHES and not isinstance(value, bool):
        raise ValueError(f"{name} is {value!r}; it must be true or false")
    if name == "query":
        if not isinstance(value, str):
            raise ValueError(f"query is {value!r}; it must be text: a word, a phrase, or words with * or ?")
        if len(value) > LONGEST:
            raise ValueError(f"a query of {len(value):,} characters is too long; it may have {LONGEST}")
