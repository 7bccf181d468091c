"""A neighbour's hand-in beside one's own marks: read, refused in kind words, shown, and kept nowhere."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from kit.activity.hand_in import hand_in_text, text_of_hand_in
from kit.activity.learners import Learner, folder_name, set_learner
from kit.activity.lesson_file import read_lesson
from kit.jsonl import annotation_lines
from kit.lesson import Lesson

NAME = "04-words-that-push"
MARK = read_lesson(NAME)["mark"]
AT = datetime(2026, 11, 28, 9, tzinfo=UTC)


def handed(name, marks, *, lesson=NAME, article=MARK.article):
    """The bytes of a hand-in of some marks."""
    files = {"mark.jsonl": annotation_lines(marks, article)}
    who = Learner(name, folder_name(name) if name else "me")
    return text_of_hand_in(who, {lesson: {"files": files, "progress": None}}, made=AT).encode()


@pytest.fixture
def lesson(home):
    """The lesson with five marks of Ana's in the passage, and her own widget to look at a neighbour's."""
    set_learner("Ana")
    lesson = Lesson(NAME)
    lesson.marked = lesson.mark("mark").widget
    lesson.mark("practise")
    for entry in MARK.entries[:5]:
        lesson.marked.mark(entry.start, entry.end, entry.label)
    lesson.beside = lesson.neighbour("neighbour")
    return lesson


def opened(widget, data):
    """What the page hears when it hands over a file."""
    said = []
    widget.send = lambda content, buffers=None: said.append(content)
    widget._receive(widget, {"id": "1", "ask": "open"}, [memoryview(data)])
    return said[-1]


def test_a_neighbours_marks_stand_beside_mine(lesson):
    """The text has them as a reader, the widget how far the two agree, and where they differ."""
    entries = MARK.entries
    answer = opened(lesson.beside, handed("Ben", [*entries[:3], entries[6]]))
    assert answer["kind"] == "done"
    shown = lesson.beside.shown
    assert shown["name"] == "Ben"
    assert "words that your neighbour marks, you marked" in shown["said"]
    assert "the key" not in shown["said"] + shown["rest"]  # which was not seen yet
    assert list(lesson.marked._comparison) == ["neighbour"]
    differ = [each for each in lesson.marked._comparison["neighbour"] if each["status"] != "agree"]
    assert len(shown["differ"]) == len(differ) >= 3
    titles = {label.name: label.title for label in MARK.labels}
    words = MARK.article.covered(entries[3])
    assert {"words": words, "mine": titles[entries[3].label], "theirs": "nothing"} in shown["differ"]
    assert "class" not in differ[0]


def test_beside_the_key_all_three_are_told(lesson):
    """Once the key was seen it is one of the readers; compared again, the neighbour stays until put away."""
    compared = lesson.compare("compare")
    compared.submit(True)
    opened(lesson.beside, handed("Ben", MARK.entries[:3]))
    assert list(lesson.marked._comparison) == ["key", "neighbour"]
    assert "the key" not in lesson.beside.shown["said"]
    assert lesson.beside.shown["rest"].startswith("You and the key")
    lesson.compare("second-reader").submit(True)
    assert list(lesson.marked._comparison) == ["key", "program", "neighbour"]
    lesson.beside._receive(lesson.beside, {"id": "2", "ask": "close"}, [])
    assert list(lesson.marked._comparison) == ["key", "program"]
    assert lesson.beside.shown == {}


def test_nothing_of_the_neighbour_is_kept(lesson, home):
    """No file has the name or more marks than mine; what I had marked by then is kept as my own first."""
    opened(lesson.beside, handed("Zed of the Hill", MARK.entries))
    files = [path for path in home.rglob("*") if path.is_file()]
    assert not any("Zed" in path.read_text("utf-8", "replace") or "zed" in path.name for path in files)
    first = home / "answers" / "ana" / NAME / "mark.first.jsonl"
    assert len(first.read_text("utf-8").splitlines()) == 5
    assert Lesson(NAME).mark("mark").widget._comparison == {}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (lambda: hand_in_text().encode(), "This is a file of your own. Ask your neighbour for theirs."),
        (lambda: handed("ANA", MARK.entries[:2]), "This is a file of your own."),
        (lambda: handed("Ben", MARK.entries[:2], lesson="02-x"), "nothing of “Words that push”. It has: 02-x."),
        (lambda: handed("Ben", []), "nothing is marked in the text of “Words that push”"),
        (lambda: text_of_hand_in(Learner("Ben", "ben"), {}, made=AT).encode(), "It has: no lesson."),
        (lambda: b"{}", "it does not say that it is one"),
        (lambda: handed("Ben", MARK.entries)[:-40], "it may have been cut off"),
        (lambda: handed("Ben", MARK.entries).replace(b"Ben", b"Bob"), "its sum is another"),
        (lambda: handed("Ben", MARK.entries).replace(b'"version": 1', b'"version": 9'), "made by a newer kit"),
        (lambda: b" " * 5_000_001, "larger than 5 MB"),
        (
            lambda: handed("Ben", read_lesson(NAME)["practise"].entries, article=read_lesson(NAME)["practise"].article),
            "The marks in this file are on another text",
        ),
    ],
)
def test_what_is_no_neighbours_is_refused_and_says_what_is_needed(lesson, data, said):
    """One's own, another lesson's, none at all, a damaged one: nothing is shown, and nothing is locked."""
    answer = opened(lesson.beside, data())
    assert answer["kind"] == "refused" and said in answer["said"]
    assert (lesson.beside.shown, lesson.marked._comparison) == ({}, {})


def test_two_without_a_name_are_told_apart_by_their_marks(home):
    """Both have the same folder; the very same marks are one's own."""
    lesson = Lesson(NAME)
    widget = lesson.mark("mark").widget
    for entry in MARK.entries[:5]:
        widget.mark(entry.start, entry.end, entry.label)
    beside = lesson.neighbour("neighbour")
    assert "a file of your own" in opened(beside, handed("", widget.annotations))["said"]
    assert opened(beside, handed("", MARK.entries))["kind"] == "done"
    assert beside.shown["name"] == "your neighbour"


def test_one_marks_first(home):
    """A neighbour is another reader, and no source to copy from."""
    lesson = Lesson(NAME)
    widget = lesson.mark("mark").widget
    answer = opened(lesson.neighbour("neighbour"), handed("Ben", MARK.entries))
    assert (answer["kind"], widget._comparison) == ("refused", {})
    assert answer["said"].startswith("First mark at least 5 yourself.")


@pytest.mark.parametrize("asked", [{"ask": "delete"}, {"ask": "open"}, {}, "open", None])
def test_whatever_the_page_asks_is_answered(lesson, asked):
    """A page that hears nothing says that the kernel is dead."""
    said = []
    lesson.beside.send = lambda content, buffers=None: said.append(content)
    lesson.beside._receive(lesson.beside, asked, [])
    assert said[-1]["kind"] == "refused"


BLOCKS = """
title = "Blocks"
[text.road]
words = "Rain closes road\\n\\nThe road is closed.\\n\\nShare this page"
[activity.sort]
kind = "mark"
step = "Sort"
text = "road"
layer = "zone"
labels = "article-or-furniture"
unit = "block"
enough = 2
[[activity.sort.key]]
label = "article"
why = "Its headline."
[[activity.sort.key]]
label = "article"
why = "What happened."
[[activity.sort.key]]
label = "furniture"
why = "It asks for something."
[activity.pair]
kind = "neighbour"
of = "sort"
prompt = "Beside a neighbour."
"""


def test_any_text_to_mark_can_have_a_neighbour(home, tmp_path):
    """Of blocks, how many got the same label is counted; a lesson of one's own says so in its file."""
    (tmp_path / "my-blocks.toml").write_text(BLOCKS, encoding="utf-8")
    lesson = Lesson("my-blocks", folder=tmp_path)
    widget = lesson.mark("sort")
    activity = read_lesson("my-blocks", folder=tmp_path)["sort"]
    for entry in activity.entries:
        widget.mark(entry.start, entry.end, "article")
    files = {"sort.jsonl": annotation_lines(activity.entries, activity.article)}
    who = Learner("Ben", "ben")
    data = text_of_hand_in(who, {"my-blocks": {"files": files, "progress": None}}, made=AT).encode()
    beside = lesson.neighbour("pair")
    assert opened(beside, data)["kind"] == "done"
    assert beside.shown["said"] == "■■□ Of 3 blocks, you two gave 2 the same label."
    assert beside.shown["differ"] == [{"words": "Share this page", "mine": "Article", "theirs": "Furniture"}]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ('of = "sort"\nprompt', "of 'nothing' is not known"),
        ("", "field 'step' is not known here"),
    ],
)
def test_a_neighbour_is_of_marks_above_and_has_no_step(tmp_path, change, said):
    """Whoever works alone could never be done with such a step."""
    text = BLOCKS.replace('of = "sort"\nprompt', 'of = "nothing"\nprompt') if change else f'{BLOCKS}step = "Pair"\n'
    (tmp_path / "my-blocks.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=said):
        read_lesson("my-blocks", folder=tmp_path)


def test_it_is_shown_below_the_marks(home):
    """A cell above it has to show the text."""
    with pytest.raises(ValueError, match=r"show lesson\.mark\('mark'\) in a cell above it"):
        Lesson(NAME).neighbour("neighbour")
