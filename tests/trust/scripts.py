"""Texts that a page would obey: through every way to a page, none of them is more than text there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from html.parser import HTMLParser
from xml.etree import ElementTree

from tests.trust.injections import INJECTIONS
from tests.trust.page import Seen, look
from tests.trust.table import Row, row
from tests.trust.views import charts, html_views, widgets

__all__ = ["rows"]

# Words that no page obeys, and in which there is all for which the kit has elements of its own.
PLAIN = (
    *(
        "https://example.org/a",
        "It will rain, a report said",
        "the mob",
        "[a](https://example.org/b)",
        "**bold**",
        "# c",
    ),
    *(
        "a\tb\nc",
        "a\x0cb",
        "\x1b[0m",
        "\u202eab",
        "שלום",
        "مرحبا",
        "“Yes,” he said",
        "a  b",
        "half \ud800",
        "\u200b",
        "$5 $6",
    ),
)
BATCH = 24
_HOLDS_ADDRESS = {"href", "src", "xlink:href", "action", "formaction", "data", "poster", "srcset", "background", "cite"}
_FINE = re.compile(r"https?://|#")
_SVG = re.compile(r"<svg.*?</svg>", re.S)


def rows(*, long: bool, seed: int) -> Iterator[Row]:
    """As the program makes them, read by a parser; and in a browser."""
    batches = [INJECTIONS[n : n + BATCH] for n in range(0, len(INJECTIONS), BATCH)]
    for what, views, some in (
        ("as HTML: readings, tables, lessons, marks", html_views, batches),
        ("in pictures: titles, labels, names", charts, batches if long else batches[seed % 5 :: 5]),
    ):
        plain, failed = views(PLAIN), []
        known = _elements(plain.values())
        for batch in some:
            failed += _wrong(views, batch, known)
        times = sum(map(len, some)) * len(plain)
        good = f"no element, attribute or address beyond the kit’s own, in {len(plain)} views"
        yield row(f"{sum(map(len, some))} injections {what}", times, failed, good, "got in")
    yield from _in_a_browser(batches if long else batches[seed % 5 :: 5])


def _wrong(views: Callable[[Sequence[str]], Mapping[str, str]], words: Sequence[str], known: set[str]) -> list[str]:
    """What got into which view, by each of these words alone where it did with all."""
    try:
        wrong = [f"{name}: {each}" for name, html in views(words).items() for each in _got_in(html, known)]
    except Exception as error:
        wrong = [f"raised {type(error).__name__}: {error}"]
    if not wrong or len(words) == 1:
        return [f"{words[0]!r}: {each}" for each in wrong]
    alone = [found for each in words for found in _wrong(views, [each], known)]
    return alone or [f"{words!r}: {each}" for each in wrong]


def _got_in(html: str, known: set[str]) -> Iterator[str]:
    """Elements, attributes and addresses that are not the kit's own, and pictures that are not well-formed."""
    yield from sorted(_elements([html]) - known)
    for svg in _SVG.findall(html):
        try:
            ElementTree.fromstring(svg)
        except ElementTree.ParseError as error:
            yield f"an SVG that is not well-formed: {error}"


def _elements(htmls: object) -> set[str]:
    """Each element, each attribute with its element, and what else there is in HTML, by name."""
    parser = _Names()
    for html in htmls:  # type: ignore[attr-defined]
        parser.feed(html)
        parser.close()
        parser.reset()
    return parser.found


class _Names(HTMLParser):
    """Takes down what there is beside text."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add(f"<{tag}>")
        for name, value in attrs:
            self.found.add(f"<{tag} {name}>")
            if name in _HOLDS_ADDRESS and not _FINE.match(value or ""):
                self.found.add(f"<{tag} {name}={value!r}>")
            if name == "style":
                self.found |= {
                    f"a style with {each}" for each in re.findall(r"url\([^#)]*\)|expression|@import", value or "")
                }

    handle_startendtag = handle_starttag

    def handle_comment(self, data: str) -> None:
        self.found.add("a comment")

    def handle_decl(self, decl: str) -> None:
        self.found.add("a declaration")

    def unknown_decl(self, data: str) -> None:
        self.found.add("a declaration")

    def handle_pi(self, data: str) -> None:
        self.found.add("an instruction")


def _in_a_browser(batches: Sequence[Sequence[str]]) -> Iterator[Row]:
    """All of it on one page, and every widget alive: what runs, what asks for the network, what is there."""
    tried = f"{sum(map(len, batches))} injections in a browser, every button pressed"
    shown = [(html_views(batch), widgets(batch)) for batch in batches]
    seen: Seen | str = look(
        [view for views, _ in shown for view in views.values()], [each for _, alive in shown for each in alive.values()]
    )
    if isinstance(seen, str):
        yield Row(tried, 0, seen, None)
        return
    failed = [
        *(f"ran: {each}" for each in seen.ran),
        *(f"asked for {each}" for each in seen.asked),
        *seen.strange,
        *seen.broken,
    ]
    good = f"none ran, no request left, {seen.widgets} widgets alive, {seen.elements:,} elements, all the kit’s own"
    yield row(tried, sum(map(len, batches)), failed, good, "ran, left or got in")
