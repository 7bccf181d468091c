"""Voices: where the author speaks, where others do, and what stands around both."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kit
from kit import Annotation, Article, Reading, Span
from kit.activity.keys import key
from kit.annotate.voices import VOICES


def points(spans: list[Span]) -> set[int]:
    return {at for start, end in spans for at in range(start, end)}


def words(reading: Reading, voice: str) -> str:
    return " ".join(" ".join(map(reading.article.covered, reading.voices[voice])).split())


def test_the_seeds_voices(seed):
    """The author's words are his, the briefing's are quoted, and the newsletter is furniture."""
    reading = kit.read(seed, quotes=key(seed, "quote"))
    assert "fearmonger" in words(reading, "author")
    assert "PSAKI" not in words(reading, "author")
    assert "By Andrew Korybko" not in words(reading, "author")
    assert "The world will, of course, be watching" in words(reading, "quoted")
    assert "Newsletter" in words(reading, "furniture")
    assert "Newsletter" not in words(reading, "article")
    assert words(reading, "page") == " ".join(seed.text.split())


@pytest.mark.parametrize("slug", ["csto-kazakhstan", "ferry-bridge", "night-buses"])
def test_no_word_has_two_voices(slug):
    """Author, quoted and furniture do not overlap; author and quoted lie in the article; and all are in order."""
    spans = kit.read(slug, parser=False).voices
    at = {voice: points(found) for voice, found in spans.items()}
    assert tuple(spans) == VOICES
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
    reading = kit.read(article, quotes=[inner, scare, outer])
    assert reading.voices["quoted"] == [outer.span]
    assert reading.voices["author"] == [Span(0, 43), Span(69, len(article.text))]


def test_what_the_author_says_as_i_is_the_authors():
    """ "I say" brings in no other voice, and is no source; whoever says "I" within marks is another."""
    reading = kit.read("I say that it must go. “I say it stays,” said Ana Ruiz.")
    assert words(reading, "quoted") == "“I say it stays,”"
    assert [source.speaker for source in reading.sources] == ["Ana Ruiz"]


def test_without_quotes_the_finder_is_asked():
    """Quotes not given are found; none at all is an answer too."""
    article = Article.from_text("“It will hold,” Ana Ruiz said.")
    assert words(kit.read(article), "quoted") == "“It will hold,”"
    assert words(kit.read(article, quotes=[]), "author") == article.text


def test_an_unknown_voice_is_named():
    """A wrong name is an error that says which there are, whatever is asked of the voice."""
    reading = kit.read("One word.")
    for ask in (reading.words, reading.running, reading.readability, reading.terms):
        with pytest.raises(ValueError, match=r"'narrator' is not known.*author"):
            ask("narrator")


@given(st.text(max_size=200))
def test_no_text_raises(text):
    """Any text has voices, if only empty ones."""
    for spans in kit.read(Article.from_text(text), parser=False).voices.values():
        assert all(0 <= start < end <= len(text) for start, end in spans)
