"""What each learner is given back: one page that is whole and theirs alone, that says how things came out."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape
from html.parser import HTMLParser

import pytest

from kit.activity.answer import Answer, Try, text_of
from kit.activity.hand_in import text_of_hand_in
from kit.activity.learners import Learner, folder_name
from kit.activity.lesson_file import read_lesson
from kit.activity.proposals import Proposal
from kit.agreement.units import tier
from kit.annotation import Annotation
from kit.classroom.class_key_file import save_class_key
from kit.classroom.classes import make_class
from kit.classroom.collect import collect
from kit.classroom.demo import NAMES, hand_ins
from kit.classroom.feedback import page_name, save_feedback
from kit.classroom.feedback_marks import marked_text, marks_html
from kit.classroom.folder import Classroom
from kit.classroom.gradebook import gradebook_of
from kit.classroom.judged import Judge, items_of
from kit.classroom.members import Member
from kit.classroom.notes import with_note, with_points
from kit.classroom.results import results_of
from kit.jsonl import annotation_lines
from kit.readability import count, score
from tests.versioned_lesson import NAME, write_versioned

LESSON = "04-words-that-push"
MADE = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)
ODD = [
    "</title></style><script>alert(1)</script><img src=x onerror=alert(2)>",
    "' onmouseover='alert(3)' x=' \" onfocus=\"alert(4)\"",
    "../../etc/passwd",
    "CON",
    "con",
    "Straße",
    "STRASSE",
    "मीना 👩\u200d👧",
    "~x",
    ".hidden",
    "a" * 100,
]


class Page(HTMLParser):
    """The words of a page, and its tags with their attributes; what is opened is closed."""

    VOID = ("meta", "br")

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words = ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] not in ("style", "title"):
            self.words += data


def put(folder, *texts):
    """Hand-ins into a class's folder, as collecting puts them there."""
    (folder / "hand-ins").mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(texts):
        (folder / "hand-ins" / f"{len(list((folder / 'hand-ins').iterdir())):04}{number}.kit.json").write_text(text)


def handed(name, files, *, lesson=LESSON, made=MADE):
    """The text of a hand-in of one lesson."""
    who = Learner(name, folder_name(name))
    return text_of_hand_in(who, {lesson: {"files": files, "progress": {"done": 3, "steps": 9}}}, made=made)


def page_of(classroom, name):
    """The page of one learner, read."""
    return Page((save_feedback(classroom) / page_name(Member(name))).read_text(encoding="ascii"))


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """A synthetic class of six and somebody who has handed in nothing, with their pages."""
    folder = tmp_path_factory.mktemp("class")
    put(folder, *hand_ins(6))
    classroom = Classroom("7B", folder, (Member("Empty Chair"),), synthetic=True)
    results = results_of(classroom)
    return classroom, results, save_feedback(classroom, results)


@pytest.fixture(scope="module")
def practise():
    """An activity in which words are marked beside a key with what is asked for, traps, and what is left open."""
    return read_lesson(LESSON)["practise"]


def marks(activity, *entries, **more):
    """Marks on these entries of a key, as a file of answers."""
    made = [replace(each, annotator="learner:x", evidence={}, attributes={}, **more) for each in entries]
    return annotation_lines(sorted(made, key=lambda mark: mark.span), activity.article)


def entry(activity, wanted):
    return next(each for each in activity.entries if tier(each) == wanted)


# The page


def test_each_learner_has_a_page_that_is_whole_and_does_nothing(demo):
    """A file each, in ASCII, every tag closed, no script, nothing fetched; a synthetic class says so on each."""
    _, results, folder = demo
    assert {path.name for path in folder.iterdir()} == {page_name(member) for member in results.members}
    for path in folder.iterdir():
        page = Page(path.read_text(encoding="ascii"))
        assert not {tag for tag, _ in page.tags} & {"script", "img", "link", "iframe", "object", "form", "input"}
        assert not {name for _, attrs in page.tags for name in attrs if name.startswith("on") or name == "src"}
        links = [attrs["href"] for tag, attrs in page.tags if tag == "a"]
        assert all(link.startswith(("#", "https://")) for link in links)
        assert "synthetic class" in page.words
        assert "One thing to try next" in page.words


def test_nobody_else_is_named(demo):
    """Of the class a page has counts alone."""
    _, results, folder = demo
    for member in results.members:
        words = Page((folder / page_name(member)).read_text(encoding="ascii")).words
        assert [name for name in NAMES[:6] if name in words] == [member.name] * (member.name in NAMES)


def test_two_learners_never_have_one_page():
    """Odd names make names of files that are safe on any system, and each another."""
    names = [page_name(Member(name)) for name in ODD]
    keys = {Member(name).key for name in ODD}
    assert len({name.casefold() for name in names}) == len(keys)
    assert all(re.fullmatch(r"[^/\\:*?\"<>|\x00-\x1f.~][^/\\:*?\"<>|\x00-\x1f]*\.html", name) for name in names)
    assert all(len(name.encode()) <= 90 for name in names)


@pytest.mark.parametrize("odd", ODD[:2])
def test_hostile_words_are_words(tmp_path, practise, odd):
    """A name, an answer, a wording and a label that look like markup are shown as they were written, or left out."""
    strange = Annotation(0, 5, practise.layer, odd, "learner:x")
    files = {
        "wordings.json": text_of(Answer((Try(odd),))),
        "exit.json": text_of(Answer((Try(odd),))),
        "swap-attempt.json": text_of(Answer((Try({"wording": odd, "change": "tone"}),))),
        "practise.jsonl": annotation_lines([strange], practise.article),
    }
    put(tmp_path, handed(odd, files))
    page = page_of(Classroom(odd, tmp_path), odd)
    assert {"script", "img"}.isdisjoint(tag for tag, _ in page.tags)
    assert not {name for _, attrs in page.tags for name in attrs if name.startswith("on")}
    assert page.words.count(odd) >= 3


def test_the_newest_lesson_is_open_and_the_others_are_folded(demo):
    """What is open is what a browser prints: of a course one lesson, and not a book."""
    _, results, folder = demo
    member = results.members[1]
    page = Page((folder / page_name(member)).read_text(encoding="ascii"))
    folds = [attrs for tag, attrs in page.tags if tag == "details"]
    had = [name for name, lesson in results.lessons.items() if member.key in lesson.work]
    assert [each["id"] for each in folds] == had[::-1]
    assert ["open" in each for each in folds] == [True, *[False] * (len(had) - 1)]
    assert page.words.index("One thing to try next") < page.words.index("Your newest lesson is open.")


def test_a_page_says_what_nobody_has_handed_in(demo):
    """An empty chair is told where to begin, and is not scolded."""
    _, _, folder = demo
    words = Page((folder / "empty chair.html").read_text(encoding="ascii")).words
    assert "Nothing of yours has come in yet." in words
    assert "Open “Start here” and do its first step." in words
    assert "You found" not in words


# What it says of marks


def test_what_was_found_is_as_results_have_it(demo):
    """Every “You found n of m” is what the gradebook counts, the newest lesson first."""
    _, results, folder = demo
    for member in results.members:
        wanted = []
        for lesson in reversed(results.lessons.values()):
            if work := lesson.work.get(member.key):
                for name, outcome in work.now.items():
                    asked = [
                        s for item, s in zip(lesson.items[name], outcome.statuses, strict=True) if item.tier == "must"
                    ]
                    if lesson.data[name].kind == "mark" and asked and not lesson.data.only_kept(lesson.data[name]):
                        wanted.append(f"{asked.count('agree')} of {len(asked)}.")
        words = Page((folder / page_name(member)).read_text(encoding="ascii")).words
        assert re.findall(r"You found (\d+ of \d+\.)", words) == wanted


def test_each_difference_has_its_reason(tmp_path, practise):
    """Found, missed, another label, a trap, a mark of one's own and an open one, each with what reason the key has."""
    asked = [each for each in practise.entries if tier(each) == "must"]
    trap, left_open = entry(practise, "trap"), entry(practise, "accept")
    fine = [asked[1].label, *asked[1].attributes.get("accept", "").split()]
    other = next(label.name for label in practise.labels if label.name not in fine)
    at = practise.article.text.index("On 15 July")
    own = replace(asked[0], start=at, end=at + len("On 15 July"))
    wrong = replace(asked[1], label=other)
    put(tmp_path, handed("Ana", {"practise.jsonl": marks(practise, asked[0], wrong, trap, left_open, own)}))
    words = page_of(Classroom("7B", tmp_path), "Ana").words
    assert f"You found 1 of {len(asked)}. 1 has another label, or other words." in words
    assert "You took 1 trap: it looks right, but read why not." in words
    assert "Yours alone: " in words and "There is nothing here in the key: would you keep it?" in words
    assert "Open. People disagree here, so it is not counted." in words
    assert "Another label. You: " in words
    for each in (asked[0], asked[1], asked[2], trap):
        assert each.attributes["why"] in words
    assert words.count("Not marked: ") == len(asked) - 2


def test_it_says_what_changed_between_the_tries(tmp_path, practise):
    """The first try's figure, what was added, what was taken away; and where nothing changed, that."""
    first, second, third = [each for each in practise.entries if tier(each) == "must"][:3]
    files = {
        "practise.jsonl": marks(practise, first, second),
        "practise.first.jsonl": marks(practise, first, third),
    }
    put(tmp_path, handed("Ana", files))
    put(tmp_path, handed("Ben", files | {"practise.first.jsonl": files["practise.jsonl"]}))
    words = page_of(Classroom("7B", tmp_path), "Ana").words
    assert "On your first try you found 2 of" in words
    assert f"Then you added “{' '.join(practise.article.covered(second).split())}”." in words
    assert f"Then you took away “{' '.join(practise.article.covered(third).split())}”." in words
    assert "You kept all marks of your first try." in page_of(Classroom("7B", tmp_path), "Ben").words


def test_beside_a_program_nothing_is_right_or_wrong():
    """Where nobody has made a key, both readers are said, and there is no score."""
    alone = replace(read_lesson(LESSON)["mark"], key=(), reference="program")
    text = marked_text(alone, items_of(alone))
    first, *_ = text.entries
    own = replace(first, start=0, end=2, annotator="learner:x")
    same = [replace(each, annotator="learner:x") for each in text.entries]
    page = Page(marks_html(text, Judge(alone).marked([own, *same]), None))
    assert page.words.startswith("The program is a second reader, and often wrong.")
    assert "You and the program: " in page.words and "Only you marked this: " in page.words
    assert not re.search("You found|the key|Look again|trap|Not marked", page.words)


def test_a_mark_is_told_by_a_letter_an_underline_and_a_number(tmp_path, practise):
    """Nothing hangs on colour: a mark has its letter and its line, what was missed has brackets and a number."""
    first, *_ = [each for each in practise.entries if tier(each) == "must"]
    put(tmp_path, handed("Ana", {"practise.jsonl": marks(practise, first)}))
    html = (save_feedback(Classroom("7B", tmp_path)) / "ana.html").read_text(encoding="ascii")
    (drawn,) = re.findall(r"<mark style=\"([^\"]+)\"", html)
    assert "text-decoration:underline" in drawn and "background:none" in drawn
    assert len(re.findall(r">\d+\[</b>", html)) == html.count("Not marked: ")


def test_whose_text_it_is_stands_beside_each(demo):
    """After every text that is not the lesson's own words comes its card, and in each lesson its terms."""
    _, results, folder = demo
    key = results.members[1].key
    page = (folder / page_name(results.members[1])).read_text(encoding="ascii")
    cards, terms = [], set()
    for name, lesson in reversed(results.lessons.items()):
        work = lesson.work.get(key)
        for each in lesson.data.every.values():
            if each.text and each.text.whole.card.title and work and each.name in {*work.now, *work.answers}:
                shown = each.kind in ("mark", "sources", "claims") and not lesson.data.only_kept(each)
                cards += [each.text.whole.card.title] if shown else []
                terms.add((name, each.text.whole.card.title, each.text.version == "plain"))  # which says so
    assert re.findall("<p class='from'>From <bdi>“([^<]+)”</bdi>", unescape(page)) == cards
    assert len(re.findall("<p class='from'><bdi>“", unescape(page))) == len(terms)


# What it says of answers


def test_a_prediction_stands_beside_the_classs(demo):
    """One's own bar is told in words, and of the class there are counts."""
    _, results, folder = demo
    member = results.members[1]
    words = Page((folder / page_name(member)).read_text(encoding="ascii")).words
    assert "◀ you" in words
    assert re.search(r"First answers of [56] in class", words)
    assert "The middle guess in class was " in words


def test_of_fewer_than_five_there_are_no_counts(tmp_path):
    """Of two answers one is one's own, and the other somebody's."""
    for n in range(4):
        put(tmp_path, handed(f"Learner {n}", {"wordings.json": text_of(Answer((Try("That its writer lies"),)))}))
    assert "First answers of" not in page_of(Classroom("7B", tmp_path), "Learner 0").words
    put(tmp_path, handed("Learner 4", {"wordings.json": text_of(Answer((Try("That its writer lies"),)))}))
    assert "First answers of 5 in class" in page_of(Classroom("7B", tmp_path), "Learner 0").words


def test_written_answers_stand_with_their_questions(tmp_path):
    """What was written last, what was written first where that is another, and what was not."""
    files = {"exit.json": text_of(Answer((Try("One."), Try("Two.\nlines")), None))}
    put(tmp_path, handed("Ana", files))
    words = page_of(Classroom("7B", tmp_path), "Ana").words
    prompt = " ".join(read_lesson(LESSON)["exit"].prompt.split())
    at = words.index(prompt)
    assert words[at:].startswith(f"{prompt}Two.\nlinesYour first answer:One.")
    assert "You have not answered yet." in words[:at]


def test_a_file_that_cannot_be_read_is_said(tmp_path):
    """The rest of the page is there."""
    put(tmp_path, handed("Ana", {"exit.json": "{", "wordings.json": text_of(Answer((Try("That its writer lies"),)))}))
    words = page_of(Classroom("7B", tmp_path), "Ana").words
    assert "Your file exit.json could not be read." in words
    assert "You said: “That its writer lies”." in words


def test_it_can_be_read_by_whom_it_is_for(demo):
    """What the page itself says, without texts, reasons and answers, is of grade 6 at most."""
    _, _, folder = demo
    said = []
    for path in folder.iterdir():
        said += re.findall(r"<p>([^<]{20,})</p>", unescape(path.read_text(encoding="ascii")))
    own = [each for each in said if re.match("You |This page|Nothing of|Go back|In “|Open “|Choose", each)]
    grade = score(count(" ".join(dict.fromkeys(own))))["flesch_kincaid"].value
    assert len(own) > 20
    assert grade is not None and grade <= 6.0


# The files


def test_pages_are_made_one_by_one_and_again_alike(demo):
    """Whoever waits is told how far it is; the same hand-ins make the same pages, and the same zip."""
    classroom, results, folder = demo
    before = {path: path.read_bytes() for path in [*folder.iterdir(), folder.with_suffix(".zip")]}
    told = []
    save_feedback(classroom, results, tell=lambda *each: told.append(each))
    assert told == [(n, 7) for n in range(1, 8)]
    assert {path: path.read_bytes() for path in [*folder.iterdir(), folder.with_suffix(".zip")]} == before
    assert sorted(path.name for path in folder.parent.iterdir()) == ["feedback", "feedback.zip"]


def test_moodle_takes_the_pages_back(tmp_path):
    """Each page stands under the folders of Moodle's own download that its hand-ins came in, or else by its name."""
    text = text_of(Answer((Try("Yes."),)))
    ana, ben, cem = (handed(name, {"exit.json": text}) for name in ("Ana", "Ben", "Cem"))
    came = {
        "one/Ana Ruiz_1234_assignsubmission_file/7b-ana.kit.json": ana,
        "two/Ana Ruiz_98_assignsubmission_file_/7b-ana.kit.json": ana,
        "flat/Ben Ode_77_assignsubmission_file_7b-ben.kit.json": ben,
        "share/7b-cem.kit.json": cem,
    }
    for where, text in came.items():
        (tmp_path / "came" / where).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "came" / where).write_text(text, encoding="utf-8")
    classroom = make_class(tmp_path, "7B")
    collect(classroom, [tmp_path / "came"])
    folder = save_feedback(classroom)
    with zipfile.ZipFile(folder.with_suffix(".zip")) as pages:
        assert sorted(pages.namelist()) == [
            "Ana Ruiz_1234_assignsubmission_file_/ana.html",
            "Ana Ruiz_98_assignsubmission_file_/ana.html",
            "Ben Ode_77_assignsubmission_file_/ben.html",
            "cem.html",
        ]
        assert pages.read("cem.html") == (folder / "cem.html").read_bytes()


# Points, and the teacher's words


def test_points_come_with_how_they_came_about(demo):
    """The whole is the gradebook's, and the parts with their numbers make it up."""
    classroom, results, folder = demo
    book = gradebook_of(classroom, results)
    for member in results.members:
        words = Page((folder / page_name(member)).read_text(encoding="ascii")).words
        grades = [book.grades[member.key, lesson] for lesson in reversed(results.lessons)]
        shown = [f"You have {each.points:g} of 100 points." for each in grades if each.points is not None]
        assert re.findall(r"You have [\d.]+ of 100 points\.", words) == shown
        for grade in grades:
            for part in grade.parts:
                assert f"{round(part.got, 1):g} of {part.of:g}" in words
                assert f"{round(part.points, 1):g} of {round(part.out_of, 1):g}" in words
        assert words.count("First tries count") == len(shown)


def test_a_teachers_own_points_and_notes_are_given_with_their_words(tmp_path):
    """On a lesson, on an activity, and for one who has handed in nothing; nobody else's page has them."""
    put(tmp_path, *(handed(name, {"exit.json": text_of(Answer((Try("Yes."),)))}) for name in ("Ana", "Ben")))
    classroom = Classroom("7B", tmp_path, (Member("Cem"),))
    with_note(classroom, "ana", LESSON, "You <b>listen</b> well.\nGo on.")
    with_note(classroom, "ana", LESSON, "A good question.", activity="exit")
    with_points(classroom, "ana", LESSON, 80, "We spoke about it.")
    with_points(classroom, "cem", LESSON, 40)
    ana, ben, cem = (page_of(classroom, name).words for name in ("Ana", "Ben", "Cem"))
    assert "From your teacherYou <b>listen</b> well.Go on." in ana
    assert "Yes.From your teacherA good question." in ana
    assert "Your teacher gave you 80 of 100 points.We spoke about it.Counted as below, it would be " in ana
    assert "Your teacher gave you 40 of 100 points." in cem and "Not handed in yet." in cem
    assert "teacher gave" not in ben and "From your teacher" not in ben


# What the class is at, and who made the key


def test_a_lesson_is_missing_only_where_most_of_the_class_handed_it_in(tmp_path):
    """What one keen learner did is asked of nobody, and is no next thing to try."""
    rare = {"agree.json": text_of(Answer((Try("0.4"),)))}
    put(tmp_path, handed("Ana", {}), handed("Ben", {}), handed("Zoe", {}), handed("Zoe", rare, lesson="00-start-here"))
    classroom = Classroom("7B", tmp_path, (Member("Ana"), Member("Ben"), Member("Zoe"), Member("Cem")))
    pages = {name: page_of(classroom, name).words for name in ("Ana", "Zoe", "Cem")}
    assert not any("Not handed in yet" in words for words in pages.values())
    assert "Open “Words that push”" in pages["Cem"] and "Start here" not in pages["Cem"]
    put(tmp_path, handed("Dia", {}, lesson="07-two-tellings"), handed("Ana", {}, lesson="07-two-tellings"))
    put(tmp_path, handed("Ben", {}, lesson="07-two-tellings"))
    classroom = Classroom("7B", tmp_path, (Member("Ana"), Member("Ben"), Member("Zoe"), Member("Dia")))
    assert "Not handed in yet: “Two tellings”. It is not too late." in page_of(classroom, "Zoe").words
    assert "Not handed in yet: “Words that push”. It is not too late." in page_of(classroom, "Dia").words


def test_a_page_says_who_made_the_key(tmp_path, practise):
    """A program, for the kit's own; whoever made the lesson, or the class; and nobody where no key is beside."""
    two = "Two readings of each text, apart, by a program (a large language model)"
    files = {"practise.jsonl": marks(practise, entry(practise, "must"))}
    put(tmp_path, handed("Ana", files), handed("Ben", {"exit.json": text_of(Answer((Try("Once."),)))}))
    classroom = Classroom("7B", tmp_path)
    assert two in page_of(classroom, "Ana").words
    assert "Who made the key?" not in page_of(classroom, "Ben").words
    save_class_key(classroom, LESSON, practise, [Proposal(entry(practise, "must"), "kept")])
    own = page_of(classroom, "Ana").words
    assert two not in own and "Your class and your teacher made the key that is called your class’s own." in own


def test_a_key_of_a_lesson_of_ones_own_is_whoever_made_it(tmp_path):
    """No page says of a teacher's key that it was read twice."""
    write_versioned(tmp_path / "lesson")
    report = read_lesson(NAME, folder=tmp_path / "lesson")["report"]
    folder = tmp_path / "class"
    put(folder, handed("Ana", {"report.jsonl": marks(report, *report.key)}, lesson=NAME))
    words = page_of(Classroom("7B", folder, lessons=(tmp_path / "lesson",)), "Ana").words
    assert "Whoever made this lesson" in words and "Two readings" not in words
