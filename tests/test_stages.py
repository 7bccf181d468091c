"""Under the explorer: marks of one's own, kept by the text, and what was corrected in place of what was found."""

from __future__ import annotations

import pytest

import kit
from kit.activity.answers import MarksFile, ProposalsFile
from kit.activity.learners import set_learner
from kit.lesson.explore import Explore
from kit.views import document

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


def test_two_learners_have_their_own_and_what_is_open_stays_whose_it_was(home):
    """Marks and corrections, on the stage and in what is saved."""
    made = {}
    for name in ("Ana", "Ben"):
        set_learner(name)
        made[name] = Explore(kit.read(TEXT, parser=False), kit.read("It rained.", parser=False))
        made[name].explorer.front = 1
    _, quotes = highlighter(made["Ana"])
    quotes.mark(15, 27, "direct")
    stage(made["Ana"], "correct").reject(0)
    reading, other = made["Ana"].explorer.readings
    assert [each.annotator for each in made["Ana"].explorer.own(reading)["marks"]] == ["learner:ana"]
    assert len(made["Ana"].explorer.own(reading)["corrected"]) == len(made["Ana"].explorer.own(reading)["found"]) - 1
    assert made["Ana"].explorer.own(other) == {"marks": []}  # another article
    assert made["Ben"].explorer.own(made["Ben"].explorer.readings[0]) == {"marks": []}
    _, quotes = highlighter(made["Ben"])
    assert not quotes.annotations


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
    assert list(quotes._comparison) == ["program", "key"]
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
    assert "corrected" not in explore.explorer.own(reading)
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
    own = explore.explorer.own(corrected)
    assert own["corrected"] == [each for each in explore.annotations(corrected) if each.layer != "sentence"]
    assert len(explore.annotations(corrected)) == len(before)
    assert (len(own["found"]), own["found"][0].label) == (len(own["corrected"]), reading.zones[0].label)


def test_the_page_is_behind_until_it_asks_whoever_else_asked_meanwhile(explore):
    """What a cell or the export looks at while one corrects is no reason for the page to stay as it was."""
    reading = explore.explorer.readings[0]
    reviewer = stage(explore, "correct")
    reviewer.change([each.entry.layer for each in reviewer.proposals].index("claim"), label="opinion")
    assert "opinion" in [label for _, label in words(reading.article, explore.annotations(reading))]
    assert explore.explorer.own(reading)["corrected"]
    explore.explorer.mode = "read"
    assert explore.explorer.documents[0]["edition"] == 1
    assert explore.explorer.readings[0].claims[0].label == "opinion"
    explore.explorer.mode = "correct"
    explore.explorer.mode = "read"
    assert explore.explorer.documents[0]["edition"] == 1


def test_a_block_whose_label_was_rejected_has_no_label_and_is_the_articles_but_nobodys(explore):
    """It is shown, with why, and counted; what is quoted in it is quoted; and it is no annotation."""
    reviewer = stage(explore, "correct")
    zones = [n for n, each in enumerate(reviewer.proposals) if each.entry.layer == "zone"]
    before = document(explore.explorer.readings[0])
    reviewer.reject(zones[1])
    explore.explorer.mode = "read"
    corrected = explore.explorer.readings[0]
    shown = document(corrected)
    assert [(zone["label"], zone["furniture"]) for zone in shown["zones"]][1] == ("no label", False)
    assert shown["zones"][1]["attributes"]["why"].startswith("Its label was rejected")
    assert shown["words"] == before["words"]
    assert shown["counts"]["quoted"] == before["counts"]["quoted"] == 3
    assert shown["counts"]["author"] == before["counts"]["author"] - 6
    assert corrected.article.text[-6:-1] in corrected._repr_html_()
    labels = [each.label for each in explore.annotations(corrected) if each.layer == "zone"]
    assert labels == [reviewer.proposals[zones[0]].entry.label]
    stage(explore, "correct").change(zones[1], label="navigation")
    explore.explorer.mode = "read"
    assert document(explore.explorer.readings[0])["zones"][1]["furniture"]


def test_whose_words_claims_are_follows_the_quotations(home):
    """Where it is no quotation, what is said in it is the author's, and no speaker's."""
    explore = Explore(
        kit.read("It rained.\n\n“It is a shameful disgrace and it will fail,” said Ana Ruiz.", parser=False)
    )
    explore.explorer.front = 1
    reviewer = stage(explore, "correct")
    quoted = [each.entry for each in reviewer.proposals if each.entry.attributes.get("voice") == "quoted"]
    assert {each.layer for each in quoted} == {"loaded"}
    reviewer.reject([each.entry.layer for each in reviewer.proposals].index("quote"))
    explore.explorer.mode = "read"
    reading = explore.explorer.readings[0]
    spans = {each.span for each in quoted}
    now = [each.attributes for each in (*reading.claims, *reading.loaded) if each.span in spans]
    assert [(each["voice"], "speaker" in each) for each in now] == [("author", False)] * len(quoted)


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
    file = ProposalsFile("explore", f"found-{reading.article.text_sum}", reading.article)
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
        MarksFile("explore", f"quote-{article.text_sum}", article),
        ProposalsFile("explore", f"found-{article.text_sum}", article),
    ):
        file.path.parent.mkdir(parents=True, exist_ok=True)
        file.path.write_bytes(b"\xff")
    _, quotes = highlighter(explore)
    assert "is damaged" in quotes._page["notice"]
    assert "is damaged" in stage(explore, "correct")._page["notice"]
    assert len(list((home / "answers" / "me" / "explore").glob("*.damaged-*"))) == 2
