"""The table that a learner fills in: with rows of their own, and with rows that are there."""

from __future__ import annotations

import errno
import random

import pytest

from kit.activity.answer import Answer, answer_of
from kit.activity.answers import AnswerFile
from kit.activity.columns import Column
from kit.activity.fitting import Fitting
from kit.activity.lesson_file import read_lesson
from kit.activity.minutes import SPENT, minutes
from kit.classroom.demo_answers import answered as answered_by
from kit.classroom.demo_tasks import Habits, tasks_of
from kit.classroom.feedback_lesson import lesson_html, lesson_sheet
from kit.classroom.gradebook import gradebook_of
from kit.classroom.questions import questions
from kit.classroom.results import results_of
from kit.classroom.view import lesson_view
from kit.handout.asked import asked_html
from kit.handout.texts import Paper
from kit.lesson import Lesson
from kit.widgets.table_form import TableForm
from tests.classes import BEGAN, answered, hand_in, room

WHERE, KEPT = Column("where", "Where?", "A name"), Column("kept", "Kept?", options=("yes", "no"))
FULL = {"where": "The town's page", "kept": "yes"}
TOML = r"""
title = "A test"
[activity.log]
kind = "table"
step = "Look"
prompt = "Where did you look?"
columns = [{ name = "where", title = "Where?", hint = "A name" },
  { name = "kept", title = "Kept?", options = ["yes", "no"] }]
enough = 2
[activity.log-compare]
kind = "compare"
step = "Look"
of = "log"
prompt = "Compare."
button = "Show another log"
reveal = "You have {filled} rows.\n\nAnother reader looked at the town's page first."
[activity.seen]
kind = "table"
step = "Tell"
prompt = "Which of them says it?"
columns = [{ name = "says", title = "Says it?", options = ["yes", "no"] }]
rows = ["Report", "Satire"]
enough = 2
"""


@pytest.fixture
def folder(home):
    """A lesson with two tables, one of each kind."""
    (home / "09-test.toml").write_text(TOML, encoding="utf-8")
    return home


def form(*rows, names=(), **more):
    """A table with these rows."""
    table = TableForm("Where?", [WHERE, KEPT], names, **more)
    table.fill(rows)
    return table


def test_a_row_counts_when_each_field_says_something():
    """Half a row is kept, and not counted; blanks are no words."""
    table = form(FULL, {"where": "A friend"}, {"where": "  ", "kept": "no"})
    assert table.rows[1] == {"where": "A friend", "kept": ""}
    assert table.filled == [FULL]


def test_fixed_rows_stand_in_their_order_whatever_was_given():
    """What was not filled in is empty, and what was keeps its place."""
    table = form({"row": "B", "where": "Here"}, names=("A", "B"))
    assert table.rows == [{"row": "A", "where": "", "kept": ""}, {"row": "B", "where": "Here", "kept": ""}]
    table.fill([])
    assert [row["row"] for row in table.rows] == ["A", "B"]


@pytest.mark.parametrize(
    "rows",
    [
        [{"kept": "perhaps"}],
        [{"row": "A"}],
        [{"where": 3}],
        [{"where": None}],
        ["x"],
        None,
        {"where": "x"},
        [[]],
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(rows):
    """A row with a column or an option that there is not is refused, and the rows stay."""
    table = form(FULL)
    table._receive(table, {"number": 1, "rows": rows})
    assert (table.rows, table.received) == ([FULL], 1)
    assert table.status.startswith("Not taken in:")
    fixed = form(names=("A",))
    with pytest.raises(ValueError, match="'C' is not asked about here; these are: A"):
        fixed.fill([{"row": "C"}])


def test_a_full_disk_is_said_and_the_rows_kept():
    """When saving fails the learner is told, and the rows stay on the page."""

    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    table = form(FULL, save=full)
    assert table.rows == [FULL]
    assert table.status.startswith("Not saved: No space left on device.")


def test_rows_of_another_window_are_kept_and_can_be_taken(home):
    """The other's rows are shown in words, and come when they are asked for; one's own stay in the file."""
    files = [AnswerFile("09-test", "log") for _ in range(2)]
    one, two = (TableForm("Where?", [WHERE, KEPT], save=file.save) for file in files)
    one.fill([FULL])
    two.fill([{"where": "A friend"}])
    assert two.other == "The town's page · yes"
    two._receive(two, {"number": 1, "choose": "theirs"})
    assert (two.rows, two.placed, two.status) == ([FULL], 1, "Saved")


def test_rows_of_another_window_that_leave_out_a_column_are_shown(home):
    """A file may hold rows that are not whole; what they say is shown all the same."""
    file = AnswerFile("09-test", "log")
    one = TableForm("Where?", [WHERE, KEPT], save=file.save)
    file.path.parent.mkdir(parents=True)
    file.path.write_text('{"draft": {"value": [{"kept": "no"}, {}]}}', encoding="utf-8")
    one.fill([FULL])
    assert one.other == "no"


def test_a_table_comes_back_ticks_its_step_and_is_compared(folder):
    """A new kernel finds the rows; comparing waits for enough, and keeps them; what does not fit is set aside."""

    def open_lesson():
        lesson = Lesson("09-test", folder=folder)
        return lesson, lesson.table("log"), lesson.compare("log-compare"), lesson.table("seen")

    lesson, log, compare, seen = open_lesson()
    log.fill([FULL, {"where": "A friend"}])
    with pytest.raises(ValueError, match="First fill in at least 2 rows, each field of them; 1 are full now"):
        compare.submit(True)
    log.fill([FULL, {"where": "A friend", "kept": "no"}])
    compare.submit(True)
    assert compare.revealed.startswith("You have 2 rows.\n\nAnother reader")
    seen.fill([{"row": "Satire", "says": "no"}, {"row": "Report", "says": "yes"}])
    assert [step["done"] for step in lesson.progress().steps] == [True, True]
    log.fill([FULL])
    assert lesson.progress().steps[0]["done"] is False
    kept = AnswerFile("09-test", "log").load()
    assert len(kept.tries[0].value) == 2 and kept.draft.value == [FULL]
    _, again, _, _ = open_lesson()
    assert again.rows == [FULL]
    path = folder / "answers" / "me" / "09-test" / "seen.json"
    path.write_text('{"tries": [{"value": [{"row": "Gone", "says": "yes"}]}]}', encoding="utf-8")
    _, _, _, third = open_lesson()
    assert third.rows == [{"row": "Report", "says": ""}, {"row": "Satire", "says": ""}]
    assert "the file seen.json.damaged-" in third.status


def test_what_is_handed_in_is_checked(folder):
    """Rows come whole; a table of another shape is refused, in words."""
    fitting = Fitting(read_lesson("09-test", folder=folder)["seen"])
    given = fitting.answer(Answer().submitting([{"row": "Satire", "says": "no"}]))
    assert given.last.value[0] == {"row": "Report", "says": ""}
    for wrong in ("yes", [{"row": "Satire", "says": "maybe"}], [{}] * 1001, [{"row": "Gone"}], {"row": "Satire"}):
        with pytest.raises(ValueError, match=r"row|offered|asked about"):
            fitting.answer(Answer().submitting(wrong))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('name = "kept"', 'name = "where"'), "columns must have names, each another"),
        (('name = "kept"', 'name = "row"'), "none 'row'"),
        (('name = "kept"', 'name = "../x"'), "'../x' cannot name"),
        (('options = ["yes", "no"] }]\nenough', 'options = "yes" }]\nenough'), "options must be a table or a list"),
        (('rows = ["Report", "Satire"]', 'rows = ["Satire", "Satire"]'), "rows must be a list of words, each once"),
        (('rows = ["Report", "Satire"]', "rows = []"), "rows must be a list of words"),
        (('title = "Where?"', 'titel = "Where?"'), "field 'titel' is not known here"),
        (("columns = [{ name", "colums = [{ name"), "field 'colums' is not known here"),
    ],
)
def test_what_is_wrong_in_a_file_is_said(folder, change, said):
    """The table that it stands in, and what would be right."""
    path = folder / "09-test.toml"
    path.write_text(TOML.replace(*change, 1), encoding="utf-8")
    with pytest.raises(ValueError, match=said):
        read_lesson("09-test", folder=folder)


def test_a_class_fills_it_in(folder):
    """It counts as done, and as one's own words, by its full rows; it is on the wall if starred; it is given back."""
    home = folder / "classes" / "7B"
    seen = {"seen.json": answered([{"row": "Satire", "says": "no"}])}
    hand_in(home, "Ana", {"09-test": {"log.json": answered([FULL], [FULL, FULL]), **seen}})
    hand_in(
        home, "Ben", {"09-test": {"log.json": answered([{"where": "<b>A friend"}]), "seen.json": answered("no rows")}}
    )
    classroom = room(home, lessons=(folder,))
    results = results_of(classroom)
    ana, ben = results.members
    work = results.lessons["09-test"].work
    assert list(work[ben.key].unread) == ["seen.json"]
    log, of_rows = (question for question in questions(results, "09-test", [(ana.key, "09-test", "log")]))
    assert (log["n"], log["answers"]) == (2, [{"words": "The town's page · yes\nThe town's page · yes", "who": 0}])
    assert (of_rows["n"], of_rows["answers"]) == (1, [])
    rows = [["Report", [["yes", 0], ["no", 0]]], ["Satire", [["yes", 0], ["no", 1]]]]
    assert (log["reveal"], of_rows["reveal"]) == (["Another reader looked at the town's page first."], [])
    assert (log["tallies"], of_rows["tallies"]) == ([], [{"title": "Says it?", "rows": rows}])
    written = {each["activity"]: each["answers"] for each in lesson_view(results, "09-test")["written"]}
    assert sorted(each["tries"][-1][0] for each in written["log"])[0] == "<b>A friend"
    assert written["seen"] == [{"who": 0, "tries": [["Satire · no", "2026-09-07T09:05:00+00:00"]]}]
    book = gradebook_of(classroom, results)
    parts = {part.name: (part.got, part.of) for part in book.grades[ana.key, "09-test"].parts}
    assert parts == {"completion": (1, 3), "reasons": (1, 1)}
    assert book.grades[ben.key, "09-test"].points == 0
    pages = [lesson_html(lesson_sheet(results, "09-test"), work[key], {}, number=0) for key in (ana.key, ben.key)]
    assert "<th scope='col'>Kept?</th>" in pages[0] and "Satire</td>" in pages[0]
    assert "&lt;b&gt;A friend" in pages[1] and "You have not filled in this table yet." in pages[1]


def test_made_up_learners_fill_it_in(folder):
    """As many rows as are there or are enough, and what they say is an answer."""
    data = read_lesson("09-test", folder=folder)
    for task in [task for task in tasks_of(data) if task.activity.kind == "table"]:
        chance = random.Random(3)
        files = answered_by(task, Habits(1, 0, 0, 0, 1), chance, at=BEGAN, learner="x", files={}, versions={})
        rows = Fitting(task.activity).answer(answer_of(files[f"{task.activity.name}.json"])).now.value
        assert len(rows) == 2 and all("(synthetic)" in row["where"] for row in rows if "where" in row)


def test_its_minutes_are_those_of_its_fields(folder):
    """A field to write in, and one to choose in, for each row that is enough; and its words are read."""
    cells = [("markdown", "## 1. Look"), ("code", 'lesson.table("log")')]
    counted = minutes(read_lesson("09-test", folder=folder), cells)
    words = len(["1", "Look", "Where", "did", "you", "look", "Where", "A", "name", "Kept", "yes", "no"])
    assert counted["1. Look"] == pytest.approx((words * 0.4 + 2 * (SPENT["table"] + SPENT["option"])) / 60)


def test_it_is_printed_with_room_to_write(folder):
    """Its columns, and a row for each name, or as many as are enough."""
    lesson = read_lesson("09-test", folder=folder)
    log, seen = (asked_html(lesson[name], Paper()) for name in ("log", "seen"))
    assert log.count("<tr>") == 1 + 2 and "Kept?</b> yes · no" in log
    assert seen.count("<tr>") == 1 + 2 and "<td>Satire</td><td></td>" in seen
