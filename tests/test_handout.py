"""Printables: what a class needs without a computer, no key where learners see it, and no article that is not ours."""

from __future__ import annotations

import re
from html import unescape

import pytest

from kit.activity.lesson_file import lesson_folder, read_lesson
from kit.activity.texts import Text
from kit.activity.versions import PLAIN
from kit.activity.wall import SHOWN, wall_of
from kit.agreement.units import tier
from kit.article import Article
from kit.cli import main
from kit.handout.files import _browsers, handouts, lesson_numbered, print_pdf, save_handouts
from kit.handout.texts import in_plain_words, letters_of, printed_texts
from kit.handout.wall import SHOWS
from kit.readers import load

NAMES = sorted(path.stem for path in lesson_folder().glob("*.toml"))
ON_PAPER = [name for name in NAMES if name[:2] in ("01", "02", "03", "04", "05", "09")]
SEVERAL = {("02-who-is-speaking", "marks"): "1a 1b 1c", ("03-what-is-claimed", "passage"): "1a 1b 1c 2"}


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
            start, end = printed.blocks[printed.numbers.index(printed.place(entry).lstrip(printed.letter))]
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


@pytest.mark.parametrize("name", ON_PAPER)
def test_in_plain_words_the_same_is_asked(name):
    """Each passage that has plain words is printed in them, with its own key; whose it is stands beside it."""
    lesson = read_lesson(name)
    made = handouts(lesson, plain=True)
    sheet, key = words(made[f"{name}.plain.handout.html"]), words(made[f"{name}.plain.key.html"])
    texts = [printed.text for printed in printed_texts(in_plain_words(lesson)).values()]
    no_level = " ".join(" ".join(text.article.text.split()) for text in texts if text.version != PLAIN)
    assert sheet.count("in plain words") >= sum(text.version == PLAIN for text in texts)
    for activity in [each for each in lesson.every.values() if each.version == PLAIN]:
        assert " ".join(activity.article.text.split()[:8]) in sheet
        plain = " ".join(activity.article.text.split())
        printed = [" ".join(block.split()) for block in lesson[activity.base].article.text.split("\n\n")]
        title = activity.text.whole.card.title  # which stands above either level
        assert not [block for block in printed if block in sheet and block not in f"{plain} {no_level} {title}"]
        assert all(" ".join(entry.attributes["why"].split()) in key for entry in activity.key)
    assert sheet.count("Name Date") == pages(name)[0].count("Name Date")


@pytest.mark.parametrize("name", ON_PAPER)
def test_a_paragraph_in_plain_words_has_the_number_of_the_one_that_it_tells(name):
    """So that a class in which some have the one sheet, and some the other, can say where it is.

    Which these are was read; a new text in plain words with more paragraphs than the printed one gets its line above.
    """
    lesson = read_lesson(name)
    printed, plain = printed_texts(lesson), printed_texts(in_plain_words(lesson))
    for text, given in plain.items():
        assert " ".join(given.numbers) == SEVERAL.get((name, text), " ".join(printed[text].numbers))
        assert given.letter == printed[text].letter


def test_a_claim_to_settle_is_asked_in_the_words_of_the_text_above_it():
    """As printed on the one sheet, and in plain words on the other, so that it can be found."""
    name = "03-what-is-claimed"
    plain = handouts(read_lesson(name), plain=True)[f"{name}.plain.handout.html"]
    sheets = (pages(name)[0], words(plain))
    assert [sheet.count("The contrast between the Russian-led mission in") for sheet in sheets] == [2, 0]
    assert [sheet.count("Russia leads the troops in Kazakhstan.") for sheet in sheets] == [0, 2]


@pytest.mark.parametrize(
    ("name", "there"),
    [
        ("01-article-or-furniture", "Disclaimer: The contents of this article are of sole responsibility"),
        ("04-words-that-push", "A horde of 200 descended on the Market Square and ranted."),
        ("06-leave-the-page", "Look for better news of the same thing."),
        ("08-your-own-article", "I could not reach the keeper. I have read two articles, and there may be more."),
        ("09-one-period", "The second: Give us back our beach"),
    ],
)
def test_what_a_question_is_about_stands_above_it(name, there):
    """What the notebook shows in a cell of prose, in the same words."""
    lesson, (sheet, key) = read_lesson(name), pages(name)
    notebook = (lesson_folder() / f"{name}.ipynb").read_text(encoding="utf-8")
    asked = next(each for each in lesson.activities.values() if there in each.on_paper)
    assert there.removeprefix("The second: ") in notebook
    assert sheet.index(there) < sheet.index(asked.prompt)
    assert there not in key


def test_saved_pages_are_cards_with_a_list_to_choose_from():
    """All that stands on each page, whose it is, its drawing, and where its links lead; what is real has an address."""
    lesson = read_lesson("06-leave-the-page")
    page = handouts(lesson)["06-leave-the-page.pages.html"]
    read = words(page)
    for packet in lesson.packets.values():
        for saved in packet.pages.values():
            assert saved.address in read
            listed = saved.name != packet.start
            assert read.count(" ".join(saved.title.split())) >= 1 + listed
            for paragraph in saved.words:
                assert all(" ".join(said.split()) in read for said, _ in paragraph)
    assert "in the school's newsletter (→ A5)" in read
    assert "at Global Research (→ https://www.globalresearch.ca/" in read
    assert "A search for the picture on C2 finds C2, C3, C4." in read
    assert page.count("<svg") == 5
    assert not [said for each in lesson.activities.values() for said in each.options.values() if said[:60] in read]


def test_a_lesson_without_saved_pages_has_no_cards():
    """A sheet and a key, and where nothing is shown after a guess, no more."""
    assert len(handouts(read_lesson("00-start-here"))) == 2


def test_a_key_has_the_figures_of_its_text_and_nothing_that_paper_cannot_show():
    """What is said to any answer, with its numbers; a program's marks are on no paper."""
    _, counted = pages("05-counting-carefully")
    assert "She says it 3 times, the author 0 times." in counted
    _, sorted_key = pages("01-article-or-furniture")
    assert "Scroll up" not in sorted_key


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("01-article-or-furniture", "copyright 109 9 % furniture"),
        ("02-who-is-speaking", "7. The ledger The report"),
        ("03-what-is-claimed", "7. Side by side"),
        ("04-words-that-push", "6. Along the page"),
        ("05-counting-carefully", "4. Read the lines … peacekeeping mission there is much more peaceful , democratic"),
        ("09-one-period", "5. The other page"),
    ],
)
def test_what_the_screen_shows_after_a_guess_is_on_a_page_of_its_own(name, said):
    """Charts and lines, as the notebook draws them, with whose the texts are; what is then said is on the key alone."""
    lesson, page = read_lesson(name), handouts(read_lesson(name))[f"{name}.wall.html"]
    assert said in words(page)
    assert page.count("<figure>") >= len([each for each in lesson.wall if each.show != "lines"]) > 0
    for shown in lesson.wall:
        assert all(text.whole.card.notice in unescape(page) for text in shown.texts.values())
    assert not [a for a in lesson.activities.values() if a.reveal and a.reveal[:60] in words(page)]


@pytest.mark.parametrize(
    ("name", "room", "there"),
    [
        ("01-article-or-furniture", "Furniture found: of Article thrown out: of", "Furniture: 18 blocks. Article: 12."),
        ("03-what-is-claimed", "Hits (Opinion or Call, in B and D): of False alarms:", "In D, 6 ● are one of these"),
        ("04-words-that-push", "Hits (in A and C): of False alarms:", "In C there are 5 ●: each that you marked"),
        ("09-one-period", "Hits (in B and C): of False alarms:", "In C there are 6 ●: each that you marked is a hit."),
    ],
)
def test_what_the_screen_counts_is_counted_by_hand(name, room, there):
    """Room for it on the sheet, once, and on the key how many there are, and what a false alarm is."""
    sheet, key = pages(name)
    assert sheet.count(room) == 1
    assert there in key
    assert there not in sheet


@pytest.mark.parametrize("name", ON_PAPER)
def test_what_all_answers_share_is_on_the_key_once(name):
    """And a figure that a comparison tells of its text is there, too; where a key asks for nothing, it says so."""
    lesson, (_, key) = read_lesson(name), pages(name)
    shared = [" ".join(each.common.split())[-60:] for each in lesson.activities.values() if each.common]
    assert [said for said in shared if key.count(said) > 1] == []
    assert "{" not in key
    asks = [any(tier(entry) == "must" for entry in a.key) for a in lesson.activities.values() if a.kind == "mark"]
    assert key.count("The key asks for nothing here.") == asks.count(False)


def test_a_text_that_stands_above_is_used_once_more():
    """Marked anew it needs another sign; to say who speaks in it, none."""
    sheet, _ = pages("02-who-is-speaking")
    assert "Use text B once more, with another colour or a wavy line." in sheet
    assert "Use text D once more. Who speaks in the report?" in sheet


def test_a_key_tells_what_paper_was_asked_to_guess():
    """Of a comparison, too, where its text has the figure; the reasons for claims stand on the key once."""
    assert "of every 100 words of this passage 69 are somebody else's" in pages("09-one-period")[1]
    assert pages("03-what-is-claimed")[1].count("For each place: who went in, on what date, at whose request") == 1


def test_all_that_a_wall_can_show_is_drawn():
    assert set(SHOWS) == set(SHOWN)


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({"step": "Nowhere", "show": "grades", "texts": ["page"]}, "step 'Nowhere' is not known"),
        ({"step": "Count", "show": "tea leaves", "texts": ["page"]}, "show 'tea leaves' is not known"),
        ({"step": "Count", "show": "grades", "texts": ["letter"]}, "text 'letter' is not known"),
        ({"step": "Count", "show": "lines", "texts": ["page"]}, "needs the field of"),
        ({"step": "Count", "show": "grades", "texts": ["page"], "of": "peace"}, "has no of"),
    ],
)
def test_what_a_wall_cannot_show_is_said(table, said):
    text = read_lesson("05-counting-carefully").texts["page"]
    with pytest.raises(ValueError, match=said):
        wall_of([table], {"page": text}, ["Count"])


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
    """The pages of a lesson, each once however it was named, and where they are."""
    assert main(["handout", "01", "01-art", "--out", str(tmp_path)]) == 0
    written = sorted(path.name for path in tmp_path.iterdir())
    assert written == [f"01-article-or-furniture.{page}.html" for page in ("handout", "key", "wall")]
    assert capsys.readouterr().out.split() == [str(tmp_path / name) for name in written]


def test_without_a_browser_it_is_said_how_else(tmp_path, monkeypatch):
    """The page is there, and the message says what to do with it."""
    monkeypatch.setattr("kit.handout.files._browsers", lambda: iter(()))
    with pytest.raises(FileNotFoundError, match=r"open .*02-who-is-speaking.handout.html in any browser, and print it"):
        save_handouts(read_lesson("02-who-is-speaking"), tmp_path, pdf=True)
    assert (tmp_path / "02-who-is-speaking.handout.html").exists()


@pytest.mark.parametrize(
    ("does", "patience", "told"),
    [
        ("exit 1", 120, "it says nothing"),
        ("echo no room >&2", 120, "no room"),
        ("exec sleep 300", 0.5, "nothing came in"),
    ],
)
def test_a_browser_that_makes_nothing_is_told(tmp_path, monkeypatch, does, patience, told):
    """What it said stands in the error, or that it said nothing for too long, and what else one can do."""
    page = tmp_path / "a.html"
    page.write_text("<p>A</p>", encoding="utf-8")
    browser = tmp_path / "browser"
    browser.write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
    browser.chmod(0o755)
    monkeypatch.setattr("kit.handout.files._browsers", lambda: iter([str(browser)]))
    monkeypatch.setattr("kit.handout.files._PATIENCE", patience)
    with pytest.raises(OSError, match=rf"browser made no PDF of a.html: {told}.*; open .* in any browser"):
        print_pdf(page)


@pytest.mark.browser
def test_a_page_is_printed_by_a_browser(tmp_path, absent):
    """Beside each page its PDF, by a browser of its own."""
    if not any(True for _ in _browsers()):
        absent("no Chromium to print with; install chromium")
    made = save_handouts(read_lesson("01-article-or-furniture"), tmp_path, plain=True, pdf=True)
    assert [path.name.partition(".")[2] for path in made] == [
        f"plain.{page}.{kind}" for page in ("handout", "key", "wall") for kind in ("html", "pdf")
    ]
    assert all(path.read_bytes().startswith(b"%PDF") for path in made if path.suffix == ".pdf")
