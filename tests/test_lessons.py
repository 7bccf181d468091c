"""The lesson notebooks: as committed, and run from top to bottom."""

from __future__ import annotations

import ast
import json
import re
from collections import Counter
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from kit import read
from kit.activity.figures import figures_of
from kit.activity.lesson_file import lesson_folder, read_lesson
from kit.agreement.units import tier
from kit.files import parse_toml
from kit.lab import copy_lessons
from kit.lesson import Lesson
from kit.readability import count, score
from kit.words import WORD

LESSONS = sorted(lesson_folder().glob("[0-9]*.ipynb"))
NAMES = [path.stem for path in LESSONS]


def cells(path, kind):
    return [c for c in json.loads(path.read_text(encoding="utf-8"))["cells"] if c["cell_type"] == kind]


def calls(path):
    """What a notebook calls of its lesson, by method and first argument, in order."""
    source = "\n".join("".join(cell["source"]) for cell in cells(path, "code"))
    made = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    of_lesson = [
        node for node in made if isinstance(node.func, ast.Attribute) and ast.unparse(node.func.value) == "lesson"
    ]
    of_lesson.sort(key=lambda node: (node.lineno, node.col_offset))
    return [(node.func.attr, *(ast.literal_eval(given) for given in node.args)) for node in of_lesson]


def test_each_lesson_has_its_notebook_and_its_activities():
    """Lesson after lesson from 00 on, each a notebook and a TOML of one name."""
    assert [name[:3] for name in NAMES] == [f"{number:02}-" for number in range(len(NAMES))]
    assert len(NAMES) >= 6
    assert sorted(path.stem for path in lesson_folder().glob("*.toml")) == NAMES


@pytest.mark.parametrize("path", LESSONS, ids=NAMES)
def test_a_notebook_shows_each_activity_once_and_in_order(path):
    """Each by the method for its kind; what else it asks is its progress, one of its texts, or another article."""
    lesson = read_lesson(path.stem)
    others = ("progress", "reading", "about", "another", "packet", "pair")
    shown = [call for call in calls(path) if call[0] not in others]
    assert calls(path).count(("another",)) == (path.stem[:2] in ("01", "02", "03", "04", "05"))
    assert shown == [(activity.kind, activity.name) for activity in lesson.activities.values()]
    assert {call[1] for call in calls(path) if call[0] in ("reading", "about")} <= set(lesson.texts)
    assert [call[1] for call in calls(path) if call[0] == "packet"] == [*lesson.packets]
    assert {call[1] for call in calls(path) if call[0] == "pair"} == {*lesson.pairs}


@pytest.mark.parametrize("path", LESSONS, ids=NAMES)
def test_code_is_short_and_holds_no_key(path):
    """40 lines in all; in each cell two statements at most, besides the first; nothing that a key says."""
    sources = ["".join(cell["source"]) for cell in cells(path, "code")]
    assert sum(bool(line.strip()) for source in sources for line in source.splitlines()) <= 40
    for source in sources:
        statements = [node for node in ast.parse(source).body if not isinstance(node, ast.ImportFrom)]
        assert len(statements) <= 2, source
    notebook = path.read_text(encoding="utf-8")
    assert "kit.activity.keys" not in notebook
    for activity in read_lesson(path.stem).activities.values():
        assert not [entry for entry in activity.key if entry.attributes["why"] in notebook]
        for paragraph in activity.reveal.split("\n\n"):
            assert len(paragraph) < 40 or paragraph not in notebook


def test_what_the_plan_of_lesson_05_counts_is_so():
    """Its answers, in figures, are those that the page shows."""
    lesson = read_lesson("05-counting-carefully")
    plan = (lesson_folder() / "teacher" / "05-counting-carefully.md").read_text(encoding="utf-8")
    voices = Counter(entry.label for entry in lesson["hand"].key if tier(entry) == "must")
    assert voices == {"author": 2, "quoted": 2, "furniture": 3}
    assert "*Pool* seven times: twice the reporter, twice Lea Grund, three times the furniture." in plan
    of_voice = lesson.texts["pool"].reading.voices
    for entry in lesson["hand"].key:
        assert any(start <= entry.start and entry.end <= end for start, end in of_voice[entry.label]), entry
    pool = figures_of(lesson.texts["pool"])
    counted = [pool["top_count"](voice) for voice in ("page", "author", "quoted", "furniture")]
    assert (pool["top_term"](), counted) == ("pool", [7, 2, 2, 3])
    page = figures_of(lesson.texts["page"])
    assert (page["lines"]("peaceful"), page["own_lines"]("peaceful")) == (6, "1, 5 and 6")
    assert "Three of six lines, or two: lines 1 and 5 are nearly one sentence" in plan
    assert f"In line {page['marked_lines']('peaceful')} the author puts the word in marks" in plan
    assert f"Three against none, from {page['words_of_speaker']('Jen Psaki')} words" in plan
    words = [lesson.texts["page"].reading.words(voice).size for voice in ("author", "quoted")]
    assert "8 in {} words is less often than 5 in {}".format(*words) in plan
    for name in ("report", "column"):  # the same count, of a sound text and of a slanted one
        assert Counter(tier(entry) for entry in lesson[name].key)["must"] == 4
    grades = [read(slug).readability("article")["flesch_kincaid"].value for slug in ("lake-opinion", "ferry-bridge")]
    assert [f"{grade:.1f}" for grade in grades] == ["5.8", "5.8"]
    assert "that column grade 5.8." in lesson["credible"].common and "grade 5.8 too." in lesson["credible"].common
    assert "*Ferry Bridge*, a sound report: 5.8." in plan
    assert f"a report of {len(lesson.texts['pool'].article.text.split())} words with its furniture" in plan


@pytest.mark.parametrize("path", LESSONS, ids=NAMES)
def test_texts_are_within_reach(path):
    """What is marked first is invented and of grade 8 or below; a passage of a real article has 200 words or fewer."""
    marked = [a for a in read_lesson(path.stem).activities.values() if a.kind == "mark"]
    texts = [a.text for a in marked if a.step or not a.enough]  # where nothing need be marked, comparing is the step
    for text in texts:
        invented = not text.whole.slug or "invented" in (text.whole.card.author or "")
        assert invented or len(WORD.findall(text.article.text)) <= 200, text.name
        if text is texts[0]:
            assert invented, text.name
            assert score(count(text.article.text))["flesch_kincaid"].value <= 8, text.name


def test_how_good_the_program_is_is_said_alike_in_lesson_and_plan():
    """With the figures of texts that nobody tuned on, in words in the lesson."""

    def said(name):
        notebook = "".join("".join(cell["source"]) for cell in cells(lesson_folder() / f"{name}.ipynb", "markdown"))
        return notebook, (lesson_folder() / "teacher" / f"{name}.md").read_text(encoding="utf-8")

    for text in said("03-what-is-claimed"):
        assert "47 of 66 claims" in text
    lesson, plan = said("04-words-that-push")
    (found, right) = re.search(r"^\| held back: .+? \| \.(\d\d) \| \.(\d\d) \|", plan, re.M).groups()
    assert f"it finds {round(int(found) / 10)} of every 10 words that experts marked" in lesson
    assert f"experts marked {int(right) // 10} or {int(right) // 10 + 1}" in lesson


def test_lessons_are_copied_without_their_keys(tmp_path):
    """A learner's folder holds the notebooks; their activities are read from the kit."""
    copy_lessons(lesson_folder(), tmp_path)
    copied = sorted(path.name for path in tmp_path.iterdir())
    assert copied == [".kit", *(f"{name}.ipynb" for name in NAMES), "explore.ipynb"]


@pytest.mark.parametrize("name", NAMES)
def test_no_dots_tell_before_the_comparison_what_is_to_be_marked(name, home):
    """In each text to mark, as printed or in plain words: none below what the key asks for, warns of or leaves open."""
    lesson = Lesson(name)
    for activity in (each for each in read_lesson(name).every.values() if each.kind == "mark"):
        page = lesson._marked(activity)._page
        if activity.unit == "block" or activity.layer == "claim":  # a sentence: dots below a word of it tell nothing
            continue
        for block, start, end, number in page["glossary"]["places"]:
            text = page["blocks"][block]["text"]
            before = "".join(each["text"] for each in page["blocks"][:block])
            at = activity.article.text.index(text, len(before))
            units = text.encode("utf-16-le")
            first, last = (at + len(units[: 2 * n].decode("utf-16-le")) for n in (start, end))
            assert activity.article.text[first:last].lower() == page["glossary"]["terms"][number][0].lower()
            for entry in activity.entries:
                touches = first < entry.end and entry.start < last
                assert not touches or (activity.layer == "quote" and len(activity.article.covered(entry).split()) > 8)


def test_the_readme_lists_the_lessons():
    """The README's table names every lesson, in order, and each teacher's plan belongs to one."""
    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"\(lessons/(\d\d-[\w-]+)\.ipynb\)", readme) == NAMES
    told = [parse_toml(path.with_suffix(".toml").read_bytes())["learn"] for path in LESSONS]
    assert re.findall(r"\.ipynb\) \| \d+ min \| (.+) \|", readme) == told  # as the start page of a site says it
    assert sorted(path.stem for path in (lesson_folder() / "teacher").glob("[0-9]*.md")) == NAMES


@pytest.mark.parametrize("path", LESSONS, ids=NAMES)
def test_committed_clean(path):
    """No outputs, no counts, no widget state; code folded away; 25 cells at most; a plan for the teacher."""
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert len(notebook.cells) <= 25
    assert "widgets" not in notebook.metadata
    for cell in cells(path, "code"):
        assert (cell["outputs"], cell["execution_count"]) == ([], None)
        assert cell["metadata"]["jupyter"]["source_hidden"] is True
    assert (lesson_folder() / "teacher" / f"{path.stem}.md").exists()


@pytest.mark.parametrize("path", LESSONS, ids=NAMES)
def test_prose_outweighs_code_around_it(path):
    """An activity and its comparison are led up to by words, and no sentence of our own is longer than 40 words."""
    kinds = [c["cell_type"] for c in json.loads(path.read_text(encoding="utf-8"))["cells"]]
    assert kinds[0] == "markdown"
    assert not any(a == b == c == "code" for a, b, c in zip(kinds, kinds[1:], kinds[2:], strict=False))
    for cell in cells(path, "markdown"):
        own = "".join(line for line in cell["source"] if not line.startswith("> "))
        for sentence in re.split(r"(?<=[.!?:])\s|\n", own):
            assert len(sentence.split()) <= 40, sentence


@pytest.mark.parametrize("path", LESSONS, ids=NAMES)
def test_runs_from_top_to_bottom(path, home):
    """The notebook runs in a fresh kernel, and every code cell but pure set-up shows something."""
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(home)}}).execute()
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(cell.outputs for cell in code)
    kinds = {output.output_type for cell in code for output in cell.outputs}
    assert kinds <= {"execute_result", "display_data"}, "a cell printed, or wrote to stderr"
