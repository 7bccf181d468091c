"""The report on an article: one page that is whole, says what was found, and does nothing."""

from __future__ import annotations

import re
import sys
from html.parser import HTMLParser

import pytest

import kit
from kit.annotation import Annotation
from kit.article import Article, Card
from kit.report import report_html, save_report
from kit.visible import sign_for_sign

HEADS = [
    "What the article says about itself",
    "Who speaks",
    "What is claimed, and on what source",
    "Words that push",
    "How hard it is to read",
    "The text, with what was found in it",
    "What this report cannot tell",
]
VOID = ("meta", "br", "path", "use", "rect")
ODD = [
    "</title></style></head><script>alert(1)</script><img src=x onerror=alert(2)>",
    "' onmouseover='alert(3)' x=' \" onfocus=\"alert(4)\"",
    "$5 million and not $6, $x_y$ \\(a\\) -->]]><![CDATA[",
    "NUL \x00 ESC \x1b[31m \x85 \ud83d \u202eturned\u2028 \ufffe",
    "मीना ישראל العربية 中文 👩\u200d👧",
]


class Page(HTMLParser):
    """The words of a page by the part they stand in, its heads, and all of its tags with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.heads: list[tuple[str, str]] = []
        self.parts: dict[str, str] = {}
        self.open: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []
        self.words = "".join(self.parts.values())

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
        if tag in ("h1", "h2", "h3"):
            self.heads.append((tag, ""))

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] in ("style", "title"):
            return
        if self.heads and {"h1", "h2", "h3"} & set(self.open):
            self.heads[-1] = (self.heads[-1][0], self.heads[-1][1] + data)
        head = next((words for tag, words in reversed(self.heads) if tag == "h2"), "")
        self.parts[head] = self.parts.get(head, "") + data


@pytest.fixture(scope="module")
def html():
    return report_html(kit.read("csto-kazakhstan", parser=False))


@pytest.fixture(scope="module")
def page(html):
    return Page(html)


def test_its_parts_stand_in_order(page):
    """One head of the first level, the parts below it, and no level is left out."""
    assert [words for tag, words in page.heads if tag == "h2"] == HEADS
    assert [tag for tag, _ in page.heads].count("h1") == 1 and page.heads[0][0] == "h1"
    ids = [attributes["id"] for tag, attributes in page.tags if tag == "h2"]
    assert [a["href"] for tag, a in page.tags if tag == "a" and a["href"].startswith("#")] == [f"#{i}" for i in ids]


def inert(page: Page, html: str) -> bool:
    """Does a page need nothing and do nothing?"""
    assert html.isascii() and not re.search("[\x00-\x08\x0b-\x1f\x7f]", html)
    assert not {"script", "img", "link", "iframe", "object", "embed", "form", "base"} & {tag for tag, _ in page.tags}
    for _, attributes in page.tags:
        assert not [name for name in attributes if name.startswith("on") or name in ("src", "srcset", "action")]
        assert (attributes.get("href") or "#").startswith(("#", "http://", "https://"))
        assert "url(" not in (attributes.get("style") or "").replace("url(#", "")
    return "@import" not in html and "url(" not in html.replace("url(#", "")


def test_it_is_whole_and_does_nothing(page, html):
    """ASCII in a page that says its language and title; no script, and no address that is fetched."""
    assert html.startswith("<!DOCTYPE html><html lang='en'>")
    assert "<title>Report: Washington Challenges the CSTO" in html
    assert inert(page, html)


def test_it_says_what_was_found(page):
    """The card, each source, each claim of the author's, each loaded word and why, the grades with their intervals."""
    reading = kit.read("csto-kazakhstan", parser=False)
    itself, speak, claims, words, hard, text, limits = (" ".join(page.parts[head].split()) for head in HEADS)
    assert all(" ".join(fact.split()) in itself for fact in ("Andrew Korybko", "Asia, USA", reading.article.card.url))
    assert all((source.speaker or "nobody named") in speak for source in reading.sources)
    own = [claim for claim in reading.claims if claim.attributes["voice"] == "author"]
    assert all(" ".join(reading.article.covered(claim).split())[:60] in claims for claim in own)
    assert "a link: official White House website" in claims and f"{len(own)} claims" in claims
    for word in reading.loaded:
        assert word.attributes["why"] in words and word.attributes["doubt"] in words
    assert "on the page around" in words  # two stand in the furniture, and are not the author's
    grade = reading.readability("author")["flesch_kincaid"]
    assert all(f"{figure:.1f}" in hard for figure in (grade.value, grade.low, grade.high))
    assert all(" ".join(reading.article.covered(zone).split())[-40:] in text for zone in reading.zones)
    assert all(f"{one} is not {two}." in limits for one, two in (("Loaded", "false"), ("Readable", "credible")))


def test_each_chart_has_its_words_and_its_table(page):
    """A drawing is named by what it shows, and its figures stand below it."""
    drawings = [a for tag, a in page.tags if tag == "div" and "kit-chart" in (a.get("class") or "")]
    assert len(drawings) == 5 and all(a["role"] == "img" and len(a["aria-label"]) > 40 for a in drawings)
    figures = [tag for tag, _ in page.tags if tag in ("figure", "table", "svg")]
    assert re.findall("figure svg svg table", " ".join(figures)) == ["figure svg svg table"] * 5  # wide and narrow


def test_the_notice_stands_beside_the_text(page):
    """Whose it is, on what terms, and that a report holds all of it, where it begins."""
    own = "It is for your own use; pass it on only as its terms allow."
    text = page.parts[HEADS[5]]
    assert text.index("© Andrew Korybko") < text.index(own) < text.index("By Andrew Korybko")


def test_what_is_missing_is_said():
    """Of a text without card, quotations or loaded words, and of one without a word."""
    page = Page(report_html(kit.read("It rained all day.\n", parser=False)))
    assert "It does not say: title, author, outlet, date, region, theme." in page.parts[HEADS[0]]
    assert "Nothing is known of the terms" in page.parts[HEADS[5]]
    assert "Nobody is quoted." in page.parts[HEADS[1]] and "no word that pushes" in page.parts[HEADS[3]]
    assert page.heads[0] == ("h1", "An article without a title")
    empty = Page(report_html(kit.read(Article.from_text(""), parser=False)))
    assert "There are no sentences to count." in empty.parts[HEADS[4]]


def test_it_has_its_charts_without_matplotlib(monkeypatch):
    """As in a browser's Python that has no such package."""
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    page = report_html(kit.read("The tyrant fell. “It is over,” said Ana Ruiz.", parser=False))
    assert page.count("role='img'") == 5


@pytest.mark.parametrize("odd", [*ODD, " ".join(ODD)])
def test_no_word_is_markup(odd, monkeypatch):
    """Whatever stands in a text, its card and its layers is shown as it is written, or as a sign."""
    if odd in ODD:  # the last is drawn too
        monkeypatch.setattr("kit.report._chart", lambda make: "")
    text = f"Before. {odd} After."
    card = Card(*[odd] * 6, url=f"https://a.example/{odd}", notice=odd)
    why = {"why": odd, "doubt": odd, "neutral": odd, "voice": "author", "link": odd, "sourcing": "link"}
    speaker = {"speaker": odd}
    html = report_html(
        kit.read(
            Article.from_text(text, card=card),
            parser=False,
            quotes=[Annotation(8, len(text), "quote", "direct", odd, {}, speaker)],
            claims=[Annotation(0, 7, "claim", "opinion", odd, {}, why)],
            loaded=[Annotation(0, len(text), "loaded", odd, odd, {}, why)],
        )
    )
    page = Page(html)
    assert inert(page, html)
    shown = " ".join(page.words.split())
    assert shown.count(" ".join(sign_for_sign(odd).split())) >= 12


def test_it_is_saved_whole_or_not_at_all(tmp_path, monkeypatch):
    """Under a name that says what it is; another is refused, and nothing is written."""
    monkeypatch.setattr("kit.report.report_html", lambda reading: "<p>…</p>")
    reading = kit.read("It rained all day.\n")
    assert save_report(reading, tmp_path / "deep" / "rain.html").read_text(encoding="utf-8") == "<p>…</p>"
    with pytest.raises(ValueError, match=r"'rain.txt'; let the name end in .html"):
        save_report(reading, tmp_path / "rain.txt")
    assert not (tmp_path / "rain.txt").exists()
