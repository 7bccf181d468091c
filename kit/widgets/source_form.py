"""A form for the sources of an article: who speaks, whether one could ask them, and in whose words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

import traitlets

from kit.agreement import Status
from kit.annotate.sources import Source
from kit.widgets.assets import script, stylesheet
from kit.widgets.form import FormRow, RowForm, Save, text_row
from kit.widgets.strings import say

__all__ = ["SourceForm"]

RECORDS = {"named": say("source.named"), "unnamed": say("source.unnamed"), "vague": say("source.vague")}
WAYS = {"direct": say("source.direct"), "reported": say("source.reported"), "both": say("source.both")}


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

    def compare(self, found: Sequence[Source]) -> dict[Status, int]:
        """Show beside each row what a source table says of the same speaker; return how often they agree or not.

        Two names are of one speaker where the last word of one stands in the other; what is not said is not compared.
        """
        left = list(found)
        findings: list[dict[str, str]] = []
        for row in self.filled:
            twin = next((source for source in left if _same(row["speaker"], source.speaker)), None)
            if twin:
                left.remove(twin)
            findings.append(_finding(row, twin))
        nobody = say("source.nobody")
        findings.extend(
            {"speaker": source.speaker or nobody, "status": "missed", "said": _said(source)} for source in left
        )
        self.findings = findings
        kinds: list[Status] = ["agree", "differ", "missed", "extra"]
        return {kind: sum(finding["status"] == kind for finding in findings) for kind in kinds}

    def _whole(self, rows: Iterable[FormRow]) -> list[dict[str, str]]:
        whole = [text_row(row, "speaker", "record", "way") for row in rows]
        for row in whole:
            for name, valid in (("record", RECORDS), ("way", WAYS)):
                if row[name] and row[name] not in valid:
                    raise ValueError(f"{name} {row[name]!r} is not known; it is empty or one of: {', '.join(valid)}")
        return whole

    def _in_words(self, value: Any) -> str:
        named = [(row["speaker"], RECORDS.get(row["record"], ""), WAYS.get(row["way"], "")) for row in value]
        return "\n".join(" · ".join(filter(None, words)) for words in named)


def _way(source: Source) -> str:
    if source.direct and source.indirect:
        return "both"
    return "direct" if source.direct else "reported"


def _said(source: Source) -> str:
    record = RECORDS.get(source.record) or say("source.nobody-is-named")
    return say("source.said", record=record, way=WAYS[_way(source)], n=source.words)


def _finding(row: FormRow, twin: Source | None) -> dict[str, str]:
    if twin is None:
        return {"speaker": row["speaker"], "status": "extra", "said": say("source.not-in-key")}
    fits = row["record"] in ("", twin.record) and row["way"] in ("", _way(twin))
    return {"speaker": row["speaker"], "status": "agree" if fits else "differ", "said": _said(twin)}


def _same(mine: str, theirs: str | None) -> bool:
    if theirs is None:
        return bool(re.search(r"\b(?:reporter|nobody|unknown|unnamed|question)", mine, re.I))
    words = [re.findall(r"\w+", name.lower().partition(",")[0]) for name in (mine, theirs)]
    return bool(words[0] and words[1]) and (words[0][-1] in words[1] or words[1][-1] in words[0])
