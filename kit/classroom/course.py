"""Before and after a course: hits and false alarms of a class in two checks, and what the change is worth."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from statistics import fmean

from kit.activity.summaries import signal
from kit.agreement.discernment import Trials, trials
from kit.classroom.results import ClassResults, LessonResults, Which, Work

__all__ = ["Counts", "Course", "over_the_course"]

DRAWS, SURE = 2_000, 0.95

Counts = tuple[int, int, int, int]  # hits, of, false alarms, of


@dataclass(frozen=True, slots=True)
class Course:
    """What learners who did both checks found in each, their counts added up.

    ``hits`` and ``alarms`` are the mean change of a learner's share, with its interval, each from -1 to 1; the interval
    is None for one learner. ``forms`` are the same counts by the text that learners had first, for one of two may be
    easier.
    """

    learners: int
    before: Counts
    now: Counts
    hits: tuple[float, float | None, float | None]
    alarms: tuple[float, float | None, float | None]
    forms: Mapping[str, tuple[int, Counts, Counts]]

    @property
    def words(self) -> list[str]:
        """What the change is worth, in paragraphs."""
        return [*_in_words(self)]


@dataclass(frozen=True, slots=True)
class _Row:
    form: str
    before: Counts
    now: Counts


def over_the_course(results: ClassResults, lesson: str) -> Course | None:
    """Hits and false alarms of a class in the check of an earlier lesson and in that of this one.

    Of each learner the first marks count, those from before a key was seen. None where the lesson has no such check,
    or nobody did both. The interval is a bootstrap over learners: it says how far another class like this one might be
    from it, on the same texts.
    """
    found = results.lessons[lesson]
    asked = next((each for each in found.data.activities.values() if each.before in results.lessons), None)
    if asked is None:
        return None
    earlier = results.lessons[asked.before]
    one, other = (partial(_counted, each, asked.of, {}) for each in (earlier, found))
    rows = []
    for key, work in found.work.items():
        before, now = one(earlier.work.get(key), "now"), other(work, "first")
        if before and now:
            rows.append(_Row(before[0], before[1], now[1]))
    return _course(rows) if rows else None


def _counted(
    lesson: LessonResults, name: str, known: dict[str, Trials], work: Work | None, which: Which
) -> tuple[str, Counts] | None:
    """Which form of an activity a learner marked, and what came of it; None where they marked none."""
    for activity in lesson.data.versions_of(name) if work else ():
        form = activity.name
        outcome = work and (work.first_try(form) if which == "first" else work.now.get(form))
        if not outcome or not outcome.marks:
            continue
        if form not in known:
            known[form] = trials(activity.article, signal(activity, activity.key))
        hits, misses, alarms, rejections = known[form].answered(outcome.marks)
        return activity.article.card.title or form, (hits, hits + misses, alarms, alarms + rejections)
    return None


def _course(rows: Sequence[_Row]) -> Course:
    forms = {}
    for form in sorted({row.form for row in rows}):
        some = [row for row in rows if row.form == form]
        forms[form] = (len(some), _added([row.before for row in some]), _added([row.now for row in some]))
    return Course(
        len(rows),
        _added([row.before for row in rows]),
        _added([row.now for row in rows]),
        _mean([row.now[0] / row.now[1] - row.before[0] / row.before[1] for row in rows]),
        _mean([row.now[2] / row.now[3] - row.before[2] / row.before[3] for row in rows]),
        forms,
    )


def _added(counts: Sequence[Counts]) -> Counts:
    hits, of, alarms, of_alarms = (sum(each) for each in zip(*counts, strict=True))
    return hits, of, alarms, of_alarms


def _mean(changes: Sequence[float]) -> tuple[float, float | None, float | None]:
    """The mean, and its interval: percentiles of the means of samples of as many learners, with replacement."""
    if len(changes) < 2:
        return fmean(changes), None, None
    chance = random.Random(len(changes))
    means = sorted(sum(chance.choices(changes, k=len(changes))) / len(changes) for _ in range(DRAWS))
    edge = int(DRAWS * (1 - SURE) / 2)
    return fmean(changes), means[edge], means[-1 - edge]


# In words


def _in_words(course: Course) -> Iterator[str]:
    n = "1 learner" if course.learners == 1 else f"{course.learners} learners"
    yield f"{n} did both checks. Nobody is graded on them."
    yield _worth(course.hits, course.now[1] // course.learners, "hits")
    yield _worth(course.alarms, course.now[3] // course.learners, "false alarms")
    yield (
        "The two forms were made to be equally hard, and no class had tried them. So they went by turns. Where both "
        "halves of the class changed alike, the form is not the reason."
    )


def _worth(found: tuple[float, float | None, float | None], of: int, what: str) -> str:
    """How many of a check's sentences a learner has more or fewer, and from where to where that may be."""
    mean, low, high = (None if each is None else each * of for each in found)
    said = f"{what[:1].upper()}{what[1:]}: on average {_so_many(mean or 0)} of {of} for each learner."
    if low is None or high is None:
        return f"{said} One learner alone shows nothing of a class."
    range_of = f"In other classes like this one it might be anything from {_so_many(low)} to {_so_many(high)}"
    chance = low <= 0 <= high
    return f"{said} {range_of}{': so it may be chance.' if chance else ': so it is more than chance.'}"


def _so_many(n: float) -> str:
    return f"{abs(n):.1f} {'fewer' if n < 0 else 'more'}" if round(n, 1) else "none more"
