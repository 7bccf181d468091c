"""Lexicons: one loader, each list once, one inflector."""

import re

import pytest

from kit.annotate.loaded.lexicon import load_entries, load_tables
from kit.lexicons import alternation, load_abbreviations, load_calendar, load_names, read_lexicon, word_set
from kit.lexicons.inflect import inflect, irregular_verbs


def test_an_alternation_finds_what_is_written():
    """Signs in a word are no pattern, the longest word wins, and no words match nothing."""
    assert re.compile(alternation(["Mr", "Mrs", "Ph.D", "New York"])).findall("Mrs PhxD Ph.D New York") == [
        "Mrs",
        "Ph.D",
        "New York",
    ]
    assert re.search(alternation([]), "anything") is None


@pytest.mark.parametrize("load", [load_names, load_calendar, load_abbreviations])
def test_shared_lists_are_read_once(load):
    """Each list has words, and a second call reads no file."""
    assert all(load())
    assert load() is load()


def test_titles_may_be_shortened():
    """A form of address says whom it addresses, shortened or not."""
    names = load_names()
    assert names.men & names.women == frozenset()
    assert {"Mr", "Dr", "Sgt", "Cllr"} <= names.short_titles
    assert {"Sir", "Miss", "Mayor"}.isdisjoint(names.short_titles)
    assert {"Mr", "Mx", "Dame"} <= names.courtesy


def test_a_verb_of_a_call_stands_in_one_list():
    """What else a verb may be decides how much has to show that it calls; no word stands twice in a list."""
    lists = {name: words.split() for name, words in read_lexicon("grammar").items()}
    assert all(len(words) == len(set(words)) for words in lists.values())
    calls = [lists[name] for name in lists if name.startswith("calls")]
    assert len(calls) == 4
    assert sum(map(len, calls)) == len(set().union(*calls))
    assert set(lists["no_superlatives"]).isdisjoint(lists["measured"])


def test_irregular_forms_are_needed():
    """Every irregular verb is one that some lexicon has, and is not what the rules would make of it."""
    verbs = [*read_lexicon("quotes")["verbs"].values(), load_tables()["says"]]
    verbs += [entry.phrase for entry in load_entries()]
    verbs += [cues["words"] for cues in read_lexicon("claims")["cues"].values()]
    known = set(re.findall(r"\w+", " ".join(verbs)))
    for base, forms in irregular_verbs().items():
        assert base in known
        assert {base, *forms} != inflect(base, "verb", irregular=False)


@pytest.mark.parametrize(
    ("phrase", "part", "forms"),
    [
        ("lie", "verb", "lie lies lied lying"),
        ("weigh in", "verb", "weigh"),
        ("deny", "verb", "deny denies denied denying"),
        ("signal", "verb", "signal signals signaled signaling signalled signalling"),
        ("dismiss", "verb", "dismiss dismisses dismissed dismissing"),
    ],
)
def test_verbs_have_their_forms(phrase, part, forms):
    """By rule, with British doubling, or as the table of irregular verbs has them."""
    found = inflect(phrase, part)
    assert {form.split()[0] for form in found} >= word_set(forms)
    assert len(found) >= 4


def test_without_irregular_forms():
    """The rules alone, for whoever counts what is spelt alike."""
    assert "goed" in inflect("go", "verb", irregular=False)
    assert "goed" not in inflect("go", "verb")
