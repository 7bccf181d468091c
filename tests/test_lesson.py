"""A lesson saves, restores and ticks off."""

from __future__ import annotations

import subprocess
import sys

import pytest

from kit import write_annotations
from kit.activity.lesson_file import read_lesson
from kit.annotation import Annotation
from kit.lesson import Lesson, closed
from kit.tables import Table

TOML = '''
title = "A test"

[text.road]
words = """
Rain closes road

The road is closed.

Share this page"""

[activity.name]
kind = "sign_in"
prompt = "Which name?"

[activity.guess]
kind = "choose"
step = "Guess"
prompt = "How many of {sentences} sentences?"
text = "road"
common = "There are {sentences}."

[activity.guess.options]
one = "No. {common}"
two = "Yes."

[activity.number]
kind = "estimate"
prompt = "How many words?"
measure = "of {words:page} words"
bounds = [0, "{words:page}"]
text = "road"
reveal = "You said {guess}; it is {words:page}."

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
why = "It names the story."

[[activity.sort.key]]
label = "article"
why = """
It tells
the story."""

[[activity.sort.key]]
label = "furniture"
why = "It asks for something."

[activity.compare]
kind = "compare"
step = "Sort"
of = "sort"
prompt = "Done?"
button = "Compare"
reveal = """
{sorting}

Both
lines count."""
'''


@pytest.fixture
def folder(tmp_path):
    """A teacher's own folder with a lesson in it."""
    (tmp_path / "09-test.toml").write_text(TOML, encoding="utf-8")
    return tmp_path


@pytest.fixture
def lesson(home, folder):
    """The lesson as a notebook opens it."""
    return Lesson("09-test", folder=folder)


def done(lesson):
    return [step["title"] for step in lesson.progress().steps if step["done"]]


def test_steps_are_ticked_off_and_come_back(lesson, folder):
    """A step is done when all of it is; a new kernel finds answers, marks and ticks as they were."""
    guess, sort, compare = lesson.choose("guess"), lesson.mark("sort"), lesson.compare("compare")
    assert done(lesson) == []
    assert (guess.step, compare.step) == ("Step 1 of 2", "Step 2 of 2")
    assert "Step 2 of 2" in str(sort.get_state())
    guess.submit(1)
    sort.mark(0, 16, "article")
    assert done(lesson) == ["Guess"]
    with pytest.raises(ValueError, match="First mark at least 2; you have marked 1"):
        compare.submit(True)
    sort.mark(39, 54, "furniture")
    assert done(lesson) == ["Guess"]
    compare.submit(True)
    assert done(lesson) == ["Guess", "Sort"]

    again = Lesson("09-test", folder=folder)
    guess, sort, compare = again.choose("guess"), again.mark("sort"), again.compare("compare")
    assert done(again) == ["Guess", "Sort"]
    assert guess.revealed == "Yes."
    assert [(a.label, a.span) for a in sort.annotations] == [("article", (0, 16)), ("furniture", (39, 54))]
    assert "you found 1 of 1 blocks" in compare.revealed


def test_texts_quote_figures(lesson):
    """What is said names figures of the text, and is put in paragraphs however its lines were broken."""
    guess, number = lesson.choose("guess"), lesson.estimate("number")
    assert guess.prompt == "How many of 3 sentences?"
    guess.submit(0)
    assert guess.revealed == "No. There are 3."
    assert (number.unit, number.bounds) == ("of 10 words", [0, 10])
    number.submit(4)
    assert number.revealed == "You said 4; it is 10."
    sort, compare = lesson.mark("sort"), lesson.compare("compare")
    for start in (0, 20, 40):
        sort.mark(start, start + 1, "furniture")
    compare.submit(True)
    assert compare.revealed.split("\n\n") == [
        "Furniture: you found 1 of 1 blocks.",
        "Article: you kept 0 of 2 blocks, threw out 2, and left 0 unmarked.",
        "Both lines count.",
    ]


def test_an_activity_is_shown_by_the_method_for_its_kind(lesson):
    """What does not fit is refused, saying what would: another kind, another name, a comparison above what it is of."""
    with pytest.raises(ValueError, match=r"'sort' is there to mark; show it with lesson\.mark\(…\)"):
        lesson.choose("sort")
    with pytest.raises(KeyError, match="has no activity 'sor'; it has name, guess, number, sort, compare"):
        lesson.mark("sor")
    with pytest.raises(ValueError, match=r"'compare' compares 'sort'; show lesson\.mark\('sort'\) in a cell above it"):
        lesson.compare("compare")
    with pytest.raises(ValueError, match="has no text 'page'; it has road"):
        lesson.reading("page")


def test_taking_marks_back_takes_the_tick_back(lesson):
    """A step that is undone is no longer done."""
    sort, compare = lesson.mark("sort"), lesson.compare("compare")
    sort.mark(0, 16, "article")
    sort.mark(39, 54, "furniture")
    compare.submit(True)
    assert done(lesson) == ["Sort"]
    sort.undo()
    assert done(lesson) == []


def test_a_name_is_kept_and_a_bad_one_refused(lesson, folder):
    """The learner's name is saved for every lesson; a name of nothing is refused with words for the learner."""
    asked = lesson.sign_in("name")
    asked._receive(asked, {"number": 1, "value": "\u200b ", "submit": True})
    assert "choose a name such as" in asked.status
    asked.submit("Blue Heron")
    assert "“Blue Heron”" in asked.revealed
    assert "“Blue Heron”" in lesson.progress().note
    assert "“Blue Heron”" in Lesson("09-test", folder=folder).progress().note


def test_another_name_says_whose_answers_are_on_the_page(lesson):
    """Who comes to a computer after somebody else is told that the page still shows that learner's answers."""
    asked = lesson.sign_in("name")
    asked.submit("Ana")
    assert "still shows" not in asked.revealed
    asked.submit("Ben")
    assert "still shows the answers of “Ana”" in asked.revealed
    assert "“Ana”" in lesson.progress().note


def test_marks_carry_the_learners_name(lesson, folder):
    """An annotation says who made it."""
    lesson.sign_in("name").submit("Ana")
    sort = Lesson("09-test", folder=folder).mark("sort")
    sort.mark(0, 16, "article")
    assert sort.annotations[0].annotator == "learner:ana"


def test_damaged_marks_are_said_in_the_widget(home, lesson, folder):
    """A damaged file is reported where the learner looks."""
    lesson.mark("sort").mark(0, 16, "article")
    path = home / "answers" / "me" / "09-test" / "sort.jsonl"
    path.write_text("{", encoding="utf-8")
    sort = Lesson("09-test", folder=folder).mark("sort")
    assert sort.annotations == []
    assert "the file sort.jsonl.damaged-" in str(sort.get_state())


def test_marks_on_other_blocks_are_set_aside(home, lesson, folder):
    """Marks that no longer fit the article's blocks are kept aside and said, and the lesson opens."""
    lesson.mark("sort").mark(0, 16, "article")
    path = home / "answers" / "me" / "09-test" / "sort.jsonl"
    article = read_lesson("09-test", folder=folder)["sort"].article
    write_annotations(path, [Annotation(0, 4, "zone", "article", "learner:me")], article)
    sort = Lesson("09-test", folder=folder).mark("sort")
    assert sort.annotations == []
    assert "the file sort.jsonl.damaged-" in str(sort.get_state())
    assert any("damaged" in found.name for found in path.parent.iterdir())


def test_answers_made_before_activities_were_data_are_found_again(home):
    """File names and formats of answers are those of the lessons whose code held their activities."""
    answers = home / "answers" / "me" / "02-who-is-speaking"
    answers.mkdir(parents=True)
    (answers / "predict.json").write_text('{\n "value": 30,\n "submitted": true\n}\n', encoding="utf-8")
    (answers / "ledger.json").write_text(
        '{\n "rows": [\n  {\n   "speaker": "Helen Aro",\n   "record": "named",\n   "way": ""\n  }\n ]\n}\n',
        encoding="utf-8",
    )
    (answers / "repair.jsonl").write_text(
        '{"layer": "repair", "label": "open", "start": 0, "end": 5, "quote": "There", "evidence": {}, '
        '"attributes": {}, "annotator": "learner:me"}\n',
        encoding="utf-8",
    )
    lesson = Lesson("02-who-is-speaking")
    assert lesson.estimate("predict").revealed.startswith("You said 30. In the report ")
    assert lesson.sources("ledger").rows == [{"speaker": "Helen Aro", "record": "named", "way": ""}]
    assert [mark.label for mark in lesson.mark("repair").annotations] == ["open"]
    assert done(lesson) == ["Predict"]


def test_activities_need_no_widget_and_no_notebook():
    """A class view, a gradebook or a printed page reads them without anywidget or IPython."""
    code = (
        "import pkgutil, sys, kit.activity as a\n"
        "for found in pkgutil.iter_modules(a.__path__, 'kit.activity.'): __import__(found.name)\n"
        "print(*sorted(name for name in sys.modules if name.startswith(('anywidget', 'IPython', 'kit.widgets'))))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == []


def test_an_answer_is_closed_until_it_is_opened():
    """What answers a question stands behind words to press, whole, and takes no key from the notebook's shortcuts."""
    view = closed("Guessed? <Look.>", Table((("who",), ("Ana & Ben",))), "Both.")
    html = view._repr_html_()
    assert html.startswith("<details class='kit-closed ") and " open" not in html
    assert "data-lm-suppress-shortcuts" in html
    assert "Guessed? &lt;Look.&gt;</summary>" in html
    assert "Ana &amp; Ben" in html and "<p>Both.</p>" in html
