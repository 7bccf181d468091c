"""Activities as data: read and checked, with keys that fit their texts, and errors that say what to mend."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from kit import Article, load, read
from kit.activity.answers import AnswerFile
from kit.activity.figures import FIGURES, figures_of
from kit.activity.keys import excerpt, key, key_of_blocks, key_of_words, reduced
from kit.activity.labels import LABEL_SETS
from kit.activity.lesson_file import lesson_folder, read_lesson
from kit.activity.summaries import SUMMARIES, Marked, sorting_summary, summaries_of
from kit.activity.templates import fill, than_guess
from kit.agreement import compare
from kit.agreement.units import tier
from kit.annotation import Annotation
from kit.lesson import Lesson
from kit.making import parts as parts_of_lessons

LESSONS = sorted(path.stem for path in lesson_folder().glob("*.toml"))
ARTICLE = Article.from_text("Rain closes road\n\nThe road is closed.\n\nShare this page")
KEY = [
    Annotation(0, 16, "zone", "article", "key", attributes={"why": "It names the story."}),
    Annotation(18, 37, "zone", "article", "key", attributes={"why": "It tells the story."}),
    Annotation(39, 54, "zone", "furniture", "key", attributes={"why": "It asks for something."}),
]


# The kit's lessons


@pytest.mark.parametrize("name", LESSONS)
def test_each_key_fits_what_it_is_a_key_to(name):
    """Every entry lies in the text, has a reason and a tier that exists, and a label that can be chosen."""
    for activity in read_lesson(name).activities.values():
        assert bool(activity.key) == (activity.kind in ("mark", "sources", "claims"))
        offered = {label.name for label in activity.labels}
        for entry in activity.key:
            assert activity.article.covered(entry).strip()
            assert entry.layer == activity.layer
            assert tier(entry) in ("must", "accept", "trap")
            if activity.kind == "mark":
                assert len(entry.attributes["why"].split()) > 2
            if activity.labels and activity.label_set != "furniture-kinds":  # a page has more kinds than one names
                assert {entry.label, *entry.attributes.get("accept", "").split()} <= offered


@pytest.mark.parametrize("name", LESSONS)
def test_every_text_says_its_figures(name):
    """Whatever the lesson quotes can be worked out, before anything is marked and when all of the key is."""
    lesson = read_lesson(name)
    for activity in lesson.activities.values():
        of = lesson[activity.of] if activity.of else activity
        known = figures_of(of.text) | dict.fromkeys(("guess", "common", "quotes_found"), lambda: "-")
        known["than_guess"] = than_guess(known, 40)
        if of.kind == "mark":
            also = Marked(activity, lesson[activity.also], []) if activity.also else None
            for marks in ([], of.key):
                fill(activity.reveal, {**known, **summaries_of(Marked(activity, of, list(marks), also))})
        elif activity.kind != "compare":
            for said in (activity.reveal, activity.common, *activity.options.values()):
                assert "{" not in fill(said, known)
        assert "{" not in fill(activity.prompt, known)


@pytest.mark.parametrize("name", LESSONS)
def test_what_is_said_is_plain(name):
    """Prompts, answers and reasons are shown as they are: no stars that mean to be bold."""
    for a in read_lesson(name).activities.values():
        reasons = [entry.attributes.get("why", "") for entry in a.key]
        assert not [said for said in (a.prompt, a.reveal, a.common, *a.options.values(), *reasons) if "*" in said]


def test_no_figure_is_there_for_nothing():
    """Each figure and each summary is quoted by a lesson, or by a part of those that are made."""
    parts = Path(parts_of_lessons.__file__).parent.glob("*.py")
    quoting = [*(lesson_folder() / f"{name}.toml" for name in LESSONS), *parts]
    said = "".join(path.read_text(encoding="utf-8") for path in quoting)
    assert [name for name in (*FIGURES, *SUMMARIES) if f"{{{name}" not in said] == []


@pytest.mark.parametrize("name", LESSONS)
def test_activities_have_names_that_can_be_files(name):
    """An answer is kept under the name of its activity, as it is."""
    assert all(AnswerFile(name, activity).activity == activity for activity in read_lesson(name).activities)


def test_a_program_reads_the_whole_article_and_is_shown_the_passage():
    """The second reader knows what stands around; its marks are in the learner's labels, and of the author's claims."""
    claims = read_lesson("03-what-is-claimed")["mark"]
    assert {claim.attributes["voice"] for claim in claims.found} == {"author"}
    assert all(claims.article.covered(claim) for claim in claims.found)
    zones = read_lesson("01-article-or-furniture")["end"]
    assert {zone.label for zone in zones.found} == {"article", "furniture"}


# A lesson of one's own


SMALL = """
title = "Small"

[text.note]
words = "It rained all day."

[activity.rain]
kind = "mark"
text = "note"
layer = "weather"
labels = ["rain"]

[[activity.rain.key]]
label = "rain"
words = "rained"
why = "Water that falls."

[activity.compare]
kind = "compare"
of = "rain"
prompt = "Compare."
button = "Compare"
reveal = "{comparison}"
"""


def test_articles_and_keys_may_lie_beside_a_lesson(tmp_path):
    """A teacher's folder holds the lesson, its article and its key; the kit's own articles can be named too."""
    (tmp_path / "storm.txt").write_text("Storm over Tarn\n\nIt was dreadful.\n", encoding="utf-8")
    row = {"layer": "loaded", "label": "loaded-word", "start": 24, "end": 32, "quote": "dreadful"}
    about = {"annotator": "key:storm", "attributes": {"why": "It judges.", "tier": "must"}}
    (tmp_path / "storm.key.jsonl").write_text(json.dumps(row | about) + "\n", encoding="utf-8")
    (tmp_path / "storms.toml").write_text(
        'title = "Storms"\n[text.storm]\narticle = "storm"\n[text.bus]\narticle = "night-buses"\n'
        '[activity.mark]\nkind = "mark"\ntext = "storm"\nlayer = "loaded"\nlabels = "loaded"\n',
        encoding="utf-8",
    )
    lesson = read_lesson("storms", folder=tmp_path)
    assert [lesson["mark"].article.covered(entry) for entry in lesson["mark"].key] == ["dreadful"]
    assert lesson.texts["bus"].article.text == load("night-buses").text


def named(activity):
    """The small lesson with an activity of this name in it."""
    return SMALL.replace("activity.rain", f"activity.{json.dumps(activity, ensure_ascii=False)}").replace(
        'of = "rain"', f"of = {json.dumps(activity, ensure_ascii=False)}"
    )


# Names that are not to be: each of a pair, or of three, was once given the file of the other.
MEETING = [
    "मीना",
    "मोना",
    "a b",
    "a!b",
    "WHY",
    "Why",
    "w" * 41,
    "w" * 42,
    "x.first",
    "x.json.damaged-1",
    "-why",
    "why-",
]
MEETING += ["why ", "Jose\u0301", "straße", "ﬁsh", "ſea", "ας", "ı", "a\u115fb", "x²", "con", "nul", "com1", "../why"]


@pytest.mark.parametrize("name", MEETING)
def test_no_two_activities_share_a_file(tmp_path, name):
    """Whatever a path, a file system or the kit would take for another name is refused, with what would do."""
    (tmp_path / "small.toml").write_text(named(name), encoding="utf-8")
    with pytest.raises(
        ValueError, match="cannot name files of answers that are no other's; use 40 small letters"
    ) as said:
        read_lesson("small", folder=tmp_path)
    assert str(said.value).startswith(f"small.toml: [activity.{name}]: ")


@pytest.mark.parametrize("name", [name for name in MEETING if "/" not in name and "." not in name] + ["a.", ".a"])
def test_no_two_lessons_share_a_folder(tmp_path, name):
    """As for the activities of one, whichever folder the lessons lie in."""
    (tmp_path / f"{name}.toml").write_text(SMALL, encoding="utf-8")
    with pytest.raises(ValueError, match="cannot name files of answers that are no other's; use 40 small letters"):
        read_lesson(name, folder=tmp_path)


@pytest.mark.parametrize("name", ["why", "9", "a-b", "a_b", "w" * 40, "über-uns", "почему", "三号", "me", "x-first"])
def test_an_ordinary_name_is_a_file_as_it_is(tmp_path, home, name):
    """So that what was answered under it before is found."""
    (tmp_path / f"{name}.toml").write_text(named(name), encoding="utf-8")
    assert list(read_lesson(name, folder=tmp_path).activities) == [name, "compare"]
    assert AnswerFile(name, name).path == home / "answers" / "me" / name / f"{name}.json"


NO_KEY = '[[activity.rain.key]]\nlabel = "rain"\nwords = "rained"\nwhy = "Water that falls."'
WRONG = [  # what stands in the lesson, what somebody wrote instead, and what they are told
    ('title = "Small"\n', "", "field 'title' is missing; needed are activity, title"),
    ('title = "Small"', "title = 3", "title must be words, not 3"),
    ('prompt = "Compare."', 'prompt = "Compare.', "small.toml: "),
    ("[text.note]", "[[text]]", "text must be words or a table, not"),
    ('words = "It', 'word = "It', r"\[text.note\]: field 'word' is not known here; known are article, by_key"),
    ('words = "It rained all day."', 'article = "nigt-buses"', r"\[text.note\]: .*night-buses"),
    ('words = "It rained all day."', "", r"\[text.note\]: a text needs an article, by its name, or words of its own"),
    ('day."', 'day."\nfrom = "It"', r"\[text.note\]: a passage needs both"),
    ('day."', 'day."\nfrom = "It"\nto = "night"', r"\[text.note\]: 'night' does not stand in the text"),
    ('day."', 'day."\nby_key = ["zones"]', "by_key: layer 'zones' is not known; it is one of: zone, quote"),
    ('kind = "mark"', "", r"\[activity.rain\]: an activity is a table with a kind, one of: sign_in, choose"),
    ('kind = "mark"', 'kind = "marks"', r"\[activity.rain\]: kind 'marks' is not known; it is one of: sign_in"),
    ('text = "note"', 'text = "notes"', r"\[activity.rain\]: text 'notes' is not known; it is one of: note"),
    ('["rain"]', '"weather"', "labels 'weather' is not known; it is one of: article-or-furniture"),
    ('["rain"]', '["rain"]\nunit = "line"', "unit 'line' is not known; it is one of: word, block"),
    ('["rain"]', '["rain"]\nseveral = 2', "several must be true or false, not 2"),
    ('["rain"]', '["rain"]\nenough = true', "enough must be a whole number, not True"),
    ('label = "rain"', 'label = "snow"', r"\[activity.rain\]: label 'snow' is not known; it is one of: rain"),
    ('words = "rained"', 'words = "snowed"', r"\[activity.rain\]: 'snowed' does not stand in the text"),
    ('words = "rained"', "", "field 'words' is missing; needed are label, why, words"),
    ('words = "rained"', 'words = "rained"\ntier = "perhaps"', "tier 'perhaps' is not known; .*: must, accept, trap"),
    ('day."', 'day."\nby_key = ["quote"]', r"\[text.note\]: words of a lesson's own have no key; write its entries"),
    (NO_KEY, "", "the article's key has no layer 'weather'; write the entries of the key"),
    ('of = "rain"', 'of = "snow"', r"\[activity.compare\]: of 'snow' is not known; it is one of: rain"),
    ('of = "rain"', 'of = "rain"\nsecond_reader = true', "second_reader: layer 'weather' is not known"),
    ("{comparison}", "{comparisons}", r"\{comparisons\} is not known; here a text can quote: agreement"),
    ("{comparison}", "{marked_before}", r"\{marked_before\} must be written \{marked_before:…\}"),
    ("{comparison}", "{comparison", r"\[activity.compare\]: a brace stands alone in '\{comparison'"),
]


@pytest.mark.parametrize("old, new, said", WRONG)
def test_what_is_wrong_is_said_with_its_place(tmp_path, old, new, said):
    """File, table, what is wrong, and what would be right."""
    assert old in SMALL
    (tmp_path / "small.toml").write_text(SMALL.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ValueError, match=said) as caught:
        read_lesson("small", folder=tmp_path)
    assert str(caught.value).startswith("small.toml: ")


def test_a_lesson_that_is_not_there_is_said(tmp_path):
    """With what is there instead."""
    (tmp_path / "small.toml").write_text(SMALL, encoding="utf-8")
    with pytest.raises(FileNotFoundError, match=r"no lesson 'smal' in .*; lessons there: small"):
        read_lesson("smal", folder=tmp_path)


# Keys, and what is said of marks beside them


def test_the_summary_counts_hits_and_false_alarms():
    """Throwing everything out finds all the furniture, and is seen to lose the article."""
    everything_out = [Annotation(a.start, a.end, "zone", "furniture", "learner:x") for a in KEY]
    assert sorting_summary(everything_out, KEY) == (
        "Furniture: you found 1 of 1 blocks.\n\nArticle: you kept 0 of 2 blocks, threw out 2, and left 0 unmarked."
    )


def test_what_the_key_accepts_counts_as_right():
    """Where the key lets either label stand, either is right."""
    either = [Annotation(0, 16, "zone", "article", "key", attributes={"accept": "furniture"})]
    thrown = [Annotation(0, 16, "zone", "furniture", "learner:x")]
    assert "kept 1 of 1" in sorting_summary(thrown, either)


def test_the_seeds_key_has_two_sides_with_reasons(seed):
    """Every block of the first article has a side and a reason."""
    sides = reduced(key(seed, "zone"), "article-or-furniture")
    assert {a.label for a in sides} == {label.name for label in LABEL_SETS["article-or-furniture"]}
    assert all(a.attributes["why"] for a in sides)


def test_speech_and_marks_keep_reasons_and_accept_both(seed):
    """Three labels are left; what the key accepts is put in them; every reason stays."""
    quotes = key(seed, "quote")
    three = reduced(quotes, "speech")
    assert {a.label for a in three} == {label.name for label in LABEL_SETS["speech"]}
    assert [a.attributes["why"] for a in three] == [a.attributes["why"] for a in quotes]
    assert all(a.label not in a.attributes["accept"].split() for a in three)
    mixed = Annotation(0, 9, "quote", "mixed", "key", attributes={"accept": "scare"})
    assert reduced([mixed], "speech")[0].attributes["accept"] == "direct scare"


def test_a_key_of_words_that_are_not_there_is_refused():
    """A slip in a lesson's own key is caught where it is made."""
    with pytest.raises(ValueError, match="'Ben' does not stand in the text after"):
        key_of_words(ARTICLE, "practice", [{"words": "Rain", "label": "who"}, {"words": "Ben", "label": "who"}])


def test_a_key_of_words_may_speak_of_one_place_twice():
    """Another label on the words before is about the same place, the same label about the next one; traps may stand."""
    article = Article.from_text("He went. She went. They went.")
    entries = [
        {"words": "went", "label": "open"},
        {"words": "went", "label": "close", "tier": "trap", "why": "It goes on."},
        {"words": "went", "label": "close"},
        {"words": "They", "label": "open"},
    ]
    made = key_of_words(article, "repair", entries)
    assert [(a.start, a.label) for a in made] == [(3, "open"), (3, "close"), (13, "close"), (19, "open")]
    assert made[1].attributes == {"tier": "trap", "why": "It goes on."}


def test_a_mark_that_the_lesson_has_ruled_out_gets_its_reason():
    """A closing mark after "point" is told why not, wherever beside the word it was put."""
    repair = read_lesson("02-who-is-speaking")["repair"]
    for words in ("point", "point.", "this point"):
        start = repair.article.text.index("this point.") + "this point.".index(words)
        mark = Annotation(start, start + len(words), "repair", "close", "learner:me")
        (found,) = (f for f in compare(repair.article, [mark], repair.key).pairs if f.status != "missed")
        assert (found.status, "a speech that goes on" in found.why) == ("trap", True)


def test_figures_leave_out_what_the_key_leaves_open():
    """Neither a block that is in doubt nor a claim of which people disagree is in any count."""
    doubtful = [*KEY, Annotation(56, 60, "zone", "article", "key", attributes={"tier": "accept"})]
    assert sorting_summary([], doubtful) == sorting_summary([], KEY)
    claims = read_lesson("03-what-is-claimed")["mark"]
    marked = summaries_of(Marked(claims, claims, list(claims.key)))
    must = sum(tier(entry) == "must" for entry in claims.key)
    assert marked["entries"]() == must < len(claims.key)
    assert f"asks for {must}; you found {must}" in marked["comparison"]()


def test_an_excerpt_is_an_article_of_its_own(seed):
    """The passage of the lesson has six blocks, the card of its article, and is refused where words are missing."""
    passage = excerpt(seed, "White House Press Secretary", "CSTO's Kazakhstani peacekeeping mission.")
    assert passage.card is seed.card
    assert len(key_of_blocks(passage, "voice", [{"label": "author"}] * 6)) == 6
    with pytest.raises(ValueError, match="'Nowhere' does not stand in the text"):
        excerpt(seed, "White House", "Nowhere")
    with pytest.raises(ValueError, match="the key has 1 entries, and the text 6 blocks"):
        key_of_blocks(passage, "voice", [{"label": "author"}])


def test_no_activity_takes_the_file_of_the_progress(tmp_path):
    """An activity by that name would lose its answers, so it is refused, with its place."""
    for name, said in (("progress", "an activity cannot be named so"), ("Progress", "cannot name files of answers")):
        (tmp_path / "small.toml").write_text(f'{SMALL}\n[activity.{name}]\nkind = "write"\n', encoding="utf-8")
        with pytest.raises(ValueError, match=rf"small.toml: \[activity.{name}\]: .*{said}"):
            read_lesson("small", folder=tmp_path)


def test_figures_spell_names_as_the_text_does_and_say_what_is_not_known():
    """A name keeps its capitals; a figure that there is none of is said in words that a learner has met."""
    reading = read("Rain fell in Kazakhstan. Kazakhstan was wet. In Kazakhstan it rained.")
    assert FIGURES["top_term"](reading) == "Kazakhstan"
    assert FIGURES["top_count"](reading, "author") == 3
    assert FIGURES["grade"](reading, "quoted") == "unknown"
    assert FIGURES["grade_ranges"](reading) == "cannot be worked out"


@pytest.mark.parametrize("several", [True, False])
def test_words_have_several_labels_only_where_the_activity_says_so(home, several):
    """``several = true`` in the lesson's file reaches the text to mark; else a new label takes the old one's place."""
    more = '["rain", "weather"]\nseveral = true' if several else '["rain", "weather"]'
    (home / "small.toml").write_text(SMALL.replace('["rain"]', more), encoding="utf-8")
    widget = Lesson("small", folder=home).mark("rain")
    for label in ("rain", "weather"):
        widget.mark(3, 9, label)
    assert [a.label for a in widget.annotations] == (["rain", "weather"] if several else ["weather"])


# Activities without a key


ALONE = """
title = "Alone"
[text.letter]
article = "market-square"
[activity.mark]
kind = "mark"
text = "letter"
layer = "loaded"
labels = "loaded"
reference = "program"
[activity.compare]
kind = "compare"
of = "mark"
prompt = "Compare."
button = "Compare with the program"
reveal = "{comparison}"
[activity.ledger]
kind = "sources"
text = "letter"
prompt = "Who?"
reference = "program"
[activity.settle]
kind = "claims"
text = "letter"
prompt = "What?"
labels = "claim"
claims = ["On Monday the town council"]
reference = "program"
"""


def lesson_alone(tmp_path, words=ALONE):
    (tmp_path / "alone.toml").write_text(words, encoding="utf-8")
    return read_lesson("alone", folder=tmp_path)


def test_without_a_key_the_entries_are_the_programs(tmp_path):
    """Marks, sources and claims; the key stays empty."""
    lesson = lesson_alone(tmp_path)
    assert all(lesson[name].key == () for name in ("mark", "ledger", "settle"))
    assert {entry.annotator for entry in lesson["mark"].entries} == {"kit.find_loaded"}
    assert "Ines Holt" in [source.speaker for source in lesson["ledger"].sources]
    (claim,) = lesson["settle"].entries
    assert lesson["settle"].article.covered(claim).startswith("On Monday the town council")


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("{comparison}", "{hits}", "hits"),
        ("{comparison}", "{entries}", "entries"),
        ('prompt = "Compare."', 'prompt = "Compare."\nsecond_reader = true', "no key"),
        ('layer = "loaded"', 'layer = "voice"', "layer 'voice' is not known"),
        ('labels = "loaded"', 'labels = "loaded"\nkey = [{ words = "a", label = "fear", why = "b" }]', "leave out one"),
        ("claims = [", 'claims = ["No such words", ', "0 claims begin 'No such words'"),
        ('["On Monday the town council"]', "[]", "the first words of one claim"),
        ('reference = "program"\n[activity.compare]', 'reference = "me"\n[activity.compare]', "key, program"),
    ],
)
def test_without_a_key_nothing_counts_against_one(tmp_path, old, new, why):
    """No hits, no entries, no second reader beside the only one; and no key of another kind."""
    assert ALONE.count(old) == 1
    with pytest.raises(ValueError, match=why):
        lesson_alone(tmp_path, ALONE.replace(old, new))


def test_beside_a_program_no_summary_counts_right_and_wrong(tmp_path):
    """Where the two agree and differ is said, and that both may be wrong."""
    lesson = lesson_alone(tmp_path)
    (found,) = lesson["mark"].entries
    mine = [replace(found, annotator="learner:ana"), Annotation(0, 5, "loaded", "fear", "learner:ana")]
    said = str(summaries_of(Marked(lesson["compare"], lesson["mark"], mine))["comparison"]())
    assert said.startswith("The program is a second reader, and often wrong.\n\nYou and the program agree at 1 place.")
    assert "unmarked" not in said
    assert "You marked 1 place where it has nothing. It may have missed it." in said
    alone = str(summaries_of(Marked(lesson["compare"], lesson["mark"], mine[1:]))["comparison"]())
    assert "It marked 1 place that you left unmarked. Would you mark it too?" in alone
    assert "the key" not in said + str(summaries_of(Marked(lesson["compare"], lesson["mark"], mine))["agreement"]())
