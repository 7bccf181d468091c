"""Read an article's provenance from its own words."""

from __future__ import annotations

import re

from kit.article import Article, Card
from kit.lexicons.dates import DATE
from kit.segment.zones.find import find_zones

__all__ = ["read_card"]

_BY = re.compile(r"^(?:written\s+)?by[:\s]+", re.I)
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
    for zone in find_zones(article):
        words = article.covered(zone)
        first.setdefault(zone.label, " ".join(words.split()))
        if zone.label == "tag":
            filed |= {key.lower(): value.strip() for key, value in _FILED.findall(words)}
    author = outlet = date = None
    if byline := first.get("byline"):
        author = DATE.split(_BY.sub("", byline))[0].strip(" ,|–—-·") or None
    if (dateline := first.get("dateline")) and (found := DATE.search(dateline)):
        date = found.group()
        outlet = dateline[: found.start()].strip(" ,|–—-·") or None
    return Card(
        title=first.get("headline"),
        author=author,
        outlet=outlet,
        date=date,
        region=filed.get("region"),
        theme=filed.get("theme"),
    )
