"""``kit lab``: a working folder with the lessons in it, and JupyterLab opened there."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import socket
import webbrowser
from collections.abc import Iterator, Sequence
from pathlib import Path

from kit.activity.lesson_file import lesson_folder
from kit.files import write_atomic

__all__ = ["copy_lessons", "open_lessons"]

FIRST = "00-start-here.ipynb"


def open_lessons(folder: str | Path, options: Sequence[str] = (), *, full: bool = False) -> int:
    """Prepare the working folder and run JupyterLab in it until it is stopped; ``options`` are JupyterLab's own.

    With ``full`` there is no lesson mode: lessons are notebooks like any other.

    Raises ``OSError`` where the folder cannot be made or written to.
    """
    home = Path(folder).expanduser().resolve()
    for message in copy_lessons(lesson_folder(), home):
        print(message)
    os.environ["KIT_FOLDER"] = str(home)
    ours = ["lab_config_full", "lab_config"] if full else ["lab_config"]
    paths = [*(str(Path(__file__).parent / name) for name in ours), os.environ.get("JUPYTER_CONFIG_PATH", "")]
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(filter(None, paths))
    print(f"The lessons are in {home}\nJupyterLab is starting; stop it with Ctrl+C.", flush=True)
    for warning in (_port_warning(options), _browser_warning(options)):
        if warning:
            print(warning, flush=True)

    from jupyterlab.labapp import LabApp

    LabApp.launch_instance(_jupyter_options(home, options))
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
    try:
        home.mkdir(parents=True, exist_ok=True)
        copied = _read_record(record)
        messages = [message for path in sorted(source.glob("*.ipynb")) for message in _copy(path, home, copied)]
        write_atomic(record, json.dumps(copied, indent=1) + "\n")
    except OSError as error:
        raise type(error)(
            f"the folder {home} cannot be written to ({error.strerror or error}); "
            "choose another with: kit lab --dir FOLDER"
        ) from error
    return messages


def _copy(lesson: Path, home: Path, copied: dict[str, str]) -> Iterator[str]:
    target = home / lesson.name
    ours = fingerprint(lesson)
    if target.exists():
        theirs = fingerprint(target)
        if theirs not in (ours, copied.get(lesson.name)):
            kept = _set_aside(target)
            yield f"{lesson.name} had been changed: it is as it was, and the changed one is {kept.name}"
    copied[lesson.name] = ours
    write_atomic(target, lesson.read_bytes())


def _set_aside(lesson: Path) -> Path:
    """Rename a lesson that was changed, and make it a notebook like any other."""
    names = (f"{lesson.stem} (changed{number}).ipynb" for number in ("", *(f" {n}" for n in range(2, 1000))))
    kept = next(path for path in (lesson.with_name(name) for name in names) if not path.exists())
    lesson.rename(kept)
    with contextlib.suppress(ValueError, KeyError, TypeError):  # what is no notebook is kept as it is
        notebook = json.loads(kept.read_bytes())
        del notebook["metadata"]["kit"]
        write_atomic(kept, json.dumps(notebook, ensure_ascii=False, indent=1) + "\n")
    return kept


def fingerprint(notebook: Path) -> str:
    """A SHA-256 of what the cells say, so that running a notebook does not change it."""
    data = notebook.read_bytes()
    try:
        whole = json.loads(data)
        cells = [(cell["cell_type"], "".join(cell["source"])) for cell in whole["cells"]]
        said = json.dumps([cells, whole.get("metadata", {}).get("kit")])
    except (ValueError, KeyError, TypeError):
        return hashlib.sha256(data).hexdigest()
    return hashlib.sha256(said.encode()).hexdigest()


def _read_record(path: Path) -> dict[str, str]:
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}  # then every lesson that differs counts as changed by the learner, and is kept
    return record if isinstance(record, dict) else {}


def _port_warning(options: Sequence[str]) -> str:
    port = _value(options, "--port") or _value(options, "--ServerApp.port") or "8888"
    if not port.isdecimal() or not 0 < int(port) < 65536:
        return ""  # JupyterLab says what is wrong with it
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", int(port)))
        except OSError:
            return f"Port {port} is in use, perhaps by another JupyterLab; the next free one is taken."
    return ""


def _browser_warning(options: Sequence[str]) -> str:
    if "--no-browser" in options or _value(options, "--browser"):
        return ""
    try:
        webbrowser.get()
    except webbrowser.Error:
        return "No web browser was found on this machine. Open the address below in one."
    return ""


def _value(options: Sequence[str], name: str) -> str | None:
    """The value given to an option, as ``--name value`` or ``--name=value``."""
    for option, following in zip(options, [*options[1:], ""], strict=False):
        if option == name:
            return following
        if option.startswith(f"{name}="):
            return option.partition("=")[2]
    return None
