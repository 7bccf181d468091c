"""A class in a file: counted, without anybody's name, checked when it is read, and beside answers in a lesson."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace

import pytest

from kit.activity.class_file import (
    CLASS_FILE,
    LARGEST,
    LEAST,
    NAMED,
    asked_sum,
    class_file_text,
    read_class_file,
    units,
)
from kit.activity.hand_in import canonical, read_hand_in
from kit.activity.lesson_file import read_lesson
from kit.classroom.demo import hand_ins
from kit.classroom.folder import Classroom
from kit.classroom.results import results_of
from kit.classroom.share import class_file, save_class_file
from kit.lesson import Lesson
from kit.widgets.classmates import Classmates

NAME = "04-words-that-push"
LESSON = read_lesson(NAME)


@pytest.fixture(scope="module")
def texts():
    """What seven made-up learners handed in last, each of whom has a name and did the lesson."""
    by_name = {}
    for text in hand_ins(10):
        said = json.loads(text)
        if NAME in said["lessons"] and (name := said["learner"]["name"]):
            by_name[name] = max(by_name.get(name, text), text, key=lambda each: json.loads(each)["made"])
    return list(by_name.values())[:7]


@pytest.fixture(scope="module")
def classroom(texts, tmp_path_factory):
    """A class of seven on the disk."""
    folder = tmp_path_factory.mktemp("7B")
    (folder / "hand-ins").mkdir()
    for text in texts:
        digest = hashlib.sha256(text.encode()).hexdigest()
        (folder / "hand-ins" / f"{digest}.kit.json").write_text(text, encoding="utf-8")
    return Classroom("7B", folder, synthetic=True)


@pytest.fixture(scope="module")
def saved(classroom):
    """The class's file, as it is saved."""
    return save_class_file(classroom)


def changed(saved, change):
    """The bytes of a file with something else in it, and a sum that fits."""
    said = json.loads(saved.read_text(encoding="utf-8"))
    change(said)
    said.pop("sha256")
    return json.dumps(said | {"sha256": hashlib.sha256(canonical(said).encode()).hexdigest()}).encode()


def test_counts_are_those_of_the_hand_ins(saved, texts):
    """Each word's count is of learners whose marks touch it, at first and now, counted anew from their files."""
    found = read_class_file(saved)
    answers = found.lessons[NAME]["mark"]
    activity = LESSON["mark"]
    spans = units(activity.article, "word")
    handed = [read_hand_in(text.encode()).lessons[NAME] for text in texts]
    for first, counts in ((True, answers.first), (False, answers.now)):
        marks = [
            each.marks("mark", activity.article, first=first and "mark.first.jsonl" in each.files)
            for each in handed
            if "mark.jsonl" in each.files
        ]
        assert answers.answered == len(marks) >= LEAST
        expected = {
            str(n): here
            for n, span in enumerate(spans)
            if (here := sum(any(m.start < span.end and span.start < m.end for m in each) for each in marks))
        }
        assert {item: each[""] for item, each in counts.items()} == expected
    choices = found.lessons[NAME]["wordings"]
    said = [each.answers["wordings"].tries[0].value for each in handed if "wordings" in each.answers]
    assert dict(choices.first[""]) == {option: said.count(option) for option in set(said)}


def test_nobody_is_in_it(saved, texts):
    """No name, no words of a learner's own, no time but that of the file itself; of a question only its own answers."""
    text = saved.read_text(encoding="utf-8")
    for each in map(json.loads, texts):
        assert each["learner"]["name"] not in text
    assert "(synthetic)" not in text  # which ends each written answer
    assert len(re.findall(r"\d{4}-\d\d-\d\d", text)) == 1
    assert '"at"' not in text
    for name, lesson in read_class_file(saved).lessons.items():
        data = read_lesson(name)
        for activity, answers in lesson.items():
            assert data[activity].kind not in ("write", "swap", "sign_in", "compare")
            if data[activity].kind == "choose":
                assert set(answers.first[""]) <= set(data[activity].options)


def test_of_fewer_than_five_nothing_is_told(classroom):
    """An activity that four answered is left out, and a class of four has no file."""
    results = results_of(classroom)
    lesson = results.lessons[NAME]
    four = replace(lesson, work=dict(list(lesson.work.items())[:4]))
    with pytest.raises(ValueError, match=r"no activity that 5 learners or more have answered"):
        class_file(replace(results, lessons={NAME: four}))
    told = class_file(results)
    assert all(each.answered >= LEAST for activities in told.lessons.values() for each in activities.values())
    few = replace(told.lessons[NAME]["mark"], answered=4)
    again = json.loads(class_file_text(replace(told, lessons={NAME: {"mark": few}})))
    assert again["lessons"] == {}


def test_it_is_read_as_it_was_written(saved, classroom):
    """What is written is read again, and a change of form changes nothing."""
    found = read_class_file(saved)
    assert (found.name, found.learners, found.synthetic) == ("7B", 7, True)
    assert read_class_file(class_file_text(found).encode()) == found
    assert read_class_file(json.dumps(json.loads(saved.read_bytes()), indent=3).encode()) == found
    assert saved == classroom.folder / "report" / CLASS_FILE


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "it may have been cut off"),
        (b"[" * 100_000, "nested more than 50 levels"),
        (b'{"format": "media-literacy-kit hand-in"}', "it does not say that it is one"),
        (b" " * (LARGEST + 1), "larger than 5 MB"),
        (b'{"format": "media-literacy-kit class", "version": true}', "version True is none"),
        (b'{"format": "media-literacy-kit class", "version": 2, "kit": "9"}', "made by a newer kit"),
        (b'{"format": "media-literacy-kit class", "version": 1, "learners": 1.5}', "a number that"),
        (b'{"format": "media-literacy-kit class", "version": 1}', "its sum is another"),
    ],
)
def test_what_is_no_class_file_is_refused_in_words(data, said):
    """Another file, one cut off, a newer one, one too large: each says what it is."""
    with pytest.raises(ValueError, match=f"^this cannot be read as a class file: .*{said}"):
        read_class_file(data)


def _set(*path, value):
    def change(said):
        for name in path[:-1]:
            said = said[name]
        said[path[-1]] = value

    return change


MARK = ("lessons", NAME, "mark")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_set("made", value="yesterday"), "made must be a time"),
        (_set("class", value=" "), "class must be a name"),
        (_set("kit", value=1), "kit must be the version"),
        (_set("synthetic", value="no"), "synthetic must be true or false"),
        (_set("learners", value=0), "learners must be a number"),
        (_set("lessons", value=[]), "lessons must be an object"),
        (_set("lessons", "../up", value={}), "names no lesson or activity"),
        (_set("lessons", value={f"l{n}": {} for n in range(201)}), "200 at most"),
        (_set(*MARK, value={}), "must have a text and a kind"),
        (_set(*MARK, "kind", value="write"), "must have a text and a kind"),
        (_set(*MARK, "answered", value=4), "of fewer than 5 nothing is told"),
        (_set(*MARK, "answered", value=8), "1 to 7"),
        (_set(*MARK, "first", value={"1": 3}), "must say of each item how many"),
        (_set(*MARK, "now", "1", value={"": 99}), "must be a number of learners"),
    ],
)
def test_what_does_not_fit_is_refused_where_it_stands(saved, change, said):
    """With a sum that fits, each thing that is not as it should be is named."""
    with pytest.raises(ValueError, match=said):
        read_class_file(changed(saved, change))


def test_more_than_a_class_can_have_is_refused(saved, monkeypatch):
    """However small its file is."""
    monkeypatch.setattr("kit.activity.class_file._MOST_ITEMS", 20)
    with pytest.raises(ValueError, match=r"counts, and 20 at most can be in a class file"):
        read_class_file(saved)


def test_a_byte_that_changed_is_noticed(saved):
    """A count that was raised by hand is not taken for the class's."""
    data = saved.read_bytes()
    with pytest.raises(ValueError, match="its sum is another"):
        read_class_file(data.replace(b'"learners": 7', b'"learners": 8'))


# Beside answers


@pytest.fixture
def beside(home, saved):
    """A working folder with the class's file in it."""
    (home / CLASS_FILE).write_bytes(saved.read_bytes())
    return home


def test_without_a_class_file_nothing_is_other(home):
    """No note, no reference, no bars."""
    none = Classmates(NAME)
    assert (none.note, none.marks(LESSON["mark"]), none.marked(LESSON["mark"])) == ("", None, None)
    assert none.question(LESSON["wordings"], options=["A"])("A") == {}
    assert (none.named(LESSON["mark"]), none.sorted(LESSON["mark"])) == (None, None)


@pytest.mark.parametrize("data", [b"{}", b"\x00\xff", b""])
def test_a_damaged_class_file_is_one_line_and_the_lesson_goes_on(home, data):
    """The note of the progress says it; marks are compared with the key alone."""
    (home / CLASS_FILE).write_bytes(data)
    lesson = Lesson(NAME)
    assert "No class is shown: class.kit.json cannot be read as a class file" in lesson.progress().note
    widget = lesson.mark("sound").widget
    lesson.compare("sound-compare").submit(True)
    assert list(widget._comparison) == ["key"]


def test_a_folder_in_its_place_is_one_line_too(home):
    """What is no file is not read."""
    (home / CLASS_FILE).mkdir()
    assert "No class is shown" in Classmates(NAME).note


def test_the_class_is_a_reader_of_what_half_of_it_marked(beside):
    """Each entry covers words that at least half marked, with how many; no other words are in one."""
    marks = Classmates(NAME).marks(LESSON["mark"])
    answers = read_class_file(beside / CLASS_FILE).lessons[NAME]["mark"]
    spans = units(LESSON["mark"].article, "word")
    half = {n for n in range(len(spans)) if 2 * answers.first.get(str(n), {}).get("", 0) >= answers.answered}
    covered = {n for n, span in enumerate(spans) if any(m.start < span.end and span.start < m.end for m in marks)}
    assert covered == half and half
    for mark in marks:
        assert f"of {answers.answered} in a synthetic class marked" in mark.attributes["why"]


def test_compare_shows_key_class_and_program_in_that_order(beside):
    """The class joins when the key is seen, and stays when the program does; a finding says how many marked it."""
    lesson = Lesson(NAME)
    assert "It is synthetic" in lesson.progress().note
    widget = lesson.mark("mark").widget
    lesson.mark("practise")
    entries = LESSON["mark"].entries
    for entry in entries[:4]:
        widget.mark(entry.start, entry.end, entry.label)
    widget.mark(0, 3, "fear")
    compared, second = lesson.compare("compare"), lesson.compare("second-reader")
    assert not widget._comparison
    compared.submit(True)
    assert list(widget._comparison) == ["key", "class"]
    second.submit(True)
    assert list(widget._comparison) == ["key", "class", "program"]
    for reference, findings in widget._comparison.items():
        for finding in findings:
            place = "reference" in finding and finding["reference"] and reference == "class"
            assert ("class" in finding) is not bool(place)
    extra = [each for each in widget._comparison["class"] if each["status"] == "extra"]
    assert extra and all(" in a synthetic class marked this" in each["class"] for each in extra)


def test_the_class_of_blocks_has_the_label_that_half_chose(beside):
    """A block with no label that half of the class chose is in no entry."""
    lesson = read_lesson("01-article-or-furniture")
    activity = lesson["plain"]
    answers = read_class_file(beside / CLASS_FILE).lessons[lesson.name]["plain"]
    found = {mark.span: mark.label for mark in Classmates(lesson.name).marks(activity)}
    for n, span in enumerate(units(activity.article, "block")):
        counts = {label: each for label, each in answers.first.get(str(n), {}).items() if label}
        most = max(counts.values(), default=0)
        if 2 * most >= answers.answered:
            assert counts[found[span]] == most
        else:
            assert span not in found
    assert found


def test_a_class_of_another_text_is_not_shown(home, saved):
    """A lesson that has changed since, or another of the same name, has no class."""
    data = changed(saved, _set(*MARK, "text", value="0" * 64))
    (home / CLASS_FILE).write_bytes(data)
    assert Classmates(NAME).marks(LESSON["mark"]) is None
    others = [name for name in json.loads(data)["lessons"][NAME] if LESSON[name].kind == "mark" and name != "mark"]
    assert others and all(Classmates(NAME).marks(LESSON[name]) is not None for name in others)
    assert asked_sum(LESSON["mark"]) != "0" * 64


def test_a_question_shows_the_class_once_it_is_answered(beside):
    """No bar before the answer; then one for each answer, with one's own told; a number's stand in steps."""
    lesson = Lesson(NAME)
    asked = lesson.choose("wordings")
    assert asked.get_state("beside") == {"beside": {}}
    asked.submit(1)
    counts = read_class_file(beside / CLASS_FILE).lessons[NAME]["wordings"].first[""]
    bars = asked.beside["bars"]
    assert [(bar["label"], bar["count"]) for bar in bars] == [(each, counts.get(each, 0)) for each in asked.options]
    assert [bar["mine"] for bar in bars] == [False, True, False]
    assert asked.beside["title"].startswith("What a synthetic class answered at first")
    number = lesson.estimate("along")
    number.submit(60)
    given = read_class_file(beside / CLASS_FILE).lessons[NAME]["along"]
    assert sum(bar["count"] for bar in number.beside["bars"]) == given.answered
    reopened = Lesson(NAME).choose("wordings")
    assert reopened.beside == asked.beside


def test_claims_and_sources_say_how_many(home, saved):
    """Under a row that was compared stands what the class chose, or how many named the speaker."""
    ledger = read_lesson("02-who-is-speaking")["ledger"]
    speaker = next(source.speaker for source in ledger.sources if source.speaker)
    about = {"kind": "sources", "text": asked_sum(ledger), "answered": 7, "first": {speaker: {NAMED: 6}}, "now": {}}
    data = changed(saved, _set("lessons", "02-who-is-speaking", "ledger", value=about))
    (home / CLASS_FILE).write_bytes(data)
    sources = Lesson("02-who-is-speaking").sources("ledger")
    sources.fill([{"speaker": speaker}])
    told = Classmates("02-who-is-speaking").named(ledger)
    sources.compare(ledger.sources, ledger.article, many=told)
    row = next(each for each in sources.findings if each["speaker"] == speaker)
    assert row["lines"][-1] == ["The class:", "6 of 7 in a synthetic class named this speaker."]
    settle = read_lesson("03-what-is-claimed")["settle"]
    lesson = Lesson("03-what-is-claimed")
    form = lesson.claims("settle")
    form.fill([{"claim": row["claim"], "label": "fact", "settle": "A record."} for row in form.rows])
    form.compare(settle.entries, many=Classmates("03-what-is-claimed").sorted(settle))
    answers = read_class_file(saved).lessons["03-what-is-claimed"]["settle"]
    for finding, row in zip(form.findings, form.rows, strict=True):
        assert finding["class"].startswith(f"{sum(answers.first[row['claim']].values())} in a synthetic class")
