"""``kit lab``: a working folder with the lessons in it, and JupyterLab opened there."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import sys
import tempfile
import webbrowser
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from kit.activity.class_file import CLASS_FILE, read_class_file
from kit.activity.handed import checked_class, offer_class
from kit.activity.lesson_file import lesson_folder, read_lesson
from kit.files import clear_parts, read_regular, write_atomic
from kit.making.aside import free_name, set_aside
from kit.making.code import more_than_shown
from kit.making.made import MOST, fingerprint, lesson_in
from kit.making.saved import LESSONS
from kit.making.unpack import unpack
from kit.server import check_port, claim, run, running, values
from kit.terminal import say

__all__ = ["copy_lessons", "open_lessons"]

FIRST = "00-start-here.ipynb"


def open_lessons(
    folder: str | Path,
    options: Sequence[str] = (),
    *,
    full: bool = False,
    zipped: Path | None = None,
    page: str = FIRST,
    class_name: str = "",
    class_file: Path | None = None,
) -> int:
    """Prepare the working folder and run JupyterLab in it until it is stopped; ``options`` are JupyterLab's own.

    It opens at ``page``. With ``zipped`` the lesson in that file is unpacked into the working folder first, and opened.
    A folder in which a lesson was made is used as it lies: its lesson is opened, and nothing in it changes but its
    ``answers``. ``class_name`` is a class that learners are offered as theirs, from then on. With ``full`` there is no
    lesson mode: lessons are notebooks like any other. So there is none for a lesson that has code of its own, which
    lesson mode would run by itself.

    ``class_file`` is put into the folder, for the lessons to show that class beside answers.

    Where another ``kit lab`` is at work in the folder, nothing is started: its address is said, and opened.

    Raises ``ValueError`` where the port or the class cannot be one, or something is wrong in a lesson or class file
    that is asked for; ``OSError`` where the folder cannot be made or written to, or another ``kit lab`` has it and
    cannot be found.
    """
    port, class_name = check_port(options), checked_class(class_name) if class_name else ""
    if class_file:
        read_class_file(class_file)
    place = _place(_resolved(folder), zipped, page)
    with _naming(place.home):
        free = claim(place.own)
        if class_file:
            write_atomic(place.home / CLASS_FILE, class_file.read_bytes())
    _offer(place.home / "answers", class_name)
    if not free:
        if place.harm:  # and the other may be in lesson mode
            raise ValueError(f"{place.harm} Another kit lab is at work in {place.home}: stop that first")
        return _show_running(place, options)
    clear_parts(place.home / "answers", deep=3)  # learners, lessons, and a level to spare
    if not place.made:
        clear_parts(place.home, place.own / ".kit")
        for message in copy_lessons(lesson_folder(), place.home):
            _tell(message)
    os.environ["KIT_FOLDER"] = str(place.home)
    ours = ["lab_config_full", "lab_config"] if full or place.harm else ["lab_config"]
    paths = [*(str(Path(__file__).parent / name) for name in ours), os.environ.get("JUPYTER_CONFIG_PATH", "")]
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(filter(None, paths))
    what = "The lesson is" if place.made else "The lessons are"
    _tell(f"{what} in {place.home}\nJupyterLab is starting; stop it with Ctrl+C.")
    for warning in (place.harm, _port_warning(port), _browser_warning(options)):
        if warning:
            _tell(warning)
    run(_jupyter_options(place, options))
    _tell("JupyterLab has stopped.")
    return 0


class _Place(NamedTuple):
    """Where JupyterLab is to work: its folder, the page it opens, and the folder whose ``.kit`` it may fill."""

    home: Path
    page: str
    own: Path
    made: bool = False  # whether it is the folder of one made lesson
    harm: str = ""  # why no lesson mode, which would run it by itself


def _place(home: Path, zipped: Path | None, page: str) -> _Place:
    made = lesson_in(home) if home.is_dir() else None
    if made and zipped:
        raise ValueError(f"{home} is a lesson's own folder; unpack {zipped.name} elsewhere, with: --dir FOLDER")
    if made:
        read_lesson(made, folder=home)  # what is wrong in it is better said here than in the lesson
        harm = _harm(home / f"{made}.ipynb")
        kits = home.parents[1] if home.parent.name == LESSONS else None
        if kits and (kits / ".kit" / "lessons.json").exists():  # where its answers are kept already
            return _Place(kits, f"{LESSONS}/{home.name}/{made}.ipynb", kits, harm=harm)
        return _Place(home, f"{made}.ipynb", _own(home), made=True, harm=harm)
    if not zipped:
        return _Place(home, page, home)
    with _naming(home):
        name, _, aside = unpack(zipped, home)
    if aside:
        _tell(f"There was another {name}: it is now in {aside}")
    return _Place(home, f"{LESSONS}/{name}/{name}.ipynb", home)


def _harm(notebook: Path) -> str:
    """What to say of a lesson that does more than show and ask; nothing of others."""
    what = more_than_shown(read_regular(notebook, MOST))
    return what and (
        f"{notebook.name} {what}. So it is opened as a notebook like any other, in which nothing runs before you run "
        "it: read it first, or ask who made it."
    )


def _own(home: Path) -> Path:
    """Where to keep what is not the lesson's; elsewhere where its folder may only be read."""
    answers = home / "answers"
    try:
        answers.mkdir(exist_ok=True)
        tempfile.TemporaryFile(dir=answers).close()
    except OSError as error:
        _tell(
            f"{answers} cannot be written to ({error.strerror or error}): the lesson opens, but NO ANSWER WILL BE "
            f"SAVED. To keep answers, copy the folder to a place of your own, and open the copy."
        )
        return Path(tempfile.mkdtemp(prefix="kit-lab-"))
    return answers


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


def _offer(answers: Path, class_name: str) -> None:
    """Note the class that learners are offered as theirs; where that cannot be, they type it."""
    try:
        if class_name:
            offer_class(answers, class_name)
    except OSError as error:
        _tell(f"{answers} cannot be written to ({error.strerror or error}): learners type their class themselves.")


def _show_running(place: _Place, options: Sequence[str]) -> int:
    """Say that a folder is at work already, and open the lessons where they are."""
    home, address = place.home, running(place.own, place.page)
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


def _jupyter_options(place: _Place, options: Sequence[str]) -> list[str]:
    """JupyterLab's command line: what the lessons need, then what was asked for, which has the last word."""
    needed = [
        f"--ServerApp.root_dir={place.home}",
        f"--LabApp.default_url=/lab/tree/{quote(place.page)}",
        f"--LabApp.workspaces_dir={place.own / '.kit' / 'workspaces'}",  # tabs of other projects stay out
        *([f"--FileCheckpoints.checkpoint_dir={place.own / '.kit' / 'checkpoints'}"] if place.made else []),
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
            record.replace(free_name(record))
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
    ours = fingerprint(lesson.read_bytes())
    if os.path.lexists(target):
        theirs = _print_of(target)
        if theirs is None or theirs not in (ours, copied.get(lesson.name)):
            kept = set_aside(target)
            yield f"{lesson.name} had been changed: it is as it was, and the changed one is {kept.name}"
    copied[lesson.name] = ours
    write_atomic(target, lesson.read_bytes())


def _print_of(notebook: Path) -> str | None:
    """The fingerprint of a notebook; none of what is only named like one: a link, a folder, a pipe."""
    return fingerprint(notebook.read_bytes()) if not notebook.is_symlink() and notebook.is_file() else None


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
