"""A plan's minutes: counted from what is read and done, beside sections that have the numbers of the steps."""

from __future__ import annotations

import json
import re

import pytest

from kit.activity.lesson_file import lesson_folder, read_lesson
from kit.activity.minutes import LOOK, SPENT, START, START_UP, minutes

FOLDER = lesson_folder()
NAMES = sorted(path.stem for path in FOLDER.glob("*.toml"))
ROW = re.compile(r"^\| ([\d.]+)–([\d.]+) \| ([^|]+?) \| ([\d.]*) \|", re.M)


def cells(name):
    notebook = json.loads((FOLDER / f"{name}.ipynb").read_text(encoding="utf-8"))
    return [(cell["cell_type"], "".join(cell["source"])) for cell in notebook["cells"]]


def plan(name):
    return (FOLDER / "teacher" / f"{name}.md").read_text(encoding="utf-8")


def sections(name):
    """The numbered headings of a notebook."""
    prose = "\n\n".join(source for kind, source in cells(name) if kind == "markdown")
    return re.findall(r"^## (\d+\. .+)$", prose, re.M)


@pytest.mark.parametrize("name", NAMES)
def test_sections_steps_and_rows_have_the_same_numbers(name):
    """The notebook's headings, the steps that a learner sees ticked off, and the rows of the plan say the same."""
    lesson = read_lesson(name)
    steps = [f"{number}. {title}" for number, title in enumerate(lesson.steps, 1)]
    assert sections(name) == steps
    assert [row[2] for row in ROW.findall(plan(name))] == [START, *(step.replace(".", "", 1) for step in steps)]


@pytest.mark.parametrize("name", NAMES)
def test_the_activities_of_a_step_stand_in_its_section(name):
    """What is ticked off under a title is done below the heading of that title."""
    lesson, section, wrong = read_lesson(name), "", []
    for kind, source in cells(name):
        if kind == "markdown" and (headings := re.findall(r"^## (?:\d+\. )?(.+)$", source, re.M)):
            section = headings[-1]
        for activity in re.findall(
            r"lesson\.(?!reading|about|packet)\w+\(\"([\w-]+)\"\)", source if kind == "code" else ""
        ):
            wrong += [activity] if lesson[activity].step not in ("", section) else []
    assert wrong == []


@pytest.mark.parametrize("name", NAMES)
def test_a_plan_has_room_for_what_is_counted_and_for_talk(name):
    """No gap between rows, each long enough, and the end at 46 minutes or before."""
    rows = [(float(start), float(end), title, float(talk or 0)) for start, end, title, talk in ROW.findall(plan(name))]
    counted = minutes(read_lesson(name), cells(name))
    assert len(rows) == len(counted)
    assert [row[0] for row in rows] == [0, *(row[1] for row in rows[:-1])]
    short = {
        title: f"{end - start:g} min; counted {needed:.1f} and talk {talk:g}"
        for (start, end, title, talk), needed in zip(rows, counted.values(), strict=True)
        if needed + talk > end - start
    }
    assert short == {}
    assert rows[-1][1] <= 46


@pytest.mark.parametrize("name", NAMES)
def test_the_time_is_said_alike_everywhere(name):
    """The notebook, the plan and the README give the minutes at which the plan's table ends."""
    end = ROW.findall(plan(name))[-1][1]
    assert f"({end} minutes)" in cells(name)[0][1]
    assert re.match(rf"# Plan: .+\n\n\*\*Time\*\* {end} minutes\b", plan(name))
    assert re.search(rf"\(lessons/{name}\.ipynb\) \| {end} min \|", (FOLDER.parent / "README.md").read_text("utf-8"))


SMALL = """
title = "Small"
[text.rain]
words = "It rained. It rained all day, and Ana said so."
[activity.mark]
kind = "mark"
step = "Mark"
text = "rain"
layer = "weather"
labels = ["rain"]
[[activity.mark.key]]
label = "rain"
words = "rained"
why = "Water that falls, once more."
[[activity.mark.key]]
label = "rain"
words = "rained"
why = "Water that falls, once more."
tier = "trap"
[activity.compare]
kind = "compare"
step = "Mark"
of = "mark"
prompt = "Compare, please."
button = "Compare"
reveal = "Five words, and then two."
[activity.again]
kind = "mark"
text = "rain"
layer = "weather"
labels = ["rain"]
enough = 3
[[activity.again.key]]
label = "rain"
words = "rained"
why = "Water that falls."
"""


def test_minutes_are_words_read_and_things_done(tmp_path):
    """A text seen again takes half, reasons take half, and what has no number takes nothing."""
    (tmp_path / "small.toml").write_text(SMALL, encoding="utf-8")
    lesson = read_lesson("small", folder=tmp_path)
    counted = minutes(
        lesson,
        [
            ("markdown", "# Small\n\nTwo words."),
            ("markdown", "## 1. Mark\n\nFour words are here."),
            ("code", 'lesson.mark("mark")'),
            ("code", 'lesson.compare("compare")'),
            ("markdown", "One.\n\n## 2. Again\n\nYes."),
            ("code", 'closed("Look.", chart(lesson.reading("rain")))\nlesson.mark("again")'),
            ("markdown", "## If you have time\n\nMore."),
        ],
    )
    read = 60 / 150
    assert counted == pytest.approx(
        {
            START: (START_UP + 3 * read) / 60,
            "1. Mark": ((6 + 10 + 2 + 5 + 2.5 + 1) * read + SPENT["mark"] + SPENT["compare"]) / 60,
            "2. Again": ((3 + 5) * read + 3 * SPENT["mark"] + LOOK) / 60,
        }
    )
