"""Texts that quote figures: ``"By our key it is {quoted_in_100}."``, or with an argument, ``{lines:peaceful}``."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from string import Formatter

__all__ = ["Known", "about", "check_template", "fill", "paragraphs", "shared_end", "than_guess"]

Known = Mapping[str, Callable[..., object]]

_SHARED = re.compile(r"(?:^|(?<=[.!?])\s+)\{common\}$")


def fill(template: str, known: Known) -> str:
    """The template with what it quotes in place; nothing is worked out that it does not quote.

    >>> fill("You said {guess}; {count:peace}.", {"guess": lambda: 3, "count": lambda word: f"“{word}” 6 times"})
    'You said 3; “peace” 6 times.'
    """
    return "".join(
        before + (str(known[name](*argument)) if name else "") for before, name, argument in _parts(template)
    )


def about(subject: object, table: Mapping[str, Callable[..., object]]) -> dict[str, Callable[..., object]]:
    """The functions of a table with their first argument given, and a second one still to give where they take two.

    >>> known = about("a b a", {"size": len, "count": lambda text, word: text.count(word)})
    >>> fill("{count:a} of {size}", known)
    '2 of 5'
    """
    return {name: partial(function, subject) for name, function in table.items()}


def than_guess(known: Known, guess: float) -> Callable[[str], str]:
    """What follows a figure, by its name: whether it is more or less than what somebody guessed.

    >>> than_guess({"share": lambda: 37}, 50)("share")
    ', less than you said'
    """

    def said(name: str) -> str:
        off = float(str(known[name]())) - guess
        return f", {'more' if off > 0 else 'less'} than you said" if off else ", as you said"

    return said


def check_template(template: str, known: Known) -> None:
    """Raise ``ValueError`` where a template quotes what is not known, or without the argument that it takes.

    >>> check_template("{gues}", {"guess": lambda: 3})
    Traceback (most recent call last):
    ValueError: {gues} is not known; here a text can quote: guess
    """
    for _, name, argument in _parts(template):
        if not name:
            continue
        if name not in known:
            raise ValueError(f"{{{name}}} is not known; here a text can quote: {', '.join(sorted(known)) or 'nothing'}")
        try:
            inspect.signature(known[name]).bind(*argument)
        except TypeError:
            right = f"{{{name}}}" if argument else f"{{{name}:…}}"
            raise ValueError(f"{{{':'.join([name, *argument])}}} must be written {right}") from None


def paragraphs(prose: str) -> str:
    """Prose as it is shown, however its lines were broken: a blank line parts paragraphs, and no other break stays.

    >>> paragraphs("One line\\n  and more.\\n\\nTwo.\\n")
    'One line and more.\\n\\nTwo.'
    """
    return "\n\n".join(" ".join(part.split()) for part in prose.strip().split("\n\n"))


def shared_end(options: Mapping[str, str]) -> tuple[dict[str, str], bool]:
    """What each option is told without the end that all share, and whether there is such an end, ``{common}``.

    >>> shared_end({"A": "Yes. {common}", "B": "{common}"})
    ({'A': 'Yes.', 'B': ''}, True)
    """
    if options and all(_SHARED.search(said) for said in options.values()):
        return {answer: _SHARED.sub("", said) for answer, said in options.items()}, True
    return dict(options), False


def _parts(template: str) -> Iterator[tuple[str, str, list[str]]]:
    """Stretches of a template, each with the name that follows it, or none, and the argument, if it has one."""
    try:
        for before, name, argument, _ in Formatter().parse(template):
            yield before, name or "", [argument] if argument else []
    except ValueError as error:
        raise ValueError(
            f"a brace stands alone in {template[:60]!r} ({error}); write {{{{ for a brace itself"
        ) from None
