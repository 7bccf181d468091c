"""The card of a page: of what its head, its tags and its text say, what is taken, and why."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from kit.annotation import Annotation, Span
from kit.article import Article, Card
from kit.lexicons import read_lexicon
from kit.lexicons.dates import DATE
from kit.readers.html.metadata import Fact
from kit.segment.zones.head_lines import authors_in, is_person

__all__ = ["card_of", "find_card_facts"]

_NOBODY = frozenset(read_lexicon("html")["nobody"]["authors"])
_PARTED = re.compile(r"\s[|–—·«»•:-]{1,2}\s|:\s|[|»«]")
_SHORT_LINE = re.compile(r"^[^\n]{2,300}$", re.M)
_BY = re.compile(r"^(?:(?:written|posted|story)\s+)?by[:\s]+", re.I)
_ISO = re.compile(r"\b((?:19|20)\d\d)[-/.]?(0[1-9]|1[0-2])[-/.]?(0[1-9]|[12]\d|3[01])(?!\d{3})")
_NUMBERS = re.compile(r"\d+")
_MONTHS = {
    name.lower()[:3]: n
    for n, name in enumerate(["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"], 1)
}
_NO_WORD = re.compile(r"\W+")
_LONGEST_LINE = 160  # characters of a line that names authors
_DATES = 200  # of a text that are looked at
_SHOWN = 5  # other values that are told


class _Choice(NamedTuple):
    value: str
    fact: Fact
    why: str
    span: Span
    more: Mapping[str, str] = {}


def find_card_facts(facts: Iterable[Fact], article: Article) -> list[Annotation]:
    """What is taken into the card, as annotations of layer "card", in the order of the card.

    ``label`` is the fact, the span where its words stand in the text (empty, at 0, where they do not); attributes:
    ``value``, ``from`` (where the page says so), ``why``, ``others`` where places disagree, and for a date ``iso``.
    """
    by_name: dict[str, list[Fact]] = {}
    for fact in facts:
        by_name.setdefault(fact.name, []).append(fact)
    outlets = {fact.value for fact in by_name.get("outlet", ())}
    chosen: dict[str, _Choice] = {}
    for name in Card().as_dict():
        if said := by_name.get(name):
            choose = _CHOOSERS.get(name, _first)
            if choice := choose(said, article, outlets):
                chosen[name] = choice
    if (
        "outlet" not in chosen
        and "title" in chosen
        and (outlet := _outlet_beside(by_name["title"], chosen["title"].value, article))
    ):
        chosen["outlet"] = outlet
    return [_noted(name, choice, by_name.get(name, [])) for name, choice in chosen.items()]


def card_of(annotations: Iterable[Annotation]) -> Card:
    """The card that annotations of layer "card" make."""
    return Card(**{a.label: a.attributes["value"] for a in annotations if a.layer == "card"})


def _noted(name: str, choice: _Choice, said: Sequence[Fact]) -> Annotation:
    others = dict.fromkeys(f"{fact.value} ({fact.origin})" for fact in said if _fold(fact.value) != _fold(choice.value))
    attributes = {"value": choice.value, "from": choice.fact.origin, "why": choice.why, **choice.more}
    if others:
        attributes["others"] = "; ".join(list(others)[:_SHOWN])
    return Annotation(*choice.span, "card", name, "kit.parse_html", attributes=attributes)


def _first(said: Sequence[Fact], article: Article, outlets: Iterable[str]) -> _Choice | None:
    fact = said[0]
    return _Choice(fact.value, fact, f"{fact.origin} says so.", _standing(article, fact.value))


# ---- title ----


def _title(said: Sequence[Fact], article: Article, outlets: Iterable[str]) -> _Choice | None:
    """The title that the page prints, if it prints one of those stated; else the surest of them."""
    names = {_fold(name) for name in outlets}
    printed = _printed_lines(article)
    stated = [fact for fact in said if fact.origin != "h1"]
    for fact in stated:
        parts = [part for part in _parts(fact.value) if _fold(part) in printed and _fold(part) not in names]
        if parts:
            span = printed[_fold(max(parts, key=len))]
            return _Choice(_line(article, span), fact, f"{fact.origin} says so, and the page prints it.", span)
    for fact in said:
        if fact.origin == "h1" and (not stated or any(_shared(fact.value, other.value) >= 0.5 for other in stated)):
            why = "The page prints it in its <h1>" + (f"; {stated[0].origin} words it otherwise." if stated else ".")
            return _Choice(fact.value, fact, why, _standing(article, fact.value))
    for fact in stated:
        value = max(
            (part for part in _parts(fact.value) if not names & set(map(_fold, _parts(part)))), key=len, default=""
        )
        if value:
            return _Choice(value, fact, f"{fact.origin} says so.", _standing(article, value))
    return None


def _printed_lines(article: Article) -> dict[str, Span]:
    """The lines of the text that could be a title, without those that are all link: these lead to other pages."""
    linked = {a.span for a in article.annotations if a.layer == "link"}
    found: dict[str, Span] = {}
    for m in _SHORT_LINE.finditer(article.text):
        if m.span() not in linked:
            found.setdefault(_fold(m[0]), Span(*m.span()))
    return found


def _parts(title: str) -> list[str]:
    """A title whole, and what is left where the outlet or a section is named before or behind it."""
    cuts = [m.span() for m in _PARTED.finditer(title)][:6]
    starts, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(title)]
    parts = [title[start:end].strip() for start in starts for end in ends if start < end]
    return [part for part in parts if part]


def _line(article: Article, span: Span) -> str:
    return " ".join(article.covered(span).split())


def _outlet_beside(said: Sequence[Fact], title: str, article: Article) -> _Choice | None:
    """The outlet, where the page's <title> names the article and, behind it or before, somebody else."""
    fact = next((fact for fact in said if fact.origin == "title"), None)
    cuts = [m.span() for m in _PARTED.finditer(fact.value)] if fact else []
    if fact is None or not cuts:
        return None
    first, last = fact.value[: cuts[0][0]].strip(), fact.value[cuts[-1][1] :].strip()
    behind, before = fact.value[cuts[0][1] :], fact.value[: cuts[-1][0]]
    for name, rest in ((last, before), (first, behind)):
        named = 0 < len(name.split()) <= 6 and (name is last or " " in name)  # "Opinion: …" names a section
        if named and _fold(title) in _fold(rest):
            return _Choice(name, fact, "It stands beside the title in the page's <title>.", _standing(article, name))
    return None


def _shared(one: str, other: str) -> float:
    """The share of the longer words of the shorter title that the other has too."""
    words, others = ({word for word in _fold(text).split() if len(word) > 3} for text in (one, other))
    return len(words & others) / (min(len(words), len(others)) or 1)


# ---- author ----


def _author(said: Sequence[Fact], article: Article, outlets: Iterable[str]) -> _Choice | None:
    """The first who is named: a person, else an organisation; no address, and no placeholder."""
    names = {_fold(name) for name in outlets}
    outlet = None
    for fact in said:
        value = _BY.sub("", fact.value).strip(" ,|")
        if not value or "://" in value or "@" in value or _fold(value) in _NOBODY or len(value) > _LONGEST_LINE:
            continue
        who, _ = authors_in(value)
        if not who and not fact.origin.startswith(("JSON-LD", "meta")):  # words in the page are no name for sure
            continue
        if who and not all(map(is_person, value.split(" and "))):  # a role stands beside the name
            value = " and ".join(who)
        choice = _Choice(value, fact, f"{fact.origin} names {value}.", _standing(article, value.split(" and ")[0]))
        if _fold(value) not in names:
            return choice
        outlet = outlet or choice
    return outlet


# ---- date ----


def _date(said: Sequence[Fact], article: Article, outlets: Iterable[str]) -> _Choice | None:
    """The day as the page prints it, where it prints the day that is stated; else as stated."""
    for fact in said:
        day = iso_day(fact.value)
        if day is None:
            continue
        near = {day} if "T" not in fact.value else {day, day - timedelta(1), day + timedelta(1)}
        best = None
        for n, m in enumerate(DATE.finditer(article.text)):
            if n == _DATES or (best and m.start() > best.start() + 2000):
                break
            read = _days(m[0])
            if day in read:
                best = m
                break
            if best is None and len(read) == 1 and near & read:
                best = m
        more = {"iso": day.isoformat()}
        if best:
            why = f"{fact.origin} says {day.isoformat()}, and so the page prints it."
            return _Choice(best[0], fact, why, Span(*best.span()), more)
        return _Choice(day.isoformat(), fact, f"{fact.origin} says so; the page prints no such date.", Span(0, 0), more)
    return _first(said, article, outlets) if said and len(said[0].value) <= 60 else None


def iso_day(stated: str) -> date | None:
    """The day that a date in a page's head states; None where it could be two, or none.

    >>> str(iso_day("2021-05-03T09:15:00+01:00")), str(iso_day("Mon, 03 May 2021 08:15 GMT")), iso_day("3/5/21")
    ('2021-05-03', '2021-05-03', None)
    """
    if m := _ISO.match(stated.strip()):
        try:
            return date(*map(int, m.groups()))
        except ValueError:
            return None
    m = DATE.search(stated[:100])
    days = _days(m[0]) if m else set()
    return days.pop() if len(days) == 1 else None


def _days(printed: str) -> set[date]:
    """The days that a printed date can be: two, where day and month are both numbers."""
    numbers = [int(n) for n in _NUMBERS.findall(printed)]
    words = [word.lower() for word in re.findall(r"[^\W\d_]{3,}", printed)]
    month = next((_MONTHS[word[:3]] for word in words if word[:3] in _MONTHS), None)
    if month and len(numbers) == 2:
        orders = [(numbers[1], month, numbers[0])]
    elif len(numbers) == 3 and numbers[0] > 31:
        orders = [(numbers[0], numbers[1], numbers[2])]
    elif len(numbers) == 3:
        year = numbers[2] + (2000 if numbers[2] < 70 else 1900) * (numbers[2] < 100)
        orders = [(year, numbers[1], numbers[0]), (year, numbers[0], numbers[1])]
    else:
        orders = []
    found = set()
    for order in orders:
        try:
            found.add(date(*order))
        except ValueError:
            continue
    return found


def _fold(text: str) -> str:
    return _NO_WORD.sub(" ", text.casefold()).strip()


def _standing(article: Article, words: str) -> Span:
    """Where the words stand in the text, first as they are, then whatever marks and capitals; else empty, at 0."""
    at = article.text.find(words) if words else -1
    if at >= 0:
        return Span(at, at + len(words))
    parts = [re.escape(part) for part in _fold(words).split()]
    found = re.compile(r"\W{1,4}".join(parts[:60]), re.I).search(article.text[:20_000]) if parts else None
    return Span(*found.span()) if found else Span(0, 0)


_CHOOSERS: Mapping[str, Callable[[Sequence[Fact], Article, Iterable[str]], _Choice | None]] = {
    "title": _title,
    "author": _author,
    "date": _date,
}
