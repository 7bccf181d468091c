"""The class view and the projector view as one HTML file, to open, to keep and to print: no other file, no network."""

from __future__ import annotations

import json
import textwrap
from base64 import b64encode
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from kit.classroom.folder import Classroom
from kit.classroom.notes import read_notes
from kit.classroom.records import received_rows
from kit.classroom.results import ClassResults, results_of
from kit.classroom.trouble import trouble_of
from kit.classroom.view import lesson_view, overview
from kit.files import write_atomic
from kit.hypertext import AS_WRITTEN, words_html
from kit.widgets.assets import script, stylesheet

__all__ = ["class_page", "save_report"]

Starred = Collection[tuple[str, str, str]]  # keys of learners, lessons, activities
REPORT = Path("report", "index.html")  # in the folder of the class
_WORDS = 160  # characters of an item: enough to find it
_SYNTHETIC = "Synthetic class: nobody in it exists, and what it shows is no finding about learners."
# Nothing is fetched and nothing is sent, and no script runs but the page's own, whatever stands in an answer.
_POLICY = (
    "default-src 'none'; base-uri 'none'; form-action 'none'; object-src 'none'; style-src 'unsafe-inline'; "
    "img-src data:; script-src '{script}'"
)
# The data are read from the page as text and parsed, never run. What is plain HTML is there until the view is, and in
# print, where the view has only what is open in it.
_START = """
const dark = matchMedia("(prefers-color-scheme: dark)");
const dress = () => (document.documentElement.dataset.jpThemeLight = String(!dark.matches));
dark.addEventListener("change", dress);
dress();
showClass(document.getElementById("view"), JSON.parse(document.getElementById("data").textContent));
document.documentElement.classList.add("shown");
"""


def save_report(classroom: Classroom, results: ClassResults | None = None, *, starred: Starred | None = None) -> Path:
    """Write the report on a class, whole or not at all, to ``report/index.html`` in its folder; gives its path back.

    ``results`` are what came of the hand-ins, and ``starred`` the written answers to talk about, where they are known
    already. Raises ``OSError`` where the file cannot be written.
    """
    notes = read_notes(classroom)
    if starred is None:
        starred = [(star.learner, star.lesson, star.activity) for star in notes.stars]
    late = {row.sum for row in received_rows(classroom.folder) if row.late}
    trouble = list(trouble_of(classroom, notes))
    path = classroom.folder / REPORT
    page = class_page(results or results_of(classroom), starred, trouble=trouble, late=late)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomic(path, page)
    return path


def class_page(
    results: ClassResults, starred: Starred = (), *, trouble: Sequence[str] = (), late: Collection[str] = ()
) -> str:
    """A class as a whole page of HTML: its view with the projector, and without a script what matters most of it.

    ``starred`` are the written answers to talk about, each (key of the learner, lesson, activity); ``trouble`` and
    ``late`` are as for ``overview``.
    """
    lessons = {name: lesson_view(results, name, starred) for name in results.lessons}
    shown = {"overview": overview(results, trouble=trouble, late=late), "lessons": lessons}
    code = script("class_view") + _START
    if "</script" in code or "<!--" in code:
        raise ValueError("a script of the class view has what would end it, </script or <!--, in its text")
    style = Path(__file__).with_suffix(".css").read_text(encoding="utf-8")
    title = words_html(f"Class {results.name}")
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY.format(script=_sum(code))}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{stylesheet('class_view')}\n{style}</style></head>\n"
        f'<body class="{AS_WRITTEN}">\n{_banner(results)}'
        f'<div class="plain">{"".join(_plain(shown, title))}</div>\n<main id="view"></main>\n'
        f'<script type="application/json" id="data">{_data(shown)}</script>\n'
        f'<script type="module">{code}</script>\n</body></html>\n'
    )


def _data(shown: Mapping[str, Any]) -> str:
    """Plain data as JSON in ASCII that nothing in it can end: no sign of markup stands in it."""
    text = json.dumps(shown, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _sum(code: str) -> str:
    return f"sha256-{b64encode(sha256(code.encode()).digest()).decode()}"


def _banner(results: ClassResults) -> str:
    return f'<p class="synthetic">{_SYNTHETIC}</p>\n' if results.synthetic else ""


# Without a script


def _plain(shown: Mapping[str, Any], title: str) -> Iterator[str]:
    """Who handed in what, and what most missed, as HTML."""
    overview, lessons = shown["overview"], shown["lessons"]
    yield f"<h1><bdi>{title}</bdi></h1><h2>Who handed in what</h2>"
    yield _handed(overview) if overview["lessons"] else "<p>Nobody has handed in anything yet.</p>"
    if overview["trouble"]:
        yield f"<h2>What could not be used</h2>{_list(overview['trouble'])}"
    for lesson in lessons.values():
        found = list(_most_missed(lesson))
        if found:
            yield f"<h2>What most missed: <bdi>{words_html(lesson['title'])}</bdi></h2>{''.join(found)}"


def _handed(overview: Mapping[str, Any]) -> str:
    lessons = overview["lessons"]
    head = "".join(f'<th scope="col"><bdi>{words_html(each["title"])}</bdi></th>' for each in lessons)
    rows = [
        f'<tr><th scope="row"><bdi>{words_html(name)}</bdi></th>{_cells(overview["cells"], lessons, n)}</tr>'
        for n, name in enumerate(overview["names"])
    ]
    return (
        f'<div class="wide"><table><thead><tr><th scope="col">Learner</th>{head}</tr></thead><tbody>{"".join(rows)}'
        "</tbody></table></div><p>An empty cell: not handed in. Else the day, and how many steps are done.</p>"
    )


def _cells(cells: Mapping[str, Any], lessons: Iterable[Mapping[str, Any]], n: int) -> str:
    return "".join(f"<td>{_cell(cells[each['name']][n])}</td>" for each in lessons)


def _cell(cell: Mapping[str, Any] | None) -> str:
    if cell is None:
        return ""
    steps = "" if cell["done"] is None else f"<br>{cell['done']} of {cell['steps']}"
    return f"{words_html(cell['made'][:10])}{steps}"


def _most_missed(lesson: Mapping[str, Any]) -> Iterator[str]:
    """By question, the items that most missed."""
    for question in lesson["questions"]:
        items = {item["number"]: item for item in question.get("items", ())}
        missed = [items[number] for number in question.get("missed", ())] if question["n"] else []
        if missed:
            lines = (_line(item, question) for item in missed)
            yield f"<h3><bdi>{words_html(question['prompt'])}</bdi></h3>{_list(lines)}"


def _line(item: Mapping[str, Any], question: Mapping[str, Any]) -> str:
    words = textwrap.shorten(item["words"], _WORDS, placeholder=" …")
    label = question["labels"].get(item["label"], item["label"])
    return f"“{words}” ({label}): {item['agree']} of {question['n']} found it. {item['why']}".rstrip()


def _list(lines: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li><bdi>{words_html(line)}</bdi></li>' for line in lines)}</ul>"
