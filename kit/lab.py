"""``kit lab``: a working folder with the lessons in it, and JupyterLab opened there."""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import json
import os
import socket
import sys
import webbrowser
from collections.abc import Iterator, Sequence
from pathlib import Path

from kit.activity.lesson_file import lesson_folder
from kit.files import clear_parts, read_regular, write_atomic
from kit.server import check_port, claim, run, running, values
from kit.terminal import say

__all__ = ["copy_lessons", "open_lessons"]

FIRST = "00-start-here.ipynb"
_NO_NOTEBOOK = (ValueError, KeyError, TypeError, AttributeError, RecursionError)  # what reading something else raises


def open_lessons(folder: str | Path, options: Sequence[str] = (), *, full: bool = False) -> int:
    """Prepare the working folder and run JupyterLab in it until it is stopped; ``options`` are JupyterLab's own.

    With ``full`` there is no lesson mode: lessons are notebooks like any other.

    Where another ``kit lab`` is at work in the folder, nothing is started: its address is said, and opened.

    Raises ``ValueError`` where the port cannot be one, ``OSError`` where the folder cannot be made or written to, or
    another ``kit lab`` has it and cannot be found.
    """
    port = check_port(options)
    home = _resolved(folder)
    with _naming(home):
        free = claim(home)
    if not free:
        return _show_running(home, options)
    clear_parts(home, home / ".kit")
    clear_parts(home / "answers", deep=3)  # learners, lessons, and a level to spare
    for message in copy_lessons(lesson_folder(), home):
        _tell(message)
    os.environ["KIT_FOLDER"] = str(home)
    ours = ["lab_config_full", "lab_config"] if full else ["lab_config"]
    paths = [*(str(Path(__file__).parent / name) for name in ours), os.environ.get("JUPYTER_CONFIG_PATH", "")]
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(filter(None, paths))
    _tell(f"The lessons are in {home}\nJupyterLab is starting; stop it with Ctrl+C.")
    for warning in (_port_warning(port), _browser_warning(options)):
        if warning:
            _tell(warning)
    run(_jupyter_options(home, options))
    _tell("JupyterLab has stopped.")
    return 0


def _resolved(folder: str | Path) -> Path:
    try:
        return Path(folder).expanduser().resolve()
    except (RuntimeError, OSError) as error:  # ~ of somebody unknown, links in a circle, a current folder that is gone
        raise ValueError(
            f"{str(folder)!r} is no folder ({error}); choose another with: kit lab --dir FOLDER"
        ) from error


def _tell(text: str) -> None:
    if sys.stdout is not None:  # JupyterLab runs without
        say(text)


def _show_running(home: Path, options: Sequence[str]) -> int:
    """Say that a folder is at work already, and open the lessons where they are."""
    address = running(home, FIRST)
    if address is None:
        raise BlockingIOError(
            f"another kit lab is at work in {home}, and is starting or somebody else's; "
            "look for its window, or choose another folder with: kit lab --dir FOLDER"
        )
    _tell(f"The lessons in {home} are open already, in another kit lab. They are at\n{address}")
    if "--no-browser" not in options:
        with contextlib.suppress(webbrowser.Error):
            webbrowser.get(*values(options, "--browser")[-1:]).open(address)
    return 0


def _jupyter_options(home: Path, options: Sequence[str]) -> list[str]:
    """JupyterLab's command line: what the lessons need, then what was asked for, which has the last word."""
    needed = [
        f"--ServerApp.root_dir={home}",
        f"--LabApp.default_url=/lab/tree/{FIRST}",
        f"--LabApp.workspaces_dir={home / '.kit' / 'workspaces'}",  # tabs of other projects stay out
        "--LabApp.check_for_updates_class=jupyterlab.handlers.announcements.NeverCheckForUpdate",
        "--LabApp.news_url=None",
        # Lesson mode as this very package has it, wherever Jupyter looks for what is installed.
        f"--LabApp.extra_labextensions_path={Path(__file__).parent / 'lesson' / 'mode'}",
        "--log-level=WARN",  # the address is still printed; the rest is for those who ask
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        needed.append("--allow-root")  # as in a container; the server listens on this machine only
    return [*needed, *options]


def copy_lessons(source: Path, home: Path) -> list[str]:
    """Copy the lessons into a working folder, and return what a person should know about it.

    Only notebooks are copied: what a lesson asks, and its keys, stay with the kit.

    A lesson that was changed is mended, and what it had become is kept beside it under another name, as a notebook of
    the learner's own. A notebook that was only run counts as unchanged, since answers are kept outside it. No other
    file is touched.

    Raises ``PermissionError`` or another ``OSError``, naming the folder, where it cannot be written to.
    """
    record = home / ".kit" / "lessons.json"
    with _naming(home):
        home.mkdir(parents=True, exist_ok=True)
        if record.is_symlink() or record.is_dir():  # what is no record of ours, and no place for one
            record.replace(_free_name(record))
        copied = _read_record(record)
        messages = [message for path in sorted(source.glob("*.ipynb")) for message in _copy(path, home, copied)]
        write_atomic(record, json.dumps(copied, indent=1) + "\n")
    return messages


@contextlib.contextmanager
def _naming(home: Path) -> Iterator[None]:
    """Say of an error which folder it is about, and what to do."""
    try:
        yield
    except OSError as error:
        raise type(error)(
            f"the folder {home} cannot be written to ({error.strerror or error}); "
            "choose another with: kit lab --dir FOLDER"
        ) from error


def _copy(lesson: Path, home: Path, copied: dict[str, str]) -> Iterator[str]:
    target = home / lesson.name
    ours = fingerprint(lesson)
    if os.path.lexists(target):
        theirs = _print_of(target)
        if theirs is None or theirs not in (ours, copied.get(lesson.name)):
            kept = _set_aside(target)
            yield f"{lesson.name} had been changed: it is as it was, and the changed one is {kept.name}"
    copied[lesson.name] = ours
    write_atomic(target, lesson.read_bytes())


def _print_of(notebook: Path) -> str | None:
    """The fingerprint of a notebook; none of what is only named like one: a link, a folder, a pipe."""
    return fingerprint(notebook) if not notebook.is_symlink() and notebook.is_file() else None


def _set_aside(lesson: Path) -> Path:
    """Rename a lesson that was changed, and make it a notebook like any other."""
    kept = _free_name(lesson)
    lesson.replace(kept)
    with contextlib.suppress(*_NO_NOTEBOOK):  # what is none is kept as it is
        if _print_of(kept):
            notebook = json.loads(kept.read_bytes())
            del notebook["metadata"]["kit"]
            write_atomic(kept, json.dumps(notebook, ensure_ascii=False, indent=1) + "\n")
    return kept


def _free_name(lesson: Path) -> Path:
    """A name that nothing has yet, taken at once, so that nothing that comes between is written over."""
    for number in itertools.count(1):
        name = lesson.with_name(f"{lesson.stem} (changed{f' {number}' if number > 1 else ''}){lesson.suffix}")
        if lesson.is_dir() and not lesson.is_symlink():
            if not os.path.lexists(name):  # and no folder can be renamed to what is there by then
                break
            continue
        with contextlib.suppress(FileExistsError):
            name.touch(exist_ok=False)
            break
    return name


def fingerprint(notebook: Path) -> str:
    """A SHA-256 of what the cells say, so that running a notebook does not change it."""
    data = notebook.read_bytes()
    try:
        whole = json.loads(data)
        cells = [(cell["cell_type"], "".join(cell["source"])) for cell in whole["cells"]]
        said = json.dumps([cells, whole.get("metadata", {}).get("kit")])
    except _NO_NOTEBOOK:
        return hashlib.sha256(data).hexdigest()
    return hashlib.sha256(said.encode()).hexdigest()


def _read_record(path: Path) -> dict[str, str]:
    try:
        record = json.loads(read_regular(path, 1_000_000))
    except (FileNotFoundError, ValueError, RecursionError):
        return {}  # then every lesson that differs counts as changed by the learner, and is kept
    return record if isinstance(record, dict) else {}


def _port_warning(port: str) -> str:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", int(port)))
        except OSError:
            return f"Port {port} is in use, perhaps by another JupyterLab; the next free one is taken."
    return ""


def _browser_warning(options: Sequence[str]) -> str:
    if "--no-browser" in options or any(values(options, "--browser")):
        return ""
    try:
        webbrowser.get()
    except webbrowser.Error:
        return "No web browser was found on this machine. Open the address below in one."
    return ""
