"""What a lesson notebook calls: its activities, shown one by one, saved as they are made and ticked off."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import cache, partial
from pathlib import Path
from typing import Any, TypeVar

from kit.activity.activity import Activity, Kind
from kit.activity.answer import Answer
from kit.activity.answers import PROGRESS, AnswerFile, MarksFile, save_progress
from kit.activity.figures import figures_of
from kit.activity.fitting import Fitting
from kit.activity.learners import signed_in
from kit.activity.lesson_file import read_lesson
from kit.activity.owner import Owner
from kit.activity.templates import fill
from kit.activity.texts import Text
from kit.annotate.quotes.describe import describe_quotes
from kit.annotation import Annotation
from kit.lesson.about import About
from kit.lesson.beside import Beside
from kit.lesson.earlier import marked_before
from kit.lesson.pairs import Pairs
from kit.lesson.versions import Versions
from kit.reading import Reading
from kit.widgets import Highlighter, question
from kit.widgets.another import Another
from kit.widgets.claim_form import ClaimForm
from kit.widgets.form import trouble
from kit.widgets.neighbour import Neighbour
from kit.widgets.packet import SavedPages
from kit.widgets.progress import Progress
from kit.widgets.question import Question
from kit.widgets.sign_in import sign_in, who_works
from kit.widgets.source_form import SourceForm
from kit.widgets.swap import Swap
from kit.widgets.table_form import TableForm
from kit.widgets.two_texts import TwoTexts
from kit.widgets.versions import Versions as VersionsWidget
from kit.widgets.versions import level_told

__all__ = ["Lesson"]

Asked = TypeVar("Asked", Question, Swap)
Filled = TypeVar("Filled", SourceForm, ClaimForm, TableForm)


class Lesson:
    """A lesson in progress: makes its activities, restores their answers, saves each change, and ticks off steps.

    ``name`` is that of its TOML, without the ending: one of the kit's own lessons, or one in a ``folder`` of your own.
    Each method shows an activity, by its name there. Raises as ``read_lesson`` does, and ``ValueError`` where an
    activity is shown by a method for another kind.
    """

    def __init__(self, name: str, *, folder: str | Path | None = None) -> None:
        self.name = name
        self._data = read_lesson(name, folder=folder)
        self._beside = Beside(self._data)
        self._progress = Progress(
            self._data.steps,
            title=self._data.title,
            note=self._note(),
        )
        self._pairs = Pairs(self._data)
        self._unseen = {activity.name for activity in self._data.activities.values() if activity.step}
        self._owner = Owner()
        self._versions = Versions(self._data, self._owner)
        self._count_file = AnswerFile(name, PROGRESS, owner=self._owner)
        self._missing: list[str] | None = None  # the titles of the steps that were not done when it was last kept
        self._keep_first: dict[str, Callable[[], None]] = {}  # what is compared, as it is then

    def progress(self) -> Progress:
        """The steps of the lesson, ticked off as they are done; it may be shown more than once."""
        return self._progress

    def _note(self) -> str:
        """As whom a learner works, and whether a class stands beside."""
        return " ".join(filter(None, [who_works(), self._beside.classmates.note]))

    def _tick(self, name: str, *, done: bool) -> None:
        """Say whether an activity is done, and keep how many steps are, for the list of lessons.

        They are not counted before all were shown, for until then it is not known how many are; where the count cannot
        be kept, the list is behind, no more.
        """
        self._progress.tick(name, done=done)
        if done:
            self._pairs.done(name)
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

    def answered(self, name: str) -> tuple[Activity, Any]:
        """An activity, and what stands there by now, as it is on the disk: a value, or None where there is none."""
        activity, file = self._data[name], AnswerFile(self.name, name, owner=self._owner)
        with suppress(OSError, ValueError):
            now = Fitting(activity).answer(file.there()).now
            return activity, now.value if now else None
        return activity, None

    def packet(self, name: str) -> SavedPages:
        """Saved pages to search and to open, which the lesson brings along."""
        if name not in self._data.packets:
            there = ", ".join(self._data.packets) or "none"
            raise ValueError(f"lesson {self.name} has no packet {name!r}; it has {there}")
        return SavedPages(self._data.packets[name])

    def pair(self, name: str) -> TwoTexts:
        """Two texts side by side; what one alone has is shown when a guess has been made. It may be shown again."""
        return self._pairs[name]

    def choose(self, name: str) -> Question:
        """A question with answers to choose from."""
        activity, known = self._open(name, "choose")
        known["common"] = cache(lambda: fill(activity.common, known))
        options = {fill(answer, known): fill(said, known) for answer, said in activity.options.items()}
        others = self._beside.classmates.question(activity, options=list(options))
        return self._ask(activity, partial(question.choose, fill(activity.prompt, known), options, others=others))

    def estimate(self, name: str) -> Question:
        """A question answered with a number."""
        activity, known = self._open(name, "estimate")

        def reveal(guess: float) -> str:
            return fill(activity.reveal, {**known, "guess": lambda: f"{guess:g}"})

        unit = fill(activity.measure, known)
        bounds = [float(fill(str(bound), known)) for bound in activity.bounds]
        others = self._beside.classmates.question(activity, bounds=bounds)
        make = partial(question.estimate, fill(activity.prompt, known), unit=unit, bounds=bounds, reveal=reveal)
        return self._ask(activity, partial(make, others=others))

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
        self._versions.follow()
        for activity in self._data.activities.values():
            if activity.kind == "sign_in":
                self._tick(activity.name, done=True)
        if self._owner.folder.name == signed_in().folder:  # else this page goes on with the answers of another
            self._progress.note = self._note()

    def mark(self, name: str) -> Highlighter | VersionsWidget:
        """A text to mark; where it is there in plain words too, both, with a switch; of forms by turns, one."""
        activity, _ = self._open(name, "mark")
        return self._versions.mark(name, self._marked) if name in self._data.versions else self._marked(activity)

    def _marked(self, activity: Activity) -> Highlighter:
        """A text to mark, or one version of it; enough marks in either are enough."""
        name = activity.name
        file = MarksFile(self.name, name, activity.article, owner=self._owner)

        def tick(marks: Sequence[Annotation]) -> None:
            self._tick(activity.base or name, done=self._versions.note(activity, marks))

        def save(annotations: Sequence[Annotation]) -> None:
            tick(annotations)
            file.save(annotations)

        widget = Highlighter(
            activity.article,
            layer=activity.layer,
            labels=activity.labels,
            unit=activity.unit,
            several=activity.several,
            annotator=f"learner:{signed_in().folder}",
            save=save,
            title=" · ".join(filter(None, [self._step(activity.base or name), activity.title])),
            glossary=activity.text.glossary if activity.text else {},
        )
        # Marks made before the article's blocks were cut otherwise are set aside like damaged ones.
        marks = file.load(widget.fits)
        widget.restore(marks, notice=trouble(file.aside, stuck=file.stuck))
        tick(marks)
        self._beside.highlighters[name] = widget
        self._keep_first[name] = lambda: file.keep_first(widget.annotations)
        return widget

    def sources(self, name: str) -> SourceForm:
        """A table of sources to fill in."""
        activity, known = self._open(name, "sources")
        make = partial(SourceForm, fill(activity.prompt, known), reference=activity.reference)
        widget = self._table(activity, make)
        self._beside.source_forms[name] = widget
        return widget

    def claims(self, name: str) -> ClaimForm:
        """Claims to sort and to settle."""
        activity, known = self._open(name, "claims")
        words = [activity.article.covered(claim) for claim in activity.entries]
        make = partial(ClaimForm, fill(activity.prompt, known), words, activity.labels, reference=activity.reference)
        widget = self._table(activity, partial(make, plain=list(activity.plain_claims)))
        self._beside.claim_forms[name] = widget
        return widget

    def table(self, name: str) -> TableForm:
        """A table to fill in, of fixed rows or of one's own."""
        activity, known = self._open(name, "table")
        make = partial(TableForm, fill(activity.prompt, known), activity.columns, activity.rows, enough=activity.enough)
        widget = self._table(activity, make)
        self._beside.table_forms[name] = widget
        return widget

    def compare(self, name: str) -> Question:
        """A button that sets what was marked or filled in beside the key, or a program's, once it is enough."""
        asked, known = self._open(name, "compare")
        self._shown(name, asked.of)

        def reveal() -> str:
            of, before = self._versions.now(asked.of), marked_before(asked.before, asked.of, self._owner)
            compared = self._beside.compare(asked, of, self._also(asked), before)
            return "\n\n".join(filter(None, [level_told(of), fill(asked.reveal, {**figures_of(of.text), **compared})]))

        check = partial(question.check, fill(asked.prompt, known), button=asked.button, reveal=reveal)
        made = self._ask(
            asked,
            check,
            first=lambda: self._keep_first[self._versions.now(asked.of).name](),
            kept=lambda: asked.of in self._data.versions and self._versions.is_enough(asked.of),
        )
        for each in (asked.of, asked.also):
            for activity in self._data.versions_of(each) if each else ():
                if activity.name in self._beside.highlighters:
                    self._beside.highlighters[activity.name].observe(lambda _: made.outdate(), "_marks")
            self._versions.observe(each, made.outdate)
        if asked.of in self._beside.forms:
            self._beside.forms[asked.of].observe(lambda _: made.outdate(), "rows")
        return made

    def _also(self, asked: Activity) -> Activity | None:
        """The other text that a comparison counts, in the version that the learner has."""
        return self._versions.now(asked.also) if asked.also else None

    def neighbour(self, name: str) -> Neighbour:
        """A neighbour's hand-in to open, whose marks are then set beside one's own."""
        asked, _ = self._open(name, "neighbour")
        self._shown(name, asked.of)

        def of() -> Activity:
            return self._versions.now(asked.of)

        def show(marks: Sequence[Annotation] | None) -> Mapping[str, Sequence[Annotation]]:
            if marks is not None:
                self._keep_first[of().name]()  # from here on one's marks are no longer one's own alone
            return self._beside.neighbour(of(), marks)

        widget = Neighbour(
            fill(asked.prompt, figures_of(self._data[asked.of].text)),
            self._data,
            of,
            mine=lambda: self._beside.highlighters[of().name].annotations,
            folder=lambda: self._owner.folder.name,
            show=show,
        )
        self._versions.observe(asked.of, widget.put_away)
        return widget

    def _shown(self, name: str, of: str) -> None:
        """Raise ``ValueError`` where the activity that another one compares was not shown above."""
        if self._versions.now(of).name not in self._beside:
            kind = self._data[of].kind
            raise ValueError(f"{name!r} compares {of!r}; show lesson.{kind}({of!r}) in a cell above it")

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
        self,
        activity: Activity,
        make: Callable[..., Asked],
        *,
        first: Callable[[], None] = lambda: None,
        kept: Callable[[], bool] = lambda: False,
    ) -> Asked:
        """Make a question that is saved under its activity and ticks it off; ``first`` is called before it is saved.

        Once answered it is done, also where it must be answered anew, if ``kept`` says so.
        """
        file = AnswerFile(self.name, activity.name, owner=self._owner)

        def save(answer: Answer) -> None:
            first()
            file.save(answer)

        def tick(*_: Any) -> None:
            self._tick(activity.name, done=asked.done or (bool(asked.given.tries) and kept()))

        asked: Asked = make(save=save, step=self._step(activity.name))
        answer = file.load(asked.fits)
        asked.restore(answer, status=trouble(file.aside, stuck=file.stuck))
        asked.observe(tick, "done")
        tick()
        return asked
