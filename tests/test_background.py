"""Background and glossary of an article: read beside its card, shown before it is read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import kit
from kit.activity.background import Note, read_background
from kit.activity.lesson_file import read_lesson
from kit.lesson.about import About
from kit.lesson.lesson import Lesson
from kit.readers.files import seed_folder, seeds
from kit.words import WORD

LESSON = """
title = "A lesson"

[text.all]
article = "dam"

[text.part]
article = "dam"
from = "The dam"
to = "held."
"""
CARD = """
title = "The <dam>"
url = "javascript:alert(1)"
notice = "Invented."

[[background]]
question = "What is a dam?"
words = "A wall across a river."
source = "Any atlas"

[glossary]
dam = "a wall across a river"
"spillway" = "where water may run over"
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "dam.txt").write_text("The dam held.\n\nThe Spillway did not.\n", encoding="utf-8")
    (tmp_path / "dam.toml").write_text(CARD, encoding="utf-8")
    (tmp_path / "a-lesson.toml").write_text(LESSON + "\n[activity]\n", encoding="utf-8")
    return tmp_path


def test_an_article_with_background_is_read_as_before(home: Path) -> None:
    assert kit.load(home / "dam.txt").card.title == "The <dam>"


def test_a_passage_has_the_notes_and_its_own_hard_words(home: Path) -> None:
    texts = read_lesson("a-lesson", folder=home).texts
    assert texts["part"].background.notes == (Note("What is a dam?", "A wall across a river.", "Any atlas"),)
    assert texts["part"].glossary == {"dam": "a wall across a river"}
    assert list(texts["all"].glossary) == ["dam", "spillway"], "however it is capitalised"


def test_what_is_shown_before_reading(home: Path) -> None:
    texts = read_lesson("a-lesson", folder=home).texts
    part, whole = About(texts["part"])._repr_html_(), About(texts["all"])._repr_html_()
    assert "The &lt;dam&gt;" in part and "<dam>" not in part and "javascript" not in part
    summaries = re.findall(r"<summary data-lm-suppress-shortcuts='true'>(.*?)</summary>", part)
    assert summaries == ["What is a dam?", "Hard words in this text", "The whole text, if you like"]
    assert "<p dir='auto'>The Spillway did not.</p>" in part
    assert "The whole text" not in whole, "it is on the page already"


def test_hard_words_are_explained_in_the_text_to_mark(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KIT_FOLDER", str(home))
    mark = """
[activity.sort]
kind = "mark"
text = "part"
layer = "zone"
labels = "article-or-furniture"
unit = "block"

[[activity.sort.key]]
label = "article"
why = "It tells what happened."
"""
    (home / "b-lesson.toml").write_text(LESSON + mark, encoding="utf-8")
    html = Lesson("b-lesson", folder=home).mark("sort").to_html()
    assert "<b>dam</b>: a wall across a river" in html
    assert "spillway" not in html


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("[background]\nquestion = 'x'", "double brackets"),
        ("[[background]]\nquestion = 'x'", "dam.toml: field 'source' is missing"),
        ("[glossary]\ndam = 3", "dam.toml: dam must be words, not 3"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, table: str, message: str) -> None:
    (tmp_path / "dam.toml").write_text(table, encoding="utf-8")
    with pytest.raises(ValueError, match=re.escape(message)):
        read_background(tmp_path / "dam.toml")


@pytest.mark.parametrize("slug", seeds())
def test_the_articles_have_short_background_and_words_that_stand_in_them(slug):
    """Two minutes of notes, each with its source; every hard word is in the article, and said in a few plain ones."""
    text, known = kit.load(slug).text, read_background(seed_folder() / f"{slug}.toml")
    assert sum(len(WORD.findall(f"{note.question} {note.words}")) for note in known.notes) <= 320
    assert all(note.source.strip() for note in known.notes)
    for term, said in known.glossary.items():
        assert re.search(rf"\b{re.escape(term)}\b", text, re.I), term
        assert 1 <= len(WORD.findall(said)) <= 16, term
