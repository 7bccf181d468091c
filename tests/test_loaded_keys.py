"""The keys of loaded words: complete, fair to every voice, and shown in the chart as they are."""

from __future__ import annotations

import pytest

import kit
from kit.activity.keys import key
from kit.activity.labels import LABEL_SETS
from kit.activity.lesson_file import lesson_folder, read_lesson
from kit.agreement.describe import describe_agreement
from kit.annotate.loaded.find import schemes
from kit.annotate.voices import others_speech
from kit.charts import loaded_along, loaded_per_thousand
from kit.readers.files import seeds

LABELS = {label.name for label in LABEL_SETS["loaded"]}
SOUND = ("ferry-bridge", "night-buses", "pool-opens")


def mark(start, end, **attributes):
    return kit.Annotation(start, end, "loaded", "loaded-word", "key:demo", attributes=attributes)


def test_labels_are_the_analyzers():
    """Learners choose among the labels that the analyzer has, and no others."""
    assert set(schemes()) == LABELS


@pytest.mark.parametrize("slug", seeds())
def test_every_entry_has_what_it_takes(slug):
    """Each has a reason of one or two short sentences, a tier, labels that exist and a voice; traps have no wording."""
    entries = key(kit.load(slug), "loaded")
    assert entries == sorted(entries, key=lambda a: a.start)
    for entry in entries:
        about = entry.attributes
        assert about["tier"] in ("must", "accept", "trap")
        assert {entry.label, *about.get("accept", "").split()} <= LABELS
        assert 3 < len(about["why"].split()) <= 35, about["why"]
        assert ("neutral" in about) == ("strength" in about) == (about["tier"] != "trap")


@pytest.mark.parametrize("slug", seeds())
def test_voices_are_those_of_the_quotations(slug):
    """What an entry says of its voice and speaker fits the key of quotations."""
    article = kit.load(slug)
    quotes = key(article, "quote")
    quoted = [q.span for q in others_speech(quotes)]  # readers' comments among them, which are no part of the article
    for entry in key(article, "loaded"):
        inside = any(start <= entry.start and entry.end <= end for start, end in quoted)
        assert entry.attributes["voice"] == ("quoted" if inside else "author"), article.covered(entry)
        if name := entry.attributes.get("speaker"):
            assert name in [q.attributes.get("speaker") for q in quotes if q.start <= entry.start < q.end]


def test_contested_entries_are_never_asked_for(seed):
    """What readers dispute is accepted, and no more; an official is held to the rules of the author."""
    entries = key(seed, "loaded")
    assert all(entry.attributes["tier"] == "accept" for entry in entries if "contested" in entry.attributes)
    asked = {entry.attributes["voice"] for entry in entries if entry.attributes["tier"] == "must"}
    assert asked == {"author", "quoted"}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("practise", "The key asks for {} words or phrases, {} of them the director's"),
        ("mark", "The key asks for {}, {} of them the official's"),
    ],
)
def test_what_the_plan_of_lesson_04_counts_is_so(name, said):
    """How many words the keys ask for, and how many of them are an official's; the traps that it names are there."""
    marked = read_lesson("04-words-that-push")[name]
    plan = (lesson_folder() / "teacher" / "04-words-that-push.md").read_text(encoding="utf-8")
    asked = [entry for entry in marked.key if entry.attributes["tier"] == "must"]
    quoted = [entry for entry in asked if entry.attributes["voice"] == "quoted"]
    assert said.format(len(asked), len(quoted)) in plan
    assert 0 < len(quoted) < len(asked)
    for trap in (entry for entry in marked.key if entry.attributes["tier"] == "trap"):
        assert f"“{marked.article.covered(trap)}”" in plan


def test_words_are_asked_for_as_the_lesson_says():
    """“As few words as it takes”: single words and short phrases, in all that learners mark."""
    lesson = read_lesson("04-words-that-push")
    for name in ("practise", "mark", "sound"):
        assert all(len(lesson[name].article.covered(entry).split()) <= 7 for entry in lesson[name].key)


@pytest.mark.parametrize("slug", SOUND)
def test_sound_reports_are_mostly_traps(slug):
    """In a sound report the author's own words ask for no mark, and traps are in the majority."""
    entries = key(kit.load(slug), "loaded")
    tiers = [entry.attributes["tier"] for entry in entries]
    assert tiers.count("trap") > len(tiers) / 2
    assert not [e for e in entries if (e.attributes["tier"], e.attributes["voice"]) == ("must", "author")]


def test_the_chart_counts_each_phrase_once():
    """Overlapping marks are one phrase, as strong as the strongest; traps and furniture are left out."""
    article = kit.Article.from_text("The evil regime fell.\n\n“We won the day,” Ana Ruiz said.")
    marks = [
        mark(4, 8, voice="author", strength="mild"),
        mark(4, 15, voice="author", strength="strong"),
        mark(16, 20, tier="trap"),
        mark(27, 30, voice="quoted"),
        mark(31, 34, voice="furniture"),
    ]
    reading = kit.read(article, loaded=marks)
    chart = loaded_along({"the note": reading})
    assert [row[1:4] + row[5:] for row in chart.table] == [
        ("part", "words", "phrases", "strong, the author's", "mild, the author's", "strong, quoted", "mild, quoted"),
        ("start", "4", "1", "1", "0", "0", "0"),
        ("middle", "3", "1", "0", "0", "0", "1"),
        ("end", "4", "0", "0", "0", "0", "0"),
    ]
    assert loaded_per_thousand(reading) == pytest.approx(1000 / 7)
    assert "middle 1 in 3 words (1 mild, quoted)" in chart.alt


def thirds(*counts):
    """A text of 300 words with so many marks in each third."""
    article = kit.Article.from_text("It rained " * 150)
    words = [300 // 3 * part + i for part, n in enumerate(counts) for i in range(n)]
    return kit.read(article, loaded=[mark(start := 5 * word, start + 2) for word in words])


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((2, 3, 15), "The text pushes most near its end."),
        ((15, 2, 3), "The text pushes most at its start."),
        ((6, 18, 14), "The text pushes most in its middle and near its end."),
        ((8, 9, 10), "The text pushes in no part clearly more than in the others."),
        ((0, 3, 0), "3 phrases push in the text, too few to say where."),
        ((0, 0, 0), "Nothing pushes in the text."),
    ],
)
def test_the_title_says_where_words_push_or_that_it_cannot_be_told(counts, said):
    """A third is named where it stands out from the others by more than chance often gives."""
    chart = loaded_along({"the text": thirds(*counts)})
    assert chart.alt.startswith(said)
    assert [row[3] for row in chart.table[1:]] == [str(n) for n in counts]


def test_the_chart_sets_texts_on_one_scale(seed):
    """A sound text beside the seed has the same axis, from zero, with each count and what it is of beside its bar."""
    page, report = (kit.read(text, loaded=key(text, "loaded")) for text in (seed, kit.load("ferry-bridge")))
    chart = loaded_along({"the opinion piece": page, "the report": report})
    one, two, _ = chart.figure.axes
    assert one.get_ylim() == two.get_ylim()
    assert one.get_ylim()[0] == 0
    heights = [sum(bar.get_height() for bar in axes.patches[part::3]) for axes in (one, two) for part in range(3)]
    assert [f"{height:.1f}" for height in heights] == [row[4] for row in chart.table[1:]]
    said = [label.get_text() for axes in (one, two) for label in axes.texts]
    assert said == [f"{row[3]} in\n{row[2]} words" for row in chart.table[1:]]
    for words in ("Strong (full colour): ", "Mild (faint): ", "Hatched: ", "Loaded is not false."):
        assert words in chart.caption


def test_kinds_are_told_apart_without_colour(seed):
    """Quoted is hatched and the author is not; strong is darker than mild."""
    from matplotlib.colors import to_rgb

    from kit.charts.looks import LOOKS

    looks = {(whose, how): LOOKS[f"{whose} {how}"] for whose in ("author", "quoted") for how in ("strong", "mild")}
    assert [kind for kind, look in looks.items() if look.hatch] == [("quoted", "strong"), ("quoted", "mild")]
    value = {
        kind: sum(w * c for w, c in zip((0.3, 0.6, 0.1), to_rgb(look.fill), strict=True))
        for kind, look in looks.items()
    }
    assert all(value[voice, "strong"] + 0.3 < value[voice, "mild"] for voice in ("author", "quoted"))


def test_no_text_is_no_chart():
    """Nothing to draw is refused, and a voice without words has no rate."""
    for texts in ({}, {"nothing": kit.read(kit.Article.from_text(""))}):
        with pytest.raises(ValueError, match="no running text to draw"):
            loaded_along(texts)
    assert loaded_per_thousand(kit.read("It rained all day."), "quoted") is None


def test_agreement_is_said_in_words_and_squares():
    """Labels and traps do not count, what a key accepts is let be; each row of squares is what its words say."""
    article = kit.Article.from_text("One two three four five six.")
    entries = [mark(0, 3), mark(4, 7, tier="accept"), mark(8, 13, tier="trap"), mark(14, 23)]
    said = describe_agreement(article, {"you": [mark(0, 18)], "the key": entries}).split("\n\n")
    assert said[:3] == [
        "You and the key",
        "■■□ Of 3 words that you marked, the key marks 2.",
        "■■□ Of 3 words that the key marks, you marked 2.",
    ]
    assert said[3] == "Words that a key leaves open are not counted beside it."
    assert len(said) == 5 and "Cohen's kappa" in said[4] and "you and the key 0.17" in said[4]
    three = describe_agreement(article, {"you": [mark(0, 7)], "the key": [mark(4, 13)], "the program": [mark(4, 7)]})
    assert "All together\n\n■□□ Of the 3 words that one or more of them marked, all 3 marked 1." in three


def test_no_agreement_to_speak_of_is_said_in_words():
    """Who marked nothing is told so, and what cannot be worked out is never a bare “undefined”."""
    article = kit.Article.from_text("One two three.")
    assert "You marked no word here." in describe_agreement(article, {"you": [], "the key": [mark(0, 3)]})
    nothing = describe_agreement(article, {"you": [], "the key": [], "the program": []}).split("\n\n")
    assert nothing[:2] == [
        "You and the key",
        "Neither of the two marks a word here. That is agreement, but it shows little.",
    ]
    assert "It cannot be worked out for you and the key, " in nothing[-1]
    assert not any("undefined" in line or "■" in line for line in nothing)
