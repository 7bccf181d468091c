"""A form for the sources of an article: who speaks, whether one could ask them, and in whose words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import traitlets

from kit.agreement import Status
from kit.annotate.sources import Source
from kit.article import Article
from kit.widgets.assets import script, stylesheet
from kit.widgets.form import FormRow, FormWidget
from kit.widgets.source_findings import RECORDS, WAYS, compare_sources
from kit.widgets.strings import say

__all__ = ["SourceForm"]


class SourceForm(FormWidget):
    """A table of sources that a learner fills in and compares with another.

    ``rows`` are what was filled in: ``{"speaker": …, "record": …, "way": …}``, the last two empty until chosen.
    ``save`` is called with the rows at each change; an ``OSError`` from it is shown and the rows kept.

    >>> form = SourceForm("Who speaks?", rows=[{"speaker": "Ana Ruiz", "record": "named", "way": ""}])
    >>> form.rows[0]["speaker"]
    'Ana Ruiz'
    """

    _esm = script("source_form")
    _css = stylesheet("source_form")

    records = traitlets.Dict(RECORDS).tag(sync=True)
    ways = traitlets.Dict(WAYS).tag(sync=True)
    rows: traitlets.List[Any] = traitlets.List().tag(sync=True)
    findings: traitlets.List[Any] = traitlets.List().tag(sync=True)

    def __init__(
        self,
        prompt: str,
        *,
        rows: Iterable[FormRow] = (),
        save: Callable[[list[dict[str, str]]], None] | None = None,
        **traits: Any,
    ) -> None:
        super().__init__(save, prompt=prompt, rows=[_row(row) for row in rows], **traits)

    def fill(self, rows: Iterable[FormRow]) -> None:
        """Put these rows in place of those there are, and save them.

        Raises ``ValueError`` where a row has a value that cannot be chosen.
        """
        self.rows = [_row(row) for row in rows]
        self.findings = []
        self._keep(self.rows, say("source.retry"))

    @property
    def filled(self) -> list[dict[str, str]]:
        """The rows that name a speaker."""
        return [row for row in self.rows if row["speaker"].strip()]

    def compare(self, found: Sequence[Source], article: Article) -> dict[Status, int]:
        """Show what the key says of each speaker, and by which words of the article; return how many agree or not.

        See ``compare_sources`` for what is one speaker, and what is compared.
        """
        self.findings = compare_sources(self.filled, found, article)
        kinds: list[Status] = ["agree", "differ", "missed", "extra", "open"]
        return {kind: sum(finding["status"] == kind for finding in self.findings) for kind in kinds}

    def _take_in(self, message: Mapping[str, Any]) -> None:
        """Take in ``{"rows": […]}``."""
        try:
            self.fill(message["rows"])
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError(say("form.not-taken-in", why=error)) from error


def _row(row: FormRow) -> dict[str, str]:
    """A row with all three values, each one that can be chosen."""
    if not isinstance(row, Mapping):
        raise ValueError(f"a row must say speaker, record and way; found {row!r}")
    out = {name: str(row.get(name, "")) for name in ("speaker", "record", "way")}
    for name, valid in (("record", RECORDS), ("way", WAYS)):
        if out[name] and out[name] not in valid:
            raise ValueError(f"{name} {out[name]!r} is not known; it is empty or one of: {', '.join(valid)}")
    return out
