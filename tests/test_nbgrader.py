"""Lessons as nbgrader's assignments: their last cell, alone, and in a course that the real package runs."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import nbformat
import pytest

from kit.activity.lesson_file import lesson_folder, read_lesson
from kit.classroom.demo_answers import answered
from kit.classroom.demo_tasks import Habits, tasks_of
from kit.classroom.nbgrader import Later, Points, points
from kit.classroom.weights import read_weights
from kit.lesson import Lesson

HERE = Path(__file__).parent
NAME = "02-who-is-speaking"
GRADED = [path for path in sorted(lesson_folder().glob("0*.ipynb")) if not path.stem.startswith("00")]
OUT_OF = read_weights()[""].out_of
DILIGENT = Habits(finds=1, trapped=0, adds=0, learns=0, does=1)
NBGRADER = "nbgrader>=0.9.5,<0.10"
NEEDED = ("anywidget", "charset-normalizer", "ipywidgets", "nupunkt")  # what a lesson takes of the kit's dependencies


def answer(home, learner, lesson=NAME, habits=DILIGENT):
    """Write a made-up learner's answers to a lesson under a folder; the texts of the files by name."""
    chance, files = random.Random(3), dict[str, str]()
    at = datetime(2026, 9, 7, 9, tzinfo=UTC)
    for task in tasks_of(read_lesson(lesson)):
        files |= answered(task, habits, chance, at=at, learner=f"learner:{learner}", files=files, versions={})
    folder = home / "answers" / learner / lesson
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return files


@pytest.fixture
def grading(monkeypatch, tmp_path):
    """The folder of an assignment that is being graded, by somebody whose own answers are elsewhere."""
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    monkeypatch.setenv("KIT_FOLDER", str(tmp_path / "elsewhere"))
    assignment = tmp_path / NAME
    assignment.mkdir()
    monkeypatch.chdir(assignment)
    return assignment


def test_each_lesson_is_an_assignment():
    """Its last cell is graded, cannot be changed, and is worth what the gradebook gives; nothing else is nbgrader's."""
    assert len(GRADED) == len(list(lesson_folder().glob("*.toml"))) - 1
    assert set(read_weights()) == {"", "00-start-here"}  # of these no lesson is worth more or less than the others
    for path in GRADED:
        *others, last = nbformat.read(path, as_version=4).cells
        assert not [cell for cell in others if "nbgrader" in cell.metadata]
        assert last.source == "from kit.classroom.nbgrader import points\n\npoints(lesson)"
        wanted = {"cell_type": "code", "grade": True, "grade_id": "points", "locked": True, "schema_version": 3}
        assert last.metadata.nbgrader == {**wanted, "points": OUT_OF, "solution": False, "task": False}


def test_a_learner_sees_nothing_of_it(home):
    """Wherever nobody grades, nothing is counted, and nothing is shown; its words are no number."""
    shown = points(Lesson(NAME))
    assert isinstance(shown, Later)
    assert shown._repr_html_() == "<span hidden></span>"
    with pytest.raises(ValueError, match="could not convert"):
        float(repr(shown))


def test_the_points_are_a_number_and_a_page(grading):
    """What was done well is worth more than what was not, and nothing is worth nothing; all that was said is words."""
    nothing = points(Lesson(NAME))
    assert (nothing.points, repr(nothing)) == (0, "0")
    files = answer(grading, "blue heron")
    exit_file = grading / "answers" / "blue heron" / NAME / "exit.json"
    exit_file.write_text(files["exit.json"].replace("(synthetic)", "<script>alert(1)</script> & so on"), "utf-8")
    best = points(Lesson(NAME))
    assert isinstance(best, Points)
    assert float(repr(best)) == best.points
    assert best.html.count("<mark") > 10
    assert "<script" not in best.html and "&lt;script&gt;alert(1)" in best.html
    shutil.rmtree(grading / "answers")
    answer(grading, "blue heron", habits=Habits(0.3, 0.6, 0.5, 0.3, 0.7))
    assert 0 < points(Lesson(NAME)).points < best.points <= OUT_OF


def test_whose_answers_are_graded_is_known_or_asked(grading):
    """A name in learner.txt says it; one folder says it; of two, somebody has to choose."""
    answer(grading, "blue heron", habits=Habits(0.3, 0.6, 0.5, 0.3, 0.7))
    opened = Lesson(NAME)
    for activity in read_lesson(NAME).activities.values():
        getattr(opened, activity.kind)(activity.name)  # which keeps how far nobody is, under no name
    assert (grading / "answers" / "me" / NAME / "progress.json").exists()
    weak = points(Lesson(NAME)).points
    answer(grading, "red maple")
    assert points(Lesson(NAME)).points == weak  # who was alone is signed in since
    (grading / "answers" / "learner.txt").write_text('{"name": "Red Maple", "folder": "red maple"}', "utf-8")
    assert points(Lesson(NAME)).points > weak
    (grading / "answers" / "learner.txt").unlink()
    with pytest.raises(ValueError, match="blue heron, red maple"):
        points(Lesson(NAME))


@pytest.fixture(scope="module")
def nbgrader(absent, tmp_path_factory):
    """The Python of an environment with nbgrader, and the kit as it is here."""
    uv = os.environ.get("UV") or shutil.which("uv") or absent("no `uv` on the path; install it: pip install uv")
    place = tmp_path_factory.mktemp("nbgrader") / "env"

    def run(*command):
        made = subprocess.run([uv, *command], cwd=HERE.parent, capture_output=True, text=True, timeout=600)
        if made.returncode:
            absent(f"no environment for nbgrader, which asks the network for packages: {made.stderr[-2000:]}")

    run("venv", "--python", sys.executable, place)
    run("pip", "install", "--python", place, "-c", "requirements.lock", NBGRADER, *NEEDED)
    run("pip", "install", "--python", place, "--no-deps", "-e", ".")
    # It reads a grammar whenever it is imported, for seconds, to check addresses in a form that nobody here writes.
    run("pip", "uninstall", "--python", place, "rfc3987-syntax")
    return next(place / folder for folder in ("bin", "Scripts") if (place / folder).is_dir())


def test_a_course_runs_it(nbgrader, grading, tmp_path):
    """Generated, released, fetched, answered, submitted, collected, graded and given back by nbgrader itself."""
    files = answer(tmp_path / "strong", "blue heron")
    (tmp_path / "strong" / "answers" / "learner.txt").write_text(
        '{"name": "Blue Heron", "folder": "blue heron"}', "utf-8"
    )
    shutil.copytree(tmp_path / "strong", grading, dirs_exist_ok=True)
    expected = points(Lesson(NAME)).points
    (tmp_path / "empty").mkdir()
    notebook = lesson_folder() / f"{NAME}.ipynb"
    env = os.environ | {"PATH": f"{nbgrader}{os.pathsep}{os.environ['PATH']}", "HOME": str(tmp_path)}
    for name in ("KIT_FOLDER", "NBGRADER_EXECUTION"):
        env.pop(name)
    course = [nbgrader / "python", HERE / "nbgrader" / "course.py", tmp_path / "here", notebook]
    ran = subprocess.run(
        [*course, tmp_path / "strong", tmp_path / "empty"], env=env, capture_output=True, text=True, timeout=900
    )
    assert ran.returncode == 0, ran.stdout[-3000:] + ran.stderr[-6000:]
    strong, empty = json.loads(ran.stdout.splitlines()[-1])
    print(f"{strong[2]} and {empty[2]} seconds a submission")
    assert (strong[1], empty[1]) == (OUT_OF, OUT_OF)
    assert (strong[0], empty[0]) == (expected, 0)
    page = Path(strong[3]).read_text(encoding="utf-8")
    assert page.count("<mark") >= files["column.jsonl"].count("\n")
    assert f"{strong[0]:g} of {OUT_OF} points" in " ".join(re.sub(r"<[^>]+>", " ", page).split())
    assert "Nothing was answered here" in Path(empty[3]).read_text(encoding="utf-8")
