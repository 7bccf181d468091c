"""A calm small browser of saved pages: to search and open them, follow links and come back, without a network."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

import traitlets

from kit.activity.packet import Packet, Run
from kit.edition import edition
from kit.widgets.assets import script, stylesheet
from kit.widgets.page import PageWidget

__all__ = ["SavedPages"]


class SavedPages(PageWidget):
    """The pages of a packet, in a browser of their own: nothing is asked of a network, and nothing is answered.

    A link to a page that really is leads there on a desktop, in a tab of its own; elsewhere its address is read.

    >>> from kit.activity.lesson_file import read_lesson
    >>> SavedPages(read_lesson("06-leave-the-page").packets["gum"]).start
    'post'
    """

    _esm = script("packet")
    _css = stylesheet("packet")

    title = traitlets.Unicode().tag(sync=True)
    start = traitlets.Unicode().tag(sync=True)  # the name of the page that is open at first
    searches: traitlets.List[Any] = traitlets.List().tag(sync=True)
    pages: traitlets.List[Any] = traitlets.List().tag(sync=True)
    pictures: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)  # by name: src, alt, like

    def __init__(self, packet: Packet) -> None:
        pages = [
            {
                "name": page.name,
                "site": page.site,
                "address": page.address,
                "date": page.date,
                "title": page.title,
                "words": [[_as_here(run) for run in paragraph] for paragraph in page.words],
                "picture": page.picture,
                "real": page.real,
            }
            for page in packet.pages.values()
        ]
        pictures = {
            name: {"src": _source(each.svg), "alt": each.alt, "like": each.like}
            for name, each in packet.pictures.items()
        }
        super().__init__(
            title=packet.title, start=packet.start, searches=[*packet.searches], pages=pages, pictures=pictures
        )


def _as_here(run: Run) -> list[str]:
    """Words and where they lead; where no network may be asked, the address is among the words."""
    words, target = run
    if target.startswith("https://") and edition() != "desktop":
        return [f"{words} ({target})", ""]
    return [words, target]


def _source(svg: str) -> str:
    """A drawing as the source of a picture, in which nothing runs."""
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
