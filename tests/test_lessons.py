"""The lesson notebooks: as committed, and run from top to bottom."""

from __future__ import annotations

import json
import re
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from kit.lab import lesson_folder

LESSONS = sorted(lesson_folder().glob("*.ipynb"))
NAMES = [path.stem for path in LESSONS]


def cells(path, kind):
    return [c for c in json.loads(path.read_text(encoding="utf-8"))["cells"] if c["cell_type"] == kind]


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
    """An activity and its comparison are led up to by words, and no sentence is longer than 40 words."""
    kinds = [c["cell_type"] for c in json.loads(path.read_text(encoding="utf-8"))["cells"]]
    assert kinds[0] == "markdown"
    assert not any(a == b == c == "code" for a, b, c in zip(kinds, kinds[1:], kinds[2:], strict=False))
    for cell in cells(path, "markdown"):
        for sentence in re.split(r"(?<=[.!?:])\s|\n", "".join(cell["source"])):
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
