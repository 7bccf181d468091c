"""Tests of growth."""

from tests.trust.growth import FUNCTIONS, growth
from tests.trust.shapes import SHAPES


def test_it():
    assert growth(SHAPES["capital letters"], FUNCTIONS["parse_text"]) < 6
