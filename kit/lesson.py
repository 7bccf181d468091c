"""What a lesson notebook calls: questions, marks, comparison with the key, and progress, all saved as they are made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from kit.annotation import Annotation
from kit.answers import AnswerFile, learner, set_learner
from kit.article import Article
from kit.jsonl import read_annotations
from kit.readers.files import seed_folder
from kit.segment import FURNITURE
from kit.widgets import Highlighter, Label, question
from kit.widgets.progress import Progress
from kit.widgets.question import Question
from kit.widgets.tokens import Unit

__all__ = [
    "ARTICLE_OR_FURNITURE",
    "FURNITURE_KINDS",
    "Label",
    "Lesson",
    "as_article_or_furniture",
    "key",
    "key_from",
    "sorting_summary",
]

ARTICLE_OR_FURNITURE = (
    Label("article", "Article", "What the reporter or author wrote for this story"),
    Label("furniture", "Furniture", "What the outlet puts around every story"),
)

FURNITURE_KINDS = (
    Label("promo", "Promotion", "Asks you to subscribe, join, read in another language", letter="P"),
    Label("share", "Sharing", "Asks you to pass it on or to follow", letter="S"),
    Label("origin", "Origin", "Says where the text came from", letter="O"),
    Label("bio", "Biography", "About the author", letter="B"),
    Label("copyright", "Copyright", "Who owns it, and who may copy it", letter="C"),
    Label("disclaimer", "Disclaimer", "Who does not answer for it", letter="D"),
    Label("contact", "Contact", "Whom to write to", letter="T"),
    Label("comment", "Comments", "Where readers talk", letter="M"),
    Label("other", "Something else", "A line, a star, a picture credit", letter="E"),
)


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

    def write(self, activity: str, prompt: str, *, reveal: str) -> Question:
        """A question answered in the learner's own words; ``reveal`` is what another reader said."""
        return self._ask(activity, lambda rest: question.write(prompt, reveal=reveal, **rest))

    def check(self, activity: str, prompt: str, *, button: str, reveal: Callable[[], str]) -> Question:
        """A step taken with one button; ``reveal`` does it, and raises ``ValueError`` to say what has to come first."""
        return self._ask(activity, lambda rest: question.check(prompt, button=button, reveal=reveal, **rest))

    def sign_in(self, activity: str, prompt: str) -> Question:
        """Ask for the name or pseudonym that answers are kept under."""

        def sign(name: str) -> str:
            try:
                kept = set_learner(name)
            except OSError as error:
                raise ValueError(f"The name could not be saved: {error.strerror or error}.") from error
            self._progress.tick(activity)
            return (
                f"From now on your answers are kept under “{kept}”.\n\n"
                "Choose Run ▸ Run All Cells once more, so that this page knows you too."
            )

        known = learner() if learner() != "me" else ""
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

    def _step(self, activity: str) -> str:
        """Where the activity stands in the lesson; nothing for one beside its steps."""
        names = list(self.titles)
        return f"Step {names.index(activity) + 1} of {len(names)}" if activity in names else ""

    def _ask(self, activity: str, make: Callable[[dict[str, Any]], Question]) -> Question:
        """Make a question that is saved under its activity and ticks it off."""
        file = AnswerFile(self.name, activity)
        answer = file.load_words()
        asked = make({"answer": answer, "save": file.save_words, "status": file.problem, "step": self._step(activity)})

        def tick(*_: Any) -> None:
            self._progress.tick(activity, done=bool(asked.revealed))

        asked.observe(tick, "revealed")
        tick()
        return asked


def key(article: Article, layer: str) -> list[Annotation]:
    """The key of one of the kit's own articles: what careful readers marked, each mark with its reason.

    Raises ``FileNotFoundError`` where the article has no key.

    >>> from kit import load
    >>> key(load("ferry-bridge"), "zone")[0].label
    'navigation'
    """
    annotations = read_annotations(seed_folder() / f"{article.slug}.key.jsonl", article)
    return [annotation for annotation in annotations if annotation.layer == layer]


def key_from(article: Article, layer: str, entries: Iterable[tuple[str, str, str]]) -> list[Annotation]:
    """A key for a short text in a lesson: ``(label, words, why)`` in the order in which the words stand.

    Raises ``ValueError`` where the words do not stand in the text after those before them.

    >>> key_from(Article.from_text("Ana saw Ben."), "practice", [("who", "Ben", "A name.")])[0].span
    Span(start=8, end=11)
    """
    out, at = [], 0
    for label, words, why in entries:
        start = article.text.find(words, at)
        if start < 0:
            raise ValueError(f"{words!r} does not stand in the text after {article.text[:at][-30:]!r}")
        at = start + len(words)
        out.append(Annotation(start, at, layer, label, f"key:{article.slug or 'lesson'}", attributes={"why": why}))
    return out


def as_article_or_furniture(zones: Iterable[Annotation]) -> list[Annotation]:
    """The zones with only two labels left, "article" and "furniture"; reasons stay.

    >>> zone = Annotation(0, 9, "zone", "bio", "kit.find_zones")
    >>> as_article_or_furniture([zone])[0].label
    'furniture'
    """
    return [replace(zone, label=_side(zone.label), attributes=_sides(zone)) for zone in zones]


def _side(label: str) -> str:
    return "furniture" if label in FURNITURE or label == "furniture" else "article"


def _sides(zone: Annotation) -> dict[str, str]:
    """The attributes, their ``accept`` naming the other side where either will do."""
    attributes = dict(zone.attributes)
    other = {_side(label) for label in attributes.pop("accept", "").split()} - {_side(zone.label)}
    return attributes | ({"accept": other.pop()} if other else {})


def sorting_summary(marks: Sequence[Annotation], answers: Sequence[Annotation]) -> str:
    """What a learner's sorting into article and furniture came to: furniture found, and article thrown out with it.

    Both are said, because throwing everything out would find all the furniture too.

    >>> answers = [Annotation(0, 4, "zone", "article", "key"), Annotation(6, 9, "zone", "furniture", "key")]
    >>> print(sorting_summary([replace(answers[1], annotator="learner:ana")], answers))
    Furniture: you found 1 of 1 blocks.
    <BLANKLINE>
    Article: you kept 0 of 1 blocks, threw out 0, and left 1 unmarked.
    """
    said = {(mark.start, mark.end): mark.label for mark in marks}
    given = {"article": [0, 0, 0], "furniture": [0, 0, 0]}  # said article, said furniture, said nothing
    for answer in answers:
        label = said.get((answer.start, answer.end))
        if label in answer.attributes.get("accept", "").split():
            label = answer.label
        column = ("article", "furniture", None).index(label)
        given[answer.label][column] += 1
    furniture, kept = given["furniture"], given["article"]
    return (
        f"Furniture: you found {furniture[1]} of {sum(furniture)} blocks.\n\n"
        f"Article: you kept {kept[0]} of {sum(kept)} blocks, threw out {kept[1]}, and left {kept[2]} unmarked."
    )
