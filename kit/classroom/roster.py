"""A roster as an LMS or a spreadsheet exports one: a CSV in whatever encoding, with whatever parts its columns.

Canvas (Student, ID, SIS Login ID, Section, and a row of points possible), Moodle (First name, Surname, Email address),
Google Classroom (Last Name, First Name, Email Address), German and French heads of columns, or names alone, one a line.
A column "pseudonym" says under which name somebody hands in.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from kit.classroom.members import Member, member_key
from kit.files import read_regular
from kit.visible import printable

__all__ = ["parse_roster", "read_roster"]

LARGEST = 5_000_000  # bytes
MOST = 5_000  # learners
# What columns are called, in small letters, each run of other signs one space.
HEADS = {
    "pseudonym": {"pseudonym", "kit name", "kitname", "alias", "pseudonyme"},
    "name": {
        *("student", "students", "name", "full name", "fullname", "student name", "learner", "display name"),
        *("schüler", "schülerin", "vollständiger name", "élève", "eleve", "nom complet", "nom et prénom"),
    },
    "first": {"first name", "firstname", "given name", "first", "vorname", "prénom", "prenom", "prénom s"},
    "last": {
        *("surname", "last name", "lastname", "family name", "last", "nachname", "familienname"),
        *("nom", "nom de famille"),
    },
    "alias": {
        *("sis login id", "login", "login id", "username", "user name", "id", "sis user id", "id number", "student id"),
        *("identifier", "integration id", "email", "email address", "e mail", "mail", "e mail address"),
        *("anmeldename", "nutzername", "benutzername", "e mail adresse", "id nummer"),
        *("nom d utilisateur", "adresse de courriel", "adresse e mail", "numéro d identification"),
    },
}
_NOBODY = {"points possible", "student, test", "test student", "date", "points", "class average"}  # rows of LMSs


def read_roster(path: Path) -> tuple[Member, ...]:
    """Who is on the roster in a file; raises ``ValueError``, naming it, where it is none, ``OSError`` as ``open``."""
    try:
        return parse_roster(read_regular(path, LARGEST))
    except ValueError as error:
        raise ValueError(printable(f"{path.name} cannot be read as a roster: {error}")) from None


def parse_roster(data: bytes) -> tuple[Member, ...]:
    """Who is on a roster, in its order, each with the row as it was; two of one name are told apart by a number.

    Raises ``ValueError`` where nobody is on it, or no column says who.

    >>> [member.name for member in parse_roster(b"Student,ID\\n    Points Possible,\\n\\"Ruiz, Ana\\",7\\n")]
    ['Ana Ruiz']
    """
    rows = _rows(_decoded(data))
    if not rows:
        raise ValueError("it is empty; export it from your LMS again, or write one name a line")
    heads = [re.sub(r"[\W_]+", " ", head.casefold()).strip() for head in rows[0]]
    columns = {what: [n for n, head in enumerate(heads) if head in named] for what, named in HEADS.items()}
    if not any(columns[what] for what in ("pseudonym", "name", "first", "last")):
        return _told_apart(_plain(rows, columns["alias"]))
    if columns["first"] and not columns["last"]:  # as in "Name, Vorname"
        columns["last"], columns["name"] = columns["name"], []
    elif columns["last"] and not (columns["first"] or columns["name"]):
        columns["name"], columns["last"] = columns["last"], []
    names = _distinct([head.strip() or f"column {n}" for n, head in enumerate(rows[0], 1)])
    return _told_apart(list(_members(rows[1:], names, columns)))


def _decoded(data: bytes) -> str:
    """Text in the encoding that it is in, as spreadsheets write it."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    if data[1:2] == b"\0" and data[3:4] == b"\0":
        return data.decode("utf-16-le", "replace")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    if "\0" in text:
        raise ValueError("it is no text; save it as CSV, not as a spreadsheet's own file")
    return text


def _rows(text: str) -> list[list[str]]:
    """The rows that say something, parted by what parts the first into most columns."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\n")
    if named := re.match(r"sep=(.)\n", text, re.I):  # as Excel may begin
        text = text[named.end() :]
    first = text.partition("\n")[0]
    sign = max(",;\t", key=lambda sign: len(next(csv.reader([first], delimiter=sign), [])))
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=sign))
    except csv.Error as error:
        raise ValueError(f"{error}; export it again as CSV") from None
    if _unclosed(text, sign):
        raise ValueError("a quotation mark in it is never closed, so that lines run together; export it again as CSV")
    if len(rows) > MOST:
        raise ValueError(f"it has {len(rows):,} lines, and a class {MOST:,} learners at most")
    return [row for row in rows if any(cell.strip() for cell in row)]


def _unclosed(text: str, sign: str) -> bool:
    try:
        deque(csv.reader(io.StringIO(text), delimiter=sign, strict=True), maxlen=0)
    except csv.Error as error:
        return "unexpected end" in str(error)
    return False


def _plain(rows: Sequence[Sequence[str]], aliases: Sequence[int]) -> list[Member]:
    """Names alone, one a line: as "Ana Ruiz", as "Ruiz, Ana", or in two columns."""
    if aliases or max(map(len, rows)) > 3:
        raise ValueError(
            f"no column says who somebody is; it has {', '.join(filter(None, rows[0]))[:200]}. Name one Student, or "
            "two First name and Surname; one may be Pseudonym"
        )
    names = [name for row in rows if (name := _name(", ".join(filter(None, map(str.strip, row)))))]
    return [Member(name, {"Name": name}) for name in names]


def _members(
    rows: Sequence[Sequence[str]], names: Sequence[str], columns: Mapping[str, Sequence[int]]
) -> Iterator[Member]:
    for cells in rows:

        def said(what: str, cells: Sequence[str] = cells) -> list[str]:
            return [cell for n in columns[what] if n < len(cells) and (cell := " ".join(cells[n].split()))]

        full = _name(next(iter(said("name")), "")) or " ".join((*said("first")[:1], *said("last")[:1]))
        other = next(iter(said("pseudonym")), "")
        if (full or other) and not (full.casefold() in _NOBODY and not said("first")):
            row = dict(zip(names, (*cells, *[""] * len(names)), strict=False))
            aliases = tuple(dict.fromkeys(said("alias")))
            yield Member(other or full, row, full if other else "", aliases)


def _name(words: str) -> str:
    """A name as it is said: "Ruiz, Ana" is Ana Ruiz."""
    words = " ".join(words.split())
    if words.casefold() in _NOBODY:
        return words
    last, comma, first = words.partition(", ")
    return f"{first} {last}" if comma and first and ", " not in first else words


def _distinct(heads: Sequence[str]) -> list[str]:
    made: dict[str, None] = {}
    for head in heads:
        name, number = head, 1
        while name in made:
            number += 1
            name = f"{head} ({number})"
        made[name] = None
    return list(made)


def _told_apart(members: Sequence[Member]) -> tuple[Member, ...]:
    """Each learner with a name of their own: those of one name are given numbers, and known by what else is said."""
    if not members:
        raise ValueError("it names nobody; it should have a line for each learner")
    many = Counter(member.key for member in members)
    seen, given = Counter[str](), set(many)  # somebody may be called "Ana (2)"
    told = []
    for member in members:
        if many[member.key] > 1:
            seen[member.key] += 1
            while member_key(name := f"{member.name} ({seen[member.key]})") in given:
                seen[member.key] += 1
            member = replace(member, name=name)
        told.append(member)
    return tuple(told)
