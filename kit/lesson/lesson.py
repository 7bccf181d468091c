"""What a lesson notebook calls: its activities, shown one by one, saved as they are made and ticked off."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache, partial
from pathlib import Path
from typing import Any, TypeVar

from kit.activity.activity import Activity, Kind
from kit.activity.answers import NAMELESS, PROGRESS, AnswerFile, learner, set_learner
from kit.activity.figures import figures_of
from kit.activity.lesson_file import read_lesson
from kit.activity.summaries import Marked, summaries_of
from kit.activity.templates import Known, fill
from kit.activity.texts import Text
from kit.annotate.quotes.describe import describe_quotes
from kit.annotation import Annotation
from kit.lesson.about import About
from kit.reading import Reading
from kit.widgets import Highlighter, question
from kit.widgets.claim_form import ClaimForm
from kit.widgets.progress import Progress
from kit.widgets.question import Question
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
            note=f"You are working as “{learner()}”. Your answers are saved on this computer as you make them.",
        )
        self._progress.observe(self._keep_progress, "steps")
        self._highlighters: dict[str, Highlighter] = {}
        self._source_forms: dict[str, SourceForm] = {}
        self._claim_forms: dict[str, ClaimForm] = {}

    def progress(self) -> Progress:
        """The steps of the lesson, ticked off as they are done; it may be shown more than once."""
        return self._progress

    def _keep_progress(self, change: Any) -> None:
        """Keep how many steps are done, for the list of lessons; if it cannot be kept, the list is behind, no more."""
        done = sum(step["done"] for step in change["new"])
        if done != sum(step["done"] for step in change["old"]):
            with suppress(OSError):
                AnswerFile(self.name, PROGRESS).save_words({"done": done, "steps": len(change["new"])})

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
        return self._ask(activity, lambda rest: question.choose(fill(activity.prompt, known), options, **rest))

    def estimate(self, name: str) -> Question:
        """A question answered with a number."""
        activity, known = self._open(name, "estimate")

        def reveal(guess: float) -> str:
            return fill(activity.reveal, {**known, "guess": lambda: f"{guess:g}"})

        unit = fill(activity.measure, known)
        bounds = [float(fill(str(bound), known)) for bound in activity.bounds]
        prompt = fill(activity.prompt, known)
        return self._ask(
            activity, lambda rest: question.estimate(prompt, unit=unit, bounds=bounds, reveal=reveal, **rest)
        )

    def write(self, name: str) -> Question:
        """A question answered in the learner's own words."""
        activity, known = self._open(name, "write")

        def reveal(words: str) -> str:
            return fill(activity.reveal, {**known, "quotes_found": lambda: describe_quotes(words)})

        return self._ask(activity, lambda rest: question.write(fill(activity.prompt, known), reveal=reveal, **rest))

    def swap(self, name: str) -> Swap:
        """A phrase to put another way, beside the printed one; then what another reader says of it."""
        activity, known = self._open(name, "swap")
        prompt, thought = fill(activity.prompt, known), fill(activity.reveal, known)
        bench = partial(Swap, activity.article, activity.phrase, prompt=prompt, thought=thought)
        return self._ask(activity, lambda rest: bench(**rest))

    def sign_in(self, name: str) -> Question:
        """The question for the name or pseudonym that answers are kept under."""
        activity, _ = self._open(name, "sign_in")

        def sign(chosen: str) -> str:
            before = learner()
            try:
                kept = set_learner(chosen)
            except OSError as error:
                raise ValueError(f"The name could not be saved: {error.strerror or error}.") from error
            self._progress.tick(name)
            still = f"\n\nThis page still shows the answers of “{before}”. Reload it, and it shows yours."
            return f"From now on your answers are kept under “{kept}”.{still if before not in (kept, NAMELESS) else ''}"

        known = learner() if learner() != NAMELESS else ""
        self._progress.tick(name, done=bool(known))
        return Question(
            kind="text",
            step=self._step(name),
            prompt=activity.prompt,
            button="Use this name",
            reveal=sign,
            answer={"value": known, "submitted": False} if known else None,
        )

    def mark(self, name: str) -> Highlighter:
        """A text to mark."""
        activity, _ = self._open(name, "mark")
        file, article = AnswerFile(self.name, name), activity.article
        glossary = activity.text.glossary if activity.text else {}
        make = partial(
            Highlighter,
            article,
            layer=activity.layer,
            labels=activity.labels,
            unit=activity.unit,
            several=activity.several,
        )
        # Marks made before the article's blocks were cut otherwise are set aside like damaged ones.
        before = file.load_marks(article, fits=lambda marks: make(annotations=marks))

        def save(annotations: Iterable[Annotation]) -> None:
            marks = list(annotations)
            self._progress.tick(name, done=len(marks) >= activity.enough)
            file.save_marks(marks, article)

        widget = make(
            annotator=f"learner:{learner()}",
            annotations=before,
            save=save,
            title=" · ".join(filter(None, [self._step(name), activity.title])),
            notice=file.problem,
            glossary=glossary,
        )
        self._progress.tick(name, done=len(before) >= activity.enough)
        self._highlighters[name] = widget
        return widget

    def sources(self, name: str) -> SourceForm:
        """A table of sources to fill in."""
        activity, known = self._open(name, "sources")
        widget = self._table(activity, partial(SourceForm, fill(activity.prompt, known)))
        self._source_forms[name] = widget
        return widget

    def claims(self, name: str) -> ClaimForm:
        """Claims to sort and to settle."""
        activity, known = self._open(name, "claims")
        words = [activity.article.covered(claim) for claim in activity.key]
        widget = self._table(activity, partial(ClaimForm, fill(activity.prompt, known), words, activity.labels))
        self._claim_forms[name] = widget
        return widget

    def compare(self, name: str) -> Question:
        """A button that sets what was marked, or filled in, beside the key, once there is enough of it."""
        asked, known = self._open(name, "compare")
        of = self._data[asked.of]
        compare = {"mark": self._compare_marks, "sources": self._compare_sources, "claims": self._compare_claims}
        said = partial(compare[of.kind], asked, of)
        if of.name not in self._highlighters | self._source_forms | self._claim_forms:
            raise ValueError(f"{name!r} compares {of.name!r}; show lesson.{of.kind}({of.name!r}) in a cell above it")

        def reveal() -> str:
            return fill(asked.reveal, {**figures_of(of.text), **said()})

        prompt = fill(asked.prompt, known)
        return self._ask(asked, lambda rest: question.check(prompt, button=asked.button, reveal=reveal, **rest))

    def _compare_marks(self, asked: Activity, of: Activity) -> Known:
        widget = self._highlighters[of.name]
        if (found := len(widget.annotations)) < of.enough:
            raise ValueError(f"First mark at least {of.enough}; you have marked {found}. A guess is fine.")
        widget.compare({"key": of.key} | ({"program": of.found} if asked.second_reader else {}))
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
        agree = widget.compare(of.key)
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
        file = AnswerFile(self.name, activity.name)

        def fits(answer: dict[str, Any]) -> object:
            return make(rows=answer.get("rows", []))

        def save(rows: list[dict[str, str]]) -> None:
            self._progress.tick(activity.name, done=len(widget.filled) >= activity.enough)
            file.save_words({"rows": rows})

        rows = file.load_words(fits).get("rows", [])
        widget: Filled = make(rows=rows, save=save, step=self._step(activity.name), status=file.problem)
        self._progress.tick(activity.name, done=len(widget.filled) >= activity.enough)
        return widget

    def _step(self, name: str) -> str:
        """Where the activity stands in the lesson; nothing for one beside its steps."""
        steps = list(self._data.steps.values())
        return next((f"Step {n} of {len(steps)}" for n, names in enumerate(steps, 1) if name in names), "")

    def _ask(self, activity: Activity, make: Callable[[dict[str, Any]], Asked]) -> Asked:
        """Make a question that is saved under its activity and ticks it off."""
        file = AnswerFile(self.name, activity.name)
        answer = file.load_words()
        step = self._step(activity.name)
        asked = make({"answer": answer, "save": file.save_words, "status": file.problem, "step": step})

        def tick(*_: Any) -> None:
            self._progress.tick(activity.name, done=bool(asked.revealed))

        asked.observe(tick, "revealed")
        tick()
        return asked
