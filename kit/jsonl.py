"""Annotations as JSON Lines: one a line, each with the words it covers, so that a shifted file is noticed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from itertools import accumulate
from operator import itemgetter
from pathlib import Path
from typing import Any

from kit.annotation import Annotation, Span
from kit.article import Article
from kit.errors import MismatchError
from kit.files import write_atomic
from kit.visible import HALF, joined

__all__ = [
    "annotation_lines",
    "annotation_of",
    "as_json",
    "from_json",
    "parse_annotations",
    "read_annotations",
    "write_annotations",
]

_FIELDS = {"layer": str, "label": str, "start": int, "end": int, "quote": str, "annotator": str}
_KINDS = tuple(_FIELDS.values())
_GIVEN = itemgetter(*_FIELDS)
_SPACE = " \t\n\r"
_DECODE = json.JSONDecoder().raw_decode
DEEPEST = 50  # levels of JSON; an annotation has three
_BUT_BRACKETS = re.compile(r"[^\[\]{}]+")
_DEPTHS = {"[": 1, "{": 1, "]": -1, "}": -1}


def as_json(value: Any, *, indent: int | None = None) -> str:
    """A value as JSON that UTF-8 can hold: letters as they are, and half a character, which has no bytes, escaped.

    Two halves that meet are read again as the one character that they are.

    >>> print(as_json(["né", "\\ud83d"]))
    ["né", "\\ud83d"]
    """
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return HALF.sub(lambda half: f"\\u{ord(half[0]):04x}", text)


def from_json(text: str, *, strict: bool = True) -> Any:
    """What JSON says; raises ``ValueError`` where it is none, or nested more than ``DEEPEST`` levels.

    If not ``strict`` its strings may go over several lines.

    Python would go as deep as its stack, and in a browser, where that is small, break down.

    >>> from_json('[{"a": 1}]'), from_json("[" * 100_000)
    Traceback (most recent call last):
    ValueError: JSON nested more than 50 levels
    """
    if text.count("[") + text.count("{") > DEEPEST:
        between = text.replace("\\\\", "").replace('\\"', "").split('"')[::2]  # of words, in which they are none
        brackets = _BUT_BRACKETS.sub("", "".join(between))
        if max(accumulate(map(_DEPTHS.__getitem__, brackets)), default=0) > DEEPEST:
            raise ValueError(f"JSON nested more than {DEEPEST} levels")
    if not strict:
        return json.loads(text, strict=False)
    try:
        value, end = _DECODE(text)  # of short lines in half the time of what looks for space around them
    except ValueError:  # or there is space before it
        return json.loads(text)
    return json.loads(text) if text[end:].strip(_SPACE) else value


def write_annotations(path: str | Path, annotations: Iterable[Annotation], article: Article) -> None:
    """Write annotations of an article as JSON Lines, atomically.

    Raises ``IndexError`` where one does not lie within the article's text, and ``OSError`` where the file cannot be
    written; the old file then stands.

    >>> import tempfile
    >>> article = Article.from_text("By Ana Ruiz")
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_annotations(Path(folder) / "a.jsonl", [Annotation(3, 11, "zone", "byline", "learner:li")], article)
    ...     read_annotations(Path(folder) / "a.jsonl", article)[0].label
    'byline'
    """
    write_atomic(Path(path), annotation_lines(annotations, article))


def annotation_lines(annotations: Iterable[Annotation], article: Article) -> str:
    """Annotations of an article as JSON Lines; raises ``IndexError`` where one does not lie within its text."""
    lines = []
    for annotation in annotations:
        for span in (annotation.span, *annotation.evidence.values()):
            article.covered(span)  # raises where the span is outside
        lines.append(as_json(annotation.to_dict(article.text)) + "\n")
    return "".join(lines)


def read_annotations(path: str | Path, article: Article) -> list[Annotation]:
    """Read annotations from JSON Lines and hold each against the article.

    Raises ``MismatchError`` (a ``ValueError``) naming the line where it is not valid, or where the words it was made
    on are not the words that stand there; ``FileNotFoundError`` where there is no such file.

    >>> from kit.readers.files import seed_folder
    >>> from kit import load
    >>> read_annotations(seed_folder() / "ferry-bridge.key.jsonl", load("ferry-bridge"))[3].label
    'byline'
    """
    return parse_annotations(Path(path).read_bytes(), str(path), article)


def parse_annotations(data: bytes, where: str, article: Article) -> list[Annotation]:
    """Annotations from the bytes of JSON Lines, each held against the article; ``where`` is what errors name."""
    try:
        lines = data.decode("utf-8").split("\n")  # splitlines would also part at U+2028
    except UnicodeDecodeError as error:
        raise MismatchError(f"{where}: not UTF-8 text at byte {error.start}; it is no file of annotations") from error
    return [_parse(line, f"{where}:{number}", article) for number, line in enumerate(lines, 1) if line.strip()]


def _parse(line: str, where: str, article: Article) -> Annotation:
    try:
        row = from_json(line)
    except json.JSONDecodeError as error:
        raise MismatchError(f"{where}: not valid JSON ({error.msg} at column {error.colno})") from error
    except ValueError as error:  # a number of thousands of digits, or nested too deep
        raise MismatchError(f"{where}: JSON that cannot be read ({error})") from error
    return annotation_of(row, where, article)


def annotation_of(row: Any, where: str, article: Article) -> Annotation:
    """The annotation that JSON says, held against the article; ``where`` is what errors name."""
    if not isinstance(row, dict):
        raise MismatchError(f"{where}: expected an annotation as a JSON object, found {_short(repr(row))}")
    try:
        given = _GIVEN(row)
    except KeyError:
        given = (None,)
    if tuple(map(type, given)) != _KINDS:
        name, kind = next((name, kind) for name, kind in _FIELDS.items() if type(row.get(name)) is not kind)
        raise MismatchError(f"{where}: {name!r} must be {kind.__name__}, found {row.get(name)!r}")
    layer, label, start, end, quote, annotator = given
    if not 0 <= start <= end <= len(article.text):
        raise MismatchError(f"{where}: {start}:{end} does not lie within the text, which is 0:{len(article.text)}")
    found = article.text[start:end]
    if found != quote and joined(found) != joined(quote):
        raise MismatchError(
            f"{where}: expected {_short(quote)} at {start}:{end}, but {_short(found)} stands there; "
            "the annotations were made on another version of the article"
        )
    return Annotation(
        start,
        end,
        layer,
        label,
        annotator,
        _evidence(row.get("evidence", {}), where, len(article.text)),
        _attributes(row.get("attributes", {}), where),
    )


def _evidence(value: Any, where: str, length: int) -> dict[str, Span]:
    if value == {}:
        return {}
    out = {}
    for role, span in _mapping(value, "evidence", where).items():
        if not (isinstance(span, list) and len(span) == 2 and all(type(x) is int for x in span)):
            raise MismatchError(f"{where}: evidence {role!r} must be [start, end], found {span!r}")
        if not 0 <= span[0] <= span[1] <= length:
            raise MismatchError(f"{where}: evidence {role!r} {span} does not lie within the text, which is 0:{length}")
        out[role] = Span(*span)
    return out


def _attributes(value: Any, where: str) -> dict[str, str]:
    attributes = _mapping(value, "attributes", where)
    for name, words in attributes.items():
        if not isinstance(words, str):
            raise MismatchError(f"{where}: attribute {name!r} must be text, found {words!r}")
    return dict(attributes)


def _mapping(value: Any, name: str, where: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise MismatchError(f"{where}: {name!r} must be a JSON object, found {value!r}")
    return value


def _short(words: str) -> str:
    return repr(words if len(words) <= 60 else words[:57] + "…")
