"""What a program proposed, gone through by a person: nothing is lost, everything can be taken back."""

from __future__ import annotations

import errno
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.activity.answers import ProposalsFile
from kit.activity.labels import LABEL_SETS, Label
from kit.activity.proposals import (
    Proposal,
    add,
    change,
    keep,
    merged,
    parse_proposals,
    proposal_lines,
    proposed,
    reject,
    renewed,
    standing,
)
from kit.annotation import Annotation, Span
from kit.article import Article
from kit.errors import ChangedError, MismatchError
from kit.widgets.reviewer import LONGEST, Reviewer

ARTICLE = Article.from_text("They slammed the plan 😀.\n\nOf course it is a scheme, Ana said.")
LABELS = {
    "zone": LABEL_SETS["zone"],
    "quote": LABEL_SETS["quote"],
    "loaded": [Label("fear"), Label("certainty"), Label("loaded-word")],
}


def at(words, layer, label, **attributes):
    """What a program finds on these words."""
    start = ARTICLE.text.index(words)
    return Annotation(start, start + len(words), layer, label, "kit.find", attributes=attributes)


FOUND = [
    at("They slammed the plan 😀.", "zone", "body"),
    at("slammed", "loaded", "fear", why="It pushes.", doubt="It may not."),
    replace(at("Of course it is a scheme", "quote", "direct"), evidence={"speaker": Span(52, 55)}),
    at("Of course", "loaded", "certainty"),
]


def review(found=FOUND, **options):
    """A reviewer of what was found; what was saved is its ``saved``."""
    saved = []
    widget = Reviewer(ARTICLE, proposed(found), **{"labels": LABELS, "save": saved.append, **options})
    widget.saved = saved
    return widget


def ask(widget, **asked):
    """Send what the page would, and return what it is answered."""
    answers = []
    widget.send = lambda content, buffers=None: answers.append(content)
    widget._receive(widget, {"id": "1", **asked}, None)
    return answers[0]


# Proposals as data


def test_what_is_kept_stands_with_its_tier_and_what_is_rejected_does_not():
    """A tier that was given stays; what is open stands as it was found."""
    kept = keep(change(proposed(FOUND)[1], tier="trap"), tier="must")
    assert (kept.state, kept.entry.attributes["tier"]) == ("kept", "trap")
    assert standing([kept, reject(proposed(FOUND)[3]), proposed(FOUND)[0]]) == [FOUND[0], kept.entry]


def test_a_change_keeps_what_was_found_beside_it():
    """Label, span, reason; an empty reason goes."""
    changed = change(proposed(FOUND)[1], label="certainty", why="", span=Span(0, 12), annotator="learner:ana")
    assert (changed.entry.span, changed.entry.label, changed.entry.annotator) == ((0, 12), "certainty", "learner:ana")
    assert changed.entry.attributes == {"doubt": "It may not."}
    assert changed.found == FOUND[1]
    with pytest.raises(ValueError, match="tier 'may' is not known; it is one of: must, accept, trap"):
        change(changed, tier="may")


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
SPANS = st.tuples(st.integers(0, len(ARTICLE.text)), st.integers(0, len(ARTICLE.text))).map(lambda s: Span(*sorted(s)))
ANNOTATIONS = st.builds(
    lambda span, layer, label, evidence, attributes: Annotation(*span, layer, label, "kit.find", evidence, attributes),
    SPANS,
    st.sampled_from(["zone", "quote", "loaded"]),
    WORDS,
    st.dictionaries(WORDS, SPANS, max_size=2),
    st.dictionaries(WORDS, WORDS, max_size=3),
)
PROPOSALS = st.builds(Proposal, ANNOTATIONS, st.sampled_from(["open", "kept", "rejected"]), st.none() | ANNOTATIONS)


@settings(max_examples=40)
@given(st.lists(PROPOSALS, max_size=5))
def test_proposals_come_back_from_their_lines_exactly(proposals):
    """Whatever is said in them, and at the end of each line."""
    assert list(parse_proposals(proposal_lines(proposals, ARTICLE).encode(), "here", ARTICLE)) == proposals


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xff", "not UTF-8 text at byte 0"),
        (b"{", "JSON that cannot be read"),
        (b"[1]", "expected an object of state, entry and found"),
        (
            b'{"state": "done", "entry": {}, "found": null}',
            "state 'done' is not known; it is one of: open, kept, rejected",
        ),
        (b'{"state": "open", "entry": 3, "found": null}', "here:1: entry: expected an annotation"),
    ],
)
def test_lines_that_are_no_proposals_are_refused(data, said):
    """Each error names the line."""
    with pytest.raises(MismatchError, match=said):
        parse_proposals(data, "here", ARTICLE)


def test_lines_of_another_text_are_refused():
    """The words that a proposal was made on have to stand there."""
    lines = proposal_lines(proposed(FOUND), ARTICLE).encode()
    with pytest.raises(MismatchError, match="another version of the article"):
        parse_proposals(lines, "here", Article.from_text("x" * 100))


def test_decisions_stay_with_spans_that_a_newer_program_finds_again():
    """The label is a person's; what is found no more is aside, what was added stays, what is new is open."""
    one, two, three, four = proposed(FOUND)
    added = add(Span(0, 4), "loaded", "fear", annotator="learner:ana")
    saved = [one, reject(two), change(three, label="mixed"), keep(four), added]
    newer = [FOUND[0], replace(FOUND[1], label="loaded-word"), FOUND[2], at("scheme", "loaded", "fear")]
    now, aside = renewed(saved, newer)
    assert [each.state for each in now] == ["open", "rejected", "kept", "open", "kept"]
    assert (now[1].found.label, now[2].entry.label, now[-1]) == ("loaded-word", "mixed", added)
    assert aside == [keep(four)]
    assert renewed([*now, *aside], FOUND)[0][3] == keep(four)


def test_two_windows_lose_nothing():
    """What only one of them decided stands; where both did, this one's; what was added there comes last."""
    base = proposed(FOUND)
    mine = (keep(base[0]), base[1], keep(base[2]), base[3])
    added = add(Span(0, 4), "loaded", "fear", annotator="learner:ana")
    both = merged(mine, (base[0], reject(base[1]), reject(base[2]), base[3], added), base)
    assert [each.state for each in both] == ["kept", "rejected", "kept", "open", "kept"]
    assert both[-1] == added


# The widget


def test_each_decision_is_saved_and_told():
    """Kept and rejected, then all that is left of a layer."""
    widget = review()
    widget.keep(0)
    widget.reject(1)
    widget.keep_all("loaded")
    assert [each.state for each in widget.proposals] == ["kept", "rejected", "open", "kept"]
    assert [row["state"] for row in widget._rows] == ["kept", "rejected", "open", "kept"]
    assert widget.saved[-1] == list(widget.proposals)
    assert (len(widget.saved), widget._state["saved"]) == (3, "Saved")
    assert widget.proposals[0].entry.attributes["tier"] == "must"


def test_without_tiers_there_are_none():
    """In the explorer nothing is an entry of a key."""
    widget = review(tiers=False)
    widget.keep(0)
    widget.change(1, tier="trap", label="certainty")
    assert ["tier" in each.entry.attributes for each in widget.proposals[:2]] == [False, False]
    assert widget._page["tiers"] == []


def test_who_changes_something_says_so_and_who_keeps_it_does_not():
    """The annotator is who answered."""
    widget = review(annotator="learner:ana")
    widget.keep(1)
    widget.change(3, why="It leaves no room.")
    assert [widget.proposals[n].entry.annotator for n in (1, 3)] == ["kit.find", "learner:ana"]


ACTS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["keep", "reject"]), st.integers(0, 3)),
        st.tuples(st.just("change"), st.integers(0, 3), WORDS),
        st.tuples(st.just("add"), st.integers(0, 11), st.sampled_from(["fear", "certainty"])),
        st.tuples(st.just("keep-all"), st.sampled_from(["zone", "loaded"])),
        st.tuples(st.just("undo")),
        st.tuples(st.just("redo")),
    ),
    max_size=12,
)


@settings(max_examples=40)
@given(ACTS)
def test_undo_of_any_sequence_gives_back_what_was(acts):
    """Step by step, and forth again; what is told and saved is the same as what stands."""
    widget = review()
    stood = [widget.proposals]
    for kind, *more in acts:
        before = widget.proposals
        if kind in ("keep", "reject"):
            ask(widget, kind=kind, number=more[0])
        elif kind == "change":
            first, last = widget._rows[more[0]]["at"]
            ask(widget, kind=kind, number=more[0], why=more[1], first=first, last=last)
        elif kind == "add":
            ask(widget, kind=kind, layer="loaded", label=more[1], first=more[0], last=more[0])
        else:
            ask(widget, kind=kind, layer=more[0] if more else None)
        if kind == "undo":
            stood = stood[:-1] or stood
        elif widget.proposals != before:
            stood.append(widget.proposals)
        assert widget.proposals == stood[-1]
        assert not widget.saved or widget.saved[-1] == list(widget.proposals)
    last = widget.proposals
    for before in reversed(stood[:-1]):
        widget.undo()
        assert widget.proposals == before
    assert widget.proposals == proposed(FOUND)
    for _ in stood[1:]:
        widget.redo()
    assert widget.proposals == last


def test_undo_says_where_it_happened():
    """The page brings that in front; where there is nothing to undo it is said."""
    widget = review()
    ask(widget, kind="reject", number=2)
    assert ask(widget, kind="undo") == {"id": "1", "kind": "done", "at": 2, "said": "Undone."}
    assert ask(widget, kind="undo")["said"] == "There is nothing to undo."
    empty = review([])
    ask(empty, kind="add", layer="loaded", label="fear", first=0, last=0)
    assert ask(empty, kind="undo") == {"id": "1", "kind": "done", "at": 0, "said": "Undone."}


def test_a_span_is_by_whole_words_or_stays_as_it_was():
    """A program's span may end within a word; the same words leave it alone."""
    part = Annotation(5, 9, "loaded", "fear", "kit.find")  # "slam"
    widget = review([part])
    ask(widget, kind="change", number=0, why="It pushes.", first=1, last=1)
    assert widget.proposals[0].entry.span == (5, 9)
    ask(widget, kind="change", number=0, first=1, last=2)
    assert ARTICLE.covered(widget.proposals[0].entry) == "slammed the"
    assert widget._rows[0]["moved"]


def test_a_zone_is_a_whole_block_and_each_block_has_one():
    """Words of one block stand for it; a second zone there is refused until the first is rejected."""
    widget = review()
    assert "one block" in ask(widget, kind="add", layer="zone", label="bio", first=0, last=8)["said"]
    assert "has a zone already" in ask(widget, kind="add", layer="zone", label="bio", first=1, last=1)["said"]
    widget.reject(0)
    assert ask(widget, kind="add", layer="zone", label="bio", first=1, last=1)["kind"] == "done"
    assert widget.proposals[-1].entry.span == FOUND[0].span
    assert "has a zone already" in ask(widget, kind="keep", number=0)["said"]


def test_the_same_label_stands_on_the_same_words_once():
    """Also after a change."""
    widget = review()
    widget.add(5, 12, "loaded", "certainty")
    with pytest.raises(ValueError, match="stands on the same words already"):
        widget.add(5, 12, "loaded", "certainty")
    with pytest.raises(ValueError, match="stands on the same words already"):
        widget.change(1, label="certainty")


@pytest.mark.parametrize(
    "asked",
    [
        {"kind": "keep", "number": True},
        {"kind": "keep", "number": -1},
        {"kind": "keep", "number": 10**9},
        {"kind": "keep"},
        {"kind": "change", "number": 1, "first": "1", "last": 1},
        {"kind": "change", "number": 1, "first": 3, "last": 1},
        {"kind": "change", "number": 1, "first": 0, "last": 0, "label": "thug"},
        {"kind": "change", "number": 1, "first": 0, "last": 0, "label": ["fear"]},
        {"kind": "change", "number": 1, "first": 0, "last": 0, "tier": "may"},
        {"kind": "change", "number": 1, "first": 0, "last": 0, "why": "x" * (LONGEST + 1)},
        {"kind": "add", "layer": "claim", "label": "fact", "first": 0, "last": 0},
        {"kind": "add", "layer": {}, "label": "fear", "first": 0, "last": 0},
        {"kind": "add", "layer": "loaded", "label": None, "first": 0, "last": 0},
        {"kind": "add", "layer": "loaded", "label": "fear", "first": 0, "last": 10**9},
        {"kind": "keep-all", "layer": ["loaded"]},
        {"kind": ["keep"]},
        {},
    ],
)
def test_a_message_that_cannot_be_is_refused_and_changes_nothing(asked):
    """It is answered, in words."""
    widget = review()
    answer = ask(widget, **asked)
    assert (answer["kind"], bool(answer["said"])) == ("refused", True)
    assert (widget.proposals, widget.saved) == (proposed(FOUND), [])


@pytest.mark.parametrize("message", [None, 3, "keep", ["keep"]])
def test_what_is_no_message_is_refused(message):
    """Whatever comes over the line."""
    widget, answers = review(), []
    widget.send = lambda content, buffers=None: answers.append(content)
    widget._receive(widget, message, None)
    assert [answer["kind"] for answer in answers] == ["refused"]


def test_a_disk_that_refuses_is_said_and_nothing_is_lost():
    """The next decision saves both."""
    saved = []

    def save(proposals):
        if len(saved) == 0:
            saved.append(None)
            raise OSError(errno.ENOSPC, "No space left on device")
        saved.append(proposals)

    widget = review(save=save)
    assert ask(widget, kind="keep", number=0)["kind"] == "done"
    assert widget._state["failed"]
    assert widget._state["saved"].startswith("Not saved: No space left on device. Your decisions are still here")
    widget.reject(1)
    assert (widget._state["failed"], saved[-1]) == (False, list(widget.proposals))
    assert [each.state for each in saved[-1][:2]] == ["kept", "rejected"]


def test_a_fault_in_saving_is_never_called_saved():
    """It is raised, told to the page, and the decision stands."""

    def save(_):
        raise RuntimeError("a fault")

    widget, answers = review(save=save), []
    widget.send = lambda content, buffers=None: answers.append(content)
    with pytest.raises(RuntimeError, match="a fault"):
        widget._receive(widget, {"id": "1", "kind": "keep", "number": 0}, None)
    assert (answers[0]["kind"], widget._state["failed"], widget._rows[0]["state"]) == ("refused", True, "kept")


def test_another_window_is_taken_in(tmp_path):
    """Two reviewers over one file: both have what each decided, and so does the disk."""
    widgets = []
    for _ in range(2):
        file = ProposalsFile("explore", "found", ARTICLE, folder=tmp_path)
        widgets.append(review(save=file.save))
        file.load()
    widgets[0].keep(0)
    widgets[1].reject(1)
    assert [each.state for each in widgets[1].proposals[:2]] == ["kept", "rejected"]
    assert "1 decision came from another window" in widgets[1]._state["saved"]
    assert ProposalsFile("explore", "found", ARTICLE, folder=tmp_path).load() == widgets[1].proposals


def test_what_was_saved_is_there_again(tmp_path):
    """With a notice, and nothing to undo."""
    file = ProposalsFile("explore", "found", ARTICLE, folder=tmp_path)
    review(save=file.save).change(1, label="certainty")
    again = review()
    again.restore(file.load(again.fits), notice="As before.")
    assert (again.proposals[1].entry.label, again._page["notice"], again._state["undo"]) == (
        "certainty",
        "As before.",
        False,
    )


def test_proposals_of_another_layer_or_text_are_refused():
    """They would have no labels, or no place."""
    with pytest.raises(ValueError, match="layer 'claim' is not reviewed here; these are: zone, quote, loaded"):
        review([at("slammed", "claim", "fact")])
    with pytest.raises(MismatchError):
        review([Annotation(900, 901, "loaded", "fear", "kit.find")])


def test_the_page_is_told_of_words_by_their_numbers_alone():
    """JavaScript counts otherwise than Python; evidence too, and a label that is not offered is there to read."""
    widget = review([*FOUND, at("scheme", "loaded", "thuggery")])
    assert widget._rows[2] | {"at": [6, 11], "evidence": [["speaker", [13, 13]]]} == widget._rows[2]
    loaded = next(layer for layer in widget._page["layers"] if layer["name"] == "loaded")
    assert [label["name"] for label in loaded["labels"] if not label["offered"]] == ["thuggery"]


def test_a_window_that_lost_its_file_says_where_it_is():
    """What was damaged meanwhile is set aside, and what is decided here is saved."""
    calls = []

    def save(proposals):
        calls.append(proposals)
        if len(calls) == 1:
            raise ChangedError(None, "found.damaged")

    widget = review(save=save)
    widget.keep(0)
    assert "found.damaged" in widget._state["saved"]
    assert len(calls) == 2
