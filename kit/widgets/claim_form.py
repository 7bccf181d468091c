"""Claims to sort and to settle: for each its kind, and what would settle it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from typing import Any

import traitlets

from kit.activity.labels import Label
from kit.agreement.units import tier
from kit.annotation import Annotation
from kit.visible import well_formed
from kit.widgets.assets import script, stylesheet
from kit.widgets.form import FormRow, RowForm, Save, text_row
from kit.widgets.strings import say

__all__ = ["ClaimForm"]

_SAID = {
    "agree": "claim.agree",
    "accepted": "claim.accepted",
    "differ": "claim.differ",
    "open": "claim.open",
}


class ClaimForm(RowForm):
    """A form for claims: a learner says what kind each one is and what would settle it, and compares with a key,
    or with what a program finds.

    ``claims`` are the words of each claim, ``labels`` the kinds to choose from. ``rows`` are what was filled in:
    ``{"claim": …, "label": …, "settle": …}``, the last two empty until given; claims that ``fill`` is not
    given become empty. ``findings`` are one a row, or none at all.

    Raises ``ValueError`` where a row has a claim that is not asked about, or a label that is not offered.

    >>> claims = ClaimForm("What is claimed?", ["It rained."], [Label("fact", "Fact claim")])
    >>> claims.fill([{"claim": "It rained.", "label": "fact", "settle": "The weather station's record."}])
    >>> claims.compare([Annotation(0, 10, "claim", "fact", "key:demo", attributes={"why": "It did or it did not."})])
    1
    """

    _esm = script("claim_form")
    _css = stylesheet("claim_form")
    retry = say("claim.retry")

    labels = traitlets.Dict().tag(sync=True)  # name to title

    def __init__(
        self,
        prompt: str,
        claims: Sequence[str],
        labels: Sequence[Label],
        *,
        save: Save | None = None,
        **traits: Any,
    ) -> None:
        kinds = {label.name: label.title or label.name for label in labels}
        super().__init__(save, prompt=prompt, labels=kinds, **traits)
        self._claims = list(claims)
        self._show()

    @property
    def filled(self) -> list[dict[str, str]]:
        """The rows that have both a kind and what would settle it."""
        return [row for row in self.rows if row["label"] and row["settle"].strip()]

    def compare(self, entries: Sequence[Annotation], *, many: Callable[[str], str] | None = None) -> int:
        """Show under each row that is filled what a key says of its claim; return how many agree with it in kind.

        ``entries`` are the key's, or a program's, one for each claim, in order; with attributes ``accept``, ``why``,
        ``doubt`` and ``settle``.
        What would settle a claim is shown side by side, and never counted; nor is a claim that the key leaves open.
        ``many`` tells what a class chose for a claim.
        """
        filled = self.filled
        self.findings = [
            self._finding(row, entry) | ({"class": many(row["claim"])} if many else {}) if row in filled else {}
            for row, entry in zip(self.rows, entries, strict=True)
        ]
        return sum(finding.get("status") == "agree" for finding in self.findings)

    def _finding(self, row: FormRow, entry: Annotation) -> dict[str, str]:
        fine = [entry.label, *entry.attributes.get("accept", "").split()]
        status = "open" if tier(entry) == "accept" else "agree" if row["label"] in fine else "differ"
        said = "accepted" if status == "agree" and row["label"] != entry.label else status
        return {
            "status": status,
            "said": say(_SAID[said], reference=self.reference),
            "kind": reduce(_or, (self.labels.get(label, label).lower() for label in fine)),
            "why": entry.attributes.get("why", ""),
            "doubt": entry.attributes.get("doubt", ""),
            "settle": entry.attributes.get("settle", ""),
        }

    def _whole(self, rows: Iterable[FormRow]) -> list[dict[str, str]]:
        """A row for each claim, in order, each value one that can be given."""
        given: dict[str, dict[str, str]] = {}
        asked = {well_formed(claim): claim for claim in self._claims}  # as the page has them
        for row in (text_row(row, "claim", "label", "settle") for row in rows):
            row["claim"] = asked.get(well_formed(row["claim"]), row["claim"])
            if row["claim"] not in self._claims:
                raise ValueError(f"claim {row['claim'][:80]!r} is not asked about here; these are: {self._claims}")
            if row["label"] and row["label"] not in self.labels:
                raise ValueError(
                    f"label {row['label']!r} is not offered; it is empty or one of: {', '.join(self.labels)}"
                )
            given[row["claim"]] = row
        return [given.get(claim, {"claim": claim, "label": "", "settle": ""}) for claim in self._claims]

    def _in_words(self, value: Any) -> str:
        given = [(row["claim"], self.labels.get(row["label"], ""), row["settle"]) for row in value]
        return "\n".join(" · ".join(filter(None, words)) for words in given if any(words[1:]))


def _or(one: str, other: str) -> str:
    return say("form.or", one=one, other=other)
