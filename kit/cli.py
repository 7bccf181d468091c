"""The command line: ``kit``, ``kit lab``, ``kit site``, ``kit new-lesson``, ``kit pack``, ``kit read``, and others."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from kit.parsers import WORKING_FOLDER, command_parser
from kit.readers.web import is_address
from kit.terminal import analyze, check_layers, complain, flush, let_go, load_named, say, show, step, warnings_told

__all__ = ["main"]

EXPLORE = "explore.ipynb"  # where drafts are taken up
TAKE_OPTIONS = (("lab", None), ("new-lesson", None), ("class", "open"))  # those of JupyterLab


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status.

    0 done, 1 something could not be read or written, 2 wrong usage, 130 interrupted (Ctrl+C).
    """
    try:
        try:
            return _run(list(sys.argv[1:] if arguments is None else arguments))
        finally:
            flush()  # here, where it can be told that it fails
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader of a pipe has gone, as in "kit read … | head"
        let_go(sys.stdout)
        return 0
    except (OSError, ValueError) as error:
        complain(error)
        try:
            flush()
        except OSError:
            let_go(sys.stdout)
        return 1


def _run(argv: list[str]) -> int:
    if not argv or (argv[0].startswith("-") and argv[0] not in ("-h", "--help", "--version")):
        argv.insert(0, "lab")
    parser = command_parser()
    options, rest = parser.parse_known_args(argv)
    if rest and (options.command, getattr(options, "action", None)) not in TAKE_OPTIONS:
        parser.error(f"{rest[0]!r} is no option of 'kit {options.command}'; see 'kit {options.command} --help'")
    if options.command == "lab":
        return _lab(parser, options, rest)
    if options.command in ("class", "collect"):
        return _class(options, rest)
    if options.command == "pack":
        return _pack(Path(options.folder).expanduser())
    if options.command == "site":
        return _site(options)
    if options.command == "new-lesson":
        return _new_lesson(parser, options, rest)
    if options.command == "handout":
        return _handout(options)
    with warnings_told():
        if options.command == "read":
            return show(options.file)
        try:
            layers = check_layers(options.layers)
        except ValueError as error:
            parser.error(str(error))
        if options.format == "html" or options.out:
            _check_reports(parser, options)
        return analyze(options.files, layers, options.format, options.out)


def _lab(parser: argparse.ArgumentParser, options: argparse.Namespace, rest: list[str]) -> int:
    """Open the lessons in the folder that is named, or a lesson's zip in the working folder."""
    from kit.lab import open_lessons
    from kit.server import parted

    try:
        word, rest = parted(rest)
    except ValueError as error:
        parser.error(str(error))
    named = Path(word).expanduser() if word else None
    zipped = named if named and (named.is_file() or named.suffix.lower() == ".zip") and not named.is_dir() else None
    if zipped and not zipped.is_file():
        parser.error(f"there is no file {word}; name a lesson's zip, or a folder")
    if zipped and zipped.suffix.lower() != ".zip":
        parser.error(f"{word} is no folder, and no zip of a lesson; to make a lesson of it: kit new-lesson {word}")
    if word and not zipped and options.dir:
        parser.error(f"{word!r} and --dir {options.dir!r} are two folders; name one")
    folder = word if word and not zipped else options.dir or WORKING_FOLDER
    shown = Path(options.class_file).expanduser() if options.class_file else None
    return open_lessons(folder, rest, full=options.full, zipped=zipped, class_name=options.class_name, class_file=shown)


def _class(options: argparse.Namespace, rest: list[str]) -> int:
    from kit.classroom.command import Ways, run

    return run(options, rest, Ways(say, _open_page))


def _open_page(home: Path, page: str, rest: Sequence[str]) -> int:
    from kit.lab import open_lessons

    return open_lessons(home, rest, page=page)


def _site(options: argparse.Namespace) -> int:
    from kit.site.build import build

    out = build(
        Path(options.out).expanduser(),
        pyodide=Path(options.pyodide).expanduser() if options.pyodide else None,
        lessons=[Path(lesson).expanduser() for lesson in options.lessons],
        title=options.title,
        class_name=options.class_name,
        class_file=Path(options.class_file).expanduser() if options.class_file else None,
        tell=step,
    )
    files = [path for path in out.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files) / 1e6
    say(f"\nThe site is in {out}: {len(files):,} files, {size:.0f} MB.")
    say(f"To try it here:  python -m http.server -d {out}  and open http://localhost:8000/ in a browser.")
    say("To hand it out, put the folder on any web server. It needs no other: learners open the link, and work.")
    say("For you: plans and handouts are at  teacher/  of its address. No page for learners leads there.")
    say("The keys of the lessons are in it: whoever looks for them can find them, as in any folder of the lessons.")
    return 0


def _new_lesson(parser: argparse.ArgumentParser, options: argparse.Namespace, rest: list[str]) -> int:
    """Save the draft of a lesson in the working folder, say what it proposes, and open the page where it waits."""
    from kit.making.drafts import call
    from kit.making.propose import begin
    from kit.making.saved import LESSONS
    from kit.making.summary import summary
    from kit.server import parted

    try:
        word, rest = parted(rest)
    except ValueError as error:
        parser.error(str(error))
    if word:
        parser.error(f"{options.file!r} and {word!r} are two; a lesson is made of one article")
    if not 1 <= options.level <= 20:
        parser.error(f"--level {options.level:g} is no grade; give one from 1 to 20, as in --level 8")
    folder = Path(options.dir).expanduser() / LESSONS
    file = options.file if is_address(options.file) else Path(options.file)
    with warnings_told():
        what = load_named("-") if options.file == "-" else file
        made, new = begin(what, name=options.name, level=options.level, folder=folder)
    say(summary(made) if new else f"There is a draft of this article already, the lesson {made.name}; it is taken up.")
    say(f"\nThe draft is saved in {folder / made.name}")
    if options.no_open:
        return 0
    from kit.lab import open_lessons

    call(made.name, folder)
    return open_lessons(options.dir, rest, page=EXPLORE)


def _pack(folder: Path) -> int:
    from kit.making.pack import has_key, write_pack

    packed = write_pack(folder)
    say(f"{packed} is ready to hand out; it is opened with: kit lab {packed.name}")
    say(f"{'It holds the key, which the lesson needs' if has_key(folder) else 'It has no key'}. Answers are not in it.")
    return 0


def _handout(options: argparse.Namespace) -> int:
    from kit.activity.lesson_file import read_lesson
    from kit.handout.files import lesson_numbered, save_handouts

    for name in list(dict.fromkeys(lesson_numbered(word) for word in options.lessons)):
        folder = Path(options.out).expanduser()
        for path in save_handouts(read_lesson(name), folder, plain=options.plain, pdf=options.pdf):
            say(str(path))
    return 0


def _check_reports(parser: argparse.ArgumentParser, options: argparse.Namespace) -> None:
    """A report is a page of its own, with all layers; what cannot be one is a mistake of the call."""
    if options.format != "html":
        parser.error("--out is for reports: add --format html")
    if options.layers:
        parser.error("a report has every layer: leave --layers out")
    if len(options.files) > 1 and not options.out:
        parser.error("each report is a page of its own: name a folder for them with --out FOLDER")
