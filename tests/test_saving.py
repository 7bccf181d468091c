"""What a lesson says is saved is on the disk, whatever was there before and whoever else writes there."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import threading
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kit import Annotation, Article, read_annotations
from kit.activity import window
from kit.activity.answer import Answer, answer_of
from kit.activity.answers import AnswerFile, MarksFile, save_progress
from kit.activity.handed import sum_of_files
from kit.activity.learners import set_learner, signed_in
from kit.activity.lesson_file import read_lesson
from kit.files import held, write_atomic
from kit.lesson import Lesson
from kit.widgets import Highlighter
from kit.widgets.source_form import SourceForm

TOML = """
title = "A test"

[text.road]
words = "Rain closes road\\n\\nThe mob was seen on the road.\\n\\nShare this page, said Ana Ruiz."

[activity.name]
kind = "sign_in"
prompt = "Which name?"

[activity.guess]
kind = "choose"
step = "Guess"
prompt = "How many?"

[activity.guess.options]
one = "No."
two = "Yes."

[activity.number]
kind = "estimate"
step = "Count"
prompt = "How many words?"
measure = "of 10 words"
bounds = [0, 10]
reveal = "You said {guess}."

[activity.why]
kind = "write"
step = "Say why"
prompt = "Why?"
reveal = "Because."

[activity.break]
kind = "write"
prompt = "A sentence?"
reveal = "{quotes_found}"

[activity.swap]
kind = "swap"
text = "road"
phrase = "mob"
prompt = "Another word?"
reveal = "People."

[activity.sort]
kind = "mark"
step = "Sort"
text = "road"
layer = "zone"
labels = "article-or-furniture"
unit = "block"

[[activity.sort.key]]
label = "article"
why = "It names the story."

[[activity.sort.key]]
label = "article"
why = "It tells the story."

[[activity.sort.key]]
label = "furniture"
why = "It asks for something."

[activity.compare]
kind = "compare"
step = "Compare"
of = "sort"
prompt = "Done?"
button = "Compare"
reveal = "{sorting}"
"""
KINDS = {"guess": "choose", "number": "estimate", "why": "write", "swap": "swap", "sort": "mark", "name": "sign_in"}
ARTICLE = Article.from_text("Rain fell. It rained all day.")
RAIN, FELL, DAY = (0, 4), (5, 9), (25, 28)


@pytest.fixture
def folder(home):
    """A teacher's own folder with a lesson in it, in which answers are kept too."""
    (home / "09-test.toml").write_text(TOML, encoding="utf-8")
    return home


def opened(folder, **activities):
    """A lesson as a new kernel opens it, and some of its activities."""
    lesson = Lesson("09-test", folder=folder)
    return lesson, *(getattr(lesson, kind)(name) for name, kind in activities.items())


def answers(folder):
    return folder / "answers" / "me" / "09-test"


def done(lesson):
    return [step["title"] for step in lesson.progress().steps if step["done"]]


# Drafts and answers


def test_a_draft_ticks_nothing_and_comes_back_as_one(folder):
    """What is typed and not submitted is on the disk as a draft, counts for nothing, and is there the next day."""
    lesson, why = opened(folder, why="write")
    why._receive(why, {"number": 1, "value": "I thi", "submit": False})
    assert why.status == "Draft saved"
    assert answer_of((answers(folder) / "why.json").read_text(encoding="utf-8")).draft.value == "I thi"
    lesson, why = opened(folder, why="write")
    assert (why.answer, why.revealed, done(lesson)) == ({"value": "I thi", "submitted": False}, "", [])
    why.submit("I think")
    assert done(lesson) == ["Say why"]


def test_the_list_of_lessons_counts_what_is_submitted(folder):
    """It is written when all steps have been shown, so that it is never behind while a lesson opens."""

    def count():
        path = answers(folder) / "progress.json"
        return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None

    every = {name: kind for name, kind in KINDS.items() if name != "swap"}
    _, guess, number, why, *_ = opened(folder, **every, compare="compare")
    assert count() == {"done": 0, "steps": 5, "missing": ["Guess", "Count", "Say why", "Sort", "Compare"]}
    why._receive(why, {"number": 1, "value": "I thi", "submit": False})
    guess.submit(1)
    number.submit(3)
    two = {"done": 2, "steps": 5, "missing": ["Say why", "Sort", "Compare"]}
    assert count() == two
    opened(folder, guess="choose")
    assert count() == two
    (answers(folder) / "guess.json").write_text("{", encoding="utf-8")
    opened(folder, **every, compare="compare")
    assert count() == {"done": 1, "steps": 5, "missing": ["Guess", "Say why", "Sort", "Compare"]}


def test_who_signs_in_later_does_not_get_the_answers_of_who_was_there(folder):
    """A page that still shows one learner's answers saves and counts for that learner."""
    every = {name: kind for name, kind in KINDS.items() if name != "swap"}
    _, guess, _, _, _, name, _ = opened(folder, **every, compare="compare")
    name.submit("Ana")
    name.submit("Ben")
    guess.submit(1)
    kept = {path.name for path in (folder / "answers" / "ana" / "09-test").iterdir()}
    assert kept == {"progress.json", "guess.json"}
    assert not (folder / "answers" / "ben").exists()


def test_a_window_without_a_name_stays_with_who_took_its_answers_along(folder):
    """Whoever signs in, in another window, after that: all that this one saves goes where its answers are."""
    lesson, guess, sort, compare = opened(folder, guess="choose", sort="mark", compare="compare")
    guess.submit(0)
    _, name = opened(folder, name="sign_in")
    name.submit("Ana")
    set_learner("Ben")
    lesson.estimate("number")
    lesson.write("why").submit("I think")
    sort.mark(0, 4, "furniture")
    compare.submit(True)
    kept = {path.name for path in (folder / "answers" / "ana" / "09-test").iterdir()}
    assert kept == {"compare.json", "guess.json", "progress.json", "sort.first.jsonl", "sort.jsonl", "why.json"}
    assert {path.name for path in (folder / "answers").iterdir()} == {".lock", "ana", "learner.txt"}


def test_a_window_in_which_somebody_signs_in_is_theirs_before_there_is_an_answer(folder):
    """Also where somebody else signs in, in another window, before the first."""
    _, guess, name = opened(folder, guess="choose", name="sign_in")
    name.submit("Ana")
    set_learner("Ben")
    guess.submit(1)
    assert (folder / "answers" / "ana" / "09-test" / "guess.json").exists()
    assert not (folder / "answers" / "ben").exists()


def test_whoever_takes_over_is_told_first_what_was_not_handed_in(folder):
    """Once: the same name again goes on. What was handed in, and one's own name in other capitals, need no word."""
    _, guess, name = opened(folder, guess="choose", name="sign_in")
    guess.submit(0)
    name.submit("Ana")
    name.submit("ANA")
    with pytest.raises(ValueError, match="The answers of “ANA” have not been handed in, or have changed since"):
        name.submit("Ben")
    assert signed_in() == ("ANA", "ana")
    name.submit("Ben")
    assert signed_in() == ("Ben", "ben")
    name.submit("Ana")  # Ben has answered nothing
    handed = json.loads(window.given("09-test"))["lessons"]
    window.note_handed(
        json.dumps({each: sum_of_files(said["files"]) for each, said in handed.items()}), "2026-11-28T09:00:00Z"
    )
    name.submit("Cleo")
    assert signed_in() == ("Cleo", "cleo")


def test_a_lesson_is_told_of_a_name_that_was_given_when_handing_in(folder):
    """It says who works."""
    lesson, _ = opened(folder, name="sign_in")
    assert "“me”" in lesson.progress().note
    window.work_as("Ana", "7B", signed=lesson.signed)
    assert "“Ana”" in lesson.progress().note


def test_a_step_stays_done_while_its_answer_is_changed(folder):
    """A draft beside an answer takes nothing back; the next day both are there."""
    lesson, number = opened(folder, number="estimate")
    number.submit(3)
    number._receive(number, {"number": 1, "value": 4, "submit": False})
    assert done(lesson) == ["Count"]
    lesson, number = opened(folder, number="estimate")
    assert (number.answer["value"], number.earlier[0]["said"], done(lesson)) == (4, "You said 3.", ["Count"])


def test_every_try_at_breaking_the_tool_is_kept(folder):
    """Each sentence is on the disk with its time and what the program found in it; so it is shown the next day."""
    _, tool = opened(folder, **{"break": "write"})
    tool.submit("The mayor nodded.")
    tool.submit("“We start in May,” said Ana Ruiz.")
    tries = json.loads((answers(folder) / "break.json").read_text(encoding="utf-8"))["tries"]
    assert [each["value"] for each in tries] == ["The mayor nodded.", "“We start in May,” said Ana Ruiz."]
    assert all(each["at"] and each["said"] for each in tries)
    _, again = opened(folder, **{"break": "write"})
    assert (again.revealed, again.earlier) == (
        tries[1]["said"],
        [{"words": tries[0]["value"], "said": tries[0]["said"]}],
    )
    assert not opened(folder, why="write")[1].every


def test_a_name_is_kept_or_not_called_kept(folder, monkeypatch):
    """What is typed of a name is nothing yet; a name that the disk refuses is not said to be kept."""
    _, name = opened(folder, name="sign_in")
    assert name.kind == "name"
    name._receive(name, {"number": 1, "value": "Ana", "submit": False})
    assert (name.status, (folder / "answers" / "learner.txt").exists()) == ("", False)

    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        name._receive(name, {"number": 2, "value": "Ana", "submit": True})
        assert (name.status, name.revealed) == ("The name could not be saved: No space left on device.", "")
    name._receive(name, {"number": 3, "value": "Ana", "submit": True})
    assert json.loads((folder / "answers" / "learner.txt").read_text(encoding="utf-8"))["name"] == "Ana"
    assert opened(folder, name="sign_in")[1].answer == {"value": "Ana", "submitted": False}


def test_marks_are_kept_as_they_were_first_compared(folder):
    """A teacher finds what was marked before the key was seen, and beside it what was changed and compared again."""
    _, sort, compare = opened(folder, sort="mark", compare="compare")
    sort.mark(0, 4, "furniture")
    compare.submit(True)
    article = read_lesson("09-test", folder=folder)["sort"].article
    first = answers(folder) / "sort.first.jsonl"
    kept = first.read_bytes()
    assert [mark.label for mark in read_annotations(first, article)] == ["furniture"]
    sort.compare({})
    sort.mark(0, 4, "article")
    compare.submit(True)
    assert first.read_bytes() == kept
    assert [mark.label for mark in read_annotations(answers(folder) / "sort.jsonl", article)] == ["article"]


def test_what_was_said_of_marks_is_put_away_when_they_change(folder):
    """A comparison of marks as they were is not left standing below others."""
    _, sort, compare = opened(folder, sort="mark", compare="compare")
    sort.mark(0, 4, "furniture")
    compare.submit(True)
    said = compare.revealed
    sort.compare({})
    assert compare.revealed == said
    sort.mark(0, 4, "article")
    assert (compare.revealed, compare.earlier) == ("", [{"words": "", "said": said}])


def test_an_answer_without_its_first_marks_is_not_called_saved(folder, monkeypatch):
    """Where the marks of a first comparison cannot be kept, that is said."""
    _, sort, compare = opened(folder, sort="mark", compare="compare")
    sort.mark(0, 4, "furniture")

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(MarksFile, "keep_first", full)
    compare._receive(compare, {"number": 1, "value": True, "submit": True})
    assert compare.status.startswith("Not saved: No space left on device.")


# Files that do not fit

DEEP = "[" * 100_000 + "]" * 100_000
UNFIT = {
    "guess": ['{"value": 2, "submitted": true}', '{"tries": [{"value": "three"}]}', '{"value": {"a": 1}}'],
    "number": ['{"value": 11, "submitted": true}', '{"value": 1e999}', f'{{"value": {"9" * 400}}}', '{"value": true}'],
    "why": ['{"value": {"a": 1}, "submitted": true}', f'{{"value": {DEEP}}}', '{"value": 3}'],
    "swap": ['{"rows": null}', '{"wording": 3, "change": "tone"}', '{"wording": "", "change": "", "submitted": true}'],
}


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in UNFIT.items() for text in texts])
def test_an_answer_that_does_not_fit_is_set_aside_and_said(folder, name, text):
    """Bounds or options that changed, or no sense at all: the file is kept, a learner is told, and can go on."""
    path = answers(folder) / f"{name}.json"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    lesson, asked = opened(folder, **{name: KINDS[name]})
    (aside,) = path.parent.glob(f"{name}.json.damaged-*")
    assert aside.read_text(encoding="utf-8") == text
    assert asked.status.startswith("What was saved here before is damaged, or does not fit this page any more.")
    assert f"the file {aside.name} keeps it" in asked.status
    assert (done(lesson), path.exists()) == ([], False)


@pytest.mark.parametrize("text", ['{"rows": null}', '{"rows": 3}', '{"rows": [{"claim": "It snowed."}]}', DEEP])
def test_rows_that_do_not_fit_are_set_aside(home, text):
    """Claims that changed, or no rows at all, never keep a lesson from opening."""
    path = home / "answers" / "me" / "03-what-is-claimed"
    path.mkdir(parents=True)
    name = next(a.name for a in read_lesson("03-what-is-claimed").activities.values() if a.kind == "claims")
    (path / f"{name}.json").write_text(text, encoding="utf-8")
    form = Lesson("03-what-is-claimed").claims(name)
    assert (form.filled, "is not lost" in form.status) == ([], True)
    assert [found.read_text(encoding="utf-8") for found in path.glob("*.damaged-*")] == [text]


def test_marks_on_another_text_are_set_aside(folder):
    """Marks whose words are not those that are there now are kept, and said at the top of the text."""
    path = answers(folder) / "sort.jsonl"
    path.parent.mkdir(parents=True)
    other = '{"layer": "zone", "label": "article", "start": 0, "end": 4, "quote": "Snow", "annotator": "learner:me"}\n'
    path.write_text(other, encoding="utf-8")
    _, sort = opened(folder, sort="mark")
    assert (sort.annotations, "is not lost" in sort._page["notice"]) == ([], True)
    assert [found.read_text(encoding="utf-8") for found in path.parent.glob("*.damaged-*")] == [other]


def test_a_file_that_is_in_the_way_is_said_and_never_overwritten(folder, monkeypatch):
    """Where it cannot be moved, nothing is saved, and nothing claims to be."""
    path = answers(folder) / "guess.json"
    path.parent.mkdir(parents=True)
    path.write_text('{"value": 9}', encoding="utf-8")

    def refuse(*_):
        raise OSError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "rename", refuse)
    _, guess = opened(folder, guess="choose")
    assert "Please ask your teacher" in guess.status
    guess.submit(1)
    assert guess.status.startswith("Not saved: Permission denied.")
    assert path.read_text(encoding="utf-8") == '{"value": 9}'


some_json = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(["one", "mob", "tone", 10**400]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["value", "at", "said", "tries", "draft", "aside", "rows", "wording", "change", "submitted", "x"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.sampled_from(["guess", "number", "why", "swap", "sort", "rows"]), some_json)
def test_whatever_is_in_a_file_a_lesson_opens_and_loses_nothing(folder, name, value):
    """Any JSON at all is either an answer that is shown, or set aside as it was."""
    path = answers(folder) / f"{name}.{'jsonl' if name == 'sort' else 'json'}"
    path.parent.mkdir(parents=True, exist_ok=True)
    for old in path.parent.iterdir():
        old.unlink()
    text = json.dumps(value)
    path.write_text(text, encoding="utf-8")
    if name == "rows":
        file, form = AnswerFile("09-test", "rows"), SourceForm("Who?")
        form.restore(file.load(form.fits))
    else:
        opened(folder, **{name: KINDS[name]})
    kept = [found.read_text(encoding="utf-8") for found in path.parent.iterdir() if found.name != "progress.json"]
    assert kept == [text]


# Two windows


def windows(*, several=False):
    """Two highlighters of one activity, each as a kernel of its own opens it."""
    made = []
    for _ in range(2):
        file = MarksFile("09-test", "mark", ARTICLE)
        widget = Highlighter(ARTICLE, layer="weather", labels=["wet", "dry"], several=several, save=file.save)
        widget.restore(file.load(widget.fits))
        made.append(widget)
    return made


def on_disk():
    return [(ARTICLE.covered(mark), mark.label) for mark in MarksFile("09-test", "mark", ARTICLE).load()]


def test_marks_of_two_windows_are_put_together_and_can_be_taken_apart(home):
    """Who marks later gets the other's marks too, is told so, and can undo that in one step."""
    one, two = windows()
    one.mark(*RAIN, "wet")
    one.mark(*FELL, "dry")
    two.mark(*DAY, "wet")
    assert on_disk() == [("Rain", "wet"), ("fell", "dry"), ("day", "wet")]
    assert two._state["saved"].startswith("Saved. 2 marks came from another window")
    two.undo()
    assert (on_disk(), two._state["saved"]) == ([("day", "wet")], "Saved")
    two.redo()
    one.mark(*RAIN, "dry")
    assert on_disk() == [("Rain", "dry"), ("fell", "dry"), ("day", "wet")]


def test_words_may_have_several_labels_or_one(home):
    """Where there may be several, both windows' stay; else the one given last is the one that stands."""
    one, two = windows(several=True)
    one.mark(*RAIN, "wet")
    two.mark(*RAIN, "dry")
    assert on_disk() == [("Rain", "dry"), ("Rain", "wet")]
    one, two = windows()
    two.mark(*FELL, "wet")
    one.mark(*FELL, "dry")
    assert on_disk()[-1] == ("fell", "dry")


def test_the_same_mark_in_two_windows_is_one(home):
    """What both have marked needs no word."""
    one, two = windows()
    one.mark(*RAIN, "wet")
    two.mark(*RAIN, "wet")
    assert (on_disk(), two._state["saved"]) == ([("Rain", "wet")], "Saved")


def test_what_is_removed_here_does_not_come_back(home):
    """Marks that both had, and that one removes, stay removed; what is new in the other window comes."""
    windows()[0].mark(*RAIN, "wet")
    one, two = windows()
    one.mark(*DAY, "wet")
    two.unmark(*RAIN)
    assert on_disk() == [("day", "wet")]


def test_a_blocks_own_newest_label_stands(home):
    """A block that only the other window changed is as it is there; one that both changed is as it is here."""
    article = Article.from_text("Rain fell.\n\nIt was dry.")
    first, second = (0, 4), (12, 14)

    def window():
        file = MarksFile("09-test", "mark", article)
        widget = Highlighter(article, layer="weather", labels=["wet", "dry"], unit="block", save=file.save)
        widget.restore(file.load(widget.fits))
        return widget

    window().mark(*first, "dry")
    one, two = window(), window()
    one.mark(*first, "wet")
    two.mark(*second, "dry")
    assert [mark.label for mark in two.annotations] == ["wet", "dry"]
    one.mark(*second, "wet")
    assert [mark.label for mark in window().annotations] == ["wet", "wet"]


def test_two_kernels_lose_nothing(folder):
    """Two processes with the lesson open, as two tabs have it: the later save keeps what the earlier one made."""
    _, sort, why = opened(folder, sort="mark", why="write")
    code = (
        "import sys; from kit.lesson import Lesson; lesson = Lesson('09-test', folder=sys.argv[1])\n"
        "lesson.mark('sort').mark(0, 4, 'furniture'); lesson.write('why').submit('theirs')"
    )
    subprocess.run([sys.executable, "-c", code, str(folder)], check=True, env=os.environ, timeout=120)
    sort.mark(20, 24, "article")
    why.submit("mine")
    assert [(mark.start, mark.label) for mark in sort.annotations] == [(0, "furniture"), (18, "article")]
    assert (why.other, why.answer["value"]) == ("theirs", "mine")
    lesson, sort, why = opened(folder, sort="mark", why="write")
    assert ([mark.label for mark in sort.annotations], done(lesson)) == (["furniture", "article"], ["Say why", "Sort"])
    assert [each.value for each in why.given.tries] == ["theirs", "mine"]


@pytest.fixture
def meanwhile(monkeypatch):
    """``meanwhile(where, act)``: another window does ``act`` just before what ``where`` names is first called.

    It goes as far as it is let: until it is done, or has to wait for the lock. What is returned waits for its end, and
    says what came of it.
    """

    def begin(where, act):
        module, name = where.rsplit(".", 1)
        real, came, told = getattr(import_module(module), name), threading.Event(), []

        def run():
            try:
                told.append(act())
            finally:
                came.set()

        def held_or_said(handle):
            free = held(handle)
            if not free:
                came.set()
            return free

        other = threading.Thread(target=run)

        def late(*args, **more):
            if other.ident is None:
                other.start()
                came.wait()
            return real(*args, **more)

        def end():
            other.join()
            return told[0]

        monkeypatch.setattr("kit.activity.disk.held", held_or_said)
        monkeypatch.setattr(where, late)
        return end

    return begin


def test_who_saves_at_the_same_moment_waits_and_loses_nothing(folder, meanwhile):
    """Between looking at the file and writing it no other window gets in; then it sees what was written."""
    (_, one), (_, two) = opened(folder, why="write"), opened(folder, why="write")
    end = meanwhile("kit.activity.answers.write_atomic", lambda: two.submit("two"))
    one.submit("one")
    end()
    assert [each.value for each in opened(folder, why="write")[1].given.tries] == ["one", "two"]


def test_who_compares_first_at_the_same_moment_is_first(home, meanwhile):
    """What one window has kept as the first is not written over by another that looked before."""
    one, two = (MarksFile("09-test", "mark", ARTICLE) for _ in range(2))
    first = one.folder / "mark.first.jsonl"

    def compare():
        two.keep_first([Annotation(*DAY, "weather", "wet", "learner:me")])
        return first.read_bytes()

    end = meanwhile("kit.activity.answers.write_annotations", compare)
    one.keep_first([Annotation(*RAIN, "weather", "wet", "learner:me")])
    assert end() == first.read_bytes()


def test_what_is_saved_in_place_of_a_damaged_file_is_not_set_aside_for_it(home, meanwhile):
    """A window that found it damaged does not move what another has put there since."""
    answer, (one, two) = Answer().submitting(3), (AnswerFile("09-test", "why") for _ in range(2))
    write_atomic(one.path, "{")

    def save():
        two.load()
        two.save(answer)

    end = meanwhile("kit.activity.answers.set_aside", save)
    one.load()
    end()
    assert AnswerFile("09-test", "why").load() == answer
    assert len(list(one.folder.glob("why.json.damaged-*"))) == 1


SAVES = {  # what is saved by a window, and where it stands between looking for the place and writing there
    "why.json": ("write_atomic", lambda: AnswerFile("09-test", "why").save(Answer().submitting(3))),
    "mark.jsonl": ("write_atomic", lambda: MarksFile("09-test", "mark", ARTICLE).save([])),
    "mark.first.jsonl": ("write_annotations", lambda: MarksFile("09-test", "mark", ARTICLE).keep_first([])),
    "progress.json": ("write_atomic", lambda: save_progress(AnswerFile("09-test", "progress"), done=1, steps=2)),
}


@pytest.mark.parametrize("name", SAVES)
def test_who_signs_in_while_another_window_saves_takes_that_along(home, meanwhile, name):
    """The folder of answers without a name is not renamed under a window that is about to write into it."""
    AnswerFile("09-test", "early").save(Answer())
    where, save = SAVES[name]
    end = meanwhile(f"kit.activity.answers.{where}", lambda: set_learner("Ana"))
    save()
    assert end() == ("Ana", "ana")
    assert (home / "answers" / "ana" / "09-test" / name).exists()
    assert not (home / "answers" / "me").exists()


def test_a_sign_in_that_was_cut_short_is_not_ended_while_another_window_saves(home, meanwhile):
    """Nor is it then, where a new kernel finds that the folder is still to be renamed."""
    page = AnswerFile("09-test", "why")
    page.save(Answer())
    write_atomic(home / "answers" / "learner.txt", '{"name": "Ana", "folder": "ana", "before": "me"}')
    end = meanwhile("kit.activity.answers.write_atomic", signed_in)
    page.save(Answer().submitting(3))
    assert end() == ("Ana", "ana")
    assert AnswerFile("09-test", "why").load().now.value == 3
    assert not (home / "answers" / "me").exists()


def test_two_who_sign_in_at_the_same_moment_are_each_told_their_own_name(home, meanwhile):
    """And who was first has what was answered before."""
    AnswerFile("09-test", "why").save(Answer())
    end = meanwhile("kit.activity.learners._bring_along", lambda: set_learner("Ben"))
    assert set_learner("Ana") == ("Ana", "ana")
    assert end() == signed_in() == ("Ben", "ben")
    assert (home / "answers" / "ana" / "09-test" / "why.json").exists()


@pytest.mark.parametrize("kind", ["pipe", "folder", "link"])
def test_what_is_in_the_place_of_the_lock_keeps_nobody_waiting(home, kind):
    """A pipe that nobody reads, a folder, a link that leads nowhere one may write: answers are saved."""
    lock = home / "answers" / ".lock"
    lock.parent.mkdir()
    if kind == "pipe" and not hasattr(os, "mkfifo"):
        pytest.skip("this system has no named pipes")
    make = {"pipe": os.mkfifo, "folder": os.mkdir, "link": lambda path: path.symlink_to("nowhere/lock")}
    make[kind](lock)
    AnswerFile("09-test", "why").save(Answer().submitting(3))
    assert set_learner("Ana").folder == "ana"
    assert AnswerFile("09-test", "why").load().now.value == 3


def test_marks_in_a_file_that_was_damaged_meanwhile(home):
    """What another program made of the file is kept and said, and the marks are saved."""
    one, _ = windows()
    one.mark(*RAIN, "wet")
    path = MarksFile("09-test", "mark", ARTICLE).path
    path.write_text("{", encoding="utf-8")
    one.mark(*DAY, "wet")
    assert "the file mark.jsonl.damaged-" in one._state["saved"]
    assert (len(on_disk()), one._state["failed"]) == (2, False)


def test_annotations_are_plain_marks_again(home):
    """What came from the file of another window is of this layer, and can be removed like one's own."""
    one, two = windows()
    one.mark(*RAIN, "wet")
    two.mark(*DAY, "wet")
    two.unmark(*RAIN)
    assert two.annotations == [Annotation(*DAY, "weather", "wet", "learner:me")]


# What a mark costs

ASKED = ("open", "stat", "lstat", "listdir", "scandir", "mkdir", "rename", "replace", "unlink", "chmod", "fsync")


@pytest.fixture
def asked(monkeypatch):
    """What the disk is asked for from now on, in order."""
    told = []

    def counted(name, real):
        def call(*args, **more):
            told.append(name)
            return real(*args, **more)

        return call

    for name in ASKED:
        monkeypatch.setattr(os, name, counted(name, getattr(os, name)))
    return told


def test_a_mark_asks_little_of_the_disk(folder, asked):
    """Lock; look what is there; write, with the mode of the old file, safely, and put it in its place: no more."""
    set_learner("Ana")
    _, sort = opened(folder, sort="mark")
    sort.mark(0, 4, "furniture")
    asked.clear()
    sort.mark(20, 24, "article")
    lock, look, write = ["open"], ["stat", "open"], ["stat", "open", "chmod", "fsync", "replace"]
    assert [name for name in asked if name != "rename"] == [*lock, *look, *write]


def test_a_mark_without_a_name_looks_whether_the_answers_were_taken_along(folder, asked):
    """It looks once."""
    _, sort = opened(folder, sort="mark")
    sort.mark(0, 4, "furniture")
    asked.clear()
    sort.mark(20, 24, "article")
    assert asked.count("stat") <= 3
    assert (asked.count("open"), asked.count("mkdir"), asked.count("listdir") + asked.count("scandir")) == (3, 0, 0)


def test_progress_is_written_only_where_it_changes(folder):
    """A lesson that is opened again leaves the file as it is."""
    every = {name: kind for name, kind in KINDS.items() if name != "swap"}
    _, guess, *_ = opened(folder, **every, compare="compare")
    guess.submit(1)
    path = answers(folder) / "progress.json"
    os.utime(path, (0, 0))
    opened(folder, **every, compare="compare")
    assert (path.stat().st_mtime, json.loads(path.read_text(encoding="utf-8"))["done"]) == (0, 1)
