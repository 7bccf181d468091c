"""The saved pages that a lesson brings along: whose they are, that they lead somewhere, and what a page is told."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from kit import edition
from kit.activity.lesson_file import lesson_folder, read_lesson
from kit.activity.minutes import SPENT, minutes
from kit.activity.packet import read_packet
from kit.lesson import Lesson
from kit.readability import count, score
from kit.readers import load
from kit.site.packages import _kit_files
from kit.widgets.packet import SavedPages

FOLDER = lesson_folder()
NAMES = sorted(path.stem for path in (FOLDER / "packets").glob("*.toml"))
PACKETS = {name: read_packet(FOLDER, name) for name in NAMES}
SEARCH = Path(__file__).parents[1] / "kit" / "widgets" / "packet.js"
SMALL = """
title = "Small"
start = "one"
searches = ["two"]
trail = ["one", "two"]
[page.one]
site = "One"
address = "one.example/a"
title = "First"
words = '''
Go [there](two),
or elsewhere.

More.'''
picture = "dot"
[page.two]
site = "Notes"
address = "notes/two"
title = "Second"
words = "It stands [here](https://www.globalresearch.ca/)."
real = true
[pictures.dot]
alt = "A dot"
"""


def packet(folder, text=SMALL):
    """A packet of this text in a folder of lessons."""
    home = folder / "packets"
    home.mkdir(exist_ok=True)
    (home / "small.toml").write_text(text, encoding="utf-8")
    (home / "dot.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    return read_packet(folder, "small")


def test_a_packet_is_read(tmp_path):
    """Paragraphs in stretches of words, each with where it leads; a picture is like itself where nothing is said."""
    made = packet(tmp_path)
    assert made.pages["one"].words == ((("Go ", ""), ("there", "two"), (", or elsewhere.", "")), (("More.", ""),))
    assert made.pages["two"].links == ["https://www.globalresearch.ca/"]
    assert (made.pictures["dot"].like, made.trail, made.pages["two"].real) == ("dot", ("one", "two"), True)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('start = "one"', 'start = "won"'), r"packets/small\.toml: start 'won' is not known; it is one of: one, two"),
        (('trail = ["one", "two"]', 'trail = ["three"]'), "trail: page 'three' is not known"),
        (("(two)", "(three)"), r"\[page\.one\]: link: page 'three' is not known"),
        (("(https://", "(http://"), "link: page 'http://www.globalresearch.ca/' is not known"),
        (('address = "one.example/a"', 'address = "one.com"'), "address 'one.com' could be somebody's"),
        (("real = true", "real = false"), r"\[page\.two\]: address 'notes/two' could be somebody's"),
        (('picture = "dot"', 'picture = "dash"'), "picture 'dash' is not known; it is one of: dot"),
        (("[pictures.dot]", "[pictures.dash]"), r"\[pictures\.dash\]: .*dash\.svg"),
        (('alt = "A dot"', ""), r"\[pictures\.dot\]: field 'alt' is missing"),
        (('site = "One"', ""), r"\[page\.one\]: field 'site' is missing"),
        (('title = "Small"', 'titel = "Small"'), "field 'titel' is not known here"),
        (('searches = ["two"]', 'searches = [""]'), "searches must be a list of words"),
    ],
)
def test_what_is_wrong_in_a_packet_is_said(tmp_path, change, said):
    """The file, the page, and what would be right."""
    with pytest.raises(ValueError, match=said):
        packet(tmp_path, SMALL.replace(*change, 1))


@pytest.mark.parametrize("odd", ["[", "[a](", "[a](b"])
def test_a_page_of_odd_links_takes_no_time(tmp_path, odd):
    """As many brackets as a packet can hold are read as what they are, words: else a shared lesson would never open."""
    words = odd * (150_000 // len(odd))
    made = packet(tmp_path, SMALL.replace("It stands", words, 1))
    assert words in made.pages["two"].text


def test_a_lesson_names_its_packets(tmp_path):
    """One that is not there is said, with those that are; the lesson has it as it reads it."""
    lesson = 'title = "Small"\npackets = ["PACKET"]\n[activity.why]\nkind = "write"\nprompt = "Why?"\nreveal = "So."\n'
    packet(tmp_path)
    path = tmp_path / "small.toml"
    path.write_text(lesson.replace("PACKET", "large"), encoding="utf-8")
    with pytest.raises(ValueError, match=r"no packet 'large' .*; packets there: small"):
        read_lesson("small", folder=tmp_path)
    path.write_text(lesson.replace("PACKET", "small"), encoding="utf-8")
    assert Lesson("small", folder=tmp_path).packet("small").start == "one"
    with pytest.raises(ValueError, match="lesson small has no packet 'large'; it has small"):
        Lesson("small", folder=tmp_path).packet("large")
    counted = minutes(
        read_lesson("small", folder=tmp_path), [("markdown", "## 1. A"), ("code", 'lesson.packet("small")')]
    )
    words = len(
        ["1", "A", "One", "First", "Go", "there", "or", "elsewhere", "More", "Notes", "Second", "It", "stands", "here"]
    )
    assert counted["1. A"] == pytest.approx((words * 0.4 + 2 * SPENT["page"]) / 60)


def test_a_real_page_opens_on_a_desktop_and_is_read_elsewhere(tmp_path, monkeypatch):
    """Where no network may be asked its address is among the words, and nothing leads there."""
    made = packet(tmp_path)
    assert SavedPages(made).pages[1]["words"][0][1] == ["here", "https://www.globalresearch.ca/"]
    monkeypatch.setattr(edition, "IN_BROWSER", True)
    assert SavedPages(made).pages[1]["words"][0][1] == ["here (https://www.globalresearch.ca/)", ""]
    assert SavedPages(made).pages[0]["words"][0][1] == ["there", "two"]


@pytest.mark.parametrize("name", NAMES)
def test_each_page_of_the_trail_is_reached(name, node):
    """By a link from a page of the trail, by an offered search, or by the picture; each search finds something."""
    made = SavedPages(PACKETS[name])
    given = json.dumps({"pages": made.pages, "pictures": made.pictures, "searches": made.searches})
    script = f"""
    const {{ found, withPicture }} = await import({SEARCH.as_uri()!r});
    const {{ pages, pictures, searches }} = {given};
    const names = (some) => some.map(({{ name }}) => name);
    const shown = Object.keys(pictures).map((each) => names(withPicture(pages, pictures, each)));
    console.log(JSON.stringify([searches.map((words) => names(found(pages, words))), shown]));"""
    done = subprocess.run([node, "--input-type=module", "-e", script], capture_output=True, text=True, timeout=60)
    searched, pictured = json.loads(done.stdout)
    pages = PACKETS[name].pages
    assert min(map(len, searched)) >= 2  # a list to look over before one opens anything
    linked = [target for each in PACKETS[name].trail for target in pages[each].links]
    reached = {PACKETS[name].start, *linked, *(each for some in (*searched, *pictured) for each in some)}
    assert set(PACKETS[name].trail) <= reached
    assert set(pages) <= reached | {target for page in pages.values() for target in page.links}


@pytest.mark.parametrize("name", NAMES)
def test_whose_the_pages_are_is_plain(name):
    """An invented page has an address that nobody can have; what is real is our notes, and leads to the original."""
    original = load("csto-kazakhstan").card.url
    for page in PACKETS[name].pages.values():
        assert page.real == (page.site == "Our notes") == page.address.startswith("notes/")
        assert [target for target in page.links if target.startswith("https://")] in ([], [original])
        assert not re.search(r"\b(?:fake news|propaganda|trustworthy|biased|untrustworthy)\b", page.text), page.name


@pytest.mark.parametrize("name", NAMES)
def test_the_pages_are_within_reach(name):
    """In all of grade 6 or below, and none of more than a hundred words."""
    pages = PACKETS[name].pages.values()
    said = "\n\n".join(" ".join(words for words, _ in part) for page in pages for part in page.words)
    assert score(count(said))["flesch_kincaid"].value <= 6
    assert [page.name for page in pages if len(page.text.split()) > 100] == []


def test_what_is_told_as_figures_is_so():
    """7 is 40 per cent more than 5, as the post has it; and the trails have the figures that the lesson names."""
    assert pytest.approx(1.4) == 7 / 5
    assert "40 per cent" in PACKETS["gum"].pages["post"].text and "solved 7" in PACKETS["gum"].pages["note"].text
    library, pictures = PACKETS["library"].pages, PACKETS["pictures"].pages
    assert "About 400 old books" in library["courier"].text and "Some 4,000 books" in library["notice"].text
    assert "nearly an hour" in pictures["goose-paper"].text and "52 minutes" in pictures["goose-railway"].text


def test_a_packet_is_in_the_site():
    """With its drawings, which nothing else needs: they run nothing and ask for nothing."""
    files = _kit_files()
    for path in (FOLDER / "packets").iterdir():
        assert files[f"kit/lessons/packets/{path.name}"] == path.read_bytes()
        if path.suffix == ".svg":
            svg = path.read_text(encoding="utf-8")
            assert not re.search(r"<script|href|url\(|on\w+=|<image|<foreignObject", svg)
