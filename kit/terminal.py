"""Articles and annotations in the terminal."""

from __future__ import annotations

import csv
import json
import os
import shutil
import sys
import textwrap
from collections.abc import Iterable, Sequence
from typing import Any

from kit.annotation import Annotation
from kit.article import Article
from kit.readers import load
from kit.reading import Reading, find_all
from kit.segment import FURNITURE
from kit.tables import columns

__all__ = ["analyze", "as_data", "show"]

_COLUMNS = ("slug", "layer", "label", "start", "end", "quote", "rule", "annotator")


def show(name: str) -> int:
    """Print an article block by block, each with its zone; furniture is dimmed and marked with ``·``."""
    reading = Reading(load(name))
    article = reading.article
    width = min(shutil.get_terminal_size().columns, 100)
    styled = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    for key, value in article.card.as_dict().items():
        if key not in ("notice", "sha256") or value:
            print(f"{key + ':':9}{textwrap.shorten(value or 'missing', width - 9, placeholder=' …')}")
    for zone in reading.zones:
        furniture = zone.label in FURNITURE
        print()
        margin = f"{'·' if furniture else ' '} {zone.label:<11} "
        for line in article.covered(zone).splitlines():
            block = textwrap.fill(line, width, initial_indent=margin, subsequent_indent=" " * len(margin))
            print(f"\x1b[2m{block}\x1b[0m" if styled and furniture else block)
            margin = " " * len(margin)
    return 0


def analyze(names: Sequence[str], layers: str | None, form: str) -> int:
    """Print what the analyzers find in the articles; an article that cannot be read is reported and passed over."""
    wanted = [layer.strip() for layer in layers.split(",")] if layers else []
    find_all(Article.from_text(""), *wanted)  # an unknown layer is a mistake of the whole call
    done: list[tuple[Article, list[Annotation]]] = []
    failed = 0
    for number, name in enumerate(names, 1):
        if len(names) > 1 and sys.stderr.isatty():
            print(f"\r{number} of {len(names)}", end="\n" if number == len(names) else "", file=sys.stderr, flush=True)
        try:
            article = load(name)
        except (OSError, ValueError) as error:
            print(f"kit: {error}", file=sys.stderr)
            failed += 1
            continue
        done.append((article, find_all(article, *wanted)))
    _PRINTERS[form](done)
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


Found = Sequence[tuple[Article, Sequence[Annotation]]]


def _print_json(found: Found) -> None:
    data = [as_data(*each) for each in found]
    print(json.dumps(data[0] if len(data) == 1 else data, ensure_ascii=False, indent=2))


def _print_jsonl(found: Found) -> None:
    for each in found:
        print(json.dumps(as_data(*each), ensure_ascii=False))


def _rows(found: Found) -> Iterable[list[str]]:
    for article, of_article in found:
        for a in of_article:
            row = a.to_dict(article.text) | {"slug": article.slug, "rule": a.attributes.get("rule", "")}
            yield [str(row[column]) for column in _COLUMNS]


def _print_csv(found: Found) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows(_rows(found))


def _print_table(found: Found) -> None:
    print(columns([_COLUMNS[1:7], *(row[1:7] for row in _rows(found))], widest=60))


_PRINTERS = {"table": _print_table, "json": _print_json, "jsonl": _print_jsonl, "csv": _print_csv}
