"""The command line: ``kit``, ``kit lab``, ``kit site``, ``kit new-lesson``, ``kit pack``, ``kit read``, and others."""

from __future__ import annotations

import argparse
import sys
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from kit.errors import ParserWarning
from kit.readers.web import is_address
from kit.terminal import analyze, check_layers, complain, flush, let_go, load_named, say, show, step
from kit.visible import printable

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

__all__ = ["main"]

WORKING_FOLDER = "media-literacy"
EXPLORE = "explore.ipynb"  # where drafts are taken up
FORMATS = ("table", "json", "jsonl", "csv", "w3c", "html")


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
    parser = _parser()
    options, rest = parser.parse_known_args(argv)
    if rest and options.command not in ("lab", "new-lesson"):
        parser.error(f"{rest[0]!r} is no option of 'kit {options.command}'; see 'kit {options.command} --help'")
    if options.command == "lab":
        return _lab(parser, options, rest)
    if options.command == "pack":
        return _pack(Path(options.folder).expanduser())
    if options.command == "site":
        return _site(options)
    if options.command == "new-lesson":
        return _new_lesson(parser, options, rest)
    with _warnings_told():
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
    return open_lessons(folder, rest, full=options.full, zipped=zipped, class_file=shown)


def _site(options: argparse.Namespace) -> int:
    from kit.site.build import build

    out = build(
        Path(options.out).expanduser(),
        pyodide=Path(options.pyodide).expanduser() if options.pyodide else None,
        lessons=[Path(lesson).expanduser() for lesson in options.lessons],
        title=options.title,
        class_file=Path(options.class_file).expanduser() if options.class_file else None,
        tell=step,
    )
    files = [path for path in out.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files) / 1e6
    say(f"\nThe site is in {out}: {len(files):,} files, {size:.0f} MB.")
    say(f"To try it here:  python -m http.server -d {out}  and open http://localhost:8000/ in a browser.")
    say("To hand it out, put the folder on any web server. It needs no other: learners open the link, and work.")
    say("The keys of the lessons are in it: whoever has the link can find them, as in any folder of the lessons.")
    return 0


def _new_lesson(parser: argparse.ArgumentParser, options: argparse.Namespace, rest: list[str]) -> int:
    """Save the draft of a lesson in the working folder, say what it proposes, and open the page where it waits."""
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
    with _warnings_told():
        what = load_named("-") if options.file == "-" else file
        made, new = begin(what, name=options.name, level=options.level, folder=folder)
    say(summary(made) if new else f"There is a draft of this article already, the lesson {made.name}; it is taken up.")
    say(f"\nThe draft is saved in {folder / made.name}")
    if options.no_open:
        return 0
    from kit.lab import open_lessons

    return open_lessons(options.dir, rest, page=EXPLORE)


def _pack(folder: Path) -> int:
    from kit.making.pack import has_key, write_pack

    packed = write_pack(folder)
    say(f"{packed} is ready to hand out; it is opened with: kit lab {packed.name}")
    say(f"{'It holds the key, which the lesson needs' if has_key(folder) else 'It has no key'}. Answers are not in it.")
    return 0


def _check_reports(parser: argparse.ArgumentParser, options: argparse.Namespace) -> None:
    """A report is a page of its own, with all layers; what cannot be one is a mistake of the call."""
    if options.format != "html":
        parser.error("--out is for reports: add --format html")
    if options.layers:
        parser.error("a report has every layer: leave --layers out")
    if len(options.files) > 1 and not options.out:
        parser.error("each report is a page of its own: name a folder for them with --out FOLDER")


@contextmanager
def _warnings_told() -> Iterator[None]:
    """Tell of warnings in a line each, as of errors."""
    with warnings.catch_warnings():
        warnings.simplefilter("default", ParserWarning)
        warnings.showwarning = lambda message, *_: complain(message)
        yield


class _Version(argparse.Action):
    """Print the kit's version, and those of the parser and its model that are in use, with the model's licence."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        from kit.annotate.quotes.parse.find import load_parser

        with _warnings_told():
            model = load_parser()
        if model is None:
            say(f"kit {_installed()} · no parser: quotations are found by patterns")
        else:
            meta, spacy = model.nlp.meta, sys.modules["spacy"]
            name = f"model {model.name} {meta.get('version')} ({meta.get('license')})"
            say(f"kit {_installed()} · spaCy {spacy.__version__} · {name}")
        parser.exit()


def _installed() -> str:
    try:
        return version("media-literacy-kit")
    except PackageNotFoundError:
        return "(not installed)"


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        super().error(printable(message))  # it may name what was typed

    def _print_message(self, message: str, file: SupportsWrite[str] | None = None) -> None:
        if file is sys.stdout:  # help: argparse would be silent where it cannot be written
            say(message, styled=True, end="")
        else:
            super()._print_message(message, file)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="kit",
        description="Learn to read the news critically. 'kit' alone opens the lessons in JupyterLab.",
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version, and those of parser and model")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    _add_lab(commands)
    _add_site(commands)
    _add_lessons(commands)
    _add_reading(commands)
    return parser


def _add_lab(commands: argparse._SubParsersAction[_Parser]) -> None:
    lab = commands.add_parser(
        "lab",
        help="open the lessons in JupyterLab (what 'kit' alone does)",
        description="Copy the lessons into a working folder, never over your own changes, and open JupyterLab there.",
        usage="kit lab [FOLDER | LESSON.zip] [--dir FOLDER] [--full] [--class-file FILE] [options of JupyterLab]",
        epilog="FOLDER is the working folder, or that of a lesson of your own. LESSON.zip is unpacked into the "
        "working folder. Other options go to JupyterLab as they are: --no-browser, --port 8890, …",
    )
    lab.add_argument("--dir", metavar="FOLDER", help=f"the working folder (default: {WORKING_FOLDER}, made here)")
    lab.add_argument("--class-file", metavar="FILE", help="a class.kit.json: lessons show this class beside answers")
    lab.add_argument("--full", action="store_true", help="all of JupyterLab, with lessons as ordinary notebooks")


def _add_site(commands: argparse._SubParsersAction[_Parser]) -> None:
    site = commands.add_parser(
        "site",
        help="make a folder of the course that any web server can hand out, with nothing to install",
        description="Build the course as a static site: learners open a link, and work in their browser.",
        epilog="An older site in OUT stays until the new one is whole; answers, in the learners' browsers, stay too. "
        "To try it: python -m http.server -d OUT",
    )
    site.add_argument("out", metavar="OUT", help="the folder to make, or that of an older site")
    site.add_argument(
        "--pyodide",
        metavar="DIR",
        help="a folder with Pyodide, which is Python for browsers; it says so where another version is needed "
        "(default: fetched once, with npm where there is one, and kept)",
    )
    site.add_argument(
        "--lessons",
        metavar="FOLDER",
        nargs="+",
        default=[],
        help="lessons of your own to put in: the folders that 'kit new-lesson' has written, or zips of 'kit pack'",
    )
    site.add_argument("--class-file", metavar="FILE", help="a class.kit.json: lessons show this class beside answers")
    site.add_argument("--title", default="Media Literacy Kit", help="on the start page (default: %(default)s)")


def _add_lessons(commands: argparse._SubParsersAction[_Parser]) -> None:
    new = commands.add_parser(
        "new-lesson",
        help="begin a lesson on an article of your own",
        description="Read an article, propose what a lesson on it needs, and keep that as a draft for you to decide.",
        epilog="Other options go to JupyterLab as they are: --no-browser, --port 8890, …",
    )
    new.add_argument("file", metavar="FILE", help="a file, an address, or - for text handed in, as for 'kit read'")
    new.add_argument("--name", default="", help="of the lesson and its files (default: made from the title)")
    new.add_argument(
        "--level", type=float, default=8, help="the grade that the passage should not be past (default: 8)"
    )
    new.add_argument(
        "--dir", metavar="FOLDER", default=WORKING_FOLDER, help="the working folder (default: %(default)s)"
    )
    new.add_argument("--no-open", action="store_true", help="make the draft, and open nothing")

    pack = commands.add_parser(
        "pack",
        help="make a zip of a lesson of your own, to hand out",
        description="Write NAME.zip beside the folder of a lesson of your own: the lesson and its key, no answers.",
    )
    pack.add_argument("folder", metavar="FOLDER", help="the folder that 'kit new-lesson' has written")


def _add_reading(commands: argparse._SubParsersAction[_Parser]) -> None:
    read = commands.add_parser("read", help="show an article in the terminal, each block with its zone")
    read.add_argument(
        "file",
        metavar="FILE",
        help="a file (text, Markdown, HTML, PDF, DOCX, EML), the name of one of the kit's articles, an address, "
        "or - for text handed in",
    )

    analyze = commands.add_parser("analyze", help="run the analyzers over articles and print what they find")
    analyze.add_argument("files", metavar="FILE", nargs="+", help="as for 'kit read'")
    analyze.add_argument("--layers", metavar="LAYER,…", help="only these layers, such as zone,sentence (default: all)")
    analyze.add_argument(
        "--format",
        choices=FORMATS,
        default="table",
        help="w3c: Web Annotations (JSON-LD); html: a report that prints, a page for each FILE (default: %(default)s)",
    )
    analyze.add_argument(
        "--out", metavar="FOLDER", help="with --format html: write NAME.report.html there for each FILE"
    )
    analyze.add_argument("--json", dest="format", action="store_const", const="json", help="same as --format json")
