"""The lesson notebooks: as committed, and run from top to bottom."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from kit.activity.lesson_file import lesson_folder, read_lesson
from kit.lab import copy_lessons
from kit.readability import count, score
from kit.words import WORD

LESSONS = sorted(lesson_folder().glob("*.ipynb"))
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
    """Each by the method for its kind; what else it asks of the lesson is its progress, or of one of its texts."""
    lesson = read_lesson(path.stem)
    shown = [call for call in calls(path) if call[0] not in ("progress", "reading", "about")]
    assert shown == [(activity.kind, activity.name) for activity in lesson.activities.values()]
    assert {call[1] for call in calls(path) if call[0] in ("reading", "about")} <= set(lesson.texts)


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


@pytest.mark.parametrize("path", LESSONS, ids=NAMES)
def test_texts_are_within_reach(path):
    """What is marked first is invented and of grade 8 or below; a passage of a real article has 200 words or fewer."""
    texts = [a.text for a in read_lesson(path.stem).activities.values() if a.kind == "mark" and a.step]
    for text in texts:
        invented = not text.whole.slug or "(invented)" in (text.whole.card.author or "")
        assert invented or len(WORD.findall(text.article.text)) <= 200, text.name
        if text is texts[0]:
            assert invented, text.name
            assert score(count(text.article.text))["flesch_kincaid"].value <= 8, text.name


def test_lessons_are_copied_without_their_keys(tmp_path):
    """A learner's folder holds the notebooks; their activities are read from the kit."""
    copy_lessons(lesson_folder(), tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".kit", *(f"{name}.ipynb" for name in NAMES)]


def test_the_readme_lists_the_lessons():
    """The README's table names every lesson, in order, and each teacher's plan belongs to one."""
    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"\(lessons/(\d\d-[\w-]+)\.ipynb\)", readme) == NAMES
    assert sorted(path.stem for path in (lesson_folder() / "teacher").glob("*.md")) == NAMES


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
