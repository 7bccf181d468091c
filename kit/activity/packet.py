"""Saved pages that a lesson brings along, so that a search can be learnt without a network: a packet, as data.

title = "Chewing gum"                # packets/NAME.toml, beside the lesson that says packets = ["NAME"]
start = "post"                       # the page that is open at first
searches = ["Valley Buzz"]           # words to search for that are offered
trail = ["post", "owner"]            # the pages that lead to an answer, for the plan and its minutes

[page.post]
site = "Valley Buzz"                 # what the page calls itself
address = "valley-buzz.example/gum"  # under .example, where nobody's page can be
date = "3 May"
title = "Gum makes you clever"
words = '''
It says so [in a report](owner).'''  # paragraphs; a link leads to another page here, or to an address, https://…
picture = "gum"
real = true                          # not invented: our notes on a real page, whose address says so, "notes/…"

[pictures.gum]                       # a drawing of our own, packets/gum.svg, and what it shows
alt = "A pupil who chews gum"
like = "gum-whole"                   # the picture that it was cut out of: a search for one finds both
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kit.activity.columns import row_names
from kit.activity.fields import check_fields, one_of
from kit.activity.learners import checked_file_name
from kit.files import parse_toml, read_regular

__all__ = ["Packet", "Page", "Picture", "Run", "read_packet"]

_LARGEST = 200_000  # bytes of a packet, or of a picture
_LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
_INVENTED = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*\.example(?:/\S*)?")  # RFC 2606: a name that nobody can have
_NOTES = re.compile(r"notes/\S+")

Run = tuple[str, str]  # words, and where they lead: the name of a page, an address, or nowhere, ""


@dataclass(frozen=True, slots=True)
class Page:
    """A saved page: what stands on it, paragraph by paragraph, and whether it is about a ``real`` one."""

    name: str
    site: str
    address: str
    title: str
    words: tuple[tuple[Run, ...], ...]
    date: str = ""
    picture: str = ""
    real: bool = False

    @property
    def text(self) -> str:
        """All that one reads on it."""
        said = (" ".join(words for words, _ in paragraph) for paragraph in self.words)
        return "\n\n".join(filter(None, [self.site, self.date, self.title, *said]))

    @property
    def links(self) -> list[str]:
        """Where its links lead, in order."""
        return [target for paragraph in self.words for _, target in paragraph if target]


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing as SVG, what it shows, and the picture that it was cut out of, which may be itself."""

    svg: str
    alt: str
    like: str


@dataclass(frozen=True, slots=True)
class Packet:
    """Saved pages by name, in order, with the one to begin at, searches that are offered, and the ``trail``."""

    name: str
    title: str
    start: str
    searches: tuple[str, ...]
    trail: tuple[str, ...]
    pages: Mapping[str, Page]
    pictures: Mapping[str, Picture]


def read_packet(folder: Path, name: str) -> Packet:
    """The packet ``packets/NAME.toml`` of a folder of lessons.

    Raises ``FileNotFoundError`` where there is none, and ``ValueError``, naming file and table, for what is wrong.

    >>> from kit.activity.lesson_file import lesson_folder
    >>> read_packet(lesson_folder(), "gum").start
    'post'
    """
    home = folder / "packets"
    path = home / f"{checked_file_name(name)}.toml"
    if not path.exists():
        there = ", ".join(sorted(found.stem for found in home.glob("*.toml"))) or "none"
        raise FileNotFoundError(f"there is no packet {name!r} in {home}; packets there: {there}")
    try:
        return _packet(name, parse_toml(read_regular(path, _LARGEST)), home)
    except ValueError as error:
        raise ValueError(f"packets/{path.name}: {error}") from error


def _packet(name: str, tables: Mapping[str, Any], home: Path) -> Packet:
    check_fields(tables, {"title", "start", "page"}, {"searches", "trail", "pictures"})
    pictures = {label: _picture(label, table, home) for label, table in tables.get("pictures", {}).items()}
    names = tables["page"].keys()
    pages = {label: _page(label, table, names, pictures) for label, table in tables["page"].items()}
    one_of("start", tables["start"], names)
    searches, trail = (row_names(field, tables[field]) if field in tables else () for field in ("searches", "trail"))
    for each in trail:
        one_of("trail: page", each, names)
    return Packet(name, tables["title"], tables["start"], searches, trail, pages, pictures)


def _page(name: str, table: Any, names: Collection[str], pictures: Collection[str]) -> Page:
    try:
        check_fields(table, {"site", "address", "title", "words"}, {"date", "picture", "real"})
        if not (_NOTES if table.get("real") else _INVENTED).fullmatch(table["address"]):
            raise ValueError(
                f"address {table['address']!r} could be somebody's; that of an invented page is NAME.example/…, and of "
                "notes on a real page, which says real = true, notes/…"
            )
        if "picture" in table:
            one_of("picture", table["picture"], pictures)
        words = tuple(_runs(part.replace("\n", " ").strip()) for part in re.split(r"\n{2,}", table["words"].strip()))
        page = Page(name, **{**table, "words": words})
        for target in page.links:
            if not target.startswith("https://"):
                one_of("link: page", target, names)
    except ValueError as error:
        raise ValueError(f"[page.{name}]: {error}") from error
    return page


def _runs(paragraph: str) -> tuple[Run, ...]:
    """A paragraph in stretches of words, each with where it leads.

    >>> _runs("It is [here](map), they say.")
    (('It is ', ''), ('here', 'map'), (', they say.', ''))
    """
    parts = [*_LINK.split(paragraph), "", ""]
    runs = [run for at in range(0, len(parts), 3) for run in ((parts[at], ""), (parts[at + 1], parts[at + 2]))]
    return tuple(run for run in runs if run[0])


def _picture(name: str, table: Any, home: Path) -> Picture:
    try:
        check_fields(table, {"alt"}, {"like"})
        path = home / f"{checked_file_name(name)}.svg"
        svg = read_regular(path, _LARGEST).decode("utf-8")
    except (ValueError, OSError) as error:
        raise ValueError(f"[pictures.{name}]: {error}") from error
    return Picture(svg, table["alt"], table.get("like", name))
