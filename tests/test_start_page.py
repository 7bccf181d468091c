"""The start page of a site, as it is without a script: whole, and in its right places."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

import pytest

from kit.activity.lesson_file import lesson_folder
from kit.site.start import class_meta, start_pages
from tests.made_lesson import NAME, write_small

SETTINGS = '<script id="jupyter-config-data" type="application/json" data-jupyter-lite-root=".">{}</script>'
NAMES = sorted(path.stem for path in lesson_folder().glob("[0-9]*.ipynb"))


class Page(HTMLParser):
    """What of a page matters here: its tags with their attributes, and its words."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(data.decode("utf-8"))

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    def handle_data(self, data):
        self.words += data

    def addresses(self, name: str, *tags: str) -> list[str]:
        """What an attribute of these tags, or of any, leads to."""
        return [given[name] for tag, given in self.tags if given.get(name) and (not tags or tag in tags)]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The folder of a lesson that a teacher made, with a plan and a handout."""
    folder = write_small(tmp_path_factory.mktemp("made") / NAME)
    (folder / f"{NAME}.plan.md").write_text(
        "# Plan: <b>Rain</b>\n\n| a | b |\n|---|---|\n| 1 | [x](javascript:1) |\n", "utf-8"
    )
    (folder / f"{NAME}.handout.html").write_text("<!doctype html>Handout", "utf-8")
    return folder


@pytest.fixture(scope="module")
def files(made):
    """The files of a start page, with that lesson."""
    return start_pages(f"<head>{SETTINGS}</head>", "Reading & news", [made])


def test_each_lesson_has_its_row(files):
    """Title, minutes and what one learns, in order; then those of one's own; the address is that of its notebook."""
    page = Page(files["index.html"])
    assert [given["data-lesson"] for tag, given in page.tags if tag == "li" and "data-lesson" in given] == [
        *NAMES,
        NAME,
    ]
    paths = [unquote(urlsplit(each).query.removeprefix("path=")) for each in page.addresses("href", "a")]
    assert paths[: len(NAMES) + 2] == [
        *(f"{name}.ipynb" for name in NAMES),
        f"my-lessons/{NAME}/{NAME}.ipynb",
        "explore.ipynb",
    ]
    assert "You learn to sort claims by kind, and to ask what would settle each." in page.words
    assert "46 min" in page.words


def test_all_it_asks_for_is_there(files):
    """Scripts, styles and pages for the teacher; nothing of another host, and JupyterLite's settings as they were."""
    for name, data in files.items():
        if not name.endswith(".html") or NAME in name:  # which may lead anywhere, as its writer likes
            continue
        page = Page(data)
        inner = [each for each in page.addresses("src") + page.addresses("href", "link", "a") if ":" not in each]
        known = {"register.js", "licences.txt"}  # which others put there
        place = name.rpartition("/")[0]
        for each in inner:
            target = re.sub(r"^\.\./", "", each) if each.startswith("../") else f"{place}/{each}".lstrip("/")
            assert target in files.keys() | known or target.startswith("notebooks/index.html?path="), f"{name}: {each}"
        assert [each for each in page.addresses("src") if "//" in each] == []
    assert files["index.html"].decode().count(SETTINGS) == 1
    scripts = [data.decode() for name, data in files.items() if name.endswith(".js")]
    imported = {each for script in scripts for each in re.findall(r'from "\./([\w.]+)"', script)}
    assert imported <= files.keys()


def test_names_are_words_and_nothing_else(files):
    """A title with signs of HTML, and a plan that tries, are shown as they are written."""
    assert "<title>Reading &amp; news</title>" in files["index.html"].decode()
    plan = files[f"teacher/{NAME}.html"].decode()
    assert "<b>Rain" not in plan
    assert "javascript:" not in plan
    assert "<th>a</th>" in plan


def test_whose_each_article_is(files):
    """The kit's articles with their notices, and that of a lesson that was made, for its licence may ask for it."""
    words = " ".join(Page(files["index.html"]).words.split())
    assert "Rain at noon. Bo Lind (invented). The Tarn Post. Invented." in words
    assert "Global Research" in words


def test_no_page_for_learners_leads_to_a_plan(files):
    """Plans have the keys, and what the check asks for; a page of their own leads to each of them."""
    assert "teacher/" not in files["index.html"].decode()
    led = set(Page(files["teacher/index.html"]).addresses("href", "a"))
    plans = {name.removeprefix("teacher/") for name in files if name.startswith("teacher/")} - {"index.html"}
    assert plans <= led


def test_the_teachers_pages(files):
    """Each plan is a page with one title, whose links lead on to pages; what was made has plan and handout."""
    plans = {path.stem for path in (lesson_folder() / "teacher").glob("*.md")}
    assert {f"teacher/{name}.html" for name in plans} | {f"teacher/{NAME}.html"} <= files.keys()
    assert files[f"teacher/{NAME}.handout.html"] == b"<!doctype html>Handout"
    for name in plans:
        page = Page(files[f"teacher/{name}.html"])
        assert [tag for tag, _ in page.tags].count("h1") == 1
        assert not [each for each in page.addresses("href") if each.endswith(".md")]


def test_the_class_that_is_offered_is_said_to_scripts(made):
    """As words; without one nothing is said."""
    page = start_pages(f"<head>{SETTINGS}</head>", "x", [made], class_name='7"B<')["index.html"]
    assert [given["content"] for tag, given in Page(page).tags if given.get("name") == "kit-class"] == ['7"B<']
    assert class_meta("") == ""


def test_the_same_input_makes_the_same_bytes(files, made):
    """Nothing of the day or the machine is in it."""
    assert start_pages(f"<head>{SETTINGS}</head>", "Reading & news", [made]) == files


def test_what_it_cannot_be_made_of_is_refused(tmp_path):
    """A page of JupyterLite's without settings, and a folder without a lesson."""
    with pytest.raises(ValueError, match="has no settings in it"):
        start_pages("<html>", "x")
    with pytest.raises(ValueError, match="has no lesson that was made"):
        start_pages(SETTINGS, "x", [tmp_path])
