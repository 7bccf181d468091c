from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit import FURNITURE, Annotation, Article, Span, find_zones, load
from kit.activity.labels import LABEL_SETS, Label
from kit.activity.lesson_file import lesson_folder, read_lesson
from kit.agreement import compare
from kit.errors import MismatchError
from kit.widgets import Highlighter
from kit.widgets.glossary import find_terms
from kit.widgets.palette import INKS, PATTERNS, styles
from kit.widgets.tokens import cut

TEXT = "Bridge closed\n\nThe mayor 😀 called it “shock and awe”.\nIt isn't over.\n\nShare this!"
ARTICLE = Article.from_text(TEXT)


def words(**options: Any) -> Highlighter:
    return Highlighter(ARTICLE, layer="quote", labels=["direct", "scare"], **options)


def blocks(**options: Any) -> Highlighter:
    return Highlighter(ARTICLE, layer="zone", labels=["headline", "body", "share"], unit="block", **options)


def covered(widget: Highlighter) -> list[tuple[str, str]]:
    return [(ARTICLE.covered(a), a.label) for a in widget.annotations]


def at(piece: str) -> tuple[int, int]:
    start = TEXT.index(piece)
    return start, start + len(piece)


def ask(widget: Highlighter, message: object) -> dict[str, Any]:
    """What the widget answers to a message from the browser."""
    answers: list[dict[str, Any]] = []
    widget.send = lambda content, buffers=None: answers.append(content)  # type: ignore[method-assign]
    widget._receive(widget, message, [])
    (answer,) = answers
    return answer


# Tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“shock and awe”", "“ shock and awe ”"),
        ("'peacekeeping missions'.", "' peacekeeping missions ' ."),
        ("rights-respecting, isn’t it?", "rights-respecting , isn’t it ?"),
        ("the U.S. paid $1,000.50 at 10:30...", "the U.S . paid $1,000.50 at 10:30 ..."),
        ("mail a.b@c.org or @crg_news — www.x.ca/y", "mail a.b@c.org or @ crg_news — www.x.ca/y"),
        ("(let alone [beheading] them)", "( let alone [ beheading ] them )"),
        ("👩‍👩‍👧 and 😀!", "👩‍👩‍👧 and 😀 !"),
        ("हिन्दी में، هذا نص.", "हिन्दी में ، هذا نص ."),
        ("他说：不。", "他 说 ： 不 。"),
        ("NBSP\u00a0parts", "NBSP parts"),
        ("<script>x</script>", "<script>x</script>"),
    ],
)
def test_punctuation_stands_apart_from_words(text: str, expected: str) -> None:
    """A quotation mark is a token of its own; an apostrophe, a hyphen or a point within a word is not."""
    tokens = cut(Article.from_text(text), "word")
    assert [text[a:b] for a, b in zip(tokens.starts, tokens.ends, strict=True)] == expected.split(" ")


some_text = st.text(st.sampled_from("ab. “”'-\n\u00a0😀é\u0301ا中0,<\u200d"), max_size=60)


@settings(deadline=None)
@given(some_text)
def test_tokens_cover_every_character_but_white_space(text: str) -> None:
    """Tokens are in order, apart, and leave out nothing but white space."""
    tokens = cut(Article.from_text(text), "word")
    at = 0
    for start, end in zip(tokens.starts, tokens.ends, strict=True):
        assert not text[at:start].strip()
        assert start < end
        assert not any(c.isspace() for c in text[start:end])
        at = end
    assert not text[at:].strip()


@settings(deadline=None)
@given(some_text, st.sampled_from(["word", "block"]))
def test_the_browser_gets_the_same_words_in_its_own_units(text: str, unit: Any) -> None:
    """Cut by the widths sent, counted in UTF-16, each block gives the very tokens that Python has."""
    tokens = cut(Article.from_text(text), unit)
    got = []
    for block in tokens.wire():
        utf16 = block["text"].encode("utf-16-le", "surrogatepass")
        at = 0
        for i, width in enumerate(block["widths"]):
            if i % 2 == 0:
                got.append(utf16[2 * at : 2 * (at + width)].decode("utf-16-le", "surrogatepass"))
            at += width
        assert 2 * at == len(utf16)
    assert got == [text[a:b] for a, b in zip(tokens.starts, tokens.ends, strict=True)]


def test_touched_tokens() -> None:
    """A span touches the words it covers in part, and none where it covers white space only."""
    tokens = cut(Article.from_text("one two"), "word")
    touched = [list(tokens.touched(*span)) for span in [(0, 3), (2, 5), (3, 4), (4, 4), (1, 1)]]
    assert touched == [[0], [0, 1], [], [], [0]]
    with pytest.raises(MismatchError, match="does not lie within the text, which is 0:7"):
        tokens.touched(0, 8)


# Labels


def test_labels_get_digits_letters_and_lines_of_their_own() -> None:
    """Nineteen zones can be told apart by letter, and by line and ink together."""
    furniture = sorted(FURNITURE)
    made = list(
        styles(["headline", "standfirst", "byline", "dateline", "tag", "body", "transcript", *furniture]).values()
    )
    assert [s.key for s in made[:10]] == list("1234567890")
    assert {s.key for s in made[10:]} == {""}
    assert len({s.letter for s in made}) == len({(s.pattern, s.ink) for s in made}) == len(made) >= 18
    assert len({(p, i) for p, i in zip(PATTERNS * 7, INKS * 6, strict=True)}) == 42


def test_a_label_can_ask_for_its_letter() -> None:
    """A letter that is asked for is kept from the others; two labels cannot have the same."""
    made = styles([Label("body"), Label("byline", letter="b")])
    assert (made["byline"].letter, made["body"].letter) == ("B", "O")
    with pytest.raises(ValueError, match="same letter"):
        styles([Label("body", letter="B"), Label("byline", letter="b")])


def every_set_of_labels() -> list[tuple[Label, ...]]:
    names = sorted(path.stem for path in lesson_folder().glob("*.toml"))
    own = [activity.labels for name in names for activity in read_lesson(name).activities.values() if activity.labels]
    return [*LABEL_SETS.values(), *own]


@pytest.mark.parametrize("labels", every_set_of_labels())
def test_a_letter_is_one_of_its_label_s_title(labels: tuple[Label, ...]) -> None:
    """In the kit's sets and lessons each label has a letter of its own, which one reads in its title, ten a digit."""
    made = styles(labels).values()
    letters = {s.letter for s in made}
    assert len(letters) == len(made)
    assert [s.key for s in made] == [*"1234567890", *[""] * len(made)][: len(made)]
    for style in made:
        initials = {word[0] for word in re.findall(r"[A-Z]+", style.title.upper())}
        assert style.letter in initials or (style.letter in style.title.upper() and initials <= letters)


def test_a_letter_is_the_first_of_a_word_where_it_can_be() -> None:
    """Its title's first letter, else that of a later word, else another; a letter not in the title is refused."""
    made = styles([Label("who"), Label("number", "How many"), Label("when"), Label("history", "Has many dates")])
    assert [s.letter for s in made.values()] == ["W", "H", "E", "M"]
    with pytest.raises(ValueError, match="letter 'Q' must stand in what is read, 'How many'"):
        Label("number", "How many", letter="Q")


@pytest.mark.parametrize("labels", [[], ["a", "a"]])
def test_labels_must_be_there_and_differ(labels: list[str]) -> None:
    """No label, or one twice, is refused."""
    with pytest.raises(ValueError, match="one or more, each once"):
        styles(labels)


def contrast(a: str, b: str) -> float:
    """The ratio of WCAG 2.2, relative luminance."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("light", "dark"), INKS)
def test_inks_stand_out(light: str, dark: str) -> None:
    """Each ink, and the letter printed on it, stands out at 4.5 to 1, by light and by dark."""
    assert contrast(light, "#ffffff") >= 4.5
    assert contrast(dark, "#111111") >= 4.5


# Marking


def test_a_mark_covers_whole_words() -> None:
    """A span that starts or ends within a word is widened to it, and never takes in the space after."""
    widget = words()
    start, end = at("hock and aw")
    widget.mark(start, end, "scare")
    assert covered(widget) == [("shock and awe", "scare")]
    assert widget.annotations[0].annotator == "learner:me"


def test_marks_may_overlap_and_come_once() -> None:
    """A word may be under several marks; the same mark twice is one mark and one step to undo."""
    widget = words()
    widget.mark(*at("“shock and awe”"), "direct")
    widget.mark(*at("awe”"), "scare")
    widget.mark(*at("awe”"), "scare")
    assert covered(widget) == [("“shock and awe”", "direct"), ("awe”", "scare")]
    widget.undo()
    assert covered(widget) == [("“shock and awe”", "direct")]


def test_a_second_label_takes_the_place_of_the_first() -> None:
    """The same words have one label, and undo brings the old one back; other words may overlap; a note says so."""
    widget = words()
    start, end = at("shock and awe")
    widget.mark(start, end, "direct")
    first, last = widget._tokens.touched(start, end)[0], widget._tokens.touched(start, end)[-1]
    said = ask(widget, {"id": "", "kind": "mark", "first": first, "last": last, "label": "scare"})["said"]
    assert said == "Marked “shock and awe” as Scare, in place of the label before. Undo brings that back. 1 mark."
    widget.mark(*at("awe"), "direct")
    assert covered(widget) == [("shock and awe", "scare"), ("awe", "direct")]
    widget.undo()
    widget.undo()
    assert covered(widget) == [("shock and awe", "direct")]


def test_where_an_activity_says_so_words_have_several_labels() -> None:
    """With ``several`` both labels stay, and each can be removed by itself."""
    widget = words(several=True)
    widget.mark(*at("awe"), "direct")
    widget.mark(*at("awe"), "scare")
    assert covered(widget) == [("awe", "direct"), ("awe", "scare")]
    widget.unmark(*at("awe"), label="direct")
    assert covered(widget) == [("awe", "scare")]


def test_a_block_has_one_label() -> None:
    """Labelling a block again replaces its label; a span over several blocks labels each."""
    widget = blocks()
    widget.mark(0, len(TEXT), "body")
    widget.mark(*at("Share"), "share")
    assert [label for _, label in covered(widget)] == ["body", "body", "share"]
    assert covered(widget)[2][0] == "Share this!"


def test_unmark_takes_what_it_touches() -> None:
    """Marks on any of the words go: all of them, or those of one label."""
    widget = words()
    widget.mark(*at("“shock and awe”"), "direct")
    widget.mark(*at("awe"), "scare")
    widget.unmark(*at("awe"), label="scare")
    assert covered(widget) == [("“shock and awe”", "direct")]
    widget.unmark(*at("shock"))
    assert covered(widget) == []


def test_reset_can_be_undone() -> None:
    """Reset is a step like any other."""
    widget = blocks()
    widget.mark(0, 5, "headline")
    widget.reset()
    assert widget.annotations == []
    widget.undo()
    assert covered(widget) == [("Bridge closed", "headline")]


def test_what_cannot_be_marked_is_refused() -> None:
    """A label that is not offered, a span outside the text or on no word: an error, and nothing changes."""
    widget = words(annotations=[Annotation(*at("mayor"), "quote", "old", "learner:me")])
    with pytest.raises(ValueError, match="'old' is not offered here; choose one of: direct, scare"):
        widget.mark(0, 3, "old")
    with pytest.raises(MismatchError, match="does not lie within"):
        widget.mark(0, 999, "direct")
    with pytest.raises(MismatchError, match="covers no word"):
        widget.mark(13, 15, "direct")
    assert covered(widget) == [("mayor", "old")]


@pytest.mark.parametrize(
    ("annotation", "error", "says"),
    [
        (Annotation(0, 6, "zone", "body", "x"), ValueError, "of layer 'zone'; this marks 'quote'"),
        (Annotation(0, 999, "quote", "direct", "x"), MismatchError, "another edition"),
        (Annotation(13, 15, "quote", "direct", "x"), MismatchError, "covers no word"),
    ],
)
def test_marks_that_do_not_fit_are_refused(annotation: Annotation, error: type[Exception], says: str) -> None:
    """Marks to start with must be of the layer and of this article."""
    with pytest.raises(error, match=says):
        words(annotations=[annotation])


def test_blocks_to_start_with_are_whole_and_single() -> None:
    """By blocks, a mark is a block, and a block has one mark."""
    with pytest.raises(MismatchError, match="0:6 is no block"):
        blocks(annotations=[Annotation(0, 6, "zone", "body", "x")])
    with pytest.raises(ValueError, match="has two labels"):
        blocks(annotations=[Annotation(0, 13, "zone", label, "x") for label in ("body", "share")])
    with pytest.raises(ValueError, match="'line' is not known"):
        Highlighter(ARTICLE, layer="zone", labels=["body"], unit="line")  # type: ignore[arg-type]


places = st.integers(0, len(TEXT))
steps = st.lists(
    st.one_of(
        st.tuples(st.just("mark"), places, st.integers(0, 30), st.sampled_from(["headline", "body"])),
        st.tuples(st.just("unmark"), places, st.integers(0, 30)),
        st.tuples(st.sampled_from(["undo", "redo", "reset"])),
    ),
    max_size=12,
)


@settings(deadline=None)
@given(steps, st.sampled_from(["word", "block"]))
def test_undo_takes_back_every_change(steps: list[tuple[Any, ...]], unit: Any) -> None:
    """Undone to the end the marks are as at first, redone to the end as at last; each set is in order and whole."""
    widget = Highlighter(ARTICLE, layer="zone", labels=["headline", "body"], unit=unit)
    for does, *more in steps:
        if does == "mark":
            start, length, label = more
            if widget._tokens.touched(start, end := min(start + length, len(TEXT))):
                widget.mark(start, end, label)
        elif does == "unmark":
            widget.unmark(more[0], min(sum(more), len(TEXT)))
        else:
            getattr(widget, does)()
        assert widget.annotations == sorted(widget.annotations, key=lambda a: (a.start, -a.end, a.label))
        assert unit == "word" or len({a.span for a in widget.annotations}) == len(widget.annotations)
    while widget._state["redo"]:
        widget.redo()
    last = widget.annotations
    while widget._state["undo"]:
        widget.undo()
    assert widget.annotations == []
    while widget._state["redo"]:
        widget.redo()
    assert widget.annotations == last


# Saving


def test_each_change_is_saved_once() -> None:
    """`save` gets all marks after each change, and is left alone where nothing changed."""
    seen: list[Sequence[Annotation]] = []
    widget = words(save=seen.append)
    widget.mark(*at("mayor"), "direct")
    widget.mark(*at("mayor"), "direct")
    widget.undo()
    widget.undo()
    assert [len(marks) for marks in seen] == [1, 0]
    assert widget._state["saved"] == "Saved"


def test_a_full_disk_is_said_and_tried_again() -> None:
    """Where saving fails the marks stay, the widget says so, and the next change saves them."""
    failures = [OSError(28, "No space left on device")]
    saved: list[int] = []

    def save(marks: Sequence[Annotation]) -> None:
        if failures:
            raise failures.pop()
        saved.append(len(marks))

    widget = words(save=save)
    widget.mark(*at("mayor"), "direct")
    assert widget._state["failed"]
    assert widget._state["saved"].startswith("Not saved: No space left on device. Your marks are still here;")
    assert len(widget.annotations) == 1
    widget.mark(*at("over"), "scare")
    assert (widget._state["saved"], widget._state["failed"], saved) == ("Saved", False, [2])


def test_a_fault_in_save_is_never_shown_as_saved() -> None:
    """Where `save` breaks in a way it should not, the error is not hidden and the marks are not called saved."""

    def save(_marks: Sequence[Annotation]) -> None:
        raise KeyError("a fault")

    widget = words(save=save)
    with pytest.raises(KeyError):
        widget.mark(*at("mayor"), "direct")
    assert len(widget.annotations) == 1
    assert widget._state["saved"] == "Not saved. Your marks are still here."
    answers: list[dict[str, Any]] = []
    widget.send = lambda content, buffers=None: answers.append(content)  # type: ignore[method-assign]
    with pytest.raises(KeyError):
        widget._receive(widget, {"id": "v:1", "kind": "undo"}, [])
    assert answers == [{"id": "v:1", "kind": "refused", "said": "Something went wrong: KeyError('a fault')"}]


# Messages from the browser


def test_the_browser_marks_by_token() -> None:
    """A message names tokens; the answer says what happened, and to whom it is addressed."""
    widget = words()
    first = [TEXT[a:b] for a, b in zip(widget._tokens.starts, widget._tokens.ends, strict=True)].index("shock")
    answer = ask(widget, {"id": "v:1", "kind": "mark", "first": first, "last": first + 2, "label": "scare"})
    assert answer == {"id": "v:1", "kind": "done", "said": "Marked “shock and awe” as Scare. 1 mark."}
    assert covered(widget) == [("shock and awe", "scare")]
    assert ask(widget, {"id": "v:2", "kind": "unmark", "marks": widget._marks})["said"].startswith("Removed the mark")
    assert [ask(widget, {"id": "", "kind": kind})["said"] for kind in ("undo", "redo", "redo")] == [
        "Undone. 1 mark.",
        "Redone. 0 marks.",
        "There is nothing to redo.",
    ]


def test_delete_takes_the_innermost_or_all_that_is_selected() -> None:
    """At one word Delete takes the innermost mark; over several words, every mark that touches them."""
    widget = words()
    widget.mark(*at("shock and awe"), "scare")
    widget.mark(*at("shock"), "direct")
    first = widget._tokens.touched(*at("shock"))[0]
    assert ask(widget, {"id": "", "kind": "remove", "first": first, "last": first})["said"].startswith(
        "Removed the mark"
    )
    assert covered(widget) == [("shock and awe", "scare")]
    widget.undo()
    ask(widget, {"id": "", "kind": "remove", "first": first, "last": first + 1})
    assert covered(widget) == []
    assert (
        ask(widget, {"id": "", "kind": "remove", "first": 0, "last": 0})["said"] == "There is no mark here to remove."
    )


def test_blocks_are_told_by_number() -> None:
    """By blocks the answer names the block, its label, and how many are labelled."""
    widget = blocks()
    said = [
        ask(widget, {"id": "", **message})["said"]
        for message in (
            {"kind": "mark", "first": 0, "last": 0, "label": "headline"},
            {"kind": "mark", "first": 1, "last": 2, "label": "body"},
            {"kind": "remove", "first": 1, "last": 2},
        )
    ]
    assert said == [
        "Block 1 is Headline. 1 of 3 labelled.",
        "Blocks 2 to 3 are Body. 3 of 3 labelled.",
        "Label removed from blocks 2 to 3. 1 of 3 labelled.",
    ]


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
numbers = st.integers(-3, 40) | anything
messages = st.one_of(
    anything,
    st.fixed_dictionaries({"kind": anything}),
    st.fixed_dictionaries({"kind": st.just("mark")}, optional={"first": numbers, "last": numbers, "label": anything}),
    st.fixed_dictionaries({"kind": st.just("remove")}, optional={"first": anything, "last": numbers}),
    st.fixed_dictionaries({"kind": st.just("unmark")}, optional={"marks": anything | st.lists(st.lists(numbers))}),
)


@settings(deadline=None)
@given(messages)
def test_malformed_messages_are_refused_and_change_nothing(message: object) -> None:
    """Whatever arrives, the browser gets an answer; what makes no sense is refused with a reason."""
    widget = words(annotations=[Annotation(*at("mayor"), "quote", "direct", "learner:me")])
    before = widget.annotations
    answer = ask(widget, message)
    assert widget.annotations == before
    assert answer["said"]
    nothing = message == {"kind": "unmark", "marks": []} or "no mark here to remove" in answer["said"]
    assert answer["kind"] == "refused" or nothing


@pytest.mark.parametrize(
    ("message", "says"),
    [
        ({"kind": "mark", "first": 2, "last": 1, "label": "direct"}, "in order, 0 to"),
        ({"kind": "mark", "first": True, "last": 1, "label": "direct"}, "first True and last 1 must be numbers"),
        ({"kind": "mark", "first": 0, "last": 1, "label": "x"}, "choose one of: direct, scare"),
        ({"kind": "unmark", "marks": [[0, 0, "direct"]]}, "there is no mark"),
        ({"kind": "jump"}, "message kind 'jump' is not known; it is one of: mark, remove, unmark"),
        ("mark", "must be an object that asks for something, not str"),
    ],
)
def test_a_refusal_says_what_would_be_valid(message: object, says: str) -> None:
    """A refusal names the bad value and what would do."""
    assert says in ask(words(), message)["said"]


# Comparing


def key(start: int, end: int, label: str, **attributes: str) -> Annotation:
    return Annotation(start, end, "zone", label, "key:demo", attributes=attributes)


def test_a_comparison_tells_tokens_reasons_and_locks_the_marks() -> None:
    """While comparing, findings carry token numbers and reasons, and the browser cannot change a mark."""
    widget = blocks()
    widget.mark(0, 13, "headline")
    widget.mark(*at("Share this!"), "body")
    other = Annotation(0, 4, "quote", "direct", "key:demo")
    references = [key(0, 13, "headline", why="It stands first."), key(*at("Share this!"), "promo", accept="share")]
    widget.compare({"key": [*references, other], "program": []})
    first, last = [0, 0, "headline"], [2, 2, "promo"]
    assert widget._comparison["key"] == [
        {
            "status": "agree",
            "mine": first,
            "others": [],
            "reference": first,
            "why": "It stands first.",
            "doubt": "",
            "accept": [],
        },
        {
            "status": "differ",
            "mine": [2, 2, "body"],
            "others": [],
            "reference": last,
            "why": "",
            "doubt": "",
            "accept": ["Share"],
        },
    ]
    assert [f["status"] for f in widget._comparison["program"]] == ["extra", "extra"]
    assert [s["name"] for s in widget._labels if not s["offered"]] == ["promo"]
    refused = ask(widget, {"id": "", "kind": "mark", "first": 0, "last": 0, "label": "body"})
    assert (refused["kind"], refused["said"][:16]) == ("refused", "Marks are locked")
    assert ask(widget, {"id": "", "kind": "leave"})["said"] == "Back to marking. 2 of 3 labelled."
    assert widget._comparison == {}


def test_a_mark_made_in_python_shows_in_the_comparison() -> None:
    """Python may change a mark at any time, and the comparison follows."""
    widget = blocks()
    widget.compare({"key": [key(0, 13, "headline")]})
    assert widget._comparison["key"][0]["status"] == "missed"
    widget.mark(0, 13, "headline")
    assert widget._comparison["key"][0]["status"] == "agree"


def test_a_reference_for_another_article_is_refused() -> None:
    """A reference that does not lie within the text is refused, and the view stays as it was."""
    widget = blocks()
    with pytest.raises(MismatchError, match="does not lie within the text"):
        widget.compare({"key": [key(0, 999, "body")]})
    assert widget._comparison == {}


def test_the_seed_compares_with_the_kit_s_own_zones() -> None:
    """All blocks of the seed labelled as the kit labels them agree."""
    article = load("csto-kazakhstan")
    zones = find_zones(article)
    labels = list(dict.fromkeys(a.label for a in zones))
    widget = Highlighter(article, layer="zone", labels=labels, unit="block", annotations=zones)
    widget.compare({"program": zones})
    assert {f["status"] for f in widget._comparison["program"]} == {"agree"}


def test_beside_a_program_each_finding_has_why_doubt_and_the_key() -> None:
    """What only the program marked, what only the learner did, and where both agree: each says what the key says."""

    def found(piece: str, label: str = "scare", who: str = "kit.find_quotes", **attributes: str) -> Annotation:
        return Annotation(*at(piece), "quote", label, who, attributes=attributes)

    program = [
        found("shock and awe", why="Few words in marks.", doubt="It may be a name."),
        found("mayor", why="A title.", doubt="It may be an office."),
        found("called"),
        found("over", "direct"),
        found("Share", "direct"),
    ]
    reference = [
        found("shock and awe", who="key:demo", why="Nobody says it."),
        found("Bridge", who="key:demo"),
        found("over", who="key:demo", accept="direct"),
        found("Share", who="key:demo", tier="trap", why="A plea."),
        found("called", who="key:demo", tier="accept"),
    ]
    widget = words(annotations=[found("shock and awe", who="learner:me"), found("Bridge", who="learner:me")])
    widget.compare({"key": reference, "program": program})
    assert all("key" not in finding for finding in widget._comparison["key"])
    said = {
        ARTICLE.text[slice(*widget._tokens.span(*f["reference"][:2]))]: f for f in widget._comparison["program"][1:]
    }
    (mine, *_) = widget._comparison["program"]
    assert (mine["status"], mine["key"]["status"]) == ("extra", "agree")
    awe = said["shock and awe"]
    assert (awe["status"], awe["why"], awe["doubt"]) == ("agree", "Few words in marks.", "It may be a name.")
    assert (awe["key"]["status"], awe["key"]["why"]) == ("agree", "Nobody says it.")
    alone = said["mayor"]
    assert (alone["status"], alone["doubt"], alone["key"]["status"]) == ("missed", "It may be an office.", "extra")
    assert alone["key"]["reference"] is None
    assert said["over"]["key"]["reference"][2] == "scare"
    assert [said[words]["key"]["status"] for words in ("over", "Share", "called")] == ["agree", "trap", "open"]


@pytest.mark.parametrize("name", sorted(path.stem for path in lesson_folder().glob("*.toml")))
def test_every_finding_of_a_program_has_why_and_doubt(name: str) -> None:
    """Where a lesson shows a second reader, each of its marks can be opened and read with its doubt."""
    lesson = read_lesson(name)
    for asked in lesson.activities.values():
        if asked.second_reader:
            of = lesson[asked.of]
            widget = Highlighter(of.article, layer=of.layer, labels=of.labels, unit=of.unit)
            widget.compare({"key": of.key, "program": of.found})
            assert widget._comparison["program"]
            assert all(f["why"] and f["doubt"] and f["key"]["status"] for f in widget._comparison["program"])


def test_widget_and_text_count_alike() -> None:
    """What the highlighter lists by status is what a comparison counts, over a key with all tiers."""
    activity = read_lesson("04-words-that-push")["mark"]
    marks = [replace(a, annotator="learner:me") for i, a in enumerate(activity.key) if i % 3]
    widget = Highlighter(activity.article, layer="loaded", labels=activity.labels, annotations=marks)
    widget.compare({"key": activity.key})
    done = compare(activity.article, widget.annotations, activity.key)
    listed = [f["status"] for f in widget._comparison["key"]]
    for status in ("agree", "differ", "missed", "extra", "trap", "open"):
        assert listed.count(status) == getattr(done, status)
    assert done.agree and done.missed and done.open


# The glossary, and the margin


def test_terms_are_found_as_whole_words_as_given_or_with_a_capital() -> None:
    """The longer term is found before the one inside it; other spellings and parts of words are not terms."""
    text = "Shock and awe, shocking. The SHOCK, a shock\n\nand 😀 awe; shock-proof."
    tokens = cut(Article.from_text(text), "word")
    found = find_terms(tokens, {"shock": "a blow", "shock and awe": "a way of war"})
    assert [(text[a:b], term) for (a, b), term in found] == [
        ("Shock and awe", "shock and awe"),
        ("shock", "shock"),
        ("shock", "shock"),
    ]
    assert find_terms(tokens, {}) == []


@pytest.mark.parametrize("make", [words, blocks])
def test_the_browser_is_told_where_terms_stand_in_its_own_units(make: Any) -> None:
    """By words and by blocks: the block, and the place in it in UTF-16, past a sign that is two units wide."""
    page = make(glossary={"awe": "deep respect", "unused": "…"})._page
    assert page["glossary"]["terms"] == [["awe", "deep respect"], ["unused", "…"]]
    ((block, start, end, number),) = page["glossary"]["places"]
    units = page["blocks"][block]["text"].encode("utf-16-le")
    assert (block, units[2 * start : 2 * end].decode("utf-16-le"), number) == (1, "awe", 0)


@pytest.mark.parametrize("make", [words, blocks])
def test_static_html_explains_the_terms_that_the_text_uses(make: Any) -> None:
    """Each is dotted where it stands, in a mark too; its meaning stands below, and no other's."""
    widget = make(glossary={"awe": "deep <respect>", "unused": "…"})
    html = widget.to_html()
    assert '<span style="border-bottom:1px dotted #555">awe</span>' in html
    assert "<b>awe</b>: deep &lt;respect&gt;</p>" in html
    assert "unused" not in html


def test_terms_on_bare_words_have_no_dots_anywhere_and_are_explained_all_the_same() -> None:
    """Neither at the bare place nor elsewhere; the page has their meaning, and so has what is printed."""
    article = Article.from_text("A mob. The dam, and a mob.")
    glossary = {"mob": "a wild crowd", "dam": "a wall across a river"}
    widget = Highlighter(article, layer="loaded", labels=["push"], glossary=glossary, bare=[Span(2, 5)])
    assert widget._page["glossary"] == {"terms": [list(each) for each in glossary.items()], "places": [[0, 11, 14, 1]]}
    html = widget.to_html()
    assert 'dotted #555">dam</span>' in html and 'dotted #555">mob' not in html
    assert "<b>mob</b>: a wild crowd" in html


def test_only_claims_have_a_margin() -> None:
    """Where claims are marked by words, the sentence is what one takes as a rule."""
    assert Highlighter(ARTICLE, layer="claim", labels=["fact"])._page["margin"]
    assert not Highlighter(ARTICLE, layer="claim", labels=["fact"], unit="block")._page["margin"]
    assert not words()._page["margin"]


# What leaves Python


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert {name for name, _ in attrs} <= {"class", "style", "title", "dir"}

    def handle_data(self, data: str) -> None:
        self.text += data


hostile = st.text(st.sampled_from("<>&\"'/ab \n😀"), max_size=40).map(lambda s: f"a{s}<script>alert(1)</script>")


@settings(deadline=None)
@given(hostile, st.sampled_from(["word", "block"]), st.integers(0, 9))
def test_static_html_escapes_every_word(text: str, unit: Any, at: int) -> None:
    """No character of the article, a label or the title can become markup."""
    article = Article.from_text(text)
    label = Label("<b>x</b>", "<b>&</b>")
    widget = Highlighter(article, layer="quote", labels=[label], unit=unit, title="<i>t</i>")
    if widget._tokens.touched(0, at):
        widget.mark(0, at, label.name)
    parsed = Tags()
    parsed.feed(widget.to_html(note="<u>n</u>"))
    assert parsed.tags <= {"div", "p", "mark", "b", "span", "br"}
    assert "alert(1)" in parsed.text


def test_static_html_shows_each_mark_with_letter_and_name() -> None:
    """In print a mark has its letter, its line and, in the legend, its name; a block has its name."""
    widget = words()
    widget.mark(*at("“shock and awe”"), "direct")
    widget.mark(*at("awe"), "scare")
    html = widget.to_html()
    assert html.count(">D</b>") == html.count(">S</b>") == 2  # at the mark, and in the legend
    assert "underline solid 2px" in html
    assert "underline dashed 2px" in html
    labelled = blocks()
    labelled.mark(0, 3, "headline")
    assert ">Headline</span><br>Bridge closed</p>" in labelled.to_html()


def test_the_notebook_gets_html_beside_the_view() -> None:
    """Where no widget can run, as in an export, the marks are there as HTML."""
    data, _ = words()._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in data
    assert "Bridge closed" in data["text/html"]


def test_what_the_browser_gets_is_json_and_compact() -> None:
    """The seed's text and tokens travel as JSON in less than three times the text."""
    article = load("csto-kazakhstan")
    widget = Highlighter(article, layer="quote", labels=["direct"])
    assert len(json.dumps(widget._page, ensure_ascii=False)) < 3 * len(article.text)
