"""A plan's minutes: counted from what is read and done, beside sections that have the numbers of the steps.

So for a class with computers, and for one with paper alone.
"""

from __future__ import annotations

import json
import re

import pytest

from kit.activity.lesson_file import lesson_folder, read_lesson
from kit.activity.minutes import LOOK, READING, SPENT, START, START_UP, minutes
from kit.agreement.units import tier
from kit.handout.texts import steps_on_paper
from kit.words import WORD

FOLDER = lesson_folder()
NAMES = sorted(path.stem for path in FOLDER.glob("*.toml"))
ROW = re.compile(r"^\| ([\d.]+)–([\d.]+) \| ([^|]+?) \| ([\d.]*) \|", re.M)
ON_PAPER = [name for name in NAMES if name[:2] in ("01", "02", "03", "04", "05", "09")]
HEADING = "\n### On paper\n"
ALOUD = (
    4  # seconds for each entry that a key asks for: its place, words and label are read aloud, and all look and tick
)


def cells(name):
    notebook = json.loads((FOLDER / f"{name}.ipynb").read_text(encoding="utf-8"))
    return [(cell["cell_type"], "".join(cell["source"])) for cell in notebook["cells"]]


def written(name):
    return (FOLDER / "teacher" / f"{name}.md").read_text(encoding="utf-8")


def plan(name):
    """A plan without what it says of paper."""
    before, heading, rest = written(name).partition(HEADING)
    return before + rest[rest.index("\n## ") :] if heading else before


def paper(name):
    """What a plan says of paper."""
    return written(name).partition(HEADING)[2].partition("\n## ")[0]


def minutes_on_paper(lesson, said):
    """How many minutes each step takes with the sheet: as on a screen, for it is the same that is read and done.

    What needs a program is left out. There come to it the words that explain labels, a look at what hangs on the wall,
    the key, which is read aloud, and what the plan has in “” to be said (``said``, by the section of its row).
    """
    cells, besides, known = [("markdown", f"# {lesson.title}")], {}, set()
    for number, (title, activities) in enumerate(steps_on_paper(lesson).items(), 1):
        done = [each for each in activities if not each.second_reader and each.kind != "neighbour"]
        prose = "\n\n".join([f"## {number}. {title}", *(each.on_paper for each in done)])
        cells += [("markdown", prose), *(("code", f'lesson.{each.kind}("{each.name}")') for each in done)]
        compared = [lesson[each.of] for each in done if each.kind == "compare"]
        told = {label.hint for each in done for label in each.labels if label.hint} - known
        known |= told
        besides[f"{number}. {title}"] = (
            ALOUD * sum(tier(entry) == "must" for of in compared if of.kind == "mark" for entry in of.key)
            + LOOK * any(shown.step == title for shown in lesson.wall)
            + READING * sum(len(WORD.findall(words)) for words in [*told, *said.get(f"{number} {title}", ())])
        )
    return {
        title.replace(".", "", 1): counted + besides.get(title, 0) / 60
        for title, counted in minutes(lesson, cells).items()
    }


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
            r"lesson\.(?!reading|about|packet|pair)\w+\(\"([\w-]+)\"\)", source if kind == "code" else ""
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


@pytest.mark.parametrize("name", ON_PAPER)
def test_the_clock_of_paper_has_room_for_what_is_counted(name):
    """No gap between rows, each long enough, the end at 46 minutes or before; what has no row is to be left out."""
    lesson = read_lesson(name)
    lines = {row[2]: re.findall("“([^”]+)”", line) for line in paper(name).splitlines() for row in ROW.findall(line)}
    rows = [(float(start), float(end), title, float(talk)) for start, end, title, talk in ROW.findall(paper(name))]
    counted = minutes_on_paper(lesson, lines)
    assert [row[0] for row in rows] == [0, *(row[1] for row in rows[:-1])]
    short = {
        title: f"{end - start:g} min; counted {counted[title]:.1f} and talk {talk:g}"
        for start, end, title, talk in rows
        if counted[title] + talk > end - start
    }
    assert short == {}
    assert rows[-1][1] <= 46
    left = [title.partition(" ")[0] for title in counted if title not in lines]
    assert re.findall(r"^Leave out (\d+)\b", paper(name), re.M) == left


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
