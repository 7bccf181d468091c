"""Which version of an activity a learner has: the level they switched to, or the form whose turn it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

from kit.activity.activity import Activity, LessonData, choice_of
from kit.activity.answer import Answer
from kit.activity.answers import AnswerFile
from kit.activity.owner import Owner
from kit.activity.versions import PLAIN, PRINTED, turn
from kit.errors import ChangedError
from kit.lesson.earlier import marked_before
from kit.widgets import Highlighter, versions

__all__ = ["Versions"]


class Versions:
    """The activities of a lesson that have versions, which of them stands for the activity now, and what was marked.

    Which it is is kept among the answers, as the draft of one: ``{"draft": {"value": "plain", "at": …}}``. A level is
    kept when the learner switches. A form is whose turn it is, by the name of the learner, until something is marked in
    it: from then on it is kept, and whoever signs in later goes on with it.
    """

    def __init__(self, lesson: LessonData, owner: Owner) -> None:
        self._lesson, self._owner = lesson, owner
        self._now: dict[str, Activity] = {}  # what stands for an activity, by the name of that
        self._files: dict[str, AnswerFile] = {}
        self._kept: dict[str, str] = {}  # what the files say
        self._forms: dict[str, versions.Versions] = {}  # those that show a form by turns
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
        if marks and name in self._forms:
            self._keep(name)
        return self.is_enough(name)

    def mark(self, name: str, marked: Callable[[Activity], Highlighter]) -> versions.Versions:
        """An activity that has versions, to mark; ``marked`` makes the highlighter of one of them."""
        by_version = {each.version: each for each in self._lesson.versions_of(name)}
        self._files[name] = AnswerFile(self._lesson.name, choice_of(name), owner=self._owner)
        self._now[name] = self._chosen(name, by_version)
        texts = {version: marked(each) for version, each in by_version.items()}

        def switched(version: str) -> None:
            self._now[name] = by_version[version]
            if levels:
                self._keep(name)

        levels = PLAIN in by_version
        shown = self._now[name].version
        made = versions.Versions(texts, levels=levels, shown=shown, switched=switched)
        self._shown[name] = made
        if not levels:
            self._forms[name] = made
            if made.annotations:
                self._keep(name)
        return made

    def observe(self, name: str, changed: Callable[[], None]) -> None:
        """Call a function each time that another version stands for an activity, if it has any."""
        if name in self._shown:
            self._shown[name].observe(lambda _: changed(), "shown")

    def follow(self) -> None:
        """Show the form whose turn it is for whoever has signed in, where none was begun."""
        for name, shown in self._forms.items():
            if not any(text.annotations for text in shown.texts.values()):
                by_version = {each.version: each for each in self._lesson.versions_of(name)}
                shown.shown = self._chosen(name, by_version).version

    def _chosen(self, name: str, by_version: Mapping[str, Activity]) -> Activity:
        """What was kept; else the text as printed, or of forms the one that was begun, or whose turn it is."""

        def fits(answer: Answer) -> None:
            if answer.now is None or answer.now.value not in list(by_version):  # a list: it may be of any shape
                raise ValueError(f"a version is one of {', '.join(by_version)}")

        answer = self._files[name].load(fits)
        self._kept[name] = str(answer.now.value) if answer.now else ""
        if self._kept[name]:
            return by_version[self._kept[name]]
        if PRINTED in by_version:
            return by_version[PRINTED]
        forms, home = list(by_version.values()), self._owner.folder
        begun = [each for each in forms if (home / self._lesson.name / f"{each.name}.jsonl").exists()]
        return begun[0] if begun else self._turn(name, forms)

    def _turn(self, name: str, forms: Sequence[Activity]) -> Activity:
        """Whose turn it is by the learner's name; of an earlier lesson's text the other one."""
        compares = (each.before for each in self._lesson.activities.values() if each.of == name and each.before)
        had = marked_before(next(compares, ""), name, self._owner)
        first = turn(self._owner.folder.name, len(forms))
        others = [each for each in forms if had and each.article.text != had[0].article.text]
        return next((each for each in others if each is forms[first]), others[0]) if others else forms[first]

    def _keep(self, name: str) -> None:
        """Keep which version stands for an activity; where the disk refuses, the next visit asks anew, and no more."""
        version = self._now[name].version
        if self._kept[name] != version:
            with suppress(OSError):
                _save(self._files[name], Answer().drafting(version))
                self._kept[name] = version


def _save(file: AnswerFile, answer: Answer) -> None:
    """Save what was chosen last: where another window chose otherwise since, this one's is the later."""
    try:
        file.save(answer)
    except ChangedError:
        file.save(answer)
