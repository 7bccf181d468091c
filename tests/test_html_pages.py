"""Pages of our own in many styles: blocks read whole, zones told with their tags' help, facts of the card found.

A page is ``NAME.html``; ``NAME.toml`` says what its metadata are, and for each block its label (after a stroke another
that is right too) and its first words, as a person read them.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import kit
from kit import FURNITURE
from kit.readers.html import read_html

HOME = Path(__file__).parent / "pages"
HELD_BACK = ("broadcaster", "drupal", "newsletter")  # written last, when the others were told as they are
NAMES = sorted(path.stem for path in HOME.glob("*.html"))
AT_HAND = tuple(name for name in NAMES if name not in HELD_BACK)

# Labels, furniture and article told right, of those there are; read with the page's tags. They may rise and never fall.
FLOORS = {AT_HAND: (285, 150, 138), HELD_BACK: (73, 45, 34)}


def page(name: str) -> tuple[kit.Article, dict[str, str], list[tuple[list[str], str]]]:
    """A page as read, and what a person says of it: its card, and the labels and first words of its blocks."""
    wanted = tomllib.loads((HOME / f"{name}.toml").read_text(encoding="utf-8"))
    blocks = [line.split(" | ", 1) for line in wanted["page"]["blocks"]]
    article = read_html((HOME / f"{name}.html").read_bytes())
    return article, wanted["card"], [(labels.split("/"), words) for labels, words in blocks]


def counts(article: kit.Article, wanted: list[tuple[list[str], str]]) -> tuple[int, int, int]:
    """Labels, furniture and article told right."""
    told = [zone.label for zone in kit.find_zones(article)]
    right = [got in labels for got, (labels, _) in zip(told, wanted, strict=True)]
    furniture = [got in FURNITURE or fits for got, fits in zip(told, right, strict=True)]
    article_kept = [got not in FURNITURE or fits for got, fits in zip(told, right, strict=True)]
    is_furniture = [labels[0] in FURNITURE for labels, _ in wanted]
    return (
        sum(right),
        sum(a for a, b in zip(furniture, is_furniture, strict=True) if b),
        sum(a for a, b in zip(article_kept, is_furniture, strict=True) if not b),
    )


@pytest.mark.parametrize("name", NAMES)
def test_blocks_are_read_whole(name):
    """Each block of the page is one block of the text, in order, and there is no other."""
    article, _, wanted = page(name)
    read = [" ".join(article.covered(zone).split()) for zone in kit.find_zones(article)]
    assert len(read) == len(wanted)
    for words, (_, first) in zip(read, wanted, strict=True):
        assert words.startswith(first)


@pytest.mark.parametrize("names", FLOORS, ids=["at hand", "held back"])
def test_zones_are_told_better_than_in_the_text_alone(names):
    """As many blocks are told right as before, and more than without the tags."""
    pages = [page(name) for name in names]
    with_tags = [counts(article, wanted) for article, _, wanted in pages]
    without = [counts(kit.Article.from_text(article.text), wanted) for article, _, wanted in pages]
    for tagged, plain in zip(map(sum, zip(*with_tags, strict=True)), map(sum, zip(*without, strict=True)), strict=True):
        assert tagged >= plain
    assert tuple(map(sum, zip(*with_tags, strict=True))) == FLOORS[names]


def test_tags_are_evidence_and_no_rule():
    """Paragraphs of an article keep their label where a page sets them in <aside> and <footer>."""
    article, _, wanted = page("misplaced_aside")
    for zone, (labels, _) in zip(kit.find_zones(article), wanted, strict=True):
        if labels == ["body"]:
            assert zone.label == "body"


def test_a_reason_names_the_tag():
    """A zone that the tags tell says so, with the part as evidence and a doubt."""
    article, _, _ = page("semantic")
    zones = [zone for zone in kit.find_zones(article) if zone.attributes["rule"] == "part-of-page"]
    menu = zones[0]
    assert (menu.label, article.covered(menu)) == ("navigation", "News\nIslands\nFishing\nLetters")
    assert menu.attributes["why"].startswith("It stands in the page’s <nav>: ")
    assert menu.attributes["doubt"]
    assert menu.evidence["part"].start <= menu.start


@pytest.mark.parametrize("name", NAMES)
def test_the_card_is_what_the_page_says(name):
    """Title, author, day and outlet, where the page has metadata."""
    article, wanted, _ = page(name)
    said = {a.label: a.attributes for a in article.annotations if a.layer == "card"}
    found = article.card.as_dict() | ({"date": said["date"]["iso"]} if "date" in said else {})
    assert {key: found[key] for key in wanted} == wanted
