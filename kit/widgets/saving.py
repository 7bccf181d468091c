"""What is saved at each change, what another window saved taken in, and the line that says what is on the disk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, NamedTuple, Protocol, TypeVar

from kit.annotation import Annotation
from kit.errors import ChangedError
from kit.widgets.strings import say

__all__ = ["MARKS", "SaveMarks", "SavedLine", "SavingWords"]

T = TypeVar("T")
SaveMarks = Callable[[Sequence[Annotation]], None]


class SavingWords(NamedTuple):
    """Keys of what is said: not saved, for a fault or for a reason; saved, with what came from another window."""

    failed: str
    why: str
    merged: str


MARKS = SavingWords("highlighter.not-saved", "highlighter.not-saved-why", "highlighter.merged")


class _Record(Protocol[T]):
    """What is saved: all of it, in order, and a way to take in what another window has saved since ``base``."""

    now: tuple[T, ...]

    def merge(self, theirs: Iterable[T], base: Iterable[T]) -> int: ...


class SavedLine(Generic[T]):
    """Saves what a record has with ``save``: ``says`` is what came of it, ``failed`` whether it is not saved."""

    def __init__(
        self, record: _Record[T], save: Callable[[Sequence[T]], None] | None, words: SavingWords = MARKS
    ) -> None:
        self.says, self.failed = "", False
        self._record, self._save, self._words = record, save, words
        self._on_disk: Sequence[T] = record.now  # as it was last read or saved

    def keep(self) -> None:
        """Save the record; where another window has saved something else meanwhile, with that."""
        if self._save is None:
            return
        # Said before it is tried: whatever `save` may raise, the line never claims what is not so.
        self.says, self.failed = say(self._words.failed), True
        try:
            self.says, self.failed = self._kept(self._save), False
        except OSError as error:
            self.says = say(self._words.why, why=error.strerror or error)

    def _kept(self, save: Callable[[Sequence[T]], None]) -> str:
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
        return say(self._words.merged, n=came) if came else say("form.saved")
