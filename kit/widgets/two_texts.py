"""Two texts side by side that scroll together by what they tell, so that one sees what each has and leaves out."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import traitlets

from kit.activity.pair import Pair
from kit.activity.texts import Text
from kit.annotation import Span
from kit.segment.blocks import find_blocks
from kit.widgets.assets import script, stylesheet
from kit.widgets.page import PageWidget

__all__ = ["TwoTexts"]

_Marked = list[tuple[str, Span]]  # a name for the page, and the words that it is of


class TwoTexts(PageWidget):
    """Two texts in two columns; whoever opens a fact in one sees the words for it in the other.

    What one alone has goes to the page only with ``show_only``, for it is an answer.

    >>> from kit.activity.lesson_file import read_lesson
    >>> shown = TwoTexts(read_lesson("07-two-tellings").pairs["lake"])
    >>> shown.links[0], shown.only
    ('that the beach was closed on Thursday', [])
    """

    _esm = script("two_texts")
    _css = stylesheet("two_texts")

    sides: traitlets.List[Any] = traitlets.List().tag(sync=True)  # title, whose, blocks of runs (words, names), terms
    links: traitlets.List[Any] = traitlets.List().tag(sync=True)  # what each link tells; its name is its number
    only: traitlets.List[Any] = traitlets.List().tag(sync=True)  # why each; its name is "o" and its number

    def __init__(self, pair: Pair) -> None:
        super().__init__(links=[link.tells for link in pair.links])
        self._pair = pair
        self.sides = self._sides()

    def show_only(self) -> None:
        """Show what one text has and the other leaves out."""
        with self.hold_sync():
            self.only = [each.why for each in self._pair.only]
            self.sides = self._sides()

    def _sides(self) -> list[Any]:
        marked: tuple[_Marked, _Marked] = ([], [])
        for number, link in enumerate(self._pair.links):
            marked[0].append((str(number), link.one))
            marked[1].append((str(number), link.other))
        for number, each in enumerate(self._pair.only if self.only else ()):
            marked[each.side].append((f"o{number}", each.span))
        return [_side(text, here) for text, here in zip(self._pair.texts, marked, strict=True)]


def _side(text: Text, marked: _Marked) -> dict[str, Any]:
    card, shown = text.article.card, text.article.text
    whose = " · ".join(filter(None, (card.author, card.outlet, card.date)))
    blocks = [_runs(shown, block, marked) for block in find_blocks(shown)]
    terms = [list(each) for each in text.glossary.items()]
    return {"title": card.title or text.name, "whose": whose, "blocks": blocks, "terms": terms}


def _runs(shown: str, block: Span, marked: _Marked) -> list[list[Any]]:
    """A block in stretches of words, each with the names of what it is of."""
    here = [(name, span) for name, span in marked if span.start < block.end and block.start < span.end]
    inner = {at for _, span in here for at in span if block.start < at < block.end}
    cuts = sorted({*block, *inner})
    return [
        [shown[start:end], [name for name, span in here if span.start <= start and end <= span.end]]
        for start, end in pairwise(cuts)
    ]
