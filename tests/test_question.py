"""Questions are answered before they answer."""

from __future__ import annotations

import errno

import pytest

from kit.widgets import question

OPTIONS = {"Ana": "She is named.", "Ben": "He is not."}


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


def test_a_draft_is_saved_and_reveals_nothing():
    """Words are saved while they are written."""
    saved = []
    asked = question.write("Why?", reveal="Because.", save=saved.append)
    asked._receive(asked, {"number": 1, "value": "I think", "submit": False})
    assert saved == [{"value": "I think", "submitted": False}]
    assert (asked.revealed, asked.status) == ("", "Saved")


def test_a_submitted_answer_is_not_overwritten_by_a_draft():
    """Typing on after submitting changes the saved answer only when it is submitted again."""
    asked = question.write("Why?", reveal="Because.")
    asked.submit("First")
    asked._receive(asked, {"number": 1, "value": "First, and", "submit": False})
    assert asked.answer["value"] == "First"


def test_an_answer_is_restored_with_what_it_revealed():
    """After a restart the learner sees the answer given, and what was said to it; a draft reveals nothing."""
    again = question.choose("Who?", OPTIONS, answer={"value": 0, "submitted": True})
    assert (again.answer["value"], again.revealed) == (0, "She is named.")
    draft = question.choose("Who?", OPTIONS, answer={"value": 0, "submitted": False})
    assert (draft.answer["value"], draft.revealed) == (0, "")


@pytest.mark.parametrize("stale", [{"value": 7, "submitted": True}, {"value": "x"}, {"other": 1}])
def test_an_answer_to_another_question_is_left_out(stale):
    """An answer saved for an older version of the question does not break the new one."""
    assert question.choose("Who?", OPTIONS, answer=stale).answer == {}


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
    assert question.check("Compare?", button="Compare", reveal=reveal, answer=step.answer).revealed == ""
