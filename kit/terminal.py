"""Articles and annotations in the terminal."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import sys
import textwrap
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, count
from pathlib import Path
from typing import Any, TextIO

from kit.annotation import Annotation
from kit.article import Article
from kit.errors import ParserWarning
from kit.readers import load
from kit.readers.files import load_stream
from kit.readers.web import fetch_page, is_address, keep_page
from kit.reading import ANALYZERS, Reading, find_all
from kit.report import report_html, save_report
from kit.segment import FURNITURE
from kit.tables import columns, csv_line
from kit.visible import escaped, printable
from kit.webannotation import to_web_annotations

__all__ = [
    "analyze",
    "as_data",
    "check_layers",
    "complain",
    "flush",
    "let_go",
    "load_named",
    "say",
    "show",
    "step",
    "warnings_told",
]

_LONG_NAME = 50  # characters of an article's name in that of its report: with the rest a disk takes them in any script
KEPT = "articles"  # where pages are kept, in the current folder
_COLUMNS = ("slug", "layer", "label", "start", "end", "quote", "rule", "annotator")
_NARROW, _WIDE = 40, 100  # columns that a block takes at least and at most, whatever the terminal says of itself
_BAR = 20  # signs of a bar
_LONG_WORD = re.compile(r"\S{100}(?=\S)")  # parted here, for the time textwrap takes grows with the square of a word
_PLAIN = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "·": "*", "\xa0": " "})


def say(text: str, *, exact: bool = False, styled: bool = False, end: str = "\n") -> None:
    """Print lines on standard output. Control characters are spelt out, but for the kit's own where it is ``styled``.

    What the terminal's encoding has no sign for is replaced by a plainer one or "?"; where the lines are for programs
    (``exact``), spelt ``\\uXXXX``. Raises ``OSError`` where they cannot be written.
    """
    text = text if styled else printable(text, keep="\t\n")
    if sys.stdout is None:
        raise OSError("standard output is closed; there is nowhere to print to")
    encoding = sys.stdout.encoding or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        text = escaped(text) if exact else text.translate(_PLAIN).encode(encoding, "replace").decode(encoding)
    with _telling():
        print(text, end=end, flush=True)


def flush() -> None:
    """Have all that was printed written; raises ``OSError`` where that fails."""
    with _telling():
        if sys.stdout is not None:
            sys.stdout.flush()


@contextlib.contextmanager
def _telling() -> Iterator[None]:
    """Say of an error that it is the output's."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OSError(f"the output cannot be written: {error.strerror or error}") from error


def step(words: str, done: float) -> None:
    """Say what is being done, a line each; before it, in a terminal, a bar of how much is done, from 0 to 1."""
    bar = ""
    if sys.stdout is not None and sys.stdout.isatty():
        full = round(done * _BAR)
        bar = f"[{'#' * full}{'.' * (_BAR - full)}] "
    say(f"{bar}{words}{'' if done == 1 else ' …'}")


def complain(message: object) -> None:
    """Print a message on standard error, if that is open: no message is worth an error of its own."""
    if sys.stderr is not None:
        try:
            print(f"kit: {printable(str(message))}", file=sys.stderr, flush=True)
        except OSError:
            let_go(sys.stderr)


@contextlib.contextmanager
def warnings_told() -> Iterator[None]:
    """Tell of warnings in a line each, as of errors."""
    with warnings.catch_warnings():
        warnings.simplefilter("default", ParserWarning)
        warnings.showwarning = lambda message, *_: complain(message)
        yield


def let_go(stream: TextIO) -> None:
    """Have what a stream could not write written nowhere, so that Python does not try again as it ends, and fail."""
    with contextlib.suppress(OSError, ValueError):  # closed, or no file at all
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def show(name: str) -> int:
    """Print an article block by block, each with its zone; furniture is dimmed and marked with ``·``.

    A page from an address is kept, with its card, in the folder ``KEPT``.
    """
    if is_address(name):
        name = str(keep_page(fetch_page(name), Path(KEPT)))
        say(f"Kept as {name}, with its card beside it.\n")
    reading = Reading(load_named(name))
    article = reading.article
    width = max(_NARROW, min(shutil.get_terminal_size().columns, _WIDE))
    styled = sys.stdout is not None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    for key, value in article.card.as_dict().items():
        if key not in ("notice", "retrieved", "sha256") or value:
            words = printable(" ".join((value or "missing").split())[:1_000])
            say(f"{key + ':':11}{textwrap.shorten(words, width - 11, placeholder=' …')}")
    for zone in reading.zones:
        furniture = zone.label in FURNITURE
        say("")
        margin = f"{'·' if furniture else ' '} {zone.label:<11} "
        for line in article.covered(zone).splitlines():
            block = _wrapped(line, width, margin)
            say(f"\x1b[2m{block}\x1b[0m" if styled and furniture else block, styled=True)
            margin = " " * len(margin)
    return 0


def _wrapped(line: str, width: int, margin: str) -> str:
    words = _LONG_WORD.sub(r"\g<0> ", printable(line, keep="\t"))
    return textwrap.fill(words, width, initial_indent=margin, subsequent_indent=" " * len(margin))


def check_layers(said: str | None) -> list[str]:
    """The layers that are asked for, each once, all where none is; raises ``ValueError`` for one that there is not.

    >>> check_layers("zone, quote,zone"), check_layers(None)
    (['zone', 'quote'], ['zone', 'sentence', 'quote', 'claim', 'loaded'])
    """
    wanted = list(ANALYZERS) if said is None else list(dict.fromkeys(layer.strip() for layer in said.split(",")))
    find_all(Article.from_text(""), *wanted)
    return wanted


def analyze(names: Sequence[str], layers: Sequence[str], form: str, folder: str | None = None) -> int:
    """Print what the analyzers find, article by article; one that cannot be read is reported and passed over.

    "-" stands for standard input. Of several articles JSON is a list, whatever becomes of them. None is kept in memory
    when those after it are read. With a ``folder`` reports go there, a file each, and their names are printed.
    """
    failed: list[str] = []
    found = _found(names, layers, failed)
    if folder is None:
        _PRINTERS[form](found, len(names) > 1)
    else:
        _save_reports(found, Path(folder))
    return 1 if failed else 0


def as_data(article: Article, annotations: Iterable[Annotation]) -> dict[str, Any]:
    """An article and its annotations as plain data: ``slug``, ``text``, ``card``, ``annotations``.

    >>> as_data(Article.from_text("Rain."), [])["text"]
    'Rain.'
    """
    return {
        "slug": article.slug,
        "text": article.text,
        "card": article.card.as_dict(),
        "annotations": [annotation.to_dict(article.text) for annotation in annotations],
    }


Found = Iterable[tuple[Reading, Sequence[Annotation]]]


def _found(names: Sequence[str], layers: Sequence[str], failed: list[str]) -> Found:
    """What is found in each article, as it is asked for; names of those that cannot be read go to ``failed``."""
    counted = len(names) > 1 and sys.stderr is not None and sys.stderr.isatty()
    for number, name in enumerate(names, 1):
        if counted:
            print(f"\r{number} of {len(names)}", end="\n" if number == len(names) else "", file=sys.stderr, flush=True)
        try:
            article = load_named(name)
        except (OSError, ValueError) as error:
            complain(error)
            failed.append(name)
            continue
        reading = Reading(article)
        yield reading, find_all(reading, *layers)


def load_named(name: str) -> Article:
    """The article of that name, or that on standard input where it is "-"."""
    if name != "-":
        return load(name)
    if sys.stdin is None:
        raise OSError("standard input is closed; there is nothing to read")
    if sys.stdin.isatty():
        complain("paste the text, then press Ctrl+D (on Windows Ctrl+Z, then Enter) on a line of its own")
    return load_stream(sys.stdin.buffer, name="stdin")


def _print_json(found: Found, several: bool) -> None:
    _print_list((as_data(reading.article, layers) for reading, layers in found), several)


def _print_w3c(found: Found, several: bool) -> None:
    _print_list((to_web_annotations(layers, reading.article) for reading, layers in found), several)


def _print_list(values: Iterable[dict[str, Any]], several: bool) -> None:
    """One value as JSON, or several as a list, each printed before the next is asked for."""
    before = "["
    for value in values:
        text = json.dumps(value, ensure_ascii=False, indent=2)
        if not several:
            return say(text, exact=True)
        say(f"{before}\n  " + text.replace("\n", "\n  "), exact=True, end="")
        before = ","
    if several:
        say("[]" if before == "[" else "\n]")


def _print_jsonl(found: Found, several: bool) -> None:
    for reading, layers in found:
        say(json.dumps(as_data(reading.article, layers), ensure_ascii=False), exact=True)


def _rows(reading: Reading, annotations: Iterable[Annotation]) -> Iterable[list[str]]:
    article = reading.article
    for a in annotations:
        row = a.to_dict(article.text) | {"slug": article.slug or "", "rule": a.attributes.get("rule", "")}
        yield [str(row[column]) for column in _COLUMNS]


def _print_csv(found: Found, several: bool) -> None:
    say(csv_line(_COLUMNS))
    for each in found:
        lines = [csv_line(row) for row in _rows(*each)]
        if lines:
            say("\n".join(lines), exact=True)


def _print_table(found: Found, several: bool) -> None:
    for each in found:
        if several:
            say(f"\n{printable(each[0].article.slug or '')}")
        say(columns([_COLUMNS[1:7], *(row[1:7] for row in _rows(*each))], widest=60))


def _print_report(found: Found, several: bool) -> None:
    for reading, _ in found:
        say(report_html(reading), styled=True, end="")  # which is ASCII, with no character to be obeyed


def _save_reports(found: Found, folder: Path) -> None:
    """Write a report for each article, and print its name; two articles of one name get one each."""
    given: set[str] = set()
    for reading, _ in found:
        stem = (reading.article.slug or "article")[:_LONG_NAME]
        names = (f"{stem}{end}.report.html" for end in chain([""], (f"-{n}" for n in count(2))))
        name = next(name for name in names if name.casefold() not in given)  # as some disks take names
        given.add(name.casefold())
        say(str(save_report(reading, folder / name)))


_PRINTERS: dict[str, Callable[[Found, bool], None]] = {
    "table": _print_table,
    "json": _print_json,
    "jsonl": _print_jsonl,
    "csv": _print_csv,
    "w3c": _print_w3c,
    "html": _print_report,
}
