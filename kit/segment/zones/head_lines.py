"""The lines of an article's head: who wrote it and when it appeared, with "By" or a year or without."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kit.lexicons import alternation, load_calendar, load_names, read_lexicon, word_set
from kit.lexicons.dates import DATE
from kit.segment.zones.features import Block, is_name
from kit.segment.zones.patterns import CREDIT_WORDS, WRITERS

__all__ = ["HeadLines", "authors_in", "find_head_lines", "is_genre", "is_person", "is_role", "is_when"]

_WORDS = read_lexicon("page_lines")["head"]
_SIGNED = re.compile(
    rf"(?:(?:{alternation(_WORDS['verbs'])}\s+)?by(?:[:\s]+|(?=[A-Z]))"
    rf"|{alternation(_WORDS['writers'])}(?:\s*:\s*|\s+(?=(?-i:[A-Z]))))",
    re.I,
)
_AGENCY = re.compile(rf"(?:the )?{alternation(read_lexicon('page_lines')['agencies'])}(?: in \w[\w ]{{2,40}})?", re.I)
_ALONE = re.compile(rf"(?:(?:{alternation(_WORDS['verbs'])}\s+)?by|{alternation(_WORDS['writers'])})\s*:?", re.I)
_PARTS = re.compile(r"\s*(?:[,&;()]|\b(?:and|AND|with)\b|[|–—·•/]|\s-\s|@\w+)\s*")
_WHERE = re.compile(r"\s(?:in|at|for|of)\s(?:the\s)?[^\W\d_a-z].*")
_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_ORDINAL = frozenset(["st", "nd", "rd", "th"])

_CALENDAR = frozenset(word.lower() for words in load_calendar() for word in words)
_PUBLISHED, _RELATIVE, _JOINING = (word_set(_WORDS[name]) for name in ("published", "relative", "joining"))
_UNITS = word_set(_WORDS["units"])
_GENRES, _GENRE_WORDS = word_set(_WORDS["genres"]), word_set(_WORDS["genre_words"])
_NO_PERSON = load_names().institutions | load_names().openers | word_set(_WORDS["no_person"])

_TRADES = WRITERS | {"staff"}
_LINK = 0.7  # the share of a line that makes it one link, which may lead to any page
_LONGEST = 16  # words of a line that says who and when


class HeadLines(NamedTuple):
    """Indexes of the blocks that may stand in the head of an article.

    ``signed`` say who wrote ("By", "Author:", a role), ``names`` are a name and no more, which only its place can make
    a byline, ``roles`` are a role and no more; ``dates`` say when; ``labels`` lead up to a name or a date ("By",
    "Updated:") in the next block.
    """

    signed: frozenset[int]
    names: frozenset[int]
    roles: frozenset[int]
    dates: frozenset[int]
    labels: frozenset[int]


def find_head_lines(blocks: Sequence[Block], region: range) -> HeadLines:
    """The lines of a region of the page by which articles say who wrote them and when."""
    signed: set[int] = set()
    names: set[int] = set()
    roles: set[int] = set()
    dates: set[int] = set()
    labels: set[int] = set()
    small = {word for block in blocks if block.size >= 12 for word in block.text.split() if word.islower()}
    for at in region:
        block = blocks[at]
        if not 0 < block.size <= _LONGEST or "tag" in block.features or "copyright-mark" in block.features:
            continue
        following = blocks[at + 1].text if at + 1 < len(blocks) else ""
        if _is_label(block, following):
            labels.add(at)
        elif "byline" in block.features or _AGENCY.fullmatch(block.text):
            signed.add(at)
        elif is_when(block.text):
            dates.add(at)
        elif block.linked < _LINK and (block.cue is None or block.cue.label == "bio"):
            who, said = authors_in(block.text)
            if who and not said and sum(word.lower() in small for word in who[0].split()) > 1:
                continue  # words of the story, with capitals as headlines have them
            if who:
                (signed if said or block.role == "byline" else names).add(at)
            elif is_role(block.text):
                roles.add(at)
    return HeadLines(frozenset(signed), frozenset(names), frozenset(roles), frozenset(dates), frozenset(labels))


def _is_label(block: Block, following: str) -> bool:
    """Does a line lead up to the name or the date in the next?"""
    if block.size > 3:
        return False
    if _ALONE.fullmatch(block.text):
        return bool(authors_in(following)[0])
    words = block.text.rstrip(":").lower().split()
    return block.last == ":" and not _PUBLISHED.isdisjoint(words) and bool(DATE.search(following) or is_when(following))


def is_person(text: str) -> bool:
    """Could a text be the name of a person, and no outlet's, place's or section's?

    >>> is_person("Ana Ruiz"), is_person("Harbour Post"), is_person("Senior Reporter"), is_person("Bridge shut")
    (True, False, False, False)
    """
    words = text.split()
    small = text.lower().split()
    if not is_name(text) or not WRITERS.isdisjoint(small) or _is_credit(text):
        return False
    return words[0].title() not in _NO_PERSON and words[-1].title() not in _NO_PERSON


def authors_in(text: str) -> tuple[list[str], bool]:
    """The names in a line that gives its author, and whether it says so: by "By" or a label, or by a role.

    >>> authors_in("Ana Ruiz, Senior Reporter")
    (['Ana Ruiz'], True)
    >>> authors_in("Author: Ana Ruiz and Ben Okoye"), authors_in("Ana Ruiz in Ashford")
    ((['Ana Ruiz', 'Ben Okoye'], True), (['Ana Ruiz'], False))
    >>> authors_in("Bridge shut, says Ana Ruiz")
    ([], False)
    """
    if len(text) > 160:
        return [], False
    label = _SIGNED.match(text)
    words = _without_when(DATE.split(text[label.end() :] if label else text)[0])
    parts = [part.strip(" ,:") for part in _PARTS.split(words)]
    parts = [part for part in parts if part]
    parts[:1] = _name_and_role(parts[0]) if parts else []
    if not parts or not is_person(_WHERE.sub("", parts[0])) or text.rstrip()[-1:] in "?!:":
        return [], False
    names = [name for part in parts if is_person(name := _WHERE.sub("", part))]
    others = [part for part in parts if not is_person(_WHERE.sub("", part))]
    if any(len(part.split()) > 6 or not _may_follow(part) for part in others):
        return [], False
    return names, label is not None or any(is_role(part) or _AGENCY.fullmatch(part) for part in others)


def _without_when(text: str) -> str:
    """A line without the words at its end that say when."""
    words = text.split()
    for at in range(1, len(words)):
        if words[at].strip(",:").lower() in _PUBLISHED | _CALENDAR and is_when(" ".join(words[at:])):
            return " ".join(words[:at])
    return text


def _name_and_role(text: str) -> list[str]:
    """A name and the role that follows it with no mark between."""
    words = text.split()
    for at in (2, 3):
        name, role = " ".join(words[:at]), " ".join(words[at:])
        if role and is_person(name) and is_role(role):
            return [name, role]
    return [text]


def _may_follow(part: str) -> bool:
    """May words stand beside a name in the line that gives the author?"""
    if _AGENCY.fullmatch(part):
        return True
    return not _is_credit(part) and (part[0].isupper() or part.startswith(("special to", "for ", "in ", "at ", "of ")))


def _is_credit(text: str) -> bool:
    return not CREDIT_WORDS.isdisjoint(text.lower().split())


def is_role(text: str) -> bool:
    """Does a line name a writer's trade and say no more?

    >>> is_role("Senior Reporter"), is_role(", Political Correspondent"), is_role("The reporter left town.")
    (True, True, False)
    """
    words = text.strip(" ,|–—-").split()
    return (
        0 < len(words) <= 5
        and words[0][0].isupper()
        and text[-1] not in ".:?!"
        and not _TRADES.isdisjoint(word.lower().strip(",") for word in words)
    )


def is_genre(text: str) -> bool:
    """Does a line say what kind of text stands below it, and perhaps its number and date?

    >>> [is_genre(line) for line in ("Opinion", "Press release 27/2024", "Newsletter no. 84, July 2024", "The release")]
    [True, True, True, False]
    """
    if len(text) > 60 or not text[0].isupper():
        return False
    words = {word for word in _TOKEN.findall(text.lower()) if not word.isdigit() and word not in _CALENDAR}
    return not _GENRES.isdisjoint(words) and words <= _GENRES | _GENRE_WORDS


def is_when(text: str) -> bool:
    """Does a line say when, and nothing else: each of its words is of the calendar or the clock?

    A time alone is no such line, for notes in a running report open with one.

    >>> [is_when(line) for line in ("3 hours ago", "Updated: Mon, May 3 at 4 pm BST", "10:42 am", "May")]
    [True, True, False, False]
    """
    if len(text) > 100:
        return False
    tokens = _TOKEN.findall(text)
    anchors = other = 0
    for token in tokens:
        word = token.lower()
        if word in _CALENDAR or word in _RELATIVE or word in _PUBLISHED:
            anchors += 1
        elif word.isdigit() or word in _UNITS or word in _ORDINAL or (token.isupper() and 2 <= len(token) <= 4):
            other += 1
        elif word not in _JOINING:
            return False
    return bool(anchors) and (anchors + other > 1 or tokens[0].lower() in ("today", "yesterday"))
