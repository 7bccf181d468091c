"""The explorer in a notebook, and under it what one works at: marks of one's own, the program's to correct."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ipywidgets import VBox, Widget

from kit.activity.owner import Owner
from kit.activity.texts import LAYERS
from kit.annotation import Annotation
from kit.lesson.stages import Corrections, mark_stage, own_marks
from kit.reading import Reading, find_all
from kit.widgets.explorer import Explorer
from kit.widgets.explorer_parser import load_early

__all__ = ["STAGES", "Explore"]

# What is put on the stage in a mode of the explorer, "mark" or "correct": of the article in front.
STAGES: Mapping[str, Callable[[Corrections, Owner], Widget]] = {
    "mark": lambda corrections, owner: mark_stage(corrections.reading, owner),  # to compare with the program's own
    "correct": lambda corrections, _: corrections.widget,
}


class Explore:
    """The explorer, and a stage under it for what is worked at.

    What is marked and corrected is, shown and saved, of whoever was signed in when it was opened (``Owner``). It opens
    in ``mode``; with "mark" an article shows nothing of the program's until the learner asks for it.
    """

    def __init__(self, *what: Any, mode: str = "read") -> None:
        self._owner = Owner()
        self.explorer = Explorer(*what, stages=list(STAGES), keeps=not what, mode=mode)
        self.explorer.corrected = lambda reading: self._corrections(reading).shown(reading)
        self.explorer.own = self._own
        self.stage = VBox()  # whose children are as wide as it is
        self._page = VBox([self.explorer, self.stage])
        self._by_text: dict[str, Corrections] = {}
        self._made: dict[tuple[str, int], Widget] = {}  # what was begun is there again when one comes back
        self.explorer.observe(self._set_stage, ["mode", "front", "documents"])
        self._set_stage(None)  # of what is open already

    def annotations(self, reading: Reading) -> list[Annotation]:
        """What is found in an open article, as the learner corrected it: layer by layer, in the order of the text."""
        return self._corrections(reading).annotations(reading)

    def _corrections(self, reading: Reading) -> Corrections:
        """What was corrected in a text; of one that is opened again, on top of what the program found at first."""
        name = reading.article.text_sum
        if name not in self._by_text:
            self._by_text[name] = Corrections(reading, self._owner)
        return self._by_text[name]

    def _own(self, reading: Reading) -> dict[str, Sequence[Annotation]]:
        """What a learner has of an article: marks, and what they corrected, with what the program had found."""
        own: dict[str, Sequence[Annotation]] = {"marks": own_marks(reading.article, self._owner)}
        corrections = self._corrections(reading)
        if corrections.decided:
            own["corrected"] = corrections.annotations(reading, *LAYERS)
            own["found"] = find_all(corrections.reading, *LAYERS)
        return own

    def _set_stage(self, _change: object) -> None:
        mode, front = self.explorer.mode, self.explorer.front
        open_now = {document["id"] for document in self.explorer.documents}
        self._made = {key: widget for key, widget in self._made.items() if key[1] in open_now}
        reading = self.explorer.in_front
        if mode not in STAGES or reading is None:
            self.stage.children = ()
        else:
            if (mode, front) not in self._made:
                self._made[mode, front] = STAGES[mode](self._corrections(reading), self._owner)
            self.stage.children = (self._made[mode, front],)
        for each in self._by_text.values():
            if each.is_behind and each.widget not in self.stage.children:  # so not at each key that is pressed there
                self.explorer.renew(each.reading.text)

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        """The live explorer, and beside it the readings as HTML for where no widget can run."""
        load_early()
        data = self._page._repr_mimebundle_(**kwargs) or {}
        if not self.explorer.readings:
            return data
        still = "<hr>".join(reading._repr_html_() for reading in self.explorer.readings)
        return {**data, "text/html": still}
