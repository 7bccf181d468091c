"""Spans and annotations, and their files."""

from __future__ import annotations

import dataclasses
import json
import pickle

import pytest

import kit
from kit import Annotation, Article, Span
from kit.errors import MismatchError

ARTICLE = Article.from_text("“Naïve 🙂,” said Ana.\nShe left.")
QUOTE = Annotation(
    1, 8, "quote", "direct", "learner:li", {"speaker": Span(16, 19)}, {"why": "It stands in marks: “…”."}
)


def test_covers_code_points():
    """A span counts code points, so that an emoji is one."""
    assert ARTICLE.covered(QUOTE) == "Naïve 🙂"
    assert ARTICLE.covered(QUOTE.evidence["speaker"]) == "Ana"


@pytest.mark.parametrize("span", [(3, 2), (-1, 4)])
def test_refuses_a_span_that_is_none(span):
    """A span that runs backwards, or starts before the text, is refused and named."""
    with pytest.raises(ValueError, match=f"{span[0]}:{span[1]} is no span"):
        Annotation(*span, "zone", "body", "learner:li")
    with pytest.raises(ValueError, match="speaker"):
        Annotation(0, 1, "quote", "direct", "learner:li", {"speaker": Span(*span)})


def test_is_frozen_hashable_and_pickled():
    """An annotation cannot be changed, can stand in a set, and goes to another process and back."""
    with pytest.raises(dataclasses.FrozenInstanceError):
        QUOTE.start = 0
    assert len({QUOTE, dataclasses.replace(QUOTE)}) == 1
    assert pickle.loads(pickle.dumps(QUOTE)) == QUOTE


def test_file_round_trip(tmp_path):
    """What is written is read again, marks, emoji and evidence included."""
    path = tmp_path / "marks.jsonl"
    kit.write_annotations(path, [QUOTE], ARTICLE)
    assert kit.read_annotations(path, ARTICLE) == [QUOTE]
    assert json.loads(path.read_text(encoding="utf-8"))["quote"] == "Naïve 🙂"


def test_empty_file_holds_no_annotation(tmp_path):
    """No annotations are an empty file, and an empty file no annotations."""
    kit.write_annotations(tmp_path / "none.jsonl", [], ARTICLE)
    assert kit.read_annotations(tmp_path / "none.jsonl", ARTICLE) == []


def test_refuses_other_words_with_line_expected_and_found(tmp_path):
    """A file made on another version of the article is refused, with the line and both wordings."""
    path = tmp_path / "marks.jsonl"
    kit.write_annotations(path, [QUOTE, QUOTE], ARTICLE)
    moved = Article.from_text("x" + ARTICLE.text)
    with pytest.raises(MismatchError, match=r"marks\.jsonl:1: expected 'Naïve 🙂' at 1:8, but '“Naïve ' stands there"):
        kit.read_annotations(path, moved)


def row(**changes):
    return json.dumps(QUOTE.to_dict(ARTICLE.text) | changes)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "not valid JSON"),
        ("[1]", "expected an annotation as a JSON object"),
        (row(start="1"), "'start' must be int, found '1'"),
        (row(start=True), "'start' must be int, found True"),
        (row(label=None), "'label' must be str"),
        (row(end=999), "1:999 does not lie within the text"),
        (row(start=-1), "-1:8 does not lie within"),
        (row(evidence=[1]), "'evidence' must be a JSON object"),
        (row(evidence={"cue": [1]}), r"evidence 'cue' must be \[start, end\]"),
        (row(evidence={"cue": [5, 999]}), "evidence 'cue' .* does not lie within"),
        (row(attributes={"why": 3}), "attribute 'why' must be text"),
    ],
)
def test_refuses_a_bad_line(tmp_path, line, message):
    """Each way a line can be wrong has its own message, with the line's number."""
    path = tmp_path / "marks.jsonl"
    path.write_text(row() + "\n" + line + "\n", encoding="utf-8")
    with pytest.raises(MismatchError, match=rf"marks\.jsonl:2: .*{message}"):
        kit.read_annotations(path, ARTICLE)


def test_refuses_bytes_that_are_no_text(tmp_path):
    """A file that is not UTF-8 is refused as such."""
    (tmp_path / "marks.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(MismatchError, match="not UTF-8"):
        kit.read_annotations(tmp_path / "marks.jsonl", ARTICLE)


def test_a_span_outside_the_text_is_not_written(tmp_path):
    """An annotation of another article is refused before anything is written, and the old file stands."""
    path = tmp_path / "marks.jsonl"
    kit.write_annotations(path, [QUOTE], ARTICLE)
    before = path.read_bytes()
    with pytest.raises(IndexError, match="does not lie within the text"):
        kit.write_annotations(path, [Annotation(0, 999, "zone", "body", "x")], ARTICLE)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]
