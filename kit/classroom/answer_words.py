"""What somebody answered, in words for a person to read: the same on a page, in a report and in another program."""

from __future__ import annotations

from typing import Any

from kit.activity.activity import Activity
from kit.activity.columns import table_words
from kit.activity.figures import figures_of
from kit.activity.templates import fill
from kit.widgets.claim_form import claim_words
from kit.widgets.source_form import source_words
from kit.widgets.swap import swap_words

__all__ = ["answer_words"]


def answer_words(activity: Activity, value: Any) -> str:
    """An answer that fits its activity (``kit.activity.fitting``), a row a line; of a draft of nothing, nothing.

    >>> answer_words(Activity("swap-mob", "swap"), {"wording": "crowd", "change": "both"})
    'crowd · Both'
    """
    if value is None:
        return ""
    if activity.kind == "estimate":
        return f"{value:g} {fill(activity.measure, figures_of(activity.text))}".strip()
    if activity.kind == "swap":
        return swap_words(value)
    if activity.kind == "table":
        return table_words(value, activity.columns)
    if activity.kind == "sources":
        return source_words(value)
    if activity.kind == "claims":
        return claim_words(value, activity.titles)
    return value.strip() if isinstance(value, str) else ""
