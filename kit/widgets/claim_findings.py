"""What a claim that was sorted comes to beside a key's entry, or a program's."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce

from kit.agreement.rows import sorted_as
from kit.annotation import Annotation
from kit.widgets.strings import say

__all__ = ["claim_finding"]

_SAID = {
    "agree": "claim.agree",
    "accepted": "claim.accepted",
    "differ": "claim.differ",
    "open": "claim.open",
}


def claim_finding(label: str, entry: Annotation, titles: Mapping[str, str], reference: str = "key") -> dict[str, str]:
    """How the kind that was given to a claim stands to an entry's, and what the entry says of it.

    ``titles`` are those of the kinds, ``reference`` whose entry it is. What a key leaves open is "open".

    >>> entry = Annotation(0, 10, "claim", "fact", "key:demo", attributes={"why": "It did or it did not."})
    >>> claim_finding("opinion", entry, {"fact": "Fact claim"})["status"]
    'differ'
    """
    fine = [entry.label, *entry.attributes.get("accept", "").split()]
    status = sorted_as(label, entry)
    said = "accepted" if status == "agree" and label != entry.label else status
    return {
        "status": status,
        "said": say(_SAID[said], reference=reference),
        "kind": reduce(_or, (titles.get(each, each).lower() for each in fine)),
        "why": entry.attributes.get("why", ""),
        "doubt": entry.attributes.get("doubt", ""),
        "settle": entry.attributes.get("settle", ""),
    }


def _or(one: str, other: str) -> str:
    return say("form.or", one=one, other=other)
