"""The drafts that wait in a folder of lessons, the one that a page is opened for, and another name for one."""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from kit.activity.disk import read_file
from kit.activity.learners import checked_file_name
from kit.files import write_atomic
from kit.making.draft import Draft
from kit.making.made import lesson_in
from kit.making.propose import article_stem, checked_name
from kit.making.saved import DRAFT, FILE, draft_names, lessons_folder, load_draft, save_draft
from kit.making.write import RECORD

__all__ = ["Waiting", "call", "called", "is_made", "made_before", "renamed", "waiting"]

_CALL = ".called"  # in the folder of lessons: the name of a draft


class Waiting(NamedTuple):
    """A draft that can be gone on with: the name of its lesson, its title, and when it was saved last."""

    name: str
    title: str
    when: datetime


def waiting(folder: Path | None = None) -> list[Waiting]:
    """The drafts that can be read, the one that was saved last first.

    >>> waiting(Path("no-such-folder"))
    []
    """
    home, found = folder or lessons_folder(), []
    for name in draft_names(home):
        with suppress(OSError, ValueError):
            title = load_draft(name, home).title
            found.append(Waiting(name, title, datetime.fromtimestamp(_saved(home / name))))
    return sorted(found, key=lambda each: each.when, reverse=True)


def call(name: str, folder: Path | None = None) -> None:
    """Note that the next page on which lessons are made is opened for a draft; raises ``OSError``."""
    write_atomic((folder or lessons_folder()) / _CALL, f"{name}\n")


def called(folder: Path | None = None) -> Draft | None:
    """The draft that a page was opened for, told once; none where there is none that can be read."""
    home = folder or lessons_folder()
    with suppress(OSError, ValueError):
        name = read_file(home / _CALL).decode("utf-8").strip()
        (home / _CALL).unlink()
        return load_draft(name, home)
    return None


def is_made(name: str, folder: Path | None = None) -> bool:
    """Whether the lesson of a draft was made."""
    place = (folder or lessons_folder()) / checked_file_name(name, dots=True)
    with suppress(OSError, ValueError):
        return lesson_in(place) == name
    return False


def made_before(name: str, folder: Path | None = None) -> bool:
    """Whether the draft of a lesson that was made has been changed since."""
    place = (folder or lessons_folder()) / name
    with suppress(OSError):
        return _saved(place) > (place / RECORD).stat().st_mtime
    return False


def renamed(draft: Draft, name: str, folder: Path | None = None) -> Draft:
    """The draft under another name, on the disk too; the same name gives the same draft.

    Raises ``ValueError`` where the name cannot name files, is taken, or where the lesson was made and has its name, and
    ``OSError`` where the disk refuses: the draft is then there under its old name.
    """
    home = folder or lessons_folder()
    if name == draft.name:
        return draft
    if is_made(draft.name, home):
        raise ValueError(f"the lesson was made, and its name stays {draft.name!r}: answers are kept by it")
    moved = replace(draft, name=checked_name(name, home), article=replace(draft.article, slug=article_stem(name)))
    save_draft(moved, home)
    shutil.rmtree(home / draft.name / DRAFT, ignore_errors=True)  # what was in it is whole under the new name
    with suppress(OSError):  # something else is in it, and stays
        (home / draft.name).rmdir()
    return moved


def _saved(place: Path) -> float:
    return (place / DRAFT / FILE).stat().st_mtime
