"""What a class did, from its file, in the words and the data that widgets set beside one's own answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from math import floor, log10
from typing import Any, NamedTuple

from kit.activity.activity import Activity
from kit.activity.class_file import NAMED, ClassAnswers, ClassFile, class_file_path, read_class_file, units
from kit.agreement.units import touched
from kit.annotate.sources import Source
from kit.annotation import Annotation, Span
from kit.article import Article
from kit.widgets.strings import say

__all__ = ["Classmates", "bins"]

_MOST_BINS = 8
Bars = dict[str, Any]  # {"title": …, "bars": [{"label": …, "count": n, "mine": bool}]}


class Classmates:
    """The class in a lesson, where a class file lies in the working folder; else there is nothing to show of one.

    ``note`` says whose file it is, or that it cannot be read: a lesson goes on without. All that is shown was answered
    before the key was seen.
    """

    def __init__(self, lesson: str) -> None:
        self.note = ""
        self._class: ClassFile | None = None
        self._answers: Mapping[str, ClassAnswers] = {}
        try:
            found = read_class_file(class_file_path())
        except FileNotFoundError:
            return
        except (ValueError, OSError) as error:
            self.note = say("beside.unread", why=error)
            return
        self._class, self._answers = found, found.lessons.get(lesson, {})
        if self._answers:
            about = {"name": found.name, "n": found.learners}
            self.note = say("beside.synthetic-note", **about) if found.synthetic else say("beside.note", **about)

    def _of(self, activity: Activity) -> ClassAnswers | None:
        answers = self._answers.get(activity.name)
        return answers if answers and answers.fits(activity) else None

    @property
    def _who(self) -> str:
        return say("beside.synthetic") if self._class and self._class.synthetic else say("beside.class")

    # Marks

    def marks(self, activity: Activity) -> list[Annotation] | None:
        """The class as a reader: what at least half of it marked, each with how many; ``None`` where there is no class.

        A word counts under whatever label, and has the label that most chose; of a block at least half must have
        chosen one.
        """
        answers = self._of(activity)
        if answers is None:
            return None
        spans, found = units(activity.article, activity.unit), []
        for run in _runs(activity, answers, spans):
            span = Span(spans[run.first].start, spans[run.last].end)
            why = self._many(activity, answers, run)
            found.append(Annotation(*span, activity.layer, run.label, "class", attributes={"why": why}))
        return found

    def marked(self, activity: Activity) -> Callable[[Annotation], str] | None:
        """What tells of a mark, or of an entry of a key, how many of the class marked the same place."""
        answers = self._of(activity)
        if answers is None:
            return None
        spans = units(activity.article, activity.unit)

        def said(mark: Annotation) -> str:
            numbers = touched(spans, mark)
            n = max(numbers, key=lambda each: answers.first.get(str(each), {}).get("", 0), default=-1)
            counts = answers.first.get(str(n), {})
            about = {"n": counts.get("", 0), "all": answers.answered, "who": self._who}
            if not counts:
                return say("beside.marked-none", **about)
            key = "beside.marked" if len(numbers) == 1 or activity.unit == "block" else "beside.marked-word-of"
            return f"{say(key, **about)} {self._labels(activity, counts)}".rstrip()

        return said

    def _many(self, activity: Activity, answers: ClassAnswers, run: _Run) -> str:
        about = {"n": run.least, "most": run.most, "all": answers.answered, "who": self._who}
        said = say("beside.marked", **about) if run.least == run.most else say("beside.marked-words", **about)
        return f"{said} {self._labels(activity, answers.first[str(run.foremost)])}".rstrip()

    def _labels(self, activity: Activity, counts: Mapping[str, int]) -> str:
        """Which labels, the most chosen first, where there is more than one."""
        titles = activity.titles
        given = sorted(
            ((n, name) for name, n in counts.items() if name in titles), key=lambda each: (-each[0], each[1])
        )
        named = [f"{titles[name]} {n}" for n, name in given]
        return say("beside.labels", labels=", ".join(named)) if len(named) > 1 else ""

    # Questions and tables

    def question(self, activity: Activity, options: Sequence[str] = (), bounds: Sequence[float] = ()) -> Answered:
        """What sets the class's answers beside one's own, once that is given, as bars; nothing where there is none."""
        answers = self._of(activity)
        if answers is None:
            return lambda value: {}
        counts = answers.first.get("", {})
        title = say("beside.question", who=self._who, n=answers.answered)
        if options:
            given = [(option, counts.get(option, 0)) for option in options]
            return lambda value: _bars(title, [(label, n, label == value) for label, n in given])
        numbers = {float(number): n for number, n in counts.items() if _is_within(number, bounds)}
        return lambda value: _bars(title, bins(numbers, value))

    def named(self, activity: Activity) -> Callable[[Source], str] | None:
        """What tells how many of the class named a speaker."""
        answers = self._of(activity)
        if answers is None:
            return None
        counts, about = answers.first, {"all": answers.answered, "who": self._who}
        return lambda source: say("beside.named", n=counts.get(source.speaker or "", {}).get(NAMED, 0), **about)

    def sorted(self, activity: Activity) -> Callable[[str], str] | None:
        """What tells which kinds the class chose for a claim."""
        answers = self._of(activity)
        if answers is None:
            return None
        titles = activity.titles

        def said(claim: str) -> str:
            given = answers.first.get(claim, {})
            chosen = sorted(
                ((n, titles[name]) for name, n in given.items() if name in titles), key=lambda each: -each[0]
            )
            about = {"n": sum(given.values()), "who": self._who}
            return (
                say("beside.sorted", kinds=", ".join(f"{title} {n}" for n, title in chosen), **about) if chosen else ""
            )

        return said


Answered = Callable[[Any], Bars]


class _Run(NamedTuple):
    """Words, or a block, that at least half of a class marked: from the least to the most, and where that was."""

    first: int
    last: int
    label: str
    least: int
    most: int
    foremost: int


def _runs(activity: Activity, answers: ClassAnswers, spans: Sequence[Span]) -> Iterator[_Run]:
    run: _Run | None = None
    for n in range(len(spans)):
        counts = answers.first.get(str(n), {})
        labels = {name: count for name, count in counts.items() if name}
        label = min(labels, key=lambda name: (-labels[name], name), default="")
        count = labels.get(label, 0) if activity.unit == "block" else counts.get("", 0)
        if not label or 2 * count < answers.answered:
            continue
        if run and activity.unit == "word" and label == run.label and _goes_on(activity.article, spans, run.last, n):
            foremost = n if count > run.most else run.foremost
            run = _Run(run.first, n, label, min(run.least, count), max(run.most, count), foremost)
            continue
        if run:
            yield run
        run = _Run(n, n, label, count, count, n)
    if run:
        yield run


def _goes_on(article: Article, spans: Sequence[Span], last: int, n: int) -> bool:
    """Whether a word follows another with nothing but space and quotation marks between, in one paragraph."""
    between = article.text[spans[last].end : spans[n].start]
    return n == last + 1 and "\n" not in between and not any(sign in ".!?;:,()" for sign in between)


def _is_within(number: str, bounds: Sequence[float]) -> bool:
    try:
        return bounds[0] <= float(number) <= bounds[1]
    except ValueError:
        return False


def bins(numbers: Mapping[float, int], own: float) -> list[tuple[str, int, bool]]:
    """Numbers in steps of one width, eight or so, from the least to the largest: what each step is called, how many
    it has, and whether one's ``own`` number lies in it.

    >>> bins({3: 2, 4: 1, 6: 4}, 5), bins({30: 1, 41: 2, 118: 4}, 35)[:2]
    ([('3', 2, False), ('4', 1, False), ('5', 0, True), ('6', 4, False)], [('20–39', 1, True), ('40–59', 2, False)])
    """
    if not numbers:
        return []
    low, high = min(own, *numbers), max(own, *numbers)
    rough = max((high - low) / _MOST_BINS, 1)
    size = 10 ** int(log10(rough))
    width = next(size * step for step in (1, 2, 5, 10) if size * step >= rough)
    steps = range(floor(low / width), floor(high / width) + 1)
    counts = Counter(dict.fromkeys(steps, 0))
    for number, n in numbers.items():
        counts[floor(number / width)] += n
    called = {step: f"{step * width}" if width == 1 else f"{step * width}–{(step + 1) * width - 1}" for step in steps}
    return [(called[step], counts[step], step == floor(own / width)) for step in steps]


def _bars(title: str, given: Sequence[tuple[str, int, bool]]) -> Bars:
    if not any(n for _, n, _ in given):
        return {}
    return {"title": title, "bars": [{"label": label, "count": n, "mine": mine} for label, n, mine in given]}
