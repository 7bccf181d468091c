"""What lesson 03 stands on: the keys of claims, the claims to settle, and their charts."""

from __future__ import annotations

import errno
import re
from collections import Counter
from dataclasses import replace

import pytest

import kit
from kit.activity.keys import key, of_excerpt
from kit.activity.labels import LABEL_SETS
from kit.activity.lesson_file import lesson_folder, read_lesson
from kit.agreement import compare
from kit.annotation import Annotation
from kit.charts import certainty_of_claims, kinds_of_claims, sources_of_claims
from kit.lesson import Lesson
from kit.readers.files import seeds
from kit.widgets.claim_form import ClaimForm
from tests.second_reading import as_read

CLAIM_LABELS = LABEL_SETS["claim"]
LABELS = {label.name for label in CLAIM_LABELS}
RAINED = {"claim": "It rained.", "label": "fact", "settle": "The weather station's record."}
LETTER = kit.Article.from_text("It rained. It was a dreadful day.")
ASKED = ["It rained.", "It was a dreadful day."]
ENTRIES = [
    Annotation(0, 10, "claim", "fact", "key:demo", attributes={"why": "It did or it did not.", "settle": "A record."}),
    Annotation(11, 33, "claim", "opinion", "key:demo", attributes={"why": "It judges.", "accept": "unclear"}),
]


@pytest.fixture(scope="module")
def lesson():
    """The lesson's activities."""
    return read_lesson("03-what-is-claimed")


@pytest.fixture
def passage(lesson):
    """The passage of the lesson."""
    return lesson.texts["passage"].article


@pytest.fixture
def found(lesson):
    """The key's claims in it."""
    return list(lesson["mark"].key)


@pytest.fixture
def claims():
    """Two claims to settle."""
    return ClaimForm("What is claimed?", ASKED, CLAIM_LABELS)


# Keys


@pytest.mark.parametrize("slug", seeds())
def test_each_claim_of_a_key_says_what_a_lesson_asks(slug):
    """Kind, certainty and sourcing have one of their values; a link is one of the page's; settled are all but traps."""
    article = kit.load(slug)
    links = {a.span for a in article.annotations if a.layer == "link"}
    for claim in key(article, "claim"):
        said = claim.attributes
        assert {claim.label, *said.get("accept", "").split()} <= LABELS
        assert said["certainty"] in ("hedged", "plain", "boosted")
        assert said["sourcing"] in ("link", "attributed", "none")
        assert (said["sourcing"] == "link") == (claim.evidence.get("link") in links)
        first = said.get("first", said["tier"])
        assert said["voice"] == "quoted" if first == "trap" else said["voice"] == "author" or first == "accept"
        assert said["tier"] != "must" or said["settle"]


def test_a_contested_claim_is_not_asked_for(found):
    """What the key calls unclear may be marked otherwise, or not at all."""
    assert {claim.attributes["tier"] for claim in found if claim.label == "unclear"} == {"accept"}


def test_the_key_speaks_of_every_sentence_of_the_passage(passage, found):
    """No sentence of the author's is passed over, so shares of the passage can be drawn; it is short enough to read."""
    assert 120 <= len(passage.text.split()) <= 200
    for sentence in kit.find_sentences(passage):
        assert any(claim.start < sentence.end and sentence.start < claim.end for claim in found)


def test_the_links_stand_on_the_page(seed, lesson):
    """Each of the eight lines is words of the page, and what it marks is a link there."""
    linked = [seed.covered(a) for a in seed.annotations if a.layer == "link"]
    lines = lesson["links"].article.text.split("\n\n")
    assert len(lines) == 8
    for line in lines:
        assert re.sub("[‹›]", "", line) in seed.text
        assert re.search("‹(.*)›", line)[1] in linked


def test_what_the_plan_says_of_the_keys_is_so(lesson):
    """Which kinds the first reader found in each text, how many the key asks for, and those the program has."""
    plan = (lesson_folder() / "teacher" / "03-what-is-claimed.md").read_text(encoding="utf-8")
    correction, passage, letter = (lesson[name] for name in ("practise", "mark", "letter"))
    kinds = {of.name: Counter(claim.label for claim in as_read(of.key)) for of in (correction, passage, letter)}
    assert kinds["practise"].keys() == {"fact"}
    assert "Fact claims, and no opinion and no call." in plan
    assert kinds["mark"] == {"fact": 2, "cause": 1, "opinion": 2, "unclear": 1}
    assert "Six claims: two fact claims, a cause, two opinions, and one that is unclear" in plan
    assert kinds["letter"].keys() == {"fact", "opinion", "call", "prediction"}
    assert "Facts, opinions, calls and a prediction." in plan
    here, there = (compare(of.article, of.found, of.key) for of in (passage, letter))
    assert f"The key asks for {here.asked} of them" in plan
    assert f"In the passage it agrees with the key on {here.agree} of {here.asked}, and its makers knew" in plan
    assert f"which they did not know, it agrees on {there.agree} of {there.asked}." in plan


def test_the_two_texts_name_sources_for_nearly_the_same_share(lesson):
    """What section 7 asks: the shares are close, and below a half in either."""
    shares = []
    for name in ("correction", "letter"):
        claims = [claim for claim in lesson.texts[name].reading.claims if claim.attributes["voice"] == "author"]
        shares.append(sum(claim.attributes["sourcing"] != "none" for claim in claims) / len(claims))
    assert abs(shares[0] - shares[1]) < 0.2
    assert max(shares) < 0.5
    assert lesson["side"].common.startswith("By our key the two are close, and neither names many sources.")
    assert lesson["side"].options["It is too close to tell"].startswith("Right.")


def test_an_excerpt_of_another_article_is_refused(seed):
    """An excerpt has to stand in the article."""
    with pytest.raises(ValueError, match="does not stand in the article"):
        of_excerpt(kit.Article.from_text("Elsewhere."), seed, [])


# The claims to settle


def test_reasons_come_only_where_something_was_filled_in(claims):
    """A row is compared when it has both a kind and a way to settle it; an accepted kind agrees."""
    claims.fill([RAINED, {"claim": ASKED[1], "label": "unclear", "settle": " "}])
    assert claims.compare(ENTRIES) == 1
    assert claims.findings == [
        {
            "status": "agree",
            "said": "✓ The same kind.",
            "kind": "fact claim",
            "why": "It did or it did not.",
            "doubt": "",
            "settle": "A record.",
        },
        {},
    ]
    claims.fill([RAINED | {"label": "call"}, {"claim": ASKED[1], "label": "unclear", "settle": "Nothing."}])
    assert claims.findings == []  # a change takes the comparison away
    assert claims.compare(ENTRIES) == 1
    assert [finding["status"] for finding in claims.findings] == ["differ", "agree"]
    assert claims.findings[1]["kind"] == "opinion or unclear"
    assert [finding["said"] for finding in claims.findings] == ["≠ Another kind.", "✓ The key takes this kind too."]


def test_a_claim_that_the_key_leaves_open_counts_neither_way(claims):
    """It says so, gives the key's reason, and agrees with nothing, whatever kind it was given."""
    contested = replace(ENTRIES[0], attributes={**ENTRIES[0].attributes, "tier": "accept"})
    for label in ("fact", "call"):
        claims.fill([RAINED | {"label": label}])
        assert claims.compare([contested, ENTRIES[1]]) == 0
        assert claims.findings[0]["status"] == "open"
        assert claims.findings[0]["said"].startswith("? The key leaves this one open")


def test_what_the_page_sends_is_kept_and_saved():
    """Rows are taken in as they are typed, in the order of the claims, and saved."""
    saved = []
    claims = ClaimForm("What is claimed?", ASKED, CLAIM_LABELS, save=saved.append)
    empty = {"claim": ASKED[1], "label": "", "settle": ""}
    claims._receive(claims, {"number": 3, "rows": [empty, RAINED]})
    assert saved[0].now.value == [RAINED, empty]
    assert (claims.status, claims.received) == ("Saved", 3)


@pytest.mark.parametrize("rows", [[{"claim": "It snowed."}], [RAINED | {"label": "lie"}], ["x"], None])
def test_what_makes_no_sense_is_refused_and_changes_nothing(claims, rows):
    """A claim that is not asked about, or a kind that is not offered, is refused, and the rows stay."""
    claims.fill([RAINED])
    claims._receive(claims, {"number": 1, "rows": rows})
    assert (claims.rows[0], claims.received) == (RAINED, 1)
    assert claims.status.startswith("Not taken in:")


def test_a_full_disk_is_said_and_the_rows_kept():
    """When saving fails the learner is told, and the rows stay on the page."""

    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    claims = ClaimForm("What is claimed?", ASKED, CLAIM_LABELS, save=full)
    claims.fill([RAINED])
    assert claims.rows[0] == RAINED
    assert claims.status.startswith("Not saved: No space left on device.")


def test_claims_come_back_and_are_compared(home):
    """A new kernel finds the rows; comparing waits for enough of them; rows of other claims are set aside."""

    def open_lesson(*starts):
        (home / "09-test.toml").write_text(
            'title = "A test"\n[text.page]\narticle = "csto-kazakhstan"\n'
            '[activity.settle]\nkind = "claims"\nstep = "Settle"\ntext = "page"\nlabels = "claim"\nprompt = "?"\n'
            f"claims = {list(starts)}\n"
            '[activity.compare]\nkind = "compare"\nstep = "Compare"\nof = "settle"\nprompt = "?"\nbutton = "!"\n'
            'reveal = "{agree} of {filled}."\n',
            encoding="utf-8",
        )
        lesson = Lesson("09-test", folder=home)
        return lesson, lesson.claims("settle"), lesson.compare("compare")

    lesson, claims, compare = open_lesson("The Russian-led bloc", "Even if")
    with pytest.raises(ValueError, match=r"First fill in at least 1 claims, .* you have filled in 0"):
        compare.submit(True)
    claims.fill([claims.rows[0] | {"label": "fact", "settle": "The request, with its date."}])
    compare.submit(True)
    assert compare.revealed == "1 of 1."
    assert [step["done"] for step in lesson.progress().steps] == [True, True]
    _, again, _ = open_lesson("The Russian-led bloc", "Even if")
    assert again.rows[0]["settle"] == "The request, with its date."
    assert again.findings[0]["status"] == "agree"
    _, other, _ = open_lesson("which made", "Even if")
    assert other.filled == []
    assert "the file settle.json.damaged-" in other.status
    with pytest.raises(ValueError, match=r"\[activity.settle\]: 0 claims begin 'Nobody'; it must be one"):
        open_lesson("Nobody")


# Charts


def claiming(claims):
    """A reading with these claims."""
    return kit.read(LETTER, claims=claims)


def test_charts_count_each_claim_of_the_author_once(found):
    """The rows of a text add up to its claims, and the parts to their row; traps and speakers' claims stay out."""
    trap = replace(found[0], attributes={"tier": "trap"})
    spoken = replace(found[0], attributes={"voice": "quoted"})
    texts = {"one": claiming([*found, trap, spoken]), "two": claiming(found[:3])}
    for make in (kinds_of_claims, certainty_of_claims, sources_of_claims):
        rows = [(row[0], *map(int, row[2].split(" of "))) for row in make(texts).table[1:]]
        assert [sum(n for name, n, _ in rows if name == text) for text in texts] == [len(found), 3]
        assert {(name, whole) for name, _, whole in rows} == {("one", len(found)), ("two", 3)}


def test_panels_share_one_scale_from_zero(found):
    """Side by side, a bar of the same length is the same share; the whole number stands beside each."""
    chart = kinds_of_claims({"one": claiming(found), "two": claiming(found[:1])})
    first, second = chart.figure.axes
    assert first.get_xlim() == second.get_xlim()
    assert first.get_xlim()[0] == 0
    assert first.get_xlim()[1] > max(bar.get_x() + bar.get_width() for bar in second.patches) == 100
    assert [label.get_text() for axes in (first, second) for label in axes.texts] == [row[2] for row in chart.table[1:]]


@pytest.mark.parametrize("make", [certainty_of_claims, sources_of_claims])
def test_parts_of_a_whole_are_told_apart_without_colour(make, found):
    """Each text's bar is all of its claims; its parts differ in their hatching, and each has its count."""
    chart = make({"one": claiming(found), "two": claiming(found[:3])})
    (axes,) = chart.figure.axes
    assert len({patch.get_hatch() for patch in axes.get_legend().get_patches()}) == 3
    rows = [[bar.get_width() for bar in axes.patches if bar.get_y() < text < bar.get_y() + 1] for text in (0, 1)]
    assert list(map(sum, rows)) == pytest.approx([100, 100])
    figures = {label.get_text().split(" ")[0] for label in axes.texts} - {""}
    assert figures == {row[2].split(" ")[0] for row in chart.table[1:]} - {"0"}


def test_the_title_is_the_finding(found):
    """The words begin with it, and end with what the chart cannot say; the table sets opinions apart."""
    chart = sources_of_claims({"the passage": claiming(found)})
    assert chart.alt.startswith("3 of 6 claims in the passage have a link or a named source.")
    assert chart.table[1] == ("the passage", "a link", "3 of 6", "50 %", "2")
    assert chart.caption.endswith("It tells you where to look.")
    assert kinds_of_claims({"the passage": claiming(found)}).alt.startswith(
        "Most common in the passage: fact claim and opinion (2 of 6 each)."
    )


def sourced(with_link, without):
    """A reading with so many claims that have a link, and so many without."""
    linked = Annotation(0, 10, "claim", "fact", "key:demo", attributes={"sourcing": "link"})
    return claiming([linked] * with_link + [replace(linked, attributes={})] * without)


@pytest.mark.parametrize(
    ("one", "two", "said"),
    [
        (
            (1, 7),
            (6, 2),
            "More in the report: 6 of 8 claims (75 %) have a link or a named source, against 1 of 8 (12 %) in",
        ),
        (
            (6, 8),
            (4, 4),
            "Nearly the same share: 4 of 8 claims in the report have a link or a named source, 6 of 14 in",
        ),
        (
            (1, 1),
            (2, 2),
            "The same share: 1 of 2 claims in the letter has a link or a named source, 2 of 4 in the report",
        ),
    ],
)
def test_the_title_says_which_text_has_more_sources_unless_one_claim_would_turn_it(one, two, said):
    """The question is which of the two gives a source for a larger part."""
    chart = sources_of_claims({"the letter": sourced(*one), "the report": sourced(*two)})
    assert chart.alt.startswith(said)
    assert ("One claim more or less" in chart.caption) == said.startswith("Nearly")


def test_words_of_the_chart_are_explained_in_its_caption(found):
    """Nobody has to know what boosted and hedged mean."""
    caption = certainty_of_claims({"the passage": claiming(found)}).caption
    assert all(f"{word}: " in caption for word in ("Boosted", "Hedged", "Plain"))


def test_no_claims_are_no_chart():
    """A text without a claim of its author's is refused, not drawn as nothing."""
    with pytest.raises(ValueError, match="the letter holds no claim of its author"):
        kinds_of_claims({"the letter": claiming([])})


def test_a_kind_that_is_not_known_is_refused():
    """A claim is never left out of the bars while it counts among the claims."""
    with pytest.raises(ValueError, match=r"the letter has a claim that is 'lie'; known are fact, cause, "):
        kinds_of_claims({"the letter": claiming([Annotation(0, 9, "claim", "lie", "learner:ana")])})
