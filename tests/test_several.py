"""Several articles on the same scales."""

from __future__ import annotations

import json
from math import isclose

import pytest

import kit
from kit.charts import loaded_per_thousand
from kit.terms import STOP_WORDS, keyness
from kit.views import VIEWS_OF_SEVERAL, beside

CSTO, FERRY, SKATE, BUSES = (
    kit.read(name, parser=False) for name in ("csto-kazakhstan", "ferry-bridge", "skate-park", "night-buses")
)


@pytest.fixture(scope="module")
def pair():
    """Two articles side by side."""
    return beside([CSTO, FERRY])


def test_keyness_is_that_of_the_kit_and_says_who_has_more(pair):
    """Counts, intervals and what holds up are those of ``keyness``; a bound that is infinite is none."""
    found = {key.term: key for key in keyness(CSTO, FERRY, stop_words=STOP_WORDS)}
    rows = pair["keyness"]["rows"]
    assert [row["term"] for row in rows] == [key.term for key in list(found.values())[: len(rows)]]
    for row in rows:
        key = found[row["term"]]
        assert (row["counts"], row["value"], row["holds"]) == (
            [key.count, key.reference_count],
            key.log_ratio,
            bool(key.lrc),
        )
        assert row["more"] == (0 if key.log_ratio > 0 else 1)
    said, kazakhstan = rows[0], rows[1]
    assert (said["term"], said["more"], said["times"], said["holds"]) == ("said", 1, "16.3×", True)
    assert (kazakhstan["high"], kazakhstan["interval"][1], kazakhstan["holds"]) == (None, "no limit", False)
    assert pair["keyness"]["compared"] + pair["keyness"]["rare"] == len(found)
    assert pair["keyness"]["ticks"] == [-tick for tick in reversed(pair["keyness"]["ticks"])]


def test_the_two_turned_round_have_the_same_figures_on_the_other_side(pair):
    """No article is the measure of the other."""
    turned = {row["term"]: row for row in beside([FERRY, CSTO])["keyness"]["rows"]}
    for row in pair["keyness"]["rows"]:
        other = turned[row["term"]]
        assert isclose(other["value"], -row["value"]) and other["more"] == 1 - row["more"]
        assert (other["times"], other["interval"]) == (row["times"], row["interval"])


def test_places_are_where_the_words_stand(pair):
    """What is clicked is shown in both: each key has its places in each text."""
    for reading, article, side in ((CSTO, pair["articles"][0], 0), (FERRY, pair["articles"][1], 1)):
        for row in pair["keyness"]["rows"]:
            places = article["places"].get(row["key"], [])
            assert len(places) == row["counts"][side]
            assert {reading.article.covered(span).casefold() for span in places} <= {row["term"].casefold()}
        quoted = [span for speaker in article["speakers"] for span in article["places"][speaker["key"]]]
        assert sorted(quoted) == sorted(quote.span for source in reading.sources for quote in source.quotes)
        claims = [span for key, spans in article["places"].items() if key.startswith("kind:") for span in spans]
        own = [claim.span for claim in reading.claims if claim.attributes.get("voice") != "quoted"]
        assert sorted(claims) == sorted(own)


def test_all_stand_on_one_scale():
    """Four articles: a cell for each in every row, and no figure beyond the ends of the scale; sums are wholes."""
    readings = [CSTO, FERRY, SKATE, BUSES]
    shown = beside(readings, measure="lix")
    parts = [shown["terms"], shown["readability"], shown["speakers"], *shown["claims"].values(), shown["loaded"]]
    for part in parts:
        for row in part["rows"]:
            assert len(row["cells"]) == 4
            ends = [cell.get(end) for cell in row["cells"] for end in ("value", "low", "high")]
            assert all(part["ticks"][0] <= end <= part["ticks"][-1] for end in ends if end is not None)
    for part in (shown["speakers"], *shown["claims"].values()):
        for at in range(4):
            assert isclose(sum(row["cells"][at]["value"] for row in part["rows"]), 100)
    rates = [cell["value"] for cell in shown["loaded"]["rows"][0]["cells"]]
    assert rates == [loaded_per_thousand(reading) for reading in readings]
    score = CSTO.readability("author")["lix"]
    cell = shown["readability"]["rows"][0]["cells"][0]
    assert (cell["value"], cell["low"], cell["high"]) == (score.value, score.low, score.high)
    json.dumps(shown, allow_nan=False)  # what a message can hold


def test_what_is_not_there_is_none_and_no_zero():
    """A question claims no fact; a text without words has no share of anything."""
    shown = beside([kit.read("Who knows?\n"), kit.read("!\n"), SKATE], pair=[0, 1])
    assert [cell["value"] for cell in shown["claims"]["kinds"]["rows"][0]["cells"]][:2] == [0.0, None]
    assert [cell["value"] for cell in shown["loaded"]["rows"][0]["cells"]][:2] == [0.0, None]
    assert [cell["value"] for cell in shown["speakers"]["rows"][0]["cells"]][:2] == [100.0, None]
    assert [cell["value"] for cell in shown["readability"]["rows"][1]["cells"]][:2] == [None, None]
    assert shown["loaded"]["told"] is None
    assert shown["keyness"]["rows"] == []


@pytest.mark.parametrize(
    ("readings", "given", "said"),
    [
        ([SKATE], {}, "1 articles cannot be set side by side; choose 2 to 4"),
        ([SKATE] * 5, {}, "5 articles"),
        ([SKATE, BUSES], {"pair": [0, 0]}, "pair is"),
        ([SKATE, BUSES], {"pair": [0, 2]}, "from 0 to 1"),
        ([SKATE, BUSES], {"pair": 7}, "pair is 7"),
        ([SKATE, BUSES], {"measure": "wit"}, "measure is 'wit'"),
        ([SKATE, BUSES], {"stop_words": "no"}, "stop_words"),
        ([SKATE, BUSES], {"verdict": True}, "cannot be asked for 'verdict'"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(readings, given, said):
    """The bad value is named, and what would do."""
    with pytest.raises(ValueError, match=said):
        VIEWS_OF_SEVERAL["beside"](readings, **given)
