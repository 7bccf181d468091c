"""``kit class …`` and ``kit collect``: what is asked for is done, and what is wrong is said with what to do."""

from __future__ import annotations

import argparse
import json
import sys

import pytest

from kit.classroom import command
from kit.classroom.classes import classes_in, open_class
from kit.classroom.telling import quoted
from kit.cli import main
from tests.test_collect import handed, zipped


@pytest.fixture
def home(tmp_path, monkeypatch):
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KIT_FOLDER", raising=False)
    return tmp_path


def test_a_class_is_made_collected_and_told(home, capsys):
    """From a roster and a download to who has handed in what."""
    (home / "r.csv").write_text('Student,ID\n"Ruiz, Ana",7\n"Ode, Ben",8\n', encoding="utf-8")
    (home / "all.zip").write_bytes(zipped({"a.kit.json": handed("Ana Ruiz", 1), "x.pdf": b"", "b.kit.json": b"{"}))
    assert main(["class", "new", "7B", "--roster", "r.csv"]) == 0
    assert "The class 7B is in media-literacy/classes/7B. 2 learners on its roster." in capsys.readouterr().out
    assert main(["collect", "all.zip"]) == 0
    said = capsys.readouterr()
    assert said.out.startswith(
        "7B: 1 new hand-in; none were there already.\nPassed over, as no hand-ins: 1 file (1 .pdf)"
    )
    assert "not yet: Ben Ode" in said.out
    assert "Could not be read (1); the rest is collected:\n  all.zip/b.kit.json: " in said.out
    assert said.err == ""
    assert main(["collect", "all.zip", "--class", "7b"]) == 0
    assert capsys.readouterr().out.startswith("7B: no new hand-in; 1 was there already.")


def test_whose_a_hand_in_is_can_be_said(home, capsys):
    (home / "a.kit.json").write_bytes(handed("Night Owl", 1))
    main(["class", "new", "7B"])
    main(["collect", "a.kit.json"])
    assert main(["class", "assign", "Night Owl", "Ana"]) == 0
    assert "What Night Owl hands in is now Ana's." in capsys.readouterr().out
    assert [each.member.name for each in open_class(home / "media-literacy").hand_ins()] == ["Ana"]
    assert main(["class", "assign", "0000", "Ana"]) == 1


def test_hand_ins_choose_the_class_that_they_name(home, capsys):
    """Where there are several; what names another, or none, is asked about."""
    for name in ("7B", "7C"):
        main(["class", "new", name])
    (home / "c.kit.json").write_bytes(handed("Ana", 1, class_name="7c"))
    (home / "n.kit.json").write_bytes(handed("Ben", 1))
    assert main(["collect", "c.kit.json"]) == 0
    assert "7C: 1 new hand-in" in capsys.readouterr().out
    assert main(["collect", "n.kit.json"]) == 1
    assert (
        "several classes (7B, 7C), and no hand-in says its class; name one with --class NAME" in capsys.readouterr().err
    )
    assert main(["collect", "c.kit.json", "--class", "7B"]) == 0
    assert "1 new hand-in says class '7c', not '7B'." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("call", "why"),
    [
        (["collect", "none.zip"], "there is no class in media-literacy; make one with: kit class new 7B"),
        (["class", "report"], "there is no class in media-literacy"),
        (["class", "new", "7B", "--roster", "none.csv"], "none.csv"),
        (["class", "demo", "--learners", "0"], "1 to 4,000 learners, not 0"),
    ],
)
def test_what_is_wrong_is_said(home, call, why, capsys):
    """And nothing is made."""
    assert main(call) == 1
    assert why in capsys.readouterr().err
    assert classes_in(home / "media-literacy") == {}


@pytest.mark.parametrize("call", [["class"], ["collect"], ["class", "new"], ["class", "report", "--port", "1"]])
def test_wrong_usage_ends_with_status_2(home, call, capsys):
    with pytest.raises(SystemExit, match="2"):
        main(call)
    assert "kit" in capsys.readouterr().err


def test_a_demo_is_collected_as_a_class_is(home, capsys, monkeypatch):
    """Late, twice, doubled and cut off, and called synthetic; a real class of that name is not touched."""
    monkeypatch.setattr("kit.classroom.command._write", lambda classroom, action, ways: 0)
    assert main(["class", "demo", "--learners", "5"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("demo (synthetic: nobody of it exists): 6 new hand-ins; 1 was there already")
    assert "Handed in, of 5 on the roster:" in said and "Could not be read (1)" in said
    classroom = open_class(home / "media-literacy", "demo")
    assert classroom.synthetic
    assert all(json.loads(path.read_bytes())["synthetic"] for path in classroom.stored())
    assert main(["class", "demo", "--learners", "5"]) == 0
    assert "no new hand-in; 7 were there already" in capsys.readouterr().out
    assert main(["class", "new", "demo", "--dir", "other"]) == 0
    assert main(["class", "demo", "--dir", "other"]) == 1
    assert "that is not synthetic" in capsys.readouterr().err


def test_all_that_is_asked_of_a_class_is_done(home, monkeypatch, capsys):
    """Of each of ``kit class …`` on a synthetic class; where a real one is beside it, that is meant without a name."""
    opened = []
    monkeypatch.setattr("kit.lab.open_lessons", lambda *given, **more: opened.append(more["page"]) or 0)
    assert main(["class", "demo", "--learners", "6"]) == 0
    results = command._results(open_class(home / "media-literacy"))
    monkeypatch.setattr(command, "_results", lambda classroom: results)  # comparing takes longest
    report = home / "media-literacy" / "classes" / "demo" / "report"
    makes = {
        "report": ["index.html"],
        "feedback": ["feedback"],
        "gradebook": ["gradebook-canvas.csv", "gradebook-moodle.csv", "gradebook-classroom.csv", "items.csv"],
        "file": ["class.kit.json"],
        "key": [],
        "open": [],
        "assign": [],
        "new": [],
    }
    parsers = argparse.ArgumentParser().add_subparsers()
    command.add_parsers(parsers)
    (actions,) = (each for each in parsers.choices["class"]._actions if each.dest == "action")
    assert {*actions.choices} == {*makes, "demo"}
    for action, files in makes.items():
        more = {"assign": ["Blue Heron", "Quiet Otter"], "new": ["7B"]}.get(action, [])
        assert main(["class", action, *more]) == 0, (action, capsys.readouterr().err)
        assert all((report / name).exists() for name in files), action
    assert opened == ["classes/demo/class.ipynb"]
    assert main(["class", "open"]) == 0 and opened[1:] == ["classes/7B/class.ipynb"]


def test_a_notebook_is_opened_beside_its_class(home, monkeypatch):
    """What a teacher adds to it stays, and is kept beside a newer one; JupyterLab's own options go to it."""
    lessons = home / "lessons"
    (lessons / "teacher").mkdir(parents=True)
    (lessons / "teacher" / "class.ipynb").write_text("{}", encoding="utf-8")
    monkeypatch.setattr("kit.activity.lesson_file.lesson_folder", lambda: lessons)
    opened = []
    monkeypatch.setattr("kit.lab.open_lessons", lambda *given, **more: opened.append((given, more)) or 0)
    main(["class", "new", "7B"])
    assert main(["class", "open", "7B", "--no-browser"]) == 0
    (((folder, rest), more),) = opened
    assert (folder / more["page"], rest) == (folder / "classes/7B/class.ipynb", ["--no-browser"])
    (folder / more["page"]).write_text("mine", encoding="utf-8")
    main(["class", "open"])
    assert (folder / more["page"]).read_text(encoding="utf-8") == "mine"
    (lessons / "teacher" / "class.ipynb").write_text('{"new": 1}', encoding="utf-8")
    main(["class", "open"])
    assert (folder / more["page"]).read_text(encoding="utf-8") == '{"new": 1}'
    assert (folder / "classes/7B/class (changed).ipynb").read_text(encoding="utf-8") == "mine"
    (lessons / "teacher" / "class.ipynb").write_text('{"new": 2}', encoding="utf-8")
    main(["class", "open"])
    assert (folder / more["page"]).read_text(encoding="utf-8") == '{"new": 2}'
    assert len(list((folder / "classes/7B").glob("class*.ipynb"))) == 2


def test_progress_is_shown_where_somebody_waits(home, monkeypatch, capsys):
    """In a terminal, after a second, on one line; a file or a pipe has none of it."""
    monkeypatch.setattr(command, "_PATIENCE", -1)
    tell = command._progress("looked at")
    tell(1)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    tell(1_200)
    assert capsys.readouterr().err == "\r1,200 looked at …\r"


def test_a_name_can_be_typed():
    assert [quoted(name) for name in ("7B", "Year 7", 'a"b', "x;y")] == ["7B", '"Year 7"', '"ab"', '"x;y"']
