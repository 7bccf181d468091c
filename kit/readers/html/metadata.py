"""What the head and the tags of a page say of the article: facts for its card, each with where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from kit.article import Article
from kit.lexicons import read_lexicon
from kit.readers.html.jsonld import find_article, names_of
from kit.readers.html.tokens import Token, attributes_of, decoded, find_tokens

__all__ = ["Fact", "body_facts", "head_facts"]

_META = {
    name: (fact, rank)
    for fact, names in read_lexicon("html")["facts"].items()
    for rank, name in enumerate(names.split())
}
_LONGEST = 500  # characters of a fact
_MOST = 2000  # tags of the head that are looked at

_LINKED_DATA = {"headline": "title", "datePublished": "date", "articleSection": "theme", "copyrightNotice": "notice"}
_ITEMS = {"headline": "title", "datePublished": "date", "author": "author"}


class Fact(NamedTuple):
    """One thing a page says: ``name`` is that of a field of ``Card``, ``origin`` where it says so."""

    name: str
    value: str
    origin: str


def head_facts(source: str, tokens: Iterable[Token] | None = None) -> list[Fact]:
    """What JSON-LD, ``<meta>``, ``<link>`` and ``<title>`` say, the surest of each fact first.

    >>> page = '<meta property="og:title" content="Bridge shut"><title>Bridge shut | Harbour Post</title>'
    >>> [(fact.value, fact.origin) for fact in head_facts(page)]
    [('Bridge shut', 'meta og:title'), ('Bridge shut | Harbour Post', 'title')]
    """
    scripts: list[str] = []
    metas: list[tuple[int, Fact]] = []
    items: list[Fact] = []
    links: list[Fact] = []
    title = None
    seen = 0
    for kind, start, end, name, written in find_tokens(source) if tokens is None else tokens:
        if kind == "raw" and name == "title" and title is None:
            title = Fact("title", _line(decoded(source[start:end])), "title")
        elif kind == "raw" and name == "script" and "ld+json" in written.lower():
            scripts.append(source[start:end])
        elif kind == "open" and name in ("meta", "link") and seen < _MOST:
            seen += 1
            attributes = attributes_of(written)
            if name == "meta":
                metas += _meta(attributes)
                items += _item(attributes)
            elif attributes.get("rel", "").lower() == "canonical" and _is_address(attributes.get("href", "")):
                links.append(Fact("url", attributes["href"].strip(), "link canonical"))
    facts = [fact for _, fact in sorted(metas, key=lambda meta: meta[0])]
    found = [*links, *items, *facts, *([title] if title and title.value else [])]
    url = next((fact.value for fact in found if fact.name == "url"), None)
    return [*_linked_data(find_article(scripts, url, title.value if title else None)), *found]


def _meta(attributes: dict[str, str]) -> Iterator[tuple[int, Fact]]:
    name = (attributes.get("property") or attributes.get("name") or "").lower().strip()
    if name in _META and (value := _line(attributes.get("content", ""))):
        fact, rank = _META[name]
        if fact != "url" or _is_address(value):
            yield rank, Fact(fact, value, f"meta {name}")


def _item(attributes: dict[str, str]) -> Iterator[Fact]:
    fact = _ITEMS.get(attributes.get("itemprop", ""))
    if fact and (value := _line(attributes.get("content", ""))):
        yield Fact(fact, value, f"itemprop {attributes['itemprop']}")


def _linked_data(article: Any) -> Iterator[Fact]:
    """The facts in the properties of an article, by the names of schema.org."""
    for key, name in _LINKED_DATA.items():
        value = article.get(key)
        parts = [
            _line(decoded(part)) for part in (value if isinstance(value, list) else [value]) if isinstance(part, str)
        ]
        if said := ", ".join(part for part in parts[:5] if part):
            yield Fact(name, said, f"JSON-LD {key}")
    for key, name in (
        ("author", "author"),
        ("creator", "author"),
        ("publisher", "outlet"),
        ("contentLocation", "region"),
    ):
        if names := list(dict.fromkeys(names_of(article.get(key)))):
            joined = " and ".join(names) if name == "author" else ", ".join(names)
            yield Fact(name, joined[:_LONGEST], f"JSON-LD {key}")
    page = article.get("mainEntityOfPage")
    for place in (article.get("url"), page.get("@id") if isinstance(page, dict) else page):
        if isinstance(place, str) and _is_address(place):
            yield Fact("url", place.strip(), "JSON-LD url")


def body_facts(article: Article) -> Iterator[Fact]:
    """What the tags of the body say of the words within: ``rel=author``, ``itemprop``, ``<time>``, ``<h1>``."""
    links = {a.span for a in article.annotations if a.layer == "link"}
    for a in article.annotations:
        if a.span in links and a.label == "heading":  # the outlet's name leads home, other headlines to their pages
            continue
        words = _line(article.covered(a)) if a.end - a.start <= _LONGEST else ""
        if a.layer == "markup" and a.label == "heading" and a.attributes.get("level") == "1" and words:
            yield Fact("title", words, "h1")
        if a.layer != "structure" or not words:
            continue
        if a.label == "byline":
            yield Fact("author", words, _origin(a.attributes))
        elif a.label == "time" and a.attributes.get("datetime"):
            yield Fact("date", a.attributes["datetime"], _origin(a.attributes))
        elif a.label == "headline" and a.attributes["by"] == "itemprop":
            yield Fact("title", words, _origin(a.attributes))


def _origin(attributes: Any) -> str:
    by = attributes["by"]
    return f"<{attributes['tag']}>" if by == "tag" else f"{by} {attributes[by]}"


def _line(text: str) -> str:
    return " ".join(text[: 4 * _LONGEST].split())[:_LONGEST]


def _is_address(value: str) -> bool:
    return value.strip().lower().startswith(("https://", "http://")) and not any(map(str.isspace, value.strip()))
