"""A learner's marks: what changes them, what takes a change back, and a sentence that says what happened."""

from __future__ import annotations

from collections.abc import Iterable

from kit.annotation import Annotation
from kit.errors import MismatchError
from kit.widgets.palette import Style
from kit.widgets.strings import say
from kit.widgets.tokens import Tokens, Unit

__all__ = ["Marks"]


class Marks:
    """The marks of one layer, by whole tokens, with their history.

    Each change returns what to tell the learner; ``now`` tells what came of it. By words, marks may overlap; the same
    words, like a block, have one label at most and a new one takes the place of the old, unless there may be
    ``several``.
    """

    def __init__(
        self,
        tokens: Tokens,
        unit: Unit,
        layer: str,
        annotator: str,
        annotations: Iterable[Annotation] = (),
        *,
        several: bool = False,
    ) -> None:
        self.tokens, self.unit, self.layer, self.annotator, self.several = tokens, unit, layer, annotator, several
        self.now = self.checked(annotations)
        self.past: list[tuple[Annotation, ...]] = []
        self.future: list[tuple[Annotation, ...]] = []

    def mark(self, first: int, last: int, style: Style) -> str:
        """Mark tokens ``first`` to ``last``; the same mark twice is one mark."""
        ranges = [(first, last)] if self.unit == "word" else [(i, i) for i in range(first, last + 1)]
        made = [Annotation(*self.tokens.span(*r), self.layer, style.name, self.annotator) for r in ranges]
        there = {(a.span, a.label) for a in self.now}
        made = [a for a in made if (a.span, a.label) not in there]
        replaced = set() if self.several else {a.span for a in made}
        instead = any(a.span in replaced for a in self.now)
        self._change([*(a for a in self.now if a.span not in replaced), *made])
        if self.unit == "block":
            blocks = {"block": first + 1, "first": first + 1, "last": last + 1}
            key = "highlighter.block-is" if first == last else "highlighter.blocks-are"
            return say(key, **blocks, label=style.title, tally=self.tally)
        key = "highlighter.marked" if made else "highlighter.already-marked"
        key = "highlighter.relabelled" if instead else key
        return say(key, words=self._words(first, last), label=style.title, tally=self.tally)

    def remove_at(self, first: int, last: int) -> str:
        """Remove what Delete takes away: at one token the innermost mark, over several every mark that touches them."""
        span = self.tokens.span(first, last)
        touched = [a for a in self.now if a.start < span[1] and span[0] < a.end]
        if first == last and touched:
            touched = [min(reversed(touched), key=lambda a: a.end - a.start)]  # of equals the last, drawn innermost
        return self.remove(touched)

    def remove(self, gone: Iterable[Annotation]) -> str:
        """Remove these marks."""
        going = list(gone)
        named = {(a.span, a.label) for a in going}
        self._change(a for a in self.now if (a.span, a.label) not in named)
        if not going:
            return say("highlighter.nothing-to-remove")
        touched = self.tokens.touched(going[0].start, going[-1].end)
        if self.unit == "block":
            blocks = {"block": touched[0] + 1, "first": touched[0] + 1, "last": touched[-1] + 1}
            key = "highlighter.removed-block" if len(touched) == 1 else "highlighter.removed-blocks"
            return say(key, **blocks, tally=self.tally)
        words = self._words(touched[0], touched[-1])
        return say("highlighter.removed", n=len(going), words=words, tally=self.tally)

    def undo(self) -> str:
        """Take back the last change."""
        if not self._step(self.past, self.future):
            return say("highlighter.nothing-to-undo")
        return say("highlighter.undone", tally=self.tally)

    def redo(self) -> str:
        """Make the change again that was taken back last."""
        if not self._step(self.future, self.past):
            return say("highlighter.nothing-to-redo")
        return say("highlighter.redone", tally=self.tally)

    def reset(self) -> str:
        """Remove all marks."""
        self._change(())
        return say("highlighter.all-removed")

    def merge(self, theirs: Iterable[Annotation], base: Iterable[Annotation]) -> int:
        """Take in, as one change, what another window has marked since ``base`` was saved; return how many marks.

        Nothing that was marked here is lost; where there may be one label only, one given here since ``base`` stands.
        """
        saved = {(a.span, a.label) for a in base}
        mine = {(a.span, a.label) if self.several else a.span: a for a in self.now}
        came = []
        for a in theirs:
            own = mine.get((a.span, a.label) if self.several else a.span)
            if (a.span, a.label) not in saved and (own is None or (own.span, own.label) in saved):
                came.append(a)
        replaced = set() if self.several else {a.span for a in came}
        self._change([*(a for a in self.now if a.span not in replaced), *came])
        return len(came)

    @property
    def tally(self) -> str:
        """How many marks there are, in words."""
        count = len(self.now)
        if self.unit == "block":
            return say("highlighter.tally-block", n=count, all=len(self.tokens))
        return say("highlighter.tally-word", n=count)

    def checked(self, annotations: Iterable[Annotation]) -> tuple[Annotation, ...]:
        """The annotations in order, each once, where all are of this layer and fit the text."""
        given = list(annotations)
        spans = set(zip(self.tokens.starts, self.tokens.ends, strict=True)) if self.unit == "block" else set()
        taken: set[tuple[int, int]] = set()
        for a in given:
            if a.layer != self.layer:
                raise ValueError(
                    f"annotation {a.start}:{a.end} is of layer {a.layer!r}; this marks {self.layer!r}. "
                    "Give other layers as background"
                )
            if not self.tokens.touched(*a.span):
                raise MismatchError(f"annotation {a.start}:{a.end} covers no word of the text")
            if self.unit == "block" and a.span not in spans:
                raise MismatchError(f"annotation {a.start}:{a.end} is no block of the text, as find_blocks finds them")
            if self.unit == "block" and a.span in taken:
                raise ValueError(f"block {a.start}:{a.end} has two labels; keep one, such as {a.label!r}")
            taken.add(a.span)
        return _in_order(given)

    def _change(self, annotations: Iterable[Annotation]) -> None:
        after = _in_order(annotations)
        if after != self.now:
            self.past.append(self.now)
            self.future.clear()
            self.now = after

    def _step(self, back: list[tuple[Annotation, ...]], forth: list[tuple[Annotation, ...]]) -> bool:
        if not back:
            return False
        forth.append(self.now)
        self.now = back.pop()
        return True

    def _words(self, first: int, last: int) -> str:
        words = " ".join(self.tokens.text[slice(*self.tokens.span(first, last))].split())
        short = words if len(words) <= 60 else f"{words[:58].rstrip()} …"
        return short if words[0] in "“‘«\"'" else f"“{short}”"


def _in_order(annotations: Iterable[Annotation]) -> tuple[Annotation, ...]:
    """By place, the longer first; what is twice the same only once."""
    unique = {(a.span, a.label): a for a in annotations}
    return tuple(sorted(unique.values(), key=lambda a: (a.start, -a.end, a.label)))
