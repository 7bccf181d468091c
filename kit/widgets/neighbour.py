"""A neighbour's marks beside one's own: their hand-in is opened, looked at together, and kept nowhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import traitlets

from kit.activity.activity import Activity, LessonData
from kit.activity.hand_in import LARGEST, HandIn, read_hand_in, why
from kit.activity.versions import PLAIN
from kit.agreement import pair
from kit.agreement.describe import describe_agreement, squares
from kit.annotation import Annotation
from kit.errors import MismatchError
from kit.visible import visible
from kit.widgets.assets import script, stylesheet
from kit.widgets.page import PageWidget
from kit.widgets.strings import say

__all__ = ["Neighbour"]

_MOST = 12  # places to talk about that are listed; all are in the text
_LONGEST = 60  # characters of the words of one
Show = Callable[[Sequence[Annotation] | None], Mapping[str, Sequence[Annotation]]]


class Neighbour(PageWidget):
    """Asks for a neighbour's hand-in, and shows how their marks and one's own stand to each other.

    ``of`` gives the activity of ``lesson`` whose marks are compared, in the version that the learner has now; ``mine``
    gives one's own marks and ``folder`` one's own folder of answers, by which one's own file is told. ``show`` is
    called with the neighbour's marks, to set them beside one's own in the text, or with ``None`` to put them away, and
    gives what they then stand beside, by name. Nothing of the neighbour's is written anywhere.
    """

    _esm = script("neighbour")
    _css = stylesheet("neighbour")

    step = traitlets.Unicode().tag(sync=True)
    prompt = traitlets.Unicode().tag(sync=True)
    most = traitlets.Int(LARGEST).tag(sync=True)  # bytes of a hand-in
    shown = traitlets.Dict().tag(sync=True)  # {"name", "said", "differ": [{"words", "mine", "theirs"}], "more", "rest"}

    def __init__(
        self,
        prompt: str,
        lesson: LessonData,
        of: Callable[[], Activity],
        *,
        mine: Callable[[], Sequence[Annotation]],
        folder: Callable[[], str],
        show: Show,
        step: str = "",
    ) -> None:
        super().__init__(prompt=prompt, step=step)
        self._lesson, self._now, self._mine, self._folder, self._put = lesson, of, mine, folder, show
        self.on_msg(self._receive)

    @property
    def _of(self) -> Activity:
        return self._now()

    def look(self, data: bytes) -> None:
        """Set the marks in a hand-in beside one's own.

        Raises ``ValueError``, in words for the learner, where it is no hand-in, one's own, or has no marks here.
        """
        mine = self._mine()
        if len(mine) < self._of.enough:
            raise ValueError(say("neighbour.mark-first", n=self._of.enough))
        given = read_hand_in(data)
        theirs = self._marks(given)
        self._refuse_own(given, mine, theirs)
        name = visible(given.learner.name) or say("neighbour.nameless")
        self.shown = {"name": name, **self._told(mine, theirs, self._put(theirs))}

    def put_away(self) -> None:
        """Put the neighbour's marks away."""
        if self.shown:
            self._put(None)
            self.shown = {}

    def _receive(self, _widget: object, asked: object, buffers: Any) -> None:
        self.reply(asked, lambda asked: self._obey(asked, buffers or []))

    def _obey(self, asked: Mapping[str, Any], buffers: Sequence[Any]) -> dict[str, Any]:
        if asked.get("ask") == "open" and len(buffers) == 1:
            self.look(bytes(buffers[0]))
        elif asked.get("ask") == "close":
            self.put_away()
        else:
            raise ValueError(f"{asked.get('ask')!r} cannot be asked; there are 'open', with one file, and 'close'")
        return {"data": {}}

    def _marks(self, given: HandIn) -> list[Annotation]:
        handed = given.lessons.get(self._lesson.name)
        about = {"lesson": self._lesson.title, "file": self._lesson.name}
        if handed is None:
            there = ", ".join(given.lessons) or say("neighbour.no-lesson")
            raise ValueError(say("neighbour.other-lesson", there=there, **about))
        try:
            theirs = handed.marks(self._of.name, self._of.article)
        except MismatchError as error:
            raise ValueError(say("neighbour.other-text", why=why(error))) from None
        if not theirs and self._of.enough:
            others = [each for each in self._lesson.versions_of(self._of.base or self._of.name) if each != self._of]
            if any(handed.files.get(f"{each.name}.jsonl") for each in others):
                levels = PLAIN in [each.version for each in others] or self._of.version == PLAIN
                raise ValueError(say("neighbour.other-level") if levels else say("neighbour.other-form"))
            raise ValueError(say("neighbour.nothing-marked", **about))
        offered = {label.name for label in self._of.labels}
        return [mark for mark in theirs if mark.layer == self._of.layer and mark.label in offered]

    def _refuse_own(self, given: HandIn, mine: Sequence[Annotation], theirs: Sequence[Annotation]) -> None:
        """Two without a name have one folder: their marks tell them apart."""
        own = given.learner.folder == self._folder()
        if own and (given.learner.name or [_place(each) for each in mine] == [_place(each) for each in theirs]):
            raise ValueError(say("neighbour.own"))

    def _told(
        self, mine: Sequence[Annotation], theirs: Sequence[Annotation], beside: Mapping[str, Sequence[Annotation]]
    ) -> dict[str, Any]:
        by_block = self._of.unit == "block"
        found = pair(self._of.article, mine, theirs, every=by_block)
        differ = [each for each in found if each.status != "agree"]
        if by_block:
            n, whole = len(found) - len(differ), len(found)
            alike = say("neighbour.blocks", n=n, all=whole)
            said, rest = f"{squares(n, whole, most=40)} {alike}", ""
        else:
            key = {"the key": beside["key"]} if "key" in beside else {}
            whole_said = describe_agreement(self._of.article, {"you": mine, "your neighbour": theirs, **key}).split(
                "\n\n"
            )
            at = whole_said.index("You and the key") if key else -1  # where the two alone end
            said, rest = "\n\n".join(whole_said[:at]), "\n\n".join(whole_said[at:])
        places = [
            {"words": self._words(each.span), "mine": self._label(each.mine), "theirs": self._label(each.reference)}
            for each in differ
        ]
        return {"said": said, "rest": rest, "differ": places[:_MOST], "more": max(len(places) - _MOST, 0)}

    def _words(self, span: Any) -> str:
        words = " ".join(self._of.article.covered(span).split())
        return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 2].rstrip()} …"

    def _label(self, mark: Annotation | None) -> str:
        return self._of.titles.get(mark.label, mark.label) if mark else say("neighbour.unmarked")


def _place(mark: Annotation) -> tuple[int, int, str]:
    return mark.start, mark.end, mark.label
