"""The table of sources, on the quotes that people marked."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kit
from kit import Annotation, Article, Span
from kit.activity.keys import key
from kit.activity.lesson_file import read_lesson
from kit.annotate.sources import find_sources
from kit.charts import who_speaks
from kit.segment import FURNITURE
from kit.words import WORD


def said(text: str, words: str, by: str, label: str = "direct", **attributes: str) -> Annotation:
    start, at = text.index(words), text.index(by)
    evidence = {"speaker": Span(at, at + len(by))}
    return Annotation(start, start + len(words), "quote", label, "key", evidence, attributes)


def test_the_seeds_sources(seed):
    """The first article lets three people speak, one without a name, and one through another."""
    rows = [(s.speaker, s.record, s.direct, s.indirect) for s in kit.read(seed, quotes=key(seed, "quote")).sources]
    assert rows == [
        (None, "unattributed", 1, 0),
        ("Jen Psaki", "named", 3, 0),
        ("Secretary Blinken", "named", 0, 1),
    ]


def test_words_are_counted_once(seed):
    """What Blinken is reported to have said stands within Psaki's answer, and counts for him alone."""
    sources = {source.speaker: source for source in kit.read(seed, quotes=key(seed, "quote")).sources}
    outer = sources["Jen Psaki"].quotes
    inner = sources["Secretary Blinken"].quotes[0]
    whole = sum(len(seed.covered(quote).split()) for quote in outer)
    assert sources["Jen Psaki"].words + sources["Secretary Blinken"].words == whole
    assert sources["Secretary Blinken"].words == len(seed.covered(inner).split())


def test_a_report_with_many_sources():
    """In order of their first words, with the role that the article gives, and pronouns resolved."""
    sources = kit.read("night-buses", quotes=key(kit.load("night-buses"), "quote")).sources
    assert [source.speaker for source in sources][:3] == ["the transport committee", "Helen Aro", "Viktor Holm"]
    aro = sources[1]
    assert (aro.role, aro.direct, aro.first) == ("who chairs the committee", 2, aro.quotes[0].start)
    assert [s.record for s in sources].count("named") == 2
    assert 0.4 < sum(source.share for source in sources) < 0.6


@pytest.mark.parametrize(
    ("speaker", "record"),
    [
        ("Ana Ruiz", "named"),
        ("the White House", "named"),
        ("officials", "vague"),
        ("Some critics", "vague"),
        ("senior officials", "vague"),
        ("They", "vague"),
        ("a nurse at the hospital", "unnamed"),
        ("The town", "unnamed"),
        ("My mother", "unnamed"),
        ("Police", "unnamed"),
        ("One of them", "unnamed"),
        ("Dozens of residents", "vague"),
        ("A lawyer for Ana Ruiz", "unnamed"),
        ("Two Tarn donors", "unnamed"),
        ("The Tarn council", "named"),
        ("A Tarn council", "unnamed"),
        ("The head of parks", "unnamed"),
        ("a Labour MP", "unnamed"),
        ("an angry Ana Ruiz", "named"),
        ("Ana Ruiz herself", "named"),
        ("Both Ana Ruiz and Ben Cole", "named"),
        ("The Democrats", "named"),
        ("Democrats", "vague"),
        ("WHO", "named"),
    ],
)
def test_on_the_record_or_not(speaker, record):
    """A name can be asked, a crowd cannot."""
    text = f"{speaker} said it rained."
    reading = kit.read(Article.from_text(text), quotes=[said(text, "it rained", speaker, "indirect")])
    assert reading.sources[0].record == record


TEXT = "“We won,” said Ana Ruiz – and Ben Cole:\n\n“No,\tno…”\n\nCritics say “it was” luck. Read more: “Up!” says Li."
SPANS = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 40)).map(lambda s: (s[0], min(len(TEXT), s[0] + s[1])))


@given(
    st.lists(st.tuples(SPANS, st.sampled_from(["body", "headline", "caption", *sorted(FURNITURE)])), max_size=8),
    st.lists(st.tuples(SPANS, st.sampled_from(["Ana Ruiz", "Ben Cole", "critics"])), max_size=8),
)
def test_shares_never_pass_one(zones, quotes):
    """Whatever zones and quotes are given, however they overlap: all words said are words of the article, each once."""
    article = Article.from_text(TEXT)
    found = find_sources(
        article,
        [Annotation(*span, "zone", label, "key") for span, label in zones],
        [Annotation(*span, "quote", "direct", "key", attributes={"speaker": who}) for span, who in quotes],
    )
    assert all(0 <= source.share <= 1 and source.words >= 0 for source in found)
    assert sum(source.share for source in found) <= 1 + 1e-9
    furniture = {at for (start, end), label in zones if label in FURNITURE for at in range(start, end)}
    for quote in (quote for source in found for quote in source.quotes):
        assert not furniture.issuperset(range(quote.start, quote.end))


def rows(text: str, zones: Iterable[tuple[str, str]] = ()) -> list[tuple[str | None, int]]:
    """Who is heard, and how many words; a zone for some words, where any are given."""
    given = [Annotation(at := text.index(words), at + len(words), "zone", label, "key") for words, label in zones]
    reading = kit.read(text, parser=False, **({"zones": given} if given else {}))
    return [(source.speaker, source.words) for source in reading.sources]


def test_nobody_is_heard_in_furniture():
    """With zones given: a teaser's speaker is no source, and its words are no part of the article."""
    text = "“We won today,” said Ana Ruiz.\n\n“It was all a lie,” says Ben Cole."
    zones = [("“We won today,” said Ana Ruiz.", "body"), ("“It was all a lie,” says Ben Cole.", "related")]
    assert rows(text, zones) == [("Ana Ruiz", 3)]
    assert rows(text, [(words, "body") for words, _ in zones]) == [("Ana Ruiz", 3), ("Ben Cole", 5)]


@pytest.mark.parametrize(
    ("names", "people"),
    [
        (["Mr. Holm", "Holm", "Mayor Holm"], ["Mr. Holm"]),
        (["Mr. Holm", "Mrs. Holm"], ["Mr. Holm", "Mrs. Holm"]),
        (["Mr. Holm", "Mrs. Holm", "Holm"], ["Mr. Holm", "Mrs. Holm", "Holm"]),
        (["Ana Holm", "Ben Holm"], ["Ana Holm", "Ben Holm"]),
        (["The council", "council"], ["The council"]),
    ],
)
def test_one_row_for_one_name(names, people):
    """Titles aside, but not where they tell two people apart."""
    text = "It rained for hours."
    quotes = [Annotation(0, 9, "quote", "indirect", "key", attributes={"speaker": name}) for name in names]
    article = Article.from_text(text)
    assert [source.speaker for source in find_sources(article, [], quotes)] == people


def test_what_is_not_speech_has_no_source(seed):
    """Scare quotes, titles and terms are left out."""
    scare = [a for a in key(seed, "quote") if a.label in ("scare", "term", "title")]
    assert scare
    assert not kit.read(seed, quotes=scare).sources


def test_two_counts_of_one_speech_are_told_apart():
    """Lesson 02 counts what stands between spaces, Blinken's words as his; lesson 05 words alone, all that she says."""
    page = read_lesson("02-who-is-speaking").texts["page"].reading
    psaki = next(source for source in page.sources if source.speaker == "Jen Psaki")
    blinken = next(source for source in page.sources if source.speaker == "Secretary Blinken")
    hers = " ".join(page.article.covered(quote) for quote in psaki.quotes)
    dashes = len([word for word in hers.split() if not WORD.search(word)])
    assert (psaki.words, blinken.words, dashes) == (165, 31, 5)
    assert psaki.words + blinken.words - dashes == len(WORD.findall(hers)) == 191
    assert ", 165 of 880 words" in who_speaks(page).title


def test_the_role_beside_the_name():
    """The role stands before the name, behind it, or nowhere."""
    text = "Mayor Ana Ruiz said so. Ben Cole, the town's treasurer, agreed it was so. Li Wei said no."
    quotes = [
        said(text, "so", "Mayor Ana Ruiz", speaker="Ana Ruiz"),
        said(text, "it was so", "Ben Cole", speaker="Ben Cole"),
        said(text, "no", "Li Wei", speaker="Li Wei"),
    ]
    roles = {source.speaker: source.role for source in kit.read(text, quotes=quotes).sources}
    assert roles == {"Ana Ruiz": "Mayor", "Ben Cole": "the town's treasurer", "Li Wei": None}


def test_the_role_behind_an_age_or_a_title():
    """What stands behind the name says more than "Ms" before it."""
    text = "“It holds,” said Ana Ruiz, 44, a welder from Tarn. Ms Eva Holm, the town engineer, said that it leaked."
    assert [source.role for source in kit.read(text).sources] == ["a welder from Tarn", "the town engineer"]


def test_what_is_no_office_and_no_relation_is_no_role():
    """An age, "itself", and that somebody would not be named; behind an age there may be one."""
    text = (
        "Noor Salim, 15, who speaks for the pupils, said no. Ana Ruiz, 84, said it was late. The office itself said so."
        " A nurse who asked not to be named said it was loud. One mother, who asked not to be named, said that it was."
    )
    quotes = [
        said(text, "no", "Noor Salim, 15", speaker="Noor Salim"),
        said(text, "it was late", "Ana Ruiz, 84", speaker="Ana Ruiz"),
        said(text, "so", "The office itself", speaker="The office"),
        said(text, "it was loud", "A nurse who asked not to be named", speaker="A nurse"),
        said(text, "that it was", "One mother", speaker="One mother"),
    ]
    roles = {source.speaker: source.role for source in kit.read(text, quotes=quotes).sources}
    assert roles == {
        "Noor Salim": "who speaks for the pupils",
        "Ana Ruiz": None,
        "The office": None,
        "A nurse": None,
        "One mother": None,
    }


@pytest.mark.parametrize("name", ["phone-lockers", "lake-opinion", "lake-satire", "power-cut", "river-live"])
def test_roles_in_the_charts_of_lessons(name):
    """By the key, each is an office or a relation: no number, no "itself", nobody's wish to stay without a name."""
    article = kit.load(name)
    roles = [source.role for source in kit.read(article, quotes=key(article, "quote")).sources if source.role]
    assert [role for role in roles if re.search(r"^\d|sel(?:f|ves)\b|\bnamed?\b|\bwhom\b", role)] == []


def test_one_row_for_one_source():
    """ "Council" in a headline and "the council" below are one source, and an unclear "she" is not nobody."""
    reading = kit.read(
        "Dam is safe, says council\n\nThe council said that it stays. Eva Holm met Ana Ruiz. She said it leaks.\n\n"
        "According to two engineers, the dam is old, and it leaks.",
        parser=False,
    )
    rows = [(source.speaker, source.role) for source in reading.sources]
    assert rows == [("council", None), ("She", None), ("two engineers", None)]


def test_the_chart_says_what_the_table_says():
    """A row for each source, bars from zero, direct filled and reported hatched, and all of it in words."""
    reading = kit.read("night-buses", quotes=key(kit.load("night-buses"), "quote"))
    sources = reading.sources
    chart = who_speaks(reading)
    strip, bars = chart.figure.axes
    assert [int(bar.get_width()) for bar in bars.patches] == [source.words for source in sources]
    assert bars.get_xlim()[0] == 0
    spoken = [quote for source in sources for quote in source.quotes]
    drawn = sorted(strip.patches, key=lambda patch: (patch.get_y(), patch.get_x()))
    assert [bool(patch.get_hatch()) for patch in drawn] == [quote.label == "indirect" for quote in spoken]
    assert len(chart.table) == len(sources) + 1
    assert chart.table == sources.table
    assert "Helen Aro 22 words, named" in chart.alt
    assert chart.alt.startswith("First to speak, of 9: the transport committee; most room, but not by much: Helen Aro.")


def test_the_axis_is_the_article_and_the_title_says_who_has_most_room(seed):
    """Furniture is no silence of the speakers: the axis ends with the article, and shares are of its words."""
    reading = kit.read(seed, zones=key(seed, "zone"), quotes=key(seed, "quote"))
    chart = who_speaks(reading)
    assert chart.alt.startswith("First to speak: someone without a name; most room: Jen Psaki, 165 of 880 words.")
    assert chart.figure.axes[0].get_xlim() == (0, 880)
    assert [label.get_text() for label in chart.figure.axes[0].get_yticklabels()] == [
        "Someone without a name",
        "Jen Psaki",
        "Secretary Blinken",
    ]


def test_without_quotes_the_finder_is_asked():
    """An article alone is enough: its quotes are found first."""
    article = kit.load("night-buses")
    found = kit.read(article).sources
    assert found == kit.read(article, quotes=kit.find_quotes(article)).sources
    assert "Helen Aro" in [source.speaker for source in found]


def test_nobody_quoted_is_no_chart(seed):
    """Without a quote there is nothing to draw, and that is said."""
    with pytest.raises(ValueError, match="nobody is quoted"):
        who_speaks(kit.read(seed, quotes=[]))
