"""What a person decides of proposals: what changes them, what takes a change back, and where it happened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import zip_longest

from kit.activity.proposals import Proposal, merged

__all__ = ["Decisions"]


class Decisions:
    """Proposals, each with its place in ``now`` as its number for good, and their history.

    What is added comes last, so that no number changes. ``undo`` and ``redo`` return the number of the first proposal
    that they changed, or that is nearest to it, and None where there is none to change.
    """

    def __init__(self, proposals: Iterable[Proposal]) -> None:
        self.now = tuple(proposals)
        self.past: list[tuple[Proposal, ...]] = []
        self.future: list[tuple[Proposal, ...]] = []

    def put(self, changed: Mapping[int, Proposal]) -> None:
        """Put these in the place of those of their numbers; the number after the last adds one."""
        after = [*self.now]
        for number, proposal in changed.items():
            after[number : number + 1] = [proposal]
        self._change(tuple(after))

    def undo(self) -> int | None:
        """Take back the last change."""
        return self._step(self.past, self.future)

    def redo(self) -> int | None:
        """Make the change again that was taken back last."""
        return self._step(self.future, self.past)

    def merge(self, theirs: Iterable[Proposal], base: Iterable[Proposal]) -> int:
        """Take in, as one change, what another window has decided since ``base``; return how many that were."""
        before, after = self.now, merged(self.now, theirs, base)
        self._change(after)
        return sum(one != other for one, other in zip_longest(before, after))

    def _change(self, after: tuple[Proposal, ...]) -> None:
        if after != self.now:
            self.past.append(self.now)
            self.future.clear()
            self.now = after

    def _step(self, back: list[tuple[Proposal, ...]], forth: list[tuple[Proposal, ...]]) -> int | None:
        if not back:
            return None
        before, self.now = self.now, back.pop()
        forth.append(before)
        changed = next(n for n, (one, other) in enumerate(zip_longest(before, self.now)) if one != other)
        return min(changed, max(len(self.now) - 1, 0))
