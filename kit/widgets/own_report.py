"""The button that makes a learner's report, a page to keep and to print, and shows it here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from kit.widgets.assets import script, stylesheet
from kit.widgets.page import PageWidget, parted
from kit.widgets.strings import say

__all__ = ["PARTS", "Made", "OwnReport", "not_drawn"]

PARTS: Mapping[str, str] = {  # of a report, by the activity in which a learner fills them in, as they are called
    "title": "report.part-title",
    "why": "report.part-why",
    "card": "report.part-card",
    "speakers": "report.part-speakers",
    "claims": "report.part-claims",
    "chart": "report.part-chart",
    "chart-says": "report.part-chart-says",
    "limits": "report.part-limits",
}
_NOT_DRAWN = {"article": "report.no-article", "choice": "report.no-choice", "nothing": "report.nothing-drawn"}


def not_drawn(lacks: str, why: str = "") -> str:
    """What a learner is told where there is no chart, for there is no "article", no "choice", or "nothing" to draw.

    >>> not_drawn("nothing", "nobody is quoted")
    'There is no chart to draw: nobody is quoted. Choose another.'
    """
    return say(_NOT_DRAWN[lacks], **({"why": why} if why else {}))


class Made(NamedTuple):
    """A report: the name of its file, the page, and those of ``PARTS`` that have not been filled in."""

    name: str
    html: str
    lacks: Sequence[str]


class OwnReport(PageWidget):
    """Has ``make`` make the report from what is saved by now, each time that it is asked for.

    What cannot be, a ``ValueError`` from it, is said. The page shows the report in a frame in which nothing runs, and
    downloads it: no server is asked, so that it is the same in each edition.
    """

    _esm = script("own_report")
    _css = stylesheet("own_report")
    _went_wrong = "report.went-wrong"

    def __init__(self, make: Callable[[], Made]) -> None:
        super().__init__()
        self._make = make
        self.on_msg(self._receive)

    def _receive(self, _widget: object, asked: object, _buffers: object) -> None:
        self.reply(asked, lambda asked: parted(self._obey(asked)))

    def _obey(self, asked: dict[str, Any]) -> dict[str, Any]:
        if asked.get("ask") != "make":
            raise ValueError(f"{asked.get('ask')!r:.80} cannot be asked here; there is 'make'")
        made = self._make()
        lacks = [say(PARTS[name]) for name in made.lacks]
        return {"name": made.name, "media": "text/html", "lacks": lacks, "bytes": made.html.encode("ascii")}
