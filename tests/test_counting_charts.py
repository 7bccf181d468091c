"""Charts of readability, terms and strips: honest axes, looks beyond colour, words and tables that agree."""

from __future__ import annotations

import itertools
import re
import xml.etree.ElementTree as ET

import pytest
from matplotlib.colors import to_rgb

import kit
from kit.activity.keys import key
from kit.charts import (
    Chart,
    readability_by_voice,
    sentence_lengths,
    term_slopes,
    term_strips,
    terms_by_voice,
    two_opinions,
    zones_and_voices,
)
from kit.charts.looks import LOOKS
from kit.charts.outline import Cell, ticks
from kit.terms import STOP_WORDS, concordance, frequencies, keyness, keyness_table

EMPTY = kit.read(kit.Article.from_text(""))


@pytest.fixture(scope="module")
def reading(seed) -> kit.Reading:
    """The first article, with the quotations that people marked."""
    return kit.read(seed, quotes=key(seed, "quote"))


@pytest.fixture(scope="module")
def charts(reading) -> dict[str, Chart]:
    """One of each."""
    two = {voice: reading.words(voice) for voice in ("author", "quoted")}
    return {
        "readability": readability_by_voice(reading),
        "opinions": two_opinions(reading),
        "terms": terms_by_voice(reading, stop_words=STOP_WORDS),
        "slopes": term_slopes(two, ["collective", "mission", "peaceful"]),
        "strips": term_strips(reading, ["peaceful", "human rights", "mission"]),
        "lengths": sentence_lengths(reading),
        "page": zones_and_voices(reading),
    }


def test_each_chart_has_a_finding_words_a_table_and_a_limit(charts):
    """The title is where the alternative begins, the caption is a sentence, and the table is a full rectangle."""
    for name, chart in charts.items():
        title = chart.figure.get_suptitle().replace("\n", " ")
        assert chart.alt.startswith(f"{title}. "), name
        assert chart.alt.endswith("."), name
        assert chart.caption.endswith("."), name
        assert len({len(row) for row in chart.table}) == 1 < len(chart.table), name


def test_bars_and_axes_start_at_zero(charts):
    """No axis is cut: what has bars, and grades that are not negative, begin at zero."""
    assert {axes.get_xlim()[0] for axes in charts["terms"].figure.axes} == {0}
    assert charts["lengths"].figure.axes[0].get_xlim()[0] == 0
    assert charts["readability"].figure.axes[0].get_xlim()[0] == 0
    assert charts["opinions"].figure.axes[0].get_xlim()[0] == 0
    assert charts["slopes"].figure.axes[0].get_ylim()[0] <= 0


def test_columns_of_terms_share_their_scale(charts):
    """A bar means the same length in each voice, and is as long as the table says."""
    columns = charts["terms"].figure.axes
    assert len({axes.get_xlim() for axes in columns}) == 1
    for i, axes in enumerate(columns):
        assert [bar.get_width() for bar in axes.patches] == [int(row[2 + i]) for row in charts["terms"].table[1:]]


def test_voices_are_told_apart_without_colour():
    """Voices that stand side by side differ in greyscale by a fifth of the range or more, and in their pattern."""

    def grey(colour: str) -> float:
        red, green, blue = to_rgb(colour)
        return 0.299 * red + 0.587 * green + 0.114 * blue

    for one, two in itertools.combinations(("author", "quoted", "furniture"), 2):
        assert LOOKS[one].hatch != LOOKS[two].hatch
        assert abs(grey(LOOKS[one].fill) - grey(LOOKS[two].fill)) >= 0.15, (one, two)


def test_the_names_of_the_page_lead_until_the_furniture_goes(reading):
    """On the page "Global" and "Research" come first, nearly all of them furniture; in the article they are gone."""
    page = terms_by_voice(reading, stop_words=STOP_WORDS, most=2).table
    assert [row[0] for row in page[1:]] == ["Global", "Research"]
    assert all(int(row[4]) > 0.8 * int(row[1]) for row in page[1:])
    article = terms_by_voice(reading, stop_words=STOP_WORDS, rank="article").table
    assert not {"Global", "Research"} & {row[0] for row in article}


def test_terms_that_are_asked_for_come_in_their_order_and_as_phrases(reading):
    """What stands nowhere is drawn as nothing; a phrase counts as one; forms count together when asked."""
    table = terms_by_voice(reading, only=["xyz", "human rights", "US"]).table
    assert [row[:2] for row in table[1:]] == [("xyz", "0"), ("human rights", "5"), ("US", "10")]
    apart, together = (
        int(terms_by_voice(reading, only=["missions"], inflections=whole).table[1][1]) for whole in (False, True)
    )
    counts = {term.term: term.count for term in frequencies(reading.words("page"))}
    assert (apart, together) == (counts["missions"], counts["mission"] + counts["missions"])


def test_names_keep_their_capitals(reading):
    """Terms are counted without capitals and shown with those that they most often have in the text."""
    rows = terms_by_voice(reading, rank="article", stop_words=STOP_WORDS, most=25).table[1:]
    names = {"Kazakhstan", "CSTO", "US", "Russia"}
    assert names | {"peacekeeping", "mission"} <= {row[0] for row in rows}
    found = keyness(reading.words("quoted"), reading.words("author"), at_least=3, stop_words=STOP_WORDS)
    shown = [row[0] for row in keyness_table(found, "quoted", "author", most=40).rows[1:]]
    assert {"CSTO", "Kazakhstan", "Russia"} <= set(shown)
    assert not {"csto", "kazakhstan", "russia"} & set(shown)


def test_the_title_says_which_word_leads_and_follows_the_settings(reading):
    """Another rank, a rate, a choice of terms and a tie: each has its own title."""

    def title(**settings):
        return terms_by_voice(reading, **settings).figure.get_suptitle().replace("\n", " ")

    assert (
        title(stop_words=STOP_WORDS)
        == "“Global” comes first on the page, 15 times: author 1, quoted 0, furniture 13, in bylines and dates 1"
    )
    assert title(stop_words=STOP_WORDS, rank="article").startswith("“Kazakhstan” comes first in the article, ")
    assert re.match(
        r"“Global” comes first on the page, 1\d\.\d \(15\) in 1,000", title(stop_words=STOP_WORDS, rate=True)
    )
    assert title(only=["peaceful", "US"]).startswith("Of these “US” comes first on the page, 10 times: ")
    assert title(only=["peaceful"]).startswith("“peaceful” appears 6 times on the page: ")
    assert title(only=["xyz"]) == "Nothing of this appears on the page"
    tie = terms_by_voice(kit.read("Sun and rain. The rain, the sun."), stop_words=STOP_WORDS)
    assert tie.alt.startswith("“rain” and “sun” come first on the page, twice each.")


def test_a_voice_without_words_is_a_gap_and_not_a_zero():
    """Nobody is quoted: that column has no bar and says so, and no bar stands for nothing."""
    chart = terms_by_voice(kit.read("The dam held. The dam is old."), ["author", "quoted"], only=["dam", "sun"])
    author, quoted = chart.figure.axes
    assert [bar.get_width() for bar in author.patches] == [2, 0]
    assert (len(quoted.patches), [label.get_text() for label in quoted.texts]) == (0, ["no words", "no words"])
    assert chart.table[1] == ("dam", "2", "2", "no words")


def test_a_dot_for_each_sentence_and_why_the_interval_is_long(reading, charts):
    """As many dots as the table has sentences, each at its length; the title says that those quoted are few, uneven."""
    rows = charts["lengths"].table[1:]
    lengths = {voice: [int(row[1]) for row in rows if row[2] == voice] for voice in ("Author", "Quoted")}
    drawn = [[x for x, _ in dots.get_offsets().tolist()] for dots in charts["lengths"].figure.axes[0].collections]
    assert drawn == list(lengths.values())
    quoted = lengths["Quoted"]
    assert charts["lengths"].alt.startswith(
        f"Few and uneven: those quoted have {len(quoted)} sentences, of {min(quoted)} to {max(quoted)} words; "
    )
    alone = sentence_lengths(kit.read("It rained. The dam held."))
    assert alone.alt.startswith("The author has 2 sentences, of 2 to 3 words; no other voice has a sentence.")
    assert len(alone.figure.axes[0].collections) == 1


def test_the_title_of_two_opinions_answers_how_far_they_are_apart(charts):
    """The gap in it is that of the table."""
    figures = sorted(float(figure) for row in charts["opinions"].table[1:] for figure in row[1:3])
    gap = float(charts["opinions"].alt.partition(" grades lie between")[0])
    assert gap == pytest.approx(figures[-1] - figures[0], abs=0.11)


def test_rates_are_of_the_voice(reading):
    """With ``rate`` a bar is occurrences in 1,000 words of its own voice, and the table has the count too."""
    row = terms_by_voice(reading, only=["peaceful"], rate=True, rank="article").table[1]
    assert row[3] == f"{2000 / reading.words('quoted').size:.1f} (2)"


def test_the_title_claims_no_difference_where_intervals_overlap(reading):
    """Author and quoted overlap, author and furniture do not; the title says so, and the figures are the scores."""
    overlap = readability_by_voice(reading, ["author", "quoted"])
    one, two = (overlap.table[row][1] for row in (1, 2))
    title = (
        f"Flesch–Kincaid: hardest author ({one}), easiest quoted ({two}); the intervals overlap, so it may be chance."
    )
    assert overlap.alt.startswith(title)
    assert "the intervals are apart" in readability_by_voice(reading, ["author", "furniture"]).alt
    score = reading.readability("author")["flesch_kincaid"]
    assert overlap.table[1][1:4] == tuple(f"{value:.1f}" for value in (score.value, score.low, score.high))


def test_lower_points_are_harder_where_the_formula_says_so(reading):
    """Reading Ease runs the other way: the same voice is hardest, with the lower figure."""
    ease = readability_by_voice(reading, ["author", "quoted"], measure="flesch_reading_ease")
    assert ease.alt.startswith("Flesch Reading Ease: hardest author")
    assert float(ease.table[1][1]) < float(ease.table[2][1])


def test_too_little_text_is_said_and_not_drawn_as_sure():
    """A voice without words has no figure, one sentence no interval, and both say so."""
    chart = readability_by_voice(kit.read("The dam will hold."), ["author", "quoted"])
    assert chart.table[1][2:4] == ("none", "none")
    assert chart.table[2][1] == "none"
    assert "One sentence alone gives no interval." in chart.caption
    few = readability_by_voice(kit.read("The dam will hold. “It is old,” said Ana."), ["author", "quoted"])
    assert "one has no interval, so it cannot be told" in few.alt
    assert "There are no words to count" in chart.caption


def test_strips_have_a_stroke_for_each_occurrence(charts):
    """As many strokes as the table counts, each where the words say."""
    strokes = [len(line.get_positions()) for line in charts["strips"].figure.axes[0].collections]
    assert strokes == [int(row[1]) for row in charts["strips"].table[1:]] == [6, 5, 7]


def test_the_strips_of_a_page_cover_each_word_once(reading, charts):
    """Zones add up to the page, and voices too."""
    rows = charts["page"].table[1:]
    for strip in ("zone", "voice"):
        own = [(int(row[1]), int(row[2])) for row in rows if row[0] == strip]
        assert [start for start, _ in own] == list(itertools.accumulate((n for _, n in own[:-1]), initial=1))
        assert sum(n for _, n in own) == reading.words("page").size


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: readability_by_voice(EMPTY, measure="fog"), "measure 'fog' is not known"),
        (lambda: readability_by_voice(EMPTY, []), "choose one voice or more"),
        (lambda: two_opinions(EMPTY), "there are no words to count"),
        (lambda: terms_by_voice(EMPTY, rank="crowd"), "voice 'crowd' is not known"),
        (lambda: terms_by_voice(EMPTY, most=0), "most is 0"),
        (lambda: term_slopes({"a": EMPTY}, ["x"]), "a slope has two ends, not 1"),
        (lambda: term_slopes({"a": EMPTY, "b": EMPTY}, ["x"]), "'a' has no words"),
        (lambda: term_strips(EMPTY, ["x"]), "the text has no words"),
        (lambda: term_strips(EMPTY, []), "give one term or more"),
        (lambda: sentence_lengths(EMPTY), "no sentence to measure"),
        (lambda: zones_and_voices(EMPTY), "the page has no words"),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_words(make, message):
    """Nothing is drawn as nothing, and the message says what is missing."""
    with pytest.raises(ValueError, match=message):
        make()


def test_an_empty_page_has_no_terms_and_says_so():
    """A chart without a bar still has its title."""
    assert terms_by_voice(EMPTY).alt == "There is no term to count on the page."


def test_ticks_are_round_and_reach_around_every_figure():
    """The axis begins at zero or below, and ends at the highest bound or beyond."""
    assert ticks(()) == (0.0, 0.5, 1.0)
    for ends in ((0.0, 0.3), (0.0, 13.0), (-29.9, 91.0), (0.0, 8_431.0), (-7.0, -2.0)):
        found = ticks((Cell(ends[1], "", *ends),))
        assert found[0] <= min(0, ends[0]) and max(0, ends[1]) <= found[-1]
        assert 0 in found and len(found) <= 7


def test_a_chart_is_saved_with_its_words(tmp_path, charts):
    """PNG and SVG by the ending, with title, description and caption; the same chart is the same SVG file."""
    chart = charts["readability"]
    path = chart.save(tmp_path / "deep" / "chart.SVG")
    text = " ".join("".join(ET.fromstring(path.read_bytes()).itertext()).split())
    assert chart.alt in text
    assert "Readable is not credible." in text
    before = path.read_bytes()
    assert chart.save(path).read_bytes() == before
    assert chart.save(tmp_path / "chart.png").read_bytes().startswith(b"\x89PNG")
    assert "Readable is not" not in chart.svg()  # on a page the caption is text of its own
    assert re.search(r"<figcaption[^>]*>The line is", chart._repr_html_())


def test_another_ending_is_refused_and_leaves_nothing(tmp_path, charts):
    """A name that ends otherwise says which endings there are."""
    with pytest.raises(ValueError, match=r"cannot be saved as 'chart.pdf'; let the name end in .png or .svg"):
        charts["terms"].save(tmp_path / "chart.pdf")
    assert list(tmp_path.iterdir()) == []


def test_a_concordance_says_whose_words_each_line_is(reading):
    """Of six lines with "peaceful" two are quoted, and every one stands in the text."""
    rows = reading.concordance("peaceful").table[1:]
    assert [row[-1] for row in rows] == ["author", "quoted", "quoted", "author", "author", "author"]
    plain = " ".join(reading.text.split())
    assert all(re.search(rf"{re.escape(row[1])} ?{re.escape(row[2])} ?{re.escape(row[3])}", plain) for row in rows)


def test_keywords_of_a_short_text_do_not_hold_up(reading):
    """Between author and quoted nothing but stop words holds up, and the table hides no doubt."""
    found = keyness(reading.words("quoted"), reading.words("author"), at_least=3, stop_words=STOP_WORDS)
    table = keyness_table(found, "quoted", "author")
    assert {row[-1] for row in table.rows[1:]} == {"no"}
    assert not STOP_WORDS & {row[0] for row in table.rows[1:]}


def test_a_table_escapes_what_it_shows():
    """Words of an article reach the page as text."""
    html = concordance(kit.read("The <b>dam</b> & the <i>dam</i>."), "dam")._repr_html_()
    assert "<b>" not in html and "&lt;b&gt;" in html and "&amp;" in html
