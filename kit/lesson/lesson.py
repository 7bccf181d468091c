"""What a lesson notebook calls: its activities, shown one by one, saved as they are made and ticked off."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache, partial
from pathlib import Path
from typing import Any, TypeVar

from kit.activity.activity import Activity, Kind
from kit.activity.answer import Answer
from kit.activity.answers import PROGRESS, AnswerFile, MarksFile, save_progress
from kit.activity.figures import figures_of
from kit.activity.learners import signed_in
from kit.activity.lesson_file import read_lesson
from kit.activity.owner import Owner
from kit.activity.summaries import Marked, summaries_of
from kit.activity.templates import Known, fill
from kit.activity.texts import Text
from kit.annotate.quotes.describe import describe_quotes
from kit.annotation import Annotation
from kit.lesson.about import About
from kit.reading import Reading
from kit.widgets import Highlighter, question
from kit.widgets.another import Another
from kit.widgets.claim_form import ClaimForm
from kit.widgets.form import trouble
from kit.widgets.progress import Progress
from kit.widgets.question import Question
from kit.widgets.sign_in import sign_in, who_works
from kit.widgets.source_form import SourceForm
from kit.widgets.swap import Swap

__all__ = ["Lesson"]

Asked = TypeVar("Asked", Question, Swap)
Filled = TypeVar("Filled", SourceForm, ClaimForm)


class Lesson:
    """A lesson in progress: makes its activities, restores their answers, saves each change, and ticks off steps.

    ``name`` is that of its TOML, without the ending: one of the kit's own lessons, or one in a ``folder`` of your own.
    Each method shows an activity, by its name there. Raises as ``read_lesson`` does, and ``ValueError`` where an
    activity is shown by a method for another kind.
    """

    def __init__(self, name: str, *, folder: str | Path | None = None) -> None:
        self.name = name
        self._data = read_lesson(name, folder=folder)
        self._progress = Progress(
            self._data.steps,
            title=self._data.title,
            note=who_works(),
        )
        self._unseen = {activity.name for activity in self._data.activities.values() if activity.step}
        self._owner = Owner()
        self._count_file = AnswerFile(name, PROGRESS, owner=self._owner)
        self._missing: list[str] | None = None  # the titles of the steps that were not done when it was last kept
        self._highlighters: dict[str, Highlighter] = {}
        self._source_forms: dict[str, SourceForm] = {}
        self._claim_forms: dict[str, ClaimForm] = {}
        self._keep_first: dict[str, Callable[[], None]] = {}  # what is compared, as it is then

    def progress(self) -> Progress:
        """The steps of the lesson, ticked off as they are done; it may be shown more than once."""
        return self._progress

    def _tick(self, name: str, *, done: bool) -> None:
        """Say whether an activity is done, and keep how many steps are, for the list of lessons.

        They are not counted before all were shown, for until then it is not known how many are; where the count cannot
        be kept, the list is behind, no more.
        """
        self._progress.tick(name, done=done)
        self._unseen.discard(name)
        steps = self._progress.steps
        missing = [step["title"] for step in steps if not step["done"]]
        if not self._unseen and missing != self._missing:
            with suppress(OSError):
                save_progress(self._count_file, done=len(steps) - len(missing), steps=len(steps), missing=missing)
                self._missing = missing

    def reading(self, text: str) -> Reading:
        """One of the lesson's texts, read, for a chart: by the key in those layers for which the lesson says so."""
        return self._text(text).reading

    def about(self, text: str) -> About:
        """What to know before reading one of the lesson's texts: whose it is, background, hard words; and the whole."""
        return About(self._text(text))

    def choose(self, name: str) -> Question:
        """A question with answers to choose from."""
        activity, known = self._open(name, "choose")
        known["common"] = cache(lambda: fill(activity.common, known))
        options = {fill(answer, known): fill(said, known) for answer, said in activity.options.items()}
        return self._ask(activity, partial(question.choose, fill(activity.prompt, known), options))

    def estimate(self, name: str) -> Question:
        """A question answered with a number."""
        activity, known = self._open(name, "estimate")

        def reveal(guess: float) -> str:
            return fill(activity.reveal, {**known, "guess": lambda: f"{guess:g}"})

        unit = fill(activity.measure, known)
        bounds = [float(fill(str(bound), known)) for bound in activity.bounds]
        prompt = fill(activity.prompt, known)
        return self._ask(activity, partial(question.estimate, prompt, unit=unit, bounds=bounds, reveal=reveal))

    def write(self, name: str) -> Question:
        """A question answered in the learner's own words."""
        activity, known = self._open(name, "write")

        def reveal(words: str) -> str:
            return fill(activity.reveal, {**known, "quotes_found": lambda: describe_quotes(words)})

        every = "{quotes_found}" in activity.reveal  # what the program finds in one's own words is worth comparing
        return self._ask(activity, partial(question.write, fill(activity.prompt, known), reveal=reveal, every=every))

    def swap(self, name: str) -> Swap:
        """A phrase to put another way, beside the printed one; then what another reader says of it."""
        activity, known = self._open(name, "swap")
        prompt, thought = fill(activity.prompt, known), fill(activity.reveal, known)
        make = partial(Swap, activity.article, activity.phrase, reference=activity.reference)
        return self._ask(activity, partial(make, prompt=prompt, thought=thought))

    def another(self) -> Another:
        """The same lesson on another article: it is chosen or brought here, and written among lessons of one's own."""
        from kit.making.another import another  # what makes lessons, which only whoever asks for one waits for

        return Another(partial(another, self.name))

    def sign_in(self, name: str) -> Question:
        """The question for the name or pseudonym that answers are kept under."""
        activity, _ = self._open(name, "sign_in")
        asked = sign_in(activity.prompt, signed=self.signed, step=self._step(name))
        self._tick(name, done=bool(signed_in().name))
        return asked

    def signed(self) -> None:
        """Take note that somebody has signed in, here or in the window in which one hands in."""
        self._owner.follow()
        for activity in self._data.activities.values():
            if activity.kind == "sign_in":
                self._tick(activity.name, done=True)
        if self._owner.folder.name == signed_in().folder:  # else this page goes on with the answers of another
            self._progress.note = who_works()

    def mark(self, name: str) -> Highlighter:
        """A text to mark."""
        activity, _ = self._open(name, "mark")
        file = MarksFile(self.name, name, activity.article, owner=self._owner)

        def save(annotations: Sequence[Annotation]) -> None:
            self._tick(name, done=len(annotations) >= activity.enough)
            file.save(annotations)

        widget = Highlighter(
            activity.article,
            layer=activity.layer,
            labels=activity.labels,
            unit=activity.unit,
            several=activity.several,
            annotator=f"learner:{signed_in().folder}",
            save=save,
            title=" · ".join(filter(None, [self._step(name), activity.title])),
            glossary=activity.text.glossary if activity.text else {},
        )
        # Marks made before the article's blocks were cut otherwise are set aside like damaged ones.
        marks = file.load(widget.fits)
        widget.restore(marks, notice=trouble(file.aside, stuck=file.stuck))
        self._tick(name, done=len(marks) >= activity.enough)
        self._highlighters[name] = widget
        self._keep_first[name] = lambda: file.keep_first(widget.annotations)
        return widget

    def sources(self, name: str) -> SourceForm:
        """A table of sources to fill in."""
        activity, known = self._open(name, "sources")
        make = partial(SourceForm, fill(activity.prompt, known), reference=activity.reference)
        widget = self._table(activity, make)
        self._source_forms[name] = widget
        return widget

    def claims(self, name: str) -> ClaimForm:
        """Claims to sort and to settle."""
        activity, known = self._open(name, "claims")
        words = [activity.article.covered(claim) for claim in activity.entries]
        make = partial(ClaimForm, fill(activity.prompt, known), words, activity.labels, reference=activity.reference)
        widget = self._table(activity, make)
        self._claim_forms[name] = widget
        return widget

    def compare(self, name: str) -> Question:
        """A button that sets what was marked or filled in beside the key, or a program's, once it is enough."""
        asked, known = self._open(name, "compare")
        of = self._data[asked.of]
        compare = {"mark": self._compare_marks, "sources": self._compare_sources, "claims": self._compare_claims}
        said = partial(compare[of.kind], asked, of)
        if of.name not in self._highlighters | self._source_forms | self._claim_forms:
            raise ValueError(f"{name!r} compares {of.name!r}; show lesson.{of.kind}({of.name!r}) in a cell above it")

        def reveal() -> str:
            return fill(asked.reveal, {**figures_of(of.text), **said()})

        check = partial(question.check, fill(asked.prompt, known), button=asked.button, reveal=reveal)
        made = self._ask(asked, check, first=self._keep_first[of.name])
        for shown in (self._highlighters.get(of.name), self._highlighters.get(asked.also)):
            if shown:
                shown.observe(lambda _: made.outdate(), "_marks")
        if of.name not in self._highlighters:
            (self._source_forms | self._claim_forms)[of.name].observe(lambda _: made.outdate(), "rows")
        return made

    def _compare_marks(self, asked: Activity, of: Activity) -> Known:
        widget = self._highlighters[of.name]
        if (found := len(widget.annotations)) < of.enough:
            raise ValueError(f"First mark at least {of.enough}; you have marked {found}. A guess is fine.")
        references: dict[str, list[Annotation]] = {of.reference: of.entries}
        widget.compare(references | ({"program": of.found} if asked.second_reader else {}))
        return summaries_of(self._marked(asked, of.name, self._marked(asked, asked.also) if asked.also else None))

    def _marked(self, asked: Activity, name: str, also: Marked | None = None) -> Marked:
        widget = self._highlighters.get(name)
        return Marked(asked, self._data[name], widget.annotations if widget else [], also)

    def _compare_sources(self, asked: Activity, of: Activity) -> Known:
        widget = self._source_forms[of.name]
        if (named := len(widget.filled)) < of.enough:
            raise ValueError(f"First name at least {of.enough} speakers; you have named {named}.")
        counts = widget.compare(of.sources, of.article)
        return {status: partial(str, count) for status, count in counts.items()}

    def _compare_claims(self, asked: Activity, of: Activity) -> Known:
        widget = self._claim_forms[of.name]
        if (done := len(widget.filled)) < of.enough:
            raise ValueError(
                f"First fill in at least {of.enough} claims, each with its kind and what would settle it; "
                f"you have filled in {done}."
            )
        agree = widget.compare(of.entries)
        left_open = sum(finding.get("status") == "open" for finding in widget.findings)
        return {"filled": lambda: done - left_open, "agree": lambda: agree}

    def _text(self, name: str) -> Text:
        if name not in self._data.texts:
            raise ValueError(f"lesson {self.name} has no text {name!r}; it has {', '.join(self._data.texts) or 'none'}")
        return self._data.texts[name]

    def _open(self, name: str, kind: Kind) -> tuple[Activity, dict[str, Callable[..., object]]]:
        """An activity of this kind, and the figures that it may quote."""
        activity = self._data[name]
        if activity.kind != kind:
            raise ValueError(f"activity {name!r} is there to {activity.kind}; show it with lesson.{activity.kind}(…)")
        return activity, figures_of(activity.text)

    def _table(self, activity: Activity, make: Callable[..., Filled]) -> Filled:
        """Make a table to fill in that is saved under its activity and ticks it off at enough rows."""
        file = AnswerFile(self.name, activity.name, owner=self._owner)

        def save(answer: Answer) -> None:
            self._tick(activity.name, done=len(widget.filled) >= activity.enough)
            file.save(answer)

        widget: Filled = make(save=save, step=self._step(activity.name))
        rows = file.load(widget.fits)
        widget.restore(rows, status=trouble(file.aside, stuck=file.stuck))
        self._tick(activity.name, done=len(widget.filled) >= activity.enough)
        self._keep_first[activity.name] = widget.hand_in
        return widget

    def _step(self, name: str) -> str:
        """Where the activity stands in the lesson; nothing for one beside its steps."""
        steps = list(self._data.steps.values())
        return next((f"Step {n} of {len(steps)}" for n, names in enumerate(steps, 1) if name in names), "")

    def _ask(
        self, activity: Activity, make: Callable[..., Asked], *, first: Callable[[], None] = lambda: None
    ) -> Asked:
        """Make a question that is saved under its activity and ticks it off; ``first`` is called before it is saved."""
        file = AnswerFile(self.name, activity.name, owner=self._owner)

        def save(answer: Answer) -> None:
            first()
            file.save(answer)

        def tick(*_: Any) -> None:
            self._tick(activity.name, done=asked.done)

        asked: Asked = make(save=save, step=self._step(activity.name))
        answer = file.load(asked.fits)
        asked.restore(answer, status=trouble(file.aside, stuck=file.stuck))
        asked.observe(tick, "done")
        tick()
        return asked
