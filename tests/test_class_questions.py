"""A lesson's questions as a class answered them: what is shown on the wall, and what is never."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from kit.activity.answer import Answer, text_of
from kit.activity.hand_in import text_of_hand_in
from kit.activity.learners import Learner
from kit.activity.lesson_file import read_lesson
from kit.annotation import Annotation
from kit.classroom.bars import bins, figure_in
from kit.classroom.demo import hand_ins
from kit.classroom.folder import Classroom
from kit.classroom.questions import questions
from kit.classroom.results import results_of
from kit.jsonl import annotation_lines

WHEN = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)
NOT_ASKED = ("sign_in", "compare", "neighbour")
WORDS, ALONG, EXIT = "04-words-that-push", "along", "exit"


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """What came of a synthetic class of twelve."""
    return results_of(class_of(tmp_path_factory.mktemp("demo"), hand_ins(12)))


def class_of(folder, texts):
    """A class on the disk with these hand-ins."""
    (folder / "hand-ins").mkdir()
    for n, text in enumerate(texts):
        (folder / "hand-ins" / f"{n:04}.kit.json").write_text(text, encoding="utf-8")
    return Classroom("7B", folder, synthetic=True)


def asked(tmp_path, lesson, *answers, starred=()):
    """The questions of a lesson, by activity, in a class where each learner has these files of answers."""
    learners = [Learner(f"Learner {n}", f"learner {n}") for n, _ in enumerate(answers)]
    texts = [
        text_of_hand_in(who, {lesson: {"files": files, "progress": None}}, made=WHEN)
        for who, files in zip(learners, answers, strict=True)
    ]
    results = results_of(class_of(tmp_path, texts))
    return {question["activity"]: question for question in questions(results, lesson, starred)}


def said(*values):
    """An answer that was submitted so many times."""
    answer = Answer()
    for value in values:
        answer = answer.submitting(value)
    return text_of(answer)


def test_each_activity_that_asks_is_a_question_in_order(demo):
    """All but signing in and comparing, which is part of what is compared; and all is plain data."""
    for name, lesson in demo.lessons.items():
        found = questions(demo, name)
        asked = [each for each in lesson.data.every.values() if each.kind not in NOT_ASKED]
        had = {begun for work in lesson.work.values() for begun in work.now}
        shown = [each for each in asked if not each.base or each.name in had]  # of versions those that somebody has
        wanted = [each.name for each in shown if not lesson.data.only_kept(each)]
        assert [question["activity"] for question in found] == wanted
        assert json.loads(json.dumps(found)) == found
        for question in found:
            assert question["prompt"] and 0 < question["n"] + question.get("other", 0) <= question["of"] == 12
            assert not any("{" in said for said in (question["prompt"], *question["reveal"], *question["talk"]))


def test_no_name_is_in_a_question(demo):
    """Learners are numbers, so that what is thrown on the wall names nobody."""
    text = json.dumps([questions(demo, name) for name in demo.lessons])
    assert [member.name for member in demo.members if member.name in text] == []


def test_an_unstarred_answer_is_never_given_out(tmp_path):
    """Of written answers it is said how many there are; those to talk about are shown, without their writers."""
    files = [{"exit.json": said(words), "swap-attempt.json": said({"wording": words, "change": "tone"})}
             for words in ("Shown on the wall", "A secret")]  # fmt: skip
    starred = {("learner 0", WORDS, EXIT), ("learner 0", WORDS, "swap-attempt")}
    found = asked(tmp_path, WORDS, *files, starred=starred)
    for name in (EXIT, "swap-attempt"):
        assert (found[name]["n"], found[name]["answers"]) == (2, [{"words": "Shown on the wall", "who": 0}])
    assert "secret" not in json.dumps(found)
    assert found["swap-attempt"]["prompt"].startswith("“a desperate attempt”\n\nThe author:")


def test_first_answers_count_and_those_by_now_stand_beside(tmp_path):
    """What was thought before anything was revealed is what the bars show."""
    first, second, *_ = read_lesson(WORDS)["wordings"].options
    found = asked(tmp_path, WORDS, {"wordings.json": said(first, second)}, {"wordings.json": said(second)})["wordings"]
    bars = [(bar["count"], bar["now"], bar["who"]) for bar in found["bars"]]
    assert bars == [(1, 0, [0]), (1, 2, [1]), (0, 0, [])]
    assert found["n"] == found["of"] == 2 and found["place"] == [1, 8]
    assert all(bar["said"] for bar in found["bars"])


def test_an_answer_that_is_none_is_counted_apart(tmp_path):
    """A hand-in is data: an answer of another kind, a draft alone, a number out of bounds move no bar."""
    files = [
        {"wordings.json": said("Something else"), "along.json": said(10_000), "exit.json": said(["no words"])},
        {"wordings.json": said({"a": 1}), "along.json": said(True), "exit.json": said("  ")},
        {"wordings.json": text_of(Answer().drafting("That its writer lies")), "along.json": said("7")},
    ]
    found = asked(tmp_path, WORDS, *files)
    assert [found[name]["n"] for name in ("wordings", ALONG, EXIT)] == [0, 0, 0]
    assert [found[name]["other"] for name in ("wordings", ALONG)] == [2, 3]


def test_an_estimate_has_bins_the_middle_and_what_the_lesson_reveals(tmp_path):
    """The sentence on one's own guess is not said to a class; the figure stands where it could have been guessed."""
    files = [{"along.json": said(*tries)} for tries in ((20, 60), (40,), (199.5,))]
    found = asked(tmp_path, WORDS, *files)[ALONG]
    assert [bar["label"] for bar in found["bars"]][:2] == ["0–19", "20–39"]
    assert found["bars"][-1]["label"] == "180–200" and found["bars"][-1]["who"] == [2]
    assert (found["median"], found["median_now"], found["figure"], found["unit"]) == (40, 60, 72, "in 1,000 words")
    here = {name: [bar["label"] for bar in found["bars"] if bar[name]] for name in ("median", "figure")}
    assert here == {"median": ["40–59"], "figure": ["60–79"]}
    assert found["reveal"][0].startswith("By our key it is 72.")


@pytest.mark.parametrize(
    ("low", "high", "first", "last", "most"),
    [(0, 6, "0", "6", 7), (0, 14, "0", "14", 15), (0, 15, "0–1", "14–15", 8), (0, 100, "0–9", "90–100", 10),
     (0, 47, "0–4", "45–47", 10), (1, 1000, "1–99", "900–1000", 10), (-20, 20, "-20 to -16", "15–20", 8),
     (3, 3, "3", "3", 1), (0, 1e9, "0–99999999", "900000000–1000000000", 10)],
)  # fmt: skip
def test_bins_make_sense_for_bounds(low, high, first, last, most):
    """Each number has one bin, there are few, and they end with the bounds."""
    cut = list(bins(low, high))
    labels = [label for _, label in cut]
    assert (labels[0], labels[-1], len(labels)) == (first, last, most)
    assert [start for start, _ in cut] == sorted({start for start, _ in cut})


def test_a_text_that_reveals_no_number_has_no_figure():
    """Nor one that could not have been guessed, or that is a word."""
    known = {"share": lambda: 62, "word": lambda: "many"}
    assert figure_in("You said {guess}.", known, 0, 100) is None
    assert figure_in("It is {share}.", known, 0, 50) is None
    assert figure_in("It is {word}.", known, 0, 50) is None


def test_what_all_options_are_told_is_said_once(demo):
    """And where it is part of a sentence, it stays there."""
    found = {question["activity"]: question for question in questions(demo, "05-counting-carefully")}
    assert found["predict"]["reveal"] == [
        "It is “Global”. It appears 15 times on the page, 13 of them in the furniture."
    ]
    assert found["predict"]["bars"][2]["said"] == ["Yes."]
    assert found["voices"]["reveal"] == [] and "grade 17.5" in found["voices"]["bars"][2]["said"][0]


def marks(*spans):
    """Marks in the passage of the lesson on words that push, as a file."""
    article = read_lesson(WORDS)["mark"].article
    found = [Annotation(at := article.text.index(words), at + len(words), "loaded", label, "learner:a")
             for words, label in spans]  # fmt: skip
    return annotation_lines(sorted(found, key=lambda mark: mark.start), article)


def test_items_say_who_found_missed_and_was_taken_in(tmp_path):
    """First tries count; where nothing was compared, there is one."""
    world, trap = ("The world", "exaggeration"), ("violation of human rights", "fear")
    files = [
        {"mark.first.jsonl": marks(trap), "mark.jsonl": marks(world)},
        {"mark.jsonl": marks(("The world", "fear"))},
        {"mark.jsonl": marks(world, trap)},
    ]
    found = asked(tmp_path, WORDS, *files)["mark"]
    items = {item["words"]: item for item in found["items"]}
    item = items["The world"]
    assert item["counts"] == {"missed": 1, "differ": 1, "agree": 1} and item["who"] == [1, 2]
    assert (item["marked"], item["marked_now"], item["agree"], item["agree_now"]) == (2, 3, 1, 2)
    assert sorted(map(tuple, item["said"])) == [("exaggeration", 1), ("fear", 1)]
    assert (item["before"], item["after"]) == ("", " will, of course, be watching …")
    assert item["dispute"] == pytest.approx(2 / 3) and found["disputed"][0] == item["number"]
    assert items["violation of human rights"]["trapped"] == 2
    assert found["traps"] == [items["violation of human rights"]["number"]]
    assert found["items"][found["missed"][0]]["missed"] == 3 and all(item["why"] for item in found["items"])


def test_the_passage_has_all_its_words_and_how_many_marked_them(tmp_path):
    """Put together, the runs are the blocks of the text; one who marked a word twice counts once."""
    twice = marks(("The world", "exaggeration"), ("world", "fear"))
    found = asked(tmp_path, WORDS, {"mark.jsonl": twice}, {"mark.jsonl": marks(("world", "fear"))})["mark"]
    text = read_lesson(WORDS)["mark"].article.text
    blocks = ["".join(run["words"] for run in block) for block in found["passage"]]
    assert all(block in text for block in blocks) and sum(map(len, blocks)) > 0.95 * len(text)
    runs = [(run["words"], run["count"], run["labels"]) for run in found["passage"][0][:3]]
    assert runs[:2] == [("The ", 1, [["exaggeration", 1]]), ("world", 2, [["fear", 2], ["exaggeration", 1]])]
    assert runs[2][1:] == (0, [])


def test_a_class_is_told_what_is_true_of_a_class(demo):
    """Of sums of one's own, what half of the class came to; nothing is said of a learner's marks alone."""
    found = {question["activity"]: question for question in questions(demo, "01-article-or-furniture")}
    assert found["plain"]["reveal"][0].startswith("Furniture: half of the class found")
    assert found["plain"]["reveal"][2].startswith("Read both lines.")
    both = {question["activity"]: question for question in questions(demo, WORDS)}["practise"]["reveal"]
    assert "or more of the 4 sentences" in both[0] and "or fewer of the" in both[1]
    assert both[0].startswith("To half of the class: ■")


def test_where_nobody_did_anything_the_lesson_still_says_what_it_says(tmp_path):
    """A paragraph that would quote what was marked is left out."""
    found = asked(tmp_path, WORDS, {"exit.json": said("Words")})
    assert all(question["n"] == 0 for name, question in found.items() if name != EXIT)
    assert found["practise"]["reveal"][-1].startswith("The office pushes with soft words.")
    assert not any("half of the class" in part for each in found.values() for part in each["reveal"])
    assert found["mark"]["missed"] == found["mark"]["disputed"] == found["mark"]["traps"] == []
    assert found[ALONG]["median"] is None and found[ALONG]["figure"] == 72


def test_claims_say_which_kinds_were_given(tmp_path):
    """By row, and first; a table with what is no kind is none."""
    activity = read_lesson("03-what-is-claimed")["settle"]
    words = [activity.article.covered(entry) for entry in activity.entries]
    tables = [[{"claim": words[0], "label": label, "settle": ""}] for label in ("fact", "call", "<b>")]
    found = asked(tmp_path, "03-what-is-claimed", *({"settle.json": said(rows)} for rows in tables))
    assert [item["said"] for item in found["settle"]["items"]] == [[["fact", 1], ["call", 1]], [], []]
    assert (found["settle"]["n"], found["settle"]["items"][0]["counts"]) == (2, {"agree": 1, "differ": 1})


def test_a_lesson_that_nobody_handed_in_is_an_error(demo):
    """It names the lesson."""
    with pytest.raises(KeyError, match="no-such"):
        questions(demo, "no-such")
