"""Voices: where the author speaks, where others do, and what stands around both."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kit
from kit import Annotation, Article, Span
from kit.activity.keys import key
from kit.annotate.voices import VOICES, spans_of, within, without

SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 8)), max_size=8).map(
    lambda pairs: sorted(Span(start, start + length) for start, length in pairs)
)
ROWS = st.lists(st.integers(0, 30), unique=True, max_size=12).map(
    lambda edges: [Span(*pair) for pair in zip(sorted(edges)[::2], sorted(edges)[1::2], strict=False)]
)


def points(spans: list[Span]) -> set[int]:
    return {at for start, end in spans for at in range(start, end)}


def words(article: Article, voice: str, **how: object) -> str:
    return " ".join(" ".join(map(article.covered, spans_of(article, voice, **how))).split())


def test_the_seeds_voices(seed):
    """The author's words are his, the briefing's are quoted, and the newsletter is furniture."""
    quotes = key(seed, "quote")
    assert "fearmonger" in words(seed, "author", quotes=quotes)
    assert "PSAKI" not in words(seed, "author", quotes=quotes)
    assert "By Andrew Korybko" not in words(seed, "author", quotes=quotes)
    assert "The world will, of course, be watching" in words(seed, "quoted", quotes=quotes)
    assert "Newsletter" in words(seed, "furniture")
    assert "Newsletter" not in words(seed, "article")
    assert words(seed, "page") == " ".join(seed.text.split())


@pytest.mark.parametrize("slug", ["csto-kazakhstan", "ferry-bridge", "night-buses"])
def test_no_word_has_two_voices(slug):
    """Author, quoted and furniture do not overlap; author and quoted lie in the article; and all are in order."""
    article = kit.load(slug)
    spans = {voice: spans_of(article, voice) for voice in VOICES}
    at = {voice: points(found) for voice, found in spans.items()}
    assert all(at.values())
    assert not at["author"] & at["quoted"]
    assert not at["article"] & at["furniture"]
    assert at["author"] | at["quoted"] <= at["article"] <= at["page"]
    for found in spans.values():
        assert all(span.start < span.end for span in found)
        assert all(a.end <= b.start for a, b in pairwise(found))


def test_words_in_scare_quotes_are_the_authors():
    """Only attributed speech is taken from the author; quotes within quotes count once."""
    article = Article.from_text("The “smart” pump failed, and Ana Ruiz said Li Wei had called it cheap.")
    scare = Annotation(5, 10, "quote", "scare", "key")
    outer, inner = Annotation(43, 69, "quote", "indirect", "key"), Annotation(57, 69, "quote", "indirect", "key")
    assert spans_of(article, "quoted", quotes=[inner, scare, outer]) == [outer.span]
    assert spans_of(article, "author", quotes=[inner, scare, outer]) == [Span(0, 43), Span(69, len(article.text))]


def test_what_the_author_says_as_i_is_the_authors():
    """ "I say" brings in no other voice, and is no source; whoever says "I" within marks is another."""
    article = Article.from_text("I say that it must go. “I say it stays,” said Ana Ruiz.")
    assert words(article, "quoted") == "“I say it stays,”"
    assert [source.speaker for source in kit.sources(article)] == ["Ana Ruiz"]


def test_without_quotes_the_finder_is_asked():
    """Quotes not given are found; none at all is an answer too."""
    article = Article.from_text("“It will hold,” Ana Ruiz said.")
    assert words(article, "quoted") == "“It will hold,”"
    assert words(article, "author", quotes=[]) == article.text


def test_an_unknown_voice_is_named():
    """A wrong name is an error that says which there are."""
    with pytest.raises(ValueError, match=r"'narrator' is not known.*author"):
        spans_of(Article.from_text("One word."), "narrator")


@given(ROWS, SPANS)
def test_within_and_without_part_a_row(spans, others):
    """What two rows share and what one has alone make up the whole, point by point."""
    assert points(within(spans, others)) == points(spans) & points(others)
    assert points(without(spans, others)) == points(spans) - points(others)


@given(st.text(max_size=200), st.sampled_from(VOICES))
def test_no_text_raises(text, voice):
    """Any text has voices, if only empty ones."""
    assert all(0 <= start < end <= len(text) for start, end in spans_of(Article.from_text(text), voice))
