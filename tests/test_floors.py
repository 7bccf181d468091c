"""The analyzers do no worse on the kit's own keys than the floors in floors.toml say."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import kit
from kit.activity.keys import key
from kit.agreement import pair
from kit.agreement.units import tier
from kit.annotate.voices import others_speech
from kit.readers.files import seed_folder

FLOORS = tomllib.loads(Path(__file__).with_name("floors.toml").read_text(encoding="utf-8"))


def zones(article: kit.Article) -> float:
    """The share of blocks that the key labels so, or accepts."""
    return kit.compare(article, kit.find_zones(article), key(article, "zone"), every=True).recall


def speech(article: kit.Article, *, parser: bool) -> float:
    """F1 of attributed speech by overlap, whatever its kind; what the key only accepts counts neither way."""
    wanted = others_speech(key(article, "quote"))  # a trap among them is the author's
    mine = others_speech(kit.find_quotes(article, parser=parser))
    either = {q: q.attributes["tier"] == "accept" for q in wanted}
    pairs = pair(article, mine, wanted, every=True)
    hit = [p for p in pairs if p.mine and p.reference and p.overlap >= 0.5]
    hits = sum(not either[p.reference] for p in hit)
    found = len(mine) - sum(either[p.reference] for p in hit)
    return 2 * hits / (found + sum(not free for free in either.values()))


MEASURES = {
    "zone": zones,
    "quote_patterns": lambda article: speech(article, parser=False),
    "quote_parser": lambda article: speech(article, parser=True),
    "claim": lambda article: kit.compare(article, kit.find_claims(article), key(article, "claim")).recall,
    "loaded": lambda article: kit.compare(article, kit.find_loaded(article), key(article, "loaded")).recall,
}


@pytest.mark.parametrize(("measure", "slug"), [(m, slug) for m, floors in FLOORS.items() for slug in floors])
def test_no_worse_than_before(measure, slug):
    """Each figure is at its floor or above."""
    figure = MEASURES[measure](kit.load(slug))
    floor = FLOORS[measure][slug]
    assert figure >= floor, f"{measure} on {slug} fell to {figure:.3f}; the floor is {floor}"


@pytest.mark.parametrize("measure", MEASURES)
def test_every_text_has_floors(measure):
    """Every article has a floor wherever its key asks for three marks or more: of fewer, a share says little."""
    layer = measure.partition("_")[0]
    texts = [path.stem for path in seed_folder().glob("*.txt")]
    asks = {slug: sum(tier(entry) == "must" for entry in key(kit.load(slug), layer)) for slug in texts}
    assert {slug for slug, marks in asks.items() if marks >= 3} - set(FLOORS[measure]) == set()


def test_every_measure_is_known():
    """No measure is without floors, and none has floors that nothing measures."""
    assert set(FLOORS) == set(MEASURES)
