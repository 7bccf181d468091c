"""Read an article's provenance from its own words."""

from __future__ import annotations

import re

from kit.article import Article, Card
from kit.lexicons.dates import DATE
from kit.segment.zones.find import find_zones
from kit.segment.zones.head_lines import authors_in, is_when

__all__ = ["read_card"]

_BY = re.compile(r"^(?:written\s+)?by[:\s]+", re.I)
# What leads from a name to a date: it is cut off where a date follows.
_WHEN = re.compile(
    r"(?:[\s,|–—·-]+(?:on|posted|published|updated|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b:?)+[\s,|–—·-]*$", re.I
)
_FILED = re.compile(r"^(region|theme)s?:\s*(.+)$", re.I | re.M)


def read_card(article: Article) -> Card:
    """What the text itself says of its title, author, outlet, date, region and theme; the rest is ``None``.

    >>> from kit import parse_text
    >>> card = read_card(parse_text("Bridge closed for winter\\n\\nBy Ana Ruiz\\n\\nHarbour Post, 3 May 2021"))
    >>> (card.title, card.author, card.outlet, card.date, card.region)
    ('Bridge closed for winter', 'Ana Ruiz', 'Harbour Post', '3 May 2021', None)
    """
    first: dict[str, str] = {}
    filed: dict[str, str] = {}
    author = outlet = date = None
    for zone in find_zones(article):
        words = article.covered(zone)
        line = " ".join(words.split())
        first.setdefault(zone.label, line)
        if zone.label == "byline":
            author = author or _author(_first_line(words))
        if zone.label == "dateline" and line[-1] != ":" and not is_when(line):
            before = DATE.split(line)[0].strip(" ,|–—-·")
            outlet = outlet or before or None
        if zone.label in ("dateline", "byline") and date is None and (found := DATE.search(line)):
            date = found.group()
        if zone.label == "tag":
            filed |= {key.lower(): value.strip() for key, value in _FILED.findall(words)}
    return Card(
        title=first.get("headline"),
        author=author,
        outlet=outlet,
        date=date,
        region=filed.get("region"),
        theme=filed.get("theme"),
    )


def _first_line(words: str) -> str:
    """The line of a byline that names somebody: below it may stand a role or a date."""
    lines = [" ".join(line.split()) for line in words.splitlines() if line.strip()]
    return lines[0] if _author(lines[0]) else " ".join(lines)


def _author(line: str) -> str | None:
    """Who a byline names; nobody where it is a label or a role alone."""
    before = _WHEN.sub("", DATE.split(line)[0])
    names, _ = authors_in(before)
    if _BY.match(line):
        return _BY.sub("", before).strip(" ,|–—-·") or None
    return " and ".join(names) or None
