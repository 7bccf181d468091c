"""What a notebook that came in a zip may hold, for a lesson runs by itself: it shows and asks, no more."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from kit import charts
from kit.hypertext import AS_WRITTEN
from kit.making.made import NO_NOTEBOOK

__all__ = ["more_than_shown"]

_IMPORTS: Mapping[str, frozenset[str]] = {
    "kit.activity.worddiff": frozenset(["said_twice"]),
    "kit.charts": frozenset(charts.__all__),
    "kit.lesson": frozenset(["Lesson", "closed"]),
    "kit.lesson.panels": frozenset(["readability_panel", "terms_panel"]),
}
_SHOWS = (
    "about",
    "choose",
    "claims",
    "compare",
    "estimate",
    "mark",
    "neighbour",
    "pair",
    "progress",
    "sources",
    "swap",
    "table",
    "write",
)
_METHODS = frozenset([*_SHOWS, "another", "concordance", "reading"])
_VALUES = (ast.Constant, ast.Name, ast.Tuple, ast.List, ast.Dict, ast.keyword, ast.expr_context)


def more_than_shown(notebook: bytes) -> str:
    """What in a notebook does more than show parts of a lesson, in words, and where; nothing where nothing does.

    Code takes names of the kit's that only show, gives names to what they give, and calls the methods of a lesson; it
    reads and writes no file and asks no network. Nor does a page of Markdown: it has no picture of another's, no HTML.
    """
    try:
        whole = json.loads(notebook)
        if whole["nbformat"] != 4:
            return "is written in another form than a lesson's"
        for number, cell in enumerate(whole["cells"], 1):
            if what := _harm(cell):
                return f"has in cell {number} {what}"
    except NO_NOTEBOOK:
        return "is no notebook"
    return ""


def _harm(cell: Mapping[str, Any]) -> str:
    kind, source = cell["cell_type"], cell["source"]
    if kind not in ("code", "markdown", "raw") or not all(isinstance(line, str) for line in source):
        return "something that is neither words nor code"
    words = source if isinstance(source, str) else "".join([*source])
    if kind == "code" and not _only_shows(words):
        return "code of its own, which would run by itself"
    pasted = cell.get("attachments") or {}
    if kind == "markdown" and (_FETCHES.search(_AS_WORDS.sub("", words)) or not all(map(_is_picture, pasted.values()))):
        return "HTML, a formula or a picture that could ask a server for something"
    return ""


def _is_picture(pasted: Mapping[str, Any]) -> bool:
    return all(kind in _PICTURES and isinstance(data, str) for kind, data in pasted.items())


_PICTURES = ("image/png", "image/jpeg", "image/gif")
_AS_WORDS = re.compile(f'</?span(?: class="{AS_WRITTEN}")?>')  # what a made lesson puts around its title
# Tags; pictures that were not pasted in; orders of formulas, and of drawings, that load, link or style.
_FETCHES = re.compile(
    r"<(?!https?://)[a-z/!?]|!\[(?![^\]]*\]\(attachment:)|\\(?:style|href|require|class|cssId|unicode|def|newcommand|let)\b"
    r"|(?:```|~~~)[`~]*\s*\{?\s*mermaid",
    re.I,
)


def _only_shows(source: str) -> bool:
    try:
        return all(map(_is_plain, ast.parse(source).body))
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # as a command of IPython's is
        return False


def _is_plain(statement: ast.stmt) -> bool:
    if isinstance(statement, ast.ImportFrom):
        known = _IMPORTS.get(statement.module or "", frozenset()) if statement.level == 0 else frozenset()
        return all(each.name in known and each.asname is None for each in statement.names)
    if isinstance(statement, ast.Assign):
        names = [name for target in statement.targets for name in _targets(target)]
        return not _CALLED & set(names) and _is_value(statement.value)
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call) and _is_value(statement.value)


def _targets(target: ast.expr) -> Iterator[str]:
    """The names that are given; one that nobody has for what is no name."""
    for each in target.elts if isinstance(target, ast.Tuple) else [target]:
        yield each.id if isinstance(each, ast.Name) else "display"


def _is_value(value: ast.AST) -> bool:
    if isinstance(value, ast.Call):
        if isinstance(value.func, ast.Name) and value.func.id == "Lesson":
            return _is_its_own(value)
        return _is_called(value.func) and all(map(_is_value, [*value.args, *value.keywords]))
    return isinstance(value, _VALUES) and all(map(_is_value, ast.iter_child_nodes(value)))


def _is_its_own(lesson: ast.Call) -> bool:
    """Whether it is a lesson of this very folder: another could be on somebody else's machine."""
    if len(lesson.args) != 1 or not isinstance(lesson.args[0], ast.Constant):
        return False
    places = [(each.arg, ast.unparse(each.value)) for each in lesson.keywords]
    return _NAME.fullmatch(str(lesson.args[0].value)) is not None and places == [("folder", "'.'")]


_NAME = re.compile(r"\w[\w.-]*")
_CALLED = frozenset().union(*_IMPORTS.values()) | {"display"}


def _is_called(called: ast.expr) -> bool:
    """Whether it is one of the kit's, or a method of a lesson or of what that has read."""
    if isinstance(called, ast.Attribute):
        return called.attr in _METHODS and (isinstance(called.value, ast.Name) or _is_value(called.value))
    return isinstance(called, ast.Name) and called.id in _CALLED
