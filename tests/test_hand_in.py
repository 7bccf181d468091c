"""A hand-in is made alike by Python and in a browser, and what is read from one is checked and data alone."""

from __future__ import annotations

import copy
import hashlib
import json
import random
import re
import subprocess
from base64 import b64encode
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kit
from kit.activity.answer import Answer, Try
from kit.activity.hand_in import LARGEST, VERSION, Progress, canonical, hand_in_text, read_hand_in
from kit.activity.handed import checked_class, file_name_of, note, noted
from kit.activity.learners import Learner, checked_learner, folder_name, set_learner, signed_in
from kit.activity.window import given as given_in_window
from kit.activity.window import keep_class, not_handed_in, note_handed, work_as
from kit.annotation import Annotation
from kit.article import Article
from kit.errors import MismatchError
from kit.jsonl import annotation_lines, from_json

CASES = json.loads(Path(__file__).with_name("hand_in_cases.json").read_text(encoding="utf-8"))
WHOLE = CASES["hand_in"].encode()
LESSON = CASES["lesson"]
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def summed(said: dict) -> bytes:
    """A hand-in with the sum that it should have."""
    rest = {name: value for name, value in said.items() if name != "sha256"}
    return json.dumps(rest | {"sha256": hashlib.sha256(canonical(rest).encode()).hexdigest()}).encode()


@pytest.fixture
def answers(tmp_path, monkeypatch):
    """A working folder with the answers of the cases."""
    monkeypatch.setenv("KIT_FOLDER", str(tmp_path))
    for path, text in CASES["files"].items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(text.encode())
    return tmp_path / "answers"


def test_the_canonical_text_is_that_of_a_browser():
    """Names in the order of their UTF-16, no space, and what JSON escapes; a number with a point has none."""
    assert [canonical(case["value"]) for case in CASES["canonical"]] == [case["text"] for case in CASES["canonical"]]
    sums = [hashlib.sha256(canonical(case["value"]).encode()).hexdigest() for case in CASES["sums"]]
    assert sums == [case["sha256"] for case in CASES["sums"]]
    for none in (0.5, 1.0, float("nan"), 2**53):
        with pytest.raises(ValueError, match="a number that a hand-in does not have"):
            canonical([none])


@settings(max_examples=25)
@given(PLAIN)
def test_the_canonical_text_says_the_same(value):
    """It is JSON of what it is made of."""
    assert from_json(canonical({"": value})) == from_json(json.dumps({"": value}))


def test_the_same_answers_make_the_same_text(answers, monkeypatch):
    """As hand_in.js makes it, of all lessons and of one: nothing set aside, of another learner, or of no use."""
    monkeypatch.setattr("kit.activity.sealed.own_version", lambda: "0.1.0")
    made = datetime.fromisoformat(CASES["made"])
    assert hand_in_text(made=made) == CASES["hand_in"]
    assert hand_in_text(LESSON, made=made) == CASES["of_lesson"]
    assert json.loads(hand_in_text("02-who-is-speaking"))["lessons"] == {}  # opened, and nothing answered


def test_what_was_handed_in_is_read(tmp_path):
    """Whose, when, how far; answers as the lesson reads them, and of a file that is none, why."""
    file = tmp_path / "a.kit.json"
    file.write_bytes(WHOLE)
    read = kit.read_hand_in(file)
    assert read == read_hand_in(str(file)) == read_hand_in(WHOLE)
    assert read.learner == Learner("Blue Heron, é 😀", folder_name("Blue Heron, é 😀"))
    assert read.class_name == "7B"
    assert (read.made, read.kit) == (datetime(2026, 11, 28, 9, 12, 40, tzinfo=UTC), "0.1.0")
    assert list(read.lessons) == ["00-start-here", LESSON, "03-what-is-claimed", "explore"]
    first = read.lessons["00-start-here"]
    assert first.progress == Progress(2, 5)
    assert first.answers == {"guess": Answer((Try("90", "2026-11-27T09:12:40+01:00"),))}
    assert read.lessons["03-what-is-claimed"].progress is None
    assert list(read.lessons["explore"].unread) == ["card-0123456789abcdef0123456789abcdef.json"]
    with pytest.raises(TypeError):
        read.lessons["x"] = first


def test_a_hand_in_needs_no_class():
    """Of none, and of one from before there were classes, it is empty."""
    said = json.loads(WHOLE)
    del said["class"]
    assert read_hand_in(summed(said)) == replace(read_hand_in(WHOLE), class_name="")
    assert read_hand_in(summed(said | {"class": None})).class_name == ""


def test_names_of_classes_folders_and_files_are_those_of_a_browser():
    """Each name is taken, or not, cleaned, and made part of a path, as hand_in.js does it."""
    for case in CASES["classes"]:
        if case["class"] is None:
            with pytest.raises(ValueError, match="class must be a name of 40 characters at most, such as '7B'"):
                checked_class(case["given"])
        else:
            assert checked_class(case["given"]) == case["class"]
    assert [folder_name(case["name"]) for case in CASES["folders"]] == [case["folder"] for case in CASES["folders"]]
    for case in CASES["file_names"]:
        assert file_name_of(Learner(**case["learner"]), case["lessons"], case["class"]) == case["file"]


def test_what_the_window_shows_is_what_a_browser_gathers(answers):
    """Who, what, what is missing by name, the class and what was handed in; of one lesson, that alone."""
    said = json.loads(given_in_window())
    whole = json.loads(WHOLE)
    assert said["learner"] == whole["learner"] | {"at": whole["learner"]["folder"]}
    assert (said["lessons"], said["missing"], said["offered"]) == (whole["lessons"], CASES["missing"], "7B")
    assert {name: said[name] for name in ("class", "handed")} == CASES["noted"]
    assert not_handed_in(signed_in()) == CASES["not_handed_in"]
    assert list(json.loads(given_in_window(LESSON))["lessons"]) == [LESSON]


def test_a_name_given_in_the_window_is_a_sign_in(tmp_path, monkeypatch):
    """What was answered without one comes along, and its lesson is told; class and hand-in are noted beside it."""
    monkeypatch.setenv("KIT_FOLDER", str(tmp_path))
    lesson = tmp_path / "answers" / "me" / "01-x"
    lesson.mkdir(parents=True)
    (lesson / "a.json").write_text('{"tries": []}', encoding="utf-8")
    told = []
    for wrong in ("x" * 41, "\u202e"):
        with pytest.raises(ValueError, match="class must be"):
            work_as("Ana", wrong, signed=lambda: told.append(1))
    assert (signed_in().name, told) == ("", [])
    assert work_as("Ana", " 7B ", signed=lambda: told.append(1)) == ("Ana", "ana") == signed_in()
    assert (told, not_handed_in(signed_in())) == ([1], ["01-x"])
    handed = json.loads(hand_in_text())
    assert (handed["class"], list(handed["lessons"])) == ("7B", ["01-x"])
    sums = {
        name: hashlib.sha256(canonical(each["files"]).encode()).hexdigest() for name, each in handed["lessons"].items()
    }
    note_handed(json.dumps(sums), "2026-11-28T09:12:40.123Z")
    assert not_handed_in(signed_in()) == []
    keep_class("")
    assert json.loads(given_in_window())["class"] == ""  # asked, and there is none
    assert "class" not in json.loads(hand_in_text())
    (tmp_path / "answers" / "ana" / "01-x" / "a.json").write_text("{}", encoding="utf-8")
    assert not_handed_in(signed_in()) == ["01-x"]


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"class": 7}', '{"lessons": {"a": 1}}', '{"lessons": [1]}', '{"class": "\\n"}']
)
def test_damaged_notes_cost_nothing(tmp_path, text):
    """They are as if there were none, and are made anew."""
    (tmp_path / "hand-in.json").write_text(text, encoding="utf-8")
    assert noted(tmp_path) == (None, {})
    note(tmp_path, class_name="7B")
    assert noted(tmp_path) == ("7B", {})


def test_marks_are_read_beside_their_article(answers):
    """As they are and as they were first, none where there are none, and refused beside another text."""
    article = Article.from_text("Region: Asia")
    marks = [Annotation(0, 6, "zone", "tag", "learner")]
    folder = next(path for path in answers.glob("blue*/01*") if "(" not in path.name)
    (folder / "plain.jsonl").write_text(annotation_lines(marks, article), encoding="utf-8")
    lesson = read_hand_in(hand_in_text().encode()).lessons[LESSON]
    assert lesson.marks("plain", article) == marks
    assert lesson.marks("plain", article, first=True) == lesson.marks("other", article) == []
    with pytest.raises(MismatchError, match=r"plain\.jsonl:1"):
        lesson.marks("plain", Article.from_text("Theme: Asia"))


@pytest.mark.parametrize("case", CASES["wrong"], ids=lambda case: f"{'-'.join(case['set'][0])}-{case['js']}")
def test_a_wrong_file_is_refused(case):
    """Each says what is wrong, where, and what to do."""
    said = copy.deepcopy(json.loads(WHOLE))
    (*path, last), value = case["set"]
    place = said
    for name in path:
        place = place[name]
    place[last] = value
    data = json.dumps(said).encode() if case.get("unsummed") else summed(said)
    with pytest.raises(ValueError, match=re.escape(case["python"])) as refused:
        read_hand_in(data)
    assert str(refused.value).startswith("this cannot be read as a hand-in: ")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "cut off on its way. Ask for the file again"),
        (WHOLE[: len(WHOLE) // 2], "cut off on its way"),
        (b"\xff\xfe", "cut off on its way"),
        (b"[" * 100_000, "nested more than 50 levels"),
        (b"[]", "does not say that it is one"),
        (b" " * (LARGEST + 1), "larger than 5 MB; hand in one lesson at a time"),
    ],
    ids=["empty", "half", "no-text", "deep", "list", "large"],
)
def test_what_is_no_hand_in_is_refused(data, why):
    """Whatever it is."""
    with pytest.raises(ValueError, match=re.escape(why)):
        read_hand_in(data)


def test_too_many_names_are_refused():
    """Of lessons, and of files in one."""
    said = json.loads(WHOLE)
    many = {f"x{number}.json": "{}" for number in range(201)}
    with pytest.raises(ValueError, match=f"lessons, {LESSON}, files has 201 names, and 200 at most"):
        read_hand_in(summed(said | {"lessons": {LESSON: {"files": many, "progress": None}}}))


def test_the_file_is_named_where_it_is_wrong(tmp_path):
    """By its name, in which nothing acts; a folder and a file that is not there are told as such."""
    file = tmp_path / "a\x1b[31m.kit.json"
    file.write_bytes(b"{")
    with pytest.raises(ValueError, match=r"^a\\u001b\[31m\.kit\.json cannot be read as a hand-in: "):
        read_hand_in(file)
    with pytest.raises(ValueError, match="a folder, not a file"):
        read_hand_in(tmp_path)
    with pytest.raises(FileNotFoundError):
        read_hand_in(tmp_path / "none.kit.json")


def test_a_newer_kit_may_say_more():
    """What is beside the fields that are known is left alone."""
    said = json.loads(WHOLE) | {"mood": "7b", "version": VERSION}
    said["learner"] |= {"class": "7b"}
    assert read_hand_in(summed(said)) == read_hand_in(WHOLE)


@given(st.integers(0, len(WHOLE) - 1), st.binary(max_size=4), st.integers(0, 6))
def test_damage_is_noticed(at, put, taken):
    """Bytes changed, lost or added anywhere: the same is read, where the damage says nothing, or nothing at all."""
    damaged = WHOLE[:at] + put + WHOLE[at + taken :]
    try:
        read = read_hand_in(damaged)
    except ValueError as refused:
        assert str(refused).startswith("this cannot be read as a hand-in: ")
    else:
        assert read == read_hand_in(WHOLE)


@settings(max_examples=25)
@given(st.dictionaries(st.text(max_size=12), PLAIN, max_size=4), st.sampled_from(["learner", "lessons", "made", "kit"]))
def test_whatever_is_in_it_is_refused_or_read(value, field):
    """With a sum that fits, what stands in a field is checked still."""
    try:
        read = read_hand_in(summed(json.loads(WHOLE) | {field: value}))
    except ValueError as refused:
        assert str(refused).startswith("this cannot be read as a hand-in: ")
    else:
        assert set(read.lessons) <= set(value)


@pytest.mark.parametrize("name", CASES["names"]["no_lessons"])
def test_no_name_leads_elsewhere(name):
    """A lesson is one folder of the learner's, and a file of it one file there."""
    said = json.loads(WHOLE) | {"lessons": {name: {"files": {}, "progress": None}}}
    with pytest.raises(ValueError, match="names no file of answers"):
        read_hand_in(summed(said))


@pytest.mark.parametrize("kind", ["files", "no_files"])
def test_names_of_files(kind):
    """Those of answers are taken, and no others."""
    for name in CASES["names"][kind]:
        data = summed(json.loads(WHOLE) | {"lessons": {"a": {"files": {name: "x"}, "progress": None}}})
        if kind == "files":
            assert list(read_hand_in(data).lessons["a"].files) == [name]
        else:
            with pytest.raises(ValueError, match="names no file of answers"):
                read_hand_in(data)


@settings(max_examples=30)
@given(st.text(min_size=1, max_size=60))
def test_whoever_can_sign_in_can_hand_in(tmp_path_factory, name):
    """Whatever the name, the file is read again, and says it."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KIT_FOLDER", str(home))
        try:
            who = set_learner(name)
        except ValueError:
            return
        assert read_hand_in(hand_in_text().encode("utf-8")).learner == who == checked_learner(*who)


def test_nobody_can_hand_in_too(tmp_path, monkeypatch):
    """Without a name, and without answers."""
    monkeypatch.setenv("KIT_FOLDER", str(tmp_path))
    read = read_hand_in(hand_in_text().encode())
    assert (read.learner, read.lessons) == (Learner("", "me"), {})
    assert list(tmp_path.iterdir()) == []


def test_both_makers_name_the_same_kit():
    """hand_in.js says the version that the package has, and makes the same version of hand-ins."""
    script = Path(kit.__file__).parent / "lesson" / "mode" / "media-literacy-kit" / "hand_in.js"
    text = script.read_text(encoding="utf-8")
    assert f'export const KIT = "{version("media-literacy-kit")}";' in text
    assert f"export const VERSION = {VERSION};" in text


READER = """
import { readFileSync } from "node:fs";
import { readHandIn } from "HOME/hand_in.js";
const read = (data) => {
  try {
    const { learner, lessons } = readHandIn(Buffer.from(data, "base64"));
    return [learner.name, learner.folder, Object.keys(lessons)];
  } catch {
    return null;
  }
};
console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf-8")).map(read)));
"""
NAMER = """
import { readFileSync } from "node:fs";
import { folderName } from "HOME/hand_in.js";
console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf-8")).map((name) => folderName(name))));
"""
SIGNS = "aZ9 -_.'’~/\\\0\u202e\u200b\u0301ßİıſﬀΣςא½²ªéあ😀\u00ad\ufe0f\u3164ǅ\u093f\u034f\ud800\x1f\x85\ufeff"


def test_both_give_a_name_the_same_folder(node):
    """Whoever signs in on a start page finds their answers in a lesson, whatever the name."""
    draw = random.Random(17)
    names = ["".join(draw.choices(SIGNS, k=draw.choice([1, 2, 3, 9, 60]))) for _ in range(600)]
    fit = [name for name in names if any(map(str.isalnum, name)) and "\ud800" not in name]
    home = (Path(kit.__file__).parent / "lesson" / "mode" / "media-literacy-kit").as_uri()
    script = NAMER.replace("HOME", home)
    done = subprocess.run(
        [node, "--input-type=module", "-e", script], input=json.dumps(fit), capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) == [folder_name(name) for name in fit]


def test_both_readers_take_the_same_names(node):
    """Whoever it is of, in whichever folder, and of whatever lessons: a browser takes it where a desktop does."""
    draw = random.Random(16)
    names = ["__proto__", "constructor", "con", "nul.txt", "me", "learner.txt", "..", "a" * 41, "İ", "Weiß", "मीना"]
    names += ["".join(draw.choices(SIGNS, k=draw.choice([1, 2, 3, 201]))) for _ in range(400)]
    parts = []
    for name in names:
        with suppress(ValueError):
            parts.append({"learner": {"name": name, "folder": folder_name(name)}})
        parts.append({"learner": {"name": name, "folder": draw.choice(names)}})
        parts.append({"lessons": {name: {"files": {}, "progress": None}}})
    data = [summed(json.loads(WHOLE) | each) for each in parts]
    home = (Path(kit.__file__).parent / "lesson" / "mode" / "media-literacy-kit").as_uri()
    asked = json.dumps([b64encode(each).decode() for each in data])
    command = [node, "--input-type=module", "-e", READER.replace("HOME", home)]
    said = json.loads(subprocess.run(command, input=asked, capture_output=True, text=True, check=True).stdout)
    for each, theirs in zip(data, said, strict=True):
        try:
            read = read_hand_in(each)
        except ValueError:
            assert theirs is None or "\\ud800" in each.decode(), each  # of which a browser makes no sum
        else:
            assert theirs == [*read.learner, list(read.lessons)], each
    assert 0 < said.count(None) < len(said)
