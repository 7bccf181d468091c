"""The kit's lessons on another article: written once, with a key where there is one, and the way there."""

from __future__ import annotations

import json

import pytest

from kit import edition
from kit.activity.lesson_file import read_lesson
from kit.agreement.units import tier
from kit.lesson import Lesson
from kit.making.another import Again, another
from kit.making.made import lesson_in
from kit.making.pack import pack
from kit.making.parts import LIKE
from kit.readers import load, parse_text
from kit.widgets.another import Another

TEXT = """The library will stay open until ten

The library in Tarn will stay open until ten from May, the town said on Monday.

"We have asked every school," said Ana Ruiz, who runs it. "Most pupils want to read in the evening." The mayor said the
town would pay for two more people at the desk. Nobody has to pay to come in.

"It is too dear," said Bo Lind of the taxpayers' club. He wants the town to ask all who live there. The vote is in June,
and the new hours begin in May. The town has had one library since 1902, and it will have no second one soon.

Ana Ruiz thinks that the hours will stay. Bo Lind does not. Both will speak at the meeting on Tuesday.
"""


@pytest.mark.parametrize("lesson", LIKE)
def test_a_lesson_of_the_kit_on_another_of_its_articles(lesson, home):
    """It stands among lessons of one's own, can be read and packed, and goes by that article's key."""
    again = another(lesson, "skate-park")
    folder = home / "my-lessons" / f"{lesson[:2]}-skate-park"
    assert again.notebook == folder / f"{folder.name}.ipynb"
    assert again.title == f"{read_lesson(lesson).title} – Keep the skate park open"
    assert (again.has_key, again.new, lesson_in(folder)) == (True, True, folder.name)
    made = read_lesson(folder.name, folder=folder)
    compared = [activity for activity in made.activities.values() if activity.kind in ("mark", "sources", "claims")]
    assert {activity.reference for activity in compared} <= {"key"}
    for activity in compared:
        assert any(tier(entry) == "must" for entry in activity.entries), activity.name
    assert str(home).encode() not in pack(folder)
    assert not [path for path in folder.iterdir() if path.is_file() and str(home) in path.read_text(encoding="utf-8")]


def test_what_is_marked_is_what_the_lesson_is_about(home):
    """A passage with claims for the one, with words that push for the other, of the article that has both."""
    for lesson, layer in (("03-what-is-claimed", "claim"), ("04-words-that-push", "loaded")):
        again = another(lesson, "csto-kazakhstan")
        made = read_lesson(again.notebook.stem, folder=again.notebook.parent)
        marked = next(activity for activity in made.activities.values() if activity.layer == layer)
        assert sum(tier(entry) == "must" for entry in marked.entries) >= 3


def test_an_article_that_nobody_has_a_key_for_is_compared_with_the_program(home):
    """And the lesson calls that a second reader, and nothing a key."""
    again = another("02-who-is-speaking", parse_text(TEXT))
    made = read_lesson(again.notebook.stem, folder=again.notebook.parent)
    marks = [activity for activity in made.activities.values() if activity.kind == "mark"]
    assert marks and {activity.reference for activity in marks} == {"program"}
    assert (again.has_key, list(again.notebook.parent.glob("*.key.jsonl"))) == (False, [])
    notebook = again.notebook.read_text(encoding="utf-8")
    assert "There is no key" in notebook and "second reader" in notebook


def test_a_browser_gets_the_zip_itself_and_one_that_keeps_nothing_no_lesson_to_open(home, monkeypatch):
    """No server has the file there: its bytes go beside the answer, as on a computer where it is goes in it."""
    asked = Another(lambda what: another("02-who-is-speaking", what))
    sent = []
    monkeypatch.setattr(asked, "send", lambda content, buffers=None: sent.append((content, buffers)))
    for where, opens in (("desktop", True), ("browser", True), ("memory", False)):
        monkeypatch.setattr(edition, "IN_BROWSER", where != "desktop")
        monkeypatch.setenv("KIT_STORE", "memory" if where == "memory" else "")
        asked._receive(asked, {"id": "a:1", "ask": "open", "own": "night-buses"}, [])
        made = sent[-1][0]["data"]
        assert bool(made["notebook"]) is opens
        asked._receive(asked, {"id": "a:2", "ask": "pack", "name": made["name"]}, [])
        content, buffers = sent[-1]
        zipped = home / "my-lessons" / f"{made['name']}.zip"
        assert (content["kind"], content["data"]["key"]) == ("done", True)
        assert content["data"]["file"].endswith(zipped.name)
        assert buffers == (None if where == "desktop" else [zipped.read_bytes()])


def test_the_same_article_twice_is_the_same_lesson_and_stays(home):
    """Pasted or from a file, and with what a teacher has changed in it; another lesson, or article, is another."""
    first = another("02-who-is-speaking", parse_text(TEXT))
    (first.notebook.parent / f"{first.notebook.stem}.plan.md").write_text("mine", encoding="utf-8")
    before = {path: path.read_bytes() for path in first.notebook.parent.iterdir() if path.is_file()}
    (home / "library.txt").write_text(TEXT, encoding="utf-8")
    again = another("02-who-is-speaking", load(home / "library.txt"))
    assert again == first._replace(new=False)
    assert {path: path.read_bytes() for path in before} == before
    others = [
        another("03-what-is-claimed", parse_text(TEXT)),
        another("02-who-is-speaking", parse_text(f"{TEXT}More.")),
    ]
    assert len({first.notebook, *(other.notebook for other in others)}) == 3


def test_an_article_that_does_not_suit_is_refused_and_leaves_nothing(home):
    """In words for a person; no half of a lesson is there."""
    with pytest.raises(ValueError, match=r"“Words that push” cannot be made of this article: .*Choose another"):
        another("04-words-that-push", parse_text("It rained. It rained all day."))
    assert not list(home.glob("my-lessons/*/*"))


@pytest.mark.parametrize("title", ["", "CON", "新闻", "../../x", "A" * 500, "$x$ <b>it</b>"])
def test_no_title_leads_elsewhere(title, home):
    """The name of the lesson is a plain one, whatever the article is called."""
    again = another("05-counting-carefully", parse_text(f"{title}\n\n{TEXT}"))
    assert again.notebook.parent.parent == home / "my-lessons"
    assert len(again.notebook.stem) <= 40


# The widget


class Page:
    """What stands in for the page of the widget: what it is told, in order."""

    def __init__(self, make, monkeypatch):
        self.told = []
        self.widget = Another(make)
        monkeypatch.setattr(self.widget, "send", lambda content, buffers=None: self.told.append(content))

    def ask(self, buffers=(), **asked):
        self.widget._receive(None, {"id": "1", **asked}, list(buffers))
        return self.told[-1]


def test_the_page_is_told_of_each_step_and_of_the_way(home, monkeypatch):
    """The title while it is made; then where the notebook lies, as seen from the lesson that asked."""
    monkeypatch.chdir(home)
    made = []
    page = Page(lambda what: made.append(what) or another("02-who-is-speaking", what), monkeypatch)
    done = page.ask(ask="open", own="night-buses")
    assert made == ["night-buses"]
    assert page.told[0] == {
        "id": "1",
        "kind": "progress",
        "data": {"title": "Night buses to run until two on weekends from May"},
    }
    assert done["kind"] == "done"
    assert done["data"]["notebook"] == "my-lessons/02-night-buses/02-night-buses.ipynb"
    assert (done["data"]["key"], done["data"]["new"]) == (True, True)
    packed = page.ask(ask="pack", name=done["data"]["name"])
    assert packed["data"] == {"file": "my-lessons/02-night-buses.zip", "key": True}
    assert (home / "my-lessons" / "02-night-buses.zip").read_bytes()[:2] == b"PK"


def test_a_file_comes_in_pieces_and_pasted_text_as_it_is(home, monkeypatch):
    """Nothing is made before the last piece; both are the same article."""
    monkeypatch.chdir(home)
    page = Page(lambda what: another("02-who-is-speaking", what), monkeypatch)
    data = TEXT.encode("utf-8")
    assert page.ask([data[:300]], ask="open", file="library.txt", piece=0, pieces=2)["data"] is None
    by_file = page.ask([data[300:]], ask="open", file="library.txt", piece=1, pieces=2)["data"]
    by_paste = page.ask(ask="open", text=TEXT)["data"]
    assert (by_file["new"], by_paste) == (True, {**by_file, "new": False})
    assert json.loads((home / by_file["notebook"]).read_text(encoding="utf-8"))["metadata"]["kit"]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"ask": "open", "text": "  "}, "nothing to read"),
        ({"ask": "open", "file": "song.mp3", "piece": 0, "pieces": 1}, "song.mp3 cannot be read"),
        ({"ask": "open", "own": "../../etc"}, "nothing to read"),
        ({"ask": "pack", "name": "../.."}, "'pack' cannot be asked"),
        ({"ask": "open", "text": "It rained."}, "does not suit"),
    ],
)
def test_what_cannot_be_is_said_to_the_page(asked, said, home, monkeypatch):
    """And it is answered in any case."""

    def refuse(what):
        raise ValueError("It does not suit.")

    answer = Page(refuse, monkeypatch).ask(**asked)
    assert answer["kind"] == "refused" and said in answer["said"]


def test_a_fault_of_the_program_is_said_and_raised(home, monkeypatch):
    """The page does not wait for ever."""

    def fail(what):
        raise RuntimeError("odd")

    page = Page(fail, monkeypatch)
    with pytest.raises(RuntimeError, match="odd"):
        page.ask(ask="open", own="night-buses")
    assert page.told[-1]["kind"] == "refused" and "Nothing else has changed" in page.told[-1]["said"]


def test_a_lesson_offers_itself_on_another_article(home, monkeypatch):
    """Each of the kit's makes its own lesson anew."""
    monkeypatch.chdir(home)
    widget = Lesson("03-what-is-claimed").another()
    assert ("skate-park", "Keep the skate park open") in [(own["name"], own["title"]) for own in widget.offers["own"]]
    made: Again = widget._make("skate-park")
    assert made.notebook.stem == "03-skate-park"
