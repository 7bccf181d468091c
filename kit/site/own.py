"""Lessons that somebody made, put into a site: checked as a zip of one is that was handed out."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from kit.activity.lesson_file import MADE
from kit.files import write_atomic
from kit.making.code import more_than_shown
from kit.making.made import files_of, lesson_in, names_in, reader_of
from kit.making.pack import pack
from kit.making.saved import DRAFT, FILE
from kit.making.unpack import unpack

__all__ = ["Own", "own_lessons"]


class Own(NamedTuple):
    """A lesson that was made: its ``name``, and the ``folder`` with its files and no others."""

    name: str
    folder: Path

    def contents(self) -> tuple[str, bytes]:
        """The notebook, and its place in the site; it is all that JupyterLite opens.

        It says its language, by which JupyterLite finds a kernel: it has none of the name that notebooks ask for, and
        would ask the learner which to take.
        """
        whole = json.loads((self.folder / f"{self.name}.ipynb").read_bytes())
        whole["metadata"]["language_info"] = {"name": "python"}
        said = json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True).encode("utf-8", "backslashreplace")
        return f"{MADE}/{self.name}/{self.name}.ipynb", said

    def files(self) -> dict[str, bytes]:
        """What Python reads of it, by its place among the kit's lessons: all but notebook, plan and handout.

        It goes with the packages and not with the notebooks: JupyterLite hands Python a file as text, without a mark at
        its head and in UTF-8 alone, or as one value of JSON; and would ask the server for each.
        """
        names = files_of(self.name, names_in(self.folder), reader_of(self.folder))
        read = [name for name in names if not name.endswith((".ipynb", ".plan.md", ".handout.html"))]
        return {f"{MADE}/{self.name}/{name}": (self.folder / name).read_bytes() for name in read}


def own_lessons(given: Sequence[Path], work: Path) -> list[Own]:
    """The lessons in folders and zips, as files of their own in ``work``: no draft, no answers, nothing else.

    Raises ``ValueError``, naming the lesson and what is wrong, where one is none, has code of its own, an article that
    a browser's Python cannot read, or the name of another; ``OSError`` where it cannot be read.
    """
    found: list[Own] = []
    for place in given:
        own = _own(place, work)
        if own.name in [other.name for other in found]:
            raise ValueError(f"{place} is a lesson named {own.name}, as another here; their answers would meet")
        for name in names_in(own.folder):
            if name.lower().endswith(".pdf"):
                raise ValueError(
                    f"{place}: its article {name} is a PDF, which cannot be read in a browser; save the article's text "
                    "in a file, and make the lesson of that: kit new-lesson FILE"
                )
        found.append(own)
    return found


def _own(place: Path, work: Path) -> Own:
    here = Path(tempfile.mkdtemp(dir=work))
    zipped = place
    if place.is_dir():
        name = lesson_in(place)
        if name is None:
            raise ValueError(f"{place} has no lesson; {_instead(place)}")
        if harm := more_than_shown(reader_of(place)(f"{name}.ipynb")):
            raise ValueError(f"{place / name}.ipynb {harm}; in a site it would run by itself. Take it out")
        zipped = here / f"{name}.zip"
        write_atomic(zipped, pack(place))
    elif not place.is_file():
        raise FileNotFoundError(
            f"there is no lesson {place}; name a folder that 'kit new-lesson' has written, or a zip"
        )
    name, folder, _ = unpack(zipped, here)
    return Own(name, folder)


def _instead(place: Path) -> str:
    """What to do about a folder that has no lesson: a draft of one, what holds several, or something else."""
    if (place / DRAFT / FILE).is_file():
        return "it is a draft yet. Take it up in 'Explore an article', and press 'Make the lesson'"
    if inside := [str(path.parent) for path in sorted(place.glob("*/*.ipynb")) if lesson_in(path.parent)]:
        return f"there are some in it: --lessons {' '.join(inside)}"
    return f"name the folder of one that was made, {MADE}/NAME"
