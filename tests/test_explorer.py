"""The explorer's side of Python: what it opens, what it answers, what it keeps."""

from __future__ import annotations

import ast
import json
import zlib

import nbformat
import pytest

import kit
from kit import edition
from kit.activity.lesson_file import lesson_folder
from kit.annotate.quotes.find import find_quotes
from kit.readers.files import MOST
from kit.widgets import explorer_opening, explorer_parser
from kit.widgets.explorer import Explorer

NOTE = "Dam is old\n\nBy Ana Ruiz\n\nThe dam held. “It is a disgrace,” said Tom Reyes.\n\nShare this page"


@pytest.fixture
def closer(monkeypatch):
    """A parser that takes no time to load, and finds what patterns do, but for the first quotation."""
    monkeypatch.setattr(
        kit.reading, "find_quotes", lambda article, parser: find_quotes(article, parser=False)[parser is None :]
    )
    monkeypatch.setattr(explorer_parser, "parser_ready", lambda: True)
    monkeypatch.setattr(explorer_parser, "load_parser", lambda: None)
    explorer_parser.load_early.cache_clear()
    yield
    explorer_parser.load_early.cache_clear()


@pytest.fixture
def patterns(monkeypatch):
    """No parser: its model takes seconds to load."""
    monkeypatch.setattr(explorer_parser, "parser_ready", lambda: False)
    monkeypatch.setattr(kit.reading, "find_quotes", lambda article, parser: find_quotes(article, parser=False))


@pytest.fixture
def ask(home, patterns):
    """An explorer, and what its page hears when it asks: all answers, the last one last."""
    explorer = Explorer()

    def asked(name, *buffers, **more):
        heard = []

        def send(content, buffers=None):
            document = {"document": json.loads(zlib.decompress(buffers[0]))} if buffers else {}
            heard.append({**content, "data": {**content["data"], **document}} if buffers else content)

        explorer.send = send
        explorer._receive(explorer, {"id": "1", "ask": name, **more}, list(buffers))
        assert {each["id"] for each in heard} == {more.get("id", "1")}
        return heard

    asked.explorer = explorer
    return asked


def refused(heard):
    assert heard[-1]["kind"] == "refused"
    return heard[-1]["said"]


def test_text_is_opened_and_shown_layer_by_layer(ask):
    """The text with its zones comes first, then each layer is named, and all of it at the end, in numbers of words."""
    assert ask("open", text=NOTE)[-1] == {"id": "1", "kind": "done", "data": 1}
    assert ask.explorer.documents == [{"id": 1, "title": "Dam is old", "words": 19}]
    *steps, done = ask("document", document=1)
    assert [step["data"]["step"] for step in steps] == ["zone", "sentence", "quote", "claim", "loaded"]
    early, whole = steps[1]["data"]["document"], done["data"]["document"]
    assert (early["early"], early["marks"], early["card"]["author"]) == (True, [], "Ana Ruiz")
    assert [zone["label"] for zone in early["zones"]] == ["headline", "byline", "body", "share"]
    assert whole["blocks"][0]["text"] == "Dam is old"
    [speech] = [mark for mark in whole["marks"] if mark["layer"] == "quote"]
    assert (speech["at"], speech["attributes"]["speaker"]) == ([10, 16], "Tom Reyes")
    assert "outlet" in whole["missing"] and "early" not in whole


def test_what_patterns_find_is_shown_until_the_parser_has_read(ask, closer):
    """Whole but for the views; when it is asked for again, the closer reading is there at once."""
    ask("open", text=NOTE)
    *steps, done = ask("document", document=1)
    assert [step["data"]["step"] for step in steps] == ["zone", "sentence", "quote", "claim", "loaded", "closer"]
    quick, whole = steps[-1]["data"]["document"], done["data"]["document"]
    quotes = [[mark["label"] for mark in each["marks"] if mark["layer"] == "quote"] for each in (quick, whole)]
    assert (quotes, quick["early"], "early" in whole) == ([["direct"], []], True, False)
    assert quick["blocks"][0].keys() == whole["blocks"][0].keys()
    again = ask("document", document=1)
    assert "closer" not in [step["data"].get("step") for step in again]
    assert again[-1]["data"]["document"] == whole


def test_a_text_too_long_for_the_parser_is_read_by_patterns_and_that_is_said(ask, closer, monkeypatch):
    """Unless a parser was asked for."""
    monkeypatch.setattr(explorer_parser, "MOST_PARSED", 18)
    ask("open", text=NOTE)
    ask.explorer.open_article(kit.read(NOTE, parser=True))
    left, parsed = ask("document", document=1)[-1], ask("document", document=2)[-1]
    assert "by patterns alone" in left["data"]["document"]["note"]
    assert parsed["data"]["document"]["note"] == ""
    assert [reading.parser for reading in ask.explorer.readings] == [False, True]


def test_a_file_comes_in_pieces_and_is_read_as_its_ending_says(ask):
    """Nothing is opened before the last piece; a view of memory will do, as the page sends it."""
    page = b"<title>Rain</title><article><h1>Rain</h1><p>It rained all day, and nobody minded.</p></article>"
    first = ask("open", memoryview(page[:40]), file="rain.html", piece=0, pieces=2)
    assert (first[-1]["data"], ask.explorer.documents) == (None, [])
    assert ask("open", memoryview(page[40:]), file="rain.html", piece=1, pieces=2)[-1]["data"] == 1
    assert ask.explorer.readings[0].article.card.title == "Rain"


def test_pieces_of_two_files_are_never_one(ask):
    """Two views of a page send a file each, of one name; what comes out of turn is refused, not put together."""
    for view, piece in (("a", 0), ("b", 0), ("a", 1)):
        heard = ask("open", view.encode(), file="dam.txt", piece=piece, pieces=2, id=f"{view}:{piece}")
    assert "Choose it again" in refused(heard)
    assert ask("open", b"b", file="dam.txt", piece=1, pieces=2, id="b:1")[-1]["data"] == 1
    assert [reading.text for reading in ask.explorer.readings] == ["bb"]
    for piece in (1, "0", None, 0.5, [0]):
        assert "Choose it again" in refused(ask("open", b"x", file="dam.txt", piece=piece, pieces=2))


def test_what_cannot_be_opened_is_said_and_what_was_open_stays(ask, monkeypatch):
    """Each way has its words for a person."""
    ask("open", own="ferry-bridge")
    assert "paste" in refused(ask("open", b"\x89PNG", file="dam.png", piece=0, pieces=1)).lower()
    assert "empty" in refused(ask("open", b"", file="dam.txt", piece=0, pieces=1))
    assert "nothing to read" in refused(ask("open", text="  \n "))
    assert "address" in refused(ask("open", text="https://example.org/dam"))
    assert "https://" in refused(ask("open", address="the dam"))
    monkeypatch.setattr(explorer_opening, "MOST", 10)
    assert "larger than" in refused(ask("open", b"12345678901", file="dam.txt", piece=0, pieces=2))
    assert [document["id"] for document in ask.explorer.documents] == [1]
    assert ask.explorer.offers["most"] == MOST


def test_a_browser_is_offered_what_can_be_opened_there(monkeypatch):
    """No PDF, no address and no closer reading; on a computer all of it."""
    here = explorer_opening.offers.__wrapped__()
    assert (here["unread"], here["addresses"], here["closer"], ".pdf" in here["endings"]) == ([], True, True, True)
    monkeypatch.setattr(edition, "IN_BROWSER", True)
    there = explorer_opening.offers.__wrapped__()
    assert (there["unread"], there["addresses"], there["closer"]) == ([".pdf"], False, False)
    assert there["endings"] == [ending for ending in here["endings"] if ending != ".pdf"]
    assert there["own"] == here["own"]


def test_what_is_asked_must_be_something_there_is(ask):
    """An article that is not open, and a question nobody answers; one that hears nothing would wait for ever."""
    assert "not open" in refused(ask("document", document=7))
    ask("open", text=NOTE)
    assert "cannot be asked" in refused(ask("weather", document=1))
    assert "one of title" in refused(ask("card", document=1, fact="sha256", words="0"))
    assert "list of the ids" in refused(ask("beside", documents=None))
    assert "cannot be saved" in refused(ask("export", document=1, kind="csv", of=["own"]))


def test_articles_are_closed_one_by_one(ask):
    """The others keep their numbers."""
    for text in (NOTE, "It rained."):
        ask("open", text=text)
    ask("close", document=1)
    assert [document["id"] for document in ask.explorer.documents] == [2]
    ask("open", text=NOTE)
    assert [document["id"] for document in ask.explorer.documents] == [2, 3]


def test_a_corrected_card_is_there_again_with_the_same_text(ask, home):
    """From a file too, since the words are what counts; the sum of the bytes stays that of the file."""
    ask("open", text=NOTE)
    found = ask.explorer.readings[0].quotes
    shown = ask("card", document=1, fact="outlet", words="  The   Lake Post ")[-1]["data"]
    assert (shown["card"]["outlet"], shown["kept"]) == ("The Lake Post", True)
    assert "outlet" not in shown["missing"]
    ask("card", document=1, fact="author", words="")
    article = ask.explorer.readings[0].article
    assert (article.card.outlet, article.card.author) == ("The Lake Post", None)
    assert list(ask.explorer.readings[0].quotes) == list(found)
    ask("open", NOTE.encode(), file="dam.txt", piece=0, pieces=1)
    again = ask.explorer.readings[1].article.card
    assert (again.outlet, again.author, len(again.sha256)) == ("The Lake Post", None, 64)
    [kept] = (home / "answers" / "me" / "explore").iterdir()
    kept.write_text("{", encoding="utf-8")
    assert Explorer(NOTE).readings[0].article.card.author == "Ana Ruiz"


def test_what_was_worked_at_on_the_stage_is_kept_while_its_article_is_open(home):
    """Nothing stands there in a mode of the page; coming back to a stage finds what was begun."""
    explore = kit.explore(*(kit.read(text, parser=False) for text in (NOTE, "It rained.\n")))
    explorer = explore.explorer
    explorer.front = 1
    for mode in explorer.stages:
        explorer.mode = mode
        [begun] = explore.stage.children
        explorer.mode = "read"
        assert explore.stage.children == ()
        explorer.mode = mode
        assert explore.stage.children == (begun,)
    explorer.mode = "read"
    assert explorer.in_front is explorer.readings[0]


def test_where_no_widget_runs_the_text_stands_marked(home, monkeypatch):
    """As the reading shows itself; without an article there is nothing to show. The parser is loaded meanwhile."""
    loaded = []
    monkeypatch.setattr("kit.lesson.explore.load_early", lambda: loaded.append("parser"))
    still = kit.explore(kit.read(NOTE, parser=False))._repr_mimebundle_()
    assert "kit-reading" in still["text/html"]
    assert "application/vnd.jupyter.widget-view+json" in still
    assert "text/html" not in kit.explore()._repr_mimebundle_()
    assert loaded == ["parser", "parser"]


def test_the_notebook_is_clean_shows_no_code_and_runs(home, monkeypatch):
    """It stands last among the lessons, has no steps, and two cells of code: the explorer, and the maker."""
    path = lesson_folder() / "explore.ipynb"
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert sorted(each.name for each in lesson_folder().glob("*.ipynb"))[-1] == path.name
    assert notebook.metadata["kit"]["lesson"] == "explore"
    raw = json.loads(path.read_text(encoding="utf-8"))
    code = [cell for cell in raw["cells"] if cell["cell_type"] == "code"]
    assert [(cell["outputs"], cell["metadata"]["jupyter"]) for cell in code] == [([], {"source_hidden": True})] * 2
    monkeypatch.setattr("kit.lesson.explore.load_early", lambda: None)
    scope = {}
    for source in ("".join(cell["source"]) for cell in code):
        cell = ast.parse(source)
        last = cell.body.pop()
        exec(compile(cell, "cell", "exec"), scope)
        shown = eval(compile(ast.Expression(last.value), "cell", "eval"), scope)
        bundle = shown._repr_mimebundle_()
        data = bundle[0] if isinstance(bundle, tuple) else bundle  # a widget by itself gives its metadata too
        assert "application/vnd.jupyter.widget-view+json" in data


def test_what_was_open_is_open_again_after_a_reload_until_it_is_closed(home, patterns):
    """Each as it came, in order, the one that was looked at in front; a damaged file is passed by alone."""

    def ask(explorer, name, *buffers, **more):
        heard = []
        explorer.send = lambda content, buffers=None: heard.append(content)
        explorer._receive(explorer, {"id": "1", "ask": name, **more}, list(buffers))
        assert heard[-1]["kind"] == "done"
        return heard[-1]["data"]

    first = kit.explore().explorer
    page = b"<title>Rain</title><article><h1>Rain</h1><p>It rained all day, and nobody minded.</p></article>"
    for given in ({"text": NOTE}, {"own": "ferry-bridge"}, {"file": "rain.html", "piece": 0, "pieces": 1}):
        number = ask(first, "open", *([page] if "file" in given else []), **given)
        first.front = number
        assert len(kit.explore().explorer.readings) == number - 1  # kept when it was read to its end
        ask(first, "document", document=number)
    first.front = 2
    again = kit.explore().explorer
    assert [reading.article for reading in again.readings] == [reading.article for reading in first.readings]
    assert again.front == 2
    assert kit.explore("It rained.").explorer.documents == [{"id": 1, "title": "It rained.", "words": 2}]
    ask(again, "close", document=2)
    folder = home / "answers" / "me" / "explore" / "open"
    [text] = folder.glob("text-*")
    text.write_bytes(b"\xff")
    [left] = kit.explore().explorer.readings
    assert left.article.card.title == "Rain"
    ask(again, "close", document=1)
    ask(again, "close", document=3)
    assert json.loads((folder / "open.json").read_text(encoding="utf-8")) == []
    assert not list(folder.glob("[tf]*-*"))
    (folder / "open.json").write_text('{"key": [', encoding="utf-8")
    assert kit.explore().explorer.readings == []
