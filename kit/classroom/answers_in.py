"""Folders of answers as they lie in a learner's working folder, and the hand-in that each is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime

from kit.activity.answers import PROGRESS
from kit.activity.canonical import in_order, sum_of
from kit.activity.hand_in import ENDINGS, LARGEST, lesson_of, text_of_hand_in
from kit.activity.handed import NOTED, OFFERED, checked_class
from kit.activity.learners import NAMELESS, Learner, checked_file_name, checked_learner, folder_name
from kit.classroom.sources import LONG_AGO
from kit.jsonl import from_json

__all__ = ["AnswerFolder", "class_noted", "place_of", "signed_name"]

ANSWERS = "answers"
SIGNED = "learner.txt"
_COUNT = f"{PROGRESS}.json"
_TIMES = re.compile(r'"at"\s*:\s*"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d))"', re.A)


def place_of(where: str) -> tuple[str, str, str] | None:
    """The learner's folder, the lesson and the file that a path names, where it could be one of answers.

    >>> place_of("7B/answers/blue heron/01-article-or-furniture/exit.json")
    ('7B/answers/blue heron', '01-article-or-furniture', 'exit.json')
    """
    home, _, rest = where.rpartition("/")
    home, _, lesson = home.rpartition("/")
    ending = next(filter(rest.endswith, ENDINGS), "")
    if home and ending and _is_name(lesson, dots=True) and _is_name(rest.removesuffix(ending)):
        return home, lesson, rest
    return None


def _is_name(name: str, *, dots: bool = False) -> bool:
    try:
        return checked_file_name(name, dots=dots) == name
    except ValueError:
        return False


def signed_name(data: bytes) -> Learner | None:
    """Who ``learner.txt`` beside folders of answers says is signed in, where that can be read."""
    with suppress(ValueError):
        text = data.decode("utf-8-sig")
        said = from_json(text) if text.startswith("{") else {"name": text.strip().partition("\n")[0]}
        if isinstance(said, dict) and isinstance(name := said.get("name"), str) and name:
            return checked_learner(name, folder_name(name))
    return None


def class_noted(where: str, data: bytes) -> str | None:
    """The class that a file noted beside answers says, empty where it says none; ``None`` where it is no such file.

    >>> class_noted("answers/class.txt", b"7B"), class_noted("answers/ana/hand-in.json", b'{"lessons": {}}')
    ('7B', '')
    >>> class_noted("answers/ana/notes.txt", b"7B")
    """
    folder, _, name = where.rpartition("/")
    offered = name == OFFERED and folder.rpartition("/")[2] == ANSWERS
    if not (offered or name == NOTED):
        return None
    with suppress(ValueError):
        text = data.decode("utf-8-sig")
        said = {"class": text, "lessons": {}} if offered else from_json(text)
        if isinstance(said, dict) and isinstance(said.get("lessons"), dict):
            with suppress(ValueError):
                return checked_class(said.get("class"))
            return ""
    return None


@dataclass
class AnswerFolder:
    """A learner's folder of answers: ``where`` it is, and the texts in it by lesson and file."""

    where: str
    texts: dict[str, dict[str, str]] = field(default_factory=dict)
    newest: datetime = LONG_AGO
    size: int = 0

    def add(self, lesson: str, name: str, data: bytes, modified: datetime) -> None:
        """Take in a file; one that is no text is none of answers. No more is kept than a hand-in can hold."""
        self.size += len(data)
        with suppress(UnicodeDecodeError):
            text = data.decode("utf-8") if self.size <= LARGEST else ""
            self.texts.setdefault(lesson, {})[name] = text
            self.newest = max(self.newest, modified, *_times(text))

    def is_one(self, known: Collection[str]) -> bool:
        """Whether it is a learner's: it stands among answers, has a lesson that is known, or counts its steps."""
        among = self.where.split("/")[-2:-1] == [ANSWERS]
        return among or any(name in known or _COUNT in texts for name, texts in self.texts.items())

    def hand_in(self, signed: Learner | None, class_name: str = "") -> tuple[bytes, str]:
        """The hand-in that it is, made when something in it was last changed, and the sum of what is answered in it.

        Raises ``ValueError`` where it can be none.
        """
        if self.size > LARGEST:
            raise ValueError(f"larger than {LARGEST / 1e6:g} MB, and no hand-in is; hand in one lesson at a time")
        learner = self._learner(signed)
        lessons = {
            lesson: handed for lesson in sorted(self.texts, key=in_order) if (handed := lesson_of(self.texts[lesson]))
        }
        content = sum_of([list(learner), lessons])
        made = text_of_hand_in(learner, lessons, made=self.newest, class_name=class_name)
        return made.encode("utf-8"), content

    def _learner(self, signed: Learner | None) -> Learner:
        folder = self.where.rpartition("/")[2]
        if folder == NAMELESS:
            return Learner("", NAMELESS)
        if signed and signed.folder == folder:
            return signed
        return checked_learner(folder, folder_name(folder))


def _times(text: str) -> Iterator[datetime]:
    for said in _TIMES.findall(text.replace('\\"', '"')):
        with suppress(ValueError, OverflowError):
            yield datetime.fromisoformat(said).astimezone(UTC)
