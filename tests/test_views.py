"""The views of an article: plain data for the page, which agrees with what the reading itself says."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kit
from kit import Annotation, Article, Reading, Span
from kit.annotate.voices import VOICES
from kit.charts import sentence_lengths, term_strips
from kit.readability import MEASURES
from kit.readers.files import seeds
from kit.terms import STOP_WORDS, Words, by_voice, find_words
from kit.terms.queries import occurrences
from kit.terms.voice_words import terms_in
from kit.views import VIEWS
from kit.views.lines import MOST
from kit.widgets.explorer import wire
from kit.widgets.tokens import cut

ASKED: tuple[tuple[str, Mapping[str, Any]], ...] = (
    ("document", {}),
    ("terms", {}),
    ("terms", {"voice": "quoted", "n": 2, "forms": True, "stop_words": False, "most": 5}),
    ("lines", {"query": "the *|*ing|c?t", "sort": "voice"}),
    ("lines", {"query": "*", "voice": "page"}),
    ("collocates", {"query": "the", "window": 2, "stop_words": False}),
    ("readability", {"measure": "lix"}),
)
STRANGE = {
    "nothing": "",
    "spaces": " \n\n ",
    "half a character": "Half \ud83d of it. “The \ude00 dam holds,” said Ana Ruiz.",
    "controls": "A\x1b[0m \0 dam.\n\n\u202eB \x07",
    "no quotes": "It rained. The dam held.",
    "a quote alone": "“We won,” said Ana Ruiz.",
    "stars": "They said f*** and **bold** ? * | ** ?? the [dam](x) c?t.",
    "one sign": "?",
    "no spaces": "a" * 3000,
    "another script": "यह बाँध पुराना है। “यह टिकेगा,” उसने कहा।",
}


def read(text: str, **given: Any) -> Reading:
    return kit.read(Article.from_text(text), parser=False, **given)


@pytest.fixture(scope="module", params=seeds())
def seen(request) -> Reading:
    """Each of the kit's articles, with the quotations that people marked where they did."""
    return kit.read(request.param, parser=False)


def places(value: Any) -> Iterator[Span]:
    """Every place in a view."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from places(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from places(each)


# What a view shows is what the reading says


def test_a_document_has_what_was_found(seen):
    """Each mark is one that an analyzer made, with all that it said; blocks have the zones that were found."""
    shown = VIEWS["document"](seen)
    found = [mark for layer in ("quote", "claim", "loaded") for mark in seen.layer(layer)]
    assert [(m["layer"], m["label"], m["at"], m["evidence"]) for m in shown["marks"]] == [
        (a.layer, a.label, a.span, dict(a.evidence)) for a in found
    ]
    for mark, a in zip(shown["marks"], found, strict=True):
        told = {name: words for name, words in a.attributes.items() if name != "speaker"}
        assert mark["attributes"].items() >= told.items()
        assert {"why", "doubt", "rule", "voice"} <= mark["attributes"].keys()
        assert mark["attributes"]["voice"] in ("author", "quoted", "furniture", "label")
    assert [(zone["label"], zone["at"]) for zone in shown["zones"]] == [(a.label, a.span) for a in seen.zones]
    assert shown["card"] == seen.article.card.known and shown["missing"] == list(seen.article.card.missing)


def test_a_mark_names_its_speaker_as_the_sources_do(seen):
    """By its speaker a mark is found again among the sources, and each source has all of its quotes."""
    shown = VIEWS["document"](seen)
    for source, own in zip(seen.sources, shown["sources"], strict=True):
        assert (own["name"], own["role"], own["record"]) == (source.speaker, source.role, source.record)
        assert (own["words"], own["share"], own["direct"]) == (source.words, source.share, source.direct)
        assert own["at"] == [quote.span for quote in source.quotes]
    for number, own in enumerate(shown["sources"]):
        quotes = [m for m in shown["marks"] if m["layer"] == "quote" and m["source"] == number]
        assert {m["at"] for m in quotes} >= set(own["at"])
        assert {m["attributes"].get("speaker") for m in quotes if m["label"] != "scare"} == {own["name"]}
    for mark in shown["marks"]:
        if mark["source"] is not None:
            assert mark["attributes"]["voice"] == "quoted"
            assert mark["attributes"].get("speaker") == shown["sources"][mark["source"]]["name"]


def test_two_names_for_one_speaker_are_one():
    """“Mr. Roe” and “Roe” are one source, so marks of both bear one name; what he claims and how is his too."""
    text = "“The dam is a disgrace,” said Mr. John Roe. It rained.\n\n“It will surely fall,” Mr. Roe said."
    at = [Span(text.index(words), text.index(words) + len(words)) for words in ("Mr. John Roe", "Mr. Roe")]
    said = [Span(1, 22), Span(57, 77)]
    quotes = [
        Annotation(*span, "quote", "direct", "key", {"speaker": who}, {"speaker": name})
        for span, who, name in zip(said, at, ("Roe", "Mr. Roe"), strict=True)
    ]
    shown = VIEWS["document"](read(text, quotes=quotes))
    assert [source["name"] for source in shown["sources"]] == ["Roe"]
    assert [m["attributes"]["speaker"] for m in shown["marks"] if m["source"] == 0] != []
    assert {m["attributes"]["speaker"] for m in shown["marks"] if m["source"] == 0} == {"Roe"}
    assert {m["layer"] for m in shown["marks"] if m["source"] == 0} >= {"quote", "loaded"}


def test_of_nested_quotes_the_inner_speaks():
    """What a speaker quotes is the other's; what stands around it is the speaker's."""
    text = "“We won, and ‘it was luck’ she told us,” said Ana Ruiz."
    outer = Annotation(1, 39, "quote", "direct", "key", attributes={"speaker": "Ana Ruiz"})
    inner = Annotation(14, 25, "quote", "direct", "key", attributes={"speaker": "Eva Roe"})
    said = VIEWS["lines"](read(text, quotes=[outer, inner]), query="won|luck|us|Ana")
    assert [(row["key"], row["speaker"]) for row in said["rows"]] == [
        ("won", "Ana Ruiz"),
        ("luck", "Eva Roe"),
        ("us", "Ana Ruiz"),
        ("Ana", None),
    ]


def test_the_words_of_a_page_add_up(seen):
    """Each word belongs to one voice, one block and one sentence, and all views count the same words."""
    shown = VIEWS["document"](seen)
    counts = shown["counts"]
    assert counts == {voice: seen.words(voice).size for voice in VOICES} == VIEWS["terms"](seen)["words"]
    assert shown["words"] == counts["article"]
    assert sum(block["words"] for block in shown["blocks"]) == counts["page"]
    assert sum(sentence["words"] for sentence in shown["sentences"]) == counts["page"]
    for voice in ("author", "quoted", "furniture"):
        assert sum(block["counts"].get(voice, 0) for block in shown["blocks"]) == counts[voice]
        assert shown["voices"][voice] == [s for s in seen.voices[voice] if seen.text[slice(*s)].strip()]
    for block in shown["blocks"]:
        assert sum(block["shares"].values()) == pytest.approx(1 if block["words"] else 0)


def test_sentences_are_as_long_as_the_chart_has_them(seen):
    """A sentence of running text has the words and the voice that ``sentence_lengths`` gives it."""
    shown = {seen.article.covered(s["at"]): s for s in VIEWS["document"](seen)["sentences"]}
    for _, words, voice, text in sentence_lengths(seen).table[1:]:
        assert (str(shown[text]["words"]), shown[text]["voice"].capitalize()) == (words, voice)


@pytest.mark.parametrize(("n", "forms"), [(1, True), (2, False)])
def test_terms_are_those_of_the_reading(seen, n, forms):
    """Counts, rates and places are those of ``by_voice``; what is left out is told."""
    rows = by_voice(seen, VOICES, n=n, inflections=forms, stop_words=STOP_WORDS)
    for column, voice in enumerate(VOICES):
        shown = VIEWS["terms"](seen, voice=voice, n=n, forms=forms, most=500)
        wanted = [row for row in rows if row.counts[column] and not row.set_aside][:500]
        assert {row["term"] for row in shown["rows"]} <= {row.term for row in rows}
        assert sorted(row["counts"][voice] for row in shown["rows"]) == sorted(row.counts[column] for row in wanted)
        known = {row.term: row for row in rows}
        for row in shown["rows"]:
            assert tuple(row["counts"].values()) == known[row["term"]].counts
            assert tuple(row["rates"].values()) == known[row["term"]].per_thousand
            assert row["spelling"] == known[row["term"]].spelling
            assert len(row["at"]) == row["counts"][voice]
        everything = VIEWS["terms"](seen, voice=voice, n=n, forms=forms, stop_words=False, most=1)
        assert everything["total"] == sum(row.counts[column] > 0 for row in rows)
    assert "Stop words are set aside" in VIEWS["terms"](seen, n=n, forms=forms)["note"]


@pytest.mark.parametrize("query", ["the", "th* of", "c?t|*ing", "nowhere-at-all"])
def test_lines_are_those_of_the_reading(seen, query):
    """Rows are those of the concordance, in its order; counts and dispersion those of each voice."""
    for sort in ("position", "left", "right", "voice"):
        shown = VIEWS["lines"](seen, query=query, sort=sort, width=40)
        wanted = seen.concordance(query, sort=sort)
        assert [(r["at"], r["left"], r["key"], r["right"], r["voice"]) for r in shown["rows"]] == [
            (w.span, w.left, w.key, w.right, w.voice) for w in wanted
        ]
    spread = seen.dispersion(query)
    assert (shown["dispersion"]["dp"], shown["dispersion"]["why"]) == (spread.dp, spread.why)
    assert shown["at"] == list(spread.spans) and shown["total"] == len(wanted)
    assert shown["counts"] == {voice: len(seen.concordance(query, voice=voice)) for voice in VOICES}
    assert bool(shown["note"]) == (not wanted)
    where = [row["where"] for row in VIEWS["lines"](seen, query=query)["rows"]]
    assert where == sorted(where) and all(0 <= each < 1 for each in where)


def test_collocates_are_those_of_the_reading(seen):
    """Rows are those of ``collocates``; where they stand near is shown, as often as they do."""
    for query in ("the", "*ing"):
        shown = VIEWS["collocates"](seen, query=query, window=3, stop_words=False, most=500)
        wanted = seen.collocates(query, window=3)
        assert [(r["term"], r["together"], r["count"], r["score"], r["why"]) for r in shown["rows"]] == [
            (w.term, w.together, w.count, w.score, w.why) for w in wanted
        ]
        assert all(len(row["at"]) == row["together"] for row in shown["rows"])
        fewer = VIEWS["collocates"](seen, query=query, window=3)
        assert not {row["term"] for row in fewer["rows"]} & STOP_WORDS and fewer["total"] == len(wanted)


def test_readability_is_that_of_the_reading():
    """Each voice has the figure and the interval that the reading gives it, and what to beware of."""
    seen = kit.read("ferry-bridge", parser=False)
    scores = {voice: seen.readability(voice) for voice in VOICES}
    views = {measure: VIEWS["readability"](seen, measure=measure) for measure in MEASURES}
    assert all([row["voice"] for row in shown["rows"]] == list(VOICES) for shown in views.values())
    for measure, row in [(measure, row) for measure, shown in views.items() for row in shown["rows"]]:
        score = scores[row["voice"]][measure]
        assert (row["value"], row["low"], row["high"], row["why"]) == (
            score.value,
            score.low,
            score.high,
            score.warning,
        )
    for measure, shown in views.items():
        assert shown["title"] == MEASURES[measure].title in shown["finding"]


def test_a_text_too_short_for_a_measure_says_so():
    """One sentence has a figure, no interval, and a reason; no sentence has none of them."""
    rows = {row["voice"]: row for row in VIEWS["readability"](read("The dam will hold."))["rows"]}
    assert rows["author"]["value"] is not None and rows["author"]["low"] is None
    assert "One sentence alone" in rows["author"]["why"] and "asks for 100" in rows["author"]["why"]
    assert rows["quoted"]["value"] is None and "no words" in rows["quoted"]["why"]


def test_another_measure_counts_nothing_again(monkeypatch):
    """Scores are kept with the reading, and gone with it."""
    asked = []
    seen = read("The dam will hold. It was built to last.")
    scores = kit.views.kept.score
    monkeypatch.setattr("kit.views.kept.score", lambda counts: asked.append(counts) or scores(counts))
    for measure in MEASURES:
        VIEWS["readability"](seen, measure=measure)
    assert len(asked) == 2  # the author says all there is, and every other voice nothing
    VIEWS["readability"](read(seen.text))
    assert len(asked) == 4


def test_without_the_list_of_familiar_words_there_is_no_readability(monkeypatch):
    """The page is told why, in words, and the other views are there."""

    def missing() -> None:
        raise ImportError("the list of familiar words comes with textstat, which is not installed")

    monkeypatch.setattr("kit.readability.familiar.familiar_words", missing)
    seen = read("A zwixel and a blorfen are no words that anybody has counted before.")
    with pytest.raises(ValueError, match="cannot be worked out here: the list of familiar words"):
        VIEWS["readability"](seen)
    assert VIEWS["lines"](seen, query="zwix*")["total"] == 1


def test_of_many_lines_the_first_are_shown():
    """A page gets so many rows, and is told how many there are and where."""
    shown = VIEWS["lines"](read("The dam held. " * (MOST + 20)), query="dam")
    assert len(shown["rows"]) == MOST and shown["total"] == len(shown["at"]) == shown["counts"]["author"] == MOST + 20
    assert f"first {MOST} of {MOST + 20}" in shown["note"]


@pytest.mark.parametrize("query", ["", " ", "?", "***", "|", "?!", "* | ?", "“”"])
def test_a_query_without_a_word_finds_nothing_and_says_what_to_type(query):
    """There are no rows, and a note."""
    for view in ("lines", "collocates"):
        shown = VIEWS[view](read("The dam held?"), query=query)
        assert shown["rows"] == [] and "Type a word" in shown["note"]


# What comes from a browser


@pytest.mark.parametrize(
    ("view", "given", "said"),
    [
        ("document", {"voice": "author"}, "document cannot be asked for 'voice'; it takes nothing"),
        ("terms", {"voice": "narrator"}, "voice is 'narrator'; it must be one of page, article, author"),
        ("terms", {"voice": ["author"]}, r"voice is \['author'\]"),
        ("terms", {"n": 0}, "n is 0; it must be a whole number from 1 to 5"),
        ("terms", {"n": True}, "n is True"),
        ("terms", {"n": "2"}, "n is '2'"),
        ("terms", {"n": None}, "n is None"),
        ("terms", {"most": 10_000}, "most is 10000; it must be a whole number from 1 to 500"),
        ("terms", {"forms": "yes"}, "forms is 'yes'; it must be true or false"),
        ("terms", {"sort": "left"}, "terms cannot be asked for 'sort'; it takes voice, n, forms, stop_words, most"),
        ("lines", {}, "lines needs query"),
        ("lines", {"query": 7}, "query is 7; it must be text"),
        ("lines", {"query": "a" * 201}, "a query of 201 characters is too long; it may have 200"),
        ("lines", {"query": "a", "sort": "up"}, "sort is 'up'; it must be one of position, left, right, voice"),
        ("lines", {"query": "a", "sort": {}}, r"sort is \{\}"),
        ("collocates", {"query": "a", "window": 1.5}, "window is 1.5; it must be a whole number from 1 to 50"),
        ("readability", {"measure": "iq"}, "measure is 'iq'; it must be one of flesch_reading_ease"),
    ],
)
def test_what_cannot_be_asked_is_named(view, given, said):
    """An error names the bad value and what would be valid."""
    with pytest.raises(ValueError, match=said):
        VIEWS[view](read("A dam."), **given)


@pytest.mark.parametrize("name", STRANGE)
def test_any_text_has_its_views(name):
    """No text raises; every place lies in the text; the page can be told of it as JSON."""
    seen = read(STRANGE[name])
    tokens = cut(seen.article, "word")
    for view, more in ASKED:
        shown = VIEWS[view](seen, **more)
        assert all(0 <= place.start <= place.end <= len(seen.text) for place in places(shown))
        json.dumps(wire(shown, tokens), allow_nan=False)


def test_every_place_on_the_seeds_has_words(seen):
    """No place is empty, so that each reaches the page as the numbers of words that are there."""
    tokens = cut(seen.article, "word")
    for view, more in ASKED:
        shown = VIEWS[view](seen, **more)
        assert all(seen.text[slice(*place)].strip() for place in places(shown))
        assert None not in [wire(place, tokens) for place in places(shown)]


# Wildcards


SAID = "Peace and peacekeepers. The peaceful cat sat; a cot, a cut and a coat. Human rights, human hopes and US rights."


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("peace*", ["Peace", "peacekeepers", "peaceful"]),
        ("*ful", ["peaceful"]),
        ("*ee*", ["peacekeepers"]),
        ("c?t", ["cat", "cot", "cut"]),
        ("c*t", ["cat", "cot", "cut", "coat"]),
        ("C??T", ["coat"]),
        ("human right*", ["Human rights"]),
        ("human *", ["Human rights", "human hopes"]),
        ("* rights", ["Human rights", "US rights"]),
        ("human *s", ["Human rights", "human hopes"]),
        ("cat|cot | coat", ["cat", "cot", "coat"]),
        ("rights|human rights", ["Human rights", "rights"]),
        ("u*", ["US"]),
        ("cat?", ["cat"]),  # a question that was pasted
        ("right?", ["rights", "rights"]),
        ("the cat ?", []),
        ("peaceful cat ?", ["peaceful cat"]),
        ("cat*dog", []),
        ("**Peace**", ["Peace", "peacekeepers", "peaceful"]),
        ("sat a", ["sat; a"]),
        ("[cat]", ["cat"]),
        ("c.t", []),
    ],
)
def test_what_a_query_finds(query, found):
    """Wildcards stand for letters and words; case, brackets and spaces do not matter; other signs mean nothing."""
    assert [line.key for line in read(SAID).concordance(query)] == found


def test_wildcards_work_wherever_a_word_is_sought():
    """The concordance, dispersion, collocates and strips find the same places."""
    seen = read(SAID)
    assert len(seen.dispersion("c?t").positions) == 3
    assert {near.term for near in seen.collocates("c?t", window=1)} == {"peaceful", "sat", "a", "and"}
    assert term_strips(seen, ["c?t", "peace*"]).table[1][1] == "3"
    assert [line.key for line in read("She meets him. They met. They meet.").concordance("m*t", inflections=True)] == [
        "meets",
        "met",
        "meet",
    ]


@given(
    st.text(alphabet="abAB .,’-\n“”é?*", max_size=80),
    st.text(alphabet="abAB .,’-é", max_size=8),
    st.booleans(),
)
@settings(max_examples=60)
def test_a_plain_query_finds_its_words_in_a_row(text, query, inflections):
    """Without wildcards a query stands wherever its words do, one after the other."""
    words = read(text).words("page")
    sought = terms_in(query)
    found = [(hit.run, hit.first) for hit in occurrences(words, query, inflections=False)]
    runs = [[word.term for word in run] for run in words.runs]
    assert found == [
        (i, at)
        for i, run in enumerate(runs)
        for at in range(len(run))
        if sought and run[at : at + len(sought)] == sought
    ]
    assert len(occurrences(words, query, inflections=True)) >= len(found)


@given(st.text(alphabet="abcé ", max_size=60), st.text(alphabet="abcé*?", max_size=7))
@settings(max_examples=100)
def test_a_wildcard_means_what_it_means_in_names_of_files(text, query):
    """A word fits as in a shell, but that a "?" at the end may stand for nothing."""
    words = read(text).words("page")
    terms = [word.term for run in words.runs for word in run]
    found = [words.runs[hit.run][hit.first].term for hit in occurrences(words, query, inflections=False)]
    ways = [query, query[:-1]] if query.endswith("?") and query[-2:-1].isalnum() else [query]
    if any(map(str.isalnum, query)):
        assert found == [term for term in terms if any(fnmatchcase(term, way) for way in ways)]
    else:
        assert found == []


# Time


def test_views_take_linear_time(linear):
    """Four times the article takes four times as long, for all views of it together."""
    block = "“The dam will hold,” said Ana Ruiz. Human rights matter, the catastrophic plan said.\n\n"

    def work(seen: Reading) -> None:
        for view, more in ASKED[:-1]:  # readability draws a thousand times whatever the length
            VIEWS[view](seen, **more)

    def make(n: int) -> Reading:
        seen = read(block * n)
        _ = [seen.layer(layer) for layer in ("quote", "claim", "loaded")], seen.voices, seen.sources
        return seen

    assert linear(make, work, 20)


@pytest.mark.parametrize("unit", ["a", "a ", "ab"])
def test_wildcards_take_linear_time(unit, linear):
    """No word and no text takes the square of its length, whatever the query."""
    queries = ("*a*a*a*b", "a*b", "?*a*?*b*?", "a* a* b", "*ab*ab*ab*c|a*|*a")

    def make(n: int) -> Words:
        article, whole = Article.from_text(unit * n), Span(0, len(unit) * n)
        return find_words(article, [whole], {"page": [whole]}, "page")

    def work(words: Words) -> None:
        for query in queries:
            occurrences(words, query, inflections=False)

    assert linear(make, work, 1000)
