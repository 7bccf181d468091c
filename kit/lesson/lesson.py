"""What a lesson notebook calls: questions, marks, comparison with the key, and progress, all saved as they are made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import Any, TypeVar

from kit.activity.answers import NAMELESS, AnswerFile, learner, set_learner
from kit.activity.labels import Label
from kit.annotate.sources import Source
from kit.annotation import Annotation
from kit.article import Article
from kit.widgets import Highlighter, question
from kit.widgets.claim_form import ClaimForm
from kit.widgets.progress import Progress
from kit.widgets.question import Question
from kit.widgets.source_form import SourceForm
from kit.widgets.swap import Swap
from kit.widgets.tokens import Unit

__all__ = ["Closed", "Lesson", "closed"]

Asked = TypeVar("Asked", Question, Swap)
Filled = TypeVar("Filled", SourceForm, ClaimForm)


class Lesson:
    """A lesson in progress: makes its activities, restores their answers, saves each change, and ticks off steps.

    ``name`` is that of its notebook, without the ending; ``steps`` maps each activity, in order, to its title.
    """

    def __init__(self, name: str, title: str, steps: Mapping[str, str]) -> None:
        self.name = name
        self.titles = steps
        self._progress = Progress(
            steps,
            title=title,
            note=f"You are working as “{learner()}”. Your answers are saved on this computer as you make them.",
        )
        self._highlighters: dict[str, Highlighter] = {}
        self._ledgers: dict[str, SourceForm] = {}
        self._claims: dict[str, ClaimForm] = {}

    def progress(self) -> Progress:
        """The steps of the lesson, ticked off as they are done; it may be shown more than once."""
        return self._progress

    def choose(self, activity: str, prompt: str, options: Mapping[str, str]) -> Question:
        """A question with answers to choose from; each answer maps to what is said to whoever chose it."""
        return self._ask(activity, lambda rest: question.choose(prompt, options, **rest))

    def estimate(
        self, activity: str, prompt: str, *, unit: str, bounds: Sequence[float], reveal: Callable[[float], str]
    ) -> Question:
        """A question answered with a number; ``reveal`` says what is so, given the estimate."""
        return self._ask(
            activity, lambda rest: question.estimate(prompt, unit=unit, bounds=bounds, reveal=reveal, **rest)
        )

    def write(self, activity: str, prompt: str, *, reveal: str | Callable[[str], str]) -> Question:
        """A question answered in the learner's own words; ``reveal`` is what another reader said, or says to them."""
        return self._ask(activity, lambda rest: question.write(prompt, reveal=reveal, **rest))

    def check(self, activity: str, prompt: str, *, button: str, reveal: Callable[[], str]) -> Question:
        """A step taken with one button; ``reveal`` does it, and raises ``ValueError`` to say what has to come first."""
        return self._ask(activity, lambda rest: question.check(prompt, button=button, reveal=reveal, **rest))

    def swap(self, activity: str, article: Article, phrase: str, *, prompt: str, thought: str) -> Swap:
        """A phrase to put another way, beside the printed one; then ``thought`` is what another reader says of it."""
        return self._ask(activity, lambda rest: Swap(article, phrase, prompt=prompt, thought=thought, **rest))

    def sign_in(self, activity: str, prompt: str) -> Question:
        """Ask for the name or pseudonym that answers are kept under."""

        def sign(name: str) -> str:
            before = learner()
            try:
                kept = set_learner(name)
            except OSError as error:
                raise ValueError(f"The name could not be saved: {error.strerror or error}.") from error
            self._progress.tick(activity)
            still = f"This page still shows the answers of “{before}”. " if before not in (kept, NAMELESS) else ""
            return (
                f"From now on your answers are kept under “{kept}”.\n\n"
                f"{still}Choose Run ▸ Run All Cells once more, so that this page knows you too."
            )

        known = learner() if learner() != NAMELESS else ""
        self._progress.tick(activity, done=bool(known))
        answer = {"value": known, "submitted": False} if known else None
        step = self._step(activity)
        return Question(kind="text", step=step, prompt=prompt, button="Use this name", reveal=sign, answer=answer)

    def mark(
        self,
        activity: str,
        article: Article,
        *,
        layer: str,
        labels: Sequence[Label | str],
        unit: Unit = "word",
        enough: int = 1,
        title: str = "",
    ) -> Highlighter:
        """An article to mark; the step is done at ``enough`` marks."""
        file = AnswerFile(self.name, activity)
        make = partial(Highlighter, article, layer=layer, labels=labels, unit=unit)
        # Marks made before the article's blocks were cut otherwise are set aside like damaged ones.
        before = file.load_marks(article, fits=lambda marks: make(annotations=marks))

        def save(annotations: Iterable[Annotation]) -> None:
            marks = list(annotations)
            self._progress.tick(activity, done=len(marks) >= enough)
            file.save_marks(marks, article)

        widget = make(
            annotator=f"learner:{learner()}",
            annotations=before,
            save=save,
            title=" · ".join(filter(None, [self._step(activity), title])),
            notice=file.problem,
        )
        self._progress.tick(activity, done=len(before) >= enough)
        self._highlighters[activity] = widget
        return widget

    def compare(
        self,
        activity: str,
        marked: str,
        references: Mapping[str, Iterable[Annotation]],
        *,
        prompt: str,
        button: str,
        enough: int,
        summary: Callable[[Sequence[Annotation]], str],
    ) -> Question:
        """A button that compares the marks of the activity ``marked`` with others', once there are ``enough``."""
        widget = self._highlighters[marked]

        def reveal() -> str:
            found = len(widget.annotations)
            if found < enough:
                raise ValueError(f"First mark at least {enough}; you have marked {found}. A guess is fine.")
            widget.compare(references)
            return summary(widget.annotations)

        return self.check(activity, prompt, button=button, reveal=reveal)

    def ledger(self, activity: str, prompt: str, *, enough: int = 1) -> SourceForm:
        """A ledger of sources to fill in; the step is done at ``enough`` speakers."""
        self._ledgers[activity] = widget = self._table(activity, partial(SourceForm, prompt), enough)
        return widget

    def compare_ledger(
        self, activity: str, filled: str, found: Sequence[Source], *, prompt: str, button: str, enough: int
    ) -> Question:
        """A button that compares the ledger ``filled`` with another, once it has ``enough`` speakers."""
        widget = self._ledgers[filled]

        def reveal() -> str:
            if len(widget.filled) < enough:
                raise ValueError(f"First name at least {enough} speakers; you have named {len(widget.filled)}.")
            counts = widget.compare(found)
            return (
                f"You and the key agree on {counts['agree']} speakers; {counts['differ']} you both have, and describe "
                f"differently; {counts['missed']} stand in the key alone, {counts['extra']} in yours alone."
            )

        return self.check(activity, prompt, button=button, reveal=reveal)

    def claims(
        self, activity: str, prompt: str, claims: Sequence[str], *, labels: Sequence[Label], enough: int
    ) -> ClaimForm:
        """Claims to sort and to settle; the step is done when ``enough`` are filled in."""
        self._claims[activity] = widget = self._table(activity, partial(ClaimForm, prompt, claims, labels), enough)
        return widget

    def compare_claims(
        self, activity: str, filled: str, entries: Sequence[Annotation], *, prompt: str, button: str, enough: int
    ) -> Question:
        """A button that compares the claims ``filled`` with a key's entries on them, once there are ``enough``."""
        widget = self._claims[filled]

        def reveal() -> str:
            if (done := len(widget.filled)) < enough:
                raise ValueError(
                    f"First fill in at least {enough} claims, each with its kind and what would settle it; "
                    f"you have filled in {done}."
                )
            agree = widget.compare(entries)
            return (
                f"Of the {done} claims that you filled in, the key has the same kind for {agree}. "
                "Its reasons stand below each claim."
            )

        return self.check(activity, prompt, button=button, reveal=reveal)

    def _table(self, activity: str, make: Callable[..., Filled], enough: int) -> Filled:
        """Make a table to fill in that is saved under its activity and ticks it off at ``enough`` rows."""
        file = AnswerFile(self.name, activity)

        def fits(answer: dict[str, Any]) -> object:
            return make(rows=answer.get("rows", []))

        def save(rows: list[dict[str, str]]) -> None:
            self._progress.tick(activity, done=len(widget.filled) >= enough)
            file.save_words({"rows": rows})

        rows = file.load_words(fits).get("rows", [])
        widget: Filled = make(rows=rows, save=save, step=self._step(activity), status=file.problem)
        self._progress.tick(activity, done=len(widget.filled) >= enough)
        return widget

    def _step(self, activity: str) -> str:
        """Where the activity stands in the lesson; nothing for one beside its steps."""
        names = list(self.titles)
        return f"Step {names.index(activity) + 1} of {len(names)}" if activity in names else ""

    def _ask(self, activity: str, make: Callable[[dict[str, Any]], Asked]) -> Asked:
        """Make a question that is saved under its activity and ticks it off."""
        file = AnswerFile(self.name, activity)
        answer = file.load_words()
        asked = make({"answer": answer, "save": file.save_words, "status": file.problem, "step": self._step(activity)})

        def tick(*_: Any) -> None:
            self._progress.tick(activity, done=bool(asked.revealed))

        asked.observe(tick, "revealed")
        tick()
        return asked


@dataclass(frozen=True, slots=True)
class Closed:
    """What answers a question, closed until the learner opens it: ``html`` behind the words ``prompt``."""

    prompt: str
    html: str

    def _repr_html_(self) -> str:
        return (
            "<details class='kit-closed' style='margin:.25rem 0 .75rem'>"
            "<summary data-lm-suppress-shortcuts='true' style='box-sizing:border-box;max-width:46rem;"
            "padding:.55rem .9rem;border:1px solid #767680;border-radius:8px;font-weight:600;cursor:pointer'>"
            f"{escape(self.prompt)}</summary>"
            "<div style='display:grid;grid-template-columns:minmax(0,1fr);gap:1rem;margin-top:.75rem'>"
            f"{self.html}</div></details>"
        )


def closed(prompt: str, *views: Any) -> Closed:
    """Charts, tables and sentences that answer a question, to be opened when a guess has been made.

    >>> closed("Guessed? Then look.", "It is 5 < 6.").html
    '<p>It is 5 &lt; 6.</p>'
    """
    parts = (f"<p>{escape(view)}</p>" if isinstance(view, str) else view._repr_html_() for view in views)
    return Closed(prompt, "".join(parts))
