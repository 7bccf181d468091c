"""A lesson's questions, one at a time, as plain data: what the class answered, and what the lesson then says.

First answers count, those that were given before anything was revealed; what is answered by now stands beside them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from kit.activity.activity import Activity
from kit.activity.columns import Column
from kit.activity.figures import figures_of
from kit.activity.summaries import Marked
from kit.activity.templates import fill, shared_end
from kit.classroom.answer_words import answer_words
from kit.classroom.bars import bars_of_choices, bars_of_numbers, figure_in
from kit.classroom.credits import credit_of
from kit.classroom.notes import Starred
from kit.classroom.passage import passage_of
from kit.classroom.question_items import around, items_of, labels_of_marks
from kit.classroom.results import ClassResults, Item, LessonResults, Outcome
from kit.classroom.reveals import of_the_class, parted, said_of_the_class, without_guess
from kit.segment.blocks import find_blocks

__all__ = ["questions"]

_MOST_SUMMED = 100  # learners whose hits and false alarms are worked out, 2 ms each: a class, and not a school


def questions(results: ClassResults, lesson: str, starred: Starred = ()) -> list[dict[str, Any]]:
    """The questions of a lesson in order, each as plain data that JSON can hold; a comparison is part of its own.

    ``starred`` are the written answers to talk about, each (key of the learner, lesson, activity): no other is given
    out. Learners are their numbers, which are their places in ``results.members``. Raises ``KeyError`` where nobody has
    handed in such a lesson.

    Each question has ``activity``, ``kind``, ``step`` (a title, or ""), ``place`` ([number of the step, steps], or
    null), ``prompt``, ``n`` (learners who answered), ``of`` (in the class), ``reveal`` (paragraphs: what the lesson
    says to all) and ``talk`` (paragraphs: what it asks the class then). By its kind it has more:

    - choose, estimate: ``bars``, each ``{"label", "count", "now", "said": [paragraphs], "who": [numbers]}``, and
      ``other``, how many answers are none of these. For an estimate, also ``unit``; ``median`` and ``median_now``; the
      ``figure`` that the lesson reveals, or null; and in each bar whether ``median`` and ``figure`` are in it.
    - mark, sources, claims: ``reference`` ("key" or "program"), ``labels`` (titles by name), ``items`` as ``items_of``
      gives them, and the numbers of some, those with most first: ``missed``, which are asked for and were not found,
      ``disputed``, on which the class is split, and ``traps``, which were taken.
      A mark has its ``unit`` ("word" or "block") too, its ``passage`` (``passage_of``) and whose that is, ``credit``
      (``credit_of``), and its items the words ``before`` and ``after`` them (``around``).
    - write, swap, table: ``answers``, each ``{"words", "who"}``, the starred ones. A table with fixed rows has
      ``tallies`` of the columns in which one chooses, each ``{"title", "rows": [[name, [[option, learners]]]]}``.
    """
    found = results.lessons[lesson]
    numbers = {member.key: n for n, member in enumerate(results.members)}
    steps = list(found.data.steps.values())
    asked = []
    for activity in found.data.every.values():
        # Not signing in, and not what compares, whose answer is in what it compares; and no key that is not to be seen.
        if activity.kind not in _KINDS or found.data.only_kept(activity):
            continue
        if activity.base and not any(activity.name in work.now for work in found.work.values()):
            continue  # another version of a text, which nobody has
        base = activity.base or activity.name
        place = next(([n, len(steps)] for n, names in enumerate(steps, 1) if base in names), None)
        head = {"activity": activity.name, "kind": activity.kind, "step": activity.step, "place": place}
        body = _KINDS[activity.kind](found, activity, numbers, starred)
        asked.append(head | {"of": len(results.members), "reveal": [], "talk": []} | body)
    return asked


def _tries(
    found: LessonResults, activity: Activity, numbers: Mapping[str, int], fits: Callable[[Any], bool]
) -> tuple[dict[int, Any], dict[int, Any], int]:
    """What learners answered first, and by now, by their numbers; and how many answered what is no answer to it."""
    first, now = dict[int, Any](), dict[int, Any]()
    for key, work in found.work.items():
        answer = work.answers.get(activity.name)
        if answer is None or not answer.tries:
            continue
        if not fits(answer.tries[0].value):
            continue
        first[numbers[key]] = answer.tries[0].value
        last = answer.now.value if answer.now else None
        now[numbers[key]] = last if fits(last) else first[numbers[key]]
    return first, now, sum(f"{activity.name}.json" in work.unread for work in found.work.values())


def _choose(found: LessonResults, activity: Activity, numbers: Mapping[str, int], _: Starred) -> dict[str, Any]:
    known = figures_of(activity.text)
    common = cache(lambda: fill(activity.common, known))
    told, to_all = shared_end(activity.options)
    known = {**known, "common": common}
    options = {fill(answer, known): fill(said, known) for answer, said in told.items()}
    first, now, other = _tries(found, activity, numbers, lambda value: isinstance(value, str) and value in options)
    bars = bars_of_choices(options, first, now)
    reveal = parted(common()) if to_all else []
    return {"prompt": fill(activity.prompt, known), "n": len(first), "bars": bars, "other": other, "reveal": reveal}


def _estimate(found: LessonResults, activity: Activity, numbers: Mapping[str, int], _: Starred) -> dict[str, Any]:
    known = figures_of(activity.text)
    low, high = (float(fill(str(bound), known)) for bound in activity.bounds)

    def fits(value: Any) -> bool:
        return type(value) in (int, float) and low <= value <= high

    first, now, other = _tries(found, activity, numbers, fits)
    figure = figure_in(activity.reveal, known, low, high)
    drawn = bars_of_numbers(low, high, first, now, figure)
    reveal = without_guess(activity.reveal, drawn["median"])
    return {
        "prompt": fill(activity.prompt, known), "n": len(first), "other": other, "unit": fill(activity.measure, known),
        "figure": figure, "reveal": parted(fill(reveal, known)), **drawn,
    }  # fmt: skip


def _write(found: LessonResults, activity: Activity, numbers: Mapping[str, int], starred: Starred) -> dict[str, Any]:
    known = figures_of(activity.text)
    n, answers = 0, list[dict[str, Any]]()
    for key, work in found.work.items():
        answer = work.answers.get(activity.name)
        words = _words(activity, answer.now.value if answer and answer.now else None)
        n += bool(words)
        if words and (key, found.data.name, activity.name) in starred:
            answers.append({"words": words, "who": numbers[key]})
    answers.sort(key=lambda each: each["who"])
    reveal = "" if "{quotes_found}" in activity.reveal else activity.reveal  # which is of one answer, not of a class's
    prompt = fill(activity.prompt, known)
    if activity.kind == "swap":
        prompt = f"“{activity.phrase}”\n\n{prompt}"
    return {"prompt": prompt, "n": n, "answers": answers, "reveal": parted(fill(reveal, known))}


def _table(found: LessonResults, activity: Activity, numbers: Mapping[str, int], starred: Starred) -> dict[str, Any]:
    said = _write(found, activity, numbers, starred)
    asks = _compares(found, activity)
    reveal = [part for part in parted(asks.reveal) if "{" not in part] if asks else []  # the rest is of one answer
    return said | {"reveal": reveal, "tallies": _tallies(found, activity)}


def _tallies(found: LessonResults, activity: Activity) -> list[dict[str, Any]]:
    """Of each column in which one chooses, how many by now chose what, in each of the fixed rows."""
    tables = [
        answer.now.value
        for work in found.work.values()
        if (answer := work.answers.get(activity.name)) and answer.now and answer.now.value
    ]

    def counts(row: int, column: Column) -> list[list[Any]]:
        return [[option, sum(table[row][column.name] == option for table in tables)] for option in column.options]

    chosen = [column for column in activity.columns if column.options and activity.rows]
    return [
        {"title": each.title, "rows": [[name, counts(n, each)] for n, name in enumerate(activity.rows)]}
        for each in chosen
    ]


def _words(activity: Activity, value: Any) -> str:
    """An answer in words; of a swap the wording alone, which is talked about whatever its writer says it changes."""
    if activity.kind == "swap" and value is not None:
        return str(value["wording"]).strip()
    return answer_words(activity, value)


def _items(found: LessonResults, activity: Activity, numbers: Mapping[str, int], _: Starred) -> dict[str, Any]:
    first, now = (found.outcomes(activity.name, numbers, which) for which in ("first", "now"))
    asked_for = found.items.get(activity.name, ())
    kinds = _kinds(found, activity, numbers) if activity.kind == "claims" else {}

    def labels(number: int, item: Item) -> Collection[str]:
        if activity.kind == "claims":
            return {label} if (label := kinds.get(number, {}).get(item.words)) else ()
        return labels_of_marks(first[number].marks, item)

    items = items_of(asked_for, first, now, labels)
    asks = _compares(found, activity)
    known = figures_of(activity.text)
    reveal, more = list[str](), dict[str, Any]()
    if activity.kind == "mark":
        more = {"unit": activity.unit, "passage": passage_of(activity, first), "credit": credit_of(activity)}
        blocks = find_blocks(activity.article.text)
        for item, each in zip(asked_for, items, strict=True):
            each |= around(activity.article, item, blocks)
    if asks:
        summed = activity.kind == "mark" and len(first) <= _MOST_SUMMED
        marked = list(_marked(found, numbers, asks, activity, first)) if summed else []
        reveal = of_the_class(asks, known, said_of_the_class(asked_for, first.values(), marked))
    return {
        "prompt": fill(activity.prompt, known) or activity.title, "n": len(first), "reference": activity.reference,
        "labels": activity.titles,
        "items": items,
        "missed": _most(items, lambda item: len(first) - item["agree"] if item["tier"] == "must" else 0),
        "disputed": _most(items, lambda item: item["dispute"]),
        "traps": _most(items, lambda item: item["trapped"]),
        "reveal": reveal,
        "talk": parted(fill(asks.prompt, known)) if asks else [],
        **more,
    }  # fmt: skip


def _compares(found: LessonResults, activity: Activity) -> Activity | None:
    """The activity that compares this one, where there is one."""
    base = activity.base or activity.name
    compares = (each for each in found.data.activities.values() if each.kind == "compare" and each.of == base)
    return next(compares, None)


def _marked(
    found: LessonResults, numbers: Mapping[str, int], asks: Activity, activity: Activity, first: Mapping[int, Outcome]
) -> Iterator[Marked]:
    """What learners marked, as summaries take it, with what they marked in the other text, if there is one."""
    others = found.data.versions_of(asks.also) if asks.also else ()
    beside = {each.name: found.outcomes(each.name, numbers, "first") for each in others}
    for number, outcome in first.items():
        other = next((each for each in others if number in beside[each.name]), others[0] if others else None)
        marks = beside[other.name][number].marks if other and number in beside[other.name] else ()
        yield Marked(asks, activity, outcome.marks, Marked(asks, other, marks) if other else None)


def _kinds(found: LessonResults, activity: Activity, numbers: Mapping[str, int]) -> dict[int, dict[Any, str]]:
    """The kinds that learners first gave to claims, by the words of each."""
    labels = {label.name for label in activity.labels}
    tables = {
        numbers[key]: answer.tries[0].value
        for key, work in found.work.items()
        if activity.name in work.now and (answer := work.answers.get(activity.name)) and answer.tries
    }
    return {
        number: {row.get("claim"): row["label"] for row in table if row.get("label") in labels}
        for number, table in tables.items()
    }


def _most(items: Sequence[Mapping[str, Any]], figure: Callable[[Mapping[str, Any]], float], most: int = 5) -> list[int]:
    """The numbers of the items of which a figure is largest, the largest first, and none of which it is nothing."""
    some = [item for item in items if figure(item) > 0]
    return [item["number"] for item in sorted(some, key=lambda item: (-figure(item), item["number"]))[:most]]


_KINDS = {
    "choose": _choose,
    "estimate": _estimate,
    "write": _write,
    "swap": _write,
    "mark": _items,
    "sources": _items,
    "claims": _items,
    "table": _table,
}
