"""Under the explorer: marks of one's own, kept by the text, and what was corrected in place of what was found."""

from __future__ import annotations

import pytest

import kit
from kit.activity.answers import MarksFile, ProposalsFile
from kit.lesson.explore import Explore
from kit.lesson.stages import text_sum

TEXT = "The dam held.\n\n“It is old,” said Ana Ruiz. The door slammed."


@pytest.fixture
def explore(home):
    """The explorer with a text in front, in a working folder of one's own."""
    made = Explore(kit.read(TEXT, parser=False))
    made.explorer.front = 1
    return made


def stage(explore, mode):
    """What stands on the stage in a mode."""
    explore.explorer.mode = mode
    return explore.stage.children[0]


def highlighter(explore):
    """The text to mark, with the bar above it."""
    bar, place = stage(explore, "mark").children
    return bar, place.children[0]


def words(article, annotations):
    """What annotations cover, with their labels."""
    return [(article.covered(each), each.label) for each in annotations]


def ask(widget, **asked):
    """Send what the page would, and return the last answer."""
    answers = []
    widget.send = lambda content, buffers=None: answers.append(content)
    widget._receive(widget, {"id": "1", **asked}, None)
    return answers[-1]


def test_marks_are_there_when_the_same_text_is_opened_again(explore, home):
    """By its words, from whatever file; each layer has its own."""
    bar, quotes = highlighter(explore)
    quotes.mark(15, 27, "direct")
    ask(bar, kind="layer", layer="zone")
    _, zones = highlighter(explore)
    zones.mark(0, 3, "article")
    (home / "other.txt").write_text(TEXT, encoding="utf-8")
    again = Explore(kit.read(home / "other.txt", parser=False))
    again.explorer.front = 1
    _, widget = highlighter(again)
    assert widget.annotations == quotes.annotations
    article = again.explorer.readings[0].article
    assert words(article, again.explorer.own(again.explorer.readings[0])["marks"]) == [
        ("The dam held.", "article"),
        ("“It is old,”", "direct"),
    ]


def test_marks_are_compared_with_the_program_once_there_are_any(explore):
    """It is called so, for there is no key; and back."""
    bar, quotes = highlighter(explore)
    answer = ask(bar, kind="compare")
    assert (answer["kind"], answer["said"]) == ("refused", "First mark something. A guess is fine.")
    quotes.mark(15, 27, "direct")
    assert ask(bar, kind="compare")["kind"] == "done"
    assert (list(quotes._comparison), bar.comparing) == (["program"], True)
    assert [finding["status"] for finding in quotes._comparison["program"]] == ["agree"]
    ask(quotes, kind="leave")
    assert not bar.comparing


def test_an_article_of_the_kit_has_its_key_too(home):
    """Another text under its name has none."""
    made = Explore(kit.read("ferry-bridge", parser=False))
    made.explorer.front = 1
    bar, quotes = highlighter(made)
    quotes.mark(0, 4, "scare")
    ask(bar, kind="compare")
    assert list(quotes._comparison) == ["key", "program"]
    (home / "ferry-bridge.txt").write_text(TEXT, encoding="utf-8")
    other = Explore(kit.read(home / "ferry-bridge.txt", parser=False))
    other.explorer.front = 1
    bar, quotes = highlighter(other)
    quotes.mark(0, 4, "scare")
    ask(bar, kind="compare")
    assert list(quotes._comparison) == ["program"]


@pytest.mark.parametrize("asked", [{"kind": "layer", "layer": "sentence"}, {"kind": "layer", "layer": []}, {}])
def test_what_cannot_be_marked_is_refused(explore, asked):
    """It is answered, and nothing changes."""
    bar, _ = highlighter(explore)
    assert ask(bar, **asked)["kind"] == "refused"
    assert bar.layer == "quote"


def test_what_is_corrected_is_what_the_explorer_shows_and_saves(explore):
    """What was rejected is gone, what was changed is changed, what was added is there, with whose words it is."""
    reading = explore.explorer.readings[0]
    before = words(reading.article, explore.annotations(reading))
    assert explore.explorer.own(reading)["corrected"] == []
    reviewer = stage(explore, "correct")
    layers = [each.entry.layer for each in reviewer.proposals]
    reviewer.reject(layers.index("quote"))
    reviewer.change(layers.index("claim"), label="opinion")
    start = TEXT.index("held")
    reviewer.add(start, start + 4, "loaded", "fear")
    assert explore.explorer.documents[0].get("edition") is None
    explore.explorer.mode = "read"
    corrected = explore.explorer.readings[0]
    assert explore.explorer.documents[0]["edition"] == 1
    assert list(corrected.quotes) == []
    assert corrected.claims[0].label == "opinion"
    added = corrected.loaded[0]
    assert (corrected.article.covered(added), added.attributes["voice"]) == ("held", "author")
    assert explore.explorer.own(corrected)["corrected"] == explore.annotations(corrected)
    assert len(explore.annotations(corrected)) == len(before)


def test_corrections_are_there_the_next_day(explore):
    """Whether or not the stage is opened; and the program's own reading is still what they are made on."""
    stage(explore, "correct").reject(0)
    again = Explore(kit.read(TEXT, parser=False))
    again.explorer.front = 1
    reading = again.explorer.readings[0]
    assert (
        len(again.annotations(reading))
        == len(explore.annotations(reading))
        == len(kit.find_all(kit.read(TEXT, parser=False))) - 1
    )
    assert stage(again, "correct").proposals[0].state == "rejected"
    again.explorer.mode = "read"
    assert len(stage(again, "correct").proposals) == len(stage(explore, "correct").proposals)


def test_what_the_program_finds_no_more_stays_in_the_file(explore, home):
    """With a notice; the next decision does not lose it."""
    reading = explore.explorer.readings[0]
    file = ProposalsFile("explore", f"found-{text_sum(reading.article)}", reading.article)
    reviewer = stage(explore, "correct")
    reviewer.add(0, 3, "loaded", "fear")
    old = reviewer.proposals[-1]
    lost = type(old)(old.entry, "kept", old.entry)  # found once, by an older program
    file.load()
    file.save([lost])
    again = Explore(kit.read(TEXT, parser=False))
    again.explorer.front = 1
    widget = stage(again, "correct")
    assert widget._page["notice"].startswith("The program finds one thing no more")
    widget.keep(0)
    assert file.load()[-1] == lost
    assert lost not in widget.proposals


def test_a_damaged_file_is_set_aside_and_said(explore, home):
    """Of marks and of corrections alike."""
    article = explore.explorer.readings[0].article
    for file in (
        MarksFile("explore", f"quote-{text_sum(article)}", article),
        ProposalsFile("explore", f"found-{text_sum(article)}", article),
    ):
        file.path.parent.mkdir(parents=True, exist_ok=True)
        file.path.write_bytes(b"\xff")
    _, quotes = highlighter(explore)
    assert "is damaged" in quotes._page["notice"]
    assert "is damaged" in stage(explore, "correct")._page["notice"]
    assert len(list((home / "answers" / "me" / "explore").glob("*.damaged-*"))) == 2
