"""A form for the sources of an article: who speaks, whether one could ask them, and in whose words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import traitlets

from kit.activity.fitting import source_rows
from kit.agreement import Status
from kit.annotate.sources import Source
from kit.article import Article
from kit.widgets.assets import script, stylesheet
from kit.widgets.form import FormRow, RowForm, Save
from kit.widgets.source_findings import RECORDS, WAYS, compare_sources
from kit.widgets.strings import say

__all__ = ["SourceForm", "source_words"]


def source_words(rows: Iterable[FormRow]) -> str:
    """Sources in words, a line for each row that says anything.

    >>> source_words([{"speaker": "Ana Ruiz", "record": "named", "way": ""}, {"speaker": "", "record": "", "way": ""}])
    'Ana Ruiz · by name'
    """
    said = ((row["speaker"], RECORDS.get(row["record"], ""), WAYS.get(row["way"], "")) for row in rows)
    return "\n".join(" · ".join(filter(None, words)) for words in said if any(words))


class SourceForm(RowForm):
    """A table of sources that a learner fills in and compares with another.

    ``rows`` are what was filled in: ``{"speaker": …, "record": …, "way": …}``, the last two empty until chosen.

    >>> form = SourceForm("Who speaks?")
    >>> form.fill([{"speaker": "Ana Ruiz", "record": "named"}])
    >>> form.rows
    [{'speaker': 'Ana Ruiz', 'record': 'named', 'way': ''}]
    """

    _esm = script("source_form")
    _css = stylesheet("source_form")
    retry = say("source.retry")

    records = traitlets.Dict(RECORDS).tag(sync=True)
    ways = traitlets.Dict(WAYS).tag(sync=True)

    def __init__(self, prompt: str, *, save: Save | None = None, **traits: Any) -> None:
        super().__init__(save, prompt=prompt, **traits)

    @property
    def filled(self) -> list[dict[str, str]]:
        """The rows that name a speaker."""
        return [row for row in self.rows if row["speaker"].strip()]

    def compare(
        self, found: Sequence[Source], article: Article, *, many: Callable[[Source], str] | None = None
    ) -> dict[Status, int]:
        """Show what the key, or a program, says of each speaker, and by which words; return how many agree or not.

        See ``compare_sources`` for what is one speaker, what is compared, and ``many``.
        """
        self.findings = compare_sources(self.filled, found, article, reference=self.reference, many=many)
        kinds: list[Status] = ["agree", "differ", "missed", "extra", "open"]
        return {kind: sum(finding["status"] == kind for finding in self.findings) for kind in kinds}

    def _whole(self, rows: Iterable[FormRow]) -> list[dict[str, str]]:
        return source_rows(rows)

    def _in_words(self, value: Any) -> str:
        return source_words(self._whole(value))
