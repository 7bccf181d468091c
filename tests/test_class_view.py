"""What a class's view shows: counts that are those of the marks, where it splits, and names in one list alone."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime

import nbformat
import pytest

from kit.activity.activity import Activity, LessonData
from kit.activity.answer import Answer, Try, text_of
from kit.activity.hand_in import text_of_hand_in
from kit.activity.labels import Label
from kit.activity.learners import Learner
from kit.activity.lesson_file import lesson_folder
from kit.activity.texts import Text
from kit.annotation import Annotation
from kit.article import Article
from kit.classroom import notebook
from kit.classroom.agreed import agreement
from kit.classroom.classes import make_class
from kit.classroom.demo import hand_ins
from kit.classroom.folder import Classroom
from kit.classroom.heat import differences, heat_map, item_rows
from kit.classroom.judged import Judge
from kit.classroom.members import Member
from kit.classroom.notes import read_notes
from kit.classroom.results import ClassResults, LessonResults, Work, results_of
from kit.classroom.view import class_view, lesson_view, overview
from kit.lab import copy_lessons
from kit.widgets.class_view import ClassView
from kit.widgets.tokens import cut

WHEN = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)
LEARNERS = 6


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """What came of a synthetic class."""
    folder = tmp_path_factory.mktemp("class")
    (folder / "hand-ins").mkdir()
    for n, text in enumerate(hand_ins(LEARNERS)):
        (folder / "hand-ins" / f"{n:04}.kit.json").write_text(text, encoding="utf-8")
    return results_of(Classroom("7B", folder, synthetic=True))


@pytest.fixture(scope="module")
def shown(demo):
    """All that its view shows."""
    return class_view(demo)


TEXT = Article.from_text("Mobs descended on it.\n\nThe mayor has a scheme.")
KEY = (
    Annotation(0, 4, "loaded", "name-calling", "key:x", attributes={"why": "A verdict."}),
    Annotation(15, 17, "loaded", "fear", "key:x", attributes={"tier": "trap", "why": "A plain word."}),
    Annotation(39, 45, "loaded", "loaded-word", "key:x", attributes={"tier": "accept", "why": "Readers differ."}),
)


def activity(**about):
    """An activity of marking loaded words in two short paragraphs."""
    labels = tuple(Label(name) for name in ("name-calling", "loaded-word", "fear"))
    text = Text("text", TEXT, TEXT, None)
    made = {"layer": "loaded", "labels": labels, "text": text, "key": KEY, "step": "Mark", "title": "Mark"}
    return Activity("mark", "mark", **(made | about))


def lesson_of(*marked, first=None, asked=None):
    """A lesson with what learners marked, each as [start, end, label]; and what they marked at ``first``."""
    asked = asked or activity()
    judge = Judge(asked)

    def outcome(places):
        return judge.marked([Annotation(a, b, "loaded", label, "learner:x") for a, b, label in places])

    work = {}
    for n, places in enumerate(marked):
        who = Member(f"Learner {n}")
        before = {"mark": outcome(first[n])} if first else {}
        work[who.key] = Work(who, "x", f"{n}", WHEN, "0", None, {}, {"mark": outcome(places)}, before)
    return LessonResults(LessonData("x", "X", {}, {"mark": asked}), {"mark": judge.items}, work)


def numbers_of(lesson):
    return {key: n for n, key in enumerate(lesson.work)}


def test_all_is_plain_data_and_names_stand_in_one_list(demo, shown):
    """What JSON can hold; without the list of names and the lines of trouble nobody is named."""
    assert json.loads(json.dumps(shown)) == shown
    assert shown["overview"]["names"] == [member.name for member in demo.members]
    nameless = {**shown["overview"], "names": [], "trouble": []}
    text = json.dumps([nameless, shown["lessons"]], ensure_ascii=False)
    assert [member.name for member in demo.members if member.name in text] == []


def test_who_has_handed_in_what_is_said_of_everyone(demo):
    """A cell for each learner and lesson; nothing where nothing came; who is not on the roster is told."""
    members = (Member("Nobody Yet", {"id": "1"}), *demo.members)
    found = overview(replace(demo, members=members, trouble=("One file could not be read.",)))
    assert found["roster"] == [True, *[False] * LEARNERS]
    assert found["trouble"] == ["One file could not be read."]
    assert found["synthetic"] is True
    for lesson in found["lessons"]:
        nobody, *cells = found["cells"][lesson["name"]]
        assert nobody is None
        there = [cell for cell in cells if cell]
        assert 0 < lesson["handed"] == len(there) <= len(cells) == LEARNERS
        assert all(0 <= cell["done"] <= cell["steps"] == lesson["steps"] for cell in there)


def test_what_nobody_counted_is_not_called_nothing_done():
    """A hand-in that was made where nobody counted steps says so."""
    lesson = lesson_of([])
    found = overview(ClassResults("7B", False, tuple(work.learner for work in lesson.work.values()), {"x": lesson}))
    assert found["cells"]["x"][0]["done"] is None
    assert found["roster"] is None


def test_whose_a_text_is_stands_beside_it(shown):
    """A link and the terms, beside the map, the passage on the wall, and the items."""
    lesson = shown["lessons"]["04-words-that-push"]
    maps = {each["activity"]: each["credit"] for each in lesson["maps"]}
    credit = maps["mark"]
    assert "Andrew Korybko" in credit["words"]
    assert credit["url"].startswith("https://www.globalresearch.ca/")
    assert credit["notice"].startswith("©")
    assert credit in lesson["credits"]
    assert credit in [each.get("credit") for each in lesson["questions"]]
    assert "(invented)" in maps["practise"]["words"]


@pytest.mark.parametrize("which", ["first", "now"])
def test_the_heat_map_counts_who_marked_each_word(demo, which):
    """Word by word and label by label as counting by hand has it; a run lies in one block, and none is empty."""
    numbers = {member.key: n for n, member in enumerate(demo.members)}
    counted = 0
    for lesson in demo.lessons.values():
        for each in lesson.data.activities.values():
            if each.kind != "mark":
                continue
            tokens = cut(each.article, each.unit)
            by_hand = Counter(
                (token, mark.label, learner)
                for learner, outcome in lesson.outcomes(each.name, numbers, which).items()
                for mark in outcome.marks
                for token in tokens.touched(*mark.span)
            )
            found = heat_map(each, lesson, numbers)["tries"][which]
            runs = [
                (token, label, learner)
                for first, last, by_label in found["runs"]
                for token in range(first, last + 1)
                for label, who in by_label.items()
                for learner in who
            ]
            assert sorted(runs) == sorted(by_hand)
            assert all(by_label and all(by_label.values()) for _, _, by_label in found["runs"])
            assert all(tokens.block(first) == tokens.block(last) for first, last, _ in found["runs"])
            counted += len(runs)
    assert counted > 1000


def test_who_marks_a_word_twice_is_one_learner():
    """Two marks of one label that overlap are one; under two labels a learner stands in both."""
    lesson = lesson_of([[0, 4, "fear"], [0, 14, "fear"], [5, 14, "loaded-word"]])
    found = heat_map(activity(), lesson, numbers_of(lesson))
    assert found["tries"]["now"]["runs"] == [[0, 0, {"fear": [0]}], [1, 1, {"fear": [0], "loaded-word": [0]}]]
    assert [block["text"] for block in found["blocks"]] == TEXT.text.split("\n\n")
    assert [entry[:4] for entry in found["key"]] == [
        [0, 0, "name-calling", "must"],
        [2, 2, "fear", "trap"],
        [9, 9, "loaded-word", "accept"],
    ]


def test_who_never_compared_has_one_try():
    """It is the first one too; who compared has what was marked before."""
    lesson = lesson_of([[0, 4, "fear"]], first=[[]])
    other = next(iter(lesson_of([[5, 14, "fear"]]).work.values()))
    both = replace(lesson, work={**lesson.work, "other": other})
    found = heat_map(activity(), both, {**numbers_of(lesson), "other": 1})["tries"]
    assert found["first"] == {"n": 2, "runs": [[1, 1, {"fear": [1]}]]}
    assert found["now"] == {"n": 2, "runs": [[0, 0, {"fear": [0]}], [1, 1, {"fear": [1]}]]}


def test_an_item_says_what_the_class_did_with_it(demo):
    """Each learner is in one status and under one label; a class that halves has an entropy of one bit."""
    numbers = {member.key: n for n, member in enumerate(demo.members)}
    seen = 0
    for lesson in demo.lessons.values():
        for each in lesson.data.activities.values():
            n = {which: len(lesson.outcomes(each.name, numbers, which)) for which in ("first", "now")}
            for row in item_rows(each, lesson, numbers):
                for which in n:
                    everyone = [who for by in row[which].values() for who in by]
                    assert len(everyone) == len(set(everyone)) == n[which]
                if each.kind == "mark":
                    assert sum(len(said["who"]) for said in row["said"]) == n["first"]
                seen += 1
    assert seen > 100


def test_a_split_is_told():
    """Half of four marked it: one bit; a trap that nobody took has none."""
    lesson = lesson_of([[0, 4, "name-calling"]], [[0, 4, "name-calling"]], [], [])
    mobs, on, _ = item_rows(activity(), lesson, numbers_of(lesson))
    assert mobs["first"] == {"agree": [0, 1], "missed": [2, 3]}
    assert mobs["said"] == [{"label": "name-calling", "who": [0, 1]}, {"label": "", "who": [2, 3]}]
    assert (mobs["split"], on["split"]) == (1.0, 0.0)
    assert on["first"] == {"avoided": [0, 1, 2, 3]}


def test_class_key_and_program_are_shown_where_they_differ():
    """What most say, what the key says, what the program finds; what a key leaves open differs from nobody."""
    lesson = lesson_of([[15, 17, "fear"]], [[15, 17, "fear"]], [[0, 4, "name-calling"], [5, 14, "fear"]])
    found = {row["words"]: row for row in differences(activity(), lesson, numbers_of(lesson))}
    assert found["on"]["class"] == {"label": "fear", "n": 2, "of": 3}
    assert found["on"]["key"] == {"label": "", "tier": "trap", "why": "A plain word."}
    assert found["Mobs"]["class"] == {"label": "", "n": 2, "of": 3}
    assert found["Mobs"]["key"]["label"] == "name-calling"
    assert "descended" not in found or found["descended"]["class"]["label"] == ""
    for row in found.values():
        labels = {row["class"]["label"], row["program"]["label"]} | {row["key"]["label"]} - {None}
        assert len(labels) > 1


def test_without_a_key_class_and_program_are_compared():
    """Nothing is called a key, and no item is asked for."""
    asked = activity(key=(), reference="program")
    lesson = lesson_of([], [], asked=asked)
    found = differences(asked, lesson, numbers_of(lesson))
    assert found and all(row["key"] is None and row["program"]["label"] for row in found)
    assert differences(asked, lesson_of(asked=asked), {}) == []


def test_written_answers_are_in_no_order_of_a_roster(demo, shown):
    """The same order each time; who never wrote has none, and what is no text is not shown."""
    orders = [
        [each["who"] for each in question["answers"]]
        for lesson in shown["lessons"].values()
        for question in lesson["written"]
    ]
    assert len(orders) >= 10
    assert any(order != sorted(order) for order in orders)
    assert [lesson_view(demo, name)["written"] for name in demo.lessons] == [
        lesson["written"] for lesson in shown["lessons"].values()
    ]


def test_a_written_answer_has_its_first_and_last_try(demo):
    """Words as they were written, whatever they are; a value that is no answer to it has no words."""
    name, asked = "04-words-that-push", "exit"
    given = Answer((Try("<b>One</b>", "2026-09-07T09:00:00+00:00"), Try("Two"), Try("Three")))
    lesson = demo.lessons[name]
    works = dict(lesson.work)
    (one, other), *_ = zip(works, list(works)[1:], strict=False)
    works[one] = replace(works[one], answers={asked: given})
    works[other] = replace(works[other], answers={asked: Answer((Try({"wording": ["no", "words"]}),))})
    changed = replace(demo, lessons={name: replace(lesson, work=works)})
    starred = {(one, name, asked), (one, "another lesson", asked), ("nobody", name, asked)}
    shown = lesson_view(changed, name, starred)
    answers = {each["who"]: each["tries"] for q in shown["written"] if q["activity"] == asked for each in q["answers"]}
    numbers = {member.key: n for n, member in enumerate(demo.members)}
    assert answers[numbers[one]] == [["<b>One</b>", "2026-09-07T09:00:00+00:00"], ["Three", ""]]
    assert shown["starred"] == [[asked, numbers[one]]]


def test_agreement_and_hits_are_those_of_the_class(demo, shown):
    """What is said of each text is what is worked out for it; learners' hits add up to the class's."""
    said = 0
    for name, lesson in shown["lessons"].items():
        for each in lesson["agreement"]:
            assert each["words"] == list(agreement(demo, name, each["activity"]).words)
            assert each["alpha"] is None or each["alpha"] <= 1
            said += 1
        whole, learners = lesson["hits"]["class"], lesson["hits"]["each"]
        for which in ("before", "now"):
            sums = [sum(learner[which][i] for learner in learners) for i in range(4)]
            assert sums == (whole[which] if learners else [0, 0, 0, 0])
        assert whole["n"] == len(learners)
    assert said > 10


def test_a_heat_map_grows_with_the_class(demo, linear):
    """Four times as many learners take about four times as long."""
    lesson = demo.lessons["04-words-that-push"]
    asked = lesson.data.activities["mark"]
    works = list(lesson.work.values())

    def make(n):
        work = {f"{i}": works[i % len(works)] for i in range(n)}
        return replace(lesson, work=work), {key: i for i, key in enumerate(work)}

    assert linear(make, lambda made: heat_map(asked, *made), 100)
    assert linear(make, lambda made: item_rows(asked, *made), 100)


def test_what_the_page_asks_is_answered():
    """By name, with the bytes beside it and steps on the way; what is not known or cannot be is said."""

    def act(asked, buffers, tell):
        if asked.get("path") == "nowhere":
            raise ValueError("there is nothing at nowhere")
        tell("1 of 2")
        return {"said": [f"{len(buffers)}"]}

    view, sent = ClassView({"class": "7B"}, {"collect": act}), []
    view.send = lambda content, buffers=None: sent.append(content)
    for asked in ({"id": "a:1", "ask": "collect"}, {"id": "a:2", "ask": "collect", "path": "nowhere"}, {"ask": "x"}, 3):
        view._receive(view, asked, [memoryview(b"zip")])
    assert sent[:3] == [
        {"id": "a:1", "kind": "progress", "data": {"said": "1 of 2"}},
        {"id": "a:1", "kind": "done", "data": {"said": ["1"]}},
        {"id": "a:2", "kind": "refused", "said": "there is nothing at nowhere"},
    ]
    assert [each["kind"] for each in sent[3:]] == ["refused", "refused"]
    assert view.can == ["collect"]


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A class view in a working folder, and what the page is answered by it."""
    monkeypatch.setenv("KIT_FOLDER", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    shown, sent = notebook.class_view(), []
    shown.view.send = lambda content, buffers=None: sent.append(content)

    def ask(what, buffers=(), **more):
        shown.view._receive(shown.view, {"id": "view:1", "ask": what, **more}, list(buffers))
        return sent[-1]

    return shown, ask


def handed_in(name):
    """A hand-in of one answer to one lesson."""
    files = {"exit.json": text_of(Answer((Try("Well said."),)))}
    lessons = {"04-words-that-push": {"files": files, "progress": None}}
    return text_of_hand_in(Learner(name, name.lower()), lessons, made=WHEN)


def test_without_a_class_one_is_offered_and_what_is_dropped_on_it_is_collected(desk, tmp_path):
    """A class that was made is opened by its name; a zip in pieces is one; what was collected is seen at once."""
    shown, ask = desk
    assert shown.view.overview == {"classes": []}
    assert "choose one" in ask("lesson", name="x")["said"]
    make_class(tmp_path, "7B")
    assert ask("open", name="7C")["kind"] == "refused"
    assert ask("open", name="7B")["kind"] == "done"
    assert (shown.view.overview["class"], shown.view.overview["names"]) == ("7B", [])
    one, two = (handed_in(name).encode() for name in ("Ana", "Ben"))
    parts = [one[:100], one[100:]]
    about = {"file": "../a b.kit.json", "pieces": 2, "more": True}
    assert [ask("collect", [part], piece=n, **about)["data"] for n, part in enumerate(parts)] == [{}, {}]
    done = ask("collect", [two], file="two.kit.json", piece=0, pieces=1, more=False)
    assert "2 new hand-ins" in done["data"]["said"][0]
    assert len(shown.view.overview["names"]) == 2
    assert ask("collect", [two], file="two.kit.json", piece=1, pieces=2, more=False)["kind"] == "refused"
    assert "nothing at nowhere" in ask("collect", path=" 'nowhere.zip' ")["said"]


def test_what_a_teacher_notes_is_on_the_disk_and_shown_again(desk, tmp_path):
    """A star and a note, kept with the class; what names nobody, no lesson or no activity is refused."""
    shown, ask = desk
    classroom = make_class(tmp_path, "7B")
    (tmp_path / "hand-in.kit.json").write_text(handed_in("Ana"), encoding="utf-8")
    ask("open", name="7B")
    assert "1 new hand-in" in ask("collect", path="hand-in.kit.json")["data"]["said"][0]
    name = "04-words-that-push"
    about = {"lesson": name, "activity": "exit", "learner": 0}
    assert ask("star", **about, on=True)["kind"] == ask("note", **about, note="Well put.")["kind"] == "done"
    lesson = ask("lesson", name=name)["data"]
    assert (lesson["starred"], lesson["notes"]) == ([["exit", 0]], {"0": "Well put."})
    assert read_notes(classroom).note(shown.results.members[0].key, name) == "Well put."
    assert ask("points", **about, points=3.5, text="Aloud.")["kind"] == "done"
    assert ask("points", **about, points=-1)["kind"] == "refused"
    (row,) = ask("grades", lesson=name)["data"]["rows"]
    assert (row["own"], row["text"], row["counted"] > 0) == (3.5, "Aloud.", True)
    assert ask("points", **about, points=None)["kind"] == "done"
    assert ask("grades", lesson=name)["data"] == {"out_of": 100.0, "rows": [{**row, "own": None, "text": ""}]}
    assert ask("star", **about, on=False)["kind"] == "done"
    assert ask("lesson", name=name)["data"]["starred"] == []
    for wrong in ({"learner": 1}, {"learner": True}, {"lesson": "05"}, {"activity": "nothing"}):
        assert ask("star", **{**about, **wrong}, on=True)["kind"] == "refused"
    assert ask("lesson", name="../x")["kind"] == "refused"


def test_what_is_given_back_says_where_it_is(desk, tmp_path):
    """Files of the class's folder, by name and folder; the page is one that the server has."""
    _, ask = desk
    make_class(tmp_path, "7B")
    (tmp_path / "hand-in.kit.json").write_text(handed_in("Ana"), encoding="utf-8")
    ask("open", name="7B")
    ask("collect", path="hand-in.kit.json")
    report = tmp_path / "classes" / "7B" / "report"
    assert ask("report")["data"] == {
        "said": [f"Written: index.html, in {report}"],
        "page": "classes/7B/report/index.html",
    }
    assert ask("feedback")["data"] == {"said": [f"Written: feedback, in {report}"]}
    (line,) = ask("gradebook")["data"]["said"]
    assert "gradebook-canvas.csv" in line and "answers.csv" in line and f"in {report}" in line
    assert all((report / name).exists() for name in ("index.html", "feedback", "items.csv"))


def test_the_notebook_runs_by_itself_and_no_learner_gets_it(tmp_path):
    """A lesson to lesson mode; its code folded, short and without outputs; not among what is copied."""
    path = lesson_folder() / "teacher" / "class.ipynb"
    found = nbformat.read(path, as_version=4)
    nbformat.validate(found)
    assert found.metadata["kit"] == {"lesson": "class"}
    code = [cell for cell in found.cells if cell.cell_type == "code"]
    assert [(cell.outputs, cell.execution_count, cell.metadata["jupyter"]) for cell in code] == [
        ([], None, {"source_hidden": True})
    ] * len(code)
    assert sum(len(cell.source.splitlines()) for cell in code) < 10
    copy_lessons(lesson_folder(), tmp_path)
    assert not list(tmp_path.rglob("class*.ipynb"))
