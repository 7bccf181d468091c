"""A reading: each layer found once, all views of one article in step, and results made to be looked at."""

from __future__ import annotations

import importlib
import pydoc
import re
from collections import Counter
from html import unescape
from importlib.util import find_spec
from pathlib import Path

import pytest

import kit
from kit import Annotation, Article, Reading
from kit.activity.keys import key
from kit.annotate.voices import others_speech
from kit.charts import (
    certainty_of_claims,
    kinds_of_claims,
    loaded_along,
    loaded_per_thousand,
    readability_by_voice,
    sentence_lengths,
    share_of_article,
    sources_of_claims,
    term_slopes,
    term_strips,
    terms_by_voice,
    who_speaks,
    words_by_zone,
    zones_and_voices,
)
from kit.charts.terms import TermCounts
from kit.errors import ReadError
from kit.lesson.panels import readability_panel, terms_panel
from kit.readers import seeds
from kit.reading import ANALYZERS

FINDERS = ("find_zones", "find_sentences", "find_quotes", "find_claims", "find_loaded")
TEXT = "The bridge was shut. “It will hold,” Ana Ruiz said. She called the thugs a disgrace."
HOSTILE = "<script>alert(1)</script> said that <b>“it & 'that'”</b> is a disgrace, a ruthless <i>regime</i>."
# What is asked of one reading, in an order in which nothing comes before what builds on it.
ASKED = [
    lambda reading: reading.terms("author"),
    lambda reading: reading.concordance("bridge"),
    lambda reading: reading.collocates("bridge"),
    lambda reading: reading.dispersion("bridge"),
    lambda reading: reading.keyness(reading),
    lambda reading: reading.loaded,
    lambda reading: reading.claims,
    lambda reading: reading.sources,
    lambda reading: reading.voices,
    lambda reading: reading.quotes,
    lambda reading: reading.sentences,
    lambda reading: reading.zones,
    terms_panel,
    share_of_article,
    loaded_per_thousand,
    kit.find_all,
    repr,
    Reading._repr_html_,
]
HEAVY = [
    lambda reading: reading.readability("quoted"),
    readability_panel,
    who_speaks,
    words_by_zone,
    terms_by_voice,
    readability_by_voice,
    sentence_lengths,
    zones_and_voices,
    lambda reading: loaded_along({"the report": reading}),
    lambda reading: term_strips(reading, ["bridge"]),
    lambda reading: term_slopes({"one": reading, "two": reading}, ["bridge"]),
    lambda reading: kinds_of_claims({"the report": reading}),
    lambda reading: certainty_of_claims({"the report": reading}),
    lambda reading: sources_of_claims({"the report": reading}),
]
WHOLE = find_spec("matplotlib") and find_spec("textstat")  # which a browser has not
if WHOLE:
    ASKED[:0] = HEAVY


@pytest.fixture
def calls(monkeypatch) -> Counter[str]:
    """How often each finder is called through a reading, or from where else one stands."""
    counts: Counter[str] = Counter()

    def counted(name, find):
        def call(*args, **kwargs):
            counts[name] += 1
            return find(*args, **kwargs)

        return call

    homes = ["kit.reading", "kit.annotate.claims.find", "kit.annotate.loaded.find"]
    for home in homes:
        module = importlib.import_module(home)
        for name in FINDERS:
            if hasattr(module, name):
                monkeypatch.setattr(f"{home}.{name}", counted(name, getattr(module, name)))
    monkeypatch.setattr("kit.annotate.quotes.find._parser", counted("parser", lambda wanted: False))
    return counts


def test_each_layer_is_found_once(calls):
    """Whatever is asked of a reading, and however often, each finder is called once, and the parser thought of once."""
    reading = kit.read(Article.from_text(TEXT))
    assert not calls
    for ask in [*ASKED, *ASKED[-9:]]:
        ask(reading)
    assert calls == dict.fromkeys([*FINDERS, "parser"], 1)


@pytest.mark.parametrize("ask", ASKED)
def test_nothing_is_found_twice_for_one_question(ask, calls):
    """A first question finds what it needs, and that once."""
    ask(kit.read(Article.from_text(TEXT)))
    assert set(calls.values()) == {1}


@pytest.mark.parametrize("parser", [True, False, None])
def test_the_choice_of_parser_is_one(parser, monkeypatch):
    """It is handed to the finder of quotations, and all that follows has it from there."""
    asked = []
    monkeypatch.setattr("kit.reading.find_quotes", lambda article, *, parser: asked.append(parser) or [])
    reading = kit.read(Article.from_text(TEXT), parser=parser)
    for ask in (lambda found: found.voices, lambda found: found.claims, lambda found: found.loaded, repr):
        ask(reading)
    assert asked == [parser]


def test_layers_that_are_given_stand_and_what_builds_on_them_follows():
    """With other quotations or zones, voices, sources, claims, loaded words and charts are others."""
    found = kit.read(Article.from_text(TEXT), parser=False)
    none = kit.read(found, quotes=[])
    assert [source.speaker for source in found.sources][:1] == ["Ana Ruiz"]
    assert (none.quotes, none.sources, none.voices["quoted"]) == ((), (), [])
    assert not [claim for claim in none.claims if claim.attributes["voice"] == "quoted"]
    assert {word.attributes["voice"] for word in none.loaded} == {"author"}
    assert TermCounts(none).outline(["quoted"], only=["hold"]).table[1][2] == "no words"
    assert TermCounts(found).outline(["quoted"], only=["hold"]).table[1][2] == "1"
    furniture = kit.read(found, zones=[Annotation(0, len(TEXT), "zone", "bio", "learner:ana")])
    assert (furniture.voices["article"], furniture.words().size) == ([], 0)
    claim = Annotation(0, 20, "claim", "opinion", "learner:ana")
    loaded = Annotation(4, 10, "loaded", "fear", "learner:ana")
    own = kit.read(found, claims=[claim], loaded=[loaded])
    assert (own.claims, own.loaded, kit.find_all(own, "loaded")) == ((claim,), (loaded,), [loaded])
    assert own.quotes == found.quotes


def test_what_is_given_once_stays_until_it_is_given_anew():
    """A reading of a reading keeps its layers and its parser, or is the same where nothing is asked anew."""
    first = kit.read(Article.from_text(TEXT), quotes=[], parser=False)
    assert kit.read(first) is first
    second = kit.read(first, claims=[])
    assert (second.quotes, second.claims, second.parser) == ((), (), False)
    assert kit.read(second, parser=True).given.keys() == {"quote", "claim"}


@pytest.mark.parametrize("slug", seeds())
def test_views_of_one_article_agree(slug):
    """The quoted words of the sources, of the voices and of the chart of terms are of the same quotations."""
    reading = kit.read(slug)
    quoted = reading.voices["quoted"]
    words = reading.words("quoted")
    spoken = [quote for source in reading.sources for quote in source.quotes]
    furniture = reading.voices["furniture"]
    found = others_speech(kit.find_quotes(reading.article))
    kept = [q.span for q in found if not any(start <= q.start < end for start, end in furniture)]
    assert sorted(quote.span for quote in spoken) == sorted(kept)
    inside = [quote.span for quote in spoken if any(s.start <= quote.start < s.end for s in quoted)]
    for run in words.runs:
        for word in run:
            assert any(start <= word.start < end for start, end in inside)
    assert TermCounts(reading).outline(["quoted"]).columns == (("quoted", f"Quoted ({words.size:,} words)"),)
    assert sum(term.count for term in reading.terms("quoted")) == words.size


def test_sources_and_voices_count_the_same_words_on_night_buses():
    """What the table of sources counts is what the voice has, run for run of characters."""
    reading = kit.read("night-buses")
    by_source = sum(source.words for source in reading.sources)
    by_voice = sum(len(reading.article.covered(span).split()) for span in reading.voices["quoted"])
    assert by_source == by_voice == sum(round(source.share * 251) for source in reading.sources)


def test_running_text_is_of_sentences_and_each_in_one_voice():
    """No sentence runs for both author and quoted, and headlines and bylines for neither."""
    reading = kit.read("night-buses")
    sentences = {sentence.span for sentence in reading.sentences}
    runs = {voice: set(reading.running(voice)) for voice in reading.voices}
    assert all(run <= sentences for run in runs.values())
    assert not runs["author"] & runs["quoted"]
    headline = next(zone for zone in reading.zones if zone.label == "headline")
    assert headline.span in runs["page"] - runs["article"]


# What to read


def test_a_slug_a_path_text_an_article_and_a_reading_are_read(tmp_path):
    """The same words make the same reading text, from wherever they come."""
    path = tmp_path / "page with spaces.txt"
    path.write_text(TEXT, encoding="utf-8")
    for what in (path, str(path), TEXT, Article.from_text(TEXT), kit.read(TEXT)):
        assert kit.read(what).text.strip() == TEXT
    assert kit.read("night-buses").article == kit.load("night-buses")
    assert kit.read("Rain\n").text.strip() == "Rain"  # a line end makes a text of a word
    assert kit.read("word " * 1_000).words().size == 1_000  # longer than any name may be


def test_a_file_that_cannot_be_read_is_not_taken_for_text(tmp_path, monkeypatch):
    """Where a file has that name, its words are meant and not the name's."""
    monkeypatch.chdir(tmp_path)
    Path("Saved page.odt").write_text("It rained.", encoding="utf-8")
    with pytest.raises(ReadError, match=r"Saved page.odt: the kit reads .txt"):
        kit.read("Saved page.odt")


@pytest.mark.parametrize("what", ["", " ", "\n \n"])
def test_nothing_to_read_is_said(what):
    """Empty text is an error that says what one may give."""
    with pytest.raises(ReadError, match=r"there is nothing to read; give text, a file or one of: .*csto-kazakhstan"):
        kit.read(what)


@pytest.mark.parametrize("what", ["no-such-article", "missing page.txt", Path("missing page")])
def test_a_missing_file_is_named(what):
    """What looks like a name, and is none, is not taken for text."""
    with pytest.raises(FileNotFoundError, match=re.escape(str(what))):
        kit.read(what)


def test_an_unknown_layer_is_named():
    """The error says which layers there are."""
    there_are = ", ".join(ANALYZERS)
    for ask in (lambda: kit.read(TEXT).layer("zones"), lambda: kit.find_all(TEXT, "zones")):
        with pytest.raises(ValueError, match=f"no analyzer finds the layer 'zones'; there are: {there_are}$"):
            ask()


def test_find_all_has_every_layer_in_order():
    """It is what the reading has, layer by layer; named layers come as they are named."""
    reading = kit.read("night-buses")
    assert kit.find_all(reading) == [a for layer in ANALYZERS for a in reading.layer(layer)]
    assert kit.find_all("night-buses", "quote", "zone") == [*reading.quotes, *reading.zones]


# What is shown


def visible(html: str) -> str:
    """The words that a page shows."""
    body = re.sub(r"<style>.*?</style>", "", html, flags=re.S)
    return " ".join(unescape(re.sub(r"<sup[^>]*>.</sup>|<[^>]*>", "", body)).split())


def attribute_free(html: str) -> str:
    """The tags without what stands in their attributes."""
    return re.sub(r"='[^']*'", "", html)


@pytest.mark.parametrize("slug", seeds())
def test_every_paragraph_stands_once_in_a_reading(slug):
    """In a notebook the text is there, whole and in order, and none of it twice."""
    reading = kit.read(slug)
    shown = visible(reading._repr_html_())
    at = 0
    for zone in reading.zones:
        words = " ".join(reading.article.covered(zone).split())
        at = shown.index(f"{zone.label} {words}", at)
        if len(words) > 60:
            assert shown.count(words) == reading.text.count(reading.article.covered(zone))
    assert all(source.speaker is None or source.speaker in shown for source in reading.sources)


def test_the_marks_of_a_reading_are_those_of_its_layers():
    """Speech, loaded words and claims are marked where they stand; of speech within speech the inner says why."""
    outer = Annotation(0, 19, "quote", "direct", "key", {}, {"why": "Outer."})
    inner = Annotation(4, 10, "quote", "direct", "key", {}, {"why": "Inner."})
    opinion = Annotation(0, 19, "claim", "opinion", "key", {}, {"why": "It judges."})
    fact = Annotation(20, 28, "claim", "fact", "key")
    word = Annotation(4, 10, "loaded", "fear", "key", {}, {"why": "It frightens."})
    reading = kit.read("The horror is near. It rains.", quotes=[outer, inner], claims=[opinion, fact], loaded=[word])
    marks = re.findall(r"<mark class='([^']*)' title='([^']*)'>(.*?)</mark>", reading._repr_html_())
    assert marks == [
        ("speech claim", "Outer. It judges.", "<sup dir='ltr'>O</sup>The "),
        ("speech loaded claim", "Inner. It frightens. It judges.", "horror"),
        ("speech claim", "Outer. It judges.", " is near."),
    ]


def test_what_a_key_sets_as_a_trap_is_not_marked():
    """It looks loaded, or like a claim of the author's, and is neither; charts leave it out as well."""
    trap = {"tier": "trap"}
    claims = [Annotation(0, 9, "claim", "opinion", "key", {}, trap)]
    reading = kit.read("It rained.", claims=claims, loaded=[Annotation(3, 9, "loaded", "fear", "key", {}, trap)])
    assert "title=" not in reading._repr_html_()
    assert repr(reading).endswith("claims  none\n  loaded  none")


def test_hostile_text_is_shown_as_text():
    """Nothing of an article, its card, or an annotation's words becomes a tag or an attribute."""
    article = Article.from_text(HOSTILE, card=kit.Card(title="<script>x</script>", author="'\"><b>"))
    why = "' onmouseover='alert(1)"
    loaded = [Annotation(0, 8, "loaded", "fear", "key", {}, {"why": why})]
    zone = [Annotation(0, len(HOSTILE), "zone", "<img src=x>", "key")]
    for shown in (article, kit.read(article, loaded=loaded), kit.read(article, zones=zone), *lists(kit.read(article))):
        html = shown._repr_html_()
        assert not re.search(r"<(script|b|i|img)\b", html)
        assert "onmouseover" not in attribute_free(html)
    assert visible(article._repr_html_()) == HOSTILE


def lists(reading: Reading) -> list:
    """Every list of results that a reading gives."""
    return [
        *(reading.layer(layer) for layer in ANALYZERS),
        *(reading.sources, reading.terms(), reading.concordance("that"), reading.collocates("that")),
        reading.keyness(kit.read("ferry-bridge")),
        *([reading.readability()] if WHOLE else []),
    ]


def test_nothing_shown_is_a_raw_dataclass():
    """Articles, annotations, readings and every list of results say themselves in words."""
    reading = kit.read("night-buses")
    for shown in (reading.article, reading, reading.zones[0], *lists(reading)):
        assert not re.search(r"\w\(\w+=|\bobject at 0x", repr(shown)), repr(shown)[:200]
    for shown in (reading.article, reading, *lists(reading)):
        assert not re.search(r"\w\(\w+=|\bobject at 0x", shown._repr_html_())


def test_an_article_and_an_annotation_in_a_terminal():
    """One line each: what it is called and how long it is; what is said of which stretch, and by whom."""
    article = kit.load("ferry-bridge")
    assert repr(article).startswith("<Article “Ferry Bridge to close for five weeks while bearings are replaced”")
    assert repr(Article.from_text("It rained.")) == "<Article without a title: 2 words>"
    assert repr(Annotation(0, 8, "zone", "byline", "learner:ana")) == "<zone byline 0:8 by learner:ana>"
    found = kit.find_zones(article)[0]
    assert repr(found) == f"<zone {found.label} 0:{found.end} by kit.find_zones, {found.attributes['rule']}>"


def test_a_reading_in_a_terminal_is_a_summary():
    """How much, who speaks, what is claimed and which words judge, without the text."""
    reading = kit.read("night-buses", quotes=key(kit.load("night-buses"), "quote"))
    first, *rest = repr(reading).splitlines()
    assert first == repr(reading.article)
    assert [line[2:9].strip() for line in rest if line[2:9].strip()] == ["words", "speak", "claims", "loaded"]
    assert max(map(len, rest)) <= 100
    assert "Helen Aro (22 words)" in rest[1]
    assert "nobody is quoted" in repr(kit.read("It rained."))


@pytest.mark.parametrize("text", ["", " \n", "\0", "🙂", "“" * 200, "<" * 200, "A\n\n" * 50])
def test_any_text_can_be_shown(text):
    """Strange text has a summary and a page."""
    reading = kit.read(Article.from_text(text), parser=False)
    assert repr(reading)
    assert reading._repr_html_().startswith("<style>")


def test_a_page_of_marks_is_shown_in_linear_time(linear):
    """Many zones, each with speech, a loaded word and a claim, or one zone with many that overlap."""

    def make(n: int) -> Reading:
        starts = range(0, 40 * n, 40)
        row = {
            "zones": [Annotation(at, at + 38, "zone", "body", "key") for at in starts],
            "quotes": [Annotation(at, at + 20, "quote", "direct", "key") for at in starts],
            "claims": [Annotation(at + 10, at + 30, "claim", "opinion", "key") for at in starts],
            "loaded": [Annotation(at + 15, at + 25, "loaded", "fear", "key") for at in starts],
        }
        return kit.read(Article.from_text(("word " * 7 + "end\n\n") * n), **row)

    def one_zone(n: int) -> Reading:
        speech = [Annotation(at, at + 12, "quote", "direct", "key") for at in range(0, 4 * n - 12, 4)]
        zone = [Annotation(0, 4 * n, "zone", "body", "key")]
        return kit.read(Article.from_text("abc " * n), zones=zone, quotes=speech, claims=[], loaded=[])

    for shape in (make, one_zone):
        assert linear(shape, lambda reading: reading._repr_html_(), 200)


def test_help_starts_with_an_example_to_paste():
    """The first thing that ``help(kit)`` says, after one sentence, is how to read an article."""
    said = pydoc.plain(pydoc.render_doc(kit))
    lines = [line.strip() for line in said.partition("DESCRIPTION")[2].splitlines() if line.strip()]
    assert lines[0] == ">>> import kit"
    assert lines[1].startswith(">>> reading = kit.read(")


def test_a_layer_given_by_a_wrong_name_is_named():
    """What no analyzer finds cannot stand in its place: it is said, and not passed over."""
    with pytest.raises(ValueError, match="no analyzer finds the layer 'zones'; there are: zone"):
        kit.Reading(kit.Article.from_text("It rained."), given={"zones": []})
