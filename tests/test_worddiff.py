"""Two wordings, and the words in which they differ."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from kit.activity.worddiff import word_diff
from kit.segment import find_sentences


def test_the_sentence_that_stands_twice(seed):
    """Of the seed's doubled sentence the diff shows the words that changed; other quotation marks are no change."""
    twice = [
        seed.covered(s) for s in find_sentences(seed) if seed.covered(s).startswith("The more that people realize")
    ]
    diff = word_diff(*twice)
    assert diff.swaps == (("the CSTO", "Russia's pro-democracy anti-terrorist"),)
    assert "'peacekeeping missions'" in twice[0]
    assert '"peacekeeping missions"' in twice[1]


@given(st.text(), st.text())
def test_runs_are_the_texts(before, after):
    """The runs of each side put together are its text, whatever the text, and none is empty."""
    diff = word_diff(before, after)
    assert "".join(run.text for run in diff.before) == before
    assert "".join(run.text for run in diff.after) == after
    assert all(run.text for run in (*diff.before, *diff.after))


def test_words_left_out_and_put_in_are_said():
    """A word that has no counterpart is said to be left out, or put in."""
    assert str(word_diff("a so-called plan", "a plan")) == "“so-called” was left out."
    assert str(word_diff("He paid.", "He never paid.")) == "“never” was put in."
    assert str(word_diff("He paid.", "He  paid.")) == "The words are the same."


def test_the_page_tells_the_sides_apart_without_colour():
    """What differs is a deletion or an insertion, each with a line of its own, said in words, and escaped."""
    html = word_diff("They <b>led</b> him", "They dragged him")._repr_html_()
    assert re.search(r"<del style='[^']*border-bottom:3px dashed", html)
    assert re.search(r"<ins style='[^']*border-bottom:3px solid[^']*'>dragged</ins>", html)
    assert "became “dragged”" in html
    assert "<b>led" not in html
