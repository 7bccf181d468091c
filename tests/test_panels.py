"""Panels follow their controls, and say what they cannot draw."""

from __future__ import annotations

import json
import re

import pytest

import kit
from kit.activity.keys import key
from kit.charts import readability_by_voice, terms_by_voice
from kit.lesson.panels import readability_panel, terms_panel
from kit.terms import STOP_WORDS
from kit.widgets.panel import Control, Panel


@pytest.fixture(scope="module")
def reading(seed):
    return kit.read(seed, quotes=key(seed, "quote"))


@pytest.fixture
def terms(reading):
    return terms_panel(reading)


def test_a_panel_shows_what_the_chart_shows(reading, terms):
    """The panel's table, words and caption are those of the chart with the same settings."""
    terms.set(rank="article", most=7, measure="rate", inflections=True)
    chart = terms_by_voice(reading, rank="article", most=7, rate=True, inflections=True, stop_words=STOP_WORDS)
    assert (terms.view["table"], terms.view["alt"], terms.view["caption"]) == (chart.table, chart.alt, chart.caption)
    hard = readability_panel(reading)
    hard.set(measure="lix", voices=["furniture", "author"])
    chart = readability_by_voice(reading, ["author", "furniture"], measure="lix")
    assert (hard.view["table"], hard.view["alt"]) == (chart.table, chart.alt)


def test_a_message_from_the_page_moves_the_controls(terms):
    """What the page sends is drawn and confirmed."""
    terms._receive(terms, {"number": 1, "settings": {"most": 6, "only": ""}})
    assert (terms.settings["most"], len(terms.view["rows"]), terms.received) == (6, 6, 1)


def test_the_latest_state_wins(terms):
    """A message that comes late does not bring back what it said."""
    terms._receive(terms, {"number": 2, "settings": {"most": 8}})
    terms._receive(terms, {"number": 1, "settings": {"most": 25}})
    assert (terms.settings["most"], terms.received) == (8, 2)


@pytest.mark.parametrize(
    "wrong", [{"most": 4}, {"most": 7.5}, {"most": True}, {"rank": "crowd"}, {"stop_words": 1}, {"colour": "red"}]
)
def test_what_a_control_cannot_say_is_refused(terms, wrong):
    """A value out of place changes nothing; the page gets a hint, and an answer."""
    before = terms.view
    with pytest.raises(ValueError, match=next(iter(wrong))):
        terms.set(**wrong)
    terms._receive(terms, {"number": 1, "settings": wrong})
    assert terms.view == before
    assert terms.hint and terms.received == 1


def test_a_panel_may_start_where_it_gives_nothing_away(reading):
    """Which voices are shown at first is the lesson's to say."""
    hard = readability_panel(reading, voices=["page"])
    assert [label for label, _ in hard.view["rows"]] == ["Page"]


def test_a_panel_may_be_shut_until_a_guess_is_made(reading):
    """Its chart would answer the question above it; the words to open it by are the lesson's to say."""
    assert terms_panel(reading, closed="Guessed? Open the count.").closed == "Guessed? Open the count."
    assert terms_panel(reading).closed == ""


def test_the_title_follows_the_controls(reading, terms):
    """What the first sentence says is what the chart shows, after each change."""
    titles = [terms.view["title"]]
    for change in ({"rank": "article"}, {"measure": "rate"}, {"only": "peaceful"}, {"stop_words": False, "only": ""}):
        terms.set(**change)
        titles.append(terms.view["title"])
    hard = readability_panel(reading)
    titles.append(hard.view["title"])
    hard.set(measure="lix")
    titles.append(hard.view["title"])
    assert len(set(titles)) == len(titles)
    assert [re.match("“(.+?)”", title)[1] for title in titles[:5]] == [
        "Global",
        "Kazakhstan",
        "Kazakhstan",
        "peaceful",
        "the",
    ]


def test_a_hint_goes_when_the_panel_can_draw_again(reading):
    """No voice is a hint and keeps the last chart; a voice is a chart again."""
    hard = readability_panel(reading)
    before = hard.view
    hard._receive(hard, {"number": 1, "settings": {"voices": []}})
    assert (hard.hint, hard.view) == ("Choose one voice or more.", before)
    hard._receive(hard, {"number": 2, "settings": {"voices": ["quoted"]}})
    assert (hard.hint, [label for label, _ in hard.view["rows"]]) == ("", ["Quoted"])


def test_too_many_terms_are_a_hint(terms):
    """A chart has room for ten named terms."""
    with pytest.raises(ValueError, match="These are 11 terms; a chart has room for 10"):
        terms.set(only=",".join("abcdefghijk"))


def test_commas_and_spaces_and_doubles_in_a_list_of_terms(terms):
    """Empty places are skipped and each term is drawn once."""
    terms.set(only=" peaceful ,, US; peaceful,")
    assert [label for label, _ in terms.view["rows"]] == ["peaceful", "US"]


def test_what_is_sent_is_plain_data(terms):
    """The state of a panel is JSON as it stands: no infinity, no object."""
    json.dumps({name: getattr(terms, name) for name in ("view", "controls", "settings")}, allow_nan=False)


def test_any_text_makes_a_panel():
    """An empty page, and one without a letter, have panels that say so."""
    for text in ("", "…", "1"):
        reading = kit.read(kit.Article.from_text(text))
        assert terms_panel(reading).view["title"]
        assert readability_panel(reading).view["title"]


def test_a_control_begins_with_a_value_it_can_have():
    """A control that contradicts itself is refused when it is made."""
    with pytest.raises(ValueError, match="control 'most': 30 is no value for it"):
        Control("most", "How many", "range", 30, bounds=(5, 25))
    with pytest.raises(ValueError, match="control 'most': kind 'knob' is not known; it is one of choice"):
        Control("most", "How many", "knob", 1)


def test_a_panel_names_the_controls_it_has(terms):
    """A wrong name says which are right."""
    assert isinstance(terms, Panel)
    with pytest.raises(ValueError, match="no control 'colour'; it has rank, measure, most"):
        terms.set(colour="red")
