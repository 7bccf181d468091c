"""What the command line understands: each command's parser, and what its help says."""

from __future__ import annotations

import argparse
import sys
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, NoReturn

from kit.classroom.command import add_parsers
from kit.terminal import say, warnings_told
from kit.visible import printable

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

__all__ = ["FORMATS", "WORKING_FOLDER", "command_parser"]

WORKING_FOLDER = "media-literacy"
FORMATS = ("table", "json", "jsonl", "csv", "w3c", "html")


class _Version(argparse.Action):
    """Print the kit's version, and those of the parser and its model that are in use, with the model's licence."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        from kit.annotate.quotes.parse.find import load_parser

        with warnings_told():
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


def command_parser() -> argparse.ArgumentParser:
    """The parser of the command line as a whole."""
    parser = _Parser(
        prog="kit",
        description="Learn to read the news critically. 'kit' alone opens the lessons in JupyterLab.",
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version, and those of parser and model")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    _add_lab(commands)
    _add_site(commands)
    _add_lessons(commands)
    _add_handout(commands)
    _add_reading(commands)
    add_parsers(commands)
    return parser


def _add_lab(commands: argparse._SubParsersAction[_Parser]) -> None:
    lab = commands.add_parser(
        "lab",
        help="open the lessons in JupyterLab (what 'kit' alone does)",
        description="Copy the lessons into a working folder, never over your own changes, and open JupyterLab there.",
        usage="kit lab [FOLDER | LESSON.zip] [--dir FOLDER] [--class NAME] [--class-file FILE] [--full] "
        "[options of JupyterLab]",
        epilog="FOLDER is the working folder, or that of a lesson of your own. LESSON.zip is unpacked into the "
        "working folder. Other options go to JupyterLab as they are: --no-browser, --port 8890, …",
    )
    lab.add_argument("--dir", metavar="FOLDER", help=f"the working folder (default: {WORKING_FOLDER}, made here)")
    _add_class(lab)
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
    site.add_argument("--title", default="Media Literacy Kit", help="on the start page (default: %(default)s)")
    _add_class(site)


def _add_class(command: argparse.ArgumentParser) -> None:
    """The class that is offered to whoever hands in, and what it answered, the same wherever lessons are handed out."""
    help = "the class that learners are offered when they hand in, such as 7B: their files' names begin with it"
    command.add_argument("--class", dest="class_name", metavar="NAME", default="", help=help)
    help = "a class.kit.json: lessons show this class beside answers"
    command.add_argument("--class-file", metavar="FILE", help=help)


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


def _add_handout(commands: argparse._SubParsersAction[_Parser]) -> None:
    handout = commands.add_parser(
        "handout",
        help="print a lesson: a sheet for learners, with which a class needs no computer, and its key",
        description="Write the printables of lessons into a folder: NAME.handout.html and NAME.key.html; of a lesson "
        "with saved pages to search also NAME.pages.html, cards to cut out; of one with charts NAME.wall.html, to "
        "be shown once all have guessed.",
        epilog="Open a page in any browser, and print it: two pages, which are one sheet. Articles that are not the "
        "kit's own are there as short passages alone, with whose they are.",
    )
    handout.add_argument("lessons", metavar="NN", nargs="+", help="the number of a lesson, such as 02, or its name")
    handout.add_argument("--out", metavar="FOLDER", default="handouts", help="where to write (default: %(default)s)")
    handout.add_argument("--plain", action="store_true", help="the passages to mark in plain words")
    handout.add_argument("--pdf", action="store_true", help="as PDF, too, by Chromium, Chrome or Edge")


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
