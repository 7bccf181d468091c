"""Hits and false alarms before the key was seen, and by now: of one learner, or of a class."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kit.activity.activity import Activity
from kit.activity.summaries import pointed, signal
from kit.agreement.discernment import Discernment, Trials, discernment, trials
from kit.classroom.results import LessonResults, Work

__all__ = ["BeforeAndNow", "hits_and_false_alarms", "of_each"]

_Counts = tuple[int, int, int, int]  # hits, misses, false alarms, correct rejections
_Part = tuple[Activity, Activity, Trials]  # what is marked, the comparison that counts it, and what there is to find


@dataclass(frozen=True, slots=True)
class BeforeAndNow:
    """How well one or several learners told what is there from what is not, before and now.

    ``learners`` counts those who compared, and so have both. What is undefined is None, with its ``why``.
    """

    learners: int
    before: Discernment
    now: Discernment


def hits_and_false_alarms(lesson: LessonResults, *learners: str) -> tuple[dict[str, BeforeAndNow], BeforeAndNow]:
    """Hits and false alarms of these learners, by their keys, or of all: by activity, and over the lesson.

    Counted as the lesson counts them when it compares marks with a key (``kit.activity.summaries``): by sentence, over
    both texts where a comparison names another (``also``), by labels where it says which are signals. Each activity
    that is compared with a key has an entry, but those whose blocks are labelled one and all. Over the lesson each text
    counts once, those of the comparisons that tell a learner of false alarms, or where none does, of all. Learners'
    counts are added up.
    """
    chosen = [work for key, work in lesson.work.items() if not learners or key in learners]
    compared = _compared(lesson)
    by_activity = {
        name: _both(_parts(dict.fromkeys((name, *_also(lesson, asked)), asked), lesson), chosen, name)
        for name, asked in compared.items()
    }
    return by_activity, _both(_parts(_over(lesson, compared), lesson), chosen)


def of_each(lesson: LessonResults) -> dict[str, BeforeAndNow]:
    """Hits and false alarms over the lesson of each learner who compared, by their keys."""
    parts = _parts(_over(lesson, _compared(lesson)), lesson)
    both = {key: _both(parts, [work]) for key, work in lesson.work.items()}
    return {key: found for key, found in both.items() if found.learners}


def _also(lesson: LessonResults, asked: Activity) -> tuple[str, ...]:
    """The other text that a comparison counts, in each version."""
    return tuple(each.name for each in lesson.data.versions_of(asked.also)) if asked.also else ()


def _over(lesson: LessonResults, compared: Mapping[str, Activity]) -> Mapping[str, Activity]:
    """What counts over a lesson: each text once, those where false alarms are told, or where none are, all."""
    telling = {name: asked for name, asked in compared.items() if "{false_alarms}" in asked.reveal}
    return {each: asked for name, asked in telling.items() for each in (name, *_also(lesson, asked))} or compared


def _compared(lesson: LessonResults) -> dict[str, Activity]:
    """The activities that count, each with the comparison that counts it: one that tells of false alarms, if any."""
    found: dict[str, Activity] = {}
    for asked in lesson.data.activities.values():
        of = lesson.data.activities.get(asked.of)
        if asked.kind != "compare" or of is None or of.kind != "mark" or of.reference == "program":
            continue
        counts = of.unit == "word" or asked.signal
        if counts and (of.name not in found or "{false_alarms}" in asked.reveal):
            found |= {each.name: asked for each in lesson.data.versions_of(of.name)}
    return found


def _parts(texts: Mapping[str, Activity], lesson: LessonResults) -> list[_Part]:
    return [(lesson.data[name], asked, _trials(lesson.data[name], asked)) for name, asked in texts.items()]


def _both(parts: Sequence[_Part], works: Iterable[Work], of: str = "") -> BeforeAndNow:
    """Counts over texts, each by the comparison that asks; of whoever compared the one that it is ``of``, or any."""
    before, now = [], []
    learners = 0
    for work in works:
        there = _each_once(part for part in parts if part[0].name in work.first and part[0].name in work.now)
        if not there or (of and of not in work.first):
            continue
        learners += 1
        for activity, asked, tried in there:
            before.append(tried.answered(pointed(asked, work.first[activity.name].marks)))
            now.append(tried.answered(pointed(asked, work.now[activity.name].marks)))
    return BeforeAndNow(learners, _summed(before), _summed(now))


def _each_once(parts: Iterable[_Part]) -> list[_Part]:
    """Each text once, of those that somebody marked in two levels as it was printed."""
    once: dict[str, _Part] = {}
    for part in parts:
        once.setdefault(part[0].base or part[0].name, part)
    return list(once.values())


def _trials(activity: Activity, asked: Activity) -> Trials:
    return trials(activity.article, signal(asked, activity.key))


def _summed(counts: Iterable[_Counts]) -> Discernment:
    hits, misses, alarms, rejections = (sum(each) for each in zip((0, 0, 0, 0), *counts, strict=True))
    return discernment(hits, misses, alarms, rejections)
