"""What find_loaded makes of the seeds, and of small texts of our own invention; and the lexicon it reads."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kit
from kit import Article, Span, parse_text
from kit.annotate.loaded.find import find_loaded, schemes
from kit.annotate.loaded.lexicon import build, find_matches, load_lexicon, load_tables
from kit.lexicons.phrases import lower

LABELS = {
    "name-calling",
    "loaded-word",
    "exaggeration",
    "certainty",
    "scare-quotes",
    "vague-source",
    "euphemism",
    "fear",
}
PARTS = {"noun", "verb", "adj", "fixed", "saying", "crowd", "tail", "head", "name-tail"}
WORD = re.compile(r"\w+(?:['’-]\w+)*")

# text | label | words covered
CASES = """
The tyrant fled. | name-calling | tyrant
The Tyrants fled. | name-calling | Tyrants
A far too hard-right plan. | name-calling | hard-right
A hard right plan. | name-calling | hard right
They jeered at the con men. | name-calling | con men
Two cronies got the contract. | name-calling | cronies
The senator slammed the plan. | loaded-word | slammed
The senator lashed out on Monday. | loaded-word | lashed out
Slamming it, she left. | loaded-word | Slamming
They demonised the strikers. | loaded-word | demonised
They demonized the strikers. | loaded-word | demonized
A shamefully late reply. | loaded-word | shamefully
The shabbiest plan of all. | loaded-word | shabbiest
Of course, he claimed that it works. | loaded-word | claimed
A Moscow-backed group took the town. | loaded-word | Moscow-backed
The US-provoked crisis goes on. | loaded-word | US-provoked
The U.S.-provoked crisis goes on. | loaded-word | U.S.-provoked
A power-crazed mayor. | loaded-word | crazed
A rumour-mongering mayor. | loaded-word | rumour-mongering
The whole pseudo-debate. | loaded-word | pseudo-debate
Prices are staggering. | exaggeration | staggering
It is indisputable. | certainty | indisputable
It is literally on fire. | certainty | literally
Everything that the council ever said is wrong. | certainty | Everything that the council ever
Critics say that the bridge is ugly. | vague-source | Critics say
Some have argued that it is late. | vague-source | Some have argued
It is widely believed to be late. | vague-source | It is widely believed
The strike caused collateral damage. | euphemism | collateral damage
It was a case of regime reinforcement. | euphemism | regime reinforcement
This is genuine democracy at work. | euphemism | genuine democracy
The city lived through a reign of terror. | fear | reign of terror
His "help" came late. | scare-quotes | help
Their so-called “peace plan” failed. | scare-quotes | peace plan
"""
CASES = [case.split(" | ") for case in CASES.strip().splitlines()]

# Plain news: no word of these is marked.
PLAIN = [
    "The virus caused twelve deaths, and the crisis is not over.",
    "An attack on the market killed four people; police arrested a man.",
    "The storm flooded two villages, and a bridge was closed.",
    "Workers went on strike over pay, and the protest drew 2,000 people.",
    "The claim was filed with the insurer. Their claims are being heard.",
    "The experts say that the deck moved. Three critics say so too.",
    "A government-backed loan pays for it.",
    "The book lies on the table, and the town lies in a valley.",
    "A group of anti-racist campaigners met on Monday.",
    "A trial for hate crimes opened. She was on sick leave.",
    "He would be there. It has been raining.",
    "A massive oak fell, and prices plummeted after weeks of turmoil.",
    "The wreck was found in spite of the fog, and a natural disaster was declared.",
    "Police banned a far-right extremist group over racist attacks.",
    "The pilot claimed asylum. A rebel group claimed responsibility.",
    "",
]

# Two names for the two sides of a quarrel: whatever is marked for one is marked for the other.
SWAPS = [
    ("A {}-backed militia holds the town.", "Moscow", "Washington"),
    ("The {}-provoked war goes on.", "Russian", "American"),
    ("The {} regime fell.", "Cuban", "Danish"),
    ("{} claimed that talks had failed.", "Beijing", "London"),
    ("An anti-{} mob gathered.", "Russian", "American"),
    ("It is part of the radical {}.", "left", "right"),
    ("The hard-{} paper wrote it.", "left", "right"),
    ("The alt-{} party lost.", "left", "right"),
    ("They are {}s.", "leftist", "rightist"),
    ("They are {}-wingers.", "left", "right"),
    ("The {}-hating mayor spoke.", "Republican", "Democrat"),
    ("He is a {}-loving patriot.", "Ukraine", "Russia"),
    ("“{}” is what it brings.", "freedom", "order"),
    ("The {} elite is out of touch.", "coastal", "metropolitan"),
]


@pytest.fixture(scope="module")
def lexicon():
    """The lexicon as the kit reads it."""
    return load_lexicon()


def brief(text):
    """What is found in a text: label, rule, strength and the words covered."""
    article = Article.from_text(text)
    return [(a.label, a.attributes["rule"], a.attributes["strength"], article.covered(a)) for a in find_loaded(article)]


def share(article, found):
    """How many of the article's words the author says, and how many of those are flagged."""
    spans = kit.read(article, parser=False).voices["author"]
    words = [w.span() for w in WORD.finditer(article.text) if any(s.start <= w.start() < s.end for s in spans)]
    return len(words), sum(any(a.start < end and a.end > start for a in found) for start, end in words)


@pytest.mark.parametrize(("text", "label", "words"), CASES, ids=[case[0][:40] for case in CASES])
def test_what_is_loaded_is_found(text, label, words):
    """Each kind of loaded word is found, in any inflection, case, spelling and hyphenation."""
    assert (label, words) in [(found[0], found[3]) for found in brief(text)]


@pytest.mark.parametrize("text", PLAIN)
def test_plain_news_is_let_be(text):
    """Topics, plain names, known people and words in their plain sense are not marked."""
    assert brief(text) == []


@pytest.mark.parametrize(("text", "one", "other"), SWAPS)
def test_the_same_rules_hold_for_every_side(text, one, other):
    """What is marked does not hang on who is named."""
    first, second = ([(*f[:3], f[3].replace(name, "X")) for f in brief(text.format(name))] for name in (one, other))
    assert first == second != []


def test_a_word_is_whole():
    """A word inside a longer one is not found."""
    assert brief("The classroom and the Tyrantsville mobility survey.") == []


def test_a_phrase_runs_over_a_line_s_end_and_no_further():
    """A phrase is found over the end of a line, not over that of a paragraph or a sentence."""
    assert [words for *_, words in brief("It was a reign\nof terror.")] == ["reign\nof terror"]
    assert brief("It was a long reign\n\nof terror. The reign. Of terror he spoke.") == []


def test_the_longest_wins(lexicon):
    """Of two entries that start at one word the longer is taken, and no two overlap."""
    matches = list(find_matches("A puppet regime and a puppet.", lexicon))
    assert [(match.start, match.end) for match in matches] == [(2, 15), (22, 28)]


def test_every_hit_explains_itself(seed):
    """Each says its rule, why, doubt, strength, a plainer way and whose words it is, and nothing is empty."""
    for a in find_loaded(seed):
        assert {"rule", "why", "doubt", "strength", "neutral", "voice"} <= a.attributes.keys()
        assert all(a.attributes.values())
        assert a.label in LABELS
        assert a.attributes["strength"] in {"strong", "mild"}
        assert a.attributes["voice"] in {"author", "quoted", "furniture"}


def test_hits_are_in_order_and_in_place(seed):
    """They come sorted, of the layer, trimmed, from one annotator, and never twice the same."""
    found = find_loaded(seed)
    assert [a.span for a in found] == sorted(a.span for a in found)
    assert len({(a.span, a.attributes["rule"]) for a in found}) == len(found)
    for a in found:
        assert (a.layer, a.annotator) == ("loaded", "kit.find_loaded")
        assert seed.covered(a) == seed.covered(a).strip() != ""


def test_the_press_secretary_keeps_her_words(seed):
    """Nothing that the press secretary says in the transcript is put on the author."""
    turn = Span(seed.text.index("Well, let me touch"), seed.text.index("It's not her place"))
    assert all(a.attributes["voice"] != "author" for a in find_loaded(seed) if turn.start <= a.start < turn.end)


def test_the_seed_s_author_is_flagged_with_measure(seed):
    """The author's text gets at most 12 % of its words flagged, and what the issue names is among them."""
    found = [a for a in find_loaded(seed) if a.attributes["voice"] == "author"]
    words, flagged = share(seed, found)
    assert 0.05 < flagged / words <= 0.12
    named = {seed.covered(a) for a in found}
    assert {"indisputable", "literally", "US-provoked", "regime reinforcement", "genuine democracy"} <= named
    assert "everything that the US government ever" in named
    assert "peaceful pro-democracy protests" in named


@pytest.mark.parametrize("slug", ["ferry-bridge", "night-buses"])
def test_sound_reports_have_few_strong_flags(slug):
    """A plainly written report gets at most 3 strong flags per 1,000 words."""
    article = kit.load(slug)
    strong = [a for a in find_loaded(article) if a.attributes["strength"] == "strong"]
    assert 1000 * len(strong) <= 3 * len(WORD.findall(article.text))


REPORT = """
The council closed the swimming hall in Marl on Thursday after an inspector found rust in four roof beams. The hall
was built in 1974 and was last repaired in 2009. About 600 children have lessons there each week.

Repairs will take until September and cost 1.3 million crowns, the council's building office said. The money comes
from the reserve, which holds 5 million. School classes will use the hall in Oster, eleven kilometres away, and the
council pays for the buses.

“We measured every beam twice,” said Petra Lind, the inspector. “Four of thirty-two are below the limit.” Her report,
which the council published on Friday, gives the thickness of each beam.

The swimming club asked for a hearing. Its chair, Tom Aalto, said that the club had warned of damp in letters of 2018
and 2021; the council confirmed that it had received both. It said that the damp was in the west wall, and that the
beams had not been examined then.

A crack in a beam led to the death of a worker in another town in 2016, and the crisis over old roofs has occupied
the region since. Parliament will debate a fund for repairs in May. The government supports it; the opposition wants
towns to pay a larger part.
"""


def test_a_report_on_death_and_damage_is_plain():
    """A report of hard facts and disagreement, plainly told, gets no strong flag and hardly a mild one."""
    found = find_loaded(Article.from_text(REPORT))
    assert not [a for a in found if a.attributes["strength"] == "strong"]
    assert len(found) <= 2


VOICED = [
    ("The thugs won.", ["author"]),
    ("“The thugs won,” Ana Ruiz said.", ["quoted"]),
    ("Ana Ruiz said that the thugs had won.", ["quoted"]),
    ("The tyrant fell. “The thugs won,” Ana Ruiz said.", ["author", "quoted"]),
    ("MS. RUIZ: The thugs won.", ["quoted"]),
    ("His “peace” came late.", ["author"]),
    ("Subscribe to our fearless reports", ["author"]),
    ("A disgrace", ["author"]),
]


@pytest.mark.parametrize(("text", "voices"), VOICED)
def test_speech_is_the_speaker_s(text, voices):
    """What stands in attributed speech is quoted; all else of a short text is the author's, whatever it looks like."""
    assert [a.attributes["voice"] for a in find_loaded(Article.from_text(text))] == voices


def test_a_quoted_word_names_its_speaker():
    """Where the speaker is clear, the annotation says the name, and shows the quotation."""
    article = Article.from_text("“The thugs won,” Ana Ruiz said.")
    (found,) = find_loaded(article)
    assert found.attributes["speaker"] == "Ana Ruiz"
    assert "The thugs won" in article.covered(found.evidence["quote"])


def test_given_quotes_are_taken():
    """Quotations that the caller brings decide the voice; none brought, nothing is quoted."""
    article = Article.from_text("“The thugs won,” Ana Ruiz said.")
    quotes = kit.find_quotes(article, parser=False)
    assert find_loaded(article, quotes=quotes) == find_loaded(article)
    assert [a.attributes["voice"] for a in find_loaded(article, quotes=())] == ["author"]


def test_furniture_speaks_for_itself():
    """What the page says below an article is not the author's."""
    page = "Bridge shut\n\nBy Ana Ruiz\n\n" + "The bridge was shut after cracks were found in it. " * 3
    article = parse_text(page + "\n\n[Subscribe to our fearless, brilliant newsletter](#)")
    assert {a.attributes["voice"] for a in find_loaded(article)} == {"furniture"}


def test_echoes_of_speech_are_no_scare_quotes():
    """Words in marks in a paragraph that has speech may echo it, and are let be; so are names."""
    said = "“It is a calm and open plan,” Ana Ruiz said. The “calm” plan failed."
    assert [label for label, *_ in brief(said)] == []
    assert brief("They sang “Blue Boats” at night.") == []


def test_a_party_in_brackets_is_no_loaded_word():
    """ "(Con, Tarn East)" says for whom somebody sits."""
    found = find_loaded(Article.from_text("Rob Finn (Con, Tarn East) came. It was a con."))
    assert [mark.start for mark in found] == [41]


def test_dotted_capitals_keep_their_place():
    """A letter that grows when made small moves nothing after it."""
    text = "İİİ tyrants"
    assert len(lower(text)) == len(text)
    assert brief(text)[0][3] == "tyrants"


@given(st.text(max_size=300))
@settings(max_examples=100, deadline=None)
def test_never_raises(text):
    """Any text at all is read, and every span lies within it."""
    article = Article.from_text(text)
    assert all(article.covered(a) for a in find_loaded(article))


PIECES = [
    "tyrant",
    "Moscow",
    "-",
    "backed",
    "pseudo",
    "critics",
    "say",
    "ever",
    "everything",
    "“",
    "”",
    '"',
    "so-called",
]
PIECES += [" ", " ", "\n", "\n\n", ".", ",", "'", "the", "claimed", "reign", "of", "terror", "Ana Ruiz", "said", "İ"]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
@settings(max_examples=300, deadline=None)
def test_never_raises_on_what_it_looks_for(text):
    """Its own words in any order are read, sorted and in place."""
    article = Article.from_text(text)
    found = find_loaded(article)
    assert [a.span for a in found] == sorted(a.span for a in found)
    assert all(article.covered(a) for a in found)


@pytest.mark.parametrize(
    "unit",
    [
        "tyrant ",
        "the ",
        "everything ",
        "-backed",
        "critics have ",
        "a-",
        "“so” ",
        "Mr Savage ",
        "say critics, ",
        "it is ",
    ],
)
def test_time_is_linear(unit, linear):
    """Four times the text takes some four times as long, whatever it is made of."""

    def find(text):
        list(find_matches(text, load_lexicon()))
        find_loaded(Article.from_text(text), quotes=())

    assert linear(lambda n: unit * n, find, 1000)


def test_the_lexicon_is_large_and_whole(lexicon):
    """It has over a thousand entries, every label and part is used, every field is filled and valid."""
    assert len(lexicon.entries) >= 1000
    assert {entry.group.label for entry in (*lexicon.entries, *lexicon.rules.values())} == LABELS
    assert {entry.group.part for entry in lexicon.entries} == PARTS
    for entry in (*lexicon.entries, *lexicon.rules.values()):
        assert entry.attributes["strength"] in {"strong", "mild"}
        assert entry.attributes.keys() == {"rule", "why", "doubt", "strength", "neutral"}
        assert all(value == value.strip() != "" for value in entry.attributes.values())
        assert entry.attributes["why"].endswith(".")
        assert entry.attributes["doubt"].endswith(".")
        assert entry.phrase == " ".join(entry.phrase.split()).lower()


def test_no_entry_stands_twice(lexicon):
    """A word stands once for each part of speech, whether with a hyphen or a space; no group's name is used twice."""
    for instead in ("", " "):
        counted = Counter((entry.phrase.replace("-", instead), entry.group.part) for entry in lexicon.entries)
        assert [key for key, times in counted.items() if times > 1] == []
    assert len({entry.attributes["rule"] for entry in lexicon.entries}) == len(
        {(entry.group.label, entry.attributes["rule"]) for entry in lexicon.entries}
    )


def test_every_entry_is_found(lexicon):
    """Each entry by itself is found, but for halves of compounds and crowds, which need what they stand beside."""
    beside = {"tail": "Moscow-{}", "name-tail": "Moscow-{}", "head": "{}-plan", "crowd": "{} say"}
    lost = [
        entry.phrase
        for entry in lexicon.entries
        if not list(find_matches(beside.get(entry.group.part, "{}").format(entry.phrase), lexicon))
    ]
    assert lost == []


def test_no_plainer_way_is_strongly_loaded(lexicon):
    """What is offered in place of a loaded word is not strongly loaded itself."""
    offered = {entry.attributes["neutral"] for entry in lexicon.entries}
    strong = [n for n in offered for h in find_matches(n, lexicon) if h.entry.attributes["strength"] == "strong"]
    assert strong == []


def test_topics_are_no_entries(lexicon):
    """No entry, in none of its forms, is a word of the stop-list by itself."""
    stop = load_tables()["stop"].split()
    assert not {entry.phrase for entry in lexicon.entries} & set(stop)
    assert [word for word in stop if list(find_matches(word, lexicon))] == []


def test_a_longer_lexicon_finds_the_same(lexicon):
    """Entries that are not in the text change nothing."""
    made_up = tuple(entry._replace(phrase=f"{entry.phrase}qq") for entry in lexicon.entries)
    text = kit.load("csto-kazakhstan").text
    longer = build((*lexicon.entries, *made_up), load_tables())
    assert list(find_matches(text, longer)) == list(find_matches(text, lexicon))


def test_schemes_name_every_label():
    """Each label is mapped to SemEval's techniques, Wikipedia's words to watch and the seven devices."""
    assert schemes().keys() == LABELS
    assert all(scheme.keys() == {"semeval", "wikipedia", "devices"} for scheme in schemes().values())
    assert all(name for scheme in schemes().values() for name in scheme.values())


def test_both_sides_have_as_many_names():
    """Entries that name left or right come in pairs."""
    phrases = {entry.phrase for entry in load_lexicon().entries}
    swap = {"left": "right", "right": "left", "leftist": "rightist", "rightist": "leftist"}
    swap |= {"lefty": "righty", "righty": "lefty"}
    sided = [p for p in phrases if re.search(r"\b(left|right|leftist|rightist|lefty|righty)\b", p)]
    ends = [p for p in sided if re.match(r"(hard|ultra|extreme|radical|alt|far)[ -]", p)]
    assert [p for p in ends if re.sub(r"\b(left|right)\b", lambda m: swap[m[0]], p) not in phrases] == []
