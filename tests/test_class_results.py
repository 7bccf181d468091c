"""What came of what a class handed in: each answer beside its key, and whatever else may be in a hand-in."""

from __future__ import annotations

import json
import random
import shutil
from collections import Counter
from dataclasses import replace

import pytest

from kit import Annotation
from kit.activity.activity import Activity
from kit.activity.lesson_file import lesson_folder, read_lesson
from kit.activity.summaries import Marked
from kit.agreement import alpha, compare, ratings
from kit.agreement.units import word_spans
from kit.classroom.agreed import agreement
from kit.classroom.demo import hand_ins
from kit.classroom.discerned import hits_and_false_alarms
from kit.classroom.judged import Judge
from kit.classroom.members import Member
from kit.classroom.results import results_of
from kit.widgets.claim_form import ClaimForm
from kit.widgets.source_form import SourceForm
from kit.widgets.swap import CHANGES
from tests.classes import answered, damaged, hand_in, marked, room

PUSH = "04-words-that-push"
SPEAK = "02-who-is-speaking"
CLAIM = "03-what-is-claimed"
LESSONS = sorted(path.stem for path in lesson_folder().glob("0*.toml"))


def marks_of_chance(activity, chance):
    """Marks as learners may make them: the key's, moved, relabelled, joined, and some of their own."""
    labels = [label.name for label in activity.labels]
    words = word_spans(activity.article)
    made = [
        replace(entry, label=entry.label if entry.label in labels and chance.random() < 0.7 else chance.choice(labels))
        for entry in activity.entries
        if chance.random() < 0.6
    ]
    for _ in range(0 if activity.unit == "block" else 8):
        first = chance.randrange(len(words))
        last = min(first + chance.choice([0, 0, 1, 3, 12]), len(words) - 1)
        made.append(Annotation(words[first].start, words[last].end, activity.layer, chance.choice(labels), "x"))
    return [replace(mark, annotator="learner:x", evidence={}, attributes={}) for mark in made]


@pytest.mark.parametrize("name", LESSONS)
def test_statuses_are_those_of_the_comparison_that_the_learner_saw(name):
    """Item by item: what agrees, differs, is missed, taken or left alone; and as often as compare counts it."""
    for activity in read_lesson(name).activities.values():
        if activity.kind != "mark":
            continue
        judge = Judge(activity)
        for seed in range(4):
            marks = judge.fitting.marks(marks_of_chance(activity, random.Random(seed)))
            outcome = judge.marked(marks)
            compared = compare(activity.article, marks, activity.entries, every=activity.unit == "block")
            found = Counter(outcome.statuses)
            assert (found["agree"], found["missed"]) == (compared.agree, compared.missed)
            by_entry = {}
            for pair in compared.pairs:
                if pair.reference:
                    by_entry.setdefault(id(pair.reference), set()).add(pair.status)
            for item, status in zip(judge.items, outcome.statuses, strict=True):
                said = by_entry.get(id(item.entry))
                assert status in (said or {"avoided", "untouched"})
                assert (status == "avoided") <= (item.tier == "trap")
                assert (status == "untouched") <= (item.tier == "accept")
                assert status == "agree" or "agree" not in (said or ())
            assert len(outcome.extra) == compared.extra


def test_a_mark_beside_one_that_agrees_takes_nothing_from_it():
    """Whoever marked the word rightly and the sentence too has found the word."""
    activity = read_lesson(PUSH)["practise"]
    entry = next(each for each in activity.key if each.attributes.get("tier", "must") == "must")
    wide = replace(entry, start=0, end=len(activity.article.text), label="fear", attributes={}, evidence={})
    outcome = Judge(activity).marked([wide, replace(entry, attributes={}, evidence={})])
    assert outcome.statuses[activity.key.index(entry)] == "agree"


def test_all_seven_statuses_come_of_one_activity():
    """Asked for: found, given another label, missed; a trap taken or left; what is open marked or not."""
    activity = read_lesson(PUSH)["mark"]
    by_tier = {}
    for entry in activity.key:
        by_tier.setdefault(entry.attributes.get("tier", "must"), []).append(entry)
    found, other, *_ = by_tier["must"]
    fine = {other.label, *other.attributes.get("accept", "").split()}
    wrong = next(label.name for label in activity.labels if label.name not in fine)
    marks = [found, replace(other, label=wrong), by_tier["trap"][0], by_tier["accept"][0]]
    outcome = Judge(activity).marked(marks)
    assert set(outcome.statuses) == {"agree", "differ", "missed", "trap", "avoided", "open", "untouched"}


def test_an_accepted_label_agrees_and_a_program_is_never_graded(home):
    """A label of ``accept`` is as good as the key's; beside a program the same is shown, and every item contested."""
    activity = read_lesson(PUSH)["mark"]
    entry = next(each for each in activity.key if each.attributes.get("accept"))
    other = entry.attributes["accept"].split()[0]
    assert Judge(activity).marked([replace(entry, label=other)]).statuses[activity.key.index(entry)] == "agree"
    judge = Judge(replace(activity, key=(), reference="program"))
    assert {item.tier for item in judge.items} == {"accept"}
    assert set(judge.marked(activity.found).statuses) == {"agree"}
    assert set(judge.marked([]).statuses) == {"missed"}


def test_a_table_of_sources_is_judged_as_its_form_judges_it():
    """Each source has the status of the finding that the learner read; one left open, and not named, is untouched."""
    activity = read_lesson(SPEAK)["ledger"]
    rows = [
        {"speaker": "Tomas Hale", "record": "named", "way": "reported"},
        {"speaker": "Ruth Amsel", "record": "vague", "way": ""},
        {"speaker": "The mayor", "record": "", "way": ""},
        {"speaker": "the school's governors", "record": "", "way": ""},
        {"speaker": "  ", "record": "", "way": ""},
    ]
    form = SourceForm("Who?")
    form.fill(rows)
    counts = form.compare(activity.sources, activity.article)
    judge = Judge(activity)
    statuses = Counter(judge.filled(rows).statuses)
    assert {name: statuses[name] for name in ("agree", "differ", "missed", "open")} == {
        name: n for name, n in counts.items() if name != "extra"
    }
    assert counts["agree"] == counts["differ"] == counts["open"] == 1
    assert "untouched" in judge.filled(rows[:3]).statuses


def test_claims_are_judged_as_their_form_judges_them():
    """The kind that was chosen beside the key's; none chosen is missed, or where the key leaves it open untouched."""
    activity = read_lesson(CLAIM)["settle"]
    words = [activity.article.covered(entry) for entry in activity.entries]
    form = ClaimForm("What?", words, activity.labels)
    for label in (each.name for each in activity.labels):
        rows = [{"claim": claim, "label": label, "settle": "Ask."} for claim in words]
        form.fill(rows)
        form.compare(activity.entries)
        assert list(Judge(activity).filled(rows).statuses) == [each["status"] for each in form.findings]
    judge = Judge(activity)
    unmarked = {"must": "missed", "accept": "untouched"}
    assert list(judge.filled([]).statuses) == [unmarked[item.tier] for item in judge.items]


NO_ANSWERS = [
    "", "null", "3", "[]", '"x"', "{}", '{"tries": 3}', '{"tries": [{"value": 1, "at": 5}]}', "[" * 90 + "]" * 90,
    '{"tries": [{"value": NaN}]}', '{"tries": [{"value": 1e999}]}', '{"tries": [{"value": "40"}]}',
    '{"tries": [{"value": true}]}', '{"tries": [{"value": null}]}', '{"tries": [{"value": ["x"]}]}',
    '{"tries": [{"value": [{"claim": 3}]}]}', '{"tries": [{"value": [{"speaker": "x", "record": "rich"}]}]}',
    '{"tries": [{"value": [{"speaker": "x", "more": "y"}]}]}', '{"tries": [{"value": {"wording": 1, "change": []}}]}',
    '{"tries": [{"value": [], "at": "yesterday"}]}', '{"draft": {"value": {"a": {"b": []}}}}',
    f'{{"tries": [{{"value": {"9" * 5000}}}]}}', json.dumps({"tries": [{"value": [{"speaker": "x"}] * 5000}]}),
    json.dumps({"tries": [{"value": "long" * 30_000}]}), '{"tries": [{"value": "\\ud800"}]}',
]  # fmt: skip
NO_MARKS = [
    "x", "3", "[]", "{}", '{"start": 0}', "\ud800", "NaN", "[" * 90,
    '{"layer": "loaded", "label": "fear", "start": 0, "end": 3, "quote": "xyz", "annotator": "x"}',
    '{"layer": "loaded", "label": "fear", "start": -1, "end": 3, "quote": "xyz", "annotator": "x"}',
    '{"layer": "loaded", "label": "fear", "start": 0, "end": 9999999, "quote": "xyz", "annotator": "x"}',
    '{"layer": "loaded", "label": 3, "start": 0, "end": 3, "quote": "xyz", "annotator": "x", "evidence": 3}',
]  # fmt: skip


@pytest.mark.parametrize("name", [SPEAK, CLAIM, PUSH])
def test_any_json_in_an_answer_is_said_and_the_rest_counted(name, tmp_path):
    """Whatever stands in a file of answers, nothing is raised, its line says what is wrong, and the others count."""
    data = read_lesson(name)
    good = next(activity for activity in data.activities.values() if activity.kind == "mark")
    bad = [each for each in data.activities.values() if each is not good and each.kind not in ("sign_in", "mark")]
    for n, text in enumerate(NO_ANSWERS):
        files = {f"{activity.name}.json": text for activity in bad} | {f"{good.name}.jsonl": ""}
        hand_in(tmp_path, f"Learner {n}", {name: files})
    results = results_of(room(tmp_path))
    assert len(results.lessons[name].work) == len(NO_ANSWERS)
    assert not results.trouble
    for work in results.lessons[name].work.values():
        assert good.name in work.now
        for activity in bad:
            file = f"{activity.name}.json"
            assert (file in work.unread) != (activity.name in work.answers)
            assert work.unread.get(file, "x").isprintable()
    unread = [work for work in results.lessons[name].work.values() if work.unread]
    assert len(unread) >= len(NO_ANSWERS) - 2  # for long text is an answer where one writes


def test_marks_that_are_none_are_said_and_the_rest_counted(tmp_path):
    """Lines that are no marks, of another article, another layer, a label that is not offered, or over no word."""
    data = read_lesson(PUSH)
    good, other = data["mark"], data["practise"]
    entry = replace(other.key[0], evidence={}, attributes={})
    texts = [
        *NO_MARKS,
        marked(good, [replace(good.key[0], evidence={})]),
        marked(other, [replace(entry, layer="claim")]),
        marked(other, [replace(entry, label="kind")]),
        marked(other, [replace(entry, end=entry.start)]),
    ]
    for n, text in enumerate(texts):
        hand_in(tmp_path, f"Learner {n}", {PUSH: {"practise.jsonl": text, "mark.jsonl": marked(good, good.key[:2])}})
    work = results_of(room(tmp_path)).lessons[PUSH].work
    assert len(work) == len(texts)
    for each in work.values():
        assert list(each.now) == ["mark"]
        assert each.now["mark"].marks
        assert each.unread["practise.jsonl"].isprintable()


def test_a_block_has_one_label_and_is_cut_as_the_text_is(tmp_path):
    """Marks on what is no block, or two on one, are of another version of the lesson."""
    activity = read_lesson(CLAIM)["sort"]
    first = replace(activity.key[0], evidence={}, attributes={})
    other = next(label.name for label in activity.labels if label.name != first.label)
    for n, marks in enumerate(([replace(first, end=first.end - 1)], [first, replace(first, label=other)])):
        hand_in(tmp_path, f"Learner {n}", {CLAIM: {"sort.jsonl": marked(activity, marks)}})
    work = results_of(room(tmp_path)).lessons[CLAIM].work
    assert all("block" in each.unread["sort.jsonl"] and not each.now for each in work.values())


def test_files_of_no_activity_and_of_the_wrong_kind_are_said(tmp_path):
    """An activity that the lesson does not have, marks where one writes, words where one marks."""
    files = {"old.json": answered(3), "exit.jsonl": "", "practise.json": answered("x"), "exit.json": answered("Yes.")}
    hand_in(tmp_path, "Ana", {PUSH: files})
    (work,) = results_of(room(tmp_path)).lessons[PUSH].work.values()
    assert set(work.unread) == {"old.json", "exit.jsonl", "practise.json"}
    assert work.answers["exit"].last.value == "Yes."


def test_another_version_of_the_kit_is_named_where_something_does_not_fit(tmp_path, monkeypatch):
    """So that a teacher knows why; and nothing is said where all fits."""
    monkeypatch.setattr("kit.activity.sealed.own_version", lambda: "9.9")
    hand_in(tmp_path, "Ana", {PUSH: {"old.json": answered(3), "exit.json": answered("Yes.")}})
    monkeypatch.undo()
    (work,) = results_of(room(tmp_path)).lessons[PUSH].work.values()
    assert "made with kit '9.9'" in work.unread["old.json"]
    assert work.kit == "9.9"


def test_a_lesson_that_is_not_there_is_named_and_one_that_was_made_is_found(tmp_path):
    """Beside the class, in my-lessons; or in a folder that the class names; else it is said, and the file stays."""
    home = tmp_path / "classes" / "7B"
    hand_in(home, "Ana", {"my-own": {"exit.json": answered("Yes.")}, PUSH: {"exit.json": answered("Yes.")}})
    hand_in(home, "Ben", {"my-own": {"exit.json": answered("No.")}})
    results = results_of(room(home))
    (said,) = results.trouble
    assert said.startswith("my-own: the lesson is not here")
    assert "2 learners" in said
    assert list(results.lessons) == [PUSH]
    assert [member.name for member in results.members] == ["Ana", "Ben"]
    made = tmp_path / "my-lessons" / "my-own"
    made.mkdir(parents=True)
    shutil.copy(lesson_folder() / f"{PUSH}.toml", made / "my-own.toml")
    assert len(results_of(room(home)).lessons["my-own"].work) == 2
    made.rename(tmp_path / "elsewhere")
    assert "my-own" in results_of(room(home, lessons=(tmp_path / "elsewhere",))).lessons
    (tmp_path / "elsewhere" / "my-own.toml").write_text("title = 3")
    (said,) = results_of(room(home, lessons=(tmp_path / "elsewhere",))).trouble
    assert said.startswith("my-own: the lesson cannot be read")


def test_the_newest_hand_in_counts_and_the_others_are_named(tmp_path):
    """By the time it was made, whatever its name; spellings of one name are one learner; the roster comes first."""
    sums = [
        hand_in(tmp_path, name, {PUSH: {"exit.json": answered(words)}}, minutes=minutes)
        for name, words, minutes in (("ana  ruiz", "Second.", 5), ("Ana Ruiz", "First.", 0), ("ANA RUIZ", "Third.", 9))
    ]
    hand_in(tmp_path, "Aaron", {PUSH: {"exit.json": answered("Yes.")}})
    results = results_of(room(tmp_path, Member("Ana Ruiz"), Member("Zoe")))
    assert [member.name for member in results.members] == ["Ana Ruiz", "Zoe", "Aaron"]
    work = results.lessons[PUSH].work["ana ruiz"]
    assert work.answers["exit"].last.value == "Third."
    assert (work.sum, work.earlier) == (sums[2], (sums[1], sums[0]))


def test_a_damaged_hand_in_is_said_and_the_rest_counted(tmp_path):
    """Also where one was changed after it had been collected."""
    hand_in(tmp_path, "Ana", {PUSH: {"exit.json": answered("Yes.")}})
    hand_in(tmp_path, "Ben", {PUSH: {"exit.json": answered("Yes.")}}, change=damaged)
    (tmp_path / "hand-ins" / "x.kit.json").write_bytes(b"\xff")
    told = []
    results = results_of(room(tmp_path), tell=lambda done, whole: told.append((done, whole)))
    assert [member.name for member in results.members] == ["Ana"]
    assert len(results.trouble) == 2
    assert told == sorted(told)
    assert told[-1] == (6, 6)


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """What came of a synthetic class of six."""
    folder = tmp_path_factory.mktemp("demo")
    (folder / "hand-ins").mkdir()
    for n, text in enumerate(hand_ins(6)):
        (folder / "hand-ins" / f"{n}.kit.json").write_text(text, encoding="utf-8")
    return results_of(room(folder))


def test_hits_and_false_alarms_are_those_that_the_lesson_tells_a_learner(demo):
    """Before and now, of one learner: as the comparison counts them over both of its texts, in the level each has."""
    seen, levels = 0, set()
    for name, compared in ((CLAIM, "letter-compare"), (PUSH, "practise-compare")):
        lesson = demo.lessons[name]
        asked = lesson.data[compared]
        for key, work in lesson.work.items():
            of, also = (
                next((each for each in lesson.data.versions_of(base) if each.name in work.first), None)
                for base in (asked.of, asked.also)
            )
            if not (of and also):
                continue
            by_activity, whole = hits_and_false_alarms(lesson, key)
            for tries, found in ((work.first, "before"), (work.now, "now")):
                other = Marked(asked, also, tries[also.name].marks)
                told = Marked(asked, of, tries[of.name].marks, other).discernment
                assert getattr(by_activity[of.name], found) == told == getattr(whole, found)
            seen += 1
            levels |= {of.version, also.version}
    assert seen > 2 and levels == {"printed", "plain"}


def test_hits_and_false_alarms_of_a_class_add_up_and_are_undefined_with_a_reason(demo):
    """Where nothing tests for false alarms, or nobody did it, nothing is made up."""
    lesson = demo.lessons[PUSH]
    each = [hits_and_false_alarms(lesson, key)[1].before.hits for key in lesson.work]
    assert hits_and_false_alarms(lesson)[1].before.hits == sum(each)
    nobody = hits_and_false_alarms(lesson, "nobody")[1]
    assert (nobody.learners, nobody.now.sensitivity) == (0, None)
    assert nobody.now.why
    by_activity, _ = hits_and_false_alarms(demo.lessons["05-counting-carefully"])
    assert by_activity["hand"].before.sensitivity is None
    assert by_activity["hand"].before.why.startswith("Nothing tests for false alarms")
    sorting = hits_and_false_alarms(demo.lessons["01-article-or-furniture"])[0]
    assert sorting.keys() == {"paid", "paid-plain"}  # of the pages all blocks are labelled


def test_the_agreement_of_a_class_is_alpha_of_its_first_tries(demo):
    """With an interval around it, and in words that say no more than the figures do."""
    activity = demo.lessons[PUSH].data["practise"]
    found = agreement(demo, PUSH, "practise")
    first = [tried.marks for work in demo.lessons[PUSH].work.values() if (tried := work.first_try("practise"))]
    plain = [[replace(mark, label="marked") for mark in marks] for marks in first]
    assert found.learners == len(first)
    assert found.alpha == alpha(ratings(activity.article, plain))
    assert found.low < found.alpha.value < found.high
    assert found == agreement(demo, PUSH, "practise")
    assert f"{found.alpha.value:.2f}" in found.words[-1]
    assert any("The key has 5 marks, " in words for words in found.words)
    blocks = agreement(demo, CLAIM, "sort")
    assert any("8 blocks that the key labels" in words for words in blocks.words)
    with pytest.raises(ValueError, match="nothing is marked"):
        agreement(demo, PUSH, "exit")


def test_agreement_of_one_learner_or_none_is_undefined_and_says_so(tmp_path):
    """No figure where there is none."""
    activity = read_lesson(PUSH)["practise"]
    hand_in(tmp_path, "Ana", {PUSH: {"practise.jsonl": marked(activity, activity.key[:2])}})
    results = results_of(room(tmp_path))
    for name in ("practise", "mark"):
        found = agreement(results, PUSH, name)
        assert (found.alpha.value, found.low, found.high) == (None, None, None)
        assert "Fewer than two learners" in found.words[-1]


def test_what_a_swap_can_change_is_said_once():
    """The names that the form shows are those that a file may have."""
    from kit.activity import fitting

    assert tuple(CHANGES) == fitting.CHANGES
    with pytest.raises(ValueError, match="is no answer here; it has a wording"):
        fitting.Fitting(Activity("x", "swap"))._check({"wording": "a", "change": "all"}, draft=False)
