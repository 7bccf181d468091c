"""Tables and listings: results that show themselves."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Sequence

import pytest

import kit
from kit.tables import Listing, Table, columns, table_html
from kit.terms import by_article


def tabulate(words: Sequence[str]) -> Table:
    return Table(
        (("word", "length"), *((word, str(len(word))) for word in words)), "Words & lengths.", ("left", "right")
    )


@pytest.fixture
def listing() -> Listing[str]:
    return Listing(["dam", "<b>sun</b>", "rain"], tabulate)


def test_a_listing_is_a_tuple(listing):
    """It has a length, an order and members, and equals a tuple of the same."""
    assert (len(listing), listing[0], list(listing)) == (3, "dam", ["dam", "<b>sun</b>", "rain"])
    assert listing == ("dam", "<b>sun</b>", "rain")
    assert "rain" in listing
    assert not Listing([], tabulate)


def test_a_slice_is_a_listing_too(listing):
    """It shows itself as the whole does."""
    for part in (listing[1:], listing[::-1], listing[:0]):
        assert isinstance(part, Listing)
    assert listing[2:].table == (("word", "length"), ("rain", "4"))


def test_a_listing_in_a_terminal(listing):
    """Aligned columns, header first; of many rows the first twenty and how many more."""
    assert repr(listing) == "word        length\ndam         3\n<b>sun</b>  10\nrain        4"
    *rows, last = repr(Listing(map(str, range(1_022)), tabulate)).splitlines()
    assert (len(rows), last) == (21, "… and 1,002 more.")
    assert len(repr(Listing(map(str, range(20)), tabulate)).splitlines()) == 21


def test_a_listing_in_a_notebook(listing):
    """A table with its caption, every cell escaped; of very many rows the first hundred and how many more."""
    html = listing._repr_html_()
    assert "<b>" not in html and "&lt;b&gt;sun&lt;/b&gt;" in html
    assert "Words &amp; lengths.</figcaption>" in html
    assert "<th scope='col' style='text-align:right'>length</th>" in html
    long = Listing(map(str, range(150)), tabulate)
    assert long._repr_html_().count("<tr>") == 101
    assert "… and 50 more. Words &amp; lengths." in long._repr_html_()
    assert len(long.table) == 151


def test_an_empty_listing_says_so():
    """No header without a row."""
    assert repr(Listing([], tabulate)) == "nothing found"
    assert Listing([], tabulate)._repr_html_() == "<p>Nothing found.</p>"


def test_results_can_be_copied_and_sent_elsewhere():
    """Every list of results goes to another process and back, and a reading with all that it has found."""
    reading, other = kit.read("night-buses", parser=False), kit.read("ferry-bridge", parser=False)
    found = [reading.zones, reading.sources, reading.terms(), reading.concordance("bus"), reading.collocates("bus")]
    found += [reading.keyness(other), by_article([reading, other])]
    for listing in found:
        again = pickle.loads(pickle.dumps(listing))
        assert (again, again.table) == (listing, listing.table)
        assert copy.copy(listing) == copy.deepcopy(listing) == listing
    assert pickle.loads(pickle.dumps(reading)).voices == reading.voices


def test_a_table_shows_itself():
    """Columns and caption in a terminal, a figure in a notebook."""
    table = tabulate(["dam"])
    assert repr(table) == "word  length\ndam   3\nWords & lengths."
    assert table._repr_html_().startswith("<figure class='tex2jax_ignore mathjax_ignore' style='margin:0'><table>")
    assert "figcaption" not in Table(table.rows)._repr_html_()


def test_long_cells_are_cut_at_a_word_and_stand_on_one_line():
    """A terminal has no room for paragraphs."""
    assert columns([["a", "b"], ["one\n two", "word " * 40]], widest=12).splitlines() == [
        "a        b",
        "one two  word word…",
    ]


def test_rows_that_do_not_fit_are_refused():
    """A row with a cell too many is a mistake of the program, and raises."""
    with pytest.raises(ValueError, match="zip"):
        table_html([["a", "b"], ["1"]], ["left", "left"])


def test_texts_side_by_side_are_named():
    """By voice where the voices differ, by title where the articles do."""
    one, two = kit.read("night-buses", parser=False), kit.read("It rained.")
    assert by_article([one, two]).table[0] == ("term", one.article.card.title, "text 2")
    assert by_article([one.words("author"), one.words("quoted")]).table[0] == ("term", "author", "quoted")
