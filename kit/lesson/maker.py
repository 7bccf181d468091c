"""The panel in which a lesson is made of an article, beside an explorer or alone."""

from __future__ import annotations

from kit.lesson.explore import Explore
from kit.making.drafts import called
from kit.widgets.maker import Front, Maker

__all__ = ["lesson_maker"]


def lesson_maker(explore: Explore | None = None) -> Maker:
    """A panel to make a lesson with: of the article that is in front in an explorer, or of one that is chosen there.

    Where the page was opened for a draft, by ``kit new-lesson``, that is taken up, and the page shows the panel first.

    >>> lesson_maker().draft is None
    True
    """
    maker = Maker() if explore is None else _beside(explore)
    if draft := called():
        maker.open_for(draft)
    return maker


def _beside(explore: Explore) -> Maker:
    explorer = explore.explorer

    def front() -> Front | None:
        reading, source = explorer.in_front, explorer.source_in_front
        if reading is None or source is None:
            return None
        card = reading.article.card
        return Front(card.title or " ".join(reading.text.split()[:8]), source, card)

    maker = Maker(front)
    explorer.observe(lambda _: maker.look(), ["front", "documents"])
    return maker
