"""What a lesson notebook calls: its activities, shown one by one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any

from kit.activity.activity import Activity, Kind
from kit.activity.figures import figures_of
from kit.activity.learners import signed_in
from kit.activity.lesson_file import read_lesson
from kit.activity.owner import Owner
from kit.activity.templates import fill, than_guess
from kit.activity.texts import Text
from kit.annotate.quotes.describe import describe_quotes
from kit.annotation import Annotation
from kit.lesson.about import About
from kit.lesson.answers import Answers
from kit.lesson.beside import Beside
from kit.lesson.earlier import marked_before
from kit.lesson.pairs import Pairs
from kit.lesson.steps import Steps
from kit.lesson.versions import Versions
from kit.reading import Reading
from kit.widgets import Highlighter, question
from kit.widgets.another import Another
from kit.widgets.claim_form import ClaimForm
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
        self._pairs = Pairs(self._data)
        self._owner = Owner()
        self._versions = Versions(self._data, self._owner)
        self._steps = Steps(self._data, self._owner, self._note())
        self._answers = Answers(name, self._owner, where=self._steps.where, tick=self._tick)

    def progress(self) -> Progress:
        """The steps of the lesson, ticked off as they are done; it may be shown more than once."""
        return self._steps.shown

    def _note(self) -> str:
        """As whom a learner works, and whether a class stands beside."""
        return " ".join(filter(None, [who_works(), self._beside.classmates.note]))

    def _tick(self, name: str, *, done: bool) -> None:
        """Say whether an activity is done."""
        self._steps.tick(name, done=done)
        if done:
            self._pairs.done(name)

    def reading(self, text: str) -> Reading:
        """One of the lesson's texts, read, for a chart: by the key in those layers for which the lesson says so."""
        return self._text(text).reading

    def about(self, text: str) -> About:
        """What to know before reading one of the lesson's texts: whose it is, background, hard words; and the whole."""
        return About(self._text(text))

    def answered(self, name: str) -> tuple[Activity, Any]:
        """An activity, and what stands there by now, as it is on the disk: a value, or None where there is none."""
        activity = self._data[name]
        return activity, self._answers.now(activity)

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
        make = partial(question.choose, fill(activity.prompt, known), options, others=others)
        return self._answers.ask(activity, make)

    def estimate(self, name: str) -> Question:
        """A question answered with a number."""
        activity, known = self._open(name, "estimate")

        def reveal(guess: float) -> str:
            known["guess"], known["than_guess"] = lambda: f"{guess:g}", than_guess(known, guess)
            return fill(activity.reveal, known)

        unit = fill(activity.measure, known)
        bounds = [float(fill(str(bound), known)) for bound in activity.bounds]
        others = self._beside.classmates.question(activity, bounds=bounds)
        make = partial(question.estimate, fill(activity.prompt, known), unit=unit, bounds=bounds, reveal=reveal)
        return self._answers.ask(activity, partial(make, others=others))

    def write(self, name: str) -> Question:
        """A question answered in the learner's own words."""
        activity, known = self._open(name, "write")

        def reveal(words: str) -> str:
            return fill(activity.reveal, {**known, "quotes_found": lambda: describe_quotes(words)})

        every = "{quotes_found}" in activity.reveal  # what the program finds in one's own words is worth comparing
        make = partial(question.write, fill(activity.prompt, known), reveal=reveal, every=every)
        return self._answers.ask(activity, make)

    def swap(self, name: str) -> Swap:
        """A phrase to put another way, beside the printed one; then what another reader says of it."""
        activity, known = self._open(name, "swap")
        prompt, thought = fill(activity.prompt, known), fill(activity.reveal, known)
        make = partial(Swap, activity.article, activity.phrase, reference=activity.reference)
        return self._answers.ask(activity, partial(make, prompt=prompt, thought=thought))

    def another(self) -> Another:
        """The same lesson on another article: it is chosen or brought here, and written among lessons of one's own."""
        from kit.making.another import another  # what makes lessons, which only whoever asks for one waits for

        return Another(partial(another, self.name))

    def sign_in(self, name: str) -> Question:
        """The question for the name or pseudonym that answers are kept under."""
        activity, _ = self._open(name, "sign_in")
        asked = sign_in(activity.prompt, signed=self.signed, step=self._steps.where(name))
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
            self._steps.shown.note = self._note()

    def mark(self, name: str) -> Highlighter | VersionsWidget:
        """A text to mark; where it is there in plain words too, both, with a switch; of forms by turns, one."""
        activity, _ = self._open(name, "mark")
        return self._versions.mark(name, self._marked) if name in self._data.versions else self._marked(activity)

    def _marked(self, activity: Activity) -> Highlighter:
        """A text to mark, or one version of it; enough marks in either are enough."""
        make = partial(
            Highlighter,
            activity.article,
            layer=activity.layer,
            labels=activity.labels,
            unit=activity.unit,
            several=activity.several,
            annotator=f"learner:{signed_in().folder}",
            glossary=activity.text.glossary if activity.text else {},
            bare=activity.telling,
        )
        title = self._data[activity.base or activity.name].title  # alike for each: the switch above says which it is
        widget = self._answers.mark(activity, make, title=title, enough=partial(self._versions.note, activity))
        self._beside.highlighters[activity.name] = widget
        return widget

    def sources(self, name: str) -> SourceForm:
        """A table of sources to fill in."""
        activity, known = self._open(name, "sources")
        make = partial(SourceForm, fill(activity.prompt, known), reference=activity.reference)
        widget = self._answers.fill(activity, make)
        self._beside.source_forms[name] = widget
        return widget

    def claims(self, name: str) -> ClaimForm:
        """Claims to sort and to settle."""
        activity, known = self._open(name, "claims")
        words = [activity.article.covered(claim) for claim in activity.entries]
        make = partial(ClaimForm, fill(activity.prompt, known), words, activity.labels, reference=activity.reference)
        widget = self._answers.fill(activity, partial(make, plain=list(activity.plain_claims)))
        self._beside.claim_forms[name] = widget
        return widget

    def table(self, name: str) -> TableForm:
        """A table to fill in, of fixed rows or of one's own."""
        activity, known = self._open(name, "table")
        make = partial(TableForm, fill(activity.prompt, known), activity.columns, activity.rows, enough=activity.enough)
        widget = self._answers.fill(activity, make)
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

        texts = [each.name for each in self._data.versions_of(asked.of)]
        marks = [one.model_id for name, one in self._beside.highlighters.items() if name in texts]
        check = partial(question.check, fill(asked.prompt, known), button=asked.button, reveal=reveal, marks=marks)
        made = self._answers.ask(
            asked,
            check,
            first=lambda: self._answers.keep_first(self._versions.now(asked.of).name),
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
                self._answers.keep_first(of().name)  # from here on one's marks are no longer one's own alone
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
