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


def test_a_changed_lesson_is_never_overwritten(kits, tmp_path):
    """What the learner wrote stays; a newer lesson of the kit is put beside it, once, and said."""
    work = tmp_path / "work"
    lab.copy_lessons(kits, work)
    mine = work / "00-start.ipynb"
    mine.write_text(notebook("mine"), encoding="utf-8")
    assert lab.copy_lessons(kits, work) == []
    (kits / "00-start.ipynb").write_text(notebook("two"), encoding="utf-8")
    (message,) = lab.copy_lessons(kits, work)
    assert (
        message == "00-start.ipynb has your changes and stays as it is; the kit's newer version is 00-start.new.ipynb"
    )
    assert lab.copy_lessons(kits, work) == []
    assert mine.read_text(encoding="utf-8") == notebook("mine")
    assert (work / "00-start.new.ipynb").read_text(encoding="utf-8") == notebook("two")


def test_a_lesson_that_was_only_run_is_brought_up_to_date(kits, tmp_path):
    """Outputs are not changes: answers live outside the notebook."""
    work = tmp_path / "work"
    lab.copy_lessons(kits, work)
    (work / "00-start.ipynb").write_text(notebook("one", [{"output_type": "stream"}]), encoding="utf-8")
    (kits / "00-start.ipynb").write_text(notebook("two"), encoding="utf-8")
    assert lab.copy_lessons(kits, work) == []
    assert (work / "00-start.ipynb").read_text(encoding="utf-8") == notebook("two")


def test_a_lost_record_loses_no_work(kits, tmp_path):
    """Without the record of what was copied, every difference counts as the learner's."""
    work = tmp_path / "work"
    lab.copy_lessons(kits, work)
    (work / "00-start.ipynb").write_text(notebook("mine"), encoding="utf-8")
    (work / ".kit" / "lessons.json").write_text("{broken", encoding="utf-8")
    assert len(lab.copy_lessons(kits, work)) == 1
    assert (work / "00-start.ipynb").read_text(encoding="utf-8") == notebook("mine")


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
        assert f"Port {port} is in use" in lab._port_warning(["--port", str(port)])
        assert f"Port {port} is in use" in lab._port_warning([f"--ServerApp.port={port}"])
    assert lab._port_warning([f"--port={port}"]) == ""


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
