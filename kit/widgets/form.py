"""What the forms share: where in the lesson they stand, what they ask, saving, and the messages of the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import anywidget
import traitlets

from kit.widgets.strings import say

__all__ = ["FormRow", "FormWidget"]

FormRow = Mapping[str, str]  # what a learner filled in of one row of a form


class FormWidget(anywidget.AnyWidget):
    """A widget that asks something of a learner; each form says what it takes in, and what then.

    ``save`` is called with what was given at each change; an ``OSError`` from it is shown and what was given is kept.
    """

    step = traitlets.Unicode().tag(sync=True)  # where in the lesson it stands, such as "Step 2 of 9"
    prompt = traitlets.Unicode().tag(sync=True)
    status = traitlets.Unicode().tag(sync=True)
    received = traitlets.Int(0).tag(sync=True)  # the last message taken in; the page waits for it

    def __init__(self, save: Callable[[Any], None] | None, **traits: Any) -> None:
        super().__init__(**traits)
        self._save = save
        self.on_msg(self._receive)

    def _take_in(self, message: Mapping[str, Any]) -> None:
        """Do what a message of the page asks; raises ``ValueError``, in words for the learner, where that cannot be."""
        raise NotImplementedError

    def _receive(self, _: Any, message: Any, __: Any = None) -> None:
        """Take in what the page sends, ``{"number": n, …}``, and say that it was taken in, or why not."""
        try:
            self._take_in(message)
        except ValueError as error:
            self.status = str(error)
        self.received = int(message.get("number", 0))

    def _keep(self, given: Any, again: str) -> None:
        """Save what was given, and tell the learner what came of it; ``again`` is how to retry."""
        try:
            if self._save:
                self._save(given)
        except OSError as error:
            self.status = say("form.not-saved", why=error.strerror or error, again=again)
        else:
            self.status = say("form.saved")
