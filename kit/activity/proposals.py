"""Proposals: what a program found, for a person to keep, change or reject."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kit.annotation import Annotation

__all__ = ["Proposal", "State"]

State = Literal["open", "kept", "rejected"]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something found, as it now stands, and what a person has said of it.

    ``entry`` has the label and the span that it has been given, its reason in attribute ``why`` (the program's is the
    draft), and once it is kept a ``tier``: "must", "accept" or "trap". ``found`` is what it was at first; none where a
    person added it.
    """

    entry: Annotation
    state: State = "open"
    found: Annotation | None = None
