"""A question to a learner, answered before the answer is shown."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from kit.activity.answers import try_saving

__all__ = ["Question", "check", "choose", "estimate", "write"]

Save = Callable[[dict[str, Any]], None]


class Question(anywidget.AnyWidget):
    """A question; what it reveals is shown only when it has been answered.

    ``answer`` holds ``{"value": …, "submitted": bool}``, and ``{}`` until something is entered. ``reveal`` turns a
    submitted value into what is then said, in paragraphs parted by blank lines; a ``ValueError`` from it says, in words
    for the learner, what has to come first. ``save`` is called at each change with the answer; an ``OSError`` from it
    is shown and the answer kept. Make one with ``choose``, ``estimate``, ``write`` or ``check``.
    """

    _esm = Path(__file__).with_name("question.js")
    _css = Path(__file__).with_name("question.css")

    kind = traitlets.Enum(["choice", "number", "text", "check"]).tag(sync=True)
    step = traitlets.Unicode().tag(sync=True)  # where in the lesson it stands, such as "Step 2 of 9"
    prompt = traitlets.Unicode().tag(sync=True)
    button = traitlets.Unicode("Answer").tag(sync=True)
    options = traitlets.List(traitlets.Unicode()).tag(sync=True)
    bounds = traitlets.List(traitlets.Float()).tag(sync=True)  # lowest, highest
    unit = traitlets.Unicode().tag(sync=True)
    answer = traitlets.Dict().tag(sync=True)
    revealed = traitlets.Unicode().tag(sync=True)
    status = traitlets.Unicode().tag(sync=True)
    received = traitlets.Int(0).tag(sync=True)  # the last message taken in; the page waits for it

    def __init__(
        self,
        *,
        reveal: Callable[[Any], str],
        answer: Mapping[str, Any] | None = None,
        save: Save | None = None,
        **traits: Any,
    ) -> None:
        super().__init__(**traits)
        self._reveal = reveal
        self._save = save
        if answer and self._fits(answer.get("value")):
            self.answer = dict(answer)
            if answer.get("submitted"):
                with contextlib.suppress(ValueError):  # what had to come first was taken back since
                    self.revealed = reveal(answer["value"])
        self.on_msg(self._receive)

    def submit(self, value: Any) -> None:
        """Answer the question, save the answer, and reveal what it reveals.

        Raises ``ValueError`` where the value is no answer to this question, or something has to come first.
        """
        if not self._fits(value):
            raise ValueError(self._wanted())
        self.revealed = self._reveal(value)
        self._keep({"value": value, "submitted": True})

    def _receive(self, _: Any, message: Any, __: Any = None) -> None:
        """Take in what the page sends: ``{"number": n, "value": v, "submit": bool}``."""
        value = message.get("value")
        if message.get("submit"):
            try:
                self.submit(value)
            except ValueError as error:
                self.status = str(error)
        elif self._fits(value) and not self.answer.get("submitted"):
            self._keep({"value": value, "submitted": False})
        self.received = int(message.get("number", 0))

    def _keep(self, answer: dict[str, Any]) -> None:
        self.answer = answer
        self.status = try_saving(self._save, answer, "Answer again to retry.")

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
            return f"Give a number from {self.bounds[0]:g} to {self.bounds[1]:g}."
        return {"choice": "Choose one of the answers.", "text": "Write a few words first."}.get(self.kind, "")


def choose(prompt: str, options: Mapping[str, str], **rest: Any) -> Question:
    """A question with answers to choose from; ``options`` maps each answer to what is said to whoever chose it.

    >>> question = choose("Who speaks?", {"The author": "Look again.", "The outlet": "Yes: it says 'we'."})
    >>> question.submit(1)
    >>> question.revealed
    "Yes: it says 'we'."
    """
    said = list(options.values())
    return Question(kind="choice", prompt=prompt, options=list(options), reveal=lambda value: said[value], **rest)


def estimate(
    prompt: str, *, unit: str, bounds: Sequence[float], reveal: Callable[[float], str], **rest: Any
) -> Question:
    """A question answered with a number of ``unit`` from ``bounds[0]`` to ``bounds[1]``."""
    return Question(kind="number", prompt=prompt, unit=unit, bounds=list(bounds), reveal=reveal, **rest)


def write(prompt: str, *, reveal: str | Callable[[str], str], **rest: Any) -> Question:
    """A question answered in the learner's own words; ``reveal`` is what another reader said, or says to them."""
    say = reveal if callable(reveal) else lambda _: reveal
    return Question(kind="text", prompt=prompt, reveal=say, **rest)


def check(prompt: str, *, button: str, reveal: Callable[[], str], **rest: Any) -> Question:
    """A step that is taken with one button; ``reveal`` does it and says what came of it."""
    return Question(kind="check", prompt=prompt, button=button, reveal=lambda _: reveal(), **rest)
