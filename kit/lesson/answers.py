"""The answers in an open lesson: each is restored from its file, saved there at each change, and ticked off."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, Protocol, TypeVar

from kit.activity.activity import Activity
from kit.activity.answer import Answer
from kit.activity.answers import AnswerFile, MarksFile
from kit.activity.fitting import Fitting
from kit.activity.owner import Owner
from kit.annotation import Annotation
from kit.widgets import Highlighter
from kit.widgets.claim_form import ClaimForm
from kit.widgets.form import trouble
from kit.widgets.question import Question
from kit.widgets.source_form import SourceForm
from kit.widgets.swap import Swap
from kit.widgets.table_form import TableForm

__all__ = ["Answers"]

Asked = TypeVar("Asked", Question, Swap)
Filled = TypeVar("Filled", SourceForm, ClaimForm, TableForm)


class Tick(Protocol):
    """Takes note of whether an activity is done."""

    def __call__(self, name: str, *, done: bool) -> None: ...


class Answers:
    """What the ``owner`` answers in a lesson; ``where`` says of an activity at which step it stands, for its widget."""

    def __init__(self, lesson: str, owner: Owner, *, where: Callable[[str], str], tick: Tick) -> None:
        self._lesson, self._owner = lesson, owner
        self._where, self._tick = where, tick
        self._keep_first: dict[str, Callable[[], None]] = {}

    def now(self, activity: Activity) -> Any:
        """What stands on the disk by now: a value, or None where there is none."""
        with suppress(OSError, ValueError):
            now = Fitting(activity).answer(self._file(activity).there()).now
            return now.value if now else None
        return None

    def keep_first(self, name: str) -> None:
        """Keep the marks or the rows of an activity as they are when they are first compared."""
        self._keep_first[name]()

    def mark(
        self,
        activity: Activity,
        make: Callable[..., Highlighter],
        *,
        title: str,
        enough: Callable[[Sequence[Annotation]], bool],
    ) -> Highlighter:
        """Make a text to mark, or one version of it, under a title; it is done when the marks are ``enough``."""
        name = activity.base or activity.name
        file = MarksFile(self._lesson, activity.name, activity.article, owner=self._owner)

        def save(marks: Sequence[Annotation]) -> None:
            self._tick(name, done=enough(marks))
            file.save(marks)

        widget = make(save=save, title=" · ".join(filter(None, [self._where(name), title])))
        # Marks made before the article's blocks were cut otherwise are set aside like damaged ones.
        marks = file.load(widget.fits)
        widget.restore(marks, notice=trouble(file.aside, stuck=file.stuck))
        self._tick(name, done=enough(marks))
        self._keep_first[activity.name] = lambda: file.keep_first(widget.annotations)
        return widget

    def fill(self, activity: Activity, make: Callable[..., Filled]) -> Filled:
        """Make a table to fill in; it is done at enough rows."""
        file = self._file(activity)

        def tick() -> None:
            self._tick(activity.name, done=len(widget.filled) >= activity.enough)

        def save(answer: Answer) -> None:
            tick()
            file.save(answer)

        widget: Filled = make(save=save, step=self._where(activity.name))
        rows = file.load(widget.fits)
        widget.restore(rows, status=trouble(file.aside, stuck=file.stuck))
        tick()
        self._keep_first[activity.name] = widget.hand_in
        return widget

    def ask(
        self,
        activity: Activity,
        make: Callable[..., Asked],
        *,
        first: Callable[[], None] = lambda: None,
        kept: Callable[[], bool] = lambda: False,
    ) -> Asked:
        """Make a question; ``first`` is called before an answer is saved.

        Once answered it is done, also where it must be answered anew, if ``kept`` says so.
        """
        file = self._file(activity)

        def save(answer: Answer) -> None:
            first()
            file.save(answer)

        def tick(*_: Any) -> None:
            self._tick(activity.name, done=asked.done or (bool(asked.given.tries) and kept()))

        asked: Asked = make(save=save, step=self._where(activity.name))
        answer = file.load(asked.fits)
        asked.restore(answer, status=trouble(file.aside, stuck=file.stuck))
        asked.observe(tick, "done")
        tick()
        return asked

    def _file(self, activity: Activity) -> AnswerFile:
        return AnswerFile(self._lesson, activity.name, owner=self._owner)
