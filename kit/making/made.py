"""A made lesson on the disk: which lesson a folder has, which of its files are the lesson's, what a notebook says."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any

from kit.activity.learners import checked_file_name
from kit.files import parse_toml, read_regular
from kit.readers.formats import ENDINGS

__all__ = [
    "MOST",
    "Read",
    "as_made",
    "files_of",
    "fingerprint",
    "lesson_among",
    "lesson_in",
    "names_in",
    "reader_of",
]

MOST = 100_000_000  # bytes of a lesson: an article has 50 million at most, and its key may be as long
_OF_LESSON = (".ipynb", ".toml", ".plan.md", ".handout.html")
_OF_ARTICLE = (*ENDINGS, ".toml", ".key.jsonl")
_KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
_HIDDEN = ("source_hidden", "outputs_hidden")
_ID = re.compile(r"[\w-]{1,64}", re.A)
NO_NOTEBOOK = (ValueError, KeyError, TypeError, AttributeError, RecursionError)  # what reading something else raises

Read = Callable[[str], bytes]


def lesson_in(folder: Path) -> str | None:
    """The name of the lesson that was made in a folder; none where the folder is something else.

    That is a notebook which says that it is this lesson, with the activities of its name beside it. Raises
    ``ValueError`` where there are several.
    """
    return lesson_among(names_in(folder), reader_of(folder), where=str(folder))


def names_in(folder: Path) -> list[str]:
    """The names of the files in a folder, without links."""
    return sorted(path.name for path in folder.iterdir() if path.is_file() and not path.is_symlink())


def reader_of(folder: Path) -> Read:
    """What gives the bytes of a file in a folder by its name."""
    return lambda name: read_regular(folder / name, MOST)


def lesson_among(names: Collection[str], read: Read, *, where: str) -> str | None:
    """The name of the lesson among files, by their names and what reads them; raises as ``lesson_in`` does."""
    stems = [name.removesuffix(".ipynb") for name in names if name.endswith(".ipynb")]
    found = [stem for stem in stems if f"{stem}.toml" in names and _says(read(f"{stem}.ipynb")) == stem]
    if len(found) > 1:
        raise ValueError(
            f"{where} has several lessons, {' and '.join(sorted(found))}; keep each in a folder of its own"
        )
    return checked_file_name(found[0], dots=True) if found else None


def _says(notebook: bytes) -> object:
    """Which lesson a notebook says it is."""
    try:
        return json.loads(notebook)["metadata"]["kit"]["lesson"]
    except NO_NOTEBOOK:
        return None


def files_of(name: str, names: Collection[str], read: Read) -> list[str]:
    """The lesson's own files, and those of the articles that its activities name."""
    try:
        texts = parse_toml(read(f"{name}.toml")).get("text", {})
        slugs = {text.get("article") for text in texts.values()}
    except NO_NOTEBOOK as error:
        raise ValueError(f"{name}.toml: not a lesson's file: {error}") from error
    wanted = {f"{name}{ending}" for ending in _OF_LESSON}
    wanted |= {f"{slug}{ending}" for slug in slugs if isinstance(slug, str) for ending in _OF_ARTICLE}
    return sorted(wanted & set(names))


def as_made(notebook: bytes) -> bytes:
    """A notebook as it was before it was run, and nothing in it but cells and which lesson it is.

    Outputs, counts and what a program adds may name folders and people; a kernel of another language would take the
    cells for something else; and what older forms of notebooks keep elsewhere is run with the rest.
    """
    whole = json.loads(notebook)
    made = {
        "cells": [_cell(number, cell) for number, cell in enumerate(whole["cells"])],
        "metadata": {"kernelspec": _KERNEL, "kit": {"lesson": whole["metadata"]["kit"]["lesson"]}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")


def _cell(number: int, cell: Mapping[str, Any]) -> dict[str, Any]:
    hidden = cell.get("metadata", {}).get("jupyter", {})
    kept = {name: True for name in _HIDDEN if isinstance(hidden, dict) and hidden.get(name) is True}
    said, pasted = str(cell.get("id", "")), cell.get("attachments")
    return {
        "cell_type": cell["cell_type"],
        "id": said if _ID.fullmatch(said) else f"cell-{number:02}",
        "metadata": {"jupyter": kept} if kept else {},
        "source": "".join(cell["source"]).splitlines(keepends=True),
        **({"outputs": [], "execution_count": None} if cell["cell_type"] == "code" else {}),
        **({"attachments": pasted} if cell["cell_type"] == "markdown" and pasted else {}),
    }


def fingerprint(notebook: bytes) -> str:
    """A SHA-256 of what the cells say, so that running a notebook does not change it; of what is none, of its bytes."""
    try:
        whole = json.loads(notebook)
        cells = [(cell["cell_type"], "".join(cell["source"])) for cell in whole["cells"]]
        said = json.dumps([cells, whole.get("metadata", {}).get("kit")])
    except NO_NOTEBOOK:
        return hashlib.sha256(notebook).hexdigest()
    return hashlib.sha256(said.encode()).hexdigest()
