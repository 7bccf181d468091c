"""Two readings of each key: where they differ nobody is graded, and the page of the texts says how far they agree."""

from __future__ import annotations

import re

import pytest

from kit.agreement.units import tier
from kit.annotation import Annotation
from kit.article import Article
from kit.jsonl import read_annotations
from kit.readers.files import seed_folder
from tests.second_reading import Read, agreement, as_read, asked, read_twice, settled, shared, texts, with_tables

TWICE = read_twice()


def entry(start, end, label="loaded-word", *, reader="key", layer="loaded", **about):
    return Annotation(
        start, end, layer, label, f"{reader}:demo", attributes={"tier": "must", "why": "It judges.", **about}
    )


def read(first, second):
    return Read(
        seed_folder() / "demo.txt", Article.from_text("The mayor slammed the evil plan of the mob."), first, second
    )


def test_what_both_ask_for_is_asked_for():
    """Nearly the same words with a fitting label stay; a label fits that either lets stand."""
    one, two = entry(10, 17), entry(10, 17, "exaggeration", reader="key2", accept="loaded-word")
    assert settled(read([one], [two])) == [one]
    assert agreement([read([one], [two])], "loaded")[:3] == (2, 2, 1.0)


@pytest.mark.parametrize(
    "second",
    [
        [],
        [entry(10, 17, "fear", reader="key2")],
        [entry(10, 17, reader="key2", tier="trap")],
        [entry(10, 17, reader="key2", tier="accept")],
    ],
)
def test_what_one_alone_asks_for_is_open(second):
    """An entry that the other lacks, labels otherwise, lets be or calls a trap is never graded."""
    made = settled(read([entry(10, 17)], second))
    assert {tier(found) for found in made} == {"accept"}
    assert made[0].attributes["first"] == "must"
    assert as_read(made) == [entry(10, 17)]


def test_what_the_second_alone_asks_for_stands_beside_it():
    """Open, under the second reader's name; a trap of the first's in its place gives way."""
    one, two = entry(22, 26, tier="trap"), entry(22, 26, reader="key2")
    (made,) = settled(read([one], [two]))
    assert (made.annotator, tier(made)) == ("key2:demo", "accept")


def test_a_trap_that_the_other_lets_be_marked_is_open():
    """Nobody is told that they fell into a trap which the second reader would have let them mark."""
    trap = entry(22, 26, tier="trap")
    (made,) = settled(read([trap], [entry(22, 26, "fear", reader="key2", tier="accept", neutral="bad")]))
    assert (tier(made), made.attributes["first"], made.attributes["neutral"]) == ("accept", "trap", "bad")
    assert as_read([made]) == [trap]


@pytest.mark.parametrize("path", texts(), ids=[path.stem for path in texts()])
def test_every_key_is_written_twice(path):
    """Each text has two readings, by the names of their readers, each mark with its reason."""
    from kit.readers import load

    article = load(path)
    for ending, reader in ((".key.jsonl", "key:"), (".key2.jsonl", "key2:")):
        found = read_annotations(path.with_suffix(ending), article)
        assert found
        assert all(a.attributes.get("why") and tier(a) in ("must", "accept", "trap") for a in found)
        assert {a.annotator for a in found if a.annotator.startswith(reader)} == {f"{reader}{path.stem}"}


@pytest.mark.parametrize("twice", TWICE, ids=[twice.path.stem for twice in TWICE])
def test_where_two_readers_differ_the_key_is_open(twice):
    """What a key asks for, the second reader asks for too; settling it again changes nothing."""
    key = read_annotations(twice.path.with_suffix(".key.jsonl"), twice.article)
    for layer in ("zone", "quote", "claim", "loaded"):
        one, two = ([a for a in found if a.layer == layer] for found in (key, twice.second))
        wanted = asked(one)
        assert shared(twice.article, wanted, asked(two)) == wanted
    assert settled(twice) == key


@pytest.mark.parametrize("twice", TWICE, ids=[twice.path.stem for twice in TWICE])
def test_evidence_points_at_whole_words(twice):
    """A speaker, a word of saying or a link begins and ends where a word does, and not within another."""
    text = twice.article.text
    for reading in (twice.first, twice.second):
        for start, end in (span for found in reading for span in found.evidence.values()):
            assert not re.search(r"^\w\w", text[start - 1 : start + 1]) and not re.search(
                r"\w\w$", text[end - 1 : end + 1]
            )


def test_the_page_of_the_texts_says_what_is_so():
    """Both of its tables are those that the command works out."""
    page = (seed_folder() / "README.md").read_text(encoding="utf-8")
    assert page == with_tables(page), "python -m tests.second_reading --settle writes it"
