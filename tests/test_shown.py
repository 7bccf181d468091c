"""What is shown of a text, whatever stands in it: on a page, in a picture, and by a widget."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
from html.parser import HTMLParser
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kit
from kit.activity.background import Background, Note
from kit.activity.worddiff import word_diff
from kit.annotation import Annotation
from kit.article import Article, Card
from kit.charts import kinds_of_claims, loaded_along, sources_of_claims, term_slopes, term_strips, who_speaks
from kit.charts.chart import chart_of
from kit.charts.outline import Cell, Outline, ticks
from kit.charts.words import BESIDE, MOST, label
from kit.lesson.about import About
from kit.lesson.closed import closed
from kit.lesson.panels import terms_panel
from kit.tables import Listing, Table
from kit.visible import sign_for_sign
from kit.widgets import Highlighter
from kit.widgets.glossary import find_terms, wire_glossary
from kit.widgets.tokens import cut

ODD = [
    "$5 million and not $6, $x_y$ \\frac \\(a\\) \\[b\\] $$",
    "<script>alert(1)</script><img src=x onerror=alert(2)>",
    "' onmouseover='alert(3)' x=' \" onfocus=\"alert(4)\" x=\"",
    "</style></title></svg></textarea><!-- --> ]]> <![CDATA[ <?x",
    "javascript:alert(5) &lt;b&gt; &#60;i&#62; &amp;amp;",
    "NUL \x00 ESC \x1b[31m \x07 \x0b\x0c\x7f\x85\x9f \ufffe\uffff",
    "half \ud83d and the other half \udc80",
    "\u202eturned\u202d \u2066round \u2028\u2029",
    "मीना ישראל العربية 中文 ไทย 👩\u200d👩\u200d👧 e\u0301\u0301\u0301",
    "x" * 500,
]
TAGS = set("b bdi br div section details summary p small strong a dl dt dd figure figcaption".split())  # noqa: SIM905
TAGS |= set("table thead tbody tr th td mark sup style span del ins".split())  # noqa: SIM905
ATTRIBUTES = {"class", "style", "title", "dir", "scope", "href", "aria-label", "data-lm-suppress-shortcuts"}
every_text = st.text(st.characters(exclude_categories=()), max_size=60)


class Page(HTMLParser):
    """The words of a page, and those of them that MathJax would look through; it has no element but the kit's own."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.words = self.typeset = ""
        html.encode("utf-8")
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        known = dict(attrs)
        assert tag in TAGS and known.keys() <= ATTRIBUTES and len(known) == len(attrs), (tag, attrs)
        assert known.get("href", "https://").startswith(("https://", "http://"))
        if tag != "br":
            self.open.append((tag, known.get("class") or ""))

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        tag = self.open[-1][0] if self.open else ""
        if tag not in ("style", "sup", "small"):
            self.words += data
        if tag != "style" and not any("mathjax_ignore" in classes.split() for _, classes in self.open):
            self.typeset += data

    def other(self, data):
        raise AssertionError(data)

    handle_comment = handle_decl = handle_pi = unknown_decl = other


def layered(text: str, odd: str) -> kit.Reading:
    """A reading whose every layer has odd labels, reasons and annotators."""
    why = {"why": odd, "voice": "author"}
    spans = [(0, 7), (3, len(text)), (8, 9)]
    return kit.read(
        Article.from_text(text),
        parser=False,
        zones=[Annotation(0, len(text), "zone", odd, "key")],
        quotes=[Annotation(8, len(text), "quote", "direct", odd, {}, why)],
        claims=[Annotation(*span, "claim", "opinion", odd, {}, why) for span in spans],
        loaded=[Annotation(*span, "loaded", odd, odd, {}, why) for span in spans],
    )


def in_one_line(words: str) -> str:
    return " ".join(sign_for_sign(words).split())


@pytest.mark.parametrize("odd", ODD)
def test_a_page_has_the_words_and_none_of_them_is_markup(odd):
    """As often as they were given, as they are written; no element and no attribute of theirs, and no formula."""
    text = f"Before. {odd} After."
    article = Article.from_text(text, card=Card(title=odd, author=odd, outlet=odd, date=odd, url=odd, notice="n"))
    known = SimpleNamespace(background=Background((Note(odd, odd, odd),), {odd: odd}), whole=article)
    known.article = Article.from_text("Before.")
    table = Table(((odd, odd), (odd, odd)), odd, ("left", "right"))
    styled = {"labels": [odd], "layer": "claim", "title": odd, "glossary": {odd: odd}}
    marks = [Annotation(0, 7, "claim", odd, "key"), Annotation(3, len(text), "claim", odd, "key")]
    views = [
        (article._repr_html_(), 1),
        (table._repr_html_(), 5),
        (Listing([odd], lambda words: Table((("words",), *((word,) for word in words))))._repr_html_(), 1),
        (closed(odd, odd, table)._repr_html_(), 7),
        (About(known)._repr_html_(), 4 + 2 + 2 + 1),  # the source of a note stands there too, and small
        (word_diff(f"a {odd}", f"b {odd}", names=(odd, odd))._repr_html_(), 4),
        (layered(text, odd)._repr_html_(), 1),
    ]
    for html, times in views:
        page = Page(html)
        assert (in_one_line(page.words).count(in_one_line(odd)), page.typeset.strip()) == (times, "")
    static = Page(Highlighter(article, annotations=marks, **styled).to_html(note=odd))
    assert in_one_line(odd)[-20:] in in_one_line(static.words) and static.typeset == ""


@given(every_text, every_text)
def test_any_text_makes_a_page(text, odd):
    """No exception, no element of the text's, and every word once."""
    reading = layered(f"Before. {text} After.", odd)
    assert in_one_line(reading.text) in in_one_line(Page(reading.article._repr_html_()).words)
    Page(reading._repr_html_())
    Page(Table(((text,), (odd,)), odd)._repr_html_())


def test_a_picture_takes_any_label(tmp_path):
    """Title, rows, caption and words are shown as they are; the SVG is well-formed, and no warning is raised."""
    every = " ".join(ODD)
    rows = tuple((odd, (Cell(1.0, odd), Cell(2.0, "2"))) for odd in ODD)
    columns = (("author", ODD[0]), ("quoted", every))
    drawn = chart_of(Outline("bars", every, every, every, (tuple(ODD),) * 2, every, columns, rows, (0.0, 2.0)))
    svg = ElementTree.fromstring(drawn.svg())
    words = "".join(svg.itertext())
    for odd in ODD:
        assert label(odd) in words
    ids = [node.get("id") for node in svg.iter() if node.get("id")]
    assert len(ids) == len(set(ids))
    assert not any(node.get("id") for node in svg.iter("{http://www.w3.org/2000/svg}g"))
    ElementTree.parse(drawn.save(tmp_path / "a.svg"))
    assert drawn.save(tmp_path / "a.png").stat().st_size > 1000
    html = drawn._repr_html_()
    assert html.index("mathjax_ignore") < html.index("<svg")
    assert "\u202e" not in repr(drawn)
    (html + repr(drawn)).encode("utf-8")


def test_two_charts_on_a_page_share_no_id():
    """What one refers to is not found in the other."""
    one = kit.read("It is clearly a disgrace. “The tyrant fell,” said Ana.", parser=False)
    for chart in (sources_of_claims({"one": one}), loaded_along({"one": one}), who_speaks(one)):
        for drawn in (chart.svg(), chart._repr_html_()):
            assert "<svg" in drawn and " id=" not in drawn and "url(" not in drawn and "href" not in drawn


@given(st.lists(st.one_of(st.none(), st.floats(width=32)), min_size=1, max_size=4))
def test_no_figure_is_too_odd_for_a_scale(values):
    """What is not finite is no figure; what is left lies within the ticks, and goes to a page as JSON."""
    cells = tuple(Cell(value, "", value, value) for value in values)
    scale = ticks(cells)
    outline = Outline("dots", "", "", "", (), "", (("author", ""),), tuple(("", (cell,)) for cell in cells), scale)
    data = json.loads(json.dumps(outline.as_data(), allow_nan=False))
    kept = [cell[0] for _, (cell,) in data["rows"] if cell[0] is not None]
    assert all(min(scale) <= value <= max(scale) for value in kept)
    assert len(scale) <= 12


def crowd(n: int) -> kit.Reading:
    """An article in which n people speak."""
    names = [f"Ana{chr(97 + i % 26)} Ruiz{chr(97 + i // 26)}" for i in range(n)]
    parts = [f"“We won,” said {name}. " for name in names]
    starts = [sum(map(len, parts[:i])) for i in range(n)]
    quotes = []
    for start, name in zip(starts, names, strict=True):
        who = kit.Span(start + 15, start + 15 + len(name))
        quotes.append(Annotation(start, start + 9, "quote", "direct", "key", {"speaker": who}))
    text = Article.from_text("".join(parts))
    return kit.read(text, parser=False, quotes=quotes, zones=[Annotation(0, len(text.text), "zone", "body", "key")])


def test_a_picture_stays_one_that_can_be_looked_at():
    """Of a hundred rows as many are drawn as one can read; the words say how many are left out, the table has all."""
    one = kit.read("It is clearly a disgrace. The tyrant fell.", parser=False)
    terms = [f"term{n}" for n in range(120)]
    texts = {f"{n}": one for n in range(60)}
    charts = [
        (who_speaks(crowd(120)), 120 - MOST, 121),
        (term_strips(one, terms), 120 - MOST, 121),
        (term_slopes({"a": one, "b": one}, terms), 120 - MOST, 121),
        (sources_of_claims(texts), 60 - MOST, 181),
        (kinds_of_claims(texts), 60 - BESIDE, 361),
        (loaded_along(texts), 60 - BESIDE, 181),
    ]
    for chart, more, rows in charts:
        said = f"{more} more are not drawn; the table has them."
        assert chart.figure.get_size_inches()[1] < 30
        assert said in chart.caption and said in chart.alt
        assert len(chart.table) == rows
    html = charts[1][0]._repr_html_()
    assert "… and 20 more." in html and html.count("<tr>") == 101


@given(every_text, every_text)
@settings(max_examples=60)
def test_a_widget_can_send_any_text(text, odd):
    """What the page is told has bytes, and its tokens are as wide as the page counts them."""
    article = Article.from_text(f"Before {text} after.")
    widget = Highlighter(article, layer="claim", labels=["opinion"], title=odd, glossary={odd: text, "after": odd})
    panel = terms_panel(kit.read(article, parser=False, zones=[], quotes=[]), closed=odd)
    for told in (widget.get_state(), panel.get_state()):
        json.dumps(told, ensure_ascii=False, allow_nan=False, default=str).encode("utf-8")
    for block in widget.get_state("_page")["_page"]["blocks"]:
        assert sum(block["widths"]) == len(block["text"].encode("utf-16-le")) // 2
    widget.mark(0, 6, "opinion")
    assert article.covered(widget.annotations[0]) == "Before"


def test_a_term_is_found_however_it_is_spaced():
    """As words, in the glossary as in the text; what is no word is no term."""
    tokens = cut(Article.from_text("A ballast\ntank. Ballast tank."), "word")
    found = find_terms(tokens, {"ballast  tank": "", " ": "", "": ""})
    assert [(span.start, term) for span, term in found] == [(2, "ballast  tank"), (16, "ballast  tank")]


SHAPES = {
    "apart": lambda n: [(4 * i, 4 * i + 3) for i in range(0, n, 2)],
    "stairs": lambda n: [(4 * i, 4 * n - 1) for i in range(0, n, 2)],
    "onion": lambda n: [(4 * i, 4 * (n - i) - 1) for i in range(n // 2)],
    "one place": lambda n: [(0, 4 * i + 3) for i in range(0, n, 2)],
}


@pytest.mark.parametrize("shape", SHAPES)
def test_marks_are_drawn_and_removed_in_time_that_grows_with_them(shape, linear):
    """The page without a script, the glossary's places, and taking all marks away."""

    def make(n: int) -> Highlighter:
        marks = [Annotation(*span, "claim", "opinion", "key") for span in SHAPES[shape](n)]
        text = Article.from_text(" ".join(["dam"] * n))
        return Highlighter(text, layer="claim", labels=["opinion"], annotations=marks, glossary={"dam": "A wall."})

    def work(widget: Highlighter) -> None:
        widget.to_html()
        wire_glossary(cut(widget._article, "word"), {"dam": "A wall."})
        widget.unmark(0, len(widget._article.text))

    assert linear(make, work, 200)
