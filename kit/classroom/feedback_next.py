"""The one thing that a feedback page proposes to try next, by what a learner has handed in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from kit.activity.activity import Activity
from kit.classroom.feedback_lesson import LessonSheet
from kit.classroom.feedback_words import plural
from kit.classroom.results import Outcome, Work

__all__ = ["next_try"]


def next_try(sheets: Mapping[str, LessonSheet], work: Mapping[str, Work], due: Mapping[str, str]) -> str:
    """What to try next, in two or three sentences: of the last lesson that was handed in in which there is something.

    ``due`` are the titles of the lessons that most of a class have handed in, by name.
    """
    if not work:
        first = f"“{next(iter(due.values()))}”" if due else "the first lesson"
        return f"Open {first} and do its first step. Then press “Hand in”. A guess is fine: it is where you start from."
    for lesson in reversed(list(sheets)):
        if lesson in work and (said := _in_lesson(sheets[lesson], work[lesson])):
            return said
    left = [title for name, title in due.items() if name not in work]
    if left:
        return f"Do “{left[0]}”, and hand it in."
    return "Choose one entry of a key that does not convince you. Write down your reason, and bring it to class."


def _in_lesson(sheet: LessonSheet, work: Work) -> str:
    """What there is to try in a lesson: what was missed most, else traps, else a step that was left."""
    outcomes = [
        (sheet.results.data[name], outcome)
        for name, outcome in work.now.items()
        if sheet.results.data[name].reference == "key"
    ]
    if said := _missed(sheet, outcomes):
        return said
    title = sheet.results.data.title
    for activity, outcome in outcomes:
        if n := outcome.statuses.count("trap"):
            them = "it" if n == 1 else "them"
            return (
                f"In “{title}”, step “{activity.step}”, you took {plural(n, 'trap')}. Read why, then tell somebody in "
                f"your own words what gives {them} away."
            )
    if work.progress and work.progress.done < work.progress.steps:
        left = work.progress.steps - work.progress.done
        return (
            f"In “{title}” {plural(left, 'step')} {'is' if left == 1 else 'are'} left. Do one of them, and hand it in."
        )
    return ""


def _missed(sheet: LessonSheet, outcomes: list[tuple[Activity, Outcome]]) -> str:
    """The label that most was missed of, where, and what to look for."""
    counts: Counter[tuple[str, str]] = Counter()
    for activity, outcome in outcomes:
        items = sheet.results.items.get(activity.name, ())
        for item, status in zip(items, outcome.statuses, strict=False):
            if item.tier == "must" and status == "missed" and activity.kind == "mark":
                counts[activity.name, item.label] += 1
    if not counts:
        return ""
    (name, label), n = counts.most_common(1)[0]
    activity = sheet.results.data[name]
    style = sheet.texts[name].styles[label]
    place = f", step “{activity.step}”" if activity.step else ""
    hint = f" ({style.hint[:1].lower()}{style.hint[1:]})" if style.hint else ""
    there = "is one place" if n == 1 else f"are {n} places"
    return (
        f"Go back to “{sheet.results.data.title}”{place}. Read the text once more, and look only for this: "
        f"“{style.title}”{hint}. There {there} that you have not marked yet."
    )
