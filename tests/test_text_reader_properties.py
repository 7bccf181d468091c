"""What holds of any text that is read."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from kit import parse_text

SYNTAX = st.sampled_from(
    [
        *(
            "[",
            "](",
            ")",
            "![",
            "**",
            "*",
            "_",
            "__",
            "\n\n",
            "\n",
            "\r\n",
            "\r",
            "# ",
            "> ",
            "\\",
            "- ",
            "x- y",
            "\ufeff",
            "&#8217;",
            "&amp;",
            "&lt;b",
            "&shy;",
            "â€œ",
            "â€",
            "Ã©",
            "\u00ad",
            "\u0093",
        ),
        *(
            "a",
            "word ",
            "Word. ",
            "🙂",
            "\u00a0",
            "a run of words that has no end and then\n\ngoes on to its end here.",
        ),
    ]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(SYNTAX, max_size=40).map("".join))


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_every_character_leads_back(source):
    """Each reading character stands in the source where it is said to, in order, but for repairs and line ends."""
    article = parse_text(source)
    assert article.source == source
    made = [a.span for a in article.annotations if a.layer == "repair"]
    last = 0
    for index, character in enumerate(article.text):
        start, end = article.source_span((index, index + 1))
        assert last <= start < end <= len(source)
        last = start
        mended = any(s <= index < e for s, e in made)
        assert mended or source[start:end] == character or (character == "\n" and source[start:end] == "\r")


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_annotations_lie_within_the_text_and_in_order(source):
    """Whatever was received, what reading notes of it is in place, and about something."""
    article = parse_text(source)
    starts = [a.start for a in article.annotations]
    assert starts == sorted(starts)
    assert all(0 <= a.start < a.end <= len(article.text) for a in article.annotations)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_reading_again_changes_no_plain_text(source):
    """Text with no syntax in it, and no character that saving has spoilt, is read as it stands."""
    spoilt = {"&", "\u00ad", *map(chr, range(0x80, 0xA0)), *"ÂÃÄÅâïð"}
    plain = "".join(c for c in source if c not in "[]()*_\\#>!\r\ufeff-<" and c not in spoilt).replace("\n", " ")
    assert parse_text(plain).text == plain
