"""Drafts of lessons on the disk: saved whole at every step, and taken up again.

A draft lies in ``my-lessons/NAME/draft/`` of the working folder: the article's file, its bytes as received, and
``draft.json`` with the rest. What is written in the end stands beside that folder; see ``kit.making.write``.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from kit.activity.disk import alone, read_file, set_aside
from kit.activity.learners import answer_folder, checked_file_name
from kit.errors import MismatchError
from kit.files import write_atomic
from kit.making.aside import free_name
from kit.making.draft import Draft
from kit.making.draft_file import ANEW, PUT_BACK, damage, draft_said, draft_words, said_in, sum_of
from kit.readers.files import read_bytes

__all__ = ["DRAFT", "LESSONS", "draft_names", "draft_of", "lessons_folder", "load_draft", "save_draft"]

LESSONS = "my-lessons"  # in the working folder
DRAFT = "draft"  # in the folder of a lesson
FILE = "draft.json"


def lessons_folder() -> Path:
    """The folder of lessons of one's own: in that which ``kit lab`` works in, else in the current one."""
    return answer_folder().with_name(LESSONS)


def draft_names(folder: Path | None = None) -> list[str]:
    """The names of the drafts in a folder of lessons, in order, without those set aside with their folder.

    >>> draft_names(Path("no-such-folder"))
    []
    """
    found = (path.parent.parent.name for path in (folder or lessons_folder()).glob(f"*/{DRAFT}/{FILE}"))
    return sorted(name for name in found if " (" not in name)


def draft_of(data: bytes, folder: Path | None = None) -> Draft | None:
    """The first draft, by name, of the article that has these bytes; none where there is none that can be read."""
    digest = sum_of(data)
    for name in draft_names(folder):
        with suppress(OSError, ValueError):
            file = (folder or lessons_folder()) / name / DRAFT / FILE
            if said_in(read_file(file), file)["article"]["sha256"] == digest:
                return load_draft(name, folder)
    return None


def save_draft(draft: Draft, folder: Path | None = None) -> Path:
    """Save a draft in a folder of lessons, whole or not at all, and return the file that holds it.

    What stands in its place and is no draft of this article (a damaged file, another article's draft) is set aside,
    and stays. Raises ``OSError`` where the folder cannot be written to; the draft last saved is whole then. So it does
    where another window has saved since, once: saved again, this one takes its place, and the other's is kept beside.
    """
    home = (folder or lessons_folder()) / checked_file_name(draft.name, dots=True) / DRAFT
    file = home / FILE
    with alone(home.parents[1]):
        _make_place(draft, file)
        article = _article_file(draft, home)
        words = draft_words(draft, article)
        write_atomic(file, words)
        draft.known[file] = sum_of(words.encode("utf-8"))
    return file


def _make_place(draft: Draft, file: Path) -> None:
    """Set aside what is at the place of a draft and is not to be written over."""
    try:
        there = read_file(file)
        said = said_in(there, file)
        if said["article"]["sha256"] != sum_of(draft.data):
            raise ValueError("the draft of another article")
        draft_said(said, file, draft.data, draft.article)
    except FileNotFoundError:
        return
    except (ValueError, OSError):
        set_aside(file)
        return
    known, now = draft.known.get(file, ""), sum_of(there)
    if known == _TOLD + now:
        file.replace(free_name(file))
    elif known != now:
        draft.known[file] = _TOLD + now
        raise OSError(
            "another window has saved this draft meanwhile. Take it up again, to go on with that; or save this one "
            "again: it takes the other's place, and the other is kept beside it"
        )


_TOLD = "told of "  # a draft of somebody else's, which is known only because a person was told of it


def load_draft(name: str, folder: Path | None = None) -> Draft:
    """Take up a draft again, by the name of its lesson, as it was saved.

    Raises ``FileNotFoundError`` where there is none, ``MismatchError`` where the article's file is no longer the one
    that it was made of, and ``ReadError`` where the draft is damaged; nothing is changed on the disk.
    """
    home = (folder or lessons_folder()) / checked_file_name(name, dots=True) / DRAFT
    file = home / FILE
    try:
        words = read_file(file)
    except FileNotFoundError:
        there = ", ".join(draft_names(folder)) or "none"
        raise FileNotFoundError(
            f"there is no draft of a lesson {name!r} in {home.parent.parent}; drafts there: {there}; "
            f"begin one with {ANEW}"
        ) from None
    with damage(file):
        said = said_in(words, file)
        article = said["article"]
        beside = home / _beside(article["file"])
        stem, ending = str(article["slug"]), beside.suffix
    try:
        data = read_file(beside)
    except (ValueError, OSError) as error:
        raise MismatchError(f"{beside}: the article of this draft cannot be read ({error}); {PUT_BACK}") from error
    if sum_of(data) != article["sha256"]:
        raise MismatchError(f"{beside}: this is not the article that the draft was made of; {PUT_BACK}")
    draft = draft_said(said, file, data, read_bytes(data, name=stem + ending))
    draft.known[file] = sum_of(words)
    return draft


def _beside(name: str) -> str:
    """The name of a file in the same folder; raises ``ValueError`` for a path that leads elsewhere."""
    if name in ("", ".", "..") or any(sign in name for sign in "/\\:\0"):
        raise ValueError(f"{name!r} is no name of a file beside it")
    return name


def _article_file(draft: Draft, home: Path) -> str:
    """The name of the file with the article's bytes, written where it is not there; no other file is written over."""
    stem = draft.article.slug or draft.name
    for name in (stem, f"{stem}.{sum_of(draft.data)[:16]}"):
        path = home / f"{name}{draft.ending}"
        try:
            if path.read_bytes() == draft.data:
                return path.name
        except FileNotFoundError:
            break
        except OSError:
            continue
    write_atomic(path, draft.data)
    return path.name
