"""Marks saved at each change, those of another window taken in, and the line that says what is on the disk."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kit.annotation import Annotation
from kit.errors import ChangedError
from kit.widgets.marks import Marks
from kit.widgets.strings import say

__all__ = ["SaveMarks", "SavedLine"]

SaveMarks = Callable[[Sequence[Annotation]], None]


class SavedLine:
    """Saves the marks of a record with ``save``: ``says`` is what came of it, ``failed`` whether they are not saved."""

    def __init__(self, record: Marks, save: SaveMarks | None) -> None:
        self.says, self.failed = "", False
        self._record, self._save = record, save
        self._on_disk: Sequence[Annotation] = record.now  # as they were last read or saved

    def keep(self) -> None:
        """Save the marks; where another window has saved others meanwhile, with these."""
        if self._save is None:
            return
        # Said before it is tried: whatever `save` may raise, the line never claims what is not so.
        self.says, self.failed = say("highlighter.not-saved"), True
        try:
            self.says, self.failed = self._kept(self._save), False
        except OSError as error:
            self.says = say("highlighter.not-saved-why", why=error.strerror or error)

    def _kept(self, save: SaveMarks) -> str:
        came, aside = 0, ""
        while True:
            try:
                save(list(self._record.now))
                break
            except ChangedError as changed:
                aside = changed.aside
                if changed.theirs is not None:
                    came += self._record.merge(changed.theirs, self._on_disk)
                    self._on_disk = changed.theirs
        self._on_disk = self._record.now
        if aside:
            return f"{say('form.saved')}. {say('form.set-aside', file=aside)}"
        return say("highlighter.merged", n=came) if came else say("form.saved")
