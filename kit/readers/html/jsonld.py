"""What a page's JSON-LD says of the article on it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kit.jsonl import from_json
from kit.readers.html.tokens import decoded

__all__ = ["find_article", "names_of"]

_MOST = 5000  # values of a page that are looked at
_LONGEST = 2_000_000  # characters of one script
_ASIDE = frozenset(  # what stands under these is another page
    [
        "itemListElement",
        "hasPart",
        "isPartOf",
        "mentions",
        "citation",
        "isRelatedTo",
        "relatedLink",
        "comment",
        "review",
        "breadcrumb",
        "about",
    ]
)
_ARTICLE = re.compile(r"(?:Article|Posting|BlogPost|Report)$")
_PAGE = frozenset(["WebPage", "ItemPage", "CreativeWork"])
_WRAPPED = ("//", "<!--", "<![CDATA[", "/*", "*/", "-->", "]]>", ";")
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
_FACT = re.compile(r'"(headline|datePublished|articleSection|url)"\s{0,9}:\s{0,9}"((?:[^"\\\n]|\\.){1,500})"')
_BY = re.compile(
    r'"(author|publisher)"\s{0,9}:\s{0,9}[\[{\s]{0,9}[^\]}]{0,200}?"name"\s{0,9}:\s{0,9}"((?:[^"\\\n]|\\.){1,200})"'
)


def find_article(scripts: Iterable[str], url: str | None = None, title: str | None = None) -> Mapping[str, Any]:
    """The properties of the article that the scripts describe; empty where they describe none.

    Of several, the one with the page's address or title counts, else the first. Articles that a list, a comment or
    another article names are others. Broken JSON is mended where that is plain, else read for its facts alone.

    >>> find_article(['{"@graph": [{"@type": "WebSite"}, {"@type": ["NewsArticle"], "headline": "Bridge shut",}]}'])
    {'@type': ['NewsArticle'], 'headline': 'Bridge shut'}
    """
    nodes: list[dict[str, Any]] = []
    for script in scripts:
        nodes += _nodes(_parsed(script[:_LONGEST]))
    by_id = {node["@id"]: node for node in reversed(nodes) if isinstance(node.get("@id"), str) and len(node) > 1}
    articles = [node for node in nodes if any(map(_ARTICLE.search, _types(node)))]
    articles = articles or [node for node in nodes if not _PAGE.isdisjoint(_types(node))]
    if not articles:
        return {}
    best = max(articles, key=lambda node: (_is_at(node, url), _is_called(node, title), "headline" in node))
    return {key: _resolved(value, by_id) for key, value in best.items()}


def names_of(value: Any) -> list[str]:
    """The names of people or organisations, given as text, as objects, or as lists of these.

    >>> names_of(["Ana Ruiz", {"@type": "Person", "name": "Ben Okoye"}, {"url": "x"}])
    ['Ana Ruiz', 'Ben Okoye']
    """
    found: list[str] = []
    for part in value[:20] if isinstance(value, list) else [value]:
        name = part.get("name") if isinstance(part, dict) else part
        found += [n for n in (name if isinstance(name, list) else [name])[:20] if isinstance(n, str) and n.strip()]
    return [" ".join(decoded(name).split()) for name in found]


def _parsed(script: str) -> Any:
    """The data in a script, mended where it can be."""
    unwrapped = script.strip()
    for _ in range(3):
        for sign in _WRAPPED:
            unwrapped = unwrapped.removeprefix(sign).removesuffix(sign).strip()
    for attempt in (script, unwrapped, _TRAILING_COMMA.sub("", unwrapped), decoded(unwrapped)):
        try:
            return from_json(attempt, strict=False)
        except ValueError:
            continue
    facts: dict[str, Any] = {"@type": "Article"} if '"headline"' in script else {}
    for key, value in _FACT.findall(script) if facts else ():
        facts.setdefault(key, value.replace('\\"', '"').replace("\\/", "/"))
    for key, name in _BY.findall(script) if facts else ():
        facts.setdefault(key, {"name": name.replace('\\"', '"')})
    return facts


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    """The objects in the data, those of the page itself, from the outside in."""
    waiting, at = [data], 0
    while at < len(waiting) and at < _MOST:
        value = waiting[at]
        at += 1
        if isinstance(value, dict):
            yield value
            waiting += [part for key, part in value.items() if key not in _ASIDE and isinstance(part, (dict, list))]
        elif isinstance(value, list):
            waiting += value[:_MOST]


def _types(node: Mapping[str, Any]) -> list[str]:
    types = node.get("@type")
    return [t for t in (types if isinstance(types, list) else [types]) if isinstance(t, str)]


def _is_at(node: Mapping[str, Any], url: str | None) -> bool:
    page = node.get("mainEntityOfPage")
    places = (node.get("url"), node.get("@id"), page.get("@id") if isinstance(page, dict) else page)
    return url is not None and any(
        isinstance(p, str) and p.split("#")[0].rstrip("/") == url.rstrip("/") for p in places
    )


def _is_called(node: Mapping[str, Any], title: str | None) -> bool:
    headline = node.get("headline")
    return title is not None and isinstance(headline, str) and headline.strip().lower()[:60] in title.lower()


def _resolved(value: Any, by_id: Mapping[str, Mapping[str, Any]]) -> Any:
    """A value with what it only points to put in its place, one step deep."""
    if isinstance(value, list):
        return [_resolved(part, by_id) if isinstance(part, dict) else part for part in value[:50]]
    if isinstance(value, dict) and "name" not in value and isinstance(value.get("@id"), str):
        return by_id.get(value["@id"], value)
    return value
