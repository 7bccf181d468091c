"""Learners' answers survive what a class does to them."""

from __future__ import annotations

import errno
import os

import pytest

from kit import Annotation, Article
from kit.activity.answers import AnswerFile, answer_folder, file_name, learner, set_learner
from kit.files import write_atomic

ARTICLE = Article.from_text("By Ana Ruiz\n\nIt rained.")
MARK = Annotation(0, 11, "zone", "byline", "learner:me")


def test_marks_and_words_come_back(home):
    """What was saved is restored by the next kernel."""
    file = AnswerFile("01-lesson", "sort")
    file.save_marks([MARK], ARTICLE)
    file.save_words({"value": 3})
    assert file.marks_path == home / "answers" / "me" / "01-lesson" / "sort.jsonl"
    again = AnswerFile("01-lesson", "sort")
    assert (again.load_marks(ARTICLE), again.load_words(), again.problem) == ([MARK], {"value": 3}, "")


def test_nothing_saved_is_nothing_wrong(home):
    """Before the first answer there is none, and no complaint."""
    file = AnswerFile("01-lesson", "sort")
    assert (file.load_marks(ARTICLE), file.load_words(), file.problem) == ([], {}, "")


@pytest.mark.parametrize("damage", [b'{"layer": "zo', b"\xff\xfe", b'{"layer": 1}\n', b"null"])
def test_a_damaged_file_is_set_aside_and_never_overwritten(home, damage):
    """Damaged answers are kept under another name, the learner is told, and new answers go on."""
    for _ in range(2):  # twice within a second, so that the names must differ
        file = AnswerFile("01-lesson", "sort")
        write_atomic(file.marks_path, damage)
        assert file.load_marks(ARTICLE) == []
        assert "could not be read and were set aside as sort.jsonl.damaged-" in file.problem
        file.save_marks([MARK], ARTICLE)
    aside = [path for path in file.folder.iterdir() if "damaged" in path.name]
    assert [path.read_bytes() for path in aside] == [damage, damage]


def test_damaged_words_are_set_aside(home):
    """A prediction that cannot be read is set aside too."""
    file = AnswerFile("01-lesson", "predict")
    write_atomic(file.words_path, "[1]")
    assert file.load_words() == {}
    assert "set aside as predict.json.damaged-" in file.problem


def test_a_full_disk_leaves_the_old_answers(home, monkeypatch):
    """When the disk refuses, the answers saved before still stand, and nothing half-written is left."""
    file = AnswerFile("01-lesson", "sort")
    file.save_marks([MARK], ARTICLE)

    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        file.save_marks([], ARTICLE)
    assert AnswerFile("01-lesson", "sort").load_marks(ARTICLE) == [MARK]
    assert [path.name for path in file.folder.iterdir()] == ["sort.jsonl"]


def test_each_learner_has_a_folder(home):
    """Two learners at one computer do not see each other's answers."""
    assert learner() == "me"
    assert set_learner(" Blue Heron ") == "blue-heron"
    AnswerFile("01-lesson", "sort").save_marks([MARK], ARTICLE)
    assert set_learner("Red Kite") == "red-kite"
    assert AnswerFile("01-lesson", "sort").load_marks(ARTICLE) == []
    assert (answer_folder() / "blue-heron" / "01-lesson" / "sort.jsonl").exists()


def test_what_was_answered_without_a_name_comes_along(home):
    """Answers from before a name was chosen, and from after it on a page opened before, are kept together."""
    early = AnswerFile("01-lesson", "sort")
    early.save_marks([MARK], ARTICLE)
    set_learner("Blue Heron")
    early.save_words({"value": 1})
    assert not (answer_folder() / "me").exists()
    assert AnswerFile("01-lesson", "sort").load_marks(ARTICLE) == [MARK]
    assert AnswerFile("01-lesson", "sort").load_words() == {"value": 1}


def test_nothing_comes_along_to_whoever_has_answers(home):
    """A name that has answers keeps them as they are; what was answered without a name stays where it was."""
    set_learner("Blue Heron")
    AnswerFile("01-lesson", "sort").save_words({"value": 1})
    (answer_folder() / "learner.txt").unlink()
    nameless = AnswerFile("01-lesson", "sort")
    nameless.save_words({"value": 2})
    set_learner("Blue Heron")
    nameless.save_words({"value": 3})
    assert AnswerFile("01-lesson", "sort").load_words() == {"value": 1}


@pytest.mark.parametrize(
    ("name", "clean"),
    [("Ana", "ana"), ("../../etc", "etc"), ("a/b\\c:d", "a-b-c-d"), ("Zoë Ł", "zoë-ł"), ("x" * 99, "x" * 40)],
)
def test_a_name_cannot_leave_the_folder(name, clean):
    """Whatever a learner types, it names one folder in the right place."""
    assert file_name(name) == clean


@pytest.mark.parametrize("name", ["", "  ", "..", "///"])
def test_a_name_of_nothing_is_refused(name):
    """A name with no letter in it is refused, with one that would do."""
    with pytest.raises(ValueError, match="choose a name such as 'blue-heron'"):
        file_name(name)
