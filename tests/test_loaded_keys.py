"""The keys of loaded words: complete, fair to every voice, and shown in the chart as they are."""

from __future__ import annotations

import pytest

import kit
from kit.activity.keys import key
from kit.activity.labels import LABEL_SETS
from kit.agreement.describe import describe_agreement
from kit.annotate.loaded.find import schemes
from kit.charts import loaded_along, loaded_per_thousand
from kit.readers.files import seeds

LABELS = {label.name for label in LABEL_SETS["loaded"]}
SOUND = ("ferry-bridge", "night-buses")


def mark(start, end, **attributes):
    return kit.Annotation(start, end, "loaded", "loaded-word", "key:demo", attributes=attributes)


def test_labels_are_the_analyzers():
    """Learners choose among the labels that the analyzer has, and no others."""
    assert set(schemes()) == LABELS


@pytest.mark.parametrize("slug", seeds())
def test_every_entry_has_what_it_takes(slug):
    """Each has a reason of one or two short sentences, a tier, labels that exist and a voice; traps have no wording."""
    entries = key(kit.load(slug), "loaded")
    assert entries == sorted(entries, key=lambda a: a.start)
    for entry in entries:
        about = entry.attributes
        assert about["tier"] in ("must", "accept", "trap")
        assert {entry.label, *about.get("accept", "").split()} <= LABELS
        assert 3 < len(about["why"].split()) <= 35, about["why"]
        assert ("neutral" in about) == ("strength" in about) == (about["tier"] != "trap")


@pytest.mark.parametrize("slug", seeds())
def test_voices_are_those_of_the_quotations(slug):
    """What an entry says of its voice and speaker fits the key of quotations."""
    article = kit.load(slug)
    quotes = key(article, "quote")
    quoted = kit.read(article, quotes=quotes).voices["quoted"]
    for entry in key(article, "loaded"):
        inside = any(start <= entry.start and entry.end <= end for start, end in quoted)
        assert entry.attributes["voice"] == ("quoted" if inside else "author"), article.covered(entry)
        if name := entry.attributes.get("speaker"):
            assert name in [q.attributes.get("speaker") for q in quotes if q.start <= entry.start < q.end]


def test_contested_entries_are_never_asked_for(seed):
    """What readers dispute is accepted, and no more; an official is held to the rules of the author."""
    entries = key(seed, "loaded")
    assert all(entry.attributes["tier"] == "accept" for entry in entries if "contested" in entry.attributes)
    asked = {entry.attributes["voice"] for entry in entries if entry.attributes["tier"] == "must"}
    assert asked == {"author", "quoted"}


@pytest.mark.parametrize("slug", SOUND)
def test_sound_reports_are_mostly_traps(slug):
    """In a sound report the author's own words ask for no mark, and traps are in the majority."""
    entries = key(kit.load(slug), "loaded")
    tiers = [entry.attributes["tier"] for entry in entries]
    assert tiers.count("trap") > len(tiers) / 2
    assert not [e for e in entries if (e.attributes["tier"], e.attributes["voice"]) == ("must", "author")]


def test_the_chart_counts_each_phrase_once():
    """Overlapping marks are one phrase, as strong as the strongest; traps and furniture are left out."""
    article = kit.Article.from_text("The evil regime fell.\n\n“We won the day,” Ana Ruiz said.")
    marks = [
        mark(4, 8, voice="author", strength="mild"),
        mark(4, 15, voice="author", strength="strong"),
        mark(16, 20, tier="trap"),
        mark(27, 30, voice="quoted"),
        mark(31, 34, voice="furniture"),
    ]
    reading = kit.read(article, loaded=marks)
    chart = loaded_along(reading)
    assert [row[2:] for row in chart.table] == [
        ("author, strong", "author, mild", "quoted, strong", "quoted, mild"),
        ("1", "0", "0", "0"),
        ("0", "0", "0", "1"),
        ("143", "0", "0", "250"),
    ]
    assert loaded_per_thousand(reading) == pytest.approx(1000 / 7)
    assert "quoted: 1 in 4 words" in chart.alt


def test_the_chart_sets_texts_on_one_scale(seed):
    """A sound text beside the seed has the same axes, from zero; title, words and table give the same figures."""
    page, report = (kit.read(text, loaded=key(text, "loaded")) for text in (seed, kit.load("ferry-bridge")))
    chart = loaded_along(page, report)
    panels = chart.figure.axes
    assert panels[0].get_ylim() == panels[2].get_ylim()
    assert panels[1].get_xlim() == panels[3].get_xlim()
    assert (panels[0].get_ylim()[0], panels[1].get_xlim()[0]) == (0, 0)
    rate = loaded_per_thousand(page)
    assert chart.alt.startswith(f"Loaded phrases in 1,000 of the author's own words: {rate:.0f} and 0.")
    assert "loaded is not false" in chart.caption


def test_kinds_are_told_apart_without_colour(seed):
    """Quoted is hatched and the author is not; strong is darker than mild."""
    from matplotlib.colors import to_rgb

    from kit.charts.loaded import LOOKS

    assert [kind for kind, look in LOOKS.items() if "hatch" in look] == [("quoted", "strong"), ("quoted", "mild")]
    value = {
        kind: sum(w * c for w, c in zip((0.3, 0.6, 0.1), to_rgb(look["facecolor"]), strict=True))
        for kind, look in LOOKS.items()
    }
    assert all(value[voice, "strong"] + 0.3 < value[voice, "mild"] for voice in ("author", "quoted"))


def test_no_text_is_no_chart():
    """Nothing to draw is refused, and a voice without words has no rate."""
    with pytest.raises(ValueError, match="no paragraph to draw"):
        loaded_along()
    with pytest.raises(ValueError, match="no paragraph to draw"):
        loaded_along(kit.read(kit.Article.from_text("")))
    assert loaded_per_thousand(kit.read("It rained all day."), "quoted") is None


def test_agreement_is_said_and_what_is_undefined_too():
    """Labels and traps do not count, what a key accepts is let be, and undefined is said with its reason."""
    article = kit.Article.from_text("One two three four five six.")
    entries = [mark(0, 3), mark(4, 7, tier="accept"), mark(8, 13, tier="trap")]
    assert describe_agreement(article, {"you": [mark(0, 7)], "the key": entries}) == "You and the key: 1.00"
    nothing = describe_agreement(article, {"you": [], "the key": [], "the program": []}).split("\n\n")
    assert [line.partition(":")[0] for line in nothing] == [
        "You and the key",
        "You and the program",
        "The key and the program",
        "All together",
    ]
    assert all("undefined. All ratings are the same" in line for line in nothing)
