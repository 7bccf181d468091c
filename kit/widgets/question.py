"""A question to a learner, answered before the answer is shown."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import traitlets

from kit.widgets.assets import script, stylesheet
from kit.widgets.form import FormWidget
from kit.widgets.strings import say

__all__ = ["Question", "check", "choose", "estimate", "write"]

Save = Callable[[dict[str, Any]], None]


class Question(FormWidget):
    """A question; what it reveals is shown only when it has been answered.

    ``answer`` holds ``{"value": …, "submitted": bool}``, and ``{}`` until something is entered. ``reveal`` turns a
    submitted value into what is then said, in paragraphs parted by blank lines; a ``ValueError`` from it says, in words
    for the learner, what has to come first. ``save`` is called at each change with the answer; an ``OSError`` from it
    is shown and the answer kept. Make one with ``choose``, ``estimate``, ``write`` or ``check``.
    """

    _esm = script("question")
    _css = stylesheet("question")

    kind = traitlets.Enum(["choice", "number", "text", "check"]).tag(sync=True)
    button = traitlets.Unicode(say("question.answer")).tag(sync=True)
    options = traitlets.List(traitlets.Unicode()).tag(sync=True)
    bounds = traitlets.List(traitlets.Float()).tag(sync=True)  # lowest, highest
    unit = traitlets.Unicode().tag(sync=True)
    answer = traitlets.Dict().tag(sync=True)
    revealed = traitlets.Unicode().tag(sync=True)

    def __init__(
        self,
        *,
        reveal: Callable[[Any], str],
        answer: Mapping[str, Any] | None = None,
        save: Save | None = None,
        **traits: Any,
    ) -> None:
        super().__init__(save, **traits)
        self._reveal = reveal
        if answer and self._fits(answer.get("value")):
            self.answer = dict(answer)
            if answer.get("submitted"):
                with contextlib.suppress(ValueError):  # what had to come first was taken back since
                    self.revealed = reveal(answer["value"])

    def submit(self, value: Any) -> None:
        """Answer the question, save the answer, and reveal what it reveals.

        Raises ``ValueError`` where the value is no answer to this question, or something has to come first.
        """
        if not self._fits(value):
            raise ValueError(self._wanted())
        self.revealed = self._reveal(value)
        self._answered({"value": value, "submitted": True})

    def _take_in(self, message: Mapping[str, Any]) -> None:
        """Take in ``{"value": v, "submit": bool}``."""
        value = message.get("value")
        if message.get("submit"):
            self.submit(value)
        elif self._fits(value) and not self.answer.get("submitted"):
            self._answered({"value": value, "submitted": False})

    def _answered(self, answer: dict[str, Any]) -> None:
        self.answer = answer
        self._keep(answer, say("question.retry"))

    def _fits(self, value: Any) -> bool:
        if self.kind == "choice":
            return type(value) is int and 0 <= value < len(self.options)
        if self.kind == "number":
            return type(value) in (int, float) and self.bounds[0] <= value <= self.bounds[1]
        if self.kind == "text":
            return isinstance(value, str) and bool(value.strip())
        return value is True

    def _wanted(self) -> str:
        """What an answer has to be, in words for the learner."""
        if self.kind == "number":
            return say("question.give-number", low=f"{self.bounds[0]:g}", high=f"{self.bounds[1]:g}")
        return {"choice": say("question.choose-one"), "text": say("question.write-first")}.get(self.kind, "")


def choose(prompt: str, options: Mapping[str, str], **rest: Any) -> Question:
    """A question with answers to choose from; ``options`` maps each answer to what is said to whoever chose it.

    >>> question = choose("Who speaks?", {"The author": "Look again.", "The outlet": "Yes: it says 'we'."})
    >>> question.submit(1)
    >>> question.revealed
    "Yes: it says 'we'."
    """
    replies = list(options.values())
    return Question(kind="choice", prompt=prompt, options=list(options), reveal=lambda value: replies[value], **rest)


def estimate(
    prompt: str, *, unit: str, bounds: Sequence[float], reveal: Callable[[float], str], **rest: Any
) -> Question:
    """A question answered with a number of ``unit`` from ``bounds[0]`` to ``bounds[1]``."""
    return Question(kind="number", prompt=prompt, unit=unit, bounds=list(bounds), reveal=reveal, **rest)


def write(prompt: str, *, reveal: str | Callable[[str], str], **rest: Any) -> Question:
    """A question answered in the learner's own words; ``reveal`` is what another reader said, or says to them."""
    reply = reveal if callable(reveal) else lambda _: reveal
    return Question(kind="text", prompt=prompt, reveal=reply, **rest)


def check(prompt: str, *, button: str, reveal: Callable[[], str], **rest: Any) -> Question:
    """A step that is taken with one button; ``reveal`` does it and says what came of it."""
    return Question(kind="check", prompt=prompt, button=button, reveal=lambda _: reveal(), **rest)
