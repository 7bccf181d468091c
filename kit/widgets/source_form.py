"""A ledger to fill in: who speaks in an article, whether one could ask them, and in whose words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import anywidget
import traitlets

from kit.activity.answers import try_saving
from kit.annotate.sources import Source

__all__ = ["SourceForm"]

RECORDS = {"named": "by name", "unnamed": "described, not named", "vague": "a crowd, or “officials”"}
WAYS = {"direct": "word for word", "reported": "reported", "both": "both"}
Row = Mapping[str, str]
Status = Literal["agree", "differ", "missed", "extra"]


class SourceForm(anywidget.AnyWidget):
    """A table of sources that a learner fills in and compares with another.

    ``rows`` are what was filled in: ``{"speaker": …, "record": …, "way": …}``, the last two empty until chosen.
    ``save`` is called with the rows at each change; an ``OSError`` from it is shown and the rows kept.

    >>> ledger = SourceForm("Who speaks?", rows=[{"speaker": "Ana Ruiz", "record": "named", "way": ""}])
    >>> ledger.rows[0]["speaker"]
    'Ana Ruiz'
    """

    _esm = Path(__file__).with_name("source_form.js")
    _css = Path(__file__).with_name("source_form.css")

    step = traitlets.Unicode().tag(sync=True)
    prompt = traitlets.Unicode().tag(sync=True)
    records = traitlets.Dict(RECORDS).tag(sync=True)
    ways = traitlets.Dict(WAYS).tag(sync=True)
    rows: traitlets.List[Any] = traitlets.List().tag(sync=True)
    findings: traitlets.List[Any] = traitlets.List().tag(sync=True)
    status = traitlets.Unicode().tag(sync=True)
    received = traitlets.Int(0).tag(sync=True)  # the last message taken in; the page waits for it

    def __init__(
        self,
        prompt: str,
        *,
        rows: Iterable[Row] = (),
        save: Callable[[list[dict[str, str]]], None] | None = None,
        **traits: Any,
    ) -> None:
        super().__init__(prompt=prompt, rows=[_row(row) for row in rows], **traits)
        self._save = save
        self.on_msg(self._receive)

    def fill(self, rows: Iterable[Row]) -> None:
        """Put these rows in place of those there are, and save them.

        Raises ``ValueError`` where a row has a value that cannot be chosen.
        """
        self.rows = [_row(row) for row in rows]
        self.findings = []
        self.status = try_saving(self._save, self.rows, "Change a row to retry.")

    @property
    def filled(self) -> list[dict[str, str]]:
        """The rows that name a speaker."""
        return [row for row in self.rows if row["speaker"].strip()]

    def compare(self, found: Sequence[Source]) -> dict[Status, int]:
        """Show beside each row what another ledger says of the same speaker; return how often they agree or not.

        Two names are of one speaker where the last word of one stands in the other; what is not said is not compared.
        """
        left = list(found)
        findings: list[dict[str, str]] = []
        for row in self.filled:
            twin = next((source for source in left if _same(row["speaker"], source.speaker)), None)
            if twin:
                left.remove(twin)
            findings.append(_finding(row, twin))
        findings.extend(
            {"speaker": source.speaker or "nobody named", "status": "missed", "said": _said(source)} for source in left
        )
        self.findings = findings
        kinds: list[Status] = ["agree", "differ", "missed", "extra"]
        return {kind: sum(finding["status"] == kind for finding in findings) for kind in kinds}

    def _receive(self, _: Any, message: Any, __: Any = None) -> None:
        """Take in what the page sends: ``{"number": n, "rows": […]}``."""
        try:
            self.fill(message["rows"])
        except (KeyError, TypeError, ValueError) as error:
            self.status = f"Not taken in: {error}"
        self.received = int(message.get("number", 0)) if isinstance(message, dict) else self.received


def _row(row: Row) -> dict[str, str]:
    """A row with all three values, each one that can be chosen."""
    if not isinstance(row, Mapping):
        raise ValueError(f"a row must say speaker, record and way; found {row!r}")
    out = {name: str(row.get(name, "")) for name in ("speaker", "record", "way")}
    for name, valid in (("record", RECORDS), ("way", WAYS)):
        if out[name] and out[name] not in valid:
            raise ValueError(f"{name} {out[name]!r} is not known; it is empty or one of: {', '.join(valid)}")
    return out


def _way(source: Source) -> str:
    if source.direct and source.indirect:
        return "both"
    return "direct" if source.direct else "reported"


def _said(source: Source) -> str:
    return f"{RECORDS.get(source.record, 'nobody is named')}; {WAYS[_way(source)]}; {source.words} words"


def _finding(row: Row, twin: Source | None) -> dict[str, str]:
    if twin is None:
        return {"speaker": row["speaker"], "status": "extra", "said": "not in the key, which is not to say wrong"}
    fits = row["record"] in ("", twin.record) and row["way"] in ("", _way(twin))
    return {"speaker": row["speaker"], "status": "agree" if fits else "differ", "said": _said(twin)}


def _same(mine: str, theirs: str | None) -> bool:
    if theirs is None:
        return bool(re.search(r"\b(?:reporter|nobody|unknown|unnamed|question)", mine, re.I))
    words = [re.findall(r"\w+", name.lower().partition(",")[0]) for name in (mine, theirs)]
    return bool(words[0] and words[1]) and (words[0][-1] in words[1] or words[1][-1] in words[0])
