"""The saved pages of a lesson on paper: of each packet the list that one chooses from, and a card for each page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from string import ascii_uppercase

from kit.activity.packet import Packet, Page, Run
from kit.hypertext import words_html
from kit.making.parts.sheet import paragraph

__all__ = ["saved_pages_html"]

_HOW = (
    "For the teacher. One set for each group: cut out the cards, keep them in a pile. On the table lie the list and "
    "its first card. Whoever wants to open a page says its number, and gets that card. “→” is a link."
)


def saved_pages_html(packets: Iterable[Packet]) -> str:
    """All saved pages as HTML, "" where there are none: each packet under a letter, each of its pages with a number.

    >>> from kit.activity.lesson_file import read_lesson
    >>> "<h3>A1 Study proves it" in saved_pages_html(read_lesson("06-leave-the-page").packets.values())
    True
    """
    made = "".join(_packet(letter, packet) for letter, packet in zip(ascii_uppercase, packets, strict=False))
    return made and f"<p class='small'>{words_html(_HOW)}</p>{made}"


def _packet(letter: str, packet: Packet) -> str:
    rest = [page for name, page in packet.pages.items() if name != packet.start]
    pages = [packet.pages[packet.start], *rest]
    places = {page.name: f"{letter}{number}" for number, page in enumerate(pages, 1)}
    rows = "".join(f"<li><b>{places[page.name]}</b> {words_html(page.title)} {_whose(page)}</li>" for page in rest)
    searched = "".join(map(paragraph, _searched(packet, places)))
    cards = "".join(_card(page, packet, places) for page in pages)
    head = f"<h2>{letter} {words_html(packet.title)}</h2>"
    return f"<section>{head}<ul class='key'>{rows}</ul>{searched}{cards}</section>"


def _searched(packet: Packet, places: Mapping[str, str]) -> Iterable[str]:
    """Where a picture stands on several pages, what a search for it finds."""
    alike: dict[str, list[str]] = {}
    for page in packet.pages.values():
        if page.picture:
            alike.setdefault(packet.pictures[page.picture].like, []).append(places[page.name])
    for found in alike.values():
        if len(found) > 1:
            yield f"A search for the picture on {found[0]} finds {', '.join(found)}."


def _whose(page: Page) -> str:
    """What the page calls itself, and its date; of our notes, nothing that their address does not say."""
    said = "" if page.real else " · ".join(filter(None, [page.site, page.date]))
    return f"<span class='small'>{words_html(said)}</span>"


def _card(page: Page, packet: Packet, places: Mapping[str, str]) -> str:
    """A page with its number. Its drawing stands in it as it is: nothing runs in a printed page."""
    drawn = packet.pictures.get(page.picture)
    figure = f"<figure role='img' aria-label='{words_html(drawn.alt)}'>{drawn.svg}</figure>" if drawn else ""
    kind = "Our notes on a real page" if page.real else "Made up by us"
    words = "".join(f"<p>{''.join(_run(run, places) for run in paragraph)}</p>" for paragraph in page.words)
    return (
        f"<article class='card'><p class='small'>{kind} · {words_html(page.address)}</p>"
        f"<h3>{places[page.name]} {words_html(page.title)}</h3><p>{_whose(page)}</p>{figure}{words}</article>"
    )


def _run(run: Run, places: Mapping[str, str]) -> str:
    words, target = run
    return words_html(f"{words} (→ {places.get(target, target)})" if target else words)
