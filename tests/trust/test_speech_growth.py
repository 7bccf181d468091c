"""How long it takes to find speech, claims and loaded words grows as the text does, and no text raises."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import kit
from kit.annotate.quotes.parse.find import parser_ready
from kit.annotate.sources import find_sources
from tests.trust.speech_shapes import FUNCTIONS, HARD, PIECES, SHAPES

PARSED = "find_quotes with the parser"
SHORT = 1500  # code points: what is exponential hangs there, and a test that hangs is seen


@pytest.mark.parametrize("shape", HARD)
def test_time_is_linear(shape: str, linear: Callable[..., bool]) -> None:
    """Four times a text that once took more than its share takes some four times as long."""
    function, n = HARD[shape]
    if function == PARSED and not parser_ready():
        pytest.skip("needs spaCy with an English model")
    assert linear(SHAPES[shape], FUNCTIONS[function], n)


def nested(levels: int) -> kit.Article:
    """A quotation of as many blocks as it has levels, from each block on another within that of the block before."""
    block = "It works for all of them.\n\n"
    text = block * levels
    quotes = [kit.Annotation(at, len(text), "markup", "blockquote", "page") for at in range(0, len(text), len(block))]
    return replace(kit.Article.from_text(text), annotations=tuple(quotes))


def test_block_quotes_in_block_quotes(linear: Callable[..., bool]) -> None:
    """Each block of what a page sets apart is read once, however many quotations it stands in."""
    assert len(kit.find_quotes(nested(5), parser=False)) == 5
    assert linear(nested, partial(kit.find_quotes, parser=False), 100)


@pytest.mark.parametrize("function", [name for name in FUNCTIONS if name != PARSED])
def test_every_shape_is_read(function: str) -> None:
    """No shape raises, or takes a time beyond all measure, as "two and last 5 and last 5 …" once did."""
    for make in SHAPES.values():
        assert FUNCTIONS[function](make(SHORT)) is not None


ANY = st.lists(
    st.sampled_from([*PIECES.values(), ". ", ", ", "\n\n", "\n", " ", "Ana Ruiz", "She", "that "]), max_size=60
)
TEXTS = ANY.map("".join) | st.text(st.characters(exclude_categories=()), max_size=80)


def holds(article: kit.Article, parser: bool) -> None:
    """Every quotation, and what bears it out, lies within the text, in order."""
    found = kit.find_quotes(article, parser=parser)
    assert [a.start for a in found] == sorted(a.start for a in found)
    for quote in found:
        assert 0 <= quote.start < quote.end <= len(article.text)
        assert all(0 <= start < end <= len(article.text) for start, end in quote.evidence.values())


@settings(max_examples=80)
@given(TEXTS)
@example(", he said, ")  # nothing is said
def test_no_text_raises(text: str) -> None:
    """Whatever a text is made of, what is found in it lies within it."""
    article = kit.Article.from_text(text)
    holds(article, parser=False)
    quotes = kit.find_quotes(article, parser=False)
    zones = kit.find_zones(article)
    for found in (
        kit.find_claims(article, zones=zones, quotes=quotes),
        kit.find_loaded(article, zones=zones, quotes=quotes),
    ):
        assert all(0 <= a.start < a.end <= len(text) for a in found)
    assert all(source.quotes for source in find_sources(article, zones, quotes))


@pytest.mark.skipif(not parser_ready(), reason="needs spaCy with an English model")
@settings(max_examples=25)
@given(TEXTS)
def test_no_text_raises_with_the_parser(text: str) -> None:
    """The same with the parser, which itself refuses lone surrogates."""
    holds(kit.Article.from_text(text), parser=True)


@pytest.mark.skipif(not parser_ready(), reason="needs spaCy with an English model")
@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\x00",
        "\ud800",
        "He said \ud800 that it works, \udfff she said.",
        "“\ud800” he said.",
        "tree " * 210_000 + "said",
    ],
    ids=["nothing", "white space", "NUL", "surrogate", "surrogates", "surrogate in marks", "giant"],
)
def test_what_a_parser_refuses(text: str) -> None:
    """Nor does a text that spaCy would refuse: one that cannot be encoded, or of more than a million characters."""
    holds(kit.Article.from_text(text), parser=True)


def test_a_sentence_too_long_for_one_is_read_in_pieces() -> None:
    """Behind thousands of words without a stop the speaker of a quotation is found, and all of the text is kept."""
    article = kit.Article.from_text("word " * 2000 + "and Ana Ruiz said, “It will hold.”")
    (quote,) = kit.find_quotes(article, parser=False)
    assert (article.covered(quote), quote.attributes["speaker"]) == ("“It will hold.”", "Ana Ruiz")
