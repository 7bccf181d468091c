"""Annotations as W3C Web Annotations, and back."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kit
from kit.annotation import Annotation, Span
from kit.article import Article, Card
from kit.errors import MismatchError
from kit.jsonl import as_json
from kit.webannotation import from_web_annotations, to_web_annotations

every_text = st.text(st.characters(exclude_categories=()), max_size=80)
names = st.text(st.characters(exclude_categories=()), max_size=12)


@st.composite
def annotated(draw):
    """A text, and annotations of it that may say anything."""
    text = draw(every_text)
    place = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(lambda ends: Span(*sorted(ends)))
    rows = []
    for _ in range(draw(st.integers(0, 4))):
        words = [draw(names) for _ in range(3)]
        rows.append(
            Annotation(
                *draw(place), *words, draw(st.dictionaries(names, place, max_size=2)),
                draw(st.dictionaries(names | st.sampled_from(["why", "doubt", "neutral"]), names, max_size=3)),
            )
        )  # fmt: skip
    return Article.from_text(text), rows


@given(annotated())
@settings(max_examples=60, deadline=None)
def test_what_goes_out_comes_back(given_):
    """Every annotation of any text comes back as it was, as data and through JSON that UTF-8 holds."""
    article, rows = given_
    made = to_web_annotations(rows, article)
    assert from_web_annotations(made, article) == rows
    sent = as_json(made).encode("utf-8")
    back = from_web_annotations(sent, article)
    assert [as_json(a.to_dict(article.text)) for a in back] == [as_json(a.to_dict(article.text)) for a in rows]


@pytest.mark.parametrize("slug", ["csto-kazakhstan", "night-buses"])
def test_all_that_the_kit_finds_comes_back(slug):
    """Every layer of an article, with evidence and attributes, and its key."""
    reading = kit.read(kit.load(slug), parser=False)
    rows = kit.find_all(reading)
    assert {a.layer for a in rows} == {"zone", "sentence", "quote", "claim", "loaded"}
    assert from_web_annotations(as_json(to_web_annotations(rows, reading.article)), reading.article) == rows


def test_it_is_what_the_standard_says():
    """The standard's context, ids that are IRIs, one page, creators with types, both selectors, known purposes."""
    article = Article("“It held,” said Ana.", Card(title="Dam", url="https://a.example/dam", notice="© Dam Post"))
    quote = Annotation(
        1, 9, "quote", "direct", "kit.find_quotes", {"cue": Span(11, 15)}, {"why": "marks", "doubt": "?"}
    )
    made = to_web_annotations([quote, Annotation(16, 19, "zone", "byline", "learner:li")], article)
    assert made["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert (made["type"], made["total"], made["label"], made["kit:card"]["notice"]) == (
        "AnnotationCollection", 2, "Dam", "© Dam Post",
    )  # fmt: skip
    page = made["first"]
    assert (page["type"], page["partOf"], page["startIndex"]) == ("AnnotationPage", made["id"], 0)
    first, second = page["items"]
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", item["id"]) for item in (made, first, second))
    assert first["creator"] == {"type": "Software", "name": "kit.find_quotes"}
    assert second["creator"] == {"type": "Person", "name": "learner:li", "nickname": "li"}
    assert {body["purpose"]: body["value"] for body in first["body"]} == {
        "classifying": "quote", "tagging": "direct", "describing": "marks", "questioning": "?",
    }  # fmt: skip
    assert first["target"] == {
        "source": "https://a.example/dam",
        "selector": [
            {"type": "TextPositionSelector", "start": 1, "end": 9},
            {"type": "TextQuoteSelector", "exact": "It held,", "prefix": "“", "suffix": "” said Ana."},
        ],
    }
    assert first["kit:evidence"]["cue"][0] == {"type": "TextPositionSelector", "start": 11, "end": 15}


def test_positions_count_code_points():
    """The standard counts code points, and so does the kit: a letter beyond 65,535 is one."""
    item = to_web_annotations([Annotation(2, 5, "zone", "body", "a")], Article.from_text("😀 dam"))["first"]["items"][0]
    assert item["target"]["selector"][0] == {"type": "TextPositionSelector", "start": 2, "end": 5}


@pytest.mark.parametrize("url", [None, "javascript:alert(1)", "https://a b", "file:///x", "https://a.example/\x00"])
def test_a_text_without_an_address_is_named_by_its_sum(url):
    """Only the address of a page is one; else the SHA-256 of the reading text, as RFC 6920 writes it."""
    made = to_web_annotations(
        [Annotation(0, 1, "zone", "body", "a")], Article.from_text("Hello World!", card=Card(url=url))
    )
    source = made["first"]["items"][0]["target"]["source"]
    assert source == "ni:///sha-256;f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk"  # the RFC's own example


def test_the_same_marks_have_the_same_ids_and_equal_ones_their_own():
    """So that a program that merges files knows an annotation again."""
    article, mark = Article.from_text("It rained."), Annotation(0, 2, "zone", "body", "learner:a")
    items = to_web_annotations([mark, mark], article)["first"]["items"]
    again = to_web_annotations([mark], article)["first"]["items"]
    assert items[0]["id"] == again[0]["id"] != items[1]["id"]
    assert from_web_annotations(items, article) == [mark, mark]


OLD = "The dam held. Nobody left the town. The dam is old."


def moved(start: int, end: int, new: str) -> Span:
    made = to_web_annotations(
        [Annotation(start, end, "claim", "fact", "learner:a", {"x": Span(start, end)})], Article(OLD)
    )
    (back,) = from_web_annotations(made, Article(new))
    assert back.evidence["x"] == back.span
    return back.span


@pytest.mark.parametrize(
    "new",
    [f"By Ana\n\n{OLD}", OLD[14:], OLD.replace("held", "has held"), f"{OLD} Nobody knows.", OLD.replace("The", "A")],
)
def test_where_the_text_has_shifted_the_quotation_is_found(new):
    """With what stood on both sides, on one, or on none, in one place only."""
    assert new[slice(*moved(14, 35, new))] == "Nobody left the town."


def test_of_equal_words_the_one_with_the_same_neighbours_is_found():
    """The first "The dam" stays the first, the second the second."""
    new = f"Rain.\n\n{OLD}"
    assert moved(0, 7, new) == (7, 14)
    assert moved(36, 43, new) == (43, 50)


@pytest.mark.parametrize(
    ("new", "said"),
    [("Sun. The dam. The dam.", "stand in more than one place"), ("Another article.", "do not stand in the text")],
)
def test_what_cannot_be_placed_is_named(new, said):
    """Words that are gone, or stand twice with other neighbours, are no guess."""
    made = to_web_annotations([Annotation(0, 7, "claim", "fact", "learner:a")], Article(OLD))
    with pytest.raises(MismatchError, match=f"annotation 1: the words 'The dam' {said}"):
        from_web_annotations(made, Article(new))


def test_words_that_stand_there_by_chance_are_not_taken():
    """Position and words fit, but the neighbours are others': the place with the right neighbours is."""
    made = to_web_annotations([Annotation(4, 7, "claim", "fact", "learner:a")], Article(OLD))
    assert from_web_annotations(made, Article("Old dam and new. The dam held. Nobody left."))[0].span == (21, 24)


def one(**changes: object) -> dict[str, object]:
    item = to_web_annotations([Annotation(4, 7, "claim", "fact", "learner:a")], Article(OLD))["first"]["items"][0]
    return {**item, **changes}


QUOTE = {"type": "TextQuoteSelector", "exact": "dam", "prefix": "The ", "suffix": " held"}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (7, "expected a Web Annotation"),
        ("{", "no Web Annotations can be read"),
        (b"\xff\xfe", "no Web Annotations can be read"),
        ("[" * 1000, "nested more than"),
        ("9" * 5000, "no Web Annotations can be read"),
        ({"type": "AnnotationCollection", "total": 3}, "has no page in it"),
        ({"type": "AnnotationCollection", "first": "https://a.example/1"}, "nothing is fetched"),
        ({"type": "AnnotationPage", "items": [], "next": "https://a.example/2"}, "nothing is fetched"),
        ({"type": "AnnotationPage", "items": 3}, "'items' must be a list"),
        ({"type": "AnnotationPage", "items": ["urn:x"]}, "annotation 1: expected an object of type Annotation"),
        ({"type": "Book"}, "annotation 1: expected an object of type Annotation"),
        (one(body=None), "a body must have 'purpose' and 'value'"),
        (one(body={"purpose": "tagging", "value": "x"}), "no body with the purpose 'classifying' says its layer"),
        (one(body=[{"purpose": "tagging", "value": "x"}] * 2), "two bodies have the purpose 'tagging'"),
        (one(creator="urn:x"), "'creator' must have a 'name'"),
        (one(target="https://a.example"), "'target' must be one object"),
        (one(target={"selector": None}), "no TextQuoteSelector"),
        (one(target={"selector": {"type": "TextQuoteSelector"}}), "must have 'exact'"),
        (one(target={"selector": {**QUOTE, "exact": 3}}), "must be text, found 3"),
        (one(target={"selector": [{"type": "TextPositionSelector", "start": -1, "end": 2}, QUOTE]}), "numbers from 0"),
        (one(target={"selector": [{"type": "TextPositionSelector", "start": True, "end": 2}]}), "numbers from 0"),
        (one(**{"kit:attributes": {"why": 3}}), "attribute 'why' must be text"),
        (one(**{"kit:attributes": []}), "'kit:attributes' must be an object"),
        (one(**{"kit:evidence": {"cue": 3}}), "annotation 1, evidence 'cue': no TextQuoteSelector"),
    ],
)
def test_what_is_not_valid_is_named(data, said):
    """Whatever a file says, one line says what is wrong with it, and where."""
    with pytest.raises(MismatchError) as caught:
        from_web_annotations(data, Article(OLD))
    assert said in str(caught.value)
    assert len(str(caught.value)) < 300


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["type", "items", "first", "body", "target", "selector", "exact", "creator", "kit:evidence"]
            ),
            inner | st.sampled_from(["Annotation", "AnnotationPage", "AnnotationCollection", "TextQuoteSelector"]),
        )
    ),
    max_leaves=12,
)


@given(json_values, st.sampled_from(["body", "creator", "target", "kit:evidence", "kit:attributes", "type"]))
@settings(max_examples=60, deadline=None)
def test_chance_is_read_or_refused(value, part):
    """Any JSON, alone or as a part of an annotation, gives annotations within the text, or a MismatchError."""
    for data in (value, one(**{part: value})):
        try:
            found = from_web_annotations(data, Article(OLD))
        except MismatchError:
            continue
        assert all(a.end <= len(OLD) for a in found)


def test_those_of_other_programs_are_read_without_what_is_the_kits_own():
    """Quotation, layer and label are enough; what the bodies say of why and doubt is taken."""
    bodies = {"classifying": "claim", "tagging": "opinion", "describing": "judges", "commenting": "aside"}
    item = {
        "type": ["Annotation"],
        "creator": {"name": "somebody"},
        "body": [{"purpose": purpose, "value": value} for purpose, value in bodies.items()],
        "target": {"selector": QUOTE},
    }
    (found,) = from_web_annotations(json.dumps(item), Article(OLD))
    assert (found.span, found.layer, found.label, found.attributes) == ((4, 7), "claim", "opinion", {"why": "judges"})


def test_an_annotation_beyond_the_text_is_no_annotation_of_it():
    """As with JSON Lines."""
    with pytest.raises(IndexError, match="does not lie within the text"):
        to_web_annotations([Annotation(0, 99, "zone", "body", "a")], Article(OLD))


def test_work_is_bounded(monkeypatch):
    """Too many that stand elsewhere, or too many at all, are refused, and not sought for hours."""
    monkeypatch.setattr("kit.selectors._SOUGHT", 500)
    lost = one(target={"selector": {**QUOTE, "exact": "no such words"}})
    with pytest.raises(MismatchError, match="do not stand"):
        from_web_annotations([lost], Article(OLD))
    monkeypatch.setattr("kit.selectors._SOUGHT", 100)
    with pytest.raises(MismatchError, match="too many annotations stand elsewhere"):
        from_web_annotations([lost], Article(OLD))
    monkeypatch.setattr("kit.webannotation.MOST", 2)
    with pytest.raises(MismatchError, match="more than 2 annotations"):
        from_web_annotations([one()] * 3, Article(OLD))


def test_it_grows_with_the_text(linear):
    """Out and back."""

    def make(n: int) -> tuple[Article, list[Annotation]]:
        text = "".join(f"The dam no. {k} held. " for k in range(n))
        article = Article.from_text(text)
        return article, [Annotation(m.start(), m.end(), "zone", "body", "a") for m in re.finditer(r"no\. \d+", text)]

    assert linear(make, lambda given_: from_web_annotations(to_web_annotations(given_[1], given_[0]), given_[0]), 500)
