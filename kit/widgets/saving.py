"""What is saved at each change, what another window saved taken in, and the line that says what is on the disk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Generic, NamedTuple, Protocol, TypeVar

from kit.annotation import Annotation
from kit.errors import ChangedError
from kit.widgets.strings import say

__all__ = ["MARKS", "SaveMarks", "SavedLine", "SavingWords"]

T = TypeVar("T")
R = TypeVar("R")
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
    """Saves what a record has with ``save``: ``says`` what came of it, ``failed`` whether it is not saved."""

    def __init__(
        self, record: _Record[T], save: Callable[[Sequence[T]], None] | None, words: SavingWords = MARKS
    ) -> None:
        self.failed = False
        self._said: Callable[[], str] = str  # asked each time: where nothing is kept any more, it is another
        self._record, self._save, self._words = record, save, words
        self._on_disk: Sequence[T] = record.now  # as it was last read or saved

    @property
    def says(self) -> str:
        """What came of the last saving."""
        return self._said()

    def after(self, change: Callable[[], R], show: Callable[[], None]) -> R:
        """Carry out a change; where it changed the record, save that and show it, whatever saving may raise."""
        before = self._record.now
        result = change()
        if self._record.now != before:
            try:
                self._keep()
            finally:
                show()
        return result

    def _keep(self) -> None:
        """Save the record; where another window has saved something else meanwhile, with that."""
        if self._save is None:
            return
        # Said before it is tried: whatever `save` may raise, the line never claims what is not so.
        self._said, self.failed = partial(say, self._words.failed), True
        try:
            self._said, self.failed = self._kept(self._save), False
        except OSError as error:
            self._said = partial(say, self._words.why, why=error.strerror or error)

    def _kept(self, save: Callable[[Sequence[T]], None]) -> Callable[[], str]:
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
            return lambda: f"{say('form.saved')}. {say('form.set-aside', file=aside)}"
        return partial(say, self._words.merged, n=came) if came else partial(say, "form.saved")
