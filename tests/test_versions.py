"""A text in two levels, and forms by turns: each is marked, kept and counted apart, and one of them is enough."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
import traitlets

from kit.activity.answers import set_learner
from kit.activity.hand_in import hand_in_text, read_hand_in, text_of_hand_in
from kit.activity.learners import Learner
from kit.activity.lesson_file import lesson_folder, read_lesson
from kit.activity.minutes import minutes
from kit.activity.versions import turn
from kit.classroom.demo import tasks_of
from kit.classroom.feedback_lesson import lesson_html, lesson_sheet
from kit.classroom.gradebook import gradebook_of
from kit.classroom.members import Member
from kit.classroom.questions import questions
from kit.classroom.results import results_of
from kit.classroom.share import class_file
from kit.classroom.view import lesson_view
from kit.lesson import Lesson
from kit.lesson.beside import Beside
from kit.readers.files import seed_folder, seeds
from kit.site.packages import _kit_files
from kit.widgets.neighbour import Neighbour
from tests.classes import answered, hand_in, marked, room
from tests.versioned_lesson import LESSON, NAME, write_versioned

WRITE = '[activity.{}]\nkind = "write"\nprompt = "?"\nreveal = "!"\n[activity.before]'
PLAIN, FORM_B = "report-plain", "before-b"


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write_versioned(tmp_path / "lesson")
    return tmp_path


@pytest.fixture
def data(home):
    return read_lesson(NAME, folder=home / "lesson")


def opened():
    return Lesson(NAME, folder="lesson")


def mark(widget, *words, label="loaded-word"):
    text = widget._article.text
    for each in words:
        widget.mark(text.index(each), text.index(each) + len(each), label)


def step(lesson, title):
    return next(each["done"] for each in lesson.progress().steps if each["title"] == title)


# The file of the lesson


def test_a_version_is_an_activity_of_its_own_with_its_text_and_key(data):
    assert list(data.activities) == ["report", "report-compare", "before", "before-compare"]
    assert list(data.every) == ["report", PLAIN, "report-compare", "before", FORM_B, "before-compare"]
    plain = data[PLAIN]
    assert (plain.base, plain.version, plain.step, plain.enough) == ("report", "plain", "Mark", 2)
    assert plain.article.text.startswith("The boat did not sail.")
    assert [plain.article.covered(entry) for entry in plain.key] == ["furious", "slammed"]
    assert data.steps == {"Mark": ("report", "report-compare"), "Check": ("before", "before-compare")}


def test_the_plain_text_has_the_printed_ones_card_and_hard_words_and_says_whose_words_they_are(data):
    card = data[PLAIN].text.whole.card
    assert (card.title, card.notice) == ("No ferry", "Invented. In plain words, by us.")
    assert set(data["report"].text.glossary) == {"operator", "mob"}
    assert set(data[PLAIN].text.glossary) == {"mob"}


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ('plain = "ferry"', 'plain = "boat"', "no file plain/boat.txt"),
        ('plain = "ferry"', 'plain = "../ferry"', "without a folder"),
        ('["form-a", "form-b"]', '["form-a"]', "names of two texts"),
        ('["form-a", "form-b"]', '["form-a", "x-a"]', "must be its own"),
        ('by_turns = ["form-a"', 'plain = "ferry"\nby_turns = ["form-a"', "field 'plain' is not known"),
        (
            "[activity.before]",
            '[activity.report-plain]\nkind = "write"\nprompt = "?"\nreveal = "!"\n[activity.before]',
            "rename",
        ),
        (
            "[activity.before]",
            '[activity.report-text]\nkind = "write"\nprompt = "?"\nreveal = "!"\n[activity.before]',
            "rename",
        ),
        ("{marks}", "{marked_before:furious} {marked_before:operator}", "does not stand in the text"),
        ('title = "A short check"', '[[activity.before.plain_key]]\nwords = "a"', "no level in plain words"),
    ],
)
def test_what_is_wrong_with_a_version_is_said(home, was, now, said):
    assert was in LESSON
    (home / "lesson" / f"{NAME}.toml").write_text(LESSON.replace(was, now), encoding="utf-8")
    with pytest.raises(ValueError, match=said):
        read_lesson(NAME, folder=home / "lesson")


def test_a_key_of_the_lessons_own_has_one_for_the_plain_text_beside_it(home):
    own = '[[activity.report.key]]\nwords = "mob"\nlabel = "name-calling"\nwhy = "A verdict."\n'
    path = home / "lesson" / f"{NAME}.toml"
    path.write_text(LESSON.replace("[activity.report-compare]", f"{own}[activity.report-compare]"), encoding="utf-8")
    with pytest.raises(ValueError, match="plain_key"):
        read_lesson(NAME, folder=home / "lesson")
    both = own + own.replace(".key", ".plain_key")
    path.write_text(LESSON.replace("[activity.report-compare]", f"{both}[activity.report-compare]"), encoding="utf-8")
    plain = read_lesson(NAME, folder=home / "lesson")[PLAIN]
    assert [plain.article.covered(entry) for entry in plain.key] == ["mob"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"Russia leads the troops', '"Russia leads no troops', "does not stand in the text in plain words"),
        ('claims = ["The CSTO was invited", ', "claims = [", "as many as claims: 2, not 3"),
        ('plain = "csto-claims"', "", "does not stand in the text in plain words"),
    ],
)
def test_claims_to_settle_have_the_plain_texts_own_words(tmp_path, old, new, said):
    """One for each claim, word for word."""
    words = (lesson_folder() / "03-what-is-claimed.toml").read_text(encoding="utf-8")
    (tmp_path / "claims.toml").write_text(words.replace(old, new), encoding="utf-8")
    with pytest.raises(ValueError, match=said):
        read_lesson("claims", folder=tmp_path)


def test_no_list_of_articles_shows_them_and_each_package_has_them():
    inside = [path.stem for path in seed_folder().rglob("*/*.txt")]
    assert not set(inside) & (set(seeds()) - {path.stem for path in seed_folder().glob("*.txt")})
    below = {path.relative_to(seed_folder()).as_posix() for path in seed_folder().rglob("*.txt")}
    assert {f"kit/seeds/{each}" for each in below} <= set(_kit_files())


def test_minutes_count_a_text_once_and_the_longest_form(data):
    cells = [("markdown", "## 1. Mark"), ("code", 'lesson.mark("report")'), ("markdown", "## 2. Check")]
    shown = minutes(data, [*cells, ("code", 'lesson.mark("before")')])
    assert shown["1. Mark"] == pytest.approx((14 * 0.4 + 2 * 20 + 0.4) / 60, abs=0.02)
    assert shown["2. Check"] == pytest.approx((7 * 0.4 + 20 + 0.4) / 60, abs=0.02)


def test_a_page_to_sort_has_the_same_blocks_in_plain_words():
    """Block for block, each of the same side by the key."""
    lessons = [read_lesson(path.stem) for path in lesson_folder().glob("*.toml")]
    plain = [(lesson, each) for lesson in lessons for each in lesson.every.values() if each.version == "plain"]
    pages = [(lesson[each.base], each) for lesson, each in plain if each.layer == "zone"]
    assert pages
    for printed, each in pages:
        assert [entry.label for entry in each.key] == [entry.label for entry in printed.key], each.name


# Two levels in the lesson


def test_both_levels_have_one_title_for_the_switch_says_which_is_shown(home):
    both = opened().mark("report")
    assert {text._page["title"] for text in both.texts.values()} == {"Step 1 of 2 · Words that push"}


def test_marks_of_each_level_are_kept_apart_and_either_is_enough(home):
    lesson = opened()
    both = lesson.mark("report")
    compare = lesson.compare("report-compare")
    mark(both.texts["printed"], "furious")
    both.shown = "plain"
    mark(both.widget, "furious", "slammed")
    both.shown = "printed"
    assert [len(both.texts[level].annotations) for level in ("printed", "plain")] == [1, 2]
    with pytest.raises(ValueError, match="First mark at least 2"):
        compare.submit(True)
    both.shown = "plain"
    compare.submit(True)
    assert "Compared: your marks on the text in plain words." in compare.revealed
    assert "You marked 2. You found 2 of 2" in compare.revealed
    assert both.texts["plain"]._comparison and not both.texts["printed"]._comparison
    assert step(lesson, "Mark")
    both.shown = "printed"
    assert not compare.revealed and step(lesson, "Mark")


def test_the_level_that_is_shown_is_there_again_and_is_handed_in(home):
    lesson = opened()
    both = lesson.mark("report")
    compare = lesson.compare("report-compare")
    mark(both.widget, "furious", "slammed")
    compare.submit(True)
    both.shown = "plain"
    again = opened()
    shown = again.mark("report")
    again.compare("report-compare")
    assert shown.shown == "plain" and len(shown.texts["printed"].annotations) == 2
    assert step(again, "Mark")
    files = read_hand_in(hand_in_text().encode()).lessons[NAME].files
    assert json.loads(files["report-text.json"])["draft"]["value"] == "plain"


@pytest.mark.parametrize("level", ["upside down", ["plain"], {"plain": 1}])
def test_a_level_that_is_none_is_set_aside_and_refused(home, level):
    path = home / "answers" / "me" / NAME / "report-text.json"
    path.parent.mkdir(parents=True)
    path.write_text(answered(level), encoding="utf-8")
    both = opened().mark("report")
    assert both.shown == "printed" and not path.exists()
    with pytest.raises(traitlets.TraitError, match="no version"):
        both.shown = "upside down"


def test_what_stands_where_no_widget_runs_is_the_text_that_is_shown(home):
    both = opened().mark("report")
    both.shown = "plain"
    assert "The boat did not sail." in both._repr_mimebundle_()[0]["text/html"]


def test_a_neighbour_is_compared_at_the_level_that_is_shown(home, data):
    lesson = opened()
    both = lesson.mark("report")
    beside = Beside(data)
    beside.highlighters.update({"report": both.texts["printed"], PLAIN: both.texts["plain"]})
    now = [data["report"]]
    widget = Neighbour(
        "Ask.", data, lambda: now[0], mine=lambda: beside.highlighters[now[0].name].annotations,
        folder=lambda: "me", show=lambda marks: beside.neighbour(now[0], marks),
    )  # fmt: skip
    for level in ("printed", "plain"):
        mark(both.texts[level], "furious", "slammed")
    files = {f"{PLAIN}.jsonl": marked(data[PLAIN], data[PLAIN].key[:1])}
    given = {NAME: {"files": files, "progress": None}}
    theirs = text_of_hand_in(Learner("Ben", "ben"), given, made=datetime.now(UTC)).encode()
    with pytest.raises(ValueError, match="the other level"):
        widget.look(theirs)
    now[0] = data[PLAIN]
    widget.look(theirs)
    assert widget.shown["name"] == "Ben" and both.texts["plain"]._comparison
    now[0] = data["report"]
    widget.put_away()
    assert not both.texts["plain"]._comparison


def levels(lesson, *names):
    """What is shown of texts that have levels."""
    return [lesson.mark(each).shown for each in names]


def test_one_switch_is_for_each_text_that_has_no_marks_and_for_lessons_to_come(home):
    lesson = Lesson("02-who-is-speaking")
    column, marks, report = map(lesson.mark, ("column", "marks", "report"))
    marks.texts["printed"].mark(0, 3, "direct")
    column.shown = "plain"
    assert (column.shown, marks.shown, report.shown) == ("plain", "printed", "plain")
    again = Lesson("02-who-is-speaking")
    assert levels(again, "column", "marks", "report") == ["plain", "printed", "plain"]
    later = Lesson("03-what-is-claimed")
    assert levels(later, "practise", "mark") == ["plain", "plain"]
    set_learner("Ana")
    assert levels(Lesson("04-words-that-push"), "sound") == ["plain"]


def test_who_switches_back_has_texts_as_printed_again(home):
    lesson = Lesson("02-who-is-speaking")
    column, report = lesson.mark("column"), lesson.mark("report")
    column.shown = "plain"
    mark(report.widget, "Pupils", label="direct")
    column.shown = "printed"
    assert (column.shown, report.shown) == ("printed", "plain")


def test_who_switches_back_where_they_had_before_is_heard_again(home, monkeypatch):
    times = (f"2026-11-28T09:00:{second:02}+00:00" for second in range(60))
    monkeypatch.setattr("kit.activity.answer.clock", lambda: next(times))
    column = Lesson("02-who-is-speaking").mark("column")
    column.shown = "plain"
    column.shown = "printed"
    Lesson("03-what-is-claimed").mark("practise").shown = "plain"
    again = Lesson("02-who-is-speaking").mark("column")
    assert again.shown == "plain"
    again.shown = "printed"
    assert levels(Lesson("02-who-is-speaking"), "column") == ["printed"]
    assert levels(Lesson("04-words-that-push"), "sound") == ["printed"]


def test_whoever_signs_in_has_their_own_level(home):
    set_learner("Ana")
    Lesson("02-who-is-speaking").mark("column").shown = "plain"
    (home / "answers" / "learner.txt").unlink()
    lesson = Lesson("03-what-is-claimed")
    practise = lesson.mark("practise")
    assert practise.shown == "printed"
    set_learner("Ana")
    lesson.signed()
    assert practise.shown == "plain"


def test_a_damaged_choice_of_another_lesson_is_left_alone(home):
    Lesson("02-who-is-speaking").mark("column").shown = "plain"
    damaged = home / "answers" / "me" / "01-article-or-furniture" / "top-text.json"
    damaged.parent.mkdir()
    damaged.write_bytes(b"\xff{")
    assert levels(Lesson("03-what-is-claimed"), "practise") == ["plain"]
    assert damaged.read_bytes() == b"\xff{"


# Forms by turns


def names(form):
    """Two names whose turn it is for a form."""
    return [name for name in ("ana", "ben", "cem", "dia", "eli", "fay", "gus", "hal") if turn(name, 2) == form][:2]


def test_half_of_the_names_have_the_one_form():
    drawn = [turn(f"learner {n}", 2) for n in range(400)]
    assert 160 < sum(drawn) < 240
    assert names(0) and names(1)


@pytest.fixture
def drawn(monkeypatch):
    """Sets which form comes by chance."""
    return lambda form: monkeypatch.setattr("kit.lesson.versions.randrange", lambda forms: form % forms)


@pytest.mark.parametrize("form", [0, 1])
def test_who_has_no_name_gets_a_form_by_chance_and_keeps_it_once_it_is_begun(home, drawn, form):
    drawn(form)
    check = opened().mark("before")
    assert check.shown == ("form-a", "form-b")[form] and not (home / "answers").exists()
    mark(check.widget, ("wicked", "brave")[form])
    drawn(1 - form)
    assert opened().mark("before").shown == check.shown


def test_of_those_without_a_name_either_form_has_its_share(home):
    drawn = [opened().mark("before").shown for _ in range(20)]
    assert set(drawn) == {"form-a", "form-b"}  # by chance it fails once in half a million times


def test_the_form_is_that_of_the_name_until_something_is_marked(home, drawn):
    drawn(0)
    lesson, other = opened(), 1
    check = lesson.mark("before")
    assert check.shown == "form-a"
    set_learner(names(other)[0])
    lesson.signed()
    assert check.shown == "form-b"
    mark(check.widget, ("wicked", "brave")[other])
    set_learner(names(1 - other)[0])
    lesson.signed()
    assert check.shown == ("form-a", "form-b")[other]


def test_who_signs_in_later_goes_on_with_the_form_that_was_begun(home):
    lesson = opened()
    check = lesson.mark("before")
    compare = lesson.compare("before-compare")
    begun = check.shown
    mark(check.widget, "wicked" if begun == "form-a" else "brave")
    compare.submit(True)
    assert compare.revealed and "Compared" not in compare.revealed
    set_learner(names(int(begun == "form-a"))[0])
    lesson.signed()
    again = opened().mark("before")
    assert check.shown == again.shown == begun and len(again.annotations) == 1


# The class


@pytest.fixture
def found(home, data):
    def loaded(name, *words):
        return [entry for entry in data[name].key if data[name].article.covered(entry) in words]

    def files(name, *words):
        return {f"{name}.jsonl": marked(data[name], loaded(name, *words))} | {
            f"{name}.first.jsonl": marked(data[name], loaded(name, *words))
        }

    folder = home / "class"
    chosen = {"report-text.json": answered("plain")}
    hand_in(folder, "Ana", {NAME: files(PLAIN, "furious", "slammed") | files("before", "wicked") | chosen})
    hand_in(folder, "Ben", {NAME: files("report", "furious") | files(PLAIN, "furious", "slammed")})
    hand_in(folder, "Cem", {NAME: files("report", "furious") | files(FORM_B, "brave")})
    classroom = room(folder, Member("Ana"), Member("Ben"), Member("Cem"), lessons=[home / "lesson"])
    return classroom, results_of(classroom)


def test_a_class_reads_each_version_and_none_is_trouble(found):
    _, results = found
    work = results.lessons[NAME].work
    assert not results.trouble and not any(each.unread for each in work.values())
    assert [list(each.now) for each in work.values()] == [[PLAIN, "before"], ["report", PLAIN], ["report", FORM_B]]


def test_a_version_that_was_begun_and_left_counts_in_nothing(home, data):
    """What was compared stands, or where nothing was what has more marks; no key of the other is missed by anybody."""

    def begun(name, n, *, compared=False):
        text = marked(data[name], data[name].key[:n])
        return {f"{name}.jsonl": text} | ({f"{name}.first.jsonl": text} if compared else {})

    folder = home / "class"
    hand_in(folder, "Ana", {NAME: begun(PLAIN, 2) | begun("report", 1, compared=True)})
    hand_in(folder, "Ben", {NAME: begun(PLAIN, 2) | begun("report", 1)})
    classroom = room(folder, lessons=[home / "lesson"])
    results = results_of(classroom)
    work = results.lessons[NAME].work
    assert {key: list(each.now) for key, each in work.items()} == {"ana": ["report"], "ben": [PLAIN]}
    items = lesson_view(results, NAME)["items"]
    assert {(row["activity"], sum(map(len, row["first"].values()))) for row in items} >= {("report", 1), (PLAIN, 1)}
    grades = gradebook_of(classroom, results).grades
    assert set(grades["ana", NAME].items[PLAIN]) == {None} == set(grades["ben", NAME].items["report"])
    assert "in plain words" not in lesson_html(lesson_sheet(results, NAME), work["ana"], {}, number=0)


def test_each_text_that_was_marked_has_its_map_and_how_many_marked_it(found):
    _, results = found
    view = lesson_view(results, NAME)
    counted = {each["activity"]: (each["title"], each["tries"]["now"]["n"]) for each in view["maps"]}
    assert counted == {
        "report": ("Words that push", 2),
        PLAIN: ("Words that push (in plain words)", 2),
        "before": ("A short check (form-a)", 1),
        FORM_B: ("A short check (form-b)", 1),
    }
    assert [each["n"] for each in questions(results, NAME)] == [2, 2, 1, 1]
    assert all(each["place"] for each in questions(results, NAME))
    assert view["hits"]["class"]["now"] == [4, 6, 0, 0]  # Ben, who marked both levels, counts once


def test_points_count_an_activity_once_by_the_better_version(found):
    classroom, results = found
    grades = gradebook_of(classroom, results).grades
    parts = {
        who: {part.name: (part.got, part.of) for part in grades[Member(who).key, NAME].parts}
        for who in ("Ana", "Ben", "Cem")
    }
    assert parts == {
        "Ana": {"completion": (2, 4), "items": (3, 3)},
        "Ben": {"completion": (1, 4), "items": (2, 3)},
        "Cem": {"completion": (1, 4), "items": (2, 3)},
    }


def test_a_feedback_page_shows_what_was_begun_and_no_other_version(found):
    _, results = found
    sheet = lesson_sheet(results, NAME)
    page = {key: lesson_html(sheet, work, {}, number=0) for key, work in results.lessons[NAME].work.items()}
    assert "boat" in page[Member("Ana").key] and "cancelled" not in page[Member("Ana").key]
    assert "not marked this text" not in page[Member("Ana").key]
    assert page[Member("Ben").key].count("You have not marked this text yet.") == 1
    assert "In plain words, by us." in page[Member("Ana").key]


def test_a_class_file_tells_of_each_version(found, monkeypatch):
    _, results = found
    monkeypatch.setattr("kit.classroom.share.LEAST", 2)
    assert {name: each.answered for name, each in class_file(results).lessons[NAME].items()} == {"report": 2, PLAIN: 2}


def test_a_demo_class_does_the_versions_too(data):
    assert {task.activity.name for task in tasks_of(data)} >= {PLAIN, FORM_B}
