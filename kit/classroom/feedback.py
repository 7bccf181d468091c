"""What each learner is given back: a page of HTML that prints, with their work, what came of it, and one thing to try.

<class folder>/report/feedback/<learner>.html    a page for each learner, of the roster or not
<class folder>/report/feedback.zip               all of them, as Moodle takes them back

Nobody but the learner is named on a page: of the class it has counts alone, and of these none of fewer than five.
"""

from __future__ import annotations

import os
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from kit.activity.learners import folder_name
from kit.classroom.feedback_lesson import LessonSheet, lesson_html, lesson_sheet
from kit.classroom.feedback_next import next_try
from kit.classroom.feedback_points import note_html, points_html
from kit.classroom.feedback_words import listed, p
from kit.classroom.folder import Classroom
from kit.classroom.gradebook import Gradebook, gradebook_of
from kit.classroom.members import Member
from kit.classroom.records import received_rows
from kit.classroom.results import ClassResults, Work, results_of
from kit.classroom.weights import Weights, read_weights
from kit.files import write_atomic
from kit.hypertext import page_html, words_html

__all__ = ["feedback_html", "page_name", "save_feedback", "sheets_of"]

Tell = Callable[[int, int], None]

# Moodle's "upload multiple feedback files in a zip" goes by the number in the name of a folder, which is that of a
# participant in one assignment, and by the two words behind it; older versions ask for the line at its end. Source:
# mod/assign/feedback/file/importziplib.php, is_valid_filename_for_import.
_MOODLE = re.compile(r".*_\d+_assignsubmission_file(?=_|$)", re.S)
_LATEST = (1980, 1, 1, 0, 0, 0)  # of a zip's files: the same pages make the same zip


def save_feedback(classroom: Classroom, results: ClassResults | None = None, *, tell: Tell | None = None) -> Path:
    """Write a page for each learner of a class, and all of them in a zip; returns the folder of the pages.

    ``results`` are those of the class, where they have been worked out. ``tell`` is told how many pages are written, of
    how many. Pages are made one at a time. Raises ``ValueError`` where the weights of the class are wrong, and
    ``OSError`` where the disk refuses; what stood there stands then, or is a whole new page.
    """
    results = results or results_of(classroom)
    sheets, book, rules = sheets_of(results), gradebook_of(classroom, results), read_weights(classroom)
    folder = classroom.folder / "report" / "feedback"
    for n, member in enumerate(results.members, 1):
        write_atomic(folder / page_name(member), feedback_html(book, rules, sheets, member))
        if tell:
            tell(n, len(results.members))
    _save_zip(classroom, results, folder)
    return folder


def sheets_of(results: ClassResults) -> dict[str, LessonSheet]:
    """What all learners' pages share, by lesson."""
    return {lesson: lesson_sheet(results, lesson) for lesson in results.lessons}


def page_name(member: Member) -> str:
    """The name of a learner's page: a file on any system, and no other learner's.

    >>> page_name(Member("Blue Heron")), page_name(Member("../CON"))
    ('blue heron.html', 'con~....html')
    """
    return f"{folder_name(member.key)}.html"


def feedback_html(
    book: Gradebook, rules: Mapping[str, Weights], sheets: Mapping[str, LessonSheet], member: Member
) -> str:
    """A learner's page, whole: it needs no other file, no script and no network, and every word is escaped.

    ``book`` has the results, the points and the notes of the class, and ``rules`` are its weights.
    """
    results = book.results
    handed = {lesson: sheet.results.work.get(member.key) for lesson, sheet in sheets.items()}
    work = {lesson: each for lesson, each in handed.items() if each}
    number = results.members.index(member)
    titles = {lesson: sheet.results.data.title for lesson, sheet in sheets.items()}
    due = {lesson: titles[lesson] for lesson in _due(results)}
    shown = [each for sheet in reversed(list(sheets.values())) if (each := _lesson(book, rules, sheet, member, number))]
    lessons = p(_FOLDED if len(shown) > 1 else "", "folded quiet") + "".join(
        _folded(name, titles[name], body, is_open=not n) for n, (name, body) in enumerate(shown)
    )
    trying = f"<section class='next'><h2>One thing to try next</h2>{p(next_try(sheets, work, due))}</section>"
    title = f"{member.name}: what you handed in, and what came of it"
    body = f"<main>{_head(results, member, work, due)}{trying}{lessons}</main>"
    return page_html(title, body, Path(__file__).with_suffix(".css"))


def _lesson(
    book: Gradebook, rules: Mapping[str, Weights], sheet: LessonSheet, member: Member, number: int
) -> tuple[str, str] | None:
    """The name of a lesson that was handed in, or of which the teacher has something to say all the same; and what."""
    name, work = sheet.results.data.name, sheet.results.work.get(member.key)
    note, grade = book.notes.note(member.key, name), book.grades[member.key, name]
    if work is None and not note and not grade.own:
        return None
    notes = {activity: note_html(book.notes.note(member.key, name, activity)) for activity in sheet.results.data.every}
    body = lesson_html(sheet, work, notes, number=number) if work else p("Not handed in yet.")
    return name, f"{note_html(note)}{body}{points_html(grade, rules.get(name, rules['']).tries)}"


def _folded(name: str, title: str, body: str, *, is_open: bool) -> str:
    """A lesson that opens and closes, which needs no script; a browser prints of it what is open."""
    opened = " open" if is_open else ""
    return (
        f"<details class='lesson' id='{words_html(name)}'{opened}><summary><h2>{words_html(title)}</h2></summary>"
        f"{body}</details>"
    )


def _due(results: ClassResults) -> list[str]:
    """The lessons that the class is at, which nobody assigns anywhere: those that more than half of it handed in."""
    return [name for name, lesson in results.lessons.items() if 2 * len(lesson.work) > len(results.members)]


def _head(results: ClassResults, member: Member, work: Mapping[str, Work], due: Mapping[str, str]) -> str:
    invented = "A made-up learner of a synthetic class: nobody has written this." if results.synthetic else ""
    missing = [f"“{title}”" for name, title in due.items() if name not in work]
    return (
        f"<header>{p(invented, 'synthetic')}<h1><bdi>{words_html(member.name)}</bdi></h1>"
        f"<p class='by'>Class <bdi>{words_html(results.name)}</bdi></p>"
        f"{p(_READ if work else _NOTHING)}"
        f"{p(f'Not handed in yet: {listed(missing)}. It is not too late.') if missing and work else ''}</header>"
    )


_READ = (
    "This page is for you. It shows what you handed in, and beside it the key, with its reasons. A key can be wrong, "
    "and you may have the better reason. If so, say it in class."
)
_FOLDED = "Your newest lesson is open. Choose another to open it, too. Only what is open is printed."
_NOTHING = "Nothing of yours has come in yet. That is all right: you can still hand in. If you did, tell your teacher."


# The zip


def _save_zip(classroom: Classroom, results: ClassResults, folder: Path) -> None:
    """All pages in a zip, each in the folders that Moodle goes by where its hand-ins came in such, else by its name."""
    path = folder.with_suffix(".zip")
    part = path.with_name(f".{path.name}.{os.urandom(4).hex()}.part")
    moodle = _moodle_folders(classroom)
    try:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as out:
            for member in results.members:
                page = (folder / page_name(member)).read_bytes()
                for name in _names(results, member, moodle):
                    out.writestr(zipfile.ZipInfo(name, _LATEST), page, zipfile.ZIP_DEFLATED)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _names(results: ClassResults, member: Member, moodle: Mapping[str, list[str]]) -> list[str]:
    """What a learner's page is called in the zip.

    A participant's number is another in each assignment, so the page stands under each that the learner's hand-ins
    came with: Moodle takes the one that it knows, and passes over the others.
    """
    works = (lesson.work[member.key] for lesson in results.lessons.values() if member.key in lesson.work)
    sums = dict.fromkeys(digest for work in works for digest in (*work.earlier, work.sum))
    folders = dict.fromkeys(name for digest in sums for name in moodle.get(digest, ()))
    return [f"{name}_/{page_name(member)}" for name in folders] or [page_name(member)]


def _moodle_folders(classroom: Classroom) -> dict[str, list[str]]:
    """The folders of Moodle's own download in which each hand-in came, by its sum."""
    found: dict[str, list[str]] = {}
    for row in received_rows(classroom.folder):
        names = map(_MOODLE.match, re.split(r"[/\\]", row.where))  # part by part: a search takes its square
        if name := next(filter(None, names), None):
            found.setdefault(row.sum, []).append(name[0])
    return found
