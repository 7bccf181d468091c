"""A lesson saves, restores and ticks off."""

from __future__ import annotations

import pytest

from kit import Annotation, Article, write_annotations
from kit.activity.keys import (
    as_article_or_furniture,
    as_speech_or_marks,
    excerpt,
    key,
    key_from,
    key_of_blocks,
    sorting_summary,
)
from kit.activity.labels import ARTICLE_OR_FURNITURE
from kit.lesson import Lesson, closed
from kit.tables import Table

ARTICLE = Article.from_text("Rain closes road\n\nThe road is closed.\n\nShare this page")
KEY = [
    Annotation(0, 16, "zone", "article", "key", attributes={"why": "It names the story."}),
    Annotation(18, 37, "zone", "article", "key", attributes={"why": "It tells the story."}),
    Annotation(39, 54, "zone", "furniture", "key", attributes={"why": "It asks for something."}),
]
STEPS = {"guess": "Guess", "sort": "Sort", "compare": "Compare"}


def open_lesson():
    """The lesson as a notebook opens it, with its three activities."""
    lesson = Lesson("09-test", "A test", STEPS)
    guess = lesson.choose("guess", "How many?", {"one": "No.", "two": "Yes."})
    sort = lesson.mark("sort", ARTICLE, layer="zone", labels=ARTICLE_OR_FURNITURE, unit="block", enough=2)
    compare = lesson.compare(
        "compare",
        "sort",
        {"key": KEY},
        prompt="Done?",
        button="Compare",
        enough=2,
        summary=lambda marks: sorting_summary(marks, KEY),
    )
    return lesson, guess, sort, compare


def done(lesson):
    return [step["name"] for step in lesson.progress().steps if step["done"]]


def test_steps_are_ticked_off_and_come_back(home):
    """Each answer ticks its step; a new kernel finds answers, marks and ticks as they were."""
    lesson, guess, sort, compare = open_lesson()
    assert done(lesson) == []
    assert (guess.step, compare.step) == ("Step 1 of 3", "Step 3 of 3")
    guess.submit(1)
    sort.mark(0, 16, "article")
    assert done(lesson) == ["guess"]
    with pytest.raises(ValueError, match="First mark at least 2; you have marked 1"):
        compare.submit(True)
    sort.mark(39, 54, "furniture")
    compare.submit(True)
    assert done(lesson) == ["guess", "sort", "compare"]

    again, guess, sort, compare = open_lesson()
    assert done(again) == ["guess", "sort", "compare"]
    assert guess.revealed == "Yes."
    assert [(a.label, ARTICLE.covered(a)) for a in sort.annotations] == [
        ("article", "Rain closes road"),
        ("furniture", "Share this page"),
    ]
    assert "you found 1 of 1 blocks" in compare.revealed


def test_taking_marks_back_takes_the_tick_back(home):
    """A step that is undone is no longer done."""
    lesson, _, sort, _ = open_lesson()
    sort.mark(0, 16, "article")
    sort.mark(39, 54, "furniture")
    assert done(lesson) == ["sort"]
    sort.undo()
    assert done(lesson) == []


def test_a_name_is_kept_and_a_bad_one_refused(home):
    """The learner's name is saved for every lesson; a name of nothing is refused with words for the learner."""
    lesson = Lesson("00-test", "A test", {"name": "Name"})
    asked = lesson.sign_in("name", "Which name?")
    asked._receive(asked, {"number": 1, "value": "...", "submit": True})
    assert "choose a name such as" in asked.status
    asked.submit("Blue Heron")
    assert "“blue-heron”" in asked.revealed
    assert done(lesson) == ["name"]
    assert "“blue-heron”" in Lesson("00-test", "A test", {"name": "Name"}).progress().note


def test_another_name_says_whose_answers_are_on_the_page(home):
    """Who comes to a computer after somebody else is told that the page still shows that learner's answers."""
    lesson = Lesson("00-test", "A test", {"name": "Name"})
    asked = lesson.sign_in("name", "Which name?")
    asked.submit("Ana")
    assert "still shows" not in asked.revealed
    asked.submit("Ben")
    assert "still shows the answers of “ana”" in asked.revealed


def test_marks_carry_the_learners_name(home):
    """An annotation says who made it."""
    Lesson("00-test", "A test", {"name": "Name"}).sign_in("name", "Which name?").submit("Ana")
    _, _, sort, _ = open_lesson()
    sort.mark(0, 16, "article")
    assert sort.annotations[0].annotator == "learner:ana"


def test_damaged_marks_are_said_in_the_widget(home):
    """A damaged file is reported where the learner looks."""
    _, _, sort, _ = open_lesson()
    sort.mark(0, 16, "article")
    path = home / "answers" / "me" / "09-test" / "sort.jsonl"
    path.write_text("{", encoding="utf-8")
    _, _, sort, _ = open_lesson()
    assert sort.annotations == []
    assert "set aside as sort.jsonl.damaged" in str(sort.get_state())


def test_marks_on_other_blocks_are_set_aside(home):
    """Marks that no longer fit the article's blocks are kept aside and said, and the lesson opens."""
    _, _, sort, _ = open_lesson()
    sort.mark(0, 16, "article")
    path = home / "answers" / "me" / "09-test" / "sort.jsonl"
    write_annotations(path, [Annotation(0, 4, "zone", "article", "learner:me")], ARTICLE)
    _, _, sort, _ = open_lesson()
    assert sort.annotations == []
    assert "set aside as sort.jsonl.damaged" in str(sort.get_state())
    assert any("damaged" in found.name for found in path.parent.iterdir())


def test_the_summary_counts_hits_and_false_alarms():
    """Throwing everything out finds all the furniture, and is seen to lose the article."""
    everything_out = [Annotation(a.start, a.end, "zone", "furniture", "learner:x") for a in KEY]
    assert sorting_summary(everything_out, KEY) == (
        "Furniture: you found 1 of 1 blocks.\n\nArticle: you kept 0 of 2 blocks, threw out 2, and left 0 unmarked."
    )


def test_what_the_key_accepts_counts_as_right():
    """Where the key lets either label stand, either is right."""
    either = [Annotation(0, 16, "zone", "article", "key", attributes={"accept": "furniture"})]
    thrown = [Annotation(0, 16, "zone", "furniture", "learner:x")]
    assert "kept 1 of 1" in sorting_summary(thrown, either)


def test_the_seeds_key_has_two_sides_with_reasons(seed):
    """Every block of the first article has a side and a reason."""
    sides = as_article_or_furniture(key(seed, "zone"))
    assert {a.label for a in sides} == {"article", "furniture"}
    assert all(a.attributes["why"] for a in sides)


def test_a_key_of_words_that_are_not_there_is_refused():
    """A slip in a lesson's own key is caught where it is made."""
    with pytest.raises(ValueError, match="'Ben' does not stand in the text after"):
        key_from(ARTICLE, "practice", [("who", "Rain", "-"), ("who", "Ben", "-")])


def test_speech_and_marks_keep_reasons_and_accept_both(seed):
    """Three labels are left; what the key accepts is put in them; every reason stays."""
    quotes = key(seed, "quote")
    three = as_speech_or_marks(quotes)
    assert {a.label for a in three} == {"direct", "indirect", "scare"}
    assert [a.attributes["why"] for a in three] == [a.attributes["why"] for a in quotes]
    assert all(a.label not in a.attributes["accept"].split() for a in three)
    mixed = Annotation(0, 9, "quote", "mixed", "key", attributes={"accept": "scare"})
    assert as_speech_or_marks([mixed])[0].attributes["accept"] == "direct scare"


def test_an_excerpt_is_an_article_of_its_own(seed):
    """The passage of the lesson has six blocks, the card of its article, and is refused where words are missing."""
    passage = excerpt(seed, "White House Press Secretary", "CSTO's Kazakhstani peacekeeping mission.")
    assert passage.card is seed.card
    assert len(key_of_blocks(passage, "voice", [("author", "-")] * 6)) == 6
    with pytest.raises(ValueError, match="'Nowhere' does not stand in the text"):
        excerpt(seed, "White House", "Nowhere")
    with pytest.raises(ValueError, match="argument 2 is shorter"):
        key_of_blocks(passage, "voice", [("author", "-")])


def test_an_answer_is_closed_until_it_is_opened():
    """What answers a question stands behind words to press, whole, and takes no key from the notebook's shortcuts."""
    view = closed("Guessed? <Look.>", Table((("who",), ("Ana & Ben",))), "Both.")
    html = view._repr_html_()
    assert html.startswith("<details class='kit-closed'") and " open" not in html
    assert "data-lm-suppress-shortcuts" in html
    assert "Guessed? &lt;Look.&gt;</summary>" in html
    assert "Ana &amp; Ben" in html and "<p>Both.</p>" in html
