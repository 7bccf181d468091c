"""Whatever a page sends or comes into a file: no exception, nothing lost, and nothing called saved that is not."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kit import Annotation, Article
from kit.activity.answers import AnswerFile, MarksFile, save_progress
from kit.activity.columns import Column
from kit.activity.labels import Label
from kit.widgets import Highlighter, question
from kit.widgets.claim_form import ClaimForm
from kit.widgets.source_form import SourceForm
from kit.widgets.swap import Swap
from kit.widgets.table_form import TableForm

LESSON = "09-test"
ARTICLE = Article("Rain fell. It rained all \ud83d day, said the \x1b[2Jmob.")
OPTIONS = {"one": "No.", "tw\ud83do": "Yes."}
FORMS = {
    "choice": lambda save: question.choose("?", OPTIONS, save=save),
    "number": lambda save: question.estimate("?", unit="%", bounds=(0, 100), reveal=str, save=save),
    "text": lambda save: question.write("?", reveal=lambda words: f"So {words}", every=True, save=save),
    "check": lambda save: question.check("?", button="Go", reveal=lambda: "Gone.", save=save),
    "swap": lambda save: Swap(ARTICLE, "all \ud83d day", prompt="?", thought="-", save=save),
    "sources": lambda save: SourceForm("?", save=save),
    "table": lambda save: TableForm("?", [Column("way", "?"), Column("record", "?", options=("named",))], save=save),
    "claims": lambda save: ClaimForm("?", ["It rained all \ud83d day"], [Label("fact")], save=save),
}

odd_text = st.text(st.characters(exclude_categories=())) | st.sampled_from(
    [
        "one",
        "tw\ud83do",
        "fact",
        "named",
        "direct",
        "tone",
        "Ana",
        "all \ufffd day",
        "It rained all \ufffd day",
        "theirs",
        "\ud83d\0",
    ]
)
odd_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | odd_text | st.sampled_from([10**400, -1, 0, 1, 2**60]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["speaker", "record", "way", "claim", "label", "settle", "value", "at", "said", "x\ud83d"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=6,
)
row = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(("speaker", "record", "way", "claim", "label", "settle"), odd_text)
)
message = st.fixed_dictionaries(
    {},
    optional={
        "number": odd_json,
        "value": odd_json,
        "submit": st.booleans() | odd_json,
        "rows": st.lists(row, max_size=3) | odd_json,
        "wording": odd_text | odd_json,
        "change": st.sampled_from(["tone", "both", ""]) | odd_json,
        "choose": st.sampled_from(["mine", "theirs"]) | odd_json,
    },
)
DEEP = json.loads("[" * 400 + "]" * 400)
one_folder = settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def sent(widget):
    """All that the page has been told, as the bytes that a kernel sends."""
    state = {name: value for name, value in widget.get_state().items() if name != "layout"}
    return json.dumps(state, ensure_ascii=False).encode("utf-8")


def emptied(home):
    for path in sorted(home.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()


@one_folder
@given(st.sampled_from(sorted(FORMS)), st.lists(message | odd_json, min_size=1, max_size=4))
@example("sources", [{"rows": [DEEP]}])
@example("choice", [{"submit": True, "value": "one"}])
@example("claims", [{"rows": [{"claim": "It rained all \ufffd day", "settle": "\ud83d"}]}])
@example("text", [{"number": 1, "value": DEEP}, {"value": "x", "submit": DEEP}])
@example("number", [{"number": 1e999, "value": float("nan"), "submit": True}])
def test_whatever_a_page_sends_is_answered_and_only_what_is_on_the_disk_is_called_saved(home, kind, messages):
    """Any messages at all, in any order: each is taken in or refused in words; the next kernel finds what was said."""
    emptied(home)
    file = AnswerFile(LESSON, kind)
    form = FORMS[kind](file.save)
    for each in messages:
        form._receive(form, each)
        number = each.get("number") if isinstance(each, dict) else None
        assert type(number) is not int or not 0 <= number <= 2**53 or form.received == number
        sent(form)
        if "aved" in form.status.replace("Not saved", ""):
            assert AnswerFile(LESSON, kind).load() == form.given
    again = FORMS[kind](AnswerFile(LESSON, kind).save)
    found = AnswerFile(LESSON, kind)
    again.restore(found.load(again.fits))
    assert (found.aside, found.stuck, again.given) == ("", False, form.given)
    sent(again)


@one_folder
@given(
    st.lists(
        st.fixed_dictionaries(
            {},
            optional={
                "kind": st.sampled_from(["mark", "unmark", "remove", "undo", "redo", "reset", "leave"]) | odd_json,
                "first": st.integers(0, 8) | odd_json,
                "last": st.integers(0, 8) | odd_json,
                "label": st.sampled_from(["wet", "d\ud83dry"]) | odd_json,
                "marks": odd_json,
                "id": st.integers(),
            },
        )
        | st.integers(),
        min_size=1,
        max_size=6,
    )
)
def test_whatever_a_page_asks_of_marks_is_answered(home, messages):
    """Any request at all: what is called saved is on the disk, and nothing raises."""
    emptied(home)
    file = MarksFile(LESSON, "marks", ARTICLE)
    widget = Highlighter(ARTICLE, layer="weather", labels=["wet", "d\ud83dry"], save=file.save)
    for each in messages:
        widget._receive(widget, each, None)
        if widget._state["saved"].startswith("Saved"):
            assert MarksFile(LESSON, "marks", ARTICLE).load() == widget.annotations


# Files that change while a page is open

answer_json = st.fixed_dictionaries(
    {},
    optional={
        "tries": st.lists(
            st.fixed_dictionaries({"value": odd_json}, optional={"at": odd_text, "said": odd_text}), max_size=2
        )
        | odd_json,
        "draft": st.fixed_dictionaries({"value": odd_json}) | odd_json,
        "aside": odd_json,
        "value": odd_json,
        "rows": st.lists(row, max_size=2) | odd_json,
        "wording": odd_text,
        "change": odd_text,
        "submitted": odd_json,
    },
)
GIVE = {
    "choice": {"value": 1, "submit": True},
    "number": {"value": 3, "submit": True},
    "text": {"value": "why \ud83d", "submit": True},
    "check": {"value": True, "submit": True},
    "swap": {"wording": "at \ud83d times", "change": "tone", "submit": True},
    "sources": {"rows": [{"speaker": "Ana"}]},
    "table": {"rows": [{"way": "by \ud83d foot"}]},
    "claims": {"rows": [{"claim": "It rained all \ufffd day", "label": "fact", "settle": "ask"}]},
}


@one_folder
@given(
    st.sampled_from(sorted(FORMS)),
    st.binary(max_size=40) | (answer_json | odd_json).map(lambda v: json.dumps(v).encode()),
)
def test_whatever_comes_into_a_file_while_a_page_is_open_is_kept(home, kind, data):
    """It was an answer, and is kept beside the learner's; or it was none, and lies beside it to the byte."""
    emptied(home)
    file = AnswerFile(LESSON, kind)
    form = FORMS[kind](file.save)
    form.restore(file.load(form.fits))
    file.path.parent.mkdir(parents=True)
    file.path.write_bytes(data)
    form._receive(form, {"number": 1} | GIVE[kind])
    assert form.status.startswith("Saved"), form.status
    assert AnswerFile(LESSON, kind).load() == form.given
    aside = [path.read_bytes() for path in file.path.parent.glob("*.damaged-*")]
    if not aside:
        theirs = file._read(data)
        values = [each.value for each in (*form.given.tries, form.given.draft, *form.given.aside) if each]
        assert all(each.value in values for each in (*theirs.tries, theirs.draft, *theirs.aside) if each)
    else:
        assert aside == [data] and file.path.parent.joinpath(file.aside).exists()
    sent(form)


@one_folder
@given(st.binary(max_size=40) | odd_json.map(lambda value: json.dumps(value).encode()))
@example(b"")
@example(b'{"layer": "weather", "label": "wet", "start": 0, "end": 4, "quote": "Rain", "annotator": "x"}\n')
def test_whatever_is_in_the_file_of_first_marks_is_kept(home, data):
    """First marks that are some stay; anything else is set aside, and those that are compared now are kept."""
    emptied(home)
    file = MarksFile(LESSON, "marks", ARTICLE)
    first = file.folder / "marks.first.jsonl"
    first.parent.mkdir(parents=True)
    first.write_bytes(data)
    file.keep_first([Annotation(0, 4, "weather", "wet", "learner:me")])
    kept = [path.read_bytes() for path in first.parent.iterdir()]
    assert data in kept
    assert len(kept) == 1 or b'"Rain"' in first.read_bytes()


# What stands where a file should


def folder_in_place(path):
    (path / "deep").mkdir(parents=True)
    (path / "deep" / "note.txt").write_text("kept", encoding="utf-8")


def pipe_in_place(path):
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no named pipes")
    os.mkfifo(path)


def link_to_nowhere(path):
    path.symlink_to("nowhere/at-all")


def link_in_a_ring(path):
    path.symlink_to(path.name)


def huge_file(path):
    with path.open("wb") as file:
        file.truncate(2**30)


PLACES = [folder_in_place, pipe_in_place, link_to_nowhere, link_in_a_ring, huge_file]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("when", ["before", "meanwhile"])
def test_what_stands_where_a_file_should_is_moved_never_waited_for_and_never_replaced(home, place, when):
    """A folder, a pipe, a link, a gigabyte: moved as it is, said, and the answer is saved."""
    file = AnswerFile(LESSON, "why")
    file.path.parent.mkdir(parents=True)
    if when == "before":
        place(file.path)
    form = FORMS["text"](file.save)
    form.restore(file.load(form.fits))
    if when == "meanwhile":
        place(file.path)
    before = file.path.lstat() if when == "meanwhile" else (file.path.parent / file.aside).lstat()
    form.submit("mine")
    (aside,) = file.path.parent.glob("why.json.damaged-*")
    assert (aside.name, aside.lstat().st_ino) == (file.aside, before.st_ino)
    assert form.status.startswith("Saved")
    assert (file.aside in form.status) == (when == "meanwhile")
    assert AnswerFile(LESSON, "why").load() == form.given


@pytest.mark.parametrize("place", PLACES)
def test_what_cannot_be_moved_is_never_written_over(home, place, monkeypatch):
    """Where it is refused, nothing is saved over it, and nothing says so; when it is not any more, all is well."""

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    for file in (AnswerFile(LESSON, "why"), MarksFile(LESSON, "marks", ARTICLE)):
        file.path.parent.mkdir(parents=True, exist_ok=True)
        place(file.path)
        before = file.path.lstat()
        with monkeypatch.context() as patch:
            patch.setattr(Path, "rename", refuse)
            file.load()
            assert file.stuck
            if isinstance(file, MarksFile):
                with pytest.raises(PermissionError):
                    file.save([])
                with pytest.raises(PermissionError):
                    place(file.path.with_name("marks.first.jsonl"))
                    file.keep_first([])
            else:
                form = FORMS["text"](file.save)
                form.submit("mine")
                assert form.status.startswith("Not saved: Permission denied.")
        assert (file.path.lstat().st_ino, file.aside) == (before.st_ino, "")


def test_an_older_file_set_aside_is_not_replaced_by_a_newer(home, monkeypatch):
    """Whatever has the name already, also a link to nowhere, keeps it."""
    monkeypatch.setattr("time.strftime", lambda _: "20261127-103000")
    file = AnswerFile(LESSON, "why")
    file.path.parent.mkdir(parents=True)
    first = file.path.with_name("why.json.damaged-20261127-103000")
    first.symlink_to("nowhere")
    file.path.write_text("{", encoding="utf-8")
    file.load()
    assert (first.is_symlink(), file.aside) == (True, f"{first.name}-2")


def test_more_than_can_be_read_again_is_not_saved(home, monkeypatch):
    """What is called saved can be read; an answer of more bytes than that is said not to be."""
    monkeypatch.setattr("kit.activity.answers.LARGEST", 200)
    form = FORMS["text"](AnswerFile(LESSON, "why").save)
    form.submit("short")
    form._receive(form, {"number": 1, "value": "x" * 200, "submit": False})
    assert form.status.startswith("Not saved: ")
    assert AnswerFile(LESSON, "why").load().now.value == "short"


def test_a_count_of_steps_writes_over_nothing_else(home):
    """What is no count is set aside; a count is only brought up to date."""
    file = AnswerFile(LESSON, "progress")
    for _ in range(2):
        save_progress(file, done=1, steps=2)
    assert [path.name for path in file.folder.iterdir()] == ["progress.json"]
    file.path.write_text("mine", encoding="utf-8")
    save_progress(file, done=2, steps=2)
    (aside,) = file.folder.glob("progress.json.damaged-*")
    assert (aside.read_text(encoding="utf-8"), json.loads(file.path.read_bytes())) == ("mine", {"done": 2, "steps": 2})
