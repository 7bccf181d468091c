"""A teacher's plans have one template: the same paragraphs and headings, in one order, and in each what it promises."""

from __future__ import annotations

import re
from functools import cache

import pytest

from kit.activity.lesson_file import lesson_folder, read_lesson
from kit.words import WORD

NAMES = sorted(path.stem for path in lesson_folder().glob("*.toml"))
WRITTEN = [name for name in NAMES if any(each.kind == "write" for each in read_lesson(name).activities.values())]
OPENING = ("Time", "Needs", "Texts", "Aim.", "Forewarn.", "Another text.")
HEADINGS = [
    "Before the lesson",
    "Background",
    "In the class",
    "Questions to talk about",
    "What they will say",
    "Support and stretch",
    "The whole class",
    "Sample answers",
    "The key",
    "A letter home",
    "Where it fits",
    "What is so, and how we know",
]
PREPARED = ["Materials", "Level", "Vocabulary", "Learners of English"]
CLOCK = ["clock", "section", "talk", "what to do", "on the wall"]
CLOCK_ON_PAPER = ["clock", "section", "talk", "with paper"]
ON_PAPER = [name for name in NAMES if name[:2] in ("01", "02", "03", "04", "05", "09")]
SCREEN = re.compile(r"\b(?:screen|click|button|projector|press (?:it|the)|open the (?:box|chart)|hand in)\b", re.I)
ITEM = re.compile(r"^(?:[-*]|\d+\.) (.+)$", re.M)
CODE = re.compile(r"\b(?:CCSS|CCRA|(?:RI|RL|RH|RST|RF|SL|WHST|W|L|R)\.(?:CCR|[K\d]))")  # a standard's, such as RI.8.6


@cache
def parts(name: str) -> dict[str, str]:
    """What stands before the first heading, under "", and under each heading."""
    text = (lesson_folder() / "teacher" / f"{name}.md").read_text(encoding="utf-8")
    opening, *rest = re.split(r"^## ", text, flags=re.M)
    cut = [part.partition("\n") for part in rest]
    return {"": opening.strip()} | {heading.strip(): body.strip() for heading, _, body in cut}


def tables(text: str) -> list[list[list[str]]]:
    """Each table's rows, the header first and the line under it left out, as lists of cells."""
    found: list[list[list[str]]] = [[]]
    for line in text.splitlines():
        if not line.startswith("|"):
            found.append([])
        elif not re.fullmatch(r"[|\s:-]+", line):
            found[-1].append([cell.strip() for cell in line.strip("|").split("|")])
    return [table for table in found if table]


def words(text: str) -> int:
    """How many words a person reads in it."""
    return len(WORD.findall(re.sub(r"\]\([^)]*\)", "]", text)))


@pytest.mark.parametrize("name", NAMES)
def test_a_plan_has_the_parts_of_the_template_in_order(name):
    """A title, six paragraphs that begin alike, and twelve headings; all else stands below one of these."""
    opening, *headings = parts(name)
    number = name.partition("-")[0]
    assert parts(name)[opening].startswith(f"# Plan: {number} {read_lesson(name).title}\n")
    assert [each for each in re.findall(r"\*\*([^*]+)\*\*", parts(name)[opening]) if each in OPENING] == [*OPENING]
    assert headings == HEADINGS
    assert [heading for heading in HEADINGS if not parts(name)[heading]] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_first_line_says_the_time_and_what_is_left_of_it(name):
    """In minutes; with what is left, if it is said, they make 50."""
    said = re.search(
        r"^\*\*Time\*\* (\d+) minutes\b(?:.*? leaves (\d+) of 50\b)?.*\*\*Needs\*\*", parts(name)[""], re.M
    )
    assert said, "the paragraph after the title begins **Time** NN minutes, and has **Needs** in it"
    assert said[2] is None or int(said[1]) + int(said[2]) == 50


@pytest.mark.parametrize("name", NAMES)
def test_what_to_get_ready_and_to_know_is_told_before_the_lesson(name):
    """Four items, each with words after its name; the background is one page at most."""
    items = [
        re.match(r"\*\*([^*]+?)[.:]?\*\*[.:]? +(.+)", item) for item in ITEM.findall(parts(name)["Before the lesson"])
    ]
    told = {item[1]: item[2] for item in items if item}
    assert [each for each in told if each in PREPARED] == PREPARED
    assert 40 <= words(parts(name)["Background"]) <= 250


@pytest.mark.parametrize("name", NAMES)
def test_each_step_says_what_to_do_and_what_is_on_the_wall(name):
    """The clock's table has five columns, and no empty cell."""
    header, *rows = tables(parts(name)["In the class"])[0]
    assert header == CLOCK
    assert rows
    for row in rows:
        assert len(row) == 5, row
        assert all(row), row
    assert "Short of time?" in parts(name)["In the class"]


@pytest.mark.parametrize("name", ON_PAPER)
def test_a_class_without_computers_has_a_clock_of_its_own(name):
    """What to print, and a table of four columns without an empty cell, which asks for nothing that paper has not."""
    body = parts(name)["In the class"]
    assert body.count("### On paper\n") == 1
    said = body.partition("### On paper\n")[2]
    assert f"`kit handout {name.partition('-')[0]} --pdf`" in said
    assert "`--plain`" in said
    header, *rows = tables(said)[0]
    assert header == CLOCK_ON_PAPER
    assert [row for row in rows if len(row) != 4 or not all(row)] == []
    assert SCREEN.findall(said) == []
    assert "*On paper*" in parts(name)["Before the lesson"]


@pytest.mark.parametrize("name", NAMES)
def test_there_is_enough_to_talk_about(name):
    """Four questions to six, and what learners may say, each with what to ask or to answer."""
    questions = ITEM.findall(parts(name)["Questions to talk about"])
    assert 4 <= len(questions) <= 6
    assert [question for question in questions if "?" not in question] == []
    heard = ITEM.findall(parts(name)["What they will say"])
    assert len(heard) >= 3
    assert [each for each in heard if not re.match(r"\*?“.+”.* .+", each)] == []


@pytest.mark.parametrize("name", WRITTEN)
def test_written_work_has_answers_at_three_levels_and_a_rubric(name):
    """Where a lesson asks for writing: three answers or more, in “”, and a table of three rows."""
    body = parts(name)["Sample answers"]
    assert len([item for item in ITEM.findall(body) if "“" in item]) >= 3
    header, *rows = tables(body)[-1]
    assert len(rows) == 3
    assert [row for row in rows if len(row) != len(header) or not all(row)] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_key_is_told_and_the_rest_of_it_can_be_printed(name):
    """Answers and traps in the plan; all of the key comes with a command."""
    assert words(parts(name)["The key"]) >= 40
    assert f"`kit handout {name.partition('-')[0]}`" in parts(name)["The key"]


@pytest.mark.parametrize("name", NAMES)
def test_the_letter_home_is_short(name):
    """A note for the teacher, then the letter, as a quotation to copy."""
    lines = parts(name)["A letter home"].splitlines()
    letter = " ".join(line.lstrip("> ") for line in lines if line.startswith(">"))
    assert 40 <= words(letter) <= 120
    assert any(line and not line.startswith(">") for line in lines)


@pytest.mark.parametrize("name", NAMES)
def test_where_a_lesson_fits_is_said_in_words(name):
    """Three frameworks by name, and no code of a standard that nobody has checked."""
    body = parts(name)["Where it fits"]
    for framework in ("NAMLE", "UNESCO", "Think Critically, Click Wisely", "Common Core"):
        assert framework in body
    assert CODE.findall(" ".join(parts(name).values())) == []


def test_a_code_of_a_standard_is_known_when_it_is_seen():
    """And nothing that only looks a little like one."""
    for code in ("RI.8.6", "CCSS.ELA-Literacy", "CCRA.R.8", "R.CCR.6", "RH.6-8.1", "W.8.1"):
        assert CODE.search(code), code
    for plain in ("R. Korybko", "lesson 08.1", "OneWorld.press", "kit handout 01", "L. 3"):
        assert not CODE.search(plain), plain
