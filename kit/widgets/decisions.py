"""What a person decides of proposals: what changes them, what takes a change back, and where it happened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from kit.activity import proposals as made
from kit.activity.labels import Label
from kit.activity.proposals import TIERS, Proposal, merged
from kit.annotation import Span
from kit.errors import MismatchError
from kit.widgets.strings import say
from kit.widgets.tokens import Tokens

__all__ = ["BY_BLOCK", "Decisions"]

BY_BLOCK = "zone"  # the layer of which each block has one annotation


class Decisions:
    """Proposals, each with its place in ``now`` as its number for good, and their history.

    ``labels`` are those of each layer. With ``tiers`` what is kept has one; ``annotator`` is who adds and changes. What
    is added comes last, so that no number changes. Each change returns the number of what it changed; ``undo`` and
    ``redo`` that of the first proposal that they changed, or that is nearest to it; None says that there was none.

    Raises ``MismatchError`` where a proposal does not fit the text, ``ValueError`` where its layer has no labels; each
    change ``ValueError``, in words for a person, for what cannot be.
    """

    def __init__(
        self,
        proposals: Iterable[Proposal],
        *,
        tokens: Tokens,
        labels: Mapping[str, Sequence[Label]],
        tiers: bool,
        annotator: str,
    ) -> None:
        self._tokens, self._labels, self._annotator = tokens, labels, annotator
        self._tier = TIERS[0] if tiers else ""
        self.now = tuple(proposals)
        self.past: list[tuple[Proposal, ...]] = []
        self.future: list[tuple[Proposal, ...]] = []
        for each in self.now:
            self._known(each.entry.layer)
            if not tokens.touched(*each.entry.span):
                raise MismatchError(f"proposal {each.entry.start}:{each.entry.end} covers no word of the text")

    def at(self, number: object) -> Proposal:
        """The proposal with this number."""
        if type(number) is not int or not 0 <= number < len(self.now):  # bool is an int to Python, and no number
            raise ValueError(f"there is no proposal {number!r}; there are {len(self.now)}, from 0 on")
        return self.now[number]

    def keep(self, number: Any) -> int:
        """Keep a proposal as it stands."""
        return self._decide(number, made.keep(self.at(number), tier=self._tier))

    def reject(self, number: Any) -> int:
        """Reject a proposal."""
        return self._decide(number, made.reject(self.at(number)))

    def change(self, number: Any, *, span: Span | None = None, **changed: Any) -> int:
        """Keep a proposal with another ``label``, ``why``, ``tier``, or the words that a ``span`` touches."""
        before = self.at(number)
        if (label := changed.get("label")) is not None and label != before.entry.label:
            self._offered(before.entry.layer, label)
        if not self._tier:
            changed.pop("tier", None)
        fitted = span and self._fitted(span, before.entry.layer)
        after = made.change(before, span=fitted, **changed)
        if after.entry != before.entry:
            after = made.change(after, annotator=self._annotator)
        return self._decide(number, made.keep(after, tier=self._tier))

    def add(self, span: Span, layer: Any, label: Any, why: str, tier: str) -> int:
        """Add, kept, what was missed on the words that a span touches."""
        self._offered(layer, label)
        tier = self._tier and (tier or self._tier)
        added = made.add(self._fitted(span, layer), layer, label, annotator=self._annotator, why=why, tier=tier)
        return self._decide(len(self.now), added)

    def keep_all(self, layer: object) -> int | None:
        """Keep all of a layer that is still open."""
        self._known(layer)
        left = [n for n, each in enumerate(self.now) if each.state == "open" and each.entry.layer == layer]
        self._put({number: made.keep(self.now[number], tier=self._tier) for number in left})
        return next(iter(left), None)

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

    def _decide(self, number: int, after: Proposal) -> int:
        """Put a proposal in its place; raises ``ValueError`` where it is kept and another stands for the same."""
        what = after.entry
        for at, each in enumerate(self.now):
            there = each.entry
            same = (there.layer, there.span) == (what.layer, what.span)
            if at == number or not same or "rejected" in (after.state, each.state):
                continue
            if what.layer == BY_BLOCK:
                raise ValueError(say("reviewer.twin-zone"))
            if there.label == what.label:
                raise ValueError(say("reviewer.twin"))
        self._put({number: after})
        return number

    def _fitted(self, span: Span, layer: object) -> Span:
        """A span by whole words, or for a zone its block."""
        touched = self._tokens.touched(*span)
        if not touched:
            raise MismatchError(f"span {span.start}:{span.end} covers no word of the text")
        if layer != BY_BLOCK:
            return self._tokens.span(touched[0], touched[-1])
        if self._tokens.block(touched[0]) != self._tokens.block(touched[-1]):
            raise ValueError(say("reviewer.one-block"))
        return self._tokens.blocks[self._tokens.block(touched[0])]

    def _offered(self, layer: object, label: object) -> None:
        names = [each.name for each in self._labels[self._known(layer)]]
        if label not in names:
            raise ValueError(f"label {label!r} is not offered for {layer}; choose one of: {', '.join(names)}")

    def _known(self, layer: object) -> str:
        if not isinstance(layer, str) or layer not in self._labels:
            raise ValueError(f"layer {layer!r} is not reviewed here; these are: {', '.join(self._labels)}")
        return layer

    def _put(self, changed: Mapping[int, Proposal]) -> None:
        """Put these in the place of those of their numbers; the number after the last adds one."""
        after = [*self.now]
        for number, proposal in changed.items():
            after[number : number + 1] = [proposal]
        self._change(tuple(after))

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
