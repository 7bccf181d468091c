"""Collecting: from whatever an LMS, a shared folder or the learners' own folders give, each hand-in once into a class.

A hand-in is stored as it came, under its sum, before it is noted where it came from. So a process that ends at any
moment has lost nothing: whoever collects again goes on, and comes to the same.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from kit.activity.hand_in import LARGEST, read_hand_in
from kit.activity.learners import Learner
from kit.activity.lesson_file import lesson_folder
from kit.classroom.answers_in import ANSWERS, SIGNED, AnswerFolder, class_noted, place_of, signed_name
from kit.classroom.folder import ENDING, HAND_INS, Classroom
from kit.classroom.lms import put_before
from kit.classroom.records import Received, Refused, note, received_rows
from kit.classroom.sources import Piece, pieces
from kit.files import clear_parts, read_regular, write_atomic

__all__ = ["Handed", "Summary", "collect", "handed_in"]

_OWN_WORDS = re.compile(rb'"format"\s*:\s*"media-literacy-kit hand-in"')
_TIME = "%Y-%m-%dT%H:%M:%SZ"
_WRITERS = 4
_NOTED = 200  # hand-ins are noted together


@dataclass(frozen=True, slots=True)
class Handed:
    """Something that is handed in, or that was to be and says ``why`` it cannot be: ``where``, and its bytes.

    ``content`` is the sum of what was answered, where it was made of a folder of answers. Without data or a reason, it
    is another file, passed over.
    """

    where: str
    data: bytes | None = None
    why: str = ""
    content: str = ""


@dataclass
class Summary:
    """What came of collecting: how many hand-ins are new, how many were there, and what was passed over or refused."""

    new: int = 0
    there: int = 0
    late: int = 0
    refused: list[Refused] = field(default_factory=list)
    passed: Counter[str] = field(default_factory=Counter)  # other files, by their ending
    classes: Counter[str] = field(default_factory=Counter)  # that the new hand-ins name


def collect(
    classroom: Classroom,
    paths: Sequence[Path],
    *,
    now: datetime | None = None,
    tell: Callable[[int], object] = lambda done: None,
) -> Summary:
    """Collect what is handed in from folders, zips and files into a class; ``tell`` hears how many were looked at.

    Collecting the same again changes nothing. Raises ``FileNotFoundError`` where nothing is at a path, before anything
    is collected, and ``OSError`` where the class's folder cannot be written to.
    """
    for path in paths:
        if not path.exists():
            raise FileNotFoundError(f"there is nothing at {path}; name a folder, a zip or a hand-in")
    return _Collecting(classroom, now or datetime.now(UTC)).run(paths, tell)


class _Collecting:
    def __init__(self, classroom: Classroom, now: datetime) -> None:
        self._folder = classroom.folder
        self._known = {path.stem for path in lesson_folder().glob("*.toml")} | {path.name for path in classroom.lessons}
        self._when = now.astimezone(UTC).strftime(_TIME)
        rows = received_rows(self._folder)
        self._rows = {row.sum: row for row in rows}
        self._contents = {row.content: row.sum for row in rows if row.content}
        self._summary = Summary()
        self._received: list[Received] = []
        self._refused: list[Refused] = []
        self._well: list[str] = []
        self._stored: set[str] = set()  # by now
        self._writing: list[Future[None]] = []

    def run(self, paths: Sequence[Path], tell: Callable[[int], object]) -> Summary:
        clear_parts(self._folder, deep=2)
        done = 0
        with ThreadPoolExecutor(_WRITERS) as self._writers:
            try:
                for path in paths:
                    for handed in handed_in(path, self._known):
                        self._take(handed)
                        done += 1
                        tell(done)
                        if len(self._received) >= _NOTED:
                            self._note()
            finally:
                self._note()
        return self._summary

    def _take(self, handed: Handed) -> None:
        if handed.why:
            self._refuse(handed.where, handed.why)
        elif handed.data is None:
            name = handed.where.rpartition("/")[2]
            self._summary.passed[Path(name).suffix.lower() or name] += 1
        else:
            try:
                self._store(handed, handed.data)
            except ValueError as error:
                self._refuse(handed.where, re.sub("^this cannot be read as a hand-in: ", "", str(error)))

    def _store(self, handed: Handed, data: bytes) -> None:
        """Store a hand-in, unless it is there, and have it noted where it came from."""
        digest = self._contents.get(handed.content, "")
        if not (digest and self._is_whole(digest)):
            digest = hashlib.sha256(data).hexdigest()
        row = self._rows.get(digest)
        before = put_before(handed.where)
        if row and self._is_whole(digest):
            self._summary.there += 1
            said = row.name, row.made, row.lessons
        else:
            hand_in = read_hand_in(data)
            said = hand_in.learner.name, hand_in.made.strftime(_TIME), tuple(hand_in.lessons)
            if not self._is_whole(digest):
                self._write(digest, data)
            self._summary.new += 1
            self._summary.late += before.late
            if hand_in.class_name:
                self._summary.classes[hand_in.class_name] += 1
        row = Received(digest, handed.where, self._when, *said, before.hints, before.late, handed.content)
        self._rows.setdefault(digest, row)
        if handed.content:
            self._contents[handed.content] = digest
        self._well.append(handed.where)
        self._received.append(row)

    def _write(self, digest: str, data: bytes) -> None:
        """Have it stored while the next is read, for the disk takes as long as that; few wait, for memory's sake."""
        if len(self._writing) == 2 * _WRITERS:
            self._writing.pop(0).result()
        self._writing.append(self._writers.submit(write_atomic, self._path(digest), data))
        self._stored.add(digest)

    def _path(self, digest: str) -> Path:
        return self._folder / HAND_INS / f"{digest}{ENDING}"

    def _is_whole(self, digest: str) -> bool:
        """Whether a stored hand-in has the sum of its name: a disk that failed may have left it otherwise."""
        if digest in self._stored:
            return True
        try:
            return hashlib.sha256(read_regular(self._path(digest), LARGEST)).hexdigest() == digest
        except (ValueError, OSError):
            return False

    def _refuse(self, where: str, why: str) -> None:
        self._refused.append(Refused(where, why, self._when))
        self._summary.refused.append(self._refused[-1])

    def _note(self) -> None:
        """Note what was collected, once it is on the disk."""
        while self._writing:
            self._writing.pop(0).result()
        note(self._folder, self._received, self._refused, self._well)
        self._received, self._refused, self._well = [], [], []


def handed_in(path: Path, known: Collection[str]) -> Iterator[Handed]:
    """All that is handed in at a path: files of hand-ins, and folders of answers, made one; and what else is there."""
    signed: dict[str, Learner | None] = {}
    classes: dict[str, str] = {}  # of learners' folders, and of folders of these
    folder: AnswerFolder | None = None
    for piece in pieces(path):
        if piece.data and not _claims_to_be(piece) and (said := class_noted(piece.where, piece.data)) is not None:
            classes[piece.where.rpartition("/")[0]] = said
            continue
        place = place_of(piece.where) if piece.data is not None and not _claims_to_be(piece) else None
        outside = folder and not piece.where.startswith(f"{folder.where}/")
        if folder and (outside or (_deeper(place, folder) and not folder.is_one(known))):
            yield from _of_folder(folder, signed, classes, known)
            folder = None
        if folder and _deeper(place, folder):
            place = None
        if piece.data is None or piece.why:
            yield Handed(piece.where, why=piece.why)
        elif place:
            folder = folder or AnswerFolder(place[0])
            folder.add(place[1], place[2], piece.data, piece.modified)
        elif piece.where.endswith(f"{ANSWERS}/{SIGNED}"):
            signed[piece.where.rpartition("/")[0]] = signed_name(piece.data)
        elif _claims_to_be(piece):
            yield Handed(piece.where, piece.data)
        else:
            yield Handed(piece.where)
    if folder:
        yield from _of_folder(folder, signed, classes, known)


def _deeper(place: tuple[str, str, str] | None, folder: AnswerFolder) -> bool:
    """Whether a file lies deeper in a learner's folder than answers do."""
    return place is not None and place[0] != folder.where


def _claims_to_be(piece: Piece) -> bool:
    """Whether a file is called a hand-in, or says that it is one."""
    name = piece.where.rpartition("/")[2].lower()
    return ".kit" in name or bool(piece.data and _OWN_WORDS.search(piece.data))


def _of_folder(
    folder: AnswerFolder, signed: Mapping[str, Learner | None], classes: Mapping[str, str], known: Collection[str]
) -> Iterator[Handed]:
    if not folder.is_one(known):
        for lesson, texts in folder.texts.items():
            yield from (Handed(f"{folder.where}/{lesson}/{name}") for name in texts)
        return
    try:
        among = folder.where.rpartition("/")[0]
        data, content = folder.hand_in(signed.get(among), classes.get(folder.where) or classes.get(among, ""))
    except ValueError as error:
        yield Handed(folder.where, why=str(error))
    else:
        yield Handed(folder.where, data, content=content)
