"""A table to fill in: rows that are there, or that a learner adds, and in each what its columns ask."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

import traitlets

from kit.activity.columns import Column, filled_rows, table_rows, table_words
from kit.widgets.assets import script, stylesheet
from kit.widgets.form import FormRow, RowForm, Save
from kit.widgets.strings import say

__all__ = ["TableForm"]


class TableForm(RowForm):
    """A table of ``columns``, in words or of options, with the fixed rows ``names``, or with as many as a learner adds.

    ``rows`` are what was filled in, by the names of the columns, each empty until given; a fixed row has its name under
    ``"row"``. A row counts where each of its columns says something, and ``enough`` is how many should.

    Raises ``ValueError`` where a row has a column, a name or an option that there is not.

    >>> form = TableForm("Where did you look?", [Column("where", "Where?"), Column("kept", "Kept?", options=("yes",))])
    >>> form.fill([{"where": "The town's own page"}])
    >>> form.rows, form.filled
    ([{'where': "The town's own page", 'kept': ''}], [])
    """

    _esm = script("table_form")
    _css = stylesheet("table_form")
    retry = say("table.retry")

    columns: traitlets.List[Any] = traitlets.List().tag(sync=True)  # each with name, title, hint and options
    names: traitlets.List[Any] = traitlets.List().tag(sync=True)  # of fixed rows; empty where the learner adds rows
    enough = traitlets.Int(1).tag(sync=True)

    def __init__(
        self,
        prompt: str,
        columns: Sequence[Column],
        names: Sequence[str] = (),
        *,
        save: Save | None = None,
        **traits: Any,
    ) -> None:
        asked = [{**asdict(column), "options": list(column.options)} for column in columns]
        super().__init__(save, prompt=prompt, columns=asked, names=list(names), **traits)
        self._asked = tuple(columns)
        self._show()

    @property
    def filled(self) -> list[FormRow]:
        """The rows in which each column says something."""
        return filled_rows(self.rows, self._asked)

    def _whole(self, rows: Iterable[FormRow]) -> list[dict[str, str]]:
        return table_rows(rows, self._asked, self.names)

    def _in_words(self, value: Any) -> str:
        return table_words(self._whole(value), self._asked)
