"""The columns of a table that a learner fills in: what each asks, and the rows that are an answer to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from reprlib import repr as short_repr
from typing import Any

from kit.activity.fields import check_fields
from kit.activity.learners import checked_file_name

__all__ = ["ROW", "Column", "columns_of", "filled_rows", "row_names", "table_rows", "table_words", "text_row"]

ROW = "row"  # where a row says which of the fixed ones it is


@dataclass(frozen=True, slots=True)
class Column:
    """One thing that a table asks of each row: in words, or where there are ``options``, one of these."""

    name: str
    title: str
    hint: str = ""
    options: tuple[str, ...] = ()


def columns_of(given: Iterable[Any]) -> tuple[Column, ...]:
    """The columns of a lesson's file; raises ``ValueError`` where one is none, or two have one name.

    >>> columns_of([{"name": "where", "title": "Where did you look?"}])[0].name
    'where'
    """
    columns = tuple(_column(each) for each in given)
    names = [column.name for column in columns]
    if not names or len(set(names)) < len(names) or ROW in names:
        raise ValueError(f"columns must have names, each another, and none {ROW!r}; these are: {', '.join(names)}")
    return columns


def _column(given: Any) -> Column:
    check_fields(given, ("name", "title"), ("hint", "options"))
    checked_file_name(given["name"])  # a plain word, as those of activities
    options = row_names("options", given["options"]) if "options" in given else ()
    return Column(**{**given, "options": options})


def row_names(field: str, given: Any) -> tuple[str, ...]:
    """Words of a list, each other words and none empty; raises ``ValueError`` where they are not.

    >>> row_names("rows", ["Wire report", "Satire"])
    ('Wire report', 'Satire')
    """
    words = tuple(given) if isinstance(given, list) else ()
    if not all(isinstance(each, str) and each.strip() for each in words) or not len(set(words)) == len(words) > 0:
        raise ValueError(f"{field} must be a list of words, each once and none empty, not {given!r}")
    return words


def table_rows(rows: Iterable[object], columns: Sequence[Column], names: Sequence[str] = ()) -> list[dict[str, str]]:
    """The rows of a table, whole: those of fixed ``names`` in their order, each with its name under ``ROW``.

    Raises ``ValueError`` where a row says what nobody can fill in here.

    >>> seen = Column("seen", "Did you see it?", options=("yes", "no"))
    >>> table_rows([{"row": "Satire", "seen": "yes"}], [seen], ["Wire report", "Satire"])
    [{'row': 'Wire report', 'seen': ''}, {'row': 'Satire', 'seen': 'yes'}]
    """
    fields = ([ROW] if names else []) + [column.name for column in columns]
    whole = [_row(row, fields, columns) for row in rows]
    if not names:
        return whole
    given = {row[ROW]: row for row in whole}
    if unknown := given.keys() - set(names):
        raise ValueError(f"row {min(unknown)!r:.80} is not asked about here; these are: {', '.join(names)}")
    empty = dict.fromkeys(fields, "")
    return [given.get(name, {**empty, ROW: name}) for name in names]


def text_row(row: object, *names: str) -> dict[str, str]:
    """A row with these values, empty where it has none; raises ``ValueError`` where it has others, or no text."""
    if not (isinstance(row, Mapping) and row.keys() <= set(names) and all(isinstance(v, str) for v in row.values())):
        raise ValueError(f"a row must say {', '.join(names)}, each in text; found {short_repr(row)}")
    return {name: row.get(name, "") for name in names}


def _row(row: object, fields: Sequence[str], columns: Sequence[Column]) -> dict[str, str]:
    whole = text_row(row, *fields)
    for column in columns:
        if column.options and whole[column.name] not in ("", *column.options):
            raise ValueError(
                f"{column.name} {whole[column.name]!r:.80} is not offered; it is empty or one of: "
                f"{', '.join(column.options)}"
            )
    return whole


def filled_rows(rows: Iterable[Mapping[str, str]], columns: Sequence[Column]) -> list[Mapping[str, str]]:
    """The rows in which each column says something."""
    return [row for row in rows if all(row[column.name].strip() for column in columns)]


def table_words(rows: Iterable[Mapping[str, str]], columns: Sequence[Column]) -> str:
    """A table for a person to read, a line for each row that says anything, beginning with its name if it has one.

    >>> table_words([{"row": "Satire", "seen": "yes"}, {"row": "Release", "seen": ""}], [Column("seen", "Seen?")])
    'Satire · yes'
    """
    said = ([row.get(ROW, ""), *(row[column.name].strip() for column in columns)] for row in rows)
    return "\n".join(" · ".join(filter(None, words)) for words in said if any(words[1:]))
