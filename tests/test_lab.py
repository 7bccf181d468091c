"""The working folder, and what is said when something is in the way."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys

import pytest

from kit import lab


def notebook(words, outputs=()):
    cell = {"cell_type": "code", "source": [words], "outputs": list(outputs)}
    return json.dumps({"cells": [cell]})


@pytest.fixture
def kits(tmp_path):
    """A folder of lessons as the kit would bring it."""
    source = tmp_path / "kits"
    source.mkdir()
    (source / "00-start.ipynb").write_text(notebook("one"), encoding="utf-8")
    return source


def test_the_lessons_are_copied(kits, tmp_path):
    """A new folder gets every lesson, and no message."""
    assert lab.copy_lessons(kits, tmp_path / "deep" / "work") == []
    assert (tmp_path / "deep" / "work" / "00-start.ipynb").read_text(encoding="utf-8") == notebook("one")


def test_a_changed_lesson_is_mended_and_nothing_is_lost(kits, tmp_path):
    """A lesson that was changed is as the kit has it; what it had become stands beside it, each time, and is said."""
    work = tmp_path / "work"
    lab.copy_lessons(kits, work)
    lesson = work / "00-start.ipynb"
    for kept in ("00-start (changed).ipynb", "00-start (changed 2).ipynb"):
        lesson.write_text(notebook(kept), encoding="utf-8")
        (message,) = lab.copy_lessons(kits, work)
        assert message == f"00-start.ipynb had been changed: it is as it was, and the changed one is {kept}"
        assert lesson.read_text(encoding="utf-8") == notebook("one")
        assert kept in (work / kept).read_text(encoding="utf-8")
    assert lab.copy_lessons(kits, work) == []


def test_what_a_lesson_had_become_is_a_notebook_like_any_other(kits, tmp_path):
    """The changed one is no lesson any more, so that it can be opened and edited; what is no notebook is kept too."""
    marked = json.loads(notebook("one")) | {"metadata": {"kit": {"lesson": "00-start"}, "kernelspec": {}}}
    (kits / "00-start.ipynb").write_text(json.dumps(marked), encoding="utf-8")
    work = tmp_path / "work"
    lab.copy_lessons(kits, work)
    (work / "00-start.ipynb").write_text(json.dumps(marked | {"cells": []}), encoding="utf-8")
    lab.copy_lessons(kits, work)
    kept = json.loads((work / "00-start (changed).ipynb").read_text(encoding="utf-8"))
    assert kept["metadata"] == {"kernelspec": {}}
    (work / "00-start.ipynb").write_text("{broken", encoding="utf-8")
    lab.copy_lessons(kits, work)
    assert (work / "00-start (changed 2).ipynb").read_text(encoding="utf-8") == "{broken"


def test_no_other_file_is_touched(kits, tmp_path):
    """A learner's own notebooks stay to the byte, also one by the name that an older kit gave to its newer lessons."""
    work = tmp_path / "work"
    work.mkdir()
    mine = [work / "mine.ipynb", work / "00-start.new.ipynb"]
    for path in mine:
        path.write_text(notebook("mine"), encoding="utf-8")
    lab.copy_lessons(kits, work)
    assert all(path.read_text(encoding="utf-8") == notebook("mine") for path in mine)


def test_a_lesson_that_was_only_run_is_brought_up_to_date(kits, tmp_path):
    """Outputs are not changes: answers live outside the notebook."""
    work = tmp_path / "work"
    lab.copy_lessons(kits, work)
    (work / "00-start.ipynb").write_text(notebook("one", [{"output_type": "stream"}]), encoding="utf-8")
    (kits / "00-start.ipynb").write_text(notebook("two"), encoding="utf-8")
    assert lab.copy_lessons(kits, work) == []
    assert (work / "00-start.ipynb").read_text(encoding="utf-8") == notebook("two")


def test_a_lost_record_loses_no_work(kits, tmp_path):
    """Without the record of what was copied, every difference counts as the learner's, and is kept."""
    work = tmp_path / "work"
    lab.copy_lessons(kits, work)
    (work / "00-start.ipynb").write_text(notebook("mine"), encoding="utf-8")
    (work / ".kit" / "lessons.json").write_text("{broken", encoding="utf-8")
    assert len(lab.copy_lessons(kits, work)) == 1
    assert (work / "00-start (changed).ipynb").read_text(encoding="utf-8") == notebook("mine")


def test_a_deleted_lesson_comes_back(kits, tmp_path):
    """Deleting a lesson and starting again gives a fresh one."""
    work = tmp_path / "work"
    lab.copy_lessons(kits, work)
    (work / "00-start.ipynb").unlink()
    lab.copy_lessons(kits, work)
    assert (work / "00-start.ipynb").exists()


def test_a_folder_that_cannot_be_written_to_is_named(kits, tmp_path):
    """Where the folder cannot be made, the message names it and what to do."""
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(OSError, match=r"folder .*file.work cannot be written to .* choose another with: kit lab --dir"):
        lab.copy_lessons(kits, tmp_path / "file" / "work")


def test_a_read_only_folder_is_named(kits, tmp_path, monkeypatch):
    """A folder that the system protects gets the same plain message."""

    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("os.open", refuse)
    with pytest.raises(PermissionError, match=r"cannot be written to \(Permission denied\); choose another"):
        lab.copy_lessons(kits, tmp_path)


def test_a_busy_port_is_said():
    """When the port is taken, the learner is told that another is used."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert f"Port {port} is in use" in lab._port_warning(str(port))
    assert lab._port_warning(str(port)) == ""


def test_a_missing_browser_is_said(monkeypatch):
    """Without a browser the address is to be opened by hand; who asked for none is told nothing."""
    monkeypatch.setattr("webbrowser.get", lambda: (_ for _ in ()).throw(lab.webbrowser.Error()))
    assert "No web browser was found" in lab._browser_warning([])
    assert lab._browser_warning(["--no-browser"]) == ""


def run(*arguments, cwd, **environment):
    return subprocess.run(
        [sys.executable, "-m", "kit", *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        env=os.environ | {"PYTHONUTF8": "1"} | environment,
    )


def test_the_command_says_what_is_in_the_way(tmp_path):
    """kit lab on a folder that cannot be made ends with one line and status 1, no traceback."""
    (tmp_path / "media-literacy").write_text("in the way", encoding="utf-8")
    done = run("--no-browser", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith("kit: the folder")
    assert "Traceback" not in done.stderr
