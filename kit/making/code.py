"""What the code of a lesson that came in a zip may be, for a lesson runs by itself: it shows and asks, no more."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator, Mapping

from kit import charts

__all__ = ["code_of_its_own"]

_IMPORTS: Mapping[str, frozenset[str]] = {
    "kit.activity.worddiff": frozenset(["said_twice"]),
    "kit.charts": frozenset(charts.__all__),
    "kit.lesson": frozenset(["Lesson", "closed"]),
    "kit.lesson.panels": frozenset(["readability_panel", "terms_panel"]),
}
_SHOWS = ("about", "choose", "claims", "compare", "estimate", "mark", "progress", "sources", "swap", "write")
_METHODS = frozenset([*_SHOWS, "another", "concordance", "reading"])
_VALUES = (ast.Constant, ast.Name, ast.Tuple, ast.List, ast.Dict, ast.keyword, ast.expr_context)


def code_of_its_own(notebook: bytes) -> int | None:
    """The number of the first cell, from 1, that does more than show parts of a lesson; None where none does.

    Such a cell takes names of the kit's that only show, gives names to what they give, and calls the methods of a
    lesson; it reads and writes no file and asks no network. Raises as ``json.loads`` does where it is no notebook.
    """
    for number, cell in enumerate(json.loads(notebook)["cells"], 1):
        if cell["cell_type"] == "code" and not _only_shows("".join(cell["source"])):
            return number
    return None


def _only_shows(source: str) -> bool:
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # as a command of IPython's is
        return False
    return all(map(_is_plain, body))


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
        return _is_called(value.func) and all(map(_is_value, [*value.args, *value.keywords]))
    return isinstance(value, _VALUES) and all(map(_is_value, ast.iter_child_nodes(value)))


_CALLED = frozenset().union(*_IMPORTS.values()) | {"display"}


def _is_called(called: ast.expr) -> bool:
    """Whether it is one of the kit's, or a method of a lesson or of what that has read."""
    if isinstance(called, ast.Attribute):
        return called.attr in _METHODS and (isinstance(called.value, ast.Name) or _is_value(called.value))
    return isinstance(called, ast.Name) and called.id in _CALLED
