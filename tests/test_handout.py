"""Printables: what a class needs without a computer, no key where learners see it, and no article that is not ours."""

from __future__ import annotations

import re
from html import unescape

import pytest

from kit.activity.lesson_file import lesson_folder, read_lesson
from kit.activity.texts import Text
from kit.agreement.units import tier
from kit.article import Article
from kit.cli import main
from kit.handout.files import handouts, lesson_numbered, print_pdf, save_handouts
from kit.handout.texts import letters_of, printed_texts
from kit.readers import load

NAMES = sorted(path.stem for path in lesson_folder().glob("*.toml"))
ON_PAPER = [name for name in NAMES if name[:2] in ("01", "02", "03", "04", "05")]


def words(page):
    """What is read on a page, without its markup."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.partition("<main>")[2])).split())


def pages(name):
    made = handouts(read_lesson(name))
    return words(made[f"{name}.handout.html"]), words(made[f"{name}.key.html"])


@pytest.mark.parametrize("name", NAMES)
def test_a_sheet_asks_all_that_paper_can_ask_and_gives_no_reason(name):
    """Each step's title where something is asked, each question, and nothing that the key or an answer says."""
    lesson, (sheet, key) = read_lesson(name), pages(name)
    for activity in lesson.activities.values():
        if activity.step and activity.kind in ("choose", "write", "estimate") and "{" not in activity.prompt:
            assert " ".join(activity.prompt.split()) in sheet
            assert " ".join(activity.prompt.split()) not in key
        if activity.step:
            for entry in activity.key:
                why = " ".join(entry.attributes["why"].split())
                assert why not in sheet
        for said in (*activity.options.values(), activity.reveal):
            assert not said or said[:60] not in sheet


@pytest.mark.parametrize("name", ON_PAPER)
def test_a_key_has_each_mark_with_its_place_and_reason(name):
    """All entries of what is marked on paper: asked for, open, or a trap; in the paragraph where they stand."""
    lesson, (_, key) = read_lesson(name), pages(name)
    texts = printed_texts(lesson)
    marked = [a for a in lesson.activities.values() if a.step and a.kind == "mark"]
    assert marked
    for activity in marked:
        printed = texts[activity.text.name]
        for entry in activity.key:
            sign = {"must": "●", "accept": "○", "trap": "×"}[tier(entry)]
            assert f"{sign} {printed.place(entry)} " in key
            assert " ".join(entry.attributes["why"].split()) in key
            start, end = printed.blocks[int(printed.place(entry).lstrip(printed.letter)) - 1]
            assert start <= entry.start < end
        assert len(set(letters_of(activity).values())) == len(activity.labels)


@pytest.mark.parametrize("name", NAMES)
def test_of_an_article_that_is_not_ours_there_are_passages_with_their_source(name):
    """No more of the real article than the passages, of 200 words at most, and its notice beside them."""
    sheet, _ = pages(name)
    seed = load("csto-kazakhstan")
    real = [p for p in printed_texts(read_lesson(name)).values() if p.text.whole.slug == seed.slug]
    assert all(len(printed.text.article.text.split()) <= 200 for printed in real)
    assert ("© Andrew Korybko" in sheet) == bool(real)
    body = [" ".join(block.split()) for block in seed.text.split("\n\n") if len(block.split()) > 12]
    there = [block for block in body if block in sheet]
    assert sum(len(block.split()) for block in there) < len(seed.text.split()) / 2


def test_what_is_not_invented_is_printed_as_a_passage_alone():
    """The whole of a real article is refused, whichever lesson asks for it."""
    lesson = read_lesson("02-who-is-speaking")
    seed = load("csto-kazakhstan")
    activity = next(a for a in lesson.activities.values() if a.kind == "mark")
    whole = Text("whole", seed, seed, lesson_folder())
    object.__setattr__(activity, "text", whole)
    assert "whole" not in printed_texts(lesson)


def test_words_of_a_text_are_no_markup():
    """Whatever stands in a text is read as it stands."""
    lesson = read_lesson("02-who-is-speaking")
    activity = next(a for a in lesson.activities.values() if a.kind == "mark")
    object.__setattr__(activity, "key", ())
    hostile = Article.from_text("<script>alert(1)</script> $x$ <b>bold</b>")
    object.__setattr__(activity, "text", Text("hostile", hostile, hostile, lesson_folder()))
    page = handouts(lesson)["02-who-is-speaking.handout.html"]
    assert "&lt;script&gt;" in page
    assert "<script" not in page


@pytest.mark.parametrize("word", ["", "99", "x", "00-x"])
def test_what_is_no_lesson_is_told_with_those_that_are(word):
    """Nothing, a number that no lesson has, and other words."""
    with pytest.raises(ValueError, match="give a number, as in 'kit handout 02', or one of: 00-start-here, 01-"):
        lesson_numbered(word)


def test_the_command_writes_the_pages(tmp_path, capsys):
    """Two pages a lesson, each once however it was named, and where they are."""
    assert main(["handout", "02", "02-who", "--out", str(tmp_path)]) == 0
    written = sorted(path.name for path in tmp_path.iterdir())
    assert written == ["02-who-is-speaking.handout.html", "02-who-is-speaking.key.html"]
    assert capsys.readouterr().out.split() == [str(tmp_path / name) for name in written]


def test_without_a_browser_it_is_said_how_else(tmp_path, monkeypatch):
    """The page is there, and the message says what to do with it."""
    monkeypatch.setattr("kit.handout.files._browsers", lambda: iter(()))
    with pytest.raises(FileNotFoundError, match=r"open .*02-who-is-speaking.handout.html in any browser, and print it"):
        save_handouts(read_lesson("02-who-is-speaking"), tmp_path, pdf=True)
    assert (tmp_path / "02-who-is-speaking.handout.html").exists()


def test_a_browser_that_makes_nothing_is_told(tmp_path, monkeypatch):
    """What it said stands in the error."""
    page = tmp_path / "a.html"
    page.write_text("<p>A</p>", encoding="utf-8")
    monkeypatch.setattr("kit.handout.files._browsers", lambda: iter(["/bin/false"]))
    with pytest.raises(OSError, match=r"false made no PDF of a.html: it says nothing"):
        print_pdf(page)
