"""What can be taken away from an article, read again."""

from __future__ import annotations

import csv
import io
import json
import sys
from importlib.util import find_spec
from xml.etree import ElementTree

import pytest

import kit
from kit import Annotation, from_web_annotations, read_annotations
from kit.tables import from_csv
from kit.views.export import CHARTS, FILES, PICTURES, export

SKATE = kit.read("skate-park", parser=False)
FOUND = [each for layer in ("zone", "quote", "claim", "loaded") for each in SKATE.layer(layer)]
drawn = pytest.mark.skipif(not find_spec("matplotlib"), reason="no matplotlib draws here")


def test_annotations_come_back_as_they_were(tmp_path):
    """Web Annotations and JSON Lines hold all of them, with their reasons."""
    name, media, data = export(SKATE, "w3c")
    assert (name, media) == ("skate-park-annotations.jsonld", "application/ld+json")
    assert from_web_annotations(json.loads(data), SKATE.article) == FOUND
    name, _, data = export(SKATE, "jsonl")
    (tmp_path / name).write_bytes(data)
    assert read_annotations(tmp_path / name, SKATE.article) == FOUND


def test_csv_has_a_row_for_each_and_no_formula():
    """A spreadsheet reads it, and takes no cell for a program."""
    reading = kit.read("“=1+1,” said Ana Ruiz. @here it rained.\n")
    marks = [Annotation(1, 5, "quote", "direct", "learner:li", {}, {"why": "=SUM(A1)", "speaker": "Ana Ruiz"})]
    name, media, data = export(reading, "csv", marks, called="marks")
    assert (name, media) == ("article-marks.csv", "text/csv")
    head, row = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    said = dict(zip(head, map(from_csv, row), strict=True))
    assert row[head.index("words")][0] == row[head.index("why")][0] == "'"
    assert (said["words"], said["why"], said["speaker"], said["start"]) == ("=1+1", "=SUM(A1)", "Ana Ruiz", "1")
    rows = list(csv.reader(io.StringIO(export(SKATE, "csv")[2].decode("utf-8-sig"), newline="")))
    assert len(rows) == len(FOUND) + 1


def test_a_persons_annotations_are_saved_in_place_of_the_programs():
    """Whoever gives a list gets that list; an empty one is said to be so."""
    mine = [Annotation(0, 5, "loaded", "fear", "learner:li")]
    data = json.loads(export(SKATE, "w3c", mine)[2])
    assert [item["creator"]["name"] for item in data["first"]["items"]] == ["learner:li"]
    with pytest.raises(ValueError, match=r"There is no annotation to save\."):
        export(SKATE, "jsonl", [])


@drawn
def test_each_chart_is_a_picture():
    """A drawing that XML reads, and a PNG, with what the chart says in it."""
    for chart in CHARTS:
        name, media, data = export(SKATE, f"{chart}.svg")
        assert (name, media) == (f"skate-park-{chart.replace('_', '-')}.svg", "image/svg+xml")
        assert ElementTree.fromstring(data).tag.endswith("}svg")
    name, media, data = export(SKATE, "who_speaks.png")
    assert (name, media, data[:8]) == ("skate-park-who-speaks.png", "image/png", b"\x89PNG\r\n\x1a\n")
    assert b"Description" in data


@drawn
def test_the_report_is_one_page_of_ascii():
    """It opens as it is, and runs nothing."""
    name, media, data = export(SKATE, "report")
    assert (name, media, data[:15]) == ("skate-park-report.html", "text/html", b"<!DOCTYPE html>")
    assert data.isascii()
    assert b"<script" not in data


@drawn
@pytest.mark.parametrize("chart", ["who_speaks", "kinds_of_claims", "sources_of_claims", "sentence_lengths"])
def test_where_nothing_can_be_drawn_a_sentence_says_so(chart):
    """In words for a person, not for whoever programs."""
    with pytest.raises(ValueError, match=r"^There is nothing to draw: [a-z ]+\.$"):
        export(kit.read("!\n"), f"{chart}.png")


def test_without_matplotlib_an_svg_is_the_kits_own_and_a_png_is_refused(monkeypatch):
    """As in a browser's Python; the picture has its words and its limit."""
    for name in ("matplotlib", "matplotlib.figure", "matplotlib.patches"):
        monkeypatch.setitem(sys.modules, name, None)
    name, media, data = export(SKATE, "who_speaks.svg")
    assert (name, media) == ("skate-park-who-speaks.svg", "image/svg+xml")
    root = ElementTree.fromstring(data)
    assert "The writer chose whom to quote" in " ".join(root.itertext())
    with pytest.raises(ValueError, match=r"^A PNG cannot be made here.* Save the chart as SVG\.$"):
        export(SKATE, "who_speaks.png")


@pytest.mark.parametrize("kind", ["", "xml", "who_speaks", "who_speaks.pdf", "report.svg", "../w3c"])
def test_another_kind_is_refused_with_those_that_there_are(kind):
    """The kinds are a table."""
    with pytest.raises(ValueError, match=r"cannot be saved; there are: w3c, jsonl, csv, report, who_speaks\.svg"):
        export(SKATE, kind)
    assert (set(FILES), set(PICTURES)) == ({"w3c", "jsonl", "csv"}, {"svg", "png"})


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("../../etc/passwd", "etc-passwd"),
        ("CON?", "con"),
        ("Ärger über Öl", "rger-ber-l"),
        ("新聞", "article"),
        ("a" * 99, "a" * 60),
    ],
)
def test_a_file_is_called_after_its_article_in_letters_that_every_disk_takes(title, name):
    """No path, nothing unseen, and no name that is too long."""
    article = kit.Article.from_text("It rained.", card=kit.Card(title=title))
    assert export(kit.read(article), "jsonl")[0] == f"{name}-annotations.jsonl"


def asked(explorer, name, **more):
    """What the page hears last, and the bytes beside it."""
    heard = []
    explorer.send = lambda content, buffers=None: heard.append((content, buffers))
    explorer._receive(explorer, {"id": "1", "ask": name, **more}, [])
    return heard[-1]


def test_a_page_that_asks_gets_the_bytes_beside_the_message(home):
    """What cannot be made is refused in words, and no kind of the page's own is made."""
    explorer = kit.explore(SKATE).explorer
    said, [data] = asked(explorer, "export", document=1, kind="jsonl")
    assert said == {
        "id": "1",
        "kind": "done",
        "data": {"name": "skate-park-annotations.jsonl", "media": "application/jsonl"},
    }
    assert data == export(SKATE, "jsonl")[2]
    for more, why in (
        ({"kind": "../x"}, "cannot be saved"),
        ({"kind": "csv", "of": "yours"}, "'yours' cannot be saved"),
    ):
        said, none = asked(explorer, "export", document=1, **more)
        assert (said["kind"], none) == ("refused", None)
        assert why in said["said"]


def test_what_a_person_corrected_is_saved_beside_what_the_program_found(home, tmp_path):
    """Until something is decided there is only the program's; then both, and each is what it is called."""
    explore = kit.explore(SKATE)
    assert asked(explore.explorer, "own", document=1)[0]["data"] == {}
    wrong = SKATE.loaded[0]
    corrections = explore._corrections(SKATE).widget
    corrections.reject([each.entry for each in corrections.proposals].index(wrong))
    asked(explore.explorer, "document", document=1)  # the page looks at what stands
    assert asked(explore.explorer, "own", document=1)[0]["data"] == {"corrected": len(FOUND) - 1}
    for of, has in (("found", True), ("corrected", False)):
        said, [data] = asked(explore.explorer, "export", document=1, kind="jsonl", of=of)
        path = tmp_path / said["data"]["name"]
        path.write_bytes(data)
        assert (wrong in read_annotations(path, SKATE.article)) is has
    names = {path.name for path in tmp_path.glob("*.jsonl")}
    assert names == {"skate-park-annotations.jsonl", "skate-park-corrected.jsonl"}


def test_articles_side_by_side_reach_the_page_as_numbers_of_words(home):
    """Each article's places are numbers of its own words."""
    explorer = kit.explore(SKATE, kit.read("night-buses", parser=False)).explorer
    data = asked(explorer, "beside", documents=[2, 1])[0]["data"]
    for number, article in zip((2, 1), data["articles"], strict=True):
        reading, tokens = explorer._open[number]
        for key, term in (("term:said", "said"), ("term:two", "two")):
            words = [reading.text[slice(*tokens.span(*place))] for place in article["places"].get(key, [])]
            assert words == [term] * len(words)
            assert len(words) == sum(each.count for each in reading.terms() if each.term == term)
    said = asked(explorer, "beside", documents=[1, 9])[0]["said"]
    assert said == "article 9 is not open; open are: 1, 2"
