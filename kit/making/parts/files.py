"""From a draft to the files of its lesson: the notebook, its activities, the teacher's plan, the handout."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kit.activity.activity import LessonData
from kit.activity.fields import one_of
from kit.activity.lesson_file import lesson_of
from kit.activity.minutes import minutes
from kit.activity.texts import Text
from kit.making.draft import Draft
from kit.making.parts.handout import handout_html
from kit.making.parts.part import Cell, Material, Section, edges, material
from kit.making.parts.plan import plan_markdown, rows_of
from kit.making.parts.table import PARTS, lacking
from kit.making.toml import toml_words
from kit.visible import well_formed

__all__ = ["lesson_files", "part_minutes"]

# There is no question for the name: whoever gets one lesson, as a link or a zip, gives it once, when handing in.
HAND_IN = "When you are done, press “Hand in” above. It asks for your name, and makes a file for your teacher."
_PROSE = ("prompt", "reveal", "common")  # how their lines are broken is of no matter
_WIDTH = 116
_MARKUP = re.compile(r"([\\`*_{}\[\]()#+\-.!|~$<>&:])")
_MATTERS = re.compile(r"[\\`*_\[\]#|~$<>&]|://|www\.|@", re.I)  # what in a title could be more than words


@dataclass(frozen=True)
class _Made:
    """A lesson with its sections, before it is written in any form."""

    m: Material
    sections: Sequence[Section]
    tables: Mapping[str, Any]
    data: LessonData


def lesson_files(draft: Draft) -> dict[str, str]:
    """The files of a lesson on the article of a draft, by name: what ``write_lesson`` puts beside the article's own.

    ``NAME.ipynb`` is the notebook, ``NAME.toml`` its activities, ``NAME.plan.md`` the plan and ``NAME.handout.html`` a
    page to print. They go by what was kept in the draft; where nothing was kept in a layer, answers are compared with
    what the program finds, and nothing calls that a key.

    Raises ``ValueError`` where no part is chosen, one is not known, or one cannot be made of the article.

    >>> from kit.making.propose import draft
    >>> sorted(lesson_files(draft("night-buses", name="buses", parser=False)))
    ['buses.handout.html', 'buses.ipynb', 'buses.plan.md', 'buses.toml']
    """
    _check(draft)
    made = _made(draft)
    cells = _cells(made)
    rows = rows_of(made.sections, minutes(made.data, cells))
    cells[0] = ("markdown", cells[0][1].replace("(0 minutes)", f"({rows[-1].end} minutes)"))
    return {
        f"{draft.name}.ipynb": _notebook(draft, cells),
        f"{draft.name}.toml": _toml(made),
        f"{draft.name}.plan.md": plan_markdown(made.m, made.sections, rows),
        f"{draft.name}.handout.html": handout_html(made.m, made.sections),
    }


def part_minutes(draft: Draft) -> dict[str, int]:
    """How many minutes each part of a draft takes, by name, after "start", as in the plan; their sum is the lesson's.

    Raises as ``lesson_files`` does.

    >>> from kit.making.propose import draft
    >>> list(part_minutes(draft("night-buses", parser=False)))[:2]
    ['start', 'predict']
    """
    _check(draft)
    made = _made(draft)
    rows = rows_of(made.sections, minutes(made.data, _cells(made)))
    belongs = ["start", *(part for part in draft.parts for _ in PARTS[part].sections(made.m))]
    spent = dict.fromkeys(belongs, 0)
    for part, row in zip(belongs, rows, strict=True):
        spent[part] += row.end - row.start
    return spent


def _check(draft: Draft) -> None:
    if not draft.parts:
        raise ValueError(f"the lesson has no part; choose some of: {', '.join(PARTS)}")
    for part in draft.parts:
        one_of("part", part, PARTS)
    if len(set(draft.parts)) < len(draft.parts):
        raise ValueError(f"a lesson has each part once, not {', '.join(draft.parts)}")
    missing = lacking(draft)
    if out := [f"“{PARTS[part].title}”: {missing[part]}" for part in draft.parts if part in missing]:
        raise ValueError(f"leave out what cannot be made of this article. {'; '.join(out)}")


def _made(draft: Draft) -> _Made:
    m = material(draft)
    sections = [section for part in draft.parts for section in PARTS[part].sections(m)]
    activities = {name: dict(table) for section in sections for name, table in section.activities.items()}
    texts: dict[str, Text] = {text.name: text for text in (m.page, m.passage)}
    tables = {"title": draft.title, "activity": activities}
    return _Made(m, sections, tables, lesson_of(draft.name, tables, texts))


# The notebook


def _cells(made: _Made) -> list[Cell]:
    draft, cells = made.m.draft, list[Cell]()
    cells.append(("markdown", f"# {_as_words(draft.title)}\n\n{_lead(made)}\n\n(0 minutes)"))
    cells.append(("code", _first_code(made)))
    cells.append(
        (
            "markdown",
            "Whose text is it? What would you like to know before you read? Open it here. It says who wrote the text, "
            "where it stood, and on what terms you have it.",
        )
    )
    cells.append(("code", f'lesson.about("{made.m.passage.name}")'))
    for number, section in enumerate(made.sections, 1):
        (kind, prose), *rest = section.cells
        cells += [(kind, f"## {number}. {section.title}\n\n{prose}"), *rest]
    return cells


def _lead(made: _Made) -> str:
    """What the lesson is about, and what answers are compared with."""
    m = made.m
    asks = [PARTS[part].asks for part in m.draft.parts if PARTS[part].asks]
    *first, last = asks or ["what a text does"]
    said = f"{', '.join(first)} and {last}" if first else last
    layers = {layer for part in m.draft.parts for layer in PARTS[part].layers if part != "counting"}
    keys = {m.has_key(layer) for layer in layers}
    program = "a program, a second reader that is often wrong"
    beside = {
        frozenset[bool](): "only then look.",
        frozenset({True}): "only then compare with a key that gives its reasons.",
        frozenset({False}): f"only then compare. There is no key: you compare with {program}.",
        frozenset({True, False}): "only then compare: with a key that gives its reasons where there is one, and else "
        f"with {program}.",
    }[frozenset(keys)]
    if keys == {True} and any(activity.second_reader for activity in made.data.activities.values()):
        beside = "only then compare: with a key that gives its reasons, and with a program that is often wrong."
    return (
        f"In this lesson you read an article. You ask {said}.\n\nA question comes first. Answer it, and {beside}\n\n"
        f"{HAND_IN}"
    )


def _first_code(made: _Made) -> str:
    code = "\n".join(source for section in made.sections for kind, source in section.cells if kind == "code")
    takes = {"Lesson": "kit.lesson", **({"closed": "kit.lesson"} if "closed(" in code else {})}
    for section in made.sections:
        takes |= section.imports
    modules = sorted(set(takes.values()))
    lines = [
        f"from {module} import {', '.join(sorted(n for n, m in takes.items() if m == module))}" for module in modules
    ]
    return "\n".join([*lines, "", f'lesson = Lesson("{made.m.draft.name}", folder=".")', "lesson.progress()"])


def _as_words(title: str) -> str:
    """A title as Markdown in which nothing is markup, a link or mathematics.

    >>> _as_words("Who is speaking? – Rain"), "<b>" in _as_words("<b>$x$</b>")
    ('Who is speaking? – Rain', False)
    """
    words = " ".join(well_formed(title).split())
    if not _MATTERS.search(words):
        return words
    told = _MARKUP.sub(lambda sign: f"&#{ord(sign[1])};", words)
    return f'<span class="tex2jax_ignore mathjax_ignore">{told}</span>'


def _notebook(draft: Draft, cells: Sequence[Cell]) -> str:
    written = []
    for number, (kind, source) in enumerate(cells):
        cell: dict[str, Any] = {"cell_type": kind, "id": f"cell-{number:02}", "metadata": {}}
        if kind == "code":
            cell |= {"execution_count": None, "metadata": {"jupyter": {"source_hidden": True}}, "outputs": []}
        written.append(cell | {"source": source.splitlines(keepends=True)})
    about = {
        "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
        "kit": {"lesson": draft.name},
        "language_info": {"name": "python"},
    }
    notebook = {"cells": written, "metadata": about, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"


# The activities


def _toml(made: _Made) -> str:
    m, draft = made.m, made.m.draft
    article = f"article = {toml_words(str(draft.article.slug))}\n"
    out = [f"title = {toml_words(draft.title)}\n"]
    for text in dict.fromkeys((m.page, m.passage)):
        out.append(f"[text.{text.name}]\n{article}")
        if text is m.passage and draft.passage:
            first, last = edges(draft.article.text, draft.passage)
            out[-1] += f"from = {toml_words(first)}\nto = {toml_words(last)}\n"
        if text.by_key:
            out[-1] += f"by_key = {_value(list(text.by_key))}\n"
    for name, table in made.tables["activity"].items():
        out.append(_table(f"activity.{name}", table))
    return "\n".join(out)


def _table(name: str, table: Mapping[str, Any]) -> str:
    plain = "".join(
        f"{field} = {_prose(value) if field in _PROSE else _value(value)}\n"
        for field, value in table.items()
        if not isinstance(value, dict)
    )
    inner = "".join(
        f"\n[{name}.{field}]\n" + "".join(f"{toml_words(key)} = {_prose(said)}\n" for key, said in value.items())
        for field, value in table.items()
        if isinstance(value, dict)
    )
    return f"[{name}]\n{plain}{inner}"


def _value(value: Any) -> str:
    if isinstance(value, str):
        return toml_words(value)
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(_value, value))}]"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _prose(words: str) -> str:
    """Prose as a person would write it in a file: in lines, where it is longer than one."""
    if len(words) <= _WIDTH - 20 and "\n" not in words:
        return toml_words(words)
    paragraphs = (
        textwrap.fill(part, _WIDTH, break_long_words=False, break_on_hyphens=False) for part in words.split("\n\n")
    )
    inside = [toml_words(line)[1:-1].replace('\\"', '"') for part in paragraphs for line in [*part.split("\n"), ""]]
    return '"""\n' + "\n".join(inside).rstrip().replace('"""', '""\\"') + '\n"""'
