"""What answers are set beside: the key, the class, a program, a neighbour; each once there is enough to compare."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from kit.activity.activity import Activity, LessonData
from kit.activity.summaries import Marked, summaries_of
from kit.activity.templates import Known
from kit.annotation import Annotation
from kit.widgets import Highlighter
from kit.widgets.claim_form import ClaimForm
from kit.widgets.classmates import Classmates
from kit.widgets.source_form import SourceForm
from kit.widgets.table_form import TableForm

__all__ = ["Beside"]

Earlier = tuple[Activity, Sequence[Annotation]]


class Beside:
    """The widgets of a lesson whose answers can be compared, by activity, and what they are compared with.

    The key, the class and the program are three readers, in this order; only the key gives reasons that count. A
    neighbour comes last. Before the key was seen nobody stands beside one's marks but the neighbour who was asked for.
    """

    def __init__(self, lesson: LessonData) -> None:
        self._lesson = lesson
        self.classmates = Classmates(lesson.name)
        self.highlighters: dict[str, Highlighter] = {}
        self.source_forms: dict[str, SourceForm] = {}
        self.claim_forms: dict[str, ClaimForm] = {}
        self.table_forms: dict[str, TableForm] = {}
        self._seen: dict[str, dict[str, Sequence[Annotation]]] = {}  # what marks were compared with
        self._neighbours: dict[str, Sequence[Annotation]] = {}

    def __contains__(self, name: str) -> bool:
        return name in self.highlighters or name in self.forms

    @property
    def forms(self) -> Mapping[str, SourceForm | ClaimForm | TableForm]:
        """Those of rows."""
        return {**self.source_forms, **self.claim_forms, **self.table_forms}

    def compare(
        self, asked: Activity, of: Activity, also: Activity | None = None, before: Earlier | None = None
    ) -> Known:
        """Show what was answered in ``of`` beside the others, and return what can be said of it, and of ``also``.

        ``before`` is what was marked in an earlier lesson, and the marks. Raises ``ValueError``, in words for the
        learner, where it is not enough yet.
        """
        if of.kind == "mark":
            return self._marks(asked, of, also, before)
        forms = {"sources": self._sources, "claims": self._claims, "table": self._table}
        return forms[of.kind](of)

    def neighbour(self, of: Activity, marks: Sequence[Annotation] | None) -> Mapping[str, Sequence[Annotation]]:
        """Set a neighbour's marks beside one's own, or put them away, and return what all stand beside."""
        if marks is not None:
            self._neighbours[of.name] = marks
            return self._show(of)
        for each in self._lesson.versions_of(of.base or of.name):  # one may have switched since
            if self._neighbours.pop(each.name, None) is not None:
                self._show(each)
        return {}

    def _show(self, of: Activity) -> Mapping[str, Sequence[Annotation]]:
        seen = self._seen.get(of.name, {})
        many = self.classmates.marked(of) if seen else None
        together = self.classmates.marks(of) if seen else None
        theirs: dict[str, Sequence[Annotation]] = {} if together is None else {"class": together}
        shown = {name: marks for name, marks in seen.items() if name == of.reference} | theirs | seen
        if of.name in self._neighbours:
            shown["neighbour"] = self._neighbours[of.name]
        self.highlighters[of.name].compare(shown, many=many)
        return shown

    def _marks(self, asked: Activity, of: Activity, also: Activity | None, before: Earlier | None) -> Known:
        widget = self.highlighters[of.name]
        if (found := len(widget.annotations)) < of.enough:
            raise ValueError(f"First mark at least {of.enough}; you have marked {found}. A guess is fine.")
        self._seen[of.name] = {of.reference: of.entries, **({"program": of.found} if asked.second_reader else {})}
        self._show(of)
        marked = self._marked(asked, of, self._marked(asked, also) if also else None)
        return summaries_of(replace(marked, before=Marked(asked, *before) if before else None))

    def _marked(self, asked: Activity, of: Activity, also: Marked | None = None) -> Marked:
        widget = self.highlighters.get(of.name)
        return Marked(asked, of, widget.annotations if widget else [], also)

    def _sources(self, of: Activity) -> Known:
        widget = self.source_forms[of.name]
        if (named := len(widget.filled)) < of.enough:
            raise ValueError(f"First name at least {of.enough} speakers; you have named {named}.")
        counts = widget.compare(of.sources, of.article, many=self.classmates.named(of))
        return {status: partial(str, count) for status, count in counts.items()}

    def _claims(self, of: Activity) -> Known:
        widget = self.claim_forms[of.name]
        if (done := len(widget.filled)) < of.enough:
            raise ValueError(
                f"First fill in at least {of.enough} claims, each with its kind and what would settle it; "
                f"you have filled in {done}."
            )
        agree = widget.compare(of.entries, many=self.classmates.sorted(of))
        left_open = sum(finding.get("status") == "open" for finding in widget.findings)
        return {"filled": lambda: done - left_open, "agree": lambda: agree}

    def _table(self, of: Activity) -> Known:
        filled = len(self.table_forms[of.name].filled)
        if filled < of.enough:
            raise ValueError(f"First fill in at least {of.enough} rows, each field of them; {filled} are full now.")
        return {"filled": lambda: filled}
