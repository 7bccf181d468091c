"""Two texts of one event side by side: their links as data, what the page is told of them, and when."""

from __future__ import annotations

import re

import pytest

from kit.activity.lesson_file import read_lesson
from kit.activity.minutes import LOOK, minutes
from kit.activity.pair import Only
from kit.charts import loaded_along, who_speaks
from kit.charts.rows import strips
from kit.lesson import Lesson
from kit.widgets.two_texts import TwoTexts

LESSON = "07-two-tellings"
SMALL = """
title = "Small"
[text.one]
words = "It was closed.\\n\\nRain fell, and rain fell."
[text.other]
words = "They shut it. It was 🌧 closed."
[activity.guess]
kind = "write"
prompt = "Why?"
reveal = "So."
[pair.rain]
texts = ["one", "other"]
after = "guess"
[[pair.rain.link]]
tells = "that it was closed"
one = "was closed"
other = "shut it"
[[pair.rain.link]]
tells = "what was closed"
one = "closed"
other = "🌧 closed"
[[pair.rain.only]]
text = "one"
words = "Rain fell"
why = "The other has no rain."
"""


@pytest.fixture
def small(tmp_path):
    """A lesson with a pair, or with what is wrong in it."""

    def make(*change):
        text = SMALL.replace(*change, 1) if change else SMALL
        (tmp_path / "small.toml").write_text(text, encoding="utf-8")
        return tmp_path

    return make


def test_a_pair_is_read(small):
    """Each link knows its words in both texts, by code points; what one alone has knows its side."""
    pair = read_lesson("small", folder=small()).pairs["rain"]
    one, other = (text.article for text in pair.texts)
    assert [(one.covered(link.one), other.covered(link.other)) for link in pair.links] == [
        ("was closed", "shut it"),
        ("closed", "🌧 closed"),
    ]
    assert pair.only == (Only(0, (16, 25), "The other has no rain."),)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('texts = ["one", "other"]', 'texts = ["one", "two"]'), r"\[pair\.rain\]: texts: text 'two' is not known"),
        (('texts = ["one", "other"]', 'texts = ["one", "one"]'), "texts must be two of the lesson's texts"),
        (('texts = ["one", "other"]', 'texts = ["one", 2]'), "texts: text 2 is not known"),
        (('texts = ["one", "other"]', 'texts = [["one"], "other"]'), r"texts: text \['one'\] is not known"),
        (('one = "was closed"', 'one = "is closed"'), "'is closed' stands 0 times in the text 'one'"),
        (('words = "Rain fell"', 'words = "ain fell"'), "'ain fell' stands 2 times in the text 'one'"),
        (('one = "was closed"', 'one = ""'), "give words that stand there once"),
        (('text = "one"', 'text = "wire"'), "only: text 'wire' is not known; it is one of: one, other"),
        (('after = "guess"', ""), "say after which activity it is shown"),
        (("[[pair.rain.link]]", "[[pair.rain.lonk]]"), "field 'lonk' is not known"),
        (('after = "guess"', 'after = "gess"'), "after: activity 'gess' is not known; it is one of: guess"),
        (('tells = "that it was closed"', ""), "field 'tells' is missing"),
        (('why = "The other has no rain."', "why = 5"), "why must be words, not 5"),
    ],
)
def test_what_is_wrong_in_a_pair_is_said(small, change, said):
    """The pair, what is wrong, and what would be right."""
    with pytest.raises(ValueError, match=said):
        read_lesson("small", folder=small(*change))


def test_the_page_gets_words_in_stretches_and_no_answer(small):
    """Each paragraph is whole, in stretches that name their links; what one alone has is not among what it is told."""
    pair = read_lesson("small", folder=small()).pairs["rain"]
    shown = TwoTexts(pair)
    one, other = (side["blocks"] for side in shown.get_state("sides")["sides"])
    assert one[0] == [["It ", []], ["was ", ["0"]], ["closed", ["0", "1"]], [".", []]]
    assert other == [[["They ", []], ["shut it", ["0"]], [". It was ", []], ["🌧 closed", ["1"]], [".", []]]]
    assert "no rain" not in str(shown.get_state())
    shown.show_only()
    assert shown.only == ["The other has no rain."]
    assert shown.sides[0]["blocks"][1] == [["Rain fell", ["o0"]], [", and rain fell.", []]]


def test_what_one_alone_has_is_shown_after_the_guess(small, home):
    """At once where the pair is open, and where it is opened later, or tomorrow; it is one widget, shown twice."""
    lesson = Lesson("small", folder=small())
    shown, asked = lesson.pair("rain"), lesson.write("guess")
    assert lesson.pair("rain") is shown
    assert shown.only == []
    asked.submit("It rained.")
    assert len(shown.only) == 1
    again = Lesson("small", folder=small())
    assert again.write("guess").done
    assert len(again.pair("rain").only) == 1
    with pytest.raises(ValueError, match="lesson small has no pair 'sun'; it has rain"):
        lesson.pair("sun")


def test_minutes_of_a_pair(small):
    """Its words at 150 a minute, half of them the second time, and a look."""
    lesson = read_lesson("small", folder=small())
    counted = minutes(lesson, [("markdown", "## 1. A"), ("code", 'lesson.pair("rain")')])
    again = minutes(lesson, [("markdown", "## 1. A"), ("code", 'lesson.pair("rain")\nlesson.pair("rain")')])
    words = 14  # of both texts
    assert counted["1. A"] == pytest.approx((LOOK + 0.4 * (words + 2)) / 60)
    assert again["1. A"] == pytest.approx((2 * LOOK + 0.4 * (1.5 * words + 2)) / 60)


def test_lesson_07_pairs_a_sound_text_with_another_and_then_two_sides():
    """No side is the bad one: each text of a pair has what the other leaves out, and of both sides as much."""
    pairs = read_lesson(LESSON).pairs
    assert [text.whole.slug for text in pairs["first"].texts] == ["lake-wire", "lake-release"]
    assert [text.whole.slug for text in pairs["lake"].texts] == ["lake-opinion", "lake-newsletter"]
    sides = [each.side for each in pairs["lake"].only]
    assert sides.count(0) == sides.count(1) >= 3
    assert not pairs["first"].only  # the teacher's own example is told in words


def test_lesson_07_keeps_links_apart_from_what_one_alone_has():
    """No words are both: told by the other text, and left out by it."""
    for pair in read_lesson(LESSON).pairs.values():
        linked = [[link.one for link in pair.links], [link.other for link in pair.links]]
        for each in pair.only:
            assert not [span for span in linked[each.side] if span.start < each.span.end and each.span.start < span.end]


def test_what_the_plan_of_lesson_07_says_is_so():
    """What only one text tells is in that text alone; the column has more beaches, the newsletter more lakes."""
    texts = {name: text.whole.text for name, text in read_lesson(LESSON).texts.items()}
    assert [name for name in ("column", "newsletter") if "2019" in texts[name]] == ["column"]
    assert [name for name in ("wire", "release") if "2021" in texts[name]] == ["release"]
    assert [name for name in ("column", "newsletter") if "8 July" in texts[name]] == ["newsletter"]
    column, newsletter = (texts[name].lower() for name in ("column", "newsletter"))
    assert column.count("beach") > newsletter.count("beach")
    assert column.count("lake") < newsletter.count("lake")
    assert (24 / 6, 6 / 1) == (4, 6)
    read = {name: read_lesson(LESSON).texts[name].reading for name in ("column", "newsletter")}
    room = {name: {str(each.speaker): each.words for each in reading.sources} for name, reading in read.items()}
    assert max(room["column"].items(), key=lambda each: each[1]) == ("Many experts", 8)
    assert (room["newsletter"]["the office's own study"], room["newsletter"]["Ilse Marr"]) == (9, 8)
    pushes = loaded_along({"the column": read["column"], "the newsletter": read["newsletter"]}).title
    assert pushes.startswith("The column pushes most at its start and in its middle; the newsletter pushes in no part")


def test_who_speaks_in_two_texts_on_one_scale():
    """Each chart has room for the other's words and for who has most room there; what it says is its own."""
    lesson = read_lesson(LESSON)
    column, newsletter = (lesson.texts[name].reading for name in ("column", "newsletter"))
    alone, beside = who_speaks(column), who_speaks(column, beside=[newsletter])
    back = who_speaks(newsletter, beside=[column])
    assert (alone.title, alone.table) == (beside.title, beside.table)
    assert beside.drawing.scale == back.drawing.scale
    assert beside.drawing.totals.high == back.drawing.totals.high
    drawn = ["".join(strips(chart.drawing, 700)[0]) for chart in (beside, back)]
    ticks = [re.findall(r'x1="([\d.]+)"[^>]*data-tick="(\d+)"', each) for each in drawn]
    assert ticks[0] == ticks[1] != []  # and a word is as long in both, whatever names stand beside
