"""A made lesson as one file to hand out: the lesson's own files, nothing else.

NAME.zip has one folder, NAME/, with the notebook, the activities, the plan, the handout, the article with its card and
key, and README.txt for whoever opens it. Answers, drafts and whatever else lies in the folder stay where they are.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from kit.activity.activity import LessonData
from kit.activity.lesson_file import read_lesson
from kit.article import Card
from kit.files import write_atomic
from kit.making.code import more_than_shown
from kit.making.made import MOST, as_made, files_of, lesson_in, names_in, reader_of
from kit.visible import printable

__all__ = ["README", "has_key", "pack", "write_pack"]

README = "README.txt"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first day that a zip can name: the same lesson gives the same bytes


def pack(folder: Path) -> bytes:
    """A made lesson as a zip, the same bytes for the same lesson; what a notebook has run is not in it.

    The key goes with it, for the lesson needs it, and README.txt says so. Raises ``ValueError`` where no lesson was
    made in the folder, or something is wrong in it, and ``OSError`` where it cannot be read.
    """
    name = _there(folder)
    names, read = names_in(folder), reader_of(folder)
    files = {each: read(each) for each in files_of(name, names, read)}
    if harm := more_than_shown(files[f"{name}.ipynb"]):
        raise ValueError(
            f"{name}.ipynb {harm}; kit lab opens no such lesson from a zip. Take it out, or hand out the folder "
            f"{folder} itself"
        )
    files[f"{name}.ipynb"] = as_made(files[f"{name}.ipynb"])
    files[README] = _readme(name, folder).encode("utf-8")
    if sum(map(len, files.values())) > MOST:
        raise ValueError(f"{folder} has more than {MOST // 1_000_000} MB; make the lesson of the article alone")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as zipped:
        for each, data in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{name}/{each}", _LONG_AGO)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o100644 << 16
            zipped.writestr(entry, data)
    return packed.getvalue()


def write_pack(folder: Path) -> Path:
    """Pack a made lesson into NAME.zip beside its folder, and return where that is; raises as ``pack`` does."""
    data = pack(folder)
    target = folder.resolve().parent / f"{_there(folder)}.zip"
    write_atomic(target, data)
    return target


def has_key(folder: Path) -> bool:
    """Whether a made lesson has a key, which then goes out with it; raises as ``pack`` does."""
    return _has_key(read_lesson(_there(folder), folder=folder))


def _has_key(lesson: LessonData) -> bool:
    return any(each.layer and each.reference == "key" for each in lesson.activities.values())


def _there(folder: Path) -> str:
    if not folder.is_dir():
        raise FileNotFoundError(f"there is no folder {folder}; make a lesson with: kit new-lesson FILE")
    name = lesson_in(folder)
    if name is None:
        raise ValueError(f"no lesson was made in {folder}; name a folder that 'kit new-lesson' has written")
    return name


def _readme(name: str, folder: Path) -> str:
    """Six lines for whoever opens the zip; reading the lesson for them finds what is wrong in it."""
    lesson = read_lesson(name, folder=folder)
    cards = {text.whole.slug: text.whole.card for text in lesson.texts.values() if text.whole.slug}
    whose = "; ".join(filter(None, map(_whose, cards.values()))) or "its author is not named"
    return "\n".join(
        [
            f"{_line(lesson.title)}: a lesson for the Media Literacy Kit, in which you mark a text and compare.",
            f"The text: {whose}.",
            f"To open it, install the kit and say:  kit lab {name}.zip  (or unpack it, and say:  kit lab {name} ).",
            f"For others, with nothing installed, build a site of it, unpacked:  kit site OUT --lessons {name}",
            "Answers are saved on one's own computer, and nothing is sent anywhere.",
            "The lesson needs the key, so it is in here, too: whoever looks into the files can read what is asked for."
            if _has_key(lesson)
            else "Nobody has made a key: answers are compared with a program, a second reader that is often wrong.",
            "",
        ]
    )


def _whose(card: Card) -> str:
    said = [f"“{card.title}”" if card.title else "", card.author, card.outlet, card.date, card.url, card.notice]
    return _line(", ".join(dict.fromkeys(filter(None, said)))).rstrip(".")


def _line(words: str) -> str:
    return printable(" ".join(words.split()))
