"""The working folder, and what is said when something is in the way."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from datetime import UTC, datetime
from pathlib import Path

import psutil
import pytest

from kit import lab, server
from kit.activity.class_file import CLASS_FILE, ClassFile, class_file_text, read_class_file
from kit.cli import main
from kit.making.pack import write_pack
from kit.server import check_port, claim
from tests.made_lesson import CELLS, NAME, write_small
from tests.made_lesson import notebook as own_code


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


POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
ODD = {
    "a folder": lambda path: (path.mkdir(), (path / "mine").touch()),
    "a pipe": lambda path: os.mkfifo(path),
    "a link": lambda path: path.symlink_to(path.parent / "mine.ipynb"),
    "a link to nothing": lambda path: path.symlink_to(path.parent / "nothing"),
    "no notebook": lambda path: path.write_bytes(b"\xff\x00" * 100),
    "deep": lambda path: path.write_text("[" * 100_000, encoding="utf-8"),
    "a list": lambda path: path.write_text("[1, {}]", encoding="utf-8"),
    "odd parts": lambda path: path.write_text('{"cells": [], "metadata": []}', encoding="utf-8"),
    "half a character": lambda path: path.write_text(
        r'{"cells": ["\ud83d"], "metadata": {"kit": 1}}', encoding="utf-8"
    ),
}


@POSIX
@pytest.mark.parametrize("odd", ODD)
def test_whatever_has_a_lessons_name_is_kept(odd, kits, tmp_path):
    """What is named like a lesson and is none is set aside as it is, and nothing is read or written through it."""
    work = tmp_path / "work"
    work.mkdir()
    (work / "mine.ipynb").write_text(notebook("mine"), encoding="utf-8")
    lesson = work / "00-start.ipynb"
    ODD[odd](lesson)
    before = lesson.lstat()
    (message,) = lab.copy_lessons(kits, work)
    assert "the changed one is 00-start (changed).ipynb" in message
    assert lesson.read_text(encoding="utf-8") == notebook("one")
    assert (work / "mine.ipynb").read_text(encoding="utf-8") == notebook("mine")
    kept = (work / "00-start (changed).ipynb").lstat()
    assert (kept.st_mode, kept.st_ino) == (before.st_mode, before.st_ino) or odd == "half a character"
    assert lab.copy_lessons(kits, work) == []


def test_no_name_is_taken_from_another(kits, tmp_path, monkeypatch):
    """However many there are, and whatever comes between: a name that anything has is not used."""
    work = tmp_path / "work"
    lab.copy_lessons(kits, work)
    (work / "00-start (changed).ipynb").symlink_to(work / "nothing")
    for number in range(2, 1_100):
        (work / f"00-start (changed {number}).ipynb").touch()
    touch = Path.touch

    def another_comes_first(path, **how):
        if not path.exists() and "1100" in path.name:
            path.write_text("another", encoding="utf-8")
        touch(path, **how)

    monkeypatch.setattr(Path, "touch", another_comes_first)
    (work / "00-start.ipynb").write_text(notebook("mine"), encoding="utf-8")
    lab.copy_lessons(kits, work)
    assert (work / "00-start (changed 1100).ipynb").read_text(encoding="utf-8") == "another"
    assert (work / "00-start (changed 1101).ipynb").read_text(encoding="utf-8") == notebook("mine")
    assert (work / "00-start (changed).ipynb").is_symlink()


def test_a_lost_record_loses_no_work(kits, tmp_path):
    """Without the record of what was copied, every difference counts as the learner's, and is kept."""
    work = tmp_path / "work"
    lab.copy_lessons(kits, work)
    (work / "00-start.ipynb").write_text(notebook("mine"), encoding="utf-8")
    (work / ".kit" / "lessons.json").write_text("{broken", encoding="utf-8")
    assert len(lab.copy_lessons(kits, work)) == 1
    assert (work / "00-start (changed).ipynb").read_text(encoding="utf-8") == notebook("mine")


@pytest.mark.parametrize("made", ["folder", "link"])
def test_what_stands_in_place_of_the_record_is_kept(made, kits, tmp_path):
    """A folder, or a link in a circle, of its name stops nobody, and what was in it is there under another name."""
    work = tmp_path / "work"
    record = work / ".kit" / "lessons.json"
    record.parent.mkdir(parents=True)
    if made == "folder":
        (record / "mine").mkdir(parents=True)
    else:
        record.symlink_to(record)
    lab.copy_lessons(kits, work)
    assert record.is_file() and not record.is_symlink()
    aside = work / ".kit" / "lessons (changed).json"
    assert (aside / "mine").is_dir() if made == "folder" else aside.is_symlink()


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


@pytest.mark.parametrize("port", ["70000", "-1", "abc", "", "0x50", "65536", "8_888", "9" * 40, "--no-browser"])
@pytest.mark.parametrize("form", [["--port", "{}"], ["--port={}"], ["--port=8888", "--ServerApp.port={}"]])
def test_a_port_that_is_none_is_refused_before_anything_is_made(port, form, tmp_path, capsys):
    """The line names it and what would be one; no folder is made."""
    with pytest.raises(SystemExit, match="2"):
        main(["lab", "--dir", str(tmp_path / "work"), *(word.format(port) for word in form)])
    said = f"{port!r} is no port; give a number up to 65535, as in --port 8890, or 0 for any free\n"
    assert capsys.readouterr().err.endswith(said)
    assert not (tmp_path / "work").exists()


class BeganError(Exception):
    """What stands for JupyterLab here was begun."""


@pytest.fixture
def began(monkeypatch):
    """What JupyterLab would be begun with: its options, in place of it."""
    given = []

    def begin(options):
        given.append(options)
        raise BeganError

    monkeypatch.setattr(lab, "run", begin)
    monkeypatch.setattr(lab, "claim", lambda folder: True)  # this process would have them all until it ends
    for name in ("KIT_FOLDER", "JUPYTER_CONFIG_PATH"):
        monkeypatch.setenv(name, os.environ.get(name, ""))  # so that it is put back
    return given


def begin(*words):
    with pytest.raises(BeganError):
        main(["lab", *map(str, words), "--no-browser"])


def asked(options, name):
    return dict(option.split("=", 1) for option in options if "=" in option)[name]


@pytest.mark.parametrize(
    "words", [["my-class"], ["--dir", "my-class"], ["--port=0", "my-class"], ["--debug", "my-class"]]
)
def test_a_folder_is_the_working_folder(words, tmp_path, monkeypatch, began):
    """Named alone, or as an option; made where it is not there; the lessons are in it."""
    monkeypatch.chdir(tmp_path)
    begin(*words)
    assert [path.name for path in tmp_path.iterdir()] == ["my-class"]
    assert (tmp_path / "my-class" / "00-start-here.ipynb").exists()
    assert os.environ["KIT_FOLDER"] == asked(began[0], "--ServerApp.root_dir") == str(tmp_path / "my-class")
    assert asked(began[0], "--LabApp.default_url") == "/lab/tree/00-start-here.ipynb"
    assert "my-class" not in began[0]


def test_a_class_is_offered_from_then_on(tmp_path, monkeypatch, began, capsys):
    """Noted among the answers, also of a made lesson; one that is none is refused before anything is made."""
    monkeypatch.chdir(tmp_path)
    begin("work", "--class", " 7B ")
    begin("work")
    assert (tmp_path / "work" / "answers" / "class.txt").read_text(encoding="utf-8") == "7B\n"
    assert "7B" not in "".join(map(str, began))
    made = write_small(tmp_path / "made")
    begin(made, "--class", "8A")
    assert (made / "answers" / "class.txt").read_text(encoding="utf-8") == "8A\n"
    assert main(["lab", "new", "--class", "x" * 41]) == 1
    assert "class must be a name of 40 characters at most, such as '7B'" in capsys.readouterr().err
    assert not (tmp_path / "new").exists()
    kept = write_small(tmp_path / "kept")
    (kept / "answers").write_text("in the way", encoding="utf-8")
    begin(kept, "--class", "8A")
    assert "learners type their class themselves" in " ".join(capsys.readouterr().out.split())


def test_a_class_file_is_put_into_the_working_folder(tmp_path, monkeypatch, began):
    """Under the name that lessons look for, in place of an older one; what is none is refused before anything is."""
    monkeypatch.chdir(tmp_path)
    made = ClassFile("7B", 28, False, datetime(2026, 11, 28, tzinfo=UTC), "0.1.0", {})
    (tmp_path / "ours.json").write_text(class_file_text(made), encoding="utf-8")
    (tmp_path / "none.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ValueError, match=r"none\.json cannot be read as a class file"):
        lab.open_lessons("my-class", class_file=tmp_path / "none.json")
    assert not (tmp_path / "my-class").exists()
    begin("my-class", "--class-file", "ours.json")
    assert read_class_file(tmp_path / "my-class" / CLASS_FILE) == made
    (tmp_path / "my-class" / CLASS_FILE).write_text("older", encoding="utf-8")
    begin("my-class", "--class-file", "ours.json")
    assert read_class_file(tmp_path / "my-class" / CLASS_FILE) == made


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["a", "b"], "'a' and 'b' are two; kit lab opens one folder, or one lesson's zip"),
        (["a", "--dir", "b"], "'a' and --dir 'b' are two folders; name one"),
        (["lesson.zip"], "there is no file lesson.zip; name a lesson's zip, or a folder"),
        (
            ["page.html"],
            "page.html is no folder, and no zip of a lesson; to make a lesson of it: kit new-lesson page.html",
        ),
    ],
)
def test_what_cannot_be_opened_is_said_before_anything_is_made(words, said, tmp_path, monkeypatch, capsys):
    """Two folders, a zip that is not there, an article."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.html").write_text("<p>It rained.", encoding="utf-8")
    with pytest.raises(SystemExit, match="2"):
        main(["lab", *words])
    assert said in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


def test_a_lesson_with_code_of_its_own_does_not_run_by_itself(tmp_path, began, capsys, monkeypatch):
    """It is opened without lesson mode, which is said; nor is it shown in another kit lab, which may have that."""
    made = write_small(tmp_path / "made")
    begin(made)
    assert "lab_config_full" not in os.environ["JUPYTER_CONFIG_PATH"]
    (made / f"{NAME}.ipynb").write_text(own_code([*CELLS, ("code", "import os")]), encoding="utf-8")
    begin(made)
    assert "lab_config_full" in os.environ["JUPYTER_CONFIG_PATH"]
    assert f"{NAME}.ipynb has in cell 7 code of its own" in capsys.readouterr().out
    monkeypatch.setattr(lab, "claim", lambda folder: False)
    assert main(["lab", str(made), "--no-browser"]) == 1
    assert "stop that first" in capsys.readouterr().err and len(began) == 2


def test_a_made_lesson_is_opened_where_it_lies(tmp_path, began):
    """Nothing in its folder changes but its answers; JupyterLab's own files are there, too."""
    made = write_small(tmp_path / "my lesson")
    before = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in made.iterdir()}
    begin(made)
    (options,) = began
    assert asked(options, "--LabApp.default_url") == f"/lab/tree/{NAME}.ipynb"
    assert os.environ["KIT_FOLDER"] == asked(options, "--ServerApp.root_dir") == str(made)
    for name in ("--LabApp.workspaces_dir", "--FileCheckpoints.checkpoint_dir"):
        assert asked(options, name).startswith(str(made / "answers" / ".kit"))
    assert {path.name for path in made.iterdir()} == {"answers", *(path.name for path in before)}
    assert {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in before} == before


def test_a_made_lesson_that_may_only_be_read_opens_and_says_so(tmp_path, began, capsys):
    """Where no answers can be kept, that is said at once; nothing is tried in its folder."""
    made = write_small(tmp_path / "made")
    (made / "answers").write_text("in the way", encoding="utf-8")
    begin(made)
    assert asked(began[0], "--LabApp.default_url") == f"/lab/tree/{NAME}.ipynb"
    assert not asked(began[0], "--LabApp.workspaces_dir").startswith(str(made))
    said = " ".join(capsys.readouterr().out.split())
    assert f"{made / 'answers'} cannot be written to" in said
    assert (
        "NO ANSWER WILL BE SAVED. To keep answers, copy the folder to a place of your own, and open the copy." in said
    )
    assert (made / "answers").read_text(encoding="utf-8") == "in the way"


def test_a_zip_is_unpacked_into_the_working_folder(tmp_path, monkeypatch, began, capsys):
    """Beside the lessons, and opened there; its answers are where those of all lessons are."""
    monkeypatch.chdir(tmp_path)
    packed = write_pack(write_small(tmp_path / "made"))
    begin(packed)
    begin(packed, "--dir", "other")
    for options, home in zip(began, ("media-literacy", "other"), strict=True):
        assert asked(options, "--LabApp.default_url") == f"/lab/tree/my-lessons/{NAME}/{NAME}.ipynb"
        assert asked(options, "--ServerApp.root_dir") == str(tmp_path / home)
        assert (tmp_path / home / "00-start-here.ipynb").exists()
        assert (tmp_path / home / "my-lessons" / NAME / "rain.txt").exists()
    (tmp_path / "other" / "my-lessons" / NAME / "rain.txt").write_text("mine", encoding="utf-8")
    capsys.readouterr()
    begin(packed, "--dir", "other")
    assert f"There was another {NAME}: it is now in {tmp_path / 'other'}" in capsys.readouterr().out


def test_a_lesson_among_those_of_a_working_folder_is_opened_in_that(tmp_path, began):
    """So that its answers are in one place, whichever way it was opened."""
    home = tmp_path / "work"
    begin(home)
    begin(write_small(home / "my-lessons" / NAME))
    assert asked(began[1], "--ServerApp.root_dir") == str(home)
    assert asked(began[1], "--LabApp.default_url") == f"/lab/tree/my-lessons/{NAME}/{NAME}.ipynb"
    assert not (home / "my-lessons" / NAME / "answers").exists()


def test_what_is_wrong_in_a_made_lesson_is_said_in_a_line(tmp_path, began, capsys):
    """Rather than in a lesson that does not start."""
    made = write_small(tmp_path / "made")
    (made / "rain.txt").unlink()
    assert main(["lab", str(made)]) == 1
    assert capsys.readouterr().err.startswith(f"kit: {NAME}.toml: [text.passage]: no file 'rain'")
    assert began == [] and not (made / "answers").exists()


@pytest.mark.parametrize("name", ["lab.pid", "lab.lock"])
def test_a_folder_in_the_place_of_the_kits_own_file_is_named(name, tmp_path, capsys):
    """It is no other kit lab, and the disk is not to blame."""
    (tmp_path / ".kit" / name).mkdir(parents=True)
    for _ in range(2):
        assert main(["lab", str(tmp_path), "--no-browser"]) == 1
        said = f"kit: {tmp_path / '.kit' / name} is a folder, and kit lab keeps a file of that name; rename it"
        assert " ".join(capsys.readouterr().err.split()).startswith(said)


def test_a_port_of_the_environment_is_looked_at_too(monkeypatch):
    """Jupyter takes JUPYTER_PORT where no option says another."""
    monkeypatch.setenv("JUPYTER_PORT", "99999")
    with pytest.raises(ValueError, match="'99999' is no port"):
        check_port(["--no-browser"])
    monkeypatch.setenv("JUPYTER_PORT", "8890")
    assert (check_port([]), check_port(["--port", "0"])) == ("8890", "0")


@pytest.mark.parametrize("folder", ["~nobody-of-this-name/x", "circle/x"])
def test_a_folder_that_cannot_be_one_is_named(folder, tmp_path, monkeypatch, capsys):
    """The home of somebody unknown and a link in a circle get one line, and no traceback."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    assert main(["lab", "--dir", folder]) == 1
    assert "choose another with: kit lab --dir FOLDER" in capsys.readouterr().err


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


class Lab:
    """A ``kit lab`` that runs in a terminal of its own, as a person starts it."""

    def __init__(self, folder: Path) -> None:
        self.environment = os.environ | {
            f"JUPYTER_{kind}_DIR": str(folder / kind) for kind in ("CONFIG", "DATA", "RUNTIME")
        }
        self.command = [
            sys.executable,
            "-m",
            "kit",
            "lab",
            "--dir",
            str(folder / "work"),
            "--no-browser",
            "--port",
            "0",
        ]
        self.keyboard, terminal = os.openpty()
        self.process = subprocess.Popen(
            self.command, stdin=terminal, stdout=terminal, stderr=terminal, env=self.environment, start_new_session=True
        )
        os.close(terminal)
        self.said = ""

    def until(self, pattern: str) -> re.Match[str]:
        """Read what it says until it says this."""
        while not (found := re.search(pattern, self.said)):
            assert self._read(), self.said
        return found

    def _read(self) -> str:
        with contextlib.suppress(OSError):  # which is how a terminal ends
            read = os.read(self.keyboard, 10_000).decode()
            self.said += read
            return read
        return ""

    def interrupt(self) -> int:
        """Press Ctrl+C once, and wait for the end."""
        self.process.send_signal(signal.SIGINT)
        while self._read():
            pass
        os.close(self.keyboard)
        status = self.process.wait(60)
        assert "Traceback" not in self.said and "Shut down" not in self.said, self.said
        return status


@POSIX
def test_one_interrupt_stops_it_while_it_starts(tmp_path):
    """In the midst of starting it ends at once, with the status that shells give an interrupt, and no word."""
    lab = Lab(tmp_path)
    lab.until("JupyterLab is starting")
    assert lab.interrupt() == 128 + signal.SIGINT


@POSIX
def test_one_runs_in_a_folder_and_one_interrupt_stops_it(tmp_path):
    """A second one says where the first is and leaves it alone; Ctrl+C asks nothing and ends the kernels too.

    What a writer left that was killed is cleared at the start.
    """
    parts = [tmp_path / "work" / folder / ".a.json.0123abcd.part" for folder in ("", ".kit", "answers/ana/01")]
    for part in parts:
        part.parent.mkdir(parents=True, exist_ok=True)
        part.touch()
    lab = Lab(tmp_path)
    lab.until("JupyterLab is starting")
    assert not any(part.exists() for part in parts)
    (port, token) = lab.until(r"http://127\.0\.0\.1:(\d+)/\S*token=(\w+)").groups()
    second = subprocess.run(lab.command, env=lab.environment, capture_output=True, text=True, timeout=120)
    assert (second.returncode, second.stderr) == (0, "")
    assert "open already" in second.stdout and f":{port}/lab/tree/00-start-here.ipynb?token={token}" in second.stdout
    asked = urllib.request.Request(f"http://127.0.0.1:{port}/api/kernels?token={token}", data=b"{}", method="POST")
    with urllib.request.urlopen(asked, timeout=60) as answer:
        assert answer.status == 201
    kernels = psutil.Process(lab.process.pid).children(recursive=True)
    assert kernels
    assert lab.interrupt() == 0
    assert "JupyterLab has stopped." in lab.said
    assert not any(kernel.is_running() and kernel.status() != psutil.STATUS_ZOMBIE for kernel in kernels)


def test_a_folder_is_one_labs_until_its_process_ends(tmp_path):
    """Another process cannot have it meanwhile; one that was killed has it no more."""
    code = "import pathlib; from kit.server import claim; print(claim(pathlib.Path()), flush=True); input()"
    command = [sys.executable, "-c", code]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, cwd=tmp_path, **pipes) as first:
        assert first.stdout.readline() == "True\n"
        assert not claim(tmp_path)
        with pytest.raises(BlockingIOError, match=r"another kit lab is at work in .*, and is starting"):
            lab.open_lessons(tmp_path, ["--no-browser"])
        first.kill()
    assert claim(tmp_path)


def test_without_a_home_jupyter_has_a_folder_of_its_own(tmp_path, monkeypatch):
    """A home that is a file, or none, is no reason not to start; one that can be written to is left as it is."""
    for name in ("JUPYTER_RUNTIME_DIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR"):
        monkeypatch.setenv(name, str(tmp_path / "runtime"))
    server._find_place()
    assert os.environ["JUPYTER_RUNTIME_DIR"] == str(tmp_path / "runtime")
    (tmp_path / "file").touch()
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path / "file" / "runtime"))
    monkeypatch.setattr(server.tempfile, "mkdtemp", lambda **_: str(tmp_path / "own"))
    server._find_place()
    assert os.environ["JUPYTER_RUNTIME_DIR"] == os.environ["JUPYTER_CONFIG_DIR"] == str(tmp_path / "own")
