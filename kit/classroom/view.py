"""All that the class view shows, as plain data (JSON): it is shown in a notebook, and as one HTML file, by one script.

Learners are numbers, their places in ``names``: the one place that names anybody. So "names off" is one switch, and
what is without ``names`` and ``trouble`` names nobody who did not write a name in an answer.

In a notebook ``kit/widgets/class_view.py`` gives this to the page, a lesson when it is chosen. An HTML file inlines
``script("class_view")`` and ``stylesheet("class_view")`` and calls ``showClass(element, class_view(results))``: there
nothing is kept, and there is nothing to be done but to look.

The class, ``overview``:
{
 "class": "7B", "synthetic": false,
 "names": ["Ana Ruiz", …],
 "roster": [true, …],                      # who is on it; null where the class has none
 "trouble": ["…", …],                      # lines for a person, with names
 "lessons": [{"name": "04-…", "title": "…", "steps": 9, "handed": 26}, …],
 "own_keys": {"04-…": ["mark", …]},        # activities that go by a key of the class's own
 "cells": {"04-…": [null, {"made": "2026-…", "done": 7, "steps": 9, "earlier": 1, "unread": 0, "late": false}, …]}
}                                          # by learner; done is null where nobody counted
One lesson, ``lesson_view``:
{
 "name", "title", "n": 26,                 # who has handed it in
 "questions": [{"activity", …}, …],        # kit.classroom.questions
 "maps": [heat_map(…), …],                 # kit.classroom.heat
 "items": [item_rows(…) …],                # of all activities
 "differences": [{"activity", "at", "words", "class", "key", "program"}, …],
 "credits": [{"words", "url", "notice"}, …], # whose the texts of the items are
 "labels": {"loaded-word": "Loaded word"}, # what a person reads for a label, of all activities
 "written": [{"activity", "step", "prompt", "answers": [{"who": 3, "tries": [["words", "2026-…"], …]}]}],
 "agreement": [{"activity", "learners", "alpha", "low", "high", "words": [paragraphs]}, …],
 "hits": {"class": BOTH, "texts": [{"activity": "…", **BOTH}, …], "each": [{"who": 3, **BOTH}, …]},
                                           # BOTH: "n" learners, and "before" and "now" [hits, of, false alarms, of]
 "course": null,                           # or of a check before and after: "n" learners, "before" and "now" as above,
                                           # "forms" [{"form", "n", "before", "now"}, …], "words" [paragraphs]
 "starred": [["activity", 3], …],          # "talk about this one"
 "notes": {"3": "…"}                       # of the teacher's, by learner
}
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

from kit.activity.activity import Activity
from kit.activity.answer import Answer, Try
from kit.classroom.agreed import agreement
from kit.classroom.answer_words import answer_words
from kit.classroom.class_key_file import is_own
from kit.classroom.course import Course, over_the_course
from kit.classroom.credits import credits_of
from kit.classroom.discerned import BeforeAndNow, hits_and_false_alarms, of_each
from kit.classroom.heat import differences, heat_map, item_rows
from kit.classroom.notes import Starred
from kit.classroom.questions import questions
from kit.classroom.results import ClassResults, LessonResults, Work

__all__ = ["class_view", "lesson_view", "overview"]

LONGEST = 20_000  # characters of an answer that are shown: five pages


def class_view(
    results: ClassResults,
    starred: Starred = (),
    *,
    trouble: Sequence[str] = (),
    late: Collection[str] = (),
    tell: Callable[[int, int], object] = lambda done, whole: None,
) -> dict[str, Any]:
    """The class and each of its lessons: ``{"overview": …, "lessons": {name: …}}``; what is given is as for these.

    ``tell`` is told how many lessons of how many are done.
    """
    lessons = {}
    for name in results.lessons:
        lessons[name] = lesson_view(results, name, starred)
        tell(len(lessons), len(results.lessons))
    return {"overview": overview(results, trouble=trouble, late=late), "lessons": lessons}


def overview(results: ClassResults, *, trouble: Sequence[str] = (), late: Collection[str] = ()) -> dict[str, Any]:
    """Who has handed in what, as in the head of this module.

    ``trouble`` is what else is to be said, and ``late`` the sums of hand-ins that came late, as an LMS said.
    """
    roster = [bool(member.roster) for member in results.members]
    return {
        "class": results.name,
        "synthetic": results.synthetic,
        "names": [member.name for member in results.members],
        "roster": roster if any(roster) else None,
        "trouble": [*results.trouble, *trouble],
        "lessons": [
            {
                "name": name,
                "title": lesson.data.title,
                "steps": len(lesson.data.steps),
                "handed": len(lesson.work),
            }
            for name, lesson in results.lessons.items()
        ],
        "own_keys": {name: keyed for name, lesson in results.lessons.items() if (keyed := _own_keys(lesson))},
        "cells": {
            name: [_cell(lesson, lesson.work.get(member.key), late) for member in results.members]
            for name, lesson in results.lessons.items()
        },
    }


def _own_keys(lesson: LessonResults) -> list[str]:
    return [name for name, items in lesson.items.items() if any(item.entry and is_own(item.entry) for item in items)]


def _cell(lesson: LessonResults, work: Work | None, late: Collection[str]) -> dict[str, Any] | None:
    if work is None:
        return None
    done, steps = work.progress or (None, len(lesson.data.steps))
    return {
        "made": work.made.isoformat(),
        "done": done,
        "steps": steps,
        "earlier": len(work.earlier),
        "unread": len(work.unread),
        "late": work.sum in late,
    }


def lesson_view(
    results: ClassResults, name: str, starred: Starred = (), notes: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """All there is to see of one lesson, as in the head of this module; ``KeyError`` where the class has none such.

    ``starred`` are the written answers to talk about, ``notes`` the teacher's on this lesson, by the learner's key.
    """
    lesson = results.lessons[name]
    numbers = {member.key: n for n, member in enumerate(results.members)}
    activities = list(lesson.data.every.values())
    marked = [each for each in activities if each.kind == "mark"]
    asked = questions(results, name, starred)
    prompts = {each["activity"]: each["prompt"] for each in asked}
    return {
        "name": name,
        "title": lesson.data.title,
        "n": len(lesson.work),
        "questions": asked,
        "maps": [heat_map(each, lesson, numbers) for each in marked],
        "items": [
            row for each in activities if lesson.items.get(each.name) for row in item_rows(each, lesson, numbers)
        ],
        "differences": [
            {"activity": each.name, **row} for each in marked for row in differences(each, lesson, numbers)
        ],
        "credits": credits_of(each for each in activities if lesson.items.get(each.name)),
        "labels": {label.name: label.title for each in activities for label in each.labels},
        "written": list(_written(lesson, numbers, prompts)),
        "agreement": _agreement(results, name, marked),
        "hits": _hits(lesson, numbers),
        "course": _course(over_the_course(results, name)),
        "starred": [[activity, numbers[key]] for key, of, activity in sorted(starred) if of == name and key in numbers],
        "notes": {str(numbers[key]): text for key, text in (notes or {}).items() if key in numbers},
    }


def _written(lesson: LessonResults, numbers: Mapping[str, int], prompts: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Answers in the learners' own words, each activity's in an order that is always the same, and no roster's."""
    for activity in lesson.data.activities.values():
        if activity.kind not in ("write", "swap", "table"):
            continue
        answers = []
        for key in sorted(lesson.work, key=lambda key: _shuffled(activity.name, key)):
            given = lesson.work[key].answers.get(activity.name)
            tries = [_words(activity, each) for each in _first_and_last(given)] if given else []
            if any(words for words, _ in tries):
                answers.append({"who": numbers[key], "tries": tries})
        if answers:
            prompt = prompts[activity.name]
            yield {"activity": activity.name, "step": activity.step, "prompt": prompt, "answers": answers}


def _agreement(results: ClassResults, name: str, marked: Sequence[Activity]) -> list[dict[str, Any]]:
    """How far learners agree in each text that two or more of them marked."""
    found = [(each.name, agreement(results, name, each.name)) for each in marked]
    return [
        {
            "activity": activity,
            "learners": each.learners,
            "alpha": each.alpha.value,
            "low": each.low,
            "high": each.high,
            "words": list(each.words),
        }
        for activity, each in found
        if each.learners > 1
    ]


def _hits(lesson: LessonResults, numbers: Mapping[str, int]) -> dict[str, Any]:
    by_activity, over = hits_and_false_alarms(lesson)
    return {
        "class": _before_and_now(over),
        "texts": [{"activity": name, **_before_and_now(each)} for name, each in by_activity.items()],
        "each": [{"who": numbers[key], **_before_and_now(each)} for key, each in of_each(lesson).items()],
    }


def _course(found: Course | None) -> dict[str, Any] | None:
    if found is None:
        return None
    forms = [
        {"form": form, "n": n, "before": list(before), "now": list(now)}
        for form, (n, before, now) in found.forms.items()
    ]
    whole = {"n": found.learners, "before": list(found.before), "now": list(found.now)}
    return {**whole, "forms": forms, "words": found.words}


def _before_and_now(both: BeforeAndNow) -> dict[str, Any]:
    counts = {
        which: [each.hits, each.hits + each.misses, each.false_alarms, each.false_alarms + each.correct_rejections]
        for which, each in (("before", both.before), ("now", both.now))
    }
    return {"n": both.learners, **counts}


def _shuffled(activity: str, key: str) -> str:
    return hashlib.sha256(f"{activity}\n{key}".encode("utf-8", "surrogatepass")).hexdigest()


def _first_and_last(given: Answer) -> tuple[Try, ...]:
    """What somebody wrote first and what they say now, once where it is the same."""
    both = [given.tries[0] if given.tries else None, given.now]
    return tuple(each for n, each in enumerate(both) if each and each not in both[:n])


def _words(activity: Activity, given: Try) -> list[str]:
    """What was written, as far as it is shown, and when."""
    words = answer_words(activity, given.value)
    return [words if len(words) <= LONGEST else f"{words[:LONGEST]} … ({len(words):,} characters in all)", given.at]
