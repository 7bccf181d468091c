"""What find_claims makes of the kit's articles, and of small texts of our own invention."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kit
from kit import Annotation, Article, find_quotes, find_sentences, find_zones, load, parse_text
from kit.annotate.claims.cues import find_cues
from kit.annotate.claims.find import find_claims
from kit.segment import FURNITURE

# label | rule | the sentence
CASES = """
fact | checkable | The dam opened on 4 May 1950.
fact | checkable | The council voted to close the dam.
fact | plain | The dam stands beside the old mill.
fact | reported | Ana Ruiz said that the plan was a disgrace.
fact | reported | The plan is a disgrace, Ana Ruiz said on Monday.
fact | reported | “This is a shameful, idiotic plan,” Ana Ruiz said.
fact | reported | According to the mayor, the dam must go.
opinion | opinion | The plan is a disgrace.
opinion | opinion | Sadly, nobody in the town cares.
opinion | opinion | It is a monstrous folly.
opinion | opinion | I like the old dam.
opinion | opinion | What on earth were the builders thinking?
opinion | opinion | The shameless, cowardly mayor said that the dam was safe.
call | call | The dam should go.
call | call | Let us stop this plan.
call | call | We must never build there again.
call | call | I say that the dam should go.
prediction | prediction | The dam will close in May.
prediction | prediction | The bridge is set to close.
cause | cause | The dam burst because of the rain.
cause | cause | The rain led to a flood.
unclear | balance | A bad storm came on Monday.
unclear | slight | The dam is often dry.
"""
CERTAINTY = [
    ("The dam may hold.", "hedged", "may"),
    ("The dam will certainly hold.", "boosted", "certainly"),
    ("The dam is allegedly totally unsafe.", "hedged", "allegedly"),
    ("The dam holds.", "plain", None),
    ("The dam opened in May.", "plain", None),
]


def claims(text: str) -> list[Annotation]:
    """The claims of a text as it stands."""
    return find_claims(Article.from_text(text))


@pytest.mark.parametrize("line", CASES.strip().splitlines())
def test_labels(line: str) -> None:
    """One sentence, one claim, its label and the rule that gave it."""
    label, rule, text = line.split(" | ")
    assert [(claim.label, claim.attributes["rule"]) for claim in claims(text)] == [(label, rule)]


@pytest.mark.parametrize(("text", "certainty", "cue"), CERTAINTY)
def test_certainty(text: str, certainty: str, cue: str | None) -> None:
    """How sure a claim sounds, and the words that make it so; a hedge takes back what a booster pushes."""
    claim = claims(text)[0]
    span = claim.evidence.get("cue")
    assert claim.attributes["certainty"] == certainty
    assert (text[span.start : span.end] if span else None) == cue


def test_speech_is_not_judged_by_what_speech_is_like() -> None:
    """A question asks and claims nothing, and whoever speaks says "I": neither is an opinion of the speaker's."""
    article = Article.from_text("Q: Do you have the keys?\n\nMS. RUIZ: I have my keys.\n\nQ: And the shameful plan?")
    found = find_claims(article)
    assert [(claim.label, claim.attributes["rule"]) for claim in found] == [
        ("unclear", "question"),
        ("fact", "plain"),
        ("opinion", "opinion"),
    ]


def test_two_claims_in_one_sentence() -> None:
    """Where a clause that can be checked meets one that judges, each is a claim of its own."""
    text = "The council voted on Monday to close 3 dams, but the plan is a shameful and idiotic folly."
    article = Article.from_text(text)
    assert [(claim.label, article.covered(claim)) for claim in find_claims(article)] == [
        ("fact", "The council voted on Monday to close 3 dams"),
        ("opinion", "but the plan is a shameful and idiotic folly."),
    ]


@pytest.mark.parametrize("slug", ["csto-kazakhstan", "ferry-bridge", "night-buses"])
def test_reason_says_in_words_what_speaks_for_what(slug: str) -> None:
    """An opinion or a call has 1 point or more, and its reason quotes a word for it; no reason has points in it."""
    article = load(slug)
    for claim in find_claims(article):
        said = claim.attributes
        assert (float(said["score"]) >= 1) == (claim.label in ("opinion", "call"))
        assert said["score"] == "0" or f"({said['score']}" not in said["why"]
        for each in re.findall("“(.+?)”", said["why"].partition(" For ")[2]):
            assert each in " ".join(article.covered(claim).split())
        if claim.label in ("opinion", "call", "prediction", "cause"):
            assert re.search(f"For (a )?{claim.label}: “", said["why"])


def test_doubt_names_the_word_that_is_there() -> None:
    """Whether a call has "should" or another word, and a prediction "will" or another, the doubt speaks of that one."""
    text = "The rules must change. Stop the plan. It is expected to rain."
    doubts = [claim.attributes["doubt"] for claim in find_claims(Article.from_text(text))]
    assert [doubt.partition("”")[0] for doubt in doubts] == ["“must", "“Stop", "“is expected to"]


@pytest.mark.parametrize("slug", ["csto-kazakhstan", "ferry-bridge", "night-buses"])
def test_each_says_what_it_must(slug: str) -> None:
    """Every claim says rule, why, doubt and what would settle it, and lies within one sentence."""
    article = load(slug)
    sentences = [sentence.span for sentence in find_sentences(article)]
    for claim in find_claims(article):
        assert all(claim.attributes[key] for key in ("rule", "why", "doubt", "settle"))
        assert any(start <= claim.start < claim.end <= end for start, end in sentences)
        assert all(
            claim.start <= start < end <= claim.end for role, (start, end) in claim.evidence.items() if role != "link"
        )


def test_seed_links_bear_opinions(seed: Article) -> None:
    """Sourcing names the links by their words, and in the seed most are links to no source but an opinion's words."""
    linked = [claim for claim in find_claims(seed) if claim.attributes["sourcing"] == "link"]
    words = {claim.attributes["link"] for claim in linked}
    assert {"predictable", "way worse", "regime change terrorists | Hybrid Warfare"} <= words
    assert sum(claim.label == "opinion" for claim in linked) > len(linked) / 2
    assert all(seed.covered(claim.evidence["link"]) in claim.attributes["link"] for claim in linked)


@pytest.mark.parametrize("given", [False, True], ids=["found here", "given"])
def test_seed_turn_is_nobody_elses(seed: Article, given: bool) -> None:
    """Nothing in the question or in Psaki's turn is the author's claim, and what follows it is."""
    quotes = find_quotes(seed, parser=False) if given else None
    found = find_claims(seed, quotes=quotes)
    turn = [zone for zone in find_zones(seed) if zone.label == "transcript"]
    inside = [claim for claim in found if turn[0].start <= claim.start < turn[-1].end]
    assert {claim.attributes["voice"] for claim in inside} == {"quoted"}
    assert {claim.attributes.get("speaker") for claim in inside} == {None, "Jen Psaki"}
    after = next(claim for claim in found if claim.start >= turn[-1].end)
    assert (after.attributes["voice"], after.label) == ("author", "opinion")


def test_seed_is_mostly_opinion_and_a_sound_report_mostly_fact(seed: Article) -> None:
    """The commentary judges in most of its sentences, the reports on the bridge and the buses in none."""
    own = [claim.label for claim in find_claims(seed) if claim.attributes["voice"] == "author"]
    assert sum(label in ("opinion", "call") for label in own) > 0.7 * len(own)
    for slug in ("ferry-bridge", "night-buses"):
        own = [claim.label for claim in find_claims(load(slug)) if claim.attributes["voice"] == "author"]
        assert {"opinion", "call"}.isdisjoint(own)
        assert own.count("fact") > 0.7 * len(own)


@pytest.mark.parametrize("slug", ["csto-kazakhstan", "ferry-bridge", "night-buses"])
def test_furniture_holds_no_claims(slug: str) -> None:
    """No claim stands in furniture, in a byline, a dateline or a tag."""
    article = load(slug)
    barred = [zone for zone in find_zones(article) if zone.label in FURNITURE | {"byline", "dateline", "tag"}]
    assert barred
    for claim in find_claims(article):
        assert not any(zone.start < claim.end and claim.start < zone.end for zone in barred)


@pytest.mark.parametrize("text", ["Sign up for the morning letter", "Sign up for the\nmorning letter"])
def test_one_paragraph_is_never_furniture(text: str) -> None:
    """A text of one paragraph has no page around it, so that whatever it says is a claim; without a word it is none."""
    assert claims(text)
    assert claims("* * *") == []


def test_subheads_hold_no_claims() -> None:
    """A line in bold without a full stop parts the article and claims nothing; with one it is a sentence."""
    page = "The bridge was shut on Monday after cracks were found.\n\n**{}**\n\nIt reopens in May, the county said."
    assert len(find_claims(parse_text(page.format("What drivers should know")))) == 2
    assert len(find_claims(parse_text(page.format("Drivers should know this.")))) == 3


def test_speaker_of_a_whole_sentence() -> None:
    """A sentence that goes on with a quotation is its speaker's claim, and says whose."""
    found = claims("The mayor spoke.\n\n“It is a folly,” Ana Ruiz said. “It should never have been built.”")
    assert [(claim.label, claim.attributes["voice"]) for claim in found[1:]] == [("fact", "author"), ("call", "quoted")]
    assert found[2].attributes["speaker"] == "Ana Ruiz"


@pytest.mark.parametrize(
    ("text", "group"),
    [("It hit the US.", None), ("It hit us.", "we"), ("It falls in May.", "time"), ("The Ruiz-led team met.", "event")],
)
def test_cues_are_read_as_written(text: str, group: str | None) -> None:
    """A country is no “us”, a month no “may”, and half a compound is no cue."""
    found = [cue.group.name for cue in find_cues(text, 0, len(text))]
    assert found == ([group] if group else [])


def test_no_cue_stands_in_two_groups() -> None:
    """A cue has one meaning, so that its points do not hang on the order of the table."""
    path = Path(kit.__file__).parent / "lexicons" / "claims.toml"
    groups = tomllib.loads(path.read_text(encoding="utf-8"))["cues"].values()
    cues = [" ".join(cue.split()) for group in groups for cue in f"{group['words']},{group.get('also', '')}".split(",")]
    assert [cue for cue, times in Counter(filter(None, cues)).items() if times > 1] == []


def test_longest_phrase_wins() -> None:
    """A phrase is one cue, and a mark parts it."""
    for text, words in [("of course", ["of course"]), ("in fact it is", ["in fact"]), ("in; fact", [";"])]:
        assert [text[cue.start : cue.end] for cue in find_cues(text, 0, len(text))] == words


@settings(deadline=None, max_examples=150)
@given(
    st.lists(
        st.sampled_from(
            [
                *("“", "”", '"', "’", " ", "\n\n", "\n", ". ", ", but ", "? ", "; ", " — ", "İ", "😀", "US ", "5 "),
                *("said ", "according to ", "Ana Ruiz ", "must ", "a disgrace ", "on Monday ", "will ", "perhaps "),
                *("**", "[so](x) ", "MS. ROE: ", "Q ", "- "),
            ]
        ),
        max_size=40,
    ).map("".join)
    | st.text(max_size=80)
)
def test_never_raises(text: str) -> None:
    """No text raises, and every claim and its evidence lie within a sentence of it."""
    article = parse_text(text)
    sentences = [sentence.span for sentence in find_sentences(article)]
    for claim in find_claims(article):
        start, end = next(span for span in sentences if span.start <= claim.start < span.end)
        assert start <= claim.start < claim.end <= end
        assert all(0 <= first < last <= len(article.text) for first, last in claim.evidence.values())


@pytest.mark.parametrize(
    "unit",
    [
        "must ",
        "on Monday, but a disgrace ",
        "“a” ",
        "“",
        "said, ",
        "in ",
        "5 ",
        "a; ",
        "Rob Finn ",
        "the best ",
        "knew it would be ",
        "due to ",
        "stop and ",
    ],
)
def test_takes_linear_time(unit: str, linear) -> None:
    """Four times a hostile repetition takes some four times as long."""
    assert linear(lambda n: unit * n, claims, 1000)
