"""What is written in the end: a folder with a lesson, which opens anywhere and carries no path of this machine."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from kit.activity.background import Background, read_background
from kit.activity.disk import alone
from kit.activity.learners import checked_file_name
from kit.activity.lesson_file import read_lesson
from kit.files import read_regular, write_atomic
from kit.jsonl import annotation_lines, read_annotations
from kit.making.aside import set_aside
from kit.making.draft import Draft
from kit.making.made import MOST, NO_NOTEBOOK, fingerprint
from kit.making.parts import lesson_files
from kit.making.parts.part import material
from kit.making.toml import toml_pairs
from kit.readers.files import load

__all__ = ["article_files", "write_lesson"]

RECORD = ".written.json"  # what was written, so that what a person changed since can be told
STAGE = ".writing"
_FACTS = ("title", "author", "outlet", "date", "region", "theme", "url", "notice")  # that a person can say


def write_lesson(draft: Draft, folder: Path, *, files: Callable[[Draft], Mapping[str, str]] = lesson_files) -> Path:
    """Write the lesson of a draft into a folder of its own, and return its notebook.

    The article's bytes are as received; beside them stand its card with background and glossary, its key, and what
    ``files`` makes of the draft: the notebook, its activities, a plan, a handout. Of proposals those that were kept are
    in it, and no others; a word without a meaning is left out.

    All of it is written and read again elsewhere first: where the disk is full, or something cannot be read again as it
    was meant, nothing in the folder changes. Then each file takes its place, whole. What was changed there since it was
    written is set aside under a name that says so; other files are not touched. Where the process is killed between
    two files, writing again mends it.

    Raises ``ValueError`` where the lesson cannot be read again, ``OSError`` where the folder cannot be written to.
    """
    name = checked_file_name(draft.name)
    said = files(draft)
    made = {each: words.encode("utf-8") for each, words in said.items()} | article_files(draft)
    folder.mkdir(parents=True, exist_ok=True)
    with alone(folder):
        stage = folder / STAGE
        shutil.rmtree(stage, ignore_errors=True)  # of a writing that was killed: nobody else is at work here
        try:
            for each, data in made.items():
                write_atomic(stage / _plain(each), data)
            _check(draft, stage)
            _take_place(stage, folder, made)
        finally:
            shutil.rmtree(stage, ignore_errors=True)
    return folder / f"{name}.ipynb"


def article_files(draft: Draft) -> dict[str, bytes]:
    """The files of the article, by name: its bytes, its card, and its key, which is empty where all was rejected."""
    stem, m = draft.article.slug, material(draft)
    key = annotation_lines(draft.key, draft.article).encode("utf-8")
    return {
        f"{stem}{draft.ending}": draft.data,
        f"{stem}.toml": _card(draft).encode("utf-8"),
        **({f"{stem}.key.jsonl": key} if key or m.page.by_key or m.passage.by_key else {}),
    }


def _card(draft: Draft) -> str:
    """The card as TOML, with background and glossary; what is not known is empty, and so not taken from the page."""
    tables = [toml_pairs(dict.fromkeys(_FACTS, "") | draft.article.card.known)]
    for note in _background(draft).notes:
        said = {"question": note.question, "words": note.words, "source": note.source}
        tables.append("[[background]]\n" + toml_pairs(said))
    if words := _background(draft).glossary:
        tables.append("[glossary]\n" + toml_pairs(words, quoted=True))
    return "\n".join(tables)


def _background(draft: Draft) -> Background:
    """What is said of the article: questions that have an answer, and words that have a meaning."""
    notes = tuple(note for note in draft.notes if note.question and note.words)
    return Background(notes, {term: said for term, said in draft.glossary.items() if said.strip()})


def _plain(name: str) -> str:
    if name in ("", ".", "..") or any(sign in '/\\:*?"<>|' or sign < " " for sign in name):
        raise ValueError(f"{name!r} cannot be a file of a lesson on every system")
    return name


def _check(draft: Draft, stage: Path) -> None:
    """Raise ``ValueError`` where what was written does not say again what the draft says."""
    stem = str(draft.article.slug)
    article = load(stage / f"{stem}{draft.ending}")
    again: list[tuple[str, object, object]] = [
        ("the text", article.text, draft.article.text),
        ("the card", article.card, draft.article.card),
        ("background and glossary", read_background(stage / f"{stem}.toml"), _background(draft)),
    ]
    if (stage / f"{stem}.key.jsonl").exists():
        again.append(("the key", read_annotations(stage / f"{stem}.key.jsonl", article), draft.key))
    for what, there, meant in again:
        if there != meant:
            raise ValueError(
                f"{what} of the lesson {draft.name!r} cannot be read again as it was meant: {there!r:.200}"
            )
    read_lesson(draft.name, folder=stage)


# Into place


def _take_place(stage: Path, folder: Path, made: Mapping[str, bytes]) -> None:
    ours = _record(folder)
    known = {name: [*ours.get(name, []), _print(name, data)] for name, data in made.items()}
    write_atomic(folder / RECORD, json.dumps({**ours, **known}, indent=1) + "\n")
    for name in [*made, *(ours.keys() - made.keys())]:
        _clear(folder / name, ours.get(name, []), _print(name, made[name]) if name in made else "")
        if name in made:
            (stage / name).replace(folder / name)
    write_atomic(folder / RECORD, json.dumps({name: prints[-1:] for name, prints in known.items()}, indent=1) + "\n")


def _clear(target: Path, ours: Iterable[str], new: str) -> None:
    """Make place for a file of the lesson: what stands there and was not written by us is set aside."""
    if not os.path.lexists(target):
        return
    theirs = ""
    if not target.is_symlink() and target.is_file():
        with suppress(ValueError, OSError):
            theirs = _print(target.name, read_regular(target, MOST))
    if not theirs or theirs not in (*ours, new):
        set_aside(target)
    elif not new:
        target.unlink()


def _print(name: str, data: bytes) -> str:
    return fingerprint(data) if name.endswith(".ipynb") else hashlib.sha256(data).hexdigest()


def _record(folder: Path) -> dict[str, list[str]]:
    try:
        said = json.loads(read_regular(folder / RECORD, 1_000_000))
        return {_plain(name): [str(each) for each in prints] for name, prints in said.items()}
    except (OSError, *NO_NOTEBOOK):
        return {}  # then whatever differs counts as changed by a person, and is kept
