"""Whose a text is, and on what terms it may be shown: it stands beside each stretch of it that a teacher shows."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kit.activity.activity import Activity
from kit.article import Card

__all__ = ["credit_of", "credits_of", "named", "web_address"]

Credit = dict[str, str]  # {"words", "url", "notice"}, as a page has it


def named(card: Card) -> list[str]:
    """What an article is known by: its title in marks, its author, its outlet, its date, as far as they are known.

    >>> named(Card(title="Bridge closed", outlet="Harbour Post"))
    ['“Bridge closed”', 'Harbour Post']
    """
    return [part for part in (card.title and f"“{card.title}”", card.author, card.outlet, card.date) if part]


def web_address(card: Card) -> str:
    """The address of an article on the web, as a link may have it; nothing where it has none.

    >>> web_address(Card(url="javascript:alert(1)"))
    ''
    """
    return card.url if card.url and re.fullmatch(r"https?://[^\s\x00-\x1f]+", card.url) else ""


def credit_of(activity: Activity) -> Credit | None:
    """Whose the text of an activity is; ``None`` for a lesson's own words.

    >>> credit_of(Activity("exit", "write")) is None
    True
    """
    card = activity.text.whole.card if activity.text else None
    if card is None or not (card.title or card.author or card.outlet):
        return None
    return {"words": " · ".join(named(card)), "url": web_address(card), "notice": card.notice or ""}


def credits_of(activities: Iterable[Activity]) -> list[Credit]:
    """Whose the texts of these are, each once."""
    found = {tuple(credit.values()): credit for each in activities if (credit := credit_of(each))}
    return list(found.values())
