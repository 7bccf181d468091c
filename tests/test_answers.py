"""Learners' answers survive what a class does to them."""

from __future__ import annotations

import errno
import os
from datetime import datetime
from pathlib import Path

import pytest

from kit import Annotation, Article, read_annotations
from kit.activity.answer import Answer, Try, answer_of, text_of
from kit.activity.answers import AnswerFile, MarksFile, save_progress
from kit.activity.learners import file_name
from kit.errors import ChangedError
from kit.files import write_atomic

ARTICLE = Article.from_text("By Ana Ruiz\n\nIt rained.")
MARK = Annotation(0, 11, "zone", "byline", "learner:me")
OTHER = Annotation(13, 23, "zone", "body", "learner:me")
THREE = Answer().submitting(3)


def marks(activity="sort"):
    return MarksFile("01-lesson", activity, ARTICLE)


def words(activity="predict"):
    return AnswerFile("01-lesson", activity)


def refuse(*_):
    raise OSError(errno.EACCES, "Permission denied")


# An answer


def test_the_first_answer_is_kept_beside_the_last_each_with_its_time():
    """What was submitted stands in order, its time with an offset; a draft stands beside it until it is submitted."""
    answer = Answer().drafting(1).submitting(2).drafting(3)
    assert ([each.value for each in answer.tries], answer.draft.value) == ([2], 3)
    assert answer.now.value == 3
    answer = answer.submitting(3)
    assert ([each.value for each in answer.tries], answer.draft, answer.now.value) == ([2, 3], None, 3)
    assert all(datetime.fromisoformat(each.at).utcoffset() is not None for each in answer.tries)


def test_the_same_answer_twice_in_a_row_is_one():
    """Pressing again adds nothing, and who goes back to what was submitted has no draft."""
    assert THREE.submitting(3) == THREE.drafting(4).drafting(3) == THREE
    assert [each.value for each in THREE.submitting(4).submitting(3).tries] == [3, 4, 3]


def test_two_answers_are_kept_beside_each_other():
    """Tries come in the order of time, each once; one draft stands, and the other is kept."""
    early, late = Try(1, "2026-11-27T10:30:00+01:00"), Try(2, "2026-11-27T09:45:00+00:00")
    mine, theirs = Answer((late,), Try(5, "x")), Answer((early,), Try(6, "y"))
    both = mine.beside(theirs)
    assert both == Answer((early, late), Try(5, "x"), (Try(6, "y"),))
    assert both.beside(theirs) == both
    assert theirs.beside(both).draft.value == 6
    assert Answer(draft=Try(2)).beside(Answer((late,))) == Answer((late,))


@pytest.mark.parametrize(
    "answer",
    [
        Answer(),
        THREE,
        Answer().drafting("a\n“b”"),
        Answer((Try([{"speaker": "Ana"}], "", "said"),), Try(None), (Try(7),)),
    ],
)
def test_an_answer_is_the_same_after_it_was_written_and_read(answer):
    """JSON and back."""
    assert answer_of(text_of(answer)) == answer


@pytest.mark.parametrize(
    ("old", "answer"),
    [
        ('{"value": 30, "submitted": true}', Answer((Try(30),))),
        ('{"value": "I thi", "submitted": false}', Answer(draft=Try("I thi"))),
        ('{"wording": "a", "change": "tone", "submitted": true}', Answer((Try({"wording": "a", "change": "tone"}),))),
        ('{"rows": [{"speaker": "Ana"}]}', Answer(draft=Try([{"speaker": "Ana"}]))),
    ],
)
def test_answers_from_before_they_had_times_are_read(old, answer):
    """A learner's answers of yesterday."""
    assert answer_of(old) == answer


DEEP = "[" * 100_000 + "]" * 100_000
DAMAGED = ["", "[1]", "null", '{"val', '{"other": 1}', DEEP, f'{{"value": {DEEP}}}', f'{{"value": {"1" * 5000}}}']
DAMAGED += ['{"tries": null}', '{"tries": [3]}', '{"tries": [{"at": ""}]}', '{"tries": [{"value": 1, "at": 7}]}']
DAMAGED += ['{"tries": [{"value": 1, "at": "noon"}]}', '{"draft": 3}', '{"tries": [], "rows": []}']


@pytest.mark.parametrize("text", DAMAGED, ids=lambda text: text[:20])
def test_what_is_no_answer_is_an_error_of_one_kind(text):
    """Whatever is in a file, reading it raises ValueError or gives an answer."""
    with pytest.raises(ValueError, match=r"."):
        answer_of(text)


# Files


def test_marks_and_words_come_back(home):
    """What was saved is restored by the next kernel."""
    marks().save([MARK])
    words("sort").save(THREE)
    assert marks().path == home / "answers" / "me" / "01-lesson" / "sort.jsonl"
    assert (marks().load(), words("sort").load()) == ([MARK], THREE)
    assert (words("sort").aside, words("sort").stuck) == ("", False)


def test_nothing_saved_is_nothing_wrong(home):
    """Before the first answer there is none, and no complaint."""
    file = marks()
    assert (file.load(), words().load(), file.aside, file.stuck) == ([], Answer(), "", False)


def test_half_a_character_is_saved_and_comes_back(home):
    """Half an emoji has no bytes in UTF-8; in a file it is escaped, and the rest is as it was written."""
    answer = Answer().submitting("né \ud83d")
    words().save(answer)
    assert '"né \\ud83d"' in words().path.read_text(encoding="utf-8")
    assert words().load() == answer
    article = Article("x \udc00 y \ud83d\ude00")  # two halves that meet are one character to whoever reads JSON
    marks = [Annotation(0, 5, "zone", "body", "learner:me"), Annotation(6, 8, "zone", "b\ud83d", "learner:me")]
    MarksFile("01-lesson", "odd", article).save(marks)
    assert MarksFile("01-lesson", "odd", article).load() == marks


@pytest.mark.parametrize(
    "damage", [b'{"layer": "zo', b"\xff\xfe", b'{"layer": 1}\n', b"null", DEEP.encode(), b"9" * 5000]
)
def test_a_damaged_file_is_set_aside_and_never_overwritten(home, damage):
    """Damaged answers are kept under another name, which is said, and new answers go on."""
    for _ in range(2):  # twice within a second, so that the names must differ
        write_atomic(marks().path, damage)
        file = marks()
        assert file.load() == []
        assert file.aside.startswith("sort.jsonl.damaged-")
        file.save([MARK])
        file.path.unlink()
    aside = [path for path in file.folder.iterdir() if "damaged" in path.name]
    assert [path.read_bytes() for path in aside] == [damage, damage]


def test_what_does_not_fit_is_set_aside(home):
    """An answer to another question is kept like a damaged one."""

    def low(answer):
        if answer.now and answer.now.value > 2:
            raise ValueError("too high")

    words().save(THREE)
    file = words()
    assert file.load(low) == Answer()
    assert (file.folder / file.aside).read_text(encoding="utf-8") == text_of(THREE)


@pytest.mark.parametrize("damage", ["[1]", text_of(THREE)], ids=["a list", "an answer too high"])
def test_what_cannot_be_set_aside_is_not_overwritten(home, monkeypatch, damage):
    """Where a file cannot be moved, that is said, and nothing is saved over it before it can."""

    def none(answer):
        if answer.now and answer.now.value == 3:
            raise ValueError("not to this question")

    write_atomic(words().path, damage)
    file = words()
    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", refuse)
        assert (file.load(none), file.stuck) == (Answer(), True)
        for _ in range(2):
            with pytest.raises(OSError, match="Permission denied"):
                file.save(Answer().submitting(4))
        assert file.path.read_text(encoding="utf-8") == damage
    with pytest.raises(ChangedError) as raised:  # said once, now that it could be moved
        file.save(Answer().submitting(4))
    assert (raised.value.theirs, (file.folder / raised.value.aside).read_text(encoding="utf-8")) == (None, damage)
    file.save(Answer().submitting(4))
    assert words().load().now.value == 4


def test_the_later_of_two_windows_does_not_lose_the_earlier_ones(home):
    """Who saves over a change is told once what is there now, by its content and not its date; then it is saved."""
    one, two = marks(), marks()
    assert one.load() == two.load() == []
    one.save([MARK])
    stamp = one.path.stat()
    with pytest.raises(ChangedError) as raised:
        two.save([OTHER])
    assert raised.value.theirs == [MARK]
    assert marks().load() == [MARK]
    two.save([MARK, OTHER])
    os.utime(two.path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    with pytest.raises(ChangedError):
        one.save([])
    two.save([MARK, OTHER])


def test_what_is_saved_again_unchanged_is_no_change(home):
    """A file that was opened, or written alike by both, is nobody's conflict; one that was taken away neither."""
    words().save(THREE)
    one, two = words(), words()
    one.load(), two.load()
    one.save(THREE)
    two.save(THREE.submitting(4))
    one.path.unlink()
    one.save(THREE)
    assert words().load() == THREE


def test_marks_are_kept_as_they_were_when_first_compared(home):
    """The first comparison keeps them, each with the time; a later one does not write over it."""
    file = marks()
    file.keep_first([MARK])
    file.keep_first([MARK, OTHER])
    (first,) = read_annotations(file.folder / "sort.first.jsonl", ARTICLE)
    assert (first.span, first.label) == (MARK.span, "byline")
    assert datetime.fromisoformat(first.attributes["at"]).utcoffset() is not None


def test_a_full_disk_leaves_the_old_answers(home, monkeypatch):
    """When the disk refuses, the answers saved before still stand, and nothing half-written is left."""
    file = marks()
    file.save([MARK])

    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        file.save([])
    assert marks().load() == [MARK]
    assert [path.name for path in file.folder.iterdir()] == ["sort.jsonl"]


def test_progress_is_two_numbers(home):
    """The list of lessons reads how many steps are done, of how many."""
    save_progress(words("progress"), done=2, steps=5)
    assert (words().folder / "progress.json").read_text(encoding="utf-8") == '{"done": 2, "steps": 5}\n'


# Names of lessons and activities


@pytest.mark.parametrize(
    ("name", "clean"),
    [("Ana", "ana"), ("../../etc", "etc"), ("a/b\\c:d", "a-b-c-d"), ("Zoë Ł", "zoë-ł"), ("x" * 99, "x" * 40)],
)
def test_a_name_cannot_leave_the_folder(name, clean):
    """Whatever a lesson or an activity is called, it names one file in the right place."""
    assert file_name(name) == clean


@pytest.mark.parametrize("name", ["", "  ", "..", "///", "\ud800"])
def test_a_name_of_nothing_is_refused(name):
    """A name with no letter in it is refused, with one that would do."""
    with pytest.raises(ValueError, match="choose a name such as 'blue-heron'"):
        file_name(name)
