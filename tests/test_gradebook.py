"""Points, and the files in which gradebooks of other programs take them."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest

from kit.activity.lesson_file import read_lesson
from kit.agreement.units import word_spans
from kit.classroom.demo import hand_ins
from kit.classroom.exports import save_exports
from kit.classroom.gradebook import gradebook_of
from kit.classroom.gradebook_files import save_gradebook
from kit.classroom.members import Member
from kit.classroom.notes import with_note, with_points
from kit.classroom.results import results_of
from kit.classroom.weights import Weights, read_weights
from kit.spans import intersection
from kit.webannotation import from_web_annotations
from tests.classes import answered, hand_in, marked, room

PUSH = "04-words-that-push"
LESSON = read_lesson(PUSH)
START = "00-start-here"
SWAP = {"wording": "an attempt", "change": "tone"}


def all_done(*, marks=lambda activity: [a for a in activity.key if a.attributes.get("tier", "must") == "must"]):
    """The files of somebody who did all of lesson 04, and marked so."""
    files = {}
    for activity in LESSON.activities.values():
        if activity.kind == "mark":
            text = marked(activity, [replace(m, evidence={}, attributes={}) for m in marks(activity)])
            files |= {f"{activity.name}.jsonl": text, f"{activity.name}.first.jsonl": text}
        value = {"compare": True, "swap": SWAP, "write": "Once.", "estimate": 5}.get(activity.kind)
        if activity.kind == "choose":
            value = next(iter(activity.options))
        if value is not None:
            files[f"{activity.name}.json"] = answered(value)
    return files


def grade(folder, files, *, weights="", name="Ana"):
    """The grade for these files."""
    hand_in(folder, name, {PUSH: files})
    if weights:
        (folder / "weights.toml").write_text(weights)
    here = room(folder)
    return gradebook_of(here, results_of(here)).grades[name.casefold(), PUSH]


def part(found, name):
    """One part of a grade."""
    return next(each for each in found.parts if each.name == name)


def test_whoever_does_all_and_finds_all_has_all_points(tmp_path):
    """Half for completion, three tenths for reasons, a fifth for items."""
    found = grade(tmp_path, all_done())
    assert (found.points, found.counted, found.own) == (100, 100, False)
    assert {each.name: each.out_of for each in found.parts} == {"completion": 50, "reasons": 30, "items": 20}
    items = part(found, "items")
    assert items.got == items.of


def test_no_mark_takes_points_away(tmp_path):
    """Whoever takes every trap, and marks beside the key too, has what they have who did not."""
    assert any(entry.attributes.get("tier") == "trap" for each in LESSON.activities.values() for entry in each.key)
    everything = all_done(marks=lambda activity: [*activity.key, extra(activity)])
    assert grade(tmp_path, everything) == grade(tmp_path, all_done(), name="Ben")


def extra(activity):
    """A mark on the first word of a text that the key has not."""
    free = (word for word in word_spans(activity.article) if not intersection([word], [e.span for e in activity.key]))
    return replace(activity.key[0], **next(free)._asdict())


def test_a_trap_left_alone_counts_as_little(tmp_path):
    """What is asked for counts, and nothing else."""
    found = grade(tmp_path, all_done(marks=lambda activity: []))
    for name in ("practise", "sound"):
        tiers = [entry.attributes.get("tier", "must") for entry in LESSON[name].key]
        assert found.items[name] == tuple(0 if tier == "must" else None for tier in tiers)


@pytest.mark.parametrize("weights", ["", "out_of = 20\nitems = 0\n"])
def test_the_first_lesson_gives_no_points_unless_the_class_says_so(tmp_path, weights):
    """Also in a class with weights of its own; a teacher's own points stand all the same, and have a column then."""
    hand_in(tmp_path, "Ana", {START: {"kept.json": answered("They are gone")}})
    (tmp_path / "weights.toml").write_text(weights)
    here = room(tmp_path)
    found = gradebook_of(here, results_of(here)).grades["ana", START]
    assert (found.points, found.out_of, found.parts) == (None, 0, ())
    assert columns(here) == []
    with_points(here, "ana", START, 3, "Spoken.")
    assert gradebook_of(here, results_of(here)).grades["ana", START].points == 3
    assert columns(here) == ["Start here (work done)"]
    (tmp_path / "weights.toml").write_text(f'[lesson."{START}"]\nout_of = 10\n')
    assert gradebook_of(here, results_of(here)).grades["ana", START].counted > 0


def test_what_is_open_never_counts(tmp_path):
    """Marked or not, the points are the same."""
    without = all_done()
    with_open = all_done(
        marks=lambda activity: [a for a in activity.key if a.attributes.get("tier", "must") in ("must", "accept")]
    )
    assert grade(tmp_path, without) == grade(tmp_path, with_open, name="Ben")


def test_not_handed_in_is_blank_and_not_answered_is_not_done(tmp_path):
    """A learner without a hand-in has no points; one who answered nothing of it has 0 of them."""
    hand_in(tmp_path, "Ben", {PUSH: {"exit.json": answered("Once.")}})
    hand_in(tmp_path, "Cleo", {PUSH: {"old.json": answered(3)}})
    here = room(tmp_path, Member("Ana"))
    grades = gradebook_of(here, results_of(here)).grades
    assert grades["ana", PUSH].points is None
    assert grades["cleo", PUSH].points == 0
    steps = sum(activity.points for activity in LESSON.activities.values() if activity.step)
    of_words = sum(activity.kind in ("write", "swap") for activity in LESSON.activities.values())
    assert grades["ben", PUSH].points == round(50 / steps + 30 / of_words, 1)


def test_which_try_counts(tmp_path):
    """The first one, the last one, or for each activity the better one."""
    nothing = all_done(marks=lambda activity: [])
    later = all_done()
    files = later | {name: text for name, text in nothing.items() if name.endswith(".first.jsonl")}
    got = {
        tries: part(grade(tmp_path / tries, files, weights=f'tries = "{tries}"'), "items").got
        for tries in ("first", "last", "best")
    }
    assert got["first"] == 0 < got["last"] == got["best"]


def test_a_lesson_may_have_weights_of_its_own(tmp_path):
    """What is not said there is as above, and what is not said at all as the kit has it."""
    rules = f'reasons = 0\n[lesson."{PUSH}"]\nout_of = 20\nitems = 0\n'
    found = grade(tmp_path, all_done(marks=lambda activity: list(activity.key)), weights=rules)
    assert (found.points, found.out_of) == (20, 20)
    assert read_weights(room(tmp_path))[""] == Weights(reasons=0)
    assert read_weights() == {"": Weights(), START: Weights(out_of=0)}


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ('tries = "second"', "tries 'second' is not known; it is one of: first, last, best"),
        ("tries = 3", "tries 3 is not known; it is one of"),
        ("complete = 5", "'complete' is not known; known are tries, out_of, completion, reasons, items"),
        ("items = -1", "items must be a number from 0 to 10,000, not -1"),
        ("items = nan", "items must be a number from 0 to 10,000, not nan"),
        ("items = true", "items must be a number"),
        ("out_of = -1", "out_of must be a number from 0 to 10,000, not -1"),
        ("completion = 0\nreasons = 0\nitems = 0", "are all 0"),
        ("lesson = 3", "lesson must be tables with a name each"),
        ('[lesson]\n"04-words-that-push" = 3', "must be a table with one of"),
        (f'[lesson."{PUSH}"]\nitem = 2', f"[lesson.\"{PUSH}\"]: 'item' is not known"),
        ("tries = ", "Invalid value"),
    ],
)
def test_weights_that_are_wrong_are_named_with_what_would_be_valid(rules, said, tmp_path):
    """The file, the key and what it may be."""
    (tmp_path / "weights.toml").write_text(rules)
    with pytest.raises(ValueError, match=r"weights\.toml") as error:
        read_weights(room(tmp_path))
    assert said in str(error.value)


def test_points_of_ones_own_survive_collecting_again(tmp_path):
    """They stand in place of what is counted, also where nothing was handed in, and go when they are taken back."""
    here = room(tmp_path, Member("Ana"), Member("Ben"))
    hand_in(tmp_path, "Ana", {PUSH: all_done()})
    with_points(here, "ana", PUSH, 7, "Spoken.")
    with_points(here, "ben", PUSH, 5, "On paper.")
    hand_in(tmp_path, "Ana", {PUSH: {"exit.json": answered("Twice.")}}, minutes=5)
    grades = gradebook_of(here, results_of(here)).grades
    assert (grades["ana", PUSH].points, grades["ana", PUSH].text, grades["ana", PUSH].own) == (7, "Spoken.", True)
    assert 0 < grades["ana", PUSH].counted < 50
    assert (grades["ben", PUSH].points, grades["ben", PUSH].counted) == (5, None)
    with_points(here, "ana", PUSH, None)
    back = gradebook_of(here, results_of(here)).grades["ana", PUSH]
    assert (back.points, back.own) == (back.counted, False)


CANVAS = {"Student": "Ruiz, Ana", "ID": "17", "SIS User ID": "s-17", "SIS Login ID": "ana17", "Section": "7B"}
MOODLE = {"First name": "Ben", "Last name": "O'Hara", "Email address": "ben@example.org", "ID number": "0042"}
ODD = {"Student": "=1+1", "SIS Login ID": "'t hooft", "Username": "+x", "Email address": "-a@example.org"}


@pytest.fixture
def sheets(tmp_path):
    """The gradebook's files of four learners by name, as their rows and as text."""
    here = room(tmp_path, Member("Ana Ruiz", CANVAS), Member("Ben", MOODLE), Member("Odd", ODD), Member("Li"))
    for name in ("Ana Ruiz", "Odd", "Blue Heron"):
        hand_in(tmp_path, name, {PUSH: all_done(), "00-start-here": {"kept.json": answered("They are gone")}})
    with_note(here, "ben", PUSH, '=HYPERLINK("x")\nSee me, "please".')
    return {path.name: path.read_bytes() for path in save_gradebook(here)}


def columns(here):
    """The columns of lessons in a class's sheet."""
    sheet = next(path for path in save_gradebook(here) if path.stem.endswith("classroom"))
    return rows(sheet.read_bytes())[0][3:]


def rows(data):
    """The rows of a CSV file."""
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_canvas_takes_its_sheet(sheets):
    """Its columns in its order, without a mark of byte order; the points that there are; identities as they were."""
    data = sheets["gradebook-canvas.csv"]
    assert data.startswith(b'"Student","ID","SIS User ID","SIS Login ID","Section",')
    head, possible, *students = rows(data)
    assert head[5:] == ["Words that push (work done)"]
    assert possible == ["    Points Possible", "", "", "", "", "100"]
    assert students[0][:5] == ["Ruiz, Ana", "17", "s-17", "ana17", "7B"]
    assert [row[5] for row in students] == ["100", "", "100", "", "100"]
    assert [row[0] for row in students[1:]] == ["Ben O'Hara", "'=1+1", "Li", "Blue Heron"]
    assert students[2][3] == "'t hooft"  # begins so, and is no formula


@pytest.mark.parametrize("named", ["", " (work done)"])
def test_canvas_is_given_the_number_of_an_assignment_that_it_has(named, tmp_path):
    """Where the roster is its own export, the column there is taken, named by the teacher or by an earlier import."""
    here = room(tmp_path, Member("Ana", CANVAS | {f"Words that push{named} (4711)": "", "Words that push (x)": ""}))
    hand_in(tmp_path, "Ana", {PUSH: all_done()})
    data = {path.name: path.read_bytes() for path in save_gradebook(here)}
    assert rows(data["gradebook-canvas.csv"])[0][5:] == [f"Words that push{named} (4711)"]


def test_moodle_takes_its_sheet(sheets):
    """Only those whom it can know, for one whom it does not know ends the import; feedback in one line."""
    head, *students = rows(sheets["gradebook-moodle.csv"])
    assert head[:5] == ["First name", "Last name", "Email address", "ID number", "Username"]
    assert head[5:] == ["Words that push (work done)", "Words that push (work done) (Feedback)"]
    ben, odd = students
    assert ben == ["Ben", "O'Hara", "ben@example.org", "0042", "", "", '\'=HYPERLINK("x") See me, "please".']
    assert odd[2:5] == ["'-a@example.org", "", "'+x"]


def test_google_classrooms_sheet_is_laid_out_as_its_own(sheets):
    """Names, address, a column a lesson, and the points that there are."""
    head, possible, ana, ben, *_ = rows(sheets["gradebook-classroom.csv"])
    assert head == ["Last Name", "First Name", "Email Address", "Words that push (work done)"]
    assert possible == ["", "", "Points", "100"]
    assert (ana[:2], ana[3], ben[3]) == (["Ruiz", "Ana"], "100", "")


def test_the_sheet_of_items_has_each_item_of_each_learner(sheets):
    """With both tries and the points, blank where nothing was handed in or nothing counts."""
    head, *found = rows(sheets["items.csv"])
    assert head[-3:] == ["first", "last", "points"]
    practise = [row for row in found if row[1:3] == [PUSH, "practise"]]
    assert len(practise) == 5 * len(LESSON["practise"].key)
    ana = [row for row in practise if row[0] == "Ana Ruiz"]
    assert {(row[7], *row[8:]) for row in ana} == {
        ("must", "agree", "agree", "1"), ("trap", "avoided", "avoided", ""), ("accept", "untouched", "untouched", ""),
    }  # fmt: skip
    assert {tuple(row[8:]) for row in practise if row[0] == "Li"} == {("", "", "")}


def test_every_cell_stands_in_quotation_marks_and_none_is_a_formula(sheets):
    """Whatever names, notes and texts say."""
    for name, data in sheets.items():
        for line in data.decode("utf-8-sig").split("\r\n")[:-1]:
            assert line.startswith('"') and line.endswith('"'), name
        for row in rows(data):
            assert not any(cell.lstrip(" \t\ufeff")[:1] in "=+-@" for cell in row if cell.strip()), name


def test_a_class_without_a_roster_has_sheets_too(tmp_path):
    """Everybody by the name that they chose, and two lessons of one title told apart."""
    hand_in(tmp_path, "Blue Heron", {PUSH: all_done()})
    data = {path.name: path.read_bytes() for path in save_gradebook(room(tmp_path))}
    assert rows(data["gradebook-moodle.csv"])[1][:3] == ["Blue Heron", "", ""]
    assert rows(data["gradebook-canvas.csv"])[2][0] == "Blue Heron"


def test_marks_and_answers_for_other_programs(tmp_path):
    """Marks come back as they were, each by its maker; answers stand beside their questions."""
    (tmp_path / "hand-ins").mkdir()
    for n, text in enumerate(hand_ins(1)):
        (tmp_path / "hand-ins" / f"{n}.kit.json").write_text(text, encoding="utf-8")
    hand_in(tmp_path, "Ana", {PUSH: {"exit.json": answered("=1+1", "Later."), "swap-attempt.json": answered(SWAP)}})
    results = results_of(room(tmp_path))
    marks, answers = save_exports(room(tmp_path), results=results)
    assert marks.parent == tmp_path / "report"
    collections = {(each["kit:lesson"], each["kit:activity"]): each for each in json.loads(marks.read_text("utf-8"))}
    back = from_web_annotations(collections[PUSH, "practise"], LESSON["practise"].article)
    work = results.lessons[PUSH].work.values()
    there = {
        (f"learner:{each.learner.name}", name, mark.span, mark.label)
        for each in work
        for name, tries in (("first", each.first), ("now", each.now))
        for mark in (tries["practise"].marks if "practise" in tries else ())
    }
    assert {(mark.annotator, mark.attributes["try"], mark.span, mark.label) for mark in back} == there
    head, *said = rows(answers.read_bytes())
    assert head[3:] == ["question", "first answer", "time", "last answer", "time"]
    (ana,) = [row for row in said if row[0] == "Ana" and row[2] == "Exit ticket"]
    assert ana[3].startswith("Write one sentence about something that happened at your school")
    assert (ana[4], ana[6]) == ("'=1+1", "Later.")
    assert [row[4] for row in said if row[0] == "Ana" and row[2] == "Say it another way"] == [
        "an attempt · The tone: it feels different, and says the same"
    ]
