"""What to know before reading an article: questions that it leaves open, each answered, and its hard words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kit.activity.fields import check_fields
from kit.files import parse_toml

__all__ = ["Background", "Note", "check_glossary", "read_background"]


@dataclass(frozen=True, slots=True)
class Note:
    """One thing to know: the question, its answer, and where to look it up."""

    question: str
    words: str
    source: str


@dataclass(frozen=True, slots=True)
class Background:
    """What to know of an article: ``notes``, and a ``glossary`` from terms, as the text has them, to plain words."""

    notes: tuple[Note, ...] = ()
    glossary: Mapping[str, str] = field(default_factory=dict)


def read_background(path: Path) -> Background:
    """The tables ``[[background]]`` and ``[glossary]`` in the TOML of an article's card; nothing without the file.

    Raises ``ValueError``, naming file and table, where one of them is not as it should be.

    >>> from kit.readers.files import seed_folder
    >>> read_background(seed_folder() / "no-such-article.toml")
    Background(notes=(), glossary={})
    """
    if not path.exists():
        return Background()
    fields = ("question", "words", "source")
    try:
        tables = parse_toml(path.read_bytes())
        notes, glossary = tables.get("background", []), tables.get("glossary", {})
        if not isinstance(notes, list):
            raise ValueError(f"[[background]] must stand in double brackets, once for each question; found {notes!r}")
        for note in notes:
            check_fields(note, fields, ())
        check_glossary(glossary)
    except ValueError as error:
        raise ValueError(f"{path.name}: {error}") from error
    return Background(tuple(Note(*(note[name] for name in fields)) for note in notes), glossary)


def check_glossary(glossary: object) -> None:
    """Raise ``ValueError`` where it is no table of words with their meanings; any word may be one, a field's name too.

    >>> check_glossary({"options": 3})
    Traceback (most recent call last):
    ValueError: options must be words, not 3
    """
    if not isinstance(glossary, dict):
        raise ValueError(f"the glossary must be a table of words and their meanings, not {glossary!r}")
    for term, meaning in glossary.items():
        if not isinstance(meaning, str):
            raise ValueError(f"{term} must be words, not {meaning!r}")
