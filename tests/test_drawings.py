"""A chart is plain data: our SVG, matplotlib's figure, the table and the words say the same numbers."""

from __future__ import annotations

import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import kit
from kit.charts import (
    Chart,
    certainty_of_claims,
    kinds_of_claims,
    loaded_along,
    readability_by_voice,
    sentence_lengths,
    sources_of_claims,
    term_slopes,
    term_strips,
    terms_by_voice,
    two_opinions,
    who_speaks,
    words_by_zone,
    zones_and_voices,
)
from kit.charts.letters import width_of, wrapped
from kit.charts.looks import LOOKS
from kit.charts.svg import NARROW, WIDE, drawing_svg
from kit.readers.files import seed_folder
from tests.drawn import Numbers, from_figure, from_svg, numbers

TEXTS = sorted(path.stem for path in seed_folder().glob("*.txt"))
TEXTS = TEXTS if find_spec("matplotlib") else ["ferry-bridge", "night-buses"]  # in Pyodide, where all takes longer
FEW = TEXTS[:2]  # for what is slow: a figure of matplotlib's, and a second opinion, which asks another process
desktop = pytest.mark.skipif(not find_spec("matplotlib"), reason="no matplotlib draws here")
TERMS = ["the", "said", "water bottle", "xyz"]


def _slopes(reading: kit.Reading) -> Chart:
    return term_slopes({"the article": reading, "the page": reading.words("page")}, TERMS)


CHARTS: dict[str, Callable[[kit.Reading], Chart]] = {
    "words_by_zone": words_by_zone,
    "kinds_of_claims": lambda reading: kinds_of_claims({"one": reading, "two": reading}),
    "certainty_of_claims": lambda reading: certainty_of_claims({"one": reading, "two": reading}),
    "sources_of_claims": lambda reading: sources_of_claims({"one": reading, "two": reading}),
    "loaded_along": lambda reading: loaded_along({"one": reading}),
    "readability_by_voice": readability_by_voice,
    "reading_ease": lambda reading: readability_by_voice(reading, measure="flesch_reading_ease"),
    "two_opinions": two_opinions,
    "who_speaks": who_speaks,
    "term_strips": lambda reading: term_strips(reading, TERMS),
    "sentence_lengths": sentence_lengths,
    "zones_and_voices": zones_and_voices,
    "terms_by_voice": lambda reading: terms_by_voice(reading, most=8),
    "rates_by_voice": lambda reading: terms_by_voice(reading, most=4, rate=True),
    "term_slopes": _slopes,
}


@cache
def read(slug: str) -> kit.Reading:
    return kit.read(slug, parser=False)


def texts(name: str) -> list[str]:
    """The practice texts of which a chart is drawn."""
    return FEW if name == "two_opinions" else TEXTS


@cache
def drawn(name: str, slug: str) -> Chart | None:
    """The chart of a practice text, or ``None`` where that has nothing to draw."""
    try:
        return CHARTS[name](read(slug))
    except ValueError:
        return None


def alike(one: Numbers, two: Numbers, most: float) -> None:
    """The same numbers, as near as a hundredth of a pixel tells."""
    assert [len(row) for row in one] == [len(row) for row in two]
    for a, b in zip(one, two, strict=True):
        assert a == pytest.approx(b, rel=0, abs=most)


def near(said: Numbers) -> float:
    """What a hundredth of a pixel or two is, of all that is drawn."""
    return max([1e-6, *(abs(n) for row in said for n in row)]) * 1e-3


@pytest.mark.parametrize(("name", "slug"), [(name, slug) for name in CHARTS for slug in texts(name)])
def test_both_renderers_draw_the_data(name, slug):
    """Of every chart on every practice text: the SVG for a wide page and a narrow one; and on some the figure."""
    chart = drawn(name, slug)
    if chart is None:
        assert name in ("who_speaks", "kinds_of_claims", "certainty_of_claims", "sources_of_claims")
        return
    said = numbers(chart.drawing)
    for width in (WIDE, NARROW):
        alike(from_svg(chart.drawing, width), said, near(said))
    if (
        find_spec("matplotlib") and slug in FEW and name not in ("rates_by_voice", "reading_ease")
    ):  # which are drawn as another is
        alike(from_figure(chart), said, 1e-9)


# From the table to what is drawn; a figure in it is rounded


def _int(said: str) -> int:
    return int(said.replace(",", ""))


def _shares(chart: Chart) -> Numbers:
    """Parts of a whole, one after another, from "n of m"."""
    rows: dict[str, list[float]] = {}
    for row in chart.table[1:]:
        n, whole = map(int, row[2].split(" of "))
        own = rows.setdefault(row[0], [])
        if n:
            own += [sum(own[1::2]), 100 * n / whole]
    return list(rows.values())


def _kinds(chart: Chart) -> Numbers:
    rows: dict[str, list[float]] = {}
    for row in chart.table[1:]:
        n, whole = map(int, row[2].split(" of "))
        rows.setdefault(row[0], []).append(100 * n / whole)
    return list(rows.values())


def _zones(chart: Chart) -> Numbers:
    kept, gone = (sum(_int(row[1]) for row in chart.table[1:] if row[3] == part) for part in ("article", "furniture"))
    return [[0, kept, kept, gone] if gone else [0, kept], [0, kept]]


def _strokes(chart: Chart) -> Numbers:
    said = [re.findall(r"(\d+) %", row[2]) for row in chart.table[1:]]
    return [[n for place in own for n in (float(place), 0.0)] for own in said]


def _lengths(chart: Chart) -> Numbers:
    rows = {voice: [float(row[1]) for row in chart.table[1:] if row[2] == voice] for voice in ("Author", "Quoted")}
    return [own for own in rows.values() if own]


def _runs(chart: Chart) -> Numbers:
    rows = ([row for row in chart.table[1:] if row[0] == strip] for strip in ("zone", "voice"))
    return [[n for row in own for n in (int(row[1]) - 1, int(row[2]))] for own in rows]


def _scores(chart: Chart) -> Numbers:
    return [[float(n) for n in row[1:4] if n != "none"] for row in chart.table[1:]]


def _pairs(chart: Chart) -> Numbers:
    return [[float(row[1]), float(row[2])] for row in chart.table[1:]]


def _columns(chart: Chart, pattern: str = r"[\d,.]+") -> Numbers:
    """The columns of voices, which stand behind that of the rank."""
    voices = len(chart.drawing.columns)  # type: ignore[union-attr]
    return [
        [float(re.match(pattern, row[i].replace(",", ""))[0]) for row in chart.table[1:] if row[i] != "no words"]  # type: ignore[index]
        for i in range(len(chart.table[0]) - voices, len(chart.table[0]))
    ]


def _rates(chart: Chart) -> Numbers:
    return [[float(n) for n in re.findall(r"\(([\d.]+)\)", " ".join(row[1:3]))] for row in chart.table[1:]]


def _thirds(chart: Chart) -> Numbers:
    return [[100 * int(n) / _int(row[2]) for n in row[5:] if n != "0"] for row in chart.table[1:]]


# What a table says of a chart, and how far it is rounded.
SAYS: dict[str, tuple[Callable[[Chart], Numbers], float]] = {
    "words_by_zone": (_zones, 0),
    "kinds_of_claims": (_kinds, 1e-9),
    "certainty_of_claims": (_shares, 1e-9),
    "sources_of_claims": (_shares, 1e-9),
    "loaded_along": (_thirds, 1e-9),
    "readability_by_voice": (_scores, 0.0501),
    "reading_ease": (_scores, 0.0501),
    "two_opinions": (_pairs, 0.0501),
    "term_strips": (_strokes, 0.501),
    "sentence_lengths": (_lengths, 0),
    "zones_and_voices": (_runs, 0),
    "terms_by_voice": (_columns, 0),
    "rates_by_voice": (_columns, 0.0501),
    "term_slopes": (_rates, 0.0501),
}


@pytest.mark.parametrize("name", SAYS)
def test_the_table_has_what_is_drawn(name):
    """Read from its cells, the numbers are those of the drawing, and the words begin with the title."""
    read_back, rounded = SAYS[name]
    for slug in texts(name):
        chart = drawn(name, slug)
        if chart is None:
            continue
        said = numbers(chart.drawing)
        if name == "term_strips":
            said = [[100 * n / chart.drawing.scale.high for n in row] for row in said]
        alike(said, read_back(chart), rounded)
        assert chart.alt.startswith(f"{chart.title}. ")


def test_who_speaks_says_how_much_and_when():
    """The bars are the words of the table's rows; each quote starts at its word, and they are as long as they are."""
    for slug in TEXTS:
        chart = drawn("who_speaks", slug)
        if chart is None:
            continue
        *rows, totals = numbers(chart.drawing)
        assert totals == [int(row[2]) for row in chart.table[1:]]
        assert len(rows) == len(totals)
        assert all(start + length <= chart.drawing.scale.high for row in rows for start, length in _two(row))


def _two(row: list[float]) -> list[tuple[float, float]]:
    return list(zip(row[::2], row[1::2], strict=True))


SENTENCES = [
    "It rained all day.",
    "“The dam will surely hold,” Ana Ruiz said.",
    "The mob fled, and prices will rise.",
    "It is clearly a disgrace!",
    "According to the report, 12 boats sank because of the storm.",
    "Officials might act.",
    "Subscribe to our newsletter",
    "© 2022 The Tarn Valley Courier. All rights reserved.",
    "\n\n",
]


@example([SENTENCES[6]])  # nothing of it is article
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=12))
@settings(max_examples=10)
def test_any_reading_is_drawn_as_its_data(parts):
    """Whatever a text is made of, the SVG shows the numbers of its chart."""
    reading = kit.read(kit.Article.from_text(" ".join(parts)), parser=False)
    for name in CHARTS.keys() - {"two_opinions", "reading_ease"}:
        try:
            chart = CHARTS[name](reading)
        except ValueError:  # nothing to draw
            continue
        said = numbers(chart.drawing)
        for width in (WIDE, NARROW):
            alike(from_svg(chart.drawing, width), said, near(said))


@desktop
def test_nothing_of_a_chart_needs_matplotlib():
    """Made, shown and written as SVG without it; a figure is what asks for it."""
    code = (
        "import sys; sys.modules.update(dict.fromkeys(['matplotlib', 'numpy']))\n"
        "import kit, kit.charts\n"
        "chart = kit.charts.words_by_zone(kit.read('ferry-bridge', parser=False))\n"
        "assert '<svg' in chart._repr_html_() and chart.svg() and repr(chart) == chart.alt\n"
        "try: chart.figure\n"
        "except ImportError: print('asked for')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "asked for\n"


@desktop
def test_what_is_changed_in_a_figure_is_saved(tmp_path):
    """It is made once, so that a person can add to it."""
    chart = words_by_zone(read("ferry-bridge"))
    chart.figure.axes[0].set_xlabel("words of the ferry")
    assert "words of the ferry" in chart.save(tmp_path / "ferry.svg").read_text(encoding="utf-8")


def test_a_chart_alone_is_a_file():
    """Well-formed, with its title, words and caption; the colours are attributes, which any program reads."""
    chart = sources_of_claims({"one": read("ferry-bridge"), "two": read("night-buses")})
    root = ET.fromstring(chart.svg(caption=True))
    name = "{http://www.w3.org/2000/svg}"
    assert root.tag == f"{name}svg"
    assert root.findtext(f"{name}title") == chart.title and root.findtext(f"{name}desc") == chart.alt
    words = " ".join(node.text or "" for node in root.iter(f"{name}text"))
    for line in (chart.title, chart.caption):
        assert line in words
    assert {LOOKS[look].fill for look in ("dark", "middle", "light")} <= {node.get("fill") for node in root.iter()}
    assert not root.findall(f".//{name}style")


def test_each_colour_has_another_on_a_dark_page():
    """Each class of a drawing that carries a colour stands in the style for dark pages."""
    for name in CHARTS:
        html = drawn(name, "night-buses")._repr_html_()
        classes = set(re.findall(r"\bkd-[felso]-[a-z-]+", html[html.index("<svg") :]))
        style = html[: html.index("<svg")]
        assert classes and {each for each in classes if f".{each}{{" not in style} == set(), name


@desktop
def test_letters_are_not_wider_than_they_are_taken_for():
    """Each letter is at least as wide as that of DejaVu Sans, the widest face that a page may come to."""
    import matplotlib
    from matplotlib.ft2font import FT2Font

    font = FT2Font(f"{matplotlib.get_data_path()}/fonts/ttf/DejaVuSans.ttf")
    font.set_size(100, 72)
    for letter in map(chr, [*range(32, 127), *map(ord, "“”‘’–—…·×éüß")]):
        assert font.load_char(ord(letter)).linearHoriAdvance / 6553600 <= width_of(letter, 1) + 1e-6, letter


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=80), st.integers(20, 300), st.integers(1, 4))
def test_wrapped_words_keep_to_their_room_and_lose_nothing_silently(words, room, most):
    """Each line fits, but for a letter alone; what is left out is shown by an ellipsis."""
    lines = wrapped(words, room, 12, most)
    assert 1 <= len(lines) <= most
    assert all(width_of(line, 12) <= room + 12 or len(line) <= 8 for line in lines)
    if not lines[-1].endswith("…"):
        assert "".join("".join(lines).split()) == "".join(words.split())


def test_a_label_that_is_cut_keeps_its_whole():
    """A pointer finds it all."""
    long = "the Collective Security Treaty Organization's peacekeeping mission in Kazakhstan from 6 January 2022"
    chart = term_strips(read("ferry-bridge"), [long])
    assert f"<title>{long} (0)</title>".replace("'", "&#x27;") in drawing_svg(chart.drawing, NARROW)
