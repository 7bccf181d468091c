"""Which version of an activity a learner has: the level they switched to, or the form whose turn it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from random import randrange

from kit.activity.activity import Activity, LessonData, choice_of
from kit.activity.answer import Answer, answer_of
from kit.activity.answers import AnswerFile
from kit.activity.disk import read_file
from kit.activity.learners import NAMELESS
from kit.activity.owner import Owner
from kit.activity.versions import PLAIN, PRINTED, turn
from kit.errors import ChangedError
from kit.lesson.earlier import marked_before
from kit.widgets import Highlighter, versions

__all__ = ["Versions"]


class Versions:
    """The activities of a lesson that have versions, which of them stands for the activity now, and what was marked.

    Which it is is kept among the answers, as the draft of one: ``{"draft": {"value": "plain", "at": …}}``; a level when
    the learner switches, a form when something is marked in it. Where nothing is marked, a level is the one that the
    learner switched to last, in whichever text of whichever lesson; and a form is whose turn it is, by the name of the
    learner, or by chance where they have none. Whoever signs in later goes on with what was begun.
    """

    def __init__(self, lesson: LessonData, owner: Owner) -> None:
        self._lesson, self._owner = lesson, owner
        self._now: dict[str, Activity] = {}  # what stands for an activity, by the name of that
        self._files: dict[str, AnswerFile] = {}
        self._kept: dict[str, str] = {}  # what the files say
        self._shown: dict[str, versions.Versions] = {}
        self._marked: dict[str, bool] = {}  # whether enough is marked, by the name of the version

    def now(self, name: str) -> Activity:
        """The version that stands for an activity; the activity itself where it has no other."""
        return self._now.get(name, self._lesson[name])

    def is_enough(self, name: str) -> bool:
        """Whether enough is marked in one version of an activity."""
        return any(self._marked.get(each.name, False) for each in self._lesson.versions_of(name))

    def note(self, activity: Activity, marks: Sequence[object]) -> bool:
        """Note what is marked in a version, and return whether enough is in one of them."""
        name = activity.base or activity.name
        self._marked[activity.name] = len(marks) >= activity.enough
        if marks and name in self._shown and not self._shown[name].levels:
            self._begin(name)
        return self.is_enough(name)

    def mark(self, name: str, marked: Callable[[Activity], Highlighter]) -> versions.Versions:
        """An activity that has versions, to mark; ``marked`` makes the highlighter of one of them."""
        by_version = {each.version: each for each in self._lesson.versions_of(name)}
        self._files[name] = AnswerFile(self._lesson.name, choice_of(name), owner=self._owner)
        self._now[name] = self._chosen(name, by_version)
        texts = {version: marked(each) for version, each in by_version.items()}

        def switched(version: str) -> None:
            self._now[name] = by_version[version]
            if made.levels:
                self._keep(name)
                self._switch_others(version)

        made = versions.Versions(texts, levels=PLAIN in by_version, shown=self._now[name].version, switched=switched)
        self._shown[name] = made
        if made.annotations and not made.levels:
            self._begin(name)
        return made

    def observe(self, name: str, changed: Callable[[], None]) -> None:
        """Call a function each time that another version stands for an activity, if it has any."""
        if name in self._shown:
            self._shown[name].observe(lambda _: changed(), "shown")

    def follow(self) -> None:
        """Show what whoever has signed in has of each text of which nothing is marked."""
        for name, shown in self._shown.items():
            if not _is_begun(shown):
                by_version = {each.version: each for each in self._lesson.versions_of(name)}
                shown.shown = self._chosen(name, by_version).version

    def _switch_others(self, level: str) -> None:
        """Switch the lesson's other texts, too, of which nothing is marked."""
        for shown in self._shown.values():
            if shown.levels and not _is_begun(shown):
                shown.shown = level

    def _chosen(self, name: str, by_version: Mapping[str, Activity]) -> Activity:
        """What was begun, of two versions the one that was kept; else the last level, or the form whose turn it is."""

        def fits(answer: Answer) -> None:
            if answer.now is None or answer.now.value not in list(by_version):  # a list: it may be of any shape
                raise ValueError(f"a version is one of {', '.join(by_version)}")

        answer = self._files[name].load(fits)
        kept = self._kept[name] = str(answer.now.value) if answer.now else ""
        each_of, home, has_levels = list(by_version.values()), self._owner.folder, PLAIN in by_version
        begun = [each for each in each_of if (home / self._lesson.name / f"{each.name}.jsonl").exists()]
        if kept and (begun or not has_levels):
            return by_version[kept]
        if begun:
            return begun[0]
        return by_version[_last_level(home)] if has_levels else self._turn(name, each_of)

    def _turn(self, name: str, forms: Sequence[Activity]) -> Activity:
        """Whose turn it is by the learner's name, if they have one; of an earlier lesson's text the other one."""
        compares = (each.before for each in self._lesson.activities.values() if each.of == name and each.before)
        had = marked_before(next(compares, ""), name, self._owner)
        folder = self._owner.folder.name
        first = randrange(len(forms)) if folder == NAMELESS else turn(folder, len(forms))
        others = [each for each in forms if had and each.article.text != had[0].article.text]
        return next((each for each in others if each is forms[first]), others[0]) if others else forms[first]

    def _begin(self, name: str) -> None:
        """Keep which form was begun, once."""
        if self._kept[name] != self._now[name].version:
            self._keep(name)

    def _keep(self, name: str) -> None:
        """Keep which version stands for an activity, and since when; where the disk refuses, the next visit asks."""
        version = self._now[name].version
        with suppress(OSError):
            _save(self._files[name], Answer().drafting(version))
            self._kept[name] = version


def _is_begun(shown: versions.Versions) -> bool:
    """Whether something is marked in a version of a text."""
    return any(text.annotations for text in shown.texts.values())


def _last_level(home: Path) -> str:
    """The level that a learner switched to last, in any lesson; as printed, where they never did."""
    chosen = [("", PRINTED)]
    for path in home.glob(f"*/{choice_of('*')}.json"):
        with suppress(OSError, ValueError):
            now = answer_of(read_file(path).decode("utf-8")).now
            if now and now.value in (PRINTED, PLAIN):
                chosen.append((now.at, now.value))
    return max(chosen)[1]


def _save(file: AnswerFile, answer: Answer) -> None:
    """Save what was chosen last: where another window chose otherwise since, this one's is the later."""
    try:
        file.save(answer)
    except ChangedError:
        file.save(answer)
