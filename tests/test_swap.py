"""The swap bench."""

from __future__ import annotations

import errno
import json

import pytest

from kit import Article
from kit.activity.answers import AnswerFile
from kit.lesson import Lesson
from kit.widgets.swap import MOST, Swap

ARTICLE = Article.from_text("It rained. The world will, of course, be watching the mob.")


def bench(**rest):
    return Swap(ARTICLE, "of course", prompt="Another way?", thought="Leave it out.", **rest)


def words(runs):
    return "".join(run["text"] for run in runs)


def test_both_sentences_stand_side_by_side():
    """The phrase's own sentence is shown with what changed; before a change the phrase is set apart."""
    swap = bench()
    assert words(swap.before) == words(swap.after) == "The world will, of course, be watching the mob."
    assert [run["text"] for run in swap.before if run["changed"]] == ["of course"]
    assert not any(run["changed"] for run in swap.after)
    swap.submit("as ever", "tone")
    assert [run["text"] for run in swap.before if run["changed"]] == ["of course"]
    assert [run["text"] for run in swap.after if run["changed"]] == ["as ever"]
    assert (swap.said, swap.revealed) == ("“of course” became “as ever”.", "Leave it out.")


def test_nothing_at_all_is_a_wording_too():
    """A phrase may be left out; the gap and the commas around it are closed."""
    swap = bench()
    swap.submit("", "tone")
    assert words(swap.after) == "The world will, be watching the mob."


@pytest.mark.parametrize(
    ("wording", "change", "said"),
    [
        ("of  course", "tone", "That is the printed wording"),
        ("as ever", "", "Say what your wording changed"),
        ("as ever", "colour", "choose one of: tone, meaning, both, neither"),
        ("as ever", ["tone"], "choose one of: tone, meaning, both, neither"),
        ("x" * (MOST + 1), "tone", "400 characters at most"),
        (None, "tone", "400 characters at most"),
    ],
)
def test_the_thought_waits_for_an_answer(wording, change, said):
    """Without another wording and a choice nothing is revealed or saved, and the page says what is missing."""
    saved = []
    swap = bench(save=saved.append)
    swap._receive(swap, {"number": 2, "wording": wording, "change": change, "submit": True})
    assert said in swap.status
    assert (swap.revealed, saved, swap.received) == ("", [], 2)


def test_each_change_is_saved_as_it_is_made():
    """A draft is saved as a draft and reveals nothing; after the thought was shown, a new wording puts it away."""
    saved = []
    swap = bench(save=saved.append)
    swap._receive(swap, {"number": 1, "wording": "as", "change": ""})
    assert (saved[-1].tries, saved[-1].draft.value) == ((), {"wording": "as", "change": ""})
    assert (swap.revealed, swap.status, swap.done) == ("", "Draft saved", False)
    swap.submit("as ever", "both")
    assert (swap.revealed, swap.status, swap.earlier) == ("Leave it out.", "Saved", [])
    swap._receive(swap, {"number": 2, "wording": "as always", "change": "both"})
    assert saved[-1].tries[0].value == {"wording": "as ever", "change": "both"}
    assert saved[-1].draft.value == {"wording": "as always", "change": "both"}
    assert (swap.answer["submitted"], swap.revealed, swap.status) == (False, "", "Draft saved")
    assert swap.earlier == [{"words": "as ever · Both", "said": "The key: Leave it out."}]
    swap.submit("as always", "both")
    assert ([each.value["wording"] for each in saved[-1].tries]) == ["as ever", "as always"]


def test_a_wording_of_another_window_is_kept_and_can_be_taken(home):
    """Both stay in the file, and the sentence is that of the wording which was chosen."""
    files = [AnswerFile("09-test", "swap") for _ in range(2)]
    one, two = (bench(save=file.save) for file in files)
    one.submit("as ever", "tone")
    two._receive(two, {"number": 1, "wording": "surely", "change": "meaning"})
    assert two.other == "as ever · The tone: it feels different, and says the same"
    two._receive(two, {"number": 2, "choose": "theirs"})
    assert "as ever" in words(two.after)
    saved = AnswerFile("09-test", "swap").load()
    assert (saved.now.value["wording"], saved.aside[0].value["wording"]) == ("as ever", "surely")


def test_a_draft_that_is_too_long_is_not_said_to_be_saved():
    """What cannot be kept is said, and what was kept before stays."""
    saved = []
    swap = bench(save=saved.append)
    swap._receive(swap, {"number": 1, "wording": "x" * (MOST + 1), "change": ""})
    assert (swap.status, saved, swap.received) == ("Not saved: write 400 characters at most.", [], 1)
    assert swap.answer["wording"] == "of course"


def test_a_full_disk_is_said_and_the_wording_kept():
    """When saving fails the learner is told, and the wording stays on the page."""

    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    swap = bench(save=full)
    swap.submit("as ever", "tone")
    assert swap.status.startswith("Not saved: No space left on device.")
    assert swap.answer["wording"] == "as ever"


def test_a_phrase_that_is_not_there_is_refused():
    """The phrase must stand in a sentence of the article."""
    with pytest.raises(ValueError, match="'regime' stands in no sentence"):
        Swap(ARTICLE, "regime", prompt="?", thought="-")


def test_a_lesson_brings_the_wording_back(home):
    """The step is done once the thought is shown; a new kernel finds all of it; one that does not fit is set aside."""
    (home / "09-test.toml").write_text(
        f'title = "A test"\n[text.mob]\nwords = "{ARTICLE.text}"\n[activity.swap]\nkind = "swap"\nstep = "Swap"\n'
        'text = "mob"\nphrase = "of course"\nprompt = "?"\nreveal = "Leave it out."\n',
        encoding="utf-8",
    )

    def open_lesson():
        lesson = Lesson("09-test", folder=home)
        return lesson, lesson.swap("swap")

    lesson, swap = open_lesson()
    assert not lesson.progress().steps[0]["done"]
    swap.submit("as ever", "tone")
    assert lesson.progress().steps[0]["done"]
    lesson, again = open_lesson()
    assert again.answer == {"wording": "as ever", "change": "tone", "submitted": True}
    assert (again.revealed, lesson.progress().steps[0]["done"]) == ("Leave it out.", True)

    path = home / "answers" / "me" / "09-test" / "swap.json"
    path.write_text(json.dumps({"wording": 3, "change": "loud", "submitted": True}), encoding="utf-8")
    swap = open_lesson()[1]
    assert swap.answer == {"wording": "of course", "change": "", "submitted": False}
    assert "the file swap.json.damaged-" in swap.status
