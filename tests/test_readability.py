"""What readability formulas make of small texts, counted by hand, and of the seed."""

from __future__ import annotations

import os
import subprocess
import sys
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kit
from kit import Annotation, Article, Span
from kit.readability import MEASURES, Counts, count, is_familiar, score, second, second_opinion
from kit.readability.second import textstats
from kit.readability.syllables import syllables

FIELDS = Counts._fields[:-1]
with_processes = pytest.mark.skipif(sys.platform == "emscripten", reason="a browser has no processes")
PROSE = (
    "The old bridge was shut on Monday. Engineers had found cracks in two of its pillars, and the mayor said that "
    "nobody knew how deep they were. It may open again in spring. Until then buses take the long way round, past the "
    "harbour and the school. Parents are not happy. Some of them walk. "
)


def only(**given: int) -> Counts:
    """Counts of which a formula needs these alone."""
    return Counts(**(dict.fromkeys(FIELDS, 0) | given))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # sentences, words, letters, characters, syllables, polysyllables, complex, long, difficult
        ("The dam will hold.", (1, 4, 14, 14, 4, 0, 0, 0, 0)),
        ("It cost $1,500 in 1918.", (1, 5, 8, 16, 13, 2, 0, 0, 0)),
        ("A well-known engineer wasn’t there—or was he?", (1, 8, 35, 35, 12, 1, 1, 2, 0)),
        ("They interviewed peacekeepers from the CSTO.", (1, 6, 38, 38, 13, 3, 2, 2, 2)),
        ("NOBODY ANSWERED THEM", (1, 3, 18, 18, 6, 1, 1, 1, 0)),
        ("It rained.\n\n***\n\nIt stopped.", (2, 4, 17, 17, 4, 0, 0, 1, 0)),
    ],
)
def test_counts_are_those_made_by_hand(text, expected):
    """Every count of a short text is what a reader with a pencil gets."""
    assert count(text)[:-1] == expected


def test_counts_add_up_over_the_sentences(seed):
    """The whole is the sum of its sentences, field by field."""
    counts = count(seed.text)
    assert tuple(map(sum, zip(*(part[:-1] for part in counts.by_sentence), strict=True))) == counts[:-1]
    assert len(counts.by_sentence) == counts.sentences


@pytest.mark.parametrize(
    ("text", "difficult"),
    [
        ("Diphtheria spreads fast.", 1),
        ("Diphtheria spreads fast. We fear Diphtheria.", 0),
        ("We fear Diphtheria.", 0),
        ("He said: “Diphtheria spreads fast.”", 1),
        ("DIPHTHERIA SPREADS FAST", 1),
    ],
)
def test_capital_within_a_sentence_makes_a_name(text, difficult):
    """At the start of a sentence or a quote a capital proves nothing, unless the word has one elsewhere too."""
    assert count(text).difficult_words == difficult


@pytest.mark.parametrize(
    ("familiar", "words"),
    [
        (True, "baby babies baby's stopped making tried driven spreads larger later happier biggest slowly"),
        (True, "it'll wasn’t good-looking Monday 1918 20th"),
        (False, "diphtheria burner sharpen easily clippings quickness germ-filled"),
    ],
)
def test_forms_of_listed_words_are_familiar_by_the_rules_of_1948(familiar, words):
    """One ending of those that Dale and Chall name keeps a word familiar; two, or another, do not."""
    assert {word: is_familiar(word) for word in words.split()} == dict.fromkeys(words.split(), familiar)


@pytest.mark.parametrize(
    ("name", "counts", "figure"),
    [
        ("flesch_reading_ease", count("The cat sat on the mat."), 116.145),
        (
            "flesch_reading_ease",
            count("This sentence, taken as a reading passage unto itself, is being used to prove a point."),
            68.98,
        ),
        (
            "flesch_reading_ease",
            count("The Australian platypus is seemingly a hybrid of a mammal and reptilian creature."),
            37.46,
        ),
        ("flesch_kincaid", only(sentences=5, words=100, syllables=150), 9.91),
        ("gunning_fog", only(sentences=5, words=100, complex_words=10), 12.0),
        ("smog", only(sentences=30, polysyllables=30), 8.8419),
        ("coleman_liau", only(sentences=5, words=119, letters=639), 14.53),
        ("ari", only(sentences=5, words=100, characters=480), 11.178),
        ("dale_chall_1948", only(sentences=10, words=150, difficult_words=3), 4.6963),
        ("dale_chall_1948", only(sentences=10, words=150, difficult_words=15), 5.9595),
        ("dale_chall_1995", only(sentences=10, words=150, difficult_words=15), 44.15),
        ("lix", only(sentences=5, words=100, long_words=25), 45.0),
        ("rix", only(sentences=5, long_words=25), 5.0),
    ],
)
def test_formulas_give_the_published_figures(name, counts, figure):
    """Worked examples: the three on Flesch and the one on Coleman–Liau are widely printed, the others made by hand."""
    assert MEASURES[name].of(counts) == pytest.approx(figure, abs=0.005)


def test_measures_say_where_they_come_from():
    """Each formula has its text, a source with its year, and uses nothing but counts."""
    for name, measure in MEASURES.items():
        assert measure.name == name
        assert "(19" in measure.source
        assert all(field.replace("_", " ") in measure.formula for field in measure.uses)


def test_scores_carry_an_interval_that_holds_the_figure_and_is_the_same_each_time():
    """The same seed gives the same interval, another seed nearly the same; the figure lies within."""
    counts = count(PROSE * 5)
    first, again, other = score(counts), score(counts), score(counts, seed=1)
    assert first == again
    for name in MEASURES:
        assert first[name].low < first[name].value < first[name].high
        assert first[name].low == pytest.approx(other[name].low, abs=0.15 * (first[name].high - first[name].low))
    assert first != other


def test_interval_shrinks_with_the_root_of_the_length():
    """Nine times the sentences make the interval a third as wide, near enough."""
    short, long = score(count(PROSE * 4))["lix"], score(count(PROSE * 36))["lix"]
    assert (short.high - short.low) / (long.high - long.low) == pytest.approx(3, rel=0.2)


def test_interval_is_undefined_for_one_sentence_and_where_none_is_asked_for():
    """One sentence gives nothing to draw from, and says so; no resamples, no interval."""
    lone = score(count("The dam will hold."))["lix"]
    assert (lone.value, lone.low, lone.high) == (4.0, None, None)
    assert "One sentence" in lone.warning
    assert score(count(PROSE), resamples=0)["lix"].low is None


def test_short_texts_are_warned_of():
    """SMOG asks for 30 sentences, the others for 100 words; a long text has no warning."""
    scores = score(count(PROSE * 2))
    assert "12 sentences, and it asks for 30" in scores["smog"].warning
    assert scores["flesch_kincaid"].warning == ""
    assert "words, and it asks for 100" in score(count(PROSE))["flesch_kincaid"].warning
    assert {made.warning for made in score(count(PROSE * 5)).values()} == {""}


@pytest.mark.parametrize("text", ["", " \n", "***", "— … !"])
def test_no_words_no_figure(text):
    """Where there is nothing to count the figure is None, never 0, by either opinion, and it is said."""
    for made in kit.read(Article.from_text(text)).readability().values():
        assert (made.value, made.low, made.high) == (None, None, None)
        assert "no words" in made.warning
    assert {(opinion.ours, opinion.theirs) for opinion in second_opinion(text)} == {(None, None)}


def test_grade_of_the_seed_moves_when_furniture_and_quotes_are_set_apart(seed):
    """Share buttons, bios and notices read easier than the author: the grade moves by two and more."""
    reading = kit.read(seed, parser=False)
    grades = {voice: reading.readability(voice) for voice in ("page", "article", "author", "quoted")}
    for name in ("flesch_kincaid", "gunning_fog", "smog", "ari"):
        page, article, author, quoted = (scores[name].value for scores in grades.values())
        assert author - page >= 2
        assert page < article < author
        assert quoted < author


def test_sentences_belong_to_the_voice_that_most_of_them_is_in():
    """No sentence is cut, and none counts for two voices; quotes may be given."""
    text = "“The dam will hold,” she said. It is an old dam. “So,” said Ana Ruiz of the old dam."
    quotes = [Annotation(1, 18, "quote", "direct", "key"), Annotation(49, 51, "quote", "direct", "key")]
    reading = kit.read(text, quotes=quotes)
    words = {voice: count(text, reading.running(voice)).words for voice in ("page", "author", "quoted")}
    assert words == {"page": 19, "author": 13, "quoted": 6}


def test_headings_are_no_running_text():
    """A headline, a byline and a date count on the page and in no voice."""
    reading = kit.read("Bridge shut\n\nBy Ana Ruiz\n\nThe bridge was shut after cracks were found in it on Monday.\n")
    assert reading.readability("page")["lix"].value < reading.readability("article")["lix"].value == 12.0


def test_unknown_voice_is_refused():
    """The error names the voices there are."""
    with pytest.raises(ValueError, match="author, quoted"):
        kit.read(PROSE).readability("reader")


def test_a_sentence_is_running_text_of_the_voice_that_has_most_of_it():
    """It counts whole for one voice, and for none where two have half of it each."""
    text = "The dam will hold. It is an old dam. Nobody knows."
    for end, quoted, author in ((17, 4, 7), (9, 0, 7), (8, 0, 11), (36, 9, 2)):
        reading = kit.read(text, quotes=[Annotation(0, end, "quote", "direct", "key")])
        assert count(text, reading.running("quoted")).words == quoted
        assert count(text, reading.running("author")).words == author
    assert (
        reading.running("page")
        == [sentence.span for sentence in reading.sentences]
        == [Span(0, 18), Span(19, 36), Span(37, 50)]
    )


def test_second_opinion_says_why_the_two_differ(seed):
    """Where the figures differ a reason is given, with the counts; where none is given they are the same."""
    opinions = {opinion.measure.name: opinion for opinion in second_opinion(seed.text)}
    assert list(opinions) == list(MEASURES)
    for opinion in opinions.values():
        assert opinion.why or opinion.ours == pytest.approx(opinion.theirs)
    assert "sentences, the kit" in opinions["flesch_kincaid"].why
    assert "always does" in opinions["dale_chall_1948"].why
    plain = {opinion.measure.name: opinion for opinion in second_opinion("The dam will hold. We saw it.")}
    assert plain["flesch_kincaid"].why == ""
    assert plain["flesch_kincaid"].theirs == pytest.approx(plain["flesch_kincaid"].ours)


CALLS = [(function, arguments) for function, arguments, _ in second._COUNTERS.values()]
CALLS += [(function, {}) for function, _ in second._NAMES.values()]

# Python reads this when it starts, here and in the process of textstat: whoever asks the network ends there, with 9.
OFFLINE = """
import os, socket
socket.socket.connect = socket.getaddrinfo = lambda *args, **kwargs: os._exit(9)
"""
BOTH = """
import sys
import kit
reading = kit.read("csto-kazakhstan", parser=False)
print(round(reading.readability()["flesch_kincaid"].value, 1), round(reading.second_opinion()[1].theirs, 1))
assert not {"nltk", "textstat", "numpy"} & set(sys.modules)
"""


@with_processes
def test_first_call_works_offline_and_imports_no_nltk(tmp_path):
    """Without a network or nltk's data both opinions are there, and textstat and nltk are not imported here."""
    (tmp_path / "sitecustomize.py").write_text(OFFLINE, encoding="utf-8")
    homeless = {"HOME": str(tmp_path), "USERPROFILE": str(tmp_path), "NLTK_DATA": str(tmp_path)}
    paths = {"PYTHONPATH": os.pathsep.join([str(tmp_path), *filter(None, sys.path)])}

    def run(code):
        command = [sys.executable, "-W", "error", "-c", code]
        return subprocess.run(command, env=os.environ | homeless | paths, capture_output=True, text=True, timeout=120)

    assert run("import socket; socket.getaddrinfo('localhost', 80)").returncode == 9
    done = run(BOTH)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.split()) == 2


def test_textstat_counts_syllables_by_the_table_of_the_kit():
    """Of plain words both count the same syllables, those that its own fallback would count otherwise too."""
    words = "the colonel was obviously interviewed about his ideas in an unreconstructed theatre"
    assert textstats(words)["syllables"] == sum(map(syllables, words.split()))


@pytest.mark.parametrize(
    ("error", "kind", "message"),
    [
        (subprocess.TimeoutExpired("python", 60), TimeoutError, "no answer after 60 s; give it a shorter text"),
        (OSError("No more processes"), OSError, "can be started here .No more processes.; do without"),
    ],
)
@with_processes
def test_no_second_opinion_is_said_in_words(error, kind, message, monkeypatch):
    """Where textstat takes too long, or no process can be started, the error says what to do, and nothing is kept."""

    def refuse(*_, **__):
        raise error

    textstats.cache_clear()
    with monkeypatch.context() as patch:
        patch.setattr("subprocess.run", refuse)
        with pytest.raises(kind, match=message):
            second_opinion("Nobody answered the telephone.")
    assert second_opinion("Nobody answered the telephone.")[0].theirs is not None


@pytest.mark.parametrize("in_browser", [pytest.param(False, marks=with_processes), True])
def test_what_textstat_fails_on_is_said(monkeypatch, in_browser):
    """An error within textstat comes out with its last words."""
    monkeypatch.setattr("kit.readability.second.IN_BROWSER", in_browser)
    textstats.cache_clear()
    monkeypatch.setattr("kit.readability.second._NAMES", {"lix": ("no_such_measure", "")})
    with pytest.raises(RuntimeError, match=r"failed on the text: AttributeError: .* no attribute 'no_such_measure'$"):
        textstats("A text that was not asked about before.")


def test_without_a_process_textstat_says_the_same_and_leaves_nothing_behind(monkeypatch):
    """As in a browser; what this process knows as textstat and nltk, if anything, is as it was."""
    text = "The colonel was obviously interviewed about Dr. Ruiz’s ideas. He had stopped at 3.5 miles."
    here = second._asked_here(text, CALLS)
    assert len(here) == len(CALLS)
    known, path = {name: sys.modules.get(name) for name in ("nltk", "textstat", "textstat.backend")}, list(sys.path)
    assert second._asked_here(f"{text} ", CALLS) == here
    assert {name: sys.modules.get(name) for name in known} == known
    assert sys.path == path
    theirs = ModuleType("nltk")
    monkeypatch.setitem(sys.modules, "nltk", theirs)
    assert second._asked_here(text, CALLS) == here
    assert sys.modules["nltk"] is theirs


@with_processes
def test_a_process_comes_to_the_same_figures():
    """Of a text with names, figures and abbreviations."""
    text = kit.load("ferry-bridge").text
    assert second._asked_here(text, CALLS) == second._asked_in_a_process(text, CALLS)


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("aeKS t.,’'“”-—\n1²é中!?"), max_size=80))
def test_no_text_raises(text):
    """Any run of characters is counted, and scored by every measure."""
    counts = count(text)
    assert counts.words >= counts.sentences
    reading = kit.read(Article.from_text(text), parser=False)
    assert len(reading.readability("author", resamples=5)) == len(MEASURES)
