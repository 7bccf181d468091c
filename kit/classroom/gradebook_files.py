"""A gradebook in files: for Canvas, for Moodle, as Google Classroom has it, and item by item.

gradebook-canvas.csv      for Grades, Import in Canvas
gradebook-moodle.csv      for Grades, Import, CSV file in Moodle
gradebook-classroom.csv   as Google Classroom's own download; Classroom itself imports no grades
items.csv                 for a spreadsheet: each item of each learner

A column is for the work done in a lesson, and says so in its title. A lesson that has no points has none.

Every cell stands in quotation marks, and none is a formula: a ``'`` goes before what a spreadsheet would run. Cells by
which an LMS knows a student are as the roster has them, unless they would be formulas. Numbers have a point.

Canvas: ``GradebookImporter`` and ``GradebookExporter`` in ``lib/`` of github.com/instructure/canvas-lms. The columns
"Student", "ID", "SIS User ID", "SIS Login ID", "Section" stand in this order, then one for each assignment, by its
title, or with its number behind, "Title (123)"; a row whose first cell has "Points Possible" says how many there are.
It opens the file without minding a mark of byte order, behind which a quotation mark is an error: there is none.

Moodle: ``gradeimport_csv_load_data`` in ``grade/import/csv`` and ``csv_import_reader`` in ``lib`` of
github.com/moodle/moodle. One says there which column names the user ("Email address", "ID number", "Username") and
which is for which grade item, or its feedback. A mark of byte order is removed; one user who is not known, or not
named, ends the import, and an empty grade is none. So those whom the roster does not name so are left out.

Google Classroom: no importer and no specification; a download of grades has "Last Name", "First Name", "Email Address",
a column for each assignment, and a row with the points that there are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kit.classroom.folder import Classroom
from kit.classroom.gradebook import Gradebook, gradebook_of
from kit.classroom.members import Member
from kit.classroom.results import ClassResults, results_of
from kit.files import write_atomic
from kit.tables import csv_cell, csv_line

__all__ = ["REPORT", "save_gradebook", "sheet"]

REPORT = "report"
CANVAS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
MOODLE = ("Email address", "ID number", "Username")
_FOR = " (work done)"
_POSSIBLE = "    Points Possible"
# What rosters call a column, each by letters and digits alone.
_ALSO: dict[str, tuple[str, ...]] = {
    "Student": ("student", "studentname", "fullname", "name"),
    "ID": ("id", "canvasid", "userid"),
    "SIS User ID": ("sisuserid", "sisid"),
    "SIS Login ID": ("sisloginid", "login", "loginid"),
    "Section": ("section",),
    "Email address": ("emailaddress", "email", "mail"),
    "ID number": ("idnumber", "studentid", "studentnumber"),
    "Username": ("username", "user", "login"),
    "Last Name": ("lastname", "surname", "familyname"),
    "First Name": ("firstname", "givenname", "forename"),
}

Rows = Iterable[Sequence[str]]


def save_gradebook(
    classroom: Classroom, folder: Path | None = None, *, results: ClassResults | None = None
) -> list[Path]:
    """Write the gradebook of a class to its ``report`` folder, or another; the files that were written.

    Raises ``ValueError`` where the weights are wrong, ``OSError`` where notes cannot be read or the disk refuses.
    """
    book = gradebook_of(classroom, results or results_of(classroom))
    home = folder or classroom.folder / REPORT
    sheets: dict[str, tuple[Rows, bool]] = {
        "gradebook-canvas.csv": (_canvas(book), False),
        "gradebook-moodle.csv": (_moodle(book), True),
        "gradebook-classroom.csv": (_google(book), True),
        "items.csv": (_items(book), True),
    }
    for name, (rows, mark) in sheets.items():
        write_atomic(home / name, sheet(rows, mark=mark))
    return [home / name for name in sheets]


def sheet(rows: Rows, *, mark: bool = True) -> bytes:
    """Rows of safe cells as the bytes of a CSV file, with a ``mark`` of byte order for spreadsheets that need one.

    >>> sheet([["Ruiz, Ana", "8.5"]], mark=False)
    b'"Ruiz, Ana","8.5"\\r\\n'
    """
    text = "".join(csv_line(row, safe=True) + "\r\n" for row in rows)
    return text.encode("utf-8-sig" if mark else "utf-8", "backslashreplace")


def _canvas(book: Gradebook) -> Iterator[list[str]]:
    columns = _columns(book)
    yield [*CANVAS, *(_canvas_title(book.results.members, title) for title in columns.values())]
    yield [_POSSIBLE, "", "", "", "", *(_number(_out_of(book, name)) for name in columns)]
    for member in book.results.members:
        student = _cell(member, "Student") or _full_name(member)
        cells = [student, *(_cell(member, name) for name in CANVAS[1:])]
        yield [*map(_identity, cells), *_points(book, member, columns)]


def _canvas_title(members: Iterable[Member], title: str) -> str:
    """The title with the number of its assignment, where the roster is an export of Canvas's that has the column."""
    known = re.compile(rf"{re.escape(title)}({re.escape(_FOR)})? \(\d+\)")
    return next((name for member in members for name in member.roster if known.fullmatch(name)), _head(title))


def _moodle(book: Gradebook) -> Iterator[list[str]]:
    columns, members = _columns(book), book.results.members
    named = [member for member in members if any(_cell(member, name) for name in MOODLE)]
    heads = [cell for title in map(_head, columns.values()) for cell in (title, f"{title} (Feedback)")]
    yield ["First name", "Last name", *MOODLE, *heads]
    for member in named or members:
        first, last = _names(member)
        points = _points(book, member, columns)
        said = [csv_cell(_feedback(book, member, name)) for name in columns]
        cells = [cell for both in zip(points, said, strict=True) for cell in both]
        yield [*map(_identity, (first, last, *(_cell(member, name) for name in MOODLE))), *cells]


def _google(book: Gradebook) -> Iterator[list[str]]:
    columns = _columns(book)
    yield ["Last Name", "First Name", "Email Address", *map(_head, columns.values())]
    yield ["", "", "Points", *(_number(_out_of(book, name)) for name in columns)]
    for member in book.results.members:
        first, last = _names(member)
        cells = map(_identity, (last, first, _cell(member, "Email address")))
        yield [*cells, *_points(book, member, columns)]


def _items(book: Gradebook) -> Iterator[list[str]]:
    yield ["learner", "lesson", "activity", "step", "item", "words", "label", "tier", "first", "last", "points"]
    for name, lesson in book.results.lessons.items():
        for member in book.results.members:
            work, points = lesson.work.get(member.key), book.grades[member.key, name].items or {}
            for activity, items in lesson.items.items():
                first, now = (work.first_try(activity), work.now.get(activity)) if work else (None, None)
                for item in items:
                    statuses = [each.statuses[item.number] if each else "" for each in (first, now)]
                    worth = points[activity][item.number] if activity in points else None
                    about = [item.words, item.label, item.tier]
                    step = lesson.data[activity].step
                    yield [
                        *map(csv_cell, (member.name, name, activity, step, str(item.number + 1), *about)),
                        *statuses,
                        "" if worth is None else str(worth),
                    ]


# Cells


def _columns(book: Gradebook) -> dict[str, str]:
    """The lessons that have points by name, each with a title that no other has."""
    titles = {
        name: " ".join(lesson.data.title.split())
        for name, lesson in book.results.lessons.items()
        if _out_of(book, name) or any(_points(book, member, [name]) != [""] for member in book.results.members)
    }
    often = Counter(titles.values())
    return {name: title if often[title] == 1 else f"{title} · {name}" for name, title in titles.items()}


def _head(title: str) -> str:
    """What a column is called: the lesson, and what its points are for."""
    return csv_cell(f"{title}{_FOR}")


def _points(book: Gradebook, member: Member, lessons: Iterable[str]) -> list[str]:
    return [_number(book.grades[member.key, name].points) for name in lessons]


def _out_of(book: Gradebook, lesson: str) -> float | None:
    return next((book.grades[member.key, lesson].out_of for member in book.results.members), None)


def _feedback(book: Gradebook, member: Member, lesson: str) -> str:
    """What the teacher says of a lesson: the note, and why the points are their own; in one line."""
    said = [book.notes.note(member.key, lesson), book.grades[member.key, lesson].text]
    return " ".join(" ".join(filter(None, said)).split())


def _number(number: float | None) -> str:
    return "" if number is None else f"{number:.2f}".rstrip("0").rstrip(".")


def _identity(cell: str) -> str:
    """A cell by which an LMS knows somebody: as it is, unless a spreadsheet would run it."""
    safe = csv_cell(cell)
    return cell if safe == f"'{cell}" and cell.startswith("'") else safe


def _cell(member: Member, column: str) -> str:
    names = {re.sub(r"[\W_]", "", name).casefold(): value for name, value in member.roster.items()}
    return next((names[name] for name in _ALSO[column] if names.get(name)), "")


def _names(member: Member) -> tuple[str, str]:
    """First and last name; of a learner whom no roster has so, all in the first."""
    first, last = _cell(member, "First Name"), _cell(member, "Last Name")
    if not first and not last:
        last, comma, first = (_cell(member, "Student") or member.full or member.name).partition(", ")
        first, last = (first, last) if comma else (last, "")
    return first, last


def _full_name(member: Member) -> str:
    first, last = _names(member)
    return member.full or f"{first} {last}".strip() or member.name
