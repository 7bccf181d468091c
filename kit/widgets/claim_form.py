"""Claims to sort and to settle: for each its kind, and what would settle it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import traitlets

from kit.activity.fitting import claim_rows
from kit.activity.labels import Label
from kit.annotation import Annotation
from kit.widgets.assets import script, stylesheet
from kit.widgets.claim_findings import claim_finding
from kit.widgets.form import FormRow, RowForm, Save
from kit.widgets.strings import say

__all__ = ["ClaimForm", "claim_words"]


def claim_words(rows: Iterable[FormRow], titles: Mapping[str, str]) -> str:
    """Claims in words, a line for each to which something is said; ``titles`` are the kinds' by name.

    >>> claim_words([{"claim": "It rained.", "label": "fact", "settle": ""}], {"fact": "Fact claim"})
    'It rained. · Fact claim'
    """
    said = ((row["claim"], titles.get(row["label"], ""), row["settle"]) for row in rows)
    return "\n".join(" · ".join(filter(None, words)) for words in said if any(words[1:]))


class ClaimForm(RowForm):
    """A form for claims: a learner says what kind each one is and what would settle it, and compares with a key,
    or with what a program finds.

    ``claims`` are the words of each claim, ``labels`` the kinds to choose from, and ``plain`` the same claims in plain
    words, if there are any. ``rows`` are what was filled in:
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
    plain = traitlets.List(traitlets.Unicode()).tag(sync=True)

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
            self._finding(row, entry, many) if row in filled else {}
            for row, entry in zip(self.rows, entries, strict=True)
        ]
        return sum(finding.get("status") == "agree" for finding in self.findings)

    def _finding(self, row: FormRow, entry: Annotation, many: Callable[[str], str] | None) -> dict[str, str]:
        found = claim_finding(row["label"], entry, self.labels, self.reference)
        return found | {"class": many(row["claim"])} if many else found

    def _whole(self, rows: Iterable[FormRow]) -> list[dict[str, str]]:
        """A row for each claim, in order, each value one that can be given."""
        return claim_rows(rows, self._claims, self.labels)

    def _in_words(self, value: Any) -> str:
        return claim_words(self._whole(value), self.labels)
