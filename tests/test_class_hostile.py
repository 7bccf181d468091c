"""What a clever learner, a careless LMS and a dying machine do to a class: it is said, bounded, and harms nobody."""

from __future__ import annotations

import json
import os
import resource
import signal
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kit.activity.activity import Activity
from kit.activity.hand_in import MOST_TRIES, text_of_hand_in
from kit.activity.learners import Learner, folder_name
from kit.activity.lesson_file import read_lesson
from kit.classroom.classes import classes_in, make_class, open_class
from kit.classroom.collect import collect
from kit.classroom.command import Ways, add_parsers, run
from kit.classroom.exports import save_exports
from kit.classroom.feedback import save_feedback
from kit.classroom.folder import Classroom, read_class
from kit.classroom.gradebook_files import save_gradebook
from kit.classroom.notes import read_notes
from kit.classroom.page import save_report
from kit.classroom.results import ClassResults, results_of
from kit.classroom.roster import parse_roster
from kit.classroom.standing import standing
from kit.classroom.telling import told
from kit.classroom.trouble import trouble_of
from kit.classroom.view import LONGEST, lesson_view
from kit.jsonl import from_json
from tests.trust.child import before_each_write, child

MADE = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)
NOW = datetime(2026, 10, 1, tzinfo=UTC)
LESSON = "04-words-that-push"


def handed(name: str, files: dict[str, str], *, lesson: str = LESSON, made: datetime = MADE) -> bytes:
    """A hand-in of these files, with a sum that is right."""
    lessons = {lesson: {"files": files, "progress": None}}
    return text_of_hand_in(Learner(name, folder_name(name)), lessons, made=made).encode()


def wrote(*words: str) -> dict[str, str]:
    """The file of a written answer."""
    return {"exit.json": json.dumps({"tries": [{"value": each, "at": ""} for each in words]})}


def a_class(folder: Path, files: dict[str, bytes], roster: str = "") -> Classroom:
    """A class that has collected these files."""
    source = folder / "in"
    for name, data in files.items():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_bytes(data)
    if roster:
        (folder / "roster.csv").write_text(roster, encoding="utf-8")
    classroom = make_class(folder / "home", "7B", roster=folder / "roster.csv" if roster else None)
    assert collect(classroom, [source], now=NOW).refused == []
    return read_class(classroom.folder)


def mark(activity: Activity, start: int, end: int, **more: object) -> str:
    """A line of a file of marks."""
    where = {"start": start, "end": end, "quote": activity.article.text[start:end]}
    about = {"layer": activity.layer, "label": activity.labels[0].name, "annotator": "learner:x"}
    return json.dumps({**about, **where, **more}) + "\n"


# Too much


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("exit.json", json.dumps({"tries": [{"value": "a"}] * (MOST_TRIES + 1)}), "2,001 tries, and 2,000"),
        ("exit.json", json.dumps({"aside": [{"value": "a"}] * (MOST_TRIES + 1)}), "2,001 tries, and 2,000"),
        ("exit.json", json.dumps({"tries": [{"value": "a", "at": "x\x1b" * 99_999}]}), "Invalid isoformat"),
        ("mark.jsonl", json.dumps({"layer": ["x" * 99_999]}), "'layer' must be str"),
        ("mark.jsonl", "\n" * 1_000, "more marks than anybody makes"),
        ("mark.jsonl", json.dumps({"layer": "x" * 500_000}), "more marks than anybody makes"),
    ],
)
def test_what_is_too_much_is_one_short_line(tmp_path, file, text, said):
    """Whatever of the file the error quotes, and however often; the rest of the hand-in counts."""
    room = a_class(tmp_path, {"a.kit.json": handed("Ana", {"notice.json": "{", file: text})})
    unread = results_of(room).lessons[LESSON].work["ana"].unread
    assert said in unread[file] and "notice.json" in unread
    assert max(map(len, unread.values())) < 500 and "\x1b" not in unread[file]


def test_words_that_do_not_end_are_refused_at_once():
    """Each quotation mark in them looked at anew would take days for a file of 5 MB, whatever its sum."""
    with pytest.raises(ValueError, match="Extra data"):
        from_json("[]" * 30 + '"' + '\\"' * 500_000)
    with pytest.raises(ValueError, match="Unterminated"):
        from_json("[" + "[]," * 60 + '"' + '\\"' * 500_000)


def test_marks_of_a_whole_text_are_read_and_evidence_is_not_given_out(tmp_path):
    """Each word of it marked; what no learner can mark would make a file of hundreds of megabytes."""
    activity = read_lesson(LESSON)["mark"]
    text, at, lines = activity.article.text, 0, []
    for word in text.split():
        at = text.index(word, at)
        lines.append(mark(activity, at, at := at + len(word), evidence={f"{n}": [0, len(text)] for n in range(9)}))
    room = a_class(tmp_path, {"a.kit.json": handed("Ana", {"mark.jsonl": "".join(lines)})})
    results = results_of(room)
    assert len(results.lessons[LESSON].work["ana"].now["mark"].marks) == len(lines)
    marks, _ = save_exports(room, results=results)
    assert 'kit:evidence"' not in marks.read_text(encoding="utf-8").replace('"kit:evidence": {"@type"', "")


def test_a_written_answer_without_end_is_shown_in_part(tmp_path):
    """A class of such would be a page of 150 MB; how long it is is said."""
    room = a_class(tmp_path, {"a.kit.json": handed("Ana", wrote("word " * 9_000))})
    ((words, _),) = lesson_view(results_of(room), LESSON)["written"][0]["answers"][0]["tries"]
    assert words == ("word " * 9_000)[:LONGEST] + " … (44,999 characters in all)"


def test_a_name_in_a_zip_without_end_takes_no_time(tmp_path):
    """What is looked for in it is looked for once; with a search the square of its length."""
    room = a_class(tmp_path, {"Ana Ruiz_71_assignsubmission_file_/a.kit.json": handed("Ana", wrote("a"))})
    path = room.folder / "received.jsonl"
    row = json.loads(path.read_text(encoding="utf-8"))
    long = {**row, "where": "x_" * 500_000}
    path.write_text(f"{json.dumps(long)}\n{json.dumps(row)}\n", encoding="utf-8")
    save_feedback(read_class(room.folder))
    assert b"Ana Ruiz_71_assignsubmission_file_/ana.html" in (room.folder / "report" / "feedback.zip").read_bytes()


# Whose, and when


def test_a_clock_in_the_future_does_not_make_a_hand_in_the_newest_for_good(tmp_path):
    """It counts as made when it was collected; among those of one clock that is wrong the newer stays the newer."""
    future = datetime(9999, 12, 31, tzinfo=UTC)
    for n, made in enumerate([future, future - timedelta(days=1)]):
        a_class(tmp_path, {f"{n}.kit.json": handed("Ana", wrote(f"{n}"), made=made)})
    room = read_class(tmp_path / "home" / "classes" / "7B")
    results = results_of(room)
    work = results.lessons[LESSON].work["ana"]
    assert (work.answers["exit"].now.value, work.made) == ("0", NOW)
    assert "Ana: a hand-in says that it was made on 9999-12-31, after it was collected." in results.trouble[0]
    (tmp_path / "late.kit.json").write_bytes(handed("Ana", wrote("late"), made=NOW + timedelta(days=2)))
    collect(room, [tmp_path / "late.kit.json"], now=NOW + timedelta(days=3))
    assert results_of(read_class(room.folder)).lessons[LESSON].work["ana"].answers["exit"].now.value == "late"


@pytest.mark.parametrize("of", ["Ana Ruiz_71", "Ben Ode_72"])
def test_who_hands_in_anothers_work_or_in_anothers_name_is_told(tmp_path, of):
    """As the LMS has it, who knows who it was; of one's own nothing is said."""
    file = f"{of}_assignsubmission_file_/a.kit.json"
    room = a_class(tmp_path, {file: handed("Ben Ode", wrote("mine"))}, "name\nAna Ruiz\nBen Ode\n")
    stands = standing(room)
    assert [(each.name, each.by) for each in stands.brought] == [("Ben Ode", "Ana Ruiz")] * (of == "Ana Ruiz_71")
    summary = collect(room, [tmp_path / "in"], now=NOW)
    both = ["\n".join(told(room, summary, stands)), "\n".join(trouble_of(room, read_notes(room)))]
    assert ["came from Ana Ruiz" in each for each in both] == [of == "Ana Ruiz_71"] * 2


def test_a_name_with_a_number_is_nobody_elses():
    """Two of one name are told apart, also where another is called as one of them then would be."""
    names = [member.name for member in parse_roster(b"name\nAna\nAna\nAna (1)\nana (2)\n")]
    assert names == ["Ana (3)", "Ana (4)", "Ana (1)", "ana (2)"]


# Files of the class


def test_a_quotation_mark_that_is_never_closed_swallows_nobody():
    """Half a class would be in one name; one that is in a name is none."""
    with pytest.raises(ValueError, match="never closed"):
        parse_roster(b'name,id\n"Ana Ruiz,1\nBen Ode,2\nCleo,3\n')
    assert [each.name for each in parse_roster(b'name,id\nAna "Ani" Ruiz,1\n"Ode, Ben",2\n')] == [
        'Ana "Ani" Ruiz',
        "Ben Ode",
    ]


def test_a_copied_class_and_a_damaged_one_stand_in_nobodys_way(tmp_path):
    """Each goes by its folder's name; the damaged one says so when it is opened."""
    one = make_class(tmp_path, "7B").folder
    for name, said in (("7B - Copy", (one / "class.toml").read_bytes()), ("7C", b"name = ")):
        one.with_name(name).mkdir()
        (one.with_name(name) / "class.toml").write_bytes(said)
    assert list(classes_in(tmp_path)) == ["7B", "7B - Copy", "7C"]
    assert [open_class(tmp_path, name).folder.name for name in ("7b", "7B - Copy")] == ["7B", "7B - Copy"]
    with pytest.raises(ValueError, match=r"7C.class\.toml cannot be read"):
        open_class(tmp_path, "7C")


def whole_class(folder: Path) -> Classroom:
    """A class of which all can be made."""
    return a_class(folder, {f"{n}.kit.json": handed(f"Learner {n}", answers()) for n in range(5)})


def answers() -> dict[str, str]:
    activity = read_lesson(LESSON)["mark"]
    return {**wrote("a"), "mark.jsonl": mark(activity, 0, 9)}


def test_all_that_a_class_can_be_asked_for_is_written(tmp_path):
    """By the command line, each."""
    import argparse

    room, said = whole_class(tmp_path), list[str]()
    parser = argparse.ArgumentParser()
    add_parsers(parser.add_subparsers(dest="command"))
    for action in ("report", "feedback", "gradebook", "file"):
        options = parser.parse_args(["class", action, "--dir", str(tmp_path / "home")])
        assert run(options, [], Ways(said.append, lambda *_: 0)) == 0
    report = room.folder / "report"
    assert str(report / "class.kit.json") in said and all(Path(path).exists() for path in said)


def everything(room: Classroom, results: ClassResults) -> None:
    """All that is written of a class."""
    save_gradebook(room, results=results)
    save_exports(room, results=results)
    save_feedback(room, results)
    save_report(room, results)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_a_kill_or_a_full_disk_leaves_each_file_of_the_report_as_it_was_or_whole(tmp_path):
    """Before each call to the disk; what is left behind is cleared when the class is collected again."""
    room = whole_class(tmp_path)
    results = results_of(room)
    everything(room, results)
    report = room.folder / "report"
    whole = {path.relative_to(report): path.read_bytes() for path in report.rglob("*") if path.is_file()}

    def killed(call: int) -> None:
        before_each_write(lambda made: os.kill(os.getpid(), signal.SIGKILL) if made == call else None)
        everything(room, results)

    def full(_: object) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (9_000, 9_000))
        everything(room, results)

    for call in range(3, 60, 9):
        with child(lambda _: killed(call)) as process:  # noqa: B023 (it has begun by then)
            process.wait()
        now = {path: (report / path).read_bytes() for path in whole}
        assert now == whole
    with child(full) as process:
        assert process.wait() != 0
    assert {path: (report / path).read_bytes() for path in whole} == whole
    collect(room, [tmp_path / "in"], now=NOW)
    left = {path.relative_to(report) for path in report.rglob("*") if path.is_file()}
    assert left == set(whole)
