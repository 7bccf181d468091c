"""A question to a learner, answered before the answer is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import traitlets

from kit.activity.answer import Answer, Try
from kit.widgets.assets import script, stylesheet
from kit.widgets.form import FormWidget, Save
from kit.widgets.strings import say

__all__ = ["Question", "check", "choose", "estimate", "write"]


class Question(FormWidget):
    """A question; what it reveals is shown only when it has been answered.

    ``answer`` is what stands on the page, ``{"value": …, "submitted": bool}``, and ``{}`` until something is entered:
    a draft until it is submitted, also after an earlier answer was. ``reveal`` turns a submitted value into what is
    then said, in paragraphs parted by blank lines; a ``ValueError`` from it says, in words for the learner, what has to
    come first. What was said of an ``earlier`` answer is shown as that. With ``every`` each try counts: all are shown,
    each with what was said of it. ``done`` says whether it was answered. ``others`` turns a submitted value into what a
    class answered, ``{}`` where there is none. Where it is about ``marks`` on a text, a button leads there. Make one
    with ``choose``, ``estimate``, ``write`` or ``check``; the kind "name" asks for one line, and saves no draft.
    """

    _esm = script("question")
    _css = stylesheet("question")
    retry = say("question.retry")
    has_drafts = True

    kind = traitlets.Enum(["choice", "number", "text", "name", "check"]).tag(sync=True)
    button = traitlets.Unicode(say("question.answer")).tag(sync=True)
    options = traitlets.List(traitlets.Unicode()).tag(sync=True)
    bounds = traitlets.List(traitlets.Float()).tag(sync=True)  # lowest, highest
    unit = traitlets.Unicode().tag(sync=True)
    every = traitlets.Bool(False).tag(sync=True)
    answer = traitlets.Dict().tag(sync=True)
    revealed = traitlets.Unicode().tag(sync=True)
    earlier: traitlets.List[Any] = traitlets.List().tag(sync=True)  # {"words": …, "said": …}, the newest first
    marks: traitlets.List[Any] = traitlets.List().tag(sync=True)  # ids of the texts, one shown, whose marks it is about
    beside = traitlets.Dict().tag(sync=True)  # what a class answered, {"title", "bars"}; nothing before the answer
    done = traitlets.Bool(False)

    def __init__(
        self,
        *,
        reveal: Callable[[Any], str],
        save: Save | None = None,
        others: Callable[[Any], Mapping[str, Any]] = lambda value: {},
        **traits: Any,
    ) -> None:
        super().__init__(save, **traits)
        self._reveal, self._others = reveal, others
        self._said: tuple[Try, str] | None = None  # the last answer, and what was said of it
        self._apart = False  # whether something else stands on the page than what was submitted, and is no draft

    def submit(self, value: Any) -> None:
        """Answer the question, save the answer, and reveal what it reveals.

        Raises ``ValueError`` where the value is no answer to this question, or something has to come first.
        """
        kept = self._kept(value)
        self._check(kept, draft=False)
        said = self._reveal(self._shown(kept))
        self.given = self.given.submitting(kept, said if self.every else "")
        self._said, self._apart = (self.given.tries[-1], said), False
        self._show()
        self._keep()

    def restore(self, answer: Answer, status: str = "") -> None:
        """Show an answer that was saved; raises ``ValueError`` where it is none to this question."""
        super().restore(answer.mapped(self._kept), status)

    def outdate(self) -> None:
        """Say that what was revealed is of something that has changed since."""
        self._apart = True
        if self.given.now is None:
            self.status = ""  # what had to come first may have come
        self._show()

    def _take_in(self, message: Mapping[str, Any]) -> None:
        """Take in ``{"value": v, "submit": bool}``."""
        value = message.get("value")
        if message.get("submit"):
            self.submit(value)
        elif self.kind not in ("check", "name"):
            self._draft(value)

    def _draft(self, value: Any) -> None:
        try:
            kept = self._kept(value)
            self._check(kept, draft=True)
        except ValueError:
            self.outdate()
            raise
        nothing = value in (None, "") and not self.given.tries
        self.given = replace(self.given, draft=None) if nothing else self.given.drafting(kept)
        self._apart = False
        self._show()
        self._keep()

    def _show(self) -> None:
        now, last = self.given.now, self.given.last
        said = self._said_of(last) if last else ""
        fresh = bool(last) and self.given.draft is None and not self._apart
        with self.hold_sync():
            self.answer = {"value": self._shown(now.value), "submitted": fresh} if now else {}
            self.revealed = said if fresh else ""
            self.earlier = self._earlier(last, said, fresh=fresh)
            self.beside = dict(self._others(last.value)) if last and said else {}
            self.done = bool(said)

    def _said_of(self, last: Try) -> str:
        """What was said of the last answer; nothing where what had to come first was taken back since."""
        if self._said is None or self._said[0] != last:
            try:
                said = (self.every and last.said) or self._reveal(self._shown(last.value))
            except ValueError:
                said = ""
            self._said = (last, said)
        return self._said[1]

    def _earlier(self, last: Try | None, said: str, *, fresh: bool) -> list[dict[str, str]]:
        """What was said of answers that no longer stand on the page: of all where each try counts, else of the last."""
        tries = self.given.tries[: -1 if fresh else None] if self.every else ()
        if tries:
            return [{"words": self._in_words(each.value), "said": each.said} for each in reversed(tries)]
        return [{"words": self._in_words(last.value), "said": said}] if last and said and not fresh else []

    def _kept(self, value: Any) -> Any:
        """A value of the page as a file has it: a choice in its words, for the answers may come in another order."""
        if self.kind == "choice" and type(value) is int and 0 <= value < len(self.options):
            return self.options[value]
        return value

    def _shown(self, kept: Any) -> Any:
        """A value of a file as the page has it."""
        return self.options.index(kept) if self.kind == "choice" and kept in self.options else kept

    def _check(self, value: Any, *, draft: bool) -> None:
        if draft and value is None:
            return
        if not self._is_answer(value, draft=draft):
            raise ValueError(self._wanted())

    def _is_answer(self, value: Any, *, draft: bool) -> bool:
        if self.kind == "choice":
            return self._kept(value) in self.options
        if self.kind == "number":
            return type(value) in (int, float) and self.bounds[0] <= value <= self.bounds[1]
        if self.kind in ("text", "name"):
            return isinstance(value, str) and (draft or bool(value.strip()))
        return value is True

    def _in_words(self, value: Any) -> str:
        if self.kind == "number" and value is not None:
            return f"{value:g} {self.unit}"
        return value if isinstance(value, str) else ""

    def _wanted(self) -> str:
        """What an answer has to be, in words for the learner."""
        if self.kind == "number":
            return say("question.give-number", low=f"{self.bounds[0]:g}", high=f"{self.bounds[1]:g}")
        wanted = {"choice": say("question.choose-one"), "check": ""}
        return wanted.get(self.kind, say("question.write-first"))


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


def write(prompt: str, *, reveal: str | Callable[[str], str], every: bool = False, **rest: Any) -> Question:
    """A question answered in the learner's own words; ``reveal`` is what another reader said, or says to them.

    With ``every`` each try counts, and is shown with what was said of it.
    """
    reply = reveal if callable(reveal) else lambda _: reveal
    return Question(kind="text", prompt=prompt, reveal=reply, every=every, **rest)


def check(prompt: str, *, button: str, reveal: Callable[[], str], **rest: Any) -> Question:
    """A step that is taken with one button; ``reveal`` does it and says what came of it."""
    return Question(kind="check", prompt=prompt, button=button, reveal=lambda _: reveal(), **rest)
