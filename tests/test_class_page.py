"""A class as one HTML file: nothing else is asked for, nothing in it runs but its own script, and text is text."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from html.parser import HTMLParser

import pytest

from kit.activity.answer import Answer, text_of
from kit.activity.hand_in import text_of_hand_in
from kit.activity.learners import Learner, folder_name
from kit.classroom.demo import hand_ins
from kit.classroom.folder import Classroom
from kit.classroom.members import Member
from kit.classroom.page import class_page, save_report
from kit.classroom.results import results_of

HOSTILE = "</script><script>alert(1)</script><!--\u2028<img src=x onerror=alert(2)> & \ud83d ]]>"
MALLORY = "<b onclick=alert(3)>Mallory</b>"
LESSON = "04-words-that-push"


class Page(HTMLParser):
    """The elements of a page, and the text of its scripts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: dict[str, list[dict[str, str | None]]] = {}
        self.scripts: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes.setdefault(tag, []).append(dict(attrs))
        if tag == "script":
            self.scripts.append("")

    def handle_endtag(self, tag):
        self.tags.append(f"/{tag}")

    def handle_data(self, data):
        if self.tags and self.tags[-1] == "script":
            self.scripts[-1] += data
        else:
            self.text += data


@pytest.fixture(scope="module")
def classroom(tmp_path_factory):
    """A synthetic class of three, and one whose every word is hostile."""
    folder = tmp_path_factory.mktemp("7B")
    (folder / "hand-ins").mkdir()
    bad = Answer().submitting(HOSTILE)
    files = {f"{name}.json": text_of(bad) for name in ("exit", "wordings", "swap-attempt")}
    who = Learner(MALLORY, folder_name(MALLORY))
    made = datetime(2026, 9, 7, tzinfo=UTC)
    texts = [*hand_ins(3), text_of_hand_in(who, {LESSON: {"files": files, "progress": None}}, made=made)]
    for n, text in enumerate(texts):
        (folder / "hand-ins" / f"{n}.kit.json").write_text(text, encoding="utf-8")
    return Classroom("7B </title><script>alert(4)</script>", folder, synthetic=True)


@pytest.fixture(scope="module")
def results(classroom):
    """What came of two of its lessons, which is quicker than all six."""
    found = results_of(classroom)
    return replace(found, lessons={name: found.lessons[name] for name in ("00-start-here", LESSON)})


@pytest.fixture(scope="module")
def page(results):
    """Its page, with every written answer of the hostile one to talk about."""
    starred = {(Member(MALLORY).key, LESSON, name) for name in ("exit", "swap-attempt")}
    return class_page(results, starred)


def test_it_is_saved_in_the_folder_of_the_class(classroom, results):
    """Whole, and the same for the same hand-ins."""
    path = save_report(classroom, results)
    assert path == classroom.folder / "report" / "index.html"
    first = path.read_bytes()
    assert save_report(classroom, results).read_bytes() == first
    assert list(path.parent.iterdir()) == [path]


def test_nothing_is_asked_for_and_only_its_own_script_runs(page):
    """The policy names the one script by its sum; no element fetches anything."""
    read = Page(page)
    policy = next(meta["content"] for meta in read.attributes["meta"] if "http-equiv" in meta)
    data, code = read.scripts
    assert [script.get("type") for script in read.attributes["script"]] == ["application/json", "module"]
    assert f"script-src 'sha256-{b64encode(sha256(code.encode()).digest()).decode()}'" in policy
    assert "default-src 'none'" in policy and "unsafe-eval" not in policy and "connect-src" not in policy
    assert not {"link", "img", "iframe", "object", "form", "base"} & set(read.tags)
    assert not any("src" in given for each in read.attributes.values() for given in each)
    assert not re.search(r"@import|url\(\s*['\"]?(?!data:)[a-z]+:", page.partition("</style>")[0])
    assert json.loads(data)["overview"]["class"].startswith("7B")


def test_hostile_words_are_data_and_text(page):
    """They cannot close the data, and stand in the page as written."""
    read = Page(page)
    data = json.loads(read.scripts[0])
    asked = {question["activity"]: question for question in data["lessons"][LESSON]["questions"]}
    assert asked["exit"]["answers"][0]["words"] == HOSTILE.strip()
    assert asked["wordings"]["other"] == 1
    assert page.isascii() is False and "\ud83d" not in page and "\u2028" not in page
    assert page.count("<script") == page.count("</script>") == 2 and "<!--" not in page
    assert "b" not in read.tags and MALLORY in read.text
    assert read.attributes["html"] == [{"lang": "en"}] and page.count("<title>") == 1


def test_without_a_script_it_says_who_handed_in_what_and_what_most_missed(page):
    """In plain HTML, with a row for each learner, and an empty cell for what was not handed in."""
    read = Page(page)
    assert "Who handed in what" in read.text and "What most missed: Words that push" in read.text
    rows = re.findall(r"<tr><th scope=\"row\">(.*?)</tr>", page)
    assert len(rows) == 4
    mallory = next(row for row in rows if "Mallory" in row)
    assert mallory.count("<td></td>") == 1 and "2026-09-07" in mallory
    assert re.search(r"“elevated presence” \(Soft or shining word\): \d of \d found it\. ", read.text)


def test_a_synthetic_class_says_so_and_a_real_one_does_not(results, page):
    """At the top of the page, and in the data of the view."""
    assert '<p class="synthetic">Synthetic class: nobody in it exists' in page
    real = class_page(replace(results, synthetic=False))
    assert '<p class="synthetic">' not in real and '"synthetic":false' in real


def test_a_class_without_hand_ins_has_a_page(tmp_path):
    """It says that nobody has handed in anything."""
    page = save_report(Classroom("7B", tmp_path, (Member("Ana"),))).read_text(encoding="utf-8")
    assert "Nobody has handed in anything yet." in page and "<table>" not in page


def test_a_page_that_cannot_be_written_leaves_the_one_before(classroom, results, monkeypatch):
    """The disk refuses, and says so."""
    path = save_report(classroom, results)
    before = path.read_bytes()

    def refuse(*_args, **_more):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kit.classroom.page.write_atomic", refuse)
    with pytest.raises(OSError, match="No space"):
        save_report(classroom, results)
    assert path.read_bytes() == before
