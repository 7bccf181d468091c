"""A key of a class's own: what is proposed, what a person decides, what is written, and that results go by it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from kit.activity.activity import Activity
from kit.activity.hand_in import text_of_hand_in
from kit.activity.keys import key
from kit.activity.labels import Label
from kit.activity.learners import Learner, folder_name
from kit.activity.lesson_file import read_lesson
from kit.activity.proposals import add, change, keep, proposed, reject
from kit.activity.texts import Text
from kit.agreement.units import tier
from kit.annotation import Annotation, Span
from kit.classroom.class_key import class_key_proposals, markable, up_to_date
from kit.classroom.class_key_file import class_entries, key_path, leave_class_key, save_class_key, standing_key
from kit.classroom.class_key_page import class_key_page
from kit.classroom.feedback import save_feedback
from kit.classroom.folder import Classroom
from kit.classroom.results import results_of
from kit.jsonl import annotation_lines, read_annotations

LESSON = "04-words-that-push"
MADE = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def practise():
    return read_lesson(LESSON)["practise"]


@pytest.fixture
def classroom(tmp_path):
    return Classroom("7B", tmp_path)


def mark(activity, words, label, *, more=0):
    """A mark on words of a text, and so many characters before them."""
    start = activity.article.text.index(words)
    return Annotation(start - more, start + len(words), activity.layer, label, "learner:x")


def hand_in(classroom, activity, *marks, first=()):
    """What one more learner hands in: these marks."""
    folder = classroom.folder / "hand-ins"
    folder.mkdir(exist_ok=True)
    name = f"Learner {len(list(folder.iterdir())):02}"
    files = {f"{activity.name}.jsonl": annotation_lines(marks, activity.article)}
    if first:
        files[f"{activity.name}.first.jsonl"] = annotation_lines(first, activity.article)
    text = text_of_hand_in(Learner(name, folder_name(name)), {LESSON: {"files": files, "progress": None}}, made=MADE)
    (folder / f"{name}.kit.json").write_text(text, encoding="utf-8")


def proposals_of(classroom, activity, **more):
    """What is proposed, by the words and label of each."""
    found = class_key_proposals(results_of(classroom), LESSON, activity.name, **more)
    return {(activity.article.covered(each.entry), each.entry.label): each for each in found}


# What is proposed


def test_all_of_the_key_is_proposed_and_what_a_share_of_the_class_marked(classroom, practise):
    """With how many did, what key and program have there, and a tier: asked for where more than half marked it."""
    for n in range(6):
        own = [mark(practise, "this morning", "loaded-word", more=2 * (n == 0))] if n < 4 else []
        few = [mark(practise, "weather", "fear")] if n < 2 else []
        hand_in(classroom, practise, mark(practise, "various sources", "euphemism"), *own, *few)
    found = proposals_of(classroom, practise)
    old = {(practise.article.covered(each), each.label) for each in practise.key}
    assert found.keys() - old == {("this morning", "loaded-word"), ("weather", "fear")} and old <= found.keys()
    assert all(each.state == "open" for each in found.values())
    new = found["this morning", "loaded-word"].entry
    assert new.attributes == {"tier": "must", "marked": "4 of 6 marked this; the key: nothing; the program: nothing."}
    assert found["weather", "fear"].entry.attributes["tier"] == "accept"
    old = found["various sources", "euphemism"].entry.attributes
    assert old["marked"].startswith("6 of 6 marked this; the key: Soft or shining word, asked for; the program: ")
    asked = next(each for each in practise.key if practise.article.covered(each) == "various sources")
    assert old["why"] == asked.attributes["why"]
    assert ("weather", "fear") not in proposals_of(classroom, practise, share=0.5)


def test_what_one_alone_marked_is_not_the_classs(classroom, practise):
    """Whatever the share; and where nobody has marked the text, there is nothing to ask."""
    hand_in(classroom, practise, mark(practise, "this morning", "loaded-word"))
    assert len(class_key_proposals(results_of(classroom), LESSON, "practise", share=0)) == len(practise.key)
    assert list(markable(results_of(classroom), LESSON)) == ["practise"]
    with pytest.raises(KeyError):
        class_key_proposals(results_of(classroom), LESSON, "mark")


def test_a_difference_is_seen(classroom, practise):
    """Another label on the key's words is proposed too, and both say how many; traps and open ones are counted so."""
    wrong = next(each.name for each in practise.labels if each.name not in ("euphemism", "loaded-word", "exaggeration"))
    for n in range(5):
        one = mark(practise, "various sources", wrong) if n < 3 else mark(practise, "various sources", "euphemism")
        hand_in(classroom, practise, one, mark(practise, "toxin", "fear"))
    found = proposals_of(classroom, practise)
    old, new = (found["various sources", label].entry.attributes["marked"] for label in ("euphemism", wrong))
    assert old.startswith("2 of 5 marked this, and 3 with another label or other words; the key: Soft or shining word")
    assert new.startswith("3 of 5 marked this; the key: Soft or shining word, asked for; the program: ")
    assert found["toxin", "fear"].entry.attributes["marked"].startswith("5 of 5 marked this; the key: Fear")


def test_first_tries_count(classroom, practise):
    """After the key was seen, a mark says little of what the class thought."""
    for _ in range(3):
        hand_in(
            classroom, practise, mark(practise, "various sources", "euphemism"), first=[mark(practise, "morning", "fear")]
        )
    found = proposals_of(classroom, practise)
    assert found["various sources", "euphemism"].entry.attributes["marked"].startswith("0 of 3 marked this")
    assert ("morning", "fear") in found


# What is decided, and written


def test_what_is_kept_makes_the_key(classroom, practise):
    """Kept, changed, added, and of the lesson's own what nobody has decided on; not what was rejected or is new."""
    old, gone = (Annotation(*each.span, each.layer, each.label, each.annotator) for each in practise.key[1:3])
    new = Annotation(0, 2, practise.layer, "fear", "class")
    made = [*proposed([old]), reject(*proposed([gone])), *proposed([new])]
    assert standing_key(made) == [old]
    added = add(Span(3, 9), practise.layer, "fear", annotator="key:class:7B", why="It frightens.", tier="must")
    assert [each.start for each in standing_key([keep(made[2], tier="accept"), made[0], added])] == [0, 3, old.start]


def test_a_key_is_written_as_those_of_articles_are(classroom, practise):
    """Under the class's name, with reasons and tiers, at its places in the whole article, and read again alike."""
    new = add(
        mark(practise, "this morning", "fear").span, practise.layer, "fear", annotator="x", why="Why not.", tier="must"
    )
    path = save_class_key(classroom, LESSON, practise, [*proposed(practise.key), new])
    assert path == classroom.folder / "keys" / LESSON / "practise.key.jsonl"
    whole = practise.text.whole
    entries = read_annotations(path, whole)
    assert {each.annotator for each in entries} == {"key:class:7B"}
    assert "this morning" in [whole.covered(each) for each in entries]
    again = class_entries(classroom, LESSON, practise)
    assert [
        (a.span, a.label, a.attributes) for a in again if a.label != "fear" or "Why" not in a.attributes["why"]
    ] == [(a.span, a.label, a.attributes) for a in practise.key]
    # As the key of an article in a lesson of one's own:
    (classroom.folder / f"{whole.slug}.key.jsonl").write_bytes(path.read_bytes())
    assert key(whole, practise.layer, folder=classroom.folder) == entries


def test_what_is_asked_for_has_a_reason(classroom, practise):
    """The words are named; “accept” may go without; nothing is written before it is right."""
    bare = keep(*proposed([replace(mark(practise, "this morning", "fear"), attributes={"tier": "must"})]))
    with pytest.raises(ValueError, match="“this morning” is asked for, and has no reason"):
        save_class_key(classroom, LESSON, practise, [bare])
    assert not (classroom.folder / "keys").exists()
    assert save_class_key(classroom, LESSON, practise, [change(bare, tier="accept")]).exists()
    assert save_class_key(classroom, LESSON, practise, [change(bare, why="It frightens.")]).exists()
    with pytest.raises(ValueError, match="nothing is in the key"):
        save_class_key(classroom, LESSON, practise, [reject(bare)])
    with pytest.raises(ValueError, match="layer 'quote'"):
        save_class_key(classroom, LESSON, practise, [replace(bare, entry=replace(bare.entry, layer="quote"))])


def test_each_paragraph_has_one_label(classroom):
    """Where paragraphs are marked, an entry is one of them, and no two are the same one."""
    plain = read_lesson("01-article-or-furniture")["plain"]
    first = plain.key[0]
    other = "article" if first.label == "furniture" else "furniture"
    twin = add(first.span, "zone", other, annotator="x", why="Why not.", tier="must")
    with pytest.raises(ValueError, match=r"has two labels, (article and furniture|furniture and article); reject one"):
        save_class_key(classroom, "01-article-or-furniture", plain, [*proposed(plain.key), twin])
    part = add(Span(first.start, first.start + 4), "zone", other, annotator="x", why="Why not.", tier="must")
    with pytest.raises(ValueError, match=f"“{plain.article.covered(part.entry)}” is no whole paragraph"):
        save_class_key(classroom, "01-article-or-furniture", plain, [*proposed(plain.key), part])


def test_no_key_is_written_over(classroom, practise):
    """What stood there stands beside the new one, each under a number of its own; the same twice is one."""
    wanted = proposed(practise.key)
    path = save_class_key(classroom, LESSON, practise, wanted)
    first = path.read_bytes()
    assert save_class_key(classroom, LESSON, practise, wanted) == path
    assert [each.name for each in path.parent.glob("*.jsonl")] == ["practise.key.jsonl"]
    for gone in (1, 2):
        save_class_key(classroom, LESSON, practise, [*map(reject, wanted[:gone]), *wanted[gone:]])
    assert (path.parent / "practise.key.1.jsonl").read_bytes() == first
    assert len(read_annotations(path.parent / "practise.key.2.jsonl", practise.text.whole)) == len(wanted) - 1
    last = path.read_bytes()
    leave_class_key(classroom, LESSON, "practise")
    leave_class_key(classroom, LESSON, "practise")
    assert not path.exists() and (path.parent / "practise.key.3.jsonl").read_bytes() == last


@pytest.mark.parametrize("name", ["../x", "a/b", "", "CON", "x" * 50])
def test_a_name_leads_nowhere_else(classroom, name):
    """A lesson or activity names a file in the class's folder, or nothing."""
    with pytest.raises(ValueError, match="name"):
        key_path(classroom, name, "practise")
    with pytest.raises(ValueError, match="name"):
        key_path(classroom, LESSON, name)


def test_what_was_decided_stays_and_counts_are_of_now(practise):
    """One more hand-in changes how many marked it, and no decision; what was kept stays though too few mark it now."""
    before = replace(practise.key[0], attributes={**practise.key[0].attributes, "marked": "1 of 2"})
    after = replace(practise.key[0], attributes={**practise.key[0].attributes, "marked": "2 of 3"})
    rare = keep(
        *proposed([replace(mark(practise, "this morning", "fear"), attributes={"marked": "2 of 2"})]), tier="accept"
    )
    now = up_to_date([change(*proposed([before]), why="Mine."), rare, reject(rare)], proposed([after]))
    assert [(each.state, each.entry.attributes["marked"]) for each in now] == [("kept", "2 of 3"), ("kept", "2 of 2")]
    assert now[0].entry.attributes["why"] == "Mine."


# What goes by it


def test_results_go_by_the_classs_own_key_where_there_is_one(classroom, practise):
    """Items are its entries, the feedback page says whose key it is, and without it all is as before."""
    hand_in(classroom, practise, mark(practise, "this morning", "fear"), mark(practise, "various sources", "euphemism"))
    lessons = results_of(classroom).lessons[LESSON].items["practise"]
    new = add(
        mark(practise, "this morning", "fear").span, practise.layer, "fear", annotator="x", why="So.", tier="must"
    )
    save_class_key(classroom, LESSON, practise, [*map(reject, proposed(practise.key)), new])
    results = results_of(classroom)
    (item,) = results.lessons[LESSON].items["practise"]
    (work,) = results.lessons[LESSON].work.values()
    assert (item.words, item.label, item.tier, item.why) == ("this morning", "fear", "must", "So.")
    assert work.now["practise"].statuses == ("agree",)
    assert "nothing here in your class’s own key" in _page(classroom)
    leave_class_key(classroom, LESSON, "practise")
    assert results_of(classroom).lessons[LESSON].items["practise"] == lessons
    assert "nothing here in the key" in _page(classroom)


def test_a_damaged_key_is_said_and_the_lessons_counts(classroom, practise):
    """Nobody's results are lost by it."""
    hand_in(classroom, practise, mark(practise, "various sources", "euphemism"))
    path = save_class_key(classroom, LESSON, practise, proposed(practise.key))
    path.write_text("{")
    results = results_of(classroom)
    assert len(results.lessons[LESSON].items["practise"]) == len(practise.key)
    assert any("own key cannot be read" in said and "practise.key.jsonl:1" in said for said in results.trouble)


def test_a_lessons_own_words_have_a_key_too(classroom):
    """An activity on words of the lesson's own, without an article, is keyed and read again alike."""
    library = read_lesson("03-what-is-claimed")["sort"]
    assert isinstance(library, Activity) and isinstance(library.text, Text) and isinstance(library.labels[0], Label)
    save_class_key(classroom, "03-what-is-claimed", library, proposed(library.key))
    again = class_entries(classroom, "03-what-is-claimed", library)
    assert [(each.span, each.label, tier(each)) for each in again] == [(e.span, e.label, tier(e)) for e in library.key]


# In the notebook


def ask(widget, **asked):
    """Ask a widget as its page does; what it answers."""
    said = []
    widget.send = lambda content, buffers=None: said.append(content)
    widget._receive(widget, {"id": "1", **asked}, [])
    return said[0]


def test_a_key_is_made_on_a_page(classroom, practise):
    """Choose a text, decide, make the key; each decision is kept, and there again when the page is opened anew."""
    for _ in range(3):
        hand_in(classroom, practise, mark(practise, "this morning", "fear"), mark(practise, "various sources", "euphemism"))
    bar, place = class_key_page(classroom).children
    assert [title for title, _ in bar.texts] == ["Words that push"]
    assert ask(bar, kind="choose", text="x")["kind"] == ask(bar, kind="make")["kind"] == "refused"
    assert ask(bar, kind="choose", text=f"{LESSON} practise")["kind"] == "done"
    (reviewer,) = place.children
    new = next(n for n, each in enumerate(reviewer.proposals) if each.entry.annotator == "class")
    assert reviewer._rows[new]["marked"] == "3 of 3 marked this; the key: nothing; the program: nothing."
    reviewer.keep(new)
    refused = ask(bar, kind="make")
    assert refused["kind"] == "refused" and "“this morning” is asked for, and has no reason" in refused["said"]
    assert not bar.own
    reviewer.change(new, why="It is a trade, and it frightens.")
    made = ask(bar, kind="make")
    assert made["said"] == f"The key is made, with {len(practise.key) + 1} entries. An older one is kept beside it."
    assert bar.own and len(class_entries(classroom, LESSON, practise)) == len(practise.key) + 1

    bar, place = class_key_page(classroom).children
    bar.choose(f"{LESSON} practise")
    (reviewer,) = place.children
    assert [each.state for each in reviewer.proposals].count("kept") == 1
    assert bar.own
    assert ask(bar, kind="leave")["kind"] == "done" and not bar.own
    assert class_entries(classroom, LESSON, practise) is None


def test_decisions_in_two_windows_and_a_damaged_file_lose_nothing(classroom, practise):
    """The second window takes in what the first decided; a file that cannot be read is set aside, and that is said."""
    for _ in range(2):
        hand_in(classroom, practise, mark(practise, "various sources", "euphemism"))
    pages = [class_key_page(classroom).children for _ in range(2)]
    for bar, _ in pages:
        bar.choose(f"{LESSON} practise")
    one, other = (place.children[0] for _, place in pages)
    one.reject(0)
    other.reject(1)
    assert [each.state for each in other.proposals[:3]] == ["rejected", "rejected", "open"]
    (path,) = classroom.folder.glob("keys/*/*.review.jsonl")
    path.write_text("no proposals")
    bar, place = class_key_page(classroom).children
    bar.choose(f"{LESSON} practise")
    assert place.children[0]._page["notice"]
    assert [each.read_text() for each in path.parent.iterdir() if "practise" in each.name] == ["no proposals"]


def _page(classroom):
    (page,) = save_feedback(classroom).iterdir()
    return page.read_text(encoding="ascii").replace("&#8217;", "’")
