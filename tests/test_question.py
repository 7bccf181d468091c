"""Questions are answered before they answer."""

from __future__ import annotations

import errno
import json
from contextlib import nullcontext

import pytest

from kit.activity.answer import Answer, Try
from kit.activity.answers import AnswerFile
from kit.widgets import question

OPTIONS = {"Ana": "She is named.", "Ben": "He is not."}


def type_in(asked, value):
    """What the page sends while an answer is entered."""
    asked._receive(asked, {"number": 1, "value": value, "submit": False})


def choose(asked, which):
    """One of two windows' answers is chosen."""
    asked._receive(asked, {"number": 2, "choose": which})


def test_nothing_is_revealed_before_the_answer():
    """The page holds no word of the answer until one is given."""
    asked = question.choose("Who speaks?", OPTIONS)
    assert asked.revealed == ""
    assert "She is named." not in str(asked.get_state())
    asked.submit(1)
    assert asked.revealed == "He is not."
    assert asked.answer == {"value": 1, "submitted": True}


@pytest.mark.parametrize(
    ("asked", "value", "message"),
    [
        (question.choose("?", OPTIONS), 2, "Choose one of the answers."),
        (question.choose("?", OPTIONS), -1, "Choose one of the answers."),
        (question.choose("?", OPTIONS), True, "Choose one of the answers."),
        (question.estimate("?", unit="%", bounds=(0, 100), reveal=str), 101, "Give a number from 0 to 100."),
        (question.estimate("?", unit="%", bounds=(0, 100), reveal=str), None, "Give a number from 0 to 100."),
        (question.write("?", reveal="x"), "  ", "Write a few words first."),
    ],
)
def test_what_is_no_answer_is_refused(asked, value, message):
    """A value that does not fit is refused, by the page's message too, and reveals nothing."""
    with pytest.raises(ValueError, match=message):
        asked.submit(value)
    asked._receive(asked, {"number": 1, "value": value, "submit": True})
    assert (asked.status, asked.revealed, asked.answer, asked.received) == (message, "", {}, 1)


def test_a_draft_is_saved_as_a_draft_and_reveals_nothing():
    """Words are saved while they are written, and called a draft; deleted again, there is none."""
    saved = []
    asked = question.write("Why?", reveal="Because.", save=saved.append)
    type_in(asked, "I think")
    assert (saved[-1].tries, saved[-1].draft.value) == ((), "I think")
    assert (asked.revealed, asked.status, asked.done) == ("", "Draft saved", False)
    type_in(asked, "")
    assert (saved[-1], asked.answer, asked.status) == (Answer(), {}, "")


def test_what_is_changed_after_submitting_is_a_draft_beside_it():
    """The answer that was submitted stays; what was said of it is put away, as said of that one."""
    saved = []
    asked = question.choose("Who?", OPTIONS, save=saved.append)
    asked.submit(0)
    assert (asked.status, asked.earlier, asked.done) == ("Saved", [], True)
    type_in(asked, 1)
    assert ([each.value for each in saved[-1].tries], saved[-1].draft.value) == (["Ana"], "Ben")
    assert (asked.answer, asked.status) == ({"value": 1, "submitted": False}, "Draft saved")
    assert (asked.revealed, asked.earlier) == ("", [{"words": "Ana", "said": "She is named."}])
    assert asked.done
    asked.submit(1)
    assert [each.value for each in saved[-1].tries] == ["Ana", "Ben"]
    assert (asked.revealed, asked.earlier, asked.status) == ("He is not.", [], "Saved")
    type_in(asked, 0)
    type_in(asked, 1)  # and back
    assert (asked.revealed, asked.earlier, asked.status) == ("He is not.", [], "Saved")


@pytest.mark.parametrize("value", [101, "no number", True, float("inf")])
def test_what_cannot_be_kept_is_not_called_saved(value):
    """A number out of bounds is no draft; what was said before is not of it."""
    saved = []
    asked = question.estimate("?", unit="%", bounds=(0, 100), reveal=str, save=saved.append)
    asked.submit(30)
    type_in(asked, value)
    assert asked.status == "Give a number from 0 to 100."
    assert (asked.revealed, asked.earlier) == ("", [{"words": "30 %", "said": "30"}])
    assert (len(saved), asked.given.now.value) == (1, 30)


ODD = ["a\ud800", "\udc80", "\0\x1b[2J\x07", "\u2028\ufeff", "\u202eabc", "e" + "\u0301" * 500, "\ud83d\ude00"[0]]


@pytest.mark.parametrize("words", ODD)
@pytest.mark.parametrize("every", [False, True])
def test_whatever_was_typed_is_saved_and_what_was_said_of_it_can_be_sent(home, words, every):
    """Half an emoji and control characters are on the disk as they were typed; the page shows a sign for a half."""
    file = AnswerFile("09-test", "why")
    asked = question.write("Why?", reveal=lambda words: f"You said {words}", every=every, save=file.save)
    type_in(asked, words)
    assert (asked.status, AnswerFile("09-test", "why").load().draft.value) == ("Draft saved", words)
    asked._receive(asked, {"number": 2, "value": words, "submit": True})
    assert (asked.status, asked.received) == ("Saved", 2)
    again = question.write("Why?", reveal="-", every=every)
    again.restore(AnswerFile("09-test", "why").load())
    assert [each.value for each in again.given.tries] == [words]
    for shown in (asked, again):
        type_in(shown, f"{words}!")
        state = {name: value for name, value in shown.get_state().items() if name != "layout"}
        json.dumps(state, ensure_ascii=False).encode("utf-8")
        assert shown.answer["value"] == f"{words}!"


@pytest.mark.parametrize("raised", [RuntimeError("no"), UnicodeError("no"), MemoryError()])
def test_a_fault_while_saving_is_never_called_saved(raised):
    """Whatever goes wrong, the line below does not go on saying what was so before; the page is answered."""
    faults = [None, raised]

    def save(_):
        if fault := faults.pop(0):
            raise fault

    asked = question.write("Why?", reveal="-", save=save)
    type_in(asked, "one")
    assert asked.status == "Draft saved"
    with pytest.raises(type(raised)) if not isinstance(raised, ValueError) else nullcontext():
        asked._receive(asked, {"number": 2, "value": "two", "submit": False})
    assert "aved" not in asked.status.replace("Not saved", "")
    assert (asked.received, asked.answer["value"]) == (2, "two")


def test_nothing_is_called_saved_where_nothing_saves():
    """A question beside a lesson keeps its answer on the page alone, and claims no more."""
    asked = question.choose("Who?", OPTIONS)
    asked.submit(1)
    assert asked.status == ""


def test_an_answer_is_restored_with_what_it_revealed():
    """After a restart the learner sees the answer given, and what was said to it; a draft reveals nothing."""
    asked = question.choose("Who?", OPTIONS)
    asked.restore(Answer((Try("Ana"),)))
    assert (asked.answer, asked.revealed) == ({"value": 0, "submitted": True}, "She is named.")
    asked = question.choose("Who?", OPTIONS)
    asked.restore(Answer(draft=Try("Ana")))
    assert (asked.answer, asked.revealed) == ({"value": 0, "submitted": False}, "")
    asked = question.choose("Who?", OPTIONS)
    asked.restore(Answer((Try("Ana"),), Try("Ben")))
    assert (asked.answer["value"], asked.revealed, asked.earlier[0]["said"]) == (1, "", "She is named.")


def test_a_choice_is_found_by_its_words():
    """Answers in another order are still the same; a file from before has the number of its answer."""
    asked = question.choose("Who?", dict(reversed(OPTIONS.items())))
    asked.restore(Answer((Try("Ana"),)))
    assert (asked.answer["value"], asked.revealed) == (1, "She is named.")
    asked.restore(Answer((Try(0),)))
    assert (asked.revealed, asked.given.now.value) == ("He is not.", "Ben")


@pytest.mark.parametrize("value", [7, -1, "Cay", None, True, {"a": 1}, [0], 1e999])
def test_an_answer_to_another_question_does_not_fit(value):
    """An answer saved for another version of the question is refused, so that it can be set aside."""
    asked = question.choose("Who?", OPTIONS)
    with pytest.raises(ValueError, match="Choose one of the answers"):
        asked.restore(Answer((Try(value),)))
    assert asked.answer == {}


def test_every_try_is_kept_with_what_was_said():
    """Where each try counts the earlier ones stay on the page, the newest first, and come back."""
    saved = []
    asked = question.write("Break it.", reveal=str.upper, every=True, save=saved.append)
    for words in ("a", "b", "b", "c"):
        asked.submit(words)
    b, a = {"words": "b", "said": "B"}, {"words": "a", "said": "A"}
    assert (asked.revealed, asked.earlier) == ("C", [b, a])
    type_in(asked, "d")
    assert (asked.revealed, asked.earlier) == ("", [{"words": "c", "said": "C"}, b, a])
    assert [each.said for each in saved[-1].tries] == ["A", "B", "C"]
    again = question.write("Break it.", reveal=str.lower, every=True)
    again.restore(saved[-1])
    assert (again.answer["value"], again.earlier) == ("d", asked.earlier)


def test_a_name_is_no_draft():
    """What is typed of a name is not kept before it is chosen."""
    saved = []
    asked = question.Question(kind="name", prompt="?", reveal=str, save=saved.append)
    type_in(asked, "Ana")
    assert (saved, asked.answer, asked.status) == ([], {}, "")
    asked.submit("Ana")
    assert saved[0].now.value == "Ana"


# Two windows


def both(home):
    """One question in two windows, each with a kernel of its own."""
    made = []
    for _ in range(2):
        file = AnswerFile("09-test", "why")
        asked = question.write("Why?", reveal="Because.", save=file.save)
        asked.restore(file.load(asked.fits))
        made.append(asked)
    return made, lambda: AnswerFile("09-test", "why").load()


def test_another_windows_answer_is_kept_and_shown(home):
    """Who writes later is told what stands in the file, and both stay whatever is chosen."""
    (one, two), saved = both(home)
    type_in(one, "mine, long thought about")
    type_in(two, "theirs")
    assert (two.other, two.status) == ("mine, long thought about", "Draft saved")
    assert (saved().draft.value, [each.value for each in saved().aside]) == ("theirs", ["mine, long thought about"])
    choose(two, "theirs")
    assert (two.other, two.answer["value"], two.placed) == ("", "mine, long thought about", 1)
    assert (saved().draft.value, [each.value for each in saved().aside]) == ("mine, long thought about", ["theirs"])


def test_keeping_ones_own_needs_no_more(home):
    """One's own stands already; the other's stays in the file, also when one writes on."""
    (one, two), saved = both(home)
    one.submit("first")
    type_in(two, "second")
    assert (two.other, two.earlier[0]["words"]) == ("first", "first")
    choose(two, "mine")
    type_in(two, "second, longer")
    assert (two.other, two.placed) == ("", 0)
    assert ([each.value for each in saved().tries], saved().draft.value) == (["first"], "second, longer")


def test_taking_what_was_submitted_shows_what_was_said_of_it(home):
    """The other's answer, once taken, is the last one submitted; one's own is a try before it."""
    (one, two), saved = both(home)
    one.submit("first")
    two.submit("second")
    assert (two.other, two.revealed) == ("first", "Because.")
    choose(two, "theirs")
    assert [each.value for each in saved().tries] == ["first", "second", "first"]
    assert (two.answer, two.revealed) == ({"value": "first", "submitted": True}, "Because.")


def test_the_same_answer_in_two_windows_is_no_question(home):
    """Where both say the same there is nothing to choose."""
    (one, two), saved = both(home)
    one.submit("same")
    two.submit("same")
    assert (two.other, two.status, saved().now.value) == ("", "Saved", "same")


def test_a_file_that_was_damaged_meanwhile_is_set_aside_and_said(home):
    """What another program made of the file is kept, and one's own is saved."""
    (one, _), saved = both(home)
    type_in(one, "mine")
    path = AnswerFile("09-test", "why").path
    path.write_text("{", encoding="utf-8")
    type_in(one, "mine, longer")
    assert one.status.startswith("Draft saved")
    assert "the file why.json.damaged-" in one.status
    assert saved().draft.value == "mine, longer"


def test_a_full_disk_is_said_and_the_answer_kept():
    """When saving fails the learner is told, and the answer stays on the page."""

    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    asked = question.write("Why?", reveal="Because.", save=full)
    asked.submit("My words")
    assert asked.status.startswith("Not saved: No space left on device.")
    assert asked.answer["value"] == "My words"


def test_a_step_can_ask_for_another_first():
    """A step that is not ready says what comes first, saves nothing, and is taken when it is ready."""
    ready = []

    def reveal():
        if not ready:
            raise ValueError("First mark 3.")
        return "Here you are."

    step = question.check("Compare?", button="Compare", reveal=reveal)
    step._receive(step, {"number": 1, "value": True, "submit": True})
    assert (step.status, step.answer) == ("First mark 3.", {})
    ready.append(1)
    step.submit(True)
    assert step.revealed == "Here you are."
    ready.clear()  # the marks were taken back, and the kernel started again
    again = question.check("Compare?", button="Compare", reveal=reveal)
    again.restore(step.given)
    assert (again.revealed, again.done) == ("", False)


def test_what_is_said_of_something_that_changed_is_put_away():
    """A comparison is of the marks as they were; when they change, it says so."""
    step = question.check("Compare?", button="Compare", reveal=lambda: "You made 3 marks.")
    step.outdate()
    assert step.earlier == []
    step.submit(True)
    step.outdate()
    assert (step.revealed, step.earlier, step.done) == ("", [{"words": "", "said": "You made 3 marks."}], True)
    step.submit(True)
    assert (step.revealed, step.earlier) == ("You made 3 marks.", [])
