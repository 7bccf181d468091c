"""The panel that makes a lesson: what its page asks and hears, what is on the disk at each step, what is refused."""

from __future__ import annotations

import shutil
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

import kit
from kit.activity.lesson_file import read_lesson
from kit.lesson.maker import lesson_maker
from kit.making import propose
from kit.making.drafts import call
from kit.making.parts import PARTS
from kit.making.saved import load_draft
from kit.readers.files import Received
from kit.widgets import maker as module
from kit.widgets.explorer_cards import save_card
from kit.widgets.maker import Maker
from kit.widgets.maker_changes import changed

PAGE = Path(__file__).parent / "pages" / "opinion_entities.html"
NAME = "let-the-old-mill-stand"


class Page:
    """What stands before a maker: it asks, and hears answers, the last one last."""

    def __init__(self, maker: Maker) -> None:
        self.maker, self.heard = maker, []
        maker.send = lambda content, buffers=None: self.heard.append(content)

    def ask(self, asked, /, *buffers, **more):
        self.maker._receive(self.maker, {"id": "1", "ask": asked, **more}, list(buffers))
        assert self.heard[-1]["kind"] == "done", self.heard[-1]
        return self.heard[-1]["data"]

    def refused(self, asked, /, **more):
        self.maker._receive(self.maker, {"id": "2", "ask": asked, **more}, [])
        assert (self.heard[-1]["id"], self.heard[-1]["kind"]) == ("2", "refused")
        return self.heard[-1]["said"]

    def change(self, what, value):
        self.ask("change", what=what, value=value)

    def open(self, step):
        self.ask("step", step=step)
        return self.maker.state["body"]

    def head(self, step):
        return next(head for head in self.maker.state["heads"] if head["name"] == step)


@pytest.fixture
def page(home, monkeypatch):
    """A maker with a draft of a saved page, read without the parser, which takes longer to load than all of this."""
    monkeypatch.setattr(propose, "draft", partial(propose.draft, parser=False))
    page = Page(Maker())
    page.ask("open", PAGE.read_bytes(), file="mill.html", piece=0, pieces=1)
    return page


def test_a_file_that_comes_in_pieces_is_in_the_draft_as_it_came(page, home):
    """Its bytes, and the step that comes first with something to do in it."""
    assert (home / "my-lessons" / NAME / "draft" / f"{NAME}-article.html").read_bytes() == PAGE.read_bytes()
    assert page.heard[0] == {"id": "1", "kind": "progress", "data": {"step": "open"}}
    assert (page.maker.state["step"], page.maker.state["name"]) == ("card", NAME)
    assert "When I was nine" in "\n".join(page.maker.blocks)
    half = Page(Maker())
    assert half.ask("open", b"<p>It", file="rain.html", piece=0, pieces=2) is None
    assert half.maker.state == {}


def test_a_page_that_was_opened_for_a_draft_begins_with_it(page):
    """The panel takes it up and says that the page begins there; the next one is as ever."""
    call(NAME)
    opened = lesson_maker()
    assert (opened.leads, opened.draft.name, opened.state["step"]) == (True, NAME, "card")
    assert (lesson_maker().leads, lesson_maker().draft) == (False, None)


def test_what_may_be_shared_follows_the_notice(page):
    """At once, and on the disk."""
    assert page.maker.state["body"]["sharing"].startswith("No licence is known")
    page.change("card", {"notice": "CC BY 4.0", "url": "https://echo.example/mill"})
    assert page.maker.state["body"]["sharing"].startswith("You may share the lesson.")
    assert page.head("card")["done"]
    assert load_draft(NAME).article.card.notice == "CC BY 4.0"


def test_a_passage_is_chosen_moved_and_given_up(page):
    """Its hard words go with it, but for those that have a meaning; the text is counted by blocks."""
    body = page.open("passage")
    assert body["rows"][0]["chosen"]
    page.change("glossary", [["council", "who runs a town"], ["retail", ""]])
    first, last = body["at"]
    page.change("blocks", [first, last - 1])
    body = page.maker.state["body"]
    assert (body["at"], body["rows"][0]["own"], body["rows"][0]["chosen"]) == ([first, last - 1], True, True)
    page.change("passage", None)
    assert (page.maker.state["body"]["whole"], page.maker.state["body"]["at"]) == (True, None)
    assert page.maker.draft.glossary["council"] == "who runs a town"
    page.change("level", 5)
    assert load_draft(NAME).level == 5
    assert "none from 0 to 999" in page.refused("change", what="blocks", value=[0, 999])
    assert page.maker.draft.passage is None


def test_parts_have_minutes_that_make_the_sum(page):
    """Of those that are chosen, with the opening; a lesson without a part is refused, and what was chosen stays."""
    body = page.open("parts")
    chosen = [row for row in body["rows"] if row["chosen"]]
    assert body["sum"] == body["start"] + sum(row["minutes"] for row in chosen)
    assert page.head("parts")["said"] == f"{len(chosen)} parts, {body['sum']} minutes"
    page.change("parts", ["predict", "speech", "exit"])
    assert page.maker.state["body"]["sum"] < body["sum"]
    assert all(row["minutes"] > 0 for row in page.maker.state["body"]["rows"] if not row["lacks"])
    assert [row["name"] for row in body["rows"]] == list(PARTS)
    assert "needs a part" in page.refused("change", what="parts", value=[])
    assert page.maker.draft.parts == ("predict", "speech", "exit")


def test_the_key_is_decided_in_a_reviewer_and_saved_with_each_key(page):
    """Only what the parts go by, in the passage; what else was found stays. Another passage has another reviewer."""
    page.change("parts", ["predict", "speech", "exit"])
    found = len(page.maker.draft.proposals)
    body = page.open("key")
    reviewer = page.maker.reviewer
    assert {each.entry.layer for each in reviewer.proposals} == {"quote"}
    assert body["layers"][0]["left"] == f"{len(reviewer.proposals)} to decide"
    reviewer.keep(0)
    assert len(load_draft(NAME).proposals) == found
    assert [entry.layer for entry in load_draft(NAME).key] == ["quote"]
    assert page.maker.state["body"]["layers"][0]["said"] == "Learners compare with your key, 1 entry."
    page.open("card")
    page.open("key")
    assert page.maker.reviewer is reviewer
    page.change("passage", None)
    page.open("key")
    assert page.maker.reviewer is not reviewer
    assert [each.state for each in page.maker.reviewer.proposals].count("kept") == 1
    page.change("parts", ["predict", "exit"])
    page.open("key")
    assert (page.maker.reviewer, page.maker.state["body"]["layers"]) == (None, [])


def test_what_the_disk_refuses_is_said_and_saved_with_the_next_change(page, monkeypatch):
    """Nothing is lost: the page has it, and so has the disk once it can."""
    save = module.save_draft

    def full(draft):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module, "save_draft", full)
    page.change("title", "The mill")
    assert page.maker.state["failed"]
    assert "No space left on device" in page.maker.state["saved"]
    page.open("key")
    page.maker.reviewer._receive(None, {"id": "9", "kind": "keep", "number": 0}, [])
    assert page.maker.reviewer._state["failed"]
    monkeypatch.setattr(module, "save_draft", save)
    page.change("level", 7)
    assert not page.maker.state["failed"]
    assert (load_draft(NAME).title, len(load_draft(NAME).key)) == ("The mill", 1)


def test_notes_and_words_stand_in_the_draft(page):
    """A word has its sentence, can be struck out, and must stand in the article."""
    body = page.open("before")
    words = {row["word"]: row["sentence"] for row in body["words"]}
    assert words == {
        "retail": "In its place would come forty-two flats & a “retail unit,” which is a shop with no shop in it."
    }
    page.change("glossary", [["council", "who runs a town"]])
    assert set(page.maker.state["body"]["struck"]) == words.keys() - {"council"}
    page.change("background", [["What is a weir?", "A low dam.", ""], ["", "", ""]])
    assert page.maker.state["body"]["notes"] == [["What is a weir?", "A low dam.", ""]]
    said = page.refused("change", what="glossary", value=[["zebra", ""]])
    assert said.startswith("'zebra' does not stand in the article")
    assert load_draft(NAME).glossary == {"council": "who runs a town"}


def test_a_lesson_is_made_packed_and_made_again(page, home, monkeypatch):
    """Each problem names its step; what was changed by hand is set aside, and said."""
    monkeypatch.chdir(home)
    body = page.open("make")
    assert {problem["step"] for problem in body["problems"]} == {"key", "before", "card"}
    assert body["made"] is None
    page.change("name", "mill")
    assert not (home / "my-lessons" / NAME).exists()
    assert page.ask("make") == {"aside": []}
    made = page.maker.state["body"]["made"]
    assert (made["notebook"], made["stale"]) == ("my-lessons/mill/mill.ipynb", False)
    folder = home / "my-lessons" / "mill"
    assert read_lesson("mill", folder=folder).title == "Let the old mill stand"
    assert all((home / made[what]).exists() for what in ("notebook", "handout", "plan"))
    assert page.ask("pack") == {"file": "my-lessons/mill.zip", "key": False}
    assert "its name stays 'mill'" in page.refused("change", what="name", value="weir")

    (folder / "mill.plan.md").write_text("My plan.", encoding="utf-8")
    page.change("title", "Stand, mill")
    assert page.maker.state["body"]["made"]["stale"]
    assert page.ask("make") == {"aside": ["mill.plan (changed).md"]}
    assert (folder / "mill.plan (changed).md").read_text(encoding="utf-8") == "My plan."


def test_a_draft_waits_and_is_taken_up(page):
    """In another maker, as after a dead kernel; the same article is that draft, and no second one."""
    page.change("card", {"notice": "CC BY 4.0"})
    later = Page(Maker())
    assert [(each["name"], each["title"]) for each in later.maker.drafts] == [(NAME, "Let the old mill stand")]
    later.ask("go-on", name=NAME)
    assert later.maker.draft == page.maker.draft
    assert later.ask("open", PAGE.read_bytes(), file="again.html", piece=0, pieces=1) == {"new": False}
    later.ask("leave")
    assert (later.maker.state, later.maker.draft) == ({}, None)


def test_the_article_in_front_comes_with_its_bytes_and_its_card(home, monkeypatch):
    """A file that the explorer opened, and what was corrected there."""
    monkeypatch.setattr(propose, "draft", partial(propose.draft, parser=False))
    explore = kit.explore()
    page = Page(lesson_maker(explore))
    assert page.maker.front == ""
    assert "No article is open" in page.refused("front")
    explorer, article = explore.explorer, kit.load(Path(shutil.copy(PAGE, home)))
    assert save_card(replace(article, card=replace(article.card, author="Ana Ruiz")))  # as it was corrected
    explorer.send = lambda content, buffers=None: None
    about = {"id": "1", "ask": "open", "file": "mill.html", "piece": 0, "pieces": 1}
    explorer._receive(explorer, about, [PAGE.read_bytes()])
    explorer.front = 1
    assert page.maker.front == "Let the old mill stand"
    assert isinstance(explorer.source_in_front, Received)
    assert page.ask("front") == {"new": True}
    assert page.maker.draft.data == PAGE.read_bytes()
    assert load_draft(NAME).article.card.author == "Ana Ruiz"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"ask": "step", "step": "nowhere"}, "there is no step 'nowhere'"),
        ({"ask": "make"}, "there is no draft yet"),
        ({"ask": "change", "what": "title", "value": 1}, "there is no draft yet"),
        ({"ask": "dance"}, "'dance' cannot be asked"),
        ({"ask": "go-on", "name": "none"}, "there is no draft of a lesson 'none'"),
        ({"ask": "open", "file": "mill.png", "piece": 0, "pieces": 1}, "mill.png cannot be read"),
    ],
)
def test_what_cannot_be_is_said(home, asked, said):
    """In words for a person, whatever a page sends."""
    page = Page(Maker())
    name = asked.pop("ask")
    assert said in page.refused(name, **asked)


def test_what_cannot_be_changed_is_said(home):
    """A thing that a draft does not have, and a value that cannot be read."""
    made = propose.draft("ferry-bridge", parser=False)
    with pytest.raises(ValueError, match="'spin' cannot be changed; there are title, name, card"):
        changed(made, "spin", 1)
    with pytest.raises(ValueError, match="invalid literal"):
        changed(made, "passage", "all of it")
