"""One lesson on a learner's feedback page: each of its activities, as far as it was answered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Any

from kit.activity.activity import Activity, LessonData
from kit.activity.answer import Answer
from kit.activity.figures import figures_of
from kit.activity.lesson_file import lesson_folder
from kit.activity.templates import fill
from kit.annotate.sources import Source
from kit.annotation import Annotation
from kit.classroom.class_key_file import is_own
from kit.classroom.feedback_answers import asked_html, claims_html, sources_html, table_html, written_html
from kit.classroom.feedback_marks import MarkedText, marked_text, marks_html
from kit.classroom.feedback_words import joined, notice, p, plural, prose
from kit.classroom.questions import questions
from kit.classroom.results import ClassResults, LessonResults, Work
from kit.hypertext import words_html

__all__ = ["LessonSheet", "lesson_html", "lesson_sheet"]

_UNSHOWN = ("sign_in", "compare", "neighbour")  # kinds of which there is nothing to say


@dataclass(frozen=True)
class LessonSheet:
    """What is alike on all learners' pages of a lesson: its results, its questions with the class's answers, its texts.

    ``questions`` and ``texts`` are by activity; so are ``tables``, the sources or claims that the key has.
    """

    results: LessonResults
    questions: Mapping[str, Mapping[str, Any]]
    texts: Mapping[str, MarkedText]
    tables: Mapping[str, Sequence[Source] | Sequence[Annotation]]

    def keyed(self, activity: str) -> bool:
        """Whether marks or rows stand beside anything here."""
        return bool(self.results.items.get(activity)) and not self.results.data.only_kept(self.results.data[activity])


def lesson_sheet(results: ClassResults, lesson: str) -> LessonSheet:
    """Work out once what all learners' pages of a lesson share."""
    found = results.lessons[lesson]
    activities = found.data.every.values()
    return LessonSheet(
        found,
        {question["activity"]: question for question in questions(results, lesson)},
        {each.name: marked_text(each, found.items.get(each.name, ())) for each in activities if each.kind == "mark"},
        {each.name: _table_of(each) for each in activities if each.kind in ("sources", "claims")},
    )


def _table_of(activity: Activity) -> Sequence[Source] | Sequence[Annotation]:
    return activity.sources if activity.kind == "sources" else activity.entries


def lesson_html(sheet: LessonSheet, work: Work, notes: Mapping[str, str], *, number: int) -> str:
    """A learner's work in a lesson as HTML, step by step, with the teacher's notes on activities, which are HTML.

    ``number`` is the learner's among those of the class.
    """
    shown = [each for each in _done(sheet.results.data, work) if each.kind not in _UNSHOWN]
    steps = list(sheet.results.data.steps)
    parts = [p(_handed_in(work), "quiet"), prose(map(_unread, work.unread), "none"), _keyed(sheet, shown, work)]
    for step, activities in groupby(shown, key=lambda activity: activity.step):
        begun = [each for each in activities if step or _is_begun(each, work)]  # what is beside the steps need not be
        if begun:
            place = f"{steps.index(step) + 1}. {step}" if step else "Beside the steps"
            parts.append(f"<section class='step'><h3>{words_html(place)}</h3>")
            parts += [_activity_html(sheet, each, work, number) + notes.get(each.name, "") for each in begun]
            parts.append("</section>")
    cards = dict.fromkeys(each.text.whole.card for each in shown if each.text and _is_begun(each, work))
    parts += [notice(card) for card in cards]
    return "".join(parts)


def _done(lesson: LessonData, work: Work) -> Iterator[Activity]:
    """The activities of a lesson, each in the versions that the learner has begun, or where there is none as it is."""
    for name, activity in lesson.activities.items():
        begun = [each for each in lesson.versions_of(name) if _is_begun(each, work)]
        yield from begun or [activity]


def _handed_in(work: Work) -> str:
    """When it was handed in, and how much of it was done then."""
    made = f"Handed in on {work.made.day} {work.made:%B %Y}."
    done = f"{work.progress.done} of {plural(work.progress.steps, 'step')} done." if work.progress else ""
    return joined([made, done])


def _keyed(sheet: LessonSheet, shown: Sequence[Activity], work: Work) -> str:
    """Who made the keys that a learner's answers stand beside."""
    beside = [each for each in shown if each.reference == "key" and each.name in work.now and sheet.keyed(each.name)]
    own = [each for each in beside if each.kind == "mark" and any(map(is_own, sheet.texts[each.name].entries))]
    said = []
    if len(own) < len(beside):
        of_kit = (lesson_folder() / f"{sheet.results.data.name}.toml").is_file()
        said.append(_BY_KIT if of_kit else _BY_TEACHER)
    if own:
        said.append("Your class and your teacher made the key that is called your class’s own.")
    return p(joined(said), "quiet")


_BY_KIT = (
    "Who made the key? Two readings of each text, apart, by a program (a large language model), checked against a "
    "written guide. A short key that a lesson has of its own was written once."
)
_BY_TEACHER = "Who made the key? Whoever made this lesson: a program proposed marks, and a person kept or changed them."


def _unread(file: str) -> str:
    return f"Your file {file} could not be read. Tell your teacher: you may still have what you answered."


def _is_begun(activity: Activity, work: Work) -> bool:
    return activity.name in work.now or activity.name in work.answers


def _activity_html(sheet: LessonSheet, activity: Activity, work: Work, number: int) -> str:
    show: Callable[[], str] = partial(_SHOWN[activity.kind], sheet, activity, work, number)
    return f"<div class='activity'>{show()}</div>"


def _mark(sheet: LessonSheet, activity: Activity, work: Work, _: int) -> str:
    asked = p(activity.title, "asks")
    now = work.now.get(activity.name)
    if now is None:
        return asked + p("You have not marked this text yet.", "none")
    if sheet.results.data.only_kept(activity):
        return asked + p(f"{plural(len(now.marks), 'mark')} kept. A later lesson comes back to this.")
    return asked + marks_html(sheet.texts[activity.name], now, work.first.get(activity.name))


def _ask(sheet: LessonSheet, activity: Activity, work: Work, number: int) -> str:
    return asked_html(sheet.questions[activity.name], work.answers.get(activity.name), number=number)


def _write(sheet: LessonSheet, activity: Activity, work: Work, _: int) -> str:
    return written_html(sheet.questions[activity.name]["prompt"], activity, work.answers.get(activity.name))


def _table(sheet: LessonSheet, activity: Activity, work: Work, _: int) -> str:
    asked = p(fill(activity.prompt, figures_of(activity.text)), "asks")
    rows = _rows(work.answers.get(activity.name))
    if not rows:
        return asked + p("You have not filled in this table yet.", "none")
    shown: Any = sources_html if activity.kind == "sources" else claims_html
    return asked + str(shown(activity, sheet.tables[activity.name], rows))


def _rows_of(sheet: LessonSheet, activity: Activity, work: Work, _: int) -> str:
    asked = p(fill(activity.prompt, figures_of(activity.text)), "asks")
    return asked + table_html(activity, _rows(work.answers.get(activity.name)) or ())


def _rows(answer: Answer | None) -> Any:
    return answer.now.value if answer and answer.now else None


_SHOWN: Mapping[str, Callable[[LessonSheet, Activity, Work, int], str]] = {
    "mark": _mark,
    "choose": _ask,
    "estimate": _ask,
    "write": _write,
    "swap": _write,
    "sources": _table,
    "claims": _table,
    "table": _rows_of,
}
