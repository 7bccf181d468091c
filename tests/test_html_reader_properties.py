"""What holds of any page that is read."""

from __future__ import annotations

import json
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from kit.readers.html import decode_html, parse_html, read_html

TAGS = """
p div b i a table tr td th ul li br h1 span pre script title svg button blockquote dl dt dd caption tbody aside select
option noscript textarea dialog hr em figure time head body template
"""
SYNTAX = st.sampled_from(
    [
        *(f"<{name}>" for name in TAGS.split()),
        *(f"</{name}>" for name in TAGS.split()),
        *("<p hidden>", "<a href=x>", "<div aria-hidden=true>", "<p class='byline related'>", "<svg/>", "<br/>"),
        *("<!--", "-->", "<", "&", "&amp;", "&nbsp;", "&#8217;", "&amp;#8217;", "&shy;", "â€œ", "\r\n", "\0", "]]>"),
        *("word", "Wörd. ", " ", "\n", "\u00a0", "🙂", "By Ana Ruiz", "3 May 2021", "\ufeff", "x- y"),
        *("a run of words that has no end and then some", "<p>goes on to its end here."),
        *("<meta name=author content='Ana Ruiz'>", "<time datetime=2021-05-03>"),
    ]
)
PAGES = st.one_of(st.text(max_size=200), st.lists(SYNTAX, max_size=40).map("".join))


@settings(max_examples=400)
@given(PAGES)
def test_every_character_leads_back(source):
    """Each reading character stands in the source where it is said to, in order, or is spelt or set out there."""
    article = parse_html(source)
    assert article.source == source
    mended = [a.span for a in article.annotations if a.layer == "repair"]
    last = 0
    for index, character in enumerate(article.text):
        start, end = article.source_span((index, index + 1))
        assert last <= start < end <= len(source)
        last = start
        stands = source[start:end]
        assert (
            stands == character
            or character in " \t\n\u00a0"
            or stands[0] == "&"
            or any(s <= index < e for s, e in mended)
        )


@settings(max_examples=300)
@given(PAGES)
def test_annotations_lie_within_the_text_and_in_order(source):
    """Whatever was received, what reading notes of it is in place."""
    article = parse_html(source)
    starts = [a.start for a in article.annotations]
    assert starts == sorted(starts)
    for a in article.annotations:
        assert 0 <= a.start <= a.end <= len(article.text)
        assert a.layer in ("card", "repair") or article.covered(a).strip()


@settings(max_examples=200)
@given(st.lists(st.tuples(st.sampled_from(["p", "li", "td", "b", "a href=x", "h2", "div class=x", ""]), st.integers())))
def test_words_that_are_shown_are_there_once_and_in_order(parts):
    """No visible word is lost, doubled or moved, whatever elements hold it, closed or not."""
    words = [f"w{abs(number)}" for _, number in parts]
    page = " ".join(f"<{tag}>{word}" if tag else word for (tag, _), word in zip(parts, words, strict=True))
    assert parse_html(page).text.split() == words


@settings(max_examples=200)
@given(st.text(alphabet=st.characters(blacklist_categories=["Cs"]), max_size=60))
def test_text_written_as_html_is_read_as_it_was(text):
    """What is escaped into a page comes back, white space apart and spoilt characters mended."""
    plain = re.sub(r"[\x00-\x1f\x7f-\xad&\ufeffÂÃÄÅâïð-]|\s", " ", text)
    escaped = plain.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    assert parse_html(f"<p>{escaped}</p>").text.split() == plain.split()


@settings(max_examples=200)
@given(st.binary(max_size=60), st.sampled_from([None, "utf-8", "latin1", "shift_jis", "utf-16", "x"]))
def test_any_bytes_are_read(data, header):
    """No bytes are refused; where they can be made again, they are the same."""
    read = decode_html(data, header)
    assert read.exact == (read.text.encode(read.encoding, "replace") == data)
    assert read_html(data, header=header).encoding == read.encoding


KEYS = st.sampled_from(
    ["@type", "@id", "@graph", "headline", "author", "publisher", "name", "datePublished", "articleSection", "url"]
)
VALUES = st.one_of(
    st.none(),
    st.floats(),
    st.sampled_from(
        ["NewsArticle", "#a", "Ana Ruiz", "9999-12-31T00:00", "2021-05-03", "https://x.example/", "By ", ""]
    ),
    st.text(max_size=9),
)
DATA = st.recursive(VALUES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner), max_leaves=20)


@settings(max_examples=300)
@given(DATA, VALUES)
def test_no_linked_data_is_too_odd(data, value):
    """Whatever a page says of itself is a fact in words, or none."""
    head = f'<script type="application/ld+json">{json.dumps(data)}</script><meta name=date content="{value}">'
    card = parse_html(head + "<h1>Bridge shut</h1><p>3 May 2021</p>").card
    assert all(fact is None or (isinstance(fact, str) and fact.strip()) for fact in card.as_dict().values())
