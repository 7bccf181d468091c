"""Tests of how time and memory grow with the text, whatever the text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kit
from tests.trust.growth import FUNCTIONS, LINEAR, Grown, growth, measure, memory, patience
from tests.trust.shapes import FRAMES, PIECES, SHAPES, repeat

PAGE = FRAMES["below an article"][0]
SOON = 2.0  # seconds of the processor in which a few thousand code points are read on any machine

# What once took quadratic time or worse, and the like of it.
HARD: dict[str, tuple[str, Callable[[int], str]]] = {
    "spaces in a heading": ("parse_text", SHAPES["spaces, on a heading"]),
    "closing marks in a heading": ("parse_text", repeat(" #", "# a", "b")),
    "a long word, and a line that ends in a hyphen": ("parse_text", SHAPES["a very long word, before a broken hyphen"]),
    "lines that end in a hyphen": ("parse_text", repeat("a\nb- c")),
    "addresses together": ("find_zones", repeat("www.a", "One.\n\n", " b")),
    "addresses joined by semicolons": ("find_zones", repeat("http://a.b/c;", "One.\n\n", " b")),
    "addresses with spaces": ("find_zones", repeat("www.a ", "One.\n\n", "b/")),
    "a line of @": ("find_zones", repeat("@", "One.\n\n")),
    "lines of @": ("find_zones", repeat("@" * 250 + "\n\n")),
    "a notice of spaces": ("find_zones", repeat("copyright" + " " * 900 + ".\n\n")),
    "a byline of spaces": ("find_zones", repeat("By A" + " " * 900 + "B\n\n")),
    "names of sections": ("find_zones", repeat("Sport\n\n", PAGE)),
    "headings of teasers": ("find_zones", repeat("Related\n\n", PAGE)),
    "lines under headings of teasers": ("find_zones", repeat("Latest\n\nOpen\n\n", PAGE)),
    "names of sections with dates": ("find_zones", repeat("Sport\n\n3 May 2024\n\n", PAGE)),
    "exclamations before a long word": ("find_sentences", lambda n: "! " * (n // 2) + "a" * 3000),
    "questions closed": ("find_sentences", SHAPES["questions closed"]),
    "questions closed before letters": ("find_sentences", SHAPES["questions closed, before letters"]),
    "numbers without words": ("find_sentences", repeat("?) ", "", "a")),
}


@pytest.mark.parametrize("name", HARD)
def test_time_is_linear(name: str) -> None:
    """Four times a text on which time once grew with the square, or worse, takes some four times as long."""
    function, shape = HARD[name]
    assert growth(shape, FUNCTIONS[function], n=4000) < LINEAR


def test_what_hangs_is_told(monkeypatch) -> None:
    """A function that takes too long is given up and told by its name, and that of the shape."""

    def hang(text: str) -> None:
        while True:
            pass

    monkeypatch.setattr("tests.trust.growth.PATIENCE", 0.05)
    (found,) = measure({"letters": repeat("a")}, {"hang": hang})
    assert found == Grown("letters", "hang", float("inf"))
    assert not found.linear and Grown("letters", "read", 4.2).linear


@pytest.mark.parametrize("function", ["parse_text", "find_sentences", "find_zones of Markdown"])
def test_every_shape_is_read_soon(function: str) -> None:
    """No shape of a few thousand code points is exponential, or raises, alone or below an article."""
    for unit in PIECES.values():
        for before in ("", PAGE):
            with patience(SOON):
                FUNCTIONS[function](repeat(unit, before)(1500))


def test_reasons_quote_no_more_than_a_little() -> None:
    """A heading as long as its page is not said again in the reason of every block under it."""

    def page(n: int) -> str:
        return f"{PAGE}Comments on {'x' * n}\n\n" + "marla99\n\nI do not think so at all.\n\nReply\n\n" * (n // 40)

    assert "comment" in {zone.label for zone in kit.find_zones(kit.Article.from_text(page(400)))}
    assert memory(page, FUNCTIONS["find_zones"], n=2000) < LINEAR


@pytest.mark.parametrize("piece", ["links", "DOS line ends", "turns", "comments"])
def test_memory_is_linear(piece: str) -> None:
    """Four times a page takes some four times the memory."""
    assert memory(SHAPES[piece], FUNCTIONS["find_zones of Markdown"], n=2000) < LINEAR


UNITS = st.lists(st.sampled_from(sorted(PIECES.values())), min_size=1, max_size=3).map("".join)
AROUND = st.sampled_from(sorted(FRAMES.values()))


@settings(max_examples=60)
@given(UNITS, AROUND, UNITS, st.integers(1, 1500))
def test_any_shape_is_read_soon_and_in_order(unit: str, around: tuple[str, str], last: str, n: int) -> None:
    """Whatever pieces a text is made of, it is read soon, and what is found lies in it, in order, and is not empty."""
    source = repeat(unit, around[0], last + around[1])(n)
    with patience(SOON):
        article = kit.parse_text(source)
        layers = [article.annotations, kit.find_sentences(article), kit.find_zones(article)]
    for found in layers:
        assert [a.start for a in found] == sorted(a.start for a in found)
        assert all(0 <= a.start < a.end <= len(article.text) for a in found)
