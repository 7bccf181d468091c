"""What the forms share: where in the lesson they stand, what they ask, saving, and the messages of the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar

import traitlets

from kit.activity.answer import Answer
from kit.errors import ChangedError
from kit.widgets.page import PageWidget
from kit.widgets.strings import say

__all__ = ["FormRow", "FormWidget", "RowForm", "Save", "trouble"]

FormRow = Mapping[str, str]  # what a learner filled in of one row of a form
Save = Callable[[Answer], None]
MOST_MESSAGES = 2**53  # that JavaScript can count


class FormWidget(PageWidget):
    """A widget that asks something of a learner; each form says what it takes in, and what then.

    ``given`` is what was answered. ``save`` is called with it at each change: an ``OSError`` from it is shown and what
    was given is kept; at a ``ChangedError`` both answers are kept, ``other`` says the one that another window gave,
    and the learner chooses.
    """

    retry: ClassVar[str]  # how to try again what was not saved
    has_drafts: ClassVar[bool] = False  # whether it has a button, before which what is given is a draft

    step = traitlets.Unicode().tag(sync=True)  # where in the lesson it stands, such as "Step 2 of 9"
    prompt = traitlets.Unicode().tag(sync=True)
    status = traitlets.Unicode().tag(sync=True)
    other = traitlets.Unicode().tag(sync=True)  # what another window answered; the page shows it and asks
    placed = traitlets.Int(0).tag(sync=True)  # counts how often Python has put another answer into the fields
    received = traitlets.Int(0).tag(sync=True)  # the last message taken in; the page waits for it

    def __init__(self, save: Save | None, **traits: Any) -> None:
        super().__init__(**traits)
        self.given = Answer()
        self._save = save
        self._theirs: Answer | None = None
        self.on_msg(self._receive)

    # What each form says

    def _take_in(self, message: Mapping[str, Any]) -> None:
        """Do what a message of the page asks; raises ``ValueError``, in words for the learner, where that cannot be."""
        raise NotImplementedError

    def _check(self, value: Any, *, draft: bool) -> None:
        """Raise ``ValueError``, in words for the learner, where a value is no answer, or no draft of one."""
        raise NotImplementedError

    def _in_words(self, value: Any) -> str:
        """A value for a person to read."""
        raise NotImplementedError

    def _show(self) -> None:
        """Show on the page what is given now."""
        raise NotImplementedError

    # What all do

    def fits(self, answer: Answer) -> None:
        """Raise ``ValueError`` where an answer is none to what is asked here."""
        for each in answer.tries:
            self._check(each.value, draft=False)
        for each in (*answer.aside, *filter(None, [answer.draft])):
            self._check(each.value, draft=True)

    def restore(self, answer: Answer, status: str = "") -> None:
        """Show an answer that was saved; raises ``ValueError`` where it is none to what is asked here."""
        self.fits(answer)
        self.given, self.status = answer, status
        self._show()

    def _receive(self, _: Any, message: Any, __: Any = None) -> None:
        """Take in what the page sends, ``{"number": n, …}``, and say that it was taken in, or why not.

        It is answered in any case: a page that hears nothing says that the kernel is dead.
        """
        asked = message if isinstance(message, Mapping) else {}
        try:
            if "choose" in asked:
                self._choose(theirs=asked["choose"] == "theirs")
            else:
                self._take_in(asked)
        except ValueError as error:
            self.status = str(error)
        except Exception as error:
            self.status = say("form.went-wrong", why=repr(error))
            raise
        finally:
            number = asked.get("number")
            self.received = number if type(number) is int and 0 <= number <= MOST_MESSAGES else self.received

    def _keep(self) -> None:
        """Save what was given, and tell the learner what came of it."""
        if self._save is None:
            return
        note = ""
        while True:
            try:
                self._save(self.given)
            except ChangedError as changed:
                note = say("form.set-aside", file=changed.aside) if changed.aside else ""
                self._heed(changed.theirs)
            except OSError as error:
                self.status = say("form.not-saved", why=error.strerror or error, again=self.retry)
                return
            except Exception as error:  # a fault of the program's; what stands there must not be that it was saved
                self.status = say("form.not-saved", why=repr(error), again=self.retry)
                raise
            else:
                self.status = f"{self._saved} {note}".strip()
                return

    @property
    def _saved(self) -> str:
        if self.given.now is None:
            return ""
        return say("form.draft-saved") if self.has_drafts and self.given.draft else say("form.saved")

    def _heed(self, theirs: Answer | None) -> None:
        """Keep what another window has saved beside what is given here, and ask which is to stand where they differ."""
        if theirs is None:
            return
        mine = self.given.now
        if theirs.now and not (mine and mine.value == theirs.now.value):
            self._theirs, self.other = theirs, self._in_words(theirs.now.value)
        self.given = self.given.beside(theirs)
        self._show()

    def _choose(self, *, theirs: bool) -> None:
        """Let one of two answers stand, and keep the other."""
        chosen, self._theirs, self.other = self._theirs, None, ""
        if chosen and theirs:
            self.given = chosen.beside(self.given)
            if chosen.draft is None and chosen.last:
                self.given = self.given.submitting(chosen.last.value, chosen.last.said)
            self._show()
            self.placed += 1
            self._keep()


class RowForm(FormWidget):
    """A form of rows that is compared with a key, or with what a program finds; each says what a row is.

    ``rows`` are what was filled in, each of text by name. What a comparison says of them is in ``findings``, until a
    row is changed.
    """

    rows: traitlets.List[Any] = traitlets.List().tag(sync=True)
    findings: traitlets.List[Any] = traitlets.List().tag(sync=True)
    reference = traitlets.Unicode("key").tag(sync=True)  # what it is compared with, "key" or "program"

    def fill(self, rows: Iterable[FormRow]) -> None:
        """Put these rows in place of those there are, and save them; raises ``ValueError`` where one is none."""
        self.given = self.given.drafting(self._whole(rows))
        self._show()
        self._keep()

    def hand_in(self) -> None:
        """Keep the rows as they are, as those that are compared now."""
        self.given = self.given.submitting(self.rows)
        self._keep()

    def _whole(self, rows: Iterable[FormRow]) -> list[dict[str, str]]:
        """The rows, each with all that it has; raises ``ValueError`` where one is none."""
        raise NotImplementedError

    def _take_in(self, message: Mapping[str, Any]) -> None:
        """Take in ``{"rows": […]}``."""
        try:
            self._check(message.get("rows"), draft=True)
        except ValueError as error:
            raise ValueError(say("form.not-taken-in", why=error)) from error
        self.fill(message["rows"])

    def _check(self, value: Any, *, draft: bool) -> None:
        if not isinstance(value, list):
            raise ValueError(f"rows must be a list, not {type(value).__name__}")
        self._whole(value)

    def _show(self) -> None:
        rows = self._whole(self.given.now.value if self.given.now else [])
        if rows != self.rows:
            self.rows, self.findings = rows, []


def trouble(aside: str, *, stuck: bool) -> str:
    """What to tell a learner whose answers could not be used: where they are now, or that they are in the way."""
    if stuck:
        return say("form.stuck")
    return say("form.set-aside", file=aside) if aside else ""
