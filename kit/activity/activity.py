"""An activity as data: what it asks, of which text, what careful readers answered, and what is then said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from kit.activity.columns import Column
from kit.activity.keys import reduced, starting
from kit.activity.labels import Label
from kit.activity.packet import Packet
from kit.activity.pair import Pair
from kit.activity.texts import LAYERS, Text
from kit.activity.wall import Shown
from kit.annotate.sources import Source
from kit.annotation import Annotation, Span
from kit.article import Article
from kit.reading import read
from kit.tables import Listing

__all__ = ["Activity", "Kind", "LessonData", "Reference", "Unit", "choice_of"]

Kind = Literal[
    "sign_in", "choose", "estimate", "write", "mark", "compare", "swap", "sources", "claims", "table", "neighbour"
]  # fmt: skip
Unit = Literal["word", "block"]
Reference = Literal["key", "program"]

_FEW = 8  # words; a passage that is longer is not given away by a sign below one of them


@dataclass(frozen=True, slots=True)
class Activity:
    """One thing that a lesson asks of a learner; the fields that its kind does not have are empty.

    ``step`` is the title of the step of the lesson that it belongs to, empty for one beside them; ``points`` are what
    doing it is worth. ``prompt``, the answers in ``options``, what each of them is told, and ``reveal`` are templates
    (see ``kit.activity.templates``), and ``common`` is what several of them quote. ``on_paper`` is printed above the
    question on a handout, where a notebook shows it in a cell of its own.

    What is asked of a text: ``layer``, ``labels``, ``unit``, whether the same words may have ``several`` labels,
    ``title``, the ``key`` with its reasons, the ``claims`` to settle by their first words, ``plain_claims``, what the
    text in plain words has in place of each, and how many marks or rows are ``enough``. Where nobody has made a key,
    ``reference`` is "program", and answers stand beside what it finds: a second reader that is often wrong, which no
    text calls a key, and by which nothing is right or wrong.

    A table has ``columns`` that each row answers, and may have ``rows`` of fixed names.

    A comparison names the activity that it is ``of``; with ``second_reader`` a program's marks stand beside the key,
    and ``also`` names another text's activity, so that hits and false alarms are counted over both. ``before`` is an
    earlier lesson, in which the same was done on another text, for a learner to see what has changed. Where only some
    labels say that there is something to find, they are in ``signal``, and those that say the contrary in ``noise``.

    Where a text stands in two levels, or its forms go by turns, each is an activity of its own
    (``LessonData.versions``): ``version`` says which, and ``base`` names the activity of the lesson's
    file that it stands in for.
    """

    name: str
    kind: Kind
    step: str = ""
    points: int = 1
    prompt: str = ""
    on_paper: str = ""
    button: str = ""
    reveal: str = ""
    common: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    measure: str = ""
    bounds: tuple[float | str, ...] = ()
    text: Text | None = None
    phrase: str = ""
    layer: str = ""
    label_set: str = ""
    labels: tuple[Label, ...] = ()
    unit: Unit = "word"
    several: bool = False
    title: str = ""
    enough: int = 1
    key: tuple[Annotation, ...] = ()
    reference: Reference = "key"
    claims: tuple[str, ...] = ()
    plain_claims: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    rows: tuple[str, ...] = ()
    of: str = ""
    second_reader: bool = False
    also: str = ""
    before: str = ""
    signal: tuple[str, ...] = ()
    noise: tuple[str, ...] = ()
    base: str = ""
    version: str = ""

    @property
    def article(self) -> Article:
        """What is to be read; ``ValueError`` where the activity is about no text."""
        return self._text.article

    @property
    def entries(self) -> list[Annotation]:
        """What answers are compared with: the key's entries, or where nobody has made a key what a program finds."""
        if self.reference == "key" or not self.layer:
            return list(self.key)
        return starting(self.article, self.found, self.claims) if self.kind == "claims" else self.found

    @property
    def telling(self) -> list[Span]:
        """The words of which a sign below them would tell, before one has marked anything, that they are to be marked.

        They are those of entries of a few words, to find, to leave alone or open. Of a block or a claim, which is a
        sentence, a sign below one word of it tells nothing.
        """
        if self.unit == "block" or self.layer == "claim":
            return []
        return [entry.span for entry in self.entries if len(self.article.covered(entry).split()) <= _FEW]

    @property
    def sources(self) -> Listing[Source]:
        """Who speaks in the text, by the quotations of ``entries``."""
        return read(self.article, quotes=self.entries).sources

    @property
    def found(self) -> list[Annotation]:
        """What a program marks where the learner does, in the same labels."""
        return reduced(self._text.found(self.layer), self.label_set)

    @property
    def by_program(self) -> list[Annotation]:
        """The same, and nothing in a layer of the lesson's own, which no program finds."""
        return self.found if self.layer in LAYERS else []

    @property
    def titles(self) -> dict[str, str]:
        """What a person reads for each label, by its name."""
        return {label.name: label.title or label.name for label in self.labels}

    @property
    def _text(self) -> Text:
        if self.text is None:
            raise ValueError(f"activity {self.name!r} is about no text")
        return self.text


@dataclass(frozen=True, slots=True)
class LessonData:
    """A lesson's title, the texts that it is about, and its activities, each by its name and in order.

    ``activities`` are those of the lesson's file. An activity whose text stands in plain words too, or has forms by
    turns, has in ``versions``, under its name, the others: a learner does one of them, or more. ``packets`` are those
    of saved pages, ``pairs`` those of texts side by side; ``wall`` is what is printed for the wall of a class without
    computers.
    """

    name: str
    title: str
    texts: Mapping[str, Text]
    activities: Mapping[str, Activity]
    packets: Mapping[str, Packet] = field(default_factory=dict)
    pairs: Mapping[str, Pair] = field(default_factory=dict)
    versions: Mapping[str, tuple[Activity, ...]] = field(default_factory=dict)
    wall: tuple[Shown, ...] = ()

    @property
    def every(self) -> dict[str, Activity]:
        """All activities under which answers are kept, by name: the lesson's, each before its versions."""
        both = ((each, *self.versions.get(name, ())) for name, each in self.activities.items())
        return {each.name: each for some in both for each in some}

    @property
    def choices(self) -> frozenset[str]:
        """The names under which it is kept which version of an activity a learner has: no answers to anything."""
        return frozenset(map(choice_of, self.versions))

    @property
    def steps(self) -> dict[str, tuple[str, ...]]:
        """The steps of the lesson by title, which is that of a section of the notebook, and the activities of each."""
        steps: dict[str, tuple[str, ...]] = {}
        for activity in self.activities.values():
            if activity.step:
                steps[activity.step] = (*steps.get(activity.step, ()), activity.name)
        return steps

    def versions_of(self, name: str) -> tuple[Activity, ...]:
        """An activity of the lesson's file and its other versions: one of them is done for the step."""
        return (self.activities[name], *self.versions.get(name, ()))

    def only_kept(self, activity: Activity) -> bool:
        """Whether marks are kept and nothing more: they are worth nothing, and no comparison here shows their key."""
        compared = {each.of for each in self.activities.values()}
        return activity.kind == "mark" and not activity.points and (activity.base or activity.name) not in compared

    def __getitem__(self, name: str) -> Activity:
        every = self.every
        if name not in every:
            raise KeyError(f"lesson {self.name} has no activity {name!r}; it has {', '.join(every)}")
        return every[name]


def choice_of(name: str) -> str:
    """The name under which it is kept which version of an activity a learner has.

    >>> choice_of("report")
    'report-text'
    """
    return f"{name}-text"
