"""``kit class …`` and ``kit collect``: what is asked for on the command line, and what is said of it."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from kit.classroom.folder import Classroom
    from kit.classroom.results import ClassResults

__all__ = ["Ways", "add_parsers", "run"]

NOTEBOOK = "class.ipynb"
_PATIENCE = 1.0  # seconds after which it is shown that something is being done
# What writes what is asked for, each in a module of its own that is loaded only then; it returns a path, or several.
_WRITERS = {
    "report": (("page", "save_report"),),
    "feedback": (("feedback", "save_feedback"),),
    "gradebook": (("gradebook_files", "save_gradebook"), ("exports", "save_exports")),
    "file": (("share", "save_class_file"),),
}
_SLOW = {"report": "lessons worked out", "feedback": "pages written"}  # of which it is told how far they are


class Ways(NamedTuple):
    """What the command line lends: how lines are said, and a notebook is opened in JupyterLab with its options."""

    say: Callable[[str], object]
    open_page: Callable[[Path, str, Sequence[str]], int]


def add_parsers(commands: argparse._SubParsersAction[Any]) -> None:
    """Add ``class`` and ``collect`` to the commands."""
    collect = commands.add_parser(
        "collect",
        help="collect what learners have handed in",
        description="Collect hand-ins from whatever an LMS's bulk download makes: zips, folders, single files, renamed "
        "or within each other; or from a shared folder, or folders of answers. Collecting twice changes nothing.",
    )
    collect.add_argument("paths", metavar="FOLDER|ZIP", nargs="+", help="where hand-ins are")
    collect.add_argument(
        "--class", dest="name", metavar="NAME", help="the class (default: the only one, or the one that hand-ins name)"
    )
    _add_dir(collect)
    group = commands.add_parser(
        "class",
        help="a class: make it, see what it handed in, give back",
        description="A class is a folder in classes/NAME of the working folder. First: kit class new NAME; then kit "
        "collect DOWNLOAD.zip; then kit class report. To try it all: kit class demo.",
    )
    actions = group.add_subparsers(dest="action", metavar="WHAT", required=True)
    _add_new(actions)
    for action, words in (
        ("report", "write the class view, one HTML file to open in a browser or on a projector"),
        ("open", "open the class's notebook in JupyterLab"),
        ("feedback", "write a feedback page for each student, HTML that prints"),
        ("gradebook", "write the gradebook as CSV for Canvas, Moodle and Google Classroom, and marks and answers"),
        ("file", "write class.kit.json, the class with names removed, which learners' lessons show beside them"),
        ("key", "say what of the class's marks could be in a key of its own"),
    ):
        each = actions.add_parser(action, help=words, description=f"{words[0].upper()}{words[1:]}.")
        each.add_argument("name", metavar="NAME", nargs="?", help="the class (default: the only one)")
        _add_dir(each)
    assign = actions.add_parser(
        "assign",
        help="say whose a hand-in is",
        description="Say whose a hand-in is, where its name does not tell. It is kept, also when collecting again.",
    )
    assign.add_argument("what", metavar="SUM", help="the beginning of its sum, or the name that hand-ins carry")
    assign.add_argument("who", metavar="NAME", help="of the learner, as on the roster")
    assign.add_argument("--class", dest="name", metavar="CLASS", help="the class (default: the only one)")
    _add_dir(assign)
    demo = actions.add_parser(
        "demo",
        help="make a synthetic class, to try all of it",
        description="Make the class 'demo', of which nobody exists, collect what it hands in, and write its report.",
    )
    demo.add_argument("--learners", type=int, default=28, metavar="N", help="how many (default: %(default)s)")
    _add_dir(demo)


def _add_new(actions: argparse._SubParsersAction[Any]) -> None:
    new = actions.add_parser(
        "new",
        help="make a class, or give it a new roster",
        description="Make a class, or give one that is there a new roster or more lessons; what it has is kept.",
        epilog="The roster is the CSV that your LMS exports (Canvas: Grades, Export; Moodle: Grades, Export, Plain "
        "text), or a list of names. Where learners hand in under a pseudonym, add a column 'pseudonym'.",
    )
    new.add_argument("name", metavar="NAME", help="such as 7B")
    new.add_argument("--roster", metavar="CSV", help="who is in it (default: whoever hands in)")
    new.add_argument(
        "--lessons", metavar="FOLDER", nargs="+", default=[], help="lessons of your own, as 'kit new-lesson' wrote them"
    )
    _add_dir(new)


def _add_dir(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--dir", metavar="FOLDER", help="the working folder (default: media-literacy)")


def run(options: argparse.Namespace, rest: Sequence[str], ways: Ways) -> int:
    """Do what was asked for; raises ``ValueError`` and ``OSError``, which say what is wrong and what to do."""
    from kit.classroom.classes import open_class, working_folder
    from kit.classroom.folder import assign

    home = working_folder(options.dir)
    if options.command == "collect":
        return _collect(home, options, ways)
    if options.action == "new":
        return _new(home, options, ways)
    if options.action == "demo":
        return _demo(home, options, ways)
    classroom = open_class(home, options.name)
    if options.action == "assign":
        what, member = assign(classroom, options.what, options.who)
        ways.say(f"{what[0].upper()}{what[1:]} is now {member.name}'s. It stays so when you collect again.")
        return 0
    if options.action == "open":
        return ways.open_page(home, _notebook(home, classroom, ways), rest)
    return _key(classroom, ways) if options.action == "key" else _write(classroom, options.action, ways)


def _key(classroom: Classroom, ways: Ways) -> int:
    """What a teacher could decide on; deciding is done in the notebook, beside the text."""
    from kit.classroom.class_key import class_key_proposals, markable
    from kit.classroom.telling import counted, quoted

    results = _results(classroom)
    for lesson in results.lessons:
        for name, activity in markable(results, lesson).items():
            new = len(class_key_proposals(results, lesson, name)) - len(activity.entries)
            ways.say(f"{lesson}, {name}: {counted(new, 'new entry', 'new entries')} that many marked, beside the key")
    ways.say(
        f"\nTo keep or reject each, with a reason, in the class's notebook:  kit class open {quoted(classroom.name)}"
    )
    return 0


def _new(home: Path, options: argparse.Namespace, ways: Ways) -> int:
    from kit.classroom.classes import make_class
    from kit.classroom.telling import counted, quoted

    roster = Path(options.roster).expanduser() if options.roster else None
    lessons = [Path(each).expanduser() for each in options.lessons]
    classroom = make_class(home, options.name, roster=roster, lessons=lessons)
    on_it = f" {counted(len(classroom.members), 'learner')} on its roster." if classroom.members else ""
    ways.say(f"The class {classroom.name} is in {classroom.folder}.{on_it}")
    for member in classroom.members[:3]:
        ways.say(f"  {member.name}{f' ({member.full})' if member.full else ''}")
    if len(classroom.members) > 3:
        ways.say("  …")
    ways.say(f"\nNext, with what learners hand in:  kit collect FOLDER|ZIP --class {quoted(classroom.name)}")
    return 0


def _collect(home: Path, options: argparse.Namespace, ways: Ways) -> int:
    from kit.classroom.choosing import class_for
    from kit.classroom.collect import collect

    paths = [Path(path).expanduser() for path in options.paths]
    classroom = class_for(home, options.name, paths)
    summary = collect(classroom, paths, tell=_progress("looked at"))
    _tell(classroom, summary, ways)
    return 0


def _demo(home: Path, options: argparse.Namespace, ways: Ways) -> int:
    from kit.classroom.demo_class import make_demo

    classroom, summary = make_demo(home, options.learners, tell=_progress("collected"))
    _tell(classroom, summary, ways)
    return _write(classroom, "report", ways)


def _tell(classroom: Classroom, summary: Any, ways: Ways) -> None:
    from kit.classroom.folder import read_class
    from kit.classroom.standing import standing
    from kit.classroom.telling import told

    classroom = read_class(classroom.folder)  # with what is noted by now
    for line in told(classroom, summary, standing(classroom, tell=_progress("compared"))):
        ways.say(line)


def _write(classroom: Classroom, action: str, ways: Ways) -> int:
    """Write what is asked for, and say where it is, and what of the hand-ins was of no use."""
    results = _results(classroom)
    shown = _progress(_SLOW.get(action, ""))
    more = {"tell": lambda done, whole: shown(done)} if action in _SLOW else {}
    for module, name in _WRITERS[action]:
        written = getattr(import_module(f"kit.classroom.{module}"), name)(classroom, results=results, **more)
        for path in [written] if isinstance(written, Path) else written:
            ways.say(str(path))
    for trouble in results.trouble:
        ways.say(trouble)
    return 0


def _results(classroom: Classroom) -> ClassResults:
    from kit.classroom.results import results_of

    tell = _progress("steps done")
    return results_of(classroom, tell=lambda done, whole: tell(done))


def _notebook(home: Path, classroom: Classroom, ways: Ways) -> str:
    """The class's notebook, copied into its folder, and again where the kit has a newer one.

    What a teacher has added to it stays, and where the kit has a newer one, is kept beside that under another name.
    """
    from kit.activity.lesson_file import lesson_folder
    from kit.files import write_atomic
    from kit.making.aside import set_aside
    from kit.making.made import fingerprint

    target, record = classroom.folder / NOTEBOOK, classroom.folder / f".{NOTEBOOK}.sum"
    newest = (lesson_folder() / "teacher" / NOTEBOOK).read_bytes()
    ours, copied = fingerprint(newest), record.read_text(encoding="utf-8") if record.is_file() else ""
    theirs = fingerprint(target.read_bytes()) if target.is_file() else ""
    if theirs != ours and not (theirs and copied == ours):
        if theirs and theirs != copied:
            kept = set_aside(target)
            ways.say(f"{NOTEBOOK} was another than the kit's newest, which is there now; it is kept as {kept.name}")
        write_atomic(target, newest)
    if copied != ours:
        write_atomic(record, ours)
    return target.relative_to(home).as_posix()


def _progress(what: str) -> Callable[[int], None]:
    """Shows in a terminal how many files were looked at, where that takes longer than a moment."""
    began, shown = time.monotonic(), 0.0

    def tell(done: int) -> None:
        nonlocal shown
        now = time.monotonic()
        if now - began > _PATIENCE and now - shown > 0.1 and sys.stderr is not None and sys.stderr.isatty():
            print(f"\r{done:,} {what} …", end="\r", file=sys.stderr, flush=True)
            shown = now

    return tell
