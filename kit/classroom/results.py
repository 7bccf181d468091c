"""What came of what a class handed in: for each lesson its items, and what each learner did with each.

The one place where answers meet keys: the class view, the gradebook, the feedback pages and the class's own key all go
by this.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Literal

from kit.activity.activity import Activity, LessonData
from kit.activity.answer import Answer
from kit.activity.hand_in import HandedIn, Progress, why
from kit.activity.lesson_file import MADE, lesson_folder, read_lesson
from kit.activity.sealed import own_version
from kit.classroom.class_key_file import by_class_keys
from kit.classroom.folder import Classroom, Collected
from kit.classroom.judged import Item, Judge, Outcome, Status
from kit.classroom.members import Member
from kit.visible import printable

__all__ = ["ClassResults", "Item", "LessonResults", "Outcome", "Status", "Which", "Work", "results_of"]

Which = Literal["first", "now"]
Tell = Callable[[int, int], None]
_A_DAY = timedelta(days=1)  # by which no clock is off that somebody looks at


@dataclass(frozen=True, slots=True)
class Work:
    """One learner's work in one lesson, as it was handed in last.

    ``answers`` are those in words, numbers and rows, by activity; ``now`` and ``first`` what marks and tables came to,
    as they are and as they were when first compared (and where nothing was compared, only ``now``); a version of a text
    that was begun and left for another is in neither. ``unread`` says of a file that is of no use here why. ``sum`` is
    that of the hand-in, and ``earlier`` are those of the learner's others that have this lesson too, the oldest first.
    """

    learner: Member
    lesson: str
    sum: str
    made: datetime
    kit: str
    progress: Progress | None
    answers: Mapping[str, Answer]
    now: Mapping[str, Outcome]
    first: Mapping[str, Outcome]
    unread: Mapping[str, str] = field(default_factory=dict)
    earlier: tuple[str, ...] = ()

    def first_try(self, activity: str) -> Outcome | None:
        """What came of the first try; who never compared has one try, which is the first one too."""
        return self.first.get(activity) or self.now.get(activity)


@dataclass(frozen=True, slots=True)
class LessonResults:
    """A lesson, the items of each activity that has a key, and each learner's work, by the key of the learner."""

    data: LessonData
    items: Mapping[str, tuple[Item, ...]]
    work: Mapping[str, Work]

    def outcomes(self, activity: str, numbers: Mapping[str, int], which: Which) -> dict[int, Outcome]:
        """What came of each learner's first try, or stands now, by ``numbers``, which learners have by their keys."""
        found = {}
        for key, work in self.work.items():
            outcome = work.first_try(activity) if which == "first" else work.now.get(activity)
            if outcome is not None:
                found[numbers[key]] = outcome
        return dict(sorted(found.items()))


@dataclass(frozen=True, slots=True)
class ClassResults:
    """A class: its learners, those of the roster first; its lessons; and what there is to say of hand-ins."""

    name: str
    synthetic: bool
    members: tuple[Member, ...]
    lessons: Mapping[str, LessonResults]
    trouble: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Handed:
    """A lesson in a hand-in."""

    made: datetime
    said: datetime  # when it says that it was made
    sum: str
    kit: str
    lesson: HandedIn

    def without_files(self) -> _Handed:
        """What is left to know of it when it has been looked at."""
        return replace(self, lesson=HandedIn({}, self.lesson.progress, {}, {}))


_Todo = tuple[str, str, _Handed]  # lesson and learner, by their names


def results_of(classroom: Classroom, *, tell: Tell = lambda done, whole: None) -> ClassResults:
    """What came of all that was collected; of each lesson a learner's newest hand-in counts.

    Whatever is in a hand-in, this raises nothing: what is of no use is ``unread`` in that learner's work, or said in
    ``trouble``. Of hand-ins that are not the newest no more is kept than their sums. ``tell`` is told how many steps of
    how many are done.
    """
    with _uncollected():
        return _results_of(classroom, tell)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without looking for circles in what is made, of which there are none, each time that there is more of it."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _results_of(classroom: Classroom, tell: Tell) -> ClassResults:
    trouble: list[str] = []
    paths = classroom.stored()
    newest, earlier, others = _newest(
        classroom, classroom.hand_ins(trouble, lambda n: tell(n, 2 * len(paths))), trouble
    )
    members = {member.key: member for member in classroom.members}
    members |= {key: others[key] for key in sorted(others) if key not in members}
    loaded = dict(_loaded(classroom, {name: len(newest[name]) for name in sorted(newest)}, trouble))
    todo = [(name, key, newest[name].pop(key)) for name in loaded for key in members if key in newest[name]]
    work: dict[str, dict[str, Work]] = {name: {} for name in loaded}
    whole = len(todo)
    for n, (name, key, found) in enumerate(_worked(loaded, todo), 1):
        older = tuple(sum_ for _, sum_ in sorted(earlier.get((name, key), ())))
        work[name][key] = replace(found, learner=members[key], earlier=older)
        tell(len(paths) + len(paths) * n // whole, 2 * len(paths))
    tell(2 * len(paths), 2 * len(paths))
    lessons = {
        name: LessonResults(lesson.data, lesson.items, {key: work[name][key] for key in members if key in work[name]})
        for name, lesson in loaded.items()
    }
    return ClassResults(classroom.name, classroom.synthetic, tuple(members.values()), lessons, tuple(trouble))


def _loaded(classroom: Classroom, learners: Mapping[str, int], trouble: list[str]) -> Iterator[tuple[str, _Lesson]]:
    """Those of the lessons that are there."""
    for name, n in learners.items():
        try:
            data = _lesson(classroom, name)
            yield name, _Lesson(data, by_class_keys(classroom, data, trouble))
        except (ValueError, OSError) as error:
            trouble.append(_not_there(name, n, error))


def _worked(lessons: Mapping[str, _Lesson], todo: list[_Todo]) -> Iterator[tuple[str, str, Work]]:
    """What came of each; ``todo`` is emptied on the way, so that nobody's files are kept."""
    for n, (name, key, handed) in enumerate(todo):
        todo[n] = (name, key, handed.without_files())
        yield name, key, lessons[name].work(Member(key), handed)


def _newest(
    classroom: Classroom, hand_ins: Iterator[Collected], trouble: list[str]
) -> tuple[dict[str, dict[str, _Handed]], dict[tuple[str, str], list[tuple[datetime, str]]], dict[str, Member]]:
    """The newest of each lesson, by lesson and learner; when the others were made, and their sums; who has handed in.

    Two spellings of one name are one learner's: the one that is first in order stands.
    """
    members: dict[str, Member] = {}
    newest: dict[str, dict[str, _Handed]] = {}
    earlier: dict[tuple[str, str], list[tuple[datetime, str]]] = {}
    for digest, hand_in, member in hand_ins:
        key, made = member.key, classroom.made(digest, hand_in.made)
        if hand_in.made - made > _A_DAY:
            trouble.append(
                printable(f"{member.name}: a hand-in says that it was made on {hand_in.made:%Y-%m-%d}, after it was ")
                + f"collected. That clock is wrong; it counts as made on {made:%Y-%m-%d}"
            )
        members[key] = min(member, members.get(key, member), key=lambda each: each.name)
        for name, lesson in hand_in.lessons.items():
            other = _Handed(made, hand_in.made, digest, hand_in.kit, lesson)
            there = newest.setdefault(name, {}).setdefault(key, other)
            if there is not other:
                last, older = sorted((there, other), key=lambda each: (each.made, each.said, each.sum), reverse=True)
                newest[name][key] = last
                earlier.setdefault((name, key), []).append((older.made, older.sum))
    return newest, earlier, members


def _lesson(classroom: Classroom, name: str) -> LessonData:
    """A lesson of the kit's, of a folder that the class names, or of those made beside the class.

    Raises ``FileNotFoundError`` where it is nowhere, and ``ValueError`` where its file is damaged.
    """
    folders = [lesson_folder(), *classroom.lessons, classroom.folder.parent.parent / MADE]
    homes = [home for folder in folders for home in (folder, folder / name)]
    found = next((home for home in homes if (home / f"{name}.toml").is_file()), None)
    if found is None:
        raise FileNotFoundError(
            f"it is not among the kit's own, nor in {MADE} beside the class. Copy its folder to {MADE}/{name}, "
            "or name its folder when you collect, with --lessons"
        )
    return read_lesson(name, folder=found)


def _not_there(name: str, learners: int, error: Exception) -> str:
    who = "1 learner" if learners == 1 else f"{learners} learners"
    said = "the lesson is not here" if isinstance(error, FileNotFoundError) else "the lesson cannot be read"
    return printable(f"{name}: {said}: {error}. What {who} handed in of it is kept.")


class _Lesson:
    """A lesson with what judges answers to its activities."""

    def __init__(self, data: LessonData, judged: Mapping[str, Activity]) -> None:
        self.data = data
        self._order, self._choices = list(data.every), data.choices
        self._versions = [[each.name for each in data.versions_of(name)] for name in data.versions]
        self._judges = {name: Judge(activity) for name, activity in judged.items()}
        self.items = {name: judge.items for name, judge in self._judges.items() if judge.items}

    def work(self, learner: Member, handed: _Handed) -> Work:
        """What came of what one learner handed in."""
        unread = dict(handed.lesson.unread)
        answers, now, first = dict[str, Answer](), dict[str, Outcome](), dict[str, Outcome]()
        for file in handed.lesson.files:
            if file in unread or file.endswith(".review.jsonl"):
                continue
            name = file.partition(".")[0]
            if name in self._choices:  # which version of an activity the learner has; their answers tell that
                continue
            try:
                if name not in self._judges:
                    raise ValueError(f"the lesson has no activity {name!r} here")
                judge = self._judges[name]
                if file.endswith(".json"):
                    answers[name] = whole = judge.fitting.answer(handed.lesson.answers[name])
                    if judge.activity.kind in ("sources", "claims"):
                        now |= {name: judge.filled(whole.now.value)} if whole.now else {}
                        first |= {name: judge.filled(whole.tries[0].value)} if whole.tries else {}
                else:
                    tries = first if file.endswith(".first.jsonl") else now
                    tries[name] = judge.marked(handed.lesson.marks(name, judge.article, first=tries is first))
            except ValueError as error:
                unread[file] = why(error) + printable(_other_kit(handed.kit))
        for name in self._left(now, first):
            now.pop(name)
        return Work(
            learner, self.data.name, handed.sum, handed.made, handed.kit, handed.lesson.progress,
            self._in_order(answers), self._in_order(now), self._in_order(first), unread,
        )  # fmt: skip

    def _left(self, now: Mapping[str, Outcome], first: Mapping[str, Outcome]) -> list[str]:
        """The versions that somebody began and left for another: not those compared, or if none is, not the fullest."""
        left = []
        for versions in self._versions:
            begun = [name for name in versions if name in now]
            kept = [name for name in begun if name in first]
            if not kept:
                kept = sorted(begun, key=lambda name: -len(now[name].marks))[:1]
            left += [name for name in begun if name not in kept]
        return left

    def _in_order(self, by_activity: Mapping[str, Any]) -> dict[str, Any]:
        return {name: by_activity[name] for name in self._order if name in by_activity}


def _other_kit(version: str) -> str:
    """That a hand-in was made with another version of the kit, where it was: it may have another lesson."""
    return "" if version == own_version() else f" (made with kit {version!r:.40}; this is {own_version()!r})"
