"""Syllables, by the table and by the rules."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kit
from kit.readability.syllables import exceptions, syllables, syllables_by_rule

DATA = Path(kit.__file__).parent / "readability" / "data"


@pytest.mark.parametrize(
    ("word", "count"),
    [
        *[("the", 1), ("people", 2), ("colonel", 2), ("business", 2), ("reading", 2), ("created", 3), ("idea", 3)],
        *[("Kazakhstan", 3), ("café", 2), ("naïve", 2), ("mother-in-law", 4), ("McBride", 2)],
        *[("isn't", 2), ("can't", 1), ("it’ll", 2), ("judge's", 2), ("mayor’s", 2), ("O'Brien", 3), ("rock'n'roll", 3)],
        *[("CSTO", 4), ("CSTO's", 4), ("WTO", 5), ("NATO", 2), ("U.S.", 2), ("US", 2), ("us", 1), ("WASHINGTON", 3)],
        *[
            ("7", 2),
            ("12", 1),
            ("100", 3),
            ("1,918", 8),
            ("1918", 4),
            ("1904", 4),
            ("1900", 4),
            ("2000", 3),
            ("2022", 5),
        ],
        *[("1990s", 4), ("21st", 3), ("007", 6), ("B-52", 4), ("1,000,000", 3), ("1,000,000,000", 3)],
        *[("", 0), ("—", 0), ("$", 0), ("x²", 1)],
    ],
)
def test_words_are_counted_as_they_are_read_aloud(word, count):
    """Plain words, short forms, initials, compounds and numbers have the syllables one says."""
    assert syllables(word) == count


@pytest.mark.parametrize(
    ("word", "count"),
    [
        *[("hope", 1), ("hopes", 1), ("faces", 2), ("wishes", 2), ("hoped", 1), ("wanted", 2), ("stirred", 1)],
        *[("table", 2), ("acre", 2), ("puzzling", 3), ("racism", 3), ("rhythm", 2), ("queen", 1), ("guard", 1)],
        *[
            ("basically", 3),
            ("hopeful", 2),
            ("basement", 2),
            ("safety", 2),
            ("lifelong", 2),
            ("year", 1),
            ("beyond", 2),
        ],
        *[("media", 3), ("nation", 2), ("period", 3), ("science", 2), ("studying", 3), ("playing", 2), ("annual", 3)],
        *[("fluent", 2), ("video", 3), ("create", 2), ("theatre", 3), ("react", 2), ("reopen", 3), ("poet", 2)],
    ],
)
def test_rules_tell_what_spelling_tells(word, count):
    """Each rule holds for the word that it is there for, without the table."""
    assert syllables_by_rule(word) == count


def test_table_holds_only_what_the_rules_do_not_tell():
    """No entry says what the rules say already: the table was made with the rules that stand beside it."""
    plain = {word: count for word, count in exceptions().items() if "'" not in word}
    assert [word for word, count in plain.items() if syllables_by_rule(word) == count] == []


def test_table_is_small_and_carries_its_notice():
    """The table stays under 1 MB, names its source, and the dictionary's licence stands beside it."""
    table = DATA / "syllables.txt"
    assert table.stat().st_size < 1_000_000
    assert "CMU Pronouncing Dictionary" in table.read_text(encoding="utf-8")[:400]
    licence = (DATA / "CMUDICT-LICENSE.txt").read_text(encoding="utf-8")
    assert licence.startswith("Copyright (C) 1993-2015 Carnegie Mellon University. All rights reserved.")
    assert "Redistributions of source code must retain the above copyright" in licence


@given(st.text())
def test_no_text_raises(text):
    """Whatever is asked, the answer is a number, 0 or more."""
    assert syllables(text) >= 0


@given(st.from_regex(r"[A-Za-z]+", fullmatch=True))
def test_every_word_has_a_syllable(word):
    """A run of letters is read aloud somehow."""
    assert syllables(word) >= 1
